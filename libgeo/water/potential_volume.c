/* How much a measure would hold in a place, in wet times and in dry ones. Layers under the ground
 * as in the book; a basin that is dug is limited too: below the groundwater it stands full. */
#include <math.h>

#include "water/potential_parts.h"

#define DEEPEST_M 100.0 /* groundwater further down is of no matter */

/* m of water on every m2 in a season where nothing limits it, and the bed that holds it. */
typedef struct design {
    geo_storage_bed bed;
    double voids;
    double m3_per_m2; /* of kinds that no groundwater limits; NaN: of a bed */
    bool known;
} design;

static double number_of(geo_potential_item *item, geo_storage_term term)
{
    const geo_storage_number *number = &item->kind->terms[term];
    if (!isnan(number->value))
        geo_potential_doubt(item, number->confidence);
    return number->value;
}

static design design_of(geo_potential_item *item)
{
    design d = {.bed = {.shape = item->row.shape, .overflow_m = NAN}, .m3_per_m2 = NAN};
    switch (item->kind->rule) {
    case GEO_STORAGE_LAYERS:
        d.voids = number_of(item, GEO_STORAGE_VOID);
        d.bed.thickness_m = number_of(item, GEO_STORAGE_DEPTH);
        d.bed.cover_m = number_of(item, GEO_STORAGE_COVER);
        break;
    case GEO_STORAGE_BASIN:
        d.voids = 1;
        d.bed.thickness_m = number_of(item, GEO_STORAGE_DEPTH);
        break;
    default:
        d.m3_per_m2 = number_of(item, GEO_STORAGE_M3_PER_M2);
    }
    d.known = item->kind->rule == GEO_STORAGE_AREA
                  ? !isnan(d.m3_per_m2)
                  : !isnan(d.voids * d.bed.thickness_m * d.bed.cover_m);
    return d;
}

static void note_room(geo_potential_item *item, const geo_storage_room *room, bool wet)
{
    if (room->is_near)
        geo_potential_mark(item, GEO_POTENTIAL_NEAR);
    if (room->is_odd)
        geo_potential_mark(item, GEO_POTENTIAL_ODD_DEPTH);
    if (room->is_near || room->is_odd)
        geo_potential_doubt(item, GEO_CONFIDENCE_LOW);
    if (room->is_above)
        geo_potential_mark(item, GEO_POTENTIAL_ABOVE_GROUND);
    if (isnan(room->thickness_m))
        geo_potential_mark(item, room->no_surface ? GEO_POTENTIAL_NO_SURFACE
                                 : wet            ? GEO_POTENTIAL_NO_WET
                                                  : GEO_POTENTIAL_NO_DRY);
}

static geo_status fill_season(geo_ctx *ctx, const geo_potential_inputs *inputs, bool wet,
                              const design *d, geo_potential_item *item, double *out_m3)
{
    const geo_groundwater *water = wet ? &inputs->wet : &inputs->dry;
    geo_storage_room room = {.thickness_m = NAN};
    geo_status status = GEO_OK;
    if (!isnan(d->m3_per_m2)) {
        *out_m3 = item->row.area_m2 * d->m3_per_m2;
        return GEO_OK;
    }
    if (water->grid)
        status = geo_storage_ground(ctx, water, inputs->dtm, &d->bed, &room);
    if (status != GEO_OK)
        return status;
    note_room(item, &room, wet);
    *out_m3 = item->row.area_m2 * d->voids * room.thickness_m;
    return GEO_OK;
}

/* Dewatering: from the surface to the highest groundwater; 0 where that stands above it. */
static geo_status dewater(geo_ctx *ctx, const geo_potential_inputs *inputs, const design *d,
                          geo_potential_item *item)
{
    const geo_storage_bed all = {item->row.shape, DEEPEST_M, 0, NAN};
    geo_storage_room room = {.thickness_m = NAN};
    if (!inputs->wet.grid)
        return GEO_OK;
    geo_status status = geo_storage_ground(ctx, &inputs->wet, inputs->dtm, &all, &room);
    if (status != GEO_OK || isnan(room.thickness_m))
        return status;
    double full_m = geo_potential_is(inputs, item, GEO_POTENTIAL_GHG_FULL);
    double needed_m =
        d->bed.cover_m + geo_potential_is(inputs, item, GEO_POTENTIAL_DEWATERING_MARGIN);
    item->row.ghg_m = room.thickness_m;
    item->row.terms[GEO_POTENTIAL_GHG] = full_m > 0 ? fmin(1, room.thickness_m / full_m) : 1;
    if (!isnan(needed_m)) /* levels are kept as floats: what they leave of a micrometre is none */
        item->row.gates[GEO_GATE_DEWATERING] =
            room.thickness_m >= needed_m - 1e-6 ? GEO_ANSWER_PASS : GEO_ANSWER_FAIL;
    return GEO_OK;
}

static void price(geo_potential_item *item)
{
    geo_potential_row *row = &item->row;
    row->m3_per_m2 = row->wet_m3 / row->area_m2;
    row->cost_eur = row->area_m2 * number_of(item, GEO_STORAGE_COST);
    if (row->cost_eur > 0)
        row->m3_per_eur = row->wet_m3 / row->cost_eur;
    if (row->wet_m3 > 0)
        row->eur_per_m3 = row->cost_eur / row->wet_m3;
}

geo_status geo_potential_volume(geo_ctx *ctx, const geo_potential_inputs *inputs,
                                geo_potential_item *item)
{
    geo_potential_row *row = &item->row;
    design d = design_of(item);
    geo_status status = dewater(ctx, inputs, &d, item);
    if (!d.known)
        geo_potential_mark(item, GEO_POTENTIAL_NO_NUMBERS);
    if (status == GEO_OK && d.known)
        status = fill_season(ctx, inputs, true, &d, item, &row->wet_m3);
    if (status == GEO_OK && d.known)
        status = fill_season(ctx, inputs, false, &d, item, &row->dry_m3);
    if (row->wet_m3 > row->dry_m3)
        geo_potential_mark(item, GEO_POTENTIAL_CROSSED);
    price(item);
    return status;
}
