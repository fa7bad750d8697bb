/* Covered fractions against clipping each cell after Sutherland & Hodgman 1974, Reentrant polygon
 * clipping, doi:10.1145/360767.360802; burning against the exact point-in-polygon test. */
#include <stdlib.h>
#include <string.h>

#include "near.h"
#include "shapes.h"

#include "base/alloc.h"
#include "raster/cover.h"

/* What lies on the kept side of one border: x (or y) times `sign` at most `limit`. */
static size_t clip_side(const geo_point *in, size_t count, bool by_y, double sign, double limit,
                        geo_point *out)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        geo_point a = in[i > 0 ? i - 1 : count - 1], b = in[i];
        double da = sign * (by_y ? a.y : a.x) - limit, db = sign * (by_y ? b.y : b.x) - limit;
        double t = da / (da - db);
        if ((da <= 0) != (db <= 0))
            out[kept++] = (geo_point){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
        if (db <= 0)
            out[kept++] = b;
    }
    return kept;
}

static double ring_in_box(geo_run ring, geo_box box)
{
    geo_point one[128], two[128];
    size_t count = clip_side(ring.points, ring.count - 1, false, 1, box.xmax, one);
    count = clip_side(one, count, false, -1, -box.xmin, two);
    count = clip_side(two, count, true, 1, box.ymax, one);
    count = clip_side(one, count, true, -1, -box.ymin, two);
    double twice = 0;
    for (size_t i = 0; i < count; i++) {
        geo_point a = two[i > 0 ? i - 1 : count - 1], b = two[i];
        twice += (a.x - box.xmin) * (b.y - box.ymin) - (a.y - box.ymin) * (b.x - box.xmin);
    }
    return fabs(twice) / 2;
}

static double area_in_box(const geo_geom *geom, geo_box box)
{
    double area = 0;
    uint32_t ring = 0;
    for (uint32_t part = 0; part < geom->part_count; part++)
        for (uint32_t shell = ring; ring < geom->parts[part]; ring++)
            area += (ring == shell ? 1 : -1) * ring_in_box(geo_geom_run(geom, ring), box);
    return area;
}

typedef struct canvas { /* collects the rows */
    double cells[64 * 64];
    geo_frame frame;
    int64_t last_row, last_end, runs;
    int fail_after; /* runs until a failure; -1: never */
} canvas;

static geo_status collect(void *self, geo_ctx *ctx, int64_t row, int64_t first_column,
                          const float *fractions, int64_t count)
{
    canvas *to = self;
    if (to->fail_after >= 0 && to->fail_after-- == 0)
        return geo_fail(ctx, GEO_ERR_LIMIT, "enough");
    assert_true(row >= 0 && row < to->frame.height && count > 0);
    assert_true(first_column >= 0 && first_column + count <= to->frame.width);
    assert_true(row > to->last_row || (row == to->last_row && first_column >= to->last_end));
    for (int64_t i = 0; i < count; i++) {
        assert_true(fractions[i] >= 0 && fractions[i] <= 1);
        to->cells[row * to->frame.width + first_column + i] = fractions[i];
    }
    to->last_row = row;
    to->last_end = first_column + count;
    to->runs++;
    return GEO_OK;
}

static canvas drawn;

static void draw(geo_frame frame, const geo_geom *polygon)
{
    memset(&drawn, 0, sizeof drawn);
    drawn.frame = frame;
    drawn.last_row = drawn.fail_after = -1;
    assert_ok(geo_cover(NULL, frame, polygon, collect, &drawn));
}

static void assert_as_clipped(geo_frame frame, const geo_geom *polygon)
{
    draw(frame, polygon);
    for (int64_t row = 0; row < frame.height; row++)
        for (int64_t column = 0; column < frame.width; column++) {
            geo_box box = geo_frame_box(geo_frame_sub(frame, (geo_window){row, column, 1, 1}));
            double expected = area_in_box(polygon, box) / (frame.cell_m * frame.cell_m);
            /* Nothing at all may be left over in cells the polygon comes nowhere near. */
            bool far = area_in_box(polygon, geo_box_grow(box, frame.cell_m / 4)) == 0;
            double tolerance = far ? 0 : 1e-6;
            assert_near(drawn.cells[row * frame.width + column], expected, tolerance);
        }
}

static const geo_frame FRAME = {100000, 500000, 0.5, 40, 30};

static void random_polygons_equal_clipping(void **state)
{
    (void)state;
    shape_dice d = {1};
    shape s;
    for (int i = 0; i < 600; i++) {
        geo_frame f = FRAME;
        if (i % 3 == 1)
            f = (geo_frame){99999.7, 499999.9, 0.3, 33, 41};
        double size = (double)f.width * f.cell_m,
               radius = size * pow(10, shape_between(&d, -2.5, 0.5));
        geo_point at = {f.x0 + size * shape_between(&d, -0.2, 1.2),
                        f.y0 - size * shape_between(&d, -0.2, 1.2)};
        bool big = radius > 4 * f.cell_m;
        shape_make(&s, &d, at, radius, 1 + (uint32_t)(i % 3), i % 2 && (big || i % 4 == 1),
                   i % 4 == 3 && big ? f.cell_m : 0);
        assert_as_clipped(f, &s.geom);
    }
}

static void rings_on_borders_fill_whole_cells(void **state)
{
    (void)state;
    geo_point points[] = {{1, 1}, {1, 4}, {6, 4}, {6, 1}, {5, 1}, {5, 3}, {2, 3}, {2, 1}, {1, 1}};
    uint32_t ends[] = {9}, parts[] = {1};
    geo_geom arch = {GEO_GEOM_POLYGON, points, ends, parts, 9, 1, 1};
    draw((geo_frame){0, 5, 1, 8, 5}, &arch);
    assert_int_equal(drawn.runs,
                     6); /* over the top a cut cell and whole ones, two legs in two rows */
    double total = 0;
    for (int i = 0; i < 8 * 5; i++) {
        assert_true(drawn.cells[i] == 0 || drawn.cells[i] == 1);
        total += drawn.cells[i];
    }
    assert_near(total, 9, 0);
}

static void a_polygon_around_the_frame_fills_it(void **state)
{
    (void)state;
    geo_point points[] = {{-1e7, -1e7}, {1e7, -2e7}, {3e7, 1e7}, {0, 2e7}, {-1e7, -1e7}};
    uint32_t ends[] = {5}, parts[] = {1};
    geo_geom vast = {GEO_GEOM_POLYGON, points, ends, parts, 5, 1, 1};
    draw(FRAME, &vast);
    assert_int_equal(drawn.runs, 2 * FRAME.height); /* the column with edges, and the others */
    for (int i = 0; i < 40 * 30; i++)
        assert_near(drawn.cells[i], 1, 0);
}

static void a_polygon_elsewhere_touches_nothing(void **state)
{
    (void)state;
    shape_dice d = {2};
    shape s;
    const geo_point elsewhere[] = {{99000, 500000}, {101000, 500000}, {100010, 501000}, {0, 0}};
    for (int i = 0; i < 4; i++) {
        shape_make(&s, &d, elsewhere[i], 100, 1, true, 0);
        draw(FRAME, &s.geom);
        assert_int_equal(drawn.runs, 0);
    }
}

static void bad_input_is_refused(void **state)
{
    (void)state;
    geo_point points[] = {{1, 1}, {1, NAN}, {6, 4}, {1, 1}};
    uint32_t ends[] = {4}, parts[] = {1};
    geo_geom geom = {GEO_GEOM_LINE, points, ends, NULL, 4, 1, 0};
    assert_int_equal(geo_cover(NULL, FRAME, &geom, collect, &drawn), GEO_ERR_ARG);
    geom = (geo_geom){GEO_GEOM_POLYGON, points, ends, parts, 4, 1, 1};
    assert_int_equal(geo_cover(NULL, FRAME, &geom, collect, &drawn), GEO_ERR_GEOM);
    geom = (geo_geom){.type = GEO_GEOM_POLYGON};
    draw(FRAME, &geom);
    assert_int_equal(drawn.runs, 0);
}

/* A grid of ones, of NaN in odd columns, or of 7 and -7 in turn. */
typedef struct made_source {
    enum { MADE_ONES, MADE_GAPS, MADE_WILD } kind;
    int64_t largest, reads;
    bool broken;
} made_source;

static geo_status read_made(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    made_source *made = self;
    int64_t count = window.width * window.height;
    made->largest = count > made->largest ? count : made->largest;
    made->reads++;
    if (made->broken)
        return geo_fail(ctx, GEO_ERR_IO, "disk is gone");
    for (int64_t i = 0; i < count; i++) {
        bool odd = (window.column + i % window.width) % 2 != 0;
        const float values[3] = {1, odd ? NAN : 0.5f, odd ? -7.0f : 7.0f};
        cells[i] = values[made->kind];
    }
    return GEO_OK;
}

static geo_cover_sum measured(made_source *made, geo_frame frame, const geo_geom *polygon)
{
    geo_grid_source source = {.self = made, .frame = frame, .name = "made.tif", .read = read_made};
    geo_cover_sum sum = {-1, -1, -1};
    assert_ok(geo_cover_measure(NULL, &source, polygon, &sum));
    return sum;
}

static void the_total_is_the_polygons_area(void **state)
{
    (void)state;
    shape_dice d = {3};
    shape s;
    made_source made = {.kind = MADE_ONES};
    const geo_frame frames[] = {{100000, 500000, 0.5, 2000, 2000},
                                {99999.7, 500000.1, 0.3, 4000, 4000}};
    for (int i = 0; i < 400; i++) {
        double radius = pow(10, shape_between(&d, -3, 2));
        geo_point at = {shape_between(&d, 100101, 100399), shape_between(&d, 499101, 499899)};
        shape_make(&s, &d, at, radius, 1 + (uint32_t)(i % 3), i % 2, 0);
        double area = geo_geom_area(&s.geom);
        geo_cover_sum sum = measured(&made, frames[i / 2 % 2], &s.geom);
        assert_near(sum.area_m2, area, 1e-9 * area);
        assert_near(sum.valid_m2, sum.area_m2, 0);
        assert_near(sum.value_m2, sum.area_m2, 0);
    }
}

static void rectangle(geo_geom *geom, geo_point *points, double x0, double y0, double x1, double y1)
{
    static uint32_t ends[] = {5}, parts[] = {1};
    const geo_point ring[] = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}};
    memcpy(points, ring, sizeof ring);
    *geom = (geo_geom){GEO_GEOM_POLYGON, points, ends, parts, 5, 1, 1};
}

static void measures_keep_gaps_and_clamp_values(void **state)
{
    (void)state;
    geo_geom geom;
    geo_point points[5];
    geo_frame frame = {0, 10, 1, 10, 10};
    rectangle(&geom, points, 2.5, 3.25, 6, 100); /* 3.5 m wide, 6.75 m of it in the frame */
    made_source gaps = {.kind = MADE_GAPS}, wild = {.kind = MADE_WILD};
    geo_cover_sum sum = measured(&gaps, frame, &geom);
    assert_near(sum.area_m2, 3.5 * 6.75, 1e-12);
    assert_near(sum.valid_m2, 1.5 * 6.75, 1e-12); /* columns 2 (half) and 4 */
    assert_near(sum.value_m2, 0.75 * 6.75, 1e-12);
    sum = measured(&wild, frame, &geom);
    assert_near(sum.valid_m2, 3.5 * 6.75, 1e-12);
    assert_near(sum.value_m2, 1.5 * 6.75, 1e-12);
    rectangle(&geom, points, 12, 0, 14, 9);
    sum = measured(&gaps, frame, &geom);
    assert_near(sum.area_m2 + sum.valid_m2 + sum.value_m2, 0, 0);
}

static void sources_are_read_in_bands(void **state)
{
    (void)state;
    geo_geom geom;
    geo_point points[5];
    made_source made = {.kind = MADE_ONES};
    geo_frame tall = {0, 3e6, 1, 1, 3000000}, wide = {0, 1, 1, 3000000, 1};
    geo_frame square = {0, 3000, 1, 3000, 3000};
    rectangle(&geom, points, -1, -1, 4e6, 4e6);
    assert_near(measured(&made, tall, &geom).value_m2, 3e6, 0);
    assert_near(measured(&made, wide, &geom).value_m2, 3e6, 0);
    assert_near(measured(&made, square, &geom).value_m2, 9e6, 0);
    assert_true(made.largest <= 1 << 20);
    assert_true(made.reads < 20);
}

static void failures_travel_up(void **state)
{
    (void)state;
    geo_geom geom;
    geo_point points[5];
    made_source made = {.broken = true};
    geo_grid_source source = {.self = &made, .frame = FRAME, .name = "made.tif", .read = read_made};
    geo_cover_sum sum = {-1, -1, -1};
    rectangle(&geom, points, 100001, 499991, 100009, 499999);
    geo_ctx *ctx = geo_ctx_new(NULL);
    assert_non_null(ctx);
    assert_int_equal(geo_cover_measure(ctx, &source, &geom, &sum), GEO_ERR_IO);
    assert_non_null(strstr(geo_ctx_error(ctx), "made.tif"));
    assert_near(sum.area_m2, -1, 0);
    geo_ctx_free(ctx);
    drawn = (canvas){.frame = FRAME, .last_row = -1, .fail_after = 3};
    assert_int_equal(geo_cover(NULL, FRAME, &geom, collect, &drawn), GEO_ERR_LIMIT);
    assert_int_equal(drawn.runs, 3);
    geom.type = GEO_GEOM_LINE;
    assert_int_equal(geo_cover_measure(NULL, &source, &geom, &sum), GEO_ERR_ARG);
}

/* Fails each allocation in turn until the work gets through; returns how many failed. */
static int failed_allocations(geo_status (*work)(void *self), void *self)
{
    for (int nth = 1;; nth++) {
        geo_alloc_fail_at((uint64_t)nth);
        geo_status status = work(self);
        geo_alloc_fail_at(0);
        if (status == GEO_OK)
            return nth - 1;
        assert_int_equal(status, GEO_ERR_NOMEM);
    }
}

static geo_status cover_work(void *self)
{
    drawn = (canvas){.frame = FRAME, .last_row = -1, .fail_after = -1};
    return geo_cover(NULL, FRAME, self, collect, &drawn);
}

static geo_status measure_work(void *self)
{
    made_source made = {.kind = MADE_ONES};
    geo_grid_source source = {.self = &made, .frame = FRAME, .name = "made.tif", .read = read_made};
    geo_cover_sum sum;
    return geo_cover_measure(NULL, &source, self, &sum);
}

static geo_status burn_work(void *self)
{
    static float cells[40 * 30];
    geo_grid grid = {FRAME, cells};
    return geo_grid_burn(NULL, &grid, self, 1);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    geo_geom geom;
    geo_point points[5];
    rectangle(&geom, points, 100001, 499991, 100009, 499999);
    assert_int_equal(failed_allocations(cover_work, &geom), 7);
    assert_int_equal(failed_allocations(measure_work, &geom), 7);
    assert_int_equal(failed_allocations(burn_work, &geom), 5);
}

static void assert_burnt_as_covered(geo_frame frame, const geo_geom *polygon)
{
    geo_grid grid = {0};
    assert_ok(geo_grid_init(NULL, &grid, frame, -1));
    assert_ok(geo_grid_burn(NULL, &grid, polygon, 5));
    for (int64_t row = 0; row < frame.height; row++)
        for (int64_t column = 0; column < frame.width; column++) {
            bool covered = geo_geom_covers(polygon, geo_frame_centre(frame, row, column));
            assert_near(grid.cells[row * frame.width + column], covered ? 5 : -1, 0);
        }
    geo_grid_release(&grid);
}

static void burning_equals_the_closed_test_of_centres(void **state)
{
    (void)state;
    shape_dice d = {5};
    shape s;
    for (int i = 0; i < 1500; i++) {
        geo_frame f = i % 3 == 1 ? (geo_frame){99999.7, 499999.9, 0.3, 33, 41} : FRAME;
        double size = (double)f.width * f.cell_m;
        double radius = size * pow(10, shape_between(&d, -2, 0.5));
        geo_point at = {f.x0 + size * shape_between(&d, -0.2, 1.2),
                        f.y0 - size * shape_between(&d, -0.2, 1.2)};
        /* Vertices at centres (and, at half of them, on borders) make closedness matter. */
        shape_make(&s, &d, at, radius, 1 + (uint32_t)(i % 3), i % 2, i % 4 > 1 ? 0.25 : 0);
        assert_burnt_as_covered(f, &s.geom);
    }
    geo_geom geom;
    geo_point points[5];
    rectangle(&geom, points, 100001.25, 499991.75, 100004.25, 499998.25); /* on centres all round */
    assert_burnt_as_covered(FRAME, &geom);
    rectangle(&geom, points, 100001.25, 499991.75, 100004.25, 499991.75); /* and without height */
    assert_burnt_as_covered(FRAME, &geom);
}

static void burning_needs_a_polygon(void **state)
{
    (void)state;
    geo_geom geom = {.type = GEO_GEOM_POINT};
    geo_grid grid = {.frame = {0, 0, 1, 0, 0}};
    assert_int_equal(geo_grid_burn(NULL, &grid, &geom, 1), GEO_ERR_ARG);
    geom.type = GEO_GEOM_MULTIPOLYGON;
    assert_ok(geo_grid_burn(NULL, &grid, &geom, 1));
}

/* A million vertices on a circle with waves: pathological for anything quadratic. */
static void a_million_vertices_are_fine(void **state)
{
    (void)state;
    uint32_t count = 1000001, ends[] = {1000001}, parts[] = {1};
    geo_point *points = malloc(count * sizeof *points);
    assert_non_null(points);
    for (uint32_t i = 0; i < count; i++) {
        double angle = 6.283185307179586 * (i % (count - 1)) / (count - 1);
        double r = 300 + 100 * sin(1000 * angle);
        points[i] = (geo_point){100500 + r * cos(angle), 499500 + r * sin(angle)};
    }
    geo_geom geom = {GEO_GEOM_POLYGON, points, ends, parts, count, 1, 1};
    made_source made = {.kind = MADE_ONES};
    geo_frame frame = {100000, 500000, 0.5, 2000, 2000};
    double area = geo_geom_area(&geom);
    assert_near(measured(&made, frame, &geom).area_m2, area, 1e-9 * area);
    geo_grid grid = {0};
    assert_ok(geo_grid_init(NULL, &grid, frame, 0));
    assert_ok(geo_grid_burn(NULL, &grid, &geom, 1));
    double burnt = 0;
    for (int64_t i = 0; i < frame.width * frame.height; i++)
        burnt += 0.25 * grid.cells[i];
    assert_near(burnt, area, 1e-3 * area); /* centres sample the shape */
    geo_grid_release(&grid);
    free(points);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_polygons_equal_clipping),
        cmocka_unit_test(rings_on_borders_fill_whole_cells),
        cmocka_unit_test(a_polygon_around_the_frame_fills_it),
        cmocka_unit_test(a_polygon_elsewhere_touches_nothing),
        cmocka_unit_test(bad_input_is_refused),
        cmocka_unit_test(the_total_is_the_polygons_area),
        cmocka_unit_test(measures_keep_gaps_and_clamp_values),
        cmocka_unit_test(sources_are_read_in_bands),
        cmocka_unit_test(failures_travel_up),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(burning_equals_the_closed_test_of_centres),
        cmocka_unit_test(burning_needs_a_polygon),
        cmocka_unit_test(a_million_vertices_are_fine),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
