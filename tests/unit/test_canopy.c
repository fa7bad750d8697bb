/* Canopy shares: polygons by overlay, rasters by covered fractions; circles have their own file.
 * What is expected is worked out beside each case, or counted on a fine lattice of points. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "near.h"
#include "shapes.h"

#include "canopy_case.h"

static const char *const TREES[] = {"tree", NULL};

/* ---- polygons ---- */

static void a_crown_counts_by_its_area_once(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    trees(&f);
    tree(&f, 50, 50, 10);
    tree(&f, 50, 50, 10);    /* on the same spot */
    tree(&f, 50, 50.5, 4);   /* within it */
    tree(&f, 100, 20, 8);    /* half of it over the border */
    tree(&f, 120, 50, 39.9); /* reaches over the border from outside: 0.05 m short of it */
    open_town(&f, "tree");
    open_canopy(&f);
    geo_canopy_figure figure = measure(&f, 0, 0, 100, 100);
    assert_near(figure.area_m2, 10000, 1e-6);
    /* 64-gons have the circle's area */
    assert_near(figure.canopy_m2, M_PI * 25 + M_PI * 16 / 2, 0.001 * M_PI * 33);
    assert_int_equal(figure.notes, GEO_CANOPY_SOURCE_TREES);
    figure = measure(&f, 0, 30, 90, 100);
    assert_near(figure.canopy_m2, M_PI * 25, 1e-6);
    assert_near(geo_canopy_pct(&figure), 100 * M_PI * 25 / 6300, 1e-9);
    end(&f);
}

/* Two crowns of 10 m, 6 m apart: the lens is 2 r2 acos(d / 2r) - d / 2 sqrt(4 r2 - d2). */
static void overlapping_crowns_are_dissolved(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    trees(&f);
    tree(&f, 50, 50, 10);
    tree(&f, 56, 50, 10);
    open_town(&f, "tree");
    open_canopy(&f);
    double lens = 2 * 25 * acos(6 / 10.0) - 6 / 2.0 * sqrt(100 - 36);
    assert_near(measure(&f, 0, 0, 100, 100).canopy_m2, 2 * M_PI * 25 - lens, 0.15);
    end(&f);
}

static void which_trees_give_canopy(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    trees(&f);
    town_point(&f.t, 10.0, 10.0, "1", "felled", 9.0, 10.0);
    town_point(&f.t, 30.0, 10.0, "2", "standing", 2.9, 10.0);
    town_point(&f.t, 50.0, 10.0, "3", NULL, NAN, 10.0);
    town_point(&f.t, 70.0, 10.0, "4", "", 3.0, NAN); /* 5 m assumed */
    open_town(&f, "tree");
    open_canopy(&f);
    geo_canopy_figure figure = measure(&f, 0, 0, 100, 100);
    assert_near(figure.canopy_m2, M_PI * (25 + 6.25), 1e-6);
    assert_int_equal(figure.notes, GEO_CANOPY_SOURCE_TREES | GEO_CANOPY_CROWN_ASSUMED);
    end(&f);
}

static void crown_polygons_are_dissolved_too(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    crowns(&f);
    town_box(&f.t, 10.0, 10.0, 30.0, 30.0, "1");
    town_box(&f.t, 20.0, 20.0, 40.0, 40.0, "2");
    town_box(&f.t, 90.0, 90.0, 110.0, 110.0, "3");
    town_box(&f.t, -20.0, 40.0, -10.0, 60.0, "4"); /* outside */
    town_box(&f.t, 60.0, 60.0, 70.0, 70.0, "5");
    town_box(&f.t, 60.0, 60.0, 70.0, 70.0, "5");
    open_town(&f, "crown");
    open_canopy(&f);
    geo_canopy_figure figure = measure(&f, 0, 0, 100, 100);
    assert_near(figure.canopy_m2, 700 + 100 + 100, 1e-6);
    assert_int_equal(figure.notes, 0);
    end(&f);
}

static void no_trees_is_no_canopy(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    trees(&f);
    open_town(&f, "tree");
    open_canopy(&f);
    geo_canopy_figure figure = measure(&f, 0, 0, 100, 100);
    assert_near(geo_canopy_pct(&figure), 0, 0);
    figure = circle(&f, 0, 0);
    assert_near(geo_canopy_pct(&figure), 0, 0);
    end(&f);
}

static void water_is_left_out_unless_all_is_asked_for(void **state)
{
    (void)state;
    const geo_denominator denominators[] = {GEO_DENOMINATOR_LAND, GEO_DENOMINATOR_ALL,
                                            GEO_DENOMINATOR_BUILT};
    static const char *const fields[] = {"field", "dune", NULL};
    const double areas[] = {7500, 10000, 6000};
    for (int i = 0; i < 3; i++) {
        fixture f;
        begin(&f);
        f.options.denominator = denominators[i];
        trees(&f);
        tree(&f, 75, 25, 10); /* in the pond */
        tree(&f, 25, 75, 10);
        water(&f);
        town_box(&f.t, 50.0, 0.0, 100.0, 30.0, "w1", NULL, NULL);
        town_box(&f.t, 50.0, 20.0, 120.0, 50.0, "w2", NULL, NULL); /* overlaps the first */
        town_layer(&f.t, "landcover", GEO_GEOM_POLYGON, "id class physical");
        town_box(&f.t, 0.0, 0.0, 50.0, 20.0, "1", "field", NULL);
        town_box(&f.t, 0.0, 0.0, 10.0, 50.0, "2", NULL, "dune");
        town_box(&f.t, 40.0, 0.0, 100.0, 20.0, "3", "field", NULL);
        town_box(&f.t, 0.0, 50.0, 100.0, 100.0, "4", "garden", NULL);
        town_box(&f.t, 0.0, 20.0, 16.0, 50.0, "5", "dune", NULL);
        open_town(&f, "tree");
        f.inputs.water = town_source(&f.t, "water", "class physical", "");
        f.inputs.landcover = town_source(&f.t, "landcover", "class physical", "");
        f.inputs.not_built = fields;
        open_canopy(&f);
        geo_canopy_figure figure = measure(&f, 0, 0, 100, 100);
        assert_near(figure.area_m2, areas[i] - (i == 2 ? -20 : 0), 1e-6); /* 7500 - 1000 - 480 */
        assert_near(figure.canopy_m2, M_PI * 25 * (i == 1 ? 2 : 1), 1e-6);
        if (i == 0) {
            figure = measure(&f, 60, 5, 90, 45); /* nothing but water */
            assert_true(isnan(geo_canopy_pct(&figure)));
            assert_true(figure.notes & GEO_CANOPY_NO_AREA);
        }
        end(&f);
    }
}

/* Beyond the data is no-data; up to 5 % of it is passed over. */
static void where_the_data_end(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    trees(&f);
    tree(&f, 20, 50, 10);
    town_layer(&f.t, "coverage", GEO_GEOM_POLYGON, "id theme completeness");
    town_box(&f.t, 0.0, 0.0, 95.0, 400.0, "1", "tree", "all");
    town_box(&f.t, 0.0, 200.0, 10.0, 210.0, "2", "tree", "public_only");
    open_town(&f, "tree");
    geo_source *source = town_source(&f.t, "coverage", "theme completeness", "");
    assert_ok(geo_geos_new(f.t.ctx, &f.geos));
    assert_ok(geo_coverage_new(f.t.ctx, f.geos, source, TREES, &f.coverage));
    f.inputs.coverage = f.coverage;
    open_canopy(&f);
    geo_canopy_figure figure = measure(&f, 0, 0, 100, 100); /* 5 % exactly */
    assert_near(figure.area_m2, 9500, 1e-6);
    assert_near(figure.nodata, 0.05, 1e-9);
    assert_near(geo_canopy_pct(&figure), 100 * M_PI * 25 / 9500, 1e-9);
    assert_true(figure.notes & GEO_CANOPY_GAPS); /* all that is unknown could be crown */
    assert_near(figure.most_pct, 100 * (M_PI * 25 + 500) / 10000, 1e-9);
    figure = measure(&f, 0, 0, 100.1, 100);
    assert_true(isnan(geo_canopy_pct(&figure)));
    assert_true(figure.notes & GEO_CANOPY_NODATA);
    figure = measure(&f, 200, 0, 300, 100);
    assert_true(figure.notes & GEO_CANOPY_NODATA);
    figure = measure(&f, 0, 150, 50, 250);
    assert_int_equal(figure.notes, GEO_CANOPY_SOURCE_TREES | GEO_CANOPY_PUBLIC_ONLY);
    end(&f);
}

/* A ring of crowns around a clearing, and land with a hole: the clearing is no canopy. */
static void clearings_and_ponds_are_not_shaded(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    crowns(&f);
    town_box(&f.t, 20.0, 20.0, 80.0, 30.0, "1");
    town_box(&f.t, 20.0, 70.0, 80.0, 80.0, "2");
    town_box(&f.t, 20.0, 20.0, 30.0, 80.0, "3");
    town_box(&f.t, 70.0, 20.0, 80.0, 80.0, "4");
    water(&f);
    town_box(&f.t, 40.0, 40.0, 60.0, 60.0, "w", NULL, NULL);
    open_town(&f, "crown");
    f.inputs.water = town_source(&f.t, "water", "class physical", "");
    open_canopy(&f);
    geo_canopy_figure figure = measure(&f, 0, 0, 100, 100);
    assert_near(figure.area_m2, 9600, 1e-6);
    assert_near(figure.canopy_m2, 3600 - 1600, 1e-6);
    end(&f);
}

/* Random crowns over random land, counted on a lattice of 0.1 m: exact to a few hundredths. */
static void any_town_by_counting_points(void **state)
{
    (void)state;
    shape_dice d = {12};
    for (int round = 0; round < 4; round++) {
        fixture f;
        double x[40], y[40], crown[40], in = 0, land = 0;
        begin(&f);
        f.options.radius_m = 40;
        trees(&f);
        for (int i = 0; i < 40; i++) {
            x[i] = shape_between(&d, -10, 110);
            y[i] = shape_between(&d, -10, 110);
            crown[i] = shape_between(&d, 2, 25);
            tree(&f, x[i], y[i], crown[i]);
        }
        double w = shape_between(&d, 30, 60);
        water(&f);
        town_box(&f.t, w, -500.0, w + 15, 500.0, "w", NULL, NULL);
        open_town(&f, "tree");
        f.inputs.water = town_source(&f.t, "water", "class physical", "");
        open_canopy(&f);
        double circle_in = 0, circle_land = 0;
        for (int i = 0; i < 1000; i++)
            for (int j = 0; j < 1000; j++) {
                double px = 0.05 + i * 0.1, py = 0.05 + j * 0.1;
                bool shaded = false, round_in = hypot(px - 50, py - 50) <= 40;
                if (px > w && px < w + 15)
                    continue;
                for (int k = 0; k < 40 && !shaded; k++)
                    shaded = hypot(px - x[k], py - y[k]) < crown[k] / 2;
                land += 0.01;
                in += shaded ? 0.01 : 0;
                circle_land += round_in ? 0.01 : 0;
                circle_in += round_in && shaded ? 0.01 : 0;
            }
        geo_canopy_figure figure = measure(&f, 0, 0, 100, 100);
        assert_near(figure.area_m2, land, 0.002 * land);
        assert_near(figure.canopy_m2, in, 0.003 * in);
        figure = circle(&f, 50, 50);
        assert_near(figure.area_m2, circle_land, 0.01 * circle_land);
        assert_near(figure.canopy_m2, circle_in, 0.01 * circle_in);
        end(&f);
    }
}

/* ---- rasters ---- */

static void cells_count_by_their_covered_part(void **state)
{
    (void)state;
    const geo_canopy_is kinds[] = {GEO_CANOPY_MASK, GEO_CANOPY_PERCENT, GEO_CANOPY_HEIGHT};
    const float values[3][2] = {{1, 255}, {2, 50}, {3, 50}};
    const double wanted[] = {0.5 * 10 + 10, 0.5 * 10 * 0.02 + 10 * 0.5, 0.5 * 10 + 10};
    for (int i = 0; i < 3; i++) {
        fixture f;
        begin(&f);
        f.options.raster_is = kinds[i];
        raster(&f, 0, 10, 1, 20, 10);
        for (int row = 0; row < 10; row++) {
            f.grid.cells[row * 20 + 4] = values[i][0]; /* half covered by the area */
            f.grid.cells[row * 20 + 7] = values[i][1]; /* whole */
        }
        open_town(&f, "");
        open_canopy(&f);
        geo_canopy_figure figure = measure(&f, 4.5, 0, 14.5, 10);
        assert_near(figure.area_m2, 100, 1e-3);
        assert_near(figure.canopy_m2, wanted[i], 1e-3);
        assert_int_equal(figure.notes, 0);
        end(&f);
    }
}

static void values_of_another_kind_are_refused(void **state)
{
    (void)state;
    const geo_canopy_is kinds[] = {GEO_CANOPY_MASK, GEO_CANOPY_PERCENT, GEO_CANOPY_HEIGHT};
    const float wrong[] = {40, 101, 600};
    for (int i = 0; i < 3; i++) {
        fixture f;
        geo_canopy_figure figure;
        geo_point centre = {EAST + 5, NORTH + 5};
        begin(&f);
        f.options.raster_is = kinds[i];
        f.options.radius_m = 20;
        raster(&f, 0, 10, 1, 20, 10);
        f.grid.cells[3 * 20 + 7] = wrong[i];
        open_town(&f, "");
        open_canopy(&f);
        assert_int_equal(geo_canopy_circles(f.t.ctx, f.canopy, &centre, 1, &figure), GEO_ERR_RANGE);
        end(&f);
    }
}

static void no_data_in_a_raster(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    raster(&f, 0, 100, 1, 100, 100);
    for (int i = 0; i < 100 * 100; i++)
        f.grid.cells[i] = i % 100 < 5 ? NAN : (i % 100 < 50);
    open_town(&f, "");
    open_canopy(&f);
    geo_canopy_figure figure = measure(&f, 0, 0, 100, 100); /* 5 % exactly */
    assert_near(geo_canopy_pct(&figure), 100 * 45 / 95.0, 1e-6);
    figure = measure(&f, 0, 0, 99, 100);
    assert_true(isnan(geo_canopy_pct(&figure)));
    assert_int_equal(figure.notes, GEO_CANOPY_NODATA);
    figure = measure(&f, 50, 0, 150, 100); /* half of it beyond the raster */
    assert_true(isnan(geo_canopy_pct(&figure)));
    assert_near(figure.nodata, 0.5, 1e-6);
    figure = measure(&f, 500, 500, 600, 600);
    assert_int_equal(figure.notes, GEO_CANOPY_NODATA);
    end(&f);
}

static void roofs_are_no_crowns(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    f.options.raster_is = GEO_CANOPY_HEIGHT;
    raster(&f, 0, 10, 1, 10, 10);
    for (int i = 0; i < 100; i++)
        f.grid.cells[i] = i % 10 < 6 ? 8 : 2.99F;
    town_layer(&f.t, "building", GEO_GEOM_POLYGON, "id");
    town_box(&f.t, 0.0, 0.0, 3.6, 10.0, "b"); /* the centres of four columns */
    open_town(&f, "");
    f.inputs.building = town_source(&f.t, "building", "", "");
    open_canopy(&f);
    geo_canopy_figure figure = measure(&f, 0, 0, 10, 10);
    assert_near(figure.area_m2, 100, 1e-3);
    assert_near(figure.canopy_m2, 20, 1e-3);
    end(&f);
}

/* ---- rows ---- */

static void rows_get_the_figure_of_their_unit(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    trees(&f);
    tree(&f, 50, 50, 10);
    town_layer(&f.t, "neighbourhood", GEO_GEOM_POLYGON, "id code name kind parent_code");
    town_box(&f.t, 0.0, 0.0, 100.0, 100.0, "1", "BU1", NULL, NULL, NULL);
    town_box(&f.t, 100.0, 0.0, 200.0, 100.0, "2", "BU2", NULL, NULL, NULL);
    geo_point ring[] = {{0, 0}, {60, 0}, {60, 60}, {0, 60}, {0, 0}};
    uint32_t ringend = 5, part = 1;
    geo_geom square = {GEO_GEOM_POLYGON, ring, &ringend, &part, 5, 1, 1};
    geo_point bow[] = {{0, 0}, {60, 60}, {60, 0}, {0, 60}, {0, 0}};
    geo_geom tied = {GEO_GEOM_POLYGON, bow, &ringend, &part, 5, 1, 1};
    town_rows_point(&f.rows, 10, 10, "a", NULL);
    town_rows_point(&f.rows, 10, 10, "b", "BU2"); /* its code wins */
    town_rows_point(&f.rows, 500, 10, "c", "BU9");
    town_rows_geom(&f.rows, &square, "d", NULL);
    town_rows_geom(&f.rows, &tied, "e", NULL);
    open_town(&f, "tree");
    geo_source *areas = town_source(&f.t, "neighbourhood", "code name kind parent_code", "");
    assert_ok(geo_areas_new(f.t.ctx, areas, "buurt", &f.inputs.areas));
    open_canopy(&f);
    assert_ok(geo_canopy_run(f.t.ctx, f.canopy, &f.rows.batch,
                             town_rows_out(&f.rows, GEO_CANOPY_COLUMNS)));
    const struct {
        double pct, area_m2;
        const char *unit, *note;
    } wanted[] = {{M_PI * 25 / 100, 10000, "BU1", "source_trees"},
                  {0, 10000, "BU2", "source_trees"},
                  {NAN, NAN, "", "no_unit"},
                  {100 * M_PI * 25 / 3600, 3600, "self", "source_trees"},
                  {NAN, NAN, "self", "no_area"}};
    for (size_t i = 0; i < 5; i++) {
        double pct = town_number(&f.rows, i, GEO_CANOPY_PCT);
        double area = town_number(&f.rows, i, GEO_CANOPY_AREA_M2);
        if (isnan(wanted[i].pct))
            assert_true(isnan(pct) && isnan(area));
        else {
            assert_near(pct, wanted[i].pct, 1e-6);
            assert_near(area, wanted[i].area_m2, 1e-3);
        }
        assert_string_equal(town_text(&f.rows, i, GEO_CANOPY_UNIT), wanted[i].unit);
        assert_string_equal(town_text(&f.rows, i, GEO_CANOPY_NOTE), wanted[i].note);
        assert_string_equal(town_text(&f.rows, i, GEO_CANOPY_SOURCE), "base.gpkg:tree");
    }
    end(&f);
}

static void rows_get_circles_and_polygons_side_by_side(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    f.options.area = GEO_CANOPY_CIRCLE;
    f.options.radius_m = 25;
    trees(&f);
    tree(&f, 0, 0, 20);
    open_town(&f, "tree");
    geo_point ring[] = {{0, 0}, {60, 0}, {60, 60}, {0, 60}, {0, 0}};
    uint32_t ringend = 5, part = 1;
    geo_geom square = {GEO_GEOM_POLYGON, ring, &ringend, &part, 5, 1, 1};
    town_rows_point(&f.rows, 5000, 0, "a", NULL); /* another block */
    town_rows_geom(&f.rows, &square, "b", NULL);
    town_rows_point(&f.rows, 0, 0, "c", NULL);
    open_canopy(&f);
    assert_ok(geo_canopy_run(f.t.ctx, f.canopy, &f.rows.batch,
                             town_rows_out(&f.rows, GEO_CANOPY_COLUMNS)));
    assert_near(town_number(&f.rows, 0, GEO_CANOPY_PCT), 0, 0);
    assert_near(town_number(&f.rows, 1, GEO_CANOPY_M2), M_PI * 100 / 4, 0.1);
    assert_near(town_number(&f.rows, 2, GEO_CANOPY_PCT), 16, 0.1); /* (10 / 25)^2 */
    assert_string_equal(town_text(&f.rows, 2, GEO_CANOPY_UNIT), "circle 25 m");
    assert_string_equal(town_text(&f.rows, 1, GEO_CANOPY_UNIT), "self");
    end(&f);
}

static void out_of_memory_is_an_error(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    f.options.area = GEO_CANOPY_CIRCLE;
    f.options.radius_m = 10;
    trees(&f);
    tree(&f, 0, 0, 20);
    tree(&f, 12, 0, 20);
    town_rows_point(&f.rows, 0, 0, "c", NULL);
    open_town(&f, "tree");
    geo_point ring[] = {{0, 0}, {60, 0}, {60, 60}, {0, 60}, {0, 0}};
    uint32_t ringend = 5, part = 1;
    geo_geom square = {GEO_GEOM_POLYGON, ring, &ringend, &part, 5, 1, 1};
    town_rows_geom(&f.rows, &square, "b", NULL);
    open_canopy(&f);
    geo_columns *out = town_rows_out(&f.rows, GEO_CANOPY_COLUMNS);
    geo_status status = GEO_ERR_NOMEM;
    uint64_t nth;
    for (nth = 1; status != GEO_OK && nth < 5000; nth++) {
        geo_alloc_fail_at(nth);
        status = geo_canopy_run(f.t.ctx, f.canopy, &f.rows.batch, out);
        geo_alloc_fail_at(0);
        assert_true(status == GEO_OK || status == GEO_ERR_NOMEM);
    }
    assert_true(nth > 40 && nth < 5000);
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_crown_counts_by_its_area_once),
        cmocka_unit_test(overlapping_crowns_are_dissolved),
        cmocka_unit_test(which_trees_give_canopy),
        cmocka_unit_test(crown_polygons_are_dissolved_too),
        cmocka_unit_test(no_trees_is_no_canopy),
        cmocka_unit_test(water_is_left_out_unless_all_is_asked_for),
        cmocka_unit_test(where_the_data_end),
        cmocka_unit_test(clearings_and_ponds_are_not_shaded),
        cmocka_unit_test(any_town_by_counting_points),
        cmocka_unit_test(cells_count_by_their_covered_part),
        cmocka_unit_test(values_of_another_kind_are_refused),
        cmocka_unit_test(no_data_in_a_raster),
        cmocka_unit_test(roofs_are_no_crowns),
        cmocka_unit_test(rows_get_the_figure_of_their_unit),
        cmocka_unit_test(rows_get_circles_and_polygons_side_by_side),
        cmocka_unit_test(out_of_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
