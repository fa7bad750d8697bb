/* Corridors against searches from each source over the whole grid. */
#include "cost_case.h"

#include "raster/corridor.h"

static cost_case c;

typedef struct seen { /* per link, cells of the whole grid */
    size_t count, cells;
    geo_window window;
    uint8_t inside[16][COST_CELLS];
    bool fails;
} seen;

static geo_status see(void *self, geo_ctx *of, const geo_cost_link *link, geo_window window,
                      const uint8_t *inside)
{
    seen *s = self;
    (void)link;
    if (s->fails)
        return geo_fail(of, GEO_ERR_IO, "no more room");
    assert_true(s->count < 16);
    for (int64_t i = 0; i < window.height; i++)
        for (int64_t j = 0; j < window.width; j++) {
            uint8_t here = inside[i * window.width + j];
            s->inside[s->count][(window.row + i) * c.grid.frame.width + window.column + j] = here;
            s->cells += here;
        }
    s->window = window;
    s->count++;
    return GEO_OK;
}

static geo_cost_links found_links(void)
{
    geo_cost_links links = {0};
    assert_ok(cost_search(ctx, &c));
    assert_ok(geo_cost_links_find(ctx, &c.grid, &c.found, &links));
    return links;
}

static void test_a_corridor_in_the_open(void **state)
{
    (void)state;
    static seen s;
    cost_draw(&c, 5, (const char *[]){"1111111", "1111111", "1a111b1", "1111111", "1111111"});
    geo_cost_links links = found_links();
    assert_ok(geo_corridors(ctx, &c.grid, &c.found, &links, 0, see, &s));
    assert_int_equal(s.count, 1);
    for (uint32_t i = 0; i < 35; i++)
        assert_int_equal(s.inside[0][i], i >= 15 && i <= 19);
    s = (seen){0};
    double share = (2 * sqrt(2) - 2) / 4; /* a detour by the rows beside */
    assert_ok(geo_corridors(ctx, &c.grid, &c.found, &links, share, see, &s));
    for (uint32_t i = 0; i < 35; i++) {
        bool beside = (i >= 9 && i <= 11) || (i >= 23 && i <= 25);
        assert_int_equal(s.inside[0][i], beside || (i >= 15 && i <= 19));
    }
    geo_free(links.items);
}

/* A link of cost 2 far from the rim: no cell two rows off can lie on a way of 2.8. */
static void test_the_window_is_no_larger_than_the_reach(void **state)
{
    (void)state;
    static seen s;
    cost_size(&c, 40, 60, 1);
    for (uint32_t i = 0; i < cost_cells(&c); i++)
        c.resistance[i] = 1;
    c.sources[20 * 60 + 30] = 1;
    c.sources[20 * 60 + 32] = 2;
    geo_cost_links links = found_links();
    assert_ok(geo_corridors(ctx, &c.grid, &c.found, &links, 0.4, see, &s));
    assert_true(s.window.row == 19 && s.window.height == 3);
    assert_true(s.window.column == 30 && s.window.width == 3);
    geo_free(links.items);
}

/* Cost from one label alone. */
static void search_alone(cost_case *one, uint32_t label)
{
    *one = c;
    one->found = (geo_cost){one->cost, one->label, one->back};
    one->grid.cells = one->resistance;
    for (uint32_t i = 0; i < cost_cells(one); i++)
        one->sources[i] = c.sources[i] == label ? label : 0;
    assert_ok(cost_search(ctx, one));
}

static void test_random_corridors_equal_whole_searches(void **state)
{
    (void)state;
    static cost_case from, to;
    static seen s;
    uint64_t dice = 77;
    size_t in = 0, out = 0;
    for (int round = 0; round < 500; round++) {
        cost_random(&c, &dice, round % COST_FAR);
        double share = round % 4 == 0 ? 0 : cost_unit(&dice);
        geo_cost_links links = found_links();
        s = (seen){0};
        assert_ok(geo_corridors(ctx, &c.grid, &c.found, &links, share, see, &s));
        assert_int_equal(s.count, links.count);
        for (size_t k = 0; k < links.count; k++) {
            search_alone(&from, links.items[k].from);
            search_alone(&to, links.items[k].to);
            double limit = links.items[k].cost * (1 + share) * (1 + 1e-12);
            for (uint32_t i = 0; i < cost_cells(&c); i++) {
                bool expected = from.cost[i] + to.cost[i] <= limit;
                assert_int_equal(s.inside[k][i], expected);
                in += expected;
                out += !expected;
            }
            geo_cells cells = {0};
            assert_ok(
                geo_cost_link_path(ctx, &c.found, c.grid.frame.width, &links.items[k], &cells));
            for (size_t i = 0; i < cells.count; i++)
                assert_int_equal(s.inside[k][cells.items[i]], 1);
            geo_free(cells.items);
        }
        geo_free(links.items);
    }
    assert_true(in > 5000 && out > 5000);
}

/* Links of a search with a limit: corridors reach into cells that it did not. */
static void test_links_of_a_limited_search(void **state)
{
    (void)state;
    static seen s;
    cost_draw(&c, 5, (const char *[]){"1111111", "1111111", "1a111b1", "1111111", "1111111"});
    c.limit = 2;
    geo_cost_links links = found_links();
    s = (seen){0};
    assert_true(isinf(c.cost[3])); /* in the corridor all the same */
    assert_ok(geo_corridors(ctx, &c.grid, &c.found, &links, 1, see, &s));
    assert_int_equal(s.inside[0][3], 1);
    geo_free(links.items);
}

/* Far apart: the first windows are too small, on every side in turn. */
static void test_windows_grow(void **state)
{
    (void)state;
    static seen s;
    for (int turn = 0; turn < 4; turn++) {
        bool flat = turn % 2 == 0;
        cost_size(&c, flat ? 8 : 300, flat ? 300 : 8, 1);
        for (uint32_t i = 0; i < cost_cells(&c); i++)
            c.resistance[i] = 1;
        uint32_t first = flat ? 300 * 4 + 5 : 8 * 5 + 4, last = cost_cells(&c) - 1 - first;
        c.sources[first] = turn < 2 ? 1 : 2;
        c.sources[last] = turn < 2 ? 2 : 1;
        geo_cost_links links = found_links();
        s = (seen){0};
        assert_ok(geo_corridors(ctx, &c.grid, &c.found, &links, 0, see, &s));
        assert_true(s.cells >= 289 && s.inside[0][first] && s.inside[0][last]);
        geo_free(links.items);
    }
}

static void test_what_is_refused(void **state)
{
    (void)state;
    static seen s;
    cost_draw(&c, 1, (const char *[]){"a11b"});
    geo_cost_links links = found_links(), none = {0};
    assert_int_equal(geo_corridors(ctx, &c.grid, &c.found, &links, -0.1, see, &s), GEO_ERR_ARG);
    assert_int_equal(geo_corridors(ctx, &c.grid, &c.found, &links, NAN, see, &s), GEO_ERR_ARG);
    assert_ok(geo_corridors(ctx, &c.grid, &c.found, &none, 0.1, see, &s));
    s.fails = true;
    assert_int_equal(geo_corridors(ctx, &c.grid, &c.found, &links, 0.1, see, &s), GEO_ERR_IO);
    links.items[0].to = 9;
    assert_int_equal(geo_corridors(ctx, &c.grid, &c.found, &links, 0.1, see, &s), GEO_ERR_ARG);
    assert_non_null(strstr(geo_ctx_error(ctx), "label 9"));
    geo_free(links.items);
}

static void test_no_memory(void **state)
{
    (void)state;
    static seen s;
    cost_draw(&c, 1, (const char *[]){"a11b11c"});
    geo_cost_links links = found_links();
    geo_status status = GEO_ERR_NOMEM;
    int failures = 0;
    for (uint64_t nth = 1; status == GEO_ERR_NOMEM; nth++, failures++) {
        s = (seen){0};
        geo_alloc_fail_at(nth);
        status = geo_corridors(ctx, &c.grid, &c.found, &links, 0.1, see, &s);
        geo_alloc_fail_at(0);
    }
    assert_int_equal(status, GEO_OK);
    assert_true(failures > 15);
    geo_free(links.items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_corridor_in_the_open),
        cmocka_unit_test(test_the_window_is_no_larger_than_the_reach),
        cmocka_unit_test(test_random_corridors_equal_whole_searches),
        cmocka_unit_test(test_links_of_a_limited_search),
        cmocka_unit_test(test_windows_grow),
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
