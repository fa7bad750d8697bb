/* What must hold for least cost whatever the grid: turning, moving and cutting it off, making a
 * cell dearer or a hedge cheaper. Costs are compared to the bit. */
#include "cost_case.h"

#include "raster/cost_links.h"

enum { ROUNDS = 1500 };

static cost_case c, other;

static void copy_to_other(void)
{
    other = c;
    other.grid.cells = other.resistance;
    other.found = (geo_cost){other.cost, other.label, other.back};
}

static void find(cost_case *of)
{
    if (cost_search(ctx, of))
        fail_msg("%s", geo_ctx_error(ctx));
}

static void raising_a_cell_never_lowers_a_cost(void **state)
{
    (void)state;
    uint64_t dice = 1;
    uint32_t dearer = 0;
    for (int round = 0; round < ROUNDS; round++) {
        cost_random(&c, &dice, round % COST_KINDS);
        copy_to_other();
        uint32_t cell = cost_below(&dice, cost_cells(&c));
        bool walls = cost_below(&dice, 5) == 0 && !c.sources[cell];
        other.resistance[cell] = walls ? NAN : c.resistance[cell] * 3;
        find(&c);
        find(&other);
        for (uint32_t i = 0; i < cost_cells(&c); i++) {
            assert_true(other.cost[i] >= c.cost[i]);
            dearer += other.cost[i] > c.cost[i];
        }
    }
    assert_true(dearer > ROUNDS);
}

/* A line of lower resistance, also where there were walls. */
static void a_hedge_never_raises_a_cost(void **state)
{
    (void)state;
    uint64_t dice = 2;
    uint32_t cheaper = 0;
    for (int round = 0; round < ROUNDS; round++) {
        cost_random(&c, &dice, round % COST_FAR);
        copy_to_other();
        uint32_t row = cost_below(&dice, (uint32_t)c.grid.frame.height);
        for (int64_t column = 0; column < c.grid.frame.width; column++) {
            float *cell = &other.resistance[row * c.grid.frame.width + column];
            *cell = *cell < 1 ? *cell : 1; /* a wall, too */
        }
        find(&c);
        find(&other);
        for (uint32_t i = 0; i < cost_cells(&c); i++) {
            assert_true(other.cost[i] <= c.cost[i]);
            cheaper += other.cost[i] < c.cost[i];
        }
    }
    assert_true(cheaper > ROUNDS);
}

/* Row r, column k of c comes to row width - 1 - k, column r: a turn to the left. */
static uint32_t turned(uint32_t cell)
{
    uint32_t height = (uint32_t)c.grid.frame.height, width = (uint32_t)c.grid.frame.width;
    uint32_t row = cell / width, column = cell % width;
    return (width - 1 - column) * height + row;
}

static geo_cost_links links_of(cost_case *of)
{
    geo_cost_links links = {0};
    find(of);
    assert_ok(geo_cost_links_find(ctx, &of->grid, &of->found, &links));
    return links;
}

static void turning_by_90_degrees_keeps_costs_labels_and_links(void **state)
{
    (void)state;
    uint64_t dice = 3;
    size_t seen = 0;
    for (int round = 0; round < ROUNDS; round++) {
        cost_random(&c, &dice, round % COST_KINDS);
        cost_size(&other, c.grid.frame.width, c.grid.frame.height, c.grid.frame.cell_m);
        for (uint32_t i = 0; i < cost_cells(&c); i++) {
            other.resistance[turned(i)] = c.resistance[i];
            other.sources[turned(i)] = c.sources[i];
        }
        geo_cost_links links = links_of(&c), others = links_of(&other);
        for (uint32_t i = 0; i < cost_cells(&c); i++) {
            assert_true(other.cost[turned(i)] == c.cost[i]);
            assert_int_equal(other.label[turned(i)], c.label[i]);
        }
        assert_int_equal(others.count, links.count);
        for (size_t k = 0; k < links.count; k++) {
            assert_int_equal(others.items[k].from, links.items[k].from);
            assert_int_equal(others.items[k].to, links.items[k].to);
            assert_true(others.items[k].cost == links.items[k].cost);
        }
        seen += links.count;
        geo_free(links.items);
        geo_free(others.items);
    }
    assert_true(seen > ROUNDS);
}

/* Walls around the grid, and another corner: neither is to be noticed. */
static void moving_changes_nothing(void **state)
{
    (void)state;
    uint64_t dice = 4;
    for (int round = 0; round < ROUNDS; round++) {
        cost_random(&c, &dice, round % COST_KINDS);
        int64_t width = c.grid.frame.width, height = c.grid.frame.height;
        int64_t rows = cost_below(&dice, 4), columns = cost_below(&dice, 4);
        int64_t wide = width + columns + cost_below(&dice, 3);
        cost_size(&other, height + rows + cost_below(&dice, 3), wide, c.grid.frame.cell_m);
        other.grid.frame.x0 += 12345.678;
        for (uint32_t i = 0; i < cost_cells(&other); i++)
            other.resistance[i] = NAN;
        for (int64_t i = 0; i < width * height; i++) {
            int64_t at = (i / width + rows) * wide + i % width + columns;
            other.resistance[at] = c.resistance[i];
            other.sources[at] = c.sources[i];
        }
        find(&c);
        find(&other);
        for (int64_t i = 0; i < width * height; i++) {
            int64_t at = (i / width + rows) * wide + i % width + columns;
            assert_true(other.cost[at] == c.cost[i]);
            assert_int_equal(other.label[at], c.label[i]);
            assert_int_equal(other.back[at], c.back[i]);
        }
    }
}

/* With a limit: what costs no more is as without, all else is not reached. */
static void a_limit_only_cuts_off(void **state)
{
    (void)state;
    uint64_t dice = 5;
    uint32_t cut = 0, kept = 0;
    for (int round = 0; round < ROUNDS; round++) {
        cost_random(&c, &dice, round % COST_KINDS);
        find(&c);
        copy_to_other();
        uint32_t cell = cost_below(&dice, cost_cells(&c));
        other.limit = isinf(c.cost[cell]) ? 1 : c.cost[cell]; /* closed: this cell is in */
        find(&other);
        for (uint32_t i = 0; i < cost_cells(&c); i++) {
            bool in = c.cost[i] <= other.limit;
            assert_true(other.cost[i] == (in ? c.cost[i] : INFINITY));
            assert_int_equal(other.label[i], in ? c.label[i] : 0);
            assert_int_equal(other.back[i], in ? c.back[i] : GEO_BACK_NONE);
            kept += in;
            cut += !in && isfinite(c.cost[i]);
        }
    }
    assert_true(cut > ROUNDS && kept > ROUNDS);
}

/* What one source gives another cannot take away: the least of both is what both give. */
static void sources_together_give_the_least_of_each(void **state)
{
    (void)state;
    static double least[COST_CELLS];
    uint64_t dice = 6;
    for (int round = 0; round < ROUNDS; round++) {
        cost_random(&c, &dice, round % COST_KINDS);
        find(&c);
        for (uint32_t i = 0; i < cost_cells(&c); i++)
            least[i] = INFINITY;
        for (uint32_t label = 1; label <= 5; label++) {
            copy_to_other();
            for (uint32_t i = 0; i < cost_cells(&c); i++)
                other.sources[i] = c.sources[i] == label ? label : 0;
            find(&other);
            for (uint32_t i = 0; i < cost_cells(&c); i++)
                least[i] = fmin(least[i], other.cost[i]);
        }
        assert_memory_equal(least, c.cost, cost_cells(&c) * sizeof *least);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(raising_a_cell_never_lowers_a_cost),
        cmocka_unit_test(a_hedge_never_raises_a_cost),
        cmocka_unit_test(turning_by_90_degrees_keeps_costs_labels_and_links),
        cmocka_unit_test(moving_changes_nothing),
        cmocka_unit_test(a_limit_only_cuts_off),
        cmocka_unit_test(sources_together_give_the_least_of_each),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
