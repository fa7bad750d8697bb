/* raster/flood against its definition on random grids: the filled surface against a plain
 * Priority-Flood, labels against following the water cell by cell; bands against the whole. */
#include "flood_case.h"

#include "base/alloc.h"

enum { GRIDS = 1000 };

static geo_ctx *ctx;
static flood_case grid;
static uint32_t labels[FLOOD_CELLS];
static float filled[FLOOD_CELLS], expected[FLOOD_CELLS];

static geo_flood *flood_grid(const flood_case *g)
{
    geo_flood *flood = NULL;
    if (geo_flood_whole(ctx, g->z, g->width, g->height, g->nodata, labels, &flood))
        fail_msg("%s", geo_ctx_error(ctx));
    geo_flood_fill(flood, g->z, labels, (size_t)(g->width * g->height), filled);
    return flood;
}

/* A grid from a drawing: digits are heights, 'n' is no-data. */
static void draw(flood_case *g, int64_t width, const char *cells, geo_flood_nodata nodata)
{
    *g = (flood_case){.width = width, .height = (int64_t)strlen(cells) / width, .nodata = nodata};
    for (size_t i = 0; cells[i]; i++)
        g->z[i] = cells[i] == 'n' ? NAN : (float)(cells[i] - '0');
}

static void assert_cells(const float *actual, const char *cells)
{
    for (size_t i = 0; cells[i]; i++)
        if (cells[i] == 'n' ? !isnan(actual[i]) : actual[i] != (float)(cells[i] - '0'))
            fail_msg("cell %zu is %g, expected %c", i, (double)actual[i], cells[i]);
}

static void assert_labels(const char *cells)
{
    for (size_t i = 0; cells[i]; i++) {
        uint32_t wanted = cells[i] == 'n' ? GEO_FLOOD_NONE : (uint32_t)(cells[i] - '0');
        if (labels[i] != wanted)
            fail_msg("cell %zu has label %u, expected %c", i, labels[i], cells[i]);
    }
}

/* ---- the slow way to labels ---- */

static int64_t
    next_of[FLOOD_CELLS]; /* where a cell drains to; -1: out of the grid; itself: a pit */
static uint32_t slow[FLOOD_CELLS];

static int64_t steepest(const flood_case *g, int64_t cell)
{
    int64_t best = cell;
    float drop = 0;
    for (int k = 0; k < 8; k++) {
        int64_t n = flood_neighbour(g, cell, k);
        bool corner = k == 0 || k == 2 || k == 5 || k == 7;
        float d = g->z[cell] - g->z[n];
        d = corner ? d * 0.70710678F : d;
        if (d > drop) {
            drop = d;
            best = n;
        }
    }
    return best;
}

/* All cells of the flat drain to the first one, and that one to the lowest outlet. */
static void drain_flat(const flood_case *g, int64_t first, const bool *level, bool *seen)
{
    static int64_t stack[FLOOD_CELLS];
    int64_t count = 0, outlet = -1;
    stack[count++] = first;
    seen[first] = true;
    while (count > 0) {
        int64_t cell = stack[--count];
        next_of[cell] = first;
        for (int k = 0; k < 8; k++) {
            int64_t n = flood_neighbour(g, cell, k);
            if (g->z[n] != g->z[cell])
                continue;
            if (!level[n] && (outlet < 0 || n < outlet))
                outlet = n;
            if (level[n] && !seen[n]) {
                seen[n] = true;
                stack[count++] = n;
            }
        }
    }
    next_of[first] = outlet >= 0 ? outlet : first;
}

static void drain_all(const flood_case *g)
{
    static bool level[FLOOD_CELLS], seen[FLOOD_CELLS];
    int64_t cells = g->width * g->height;
    for (int64_t i = 0; i < cells; i++) {
        bool stays = !isnan(g->z[i]) && !flood_leaves(g, i);
        next_of[i] = stays ? steepest(g, i) : -1;
        level[i] = stays && next_of[i] == i;
        seen[i] = false;
    }
    for (int64_t i = 0; i < cells; i++)
        if (level[i] && !seen[i])
            drain_flat(g, i, level, seen);
}

/* Is this pit the lowest cell of a part that is walled in? Then the surface over it is its own. */
static uint32_t slow_labels(const flood_case *g)
{
    uint32_t pits = 0;
    int64_t cells = g->width * g->height;
    drain_all(g);
    for (int64_t i = 0; i < cells; i++)
        if (next_of[i] == i)
            slow[i] = expected[i] > g->z[i] ? ++pits : GEO_FLOOD_OCEAN;
    for (int64_t i = 0; i < cells; i++) {
        int64_t at = i;
        while (next_of[at] >= 0 && next_of[at] != at)
            at = next_of[at];
        if (next_of[i] != i)
            slow[i] = next_of[at] < 0 ? GEO_FLOOD_OCEAN : slow[at];
        if (isnan(g->z[i]))
            slow[i] = GEO_FLOOD_NONE;
    }
    return pits;
}

static void assert_rising(const geo_flood_pass *pass, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        const geo_flood_pass *a = &pass[i - 1], *b = &pass[i];
        bool rises = a->z != b->z                 ? a->z < b->z
                     : a->cell != b->cell         ? a->cell < b->cell
                     : a->z_beyond != b->z_beyond ? a->z_beyond < b->z_beyond
                                                  : a->beyond < b->beyond;
        assert_true(rises);
    }
}

static void assert_grid(const flood_case *g, const geo_flood *flood, uint64_t seed)
{
    uint32_t count;
    size_t passes;
    static bool out[FLOOD_CELLS];
    uint32_t walled = flood_plain(g, expected, out), pits = slow_labels(g);
    const geo_flood_pit *pit = geo_flood_pits(flood, &count);
    const geo_flood_pass *pass = geo_flood_passes(flood, &passes);
    assert_rising(pass, passes);
    for (int64_t i = 0; i < g->width * g->height; i++) {
        if (memcmp(&filled[i], &expected[i], sizeof *filled) != 0 && !isnan(g->z[i]))
            fail_msg("seed %llu, cell %lld: filled to %g, Priority-Flood to %g",
                     (unsigned long long)seed, (long long)i, (double)filled[i],
                     (double)expected[i]);
        if (labels[i] != slow[i])
            fail_msg("seed %llu, cell %lld: label %u, expected %u", (unsigned long long)seed,
                     (long long)i, labels[i], slow[i]);
    }
    assert_int_equal(count, pits);
    for (uint32_t i = 1; i <= count; i++) {
        assert_int_equal(next_of[pit[i].cell], pit[i].cell);
        assert_int_equal(slow[pit[i].cell], i);
        assert_near((double)pit[i].z, (double)g->z[pit[i].cell], 0);
        assert_near((double)pit[i].level, (double)expected[pit[i].cell], 0);
    }
    assert_int_equal(passes, pits);
    assert_int_equal(geo_flood_walled(flood), walled);
}

static void random_grids(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= GRIDS; seed++) {
        flood_case_make(&grid, seed);
        geo_flood *flood = flood_grid(&grid);
        assert_grid(&grid, flood, seed);
        geo_flood_free(flood);
    }
}

/* ---- bands ---- */

/* Rows of each band are copied, so that no others can be read than those that are promised. */
static geo_flood *flood_bands(const flood_case *g, int64_t most, uint32_t *out)
{
    geo_flood *flood = NULL;
    assert_ok(geo_flood_new(ctx, g->width, g->height, g->nodata, &flood));
    for (int64_t row = 0; row < g->height; row += most) {
        int64_t rows = g->height - row < most ? g->height - row : most;
        int64_t from = row > 0 ? row - 1 : 0;
        int64_t to = row + rows < g->height ? row + rows + 1 : row + rows;
        size_t size = (size_t)((to - from) * g->width) * sizeof *g->z;
        float *copy = malloc(size);
        assert_non_null(copy);
        memcpy(copy, g->z + from * g->width, size);
        if (geo_flood_add(ctx, flood, rows, copy + (row - from) * g->width, out + row * g->width))
            fail_msg("%s", geo_ctx_error(ctx));
        free(copy);
    }
    assert_ok(geo_flood_finish(ctx, flood));
    geo_flood_label(flood, out, (size_t)(g->width * g->height));
    return flood;
}

static void bands_change_nothing(void **state)
{
    (void)state;
    static uint32_t cut[FLOOD_CELLS];
    for (uint64_t seed = 1; seed <= GRIDS; seed++) {
        uint32_t pits;
        size_t passes;
        flood_case_make(&grid, seed);
        geo_flood *whole = flood_grid(&grid);
        geo_flood *parts = flood_bands(&grid, 1 + (int64_t)seed % 7, cut);
        assert_memory_equal(labels, cut, (size_t)(grid.width * grid.height) * sizeof *cut);
        const geo_flood_pit *a = geo_flood_pits(whole, &pits), *b = geo_flood_pits(parts, &pits);
        assert_memory_equal(a, b, (pits + 1) * sizeof *a);
        const geo_flood_pass *p = geo_flood_passes(whole, &passes),
                             *q = geo_flood_passes(parts, &passes);
        assert_memory_equal(p, q, passes * sizeof *p);
        geo_flood_free(whole);
        geo_flood_free(parts);
    }
}

/* ---- by hand ---- */

static void two_pits_and_a_pass(void **state)
{
    (void)state;
    draw(&grid, 7,
         "9999989"
         "9177729"
         "9999999",
         GEO_FLOOD_OUTLET);
    geo_flood *flood = flood_grid(&grid);
    size_t count;
    uint32_t pits;
    const geo_flood_pass *pass = geo_flood_passes(flood, &count);
    const geo_flood_pit *pit = geo_flood_pits(flood, &pits);
    assert_cells(filled, "9999989"
                         "9888889"
                         "9999999");
    assert_int_equal(pits, 2);
    assert_int_equal(pit[1].cell, 8);
    assert_int_equal(pit[2].cell, 12);
    assert_near((double)pit[1].z, 1, 0);
    assert_near((double)pit[1].level, 8, 0);
    assert_near((double)pit[2].level, 8, 0);
    assert_int_equal(count, 2);
    assert_near((double)pass[0].z, 7, 0); /* the level cell between drains west, to the first */
    assert_int_equal(pass[0].cell, 11);
    assert_int_equal(pass[0].beyond, 10);
    assert_int_equal(pass[1].cell, 5);
    assert_int_equal(pass[1].beyond, 12);
    assert_int_equal(pass[1].label, GEO_FLOOD_OCEAN);
    assert_int_equal(pass[1].label_beyond, 2);
    geo_flood_free(flood);
}

static void a_pit_on_the_border_is_none(void **state)
{
    (void)state;
    draw(&grid, 5,
         "55555"
         "52155"
         "51045"
         "55055",
         GEO_FLOOD_OUTLET);
    geo_flood_free(flood_grid(&grid));
    assert_cells(filled, "55555"
                         "52155"
                         "51045"
                         "55055");
    assert_labels("00000"
                  "00000"
                  "00000"
                  "00000");
}

static void nodata_lets_out_or_walls_in(void **state)
{
    (void)state;
    static const char cells[] = "66666"
                                "62346"
                                "63n46"
                                "64446"
                                "66666";
    draw(&grid, 5, cells, GEO_FLOOD_OUTLET);
    geo_flood_free(flood_grid(&grid));
    assert_cells(filled, cells);
    draw(&grid, 5, cells, GEO_FLOOD_WALL);
    geo_flood_free(flood_grid(&grid));
    assert_cells(filled, "66666"
                         "66666"
                         "66n66"
                         "66666"
                         "66666");
    assert_labels("00000"
                  "01110"
                  "01n10"
                  "01110"
                  "00000");
}

static void what_is_walled_in_drains_at_its_lowest(void **state)
{
    (void)state;
    draw(&grid, 7,
         "7777777"
         "7nnnnn7"
         "7n353n7"
         "7n152n7"
         "7nnnnn7"
         "7777777",
         GEO_FLOOD_WALL);
    geo_flood *flood = flood_grid(&grid);
    assert_int_equal(geo_flood_walled(flood), 1);
    assert_cells(filled, "7777777"
                         "7nnnnn7"
                         "7n355n7"
                         "7n155n7"
                         "7nnnnn7"
                         "7777777");
    geo_flood_free(flood);
}

/* Two ways over at one height: the first cell, row by row, is the pass. */
static void of_equal_passes_the_first(void **state)
{
    (void)state;
    draw(&grid, 5,
         "99999"
         "91519"
         "99999"
         "91519"
         "99999",
         GEO_FLOOD_OUTLET);
    grid.z[11] = grid.z[13] = 3; /* which makes one pit of the two on either side */
    geo_flood *flood = flood_grid(&grid);
    size_t count;
    const geo_flood_pass *pass = geo_flood_passes(flood, &count);
    assert_int_equal(count, 4);
    assert_near((double)pass[0].z, 3, 0);
    assert_near((double)pass[2].z, 5, 0);
    assert_int_equal(pass[2].cell, 7);
    geo_flood_free(flood);
}

/* -0 and 0 are one height; water stands at 0. */
static void no_level_is_minus_zero(void **state)
{
    (void)state;
    draw(&grid, 3, "999919999", GEO_FLOOD_OUTLET);
    for (int i = 0; i < 9; i++)
        grid.z[i] = i == 4 ? -1 : -0.0F;
    geo_flood_free(flood_grid(&grid));
    assert_true(filled[4] == 0 && !signbit(filled[4]));
}

/* A level field with one lower cell beside it, and a level field with none. */
static void flats_drain_or_are_pits(void **state)
{
    (void)state;
    draw(&grid, 8,
         "99999999"
         "94449339"
         "94449339"
         "92499339"
         "90999999",
         GEO_FLOOD_OUTLET);
    geo_flood *flood = flood_grid(&grid);
    assert_labels("00000000"
                  "00001110"
                  "00001110"
                  "00001110"
                  "00000000");
    geo_flood_free(flood);
}

static void what_is_refused(void **state)
{
    (void)state;
    geo_flood *flood = NULL;
    draw(&grid, 3, "111111", GEO_FLOOD_OUTLET);
    assert_int_equal(geo_flood_new(ctx, 0, 3, GEO_FLOOD_OUTLET, &flood), GEO_ERR_ARG);
    assert_int_equal(geo_flood_new(ctx, 1 << 28, 1, GEO_FLOOD_OUTLET, &flood), GEO_ERR_LIMIT);
    assert_ok(geo_flood_new(ctx, 3, 2, GEO_FLOOD_OUTLET, &flood));
    assert_int_equal(geo_flood_add(ctx, flood, 3, grid.z, labels), GEO_ERR_ARG);
    assert_ok(geo_flood_add(ctx, flood, 1, grid.z, labels));
    assert_int_equal(geo_flood_finish(ctx, flood), GEO_ERR_ARG);
    grid.z[4] = -INFINITY;
    assert_int_equal(geo_flood_add(ctx, flood, 1, grid.z + 3, labels), GEO_ERR_RANGE);
    assert_string_equal(geo_ctx_error(ctx), "an infinite height in row 1");
    geo_flood_free(flood);
}

/* Every allocation fails once: an error, no answer, nothing lost. */
static void out_of_memory(void **state)
{
    (void)state;
    flood_case_make(&grid, 11);
    for (uint64_t nth = 1;; nth++) {
        geo_flood *flood = NULL;
        geo_alloc_fail_at(nth);
        geo_status status =
            geo_flood_whole(ctx, grid.z, grid.width, grid.height, grid.nodata, labels, &flood);
        geo_alloc_fail_at(0);
        geo_flood_free(flood);
        if (status == GEO_OK)
            break;
        assert_int_equal(status, GEO_ERR_NOMEM);
        assert_null(flood);
        assert_true(nth < 1000);
    }
}

int main(void)
{
    ctx = geo_ctx_new(NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_grids),
        cmocka_unit_test(bands_change_nothing),
        cmocka_unit_test(two_pits_and_a_pass),
        cmocka_unit_test(a_pit_on_the_border_is_none),
        cmocka_unit_test(nodata_lets_out_or_walls_in),
        cmocka_unit_test(what_is_walled_in_drains_at_its_lowest),
        cmocka_unit_test(of_equal_passes_the_first),
        cmocka_unit_test(no_level_is_minus_zero),
        cmocka_unit_test(flats_drain_or_are_pits),
        cmocka_unit_test(what_is_refused),
        cmocka_unit_test(out_of_memory),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    geo_ctx_free(ctx);
    return failed;
}
