/* Corridors against searches from each source over the whole grid, walled in to the reach. */
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

static geo_status find_corridors(const geo_cost_links *links, double share, double reach_m, seen *s)
{
    const geo_corridor_options options = {share, reach_m};
    return geo_corridors(ctx, &c.grid, &c.found, links, &options, see, s);
}

static void test_a_corridor_in_the_open(void **state)
{
    (void)state;
    static seen s;
    cost_draw(&c, 5, (const char *[]){"1111111", "1111111", "1a111b1", "1111111", "1111111"});
    geo_cost_links links = found_links();
    assert_ok(find_corridors(&links, 0, 100, &s));
    assert_int_equal(s.count, 1);
    for (uint32_t i = 0; i < 35; i++)
        assert_int_equal(s.inside[0][i], i >= 16 && i <= 18);
    s = (seen){0};
    double share = (2 * sqrt(2) - 2) / 4; /* a detour by the rows beside */
    assert_ok(find_corridors(&links, share, 100, &s));
    for (uint32_t i = 0; i < 35; i++) {
        bool beside = (i >= 9 && i <= 11) || (i >= 23 && i <= 25);
        assert_int_equal(s.inside[0][i], beside || (i >= 16 && i <= 18));
    }
    geo_free(links.items);
}

/* However little a detour costs: what is further off is none of it, and ways over there do not
 * count. The strip of two cells about a wall holds the way round it by one side alone. */
static void test_the_reach(void **state)
{
    (void)state;
    static seen s;
    cost_draw(&c, 7,
              (const char *[]){"1111111", "1111111", "11##111", "1a##1b1", "11##111", "1111111",
                               "1111111"});
    geo_cost_links links = found_links();
    for (int reach = 0; reach < 5; reach++) {
        s = (seen){0};
        assert_ok(find_corridors(&links, 100, reach, &s));
        geo_cells way = {0};
        assert_ok(geo_cost_link_path(ctx, &c.found, 7, &links.items[0], &way));
        for (uint32_t i = 0; i < 49; i++) {
            double least = INFINITY;
            for (size_t k = 0; k < way.count; k++)
                least = fmin(least, hypot((int)(way.items[k] / 7) - (int)(i / 7),
                                          (int)(way.items[k] % 7) - (int)(i % 7)));
            bool ground = !isnan(c.resistance[i]) && c.sources[i] == 0;
            assert_int_equal(s.inside[0][i], ground && least <= reach);
        }
        geo_free(way.items);
    }
    geo_free(links.items);
}

static bool is_near(const geo_cells *way, uint32_t cell, double reach)
{
    uint32_t width = (uint32_t)c.grid.frame.width;
    for (size_t k = 0; k < way->count; k++)
        if (hypot((double)(way->items[k] / width) - cell / width,
                  (double)(way->items[k] % width) - cell % width) *
                c.grid.frame.cell_m <=
            reach)
            return true;
    return false;
}

/* Cost from one label alone, by ways near this one. */
static void search_alone(cost_case *one, uint32_t label, const geo_cells *way, double reach)
{
    *one = c;
    one->limit = INFINITY;
    one->found = (geo_cost){one->cost, one->label, one->back};
    one->grid.cells = one->resistance;
    for (uint32_t i = 0; i < cost_cells(one); i++)
        if (!is_near(way, i, reach)) {
            one->resistance[i] = NAN;
            one->sources[i] = 0;
        } else {
            one->sources[i] = c.sources[i] == label ? label : 0;
        }
    assert_ok(cost_search(ctx, one));
}

static void test_random_corridors_equal_whole_searches(void **state)
{
    (void)state;
    static cost_case from, to;
    static seen s;
    uint64_t dice = 77;
    size_t in = 0, out = 0;
    for (int round = 0; round < 1500; round++) {
        cost_random(&c, &dice, round % COST_FAR);
        double share = round % 4 == 0 ? 0 : dice_unit(&dice);
        geo_cost_links links = found_links();
        s = (seen){0};
        double reach = c.grid.frame.cell_m * (round % 3 == 0 ? 1000 : cost_below(&dice, 5));
        assert_ok(find_corridors(&links, share, reach, &s));
        assert_int_equal(s.count, links.count);
        for (size_t k = 0; k < links.count; k++) {
            geo_cells way = {0};
            assert_ok(geo_cost_link_path(ctx, &c.found, c.grid.frame.width, &links.items[k], &way));
            search_alone(&from, links.items[k].from, &way, reach);
            search_alone(&to, links.items[k].to, &way, reach);
            double limit = links.items[k].cost * (1 + share) * (1 + 1e-12);
            for (uint32_t i = 0; i < cost_cells(&c); i++) {
                bool expected = c.sources[i] == 0 && from.cost[i] + to.cost[i] <= limit;
                assert_int_equal(s.inside[k][i], expected);
                in += expected;
                out += !expected;
            }
            for (size_t i = 0; i < way.count; i++)
                assert_int_equal(s.inside[k][way.items[i]], c.sources[way.items[i]] == 0);
            geo_free(way.items);
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
    assert_ok(find_corridors(&links, 1, 100, &s));
    assert_int_equal(s.inside[0][3], 1);
    geo_free(links.items);
}

static void test_what_is_refused(void **state)
{
    (void)state;
    static seen s;
    cost_draw(&c, 1, (const char *[]){"a11b"});
    geo_cost_links links = found_links(), none = {0};
    assert_int_equal(find_corridors(&links, -0.1, 100, &s), GEO_ERR_ARG);
    assert_int_equal(find_corridors(&links, NAN, 100, &s), GEO_ERR_ARG);
    assert_int_equal(find_corridors(&links, 0.1, -1, &s), GEO_ERR_ARG);
    assert_ok(find_corridors(&none, 0.1, 100, &s));
    s.fails = true;
    assert_int_equal(find_corridors(&links, 0.1, 100, &s), GEO_ERR_IO);
    links.items[0].to = 9;
    assert_int_equal(find_corridors(&links, 0.1, 100, &s), GEO_ERR_ARG);
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
        status = find_corridors(&links, 0.1, 100, &s);
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
        cmocka_unit_test(test_the_reach),
        cmocka_unit_test(test_random_corridors_equal_whole_searches),
        cmocka_unit_test(test_links_of_a_limited_search),
        cmocka_unit_test(test_what_is_refused),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
