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

static geo_status join_pieces(geo_ctx *ctx, geo_potential *potential,
                              const geo_potential_item *item, geo_geom *out)
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
    geo_status status = geo_geos_union(ctx, potential->geos, parts, item->count, out);
    geo_free(parts);
    return status;
}

/* ---- the book ---- */

/* Depressions stay: what is dug or laid in one lies under its floor. */
static bool takes_place(const geo_storage_item *item)
{
    return item->row.layer != GEO_STORAGE_DIP && !item->is_piece;
}

static geo_status booked_near(geo_ctx *ctx, geo_potential *potential, geo_box box, geo_geom *out)
{
    geo_hits *hits = &potential->hits;
    geo_status status = geo_rtree_search(ctx, potential->booked, box, hits);
    const geo_geom **parts = status == GEO_OK ? geo_alloc(hits->count, sizeof *parts) : NULL;
    size_t count = 0;
    if (status == GEO_OK && !parts)
        status = geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < hits->count; i++)
        if (takes_place(&potential->book[hits->items[i]]))
            parts[count++] = potential->book[hits->items[i]].whole;
    if (status == GEO_OK && count > 0)
        status = geo_geos_union(ctx, potential->geos, parts, count, out);
    geo_free(parts);
    return status;
}

static geo_status take_booked(geo_ctx *ctx, geo_potential *potential, geo_potential_item *item,
                              geo_geom *place)
{
    geo_geom booked = {0};
    double before = geo_geom_area(place);
    geo_status status = GEO_OK;
    if (potential->booked)
        status = booked_near(ctx, potential, geo_box_of(place), &booked);
    if (status == GEO_OK)
        status = take_out(ctx, potential->geos, &booked, place);
    geo_geom_release(&booked);
    if (before - geo_geom_area(place) >= GEO_POTENTIAL_CRUMB_M2)
        geo_potential_mark(item, GEO_POTENTIAL_BOOKED);
    return status;
}

/* ---- keep-outs ---- */

/* All trees near as one geometry, so that their circles come out as one. */
static geo_status take_trees(geo_ctx *ctx, geo_potential *potential, double keepout_m,
                             geo_geom *from)
{
    const geo_features *trees = &potential->features[GEO_POTENTIAL_TREE];
    geo_hits *hits = &potential->hits;
    geo_geom circles = {0};
    geo_status status = geo_rtree_search(ctx, potential->trees[GEO_POTENTIAL_TREE],
                                         geo_box_grow(geo_box_of(from), keepout_m), hits);
    if (status != GEO_OK || hits->count == 0)
        return status;
    geo_point *points = geo_alloc(hits->count, sizeof *points);
    if (!points)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < hits->count; i++)
        points[i] = trees->geoms[hits->items[i]].points[0];
    const geo_geom stems = {
        .type = GEO_GEOM_MULTIPOINT, .points = points, .point_count = (uint32_t)hits->count};
    status = geo_geos_buffer(ctx, potential->geos, &stems, keepout_m, &circles);
    geo_free(points);
    if (status == GEO_OK)
        status = take_out(ctx, potential->geos, &circles, from);
    geo_geom_release(&circles);
    return status;
}

static geo_status take_cables(geo_ctx *ctx, geo_potential *potential, double keepout_m,
                              geo_geom *from)
{
    const geo_features *cables = &potential->features[GEO_POTENTIAL_CABLES];
    geo_status status =
        geo_rtree_search(ctx, potential->trees[GEO_POTENTIAL_CABLES],
                         geo_box_grow(geo_box_of(from), keepout_m), &potential->hits);
    for (size_t i = 0; status == GEO_OK && i < potential->hits.count; i++) {
        geo_geom strip = {0};
        status = geo_geos_buffer(ctx, potential->geos, &cables->geoms[potential->hits.items[i]],
                                 keepout_m, &strip);
        if (status == GEO_OK)
            status = take_out(ctx, potential->geos, &strip, from);
        geo_geom_release(&strip);
    }
    return status;
}

/* ---- gates ---- */

/* The part of `from` that is wide enough, and whether that is enough. A gate fails where enough was
 * left before it: what is too small anyway is so for its width. */
static geo_status judge(geo_ctx *ctx, const geo_potential_inputs *inputs, geo_potential *potential,
                        geo_potential_gate gate, const geo_geom *from, geo_potential_item *item,
                        geo_geom *wide)
{
    double width_m = geo_potential_is(inputs, item, GEO_POTENTIAL_WIDTH_MIN);
    double least_m2 = geo_potential_is(inputs, item, GEO_POTENTIAL_AREA_MIN);
    double before_m2 = gate == GEO_GATE_WIDTH ? INFINITY : geo_geom_area(wide);
    geo_geom out = {0};
    geo_status status = GEO_OK;
    least_m2 = fmax(least_m2, GEO_POTENTIAL_CRUMB_M2);
    if (from->point_count > 0)
        status = width_m > 0 ? geo_geos_open(ctx, potential->geos, from, width_m, &out)
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
                           geo_potential *potential, geo_potential_gate gate, geo_geom *left,
                           geo_potential_item *item, geo_geom *wide)
{
    bool trees = gate == GEO_GATE_TREES;
    double keepout_m = geo_potential_is(
        inputs, item, trees ? GEO_POTENTIAL_TREE_KEEPOUT : GEO_POTENTIAL_CABLE_KEEPOUT);
    if (!inputs->layers[trees ? GEO_POTENTIAL_TREE : GEO_POTENTIAL_CABLES])
        return GEO_OK;
    geo_status status = trees ? take_trees(ctx, potential, keepout_m, left)
                              : take_cables(ctx, potential, keepout_m, left);
    return status == GEO_OK ? judge(ctx, inputs, potential, gate, left, item, wide) : status;
}

/* left: the place, of which trees and cables take. */
static geo_status pass_gates(geo_ctx *ctx, const geo_potential_inputs *inputs,
                             geo_potential *potential, geo_geom *left, geo_potential_item *item,
                             geo_geom *wide)
{
    geo_status status = judge(ctx, inputs, potential, GEO_GATE_WIDTH, left, item, wide);
    if (status == GEO_OK)
        status = keep_out(ctx, inputs, potential, GEO_GATE_TREES, left, item, wide);
    if (status == GEO_OK)
        status = keep_out(ctx, inputs, potential, GEO_GATE_CABLES, left, item, wide);
    return status;
}

static geo_status keep_shape(geo_ctx *ctx, geo_potential *potential, const geo_geom *shape,
                             geo_potential_item *item)
{
    geo_geom *kept = geo_arena_alloc(potential->arena, 1, sizeof *kept);
    geo_status status =
        kept ? geo_geom_keep(ctx, potential->arena, shape, kept) : geo_fail_nomem(ctx);
    item->row.shape = kept;
    return status;
}

geo_status geo_potential_place(geo_ctx *ctx, const geo_potential_inputs *inputs,
                               geo_potential *potential, geo_potential_item *item, bool *gone)
{
    geo_geom place = {0}, left = {0}, wide = {0};
    geo_status status = join_pieces(ctx, potential, item, &place);
    if (status == GEO_OK)
        status = take_booked(ctx, potential, item, &place);
    item->row.place_m2 = geo_geom_area(&place);
    *gone = item->row.place_m2 < GEO_POTENTIAL_CRUMB_M2;
    if (status == GEO_OK && !*gone)
        status = geo_geom_clone(ctx, &place, &left);
    if (status == GEO_OK && !*gone) {
        status = pass_gates(ctx, inputs, potential, &left, item, &wide);
        item->row.area_m2 = geo_geom_area(&wide);
        bool fits = item->row.area_m2 >= GEO_POTENTIAL_CRUMB_M2;
        if (status == GEO_OK)
            status = keep_shape(ctx, potential, fits ? &wide : &place, item);
    }
    geo_geom_release(&place);
    geo_geom_release(&left);
    geo_geom_release(&wide);
    return status;
}
