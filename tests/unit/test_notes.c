/* Reason codes: which fail is certain, which one is unknown, and why. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "green/notes.h"
#include "near.h"

typedef struct answer {
    geo_verdict verdict;
    const char *why; /* code, or "" */
    double number;
} answer;

static geo_notes *notes;

static answer judge(const geo_judged *judged)
{
    size_t why;
    answer out = {.why = ""};
    out.verdict = geo_notes_judge(notes, judged, &why, &out.number);
    if (why != SIZE_MAX)
        out.why = geo_notes_code(notes, why);
    return out;
}

static answer trees(double value, double bound, const char *note)
{
    return judge(&(geo_judged){"trees", value, 4, false, bound, note});
}

static answer canopy(double value, const char *note)
{
    return judge(&(geo_judged){"canopy", value, 40, false, NAN, note});
}

static answer access_within(double value, const char *note)
{
    return judge(&(geo_judged){"access", value, 400, true, NAN, note});
}

static void assert_answer(answer got, geo_verdict verdict, const char *why)
{
    assert_int_equal(got.verdict, verdict);
    assert_string_equal(got.why, why);
}

static int read_shipped(void **state)
{
    (void)state;
    return geo_notes_read(NULL, SOURCE_DIR "/data/notes.csv", &notes) == GEO_OK ? 0 : -1;
}

static int release(void **state)
{
    (void)state;
    geo_notes_free(notes);
    return 0;
}

static void a_value_on_the_threshold_passes(void **state)
{
    (void)state;
    assert_answer(trees(4, NAN, NULL), GEO_PASS, "");
    assert_answer(trees(3, NAN, NULL), GEO_FAIL, "");
    assert_answer(canopy(40, ""), GEO_PASS, "");
    assert_answer(canopy(39.999999, ""), GEO_FAIL, "");
    assert_answer(access_within(400, NULL), GEO_PASS, "");
    assert_answer(access_within(400.001, NULL), GEO_FAIL, "");
}

static void a_pass_stays_a_pass(void **state)
{
    (void)state;
    assert_answer(trees(5, NAN, "coverage_edge public_only nodata"), GEO_PASS, "");
    assert_answer(canopy(41, "nodata"), GEO_PASS, "");
    assert_answer(access_within(10, "coverage_edge:0 off_network"), GEO_PASS, "");
}

static void a_fail_without_bound_becomes_unknown(void **state)
{
    (void)state;
    assert_answer(trees(3, 3, "coverage_edge"), GEO_UNKNOWN, "coverage_edge");
    assert_answer(canopy(12, "public_only"), GEO_UNKNOWN, "public_only");
    assert_answer(trees(3, 9, "height_assumed crown_assumed"), GEO_FAIL, "");
}

/* trees_in_sight_max says what the missing heights could hide at most. */
static void a_column_bounds_what_could_be_hidden(void **state)
{
    (void)state;
    assert_answer(trees(2, 3, "nodata"), GEO_FAIL, "");
    assert_answer(trees(2, 4, "nodata"), GEO_UNKNOWN, "nodata");
    assert_answer(trees(2, 7, "nodata"), GEO_UNKNOWN, "nodata");
    assert_answer(trees(2, NAN, "nodata"), GEO_UNKNOWN, "nodata");
}

/* Green nearer than the edge of the data would have been found. */
static void a_number_bounds_what_could_be_hidden(void **state)
{
    (void)state;
    assert_answer(access_within(900, "coverage_edge:401"), GEO_FAIL, "");
    answer edge = access_within(900, "coverage_edge:120");
    assert_answer(edge, GEO_UNKNOWN, "coverage_edge");
    assert_near(edge.number, 120, 0);
    assert_answer(access_within(900, "coverage_edge:400"), GEO_UNKNOWN, "coverage_edge");
    assert_answer(access_within(900, "coverage_edge"), GEO_UNKNOWN, "coverage_edge");
}

static void a_search_that_went_far_enough_fails(void **state)
{
    (void)state;
    assert_answer(access_within(NAN, "beyond_limit:1500"), GEO_FAIL, "");
    assert_answer(access_within(NAN, "beyond_limit:400"), GEO_FAIL, "");
    answer near = access_within(NAN, "beyond_limit:399");
    assert_answer(near, GEO_UNKNOWN, "beyond_limit");
    assert_near(near.number, 399, 0);
    near = access_within(NAN, "beyond_limit"); /* who knows how far was looked */
    assert_answer(near, GEO_UNKNOWN, "beyond_limit");
}

static void a_missing_value_is_unknown(void **state)
{
    (void)state;
    assert_answer(trees(NAN, NAN, NULL), GEO_UNKNOWN, "");
    assert_answer(access_within(NAN, ""), GEO_UNKNOWN, "");
    assert_answer(trees(NAN, NAN, "no_building no_facade"), GEO_UNKNOWN, "no_facade");
    assert_answer(canopy(NAN, "no_unit"), GEO_UNKNOWN, "no_unit");
    assert_answer(access_within(NAN, "off_network"), GEO_UNKNOWN, "off_network");
    assert_int_equal(
        geo_notes_judge(notes, &(geo_judged){"trees", NAN, 4, false, NAN, NULL}, NULL, NULL),
        GEO_UNKNOWN);
}

/* A code belongs to a tool; foreign ones and half ones are passed over. */
static void strange_codes_leave_a_fail_unknown(void **state)
{
    (void)state;
    assert_answer(canopy(12, "coverage_edge"), GEO_UNKNOWN, "unlisted"); /* of other tools */
    assert_answer(trees(3, 9, "nodat"), GEO_UNKNOWN, "unlisted");
    assert_answer(trees(3, 9, "nodata_too"), GEO_UNKNOWN, "unlisted");
    assert_answer(trees(3, 9, ":7 ::  x:"), GEO_UNKNOWN, "unlisted");
    assert_answer(trees(3, 9, "  nodata   x "), GEO_UNKNOWN, "nodata");
    assert_answer(trees(4, 9, "x"), GEO_PASS, "");
}

static void the_first_reason_is_the_one_told(void **state)
{
    (void)state;
    assert_answer(trees(3, 9, "public_only nodata"), GEO_UNKNOWN, "public_only");
    assert_answer(trees(3, 9, "nodata public_only"), GEO_UNKNOWN, "nodata");
    assert_answer(trees(3, 3, "nodata public_only"), GEO_UNKNOWN, "public_only");
}

/* A search that went far enough says nothing about green beyond the edge of the data, wherever in
 * the note that stands. */
static void order_does_not_change_a_verdict(void **state)
{
    (void)state;
    static const char *const open_end[] = {"beyond_limit:1500 coverage_edge:120",
                                           "coverage_edge:120 beyond_limit:1500"};
    for (int i = 0; i < 2; i++) {
        answer edge = access_within(NAN, open_end[i]);
        assert_answer(edge, GEO_UNKNOWN, "coverage_edge");
        assert_near(edge.number, 120, 0);
    }
    assert_answer(access_within(NAN, "beyond_limit:1500 coverage_edge:900"), GEO_FAIL, "");
    assert_answer(access_within(NAN, "coverage_edge:900 beyond_limit:1500"), GEO_FAIL, "");
    assert_answer(access_within(NAN, "beyond_limit:1500 off_network"), GEO_UNKNOWN, "off_network");
}

/* gaps:N: the canopy could be N percent. */
static void a_number_is_the_most_that_could_be(void **state)
{
    (void)state;
    assert_answer(canopy(30, "gaps:39.9"), GEO_FAIL, "");
    assert_answer(canopy(30, "gaps:40"), GEO_UNKNOWN, "gaps");
    answer gaps = canopy(30, "gaps:41.5");
    assert_answer(gaps, GEO_UNKNOWN, "gaps");
    assert_near(gaps.number, 41.5, 0);
}

static size_t find(const char *code, size_t nth)
{
    for (size_t i = 0; i < geo_notes_count(notes); i++)
        if (strcmp(geo_notes_code(notes, i), code) == 0 && nth-- == 0)
            return i;
    fail_msg("no code '%s'", code);
    return 0;
}

/* Texts of data/notes.csv. */
static void words_carry_their_number(void **state)
{
    (void)state;
    char text[128], cut[16];
    geo_notes_dutch(notes, find("coverage_edge", 1), 120, text, sizeof text);
    assert_string_equal(text, "de groengegevens houden op 120 m van de woning op");
    geo_notes_dutch(notes, find("no_facade", 0), NAN, text, sizeof text);
    assert_string_equal(text, "geen vrije gevel om vanuit te kijken");
    geo_notes_dutch(notes, find("coverage_edge", 1), 120, cut, sizeof cut);
    assert_string_equal(cut, "de groengegeven");
}

static void verdicts_have_words(void **state)
{
    (void)state;
    assert_null(geo_verdict_code(GEO_VERDICT_NONE));
    assert_string_equal(geo_verdict_code(GEO_PASS), "pass");
    assert_string_equal(geo_verdict_code(GEO_FAIL), "fail");
    assert_string_equal(geo_verdict_code(GEO_UNKNOWN), "unknown");
}

static void tables_that_are_none_are_refused(void **state)
{
    (void)state;
    geo_ctx *ctx = geo_ctx_new(NULL);
    geo_notes *none = NULL;
    assert_int_equal(geo_notes_read(ctx, SOURCE_DIR "/data/no-such.csv", &none), GEO_ERR_NOTFOUND);
    assert_true(geo_notes_read(ctx, SOURCE_DIR "/data/norms.csv", &none) != GEO_OK);
    assert_non_null(strstr(geo_ctx_error(ctx), "code"));
    assert_null(none);
    geo_notes_free(NULL);
    geo_ctx_free(ctx);
}

static void an_effect_that_is_none_is_refused(void **state)
{
    (void)state;
    char path[] = "notes-XXXXXX";
    geo_ctx *ctx = geo_ctx_new(NULL);
    geo_notes *none = NULL;
    int handle = mkstemp(path);
    assert_true(handle >= 0);
    FILE *file = fdopen(handle, "w");
    assert_non_null(file);
    fputs("code,tool,effect,bound,text_nl\nodd,trees,perhaps,,vreemd\n", file);
    assert_int_equal(fclose(file), 0);
    assert_int_equal(geo_notes_read(ctx, path, &none), GEO_ERR_FORMAT);
    assert_non_null(strstr(geo_ctx_error(ctx), "code 'odd' has the unknown effect 'perhaps'"));
    assert_null(none);
    remove(path);
    geo_ctx_free(ctx);
}

static void no_memory_is_said(void **state)
{
    (void)state;
    geo_status status = GEO_ERR_NOMEM;
    geo_notes *made = NULL;
    int failures = 0;
    for (uint64_t nth = 1; status != GEO_OK; nth++) {
        geo_alloc_fail_at(nth);
        status = geo_notes_read(NULL, SOURCE_DIR "/data/notes.csv", &made);
        geo_alloc_fail_at(0);
        assert_true(status == GEO_OK || status == GEO_ERR_NOMEM);
        failures += status != GEO_OK;
    }
    assert_true(failures >= 3);
    geo_notes_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_value_on_the_threshold_passes),
        cmocka_unit_test(a_pass_stays_a_pass),
        cmocka_unit_test(a_fail_without_bound_becomes_unknown),
        cmocka_unit_test(a_column_bounds_what_could_be_hidden),
        cmocka_unit_test(a_number_bounds_what_could_be_hidden),
        cmocka_unit_test(a_search_that_went_far_enough_fails),
        cmocka_unit_test(a_missing_value_is_unknown),
        cmocka_unit_test(strange_codes_leave_a_fail_unknown),
        cmocka_unit_test(the_first_reason_is_the_one_told),
        cmocka_unit_test(order_does_not_change_a_verdict),
        cmocka_unit_test(a_number_is_the_most_that_could_be),
        cmocka_unit_test(words_carry_their_number),
        cmocka_unit_test(verdicts_have_words),
        cmocka_unit_test(tables_that_are_none_are_refused),
        cmocka_unit_test(an_effect_that_is_none_is_refused),
        cmocka_unit_test(no_memory_is_said),
    };
    return cmocka_run_group_tests(tests, read_shipped, release);
}
