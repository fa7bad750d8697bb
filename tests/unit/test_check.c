/* report/check: thresholds as typed and from tables, judging, the answer in words and JSON, the
 * layer read from a GeoPackage. Expected shares are counted by hand. */
#include <time.h>

#include "base/alloc.h"
#include "report/check_text.h"
#include "store.h"

enum { BUURTEN = 4, UNITS = BUURTEN + 3, WIJK = 4, GEMEENTE = 5, TOWN = 6 };

#define ALL(p, f, u)                                                                               \
    {                                                                                              \
        {true, p, f, u}, {true, p, f, u}, {true, p, f, u},                                         \
        {                                                                                          \
            true, p, f, u                                                                          \
        }                                                                                          \
    }

/* Trees: 61.99 %, 80 %, all unknown, 3 of 3; the town as their sum. */
static const geo_check_unit units[UNITS] = {
    {"BU1", "Kanaalzone", "WK1", GEO_CHECK_BUURT, 10000, ALL(6199, 3801, 0)},
    {"BU2", "Dorp", "WK1", GEO_CHECK_BUURT, 1000, ALL(720, 180, 100)},
    {"BU3", NULL, "WK2", GEO_CHECK_BUURT, 40, ALL(0, 0, 40)},
    {"BU4", "Polder\n", NULL, GEO_CHECK_BUURT, 3, ALL(3, 0, 0)},
    {"WK1", "Oost", "GM1", GEO_CHECK_WIJK, 11000, ALL(0, 11000, 0)},
    {"GM1", "Stad", NULL, GEO_CHECK_GEMEENTE, 11043, ALL(0, 11043, 0)},
    {"totaal", "Stad", NULL, GEO_CHECK_TOWN, 11043, ALL(6922, 3981, 140)},
};

static geo_check_rules rules_of(geo_ctx *ctx, const char *fail, const char *warn)
{
    geo_check_rules rules;
    assert_ok(geo_check_rules_init(ctx, &rules));
    if (fail)
        assert_ok(geo_check_rules_add(ctx, &rules, fail, false));
    if (warn)
        assert_ok(geo_check_rules_add(ctx, &rules, warn, true));
    return rules;
}

static geo_check_result judged(geo_ctx *ctx, const geo_check_rules *rules)
{
    geo_check_result result;
    if (geo_check_judge(ctx, units, UNITS, TOWN, rules, &result))
        fail_msg("refused: %s", geo_ctx_error(ctx));
    return result;
}

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

static void add_area(geo_check_rules *rules, const char *area, double pct)
{
    const geo_check_rule rule = {GEO_CHECK_TREES, false, area, pct};
    assert_true(geo_vec_push(&rules->list, rule));
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

/* ---- the answer ---- */

static const geo_check_unit *const_units = units;

static geo_text answer(geo_ctx *ctx, const geo_check_rules *rules, bool json)
{
    geo_check_layer layer = {.count = UNITS, .town = TOWN, .norm = "4-40-400"};
    geo_check_unit copies[UNITS];
    memcpy(copies, const_units, sizeof copies);
    layer.units = copies;
    geo_text text = GEO_TEXT_INIT;
    geo_check_result result = judged(ctx, rules);
    const geo_check_report report = {&layer, rules, &result};
    if (json)
        geo_check_add_json(&text, &report, 1);
    else
        geo_check_add_text(&text, &report);
    assert_false(text.failed);
    geo_check_result_release(&result);
    return text;
}

typedef struct text_case {
    const char *fail, *warn;
    int64_t min_homes;
    double max_unknown_pct;
    const char *expected;
} text_case;

static void speaks(void **state)
{
    static const text_case cases[] = {
        {NULL, NULL, 0, NAN,
         "town: trees 63.4 % of 10903 homes, 140 unknown\n"
         "town: canopy 63.4 % of 10903 homes, 140 unknown\n"
         "town: access 63.4 % of 10903 homes, 140 unknown\n"
         "town: norm 63.4 % of 10903 homes, 140 unknown\n"
         "4-40-400: no thresholds (4 neighbourhoods)\n"},
        {"trees=62", "trees=80.5,access=64", 3, 50,
         "BU1 Kanaalzone: trees 61.9 % of 10000 homes, below 62 %; "
         "warning: access 61.9 % of 10000 homes, below 64 %\n"
         "BU2 Dorp: warning: trees 80.0 % of 900 homes, below 80.5 %\n"
         "BU3: trees no verdict, 40 of 40 homes unknown, more than 50 %; "
         "access no verdict, 40 of 40 homes unknown, more than 50 %\n"
         "town: warning: trees 63.4 % of 10903 homes, below 80.5 %; "
         "warning: access 63.4 % of 10903 homes, below 64 %\n"
         "4-40-400: fails (1 of 4 neighbourhoods, 1 with a warning, 1 without verdict, town: trees "
         "63.4 %, access 63.4 %)\n"},
        {"trees=50", NULL, 41, NAN,
         "4-40-400: holds (2 neighbourhoods, 2 skipped, town: trees 63.4 %)\n"},
        {"trees=50", NULL, 0, 1,
         "BU2 Dorp: trees no verdict, 100 of 1000 homes unknown, more than 1 %\n"
         "BU3: trees no verdict, 40 of 40 homes unknown, more than 1 %\n"
         "town: trees no verdict, 140 of 11043 homes unknown, more than 1 %\n"
         "4-40-400: no verdict (town: trees)\n"},
        {"trees=50", NULL, 20000, NAN,
         "4-40-400: no verdict (the town has 11043 homes, fewer than 20000)\n"},
        {"trees=50", NULL, 0, NAN,
         "BU3: trees no verdict, no home is known to pass or fail\n"
         "4-40-400: holds (4 neighbourhoods, 1 without verdict, town: trees 63.4 %)\n"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        geo_check_rules rules = rules_of(*state, cases[i].fail, cases[i].warn);
        rules.min_homes = cases[i].min_homes;
        rules.max_unknown_pct = cases[i].max_unknown_pct;
        geo_text text = answer(*state, &rules, false);
        assert_string_equal(geo_text_string(&text), cases[i].expected);
        geo_text_release(&text);
        geo_check_rules_release(&rules);
    }
}

static void names_cannot_forge_lines(void **state)
{
    geo_check_rules rules = rules_of(*state, "trees=50", NULL);
    rules.min_homes = 1;
    add_area(&rules, "BU4", 100);
    geo_text text = answer(*state, &rules, false);
    assert_null(strstr(geo_text_string(&text), "Polder"));
    geo_text_release(&text);
    geo_check_unit forged = units[3];
    forged.counts[0] = (geo_check_counts){true, 2, 1, 0};
    geo_check_unit copies[UNITS];
    memcpy(copies, units, sizeof copies);
    copies[3] = forged;
    const_units = copies;
    geo_check_layer layer = {.units = copies, .count = UNITS, .town = TOWN};
    geo_check_result result;
    assert_ok(geo_check_judge(*state, copies, UNITS, TOWN, &rules, &result));
    geo_check_add_text(&text, &(geo_check_report){&layer, &rules, &result});
    assert_non_null(
        strstr(geo_text_string(&text), "\nBU4 Polder?: trees 66.6 % of 3 homes, below 100 %\n"));
    assert_non_null(strstr(geo_text_string(&text), "\nnorm: fails (1 of 4"));
    const_units = units;
    geo_text_release(&text);
    geo_check_result_release(&result);
    geo_check_rules_release(&rules);
}

/* A share below its threshold never reads as the threshold: all shares of 200 homes against all
 * whole and half percentages. */
static void shares_round_down(void **state)
{
    for (uint32_t pass = 0; pass <= 199; pass++) {
        geo_check_unit town = {"T", NULL, NULL, GEO_CHECK_TOWN, 199, {{true, pass, 199 - pass, 0}}};
        geo_check_layer layer = {.units = &town, .count = 1, .norm = "n"};
        geo_check_rules rules = rules_of(*state, "trees=100", NULL);
        geo_check_result result;
        for (int half = 0; half <= 200; half++) {
            geo_text text = GEO_TEXT_INIT;
            double shown = -1;
            rules.list.items[0].min_pct = half / 2.0;
            assert_ok(geo_check_judge(*state, &town, 1, 0, &rules, &result));
            geo_check_add_text(&text, &(geo_check_report){&layer, &rules, &result});
            const char *at = strstr(geo_text_string(&text), "trees ");
            assert_non_null(at);
            assert_int_equal(sscanf(at, "trees %lf %%", &shown), 1);
            if (result.verdict == GEO_CHECK_FAILS && !(shown < half / 2.0))
                fail_msg("%u of 199 fails %g but reads %g", pass, half / 2.0, shown);
            geo_text_release(&text);
            geo_check_result_release(&result);
        }
        geo_check_rules_release(&rules);
    }
}

static void speaks_json(void **state)
{
    geo_check_rules rules = rules_of(*state, "trees=62", "trees=81,norm=1");
    rules.min_homes = 10;
    rules.max_unknown_pct = 12.5;
    rules.year = 2026;
    add_area(&rules, "WK1", 55);
    add_area(&rules, "BU2", 40);
    geo_text text = answer(*state, &rules, true);
#define MARK(name, p, f, u, pct, verdict)                                                          \
    "\"" name "\":{\"pass\":" #p ",\"fail\":" #f ",\"unknown\":" #u ",\"pct\":" pct                \
    ",\"verdict\":" verdict "}"
#define MARKS(p, f, u, pct, trees, norm)                                                           \
    "{" MARK("trees", p, f, u, pct, trees) "," MARK("canopy", p, f, u, pct, "null") "," MARK(      \
        "access", p, f, u, pct, "null") "," MARK("norm", p, f, u, pct, norm) "}}"
    assert_string_equal(
        geo_text_string(&text),
        "{\"schema\":\"groennet-check/1\",\"norm\":\"4-40-400\",\"verdict\":\"holds\",\"exit\":1,"
        "\"thresholds\":{\"trees\":{\"fail_below\":62,\"warn_below\":81,\"areas\":{\"WK1\":55,"
        "\"BU2\":40}},\"norm\":{\"warn_below\":1},\"min_homes\":10,\"max_unknown_pct\":12.5,"
        "\"year\":2026},"
        "\"town\":{\"code\":\"totaal\",\"name\":\"Stad\",\"homes\":11043,\"skipped\":false,"
        "\"criteria\":" MARKS(
            6922, 3981, 140, "63.487113638448136", "\"warns\"",
            "\"holds\"") ","
                         "\"areas\":["
                         "{\"code\":\"BU1\",\"name\":\"Kanaalzone\",\"homes\":10000,\"skipped\":"
                         "false,"
                         "\"criteria\":" MARKS(
                             6199, 3801, 0, "61.99", "\"warns\"",
                             "\"holds\"") ","
                                          "{\"code\":\"BU2\",\"name\":\"Dorp\",\"homes\":1000,"
                                          "\"skipped\":false,"
                                          "\"criteria\":" MARKS(
                                              720, 180, 100, "80", "\"warns\"",
                                              "\"holds\"") ","
                                                           "{\"code\":\"BU3\",\"name\":null,"
                                                           "\"homes\":40,\"skipped\":false,"
                                                           "\"criteria\":" MARKS(
                                                               0, 0, 40, "null", "\"none\"",
                                                               "\"none\"") ","
                                                                           "{\"code\":\"BU4\","
                                                                           "\"name\":\"Polder\\n\","
                                                                           "\"homes\":3,"
                                                                           "\"skipped\":true,"
                                                                           "\"criteria\":" MARKS(
                                                                               3, 0, 0, "100",
                                                                               "null",
                                                                               "null") "],"
                                                                                       "\"counts\":"
                                                                                       "{\"judged\""
                                                                                       ":3,"
                                                                                       "\"failing\""
                                                                                       ":0,"
                                                                                       "\"warned\":"
                                                                                       "2,"
                                                                                       "\"skipped\""
                                                                                       ":1,\"no_"
                                                                                       "verdict\":"
                                                                                       "1}}\n");
    geo_text_release(&text);
    geo_check_rules_release(&rules);
}

/* ---- the layer ---- */

typedef struct row {
    const char *code, *level;
    double homes, pass, fail, unknown; /* of trees; NAN: null */
} row;

static const char *const columns[] = {"id",
                                      "code",
                                      "name",
                                      "level",
                                      "parent_code",
                                      "norm",
                                      "homes",
                                      "trees_pass",
                                      "trees_fail",
                                      "trees_unknown",
                                      "canopy_pass",
                                      "canopy_fail",
                                      "canopy_unknown",
                                      "access_pass",
                                      "access_fail",
                                      "access_unknown",
                                      "norm_pass",
                                      "norm_fail",
                                      "norm_unknown"};
enum { COLUMNS = sizeof columns / sizeof columns[0], FIRST_NUMBER = 6 };

static void put_row(geo_ctx *ctx, geo_layer *layer, const row *r, int without)
{
    geo_value values[COLUMNS], kept[COLUMNS];
    const char *const texts[FIRST_NUMBER] = {r->code, r->code, "Naam", r->level, "", "4-40-400"};
    const double numbers[] = {r->homes, r->pass, r->fail, r->unknown};
    geo_point ring[] = {{EAST, NORTH}, {EAST + 9, NORTH}, {EAST, NORTH + 9}, {EAST, NORTH}};
    uint32_t ends[] = {4}, parts[] = {1};
    const geo_geom geom = {GEO_GEOM_POLYGON, ring, ends, parts, 4, 1, 1};
    int count = 0;
    for (int i = 0; i < COLUMNS; i++) {
        int n = i - FIRST_NUMBER;
        values[i] = n < 0   ? geo_value_text(texts[i])
                    : n < 4 ? geo_value_double(numbers[n])
                            : geo_value_null(GEO_FIELD_DOUBLE);
        if (i != without)
            kept[count++] = values[i];
    }
    assert_ok(geo_layer_put(ctx, layer, &geom, kept));
}

/* A GeoPackage with these rows, lacking column `without` (-1: none). */
static const char *make_layer(geo_ctx *ctx, const row *rows, size_t count, int without)
{
    const char *path = in_folder("norm.gpkg");
    geo_crs *crs = rd_new(ctx);
    geo_schema schema;
    geo_package *package;
    geo_layer *layer;
    assert_ok(geo_schema_init(ctx, &schema, GEO_CHECK_LAYER, GEO_GEOM_MULTIPOLYGON, crs));
    for (int i = 0; i < COLUMNS; i++)
        if (i != without)
            assert_ok(geo_schema_add(ctx, &schema, columns[i],
                                     i < FIRST_NUMBER ? GEO_FIELD_STRING : GEO_FIELD_DOUBLE));
    assert_ok(geo_package_new(
        ctx, &(geo_package_options){.path = path, .overwrite = true, .date = "2024-05-01"},
        &package));
    assert_ok(geo_package_layer(
        ctx, package, &(geo_layer_options){.schema = &schema, .title = "t", .abstract = "a"},
        &layer));
    for (size_t i = 0; i < count; i++)
        put_row(ctx, layer, &rows[i], without);
    if (geo_package_commit(ctx, package))
        fail_msg("%s", geo_ctx_error(ctx));
    geo_package_free(package);
    geo_schema_release(&schema);
    geo_crs_free(crs);
    return path;
}

static geo_status read_layer(geo_ctx *ctx, const char *path, geo_check_layer *out)
{
    geo_source_options options = geo_check_source_options();
    geo_source *source;
    assert_ok(geo_source_new(ctx, path, &options, &source));
    geo_status status = geo_check_layer_init(ctx, source, out);
    geo_source_free(source);
    return status;
}

static void reads_the_layer(void **state)
{
    const row rows[] = {{"BU1", "buurt", 10, 5, 3, 2},
                        {"WK1", "wijk", 10, 5, 3, 2},
                        {"", "totaal", 10, 5, 3, 2},
                        {"GM1", "gemeente", 0, 0, 0, 0},
                        {"BU2", "buurt", 7, NAN, NAN, NAN}};
    geo_check_layer layer;
    if (read_layer(*state, make_layer(*state, rows, 5, -1), &layer))
        fail_msg("%s", geo_ctx_error(*state));
    assert_int_equal(layer.count, 5);
    assert_int_equal(layer.town, 2);
    assert_string_equal(layer.norm, "4-40-400");
    assert_string_equal(layer.units[0].code, "BU1");
    assert_string_equal(layer.units[0].name, "Naam");
    assert_null(layer.units[0].parent);
    assert_int_equal(layer.units[0].level, GEO_CHECK_BUURT);
    assert_int_equal(layer.units[1].level, GEO_CHECK_WIJK);
    assert_int_equal(layer.units[3].level, GEO_CHECK_GEMEENTE);
    assert_int_equal(layer.units[0].homes, 10);
    assert_int_equal(layer.units[0].counts[GEO_CHECK_TREES].pass, 5);
    assert_int_equal(layer.units[0].counts[GEO_CHECK_TREES].fail, 3);
    assert_int_equal(layer.units[0].counts[GEO_CHECK_TREES].unknown, 2);
    assert_true(layer.units[0].counts[GEO_CHECK_TREES].asked);
    assert_false(layer.units[0].counts[GEO_CHECK_NORM].asked);
    assert_false(layer.units[4].counts[GEO_CHECK_TREES].asked);
    geo_check_layer_release(&layer);
}

static void refuses_a_broken_layer(void **state)
{
    static const struct {
        row row;
        const char *says;
    } cases[] = {
        {{"BU1", "buurt", 10, 5, 3, 2}, "there are 0 rows of level totaal instead of one"},
        {{"BU1", "straat", 10, 5, 3, 2}, "level 'straat' is none of buurt"},
        {{"BU1", NULL, 10, 5, 3, 2}, "level '' is none of"},
        {{"T", "totaal", -1, 5, 3, 2}, "homes is no number of homes: while reading feature 'T'"},
        {{"T", "totaal", NAN, 5, 3, 2}, "homes is no number of homes"},
        {{"T", "totaal", 10, 5.5, 3, 1}, "trees_pass is no number of homes"},
        {{"T", "totaal", 10, 5, NAN, 2}, "trees_fail is no number of homes"},
        {{"T", "totaal", 10, 5, 3, 1e18}, "trees_unknown is no number of homes"},
        {{"T", "totaal", 10, 5, 4, 2}, "trees counts 11 homes of 10"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        geo_check_layer layer;
        const char *path = make_layer(*state, &cases[i].row, 1, -1);
        assert_int_equal(read_layer(*state, path, &layer), GEO_ERR_FORMAT);
        assert_says(*state, cases[i].says);
    }
    const row towns[] = {{"T", "totaal", 1, 1, 0, 0}, {"U", "totaal", 1, 1, 0, 0}};
    geo_check_layer layer;
    assert_int_equal(read_layer(*state, make_layer(*state, towns, 2, -1), &layer), GEO_ERR_FORMAT);
    assert_says(*state, "there are 2 rows of level totaal");
}

static void names_a_missing_column(void **state)
{
    const row town = {"T", "totaal", 1, 1, 0, 0};
    for (int without = 1; without < COLUMNS; without++) {
        geo_check_layer layer;
        char expected[128];
        const char *path = make_layer(*state, &town, 1, without);
        assert_int_equal(read_layer(*state, path, &layer), GEO_ERR_NOTFOUND);
        snprintf(expected, sizeof expected, "'norm.gpkg:norm_neighbourhood' has no column '%s'",
                 columns[without]);
        assert_says(*state, expected);
        assert_hints(*state, "gn-norm wrote");
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

static void reads_without_memory(void **state)
{
    const row rows[] = {{"BU1", "buurt", 10, 5, 3, 2}, {"T", "totaal", 10, 5, 3, 2}};
    const char *path = make_layer(*state, rows, 2, -1);
    geo_status status = GEO_ERR_NOMEM;
    for (uint64_t nth = 1; status == GEO_ERR_NOMEM; nth++) {
        geo_source_options options = geo_check_source_options();
        geo_check_layer layer = {0};
        geo_source *source;
        assert_ok(geo_source_new(*state, path, &options, &source));
        geo_alloc_fail_at(nth);
        status = geo_check_layer_init(*state, source, &layer);
        geo_alloc_fail_at(0);
        geo_check_layer_release(&layer);
        geo_source_free(source);
    }
    assert_int_equal(status, GEO_OK);
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
        TEST(judges_the_whole),
        TEST(areas_have_their_own_pace),
        TEST(a_threshold_for_one_area_judges_that_alone),
        TEST(says_targets_for_nothing),
        TEST(parents_in_a_circle_end),
        TEST(refuses_what_was_not_measured),
        TEST(speaks),
        TEST(names_cannot_forge_lines),
        TEST(shares_round_down),
        TEST(speaks_json),
        TEST(reads_the_layer),
        TEST(refuses_a_broken_layer),
        TEST(names_a_missing_column),
        TEST(survives_without_memory),
        TEST(reads_without_memory),
        TEST(many_areas_and_targets),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
