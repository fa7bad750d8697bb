/* Sight lines whose verdict can be told by hand, on 1 m cells; the rest is tests/property. */
#include <math.h>

#include "near.h"

#include "raster/sight.h"

/* x 0..10, y 0..10; every cell 0 m high. */
static geo_grid plain(void)
{
    geo_grid grid = {0};
    assert_ok(geo_grid_init(NULL, &grid, (geo_frame){0, 10, 1, 10, 10}, 0));
    return grid;
}

static void put(geo_grid *grid, double x, double y, float value)
{
    int64_t row, column;
    assert_true(geo_frame_cell(grid->frame, (geo_point){x, y}, &row, &column));
    grid->cells[row * grid->frame.width + column] = value;
}

static geo_sight_line line_of(double x0, double y0, double z0, double x1, double y1, double z1)
{
    return (geo_sight_line){{x0, y0, z0}, {x1, y1, z1}, {x0, y0}, 0, {x1, y1}, 0};
}

static void a_column_blocks_from_its_height(void **state)
{
    (void)state;
    geo_grid grid = plain();
    put(&grid, 5.5, 5.5, 2);
    double clearance;
    geo_sight_line line = line_of(0.5, 5.5, 1.5, 9.5, 5.5, 1.5);
    assert_int_equal(geo_sight_over_grid(&grid, &line, &clearance), GEO_SIGHT_BLOCKED);
    assert_near(clearance, -0.5, 1e-12);
    line.eye.z = line.target.z = 2;
    assert_int_equal(geo_sight_over_grid(&grid, &line, &clearance), GEO_SIGHT_FREE);
    assert_near(clearance, 0, 0);
    line.eye.z = line.target.z = 2 - 2e-9;
    assert_int_equal(geo_sight_over_grid(&grid, &line, NULL), GEO_SIGHT_BLOCKED);
    geo_grid_release(&grid);
}

/* From 1 m rising to 10 m over 9 m, the line enters the column at x = 5 with 5.5 m. */
static void the_lower_end_in_the_cell_counts(void **state)
{
    (void)state;
    geo_grid grid = plain();
    put(&grid, 5.5, 5.5, 5.75);
    double clearance;
    geo_sight_line line = line_of(0.5, 5.5, 1, 9.5, 5.5, 10);
    assert_int_equal(geo_sight_over_grid(&grid, &line, &clearance), GEO_SIGHT_BLOCKED);
    assert_near(clearance, -0.25, 1e-12);
    put(&grid, 5.5, 5.5, 5.25);
    assert_int_equal(geo_sight_over_grid(&grid, &line, &clearance), GEO_SIGHT_FREE);
    assert_near(clearance, 0.25, 1e-12);
    geo_grid_release(&grid);
}

static void along_a_border_both_cells_are_crossed(void **state)
{
    (void)state;
    geo_sight_line level = line_of(0.5, 5, 1, 9.5, 5, 1), upright = line_of(5, 0.5, 1, 5, 9.5, 1);
    const double beside[2] = {4.5, 5.5};
    for (int i = 0; i < 2; i++) {
        geo_grid grid = plain();
        put(&grid, 3.5, beside[i], 2);
        assert_int_equal(geo_sight_over_grid(&grid, &level, NULL), GEO_SIGHT_BLOCKED);
        assert_int_equal(geo_sight_over_grid(&grid, &upright, NULL), GEO_SIGHT_FREE);
        put(&grid, beside[i], 3.5, 2);
        assert_int_equal(geo_sight_over_grid(&grid, &upright, NULL), GEO_SIGHT_BLOCKED);
        geo_grid_release(&grid);
    }
}

static void a_corner_touch_crosses_neither_neighbour(void **state)
{
    (void)state;
    geo_grid grid = plain();
    geo_sight_line up = line_of(1, 1, 1, 9, 9, 1), down = line_of(1, 9, 1, 9, 1, 1);
    put(&grid, 4.5, 5.5, 2); /* its corners (4, 5) and (5, 6) lie beside `up` */
    put(&grid, 5.5, 4.5, 2);
    assert_int_equal(geo_sight_over_grid(&grid, &up, NULL), GEO_SIGHT_FREE);
    assert_int_equal(geo_sight_over_grid(&grid, &down, NULL), GEO_SIGHT_BLOCKED);
    put(&grid, 0.5, 0.5, 9); /* touches the eye only */
    assert_int_equal(geo_sight_over_grid(&grid, &up, NULL), GEO_SIGHT_FREE);
    geo_grid_release(&grid);
}

static void free_zones_are_closed_and_by_centre(void **state)
{
    (void)state;
    geo_grid grid = plain();
    put(&grid, 2.5, 5.5, 9);
    geo_sight_line line = line_of(0.5, 5.5, 1, 9.5, 5.5, 1);
    line.free_a_m = 2;
    assert_int_equal(geo_sight_over_grid(&grid, &line, NULL), GEO_SIGHT_FREE);
    line.free_a_m = nextafter(2, 0);
    assert_int_equal(geo_sight_over_grid(&grid, &line, NULL), GEO_SIGHT_BLOCKED);
    line.free_b_m = 7;
    assert_int_equal(geo_sight_over_grid(&grid, &line, NULL), GEO_SIGHT_FREE);
    put(&grid, 2.5, 5.5, NAN);
    assert_int_equal(geo_sight_over_grid(&grid, &line, NULL), GEO_SIGHT_FREE);
    line.free_b_m = -7;
    assert_int_equal(geo_sight_over_grid(&grid, &line, NULL), GEO_SIGHT_NODATA);
    geo_grid_release(&grid);
}

static void blocked_wins_over_no_data(void **state)
{
    (void)state;
    geo_grid grid = plain();
    double clearance;
    geo_sight_line line = line_of(0.5, 5.5, 1, 9.5, 5.5, 1);
    put(&grid, 2.5, 5.5, NAN);
    assert_int_equal(geo_sight_over_grid(&grid, &line, &clearance), GEO_SIGHT_NODATA);
    assert_near(clearance, 1, 0);
    put(&grid, 7.5, 5.5, 3);
    assert_int_equal(geo_sight_over_grid(&grid, &line, &clearance), GEO_SIGHT_BLOCKED);
    assert_near(clearance, -2, 0);
    geo_grid_release(&grid);
}

static void outside_is_no_data(void **state)
{
    (void)state;
    geo_grid grid = plain();
    double clearance;
    geo_sight_line line = line_of(5.5, 5.5, 1, 15.5, 5.5, 1);
    assert_int_equal(geo_sight_over_grid(&grid, &line, NULL), GEO_SIGHT_NODATA);
    line.free_b_m = 6; /* all of what lies outside is free */
    assert_int_equal(geo_sight_over_grid(&grid, &line, NULL), GEO_SIGHT_FREE);
    line = line_of(-1e9, 5.5, 1, 1e9, 5.5, 1);
    put(&grid, 7.5, 5.5, 3);
    assert_int_equal(geo_sight_over_grid(&grid, &line, &clearance), GEO_SIGHT_BLOCKED);
    assert_near(clearance, -2, 0);
    line = line_of(-1e9, 50, 1, 1e9, 60, 1);
    assert_int_equal(geo_sight_over_grid(&grid, &line, &clearance), GEO_SIGHT_NODATA);
    assert_true(isinf(clearance));
    geo_grid_release(&grid);
    geo_grid none = {.frame = {0, 0, 1, 0, 0}};
    assert_int_equal(geo_sight_over_grid(&none, &line, NULL), GEO_SIGHT_NODATA);
}

static void a_line_without_length_crosses_nothing(void **state)
{
    (void)state;
    geo_grid grid = plain();
    put(&grid, 5.5, 5.5, 9);
    double clearance = 0;
    geo_sight_line line = line_of(5.5, 5.5, 0, 5.5, 5.5, 20);
    assert_int_equal(geo_sight_over_grid(&grid, &line, &clearance), GEO_SIGHT_FREE);
    assert_true(isinf(clearance));
    line.target = line.eye;
    assert_int_equal(geo_sight_over_grid(&grid, &line, &clearance), GEO_SIGHT_FREE);
    geo_grid_release(&grid);
}

static void a_line_that_is_not_finite_is_no_data(void **state)
{
    (void)state;
    geo_grid grid = plain();
    const double bad[] = {NAN, INFINITY, -INFINITY, 1e300};
    for (int i = 0; i < 4; i++) {
        geo_sight_line line = line_of(bad[i], 5.5, 1, 5.5, 5.5, 1);
        assert_int_equal(geo_sight_over_grid(&grid, &line, NULL), GEO_SIGHT_NODATA);
        line = line_of(1.5, 5.5, 1, 5.5, bad[i], 1);
        assert_int_equal(geo_sight_over_grid(&grid, &line, NULL), GEO_SIGHT_NODATA);
        line = line_of(1.5, 5.5, 1, 5.5, 5.5, i < 3 ? bad[i] : NAN);
        assert_int_equal(geo_sight_over_grid(&grid, &line, NULL), GEO_SIGHT_NODATA);
    }
    geo_grid_release(&grid);
}

/* A house of 4 x 4 m at (3, 3) with a court of 2 x 2 m, 5 m high, and a shed of 1 x 1 m. */
static geo_point house_points[] = {{3, 3}, {7, 3}, {7, 7}, {3, 7}, {3, 3},
                                   {4, 4}, {6, 4}, {6, 6}, {4, 6}, {4, 4}};
static geo_point shed_points[] = {{8, 8}, {9, 8}, {9, 9}, {8, 9}, {8, 8}};
static uint32_t house_ends[] = {5, 10}, house_parts[] = {2}, shed_ends[] = {5}, shed_parts[] = {1};
static const geo_geom HOUSE = {GEO_GEOM_POLYGON, house_points, house_ends, house_parts, 10, 2, 1};
static const geo_geom SHED = {GEO_GEOM_POLYGON, shed_points, shed_ends, shed_parts, 5, 1, 1};

static geo_sight past(geo_sight_line line, double *clearance)
{
    const geo_prism prisms[] = {
        {&SHED, {8, 8, 9, 9}, 2}, {&SHED, {8, 8, 9, 9}, 99}, {&HOUSE, {3, 3, 7, 7}, 5}};
    const uint32_t which[] = {2, 0};
    return geo_sight_past_prisms(prisms, which, 2, &line, clearance);
}

static void prisms_block_below_their_tops(void **state)
{
    (void)state;
    double clearance;
    assert_int_equal(past(line_of(0, 5, 1, 10, 5, 1), &clearance), GEO_SIGHT_BLOCKED);
    assert_near(clearance, -4, 1e-12);
    assert_int_equal(past(line_of(0, 5, 5, 10, 5, 5), &clearance), GEO_SIGHT_FREE);
    assert_near(clearance, 0, 1e-12);
    assert_int_equal(past(line_of(0, 5, 6, 10, 5, 6), NULL), GEO_SIGHT_FREE);
    assert_int_equal(past(line_of(0, 8.5, 1, 10, 8.5, 1), &clearance), GEO_SIGHT_BLOCKED);
    assert_near(clearance, -1, 1e-12);
    assert_int_equal(past(line_of(0, 7.5, 1, 10, 7.5, 1), &clearance), GEO_SIGHT_FREE);
    assert_true(isinf(clearance));
}

static void the_line_is_three_dimensional(void **state)
{
    (void)state;
    double clearance;
    /* z = x - 1: over the house from x = 6, where the court ends, on. */
    assert_int_equal(past(line_of(0, 5, -1, 10, 5, 9), &clearance), GEO_SIGHT_BLOCKED);
    assert_near(clearance, -3, 1e-8);
    /* z = x + 2: 5 m where it enters; downward the same from the other end. */
    assert_int_equal(past(line_of(0, 5, 2, 10, 5, 12), &clearance), GEO_SIGHT_FREE);
    assert_near(clearance, 0, 1e-8);
    assert_int_equal(past(line_of(10, 5, 12, 0, 5, 1.5), &clearance), GEO_SIGHT_BLOCKED);
    assert_near(clearance, 1.5 + 0.3 * 10.5 - 5, 1e-8);
}

static void courts_walls_and_corners_do_not_block(void **state)
{
    (void)state;
    double clearance;
    assert_int_equal(past(line_of(4.5, 5, 1, 5.5, 5, 1), NULL), GEO_SIGHT_FREE);
    assert_int_equal(past(line_of(0, 3, 1, 10, 3, 1), &clearance), GEO_SIGHT_FREE); /* outer wall */
    assert_true(isinf(clearance));
    assert_int_equal(past(line_of(4, 4, 1, 4, 6, 1), &clearance), GEO_SIGHT_FREE); /* inner wall */
    assert_true(isinf(clearance));
    assert_int_equal(past(line_of(4, 4, 1, 4, 6.5, 1), NULL), GEO_SIGHT_BLOCKED);
    assert_int_equal(past(line_of(0, 6, 1, 6, 0, 1), NULL), GEO_SIGHT_FREE); /* corner (3, 3) */
    assert_int_equal(past(line_of(3.5, 3.5, 1, 3.5, 3.5, 1), NULL), GEO_SIGHT_FREE);
    assert_int_equal(past(line_of(3.5, NAN, 1, 3.5, 3.5, 1), NULL), GEO_SIGHT_NODATA);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_column_blocks_from_its_height),
        cmocka_unit_test(the_lower_end_in_the_cell_counts),
        cmocka_unit_test(along_a_border_both_cells_are_crossed),
        cmocka_unit_test(a_corner_touch_crosses_neither_neighbour),
        cmocka_unit_test(free_zones_are_closed_and_by_centre),
        cmocka_unit_test(blocked_wins_over_no_data),
        cmocka_unit_test(outside_is_no_data),
        cmocka_unit_test(a_line_without_length_crosses_nothing),
        cmocka_unit_test(a_line_that_is_not_finite_is_no_data),
        cmocka_unit_test(prisms_block_below_their_tops),
        cmocka_unit_test(the_line_is_three_dimensional),
        cmocka_unit_test(courts_walls_and_corners_do_not_block),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
