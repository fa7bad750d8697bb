/* Where a theme's data ends: distances, shares, and the union that is known. */
#include <string.h>

#include "near.h"

#include "io/coverage.h"

#include "../support/town.c"

static const char *const TREES[] = {"tree", "crown", NULL};

typedef struct fixture {
    town t;
    geo_geos *geos;
    geo_coverage *coverage;
} fixture;

static void begin(fixture *f)
{
    *f = (fixture){0};
    town_begin(&f->t);
    f->t.move = (geo_point){EAST, NORTH};
    town_layer(&f->t, "coverage", GEO_GEOM_POLYGON, "id theme completeness");
}

static void open_coverage(fixture *f, bool with_source)
{
    town_build(&f->t);
    geo_source *source =
        with_source ? town_source(&f->t, "coverage", "theme completeness", "") : NULL;
    assert_ok(geo_geos_new(f->t.ctx, &f->geos));
    assert_ok(geo_coverage_new(f->t.ctx, f->geos, source, TREES, &f->coverage));
}

static void end(fixture *f)
{
    geo_coverage_free(f->coverage);
    geo_geos_free(f->geos);
    town_end(&f->t);
}

static geo_point place(double x, double y)
{
    return (geo_point){EAST + x, NORTH + y};
}

static void no_layer_means_complete(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    open_coverage(&f, false);
    assert_false(geo_coverage_is_stated(f.coverage));
    assert_null(geo_coverage_known(f.coverage));
    assert_true(isinf(geo_coverage_edge(f.coverage, place(0, 0))));
    assert_true(isinf(geo_coverage_public_only(f.coverage, place(0, 0))));
    geo_coverage_free(NULL);
    end(&f);
}

static void other_themes_say_nothing(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    town_box(&f.t, 0, 0, 10, 10, "1", "green", "all");
    town_box(&f.t, 0, 0, 10, 10, "2", NULL, "public_only");
    open_coverage(&f, true);
    assert_false(geo_coverage_is_stated(f.coverage));
    assert_true(isinf(geo_coverage_edge(f.coverage, place(500, 0))));
    end(&f);
}

static void the_edge_is_that_of_all_parts_together(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    town_box(&f.t, 0, 0, 100, 100, "1", "tree", "all");
    town_box(&f.t, 100, 0, 200, 100, "2", "crown", "public_only");
    town_box(&f.t, 0, 0, 1000, 1000, "3", "water", "all");
    open_coverage(&f, true);
    assert_true(geo_coverage_is_stated(f.coverage));
    assert_near(geo_coverage_edge(f.coverage, place(100, 50)), 50, 1e-9); /* no seam */
    assert_near(geo_coverage_edge(f.coverage, place(10, 50)), 10, 1e-9);
    assert_near(geo_coverage_edge(f.coverage, place(0, 50)), 0, 0); /* on it */
    assert_near(geo_coverage_edge(f.coverage, place(-5, 50)), 0, 0);
    assert_near(geo_coverage_public_only(f.coverage, place(70, 50)), 30, 1e-9);
    assert_near(geo_coverage_public_only(f.coverage, place(150, 50)), 0, 0);
    assert_near(geo_geom_area(geo_coverage_known(f.coverage)), 20000, 1e-6);
    end(&f);
}

static void assert_ends(const fixture *f, geo_point low, geo_point high, double edge, double only)
{
    geo_point ring[] = {low, {high.x, low.y}, high, {low.x, high.y}, low};
    uint32_t ringend = 5, part = 1;
    geo_geom area = {GEO_GEOM_POLYGON, ring, &ringend, &part, 5, 1, 1};
    assert_near(geo_coverage_edge_of(f->coverage, &area), edge, 1e-9);
    assert_near(geo_coverage_public_only_of(f->coverage, &area), only, 1e-9);
}

/* From anywhere on a polygon, not from its corners only. */
static void ends_as_seen_from_polygons(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    town_box(&f.t, 0, 0, 200, 100, "1", "tree", "all");
    town_box(&f.t, 48, 90, 52, 96, "2", "crown", "public_only");
    town_box(&f.t, 148, 30, 152, 36, "3", "crown", "public_only");
    open_coverage(&f, true);
    assert_ends(&f, place(10, 40), place(90, 60), 10, 30);  /* below the middle of a long wall */
    assert_ends(&f, place(40, 80), place(60, 99), 1, 0);    /* around the first */
    assert_ends(&f, place(140, 20), place(160, 40), 20, 0); /* around the second */
    assert_ends(&f, place(149, 31), place(151, 33), 31, 0); /* within it */
    assert_ends(&f, place(100, -5), place(110, 5), 0, hypot(38, 25));
    end(&f);
}

static void without_public_only_parts_none_is_near(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    town_box(&f.t, 0, 0, 100, 100, "1", "tree", NULL);
    open_coverage(&f, true);
    assert_true(isinf(geo_coverage_public_only(f.coverage, place(50, 50))));
    end(&f);
}

static void shares_of_an_area(void **state)
{
    (void)state;
    fixture f;
    double beyond, public_only;
    begin(&f);
    town_box(&f.t, 0, 0, 60, 100, "1", "tree", "all");
    town_box(&f.t, 50, 0, 80, 50, "2", "tree", "public_only");
    open_coverage(&f, true);
    geo_point ring[] = {place(0, 0), place(100, 0), place(100, 100), place(0, 100), place(0, 0)};
    uint32_t ringend = 5, part = 1;
    geo_geom area = {GEO_GEOM_POLYGON, ring, &ringend, &part, 5, 1, 1};
    assert_ok(geo_coverage_shares(f.t.ctx, f.geos, f.coverage, &area, &beyond, &public_only));
    assert_near(beyond, 0.3, 1e-9);
    assert_near(public_only, 0.15, 1e-9);
    geo_geom nothing = {.type = GEO_GEOM_MULTIPOLYGON};
    assert_ok(geo_coverage_shares(f.t.ctx, f.geos, f.coverage, &nothing, &beyond, &public_only));
    assert_near(beyond, 0, 0);
    end(&f);
}

/* Neither must make data look complete. */
static void strange_words_are_refused(void **state)
{
    static const char *const ROWS[][2] = {
        {"tree", "Public_only"}, {"tree", "publiek"}, {"TREE", "all"}, {"all", "all"}};
    (void)state;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        fixture f;
        begin(&f);
        town_box(&f.t, 0, 0, 10, 10, "1", "tree", "all");
        town_box(&f.t, 0, 0, 10, 10, "2", ROWS[i][0], ROWS[i][1]);
        town_build(&f.t);
        assert_ok(geo_geos_new(f.t.ctx, &f.geos));
        assert_int_equal(geo_coverage_new(f.t.ctx, f.geos,
                                          town_source(&f.t, "coverage", "theme completeness", ""),
                                          TREES, &f.coverage),
                         GEO_ERR_FORMAT);
        assert_non_null(strstr(geo_ctx_error(f.t.ctx), "'2' has the unknown"));
        assert_null(f.coverage);
        end(&f);
    }
}

static void a_polygon_of_no_use_is_refused(void **state)
{
    (void)state;
    fixture f;
    const geo_point ring[] = {{0, 0}, {9, 0}, {0, 0}};
    begin(&f);
    town_box(&f.t, 0, 0, 10, 10, "1", "tree", "all");
    town_ring(&f.t, ring, 3, "flat", "tree", "public_only");
    town_build(&f.t);
    assert_ok(geo_geos_new(f.t.ctx, &f.geos));
    assert_int_equal(geo_coverage_new(f.t.ctx, f.geos,
                                      town_source(&f.t, "coverage", "theme completeness", ""),
                                      TREES, &f.coverage),
                     GEO_ERR_GEOM);
    assert_non_null(strstr(geo_ctx_error(f.t.ctx), "1 of 2 features"));
    end(&f);
}

static void an_empty_layer_is_not_a_statement(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    open_coverage(&f, true);
    assert_false(geo_coverage_is_stated(f.coverage));
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_layer_means_complete),
        cmocka_unit_test(other_themes_say_nothing),
        cmocka_unit_test(the_edge_is_that_of_all_parts_together),
        cmocka_unit_test(ends_as_seen_from_polygons),
        cmocka_unit_test(without_public_only_parts_none_is_near),
        cmocka_unit_test(shares_of_an_area),
        cmocka_unit_test(strange_words_are_refused),
        cmocka_unit_test(a_polygon_of_no_use_is_refused),
        cmocka_unit_test(an_empty_layer_is_not_a_statement),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
