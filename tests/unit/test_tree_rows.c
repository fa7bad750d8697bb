/* Rows among points: what is one, where it ends, and that order and turning change nothing. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "ctx_case.h"
#include "nature/tree_rows.h"

static const geo_tree_row_options USUAL = {5, 15, 30, 0, INFINITY};

/* Rows as text: "0-1-2-3-4 7-8-9-10-11", a ring ends in "o". */
static const char *rows_of(const geo_point *points, size_t count, geo_tree_row_options options)
{
    static char text[8192];
    geo_tree_rows rows;
    size_t used = 0;
    assert_ok(geo_tree_rows_init(ctx, points, count, &options, &rows));
    text[0] = '\0';
    for (size_t r = 0; r < geo_tree_rows_count(&rows); r++) {
        for (uint32_t i = rows.starts.items[r]; i < rows.starts.items[r + 1]; i++)
            used += (size_t)snprintf(text + used, sizeof text - used, "%s%u",
                                     i > rows.starts.items[r] ? "-"
                                     : r                      ? " "
                                                              : "",
                                     rows.members.items[i]);
        used += (size_t)snprintf(text + used, sizeof text - used, "%s",
                                 rows.closed.items[r] ? "o" : "");
    }
    geo_tree_rows_release(&rows);
    return text;
}

/* count trees from (x, y), each (dx, dy) further. */
static size_t plant(geo_point *to, size_t at, int count, geo_point from, geo_point step)
{
    for (int i = 0; i < count; i++)
        to[at + (size_t)i] = (geo_point){from.x + i * step.x, from.y + i * step.y};
    return at + (size_t)count;
}

static void five_in_line_are_a_row_and_four_are_not(void **state)
{
    (void)state;
    geo_point p[8];
    size_t count = plant(p, 0, 5, (geo_point){100, 100}, (geo_point){10, 0});
    assert_string_equal(rows_of(p, count, USUAL), "0-1-2-3-4");
    assert_string_equal(rows_of(p, 4, USUAL), "");
    assert_string_equal(rows_of(p, 0, USUAL), "");
    geo_tree_row_options three = {3, 15, 30, 0, INFINITY};
    assert_string_equal(rows_of(p, 4, three), "0-1-2-3");
}

static void the_spacing_counts_itself(void **state)
{
    (void)state;
    geo_point p[8];
    size_t count = plant(p, 0, 5, (geo_point){180000.123, 457000.456}, (geo_point){15, 0});
    assert_string_equal(rows_of(p, count, USUAL), "0-1-2-3-4");
    plant(p, 0, 5, (geo_point){180000.123, 457000.456}, (geo_point){15.01, 0});
    assert_string_equal(rows_of(p, count, USUAL), "");
    /* one wide gap in the middle leaves two halves, each too short */
    plant(p, 0, 4, (geo_point){0, 0}, (geo_point){10, 0});
    plant(p, 4, 4, (geo_point){50, 0}, (geo_point){10, 0});
    assert_string_equal(rows_of(p, 8, USUAL), "");
}

/* A row round a bend holds as long as each tree turns no more than the bend; a corner ends it. */
static void a_row_bends_and_has_no_corners(void **state)
{
    (void)state;
    geo_point p[12] = {{0, 0}};
    double at = 0;
    for (int i = 1; i < 8; i++, at += 25 * acos(-1) / 180)
        p[i] = (geo_point){p[i - 1].x + 10 * cos(at), p[i - 1].y + 10 * sin(at)};
    assert_string_equal(rows_of(p, 8, USUAL), "0-1-2-3-4-5-6-7");
    geo_tree_row_options stiff = {5, 15, 20, 0, INFINITY};
    assert_string_equal(rows_of(p, 8, stiff), "");
    size_t count = plant(p, 0, 6, (geo_point){0, 0}, (geo_point){10, 0});
    count = plant(p, count, 5, (geo_point){50, 10}, (geo_point){0, 10});
    /* the corner tree, 5, has nothing straight ahead: it ends one of the two */
    assert_string_equal(rows_of(p, count, USUAL), "0-1-2-3-4-5 6-7-8-9-10");
}

static void a_lane_is_two_rows_and_not_its_rungs(void **state)
{
    (void)state;
    geo_point p[16];
    size_t count = plant(p, 0, 6, (geo_point){0, 0}, (geo_point){10, 0});
    count = plant(p, count, 6, (geo_point){0, 7}, (geo_point){10, 0});
    assert_string_equal(rows_of(p, count, USUAL), "0-1-2-3-4-5 6-7-8-9-10-11");
}

/* Where many stand within the spacing, the nearest ahead and behind are the neighbours. */
static void the_nearest_are_neighbours(void **state)
{
    (void)state;
    geo_point p[8];
    size_t count = plant(p, 0, 8, (geo_point){0, 0}, (geo_point){4, 0});
    assert_string_equal(rows_of(p, count, USUAL), "0-1-2-3-4-5-6-7");
}

static void a_ring_closes(void **state)
{
    (void)state;
    enum { COUNT = 16 };
    geo_point p[COUNT];
    for (int i = 0; i < COUNT; i++)
        p[i] = (geo_point){30 * cos(2 * acos(-1) * i / COUNT), 30 * sin(2 * acos(-1) * i / COUNT)};
    assert_string_equal(rows_of(p, COUNT, USUAL), "0-1-2-3-4-5-6-7-8-9-10-11-12-13-14-15o");
}

/* A tree in two surveys, a little aside, is one tree; so is each of a register that came twice. */
static void a_tree_stands_once(void **state)
{
    (void)state;
    const geo_tree_row_options once = {5, 15, 30, 2, INFINITY};
    geo_point p[16];
    size_t count = plant(p, 0, 8, (geo_point){0, 0}, (geo_point){10, 0});
    p[count++] = (geo_point){40.2, 0.2};
    assert_string_equal(rows_of(p, count, once), "0-1-2-3-4-5-6-7");
    count = plant(p, 8, 8, (geo_point){0.6, 0.8}, (geo_point){10, 0});
    assert_string_equal(rows_of(p, count, once), "0-1-2-3-4-5-6-7");
    count = plant(p, 8, 8, (geo_point){0, 2.01}, (geo_point){10, 0}); /* two rows, narrow */
    assert_string_equal(rows_of(p, count, once), "0-1-2-3-4-5-6-7 8-9-10-11-12-13-14-15");
}

/* Half a circle strays from the line between its ends by half of that. */
static void a_ring_is_not_straight(void **state)
{
    (void)state;
    enum { COUNT = 40 };
    const geo_tree_row_options half = {5, 15, 30, 0, 0.51}, less = {5, 15, 30, 0, 0.49};
    geo_point p[COUNT];
    for (int i = 0; i < COUNT; i++)
        p[i] = (geo_point){60 * cos(2 * acos(-1) * i / COUNT), 60 * sin(2 * acos(-1) * i / COUNT)};
    assert_string_equal(rows_of(p, COUNT, half), "");
    assert_string_equal(rows_of(p, COUNT - 6, half), ""); /* open, and still no line */
    assert_string_not_equal(rows_of(p, COUNT / 2 + 1, half), "");
    assert_string_equal(rows_of(p, COUNT / 2 + 1, less), "");
    geo_tree_rows rows;
    assert_ok(geo_tree_rows_init(ctx, p, COUNT, &half, &rows));
    assert_int_equal(rows.bowed, 1);
    geo_tree_rows_release(&rows);
}

static void trees_at_one_place_are_no_row(void **state)
{
    (void)state;
    geo_point p[6];
    plant(p, 0, 6, (geo_point){5, 5}, (geo_point){0, 0});
    assert_string_equal(rows_of(p, 6, USUAL), "");
}

/* Turned by a quarter, coordinates change places and signs and nothing is rounded. */
static void turning_changes_nothing(void **state)
{
    (void)state;
    enum { COUNT = 300 };
    geo_point p[COUNT], turned[COUNT];
    uint32_t seed = 7;
    for (int i = 0; i < COUNT; i++) {
        seed = seed * 1664525u + 1013904223u;
        p[i].x = seed % 2000 / 10.0;
        seed = seed * 1664525u + 1013904223u;
        p[i].y = seed % 2000 / 10.0;
        turned[i] = (geo_point){-p[i].y, p[i].x};
    }
    geo_tree_row_options short_rows = {3, 15, 30, 0, INFINITY};
    char first[8192];
    strcpy(first, rows_of(p, COUNT, short_rows));
    assert_true(strlen(first) > 10);
    assert_string_equal(rows_of(turned, COUNT, short_rows), first);
}

static void foolish_options_are_refused(void **state)
{
    (void)state;
    const geo_tree_row_options bad[] = {
        {2, 15, 30, 0, 1},   {5, 0, 30, 0, 1},   {5, 15, -1, 0, 1},
        {5, 15, 90, 0, 1},   {5, NAN, 30, 0, 1}, {5, 15, 30, -1, 1},
        {5, 15, 30, NAN, 1}, {5, 15, 30, 0, 0},  {5, 15, 30, 0, NAN}};
    geo_point p = {0, 0};
    geo_tree_rows rows;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(geo_tree_rows_init(ctx, &p, 1, &bad[i], &rows), GEO_ERR_ARG);
}

static void each_allocation_may_fail(void **state)
{
    (void)state;
    geo_point p[8];
    geo_tree_rows rows;
    size_t count = plant(p, 0, 8, (geo_point){0, 0}, (geo_point){10, 0});
    geo_status status = GEO_ERR_NOMEM;
    for (uint64_t n = 1; status == GEO_ERR_NOMEM; n++) {
        assert_true(n < 200);
        geo_alloc_fail_at(n);
        status = geo_tree_rows_init(ctx, p, count, &USUAL, &rows);
        geo_alloc_fail_at(0);
    }
    assert_ok(status);
    assert_int_equal(geo_tree_rows_count(&rows), 1);
    geo_tree_rows_release(&rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_in_line_are_a_row_and_four_are_not),
        cmocka_unit_test(the_spacing_counts_itself),
        cmocka_unit_test(a_row_bends_and_has_no_corners),
        cmocka_unit_test(a_lane_is_two_rows_and_not_its_rungs),
        cmocka_unit_test(the_nearest_are_neighbours),
        cmocka_unit_test(a_ring_closes),
        cmocka_unit_test(a_tree_stands_once),
        cmocka_unit_test(a_ring_is_not_straight),
        cmocka_unit_test(trees_at_one_place_are_no_row),
        cmocka_unit_test(turning_changes_nothing),
        cmocka_unit_test(foolish_options_are_refused),
        cmocka_unit_test(each_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
