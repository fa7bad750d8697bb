/* Tables of rules: the first that fits, what is refused, and that the tables of the toolkit hold.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/rules.h"
#include "ctx_case.h"

#define HEAD "class,physical,width_min_m,area_min_m2,zone,source,confidence,shape_source\n"

static geo_status read_text(const char *text, geo_rules **out)
{
    char path[] = "/tmp/gn-rules-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
    close(file);
    geo_status status = geo_rules_new(ctx, path, out);
    unlink(path);
    return status;
}

static const char *zone_of(const geo_rules *rules, const char *class, const char *physical,
                           double width_m, double area_m2)
{
    geo_rule_case asked = {.value = {width_m, area_m2}};
    asked.word[GEO_RULE_CLASS] = class;
    asked.word[GEO_RULE_PHYSICAL] = physical;
    size_t row = geo_rules_match(rules, &asked, 0);
    return row == SIZE_MAX ? "none" : geo_rules_cell(rules, row, "zone");
}

static void the_first_that_fits_decides(void **state)
{
    (void)state;
    geo_rules *rules = NULL;
    assert_ok(read_text(HEAD "a,bos|heide,,,one,s,high,\n"
                             "a,,20,,two,s,low,[?]\n"
                             "a,,,5000,three,s,low,[?]\n"
                             "a,gras,,,four,s,medium,\n"
                             "b,,,,five,s,high,\n",
                        &rules));
    assert_int_equal(geo_rules_count(rules), 5);
    assert_string_equal(zone_of(rules, "a", "bos", 1, 1), "one");
    assert_string_equal(zone_of(rules, "A", "HEIDE", 1, 1), "one");      /* letter case */
    assert_string_equal(zone_of(rules, "a", "bos|heide", 1, 1), "none"); /* no word of the list */
    assert_string_equal(zone_of(rules, "a", "bo", 1, 1), "none");
    assert_string_equal(zone_of(rules, "a", "gras", 20, 1), "two"); /* the least itself */
    assert_string_equal(zone_of(rules, "a", "gras", 19.99, 5000), "three");
    assert_string_equal(zone_of(rules, "a", "gras", 19.99, 4999), "four");
    assert_string_equal(zone_of(rules, "a", NULL, 1, 1), "none"); /* unknown fits no word */
    assert_string_equal(zone_of(rules, "b", NULL, 1, 1), "five"); /* but any */
    assert_string_equal(zone_of(rules, NULL, NULL, 1, 1), "none");
    geo_rule_case asked = {.word = {NULL, "a", "bos"}, .value = {30, 1}};
    assert_int_equal(geo_rules_match(rules, &asked, 1), 1); /* from there on */
    assert_string_equal(geo_rules_cell(rules, 0, "no_such_column"), "");
    geo_rules_free(rules);
}

static void what_has_no_source_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *word;
    } bad[] = {
        {HEAD "a,,,,x,,high,\n", "source"},         {HEAD "a,,,,x,s,,\n", "confidence"},
        {HEAD "a,,,,x,s,sure,\n", "sure"},          {HEAD "a,,20,,x,s,low,\n", "shape_source"},
        {HEAD "a,,,20,x,s,low,\n", "shape_source"}, {HEAD "a,,-1,,x,s,low,[?]\n", "-1"},
        {HEAD "a,,wide,,x,s,low,[?]\n", "wide"},    {"class,zone\na,x\n", "source"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        geo_rules *rules = NULL;
        assert_true(read_text(bad[i].text, &rules) < 0);
        assert_non_null(strstr(geo_ctx_error(ctx), bad[i].word));
        assert_null(rules);
        geo_ctx_reset(ctx);
    }
}

/* Blanks that nobody sees change nothing. */
static void blanks_do_not_count(void **state)
{
    (void)state;
    geo_rules *rules = NULL;
    assert_ok(read_text("class , physical,width_min_m,zone,source,confidence,shape_source\n"
                        " a, bos | heide\t, 20 , one ,s, high , [?]\n",
                        &rules));
    assert_string_equal(zone_of(rules, "a", "heide", 20, 1), "one");
    assert_string_equal(zone_of(rules, "a", "heide", 19, 1), "none");
    assert_string_equal(zone_of(rules, "a", "gras", 20, 1), "none");
    geo_rules_free(rules);
}

static void what_nobody_asks_is_refused(void **state)
{
    (void)state;
    static const char *const HEADINGS[] = {"class", "theme", "source", "confidence", NULL};
    static const char *const THEMES[] = {"landcover", "water", NULL};
    geo_rules *rules = NULL;
    assert_true(read_text("class,source,confidence\n", &rules) < 0);
    assert_non_null(strstr(geo_ctx_error(ctx), "no rules"));
    geo_ctx_reset(ctx);
    assert_ok(read_text("# ours\nclass,theme,source,confidence\n,water| LANDCOVER,s,low\n"
                        ",water|lancover,s,low\n",
                        &rules));
    assert_ok(geo_rules_headings(ctx, rules, HEADINGS));
    assert_int_equal(geo_rules_headings(ctx, rules, HEADINGS + 1), GEO_ERR_FORMAT);
    assert_non_null(strstr(geo_ctx_error(ctx), ":2: unknown heading 'class'"));
    geo_ctx_reset(ctx);
    assert_int_equal(geo_rules_words(ctx, rules, GEO_RULE_THEME, THEMES), GEO_ERR_FORMAT);
    assert_non_null(strstr(geo_ctx_error(ctx), ":4: unknown theme 'lancover'"));
    geo_ctx_reset(ctx);
    geo_rules_free(rules);
}

/* Ours: every number that no source gives says so. */
static void our_tables_hold(void **state)
{
    (void)state;
    static const char *const names[] = {SOURCE_DIR "/data/zone-rules.csv",
                                        SOURCE_DIR "/data/management-rules.csv"};
    for (size_t i = 0; i < 2; i++) {
        geo_rules *rules = NULL;
        assert_ok(geo_rules_new(ctx, names[i], &rules));
        assert_true(geo_rules_count(rules) > 5);
        for (size_t row = 0; row < geo_rules_count(rules); row++)
            if (*geo_rules_cell(rules, row, "near_max_m") ||
                *geo_rules_cell(rules, row, "width_min_m") ||
                *geo_rules_cell(rules, row, "area_min_m2"))
                assert_true(strlen(geo_rules_cell(rules, row, "shape_source")) > 5);
        geo_rules_free(rules);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_that_fits_decides),
        cmocka_unit_test(what_has_no_source_is_refused),
        cmocka_unit_test(blanks_do_not_count),
        cmocka_unit_test(what_nobody_asks_is_refused),
        cmocka_unit_test(our_tables_hold),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
