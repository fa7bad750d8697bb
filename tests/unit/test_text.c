/* The text buffer, numbers as text, escapes, UTF-8 and the edit distance. */
#include "base/text.h"

#include <float.h>
#include <inttypes.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "near.h"

/* xorshift64* (Marsaglia 2003, Vigna 2016): the same numbers everywhere. */
static uint64_t seed_state;
static uint64_t next_random(void)
{
    seed_state ^= seed_state >> 12;
    seed_state ^= seed_state << 25;
    seed_state ^= seed_state >> 27;
    return seed_state * 0x2545f4914f6cdd1du;
}

static geo_text text;

static const char *written_double(double value)
{
    geo_text_reset(&text);
    geo_text_add_double(&text, value);
    return geo_text_string(&text);
}

static const char *written_fixed(double value, int decimals)
{
    geo_text_reset(&text);
    geo_text_add_fixed(&text, value, decimals);
    return geo_text_string(&text);
}

static int release_text(void **state)
{
    (void)state;
    geo_text_release(&text);
    return 0;
}

static void test_adding(void **state)
{
    (void)state;
    geo_text_reset(&text);
    assert_string_equal(geo_text_string(&text), "");
    geo_text_add(&text, "boom");
    geo_text_add_char(&text, ' ');
    geo_text_add_bytes(&text, "\0x", 2);
    geo_text_addf(&text, "%s-%d", "eik", 7);
    assert_int_equal(text.length, 12);
    assert_memory_equal(text.data, "boom \0xeik-7", 13);
    geo_text_reset(&text);
    assert_string_equal(geo_text_string(&text), "");
    for (int i = 0; i < 1000000; i++)
        geo_text_add_char(&text, 'x');
    assert_int_equal(strlen(geo_text_string(&text)), 1000000);
    geo_text_addf(&text, "%5000d", 1);
    assert_int_equal(strlen(geo_text_string(&text)), 1005000);
    geo_text_release(&text);
    assert_string_equal(geo_text_string(&text), "");
}

static void test_failure_is_sticky(void **state)
{
    (void)state;
    geo_text_release(&text);
    geo_text_add(&text, "kept");
    geo_alloc_fail_at(1);
    geo_text_addf(&text, "%200d", 1);
    assert_true(text.failed);
    geo_text_add(&text, "!");
    assert_string_equal(geo_text_string(&text), "kept");
    geo_text_reset(&text);
    geo_text_add(&text, "new");
    assert_false(text.failed);
    assert_string_equal(geo_text_string(&text), "new");
    geo_text_add_bytes(&text, "", SIZE_MAX);
    assert_true(text.failed);
    geo_text_release(&text);
    geo_alloc_fail_at(1);
    geo_text_add(&text, "x");
    assert_true(text.failed);
    assert_string_equal(geo_text_string(&text), "");
    geo_text_release(&text);
}

static void test_integers(void **state)
{
    (void)state;
    const long long values[] = {0, 7, -7, 28992, INT64_MAX, INT64_MIN};
    for (int i = 0; i < 6; i++) {
        char expected[32];
        snprintf(expected, sizeof expected, "%lld", values[i]);
        geo_text_reset(&text);
        geo_text_add_int(&text, values[i]);
        assert_string_equal(geo_text_string(&text), expected);
    }
}

static void test_doubles_by_hand(void **state)
{
    (void)state;
    const struct {
        double value;
        const char *expected;
    } cases[] = {
        {0.0, "0"},
        {-0.0, "-0"},
        {0.1, "0.1"},
        {-1.5, "-1.5"},
        {0.1 + 0.2, "0.30000000000000004"},
        {155000.0, "155000"},
        {463000.125, "463000.125"},
        {1e20, "1e+20"},
        {1e15, "1e+15"},
        {999999999999999.0, "999999999999999"},
        {0.0001, "0.0001"},
        {0.00001, "1e-05"},
        {1.0 / 3.0, "0.3333333333333333"},
        {5e-324, "5e-324"},
        {DBL_MIN, "2.2250738585072014e-308"},
        {DBL_MAX, "1.7976931348623157e+308"},
        {NAN, ""},
        {-INFINITY, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(written_double(cases[i].value), cases[i].expected);
}

/* The C library's own: the fewest of 15, 16 and 17 digits that read back. */
static void expected_double(double value, char buffer[40])
{
    int digits = 15;
    do {
        snprintf(buffer, 40, "%.*g", digits, value);
    } while (digits++ < 17 && strtod(buffer, NULL) != value);
}

static void test_doubles_are_the_shortest_that_read_back(void **state)
{
    (void)state;
    seed_state = 20240501;
    for (int i = 0; i < 200000; i++) {
        double value, power = pow(10.0, (int)(next_random() % 12));
        uint64_t bits = next_random();
        memcpy(&value, &bits, sizeof value);
        if (i % 2)
            value = (double)(int64_t)(bits >> 20) / power;
        if (i % 2 && i % 3 == 0)
            value = nextafter(value, INFINITY);
        if (!isfinite(value) || fabs(value) < DBL_MIN)
            continue;
        char expected[40];
        expected_double(value, expected);
        assert_string_equal(written_double(value), expected);
    }
}

static void test_fixed_by_hand(void **state)
{
    (void)state;
    const struct {
        double value;
        int decimals;
        const char *expected;
    } cases[] = {
        {0.0, 0, "0"},
        {0.5, 0, "1"},
        {1.5, 0, "2"},
        {2.5, 0, "3"},
        {-2.5, 0, "-3"},
        {0.125, 2, "0.13"},
        {-0.125, 2, "-0.13"},
        {1.45, 1, "1.4"}, /* the double is below the half */
        {0.999, 2, "1.00"},
        {-0.004, 2, "0.00"},
        {-0.0, 1, "0.0"},
        {155000.1234, 3, "155000.123"},
        {5000000.0009765625, 9, "5000000.000976563"},
        {0.000000001, 9, "0.000000001"},
        {4503599627370497.5, 0, "4503599627370498"},
        {9007199254740993.0, 2, "9007199254740992.00"},
        {1e22, 1, "10000000000000000000000.0"},
        {-1e22, 0, "-10000000000000000000000"},
        {1.0, 12, "1.000000000"},
        {1.6, -1, "2"},
        {NAN, 2, ""},
        {INFINITY, 2, ""},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_string_equal(written_fixed(cases[i].value, cases[i].decimals), cases[i].expected);
}

/* The exact value to 80 decimals (glibc prints all that a double has), rounded as digits. */
static void expected_fixed(double value, int decimals, char buffer[128])
{
    snprintf(buffer, 128, "%.80f", fabs(value));
    char *cut = strchr(buffer, '.') + 1 + decimals;
    bool up = *cut >= '5';
    *cut = '\0';
    if (decimals == 0)
        cut[-1] = '\0';
    char *digit = buffer + strlen(buffer);
    while (up && digit-- > buffer) {
        if (*digit == '.')
            continue;
        up = *digit == '9';
        *digit = up ? '0' : (char)(*digit + 1);
    }
    if (up) {
        memmove(buffer + 1, buffer, strlen(buffer) + 1);
        buffer[0] = '1';
    }
    if (value < 0 && strspn(buffer, "0.") < strlen(buffer)) {
        memmove(buffer + 1, buffer, strlen(buffer) + 1);
        buffer[0] = '-';
    }
}

static void test_fixed_agrees_with_exact_digits(void **state)
{
    (void)state;
    seed_state = 7;
    for (int i = 0; i < 200000; i++) {
        double value = (double)(int64_t)next_random() / pow(10.0, (int)(next_random() % 20));
        if (i % 2)
            value = (double)((int64_t)next_random() >> 24) / 1024.0; /* halves now and then */
        int decimals = (int)(next_random() % 10);
        char expected[128];
        expected_fixed(value, decimals, expected);
        assert_string_equal(written_fixed(value, decimals), expected);
    }
    assert_string_equal(written_fixed(DBL_MAX, 9) + 309, ".000000000");
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
    char own[8];
    snprintf(own, sizeof own, "%.1f", 0.5);
    assert_string_equal(own, "0,5");
    assert_string_equal(written_double(0.1 + 0.2), "0.30000000000000004");
    assert_string_equal(written_fixed(1e17, 1), "100000000000000000.0");
    snprintf(own, sizeof own, "%.1f", 0.5); /* and it is given back */
    assert_string_equal(own, "0,5");
    setlocale(LC_ALL, "C");
}

static void assert_json(const char *string, size_t length, const char *expected)
{
    geo_text_reset(&text);
    geo_text_add_json(&text, string, length);
    assert_string_equal(geo_text_string(&text), expected);
}

static void test_json(void **state)
{
    (void)state;
    assert_json("", 0, "\"\"");
    assert_json("a\"b\\c/", 6, "\"a\\\"b\\\\c/\"");
    assert_json("\b\f\n\r\t\x01\x1f\x7f", 8, "\"\\b\\f\\n\\r\\t\\u0001\\u001f\x7f\"");
    assert_json("a\0b", 3, "\"a\\u0000b\"");
    assert_json("Caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x8c\xb3", 14,
                "\"Caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x8c\xb3\"");
    assert_json("x\xff\xc3", 3, "\"x\xef\xbf\xbd\xef\xbf\xbd\"");
    assert_json("\xe2\x82", 2, "\"\xef\xbf\xbd\xef\xbf\xbd\"");
}

static void test_members(void **state)
{
    (void)state;
    geo_text_reset(&text);
    geo_text_add(&text, "{");
    geo_text_add_number(&text, "a", 0.5);
    geo_text_add_number(&text, "b", NAN);
    geo_text_add_number(&text, "c", -INFINITY);
    geo_text_add_word(&text, "d\"", "x\"y");
    geo_text_add_key(&text, "e");
    geo_text_add(&text, "[{");
    geo_text_add_word(&text, "f", "");
    geo_text_add_word(&text, "g", NULL);
    geo_text_add(&text, "}]}");
    assert_string_equal(geo_text_string(&text),
                        "{\"a\":0.5,\"b\":null,\"c\":null,\"d\\\"\":\"x\\\"y\","
                        "\"e\":[{\"f\":null,\"g\":null}]}");
}

static void assert_csv(const char *string, const char *expected)
{
    geo_text_reset(&text);
    geo_text_add_csv(&text, string, strlen(string));
    assert_string_equal(geo_text_string(&text), expected);
}

static void test_csv(void **state)
{
    (void)state;
    assert_csv("", "");
    assert_csv("Dorpsstraat", "Dorpsstraat");
    assert_csv("a,b", "\"a,b\"");
    assert_csv("say \"hi\"", "\"say \"\"hi\"\"\"");
    assert_csv("\"", "\"\"\"\"");
    assert_csv("two\nlines", "\"two\nlines\"");
    assert_csv(" kept ", "\" kept \"");
    assert_csv("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\"");
    assert_csv("@SUM(A1)", "'@SUM(A1)");
    assert_csv("+31 6", "'+31 6");
    assert_csv("-1+2", "'-1+2");
    assert_csv("-", "'-");
    assert_csv("\tx", "'\tx");
    assert_csv("\rx", "\"'\rx\"");
    assert_csv("-1", "-1");
    assert_csv("+0.5", "+0.5");
    assert_csv("-1.2.3", "'-1.2.3");
    assert_csv("a=b", "a=b");
}

static void assert_xml(const char *string, const char *expected)
{
    geo_text_reset(&text);
    geo_text_add_xml(&text, string);
    assert_string_equal(geo_text_string(&text), expected);
}

static void test_xml(void **state)
{
    (void)state;
    assert_xml("", "");
    assert_xml("<a href=\"x\">'&'</a>", "&lt;a href=&quot;x&quot;&gt;&apos;&amp;&apos;&lt;/a&gt;");
    assert_xml("a\tb\nc\rd", "a&#9;b&#10;c&#13;d");
    assert_xml("a\x01\x1f\x62", "ab");
    assert_xml("e\xcc\x81\xef\xbf\xbe\xef\xbf\xbf\xef\xbf\xbd", "e\xcc\x81\xef\xbf\xbd");
    assert_xml("\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"); /* a surrogate */
}

static void test_utf8(void **state)
{
    (void)state;
    const char *good[] = {"",
                          "abc",
                          "\xc2\x80",
                          "\xdf\xbf",
                          "\xe0\xa0\x80",
                          "\xed\x9f\xbf",
                          "\xee\x80\x80",
                          "\xf0\x90\x80\x80",
                          "\xf4\x8f\xbf\xbf"};
    const char *bad[] = {"\x80",
                         "\xc0\x80",
                         "\xc1\xbf",
                         "\xc2",
                         "\xc2\x41",
                         "\xe0\x9f\xbf",
                         "\xed\xa0\x80",
                         "\xe2\x82",
                         "\xe2\x82\x41",
                         "\xf0\x8f\xbf\xbf",
                         "\xf4\x90\x80\x80",
                         "\xf5\x80\x80\x80",
                         "\xf0\x9f\x8c",
                         "\xff"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(geo_utf8_valid(good[i], strlen(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(geo_utf8_valid(bad[i], strlen(bad[i])));
    assert_true(geo_utf8_valid("a\0b", 3));
}

static void test_distance(void **state)
{
    (void)state;
    assert_int_equal(geo_text_distance("", ""), 0);
    assert_int_equal(geo_text_distance("", "abc"), 3);
    assert_int_equal(geo_text_distance("output", "output"), 0);
    assert_int_equal(geo_text_distance("outptu", "output"), 1);
    assert_int_equal(geo_text_distance("ouput", "output"), 1);
    assert_int_equal(geo_text_distance("kitten", "sitting"), 3);
    assert_int_equal(geo_text_distance("ca", "abc"), 3); /* restricted: no edit inside a swap */
    static char long_a[300001], long_b[300001];
    memset(long_a, 'a', 300000);
    memset(long_b, 'a', 299000);
    assert_int_equal(geo_text_distance(long_a, "a"), 299999);
    assert_true(geo_text_distance(long_a, long_b) >= 1000);
}

static void words_in_a_list(void **state)
{
    (void)state;
    static const char *const list[] = {"park", "bos", NULL};
    assert_true(geo_text_listed(list, "bos"));
    assert_false(geo_text_listed(list, "Bos"));
    assert_false(geo_text_listed(list, NULL));
    assert_false(geo_text_listed(NULL, "bos"));
}

static void names_in_paths(void **state)
{
    (void)state;
    assert_string_equal(geo_path_name("a/b.c/trees.gpkg"), "trees.gpkg");
    assert_string_equal(geo_path_name("/trees"), "trees");
    assert_string_equal(geo_path_name("trees.gpkg"), "trees.gpkg");
    assert_string_equal(geo_path_name("a/trees/"), "a/trees/");
    assert_string_equal(geo_path_name(""), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_in_a_list),
        cmocka_unit_test(names_in_paths),
        cmocka_unit_test(test_adding),
        cmocka_unit_test(test_failure_is_sticky),
        cmocka_unit_test(test_integers),
        cmocka_unit_test(test_doubles_by_hand),
        cmocka_unit_test(test_doubles_are_the_shortest_that_read_back),
        cmocka_unit_test(test_fixed_by_hand),
        cmocka_unit_test(test_fixed_agrees_with_exact_digits),
        cmocka_unit_test(test_numbers_know_no_locale),
        cmocka_unit_test(test_json),
        cmocka_unit_test(test_members),
        cmocka_unit_test(test_csv),
        cmocka_unit_test(test_xml),
        cmocka_unit_test(test_utf8),
        cmocka_unit_test(test_distance),
    };
    return cmocka_run_group_tests(tests, NULL, release_text);
}
