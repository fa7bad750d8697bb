/* report/audit_text, report/audit_json: findings in words and as JSON. */
#include <string.h>

#include "near.h"
#include "report/audit.h"

static geo_audit_rules rules = {.purpose = "norm"};

static const geo_audit_area AREAS[] = {
    {"BU1", 5, 10, true}, {"BU2", 1, 10, false}, {"BU\n3", 9, 9, true}};

static geo_audit_finding FINDINGS[] = {
    {.severity = GEO_AUDIT_ERROR, .check = GEO_AUDIT_MISSING_THEME, .theme = "street"},
    {.severity = GEO_AUDIT_WARNING,
     .check = GEO_AUDIT_TREE_TALL,
     .theme = "tree",
     .counted = true,
     .count = 7,
     .of = 10000,
     .ids = {"a", "b", "c", "d", "\"e\x1b"},
     .id_count = 5,
     .detail = "too tall"},
    {.severity = GEO_AUDIT_WARNING,
     .check = GEO_AUDIT_TREE_WITHOUT_CROWN,
     .theme = "tree",
     .counted = true,
     .count = 9999,
     .of = 10000,
     .areas = AREAS,
     .area_count = 3},
    {.severity = GEO_AUDIT_NOTE,
     .check = GEO_AUDIT_NEIGHBOURHOOD_GAP,
     .theme = "neighbourhood",
     .counted = true,
     .count = 1,
     .ids = {"1 2"},
     .id_count = 1},
};

static geo_audit_unchecked UNCHECKED[] = {
    {GEO_AUDIT_STREET_PIECES, "street", "the town has no street"},
    {GEO_AUDIT_AREA_DUMMY_LOW, "address", "no column area_m2"},
    {GEO_AUDIT_ADDRESS_OFF_NETWORK, "street", "the town has no street"},
};

static geo_audit_report report_of(size_t findings, size_t unchecked)
{
    geo_audit_report report = {.done = 12};
    report.findings.items = FINDINGS;
    report.findings.count = findings;
    report.unchecked.items = UNCHECKED;
    report.unchecked.count = unchecked;
    for (size_t i = 0; i < findings; i++)
        report.counts[FINDINGS[i].severity]++;
    return report;
}

static void speak(geo_text *out, size_t findings, size_t unchecked, bool list, bool json)
{
    for (int i = 0; i < GEO_AUDIT_CHECKS; i++)
        rules.checks[i].todo = "do it";
    geo_audit_report report = report_of(findings, unchecked);
    const geo_audit_words words = {"town", &rules, &report, list};
    if (json)
        geo_audit_add_json(out, &words, 1);
    else
        geo_audit_add_text(out, &words);
    assert_false(out->failed);
}

static void prints_a_table(void **state)
{
    geo_text text = GEO_TEXT_INIT;
    (void)state;
    speak(&text, 4, 3, true, false);
    assert_string_equal(
        geo_text_string(&text),
        "severity  theme         check                            count    share  first\n"
        "error     street        missing_theme                        -        -\n"
        "          do it\n"
        "warning   tree          tree_tall                            7  < 0.1 %  a, b, c, d, "
        "\"e?, ...\n"
        "          too tall: do it\n"
        "warning   tree          tree_without_crown                9999   99.9 %\n"
        "          do it\n"
        "          BU1 5 of 10, BU?3 9 of 9\n"
        "note      neighbourhood neighbourhood_gap                    1        -  1 2\n"
        "          do it\n"
        "not checked: street (the town has no street): street_pieces, address_off_network\n"
        "not checked: address (no column area_m2): area_dummy_low\n"
        "audit for norm: 1 error, 2 warnings, 1 note; 12 checks made, 3 not\n");
    geo_text_release(&text);
}

static void says_little_of_a_sound_town(void **state)
{
    geo_text text = GEO_TEXT_INIT;
    (void)state;
    speak(&text, 0, 3, false, false);
    assert_string_equal(geo_text_string(&text),
                        "audit for norm: 0 errors, 0 warnings, 0 notes; 12 checks made, 3 not\n");
    geo_text_release(&text);
}

static void writes_json(void **state)
{
    geo_text text = GEO_TEXT_INIT;
    (void)state;
    speak(&text, 3, 1, false, true);
    assert_string_equal(
        geo_text_string(&text),
        "{\"schema\":\"groennet-audit/1\",\"town\":\"town\",\"purpose\":\"norm\",\"exit\":1,"
        "\"counts\":{\"errors\":1,\"warnings\":2,\"notes\":0,\"checked\":12,\"not_checked\":1},"
        "\"findings\":[{\"severity\":\"error\",\"theme\":\"street\",\"check\":\"missing_theme\","
        "\"count\":null,\"of\":null,\"share_pct\":null,\"ids\":[],\"detail\":null,"
        "\"todo\":\"do it\",\"areas\":[]},"
        "{\"severity\":\"warning\",\"theme\":\"tree\",\"check\":\"tree_tall\",\"count\":7,"
        "\"of\":10000,\"share_pct\":0.07,\"ids\":[\"a\",\"b\",\"c\",\"d\",\"\\\"e\\u001b\"],"
        "\"detail\":\"too tall\",\"todo\":\"do it\",\"areas\":[]},"
        "{\"severity\":\"warning\",\"theme\":\"tree\",\"check\":\"tree_without_crown\","
        "\"count\":9999,\"of\":10000,\"share_pct\":99.99,\"ids\":[],\"detail\":null,"
        "\"todo\":\"do it\",\"areas\":[{\"code\":\"BU1\",\"count\":5,\"of\":10,\"share_pct\":50,"
        "\"stands\":true},{\"code\":\"BU2\",\"count\":1,\"of\":10,\"share_pct\":10,"
        "\"stands\":false},{\"code\":\"BU\\n3\",\"count\":9,\"of\":9,\"share_pct\":100,"
        "\"stands\":true}]}],"
        "\"not_checked\":[{\"theme\":\"street\",\"check\":\"street_pieces\","
        "\"why\":\"the town has no street\"}]}\n");
    geo_text_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(prints_a_table),
                                       cmocka_unit_test(says_little_of_a_sound_town),
                                       cmocka_unit_test(writes_json)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
