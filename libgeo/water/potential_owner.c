/* Whose land a place is. More than half of it private by layer property: no public land. Half or
 * more public: public. Else whoever keeps the record of its ground says what is likely; of a yard
 * (erf) that says nothing. So a further property of the municipality never makes a place worse. */
#include <strings.h>

#include "base/alloc.h"
#include "water/potential_parts.h"

typedef struct owners {
    double public_m2, private_m2;
    double most_public_m2, most_private_m2; /* of one property */
    const char *public_class, *private_class;
} owners;

static void count_in(owners *o, geo_potential_land land, double area_m2)
{
    if (land.is_public < 0)
        return;
    bool is_public = land.is_public == 1;
    double *most = is_public ? &o->most_public_m2 : &o->most_private_m2;
    *(is_public ? &o->public_m2 : &o->private_m2) += area_m2;
    if (area_m2 > *most) {
        *most = area_m2;
        *(is_public ? &o->public_class : &o->private_class) = land.owner_class;
    }
}

/* Pairs of edges up to which that is faster than an overlay. */
#define PAIRS_MOST 1000000

geo_status geo_potential_share(geo_ctx *ctx, geo_geos *geos, const geo_geom *place,
                               const geo_geom *land, double *out_m2)
{
    geo_geom in = {0};
    if ((uint64_t)place->point_count * land->point_count <= PAIRS_MOST) {
        *out_m2 = geo_geom_shared_area(place, land);
        return GEO_OK;
    }
    geo_status status = geo_geos_intersection(ctx, geos, place, land, &in);
    *out_m2 = geo_geom_area(&in);
    geo_geom_release(&in);
    return status;
}

static geo_potential_land land_of(const geo_potential_inputs *inputs,
                                  const geo_potential *potential, uint32_t i)
{
    return geo_potential_owner(inputs->tables,
                               potential->features[GEO_POTENTIAL_PROPERTY].text[PROPERTY_OWNER][i]);
}

static geo_status measure(geo_ctx *ctx, const geo_potential_inputs *inputs,
                          const geo_potential *potential, geo_potential_worker *worker,
                          const geo_potential_item *item, owners *o)
{
    const geo_features *properties = &potential->features[GEO_POTENTIAL_PROPERTY];
    geo_status status = geo_rtree_search(ctx, potential->trees[GEO_POTENTIAL_PROPERTY],
                                         geo_box_of(item->row.shape), &worker->hits);
    for (size_t k = 0; status == GEO_OK && k < worker->hits.count; k++) {
        uint32_t i = worker->hits.items[k];
        double shared_m2;
        status = geo_potential_share(ctx, worker->geos, item->row.shape, &properties->geoms[i],
                                     &shared_m2);
        if (status == GEO_OK)
            count_in(o, land_of(inputs, potential, i), shared_m2);
    }
    return status;
}

/* One parcel may be several properties, of flats in one building or of shares: their ground counts
 * once. Of the properties that were found, those that are public or those that are not. */
static geo_status count_once(geo_ctx *ctx, const geo_potential_inputs *inputs,
                             const geo_potential *potential, geo_potential_worker *worker,
                             const geo_potential_item *item, int is_public, double *area_m2)
{
    const geo_features *properties = &potential->features[GEO_POTENTIAL_PROPERTY];
    const geo_geom **parts = geo_alloc(worker->hits.count, sizeof *parts);
    geo_geom all = {0};
    size_t count = 0;
    if (!parts)
        return geo_fail_nomem(ctx);
    for (size_t k = 0; k < worker->hits.count; k++)
        if (land_of(inputs, potential, worker->hits.items[k]).is_public == is_public)
            parts[count++] = &properties->geoms[worker->hits.items[k]];
    geo_status status = GEO_OK;
    if (count > 1) {
        status = geo_geos_union(ctx, worker->geos, parts, count, &all);
        if (status == GEO_OK)
            status = geo_potential_share(ctx, worker->geos, item->row.shape, &all, area_m2);
    }
    geo_geom_release(&all);
    geo_free(parts);
    return status;
}

/* Only where it decides: what is not half of it counted twice is not half of it counted once, and
 * where one property has half of it the others are of no matter. */
static geo_status settle(geo_ctx *ctx, const geo_potential_inputs *inputs,
                         const geo_potential *potential, geo_potential_worker *worker,
                         const geo_potential_item *item, double half_m2, owners *o)
{
    geo_status status = GEO_OK;
    if (o->private_m2 > half_m2 && !(o->most_private_m2 > half_m2))
        status = count_once(ctx, inputs, potential, worker, item, 0, &o->private_m2);
    if (status == GEO_OK && o->private_m2 <= half_m2 && o->public_m2 >= half_m2 &&
        !(o->most_public_m2 >= half_m2))
        status = count_once(ctx, inputs, potential, worker, item, 1, &o->public_m2);
    return status;
}

/* By its largest polygon of ground: of those of one street they are mostly the same. */
static geo_potential_land likely(const geo_potential_inputs *inputs, const geo_potential *potential,
                                 const geo_potential_item *item)
{
    const geo_features *ground = &potential->features[GEO_POTENTIAL_GROUND];
    const geo_potential_piece *pieces = &potential->pieces.items[item->first];
    uint32_t largest = pieces[0].ground;
    for (size_t i = 1; i < item->count; i++)
        if (geo_geom_area(&ground->geoms[pieces[i].ground]) >
            geo_geom_area(&ground->geoms[largest]))
            largest = pieces[i].ground;
    const char *physical = ground->text[GROUND_PHYSICAL][largest];
    if (physical && strcasecmp(physical, "erf") == 0)
        return (geo_potential_land){NULL, -1};
    return geo_potential_keeper(inputs->tables, ground->text[GROUND_KEEPER][largest]);
}

static geo_potential_answer answer_of(int is_public)
{
    return is_public < 0 ? GEO_ANSWER_UNKNOWN : is_public ? GEO_ANSWER_PASS : GEO_ANSWER_FAIL;
}

geo_status geo_potential_own(geo_ctx *ctx, const geo_potential_inputs *inputs,
                             const geo_potential *potential, geo_potential_worker *worker,
                             geo_potential_item *item)
{
    geo_potential_row *row = &item->row;
    owners o = {0};
    geo_status status = GEO_OK;
    double area = geo_geom_area(row->shape);
    if (inputs->layers[GEO_POTENTIAL_PROPERTY])
        status = measure(ctx, inputs, potential, worker, item, &o);
    if (status == GEO_OK && inputs->layers[GEO_POTENTIAL_PROPERTY])
        status = settle(ctx, inputs, potential, worker, item, area / 2, &o);
    if (status != GEO_OK)
        return status;
    bool is_private = o.private_m2 > area / 2, is_public = o.public_m2 >= area / 2;
    geo_potential_land land = likely(inputs, potential, item);
    if (is_private)
        land = (geo_potential_land){o.private_class, 0};
    else if (is_public)
        land = (geo_potential_land){o.public_class, 1};
    row->owner_class = land.owner_class;
    row->is_certain = is_private || is_public;
    row->gates[GEO_GATE_PUBLIC] = answer_of(land.is_public);
    return GEO_OK;
}
