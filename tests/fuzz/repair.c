/* Polygons that nobody should draw, into GEOS, mended, measured and overlaid. Two bytes are a
 * vertex on a small grid, so that touching, doubled and collinear edges are frequent; a few values
 * stand for the end of a ring or part and for wild coordinates. */
#include <math.h>

#include "fuzz.h"
#include "geom/geos.h"

enum {
    POINTS = 256,
    END_RING = 120,
    END_PART,
    NOT_A_NUMBER,
    ENDLESS,
    HUGE_ONE,
    TINY_ONE,
    FRACTION
};

/* GEOS 3.11 loses memory of its own (some hundred bytes) when its buffer, which makeValid uses,
 * gives up: told to the leak sanitizer, or it would hide what we lose. That needs whole call
 * stacks. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
    return "leak:geos::operation::buffer::BufferBuilder\n";
}

const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "fast_unwind_on_malloc=0";
}

typedef struct drawing {
    geo_point points[POINTS];
    uint32_t ends[POINTS], parts[POINTS];
    geo_geom geom;
} drawing;

static double coordinate(uint8_t byte)
{
    static const double wild[] = {NAN, INFINITY, 1e300, 1e-300, 1.0 / 3};
    int value = (int8_t)byte;
    return value >= NOT_A_NUMBER && value <= FRACTION ? wild[value - NOT_A_NUMBER] : value;
}

static void end_ring(geo_geom *geom)
{
    if (geom->point_count > (geom->end_count ? geom->ends[geom->end_count - 1] : 0))
        geom->ends[geom->end_count++] = geom->point_count;
}

static void end_part(geo_geom *geom)
{
    end_ring(geom);
    if (geom->end_count > (geom->part_count ? geom->parts[geom->part_count - 1] : 0))
        geom->parts[geom->part_count++] = geom->end_count;
}

static bool draw(drawing *d, const uint8_t *data, size_t size)
{
    geo_geom *geom = &d->geom;
    *geom = (geo_geom){GEO_GEOM_MULTIPOLYGON, d->points, d->ends, d->parts, 0, 0, 0};
    for (size_t i = 0; i < size && geom->point_count < POINTS;) {
        if (data[i] == END_RING || data[i] == END_PART) {
            (data[i++] == END_RING ? end_ring : end_part)(geom);
            continue;
        }
        if (i + 1 == size)
            break;
        geom->points[geom->point_count++] =
            (geo_point){coordinate(data[i]), coordinate(data[i + 1])};
        i += 2;
    }
    end_part(geom);
    if (geom->part_count == 1)
        geom->type = GEO_GEOM_POLYGON;
    return geom->part_count > 0;
}

/* Measures of any polygon, however bad, are numbers or said not to be. */
static void measure(const geo_geom *geom)
{
    geo_point p = {0.5, 0.5};
    geo_box box = geo_box_of(geom);
    double area = geo_geom_area(geom), edge = geo_geom_edge_distance(geom, p, NULL);
    (void)geo_geom_centroid(geom);
    (void)geo_geom_length(geom);
    geo_side side = geo_geom_side(geom, p);
    if (!geo_geom_is_finite(geom))
        return;
    FUZZ_CHECK(!geo_box_is_empty(box));
    FUZZ_CHECK(!isnan(area) || box.xmax > 1e200 || box.ymax > 1e200);
    FUZZ_CHECK(edge >= geo_box_distance(box, p) * (1 - 1e-12));
    if (side == GEO_INSIDE)
        FUZZ_CHECK(geo_geom_distance(geom, p, NULL) == 0);
}

static bool is_usual(double coordinate)
{
    return !isfinite(coordinate) || coordinate == 0 ||
           (fabs(coordinate) > 1e-9 && fabs(coordinate) < 1e6);
}

/* No coordinate whose products overflow or underflow: what is mended there means nothing. */
static bool is_for_geos(const geo_geom *geom)
{
    for (uint32_t i = 0; i < geom->point_count; i++)
        if (!is_usual(geom->points[i].x) || !is_usual(geom->points[i].y))
            return false;
    return true;
}

/* Half of a valid area and the other half make the whole. */
static void overlay(geo_ctx *ctx, geo_geos *geos, const geo_geom *geom)
{
    geo_geom left = {0}, right = {0}, whole = {0};
    const geo_box far = {-200, -200, 3.25, 200};
    geo_point ring[] = {{-200, -200}, {3.25, -200}, {3.25, 200}, {-200, 200}, {-200, -200}};
    uint32_t end = 5, part = 1;
    const geo_geom half = {GEO_GEOM_POLYGON, ring, &end, &part, 5, 1, 1};
    double area = geo_geom_area(geom);
    FUZZ_CHECK(fuzz_said(ctx, geo_geos_clip(ctx, geos, geom, far, &left)) == GEO_OK);
    FUZZ_CHECK(fuzz_said(ctx, geo_geos_difference(ctx, geos, geom, &half, &right)) == GEO_OK);
    FUZZ_CHECK(fabs(geo_geom_area(&left) + geo_geom_area(&right) - area) <= 1e-6 * (1 + area));
    const geo_geom *const parts[] = {&left, &right};
    FUZZ_CHECK(fuzz_said(ctx, geo_geos_union(ctx, geos, parts, 2, &whole)) == GEO_OK);
    FUZZ_CHECK(fabs(geo_geom_area(&whole) - area) <= 1e-6 * (1 + area));
    geo_geom_release(&left);
    geo_geom_release(&right);
    geo_geom_release(&whole);
}

static void mend(geo_ctx *ctx, geo_geos *geos, const geo_geom *geom)
{
    geo_geom mended = {0};
    geo_repair what = GEO_REPAIR_NONE;
    const char *reason = NULL;
    bool valid;
    if (fuzz_said(ctx, geo_geos_repair(ctx, geos, geom, &mended, &what, &reason)) != GEO_OK)
        return;
    FUZZ_CHECK(reason && (*reason != 0) == (what != GEO_REPAIR_NONE));
    if (what == GEO_REPAIR_REFUSED)
        return;
    const geo_geom *good = what == GEO_REPAIR_DONE ? &mended : geom;
    FUZZ_CHECK(geo_geom_is_finite(good));
    FUZZ_CHECK(geo_geos_is_valid(ctx, geos, good, &valid) == GEO_OK && valid);
    overlay(ctx, geos, good);
    geo_geom_release(&mended);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static geo_geos *geos;
    geo_ctx *ctx = fuzz_ctx();
    drawing d;
    FUZZ_CHECK(geos || geo_geos_new(ctx, &geos) == GEO_OK);
    if (!draw(&d, data, size))
        return 0;
    measure(&d.geom);
    if (is_for_geos(&d.geom))
        mend(ctx, geos, &d.geom);
    return 0;
}
