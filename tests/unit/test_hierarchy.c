/* water/hierarchy: a tree worked out by hand, and on random grids what must hold of every tree.
 * What a depression is, is asked by oracle/test_sinks.c. */
#include "flood_case.h"

#include "base/alloc.h"
#include "water/hierarchy.h"

enum { GRIDS = 400 };

static geo_ctx *ctx;
static flood_case grid;
static uint32_t labels[FLOOD_CELLS];

/* rows: how many are added at a time. */
static geo_hierarchy *ask(const flood_case *g, double cell_m2, int64_t rows)
{
    geo_flood *flood = NULL;
    geo_hierarchy *hierarchy = NULL;
    assert_ok(geo_flood_whole(ctx, g->z, g->width, g->height, g->nodata, labels, &flood));
    assert_ok(geo_hierarchy_new(ctx, flood, cell_m2, &hierarchy));
    geo_flood_free(flood);
    for (int64_t row = 0; row < g->height; row += rows)
        geo_hierarchy_add(hierarchy, g->width, g->height - row < rows ? g->height - row : rows,
                          g->z + row * g->width, labels + row * g->width);
    geo_hierarchy_finish(hierarchy);
    return hierarchy;
}

/* Two pits of 1 and 2 that join at 5, beside one of 3; all three join at 6 and run out at 9. The
 * last pit runs out at 4, by itself. */
static void worked_out_by_hand(void **state)
{
    (void)state;
    static const char cells[] = "999999999994"
                                "915296399929"
                                "999966699999"
                                "999999999999";
    grid = (flood_case){.width = 12, .height = 4, .nodata = GEO_FLOOD_OUTLET};
    for (int i = 0; i < 48; i++)
        grid.z[i] = (float)(cells[i] - '0');
    uint32_t count;
    geo_hierarchy *hierarchy = ask(&grid, 0.25, 4);
    const geo_depression *d = geo_hierarchy_depressions(hierarchy, &count);
    assert_int_equal(count, 6);
    /* id: pit, z_spill, parent, children, spill_to, wet cells, volume, own */
    assert_int_equal(d[1].pit, 13);
    assert_near((double)d[1].z_spill, 5, 0);
    assert_int_equal(d[1].spill, 14);
    assert_int_equal(d[1].parent, 5);
    assert_int_equal(d[1].spill_to, 2);
    assert_near(d[1].volume_m3, 4 * 0.25, 0);
    assert_int_equal(d[2].spill_to, 1);
    assert_near(d[2].volume_m3, 3 * 0.25, 0);
    assert_int_equal(d[3].pit, 18);
    assert_near((double)d[3].z_spill, 6, 0);
    assert_near(d[3].volume_m3, 3 * 0.25, 0);
    assert_int_equal(d[3].parent, 6);
    assert_int_equal(d[4].pit, 22);
    assert_near((double)d[4].z_spill, 4, 0);
    assert_int_equal(d[4].spill, 11);
    assert_int_equal(d[4].spill_to, GEO_FLOOD_OCEAN);
    assert_int_equal(d[4].parent, GEO_FLOOD_OCEAN);
    assert_int_equal(d[5].child_a, 1);
    assert_int_equal(d[5].child_b, 2);
    assert_int_equal(d[5].pit, 13);
    assert_near((double)d[5].z_spill, 6, 0);
    assert_near(d[5].volume_m3, (5 + 1 + 4) * 0.25, 0);
    assert_near(d[5].own_m3, 3 * 0.25, 0);
    assert_int_equal(d[5].parent, 6);
    assert_int_equal(d[6].child_a, 5);
    assert_int_equal(d[6].child_b, 3);
    assert_near((double)d[6].z_spill, 9, 0);
    assert_int_equal(d[6].parent, GEO_FLOOD_OCEAN);
    geo_hierarchy_free(hierarchy);
}

static bool is_within(const geo_depression *all, uint32_t id, uint32_t top)
{
    while (id != GEO_FLOOD_OCEAN && id != top)
        id = all[id].parent;
    return id == top;
}

/* The pass lies between a label of the depression and the one into which it spills. */
static void assert_spill(const geo_depression *all, uint32_t id)
{
    const geo_depression *d = &all[id];
    uint32_t at = labels[d->spill], beyond = labels[d->beyond];
    bool inside = at != GEO_FLOOD_OCEAN && is_within(all, at, id);
    assert_int_equal(inside ? beyond : at, d->spill_to);
    assert_true(is_within(all, inside ? at : beyond, id));
    assert_false(d->spill_to != GEO_FLOOD_OCEAN && is_within(all, d->spill_to, id));
    assert_near((double)grid.z[d->spill], (double)d->z_spill, 0);
    assert_true(grid.z[d->beyond] <= d->z_spill);
}

static void assert_node(const geo_depression *all, uint32_t id)
{
    const geo_depression *d = &all[id], *a = &all[d->child_a], *b = &all[d->child_b];
    assert_true(d->parent == GEO_FLOOD_OCEAN || d->parent > id);
    assert_true(d->z_spill > d->z_pit);
    assert_true((d->child_a == GEO_FLOOD_OCEAN) == (d->child_b == GEO_FLOOD_OCEAN));
    if (d->child_a == GEO_FLOOD_OCEAN) {
        assert_near(d->volume_m3, d->own_m3, 0);
        return;
    }
    assert_true(a->parent == id && b->parent == id);
    assert_true(a->z_spill == b->z_spill && a->z_spill <= d->z_spill);
    assert_true(a->z_pit < b->z_pit || (a->z_pit == b->z_pit && a->pit < b->pit));
    assert_int_equal(d->pit, a->pit);
    assert_int_equal(d->catchment_cells, a->catchment_cells + b->catchment_cells);
    assert_true(d->wet_cells >= a->wet_cells + b->wet_cells);
    assert_near(d->volume_m3, d->own_m3 + a->volume_m3 + b->volume_m3, 1e-12 * d->volume_m3);
}

/* All cells but those of no-data lie in the ocean's catchment or in that of one tree. */
static void assert_catchments(const geo_depression *all, uint32_t count)
{
    uint64_t cells = all[GEO_FLOOD_OCEAN].catchment_cells, data = 0;
    for (uint32_t id = 1; id <= count; id++)
        cells += all[id].parent == GEO_FLOOD_OCEAN ? all[id].catchment_cells : 0;
    for (int64_t i = 0; i < grid.width * grid.height; i++)
        data += !isnan(grid.z[i]);
    assert_int_equal(cells, data);
}

static void random_trees(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= GRIDS; seed++) {
        uint32_t count, same;
        flood_case_make(&grid, seed);
        geo_hierarchy *whole = ask(&grid, 0.25, grid.height),
                      *parts = ask(&grid, 0.25, 1 + (int64_t)seed % 5);
        const geo_depression *all = geo_hierarchy_depressions(whole, &count);
        for (uint32_t id = 1; id <= count; id++) {
            assert_node(all, id);
            assert_spill(all, id);
        }
        assert_catchments(all, count);
        assert_memory_equal(all, geo_hierarchy_depressions(parts, &same),
                            (count + 1) * sizeof *all);
        geo_hierarchy_free(whole);
        geo_hierarchy_free(parts);
    }
}

/* A staircase of pits, each of which runs over into the one before: as deep as a tree can be. */
static void a_deep_tree(void **state)
{
    (void)state;
    enum { PITS = 20000, WIDTH = 2 * PITS + 1 };
    geo_flood *flood = NULL;
    geo_hierarchy *hierarchy = NULL;
    float *z = malloc(3 * WIDTH * sizeof *z);
    uint32_t *own = malloc(3 * WIDTH * sizeof *own), count;
    assert_true(z && own);
    double held = 0;
    for (int i = 0; i < 3 * WIDTH; i++)
        z[i] = 1e6F;
    for (int i = 1; i < WIDTH - 1; i++)
        z[WIDTH + i] = (float)(i % 2 ? i / 2 : i);
    assert_ok(geo_flood_whole(ctx, z, WIDTH, 3, GEO_FLOOD_OUTLET, own, &flood));
    assert_ok(geo_hierarchy_new(ctx, flood, 1, &hierarchy));
    geo_hierarchy_add(hierarchy, WIDTH, 3, z, own);
    geo_hierarchy_finish(hierarchy);
    const geo_depression *all = geo_hierarchy_depressions(hierarchy, &count);
    for (int i = 1; i < WIDTH - 1; i++)
        held += 1e6 - (double)z[WIDTH + i];
    assert_int_equal(count, 2 * PITS - 1);
    assert_near(all[count].volume_m3, held, 1e-12 * held);
    assert_int_equal(all[count].wet_cells, WIDTH - 2);
    geo_hierarchy_free(hierarchy);
    geo_flood_free(flood);
    free(z);
    free(own);
}

static void refusals_and_memory(void **state)
{
    (void)state;
    geo_flood *flood = NULL;
    geo_hierarchy *hierarchy = NULL;
    flood_case_make(&grid, 12);
    assert_ok(geo_flood_whole(ctx, grid.z, grid.width, grid.height, grid.nodata, labels, &flood));
    assert_int_equal(geo_hierarchy_new(ctx, flood, 0, &hierarchy), GEO_ERR_ARG);
    for (uint64_t nth = 1; !hierarchy; nth++) {
        geo_alloc_fail_at(nth);
        geo_status status = geo_hierarchy_new(ctx, flood, 1, &hierarchy);
        geo_alloc_fail_at(0);
        assert_int_equal(status, hierarchy ? GEO_OK : GEO_ERR_NOMEM);
        assert_true(nth < 20);
    }
    geo_hierarchy_free(hierarchy);
    geo_flood_free(flood);
}

int main(void)
{
    ctx = geo_ctx_new(NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(worked_out_by_hand),
        cmocka_unit_test(random_trees),
        cmocka_unit_test(a_deep_tree),
        cmocka_unit_test(refusals_and_memory),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    geo_ctx_free(ctx);
    return failed;
}
