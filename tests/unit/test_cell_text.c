/* registry/cell_text: numbers, dates and ids as registers write them. */
#include "near.h"
#include "registry/cell_text.h"

static void reads_whole_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int64_t value;
    } good[] = {{"12", 12},
                {" 12 ", 12},
                {"12.0", 12},
                {"1080.0000000000", 1080},
                {"12,00", 12},
                {"1.250.000", 1250000},
                {"-5", -5},
                {"+7", 7},
                {"1,250,000", 1250000}};
    static const char *const bad[] = {"1.000", "1,250", "1.5", "12a", "12-14",    "",          " ",
                                      "80 m2", "1e3",   "12.", ".0",  "1.25.000", "9999999999"};
    int64_t value = 0;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        if (!geo_cell_whole(good[i].text, &value))
            fail_msg("'%s' is not read", good[i].text);
        assert_int_equal(value, good[i].value);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (geo_cell_whole(bad[i], &value))
            fail_msg("'%s' is read as %lld", bad[i], (long long)value);
}

static void reads_house_numbers(void **state)
{
    (void)state;
    static const struct {
        const char *text, *letter;
    } good[] = {{"12", NULL}, {"12.0", NULL}, {"12a", "a"}, {"12B", "B"}, {" 12 a", "a"}};
    static const char *const bad[] = {"12-14", "12bis", "12a1",  "a12",
                                      "a",     "",      "12.5a", "9999999999a"};
    int64_t number = 0;
    const char *letter = NULL;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        if (!geo_cell_house(good[i].text, &number, &letter))
            fail_msg("'%s' is not read", good[i].text);
        assert_int_equal(number, 12);
        assert_string_equal(letter ? letter : "-", good[i].letter ? good[i].letter : "-");
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (geo_cell_house(bad[i], &number, &letter))
            fail_msg("'%s' is read as %lld", bad[i], (long long)number);
}

static void reads_dates(void **state)
{
    (void)state;
    static const char *const good[] = {"2026-11-21",
                                       "21-11-2026",
                                       "21/11/2026",
                                       "21.11.2026",
                                       "2026/11/21",
                                       "20261121",
                                       " 2026-11-21T09:30:00Z ",
                                       "21-11-2026 09:30"};
    static const char *const bad[] = {"2024-06-31",  "31-6-2024",   "01-02-24",  "2024",
                                      "2024-13-01",  "gisteren",    "",          "1-2/2024",
                                      "21-11-20266", "21-11-2026x", "11/21/2026"};
    char out[11] = "";
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        if (!geo_cell_date(good[i], out))
            fail_msg("'%s' is not read", good[i]);
        assert_string_equal(out, "2026-11-21");
    }
    assert_true(geo_cell_date("06/07/2024", out));
    assert_string_equal(out, "2024-07-06");
    assert_true(geo_cell_date("1-1-1900", out));
    assert_string_equal(out, "1900-01-01");
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (geo_cell_date(bad[i], out))
            fail_msg("'%s' is read as %s", bad[i], out);
}

static void assert_id(const char *text, geo_cell_id_fate fate, const char *expected)
{
    char room[GEO_CELL_ID_ROOM];
    const char *out = NULL;
    assert_int_equal(geo_cell_id(text, room, &out), fate);
    assert_string_equal(out, expected);
}

static void sees_what_happened_to_an_id(void **state)
{
    (void)state;
    assert_id("1080", GEO_CELL_ID_SOUND, "1080");
    assert_id(" 0363010000000001 ", GEO_CELL_ID_SOUND, "0363010000000001");
    assert_id("1080.0000000000", GEO_CELL_ID_MENDED, "1080");
    assert_id("498010000000000.0", GEO_CELL_ID_MENDED, "498010000000000");
    assert_id("1.000", GEO_CELL_ID_SOUND, "1.000"); /* a thousand, perhaps */
    assert_id("12.5", GEO_CELL_ID_SOUND, "12.5");
    assert_id("3,63010E+14", GEO_CELL_ID_LOST, "3,63010E+14");
    assert_id("4.9801e+14", GEO_CELL_ID_LOST, "4.9801e+14");
    assert_id("1E+05", GEO_CELL_ID_LOST, "1E+05");
    assert_id("1E5", GEO_CELL_ID_SOUND, "1E5");
    assert_id("12E+5", GEO_CELL_ID_SOUND, "12E+5");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_whole_numbers),
        cmocka_unit_test(reads_house_numbers),
        cmocka_unit_test(reads_dates),
        cmocka_unit_test(sees_what_happened_to_an_id),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
