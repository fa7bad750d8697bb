/* Links between regions, and the cells of their ways: small grids whose answer is known, and random
 * ones against every pair of neighbours. */
#include "cost_case.h"

#include "raster/cells.h"
#include "raster/cost_links.h"

static cost_case c;

/* Free with geo_free(links.items). */
static geo_cost_links links_of(void)
{
    geo_cost_links links = {0};
    assert_ok(cost_search(ctx, &c));
    assert_ok(geo_cost_links_find(ctx, &c.grid, &c.found, &links));
    return links;
}

static void assert_link(const geo_cost_link *link, geo_cost_link expected)
{
    assert_int_equal(link->from, expected.from);
    assert_int_equal(link->to, expected.to);
    assert_int_equal(link->from_cell, expected.from_cell);
    assert_int_equal(link->to_cell, expected.to_cell);
    assert_near(link->cost, expected.cost, 1e-12);
}

static void assert_path(const geo_cost_link *link, const uint32_t *expected, size_t count)
{
    geo_cells cells = {0};
    assert_ok(geo_cost_link_path(ctx, &c.found, c.grid.frame.width, link, &cells));
    assert_int_equal(cells.count, count);
    assert_memory_equal(cells.items, expected, count * sizeof *expected);
    geo_free(cells.items);
}

static void test_a_link_in_a_row(void **state)
{
    (void)state;
    cost_draw(&c, 1, (const char *[]){"b131a"});
    geo_cost_links links = links_of();
    assert_int_equal(links.count, 1);
    assert_link(&links.items[0], (geo_cost_link){1, 2, 2, 1, 6}); /* the middle is a tie: to a */
    assert_path(&links.items[0], (const uint32_t[]){4, 3, 2, 1, 0}, 5);
    geo_free(links.items);
}

/* Zones that touch: the step alone. Corners touch, too. */
static void test_zones_that_touch(void **state)
{
    (void)state;
    cost_draw(&c, 2, (const char *[]){"aab", "aac"});
    geo_cost_links links = links_of();
    assert_int_equal(links.count, 3);
    assert_link(&links.items[0], (geo_cost_link){1, 2, 1, 2, 1});
    assert_link(&links.items[1], (geo_cost_link){1, 3, 4, 5, 1});
    assert_link(&links.items[2], (geo_cost_link){2, 3, 2, 5, 1});
    assert_path(&links.items[1], (const uint32_t[]){4, 5}, 2);
    geo_free(links.items);
    cost_draw(&c, 2, (const char *[]){"a#", "#b"});
    links = links_of();
    assert_int_equal(links.count, 1);
    assert_link(&links.items[0], (geo_cost_link){1, 2, 0, 3, sqrt(2)});
    geo_free(links.items);
}

static void test_islands_have_no_link(void **state)
{
    (void)state;
    cost_draw(&c, 2, (const char *[]){"a1#1b", "11#11"});
    geo_cost_links links = links_of();
    assert_int_equal(links.count, 0);
    geo_free(links.items);
    cost_draw(&c, 1, (const char *[]){"###"});
    links = links_of();
    assert_int_equal(links.count, 0);
    geo_free(links.items);
}

/* A ring round another zone, with a hole that is a zone again. */
static void test_rings(void **state)
{
    (void)state;
    cost_draw(&c, 5, (const char *[]){"aaaaa", "a222a", "a2b2a", "a222a", "aaaaa"});
    geo_cost_links links = links_of();
    assert_int_equal(links.count, 1);
    assert_near(links.items[0].cost, 1.5 + 1.5, 1e-12);
    assert_int_equal(links.items[0].from_cell, 7); /* the lowest cell beside b's */
    assert_int_equal(links.items[0].to_cell, 12);
    assert_path(&links.items[0], (const uint32_t[]){2, 7, 12}, 3);
    geo_free(links.items);
}

/* The limit cuts links dearer than it, and keeps all others. */
static void test_a_limit_keeps_cheaper_links(void **state)
{
    (void)state;
    cost_draw(&c, 1, (const char *[]){"a1111b"});
    c.limit = 5;
    geo_cost_links links = links_of();
    assert_int_equal(links.count, 1);
    assert_near(links.items[0].cost, 5, 0);
    geo_free(links.items);
    c.limit = 1;
    links = links_of();
    assert_int_equal(links.count, 0);
    geo_free(links.items);
}

enum { LABELS = 6 };

typedef struct pairs {
    geo_cost_link of[LABELS][LABELS];
} pairs;

static void look_at_pair(pairs *all, uint32_t a, uint32_t b, int direction)
{
    uint32_t from = c.label[a], to = c.label[b];
    if (from == 0 || to == 0 || from >= to)
        return;
    geo_cost_link *best = &all->of[from][to];
    double cost = c.cost[a] + c.cost[b] + cost_between(&c, a, b, direction);
    bool better = best->from == 0 || cost < best->cost ||
                  (cost == best->cost &&
                   (a < best->from_cell || (a == best->from_cell && b < best->to_cell)));
    if (better)
        *best = (geo_cost_link){from, to, a, b, cost};
}

/* The way costs what the link says and runs from one zone to the other, step by step. */
static void check_path(const geo_cost_link *link)
{
    geo_cells cells = {0};
    assert_ok(geo_cost_link_path(ctx, &c.found, c.grid.frame.width, link, &cells));
    assert_true(cells.count >= 2);
    assert_int_equal(c.sources[cells.items[0]], link->from);
    assert_int_equal(c.sources[cells.items[cells.count - 1]], link->to);
    double cost = 0;
    for (size_t i = 1; i < cells.count; i++) {
        uint32_t to = UINT32_MAX;
        int d = 0;
        while (d < 8 && !(cost_neighbour(&c, cells.items[i - 1], d, &to) && to == cells.items[i]))
            d++;
        assert_true(d < 8);
        cost += cost_between(&c, cells.items[i - 1], cells.items[i], d);
        assert_true(geo_cost_step(&c.grid, cells.items[i - 1], cells.items[i]) ==
                    cost_between(&c, cells.items[i - 1], cells.items[i], d));
    }
    assert_near(cost, link->cost, 1e-12 * link->cost);
    geo_free(cells.items);
}

static void test_random_grids_equal_all_pairs(void **state)
{
    (void)state;
    uint64_t dice = 11;
    uint32_t found = 0;
    for (int round = 0; round < 4000; round++) {
        cost_random(&c, &dice, round % COST_FAR);
        geo_cost_links links = links_of();
        pairs all = {0};
        for (uint32_t a = 0; a < cost_cells(&c); a++)
            for (int d = 0; d < 8; d++) {
                uint32_t b;
                if (cost_neighbour(&c, a, d, &b))
                    look_at_pair(&all, a, b, d);
            }
        size_t k = 0;
        for (uint32_t from = 1; from < LABELS; from++)
            for (uint32_t to = from + 1; to < LABELS; to++) {
                if (all.of[from][to].from == 0)
                    continue;
                assert_true(k < links.count);
                assert_link(&links.items[k], all.of[from][to]);
                assert_true(links.items[k].cost == all.of[from][to].cost);
                check_path(&links.items[k++]);
            }
        assert_int_equal(k, links.count);
        found += (uint32_t)k;
        geo_free(links.items);
    }
    assert_true(found > 4000);
}

static void test_no_memory_and_stopping(void **state)
{
    (void)state;
    cost_draw(&c, 2, (const char *[]){"a11b", "c11d"});
    assert_ok(cost_search(ctx, &c));
    geo_cost_links links = {0};
    geo_status status = GEO_ERR_NOMEM;
    int failures = 0;
    for (uint64_t nth = 1; status == GEO_ERR_NOMEM; nth++, failures++) {
        geo_alloc_fail_at(nth);
        status = geo_cost_links_find(ctx, &c.grid, &c.found, &links);
        geo_alloc_fail_at(0);
    }
    assert_int_equal(status, GEO_OK);
    assert_true(failures > 3);
    geo_cells cells = {0};
    geo_alloc_fail_at(1);
    assert_int_equal(geo_cost_link_path(ctx, &c.found, 4, &links.items[0], &cells), GEO_ERR_NOMEM);
    geo_alloc_fail_at(0);
    geo_free(cells.items);
    geo_free(links.items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_link_in_a_row),
        cmocka_unit_test(test_zones_that_touch),
        cmocka_unit_test(test_islands_have_no_link),
        cmocka_unit_test(test_rings),
        cmocka_unit_test(test_a_limit_keeps_cheaper_links),
        cmocka_unit_test(test_random_grids_equal_all_pairs),
        cmocka_unit_test(test_no_memory_and_stopping),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
