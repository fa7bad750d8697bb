/* The hierarchy of depressions against what it means, on random small grids: at every height that
 * occurs, the lakes below it are looked for cell by cell, and one that cannot rise further without
 * running over is a depression. No catchments, no passes, no tree, no code of the library. */
#include "flood_case.h"

#include "water/hierarchy.h"

enum { GRIDS = 600, MOST_CELLS = 500 };

typedef struct lake {
    int64_t pit, parent; /* cells; parent: a lake, -1 none */
    float level;
    uint64_t cells;
    double volume;
} lake;

static geo_ctx *ctx;
static flood_case grid;
static float filled[FLOOD_CELLS];
static bool out[FLOOD_CELLS]; /* where water leaves */
static lake lakes[FLOOD_CELLS];
static int64_t lake_count, top_lake[FLOOD_CELLS]; /* of a cell: the last lake over it */

/* ---- the slow way ---- */

static int64_t lake_cells[FLOOD_CELLS], lake_size;
static int64_t shore[FLOOD_CELLS], shore_size;

/* All cells below the level that hang together with this one. */
static void find_lake(float level, int64_t from, int *seen, int mark)
{
    lake_size = 0;
    lake_cells[lake_size++] = from;
    seen[from] = mark;
    for (int64_t i = 0; i < lake_size; i++)
        for (int k = 0; k < 8; k++) {
            int64_t n = flood_neighbour(&grid, lake_cells[i], k);
            if (n < 0 || seen[n] || !(grid.z[n] < level))
                continue;
            seen[n] = mark;
            lake_cells[lake_size++] = n;
        }
}

static bool has_outlet(void)
{
    for (int64_t i = 0; i < lake_size; i++)
        if (out[lake_cells[i]])
            return true;
    return false;
}

/* Over the cells that are as high as the level, does water of the lake come to other water or
 * out? */
static bool runs_over(float level, const int *seen, int mark)
{
    static bool wet[FLOOD_CELLS];
    memset(wet, 0, sizeof wet);
    shore_size = 0;
    for (int64_t i = 0; i < lake_size; i++)
        shore[shore_size++] = lake_cells[i];
    for (int64_t i = 0; i < shore_size; i++)
        for (int k = 0; k < 8; k++) {
            int64_t n = flood_neighbour(&grid, shore[i], k);
            if (n < 0 || wet[n] || seen[n] == mark || !(grid.z[n] <= level))
                continue;
            if (out[n] || grid.z[n] < level)
                return true;
            wet[n] = true;
            shore[shore_size++] = n;
        }
    return false;
}

static void keep_lake(float level)
{
    lake *l = &lakes[lake_count];
    *l = (lake){.pit = lake_cells[0], .parent = -1, .level = level, .cells = (uint64_t)lake_size};
    for (int64_t i = 0; i < lake_size; i++) {
        int64_t cell = lake_cells[i], before = top_lake[cell];
        bool lower = grid.z[cell] != grid.z[l->pit] ? grid.z[cell] < grid.z[l->pit] : cell < l->pit;
        l->pit = lower ? cell : l->pit;
        l->volume += (double)level - (double)grid.z[cell];
        if (before >= 0 && before != lake_count && lakes[before].parent < 0)
            lakes[before].parent = lake_count;
        top_lake[cell] = lake_count;
    }
    lake_count++;
}

static int by_level(const void *a, const void *b)
{
    float one = *(const float *)a, other = *(const float *)b;
    return (one > other) - (one < other);
}

static void find_lakes(void)
{
    static float levels[FLOOD_CELLS];
    static int seen[FLOOD_CELLS];
    int64_t cells = grid.width * grid.height, level_count = 0;
    lake_count = 0;
    for (int64_t i = 0; i < cells; i++) {
        top_lake[i] = -1;
        if (!isnan(grid.z[i]))
            levels[level_count++] = grid.z[i];
    }
    qsort(levels, (size_t)level_count, sizeof *levels, by_level);
    for (int64_t l = 0; l < level_count; l++) {
        if (l > 0 && levels[l] == levels[l - 1])
            continue;
        memset(seen, 0, sizeof seen);
        for (int64_t i = 0, mark = 1; i < cells; i++) {
            if (seen[i] || !(grid.z[i] < levels[l]))
                continue;
            find_lake(levels[l], i, seen, (int)mark);
            if (!has_outlet() && runs_over(levels[l], seen, (int)mark))
                keep_lake(levels[l]);
            mark++;
        }
    }
}

/* ---- ours ---- */

static geo_hierarchy *ask(void)
{
    static uint32_t labels[FLOOD_CELLS];
    geo_flood *flood = NULL;
    geo_hierarchy *hierarchy = NULL;
    assert_ok(geo_flood_whole(ctx, grid.z, grid.width, grid.height, grid.nodata, labels, &flood));
    assert_ok(geo_hierarchy_new(ctx, flood, 1, &hierarchy));
    geo_hierarchy_add(hierarchy, grid.width, grid.height, grid.z, labels);
    geo_hierarchy_finish(hierarchy);
    geo_flood_free(flood);
    return hierarchy;
}

/* Passes of one height join more than two lakes in one go, which the binary tree does in steps: a
 * step that holds no more than its children is no lake. */
static const geo_depression *lake_over(const geo_depression *all, const geo_depression *d)
{
    uint32_t id = d->parent;
    while (id != GEO_FLOOD_OCEAN && !(all[id].own_m3 > 0))
        id = all[id].parent;
    return id == GEO_FLOOD_OCEAN ? NULL : &all[id];
}

static const geo_depression *find(const geo_depression *all, uint32_t count, const lake *l)
{
    for (uint32_t id = 1; id <= count; id++)
        if (all[id].own_m3 > 0 && all[id].pit == (uint64_t)l->pit && all[id].z_spill == l->level)
            return &all[id];
    return NULL;
}

static void assert_lake(const geo_depression *all, uint32_t count, const lake *l, uint64_t seed)
{
    const geo_depression *d = find(all, count, l);
    if (!d)
        fail_msg("seed %llu: no depression of cell %lld up to %g", (unsigned long long)seed,
                 (long long)l->pit, (double)l->level);
    const geo_depression *over = lake_over(all, d);
    assert_int_equal(d->wet_cells, l->cells);
    assert_near(d->volume_m3, l->volume, 1e-9 * l->volume);
    assert_near((double)d->z_pit, (double)grid.z[l->pit], 0);
    assert_true((over != NULL) == (l->parent >= 0));
    if (over) {
        assert_int_equal(over->pit, lakes[l->parent].pit);
        assert_near((double)over->z_spill, (double)lakes[l->parent].level, 0);
    }
}

static void random_grids(void **state)
{
    (void)state;
    int64_t asked = 0, nested = 0;
    for (uint64_t seed = 1; seed <= GRIDS; seed++) {
        uint32_t count;
        int64_t held = 0;
        flood_case_make(&grid, seed);
        if (grid.width * grid.height > MOST_CELLS)
            grid.height = MOST_CELLS / grid.width;
        flood_plain(&grid, filled, out);
        find_lakes();
        geo_hierarchy *hierarchy = ask();
        const geo_depression *all = geo_hierarchy_depressions(hierarchy, &count);
        for (int64_t i = 0; i < lake_count; i++) {
            assert_lake(all, count, &lakes[i], seed);
            nested += lakes[i].parent >= 0;
        }
        for (uint32_t id = 1; id <= count; id++)
            held += all[id].own_m3 > 0;
        assert_int_equal(held, lake_count);
        asked += lake_count;
        geo_hierarchy_free(hierarchy);
    }
    print_message("%lld depressions, %lld of them in others\n", (long long)asked,
                  (long long)nested);
    assert_true(nested > asked / 5);
}

int main(void)
{
    ctx = geo_ctx_new(NULL);
    const struct CMUnitTest tests[] = {cmocka_unit_test(random_grids)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    geo_ctx_free(ctx);
    return failed;
}
