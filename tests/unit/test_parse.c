/* Strict parsing: what is accepted, what is refused and in which words. */
#include "base/parse.h"

#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "ctx_case.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

typedef geo_status (*number_parser)(geo_ctx *, const char *, double *);

typedef struct accepted {
    const char *text;
    double value;
} accepted;

static void accepts(number_parser parse, const accepted *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        double value = -99.0;
        if (parse(ctx, cases[i].text, &value) != GEO_OK)
            fail_msg("'%s' is refused: %s", cases[i].text, geo_ctx_error(ctx));
        assert_near(value, cases[i].value, 0.0);
    }
}

static void refuses(number_parser parse, const char *text, const char *message)
{
    double value = -99.0;
    geo_ctx_reset(ctx);
    if (parse(ctx, text, &value) != GEO_ERR_ARG)
        fail_msg("'%s' is read as %g", text, value);
    assert_string_equal(geo_ctx_error(ctx), message);
    assert_near(value, -99.0, 0.0);
}

static void test_doubles(void **state)
{
    (void)state;
    const accepted cases[] = {
        {"0", 0.0},
        {"-12.50", -12.5},
        {"+3", 3.0},
        {".5", 0.5},
        {"5.", 5.0},
        {"1e3", 1000.0},
        {"1.5E-2", 0.015},
        {"0.1", 0.1},
        {"463000.123456789", 463000.123456789},
        {"0000000000000000000000007", 7.0},
        {"123456789012345678", 123456789012345678.0},
        {"0.30000000000000004", 0.1 + 0.2},
        {"1.7976931348623157e308", 1.7976931348623157e308},
        {"5e-324", 5e-324},
        {"1e-999", 0.0},
        {"0.0000000000000000000000000000123", 1.23e-29},
    };
    accepts(geo_parse_double, cases, COUNT(cases));
    const char *bad[] = {"",    " ",     "7abc",  " 7",   "7 ",  "7,5", "0x10",    "inf", "nan",
                         "NaN", "-",     "+",     ".",    "-.",  "1e",  "1e+",     "e5",  "--1",
                         "+-1", "1.2.3", "1_000", "1e5x", "\t1", "1\n", "infinity"};
    for (size_t i = 0; i < COUNT(bad); i++) {
        char message[64];
        snprintf(message, sizeof message, "'%s' is not a number", bad[i]);
        refuses(geo_parse_double, bad[i], message);
    }
    refuses(geo_parse_double, "1e999", "'1e999' is too large");
    refuses(geo_parse_double, NULL, "'' is not a number");
}

/* strtod is the judge, bit for bit. */
static void test_doubles_agree_with_strtod(void **state)
{
    (void)state;
    srand(11);
    for (int i = 0; i < 100000; i++) {
        char text[64];
        if (i % 2)
            snprintf(text, sizeof text, "%d.%0*d", rand() % 2000 - 1000, 1 + rand() % 10, rand());
        else
            snprintf(text, sizeof text, "%d%09d.%0*d", rand() % 2000 - 1000, rand() % 1000000000,
                     1 + rand() % 20, rand());
        double value;
        assert_ok(geo_parse_double(ctx, text, &value));
        assert_near(value, strtod(text, NULL), 0.0);
    }
}

static void test_numbers_know_no_locale(void **state)
{
    (void)state;
    const char *comma[] = {"nl_NL.UTF-8", "nl_NL.utf8", "de_DE.UTF-8", "fr_FR.UTF-8"};
    bool found = false;
    for (int i = 0; i < 4 && !found; i++)
        found = setlocale(LC_ALL, comma[i]) != NULL;
    if (!found)
        skip(); /* no locale with a decimal comma on this machine */
    double value;
    assert_near(strtod("0,5", NULL), 0.5, 0.0);
    assert_ok(geo_parse_double(ctx, "0.30000000000000004", &value));
    assert_near(value, 0.1 + 0.2, 0.0);
    assert_ok(geo_parse_length(ctx, "2.5e0km", &value));
    assert_near(value, 2500.0, 0.0);
    refuses(geo_parse_double, "0,5", "'0,5' is not a number");
    setlocale(LC_ALL, "C");
}

static void test_integers(void **state)
{
    (void)state;
    int64_t value;
    assert_ok(geo_parse_int(ctx, "42", 0, 100, &value));
    assert_int_equal(value, 42);
    assert_ok(geo_parse_int(ctx, "-9223372036854775808", INT64_MIN, INT64_MAX, &value));
    assert_true(value == INT64_MIN);
    assert_ok(geo_parse_int(ctx, "+9223372036854775807", INT64_MIN, INT64_MAX, &value));
    assert_true(value == INT64_MAX);
    const struct {
        const char *text;
        int64_t min, max;
        const char *message;
    } bad[] = {
        {"", 0, 9, "'' is not a whole number"},
        {NULL, 0, 9, "'' is not a whole number"},
        {"-", 0, 9, "'-' is not a whole number"},
        {"4.0", 0, 9, "'4.0' is not a whole number"},
        {"4e1", 0, 99, "'4e1' is not a whole number"},
        {" 4", 0, 9, "' 4' is not a whole number"},
        {"10", 0, 9, "'10' is not between 0 and 9"},
        {"-1", 0, 9, "'-1' is not between 0 and 9"},
        {"99999999999999999999", 0, 9, "'99999999999999999999' is not between 0 and 9"},
        {"0", 1, INT64_MAX, "'0' is less than 1"},
        {"-99999999999999999999", 1, INT64_MAX, "'-99999999999999999999' is less than 1"},
        {"9223372036854775808", 1, INT64_MAX, "'9223372036854775808' is too large"},
    };
    for (size_t i = 0; i < COUNT(bad); i++) {
        value = -99;
        assert_int_equal(geo_parse_int(ctx, bad[i].text, bad[i].min, bad[i].max, &value),
                         GEO_ERR_ARG);
        assert_string_equal(geo_ctx_error(ctx), bad[i].message);
        assert_int_equal(value, -99);
    }
}

static void test_lengths(void **state)
{
    (void)state;
    const accepted cases[] = {{"400", 400.0},    {"0.4km", 400.0},
                              {"50m", 50.0},     {"250cm", 2.5},
                              {"30mm", 0.03},    {"1.001km", 1001.0},
                              {"0", 0.0},        {"1e2m", 100.0},
                              {"1e-1km", 100.0}, {"12345.678901km", 12345678.901}};
    accepts(geo_parse_length, cases, COUNT(cases));
    refuses(geo_parse_length, "7abc", "'7abc' is not a length");
    assert_non_null(strstr(geo_ctx_hint(ctx), "mm, cm, m or km"));
    refuses(geo_parse_length, "5 m", "'5 m' is not a length");
    refuses(geo_parse_length, "5M", "'5M' is not a length");
    refuses(geo_parse_length, "5mi", "'5mi' is not a length");
    refuses(geo_parse_length, "m", "'m' is not a length");
    refuses(geo_parse_length, "", "'' is not a length");
    refuses(geo_parse_length, NULL, "'' is not a length");
    refuses(geo_parse_length, "-5m", "'-5m' is negative");
    refuses(geo_parse_length, "1e308km", "'1e308km' is too large");
}

static void test_areas(void **state)
{
    (void)state;
    const accepted cases[] = {
        {"500", 500.0}, {"500m2", 500.0}, {"0.5ha", 5000.0}, {"1.1km2", 1100000.0}};
    accepts(geo_parse_area, cases, COUNT(cases));
    refuses(geo_parse_area, "5m", "'5m' is not an area");
    assert_non_null(strstr(geo_ctx_hint(ctx), "m2, ha or km2"));
    refuses(geo_parse_area, "-1ha", "'-1ha' is negative");
}

static void test_volumes(void **state)
{
    (void)state;
    const accepted cases[] = {{"5", 5}, {"5m3", 5}, {"0", 0}, {"200l", 0.2}, {"1.5m3", 1.5}};
    accepts(geo_parse_volume, cases, COUNT(cases));
    refuses(geo_parse_volume, "5m2", "'5m2' is not a volume");
    refuses(geo_parse_volume, "-1l", "'-1l' is negative");
}

static void test_percentages(void **state)
{
    (void)state;
    const accepted cases[] = {
        {"40", 40.0}, {"40%", 40.0}, {"0", 0.0}, {"100%", 100.0}, {"12.5%", 12.5}};
    accepts(geo_parse_percent, cases, COUNT(cases));
    refuses(geo_parse_percent, "40 %", "'40 %' is not a percentage");
    refuses(geo_parse_percent, "40%%", "'40%%' is not a percentage");
    refuses(geo_parse_percent, "%", "'%' is not a percentage");
    refuses(geo_parse_percent, NULL, "'' is not a percentage");
    refuses(geo_parse_percent, "100.1", "'100.1' is not between 0 and 100 %");
    refuses(geo_parse_percent, "-1%", "'-1%' is not between 0 and 100 %");
}

static void test_boxes(void **state)
{
    (void)state;
    double box[4] = {0};
    assert_ok(geo_parse_box(ctx, "100000,450000.5,101000,451000", box));
    assert_near(box[0], 100000.0, 0.0);
    assert_near(box[1], 450000.5, 0.0);
    assert_near(box[2], 101000.0, 0.0);
    assert_near(box[3], 451000.0, 0.0);
    assert_ok(geo_parse_box(ctx, "-1.00000000000000000001,-1e0,1,1", box));
    const char *bad[] = {"",        "1,2,3",   "1,2,3,4,5", "1,2,3,4,",    "1, 2,3,4",
                         "a,2,3,4", "1;2;3;4", "1,2,3,4x",  "1,2,1e999,4", NULL};
    for (size_t i = 0; i < COUNT(bad); i++) {
        char message[64];
        snprintf(message, sizeof message, "'%s' is not a box", bad[i] ? bad[i] : "");
        assert_int_equal(geo_parse_box(ctx, bad[i], box), GEO_ERR_ARG);
        assert_string_equal(geo_ctx_error(ctx), message);
        assert_non_null(strstr(geo_ctx_hint(ctx), "xmin,ymin,xmax,ymax"));
    }
    assert_int_equal(geo_parse_box(ctx, "3,2,3,4", box), GEO_ERR_ARG);
    assert_string_equal(geo_ctx_error(ctx), "'3,2,3,4' is an empty box");
    assert_int_equal(geo_parse_box(ctx, "1,4,3,2", box), GEO_ERR_ARG);
    assert_near(box[0], -1.0, 0.0); /* still the last good one */
}

static void refuses_norm(const char *text, const char *message)
{
    geo_norm_triple norm = {.trees = -99};
    assert_int_equal(geo_parse_norm(ctx, text, &norm), GEO_ERR_ARG);
    assert_string_equal(geo_ctx_error(ctx), message);
    assert_int_equal(norm.trees, -99);
}

static void test_norms(void **state)
{
    (void)state;
    geo_norm_triple norm;
    assert_ok(geo_parse_norm(ctx, "4-40-400", &norm));
    assert_int_equal(norm.trees, 4);
    assert_near(norm.canopy_pct, 40.0, 0.0);
    assert_near(norm.distance_m, 400.0, 0.0);
    assert_ok(geo_parse_norm(ctx, "0-12.5-0.5", &norm));
    assert_int_equal(norm.trees, 0);
    assert_near(norm.canopy_pct, 12.5, 0.0);
    assert_near(norm.distance_m, 0.5, 0.0);
    refuses_norm("4-40", "'4-40' is not a norm");
    assert_non_null(strstr(geo_ctx_hint(ctx), "4-40-400"));
    refuses_norm(NULL, "'' is not a norm");
    refuses_norm("4-40-400-1", "'4-40-400-1' is not a norm");
    refuses_norm("4--40-400", "'4--40-400' is not a norm");
    refuses_norm("4.5-40-400", "'4.5-40-400' is not a norm");
    refuses_norm("-4-40-400", "'-4-40-400' is not a norm");
    refuses_norm("4-40-4e2", "'4-40-4e2' is not a norm");
    refuses_norm("4-40-", "'4-40-' is not a norm");
    refuses_norm("99999999999999999999-40-400", "'99999999999999999999-40-400' is not a norm");
    refuses_norm("4-101-400", "the canopy in '4-101-400' is over 100 %");
    refuses_norm("4-40-0", "the distance in '4-40-0' must be over 0 m");
}

/* Days as the C library counts them (timegm), from 1582 to 2400. */
static void test_dates_agree_with_timegm(void **state)
{
    (void)state;
    struct tm day = {.tm_year = 1582 - 1900, .tm_mday = 1};
    for (time_t seconds = timegm(&day); seconds < 13569465600; seconds += 86400) {
        char text[16];
        int64_t days;
        strftime(text, sizeof text, "%Y-%m-%d", gmtime_r(&seconds, &day));
        assert_ok(geo_parse_date(ctx, text, &days));
        assert_int_equal(days * 86400, seconds);
    }
}

static void test_dates(void **state)
{
    (void)state;
    int64_t days = -99;
    assert_ok(geo_parse_date(ctx, "1970-01-01", &days));
    assert_int_equal(days, 0);
    assert_ok(geo_parse_date(ctx, "2024-02-29T12:30:00.5+01:00", &days));
    assert_int_equal(days, 19782);
    assert_ok(geo_parse_date(ctx, "2024-02-29 23:59", &days));
    const char *bad[] = {"",           "2024",        "2024-2-29",           "24-02-29",
                         "2024/02/29", "2024-02-29x", "2024-02-29T",         "2024-02-29 noon",
                         NULL,         " 2024-02-29", "2024-02-29 12:30 CET"};
    for (size_t i = 0; i < COUNT(bad); i++) {
        char message[64];
        snprintf(message, sizeof message, "'%s' is not a date", bad[i] ? bad[i] : "");
        assert_int_equal(geo_parse_date(ctx, bad[i], &days), GEO_ERR_ARG);
        assert_string_equal(geo_ctx_error(ctx), message);
    }
    const char *never[] = {"2023-02-29", "1900-02-29", "2024-13-01", "2024-00-10",
                           "2024-04-31", "2024-01-00", "0000-01-01"};
    for (size_t i = 0; i < COUNT(never); i++) {
        assert_int_equal(geo_parse_date(ctx, never[i], &days), GEO_ERR_ARG);
        assert_non_null(strstr(geo_ctx_error(ctx), "is not in the calendar"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_doubles),
        cmocka_unit_test(test_doubles_agree_with_strtod),
        cmocka_unit_test(test_numbers_know_no_locale),
        cmocka_unit_test(test_integers),
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_areas),
        cmocka_unit_test(test_volumes),
        cmocka_unit_test(test_percentages),
        cmocka_unit_test(test_boxes),
        cmocka_unit_test(test_norms),
        cmocka_unit_test(test_dates_agree_with_timegm),
        cmocka_unit_test(test_dates),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
