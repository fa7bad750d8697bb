/* geom/geos_repair.c: what is left alone, mended and refused; areas worked by hand, tolerance 1e-9
 * unless said. */
#include <string.h>

#include "geos_case.h"

static const double NO_AREA = -1;

/* Repairs and compares; `area` is that of the mended shape, for DONE. */
static void check_repair(const geo_geom *geom, geo_repair expected, const char *reason, double area)
{
    geo_geom out = {.point_count = 77};
    geo_repair what = (geo_repair)99;
    const char *said = NULL;
    assert_ok(geo_geos_repair(ctx, geos, geom, &out, &what, &said));
    assert_string_equal(said, reason);
    assert_int_equal(what, expected);
    if (what != GEO_REPAIR_DONE) {
        assert_int_equal(out.point_count, 77);
        return;
    }
    bool valid = false;
    assert_ok(geo_geos_is_valid(ctx, geos, &out, &valid));
    assert_true(valid);
    assert_near(geo_geom_area(&out), area, 1e-9);
    geo_geom_release(&out);
}

static void valid_is_left_alone(void **state)
{
    (void)state;
    POLYGON(plain, SQUARE(0, 0, 10));
    POLYGON(clockwise, {0, 0}, {0, 10}, {10, 10}, {10, 0}, {0, 0});
    POLYGON(holed, SQUARE(0, 0, 10), RING, SQUARE(2, 2, 2));
    POLYGON(repeated, {0, 0}, {10, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0});
    POLYGON(hole_touching, SQUARE(0, 0, 10), RING, {0, 5}, {2, 6}, {2, 4}, {0, 5});
    MULTIPOLYGON(two, SQUARE(0, 0, 10), PART, SQUARE(10, 10, 10));
    const geo_geom *const all[] = {plain, clockwise, holed, repeated, hole_touching, two};
    for (size_t i = 0; i < COUNT(all); i++)
        check_repair(all[i], GEO_REPAIR_NONE, "", NO_AREA);
}

static void bow_tie_is_refused(void **state)
{
    (void)state;
    POLYGON(even, {0, 0}, {10, 10}, {10, 0}, {0, 10}, {0, 0}); /* shoelace 0, makeValid 50 */
    POLYGON(uneven, {0, 0}, {20, 20}, {20, 0}, {0, 10}, {0, 0});
    POLYGON(tiny, {0, 0}, {1, 1}, {1, 0}, {0, 1}, {0, 0}); /* 0 to 0.5 m2: less than 1 m2 */
    check_repair(even, GEO_REPAIR_REFUSED, "self-crossing polygon", NO_AREA);
    check_repair(uneven, GEO_REPAIR_REFUSED, "self-crossing polygon", NO_AREA);
    check_repair(tiny, GEO_REPAIR_DONE, "self-crossing polygon", 0.5);
}

static void spike_is_cut_off(void **state)
{
    (void)state;
    POLYGON(outward, {0, 0}, {10, 0}, {10, 5}, {20, 5}, {10, 5}, {10, 10}, {0, 10}, {0, 0});
    POLYGON(inward, {0, 0}, {10, 0}, {10, 5}, {4, 5}, {10, 5}, {10, 10}, {0, 10}, {0, 0});
    POLYGON(at_start, {-5, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}, {-5, 0});
    check_repair(outward, GEO_REPAIR_DONE, "zero-width spike", 100);
    check_repair(inward, GEO_REPAIR_DONE, "zero-width spike", 100);
    check_repair(at_start, GEO_REPAIR_DONE, "zero-width spike", 100);
}

static void unclosed_ring_is_closed(void **state)
{
    (void)state;
    POLYGON(open, {0, 0}, {10, 0}, {10, 10}, {0, 10});
    POLYGON(open_hole, SQUARE(0, 0, 10), RING, {2, 2}, {4, 2}, {4, 4}, {2, 4});
    POLYGON(triangle, {0, 0}, {10, 0}, {0, 10});
    POLYGON(open_tie, {0, 0}, {10, 10}, {10, 0}, {0, 10});
    check_repair(open, GEO_REPAIR_DONE, "unclosed ring", 100);
    check_repair(open_hole, GEO_REPAIR_DONE, "unclosed ring", 96);
    check_repair(triangle, GEO_REPAIR_DONE, "unclosed ring", 50);
    check_repair(open_tie, GEO_REPAIR_REFUSED, "self-crossing polygon", NO_AREA);
}

static void short_rings(void **state)
{
    (void)state;
    const char *reason = "ring with fewer than 3 points";
    POLYGON(two, {0, 0}, {10, 0});
    POLYGON(two_closed, {0, 0}, {10, 0}, {0, 0});
    POLYGON(one, {0, 0});
    POLYGON(short_hole, SQUARE(0, 0, 10), RING, {2, 2}, {3, 3}, {2, 2});
    MULTIPOLYGON(short_part, {50, 0}, {60, 0}, PART, SQUARE(0, 0, 10));
    check_repair(two, GEO_REPAIR_REFUSED, reason, NO_AREA);
    check_repair(two_closed, GEO_REPAIR_REFUSED, reason, NO_AREA);
    check_repair(one, GEO_REPAIR_REFUSED, reason, NO_AREA);
    check_repair(short_hole, GEO_REPAIR_DONE, reason, 100);
    check_repair(short_part, GEO_REPAIR_DONE, reason, 100);
}

static void collapsed_rings(void **state)
{
    (void)state;
    POLYGON(line, {0, 0}, {5, 0}, {10, 0}, {0, 0});
    POLYGON(dot, {3, 3}, {3, 3}, {3, 3}, {3, 3});
    check_repair(line, GEO_REPAIR_REFUSED, "zero-width spike", NO_AREA);
    check_repair(dot, GEO_REPAIR_REFUSED, "ring with fewer than 3 points", NO_AREA);
}

static void hopeless_input(void **state)
{
    (void)state;
    POLYGON(nan, {0, 0}, {10, 0}, {10, NAN}, {0, 10}, {0, 0});
    POLYGON(broken, SQUARE(0, 0, 10));
    geo_geom infinite_point = {
        .type = GEO_GEOM_POINT, .points = (geo_point[]){{INFINITY, 1}}, .point_count = 1};
    geo_geom empty = {.type = GEO_GEOM_MULTIPOLYGON}, unknown = {.point_count = 1};
    check_repair(nan, GEO_REPAIR_REFUSED, "non-finite coordinate", NO_AREA);
    check_repair(&infinite_point, GEO_REPAIR_REFUSED, "non-finite coordinate", NO_AREA);
    check_repair(&empty, GEO_REPAIR_REFUSED, "empty geometry", NO_AREA);
    check_repair(&unknown, GEO_REPAIR_REFUSED, "unknown geometry type", NO_AREA);
    broken->ends[0] = 4;
    check_repair(broken, GEO_REPAIR_REFUSED, "malformed geometry", NO_AREA);
    broken->ends[0] = 5;
    broken->parts[0] = 2;
    check_repair(broken, GEO_REPAIR_REFUSED, "malformed geometry", NO_AREA);
    broken->parts[0] = 1;
    broken->end_count = 2;
    broken->ends[0] = 6;
    broken->ends[1] = 5;
    check_repair(broken, GEO_REPAIR_REFUSED, "malformed geometry", NO_AREA);
}

static void self_touching_ring(void **state)
{
    (void)state;
    /* A square with an inner triangle of 2 m2 hanging on a corner: a hole drawn in one ring. */
    POLYGON(inverted, {0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}, {2, 4}, {3, 4}, {0, 0});
    /* Two squares joined in a point. */
    POLYGON(eight, {0, 0}, {5, 5}, {10, 5}, {10, 10}, {5, 10}, {5, 5}, {0, 5}, {0, 0});
    check_repair(inverted, GEO_REPAIR_DONE, "self-touching ring", 98);
    check_repair(eight, GEO_REPAIR_DONE, "self-touching ring", 37.5);
}

static void wrong_holes(void **state)
{
    (void)state;
    POLYGON(same, SQUARE(0, 0, 10), RING, SQUARE(0, 0, 10)); /* nothing is left */
    /* GEOS takes a hole outside for a part: 96 becomes 104, and 399 becomes 401 (0.5 %). */
    POLYGON(outside, SQUARE(0, 0, 10), RING, SQUARE(20, 0, 2));
    POLYGON(little_outside, SQUARE(0, 0, 20), RING, SQUARE(30, 0, 1));
    POLYGON(nested, SQUARE(0, 0, 10), RING, SQUARE(2, 2, 4), RING, SQUARE(3, 3, 1));
    check_repair(same, GEO_REPAIR_REFUSED, "self-crossing polygon", NO_AREA);
    check_repair(outside, GEO_REPAIR_REFUSED, "hole outside its shell", NO_AREA);
    check_repair(little_outside, GEO_REPAIR_DONE, "hole outside its shell", 401);
    check_repair(nested, GEO_REPAIR_DONE, "nested holes", 84);
}

/* Two squares that overlap in 25 of 200 m2. The union is 175: 12.5 % less, so the rule refuses. An
 * overlap of 1 m2 in 200 is mended, and the overlap is no hole then. */
static void overlapping_parts(void **state)
{
    (void)state;
    MULTIPOLYGON(much, SQUARE(0, 0, 10), PART, SQUARE(5, 5, 10));
    MULTIPOLYGON(little, SQUARE(0, 0, 10), PART, SQUARE(9, 9, 10));
    MULTIPOLYGON(edge, SQUARE(0, 0, 10), PART, SQUARE(10, 0, 10));
    check_repair(much, GEO_REPAIR_REFUSED, "overlapping parts", NO_AREA);
    check_repair(little, GEO_REPAIR_DONE, "overlapping parts", 199);
    check_repair(edge, GEO_REPAIR_DONE, "overlapping parts", 200);
}

/* A triangle of 5.5 m2 on the side of a square of 5,476 m2: GEOS 3.11 mends it into two parts that
 * share an edge, which is not valid either. Found by fuzzing. */
static void mended_twice(void **state)
{
    (void)state;
    POLYGON(flag, {-1, -2}, {10, 0}, {-1, -1}, {-1, -75}, {-75, -75}, {-75, -1}, {-1, -1},
            {-1, -2});
    check_repair(flag, GEO_REPAIR_DONE, "self-touching ring", 5481.5);
}

static void orientation_is_irrelevant(void **state)
{
    (void)state;
    POLYGON(spiky, {0, 0}, {10, 0}, {10, 5}, {20, 5}, {10, 5}, {10, 10}, {0, 10}, {0, 0}, RING,
            SQUARE(2, 2, 2));
    for (int turn = 0; turn < 4; turn++) {
        uint32_t first = turn & 1 ? 0 : 8, count = turn & 1 ? 8 : 5;
        for (uint32_t i = 0; i < count / 2; i++) {
            geo_point swap = spiky->points[first + i];
            spiky->points[first + i] = spiky->points[first + count - 1 - i];
            spiky->points[first + count - 1 - i] = swap;
        }
        check_repair(spiky, GEO_REPAIR_DONE, "zero-width spike", 96);
    }
}

static void points_and_lines(void **state)
{
    (void)state;
    SHAPE(point, GEO_GEOM_POINT, {1, 2});
    SHAPE(line, GEO_GEOM_LINE, {0, 0}, {1, 1}, {1, 0}, {0, 1});
    SHAPE(single, GEO_GEOM_LINE, {0, 0});
    SHAPE(still, GEO_GEOM_MULTILINE, {0, 0}, {0, 0}, RING, {1, 1}, {1, 1});
    check_repair(point, GEO_REPAIR_NONE, "", NO_AREA);
    check_repair(line, GEO_REPAIR_NONE, "", NO_AREA); /* lines may cross themselves */
    check_repair(single, GEO_REPAIR_REFUSED, "line with fewer than 2 points", NO_AREA);
    check_repair(still, GEO_REPAIR_REFUSED, "line without length", NO_AREA);
}

/* A gear of 100,000 small teeth, then with two vertices in one place: judged and mended in
 * reasonable time. (Long thin teeth cost GEOS the square of their number: all boxes overlap.) */
static void many_points(void **state)
{
    (void)state;
    uint32_t count = 200001, end = count, part = 1;
    geo_geom gear = {
        GEO_GEOM_POLYGON, geo_alloc(count, sizeof(geo_point)), &end, &part, count, 1, 1};
    assert_non_null(gear.points);
    for (uint32_t i = 0; i < count; i++) {
        double angle = 2 * M_PI * (i % (count - 1)) / (count - 1), radius = i & 1 ? 1000 : 999.9;
        if (i % (count - 1) == 0)
            radius = 999.9;
        gear.points[i] = (geo_point){radius * cos(angle), radius * sin(angle)};
    }
    check_repair(&gear, GEO_REPAIR_NONE, "", NO_AREA);
    gear.points[100] = gear.points[103]; /* a touch */
    geo_geom out = {0};
    geo_repair what;
    const char *reason;
    assert_ok(geo_geos_repair(ctx, geos, &gear, &out, &what, &reason));
    assert_int_equal(what, GEO_REPAIR_DONE);
    assert_near(geo_geom_area(&out), geo_geom_area(&gear), 1);
    geo_geom_release(&out);
    geo_free(gear.points);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(valid_is_left_alone), cmocka_unit_test(bow_tie_is_refused),
        cmocka_unit_test(spike_is_cut_off),    cmocka_unit_test(unclosed_ring_is_closed),
        cmocka_unit_test(short_rings),         cmocka_unit_test(collapsed_rings),
        cmocka_unit_test(hopeless_input),      cmocka_unit_test(self_touching_ring),
        cmocka_unit_test(wrong_holes),         cmocka_unit_test(overlapping_parts),
        cmocka_unit_test(mended_twice),        cmocka_unit_test(orientation_is_irrelevant),
        cmocka_unit_test(points_and_lines),    cmocka_unit_test(many_points),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
