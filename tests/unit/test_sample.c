/* The plan of the synthetic town: randomness, the bend, the lattice, names. */
#include "near.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "base/text.h"
#include "sample/names.h"
#include "sample/random.h"

static sample_plan *plan_of(uint64_t seed, int64_t addresses)
{
    sample_plan *plan = NULL;
    assert_ok(sample_plan_new(NULL, seed, addresses, &plan));
    return plan;
}

/* First outputs of SplitMix64 from state 0: the reference implementation by S. Vigna (2015). */
static void test_bits(void **state)
{
    (void)state;
    sample_random random = {0};
    assert_true(sample_bits(&random) == UINT64_C(0xe220a8397b1dcdaf));
    assert_true(sample_bits(&random) == UINT64_C(0x6e789e6aa1b965f4));
    assert_true(sample_bits(&random) == UINT64_C(0x06c45d188009454f));
}

static void test_ranges(void **state)
{
    (void)state;
    sample_random random = sample_random_at(7, 'x', -3, 5);
    for (int k = 0; k < 10000; k++) {
        double unit = sample_unit(&random), between = sample_between(&random, -2, 3);
        int pick = sample_pick(&random, 3);
        assert_true(unit >= 0 && unit < 1 && between >= -2 && between < 3);
        assert_true(pick >= 0 && pick < 3);
    }
    assert_true(sample_hash(1, 2, 3, 4) != sample_hash(1, 2, 4, 3));
}

/* Noise is continuous: a small step changes it little, across the borders of its grid too. */
static void test_noise(void **state)
{
    (void)state;
    for (int k = -400; k < 400; k++) {
        double here = sample_noise(3, 'G', k * 0.5, 12.3, 40);
        double next = sample_noise(3, 'G', k * 0.5 + 0.5, 12.3, 40);
        assert_true(here >= -0.5 && here <= 0.5);
        assert_near(next, here, 0.04);
    }
}

static void test_bend_and_back(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 20; seed++) {
        sample_map map = sample_map_make(seed, 1000);
        for (int k = 0; k < 81; k++) {
            geo_point board = {(k % 9 - 4) * 176.0, (k / 9 - 4) * 176.0};
            geo_point ground = sample_map_bend(&map, board);
            geo_point back = sample_map_unbend(&map, ground, sample_map_guess(&map, ground));
            assert_near(back.x, board.x, 1e-6);
            assert_near(back.y, board.y, 1e-6);
        }
    }
}

/* Conformal: a small right angle stays right, and plots differ in size by less than a third. */
static void test_bend_keeps_angles(void **state)
{
    (void)state;
    sample_map map = sample_map_make(4, 1000);
    for (int k = 0; k < 81; k++) {
        geo_point p = {(k % 9 - 4) * 176.0, (k / 9 - 4) * 176.0};
        geo_point o = sample_map_bend(&map, p);
        geo_point a = sample_map_bend(&map, (geo_point){p.x + 0.01, p.y});
        geo_point b = sample_map_bend(&map, (geo_point){p.x, p.y + 0.01});
        double across = (a.x - o.x) * (b.x - o.x) + (a.y - o.y) * (b.y - o.y);
        double scale = geo_point_distance(a, o) / 0.01;
        assert_near(across / 1e-4, 0, 1e-3);
        assert_true(scale > 0.67 && scale < 1.33);
    }
}

static void test_exact_number(void **state)
{
    static const int64_t numbers[] = {500, 501, 777, 2000, 12345};
    (void)state;
    for (size_t n = 0; n < sizeof numbers / sizeof *numbers; n++) {
        for (uint64_t seed = 0; seed < 6; seed++) {
            sample_plan *plan = plan_of(seed, numbers[n]);
            int64_t total = 0;
            for (int k = 0; k < plan->columns * plan->rows; k++) {
                assert_true(plan->cells[k].addresses <= plan->cells[k].capacity);
                total += plan->cells[k].addresses;
            }
            assert_int_equal(total, numbers[n]);
            sample_plan_free(plan);
        }
    }
}

static void test_bad_number(void **state)
{
    (void)state;
    sample_plan *plan = NULL;
    geo_ctx *ctx = geo_ctx_new(NULL);
    assert_int_equal(sample_plan_new(ctx, 1, 499, &plan), GEO_ERR_ARG);
    assert_non_null(strstr(geo_ctx_error(ctx), "499"));
    assert_int_equal(sample_plan_new(ctx, 1, 1000001, &plan), GEO_ERR_ARG);
    assert_null(plan);
    geo_ctx_free(ctx);
}

static void test_no_memory(void **state)
{
    (void)state;
    for (uint64_t nth = 1;; nth++) {
        sample_plan *plan = NULL;
        geo_alloc_fail_at(nth);
        geo_status status = sample_plan_new(NULL, 1, 500, &plan);
        geo_alloc_fail_at(0);
        if (status == GEO_OK) {
            assert_true(nth > 7);
            sample_plan_free(plan);
            return;
        }
        assert_int_equal(status, GEO_ERR_NOMEM);
        assert_null(plan);
    }
}

static bool cancelled(void *self)
{
    (void)self;
    return true;
}

static void test_cancel(void **state)
{
    (void)state;
    sample_plan *plan = NULL;
    geo_ctx *ctx = geo_ctx_new(&(geo_ctx_hooks){.cancelled = cancelled});
    assert_int_equal(sample_plan_new(ctx, 1, 500, &plan), GEO_ERR_CANCELLED);
    geo_ctx_free(ctx);
}

/* Every style of building and the edge of the town are there in a town of ordinary size. */
static void test_kinds(void **state)
{
    (void)state;
    sample_plan *plan = plan_of(2, 8000);
    int seen[SAMPLE_SCHOOL + 1] = {0};
    for (int k = 0; k < plan->columns * plan->rows; k++)
        seen[plan->cells[k].kind]++;
    for (int kind = SAMPLE_FIELD; kind <= SAMPLE_SCHOOL; kind++)
        assert_true(seen[kind] > 0);
    sample_plan_free(plan);
}

static void test_lattice(void **state)
{
    (void)state;
    sample_plan *plan = plan_of(3, 2000);
    for (int c = 0; c < plan->columns; c++) {
        double half = sample_plan_column_half(plan, c);
        assert_true(plan->x[c + 1] > plan->x[c]);
        assert_int_equal(sample_plan_column_at(plan, plan->x[c] + half + 1), c);
        assert_int_equal(sample_plan_column_at(plan, plan->x[c] - half + 0.001), c);
    }
    assert_int_equal(sample_plan_column_at(plan, -1e9), 0);
    assert_int_equal(sample_plan_row_at(plan, 1e9), plan->rows - 1);
    assert_near(plan->x[0] + plan->x[plan->columns], 0, 1e-6);
    sample_plan_free(plan);
}

/* Buurten and wijken cover every cell once, and codes have the length CBS gives them. */
static void check_areas(int64_t addresses)
{
    sample_plan *plan = plan_of(5, addresses);
    char code[SAMPLE_NAME_SIZE];
    int cells = 0, wijk_cells = 0;
    for (int b = 0; b < sample_plan_buurt_count(plan); b++) {
        sample_span s = sample_plan_buurt_span(plan, b);
        cells += (s.column1 - s.column0 + 1) * (s.row1 - s.row0 + 1);
        assert_int_equal(strlen(sample_buurt_code(plan, b, code)), 10);
        assert_true(sample_plan_wijk(plan, b) < sample_plan_wijk_count(plan));
    }
    for (int w = 0; w < sample_plan_wijk_count(plan); w++) {
        sample_span s = sample_plan_wijk_span(plan, w);
        wijk_cells += (s.column1 - s.column0 + 1) * (s.row1 - s.row0 + 1);
        assert_int_equal(strlen(sample_wijk_code(w, code)), 8);
    }
    assert_int_equal(cells, plan->columns * plan->rows);
    assert_int_equal(wijk_cells, plan->columns * plan->rows);
    assert_true(sample_plan_public_only(plan) < sample_plan_buurt_count(plan));
    sample_plan_free(plan);
}

static void test_areas(void **state)
{
    (void)state;
    check_areas(500);
    check_areas(2000);
    check_areas(60000);
}

/* Every street of a place has a name of its own, one of them with an apostrophe. */
static void check_street_names(int64_t addresses)
{
    sample_plan *plan = plan_of(1, addresses);
    geo_map *names = geo_map_new();
    char name[SAMPLE_NAME_SIZE], place[SAMPLE_NAME_SIZE];
    bool apostrophe = false;
    for (int b = 0; b < sample_plan_buurt_count(plan); b++) {
        sample_span s = sample_plan_buurt_span(plan, b);
        for (int k = s.row0 + s.column0; k <= s.row1 + s.column1 + 1; k++) {
            bool is_row = k - s.column0 <= s.row1;
            sample_name street = {is_row ? SAMPLE_ROW : SAMPLE_COLUMN,
                                  is_row ? k - s.column0 : k - s.row1 - 1, b};
            geo_text key = GEO_TEXT_INIT;
            geo_text_addf(&key, "%s|%s", sample_place_name(plan, b, place),
                          sample_street_name(plan, street, name));
            assert_true(geo_utf8_valid(name, strlen(name)));
            assert_null(geo_map_get(names, key.data, key.length));
            assert_true(geo_map_set(names, key.data, key.length, 1));
            apostrophe = apostrophe || strcmp(name, "'s-Gravenweg") == 0;
            geo_text_release(&key);
        }
    }
    assert_true(apostrophe);
    geo_map_free(names);
    sample_plan_free(plan);
}

static void test_street_names(void **state)
{
    (void)state;
    char name[SAMPLE_NAME_SIZE];
    check_street_names(500);
    check_street_names(20000);
    check_street_names(100000);
    assert_null(sample_street_name(NULL, (sample_name){SAMPLE_UNNAMED, 0, 0}, name));
}

/* Ground is that of a polder, with a dyke in the north and water in the canal. */
static void test_ground(void **state)
{
    (void)state;
    sample_plan *plan = plan_of(1, 2000);
    double top = -100, last = plan->y[plan->rows];
    for (int k = 0; k < 600; k++)
        top = fmax(top, sample_plan_ground(plan, (geo_point){0, last - k * 0.1}));
    assert_true(top > 0.5 && top < 3);
    for (int c = 1; c < plan->columns; c++) {
        double z = sample_plan_ground(plan, (geo_point){plan->x[c], 0});
        if (plan->column_way[c] == SAMPLE_WAY_CANAL)
            assert_near(z, -5.4, 1e-12);
        else
            assert_true(z > -4.5 && z < -3.1);
    }
    assert_false(sample_plan_holds(plan, (geo_point){0, last + 0.1}));
    sample_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bits),         cmocka_unit_test(test_ranges),
        cmocka_unit_test(test_noise),        cmocka_unit_test(test_bend_and_back),
        cmocka_unit_test(test_exact_number), cmocka_unit_test(test_bend_keeps_angles),
        cmocka_unit_test(test_bad_number),   cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_cancel),       cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_lattice),      cmocka_unit_test(test_areas),
        cmocka_unit_test(test_street_names), cmocka_unit_test(test_ground),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
