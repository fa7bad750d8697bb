/* Numbers as text, without the locale and, for the values that fill files (coordinates, heights,
 * shares), without printf.
 * Invariant: what add_double writes reads back as the same double. */
#include "base/text.h"

#include <float.h>
#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

enum { MOST_DECIMALS = 9, DIGITS_ROOM = 20 };

static const double power_of_ten[MOST_DECIMALS + 1] = {1e0, 1e1, 1e2, 1e3, 1e4,
                                                       1e5, 1e6, 1e7, 1e8, 1e9};

/* Writes the digits of `value`, at least `width` of them, so that they end before `end`; returns
 * where they begin. */
static char *digits_before(char *end, uint64_t value, int width)
{
    do {
        *--end = (char)('0' + value % 10);
        value /= 10;
        width--;
    } while (value || width > 0);
    return end;
}

void geo_text_add_int(geo_text *text, long long value)
{
    char buffer[DIGITS_ROOM + 1];
    char *end = buffer + sizeof buffer;
    uint64_t size = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    char *begin = digits_before(end, size, 1);
    if (value < 0)
        *--begin = '-';
    geo_text_add_bytes(text, begin, (size_t)(end - begin));
}

/* Adds whole.part with a sign, `part` being `decimals` digits. */
static void add_parts(geo_text *text, bool negative, uint64_t whole, uint64_t part, int decimals)
{
    char buffer[DIGITS_ROOM + MOST_DECIMALS + 2];
    char *end = buffer + sizeof buffer, *begin = end;
    if (decimals > 0) {
        begin = digits_before(begin, part, decimals);
        *--begin = '.';
    }
    begin = digits_before(begin, whole, 1);
    if (negative)
        *--begin = '-';
    geo_text_add_bytes(text, begin, (size_t)(end - begin));
}

/* printf and strtod obey the thread's locale, which belongs to the program: set aside for as long
 * as one call takes. */
static locale_t enter_c_locale(locale_t *own)
{
    *own = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    return uselocale(*own);
}

static void leave_c_locale(locale_t own, locale_t before)
{
    uselocale(before);
    if (own)
        freelocale(own);
}

/* Values of at most 15 digits with up to 9 decimals: digits / 10^decimals is then one correctly
 * rounded division of exact numbers, the same as reading the text back. The bounds are those where
 * %g would go over to an exponent. */
static bool add_short_double(geo_text *text, double value)
{
    double size = fabs(value);
    if (!(size < 1e15) || (size < 1e-4 && size != 0.0))
        return false;
    for (int decimals = 0; decimals <= MOST_DECIMALS; decimals++) {
        double digits = nearbyint(size * power_of_ten[decimals]);
        if (digits >= 1e15)
            return false;
        if (digits / power_of_ten[decimals] == size) {
            uint64_t scale = (uint64_t)power_of_ten[decimals], all = (uint64_t)digits;
            add_parts(text, signbit(value), all / scale, all % scale, decimals);
            return true;
        }
    }
    return false;
}

void geo_text_add_double(geo_text *text, double value)
{
    if (!isfinite(value) || add_short_double(text, value))
        return;
    char buffer[40];
    locale_t own, before = enter_c_locale(&own);
    /* 15 digits are always kept by a normal double, 17 always tell it; subnormals have fewer. */
    int digits = fabs(value) < DBL_MIN ? 1 : DBL_DIG;
    do {
        snprintf(buffer, sizeof buffer, "%.*g", digits, value);
    } while (digits++ < DBL_DECIMAL_DIG && strtod(buffer, NULL) != value);
    leave_c_locale(own, before);
    geo_text_add(text, buffer);
}

/* part * scale to the nearest whole number, halves up, as if with endless digits: the product is
 * only doubtful when it lands on a half, and fma tells what its rounding hid. */
static uint64_t scale_and_round(double part, double scale)
{
    double product = part * scale, whole = floor(product), rest = product - whole;
    bool up = rest > 0.5 || (rest == 0.5 && fma(part, scale, -product) >= 0.0);
    return (uint64_t)whole + up;
}

/* 2^53 and more: always whole, so printf has no half to round its own way. */
static void add_fixed_huge(geo_text *text, double value, int decimals)
{
    char buffer[DBL_MAX_10_EXP + MOST_DECIMALS + 4];
    locale_t own, before = enter_c_locale(&own);
    snprintf(buffer, sizeof buffer, "%.*f", decimals, value);
    leave_c_locale(own, before);
    geo_text_add(text, buffer);
}

void geo_text_add_fixed(geo_text *text, double value, int decimals)
{
    if (!isfinite(value))
        return;
    decimals = decimals < 0 ? 0 : decimals > MOST_DECIMALS ? MOST_DECIMALS : decimals;
    double size = fabs(value), whole = trunc(size);
    if (size >= 0x1p53) {
        add_fixed_huge(text, value, decimals);
        return;
    }
    uint64_t units = (uint64_t)whole;
    uint64_t part = scale_and_round(size - whole, power_of_ten[decimals]);
    if (part >= (uint64_t)power_of_ten[decimals]) {
        part = 0;
        units++;
    }
    bool negative = value < 0.0 && (units || part); /* never "-0.00" */
    add_parts(text, negative, units, part, decimals);
}
