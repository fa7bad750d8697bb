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

/* ---- trees ---- */

/* By part of the place: less what trees keep free, and what of that is wide enough. */
typedef struct fitting {
    geo_potential_shapes left, wide;
    double before_m2; /* wide enough if there were no trees */
    bool took;        /* some tree took some of it */
} fitting;

static geo_status fit_part(geo_ctx *ctx, const geo_potential *potential,
                           geo_potential_worker *worker, const geo_geom *part,
                           const geo_potential_room *room, fitting *f)
{
    geo_geom opened = {0}, left = {0}, wide = {0};
    bool took = false;
    geo_status status = geo_potential_open(ctx, worker->geos, part, room->width_m, &opened);
    f->before_m2 += geo_geom_area(&opened);
    if (status == GEO_OK && potential->trees[GEO_POTENTIAL_TREE])
        status = geo_potential_trees(ctx, potential, worker, part, room, &took, &left, &wide);
    f->took |= took;
    if (status == GEO_OK && !took)
        status = geo_geom_clone(ctx, part, &left);
    if (status == GEO_OK)
        status = geo_potential_keep_shape(ctx, &f->left, &left);
    if (status == GEO_OK)
        status = geo_potential_keep_shape(ctx, &f->wide, took ? &wide : &opened);
    geo_geom_release(&opened);
    geo_geom_release(&left);
    geo_geom_release(&wide);
    return status;
}

static geo_status fit_parts(geo_ctx *ctx, const geo_potential *potential,
                            geo_potential_worker *worker, const geo_geom *place,
                            const geo_potential_room *room, fitting *f)
{
    geo_status status = GEO_OK;
    for (uint32_t k = 0; status == GEO_OK && k < place->part_count; k++) {
        geo_geom part = {0};
        status = geo_geom_part(ctx, place, k, &part);
        if (status == GEO_OK)
            status = fit_part(ctx, potential, worker, &part, room, f);
        geo_geom_release(&part);
    }
    return status;
}

/* ---- cables ---- */

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

/* What cables leave of the parts, and what of that is wide enough. */
static geo_status fit_cables(geo_ctx *ctx, const geo_potential_inputs *inputs,
                             const geo_potential *potential, geo_potential_worker *worker,
                             const geo_potential_item *item, const geo_potential_shapes *parts,
                             bool *took, geo_geom *wide)
{
    double keepout_m = geo_potential_is(inputs, item, GEO_POTENTIAL_CABLE_KEEPOUT);
    double width_m = geo_potential_is(inputs, item, GEO_POTENTIAL_WIDTH_MIN);
    geo_geom left = {0}, opened = {0};
    geo_status status = geo_geom_join(ctx, parts->items, parts->count, &left);
    if (status == GEO_OK)
        status = take_cables(ctx, potential, worker, keepout_m, &left, took);
    if (status == GEO_OK && *took)
        status = geo_potential_open(ctx, worker->geos, &left, width_m, &opened);
    if (status == GEO_OK && *took) {
        geo_geom_release(wide);
        *wide = opened;
    }
    geo_geom_release(&left);
    return status;
}

/* ---- gates ---- */

/* Fails where enough was left before, and is not now: what is too small anyway is so for its width.
 */
static geo_potential_answer judge(const geo_potential_inputs *inputs,
                                  const geo_potential_item *item, double before_m2, double after_m2)
{
    double least_m2 =
        fmax(geo_potential_is(inputs, item, GEO_POTENTIAL_AREA_MIN), GEO_POTENTIAL_CRUMB_M2);
    return before_m2 >= least_m2 && after_m2 < least_m2 ? GEO_ANSWER_FAIL : GEO_ANSWER_PASS;
}

/* *wide: what is left of the place in the end. */
static geo_status pass_gates(geo_ctx *ctx, const geo_potential_inputs *inputs,
                             const geo_potential *potential, geo_potential_worker *worker,
                             const fitting *f, geo_potential_item *item, geo_geom *wide)
{
    geo_potential_answer *gates = item->row.gates;
    geo_status status = geo_geom_join(ctx, f->wide.items, f->wide.count, wide);
    double beside_m2 = geo_geom_area(wide);
    bool took = false;
    gates[GEO_GATE_WIDTH] = judge(inputs, item, INFINITY, f->before_m2);
    if (inputs->layers[GEO_POTENTIAL_TREE])
        gates[GEO_GATE_TREES] =
            f->took ? judge(inputs, item, f->before_m2, beside_m2) : GEO_ANSWER_PASS;
    if (status != GEO_OK || !inputs->layers[GEO_POTENTIAL_CABLES])
        return status;
    status = fit_cables(ctx, inputs, potential, worker, item, &f->left, &took, wide);
    gates[GEO_GATE_CABLES] =
        took ? judge(inputs, item, beside_m2, geo_geom_area(wide)) : GEO_ANSWER_PASS;
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
    const geo_potential_room room = {geo_potential_is(inputs, item, GEO_POTENTIAL_TREE_KEEPOUT),
                                     geo_potential_is(inputs, item, GEO_POTENTIAL_WIDTH_MIN)};
    fitting f = {0};
    geo_geom wide = {0};
    geo_status status = fit_parts(ctx, potential, worker, place, &room, &f);
    if (status == GEO_OK)
        status = pass_gates(ctx, inputs, potential, worker, &f, item, &wide);
    item->row.area_m2 = geo_geom_area(&wide);
    if (status == GEO_OK)
        keep_shape(item, item->row.area_m2 >= GEO_POTENTIAL_CRUMB_M2 ? &wide : place);
    geo_potential_release_shapes(&f.left);
    geo_potential_release_shapes(&f.wide);
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
