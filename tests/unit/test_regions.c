/* raster/regions: on random grids every outline is valid, as large as its cells, and has the centre
 * of every cell of its region inside and of every other outside. */
#include <string.h>

#include "base/alloc.h"
#include "geom/geos.h"
#include "near.h"
#include "raster/regions.h"
#include "shapes.h"

enum { SIDE = 24, CELLS = SIDE * SIDE, REGIONS = 12, GRIDS = 400 };

typedef struct world {
    geo_frame frame;
    uint32_t parents[REGIONS + 1], regions[CELLS];
} world;

static geo_ctx *ctx;
static geo_geos *geos;

static int64_t roll(shape_dice *dice, int64_t low, int64_t high)
{
    return low + (int64_t)(shape_roll(dice) * (double)(high - low + 1));
}

/* Single cells, and blocks, so that there are corners that touch and holes with islands. */
static void make(world *w, uint64_t seed)
{
    shape_dice dice = {seed * 2654435761U + 7};
    w->frame = (geo_frame){100, 500, 0.5, roll(&dice, 1, SIDE), roll(&dice, 1, SIDE)};
    for (uint32_t i = 1; i <= REGIONS; i++)
        w->parents[i] = shape_roll(&dice) < 0.6 ? (uint32_t)roll(&dice, i + 1, REGIONS + 3) : 0;
    for (uint32_t i = 1; i <= REGIONS; i++)
        w->parents[i] = w->parents[i] > REGIONS ? 0 : w->parents[i];
    int64_t kinds = roll(&dice, 1, REGIONS), block = roll(&dice, 1, 5);
    for (int64_t i = 0; i < w->frame.width * w->frame.height; i++) {
        int64_t row = i / w->frame.width, column = i % w->frame.width;
        int64_t same = row / block * block * w->frame.width + column / block * block;
        w->regions[i] = same < i && shape_roll(&dice) < 0.9 ? w->regions[same]
                                                            : (uint32_t)roll(&dice, 0, kinds);
    }
}

static bool is_in(const world *w, uint32_t region, uint32_t asked)
{
    while (region && region != asked)
        region = w->parents[region];
    return region == asked;
}

static void check_region(const world *w, geo_outlines *outlines, uint32_t region)
{
    geo_geom outline;
    bool valid;
    int64_t count = 0;
    assert_ok(geo_outlines_get(ctx, outlines, region, &outline));
    for (int64_t i = 0; i < w->frame.width * w->frame.height; i++) {
        bool in = is_in(w, w->regions[i], region);
        geo_point centre = geo_frame_centre(w->frame, i / w->frame.width, i % w->frame.width);
        assert_int_equal(geo_geom_side(&outline, centre), in ? GEO_INSIDE : GEO_OUTSIDE);
        count += in;
    }
    assert_near(geo_geom_area(&outline), (double)count * 0.25, 1e-9);
    assert_ok(geo_geos_is_valid(ctx, geos, &outline, &valid));
    if (!valid && count > 0) /* an empty one is neither */
        fail_msg("region %u of %lld cells is not valid", region, (long long)count);
    for (uint32_t k = 0, ring = 0; k < outline.part_count; ring = outline.parts[k++])
        assert_true(geo_ring_area(geo_geom_run(&outline, ring).points,
                                  geo_geom_run(&outline, ring).count) > 0);
    geo_geom_release(&outline);
}

static geo_outlines *draw(const world *w, const uint32_t *parents, int64_t rows)
{
    geo_outlines *outlines;
    assert_ok(geo_outlines_new(ctx, w->frame, parents, REGIONS, &outlines));
    for (int64_t row = 0; row < w->frame.height; row += rows)
        assert_ok(geo_outlines_add(ctx, outlines,
                                   w->frame.height - row < rows ? w->frame.height - row : rows,
                                   w->regions + row * w->frame.width));
    assert_ok(geo_outlines_finish(ctx, outlines));
    return outlines;
}

static void random_grids(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= GRIDS; seed++) {
        world w = {.frame = {0}};
        make(&w, seed);
        geo_outlines *outlines = draw(&w, w.parents, 1 + (int64_t)(seed % 5));
        for (uint32_t region = 1; region <= REGIONS; region++)
            check_region(&w, outlines, region);
        geo_outlines_free(outlines);
        memset(w.parents, 0, sizeof w.parents);
        outlines = draw(&w, NULL, SIDE);
        for (uint32_t region = 1; region <= REGIONS; region++)
            check_region(&w, outlines, region);
        geo_outlines_free(outlines);
    }
}

/* A ring of cells that touch by corners around one cell, which is a hole's island. */
static void worked_out_by_hand(void **state)
{
    (void)state;
    static const char cells[] = "01110"
                                "11011"
                                "10101"
                                "11011"
                                "01110";
    world w = {.frame = {0, 5, 1, 5, 5}};
    for (int i = 0; i < 25; i++)
        w.regions[i] = (uint32_t)(cells[i] - '0');
    geo_outlines *outlines = draw(&w, NULL, 5);
    geo_geom outline;
    assert_ok(geo_outlines_get(ctx, outlines, 1, &outline));
    assert_int_equal(outline.part_count, 2); /* the ring with a cross cut out, and the middle */
    assert_int_equal(outline.parts[0], 2);
    assert_int_equal(outline.parts[1], 3);
    assert_near(geo_geom_area(&outline), 17, 0);
    geo_geom_release(&outline);
    assert_ok(geo_outlines_get(ctx, outlines, 2, &outline));
    assert_int_equal(outline.part_count, 0);
    geo_geom_release(&outline);
    geo_outlines_free(outlines);
}

/* A corner of three cells, its rows one by one; the second fails when asked. */
static geo_status add_corner(void *self, geo_ctx *asked, geo_outlines *outlines)
{
    static const uint32_t rows[2][2] = {{1, 0}, {1, 1}};
    geo_status status = geo_outlines_add(asked, outlines, 1, rows[0]);
    if (status == GEO_OK && *(const bool *)self)
        status = geo_fail(asked, GEO_ERR_IO, "no more rows");
    return status == GEO_OK ? geo_outlines_add(asked, outlines, 1, rows[1]) : status;
}

static void one_region(void **state)
{
    (void)state;
    bool fails = false;
    geo_geom outline = {0};
    const geo_frame frame = {100, 500, 2, 2, 2};
    assert_ok(geo_outline(ctx, frame, add_corner, &fails, &outline));
    assert_near(geo_geom_area(&outline), 12, 1e-9);
    assert_true(geo_geom_covers(&outline, (geo_point){101, 499}));
    assert_false(geo_geom_covers(&outline, (geo_point){103, 499}));
    geo_geom_release(&outline);
    fails = true;
    assert_int_equal(geo_outline(ctx, frame, add_corner, &fails, &outline), GEO_ERR_IO);
    assert_string_equal(geo_ctx_error(ctx), "no more rows");
}

static void out_of_memory(void **state)
{
    (void)state;
    world w = {.frame = {0}};
    make(&w, 3);
    for (uint64_t nth = 1; nth < 500; nth++) {
        geo_outlines *outlines = NULL;
        geo_geom outline = {0};
        geo_alloc_fail_at(nth);
        geo_status status = geo_outlines_new(ctx, w.frame, w.parents, REGIONS, &outlines);
        if (status == GEO_OK)
            status = geo_outlines_add(ctx, outlines, w.frame.height, w.regions);
        if (status == GEO_OK)
            status = geo_outlines_finish(ctx, outlines);
        if (status == GEO_OK)
            status = geo_outlines_get(ctx, outlines, 1, &outline);
        geo_alloc_fail_at(0);
        geo_geom_release(&outline);
        geo_outlines_free(outlines);
        if (status == GEO_OK)
            return;
        assert_int_equal(status, GEO_ERR_NOMEM);
    }
    fail_msg("it never ends");
}

static int start(void **state)
{
    (void)state;
    ctx = geo_ctx_new(NULL);
    return geo_geos_new(ctx, &geos);
}

static int end(void **state)
{
    (void)state;
    geo_geos_free(geos);
    geo_ctx_free(ctx);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_grids), cmocka_unit_test(worked_out_by_hand),
        cmocka_unit_test(one_region), cmocka_unit_test(out_of_memory)};
    return cmocka_run_group_tests(tests, start, end);
}
