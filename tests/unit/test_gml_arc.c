/* Arcs as lines: vertices that are known, and the limits; property/test_gml.c has the laws. */
#include "base/alloc.h"
#include "io/gml_parts.h"
#include "near.h"

static const geo_point quarter[3] = {{5, 0}, {3, 4}, {0, 5}}; /* on the circle of 5 m around 0, 0 */

/* The line, its first point included; what was there before is given back. */
static geo_status line_of(gml_points *line, const geo_point control[3], bool circle,
                          double tolerance_m, size_t most)
{
    line->count = 0;
    assert_true(geo_vec_push(line, control[0]));
    return geo_gml_add_arc(line, control, circle, tolerance_m, most);
}

static void test_vertices(void **state)
{
    (void)state;
    gml_points line = {0};
    /* Chords of 53.1 and 36.9 degrees are 0.53 and 0.26 m off: two pieces for the first alone. */
    assert_ok(line_of(&line, quarter, false, 0.3, 100));
    assert_int_equal(line.count, 4);
    assert_near(line.items[1].x, 2 * sqrt(5), 1e-12); /* at half of the angle of (3, 4) */
    assert_near(line.items[1].y, sqrt(5), 1e-12);
    assert_memory_equal(&line.items[2], &quarter[1], sizeof(geo_point));
    assert_memory_equal(&line.items[3], &quarter[2], sizeof(geo_point));
    geo_free(line.items);
}

/* The circle goes on past its third point, and ends where it began. */
static void test_circle(void **state)
{
    (void)state;
    gml_points line = {0};
    assert_ok(line_of(&line, quarter, true, 2.0, 100));
    /* 270 degrees in pieces of at most 106 */
    assert_int_equal(line.count, 6);
    assert_near(line.items[3].x, -5, 1e-12);
    assert_near(line.items[4].y, -5, 1e-12);
    assert_memory_equal(&line.items[5], &quarter[0], sizeof(geo_point));
    geo_free(line.items);
}

static void test_points_on_a_line(void **state)
{
    (void)state;
    gml_points line = {0};
    const geo_point flat[3] = {{0, 0}, {2, 2}, {1, 1}}; /* the middle is not in between */
    assert_ok(line_of(&line, flat, false, 0.01, 100));
    assert_int_equal(line.count, 3);
    assert_memory_equal(line.items, flat, sizeof flat);
    geo_free(line.items);
}

static void test_limits(void **state)
{
    (void)state;
    gml_points line = {0};
    for (size_t most = 1; most < 4; most++)
        assert_int_equal(line_of(&line, quarter, false, 0.3, most), GEO_ERR_LIMIT);
    assert_ok(line_of(&line, quarter, false, 0.3, 4));
    const geo_point large[3] = {{0, 0}, {1e15, 1e15}, {2e15, 0}};
    assert_int_equal(line_of(&line, large, false, 0.01, 100), GEO_ERR_RANGE);
    geo_free(line.items);
}

static void test_no_memory(void **state)
{
    (void)state;
    geo_status status = GEO_ERR_NOMEM;
    for (uint64_t nth = 1; status != GEO_OK; nth++) {
        gml_points line = {0};
        assert_true(geo_vec_push(&line, quarter[0]));
        geo_alloc_fail_at(nth);
        status = geo_gml_add_arc(&line, quarter, false, 1e-4, 1000);
        geo_alloc_fail_at(0);
        assert_true(status == GEO_OK ? nth > 1 : status == GEO_ERR_NOMEM);
        geo_free(line.items);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_vertices),         cmocka_unit_test(test_circle),
        cmocka_unit_test(test_points_on_a_line), cmocka_unit_test(test_limits),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
