/* Facade points by the norm's definition: where they stand, and whose they are. */
#include <stdlib.h>

#include "near.h"
#include "shapes.h"

#include "base/alloc.h"
#include "green/facade.h"

static geo_geom ring_of(geo_point *points, uint32_t *end)
{
    static uint32_t part = 1;
    return (geo_geom){GEO_GEOM_POLYGON, points, end, &part, *end, 1, 1};
}

static void turn_round(geo_point *points, size_t count)
{
    for (size_t i = 0; i < count / 2; i++) {
        geo_point kept = points[i];
        points[i] = points[count - 1 - i];
        points[count - 1 - i] = kept;
    }
}

static bool holds(const geo_points *set, double x, double y, double tolerance)
{
    for (size_t i = 0; i < set->count; i++)
        if (geo_point_distance(set->items[i], (geo_point){x, y}) <= tolerance)
            return true;
    return false;
}

static void a_square_has_a_point_outside_each_wall(void **state)
{
    (void)state;
    geo_point ring[] = {{4, 0}, {4, 4}, {0, 4}, {0, 0}, {4, 0}};
    uint32_t end = 5;
    geo_geom square = ring_of(ring, &end);
    for (int turned = 0; turned < 2; turned++) {
        geo_points points = {0};
        assert_ok(geo_facade_walk(NULL, &square, 100, &points));
        assert_int_equal(points.count, 4);
        assert_true(holds(&points, 2, -0.5, 1e-12) && holds(&points, 4.5, 2, 1e-12));
        assert_true(holds(&points, 2, 4.5, 1e-12) && holds(&points, -0.5, 2, 1e-12));
        geo_free(points.items);
        turn_round(ring, 5);
    }
}

/* L = 28 with spacing 5: n = 6, at 28 (i + 1/2) / 6 from (0, 0): 2.33, 7, 11.67, 16.33, 21, 25.67.
 */
static void spacing_sets_the_number_of_points(void **state)
{
    (void)state;
    geo_point ring[] = {{0, 0}, {10, 0}, {10, 4}, {0, 4}, {0, 0}};
    uint32_t end = 5;
    geo_geom box = ring_of(ring, &end);
    geo_points points = {0};
    assert_ok(geo_facade_walk(NULL, &box, 5, &points));
    assert_int_equal(points.count, 6);
    assert_true(holds(&points, 14.0 / 6, -0.5, 1e-12) && holds(&points, 7, -0.5, 1e-12));
    assert_true(holds(&points, 10.5, 70.0 / 6 - 10, 1e-12));
    assert_true(holds(&points, 24 - 98.0 / 6, 4.5, 1e-12) && holds(&points, 3, 4.5, 1e-12));
    assert_true(holds(&points, -0.5, 28 - 154.0 / 6, 1e-12));
    points.count = 0;
    assert_ok(geo_facade_walk(NULL, &box, 28.0 / 6, &points));
    assert_int_equal(points.count, 6);
    points.count = 0;
    assert_ok(geo_facade_walk(NULL, &box, 28.0 / 6 - 1e-6, &points));
    assert_int_equal(points.count, 7);
    geo_free(points.items);
}

/* L = 16, n = 6: the second point is exactly at the corner (4, 0). Both directions must give it
 * the same wall's normal. */
static void a_point_at_a_corner_has_one_normal(void **state)
{
    (void)state;
    geo_point ring[] = {{0, 0}, {4, 0}, {4, 4}, {0, 4}, {0, 0}};
    uint32_t end = 5;
    geo_geom square = ring_of(ring, &end);
    geo_points first = {0}, second = {0};
    assert_ok(geo_facade_walk(NULL, &square, 3, &first));
    turn_round(ring, 5);
    assert_ok(geo_facade_walk(NULL, &square, 3, &second));
    assert_int_equal(first.count, 6);
    assert_int_equal(second.count, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_near(second.items[i].x, first.items[i].x, 1e-12);
        assert_near(second.items[i].y, first.items[i].y, 1e-12);
    }
    assert_true(holds(&first, 4, -0.5, 1e-12));
    geo_free(first.items);
    geo_free(second.items);
}

/* A corner point must not jump to the next wall because a sum was rounded. */
static void rounding_does_not_move_a_corner_point(void **state)
{
    (void)state;
    shape_dice d = {11};
    for (int i = 0; i < 1000; i++) {
        double x = shape_between(&d, 0, 250000), y = shape_between(&d, 300000, 600000);
        double w = shape_between(&d, 4, 5);
        geo_point ring[] = {{x, y}, {x + w, y}, {x + w, y + w}, {x, y + w}, {x, y}};
        uint32_t end = 5;
        geo_geom square = ring_of(ring, &end);
        geo_points points = {0};
        assert_ok(geo_facade_walk(NULL, &square, 0.67 * w, &points));
        assert_int_equal(points.count, 6);
        assert_true(holds(&points, x + w, y - 0.5, 1e-6));
        assert_true(holds(&points, x, y + w + 0.5, 1e-6));
        geo_free(points.items);
    }
}

static void a_hole_looks_into_the_yard(void **state)
{
    (void)state;
    for (int turned = 0; turned < 2; turned++) {
        geo_point points[] = {{0, 0},  {20, 0},  {20, 20}, {0, 20}, {0, 0},
                              {8, 8},  {8, 12},  {12, 12}, {12, 8}, {8, 8},
                              {30, 0}, {30, 10}, {40, 10}, {40, 0}, {30, 0}};
        uint32_t ends[] = {5, 10, 15}, parts[] = {2, 3};
        geo_geom building = {GEO_GEOM_MULTIPOLYGON, points, ends, parts, 15, 3, 2};
        geo_points out = {0};
        if (turned) {
            turn_round(points + 5, 5);
            turn_round(points + 10, 5);
        }
        assert_ok(geo_facade_walk(NULL, &building, 1000, &out));
        assert_int_equal(out.count, 12);
        assert_true(holds(&out, 10, 8.5, 1e-9) && holds(&out, 8.5, 10, 1e-9));
        assert_true(holds(&out, 10, -0.5, 1e-9) && holds(&out, 20.5, 10, 1e-9));
        assert_true(holds(&out, 29.5, 5, 1e-9) && holds(&out, 35, 10.5, 1e-9));
        for (size_t i = 0; i < out.count; i++)
            assert_int_equal(geo_geom_side(&building, out.items[i]), GEO_OUTSIDE);
        geo_free(out.items);
    }
}

/* Slowly, in another way: the place at each length is looked for along the ring afresh. */
static void any_shape_is_walked_by_the_definition(void **state)
{
    (void)state;
    shape_dice d = {3};
    for (int round = 0; round < 500; round++) {
        shape s;
        geo_point centre = {shape_between(&d, 0, 200000), shape_between(&d, 300000, 600000)};
        shape_make(&s, &d, centre, 15, 1 + round % 3, round % 2, 0);
        double spacing = shape_between(&d, 1, 10);
        geo_points out = {0};
        assert_ok(geo_facade_walk(NULL, &s.geom, spacing, &out));
        size_t at = 0;
        for (uint32_t k = 0; k < s.geom.end_count; k++) {
            geo_run run = geo_geom_run(&s.geom, k);
            double length = geo_line_length(run.points, run.count);
            size_t wanted = (size_t)fmax(4, ceil(length / spacing));
            for (size_t i = 0; i < wanted; i++, at++) {
                assert_true(at < out.count);
                geo_point p = out.items[at];
                assert_true(geo_geom_edge_distance(&s.geom, p, NULL) <= 0.5 + 1e-9);
            }
            double step = length / (double)wanted;
            /* consecutive points are at most a step, and twice the offset, apart */
            for (size_t i = at - wanted + 1; i < at; i++)
                assert_true(geo_point_distance(out.items[i - 1], out.items[i]) <= step + 1 + 1e-9);
        }
        assert_int_equal(at, out.count);
        geo_free(out.items);
    }
}

static void a_ring_without_length_has_no_facade(void **state)
{
    (void)state;
    geo_point ring[] = {{1, 1}, {1, 1}, {1, 1}, {1, 1}};
    uint32_t end = 4;
    geo_geom dot = ring_of(ring, &end), nothing = {.type = GEO_GEOM_MULTIPOLYGON};
    geo_points out = {0};
    assert_ok(geo_facade_walk(NULL, &dot, 2, &out));
    assert_ok(geo_facade_walk(NULL, &nothing, 2, &out));
    assert_int_equal(out.count, 0);
    geo_free(out.items);
}

static void repeated_vertices_change_nothing(void **state)
{
    (void)state;
    geo_point plain[] = {{0, 0}, {10, 0}, {10, 4}, {0, 4}, {0, 0}};
    geo_point doubled[] = {{0, 0}, {0, 0}, {10, 0}, {10, 0}, {10, 4},
                           {0, 4}, {0, 4}, {0, 0},  {0, 0}};
    uint32_t five = 5, nine = 9;
    geo_geom a = ring_of(plain, &five), b = ring_of(doubled, &nine);
    geo_points first = {0}, second = {0};
    assert_ok(geo_facade_walk(NULL, &a, 1.3, &first));
    assert_ok(geo_facade_walk(NULL, &b, 1.3, &second));
    assert_int_equal(first.count, second.count);
    for (size_t i = 0; i < first.count; i++)
        assert_near(geo_point_distance(first.items[i], second.items[i]), 0, 1e-12);
    geo_free(first.items);
    geo_free(second.items);
}

static void out_of_memory_is_an_error(void **state)
{
    (void)state;
    geo_point ring[] = {{0, 0}, {4, 0}, {4, 4}, {0, 0}};
    uint32_t end = 4;
    geo_geom triangle = ring_of(ring, &end);
    geo_points out = {0};
    geo_alloc_fail_at(1);
    assert_int_equal(geo_facade_walk(NULL, &triangle, 2, &out), GEO_ERR_NOMEM);
    geo_alloc_fail_at(0);
    geo_free(out.items);
}

/* ---- whose they are ---- */

static size_t kept(const bool *keep, size_t count)
{
    size_t sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += keep[i];
    return sum;
}

static void a_lone_home_has_all_points(void **state)
{
    (void)state;
    const geo_point points[] = {{0, 0}, {1, 0}, {2, 0}, {3, 0}, {4, 0}}, own = {0, 1};
    bool keep[5];
    geo_facade_own(points, 5, own, &own, 1, keep);
    assert_int_equal(kept(keep, 5), 5);
    geo_facade_own(points, 5, own, NULL, 0, keep);
    assert_int_equal(kept(keep, 5), 5);
}

static void homes_divide_the_points_and_share_ties(void **state)
{
    (void)state;
    geo_point points[11];
    bool left[11], right[11];
    const geo_point homes[] = {{2, 0}, {8, 0}, {8, 0}};
    for (int i = 0; i < 11; i++)
        points[i] = (geo_point){i, 3};
    geo_facade_own(points, 11, homes[0], homes, 3, left);
    geo_facade_own(points, 11, homes[1], homes, 3, right);
    for (int i = 0; i < 11; i++) {
        assert_int_equal(left[i], i <= 5);
        assert_int_equal(right[i], i >= 5);
    }
}

static void at_least_the_four_nearest(void **state)
{
    (void)state;
    geo_point points[10];
    bool keep[10];
    const geo_point homes[] = {{0, 0}, {0, 100}, {-1, 0}, {1, 0}};
    for (int i = 0; i < 10; i++) /* each is nearer to another home than to (0, 0) */
        points[i] = (geo_point){i % 2 ? 2 + i / 2 : -2 - i / 2, 0};
    geo_facade_own(points, 10, homes[0], homes, 4, keep);
    for (int i = 0; i < 10; i++)
        assert_int_equal(keep[i], i < 4);
}

static void ties_go_to_the_lower_index(void **state)
{
    (void)state;
    const geo_point points[] = {{0, 5}, {3, 4}, {4, 3}, {5, 0}, {0, -5}, {-5, 0}}, own = {0, 0};
    const geo_point others[] = {{0, 4}, {3, 3}, {4, 2}, {4, 0}, {0, -4}, {-4, 0}};
    bool keep[6];
    geo_facade_own(points, 6, own, others, 6, keep);
    for (int i = 0; i < 6; i++)
        assert_int_equal(keep[i], i < 4);
}

static void a_building_with_fewer_than_four_gives_all(void **state)
{
    (void)state;
    const geo_point points[] = {{9, 0}, {9, 1}}, own = {0, 0}, other = {9, 0};
    bool keep[2];
    geo_facade_own(points, 2, own, &other, 1, keep);
    assert_true(keep[0] && keep[1]);
    geo_facade_own(points, 0, own, &other, 1, keep);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_square_has_a_point_outside_each_wall),
        cmocka_unit_test(spacing_sets_the_number_of_points),
        cmocka_unit_test(a_point_at_a_corner_has_one_normal),
        cmocka_unit_test(rounding_does_not_move_a_corner_point),
        cmocka_unit_test(a_hole_looks_into_the_yard),
        cmocka_unit_test(any_shape_is_walked_by_the_definition),
        cmocka_unit_test(a_ring_without_length_has_no_facade),
        cmocka_unit_test(repeated_vertices_change_nothing),
        cmocka_unit_test(out_of_memory_is_an_error),
        cmocka_unit_test(a_lone_home_has_all_points),
        cmocka_unit_test(homes_divide_the_points_and_share_ties),
        cmocka_unit_test(at_least_the_four_nearest),
        cmocka_unit_test(ties_go_to_the_lower_index),
        cmocka_unit_test(a_building_with_fewer_than_four_gives_all),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
