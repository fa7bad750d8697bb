/* registry/fields: one thing under the names that registries give it. */
#include "registry/fields.h"

#include <math.h>

#include "store.h"

enum { ID, NAME, LIFE, SIZE, COLUMNS };
static const geo_field_names columns[COLUMNS] = {
    [ID] = {"id", "nummer|code"},
    [NAME] = {"name", "naam"},
    [LIFE] = {"life", "status|toestand", true},
    [SIZE] = {"size", NULL},
};

typedef struct opened {
    geo_fields fields;
    geo_records *records;
    geo_record record;
} opened;

/* A file's first record, its columns chosen. */
static opened open_text(geo_ctx *ctx, const char *text, const geo_import_map *maps, size_t count)
{
    opened o = {0};
    geo_crs *rd = rd_new(ctx);
    const geo_import import = {.maps = maps, .map_count = count};
    put_text(in_folder("f.csv"), text);
    assert_ok(geo_fields_init(ctx, &import, columns, COLUMNS, &o.fields));
    const geo_records_options options = {.crs = "EPSG:28992",
                                         .target = rd,
                                         .fields = o.fields.names.items,
                                         .field_count = o.fields.names.count};
    assert_ok(geo_records_new(ctx, in_folder("f.csv"), &options, &o.records));
    geo_fields_choose(&o.fields, o.records);
    assert_ok(geo_records_next(ctx, o.records, &o.record));
    geo_crs_free(rd);
    return o;
}

static void close_text(opened *o)
{
    geo_records_free(o->records);
    geo_fields_release(&o->fields);
}

static void assert_text(const opened *o, size_t column, const char *expected)
{
    const char *found = geo_fields_text(&o->fields, &o->record, column);
    assert_string_equal(found ? found : "(null)", expected);
}

static void the_best_name_is_read(void **state)
{
    opened o = open_text(*state, "x,y,code,Nummer\n155000,463000,b,a\n", NULL, 0);
    assert_text(&o, ID, "a");
    assert_text(&o, NAME, "(null)");
    assert_true(geo_fields_has(&o.fields, ID) && !geo_fields_has(&o.fields, NAME));
    assert_ok(geo_fields_check_met(*state, &o.fields));
    close_text(&o);
}

static void a_map_goes_first(void **state)
{
    static const geo_import_map maps[] = {{"id", "code"}, {"name", "=Park"}, {"size", "m2"}};
    opened o = open_text(*state, "x,y,nummer,code,m2\n155000,463000,a,b,7\n", maps, 3);
    assert_text(&o, ID, "b");
    assert_text(&o, NAME, "Park");
    assert_text(&o, SIZE, "7");
    close_text(&o);
    o = open_text(*state, "x,y,nummer\n155000,463000,a\n", maps, 3);
    assert_text(&o, ID, "a"); /* another file may have the field */
    assert_int_equal(geo_fields_check_met(*state, &o.fields), GEO_ERR_ARG);
    assert_says(*state, "there is no field 'code'");
    close_text(&o);
}

static void assert_all(const opened *o, const char *expected)
{
    char all[128] = "";
    const char *text;
    for (size_t at = 0; (text = geo_fields_next(&o->fields, &o->record, LIFE, &at));)
        snprintf(all + strlen(all), sizeof all - strlen(all), "%s;", text);
    assert_string_equal(all, expected);
}

static void all_names_of_a_column(void **state)
{
    static const geo_import_map fixed[] = {{"life", "=geveld"}}, one[] = {{"life", "toestand"}};
    static const char text[] = "x,y,toestand,status\n155000,463000,goed,in beheer\n";
    opened o = open_text(*state, text, NULL, 0);
    assert_all(&o, "in beheer;goed;");
    close_text(&o);
    o = open_text(*state, text, fixed, 1);
    assert_all(&o, "geveld;");
    close_text(&o);
    o = open_text(*state, text, one, 1);
    assert_all(&o, "goed;");
    close_text(&o);
    o = open_text(*state, "x,y,toestand,status\n155000,463000,goed,\n", NULL, 0);
    assert_all(&o, "goed;");
    close_text(&o);
}

static void numbers_with_a_point_or_a_comma(void **state)
{
    static const struct {
        const char *text;
        double is;
        bool good;
    } cases[] = {{"7.5", 7.5, true},
                 {"\"7,5\"", 7.5, true},
                 {"", NAN, true},
                 {"7 m", NAN, false},
                 {"\"1.250,5\"", NAN, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[64];
        double found;
        snprintf(text, sizeof text, "x,y,naam\n155000,463000,%s\n", cases[i].text);
        opened o = open_text(*state, text, NULL, 0);
        assert_int_equal(geo_fields_number(&o.fields, &o.record, NAME, &found), cases[i].good);
        assert_true(!cases[i].good || found == cases[i].is || (isnan(found) && isnan(cases[i].is)));
        close_text(&o);
    }
}

static void yes_and_no(void **state)
{
    bool says;
    (void)state;
    assert_true(geo_fields_yes_no("Ja", &says) && says);
    assert_true(geo_fields_yes_no("0", &says) && !says);
    assert_true(geo_fields_yes_no("ONWAAR", &says) && !says);
    assert_false(geo_fields_yes_no("", &says));
    assert_false(geo_fields_yes_no("ja hoor", &says));
}

static void a_slip_of_the_fingers(void **state)
{
    static const char *const known[] = {"id", "name", NULL};
    static const geo_import_map maps[] = {{"name", "a"}, {"nmae", "b"}};
    geo_import import = {.maps = maps, .map_count = 1};
    assert_ok(geo_fields_check_maps(*state, &import, known));
    import.map_count = 2;
    assert_int_equal(geo_fields_check_maps(*state, &import, known), GEO_ERR_ARG);
    assert_says(*state, "there is no column 'nmae' to fill");
    assert_hints(*state, "the columns are: id, name");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_best_name_is_read),           TEST(a_map_goes_first), TEST(all_names_of_a_column),
        TEST(numbers_with_a_point_or_a_comma), TEST(yes_and_no),       TEST(a_slip_of_the_fingers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
