/* The digits of dates are those that printf would write. */
#include <string.h>

#include "near.h"

#include "io/date_digits.h"

static void dates_are_written_as_printf_does(void **state)
{
    (void)state;
    const int years[] = {0, 7, 1899, 2024, 9999, 10000, -1, 32767, -32768};
    for (size_t i = 0; i < sizeof years / sizeof *years; i++)
        for (int month = 0; month <= 12; month++)
            for (int day = 0; day <= 31; day++) {
                char told[64], expected[64];
                int length = geo_put_date(told, sizeof told, years[i], month, day);
                assert_int_equal(
                    snprintf(expected, sizeof expected, "%04d-%02d-%02d", years[i], month, day),
                    length);
                assert_string_equal(told, expected);
            }
}

static void odd_numbers_are_left_to_printf(void **state)
{
    (void)state;
    const int odd[][3] = {{2024, 100, 1}, {2024, 1, 100}, {2024, -1, 1}, {2024, 1, -1}};
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        char told[64], expected[64];
        int length = geo_put_date(told, sizeof told, odd[i][0], odd[i][1], odd[i][2]);
        snprintf(expected, sizeof expected, "%04d-%02d-%02d", odd[i][0], odd[i][1], odd[i][2]);
        assert_int_equal(length, strlen(expected));
        assert_string_equal(told, expected);
    }
}

static void times_are_written_as_printf_does(void **state)
{
    (void)state;
    for (int hour = 0; hour < 24; hour++)
        for (int second = 0; second <= 60; second++) {
            char told[16] = {0}, expected[16];
            int minute = 59 - hour - second / 2;
            minute = minute < 0 ? 0 : minute;
            assert_int_equal(geo_put_time(told, hour, minute, second), 9);
            snprintf(expected, sizeof expected, "T%02d:%02d:%02d", hour, minute, second);
            assert_string_equal(told, expected);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_written_as_printf_does),
        cmocka_unit_test(odd_numbers_are_left_to_printf),
        cmocka_unit_test(times_are_written_as_printf_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
