/* registry/corners: the hull of many points, also of those that have none. */
#include "registry/corners.h"

#include "near.h"

/* Points (i, f(i)), several times as many as are kept. */
enum { MANY = 3 * GEO_CORNERS_MOST };

static void add_all(geo_geos *geos, geo_corners *corners, double (*y)(double x))
{
    for (int i = 0; i < MANY; i++)
        assert_int_equal(geo_corners_add(NULL, geos, corners, (geo_point){i, y(i)}), GEO_OK);
}

static double slope(double x)
{
    return 2 * x;
}

static double bow(double x)
{
    return x * (MANY - 1 - x);
}

static double saw(double x)
{
    return (int)x % 2 ? 7 : -7;
}

/* The hull is found a few times, not with every point: else this takes minutes. */
static void points_on_a_line_are_its_ends(void **state)
{
    geo_corners corners = {0};
    geo_geom hull;
    geo_point ends[2];
    add_all(*state, &corners, slope);
    assert_true(corners.points.count < GEO_CORNERS_MOST);
    assert_int_equal(geo_corners_hull(NULL, *state, &corners, &hull), GEO_OK);
    assert_int_equal(hull.point_count, 0);
    geo_corners_ends(&corners, ends);
    assert_true(ends[0].x == 0 && ends[0].y == 0);
    assert_true(ends[1].x == MANY - 1 && ends[1].y == 2.0 * (MANY - 1));
    geo_geom_release(&hull);
    geo_corners_release(&corners);
}

static void few_corners_take_the_place_of_many_points(void **state)
{
    geo_corners corners = {0};
    geo_geom hull;
    add_all(*state, &corners, saw);
    assert_true(corners.points.count < GEO_CORNERS_MOST);
    assert_int_equal(geo_corners_hull(NULL, *state, &corners, &hull), GEO_OK);
    assert_true(geo_geom_area(&hull) == 14.0 * (MANY - 2));
    geo_geom_release(&hull);
    geo_corners_release(&corners);
}

/* Of points that are all corners none goes. */
static void corners_all_stay(void **state)
{
    geo_corners corners = {0};
    geo_geom hull;
    add_all(*state, &corners, bow);
    assert_int_equal(geo_corners_hull(NULL, *state, &corners, &hull), GEO_OK);
    assert_int_equal(hull.point_count, MANY + 1);
    geo_geom_release(&hull);
    geo_corners_release(&corners);
}

static void nothing_has_no_hull(void **state)
{
    const geo_corners corners = {0};
    geo_geom hull;
    assert_int_equal(geo_corners_hull(NULL, *state, &corners, &hull), GEO_OK);
    assert_int_equal(hull.point_count, 0);
}

static int set_up(void **state)
{
    geo_geos *geos = NULL;
    geo_status status = geo_geos_new(NULL, &geos);
    *state = geos;
    return status;
}

static int tear_down(void **state)
{
    geo_geos_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_on_a_line_are_its_ends),
        cmocka_unit_test(few_corners_take_the_place_of_many_points),
        cmocka_unit_test(corners_all_stay),
        cmocka_unit_test(nothing_has_no_hull),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
