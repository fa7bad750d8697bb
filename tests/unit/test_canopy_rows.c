/* Circles row by row: every one is the sum over the cells whose centre it holds, wherever the other
 * circles and the bands of the raster lie. */
#include <string.h>

#include "near.h"
#include "shapes.h"

#include "canopy_case.h"
#include "green/canopy_parts.h"
#include "green/canopy_rows.h"

enum { COUNT = 60 };

static void scatter(geo_point *centres, shape_dice *d, double reach)
{
    for (int i = 0; i < COUNT; i++)
        centres[i] = (geo_point){EAST + shape_between(d, -reach, reach),
                                 NORTH + shape_between(d, -reach, reach)};
    centres[1] = centres[0];
    centres[2] = (geo_point){EAST + 0.25, NORTH - 0.25}; /* the centre of a cell */
    centres[3] = (geo_point){EAST, NORTH};               /* a corner of cells */
}

static bool holds(geo_point centre, double radius_m, geo_point p)
{
    double dx = p.x - centre.x, dy = p.y - centre.y;
    return dx * dx + dy * dy <= radius_m * radius_m;
}

/* Of a frame whose cells are all land with data, every third one shaded. */
static geo_circle_sum expected_sum(geo_frame frame, geo_point centre, double radius_m)
{
    geo_circle_sum sum = {0};
    for (int64_t row = 0; row < frame.height; row++)
        for (int64_t column = 0; row % 5 && column < frame.width; column++)
            if (holds(centre, radius_m, geo_frame_centre(frame, row, column))) {
                sum.land_m2 += 0.25;
                sum.known_m2 += 0.25 * (column % 4 != 0);
                sum.shaded_m2 += 0.25 * (column % 3 == 0);
            }
    return sum;
}

/* Every fifth row is left out: it is all 0. */
static void rows_become_circles(void **state)
{
    (void)state;
    shape_dice d = {21};
    const double radii[] = {0.3, 7.5, 20};
    for (int i = 0; i < 3; i++) {
        geo_point centres[COUNT];
        geo_circle_sum sums[COUNT];
        geo_circle_rows *rows;
        scatter(centres, &d, 60);
        geo_frame frame = geo_circle_frame(centres, COUNT, radii[i]);
        float land[400], known[400], shaded[400];
        assert_true(frame.width <= 400);
        for (int64_t column = 0; column < frame.width; column++) {
            land[column] = 1;
            known[column] = column % 4 != 0;
            shaded[column] = column % 3 == 0;
        }
        assert_ok(geo_circle_rows_new(NULL, frame, centres, COUNT, radii[i], &rows));
        for (int64_t row = 0; row < frame.height; row++)
            if (row % 5)
                geo_circle_rows_add(rows, row, land, known, shaded);
        geo_circle_rows_tell(rows, sums);
        for (int k = 0; k < COUNT; k++) {
            geo_circle_sum expected = expected_sum(frame, centres[k], radii[i]);
            assert_near(sums[k].land_m2, expected.land_m2, 0);
            assert_near(sums[k].known_m2, expected.known_m2, 0);
            assert_near(sums[k].shaded_m2, expected.shaded_m2, 0);
        }
        geo_circle_rows_free(rows);
    }
}

static geo_status read_grid_bytes(void *self, geo_ctx *ctx, geo_window window, uint8_t *cells)
{
    const geo_grid *grid = self;
    (void)ctx;
    for (int64_t i = 0; i < window.width * window.height; i++) {
        int64_t row = window.row + i / window.width, column = window.column + i % window.width;
        float cell = grid->cells[row * grid->frame.width + column];
        cells[i] = isnan(cell) ? 7 : (uint8_t)cell;
    }
    return GEO_OK;
}

static void fill(fixture *f, double cell_m)
{
    int64_t width = (int64_t)(660 / cell_m);
    raster(f, -330.3, 329.8, cell_m, width, width);
    for (int64_t i = 0; i < width * width; i++) {
        int64_t spot = (i / width / 9 * 5 + i % width / 7 * 3) % 11;
        f->grid.cells[i] = spot == 10 ? NAN : spot < 4;
    }
}

static geo_canopy_figure expected_figure(const fixture *f, geo_point centre)
{
    geo_canopy_figure figure = {0};
    double radius_m = f->options.radius_m;
    geo_frame frame = geo_circle_frame(&centre, 1, radius_m);
    for (int64_t row = 0; row < frame.height; row++)
        for (int64_t column = 0; column < frame.width; column++) {
            geo_point p = geo_frame_centre(frame, row, column);
            float share = geo_grid_at(&f->grid, p);
            if (holds(centre, radius_m, p) && !isnan(share)) {
                figure.area_m2 += 0.25;
                figure.canopy_m2 += 0.25 * (double)share;
            }
        }
    return figure;
}

/* Cells smaller and larger than those of the circles, in more than one band; some circles reach
 * beyond the raster, some lie beside it. */
static void a_raster_is_laid_in_bands(void **state)
{
    (void)state;
    const double cells_m[] = {0.5, 0.3, 0.7, 2};
    for (int i = 0; i < 8; i++) {
        fixture f;
        shape_dice d = {22};
        geo_point centres[COUNT];
        geo_canopy_figure figures[COUNT];
        begin(&f);
        f.options.radius_m = 25;
        f.options.denominator = GEO_DENOMINATOR_ALL;
        fill(&f, cells_m[i / 2]);
        f.raster.read_bytes = i % 2 ? read_grid_bytes : NULL;
        f.raster.byte_nodata = 7;
        open_town(&f, "");
        open_canopy(&f);
        scatter(centres, &d, 370);
        assert_ok(geo_canopy_circles(f.t.ctx, f.canopy, centres, COUNT, figures));
        for (int k = 0; k < COUNT; k++) {
            geo_canopy_figure expected = expected_figure(&f, centres[k]);
            assert_near(figures[k].area_m2, expected.area_m2, 1e-6);
            assert_near(figures[k].canopy_m2, expected.canopy_m2, 1e-6);
        }
        geo_point far = {EAST + 2000, NORTH};
        assert_ok(geo_canopy_circles(f.t.ctx, f.canopy, &far, 1, figures));
        assert_near(figures[0].area_m2, 0, 0);
        end(&f);
    }
}

/* All south of the middle is water: the last row of land is the last there is. */
static void land_may_end_within_the_circle(void **state)
{
    (void)state;
    fixture f;
    double area_m2 = 0;
    begin(&f);
    f.options.radius_m = 25;
    raster(&f, -40, 40, 1, 80, 80);
    water(&f);
    town_box(&f.t, -100.0, -100.0, 100.0, 0.0, "w", NULL, NULL);
    open_town(&f, "");
    f.inputs.water = town_source(&f.t, "water", "class physical", "");
    open_canopy(&f);
    geo_point centre = {EAST, NORTH};
    geo_frame frame = geo_circle_frame(&centre, 1, 25);
    for (int64_t i = 0; i < frame.width * frame.height; i++) {
        geo_point p = geo_frame_centre(frame, i / frame.width, i % frame.width);
        area_m2 += p.y > NORTH && holds(centre, 25, p) ? 0.25 : 0;
    }
    assert_near(circle(&f, 0, 0).area_m2, area_m2, 1e-3);
    end(&f);
}

static double laid(const geo_blocks *blocks, double radius_m)
{
    double sum = 0;
    for (size_t i = 0; i < blocks->count; i++) {
        geo_box box = geo_box_grow(blocks->blocks[i].box, radius_m);
        sum += (box.xmax - box.xmin) * (box.ymax - box.ymin);
    }
    return sum;
}

static void blocks_are_joined_where_that_lays_less(void **state)
{
    (void)state;
    shape_dice d = {23};
    for (int towns = 1; towns <= 3; towns++) {
        enum { POINTS = 900 };
        static geo_point points[POINTS];
        geo_blocks blocks;
        for (int i = 0; i < POINTS; i++)
            points[i] = (geo_point){EAST + i % towns * 30000 + shape_between(&d, 0, 4000),
                                    NORTH + shape_between(&d, 0, 4000)};
        assert_ok(geo_blocks_init(NULL, &blocks, points, POINTS, 500));
        double before = laid(&blocks, 250);
        size_t count = blocks.count;
        geo_canopy_join_blocks(&blocks, 250);
        /* the curve may come to each town several times */
        assert_true(towns == 1 ? blocks.count == 1 : blocks.count < count / 2);
        assert_true(laid(&blocks, 250) < (towns == 1 ? before / 2 : before));
        size_t next = 0;
        for (size_t b = 0; b < blocks.count; b++) {
            assert_int_equal(blocks.blocks[b].first, next);
            next += blocks.blocks[b].count;
            for (size_t i = blocks.blocks[b].first; i < next; i++)
                assert_true(
                    geo_box_meets(blocks.blocks[b].box, geo_box_around(points[blocks.rows[i]], 0)));
        }
        assert_int_equal(next, POINTS);
        geo_blocks_release(&blocks);
    }
}

static void out_of_memory_is_an_error(void **state)
{
    (void)state;
    fixture f;
    geo_status status = GEO_ERR_NOMEM;
    uint64_t nth = 0;
    geo_point centre = {EAST, NORTH};
    geo_canopy_figure figure;
    begin(&f);
    f.options.radius_m = 25;
    fill(&f, 2);
    open_town(&f, "");
    open_canopy(&f);
    while (status == GEO_ERR_NOMEM && nth < 100) {
        geo_alloc_fail_at(++nth);
        status = geo_canopy_circles(f.t.ctx, f.canopy, &centre, 1, &figure);
        geo_alloc_fail_at(0);
    }
    assert_ok(status);
    assert_true(nth > 8);
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_become_circles),
        cmocka_unit_test(a_raster_is_laid_in_bands),
        cmocka_unit_test(land_may_end_within_the_circle),
        cmocka_unit_test(blocks_are_joined_where_that_lays_less),
        cmocka_unit_test(out_of_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
