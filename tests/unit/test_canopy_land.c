/* Canopy of land of many corners, which is worked on in quarters, and what a raster must hold to be
 * one of crowns. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "near.h"

#include "canopy_case.h"

enum { TEETH = 1500 };

/* Land like a comb: 1,500 notches of 0.1 x 0.1 m in the south edge of 300 x 100 m. */
static geo_geom comb(uint32_t *ringend, uint32_t *part)
{
    geo_geom land = {
        GEO_GEOM_POLYGON, geo_alloc(4 * TEETH + 3, sizeof *land.points), ringend, part, 0, 1, 1};
    assert_non_null(land.points);
    for (int i = 0; i < TEETH; i++) {
        double x = EAST + 0.2 * i;
        const geo_point notch[] = {
            {x, NORTH}, {x, NORTH + 0.1}, {x + 0.1, NORTH + 0.1}, {x + 0.1, NORTH}};
        memcpy(land.points + land.point_count, notch, sizeof notch);
        land.point_count += 4;
    }
    land.points[land.point_count++] = (geo_point){EAST + 0.2 * TEETH, NORTH + 100};
    land.points[land.point_count++] = (geo_point){EAST, NORTH + 100};
    land.points[land.point_count++] = land.points[0];
    *ringend = land.point_count;
    *part = 1;
    return land;
}

/* Crowns on the middle lines, where the quarters meet, count once; so does one on a tooth. */
static void quarters_make_the_whole(void **state)
{
    (void)state;
    fixture f;
    uint32_t ringend, part;
    geo_geom land = comb(&ringend, &part);
    geo_canopy_figure figure;
    begin(&f);
    trees(&f);
    tree(&f, 150, 50, 20);
    tree(&f, 75, 50, 20);
    tree(&f, 150, 25, 10);
    tree(&f, 30, 90, 5);
    tree(&f, 500, 50, 20); /* beyond it */
    open_town(&f, "tree");
    open_canopy(&f);
    assert_ok(geo_canopy_measure(f.t.ctx, f.canopy, &land, &figure));
    assert_near(figure.area_m2, geo_geom_area(&land), 1e-6);
    assert_near(figure.canopy_m2, M_PI * (100 + 100 + 25 + 6.25), 1e-4);
    geo_free(land.points);
    end(&f);
}

static void a_cell_that_is_no_crown_value_is_refused(void **state)
{
    (void)state;
    const struct {
        geo_canopy_is is;
        float value;
        const char *said;
    } cases[] = {{GEO_CANOPY_MASK, 2, "'kronen.tif' holds the value 2, which is no mask"},
                 {GEO_CANOPY_PERCENT, -9999, "-9999, which is no percentage"},
                 {GEO_CANOPY_PERCENT, 3000, "3000, which is no percentage"},
                 {GEO_CANOPY_HEIGHT, -9999, "-9999, which is no height"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f;
        geo_point at = {EAST + 5, NORTH + 5};
        geo_canopy_figure figure;
        begin(&f);
        f.options.radius_m = 3;
        f.options.raster_is = cases[i].is;
        raster(&f, 0, 10, 1, 10, 10);
        f.grid.cells[5 * 10 + 5] = cases[i].value;
        open_town(&f, "");
        open_canopy(&f);
        assert_int_equal(geo_canopy_circles(f.t.ctx, f.canopy, &at, 1, &figure), GEO_ERR_RANGE);
        assert_non_null(strstr(geo_ctx_error(f.t.ctx), cases[i].said));
        assert_non_null(strstr(geo_ctx_hint(f.t.ctx), "--canopy-is"));
        end(&f);
    }
}

/* ---- a mask that is stored as bytes ---- */

static geo_status read_grid_bytes(void *self, geo_ctx *ctx, geo_window window, uint8_t *cells)
{
    const geo_grid *grid = self;
    (void)ctx;
    for (int64_t i = 0; i < window.width * window.height; i++) {
        int64_t row = window.row + i / window.width, column = window.column + i % window.width;
        float cell = grid->cells[row * grid->frame.width + column];
        cells[i] = isnan(cell) ? 9 : (uint8_t)cell;
    }
    return GEO_OK;
}

/* 100 cells of 1 m2: two rows of 1, one of 255, one without data unless 9 stands for a value. */
static geo_status measure_bytes(fixture *f, int nodata, float odd, geo_canopy_figure *out)
{
    geo_point ring[] = {{EAST, NORTH},
                        {EAST + 10, NORTH},
                        {EAST + 10, NORTH + 10},
                        {EAST, NORTH + 10},
                        {EAST, NORTH}};
    uint32_t end_of_ring = 5, part = 1;
    geo_geom area = {GEO_GEOM_POLYGON, ring, &end_of_ring, &part, 5, 1, 1};
    raster(f, 0, 10, 1, 10, 10);
    for (int i = 0; i < 40; i++)
        f->grid.cells[i] = i < 20 ? 1 : (i < 30 ? 255 : NAN);
    f->grid.cells[95] = odd;
    f->raster.read_bytes = read_grid_bytes;
    f->raster.byte_nodata = nodata;
    f->options.denominator = GEO_DENOMINATOR_ALL;
    open_town(f, "");
    open_canopy(f);
    return geo_canopy_measure(f->t.ctx, f->canopy, &area, out);
}

static void a_mask_of_bytes_is_counted(void **state)
{
    (void)state;
    fixture f;
    geo_canopy_figure figure;
    begin(&f);
    assert_ok(measure_bytes(&f, 9, 0, &figure));
    assert_near(figure.canopy_m2, 30, 0);
    assert_near(figure.area_m2, 90, 0);
    end(&f);
}

static void a_byte_that_is_no_mask_is_refused(void **state)
{
    (void)state;
    const struct {
        int nodata;
        float odd;
        const char *said;
    } cases[] = {{9, 2, "the value 2, which is no mask"},
                 {9, 254, "the value 254, which is no mask"},
                 {GEO_BYTE_NODATA_NONE, 0, "the value 9, which is no mask"},
                 {0, 0, "the value 9, which is no mask"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f;
        geo_canopy_figure figure;
        begin(&f);
        assert_int_equal(measure_bytes(&f, cases[i].nodata, cases[i].odd, &figure), GEO_ERR_RANGE);
        assert_non_null(strstr(geo_ctx_error(f.t.ctx), cases[i].said));
        assert_non_null(strstr(geo_ctx_hint(f.t.ctx), "--canopy-is"));
        end(&f);
    }
}

/* Bytes of a percentage are more than 0 and 1: they go the way of floats. */
static void only_a_mask_is_read_as_bytes(void **state)
{
    (void)state;
    fixture f;
    geo_canopy_figure figure;
    begin(&f);
    f.options.raster_is = GEO_CANOPY_PERCENT;
    assert_int_equal(measure_bytes(&f, 9, 50, &figure), GEO_ERR_RANGE);
    assert_non_null(strstr(geo_ctx_error(f.t.ctx), "255, which is no percentage"));
    end(&f);
}

static void one_neighbourhood(fixture *f)
{
    town_layer(&f->t, "neighbourhood", GEO_GEOM_POLYGON, "id code name kind parent_code");
    town_box(&f->t, 0.0, 0.0, 100.0, 100.0, "1", "BU1", NULL, NULL, NULL);
    open_town(f, "");
    geo_source *areas = town_source(&f->t, "neighbourhood", "code name kind parent_code", "");
    assert_ok(geo_areas_new(f->t.ctx, areas, "buurt", &f->inputs.areas));
}

static void a_raster_of_elsewhere_is_refused(void **state)
{
    (void)state;
    fixture f;
    geo_canopy *none = NULL;
    begin(&f);
    raster(&f, 5000, 5000, 1, 10, 10);
    one_neighbourhood(&f);
    assert_int_equal(geo_canopy_new(f.t.ctx, &f.options, &f.inputs, &f.rows.schema, &none),
                     GEO_ERR_RANGE);
    assert_null(none);
    assert_non_null(strstr(geo_ctx_error(f.t.ctx), "'kronen.tif' lies elsewhere"));
    end(&f);
}

/* 3 m of 100 m without data: the figure stands, with what it could be at most, rounded up, and the
 * raster as its source. 97 columns of which 10 are crown: 10.309 %, at most 13 %. */
static void gaps_are_told(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    raster(&f, 0, 100, 1, 100, 100);
    for (int i = 0; i < 100 * 100; i++)
        f.grid.cells[i] = i % 100 < 3 ? NAN : (i % 100 < 13);
    one_neighbourhood(&f);
    town_rows_point(&f.rows, 10, 10, "a", NULL);
    open_canopy(&f);
    assert_ok(geo_canopy_run(f.t.ctx, f.canopy, &f.rows.batch,
                             town_rows_out(&f.rows, GEO_CANOPY_COLUMNS)));
    assert_near(town_number(&f.rows, 0, GEO_CANOPY_PCT), 1000 / 97.0, 0.001);
    assert_string_equal(town_text(&f.rows, 0, GEO_CANOPY_SOURCE), "kronen.tif");
    assert_string_equal(town_text(&f.rows, 0, GEO_CANOPY_NOTE), "gaps:13.000");
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quarters_make_the_whole),
        cmocka_unit_test(a_cell_that_is_no_crown_value_is_refused),
        cmocka_unit_test(a_mask_of_bytes_is_counted),
        cmocka_unit_test(a_byte_that_is_no_mask_is_refused),
        cmocka_unit_test(only_a_mask_is_read_as_bytes),
        cmocka_unit_test(a_raster_of_elsewhere_is_refused),
        cmocka_unit_test(gaps_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
