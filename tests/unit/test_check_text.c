/* report/check_text, report/check_json: the gate's answer in words and as JSON. */
#include "checked.h"
#include "report/check_text.h"

static geo_text answer(geo_ctx *ctx, const geo_check_rules *rules, bool json)
{
    geo_check_layer layer = {.count = UNITS, .town = TOWN, .norm = "4-40-400"};
    geo_check_unit copies[UNITS];
    memcpy(copies, units, sizeof copies);
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
         "63.4 % with 1.3 % of homes unknown, access 63.4 % with 1.3 % of homes unknown)\n"},
        {"trees=50", NULL, 41, NAN,
         "4-40-400: thresholds hold (2 neighbourhoods, 2 skipped, town: trees 63.4 % with 1.3 % of "
         "homes unknown)\n"},
        {"trees=50", NULL, 0, 1,
         "BU2 Dorp: trees no verdict, 100 of 1000 homes unknown, more than 1 %\n"
         "BU3: trees no verdict, 40 of 40 homes unknown, more than 1 %\n"
         "town: trees no verdict, 140 of 11043 homes unknown, more than 1 %\n"
         "4-40-400: no verdict (town: trees)\n"},
        {"trees=50", NULL, 20000, NAN,
         "4-40-400: no verdict (the town has 11043 homes, fewer than 20000)\n"},
        {"trees=50", NULL, 0, NAN,
         "BU3: trees no verdict, no home is known to pass or fail\n"
         "4-40-400: thresholds hold (4 neighbourhoods, 1 without verdict, town: trees 63.4 % "
         "with 1.3 % of homes unknown)\n"},
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
    geo_check_layer layer = {.units = copies, .count = UNITS, .town = TOWN};
    geo_check_result result;
    assert_ok(geo_check_judge(*state, copies, UNITS, TOWN, &rules, &result));
    geo_check_add_text(&text, &(geo_check_report){&layer, &rules, &result});
    assert_non_null(
        strstr(geo_text_string(&text), "\nBU4 Polder?: trees 66.6 % of 3 homes, below 100 %\n"));
    assert_non_null(strstr(geo_text_string(&text), "\nnorm: fails (1 of 4"));
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

/* Nothing asked is not the same as no answer. */
static void json_tells_no_thresholds_from_no_verdict(void **state)
{
    geo_check_rules rules = rules_of(*state, NULL, NULL);
    for (int asked = 0; asked < 2; asked++) {
        rules.year = asked ? 2026 : 0; /* targets, of which none holds */
        geo_text text = answer(*state, &rules, true);
        assert_non_null(strstr(geo_text_string(&text), asked ? "\"verdict\":\"none\",\"exit\""
                                                             : "\"verdict\":null,\"exit\""));
        geo_text_release(&text);
    }
    geo_check_rules_release(&rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(speaks),
        TEST(names_cannot_forge_lines),
        TEST(shares_round_down),
        TEST(speaks_json),
        TEST(json_tells_no_thresholds_from_no_verdict),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
