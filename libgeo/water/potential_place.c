/* Where a measure fits in its place: what is in the book is taken out, then what trees and cables
 * keep free, and of the rest what is wide enough. Each gate asks whether enough is left, so that a
 * further tree or cable never makes a place fit better. */
#include <math.h>

#include "base/alloc.h"
#include "water/potential_parts.h"

/* Takes the one away from the other, in place. */
static geo_status take_out(geo_ctx *ctx, geo_geos *geos, const geo_geom *away, geo_geom *from)
{
    geo_geom rest = {0};
    if (away->point_count == 0 || from->point_count == 0)
        return GEO_OK;
    geo_status status = geo_geos_difference(ctx, geos, from, away, &rest);
    if (status != GEO_OK)
        return status;
    geo_geom_release(from);
    *from = rest;
    return GEO_OK;
}

static geo_status join_pieces(geo_ctx *ctx, const geo_potential *potential,
                              geo_potential_worker *worker, const geo_potential_item *item,
                              geo_geom *out)
{
    const geo_geom *geoms = potential->features[GEO_POTENTIAL_GROUND].geoms;
    const geo_potential_piece *pieces = &potential->pieces.items[item->first];
    if (item->count == 1)
        return geo_geom_clone(ctx, &geoms[pieces->ground], out);
    const geo_geom **parts = geo_alloc(item->count, sizeof *parts);
    if (!parts)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < item->count; i++)
        parts[i] = &geoms[pieces[i].ground];
    geo_status status = geo_geos_union(ctx, worker->geos, parts, item->count, out);
    geo_free(parts);
    return status;
}

/* ---- the book ---- */

/* Depressions stay: what is dug or laid in one lies under its floor. */
static bool takes_place(const geo_storage_item *item)
{
    return item->row.layer != GEO_STORAGE_DIP && !item->is_piece;
}

/* Of the hits those that take place in it, to the front. */
static geo_status keep_meeting(geo_ctx *ctx, const geo_potential *potential,
                               geo_potential_worker *worker, const geo_geom *place)
{
    geo_hits *hits = &worker->hits;
    geo_geos_border *border = NULL;
    size_t count = 0;
    geo_status status =
        hits->count ? geo_geos_border_new(ctx, worker->geos, place, &border) : GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < hits->count; i++) {
        const geo_storage_item *booked = &potential->book[hits->items[i]];
        bool meets = false;
        if (takes_place(booked))
            status = geo_geos_border_meets(ctx, border, booked->whole, &meets);
        if (meets)
            hits->items[count++] = hits->items[i];
    }
    hits->count = count;
    geo_geos_border_free(border);
    return status;
}

static geo_status booked_in(geo_ctx *ctx, const geo_potential *potential,
                            geo_potential_worker *worker, const geo_geom *place, geo_geom *out)
{
    geo_hits *hits = &worker->hits;
    geo_status status = geo_rtree_search(ctx, potential->booked, geo_box_of(place), hits);
    if (status == GEO_OK)
        status = keep_meeting(ctx, potential, worker, place);
    if (status != GEO_OK || hits->count == 0)
        return status;
    const geo_geom **parts = geo_alloc(hits->count, sizeof *parts);
    if (!parts)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < hits->count; i++)
        parts[i] = potential->book[hits->items[i]].whole;
    status = geo_geos_union(ctx, worker->geos, parts, hits->count, out);
    geo_free(parts);
    return status;
}

static geo_status take_booked(geo_ctx *ctx, const geo_potential *potential,
                              geo_potential_worker *worker, geo_potential_item *item,
                              geo_geom *place)
{
    geo_geom booked = {0};
    double before = geo_geom_area(place);
    geo_status status = GEO_OK;
    if (potential->booked)
        status = booked_in(ctx, potential, worker, place, &booked);
    if (status == GEO_OK)
        status = take_out(ctx, worker->geos, &booked, place);
    geo_geom_release(&booked);
    if (before - geo_geom_area(place) >= GEO_POTENTIAL_CRUMB_M2)
        geo_potential_mark(item, GEO_POTENTIAL_BOOKED);
    return status;
}

/* ---- keep-outs ---- */

/* Does the shape come within reach of p? Most edges are told by their box. */
static bool comes_near(const geo_geom *shape, geo_point p, double reach_m)
{
    geo_box box = geo_box_around(p, reach_m);
    for (uint32_t i = 0; i < geo_geom_run_count(shape); i++) {
        geo_run run = geo_geom_run(shape, i);
        for (size_t k = 1; k < run.count; k++) {
            geo_point a = run.points[k - 1], b = run.points[k];
            geo_box edge = {fmin(a.x, b.x), fmin(a.y, b.y), fmax(a.x, b.x), fmax(a.y, b.y)};
            if (geo_box_meets(box, edge) && geo_segment_distance(p, a, b, NULL, NULL) <= reach_m)
                return true;
        }
    }
    return geo_geom_covers(shape, p);
}

/* All trees near as one geometry, so that their circles come out as one. */
static geo_status take_trees(geo_ctx *ctx, const geo_potential *potential,
                             geo_potential_worker *worker, double keepout_m, geo_geom *from,
                             bool *took)
{
    const geo_features *trees = &potential->features[GEO_POTENTIAL_TREE];
    geo_hits *hits = &worker->hits;
    geo_geom circles = {0};
    uint32_t count = 0;
    geo_status status = geo_rtree_search(ctx, potential->trees[GEO_POTENTIAL_TREE],
                                         geo_box_grow(geo_box_of(from), keepout_m), hits);
    geo_point *points = status == GEO_OK ? geo_alloc(hits->count, sizeof *points) : NULL;
    if (status == GEO_OK && !points)
        status = geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < hits->count; i++) {
        geo_point stem = trees->geoms[hits->items[i]].points[0];
        if (comes_near(from, stem, keepout_m + GEO_SLACK_M))
            points[count++] = stem;
    }
    const geo_geom stems = {.type = GEO_GEOM_MULTIPOINT, .points = points, .point_count = count};
    *took = count > 0;
    if (status == GEO_OK && *took)
        status = geo_geos_buffer(ctx, worker->geos, &stems, keepout_m, &circles);
    geo_free(points);
    if (status == GEO_OK && *took)
        status = take_out(ctx, worker->geos, &circles, from);
    geo_geom_release(&circles);
    return status;
}

static geo_status take_cables(geo_ctx *ctx, const geo_potential *potential,
                              geo_potential_worker *worker, double keepout_m, geo_geom *from,
                              bool *took)
{
    const geo_features *cables = &potential->features[GEO_POTENTIAL_CABLES];
    geo_hits *hits = &worker->hits;
    geo_status status = geo_rtree_search(ctx, potential->trees[GEO_POTENTIAL_CABLES],
                                         geo_box_grow(geo_box_of(from), keepout_m), hits);
    *took = false;
    for (size_t i = 0; status == GEO_OK && i < hits->count; i++) {
        const geo_geom *cable = &cables->geoms[hits->items[i]];
        geo_geom strip = {0};
        double distance_m;
        status = geo_geos_distance(ctx, worker->geos, from, cable, &distance_m);
        if (status != GEO_OK || distance_m > keepout_m + GEO_SLACK_M)
            continue;
        *took = true;
        status = geo_geos_buffer(ctx, worker->geos, cable, keepout_m, &strip);
        if (status == GEO_OK)
            status = take_out(ctx, worker->geos, &strip, from);
        geo_geom_release(&strip);
    }
    return status;
}

/* ---- gates ---- */

/* The part of `from` that is wide enough, and whether that is enough. A gate fails where enough was
 * left before it: what is too small anyway is so for its width. */
static geo_status judge(geo_ctx *ctx, const geo_potential_inputs *inputs,
                        geo_potential_worker *worker, geo_potential_gate gate, const geo_geom *from,
                        geo_potential_item *item, geo_geom *wide)
{
    double width_m = geo_potential_is(inputs, item, GEO_POTENTIAL_WIDTH_MIN);
    double least_m2 = geo_potential_is(inputs, item, GEO_POTENTIAL_AREA_MIN);
    double before_m2 = gate == GEO_GATE_WIDTH ? INFINITY : geo_geom_area(wide);
    geo_geom out = {0};
    geo_status status = GEO_OK;
    least_m2 = fmax(least_m2, GEO_POTENTIAL_CRUMB_M2);
    if (from->point_count > 0)
        status = width_m > 0 ? geo_geos_open(ctx, worker->geos, from, width_m, &out)
                             : geo_geom_clone(ctx, from, &out);
    if (status != GEO_OK)
        return status;
    geo_geom_release(wide);
    *wide = out;
    item->row.gates[gate] =
        before_m2 >= least_m2 && geo_geom_area(wide) < least_m2 ? GEO_ANSWER_FAIL : GEO_ANSWER_PASS;
    return GEO_OK;
}

static geo_status keep_out(geo_ctx *ctx, const geo_potential_inputs *inputs,
                           const geo_potential *potential, geo_potential_worker *worker,
                           geo_potential_gate gate, geo_geom *left, geo_potential_item *item,
                           geo_geom *wide)
{
    bool trees = gate == GEO_GATE_TREES, took;
    double keepout_m = geo_potential_is(
        inputs, item, trees ? GEO_POTENTIAL_TREE_KEEPOUT : GEO_POTENTIAL_CABLE_KEEPOUT);
    if (!inputs->layers[trees ? GEO_POTENTIAL_TREE : GEO_POTENTIAL_CABLES])
        return GEO_OK;
    geo_status status = trees ? take_trees(ctx, potential, worker, keepout_m, left, &took)
                              : take_cables(ctx, potential, worker, keepout_m, left, &took);
    item->row.gates[gate] = GEO_ANSWER_PASS;
    return status == GEO_OK && took ? judge(ctx, inputs, worker, gate, left, item, wide) : status;
}

/* left: the place, of which trees and cables take. */
static geo_status pass_gates(geo_ctx *ctx, const geo_potential_inputs *inputs,
                             const geo_potential *potential, geo_potential_worker *worker,
                             geo_geom *left, geo_potential_item *item, geo_geom *wide)
{
    geo_status status = judge(ctx, inputs, worker, GEO_GATE_WIDTH, left, item, wide);
    if (status == GEO_OK)
        status = keep_out(ctx, inputs, potential, worker, GEO_GATE_TREES, left, item, wide);
    if (status == GEO_OK)
        status = keep_out(ctx, inputs, potential, worker, GEO_GATE_CABLES, left, item, wide);
    return status;
}

/* *out is the item's own from here on. */
static void keep_shape(geo_potential_item *item, geo_geom *out)
{
    geo_geom_release(&item->shape);
    item->shape = *out;
    item->row.shape = &item->shape;
    *out = (geo_geom){0};
}

static geo_status fit(geo_ctx *ctx, const geo_potential_inputs *inputs,
                      const geo_potential *potential, geo_potential_worker *worker,
                      geo_potential_item *item, geo_geom *place)
{
    geo_geom left = {0}, wide = {0};
    geo_status status = geo_geom_clone(ctx, place, &left);
    if (status == GEO_OK)
        status = pass_gates(ctx, inputs, potential, worker, &left, item, &wide);
    item->row.area_m2 = geo_geom_area(&wide);
    if (status == GEO_OK)
        keep_shape(item, item->row.area_m2 >= GEO_POTENTIAL_CRUMB_M2 ? &wide : place);
    geo_geom_release(&left);
    geo_geom_release(&wide);
    return status;
}

geo_status geo_potential_place(geo_ctx *ctx, const geo_potential_inputs *inputs,
                               const geo_potential *potential, geo_potential_worker *worker,
                               geo_potential_item *item)
{
    geo_geom place = {0};
    geo_status status = join_pieces(ctx, potential, worker, item, &place);
    if (status == GEO_OK)
        status = take_booked(ctx, potential, worker, item, &place);
    item->row.place_m2 = geo_geom_area(&place);
    item->gone = item->row.place_m2 < GEO_POTENTIAL_CRUMB_M2;
    if (status == GEO_OK && !item->gone)
        status = fit(ctx, inputs, potential, worker, item, &place);
    geo_geom_release(&place);
    return status;
}
