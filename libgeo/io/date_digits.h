/* Digits of dates: there is one in every row, and printf takes as long as the rest of it. */
#ifndef GEO_IO_DATE_DIGITS_H
#define GEO_IO_DATE_DIGITS_H

#include <stdio.h>

static inline void geo_put_two(char *to, int number)
{
    to[0] = (char)('0' + number / 10 % 10);
    to[1] = (char)('0' + number % 10);
}

/* "2024-05-01" and a zero; returns its length. Years that need more than four digits are longer. */
static inline int geo_put_date(char *to, size_t size, int year, int month, int day)
{
    if (size < 11 || year < 0 || year > 9999 || month < 0 || month > 99 || day < 0 || day > 99)
        return snprintf(to, size, "%04d-%02d-%02d", year, month, day);
    geo_put_two(to, year / 100);
    geo_put_two(to + 2, year);
    to[4] = to[7] = '-';
    geo_put_two(to + 5, month);
    geo_put_two(to + 8, day);
    to[10] = '\0';
    return 10;
}

/* "T12:00:00", not ended by a zero; returns its length. All three are below 100. */
static inline int geo_put_time(char *to, int hour, int minute, int second)
{
    const int parts[] = {hour, minute, second};
    for (int i = 0; i < 3; i++) {
        to[3 * i] = i == 0 ? 'T' : ':';
        geo_put_two(to + 3 * i + 1, parts[i]);
    }
    return 9;
}

#endif
