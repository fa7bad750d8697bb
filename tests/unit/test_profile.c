/* Norms by name, alias and triple; their definitions held against how a column was made. */
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "green/profile.h"
#include "near.h"

#define NORMS SOURCE_DIR "/data/norms.csv"
#define ALIASES SOURCE_DIR "/data/norm-aliases.csv"

typedef struct fixture {
    geo_ctx *ctx;
    geo_norms *norms;
    geo_text said; /* every message, a newline after each */
    int warnings, notes;
} fixture;

static void hear(void *self, geo_log_level level, const char *text)
{
    fixture *f = self;
    f->warnings += level == GEO_LOG_WARNING;
    f->notes += level == GEO_LOG_NOTE;
    geo_text_addf(&f->said, "%s\n", text);
}

static int begin(void **state)
{
    static fixture f;
    f = (fixture){.said = GEO_TEXT_INIT};
    f.ctx = geo_ctx_new(&(geo_ctx_hooks){.self = &f, .log = hear});
    *state = &f;
    return f.ctx && geo_norms_read(f.ctx, NORMS, ALIASES, &f.norms) == GEO_OK ? 0 : -1;
}

static int end(void **state)
{
    fixture *f = *state;
    geo_norms_free(f->norms);
    geo_ctx_free(f->ctx);
    geo_text_release(&f->said);
    return 0;
}

static geo_profile find(fixture *f, const char *text)
{
    geo_profile profile;
    if (geo_norms_find(f->ctx, f->norms, text, &profile) != GEO_OK)
        fail_msg("'%s': %s", text, geo_ctx_error(f->ctx));
    return profile;
}

static const char *label(const geo_profile *profile)
{
    static char text[64];
    geo_profile_label(profile, text, sizeof text);
    return text;
}

/* ---- finding one ---- */

/* Thresholds of data/norms.csv. */
static void names_give_their_thresholds(void **state)
{
    fixture *f = *state;
    geo_profile profile = find(f, "heemskerk");
    assert_string_equal(profile.name, "heemskerk");
    assert_near(profile.threshold[GEO_TREES], 4, 0);
    assert_near(profile.threshold[GEO_CANOPY], 40, 0);
    assert_near(profile.threshold[GEO_ACCESS], 400, 0);
    assert_string_equal(label(&profile), "4-40-400");
    profile = find(f, "zuidholland-2026");
    assert_string_equal(label(&profile), "3-30-425");
    assert_int_equal(f->notes + f->warnings, 0);
}

static void aliases_are_said(void **state)
{
    fixture *f = *state;
    geo_profile profile = find(f, "440400");
    assert_string_equal(profile.name, "heemskerk");
    assert_int_equal(f->notes, 1);
    assert_string_equal(geo_text_string(&f->said),
                        "440400 is read as profile heemskerk (4-40-400)\n");
    profile = find(f, "4-4-400"); /* looks like a triple, is a slip of the pen */
    assert_near(profile.threshold[GEO_CANOPY], 40, 0);
    assert_int_equal(f->notes, 2);
    assert_int_equal(f->warnings, 0);
}

static void triples_stand_on_their_own(void **state)
{
    fixture *f = *state;
    geo_profile profile = find(f, "2-25-350");
    assert_string_equal(profile.name, "2-25-350");
    assert_true(profile.row == SIZE_MAX);
    assert_near(profile.threshold[GEO_TREES], 2, 0);
    assert_near(profile.threshold[GEO_CANOPY], 25, 0);
    assert_near(profile.threshold[GEO_ACCESS], 350, 0);
    assert_string_equal(label(&profile), "2-25-350");
    assert_int_equal(f->notes, 0);
}

static void a_criterion_that_is_absent_is_an_x(void **state)
{
    fixture *f = *state;
    char cut[5];
    geo_profile profile = find(f, "who-2016-core");
    assert_true(isnan(profile.threshold[GEO_TREES]));
    assert_true(isnan(profile.threshold[GEO_CANOPY]));
    assert_string_equal(label(&profile), "x-x-300");
    geo_profile_label(&profile, cut, sizeof cut);
    assert_string_equal(cut, "x-x-");
}

static void what_is_no_norm_gets_the_names(void **state)
{
    fixture *f = *state;
    static const char *const bad[] = {"",           "heemskerk ", "HEEMSKERK", "4-40",
                                      "4-40-400-1", "4-x-400",    "-4-40-400", "4-400-40x"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        geo_profile profile;
        assert_int_equal(geo_norms_find(f->ctx, f->norms, bad[i], &profile), GEO_ERR_ARG);
        assert_non_null(strstr(geo_ctx_error(f->ctx), "is not a norm"));
        assert_non_null(strstr(geo_ctx_hint(f->ctx), "heemskerk, konijnendijk-2023, "));
        assert_non_null(strstr(geo_ctx_hint(f->ctx), "belgium-datalab"));
    }
}

static void tables_that_are_none_are_refused(void **state)
{
    fixture *f = *state;
    geo_norms *none = NULL;
    assert_int_equal(geo_norms_read(f->ctx, SOURCE_DIR "/data/no-such.csv", ALIASES, &none),
                     GEO_ERR_NOTFOUND);
    assert_int_equal(geo_norms_read(f->ctx, NORMS, SOURCE_DIR "/data/no-such.csv", &none),
                     GEO_ERR_NOTFOUND);
    assert_true(geo_norms_read(f->ctx, ALIASES, ALIASES, &none) != GEO_OK);
    assert_true(geo_norms_read(f->ctx, NORMS, NORMS, &none) != GEO_OK);
    assert_null(none);
    geo_norms_free(NULL);
}

static void no_memory_is_said(void **state)
{
    (void)state;
    geo_status status = GEO_ERR_NOMEM;
    geo_norms *made = NULL;
    int failures = 0;
    for (uint64_t nth = 1; status != GEO_OK; nth++) {
        geo_alloc_fail_at(nth);
        status = geo_norms_read(NULL, NORMS, ALIASES, &made);
        geo_alloc_fail_at(0);
        assert_true(status == GEO_OK || status == GEO_ERR_NOMEM);
        failures += status != GEO_OK;
    }
    assert_true(failures >= 3);
    geo_norms_free(made);
}

/* ---- definitions ---- */

/* A column made with these options: name and value by turns, NULL ends. */
static geo_provenance *made_with(const char *tool, const char *column, const char *const *options)
{
    geo_provenance *p;
    assert_ok(geo_provenance_new(NULL, NULL, &p));
    assert_ok(geo_provenance_step(NULL, p, tool, "0.1.0"));
    assert_ok(geo_provenance_column(NULL, p, column));
    for (; *options; options += 2)
        assert_ok(geo_provenance_option(NULL, p, options[0], options[1]));
    return p;
}

/* Warnings about a column under heemskerk. */
static int compare(fixture *f, const char *norm, geo_criterion criterion, const char *column,
                   const char *const *options)
{
    geo_profile profile = find(f, norm);
    geo_provenance *p = made_with("gn-tool", column, options);
    f->warnings = 0;
    geo_text_reset(&f->said);
    assert_ok(geo_profile_compare(f->ctx, f->norms, &profile, criterion, p, column));
    geo_provenance_free(p);
    return f->warnings;
}

#define OPTIONS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void another_reach_is_warned_of(void **state)
{
    fixture *f = *state;
    assert_int_equal(compare(f, "heemskerk", GEO_TREES, "trees_in_sight", OPTIONS("reach", "15")),
                     1);
    assert_string_equal(geo_text_string(&f->said),
                        "profile 'heemskerk' is defined with --reach 30, but 'trees_in_sight' was "
                        "made with 15\n");
    assert_int_equal(compare(f, "heemskerk", GEO_TREES, "trees_in_sight",
                             OPTIONS("reach", "15", "eye", "1.8", "floors", "ground")),
                     2);
    assert_int_equal(compare(f, "heemskerk", GEO_TREES, "trees_in_sight", OPTIONS("reach", "30")),
                     0);
}

static void another_spelling_is_no_other_value(void **state)
{
    fixture *f = *state;
    static const char *const same[] = {"10000", "1ha", "10000m2"};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_int_equal(
            compare(f, "heemskerk", GEO_ACCESS, "green_dist_m", OPTIONS("min-area", same[i])), 0);
    assert_int_equal(
        compare(f, "heemskerk", GEO_ACCESS, "green_dist_m", OPTIONS("min-area", "5000")), 1);
    assert_int_equal(
        compare(f, "heemskerk", GEO_ACCESS, "green_dist_m", OPTIONS("min-area", "0.5ha")), 1);
    assert_int_equal(compare(f, "heemskerk", GEO_TREES, "trees_in_sight", OPTIONS("reach", "30m")),
                     0);
    assert_int_equal(
        compare(f, "heemskerk", GEO_ACCESS, "green_dist_m", OPTIONS("mode", "straight")), 1);
}

/* heemskerk counts public green only, and trees of its own wherever they stand. */
static void flags_count_by_being_there(void **state)
{
    fixture *f = *state;
    assert_int_equal(
        compare(f, "heemskerk", GEO_ACCESS, "green_dist_m", OPTIONS("mode", "network")), 0);
    assert_int_equal(compare(f, "heemskerk", GEO_ACCESS, "green_dist_m", OPTIONS("any", "yes")), 1);
    assert_int_equal(
        compare(f, "heemskerk", GEO_TREES, "trees_in_sight", OPTIONS("trees-block", "yes")), 1);
}

/* Range looks from the ground as well; known does not. */
static void the_ground_is_within_a_range_of_floors(void **state)
{
    fixture *f = *state;
    assert_int_equal(
        compare(f, "heemskerk", GEO_TREES, "trees_in_sight", OPTIONS("floors", "range")), 0);
    assert_int_equal(
        compare(f, "heemskerk", GEO_TREES, "trees_in_sight", OPTIONS("floors", "known")), 1);
}

/* What a profile leaves open, and what another criterion defines, is not compared. */
static void only_what_is_defined_is_compared(void **state)
{
    fixture *f = *state;
    assert_int_equal(
        compare(f, "konijnendijk-2023", GEO_TREES, "trees_in_sight", OPTIONS("reach", "99")), 0);
    assert_int_equal(compare(f, "heemskerk", GEO_CANOPY, "canopy_pct", OPTIONS("reach", "15")), 0);
    assert_int_equal(compare(f, "2-25-350", GEO_TREES, "trees_in_sight", OPTIONS("reach", "15")),
                     0);
    assert_int_equal(
        compare(f, "who-2016-core", GEO_TREES, "trees_in_sight", OPTIONS("reach", "15")), 0);
    assert_string_equal(geo_text_string(&f->said), "");
}

static void a_foreign_column_is_said_once(void **state)
{
    fixture *f = *state;
    geo_provenance *p = made_with("gn-trees", "trees_in_sight", OPTIONS("reach", "30"));
    geo_profile profile = find(f, "heemskerk");
    assert_ok(geo_profile_compare(f->ctx, f->norms, &profile, GEO_CANOPY, p, "canopy_pct"));
    assert_int_equal(f->warnings, 0);
    assert_int_equal(f->notes, 1);
    assert_non_null(strstr(geo_text_string(&f->said), "'canopy_pct' carries no record"));
    geo_provenance_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(names_give_their_thresholds, begin, end),
        cmocka_unit_test_setup_teardown(aliases_are_said, begin, end),
        cmocka_unit_test_setup_teardown(triples_stand_on_their_own, begin, end),
        cmocka_unit_test_setup_teardown(a_criterion_that_is_absent_is_an_x, begin, end),
        cmocka_unit_test_setup_teardown(what_is_no_norm_gets_the_names, begin, end),
        cmocka_unit_test_setup_teardown(tables_that_are_none_are_refused, begin, end),
        cmocka_unit_test_setup_teardown(no_memory_is_said, begin, end),
        cmocka_unit_test_setup_teardown(another_reach_is_warned_of, begin, end),
        cmocka_unit_test_setup_teardown(another_spelling_is_no_other_value, begin, end),
        cmocka_unit_test_setup_teardown(flags_count_by_being_there, begin, end),
        cmocka_unit_test_setup_teardown(the_ground_is_within_a_range_of_floors, begin, end),
        cmocka_unit_test_setup_teardown(only_what_is_defined_is_compared, begin, end),
        cmocka_unit_test_setup_teardown(a_foreign_column_is_said_once, begin, end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
