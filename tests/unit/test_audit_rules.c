/* report/audit_rules: the tables as shipped, and slips in them. */
#include <math.h>

#include "registry/theme.h"
#include "report/audit.h"
#include "store.h"

#define CHECKS SOURCE_DIR "/data/audit-checks.csv"
#define NEEDS SOURCE_DIR "/data/audit-needs.csv"
#define LIMITS SOURCE_DIR "/data/audit-limits.csv"

static const geo_audit_tables TABLES = {CHECKS, NEEDS, LIMITS};

static const char *const PURPOSES[] = {"norm", "nature", "bats", "water"};

static void every_purpose_has_its_needs(void **state)
{
    for (size_t p = 0; p < sizeof PURPOSES / sizeof PURPOSES[0]; p++) {
        geo_audit_rules rules;
        size_t required = 0;
        assert_ok(geo_audit_rules_init(*state, &TABLES, PURPOSES[p], &rules));
        for (int i = 0; i < GEO_AUDIT_CHECKS; i++)
            assert_true(*rules.checks[i].todo);
        for (size_t i = 0; i < rules.wants.count; i++) {
            const geo_audit_want *want = &rules.wants.items[i];
            assert_true(*want->why);
            required += want->need == GEO_AUDIT_REQUIRED;
            if (want->unless)
                assert_non_null(geo_audit_want_of(&rules, want->unless, NULL));
        }
        assert_true(required > 0);
        geo_audit_rules_release(&rules);
    }
}

static void finds_rows(void **state)
{
    geo_audit_rules rules;
    assert_ok(geo_audit_rules_init(*state, &TABLES, "norm", &rules));
    const geo_audit_want *tree = geo_audit_want_of(&rules, "tree", NULL);
    const geo_audit_want *height = geo_audit_want_of(&rules, "building", "height_m");
    assert_int_equal(tree->need, GEO_AUDIT_REQUIRED);
    assert_true(isnan(tree->nulls_pct));
    assert_string_equal(height->unless, "dsm");
    assert_near(geo_audit_want_of(&rules, "street", "name")->nulls_pct, 50, 0);
    assert_null(geo_audit_want_of(&rules, "roost", NULL));
    assert_null(geo_audit_want_of(&rules, "tree", "home"));
    assert_near(rules.checks[GEO_AUDIT_TREE_TALL].threshold, 45, 0);
    assert_int_equal(rules.checks[GEO_AUDIT_TREE_TALL].severity, GEO_AUDIT_WARNING);
    assert_true(isnan(rules.checks[GEO_AUDIT_TREE_TALL].note_below_pct));
    assert_near(rules.checks[GEO_AUDIT_TREE_DOUBLE].note_below_pct, 0.5, 0);
    geo_audit_rules_release(&rules);
}

static void refuses_slips(void **state)
{
    static const struct {
        const char *needs;
        geo_status status;
    } cases[] = {
        {"purpose,theme,column,need,unless,nulls_pct,why\nnorm,tree,,nice,,,x\n", GEO_ERR_FORMAT},
        {"purpose,theme,column,need,unless,nulls_pct,why\nnorm,tree,,,,,x\n", GEO_ERR_FORMAT},
        {"purpose,theme,column,need,unless,nulls_pct,why\nnorm,tree,height_m,read,,,x\n",
         GEO_ERR_FORMAT},
        {"purpose,theme,column,need,unless,nulls_pct,why\nnorm,tree,,read,,much,x\n",
         GEO_ERR_FORMAT},
        {"purpose,theme,column,need,unless,nulls_pct,why\nbats,tree,,read,,,x\n", GEO_ERR_ARG},
        {"purpose,theme,column,need\nnorm,tree,,read\n", GEO_ERR_NOTFOUND},
        {"purpose,theme,column,need,unless,nulls_pct,why\nnorm,tree,,read,,,x\n", GEO_OK},
    };
    const char *path = in_folder("needs.csv");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        geo_audit_rules rules = {0};
        put_text(path, cases[i].needs);
        assert_int_equal(
            geo_audit_rules_init(*state, &(geo_audit_tables){CHECKS, path, LIMITS}, "norm", &rules),
            cases[i].status);
        geo_audit_rules_release(&rules);
    }
}

static void refuses_limits_that_leave_nothing(void **state)
{
    static const struct {
        const char *limits;
        geo_status status;
    } cases[] = {
        {"theme,column,least,most,unit\nlight,height_m,3,2,m\n", GEO_ERR_FORMAT},
        {"theme,column,least,most,unit\nlight,height_m,,,m\n", GEO_ERR_FORMAT},
        {"theme,column,least,most,unit\nlight,height_m,,high,m\n", GEO_ERR_FORMAT},
        {"theme,column,least\nlight,height_m,3\n", GEO_ERR_NOTFOUND},
        {"theme,column,least,most,unit\nlight,height_m,2,2,m\nroost,count,0,,animals\n"
         "tree,planted,,2100,year\n",
         GEO_OK},
    };
    const char *path = in_folder("limits.csv");
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        geo_audit_rules rules = {0};
        const geo_audit_tables tables = {CHECKS, NEEDS, path};
        put_text(path, cases[i].limits);
        assert_int_equal(geo_audit_rules_init(*state, &tables, "bats", &rules), cases[i].status);
        geo_audit_rules_release(&rules);
    }
}

/* A row about a column that no town has would never be looked at. */
static void limits_are_of_columns_of_numbers(void **state)
{
    geo_audit_rules rules;
    assert_ok(geo_audit_rules_init(*state, &TABLES, "norm", &rules));
    assert_true(rules.limits.count > 0);
    for (size_t i = 0; i < rules.limits.count; i++) {
        const geo_audit_limit *limit = &rules.limits.items[i];
        geo_theme theme = geo_theme_named(limit->theme);
        bool found = false;
        assert_true(*limit->unit && theme < GEO_THEMES);
        for (size_t c = 0; c < geo_theme_column_count(theme); c++) {
            const geo_theme_column *column = &geo_theme_layer_of(theme)->columns[c];
            found |= strcmp(column->name, limit->column) == 0 && column->type != GEO_FIELD_STRING;
        }
        if (!found)
            fail_msg("%s.%s", limit->theme, limit->column);
    }
    geo_audit_rules_release(&rules);
}

int main(void)
{
    const struct CMUnitTest tests[] = {TEST(every_purpose_has_its_needs), TEST(finds_rows),
                                       TEST(refuses_slips), TEST(refuses_limits_that_leave_nothing),
                                       TEST(limits_are_of_columns_of_numbers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
