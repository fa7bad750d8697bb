/* Identifications of the BAG: 16 digits, of which the first four are the municipality's code, so
 * that up to three zeros go before. Source: Catalogus BAG 2018 (Kadaster). */
#include <string.h>

#include "registry/bag.h"

enum { DIGITS = 16, FEWEST = 13 };

static bool is_short(const char *text, size_t length)
{
    return length >= FEWEST && length < DIGITS && strspn(text, "0123456789") >= length;
}

const char *geo_bag_id_whole(const char *text, geo_bag_id *room)
{
    size_t length = text ? strlen(text) : 0;
    if (!is_short(text, length))
        return text;
    memset(room->text, '0', DIGITS - length);
    memcpy(room->text + DIGITS - length, text, length + 1);
    return room->text;
}

static bool has_short(const char *list)
{
    bool any = false;
    for (const char *at = list; at && *at && !any; at += strspn(at, ", ")) {
        size_t length = strcspn(at, ", ");
        any = is_short(at, length);
        at += length;
    }
    return any;
}

const char *geo_bag_ids_whole(const char *list, geo_text *out)
{
    if (!has_short(list))
        return list;
    geo_text_reset(out);
    for (const char *at = list; *at; at += strspn(at, ", ")) {
        size_t length = strcspn(at, ", ");
        geo_text_addf(out, "%s%.*s%.*s", out->length ? "," : "",
                      is_short(at, length) ? DIGITS - (int)length : 0, "000", (int)length, at);
        at += length;
    }
    return geo_text_string(out);
}
