/* The tables in data/: every one is read by our own reader, and the values the tools rely on are
 * among those they know. */
#include <glob.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/parse.h"
#include "base/table.h"
#include "ctx_case.h"

#define DATA SOURCE_DIR "/data/"

static geo_table *read_table(const char *path)
{
    geo_table *table = NULL;
    if (geo_table_read(ctx, path, &table) != GEO_OK)
        fail_msg("%s: %s", path, geo_ctx_error(ctx));
    return table;
}

static const char *cell(const geo_table *table, size_t row, const char *heading)
{
    size_t column = 0;
    assert_ok(geo_table_column(ctx, table, heading, &column));
    return geo_table_cell(table, row, column);
}

/* `list` is " a b c ": words between single spaces. */
static void assert_word(const char *word, const char *list)
{
    char spaced[64];
    snprintf(spaced, sizeof spaced, " %s ", word);
    if (strchr(word, ' ') || !*word || !strstr(list, spaced))
        fail_msg("'%s' is not one of%s", word, list);
}

static void assert_unique(const geo_table *table, const char *first, const char *second)
{
    for (size_t i = 0; i < geo_table_rows(table); i++)
        for (size_t j = 0; j < i; j++)
            if (!strcmp(cell(table, i, first), cell(table, j, first)) &&
                !strcmp(cell(table, i, second), cell(table, j, second)))
                fail_msg("'%s' twice", cell(table, i, first));
}

static void test_every_table_is_read(void **state)
{
    (void)state;
    glob_t found;
    assert_int_equal(glob(DATA "*.csv", 0, NULL, &found), 0);
    assert_true(found.gl_pathc >= 6);
    for (size_t i = 0; i < found.gl_pathc; i++)
        geo_table_free(read_table(found.gl_pathv[i]));
    globfree(&found);
}

static void assert_number(const char *text, double min, double max)
{
    double value = 0;
    if (!*text)
        return;
    assert_ok(geo_parse_double(ctx, text, &value));
    if (!(value >= min && value <= max))
        fail_msg("%s is outside %g..%g", text, min, max);
}

static void assert_choice(const char *text, const char *list)
{
    if (*text)
        assert_word(text, list);
}

static void test_norms(void **state)
{
    (void)state;
    geo_table *norms = read_table(DATA "norms.csv");
    assert_unique(norms, "name", "name");
    for (size_t row = 0; row < geo_table_rows(norms); row++) {
        assert_number(cell(norms, row, "trees_min"), 0, 100);
        assert_number(cell(norms, row, "canopy_min_pct"), 0, 100);
        assert_number(cell(norms, row, "distance_max_m"), 1, 10000);
        assert_number(cell(norms, row, "trees.reach"), 1, 1000);
        assert_number(cell(norms, row, "access.min-area"), 1, 1e6);
        assert_choice(cell(norms, row, "trees.method"), " sight radius ");
        assert_choice(cell(norms, row, "trees.from"), " facade point building ");
        assert_choice(cell(norms, row, "canopy.area"), " neighbourhood circle ");
        assert_choice(cell(norms, row, "canopy.denominator"), " land all built ");
        assert_choice(cell(norms, row, "access.mode"), " network straight ");
        assert_word(cell(norms, row, "confidence"), " high medium low ");
        assert_true(*cell(norms, row, "source") && *cell(norms, row, "title_nl"));
        bool circle = !strcmp(cell(norms, row, "canopy.area"), "circle");
        assert_int_equal(circle, *cell(norms, row, "canopy.radius") != '\0');
    }
    geo_table_free(norms);
}

/* The default is the norm of the brochure: 4 trees, 40 %, 400 m. */
static void test_default_norm_and_aliases(void **state)
{
    (void)state;
    geo_table *norms = read_table(DATA "norms.csv"), *aliases = read_table(DATA "norm-aliases.csv");
    size_t name = 0, row = 0;
    assert_ok(geo_table_column(ctx, norms, "name", &name));
    assert_ok(geo_table_find(norms, name, "heemskerk", &row));
    assert_string_equal(cell(norms, row, "trees_min"), "4");
    assert_string_equal(cell(norms, row, "canopy_min_pct"), "40");
    assert_string_equal(cell(norms, row, "distance_max_m"), "400");
    assert_unique(aliases, "alias", "alias");
    for (size_t i = 0; i < geo_table_rows(aliases); i++) {
        assert_ok(geo_table_find(norms, name, cell(aliases, i, "name"), &row));
        assert_true(*cell(aliases, i, "note_nl") && *cell(aliases, i, "note_en"));
    }
    geo_table_free(norms);
    geo_table_free(aliases);
}

static void test_notes(void **state)
{
    (void)state;
    geo_table *notes = read_table(DATA "notes.csv");
    assert_unique(notes, "code", "tool");
    for (size_t row = 0; row < geo_table_rows(notes); row++) {
        const char *effect = cell(notes, row, "effect"), *bound = cell(notes, row, "bound");
        assert_word(effect, " info fail_unknown unknown fail null ");
        assert_word(cell(notes, row, "tool"), " trees canopy access norm ");
        assert_choice(bound, " value most trees_in_sight_max ");
        if (*bound) /* only these two effects can be limited */
            assert_word(effect, " fail_unknown fail ");
        assert_null(strpbrk(cell(notes, row, "code"), " :"));
        assert_true(*cell(notes, row, "text_nl") && *cell(notes, row, "text_en"));
        assert_int_equal(!strstr(cell(notes, row, "text_nl"), "{}"),
                         !strstr(cell(notes, row, "text_en"), "{}"));
    }
    geo_table_free(notes);
}

static void test_classes(void **state)
{
    (void)state;
    geo_table *green = read_table(DATA "green-classes.csv");
    size_t column = 0, row = 0;
    assert_ok(geo_table_column(ctx, green, "class", &column));
    assert_unique(green, "class", "class");
    for (size_t i = 0; i < geo_table_rows(green); i++)
        assert_word(cell(green, i, "counts"), " 0 1 ");
    /* By definition never: verges, flower beds, agricultural grass. */
    static const char *const never[] = {"berm", "verge", "flowerbed", "plantvak",
                                        "grasland agrarisch"};
    for (size_t i = 0; i < sizeof never / sizeof *never; i++) {
        assert_ok(geo_table_find(green, column, never[i], &row));
        assert_string_equal(cell(green, row, "counts"), "0");
    }
    geo_table_free(green);
    geo_table *cover = read_table(DATA "landcover-denominator.csv");
    assert_unique(cover, "value", "column");
    for (size_t i = 0; i < geo_table_rows(cover); i++) {
        assert_word(cell(cover, i, "column"), " class physical ");
        /* `built` takes out whatever `land` does, and more. */
        assert_true(strcmp(cell(cover, i, "land"), cell(cover, i, "built")) <= 0);
    }
    geo_table_free(cover);
}

static bool brings_green(const geo_table *rules, const char *class)
{
    for (size_t row = 0; row < geo_table_rows(rules); row++) {
        const char *plus = cell(rules, row, "plus");
        if (!strcmp(cell(rules, row, "theme"), "green") &&
            !strcmp(*plus ? plus : cell(rules, row, "value"), class))
            return true;
    }
    return false;
}

/* The number in a cell; `none` where it says nothing, or what only the day knows. */
static double limit_in(const geo_table *table, size_t row, const char *heading, double none)
{
    double value = 0;
    const char *text = cell(table, row, heading);
    if (!*text || !strcmp(text, "now"))
        return none;
    assert_ok(geo_parse_double(ctx, text, &value));
    return value;
}

/* What an audit finds plausible no import may throw away; and neither table may say that a depth of
 * storage is plausible which the other doubts. */
static void test_limits_agree(void **state)
{
    (void)state;
    geo_table *import = read_table(DATA "register-limits.csv");
    geo_table *audit = read_table(DATA "audit-limits.csv");
    size_t both = 0;
    for (size_t i = 0; i < geo_table_rows(import); i++)
        for (size_t k = 0; k < geo_table_rows(audit); k++) {
            const char *layer = cell(import, i, "layer"), *column = cell(import, i, "column");
            if (strcmp(layer, cell(audit, k, "theme")) || strcmp(column, cell(audit, k, "column")))
                continue;
            double min = limit_in(import, i, "min", -INFINITY);
            double max = limit_in(import, i, "max", INFINITY);
            double least = limit_in(audit, k, "least", min), most = limit_in(audit, k, "most", max);
            if (least < min || most > max)
                fail_msg("%s.%s: an import throws away what an audit finds plausible", layer,
                         column);
            if (!strcmp(layer, "storage") && (least > min || most < max))
                fail_msg("%s.%s: an audit doubts what an import lets pass", layer, column);
            both++;
        }
    assert_true(both > 10);
    geo_table_free(import);
    geo_table_free(audit);
}

/* What the BGT's green is called is judged by green-classes.csv, and no row is out of reach behind
 * one that fits whatever it fits. */
static void test_bgt_rules(void **state)
{
    (void)state;
    geo_table *rules = read_table(DATA "bgt-rules.csv");
    geo_table *green = read_table(DATA "green-classes.csv");
    size_t column = 0, found = 0;
    assert_ok(geo_table_column(ctx, green, "class", &column));
    for (size_t row = 0; row < geo_table_rows(rules); row++) {
        const char *object = cell(rules, row, "object"), *value = cell(rules, row, "value");
        const char *plus = cell(rules, row, "plus"), *class = *plus ? plus : value;
        bool is_green = !strcmp(cell(rules, row, "theme"), "green");
        if (is_green && geo_table_find(green, column, class, &found) != GEO_OK)
            fail_msg("green-classes.csv does not know '%s'", class);
        for (size_t i = 0; i < row; i++) {
            const char *any = cell(rules, i, "value"), *more = cell(rules, i, "plus");
            if (!strcmp(cell(rules, i, "object"), object) &&
                (!strcmp(any, "*") || !strcmp(any, value)) && (!*more || !strcmp(more, plus)))
                fail_msg("%s %s %s stands behind one that fits it too", object, value, plus);
        }
    }
    /* A class of the BGT that counts must come from somewhere. */
    for (size_t row = 0; row < geo_table_rows(green); row++)
        if (!strcmp(cell(green, row, "source"), "BGT") &&
            !strcmp(cell(green, row, "counts"), "1") &&
            !brings_green(rules, cell(green, row, "class")))
            fail_msg("no rule brings '%s'", cell(green, row, "class"));
    geo_table_free(rules);
    geo_table_free(green);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_table_is_read),
        cmocka_unit_test(test_norms),
        cmocka_unit_test(test_default_norm_and_aliases),
        cmocka_unit_test(test_notes),
        cmocka_unit_test(test_classes),
        cmocka_unit_test(test_limits_agree),
        cmocka_unit_test(test_bgt_rules),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
