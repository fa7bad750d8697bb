/* The mark: points on lines between values, and what missing data leave unknown. The expected
 * points are those of the domain's table (trees 0→1, 1→3, 2→5, 6→9, 7→10; canopy %/5; distance
 * 10 - 0.02 (m - 100); weights .25 .5 .25). */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "green/mark.h"
#include "near.h"

static geo_mark *mark;
static geo_notes *notes;
static char path[] = "/tmp/groennet-test-XXXXXX";

static void points_of_values(void **state)
{
    static const struct {
        geo_criterion criterion;
        double value, points;
    } CASES[] = {{GEO_TREES, 0, 1},     {GEO_TREES, 1, 3},     {GEO_TREES, 2, 5},
                 {GEO_TREES, 3, 6},     {GEO_TREES, 6, 9},     {GEO_TREES, 7, 10},
                 {GEO_TREES, 40, 10},   {GEO_CANOPY, 0, 0},    {GEO_CANOPY, 31.5, 6.3},
                 {GEO_CANOPY, 50, 10},  {GEO_CANOPY, 90, 10},  {GEO_ACCESS, 0, 10},
                 {GEO_ACCESS, 100, 10}, {GEO_ACCESS, 350, 5},  {GEO_ACCESS, 400, 4},
                 {GEO_ACCESS, 600, 0},  {GEO_ACCESS, 5000, 0}, {GEO_ACCESS, 349, 5.02}};
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++)
        assert_near(geo_mark_points(mark, CASES[i].criterion, CASES[i].value), CASES[i].points,
                    1e-12);
    assert_true(isnan(geo_mark_points(mark, GEO_TREES, NAN)));
    const double points[] = {6, 6.3, 5};
    assert_near(geo_mark_sum(mark, points), 5.9, 1e-12);
    const double unknown[] = {6, NAN, 5};
    assert_true(isnan(geo_mark_sum(mark, unknown)));
}

static double judged(geo_criterion criterion, double value, double bound, const char *note)
{
    geo_judged measured = {GEO_CRITERION[criterion], value, NAN,
                           criterion == GEO_ACCESS,  bound, note};
    return geo_mark_judge(mark, notes, criterion, &measured);
}

/* A mark stands when what is missing could not raise it. */
static void missing_data_leave_it_unknown(void **state)
{
    (void)state;
    assert_near(judged(GEO_TREES, 3, 3, ""), 6, 1e-12);
    assert_near(judged(GEO_TREES, 3, 3, "nodata"), 6, 1e-12); /* at most 3 all the same */
    assert_true(isnan(judged(GEO_TREES, 3, 5, "nodata")));
    assert_true(isnan(judged(GEO_TREES, 3, NAN, "public_only")));
    assert_near(judged(GEO_TREES, 9, NAN, "public_only"), 10, 1e-12); /* cannot be better */
    assert_true(isnan(judged(GEO_TREES, NAN, NAN, "no_facade")));
    assert_near(judged(GEO_CANOPY, 20, NAN, "crown_assumed source_trees"), 4, 1e-12);
    assert_true(isnan(judged(GEO_CANOPY, 20, NAN, "gaps:23")));
    assert_near(judged(GEO_ACCESS, 350, NAN, "coverage_edge:360"), 5, 1e-12);
    assert_true(isnan(judged(GEO_ACCESS, 350, NAN, "coverage_edge:120")));
    assert_near(judged(GEO_ACCESS, NAN, NAN, "beyond_limit:3000"), 0, 0);
    assert_true(isnan(judged(GEO_ACCESS, NAN, NAN, "beyond_limit:500")));
    assert_true(isnan(judged(GEO_ACCESS, NAN, NAN, "off_network")));
}

static void assert_refused(geo_ctx *ctx, const char *rows, const char *name, geo_status status,
                           const char *words)
{
    geo_mark *none = NULL;
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fprintf(file, "mark,criterion,weight,at,points\n%s", rows) > 0);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(geo_mark_read(ctx, path, name, &none), status);
    assert_null(none);
    if (!strstr(geo_ctx_error(ctx), words))
        fail_msg("'%s' is not in '%s'", words, geo_ctx_error(ctx));
    geo_ctx_reset(ctx);
}

static void bad_tables_are_refused(void **state)
{
    assert_refused(*state, "m,trees,1,0,1\n", "n", GEO_ERR_ARG, "no mark 'n'");
    assert_refused(*state, "m,bushes,1,0,1\n", "m", GEO_ERR_FORMAT, "'bushes'");
    assert_refused(*state, "m,trees,1,0,1\n", "m", GEO_ERR_FORMAT, "no values for canopy");
    assert_refused(*state, "m,trees,1,2,1\nm,trees,1,2,3\n", "m", GEO_ERR_FORMAT, "ascend");
    assert_refused(*state, "m,trees,1,2,1\nm,trees,.5,3,3\n", "m", GEO_ERR_FORMAT, "two weights");
    assert_refused(*state, "m,trees,1,0,1\nm,canopy,1,0,1\nm,access,1,0,1\n", "m", GEO_ERR_FORMAT,
                   "add up to 3");
    assert_refused(*state, "m,trees,1,few,1\n", "m", GEO_ERR_FORMAT, "few");
    assert_refused(*state, "m,trees,1,0,11\n", "m", GEO_ERR_FORMAT, "11 points");
    assert_refused(*state, "m,trees,1,0,-0.5\n", "m", GEO_ERR_FORMAT, "-0.5 points");
    assert_refused(*state, "m,trees,-1,0,1\n", "m", GEO_ERR_FORMAT, "weighs -1");
}

static int set_up(void **state)
{
    geo_ctx *ctx = geo_ctx_new(NULL);
    int made = mkstemp(path);
    *state = ctx;
    return made >= 0 && close(made) == 0 &&
                   geo_mark_read(ctx, SOURCE_DIR "/data/marks.csv", "cobra", &mark) == GEO_OK &&
                   geo_notes_read(ctx, SOURCE_DIR "/data/notes.csv", &notes) == GEO_OK
               ? 0
               : -1;
}

static int tear_down(void **state)
{
    geo_mark_free(mark);
    geo_notes_free(notes);
    geo_ctx_free(*state);
    return unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_of_values),
        cmocka_unit_test(missing_data_leave_it_unknown),
        cmocka_unit_test(bad_tables_are_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
