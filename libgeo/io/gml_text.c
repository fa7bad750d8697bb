/* Coordinates as text. The text of one element comes in pieces, cut anywhere.
 * Invariant: a number is read once its end has been seen; until then its bytes lie in the token. */
#include <math.h>
#include <string.h>

#include "base/parse.h"
#include "io/gml_parts.h"

enum { MOST_DIGITS = 18 };

static bool read_slowly(const char *at, const char *end, double *out)
{
    char text[GML_TOKEN + 1];
    size_t length = (size_t)(end - at);
    if (length > GML_TOKEN)
        return false;
    memcpy(text, at, length);
    text[length] = '\0';
    return strlen(text) == length && geo_parse_double(NULL, text, out) == GEO_OK;
}

/* Digits and power of ten are exact doubles, so that the one division rounds correctly (Clinger
 * 1990, How to read floating point numbers accurately); what has too many digits or an exponent is
 * read by base/parse. */
bool geo_gml_number(const char *at, const char *end, double *out)
{
    static const double ten[MOST_DIGITS + 1] = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,
                                                1e7,  1e8,  1e9,  1e10, 1e11, 1e12, 1e13,
                                                1e14, 1e15, 1e16, 1e17, 1e18};
    const char *from = at, *point = NULL;
    bool negative = at < end && *at == '-';
    uint64_t digits = 0;
    at += negative;
    if (end - at > MOST_DIGITS + 1)
        return read_slowly(from, end, out);
    for (; at < end; at++) {
        if (*at >= '0' && *at <= '9')
            digits = digits * 10 + (uint64_t)(*at - '0');
        else if (*at == '.' && !point)
            point = at;
        else
            return read_slowly(from, end, out);
    }
    if (digits > UINT64_C(1) << 53 || end - from == negative + (point != NULL))
        return read_slowly(from, end, out);
    double value = (double)digits / ten[point ? end - point - 1 : 0];
    *out = negative ? -value : value;
    return true;
}

static bool is_space(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/* Lines leave out doubles; an arc needs its points as they are. */
static geo_status add_point(geo_ctx *ctx, geo_gml *gml, double x, double y)
{
    const gml_frame *owner = &gml->frames[gml->depth - 2];
    gml_points *points = &gml->points;
    bool is_arc = owner->kind == GML_ARC || owner->kind == GML_CIRCLE;
    if (points->count > owner->point && !is_arc) {
        geo_point last = points->items[points->count - 1];
        if (last.x == x && last.y == y)
            return GEO_OK;
    }
    if (points->count >= GEO_GML_MOST_VERTICES) {
        gml->reason = "more than 10,000,000 vertices";
        return GEO_OK;
    }
    return geo_vec_push(points, ((geo_point){x, y})) ? GEO_OK : geo_fail_nomem(ctx);
}

/* Without a word on it coordinates are in plan, those of pos as many as there are. */
static uint8_t dimension_of(const geo_gml *gml)
{
    uint8_t said = gml->frames[gml->depth - 1].dimension;
    return said ? said : gml->epsg == 7415 ? 3 : 2;
}

static geo_status end_tuple(geo_ctx *ctx, geo_gml *gml)
{
    const gml_frame *frame = &gml->frames[gml->depth - 1];
    gml_numbers *numbers = &gml->numbers;
    uint8_t count = numbers->count;
    if (!count)
        return GEO_OK;
    numbers->count = 0;
    if (count < 2 || (frame->kind == GML_POS && frame->dimension && count != frame->dimension) ||
        (frame->kind == GML_POS_LIST && count != dimension_of(gml))) {
        gml->reason = "wrong number of coordinates";
        return GEO_OK;
    }
    return add_point(ctx, gml, numbers->tuple[0], numbers->tuple[1]);
}

static geo_status add_number(geo_ctx *ctx, geo_gml *gml, const char *at, const char *end)
{
    gml_kind kind = gml->frames[gml->depth - 1].kind;
    gml_numbers *numbers = &gml->numbers;
    geo_status status = GEO_OK;
    double value;
    if (!geo_gml_number(at, end, &value)) {
        gml->reason = "coordinate that is no number";
        return GEO_OK;
    }
    if (kind == GML_COORDINATES && !numbers->joined)
        status = end_tuple(ctx, gml);
    if (numbers->count == 3) {
        gml->reason = "wrong number of coordinates";
        return GEO_OK;
    }
    numbers->joined = false;
    numbers->tuple[numbers->count++] = value;
    if (kind == GML_POS_LIST && numbers->count == dimension_of(gml))
        status = end_tuple(ctx, gml);
    return status;
}

static geo_status end_token(geo_ctx *ctx, geo_gml *gml)
{
    gml_numbers *numbers = &gml->numbers;
    size_t length = numbers->length;
    numbers->length = 0;
    return length ? add_number(ctx, gml, numbers->token, numbers->token + length) : GEO_OK;
}

static void keep_token(geo_gml *gml, const char *at, const char *end)
{
    gml_numbers *numbers = &gml->numbers;
    size_t length = (size_t)(end - at);
    if (length > GML_TOKEN - numbers->length) {
        gml->reason = "coordinate that is no number";
        return;
    }
    memcpy(numbers->token + numbers->length, at, length);
    numbers->length += length;
}

/* A comma, which stands between two numbers. */
static void join_tuple(geo_gml *gml)
{
    if (gml->numbers.joined || gml->numbers.count == 0)
        gml->reason = "coordinate that is no number";
    gml->numbers.joined = true;
}

geo_status geo_gml_add_text(geo_ctx *ctx, geo_gml *gml, const char *text, size_t length)
{
    bool commas = gml->frames[gml->depth - 1].kind == GML_COORDINATES;
    const char *end = text + length;
    geo_status status = GEO_OK;
    while (text < end && status == GEO_OK && !gml->reason) {
        const char *begin = text;
        while (text < end && !is_space(*text) && !(commas && *text == ','))
            text++;
        if (text == end || (gml->numbers.length && text > begin))
            keep_token(gml, begin, text);
        if (text == end)
            break;
        if (gml->numbers.length)
            status = end_token(ctx, gml);
        else if (text > begin)
            status = add_number(ctx, gml, begin, text);
        if (*text++ == ',')
            join_tuple(gml);
    }
    return status;
}

geo_status geo_gml_end_text(geo_ctx *ctx, geo_gml *gml)
{
    geo_status status = end_token(ctx, gml);
    if (status == GEO_OK && !gml->reason && gml->numbers.joined)
        gml->reason = "coordinate that is no number";
    if (status == GEO_OK && !gml->reason)
        status = end_tuple(ctx, gml);
    return status;
}
