/* Least cost on small grids whose answer is known, what is refused, and random grids against rounds
 * over all cells. */
#include "cost_case.h"

static cost_case c;

static void test_a_step_is_its_length_times_the_mean(void **state)
{
    (void)state;
    cost_draw(&c, 2, (const char *[]){"a3", "59"});
    c.grid.frame.cell_m = 0.5;
    assert_ok(cost_search(ctx, &c));
    assert_true(c.cost[0] == 0 && c.cost[1] == 0.5 * 2 && c.cost[2] == 0.5 * 3);
    assert_near(c.cost[3], 0.5 * sqrt(2) * 5, 1e-15);
    const uint8_t back[] = {0, 4, 2, 1};
    assert_memory_equal(c.back, back, 4);
    assert_true(geo_cost_step(&c.grid, 0, 3) == c.cost[3]);
    assert_true(geo_cost_step(&c.grid, 2, 1) == geo_cost_step(&c.grid, 1, 2));
    assert_near(geo_cost_step(&c.grid, 1, 2), 0.5 * sqrt(2) * 4, 1e-15);
    assert_true(geo_cost_step(&c.grid, 1, 3) == 0.5 * 6);
}

static void test_walls_part_islands(void **state)
{
    (void)state;
    cost_draw(&c, 4, (const char *[]){"a1#11", "11#11", "###11", "b1##1"});
    assert_ok(cost_search(ctx, &c));
    for (uint32_t i = 0; i < cost_cells(&c); i++) {
        bool by_a = i % 5 < 2 && i / 5 < 2, by_b = i == 15 || i == 16;
        assert_int_equal(c.label[i], by_a ? 1 : by_b ? 2 : 0);
        assert_int_equal(isinf(c.cost[i]), !by_a && !by_b);
        if (!by_a && !by_b)
            assert_int_equal(c.back[i], GEO_BACK_NONE);
    }
}

static void test_one_row(void **state)
{
    (void)state;
    cost_draw(&c, 1, (const char *[]){"a1111b"});
    assert_ok(cost_search(ctx, &c));
    const double cost[] = {0, 1, 2, 2, 1, 0};
    const uint32_t label[] = {1, 1, 1, 2, 2, 2};
    const uint8_t back[] = {0, 4, 4, 5, 5, 0};
    assert_memory_equal(c.cost, cost, sizeof cost);
    assert_memory_equal(c.label, label, sizeof label);
    assert_memory_equal(c.back, back, sizeof back);
    c.grid.frame = (geo_frame){0, 0, 1, 1, 6}; /* the same as a column */
    assert_ok(cost_search(ctx, &c));
    assert_memory_equal(c.cost, cost, sizeof cost);
    const uint8_t upright[] = {0, 2, 2, 7, 7, 0};
    assert_memory_equal(c.back, upright, sizeof upright);
}

static void test_one_cell_and_none(void **state)
{
    (void)state;
    cost_draw(&c, 1, (const char *[]){"c"});
    assert_ok(cost_search(ctx, &c));
    assert_true(c.cost[0] == 0 && c.label[0] == 3 && c.back[0] == GEO_BACK_NONE);
    cost_draw(&c, 1, (const char *[]){"7"});
    assert_ok(cost_search(ctx, &c));
    assert_true(isinf(c.cost[0]) && c.label[0] == 0);
    c.grid.frame.height = 0;
    assert_ok(cost_search(ctx, &c));
}

static void test_walls_alone(void **state)
{
    (void)state;
    cost_draw(&c, 2, (const char *[]){"###", "###"});
    assert_ok(cost_search(ctx, &c));
    for (uint32_t i = 0; i < 6; i++)
        assert_true(isinf(c.cost[i]) && c.label[i] == 0 && c.back[i] == GEO_BACK_NONE);
}

/* Both rims of the grid, and a ring: cells within it belong to it, too. */
static void test_sources_on_the_border_and_rings(void **state)
{
    (void)state;
    cost_draw(&c, 5, (const char *[]){"bbbbb", "b111b", "b111b", "b111b", "bbbba"});
    assert_ok(cost_search(ctx, &c));
    assert_true(c.cost[12] == 2 && c.label[12] == 2);
    assert_true(c.cost[6] == 1 && c.label[6] == 2);
    assert_true(c.label[24] == 1 && c.cost[24] == 0);
}

static void test_ties_go_to_the_lowest_label(void **state)
{
    (void)state;
    cost_draw(&c, 1, (const char *[]){"b1a1c"});
    assert_ok(cost_search(ctx, &c));
    assert_true(c.label[1] == 1 && c.back[1] == 5 && c.label[3] == 1 && c.back[3] == 4);
    cost_draw(&c, 1, (const char *[]){"c111111b"}); /* an even number between them: no tie */
    assert_ok(cost_search(ctx, &c));
    assert_true(c.label[3] == 3 && c.label[4] == 2);
    /* One label: the neighbour with the lowest index, here the one to the north. */
    cost_draw(&c, 3, (const char *[]){"#a#", "a1a", "#a#"});
    assert_ok(cost_search(ctx, &c));
    assert_int_equal(c.back[4], 2);
}

static void test_the_limit_is_closed(void **state)
{
    (void)state;
    cost_draw(&c, 1, (const char *[]){"a1111"});
    c.limit = 2;
    assert_ok(cost_search(ctx, &c));
    assert_true(c.cost[2] == 2 && isinf(c.cost[3]) && c.label[3] == 0 && c.back[3] == 0);
    c.limit = 0;
    assert_ok(cost_search(ctx, &c));
    assert_true(c.cost[0] == 0 && isinf(c.cost[1]));
}

static void assert_refused(geo_status expected, const char *words)
{
    assert_int_equal(cost_search(ctx, &c), expected);
    if (!strstr(geo_ctx_error(ctx), words))
        fail_msg("'%s' does not say '%s'", geo_ctx_error(ctx), words);
}

static void test_what_is_no_resistance_is_refused(void **state)
{
    (void)state;
    const float bad[] = {0, -0.0f, -1, INFINITY, -INFINITY};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        cost_draw(&c, 3, (const char *[]){"a#11", "1111", "1111"});
        c.resistance[6] = bad[i];
        assert_refused(GEO_ERR_RANGE, "row 1, column 2");
    }
    cost_draw(&c, 1, (const char *[]){"a1"});
    c.grid.frame.cell_m = 1e-307;
    c.resistance[0] = c.resistance[1] = 1e-30f;
    assert_refused(GEO_ERR_RANGE, "not to be summed");
}

static void test_wrong_arguments_are_refused(void **state)
{
    (void)state;
    cost_draw(&c, 2, (const char *[]){"a11", "11#"});
    c.sources[5] = 9;
    assert_refused(GEO_ERR_ARG, "row 1, column 2 (label 9) lies on a wall");
    c.sources[5] = 0;
    c.limit = NAN;
    assert_refused(GEO_ERR_ARG, "limit");
    c.limit = -1;
    assert_refused(GEO_ERR_ARG, "limit");
    c.limit = 1;
    c.grid.frame.cell_m = 0;
    assert_refused(GEO_ERR_ARG, "cell size");
    c.grid.frame = (geo_frame){0, 0, 1, 1 << 16, 1 << 16};
    assert_refused(GEO_ERR_LIMIT, "65536 x 65536");
}

static bool say_stop(void *self)
{
    return --*(int *)self < 0;
}

/* Stopped before the sources, and before the first bucket. */
static void test_it_can_be_stopped(void **state)
{
    (void)state;
    for (int polls = 0; polls < 3; polls++) {
        int left = polls;
        geo_ctx_hooks hooks = {.self = &left, .cancelled = say_stop};
        geo_ctx *stopped = geo_ctx_new(&hooks);
        cost_draw(&c, 1, (const char *[]){"a111"});
        assert_int_equal(cost_search(stopped, &c), polls < 2 ? GEO_ERR_CANCELLED : GEO_OK);
        geo_ctx_free(stopped);
    }
}

/* The n-th allocation fails, until none does; then the answer is there. */
static void fail_each(int least)
{
    geo_status status = GEO_ERR_NOMEM;
    int failures = 0;
    for (uint64_t nth = 1; status == GEO_ERR_NOMEM; nth++, failures++) {
        geo_alloc_fail_at(nth);
        status = cost_search(ctx, &c);
        geo_alloc_fail_at(0);
    }
    assert_int_equal(status, GEO_OK);
    assert_true(failures > least);
}

static void test_no_memory(void **state)
{
    (void)state;
    cost_draw(&c, 2, (const char *[]){"a11111", "111111"});
    fail_each(5); /* ring, two levels of bits, chunks, the cells taken */
    assert_true(c.cost[5] == 5);
    c.resistance[3] = 1e20f; /* far apart: a heap, too */
    fail_each(6);
    cost_size(&c, 1, COST_CELLS, 1); /* a bucket so large that it is sorted */
    for (uint32_t i = 0; i < COST_CELLS; i++) {
        c.resistance[i] = 1;
        c.sources[i] = i % 4 == 0;
    }
    fail_each(6);
}

/* `back` names a neighbour whose way goes on to here, the lowest where more do and no step is lost
 * in rounding, and leads to a source. */
static void check_back(const cost_answer *a, uint32_t cell)
{
    uint32_t to, lowest = UINT32_MAX;
    bool lost = false;
    for (int d = 0; d < 8 && a->cost[cell] > 0; d++) {
        if (!cost_neighbour(&c, cell, d, &to) || a->label[to] != a->label[cell])
            continue;
        bool fits = a->cost[to] + cost_between(&c, to, cell, d) == a->cost[cell];
        lost = lost || (fits && a->cost[to] == a->cost[cell]);
        lowest = fits && to < lowest ? to : lowest;
    }
    uint32_t before = geo_cost_before(&c.found, c.grid.frame.width, cell);
    if (a->label[cell] == 0 || a->cost[cell] == 0)
        assert_int_equal(c.back[cell], GEO_BACK_NONE);
    else if (!lost)
        assert_int_equal(before, lowest);
    uint32_t steps = 0;
    for (; c.back[cell] != GEO_BACK_NONE && steps <= cost_cells(&c); steps++)
        cell = geo_cost_before(&c.found, c.grid.frame.width, cell);
    assert_true(steps <= cost_cells(&c));
    assert_int_equal(c.sources[cell], a->label[cell]);
}

static void test_random_grids_equal_rounds(void **state)
{
    (void)state;
    static cost_answer a;
    uint64_t dice = 20261121;
    uint32_t reached[COST_KINDS] = {0};
    for (int round = 0; round < 20000; round++) {
        int kind = round % COST_KINDS;
        cost_random(&c, &dice, kind);
        c.limit = cost_below(&dice, 3) ? INFINITY : 20 * dice_unit(&dice);
        if (cost_search(ctx, &c))
            fail_msg("%s", geo_ctx_error(ctx));
        cost_by_rounds(&c, &a);
        assert_memory_equal(c.cost, a.cost, cost_cells(&c) * sizeof *c.cost);
        assert_memory_equal(c.label, a.label, cost_cells(&c) * sizeof *c.label);
        for (uint32_t i = 0; i < cost_cells(&c); i++) {
            reached[kind] += a.label[i] != 0;
            check_back(&a, i);
        }
    }
    for (int kind = 0; kind < COST_KINDS; kind++)
        assert_true(reached[kind] > 20000);
}

/* Large enough for many buckets, turns of the ring and sorted ones. */
static void test_larger_grids_equal_rounds(void **state)
{
    (void)state;
    static cost_answer a;
    uint64_t dice = 3;
    for (int round = 0; round < 40; round++) {
        cost_size(&c, 64, 64, 1);
        for (uint32_t i = 0; i < cost_cells(&c); i++) {
            c.resistance[i] = cost_resistance(&dice, round % COST_KINDS);
            c.sources[i] = cost_below(&dice, 3) == 0 ? 1 + cost_below(&dice, 9) : 0;
            if (round % 2)
                c.sources[i] = i == 2080;
        }
        assert_ok(cost_search(ctx, &c));
        cost_by_rounds(&c, &a);
        assert_memory_equal(c.cost, a.cost, sizeof c.cost);
        assert_memory_equal(c.label, a.label, sizeof c.label);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_step_is_its_length_times_the_mean),
        cmocka_unit_test(test_walls_part_islands),
        cmocka_unit_test(test_one_row),
        cmocka_unit_test(test_one_cell_and_none),
        cmocka_unit_test(test_walls_alone),
        cmocka_unit_test(test_sources_on_the_border_and_rings),
        cmocka_unit_test(test_ties_go_to_the_lowest_label),
        cmocka_unit_test(test_the_limit_is_closed),
        cmocka_unit_test(test_what_is_no_resistance_is_refused),
        cmocka_unit_test(test_wrong_arguments_are_refused),
        cmocka_unit_test(test_it_can_be_stopped),
        cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_random_grids_equal_rounds),
        cmocka_unit_test(test_larger_grids_equal_rounds),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
