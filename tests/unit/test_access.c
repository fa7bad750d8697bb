/* What an address is told about green: distances, the patch, and why there is none. */
#include <stdlib.h>
#include <string.h>

#include "near.h"

#include "green/access.h"

#include "../support/town.c"

typedef struct fixture {
    town t;
    geo_point ring[2][5];
    geo_patch items[2];
    geo_patches patches;
    geo_reach *reach;
    geo_network *net;
    geo_geos *geos;
    geo_coverage *coverage, *street_coverage;
    geo_access *access;
    geo_access_options options;
    town_rows rows;
    bool kade; /* a second street, which ends at the first */
} fixture;

static const char *const GREEN[] = {"green", NULL}, *const STREETS[] = {"street", NULL};

static void begin(fixture *f, const char *columns)
{
    *f = (fixture){.options = {.limit_m = 1000, .threads = 2, .summary = true, .threshold_m = 400}};
    town_begin(&f->t);
    f->t.move = (geo_point){EAST, NORTH};
    town_layer(&f->t, "coverage", GEO_GEOM_POLYGON, "id theme completeness");
    f->patches.items = f->items;
    town_rows_begin(&f->rows, columns);
    f->rows.move = f->t.move;
}

static void patch(fixture *f, const char *id, double x0, double y0, double x1, double y1)
{
    static uint32_t ringend = 5, part = 1;
    const geo_point corners[] = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}};
    geo_point *ring = f->ring[f->patches.count];
    for (int i = 0; i < 5; i++)
        ring[i] = (geo_point){EAST + corners[i].x, NORTH + corners[i].y};
    f->items[f->patches.count++] =
        (geo_patch){.shape = {GEO_GEOM_POLYGON, ring, &ringend, &part, 5, 1, 1},
                    .box = {ring[0].x, ring[0].y, ring[2].x, ring[2].y},
                    .id = id};
}

static void run(fixture *f, bool streets)
{
    const geo_point line[] = {{0, 0}, {3000, 0}}, kade[] = {{3000, 0}, {-40, 120}};
    town_layer(&f->t, "street", GEO_GEOM_LINE, "id name foot#");
    if (streets)
        town_line(&f->t, line, 2, "1", "Dorpsstraat", 1.0);
    if (f->kade)
        town_line(&f->t, kade, 2, "2", "Kade", 1.0);
    town_build(&f->t);
    assert_ok(geo_reach_new(f->t.ctx, &f->patches, &f->reach));
    geo_network_options network = {30, f->options.limit_m};
    if (streets)
        assert_ok(geo_network_new(f->t.ctx, town_source(&f->t, "street", "name", "foot"), f->reach,
                                  &network, &f->net));
    assert_ok(geo_geos_new(f->t.ctx, &f->geos));
    geo_source *ends = town_source(&f->t, "coverage", "theme completeness", "");
    assert_ok(geo_coverage_new(f->t.ctx, f->geos, ends, GREEN, &f->coverage));
    assert_ok(geo_coverage_new(f->t.ctx, f->geos, ends, STREETS, &f->street_coverage));
    geo_access_inputs inputs = {
        .reach = f->reach, .network = f->net, .coverage = {f->coverage, f->street_coverage}};
    assert_ok(geo_access_new(f->t.ctx, &f->options, &inputs, &f->rows.schema, &f->access));
    assert_ok(geo_access_run(f->t.ctx, f->access, &f->rows.batch,
                             town_rows_out(&f->rows, GEO_ACCESS_COLUMNS)));
}

static void end(fixture *f)
{
    geo_access_free(f->access);
    geo_coverage_free(f->coverage);
    geo_coverage_free(f->street_coverage);
    geo_geos_free(f->geos);
    geo_network_free(f->net);
    geo_reach_free(f->reach);
    town_rows_end(&f->rows);
    town_end(&f->t);
}

static void assert_row(const fixture *f, size_t row, double dist, double straight, const char *id,
                       const char *note)
{
    double told[2] = {town_number(&f->rows, row, GEO_ACCESS_DIST_M),
                      town_number(&f->rows, row, GEO_ACCESS_STRAIGHT_M)};
    if (isnan(dist) ? !isnan(told[0]) : !(fabs(told[0] - dist) <= 0.0005))
        fail_msg("row %zu: distance %g, not %g", row, told[0], dist);
    if (isnan(straight) ? !isnan(told[1]) : !(fabs(told[1] - straight) <= 0.0005))
        fail_msg("row %zu: straight %g, not %g", row, told[1], straight);
    assert_string_equal(town_text(&f->rows, row, GEO_ACCESS_ID), id);
    assert_string_equal(town_text(&f->rows, row, GEO_ACCESS_NOTE), note);
}

static void assert_same(double a, double b)
{
    if (!isnan(a) || !isnan(b))
        assert_near(a, b, 0);
}

/* The row before bounds what is looked for and lends its answer to one at its very place; no row
 * may be told anything else than alone. */
static void rows_do_not_mind_the_rows_before(void **state)
{
    (void)state;
    const struct {
        double x, y;
        const char *street;
    } at[] = {{-40, 50, NULL}, {-40, 50, NULL}, {-40, 50, "Dorpsstraat"}, {-40, 50, "Kade"},
              {-40, 50, NULL}, {-40, 20, NULL}, {900, 20, "Dorpsstraat"}, {2400, 0, NULL},
              {150, 50, NULL}, {50, 50, NULL},  {2400, 0, NULL},          {300, 0, "Kade"},
              {-40, 50, NULL}};
    enum { COUNT = sizeof at / sizeof *at };
    geo_access_answer alone[COUNT];
    for (size_t i = 0; i <= COUNT; i++) {
        fixture f;
        begin(&f, "street home#");
        f.kade = true;
        patch(&f, "park", 0, 0, 100, 100);
        patch(&f, "bos", 1000, -40, 1100, 60);
        for (size_t k = i < COUNT ? i : 0; k < (i < COUNT ? i + 1 : COUNT); k++)
            town_rows_point(&f.rows, at[k].x, at[k].y, at[k].street, 1.0);
        run(&f, true);
        const geo_access_answer *answers = geo_access_answers(f.access);
        for (size_t k = 0; i == COUNT && k < COUNT; k++) {
            assert_same(answers[k].dist_m, alone[k].dist_m);
            assert_same(answers[k].straight_m, alone[k].straight_m);
            assert_int_equal(answers[k].patch, alone[k].patch);
            assert_int_equal(answers[k].walk.end, alone[k].walk.end);
        }
        if (i < COUNT)
            alone[i] = answers[0];
        end(&f);
    }
}

static void nought_inside_a_patch_has_no_sign(void **state)
{
    (void)state;
    fixture f;
    begin(&f, "street home#");
    patch(&f, "park", 0, 0, 100, 100);
    town_rows_point(&f.rows, 50, 50, NULL, 1.0);
    run(&f, true);
    assert_row(&f, 0, 0, 0, "park", "");
    assert_false(signbit(town_number(&f.rows, 0, GEO_ACCESS_DIST_M)));
    assert_false(signbit(town_number(&f.rows, 0, GEO_ACCESS_STRAIGHT_M)));
    end(&f);
}

static void straight_and_over_the_network(void **state)
{
    (void)state;
    fixture f;
    begin(&f, "street home#");
    patch(&f, "park", 500, 20, 600, 120);
    town_rows_point(&f.rows, 200, 10, NULL, 1.0);
    town_rows_point(&f.rows, 550, 50, "Dorpsstraat", 1.0); /* in the park */
    town_rows_point(&f.rows, 500, 20, NULL, 1.0);          /* on its corner */
    town_rows_point(&f.rows, 2000, 10, NULL, 1.0);
    town_rows_point(&f.rows, 550, 400, NULL, 1.0); /* far from every street */
    run(&f, true);
    assert_row(&f, 0, 10 + 300 + 20, hypot(300, 10), "park", "");
    assert_row(&f, 1, 0, 0, "park", "");
    assert_row(&f, 2, 0, 0, "park", "");
    assert_row(&f, 3, NAN, NAN, "", "beyond_limit:1000");
    assert_row(&f, 4, NAN, 280, "", "off_network");
    const geo_access_answer *answers = geo_access_answers(f.access);
    assert_int_equal(answers[0].patch, 0);
    assert_int_equal(answers[3].patch, UINT32_MAX);
    geo_access_summary told = geo_access_tell(f.access);
    assert_int_equal(told.homes, 5);
    assert_int_equal(told.judged, 4); /* off the network is unknown */
    assert_int_equal(told.within, 3);
    end(&f);
}

static void without_streets_straight_is_all(void **state)
{
    (void)state;
    fixture f;
    begin(&f, "id");
    patch(&f, "park", 0, 0, 100, 100);
    town_rows_point(&f.rows, -300, 50, "a");
    town_rows_point(&f.rows, -1000, 50, "b"); /* exactly the limit */
    town_rows_point(&f.rows, -1000.01, 50, "c");
    run(&f, false);
    assert_row(&f, 0, 300, 300, "park", "");
    assert_row(&f, 1, 1000, 1000, "park", "");
    assert_row(&f, 2, NAN, NAN, "", "beyond_limit:1000");
    assert_int_equal(geo_access_tell(f.access).homes, 0); /* nothing says that they are */
    end(&f);
}

static void without_green_there_is_no_target(void **state)
{
    (void)state;
    for (int streets = 0; streets < 2; streets++) {
        fixture f;
        begin(&f, "id");
        town_rows_point(&f.rows, 100, 5, "a");
        run(&f, streets);
        assert_row(&f, 0, NAN, NAN, "", "no_target");
        end(&f);
    }
}

static void a_component_without_green_is_unreachable(void **state)
{
    (void)state;
    fixture f;
    begin(&f, "id");
    patch(&f, "park", 500, 100, 600, 200);
    town_rows_point(&f.rows, 500, 5, "a");
    run(&f, true);
    assert_row(&f, 0, NAN, 95, "", "unreachable");
    assert_int_equal(geo_access_tell(f.access).judged, 0);
    end(&f);
}

static void where_the_data_end_nearer_than_what_was_found(void **state)
{
    (void)state;
    fixture f;
    begin(&f, "id home#");
    patch(&f, "park", 0, 0, 100, 100);
    town_box(&f.t, -1000.0, -500.0, 600.0, 500.0, "1", "green", "all");
    town_rows_point(&f.rows, 300, 50, "a", 1.0); /* 200 to the park, 300 to the end */
    town_rows_point(&f.rows, 350, 50, "b", 1.0); /* 250 and 250 */
    town_rows_point(&f.rows, 400, 50, "c", 1.0); /* 300, but 200 to the end */
    town_rows_point(&f.rows, 700, 50, "d", 1.0); /* beyond: 600 */
    town_rows_point(&f.rows, 590.5, 50, "e", 1.0);
    run(&f, false);
    assert_row(&f, 0, 200, 200, "park", "");
    assert_row(&f, 1, 250, 250, "park", "");
    assert_row(&f, 2, 300, 300, "park", "coverage_edge:200");
    assert_row(&f, 3, 600, 600, "park", "coverage_edge:0");
    assert_row(&f, 4, 490.5, 490.5, "park", "coverage_edge:9");
    geo_access_summary told = geo_access_tell(f.access);
    assert_int_equal(told.within, 3);
    assert_int_equal(told.judged, 3); /* d and e could pass by green that is not in the data */
    end(&f);
}

static void streets_may_end_sooner_than_green(void **state)
{
    (void)state;
    fixture f;
    begin(&f, "id");
    patch(&f, "park", 500, 20, 600, 120);
    town_box(&f.t, -1000.0, -500.0, 2000.0, 500.0, "1", "green", "all");
    town_box(&f.t, 100.0, -500.0, 2000.0, 500.0, "2", "street", "all");
    town_rows_point(&f.rows, 200, 0, "a");
    run(&f, true);
    assert_row(&f, 0, 320, hypot(300, 20), "park", "coverage_edge:100");
    end(&f);
}

static void who_is_a_home(void **state)
{
    (void)state;
    fixture f;
    begin(&f, "id home#");
    patch(&f, "park", 0, 0, 100, 100);
    town_rows_point(&f.rows, 300, 50, "a", 1.0);
    town_rows_point(&f.rows, 300, 50, "b", 0.0);
    town_rows_point(&f.rows, 300, 50, "c", NAN); /* unknown is no home */
    town_rows_point(&f.rows, 700, 50, "a", 1.0); /* a further address of one that was told */
    run(&f, false);
    assert_int_equal(geo_access_tell(f.access).homes, 1);
    assert_int_equal(geo_access_tell(f.access).within, 1);
    end(&f);
}

static void rows_that_are_no_points_are_our_bug(void **state)
{
    (void)state;
    fixture f;
    begin(&f, "id");
    geo_point line[] = {{0, 0}, {1, 1}};
    uint32_t lineend = 2;
    geo_geom geom = {GEO_GEOM_LINE, line, &lineend, NULL, 2, 1, 0};
    town_rows_point(&f.rows, 300, 50, "a");
    run(&f, false);
    town_rows_geom(&f.rows, &geom, "b");
    assert_int_equal(geo_access_run(f.t.ctx, f.access, &f.rows.batch,
                                    town_rows_out(&f.rows, GEO_ACCESS_COLUMNS)),
                     GEO_ERR_INTERNAL);
    end(&f);
}

static void an_empty_batch_is_fine(void **state)
{
    (void)state;
    fixture f;
    begin(&f, "id");
    run(&f, true);
    assert_int_equal(geo_access_tell(f.access).homes, 0);
    end(&f);
}

static void out_of_memory_is_an_error(void **state)
{
    (void)state;
    fixture f;
    begin(&f, "street");
    f.options.threads = 1;
    patch(&f, "park", 500, 20, 600, 120);
    town_rows_point(&f.rows, 200, 10, "Dorpsstraat");
    town_rows_point(&f.rows, 2000, 10, NULL);
    run(&f, true);
    geo_columns *out = town_rows_out(&f.rows, GEO_ACCESS_COLUMNS);
    geo_status status = GEO_ERR_NOMEM;
    uint64_t nth;
    for (nth = 1; status != GEO_OK && nth < 1000; nth++) {
        geo_alloc_fail_at(nth);
        status = geo_access_run(f.t.ctx, f.access, &f.rows.batch, out);
        geo_alloc_fail_at(0);
        assert_true(status == GEO_OK || status == GEO_ERR_NOMEM);
    }
    assert_true(nth > 5 && nth < 1000);
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_do_not_mind_the_rows_before),
        cmocka_unit_test(nought_inside_a_patch_has_no_sign),
        cmocka_unit_test(straight_and_over_the_network),
        cmocka_unit_test(without_streets_straight_is_all),
        cmocka_unit_test(without_green_there_is_no_target),
        cmocka_unit_test(a_component_without_green_is_unreachable),
        cmocka_unit_test(where_the_data_end_nearer_than_what_was_found),
        cmocka_unit_test(streets_may_end_sooner_than_green),
        cmocka_unit_test(who_is_a_home),
        cmocka_unit_test(rows_that_are_no_points_are_our_bug),
        cmocka_unit_test(an_empty_batch_is_fine),
        cmocka_unit_test(out_of_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
