/* registry/centre_rules.c and data/bgt-streets.csv: every function of the catalogue has a rule, and
 * what the law forbids to walkers is closed. */
#include <string.h>

#include "near.h"
#include "registry/centre.h"

static geo_ctx *ctx;
static geo_table *table;

static int set_up(void **state)
{
    (void)state;
    ctx = geo_ctx_new(NULL);
    return geo_table_read(ctx, SOURCE_DIR "/data/bgt-streets.csv", &table) == GEO_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    geo_table_free(table);
    geo_ctx_free(ctx);
    return 0;
}

/* IMGeo 2.1.1, FunctieWeg and FunctieOndersteunendWegdeel; 1, 0, or -1: not known. */
static const struct {
    const char *function;
    int foot;
} CATALOGUE[] = {
    {"OV-baan", 0},
    {"overweg", 1},
    {"spoorbaan", 0},
    {"baan voor vliegverkeer", 0},
    {"rijbaan autosnelweg", 0},
    {"rijbaan autoweg", 0},
    {"rijbaan regionale weg", 1},
    {"rijbaan lokale weg", 1},
    {"fietspad", 1},
    {"voetpad", 1},
    {"voetpad op trap", 1},
    {"ruiterpad", -1},
    {"parkeervlak", 1},
    {"voetgangersgebied", 1},
    {"inrit", 1},
    {"woonerf", 1},
    {"transitie", -1},
    {"berm", 0},
    {"verkeerseiland", 1},
};
enum { FUNCTIONS = sizeof CATALOGUE / sizeof *CATALOGUE };

static void every_function_has_a_rule(void **state)
{
    (void)state;
    assert_int_equal(geo_table_rows(table), FUNCTIONS);
    for (size_t i = 0; i < FUNCTIONS; i++) {
        geo_street_rule rule;
        assert_ok(geo_street_rule_find(ctx, table, CATALOGUE[i].function, &rule));
        if (CATALOGUE[i].foot < 0)
            assert_true(isnan(rule.foot));
        else
            assert_near(rule.foot, CATALOGUE[i].foot, 0);
        assert_true(*rule.class != '\0');
        assert_true(rule.foot == 0 ? isnan(rule.cross_m) : rule.cross_m > 0);
    }
}

static void others_have_none(void **state)
{
    (void)state;
    geo_street_rule rule;
    assert_int_equal(geo_street_rule_find(ctx, table, "Voetpad", &rule), GEO_ERR_NOTFOUND);
    assert_int_equal(geo_street_rule_find(ctx, table, "", &rule), GEO_ERR_NOTFOUND);
}

static void a_broken_table_is_an_error(void **state)
{
    (void)state;
    static const struct {
        const char *text, *names;
        geo_status status;
    } broken[] = {
        {"function,foot,class\nvoetpad,1,footway\n", "cross_m", GEO_ERR_FORMAT},
        {"function,foot,cross_m\nvoetpad,1,10\n", "class", GEO_ERR_FORMAT},
        {"name,foot,class,cross_m\nvoetpad,1,footway,10\n", "function", GEO_ERR_FORMAT},
        {"function,foot,class,cross_m\nvoetpad,yes,footway,10\n", "foot", GEO_ERR_FORMAT},
    };
    for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
        geo_table *made = NULL;
        geo_street_rule rule;
        assert_ok(geo_table_parse(ctx, "t.csv", broken[i].text, strlen(broken[i].text), &made));
        assert_int_equal(geo_street_rule_find(ctx, made, "voetpad", &rule), broken[i].status);
        assert_non_null(strstr(geo_ctx_error(ctx), broken[i].names));
        geo_table_free(made);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_function_has_a_rule),
        cmocka_unit_test(others_have_none),
        cmocka_unit_test(a_broken_table_is_an_error),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
