/* Identifications of the BAG: 16 digits, of which the first four are the municipality's code, so
 * that up to three zeros go before. Source: Catalogus BAG 2018 (Kadaster). */
#include <stdio.h>
#include <string.h>

#include "registry/bag.h"

enum { DIGITS = 16, FEWEST = 13 };

static bool is_short(const char *text, size_t length)
{
    return length >= FEWEST && length < DIGITS && strspn(text, "0123456789") >= length;
}

const char *geo_bag_id_whole(const char *text, geo_bag_id *room)
{
    char plain[GEO_CELL_ID_ROOM];
    const char *id = text;
    if (!text || geo_cell_id(text, plain, &id) == GEO_CELL_ID_LOST)
        return text;
    size_t length = strlen(id), zeros = is_short(id, length) ? DIGITS - length : 0;
    if (!zeros && strcmp(id, text) == 0)
        return text;
    snprintf(room->text, sizeof room->text, "%.*s%s", (int)zeros, "000", id);
    return room->text;
}

static void add_id(geo_text *out, const char *at, size_t length, uint64_t *lost)
{
    char one[GEO_CELL_ID_ROOM], plain[GEO_CELL_ID_ROOM];
    geo_bag_id room;
    const char *id;
    if (snprintf(one, sizeof one, "%.*s", (int)length, at) >= (int)sizeof one)
        geo_text_addf(out, "%s%.*s", out->length ? "," : "", (int)length, at);
    else if (geo_cell_id(one, plain, &id) == GEO_CELL_ID_LOST)
        ++*lost;
    else
        geo_text_addf(out, "%s%s", out->length ? "," : "", geo_bag_id_whole(one, &room));
}

const char *geo_bag_ids_whole(const char *list, geo_text *out, uint64_t *lost)
{
    char plain[GEO_CELL_ID_ROOM];
    const char *id;
    if (!list)
        return NULL;
    geo_text_reset(out);
    if (geo_cell_id(list, plain, &id) == GEO_CELL_ID_LOST) { /* its comma parts no list */
        ++*lost;
        return NULL;
    }
    for (const char *at = list; *at; at += strspn(at, ", ")) {
        size_t length = strcspn(at, ", ");
        if (length)
            add_id(out, at, length, lost);
        at += length;
    }
    return strcmp(geo_text_string(out), list) == 0 ? list : geo_text_string(out);
}
