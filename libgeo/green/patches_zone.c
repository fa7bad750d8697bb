/* Whether two parts of green hang together although the shortest line between them is barred: by
 * way of the zone that lies within the gap of both, round water and roads that cannot be walked. */
#include "base/alloc.h"
#include "green/patches_parts.h"

#define ROAD_M 0.01 /* half the width that a barring road is given */
#define TOUCH_M 1e-6

/* Takes `barrier` out of the zone. */
static geo_status take_out(geo_ctx *ctx, geo_patch_work *w, const geo_geom *barrier, geo_geom *zone)
{
    geo_geom rest = {0};
    geo_status status = geo_geos_difference(ctx, w->geos, zone, barrier, &rest);
    if (status != GEO_OK)
        return status;
    geo_geom_release(zone);
    *zone = rest;
    return GEO_OK;
}

static geo_status take_out_water(geo_ctx *ctx, geo_patch_work *w, geo_geom *zone)
{
    geo_hits hits = {0};
    geo_status status =
        w->water_index ? geo_rtree_search(ctx, w->water_index, geo_box_of(zone), &hits) : GEO_OK;
    for (size_t i = 0; status == GEO_OK && zone->point_count && i < hits.count; i++)
        if (!geo_patch_is_dry(w, hits.items[i]))
            status = take_out(ctx, w, &w->water.geoms[hits.items[i]], zone);
    geo_free(hits.items);
    return status;
}

static geo_status take_out_roads(geo_ctx *ctx, geo_patch_work *w, geo_geom *zone)
{
    geo_hits hits = {0};
    geo_status status =
        w->street_index ? geo_rtree_search(ctx, w->street_index, geo_box_of(zone), &hits) : GEO_OK;
    for (size_t i = 0; status == GEO_OK && zone->point_count && i < hits.count; i++) {
        geo_geom strip = {0};
        if (w->street.number[0][hits.items[i]] != 0)
            continue;
        status = geo_geos_buffer(ctx, w->geos, &w->street.geoms[hits.items[i]], ROAD_M, &strip);
        if (status == GEO_OK)
            status = take_out(ctx, w, &strip, zone);
        geo_geom_release(&strip);
    }
    geo_free(hits.items);
    return status;
}

/* What lies within the gap of both; each is looked at only near the other. */
static geo_status make_zone(geo_ctx *ctx, geo_patch_work *w, const geo_patch_part *a,
                            const geo_patch_part *b, geo_geom *out)
{
    double gap = w->options->merge_gap_m;
    geo_geom near[2] = {{0}, {0}}, wide[2] = {{0}, {0}};
    geo_status status =
        geo_geos_clip(ctx, w->geos, &a->shape, geo_box_grow(b->box, 2 * gap), &near[0]);
    if (status == GEO_OK)
        status = geo_geos_clip(ctx, w->geos, &b->shape, geo_box_grow(a->box, 2 * gap), &near[1]);
    for (int i = 0; status == GEO_OK && i < 2; i++)
        status = geo_geos_buffer(ctx, w->geos, &near[i], gap, &wide[i]);
    if (status == GEO_OK)
        status = geo_geos_intersection(ctx, w->geos, &wide[0], &wide[1], out);
    for (int i = 0; i < 2; i++) {
        geo_geom_release(&near[i]);
        geo_geom_release(&wide[i]);
    }
    return status;
}

/* Does one piece of the zone come to both? */
static geo_status links(geo_ctx *ctx, geo_patch_work *w, const geo_geom *zone,
                        const geo_patch_part *a, const geo_patch_part *b, bool *out)
{
    geo_status status = GEO_OK;
    for (uint32_t k = 0; status == GEO_OK && !*out && k < zone->part_count; k++) {
        double to_a, to_b;
        geo_geom piece = {0};
        status = geo_geom_part(ctx, zone, k, &piece);
        if (status == GEO_OK)
            status = geo_geos_distance(ctx, w->geos, &piece, &a->shape, &to_a);
        if (status == GEO_OK)
            status = geo_geos_distance(ctx, w->geos, &piece, &b->shape, &to_b);
        *out = status == GEO_OK && to_a <= TOUCH_M && to_b <= TOUCH_M;
        geo_geom_release(&piece);
    }
    return status;
}

geo_status geo_patch_detour(geo_ctx *ctx, geo_patch_work *w, const geo_patch_part *a,
                            const geo_patch_part *b, bool *out)
{
    geo_geom zone = {0};
    *out = false;
    geo_status status = make_zone(ctx, w, a, b, &zone);
    if (status == GEO_OK)
        status = take_out_water(ctx, w, &zone);
    if (status == GEO_OK)
        status = take_out_roads(ctx, w, &zone);
    if (status == GEO_OK)
        status = links(ctx, w, &zone, a, b, out);
    geo_geom_release(&zone);
    return status;
}
