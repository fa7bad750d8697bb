/* Which management suits a polygon of grass or a bank: by the table, which asks what it is, how it
 * is managed, how large it is and how near a natuurzone lies. */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/parse.h"
#include "base/text.h"
#include "nature/zone_state.h"

/* A scrap of wood that nobody designated is no nature to graze from. */
static bool counts(const geo_zone_work *w, const geo_zone *zone)
{
    return zone->class == GEO_ZONE_NATURE &&
           (zone->decided || zone->area_m2 >= w->options->core_min_m2);
}

/* Is there a natuurzone that counts within that distance of the piece? */
static geo_status is_near(geo_ctx *ctx, geo_zone_work *w, const geo_rtree *zones,
                          const geo_zones *out, const geo_zone_piece *piece, double limit_m,
                          bool *near)
{
    geo_hits hits = {0};
    geo_status status = geo_rtree_search(ctx, zones, geo_box_grow(piece->box, limit_m), &hits);
    *near = false;
    for (size_t k = 0; status == GEO_OK && !*near && k < hits.count; k++) {
        double m;
        if (!counts(w, &out->items[hits.items[k]]))
            continue;
        status =
            geo_geos_distance(ctx, w->geos, piece->shape, &out->items[hits.items[k]].shape, &m);
        *near = status == GEO_OK && m <= limit_m;
    }
    geo_free(hits.items);
    return status;
}

/* The first row that fits, its distance asked too. */
static geo_status find_rule(geo_ctx *ctx, geo_zone_work *w, const geo_rtree *zones,
                            const geo_zones *out, const geo_zone_piece *piece,
                            const geo_rule_case *asked, size_t *rule)
{
    const geo_rules *rules = w->inputs->management;
    geo_status status = GEO_OK;
    for (*rule = geo_rules_match(rules, asked, 0); *rule != SIZE_MAX;
         *rule = geo_rules_match(rules, asked, *rule + 1)) {
        const char *cell = geo_rules_cell(rules, *rule, "near_max_m");
        bool near = true;
        double limit_m = 0;
        if (*cell)
            status = geo_parse_length(ctx, cell, &limit_m);
        if (status == GEO_OK && *cell)
            status = is_near(ctx, w, zones, out, piece, limit_m, &near);
        if (status != GEO_OK || near)
            break;
    }
    return status;
}

/* With the comma that Dutch has. */
static void add_number(geo_text *text, double value, int decimals)
{
    char digits[48];
    snprintf(digits, sizeof digits, "%.*f", decimals, value);
    char *point = strchr(digits, '.');
    if (point)
        *point = ',';
    geo_text_add(text, digits);
}

static geo_status add_reason(geo_ctx *ctx, geo_zone_work *w, const char *why, geo_zone_care *care,
                             double width_m)
{
    geo_text text = GEO_TEXT_INIT;
    geo_text_addf(&text, "%s (", why);
    add_number(&text, care->area_m2, 0);
    geo_text_add(&text, " m², ");
    add_number(&text, width_m, 1);
    geo_text_addf(&text, " m breed; beheer nu: %s)",
                  care->management && *care->management ? care->management : "onbekend");
    if (!text.failed)
        care->reason = geo_arena_strndup(w->arena, text.data, text.length);
    bool made = !text.failed && care->reason;
    geo_text_release(&text);
    return made ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status advise_piece(geo_ctx *ctx, geo_zone_work *w, const geo_rtree *zones,
                               geo_zones *out, uint32_t i)
{
    geo_zone_piece *piece = &w->pieces.items[i];
    const geo_zone_unit *unit = &w->units[piece->unit];
    geo_rule_case asked = unit->asked;
    size_t rule;
    asked.word[GEO_RULE_ZONE] = GEO_ZONE_WORD[piece->class];
    if (piece->facility != GEO_ZONE_NONE)
        asked.word[GEO_RULE_FACILITY] = geo_zone_facility_kind(w, piece->facility);
    geo_status status = find_rule(ctx, w, zones, out, piece, &asked, &rule);
    if (status != GEO_OK || rule == SIZE_MAX)
        return status;
    const geo_rules *rules = w->inputs->management;
    double width_m = geo_zone_width(piece->area_m2, geo_geom_length(piece->shape));
    geo_zone_care care = {.id = unit->id,
                          .shape = piece->shape,
                          .ground = geo_rules_cell(rules, rule, "ground"),
                          .management = asked.word[GEO_RULE_MANAGEMENT],
                          .advised = geo_rules_cell(rules, rule, "advised"),
                          .class = piece->class,
                          .area_m2 = piece->area_m2,
                          .length_m = width_m > 0 ? piece->area_m2 / width_m : 0};
    if (w->zone_of[i] != GEO_ZONE_NONE)
        care.zone_id = out->items[w->zone_of[i]].id;
    status = add_reason(ctx, w, geo_rules_cell(rules, rule, "reason_nl"), &care, width_m);
    piece->care = (uint32_t)out->care.count;
    if (status == GEO_OK && !geo_vec_push(&out->care, care))
        status = geo_fail_nomem(ctx);
    return status;
}

/* ---- of a zone ---- */

/* A zone speaks for the most of it: what has the largest area. known, advised: per zone the area
 * of what speaks for it so far. */
static void tell_zones(const geo_zone_work *w, double *known, double *advised, geo_zones *out)
{
    for (size_t i = 0; i < w->pieces.count; i++) {
        const geo_zone_piece *piece = &w->pieces.items[i];
        uint32_t at = w->zone_of[i];
        const char *word = w->units[piece->unit].asked.word[GEO_RULE_MANAGEMENT];
        if (at == GEO_ZONE_NONE)
            continue;
        if (word && *word && piece->area_m2 > known[at]) {
            known[at] = piece->area_m2;
            out->items[at].management = word;
        }
        if (piece->care != GEO_ZONE_NONE && piece->area_m2 > advised[at]) {
            advised[at] = piece->area_m2;
            out->items[at].advised = out->care.items[piece->care].advised;
            out->items[at].reason = out->care.items[piece->care].reason;
        }
    }
}

geo_status geo_zone_advise(geo_ctx *ctx, geo_zone_work *w, geo_zones *out)
{
    geo_rtree *zones = NULL;
    geo_box *boxes = geo_alloc(out->count, sizeof *boxes);
    double *known = geo_calloc(out->count, sizeof *known),
           *advised = geo_calloc(out->count, sizeof *advised);
    geo_status status = boxes && known && advised ? GEO_OK : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < out->count; i++)
        boxes[i] = out->items[i].box;
    if (status == GEO_OK)
        status = geo_rtree_new(ctx, boxes, out->count, &zones);
    for (uint32_t i = 0; status == GEO_OK && i < w->pieces.count; i++)
        status = advise_piece(ctx, w, zones, out, i);
    if (status == GEO_OK)
        tell_zones(w, known, advised, out);
    geo_rtree_free(zones);
    geo_free(boxes);
    geo_free(known);
    geo_free(advised);
    return status;
}
