/* Addresses against buildings: who lies in which, what each misses, homes newer than the elevation
 * model. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "report/audit_state.h"

typedef struct linking {
    geo_audit_layer *address, *building;
    geo_map *ids;      /* of buildings -> first row */
    uint32_t *covers;  /* per address: a building that holds it, or UINT32_MAX */
    uint32_t *named;   /* per address: the building it names, or UINT32_MAX */
    bool *has_address; /* per building, at the first row of its id */
} linking;

static void linking_release(linking *l)
{
    geo_map_free(l->ids);
    geo_free(l->covers);
    geo_free(l->named);
    geo_free(l->has_address);
}

static uint32_t row_of(const linking *l, const char *id)
{
    const uint32_t *row = geo_audit_is_empty(id) ? NULL : geo_map_get(l->ids, id, strlen(id));
    return row ? *row : UINT32_MAX;
}

static geo_status map_buildings(geo_ctx *ctx, linking *l)
{
    const geo_features *rows = &l->building->rows;
    for (uint32_t i = 0; i < rows->count; i++)
        if (row_of(l, rows->ids[i]) == UINT32_MAX &&
            !geo_map_set(l->ids, rows->ids[i], strlen(rows->ids[i]), i))
            return geo_fail_nomem(ctx);
    return GEO_OK;
}

/* All buildings around the address have one, also where several lie over each other. */
static geo_status link_address(geo_ctx *ctx, linking *l, size_t i, const char *building_id,
                               geo_hits *hits)
{
    const geo_features *buildings = &l->building->rows;
    const geo_rtree *index;
    geo_point p = l->address->rows.geoms[i].points[0];
    l->covers[i] = UINT32_MAX;
    l->named[i] = row_of(l, building_id);
    if (l->named[i] != UINT32_MAX)
        l->has_address[l->named[i]] = true;
    geo_status status = geo_audit_index(ctx, l->building, &index);
    if (!status)
        status = geo_rtree_search(ctx, index, geo_box_around(p, 0), hits);
    for (size_t k = 0; !status && k < hits->count; k++) {
        uint32_t row = hits->items[k];
        if (!geo_geom_covers(&buildings->geoms[row], p))
            continue;
        l->has_address[row_of(l, buildings->ids[row])] = true;
        if (l->covers[i] == UINT32_MAX)
            l->covers[i] = row;
    }
    return status;
}

static geo_status linking_init(geo_ctx *ctx, linking *l)
{
    geo_hits hits = {0};
    const char **building_id = geo_audit_text(l->address, "building_id");
    size_t count = l->address->rows.count;
    l->ids = geo_map_new();
    l->covers = geo_alloc(count, sizeof *l->covers);
    l->named = geo_alloc(count, sizeof *l->named);
    l->has_address = geo_calloc(l->building->rows.count, sizeof *l->has_address);
    if (!l->ids || !l->covers || !l->named || !l->has_address)
        return geo_fail_nomem(ctx);
    geo_status status = map_buildings(ctx, l);
    for (size_t i = 0; !status && i < count; i++)
        status = link_address(ctx, l, i, building_id ? building_id[i] : NULL, &hits);
    geo_free(hits.items);
    return status;
}

/* ---- checks ---- */

static bool is_mooring(const char **object, size_t row)
{
    static const char *const WORDS[] = {"berth", "pitch", "ligplaats", "standplaats", NULL};
    return object && object[row] && geo_text_listed(WORDS, object[row]);
}

/* Beyond the edge of the buildings nothing is known: extent_part tells of those. */
static void tell_outside(geo_audit *audit, const linking *l)
{
    geo_audit_count bad = {.check = GEO_AUDIT_ADDRESS_OUTSIDE_BUILDING, .theme = "address"};
    const char **object = geo_audit_text(l->address, "object");
    geo_box edge = geo_source_extent(l->building->source);
    for (size_t i = 0; i < l->address->rows.count; i++) {
        if (is_mooring(object, i) || !geo_box_meets(l->address->rows.boxes[i], edge))
            continue;
        bad.of++;
        if (l->covers[i] == UINT32_MAX)
            geo_audit_add(&bad, l->address->rows.ids[i]);
    }
    geo_audit_tell(audit, &bad, "address points in no building");
}

static void tell_unknown(geo_audit *audit, const linking *l)
{
    geo_audit_count bad = {.check = GEO_AUDIT_ADDRESS_BUILDING_UNKNOWN, .theme = "address"};
    const char **building_id = geo_audit_need_text(audit, bad.check, l->address, "building_id");
    for (size_t i = 0; building_id && i < l->address->rows.count; i++) {
        if (geo_audit_is_empty(building_id[i]))
            continue;
        bad.of++;
        if (l->named[i] == UINT32_MAX)
            geo_audit_add(&bad, l->address->rows.ids[i]);
    }
    if (building_id)
        geo_audit_tell(audit, &bad, "building_id names no building of the town");
}

static void tell_without(geo_audit *audit, const linking *l)
{
    geo_audit_count bad = {.check = GEO_AUDIT_BUILDING_WITHOUT_ADDRESS, .theme = "building"};
    const geo_features *rows = &l->building->rows;
    double least_m2 = geo_audit_threshold(audit, bad.check);
    for (uint32_t i = 0; i < rows->count; i++) {
        if (row_of(l, rows->ids[i]) != i || geo_geom_area(&rows->geoms[i]) < least_m2)
            continue;
        bad.of++;
        if (!l->has_address[i])
            geo_audit_add(&bad, rows->ids[i]);
    }
    geo_audit_tell(audit, &bad, "buildings of %g m2 of ground and more without address", least_m2);
}

/* ---- homes newer than the model ---- */

static void count_newer(geo_audit *audit, const linking *l, const geo_audit_layer *model,
                        const double *year, const bool *home)
{
    geo_audit_count bad = {.check = GEO_AUDIT_HOMES_NEWER_THAN_MODEL, .theme = model->name};
    for (size_t i = 0; i < l->address->rows.count; i++) {
        uint32_t building = l->named[i] != UINT32_MAX ? l->named[i] : l->covers[i];
        if (!home[i] || building == UINT32_MAX || isnan(year[building]))
            continue;
        bad.of++;
        if (year[building] > model->year)
            geo_audit_add(&bad, l->address->rows.ids[i]);
    }
    geo_audit_tell(audit, &bad, "homes in buildings of after %d, the year of the model",
                   model->year);
}

static geo_status tell_newer(geo_ctx *ctx, geo_audit *audit, const linking *l, const char *theme)
{
    const geo_audit_check check = GEO_AUDIT_HOMES_NEWER_THAN_MODEL;
    geo_audit_layer *model;
    bool *home = NULL;
    if (!geo_audit_ready(audit, GEO_AUDIT_LIST(check), theme, &model))
        return GEO_OK;
    if (!model->year) {
        geo_audit_skip(audit, check, theme,
                       "'%s' does not say when it was flown (flight_year or TIFFTAG_DATETIME)",
                       geo_raster_name(model->raster));
        return GEO_OK;
    }
    const double *year = geo_audit_need_number(audit, check, l->building, "year");
    if (!year || !geo_audit_need_number(audit, check, l->address, "home"))
        return GEO_OK;
    geo_status status = geo_audit_homes(ctx, l->address, &home);
    if (!status)
        count_newer(audit, l, model, year, home);
    geo_free(home);
    return status;
}

geo_status geo_audit_buildings(geo_ctx *ctx, geo_audit *audit)
{
    linking l = {0};
    geo_audit_layer *both[2];
    if (!geo_audit_both(
            audit,
            GEO_AUDIT_LIST(GEO_AUDIT_ADDRESS_OUTSIDE_BUILDING, GEO_AUDIT_ADDRESS_BUILDING_UNKNOWN,
                           GEO_AUDIT_BUILDING_WITHOUT_ADDRESS, GEO_AUDIT_HOMES_NEWER_THAN_MODEL),
            "address", "building", both))
        return GEO_OK;
    l.address = both[0];
    l.building = both[1];
    geo_status status = linking_init(ctx, &l);
    if (!status) {
        tell_outside(audit, &l);
        tell_unknown(audit, &l);
        tell_without(audit, &l);
        status = tell_newer(ctx, audit, &l, "dtm");
    }
    if (!status)
        status = tell_newer(ctx, audit, &l, "dsm");
    linking_release(&l);
    return status;
}
