/* Shade along pieces of way: worked out beside each case, and counted point by point on random
 * crowns and rasters. Walks as a whole are asked of tests/oracle/cool.py. */
#include <math.h>
#include <string.h>

#include "near.h"
#include "shapes.h"

#include "canopy_case.h"

#include "green/shade.h"

static geo_stretch piece(double ax, double ay, double bx, double by)
{
    return (geo_stretch){{EAST + ax, NORTH + ay}, {EAST + bx, NORTH + by}};
}

static geo_shade shade(fixture *f, geo_stretch one)
{
    geo_shade out;
    if (geo_shade_measure(f->t.ctx, f->canopy, &one, 1, &out) != GEO_OK)
        fail_msg("%s", geo_ctx_error(f->t.ctx));
    return out;
}

#define assert_shade(got, length, known, shaded)                                                   \
    do {                                                                                           \
        geo_shade got_ = (got);                                                                    \
        assert_near(got_.length_m, (length), 1e-6);                                                \
        assert_near(got_.known_m, (known), 1e-6);                                                  \
        assert_near(got_.shaded_m, (shaded), 1e-6);                                                \
    } while (0)

static void open_crowns(fixture *f)
{
    open_town(f, "crown");
    open_canopy(f);
}

static void crowns_over_each_other_count_once(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    crowns(&f);
    town_box(&f.t, 10.0, -5.0, 30.0, 5.0, "1");
    town_box(&f.t, 20.0, -5.0, 40.0, 5.0, "2");
    town_box(&f.t, 50.0, 0.5, 60.0, 5.0, "3"); /* beside the way */
    town_box(&f.t, 70.0, -5.0, 80.0, 5.0, "4");
    open_crowns(&f);
    assert_shade(shade(&f, piece(0, 0, 100, 0)), 100, 100, 40);
    assert_shade(shade(&f, piece(100, 0, 0, 0)), 100, 100, 40);
    assert_shade(shade(&f, piece(15, 0, 25, 0)), 10, 10, 10); /* it begins and ends within */
    assert_shade(shade(&f, piece(15, -10, 15, 10)), 20, 20, 10);
    assert_shade(shade(&f, piece(0, -4, 24, 8)), sqrt(24 * 24 + 12 * 12), sqrt(720),
                 sqrt(720) * 8 / 24); /* enters at x = 10, leaves by the corner (18, 5) */
    assert_shade(shade(&f, piece(15, 0, 15, 0)), 0, 0, 0);
    end(&f);
}

/* As long as several blocks, and through a crown that lies over their border. */
static void a_long_piece_is_measured_in_parts(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    crowns(&f);
    for (int i = 0; i < 20; i++)
        town_box(&f.t, 100.0 * i + 40, -5.0, 100.0 * i + 70, 5.0, "c");
    open_crowns(&f);
    assert_shade(shade(&f, piece(0, 0, 2000, 0)), 2000, 2000, 600);
    end(&f);
}

static void beyond_the_coverage_nothing_is_known(void **state)
{
    (void)state;
    static const char *const CROWN[] = {"crown", NULL};
    fixture f;
    begin(&f);
    crowns(&f);
    town_box(&f.t, 10.0, -5.0, 30.0, 5.0, "1");
    town_layer(&f.t, "coverage", GEO_GEOM_POLYGON, "theme completeness");
    town_box(&f.t, 0.0, -50.0, 25.0, 50.0, "crown", "all");
    open_town(&f, "crown");
    assert_ok(geo_geos_new(f.t.ctx, &f.geos));
    geo_source *ends = town_source(&f.t, "coverage", "theme completeness", "");
    assert_ok(geo_coverage_new(f.t.ctx, f.geos, ends, CROWN, &f.coverage));
    f.inputs.coverage = f.coverage;
    open_canopy(&f);
    assert_shade(shade(&f, piece(0, 0, 100, 0)), 100, 25, 15);
    assert_shade(shade(&f, piece(-100, 200, 300, 200)), 400, 0, 0);
    end(&f);
}

/* Cells of 2 m; shares by column: 0, 100, 50 %, none, and so on. */
static void a_raster_counts_by_the_length_in_each_cell(void **state)
{
    (void)state;
    static const float CYCLE[] = {0, 100, 50, NAN};
    fixture f;
    begin(&f);
    f.options.raster_is = GEO_CANOPY_PERCENT;
    raster(&f, 0, 10, 2, 8, 5);
    for (int i = 0; i < 40; i++)
        f.grid.cells[i] = CYCLE[i % 8 % 4];
    town_build(&f.t);
    open_canopy(&f);
    assert_shade(shade(&f, piece(0, 5, 16, 5)), 16, 12, 6);
    assert_shade(shade(&f, piece(16, 5, 0, 5)), 16, 12, 6);
    assert_shade(shade(&f, piece(3, 1, 3, 9)), 8, 8, 8);
    assert_shade(shade(&f, piece(2, 1, 2, 9)), 8, 8, 8); /* a border is the cell's east of it */
    assert_shade(shade(&f, piece(0, 1, 4, 4)), 5, 5, 2.5);
    assert_shade(shade(&f, piece(-4, 5, 4, 5)), 8, 4, 2); /* half of it beyond the raster */
    assert_shade(shade(&f, piece(500, 5, 504, 5)), 4, 0, 0);
    end(&f);
}

static void a_share_is_unknown_with_too_many_gaps(void **state)
{
    (void)state;
    assert_near(geo_shade_pct(&(geo_shade){100, 100, 25}), 25, 1e-12);
    assert_near(geo_shade_pct(&(geo_shade){100, 95, 19}), 20, 1e-12);
    assert_true(isnan(geo_shade_pct(&(geo_shade){100, 94.9, 19})));
    assert_true(isnan(geo_shade_pct(&(geo_shade){100, 0, 0})));
    assert_true(isnan(geo_shade_pct(&(geo_shade){0, 0, 0})));
}

/* ---- point by point ---- */

enum { POINTS = 20000 };

static bool is_under(const shape *shapes, size_t count, geo_point p)
{
    for (size_t i = 0; i < count; i++)
        if (geo_geom_covers(&shapes[i].geom, p))
            return true;
    return false;
}

static void random_crowns_point_by_point(void **state)
{
    (void)state;
    enum { STARS = 40, PIECES = 60 };
    shape_dice d = {7};
    static shape shapes[STARS];
    fixture f;
    begin(&f);
    crowns(&f);
    for (int i = 0; i < STARS; i++) {
        double x = shape_between(&d, 0, 200), y = shape_between(&d, 0, 200);
        shape_make(&shapes[i], &d, (geo_point){x, y}, 15, 1 + i % 3, i % 2, 0);
        town_put(&f.t, &shapes[i].geom, "c");
    }
    open_crowns(&f);
    double worst = 0;
    for (int i = 0; i < PIECES; i++) {
        double ax = shape_between(&d, 0, 200), ay = shape_between(&d, 0, 200);
        double bx = shape_between(&d, 0, 200), by = shape_between(&d, 0, 200);
        geo_shade got = shade(&f, piece(ax, ay, bx, by));
        int under = 0;
        for (int k = 0; k < POINTS; k++) {
            double along = (k + 0.5) / POINTS;
            geo_point p = {ax + along * (bx - ax), ay + along * (by - ay)};
            under += is_under(shapes, STARS, p);
        }
        worst = fmax(worst, fabs(got.shaded_m / got.length_m - (double)under / POINTS));
    }
    assert_true(worst < 2e-3); /* a point at every edge that is crossed */
    end(&f);
}

static void random_rasters_point_by_point(void **state)
{
    (void)state;
    shape_dice d = {9};
    fixture f;
    begin(&f);
    raster(&f, 0, 300, 0.5, 600, 600);
    for (int i = 0; i < 600 * 600; i++)
        f.grid.cells[i] = shape_roll(&d) < 0.1 ? NAN : shape_roll(&d) < 0.4 ? 1 : 0;
    town_build(&f.t);
    open_canopy(&f);
    for (int i = 0; i < 40; i++) {
        geo_stretch way = piece(shape_between(&d, -20, 320), shape_between(&d, -20, 320),
                                shape_between(&d, -20, 320), shape_between(&d, -20, 320));
        geo_shade got = shade(&f, way);
        int known = 0, under = 0;
        for (int k = 0; k < POINTS; k++) {
            double along = (k + 0.5) / POINTS;
            float cell = geo_grid_at(&f.grid, (geo_point){way.a.x + along * (way.b.x - way.a.x),
                                                          way.a.y + along * (way.b.y - way.a.y)});
            known += !isnan(cell);
            under += cell == 1;
        }
        assert_near(got.known_m / got.length_m, (double)known / POINTS, 5e-3);
        assert_near(got.shaded_m / got.length_m, (double)under / POINTS, 5e-3);
    }
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(crowns_over_each_other_count_once),
        cmocka_unit_test(a_long_piece_is_measured_in_parts),
        cmocka_unit_test(beyond_the_coverage_nothing_is_known),
        cmocka_unit_test(a_raster_counts_by_the_length_in_each_cell),
        cmocka_unit_test(a_share_is_unknown_with_too_many_gaps),
        cmocka_unit_test(random_crowns_point_by_point),
        cmocka_unit_test(random_rasters_point_by_point),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
