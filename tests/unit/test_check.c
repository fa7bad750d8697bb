/* report/check: thresholds as typed and from tables, and judging by them. Expected shares are
 * counted by hand. */
#include <time.h>

#include "base/alloc.h"
#include "base/text.h"
#include "checked.h"

static void assert_verdicts(const geo_check_result *result, int criterion,
                            const geo_check_verdict expected[UNITS])
{
    for (int i = 0; i < UNITS; i++)
        if (result->units[i].marks[criterion].verdict != expected[i])
            fail_msg("%s: verdict %d, expected %d", units[i].code,
                     (int)result->units[i].marks[criterion].verdict, (int)expected[i]);
}

/* ---- comparing ---- */

/* k of 1000 is k / 10 %: a share that equals its threshold is never below it, although most tenths
 * are no doubles. */
static void shares_are_compared_exactly(void **state)
{
    (void)state;
    for (uint32_t k = 0; k <= 1000; k++) {
        assert_int_equal(geo_check_compare(k, 1000, k / 10.0), 0);
        assert_int_equal(geo_check_compare(k * 60000, 60000000, k / 10.0), 0);
        if (k) {
            assert_int_equal(geo_check_compare(k - 1, 1000, k / 10.0), -1);
            assert_int_equal(geo_check_compare(k * 60000 - 1, 60000000, k / 10.0), -1);
            assert_int_equal(geo_check_compare(k, 1000, (k - 1) / 10.0), 1);
        }
    }
    assert_int_equal(geo_check_compare(6199, 10000, 62), -1);
    assert_int_equal(geo_check_compare(6199, 10000, 61.99), 0);
    assert_int_equal(geo_check_compare(1, 3, 33.333333333), 1);
    assert_int_equal(geo_check_compare(1, 3, 33.333333334), -1);
    assert_int_equal(geo_check_compare(GEO_CHECK_MOST_HOMES, GEO_CHECK_MOST_HOMES, 100), 0);
    assert_int_equal(geo_check_compare(0, 0, 50), 0);
}

/* ---- thresholds ---- */

static void reads_thresholds(void **state)
{
    geo_check_rules rules = rules_of(*state, "trees=80%,norm=12.5", "trees=85,canopy=0");
    assert_int_equal(rules.list.count, 4);
    assert_int_equal(rules.list.items[0].criterion, GEO_CHECK_TREES);
    assert_near(rules.list.items[0].min_pct, 80, 0);
    assert_false(rules.list.items[0].warns);
    assert_null(rules.list.items[0].area);
    assert_int_equal(rules.list.items[1].criterion, GEO_CHECK_NORM);
    assert_near(rules.list.items[1].min_pct, 12.5, 0);
    assert_true(rules.list.items[2].warns);
    assert_int_equal(rules.list.items[3].criterion, GEO_CHECK_CANOPY);
    geo_check_rules_release(&rules);
}

static void refuses_bad_thresholds(void **state)
{
    static const char *const cases[][3] = {
        {"tree=80", "unknown criterion 'tree'", "did you mean trees?"},
        {"acces=80", "unknown criterion 'acces'", "did you mean access?"},
        {"bats=80", "unknown criterion 'bats'", "the criteria are trees, canopy, access"},
        {"trees", "'trees' is not CRITERION=PERCENT", ""},
        {"trees=80,", "'' is not CRITERION=PERCENT", ""},
        {"", "'' is not CRITERION=PERCENT", ""},
        {"trees=", "'' is not a percentage", ""},
        {"trees=80x", "'80x' is not a percentage", ""},
        {"trees=80%%", "'80%%' is not a percentage", ""},
        {"trees=nan", "is not a percentage", ""},
        {"trees=100.1", "is not between 0 and 100", ""},
        {"trees=-1", "is not between 0 and 100", ""},
        {"trees=80,access=90,trees=70", "trees is there twice", ""},
        {"trees=80 ,access=90", "'80 ' is not a percentage", ""},
        {"Trees=80", "unknown criterion 'Trees'", "did you mean trees?"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        geo_check_rules rules;
        assert_ok(geo_check_rules_init(*state, &rules));
        assert_int_equal(geo_check_rules_add(*state, &rules, cases[i][0], false), GEO_ERR_ARG);
        assert_says(*state, cases[i][1]);
        assert_hints(*state, cases[i][2]);
        geo_check_rules_release(&rules);
    }
}

static geo_table *table_of(geo_ctx *ctx, const char *text)
{
    geo_table *table = NULL;
    assert_ok(geo_table_parse(ctx, "t.csv", text, strlen(text), &table));
    return table;
}

#define HEAD "criterion,year,area,min_pct\n"

static const char targets[] = HEAD "trees,2030,,80\n"
                                   "trees,2026,,70\n"
                                   "trees,2027,WK1,55\n"
                                   "trees,2026,WK1,50\n"
                                   "access,2026,,90\n"
                                   "canopy,2040,,30\n";

/* "trees 70, trees WK1 55" */
static void assert_targets(geo_ctx *ctx, const char *fail, int64_t year, const char *expected)
{
    geo_check_rules rules = rules_of(ctx, fail, "trees=99");
    geo_table *table = table_of(ctx, targets);
    geo_text text = GEO_TEXT_INIT;
    assert_ok(geo_check_rules_targets(ctx, &rules, table, "t.csv", year));
    geo_table_free(table); /* the rules must not need it */
    for (size_t i = 0; i < rules.list.count; i++) {
        const geo_check_rule *rule = &rules.list.items[i];
        if (!rule->warns)
            geo_text_addf(&text, "%s%s %s%s%g", text.length ? ", " : "",
                          GEO_CHECK_NAMES[rule->criterion], rule->area ? rule->area : "",
                          rule->area ? " " : "", rule->min_pct);
    }
    assert_string_equal(geo_text_string(&text), expected);
    assert_int_equal(rules.year, year);
    geo_text_release(&text);
    geo_check_rules_release(&rules);
}

static void chooses_targets_of_the_year(void **state)
{
    assert_targets(*state, NULL, 2025, "");
    assert_targets(*state, NULL, 2026, "trees 70, trees WK1 50, access 90");
    assert_targets(*state, NULL, 2029, "trees 70, trees WK1 55, access 90");
    assert_targets(*state, NULL, 2050, "trees 80, trees WK1 55, access 90, canopy 30");
    assert_targets(*state, "trees=10", 2030, "trees 10, access 90");
}

static void refuses_bad_targets(void **state)
{
    static const char *const cases[][2] = {
        {HEAD "tree,2026,,70\n", "unknown criterion 'tree': while reading target 1 of 't.csv'"},
        {HEAD "trees,2026,,70\ntrees,soon,,70\n", "while reading target 2 of 't.csv'"},
        {HEAD "trees,0,,70\n", "while reading target 1"},
        {HEAD "trees,2026,,170\n", "'170' is not between 0 and 100 %"},
        {HEAD "trees,2026,,\n", "'' is not a percentage"},
        {HEAD "trees,2090,A,1\ntrees,2090,A,2\n", "trees of 2090 is there twice"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        geo_check_rules rules = rules_of(*state, NULL, NULL);
        geo_table *table = table_of(*state, cases[i][0]);
        assert_int_equal(geo_check_rules_targets(*state, &rules, table, "t.csv", 2026),
                         GEO_ERR_FORMAT);
        assert_says(*state, cases[i][1]);
        geo_table_free(table);
        geo_check_rules_release(&rules);
    }
    geo_check_rules rules = rules_of(*state, NULL, NULL);
    geo_table *table = table_of(*state, "criterion,year,min_pct\ntrees,2026,70\n");
    assert_int_equal(geo_check_rules_targets(*state, &rules, table, "t.csv", 2026),
                     GEO_ERR_NOTFOUND);
    assert_says(*state, "area");
    geo_table_free(table);
    geo_check_rules_release(&rules);
}

/* The table that is shipped holds no target and yet the columns. */
static void reads_the_shipped_table(void **state)
{
    geo_check_rules rules = rules_of(*state, NULL, NULL);
    geo_table *table = NULL;
    assert_ok(geo_table_read(*state, SOURCE_DIR "/data/targets.csv", &table));
    assert_ok(geo_check_rules_targets(*state, &rules, table, "targets.csv", 2030));
    assert_int_equal(rules.list.count, 0);
    geo_table_free(table);
    geo_check_rules_release(&rules);
}

/* ---- judging ---- */

static void judges_buurten_and_town(void **state)
{
    geo_check_rules rules = rules_of(*state, "trees=62", "trees=81,access=90");
    geo_check_result result = judged(*state, &rules);
    assert_verdicts(&result, GEO_CHECK_TREES,
                    (geo_check_verdict[]){GEO_CHECK_FAILS, GEO_CHECK_WARNS, GEO_CHECK_NONE,
                                          GEO_CHECK_HOLDS, GEO_CHECK_UNJUDGED, GEO_CHECK_UNJUDGED,
                                          GEO_CHECK_WARNS});
    assert_int_equal(result.units[0].marks[GEO_CHECK_ACCESS].verdict, GEO_CHECK_WARNS);
    assert_int_equal(result.units[0].marks[GEO_CHECK_NORM].verdict, GEO_CHECK_UNJUDGED);
    assert_int_equal(result.units[0].state, GEO_CHECK_FAILS);
    assert_int_equal(result.verdict, GEO_CHECK_FAILS);
    assert_int_equal(result.judged, 4);
    assert_int_equal(result.failing, 1);
    assert_int_equal(result.warned, 1);
    assert_int_equal(result.no_verdict, 1);
    assert_int_equal(result.skipped, 0);
    geo_check_result_release(&result);
    geo_check_rules_release(&rules);
}

/* A harbour or an industrial estate: nobody lives there, and nothing is to be said of it. */
static void neighbourhoods_without_homes_are_skipped(void **state)
{
    static const geo_check_unit harbour[] = {
        {.code = "BU1", .level = GEO_CHECK_BUURT, .homes = 9, .counts = {{true, 9, 0, 0}}},
        {.code = "BU2", .level = GEO_CHECK_BUURT, .homes = 0, .counts = {{true, 0, 0, 0}}},
        {.code = "totaal", .level = GEO_CHECK_TOWN, .homes = 9, .counts = {{true, 9, 0, 0}}},
    };
    geo_check_rules rules = rules_of(*state, "trees=50", NULL);
    geo_check_result result;
    assert_ok(geo_check_judge(*state, harbour, 3, 2, &rules, &result));
    assert_int_equal(result.verdict, GEO_CHECK_HOLDS);
    assert_int_equal(result.judged, 1);
    assert_int_equal(result.skipped, 1);
    assert_int_equal(result.no_verdict, 0);
    geo_check_result_release(&result);
    geo_check_rules_release(&rules);
}

typedef struct whole_case {
    const char *fail, *warn;
    int64_t min_homes;
    double max_unknown_pct;
    geo_check_verdict verdict;
    size_t failing, skipped, no_verdict;
} whole_case;

static void judges_the_whole(void **state)
{
    static const whole_case cases[] = {
        {NULL, NULL, 0, NAN, GEO_CHECK_UNJUDGED, 0, 0, 0},
        {"trees=61.99", NULL, 0, NAN, GEO_CHECK_HOLDS, 0, 0, 1},
        {"trees=62", NULL, 0, NAN, GEO_CHECK_FAILS, 1, 0, 1},
        {"trees=63.5", NULL, 10001, NAN, GEO_CHECK_FAILS, 0, 4, 0}, /* the town alone */
        {"trees=63.4", NULL, 10001, NAN, GEO_CHECK_HOLDS, 0, 4, 0},
        {"trees=0", NULL, 11044, NAN, GEO_CHECK_NONE, 0, 4, 0}, /* the town is skipped as well */
        {NULL, "trees=100", 0, NAN, GEO_CHECK_HOLDS, 0, 0, 1},
        {NULL, "trees=100", 11044, 0, GEO_CHECK_HOLDS, 0, 4, 0},
        /* 140 of 11,043 homes unknown: 1.2677 %; BU2 10 %, BU3 all */
        {"trees=62", NULL, 0, 1.26, GEO_CHECK_NONE, 1, 0, 2},
        {"trees=62", NULL, 0, 1.27, GEO_CHECK_FAILS, 1, 0, 2},
        {"trees=81", NULL, 0, 10, GEO_CHECK_FAILS, 2, 0, 1},
        {"trees=81", NULL, 0, 9.9, GEO_CHECK_FAILS, 1, 0, 2},
        {"canopy=100,access=100", NULL, 0, 100, GEO_CHECK_FAILS, 2, 0, 1},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        geo_check_rules rules = rules_of(*state, cases[i].fail, cases[i].warn);
        rules.min_homes = cases[i].min_homes;
        rules.max_unknown_pct = cases[i].max_unknown_pct;
        geo_check_result result = judged(*state, &rules);
        if (result.verdict != cases[i].verdict || result.failing != cases[i].failing ||
            result.skipped != cases[i].skipped || result.no_verdict != cases[i].no_verdict)
            fail_msg("case %zu: verdict %d, %zu failing, %zu skipped, %zu without", i,
                     (int)result.verdict, result.failing, result.skipped, result.no_verdict);
        geo_check_result_release(&result);
        geo_check_rules_release(&rules);
    }
}

/* A gate whose targets begin later must not look open, whatever it warns of. */
static void targets_of_no_year_are_no_verdict(void **state)
{
    static const char *const warn[] = {NULL, "trees=10"};
    for (size_t i = 0; i < 2; i++) {
        geo_check_rules rules = rules_of(*state, NULL, warn[i]);
        rules.year = 2025;
        geo_check_result result = judged(*state, &rules);
        assert_int_equal(result.verdict, GEO_CHECK_NONE);
        geo_check_result_release(&result);
        geo_check_rules_release(&rules);
    }
}

/* Own code, then the wijk's, then the gemeente's, then the general threshold. */
static void areas_have_their_own_pace(void **state)
{
    geo_check_rules rules = rules_of(*state, "trees=90", NULL);
    add_area(&rules, "GM1", 75);
    geo_check_result result = judged(*state, &rules);
    assert_near(result.units[0].marks[0].fail_below, 75, 0);
    assert_near(result.units[1].marks[0].fail_below, 75, 0);
    assert_near(result.units[2].marks[0].fail_below, 90, 0); /* WK2 has no row */
    assert_near(result.units[TOWN].marks[0].fail_below, 90, 0);
    geo_check_result_release(&result);

    add_area(&rules, "WK1", 50);
    add_area(&rules, "WK2", 45);
    add_area(&rules, "BU2", 81);
    result = judged(*state, &rules);
    assert_near(result.units[0].marks[0].fail_below, 50, 0);
    assert_near(result.units[1].marks[0].fail_below, 81, 0);
    assert_near(result.units[2].marks[0].fail_below, 45, 0);
    assert_near(result.units[3].marks[0].fail_below, 90, 0);
    assert_true(isnan(result.units[0].marks[GEO_CHECK_ACCESS].fail_below));
    assert_int_equal(result.units[0].state, GEO_CHECK_HOLDS);
    assert_int_equal(result.units[1].state, GEO_CHECK_FAILS);
    geo_check_result_release(&result);
    geo_check_rules_release(&rules);
}

static void a_threshold_for_one_area_judges_that_alone(void **state)
{
    geo_check_rules rules = rules_of(*state, NULL, NULL);
    add_area(&rules, "BU1", 61);
    geo_check_result result = judged(*state, &rules);
    assert_int_equal(result.verdict, GEO_CHECK_HOLDS);
    assert_int_equal(result.judged, 1);
    geo_check_result_release(&result);

    rules.list.items[0].area = "BU3"; /* nothing is known there */
    result = judged(*state, &rules);
    assert_int_equal(result.verdict, GEO_CHECK_NONE);
    geo_check_result_release(&result);

    rules.list.items[0].area = "BU9"; /* there is no such area: nothing holds */
    result = judged(*state, &rules);
    assert_int_equal(result.verdict, GEO_CHECK_NONE);
    assert_int_equal(result.judged, 0);
    geo_check_result_release(&result);
    geo_check_rules_release(&rules);
}

static void keep_warning(void *self, geo_log_level level, const char *text)
{
    if (level == GEO_LOG_WARNING)
        geo_text_addf(self, "%s\n", text);
}

static void says_targets_for_nothing(void **state)
{
    (void)state;
    geo_text said = GEO_TEXT_INIT;
    geo_ctx *ctx = geo_ctx_new(&(geo_ctx_hooks){.self = &said, .log = keep_warning});
    geo_check_rules rules = rules_of(ctx, NULL, NULL);
    add_area(&rules, "WK2", 10); /* only a parent, but known */
    add_area(&rules, "WK9", 10);
    geo_check_result result = judged(ctx, &rules);
    assert_string_equal(geo_text_string(&said),
                        "the target for trees in area 'WK9' is for nothing: no such area\n");
    geo_check_result_release(&result);
    geo_check_rules_release(&rules);
    geo_text_release(&said);
    geo_ctx_free(ctx);
}

static void parents_in_a_circle_end(void **state)
{
    const geo_check_unit circle[] = {
        {"A", NULL, "B", GEO_CHECK_BUURT, 1, ALL(1, 0, 0)},
        {"B", NULL, "A", GEO_CHECK_WIJK, 1, ALL(1, 0, 0)},
        {"C", NULL, "C", GEO_CHECK_BUURT, 1, ALL(1, 0, 0)},
        {"T", NULL, NULL, GEO_CHECK_TOWN, 1, ALL(1, 0, 0)},
    };
    geo_check_rules rules = rules_of(*state, "trees=50", NULL);
    geo_check_result result;
    add_area(&rules, "T", 60);
    assert_ok(geo_check_judge(*state, circle, 4, 3, &rules, &result));
    assert_near(result.units[0].marks[0].fail_below, 50, 0);
    assert_near(result.units[3].marks[0].fail_below, 60, 0);
    geo_check_result_release(&result);
    geo_check_rules_release(&rules);
}

static void refuses_what_was_not_measured(void **state)
{
    geo_check_unit town = units[TOWN];
    geo_check_result result;
    town.counts[GEO_CHECK_ACCESS] = (geo_check_counts){0};
    for (int warns = 0; warns < 2; warns++) {
        geo_check_rules rules = rules_of(*state, NULL, NULL);
        assert_ok(geo_check_rules_add(*state, &rules, "trees=1,access=90", warns));
        assert_int_equal(geo_check_judge(*state, &town, 1, 0, &rules, &result), GEO_ERR_ARG);
        assert_says(*state, "there is a threshold for access");
        assert_hints(*state, "gn-norm was not asked");
        geo_check_rules_release(&rules);
    }
}

/* ---- memory and size ---- */

/* Everything once with plain values; GEO_ERR_NOMEM must come out clean wherever it strikes. */
static geo_status whole_run(geo_ctx *ctx, const geo_table *table)
{
    geo_check_rules rules = {0};
    geo_check_result result = {0};
    geo_status status = geo_check_rules_init(ctx, &rules);
    if (!status)
        status = geo_check_rules_add(ctx, &rules, "access=62,norm=1", false);
    if (!status)
        status = geo_check_rules_targets(ctx, &rules, table, "t.csv", 2030);
    if (!status)
        status = geo_check_judge(ctx, units, UNITS, TOWN, &rules, &result);
    geo_check_result_release(&result);
    geo_check_rules_release(&rules);
    return status;
}

static void survives_without_memory(void **state)
{
    geo_table *table = table_of(*state, targets);
    geo_status status = GEO_ERR_NOMEM;
    int failures = 0;
    for (uint64_t nth = 1; status == GEO_ERR_NOMEM; nth++) {
        geo_alloc_fail_at(nth);
        status = whole_run(*state, table);
        failures += status == GEO_ERR_NOMEM;
    }
    geo_alloc_fail_at(0);
    assert_int_equal(status, GEO_OK);
    assert_in_range(failures, 10, 1000);
    geo_table_free(table);
}

/* All neighbourhoods of a large country, a target for each: linear, so seconds would be a fault. */
static void many_areas_and_targets(void **state)
{
    enum { MANY = 100000 };
    geo_check_unit *many = geo_calloc(MANY + 1, sizeof *many);
    char(*codes)[16] = geo_calloc(MANY, sizeof *codes);
    geo_text text = GEO_TEXT_INIT;
    geo_check_rules rules = rules_of(*state, "norm=10", NULL);
    geo_check_result result;
    struct timespec from, to;
    assert_true(many && codes);
    geo_text_add(&text, HEAD);
    for (int i = 0; i < MANY; i++) {
        snprintf(codes[i], sizeof codes[i], "BU%08d", i);
        many[i] = units[1];
        many[i].code = codes[i];
        many[i].parent = codes[i / 2];
        geo_text_addf(&text, "trees,2026,%s,81\n", codes[i]);
    }
    many[MANY] = units[TOWN];
    geo_table *table = table_of(*state, geo_text_string(&text));
    (void)clock_gettime(CLOCK_MONOTONIC, &from);
    assert_ok(geo_check_rules_targets(*state, &rules, table, "t.csv", 2026));
    assert_ok(geo_check_judge(*state, many, MANY + 1, MANY, &rules, &result));
    (void)clock_gettime(CLOCK_MONOTONIC, &to);
    assert_int_equal(result.failing, MANY);
    assert_in_range(to.tv_sec - from.tv_sec, 0, 20);
    geo_check_result_release(&result);
    geo_check_rules_release(&rules);
    geo_table_free(table);
    geo_text_release(&text);
    geo_free(codes);
    geo_free(many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(shares_are_compared_exactly),
        TEST(reads_thresholds),
        TEST(refuses_bad_thresholds),
        TEST(chooses_targets_of_the_year),
        TEST(refuses_bad_targets),
        TEST(reads_the_shipped_table),
        TEST(judges_buurten_and_town),
        TEST(neighbourhoods_without_homes_are_skipped),
        TEST(judges_the_whole),
        TEST(targets_of_no_year_are_no_verdict),
        TEST(areas_have_their_own_pace),
        TEST(a_threshold_for_one_area_judges_that_alone),
        TEST(says_targets_for_nothing),
        TEST(parents_in_a_circle_end),
        TEST(refuses_what_was_not_measured),
        TEST(survives_without_memory),
        TEST(many_areas_and_targets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
