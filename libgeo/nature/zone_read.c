/* Reads rows as the rules want them: words without blanks at their ends, facilities of a kind that
 * some rule asks for apart from others. */
#include <ctype.h>
#include <string.h>

#include "base/alloc.h"
#include "nature/zone_state.h"

/* Nobody sees a blank at the end of a word, and no rule may hang on one. */
static geo_status trim(geo_ctx *ctx, geo_arena *arena, const char **text)
{
    const char *from = *text;
    while (isspace((unsigned char)*from))
        from++;
    size_t length = strlen(from), whole = length;
    while (length && isspace((unsigned char)from[length - 1]))
        length--;
    *text = length < whole ? geo_arena_strndup(arena, from, length) : from;
    return *text ? GEO_OK : geo_fail_nomem(ctx);
}

geo_status geo_zone_trim(geo_ctx *ctx, size_t columns, geo_features *rows)
{
    geo_status status = GEO_OK;
    for (size_t c = 0; status == GEO_OK && c < columns; c++)
        for (size_t i = 0; status == GEO_OK && i < rows->count; i++)
            if (rows->text[c][i])
                status = trim(ctx, rows->arena, &rows->text[c][i]);
    return status;
}

geo_status geo_zone_read(geo_ctx *ctx, geo_source *source, size_t columns, geo_features *rows)
{
    geo_status status = geo_source_read(ctx, source, NULL, rows);
    return status == GEO_OK ? geo_zone_trim(ctx, columns, rows) : status;
}

/* Rows of facilities that may cut, in order of id. A kind that no rule asks for would take the
 * ground from one that a rule does, and change nothing in it. */
geo_status geo_zone_facilities(geo_ctx *ctx, geo_zone_work *w, geo_zones *out)
{
    uint32_t kept = 0;
    geo_features *rows = &w->facility;
    geo_status status =
        geo_zone_read(ctx, w->inputs->facility, sizeof GEO_ZONE_OBJECT_TEXT / sizeof(char *), rows);
    if (status == GEO_OK)
        status = geo_zone_order_by(ctx, rows, sizeof GEO_ZONE_OBJECT_TEXT / sizeof(char *),
                                   &w->facility_order);
    geo_box *boxes = geo_alloc(rows->count, sizeof *boxes);
    if (status == GEO_OK && !boxes)
        status = geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < rows->count; i++) {
        uint32_t row = w->facility_order[i];
        const char *kind = geo_zone_facility_kind(w, row);
        if (geo_rules_mention(w->inputs->rules, GEO_RULE_FACILITY, kind) ||
            geo_rules_mention(w->inputs->management, GEO_RULE_FACILITY, kind)) {
            boxes[kept] = rows->boxes[row];
            w->facility_order[kept++] = row;
        } else if (out->unknown_facilities++ == 0) {
            out->first_facility = rows->ids[row];
            out->first_kind = kind;
        }
    }
    if (status == GEO_OK)
        status = geo_rtree_new(ctx, boxes, kept, &w->facility_index);
    geo_free(boxes);
    return status;
}
