/* What lies in a natuurzone and should not: buildings, plans, facilities. With a decided zone that
 * is a conflict, with a candidate no more than something to look at. */
#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "nature/zone_state.h"

enum { NAME = 2, STATUS, TEXTS };

typedef struct looking {
    geo_zone_work *w;
    geo_zones *out;
    const geo_rtree *zones;
    const char *object;
    const geo_features *rows;
    geo_rtree *index; /* of the rows */
    bool *there;      /* per row: is it there, or may it still come? */
} looking;

/* BGT ground tiles with its buildings: one in the middle of a wood lies in a hole of that. A hole
 * that buildings, a whole row of houses, fill for this share is their own place, and not a yard. */
#define HOLE_FILLED 0.5

/* Buildings fill a hole together; plans may lie over each other, and fill it one by one. */
static geo_status fills_hole(geo_ctx *ctx, const looking *l, uint32_t row, geo_run hole,
                             bool *fills)
{
    geo_hits hits = {0};
    geo_box box = geo_box_around(hole.points[0], 0);
    double filled = 0, room = fabs(geo_ring_area(hole.points, hole.count));
    for (size_t i = 1; i < hole.count; i++)
        box = geo_box_join(box, geo_box_around(hole.points[i], 0));
    geo_status status = geo_rtree_search(ctx, l->index, box, &hits);
    for (size_t k = 0; status == GEO_OK && k < hits.count; k++) {
        uint32_t other = hits.items[k];
        const geo_geom *shape = &l->rows->geoms[other];
        bool together = strcmp(l->object, "building") == 0 && l->there[other];
        if ((other == row || together) &&
            geo_ring_side(hole.points, hole.count, shape->points[0]) != GEO_OUTSIDE)
            filled += geo_geom_area(shape);
    }
    geo_free(hits.items);
    *fills = filled >= HOLE_FILLED * room;
    return status;
}

static geo_status stands_in_hole(geo_ctx *ctx, const looking *l, uint32_t row, const geo_geom *zone,
                                 bool *stands)
{
    const geo_point place = l->rows->geoms[row].points[0];
    geo_status status = GEO_OK;
    *stands = false;
    for (uint32_t part = 0, ring = 0; part < zone->part_count; ring = zone->parts[part++])
        for (uint32_t k = ring + 1; status == GEO_OK && !*stands && k < zone->parts[part]; k++) {
            geo_run hole = geo_geom_run(zone, k);
            if (geo_ring_side(hole.points, hole.count, place) != GEO_OUTSIDE)
                status = fills_hole(ctx, l, row, hole, stands);
        }
    return status;
}

/* What of an object lies on no land cover or water: in a hole that the map leaves for it. */
static geo_status off_ground(geo_ctx *ctx, const geo_zone_work *w, const geo_geom *object,
                             geo_geom *out)
{
    geo_hits hits = {0};
    geo_geom left = {0}, rest;
    geo_status status = geo_geom_clone(ctx, object, &left);
    if (status == GEO_OK)
        status = geo_rtree_search(ctx, w->unit_index, geo_box_of(object), &hits);
    for (size_t k = 0; status == GEO_OK && left.point_count && k < hits.count; k++) {
        if (w->units[hits.items[k]].shape->point_count == 0)
            continue;
        status = geo_geos_difference(ctx, w->geos, &left, w->units[hits.items[k]].shape, &rest);
        if (status != GEO_OK)
            break;
        geo_geom_release(&left);
        left = rest;
    }
    geo_free(hits.items);
    if (status == GEO_OK)
        *out = left;
    else
        geo_geom_release(&left);
    return status;
}

/* Those that are drawn, then those that are not. */
static const geo_zone *zone_at(const geo_zone_work *w, const geo_zones *out, size_t i)
{
    return i < out->count ? &out->items[i] : &w->undrawn.items[i - out->count];
}

static geo_status hold_against(geo_ctx *ctx, looking *l, uint32_t row, const geo_zone *zone)
{
    const geo_geom *shape = &l->rows->geoms[row];
    geo_zone_conflict found = {.zone = zone, .object = l->object, .which = l->rows->ids[row]};
    geo_status status = geo_geos_intersection(ctx, l->w->geos, shape, zone->outline, &found.shape);
    if (status != GEO_OK)
        return geo_while(ctx, status, "laying %s '%s' over zone '%s'", l->object, found.which,
                         zone->id);
    found.overlap_m2 = geo_geom_area(&found.shape);
    found.name = l->rows->text[NAME][row];
    /* a hole in a decided outline was left by the council, and is no part of the zone */
    bool in_hole = false;
    if (found.overlap_m2 <= GEO_ZONE_SLIVER_M2 && !zone->decided)
        status = stands_in_hole(ctx, l, row, zone->outline, &in_hole);
    if (status == GEO_OK && in_hole) {
        geo_geom_release(&found.shape);
        status = off_ground(ctx, l->w, shape, &found.shape);
        found.overlap_m2 = geo_geom_area(&found.shape);
    }
    if (status == GEO_OK && found.overlap_m2 > GEO_ZONE_SLIVER_M2) {
        if (geo_vec_push(&l->out->conflicts, found))
            return GEO_OK;
        status = geo_fail_nomem(ctx);
    }
    geo_geom_release(&found.shape);
    return status;
}

/* Is it there, or may it still come? By the table; a status that is not in it counts, and is told.
 */
static bool counts(looking *l, uint32_t row)
{
    const geo_table *table = l->w->inputs->statuses;
    const char *status = l->rows->text[STATUS][row];
    if (!table || !status || !*status || strcmp(l->object, "facility") == 0)
        return true;
    for (size_t i = 0; i < geo_table_rows(table); i++)
        if (strcmp(geo_table_cell(table, i, 0), l->object) == 0 &&
            strcasecmp(geo_table_cell(table, i, 1), status) == 0)
            return strcmp(geo_table_cell(table, i, 2), "0") != 0;
    if (l->out->unknown_statuses++ == 0) {
        l->out->first_status = status;
        l->out->first_status_id = l->rows->ids[row];
    }
    return true;
}

static geo_status look_at(geo_ctx *ctx, looking *l)
{
    geo_hits hits = {0};
    uint32_t *order = NULL;
    geo_status status = geo_zone_order(ctx, l->rows, &order);
    l->there = geo_alloc(l->rows->count, sizeof *l->there);
    if (status == GEO_OK && !l->there)
        status = geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < l->rows->count; i++)
        l->there[order[i]] = counts(l, order[i]);
    if (status == GEO_OK)
        status = geo_rtree_new(ctx, l->rows->boxes, l->rows->count, &l->index);
    for (size_t i = 0; status == GEO_OK && i < l->rows->count; i++) {
        if (!l->there[order[i]])
            continue;
        status = geo_rtree_search(ctx, l->zones, l->rows->boxes[order[i]], &hits);
        for (size_t k = 0; status == GEO_OK && k < hits.count; k++)
            if (zone_at(l->w, l->out, hits.items[k])->class == GEO_ZONE_NATURE)
                status = hold_against(ctx, l, order[i], zone_at(l->w, l->out, hits.items[k]));
    }
    geo_rtree_free(l->index);
    geo_free(l->there);
    geo_free(order);
    geo_free(hits.items);
    return status;
}

geo_status geo_zone_conflicts(geo_ctx *ctx, geo_zone_work *w, geo_zones *out)
{
    geo_rtree *zones = NULL;
    size_t count = out->count + w->undrawn.count;
    geo_box *boxes = geo_alloc(count, sizeof *boxes);
    geo_status status = boxes ? GEO_OK : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        boxes[i] = geo_box_of(zone_at(w, out, i)->outline);
    if (status == GEO_OK)
        status = geo_rtree_new(ctx, boxes, count, &zones);
    const struct {
        const char *object;
        geo_source *source;
        geo_features *rows;
    } kinds[] = {{"building", w->inputs->building, &w->building},
                 {"plan", w->inputs->plan, &w->plan},
                 {"facility", w->inputs->facility, &w->facility}};
    for (size_t i = 0; status == GEO_OK && i < 3; i++) {
        looking l = {w, out, zones, kinds[i].object, kinds[i].rows, NULL, NULL};
        if (kinds[i].source && kinds[i].rows->count == 0)
            status = geo_zone_read(ctx, kinds[i].source, TEXTS, kinds[i].rows);
        if (status == GEO_OK && kinds[i].source)
            status = look_at(ctx, &l);
    }
    geo_rtree_free(zones);
    geo_free(boxes);
    return status;
}
