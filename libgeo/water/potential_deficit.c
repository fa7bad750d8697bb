/* What a measure would take away of the deficit of a catchment, and of those it spills to. Deficits
 * on the way are not added up: water that spills is in all of them. Storage helps as far as water
 * is too much in the catchment where it lies. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/sum.h"
#include "water/potential_parts.h"

/* The largest deficit from catchment i on, as long as water spills; NaN: one is unknown. */
static double downstream(const geo_potential *potential, uint32_t i)
{
    const geo_features *balance = &potential->features[GEO_POTENTIAL_BALANCE];
    double most = 0;
    for (size_t steps = 0; steps <= balance->count; steps++) {
        double deficit = balance->number[BALANCE_DEFICIT][i];
        const char *next = balance->text[BALANCE_SPILL_TO][i];
        if (isnan(deficit))
            return NAN;
        most = fmax(most, deficit);
        const uint32_t *to =
            next && deficit > 0 ? geo_map_get(potential->catchments, next, strlen(next)) : NULL;
        if (!to)
            break;
        i = *to;
    }
    return most;
}

typedef struct helping {
    geo_sum removed;
    double downstream_m3, largest_m2;
    size_t count;
} helping;

static void help(const geo_potential *potential, uint32_t i, double area_m2, geo_potential_row *row,
                 helping *h)
{
    const geo_features *balance = &potential->features[GEO_POTENTIAL_BALANCE];
    double deficit = balance->number[BALANCE_DEFICIT][i];
    double below = downstream(potential, i);
    double held = row->wet_m3 * area_m2 / row->area_m2;
    geo_sum_add(&h->removed, isnan(deficit) || isnan(held) ? NAN : fmin(held, fmax(0, deficit)));
    h->downstream_m3 =
        h->count && !(below > h->downstream_m3) && !isnan(below) ? h->downstream_m3 : below;
    h->count++;
    if (area_m2 > h->largest_m2) {
        h->largest_m2 = area_m2;
        row->catchment = balance->ids[i];
        row->deficit_m3 = deficit;
    }
}

static geo_status help_all(geo_ctx *ctx, const geo_potential *potential,
                           geo_potential_worker *worker, geo_potential_row *row, helping *h)
{
    const geo_features *balance = &potential->features[GEO_POTENTIAL_BALANCE];
    geo_status status = geo_rtree_search(ctx, potential->trees[GEO_POTENTIAL_BALANCE],
                                         geo_box_of(row->shape), &worker->hits);
    for (size_t k = 0; status == GEO_OK && k < worker->hits.count; k++) {
        uint32_t i = worker->hits.items[k];
        double area_m2 = 0;
        status = geo_potential_share(ctx, worker->geos, row->shape, &balance->geoms[i], &area_m2);
        if (status == GEO_OK && area_m2 >= GEO_POTENTIAL_CRUMB_M2)
            help(potential, i, area_m2, row, h);
    }
    return status;
}

geo_status geo_potential_deficit(geo_ctx *ctx, const geo_potential *potential,
                                 geo_potential_worker *worker, geo_potential_item *item)
{
    geo_potential_row *row = &item->row;
    helping h = {{0}, NAN, 0, 0};
    geo_status status = GEO_OK;
    if (potential->trees[GEO_POTENTIAL_BALANCE])
        status = help_all(ctx, potential, worker, row, &h);
    if (status != GEO_OK || h.count == 0)
        return status;
    double removed = geo_sum_value(&h.removed);
    row->downstream_m3 = h.downstream_m3;
    row->removed_m3 = removed;
    row->removed_m2 = removed / row->area_m2;
    if (row->cost_eur > 0)
        row->removed_eur = removed / row->cost_eur;
    if (!isnan(removed) && !isnan(h.downstream_m3))
        row->terms[GEO_POTENTIAL_DEFICIT] =
            h.downstream_m3 > 0 ? fmin(1, removed / h.downstream_m3) : 0;
    return GEO_OK;
}
