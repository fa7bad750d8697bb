/* Canopy in circles around points, on their grid of 0.5 m. */
#include <string.h>

#include "near.h"
#include "shapes.h"

#include "canopy_case.h"

static void circles_are_near_the_exact_overlay(void **state)
{
    (void)state;
    const double radii[] = {50, 250, 500};
    for (int i = 0; i < 3; i++) {
        fixture f;
        begin(&f);
        f.options.radius_m = radii[i];
        crowns(&f);
        town_box(&f.t, -1000.0, -1000.0, 0.0, 1000.0, "w"); /* the western half */
        water(&f);
        town_box(&f.t, -1000.0, 0.0, 1000.0, 1000.0, "n", NULL, NULL); /* the northern half */
        open_town(&f, "crown");
        f.inputs.water = town_source(&f.t, "water", "class physical", "");
        open_canopy(&f);
        double whole = M_PI * radii[i] * radii[i];
        geo_canopy_figure figure = circle(&f, 0.13, -0.21);
        double south = whole / 2 + 0.21 * 2 * radii[i]; /* strips along the diameters */
        assert_near(figure.area_m2, south, 0.001 * south);
        double west = south / 2 - 0.13 * radii[i];
        assert_near(figure.canopy_m2, west, 0.001 * west);
        end(&f);
    }
}

static void each_circle_is_the_same_alone_and_among_others(void **state)
{
    (void)state;
    enum { COUNT = 30 };
    fixture f;
    shape_dice d = {4};
    geo_point centres[COUNT];
    geo_canopy_figure together[COUNT], alone;
    begin(&f);
    f.options.radius_m = 60;
    trees(&f);
    for (int i = 0; i < 100; i++)
        tree(&f, shape_between(&d, -200, 200), shape_between(&d, -200, 200), 12);
    open_town(&f, "tree");
    open_canopy(&f);
    for (int i = 0; i < COUNT; i++)
        centres[i] =
            (geo_point){EAST + shape_between(&d, -150, 150), NORTH + shape_between(&d, -150, 150)};
    assert_ok(geo_canopy_circles(f.t.ctx, f.canopy, centres, COUNT, together));
    for (int i = 0; i < COUNT; i++) {
        assert_ok(geo_canopy_circles(f.t.ctx, f.canopy, &centres[i], 1, &alone));
        assert_near(alone.area_m2, together[i].area_m2, 1e-6);
        assert_near(alone.canopy_m2, together[i].canopy_m2, 1e-3);
    }
    end(&f);
}

static void circles_over_a_raster(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    f.options.radius_m = 20;
    raster(&f, -30, 30, 1, 60, 60);
    for (int i = 0; i < 3600; i++)
        f.grid.cells[i] = i % 60 < 30; /* the western half */
    open_town(&f, "");
    open_canopy(&f);
    geo_canopy_figure figure = circle(&f, 0, 0);
    assert_near(geo_canopy_pct(&figure), 50, 0.1);
    assert_near(figure.area_m2, M_PI * 400, 4);
    figure = circle(&f, 25, 0); /* 15 m of it lie beyond the raster */
    assert_true(isnan(geo_canopy_pct(&figure)));
    end(&f);
}

/* Of each kind of raster the same figure: western half canopy, a row without data, which
 * leaves the area too. A mask's 255 is its 1. */
static void every_kind_of_raster_is_understood(void **state)
{
    static const struct {
        geo_canopy_is is;
        float canopy, bare;
    } KINDS[] = {{GEO_CANOPY_MASK, 1, 0},
                 {GEO_CANOPY_MASK, 255, 0},
                 {GEO_CANOPY_PERCENT, 100, 0},
                 {GEO_CANOPY_HEIGHT, 3, 2.9F}};
    (void)state;
    for (size_t k = 0; k < sizeof KINDS / sizeof *KINDS; k++) {
        fixture f;
        begin(&f);
        f.options.radius_m = 20;
        f.options.raster_is = KINDS[k].is;
        raster(&f, -30, 30, 1, 60, 60);
        for (int i = 0; i < 3600; i++) {
            bool nodata = i / 60 == 25;
            f.grid.cells[i] = nodata ? NAN : i % 60 < 30 ? KINDS[k].canopy : KINDS[k].bare;
        }
        open_town(&f, "");
        open_canopy(&f);
        geo_canopy_figure figure = circle(&f, 0, 0), square = measure(&f, -20, -20, 20, 20);
        double without = 2 * sqrt(400 - 4.5 * 4.5); /* the row's length in the circle */
        assert_near(figure.area_m2, M_PI * 400 - without, 4);
        assert_near(figure.canopy_m2, (M_PI * 400 - without) / 2, 2);
        assert_near(square.area_m2, 1600 - 40, 1e-6);
        assert_near(square.canopy_m2, 780, 1e-6);
        end(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(circles_are_near_the_exact_overlay),
        cmocka_unit_test(each_circle_is_the_same_alone_and_among_others),
        cmocka_unit_test(circles_over_a_raster),
        cmocka_unit_test(every_kind_of_raster_is_understood),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
