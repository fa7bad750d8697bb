/* What lies in a natuurzone and should not: buildings, plans, facilities. With a decided zone that
 * is a conflict, with a candidate no more than something to look at. */
#include <math.h>

#include "base/alloc.h"
#include "nature/zone_state.h"

/* BGT ground tiles with its buildings: one in the middle of a wood lies in a hole of that. A hole
 * that a building fills for this share is the building's own place, and not a yard. */
#define HOLE_FILLED 0.5

static bool stands_in_hole(const geo_geom *zone, const geo_geom *object)
{
    double room = geo_geom_area(object) / HOLE_FILLED;
    for (uint32_t part = 0, ring = 0; part < zone->part_count; ring = zone->parts[part++])
        for (uint32_t k = ring + 1; k < zone->parts[part]; k++) {
            geo_run run = geo_geom_run(zone, k);
            if (fabs(geo_ring_area(run.points, run.count)) <= room &&
                geo_ring_side(run.points, run.count, object->points[0]) != GEO_OUTSIDE)
                return true;
        }
    return false;
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

typedef struct looking {
    geo_zone_work *w;
    geo_zones *out;
    const geo_rtree *zones;
    const char *object;
    const geo_features *rows;
} looking;

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
    found.name = l->rows->text[2][row];
    /* a hole in a decided outline was left by the council, and is no part of the zone */
    if (found.overlap_m2 <= GEO_ZONE_SLIVER_M2 && !zone->decided &&
        stands_in_hole(zone->outline, shape)) {
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

static geo_status look_at(geo_ctx *ctx, looking *l)
{
    geo_hits hits = {0};
    uint32_t *order = NULL;
    geo_status status = geo_zone_order(ctx, l->rows, &order);
    for (size_t i = 0; status == GEO_OK && i < l->rows->count; i++) {
        status = geo_rtree_search(ctx, l->zones, l->rows->boxes[order[i]], &hits);
        for (size_t k = 0; status == GEO_OK && k < hits.count; k++)
            if (zone_at(l->w, l->out, hits.items[k])->class == GEO_ZONE_NATURE)
                status = hold_against(ctx, l, order[i], zone_at(l->w, l->out, hits.items[k]));
    }
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
        looking l = {w, out, zones, kinds[i].object, kinds[i].rows};
        if (kinds[i].source && kinds[i].rows->count == 0)
            status = geo_source_read(ctx, kinds[i].source, NULL, kinds[i].rows);
        if (status == GEO_OK && kinds[i].source)
            status = look_at(ctx, &l);
    }
    geo_rtree_free(zones);
    geo_free(boxes);
    return status;
}
