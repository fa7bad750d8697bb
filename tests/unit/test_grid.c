/* Frames, windows, grids in memory and sources. Expected indices are counted by hand. */
#include <math.h>
#include <string.h>

#include "near.h"

#include "base/alloc.h"
#include "raster/grid.h"

static const geo_frame FRAME = {100, 200, 0.5, 20, 10}; /* x 100..110, y 195..200 */

static void assert_window(geo_window w, int64_t row, int64_t column, int64_t height, int64_t width)
{
    assert_int_equal(w.row, row);
    assert_int_equal(w.column, column);
    assert_int_equal(w.height, height);
    assert_int_equal(w.width, width);
}

static void box_and_centre_of_a_frame(void **state)
{
    (void)state;
    geo_box box = geo_frame_box(FRAME);
    assert_near(box.xmin, 100, 0);
    assert_near(box.ymin, 195, 0);
    assert_near(box.xmax, 110, 0);
    assert_near(box.ymax, 200, 0);
    geo_point centre = geo_frame_centre(FRAME, 0, 19);
    assert_near(centre.x, 109.75, 0);
    assert_near(centre.y, 199.75, 0);
    geo_frame none = FRAME;
    none.width = 0;
    assert_true(geo_box_is_empty(geo_frame_box(none)));
}

static void a_border_belongs_to_the_cell_east_and_south(void **state)
{
    (void)state;
    int64_t row = -7, column = -7;
    assert_true(geo_frame_cell(FRAME, (geo_point){100, 200}, &row, &column));
    assert_int_equal(row, 0);
    assert_int_equal(column, 0);
    assert_true(geo_frame_cell(FRAME, (geo_point){105.5, 199}, &row, &column));
    assert_int_equal(row, 2);
    assert_int_equal(column, 11);
    assert_true(geo_frame_cell(FRAME, (geo_point){nextafter(105.5, 0), 199.01}, &row, &column));
    assert_int_equal(row, 1);
    assert_int_equal(column, 10);
}

static void points_outside_have_no_cell(void **state)
{
    (void)state;
    const geo_point outside[] = {{110, 197},      {105, 195},       {nextafter(100, 0), 197},
                                 {105, 200.0001}, {NAN, 197},       {105, NAN},
                                 {INFINITY, 197}, {105, -INFINITY}, {-1e300, 1e300}};
    for (size_t i = 0; i < sizeof outside / sizeof *outside; i++) {
        int64_t row = -7, column = -7;
        assert_false(geo_frame_cell(FRAME, outside[i], &row, &column));
        assert_int_equal(row, -7);
        assert_int_equal(column, -7);
    }
}

/* With 0.1 m cells no border is exact: cell, window and centre must still tell the same story. */
static void inexact_borders_are_consistent(void **state)
{
    (void)state;
    geo_frame f = {100000.1, 499999.7, 0.1, 5000, 5000};
    for (int64_t k = 0; k < 5000; k++) {
        geo_frame at = geo_frame_sub(f, (geo_window){k, k, 1, 1});
        int64_t row, column;
        assert_true(geo_frame_cell(f, (geo_point){at.x0, at.y0}, &row, &column));
        assert_int_equal(row, k);
        assert_int_equal(column, k);
        assert_true(geo_frame_cell(f, geo_frame_centre(f, k, k), &row, &column));
        assert_int_equal(row, k);
        geo_window touched = geo_frame_window(f, (geo_box){at.x0, at.y0, at.x0, at.y0});
        assert_window(touched, k > 0 ? k - 1 : 0, k > 0 ? k - 1 : 0, k > 0 ? 2 : 1, k > 0 ? 2 : 1);
    }
}

static void windows_are_closed_and_clipped(void **state)
{
    (void)state;
    assert_window(geo_frame_window(FRAME, (geo_box){101.1, 198.1, 101.2, 198.2}), 3, 2, 1, 1);
    assert_window(geo_frame_window(FRAME, (geo_box){101, 198, 101.5, 198.5}), 2, 1, 3, 3);
    assert_window(geo_frame_window(FRAME, (geo_box){-1e300, -1e300, 1e300, 1e300}), 0, 0, 10, 20);
    assert_window(geo_frame_window(FRAME, (geo_box){110, 195, 120, 195}), 9, 19, 1, 1);
    assert_window(geo_frame_window(FRAME, (geo_box){110.1, 195, 120, 199}), 0, 0, 0, 0);
    assert_window(geo_frame_window(FRAME, (geo_box){90, 190, 99.9, 210}), 0, 0, 0, 0);
    assert_window(geo_frame_window(FRAME, (geo_box){101, 200.1, 102, 201}), 0, 0, 0, 0);
    assert_window(geo_frame_window(FRAME, (geo_box){NAN, 195, 120, 199}), 0, 0, 0, 0);
    assert_window(geo_frame_window(FRAME, GEO_BOX_EMPTY), 0, 0, 0, 0);
}

static void sub_frames_may_reach_outside(void **state)
{
    (void)state;
    geo_frame sub = geo_frame_sub(FRAME, (geo_window){-2, -4, 3, 5});
    assert_near(sub.x0, 98, 0);
    assert_near(sub.y0, 201, 0);
    assert_int_equal(sub.height, 3);
    assert_int_equal(sub.width, 5);
}

static void grids_start_with_a_value_and_refuse_nonsense(void **state)
{
    (void)state;
    geo_grid grid = {0};
    assert_ok(geo_grid_init(NULL, &grid, FRAME, 2.5f));
    assert_near(grid.cells[199], 2.5, 0);
    grid.cells[2 * 20 + 11] = 7;
    assert_near(geo_grid_at(&grid, (geo_point){105.5, 199}), 7, 0);
    assert_true(isnan(geo_grid_at(&grid, (geo_point){110, 199})));
    geo_grid_release(&grid);
    geo_grid_release(&grid);
    geo_grid_release(NULL);
    const geo_frame bad[] = {{0, 0, 0, 1, 1},   {0, 0, -1, 1, 1}, {0, 0, NAN, 1, 1},
                             {NAN, 0, 1, 1, 1}, {0, 0, 1, -1, 1}, {0, 0, 1, 1, -5}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(geo_grid_init(NULL, &grid, bad[i], 0), GEO_ERR_ARG);
    geo_frame huge = {0, 0, 1, INT64_C(1) << 40, INT64_C(1) << 40};
    assert_int_equal(geo_grid_init(NULL, &grid, huge, 0), GEO_ERR_LIMIT);
    huge.height = INT64_C(1) << 22;
    assert_int_equal(geo_grid_init(NULL, &grid, huge, 0), GEO_ERR_NOMEM);
    geo_alloc_fail_at(1);
    assert_int_equal(geo_grid_init(NULL, &grid, FRAME, 0), GEO_ERR_NOMEM);
    geo_alloc_fail_at(0);
    assert_null(grid.cells);
    geo_frame none = {0, 0, 1, 0, 4};
    assert_ok(geo_grid_init(NULL, &grid, none, 0));
    geo_grid_release(&grid);
}

/* Cell (r, c) of the source is 100 r + c. */
static geo_status read_numbers(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    int *left = self;
    if (left && (*left)-- <= 0)
        return geo_fail(ctx, GEO_ERR_IO, "disk is gone");
    for (int64_t r = 0; r < window.height; r++)
        for (int64_t c = 0; c < window.width; c++)
            cells[r * window.width + c] = (float)(100 * (window.row + r) + window.column + c);
    return GEO_OK;
}

static void reading_gives_the_touched_window(void **state)
{
    (void)state;
    geo_grid_source source = {
        .self = NULL, .frame = FRAME, .name = "numbers.tif", .read = read_numbers};
    geo_grid grid = {0};
    assert_ok(geo_grid_read(NULL, &source, (geo_box){109.1, 190, 200, 196.2}, &grid));
    assert_int_equal(grid.frame.width, 2);
    assert_int_equal(grid.frame.height, 3);
    assert_near(grid.frame.x0, 109, 0);
    assert_near(grid.frame.y0, 196.5, 0);
    assert_near(grid.cells[0], 718, 0);
    assert_near(grid.cells[5], 919, 0);
    geo_grid_release(&grid);
    assert_ok(geo_grid_read(NULL, &source, (geo_box){300, 300, 400, 400}, &grid));
    assert_int_equal(grid.frame.width * grid.frame.height, 0);
    geo_grid_release(&grid);
}

static void reading_errors_name_the_raster(void **state)
{
    (void)state;
    int left = 0;
    geo_grid_source source = {
        .self = &left, .frame = FRAME, .name = "numbers.tif", .read = read_numbers};
    geo_grid grid = {0};
    geo_ctx *ctx = geo_ctx_new(NULL);
    assert_non_null(ctx);
    assert_int_equal(geo_grid_read(ctx, &source, geo_frame_box(FRAME), &grid), GEO_ERR_IO);
    assert_non_null(strstr(geo_ctx_error(ctx), "numbers.tif"));
    assert_null(grid.cells);
    geo_ctx_free(ctx);
    geo_alloc_fail_at(1);
    assert_int_equal(geo_grid_read(NULL, &source, geo_frame_box(FRAME), &grid), GEO_ERR_NOMEM);
    geo_alloc_fail_at(0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(box_and_centre_of_a_frame),
        cmocka_unit_test(a_border_belongs_to_the_cell_east_and_south),
        cmocka_unit_test(points_outside_have_no_cell),
        cmocka_unit_test(inexact_borders_are_consistent),
        cmocka_unit_test(windows_are_closed_and_clipped),
        cmocka_unit_test(sub_frames_may_reach_outside),
        cmocka_unit_test(grids_start_with_a_value_and_refuse_nonsense),
        cmocka_unit_test(reading_gives_the_touched_window),
        cmocka_unit_test(reading_errors_name_the_raster),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
