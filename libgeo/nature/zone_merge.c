/* Groups pieces of one class, colour and standing that lie within the merge gap, and makes a zone
 * of each group. The gap joins and adds no area. */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/groups.h"
#include "base/map.h"
#include "base/sum.h"
#include "base/text.h"
#include "nature/zone_state.h"

/* Matrix is what lies between: it is counted, not grouped. */
static bool is_grouped(const geo_zone_piece *piece)
{
    return piece->class != GEO_ZONE_MATRIX;
}

/* A decided zone is one, however many pieces, and never grows by what is derived. */
static bool may_join(const geo_zone_piece *a, const geo_zone_piece *b)
{
    return a->class == b->class && a->colour == b->colour && a->decided == GEO_ZONE_NONE &&
           b->decided == GEO_ZONE_NONE;
}

/* The pieces after piece i that it comes within the gap of. */
typedef GEO_VEC(uint32_t) partners;

typedef struct joining {
    geo_zone_work *w;
    geo_rtree *index;
    partners *found; /* per piece */
} joining;

static geo_status find_partners(void *self, geo_ctx *ctx, geo_geos *geos, size_t i)
{
    joining *j = self;
    const geo_zone_piece *a = &j->w->pieces.items[i];
    double gap = j->w->options->merge_gap_m + GEO_SLACK_M, m;
    geo_hits hits = {0};
    geo_status status = GEO_OK;
    j->found[i].count = 0;
    if (is_grouped(a) && a->decided == GEO_ZONE_NONE)
        status = geo_rtree_search(ctx, j->index, geo_box_grow(a->box, gap), &hits);
    for (size_t k = 0; status == GEO_OK && k < hits.count; k++) {
        const geo_zone_piece *b = &j->w->pieces.items[hits.items[k]];
        if (hits.items[k] <= i || !may_join(a, b))
            continue;
        status = geo_geos_distance(ctx, geos, a->shape, b->shape, &m);
        if (status == GEO_OK && m <= gap && !geo_vec_push(&j->found[i], hits.items[k]))
            status = geo_fail_nomem(ctx);
    }
    geo_free(hits.items);
    return status;
}

/* All pieces of one decided zone: joined to the first of them. */
static geo_status join_decided(geo_ctx *ctx, geo_zone_work *w)
{
    uint32_t *first = geo_alloc(w->decided.count, sizeof *first);
    if (!first)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < w->decided.count; i++)
        first[i] = GEO_ZONE_NONE;
    for (uint32_t i = 0; i < w->pieces.count; i++) {
        uint32_t decided = w->pieces.items[i].decided;
        if (decided == GEO_ZONE_NONE)
            continue;
        if (first[decided] == GEO_ZONE_NONE)
            first[decided] = i;
        geo_groups_join(w->group, first[decided], i);
    }
    geo_free(first);
    return GEO_OK;
}

static geo_status join_near(geo_ctx *ctx, geo_zone_work *w)
{
    joining j = {.w = w, .found = geo_calloc(w->pieces.count, sizeof *j.found)};
    geo_box *boxes = geo_alloc(w->pieces.count, sizeof *boxes);
    geo_status status = j.found && boxes ? GEO_OK : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < w->pieces.count; i++)
        boxes[i] = w->pieces.items[i].box;
    if (status == GEO_OK)
        status = geo_rtree_new(ctx, boxes, w->pieces.count, &j.index);
    if (status == GEO_OK)
        status =
            geo_zone_each(ctx, w->geos, w->options->threads, w->pieces.count, find_partners, &j);
    for (uint32_t i = 0; status == GEO_OK && i < w->pieces.count; i++)
        for (size_t k = 0; k < j.found[i].count; k++)
            geo_groups_join(w->group, i, j.found[i].items[k]);
    for (size_t i = 0; j.found && i < w->pieces.count; i++)
        geo_free(j.found[i].items);
    geo_rtree_free(j.index);
    geo_free(j.found);
    geo_free(boxes);
    return status;
}

/* ---- zones ---- */

typedef struct making {
    geo_zone_work *w;
    geo_zone *zones;
    const uint32_t *first; /* per zone: its lowest piece */
    const uint32_t *next;  /* per piece: the next one of its zone, or NONE */
} making;

static geo_status make_zone(void *self, geo_ctx *ctx, geo_geos *geos, size_t i)
{
    making *m = self;
    geo_zone *zone = &m->zones[i];
    size_t count = 0;
    geo_status status;
    for (uint32_t k = m->first[i]; k != GEO_ZONE_NONE; k = m->next[k])
        count++;
    const geo_geom **parts = geo_alloc(count, sizeof *parts);
    if (!parts)
        return geo_fail_nomem(ctx);
    count = 0;
    for (uint32_t k = m->first[i]; k != GEO_ZONE_NONE; k = m->next[k])
        parts[count++] = m->w->pieces.items[k].shape;
    status = geo_geos_union(ctx, geos, parts, count, &zone->shape);
    zone->box = geo_box_of(&zone->shape);
    geo_free(parts);
    return geo_while(ctx, status, "dissolving zone '%s'", zone->id);
}

/* What the members add up to; members of one name (parts of one polygon) count once. */
static void sum_zone(const geo_zone_work *w, const uint32_t *next, uint32_t first, geo_zone *zone)
{
    const geo_zone_piece *piece = &w->pieces.items[first];
    uint32_t unit = GEO_ZONE_NONE;
    geo_sum area = {0};
    *zone = (geo_zone){
        .id = piece->id, .class = piece->class, .colour = piece->colour, .named = piece->unit};
    for (uint32_t k = first; k != GEO_ZONE_NONE; k = next[k]) {
        piece = &w->pieces.items[k];
        zone->members += piece->unit != unit;
        unit = piece->unit;
        geo_sum_add(&area, piece->area_m2);
        if (strcmp(piece->id, zone->id) < 0) {
            zone->id = piece->id;
            zone->named = piece->unit;
        }
    }
    zone->area_m2 = geo_sum_value(&area);
    if (piece->decided == GEO_ZONE_NONE)
        return;
    uint32_t row = w->decided_order[piece->decided];
    zone->decided = true;
    zone->decided_by = w->decided.text[2][row];
    zone->decided_on = w->decided.text[3][row];
    zone->outline = &w->decided.geoms[row];
}

static int compare_zones(const void *left, const void *right)
{
    const geo_zone *a = left, *b = right;
    int order = strcmp(a->id, b->id);
    if (order == 0)
        order = a->decided ? -!b->decided : b->decided;
    if (order == 0)
        order = (a->class > b->class) - (a->class < b->class);
    if (order == 0)
        order = (a->colour > b->colour) - (a->colour < b->colour);
    if (order == 0)
        order = (a->box.xmin > b->box.xmin) - (a->box.xmin < b->box.xmin);
    if (order == 0)
        order = (a->box.ymin > b->box.ymin) - (a->box.ymin < b->box.ymin);
    return order ? order : (a->order > b->order) - (a->order < b->order);
}

/* ID#2, or the next number that no zone has yet. NULL: out of memory. */
static const char *suffixed(geo_zone_work *w, const geo_map *taken, const char *id)
{
    geo_text text = GEO_TEXT_INIT;
    const char *made = NULL;
    for (uint32_t number = 2;
         !text.failed && (number == 2 || geo_map_get(taken, text.data, text.length)); number++) {
        geo_text_reset(&text);
        geo_text_addf(&text, "%s#%u", id, number);
    }
    if (!text.failed)
        made = geo_arena_strndup(w->arena, text.data, text.length);
    geo_text_release(&text);
    return made;
}

/* Links are told by the ids of zones: no two have one. The first in order keeps it, so that what a
 * council decided does. */
static geo_status part_ids(geo_ctx *ctx, geo_zone_work *w, geo_zones *out)
{
    geo_map *taken = geo_map_new();
    geo_status status = taken ? GEO_OK : geo_fail_nomem(ctx);
    for (uint32_t i = 0; status == GEO_OK && i < out->count; i++)
        if (!geo_map_set(taken, out->items[i].id, strlen(out->items[i].id), i))
            status = geo_fail_nomem(ctx);
    const geo_zone *first = out->items;
    const char *id = out->count ? first->id : NULL;
    for (uint32_t i = 1; status == GEO_OK && i < out->count; i++) {
        geo_zone *zone = &out->items[i];
        if (strcmp(zone->id, id) != 0) {
            first = zone;
            id = zone->id;
            continue;
        }
        zone->id = suffixed(w, taken, id);
        if (!zone->id || !geo_map_set(taken, zone->id, strlen(zone->id), i))
            status = geo_fail_nomem(ctx);
        else if ((zone->decided != first->decided || zone->named != first->named) &&
                 out->double_ids++ == 0)
            out->first_double = zone->id;
    }
    geo_map_free(taken);
    return status;
}

/* Puts the zones in order, and tells their pieces where they went. */
static geo_status name_zones(geo_ctx *ctx, geo_zone_work *w, making *m, geo_zones *out)
{
    uint32_t *at = geo_alloc(out->count, sizeof *at);
    if (!at)
        return geo_fail_nomem(ctx);
    for (uint32_t i = 0; i < out->count; i++)
        out->items[i].order = i;
    qsort(out->items, out->count, sizeof *out->items, compare_zones);
    for (uint32_t i = 0; i < out->count; i++)
        at[out->items[i].order] = i;
    for (size_t i = 0; i < out->count; i++) {
        geo_zone *zone = &out->items[at[i]];
        if (!zone->outline)
            zone->outline = &zone->shape;
        for (uint32_t k = m->first[i]; k != GEO_ZONE_NONE; k = m->next[k])
            w->zone_of[k] = at[i];
    }
    geo_free(at);
    return part_ids(ctx, w, out);
}

static geo_status make_zones(geo_ctx *ctx, geo_zone_work *w, geo_zones *out)
{
    size_t count = w->pieces.count, zones = 0;
    uint32_t *next = geo_alloc(count, sizeof *next), *last = geo_alloc(count, sizeof *last),
             *first = geo_alloc(count, sizeof *first);
    geo_status status = next && last && first ? GEO_OK : geo_fail_nomem(ctx);
    for (uint32_t i = 0; status == GEO_OK && i < count; i++) {
        uint32_t root = geo_groups_find(w->group, i);
        next[i] = w->zone_of[i] = GEO_ZONE_NONE;
        if (root != i)
            next[last[root]] = i;
        else if (is_grouped(&w->pieces.items[i]))
            first[zones++] = i;
        last[root] = i;
    }
    out->items = status == GEO_OK ? geo_calloc(zones, sizeof *out->items) : NULL;
    if (status == GEO_OK && !out->items)
        status = geo_fail_nomem(ctx);
    if (status == GEO_OK) {
        making m = {w, out->items, first, next};
        out->count = zones;
        for (size_t i = 0; i < zones; i++)
            sum_zone(w, next, first[i], &out->items[i]);
        status = geo_zone_each(ctx, w->geos, w->options->threads, zones, make_zone, &m);
        if (status == GEO_OK)
            status = name_zones(ctx, w, &m, out);
    }
    geo_free(next);
    geo_free(last);
    geo_free(first);
    return status;
}

geo_status geo_zone_merge(geo_ctx *ctx, geo_zone_work *w, geo_zones *out)
{
    w->group = geo_alloc(w->pieces.count, sizeof *w->group);
    w->zone_of = geo_alloc(w->pieces.count, sizeof *w->zone_of);
    if (!w->group || !w->zone_of)
        return geo_fail_nomem(ctx);
    for (uint32_t i = 0; i < w->pieces.count; i++)
        w->group[i] = i;
    geo_status status = join_decided(ctx, w);
    if (status == GEO_OK)
        status = join_near(ctx, w);
    return status == GEO_OK ? make_zones(ctx, w, out) : status;
}
