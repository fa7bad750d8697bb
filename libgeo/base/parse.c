/* Strict reading of numbers, lengths, areas, shares, boxes, norms and dates.
 * Invariant: a text is the value from its first to its last byte, or an error that quotes it;
 * *out is only written on success. */
#include "base/parse.h"

#include <locale.h>
#include <math.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { EXACT_DIGITS = 15 };

/* A decimal number in a text: where it ends and, when it has few enough digits to be exact in a
 * double, its digits and how many of them are decimals. */
typedef struct decimal {
    const char *begin, *end;
    uint64_t digits;
    int decimals;
    bool exact, negative;
} decimal;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static const char *scan_digits(const char *at, decimal *number, int *count)
{
    for (; is_digit(*at); at++) {
        number->digits = number->digits * 10 + (uint64_t)(*at - '0');
        /* Zeros in front carry nothing; beyond 15 digits the rest is strtod's. */
        if (number->digits > 999999999999999u) {
            number->exact = false;
            number->digits = 0;
        }
        (*count)++;
    }
    return at;
}

static const char *skip_exponent(const char *at)
{
    if (*at != 'e' && *at != 'E')
        return at;
    const char *digits = at + 1 + (at[1] == '+' || at[1] == '-');
    if (!is_digit(*digits))
        return at;
    while (is_digit(*digits))
        digits++;
    return digits;
}

/* Reads [+-]digits[.digits][e[+-]digits]; false when no number begins here. */
static bool scan_decimal(const char *text, decimal *number)
{
    *number = (decimal){.begin = text, .exact = true, .negative = *text == '-'};
    int whole = 0;
    const char *at = text + (*text == '+' || *text == '-');
    at = scan_digits(at, number, &whole);
    if (*at == '.')
        at = scan_digits(at + 1, number, &number->decimals);
    if (whole + number->decimals == 0)
        return false;
    number->end = skip_exponent(at);
    if (number->end != at || number->decimals > EXACT_DIGITS)
        number->exact = false;
    return true;
}

static double read_slowly(const char *text)
{
    locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    double value = plain ? strtod_l(text, NULL, plain) : NAN;
    if (plain)
        freelocale(plain);
    return value;
}

/* The number times 10^shift. Digits and power are exact doubles and one operation rounds, so
 * "1.001km" is 1001 and not 1000.9999999999999 (Clinger 1990, the fast path). */
static double decimal_value(const decimal *number, int shift)
{
    static const double ten[] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                 1e8,  1e9,  1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
                                 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    int power = shift - number->decimals;
    if (!number->exact) {
        double value = read_slowly(number->begin);
        return shift < 0 ? value / ten[-shift] : value * ten[shift];
    }
    double value = (double)number->digits;
    value = power < 0 ? value / ten[-power] : value * ten[power];
    return number->negative ? -value : value;
}

geo_status geo_parse_double(geo_ctx *ctx, const char *text, double *out)
{
    decimal number;
    if (!text || !scan_decimal(text, &number) || *number.end)
        return geo_fail(ctx, GEO_ERR_ARG, "'%s' is not a number", text ? text : "");
    double value = decimal_value(&number, 0);
    if (!isfinite(value))
        return geo_fail(ctx, GEO_ERR_ARG, "'%s' is too large", text);
    *out = value;
    return GEO_OK;
}

/* False when the digits do not fit; the text is already known to be a whole number. */
static bool whole_value(const char *text, int64_t *out)
{
    int64_t value = 0;
    bool negative = *text == '-';
    for (text += negative || *text == '+'; *text; text++) {
        int digit = *text - '0';
        if (__builtin_mul_overflow(value, 10, &value) ||
            __builtin_sub_overflow(value, digit, &value))
            return false; /* counted downwards, since INT64_MIN has no positive twin */
    }
    if (!negative && value == INT64_MIN)
        return false;
    *out = negative ? value : -value;
    return true;
}

static bool is_whole(const char *text)
{
    text += *text == '+' || *text == '-';
    return *text && text[strspn(text, "0123456789")] == '\0';
}

geo_status geo_parse_int(geo_ctx *ctx, const char *text, int64_t min, int64_t max, int64_t *out)
{
    int64_t value;
    if (!text || !is_whole(text))
        return geo_fail(ctx, GEO_ERR_ARG, "'%s' is not a whole number", text ? text : "");
    bool fits = whole_value(text, &value);
    if (fits && value >= min && value <= max) {
        *out = value;
        return GEO_OK;
    }
    bool low = fits ? value < min : *text == '-';
    if (max < INT64_MAX)
        return geo_fail(ctx, GEO_ERR_ARG, "'%s' is not between %lld and %lld", text, (long long)min,
                        (long long)max);
    if (low)
        return geo_fail(ctx, GEO_ERR_ARG, "'%s' is less than %lld", text, (long long)min);
    return geo_fail(ctx, GEO_ERR_ARG, "'%s' is too large", text);
}

/* A quantity with one of a few units; `shift` is the power of ten to the base unit. */
typedef struct unit {
    const char *name;
    int shift;
} unit;

typedef struct quantity {
    const char *noun, *hint;
    const unit *units; /* ends with a NULL name */
} quantity;

static const unit *unit_named(const unit *units, const char *name)
{
    for (; units->name; units++)
        if (strcmp(units->name, name) == 0)
            return units;
    return NULL;
}

static geo_status parse_quantity(geo_ctx *ctx, const char *text, const quantity *what, double *out)
{
    decimal number;
    const unit *found = NULL;
    if (text && scan_decimal(text, &number))
        found = unit_named(what->units, number.end);
    geo_status status = GEO_OK;
    if (!found)
        status = geo_fail(ctx, GEO_ERR_ARG, "'%s' is not %s", text ? text : "", what->noun);
    else if (number.negative)
        status = geo_fail(ctx, GEO_ERR_ARG, "'%s' is negative", text);
    else if (!isfinite(decimal_value(&number, found->shift)))
        status = geo_fail(ctx, GEO_ERR_ARG, "'%s' is too large", text);
    else
        *out = decimal_value(&number, found->shift);
    if (status != GEO_OK)
        geo_hint(ctx, "%s", what->hint);
    return status;
}

geo_status geo_parse_length(geo_ctx *ctx, const char *text, double *out_m)
{
    static const unit units[] = {{"", 0}, {"m", 0}, {"km", 3}, {"cm", -2}, {"mm", -3}, {0}};
    static const quantity length = {
        "a length",
        "write a number with mm, cm, m or km, such as 50m or 0.4km; a bare number is metres",
        units};
    return parse_quantity(ctx, text, &length, out_m);
}

geo_status geo_parse_area(geo_ctx *ctx, const char *text, double *out_m2)
{
    static const unit units[] = {{"", 0}, {"m2", 0}, {"ha", 4}, {"km2", 6}, {0}};
    static const quantity area = {
        "an area", "write a number with m2, ha or km2, such as 500m2 or 0.5ha; a bare number is m2",
        units};
    return parse_quantity(ctx, text, &area, out_m2);
}

geo_status geo_parse_volume(geo_ctx *ctx, const char *text, double *out_m3)
{
    static const unit units[] = {{"", 0}, {"m3", 0}, {"l", -3}, {0}};
    static const quantity volume = {
        "a volume", "write a number with m3 or l, such as 5m3 or 200l; a bare number is m3", units};
    return parse_quantity(ctx, text, &volume, out_m3);
}

geo_status geo_parse_percent(geo_ctx *ctx, const char *text, double *out_pct)
{
    decimal number;
    if (!text || !scan_decimal(text, &number) || strcmp(number.end + (*number.end == '%'), "") != 0)
        return geo_fail(ctx, GEO_ERR_ARG, "'%s' is not a percentage", text ? text : "");
    double value = decimal_value(&number, 0);
    if (!(value >= 0.0 && value <= 100.0))
        return geo_fail(ctx, GEO_ERR_ARG, "'%s' is not between 0 and 100 %%", text);
    *out_pct = fabs(value); /* "-0" is 0 */
    return GEO_OK;
}

/* Reads the four numbers; false when they are not exactly that. */
static bool scan_box(const char *text, double box[4])
{
    for (int i = 0; i < 4; i++) {
        decimal number;
        if (!scan_decimal(text, &number) || *number.end != (i < 3 ? ',' : '\0'))
            return false;
        box[i] = decimal_value(&number, 0);
        if (!isfinite(box[i]))
            return false;
        text = number.end + 1;
    }
    return true;
}

geo_status geo_parse_box(geo_ctx *ctx, const char *text, double out[4])
{
    double box[4];
    geo_status status = GEO_OK;
    if (!text || !scan_box(text, box))
        status = geo_fail(ctx, GEO_ERR_ARG, "'%s' is not a box", text ? text : "");
    else if (!(box[0] < box[2] && box[1] < box[3]))
        status = geo_fail(ctx, GEO_ERR_ARG, "'%s' is an empty box", text);
    if (status != GEO_OK) {
        geo_hint(ctx, "write xmin,ymin,xmax,ymax with xmin < xmax and ymin < ymax");
        return status;
    }
    memcpy(out, box, sizeof box);
    return GEO_OK;
}

/* A plain decimal without sign or exponent, up to `stop`; the minus of a norm is its separator. */
static const char *scan_plain(const char *text, char stop, double *out)
{
    decimal number;
    size_t length = strspn(text, "0123456789.");
    if (text[length] != stop || !scan_decimal(text, &number) || number.end != text + length)
        return NULL;
    *out = decimal_value(&number, 0);
    return number.end + (stop != '\0');
}

static bool scan_norm(const char *text, geo_norm_triple *norm)
{
    double trees;
    const char *at = scan_plain(text, '-', &trees);
    if (!at || memchr(text, '.', (size_t)(at - text)) || trees > 1e9)
        return false;
    norm->trees = (int64_t)trees;
    at = scan_plain(at, '-', &norm->canopy_pct);
    return at && scan_plain(at, '\0', &norm->distance_m);
}

geo_status geo_parse_norm(geo_ctx *ctx, const char *text, geo_norm_triple *out)
{
    geo_norm_triple norm;
    geo_status status = GEO_OK;
    if (!text || !scan_norm(text, &norm))
        status = geo_fail(ctx, GEO_ERR_ARG, "'%s' is not a norm", text ? text : "");
    else if (norm.canopy_pct > 100.0)
        status = geo_fail(ctx, GEO_ERR_ARG, "the canopy in '%s' is over 100 %%", text);
    else if (!(norm.distance_m > 0.0 && isfinite(norm.distance_m)))
        status = geo_fail(ctx, GEO_ERR_ARG, "the distance in '%s' must be over 0 m", text);
    if (status == GEO_OK)
        *out = norm;
    else
        geo_hint(ctx,
                 "write trees in sight, canopy in percent and distance in metres, as 4-40-400");
    return status;
}

static bool is_leap(int64_t year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int days_in_month(int64_t year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && is_leap(year));
}

/* Days from 0001-01-01 to the first of January, Gregorian throughout. */
static int64_t days_before_year(int64_t year)
{
    int64_t past = year - 1;
    return 365 * past + past / 4 - past / 100 + past / 400;
}

static int number_of(const char *digits, int count)
{
    int value = 0;
    for (int i = 0; i < count; i++)
        value = value * 10 + (digits[i] - '0');
    return value;
}

/* True for '#' standing for a digit and any other character for itself. */
static bool has_shape(const char *text, const char *shape)
{
    for (; *shape; text++, shape++)
        if (*shape == '#' ? !is_digit(*text) : *text != *shape)
            return false;
    return true;
}

static bool time_or_end(const char *rest)
{
    if (*rest == '\0')
        return true;
    return (*rest == 'T' || *rest == ' ') && has_shape(rest + 1, "##:##") &&
           rest[1 + strspn(rest + 1, "0123456789:.+-Z")] == '\0';
}

geo_status geo_parse_date(geo_ctx *ctx, const char *text, int64_t *out_days)
{
    if (!text || !has_shape(text, "####-##-##") || !time_or_end(text + 10)) {
        geo_status status = geo_fail(ctx, GEO_ERR_ARG, "'%s' is not a date", text ? text : "");
        geo_hint(ctx, "write year, month and day as 2026-05-31");
        return status;
    }
    int year = number_of(text, 4), month = number_of(text + 5, 2), day = number_of(text + 8, 2);
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
        return geo_fail(ctx, GEO_ERR_ARG, "'%s' is not in the calendar", text);
    int64_t days = days_before_year(year) - days_before_year(1970) + day - 1;
    for (int earlier = 1; earlier < month; earlier++)
        days += days_in_month(year, earlier);
    *out_days = days;
    return GEO_OK;
}
