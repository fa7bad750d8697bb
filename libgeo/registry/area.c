/* An area and the same area grown by its halo, both with their boxes. */
#include "registry/area.h"

#include <math.h>

#include "base/alloc.h"

typedef struct reach {
    geo_geom geom;
    geo_geos_border *border; /* of geom, prepared */
    geo_box box;
    bool is_box; /* the box is the area: what meets the one meets the other */
} reach;

struct geo_area {
    geo_geos *geos;
    reach with, without; /* halo */
};

static bool fills_box(const geo_geom *geom, geo_box box)
{
    double area = (box.xmax - box.xmin) * (box.ymax - box.ymin);
    return geom->end_count == 1 && geom->point_count == 5 && geo_geom_area(geom) == area;
}

static geo_status measure(geo_ctx *ctx, geo_geos *geos, reach *part)
{
    part->box = geo_box_of(&part->geom);
    part->is_box = fills_box(&part->geom, part->box);
    return geo_geos_border_new(ctx, geos, &part->geom, &part->border);
}

static geo_status start(geo_ctx *ctx, geo_area *area, const geo_geom *polygon, double halo_m)
{
    geo_status status = geo_geos_new(ctx, &area->geos);
    if (!status)
        status = geo_geom_clone(ctx, polygon, &area->without.geom);
    if (!status && halo_m > 0)
        status = geo_geos_buffer(ctx, area->geos, polygon, halo_m, &area->with.geom);
    else if (!status)
        status = geo_geom_clone(ctx, polygon, &area->with.geom);
    if (!status)
        status = measure(ctx, area->geos, &area->without);
    return status ? status : measure(ctx, area->geos, &area->with);
}

geo_status geo_area_new(geo_ctx *ctx, const geo_geom *polygon, double halo_m, geo_area **out)
{
    if (!geo_geom_is_polygon(polygon) || geo_geom_area(polygon) <= 0)
        return geo_fail(ctx, GEO_ERR_ARG, "the area to cut out has no surface");
    geo_area *area = geo_calloc(1, sizeof *area);
    if (!area)
        return geo_fail_nomem(ctx);
    geo_status status = start(ctx, area, polygon, halo_m);
    if (status)
        geo_area_free(area);
    else
        *out = area;
    return status;
}

void geo_area_free(geo_area *area)
{
    if (!area)
        return;
    geo_geos_border_free(area->with.border);
    geo_geos_border_free(area->without.border);
    geo_geom_release(&area->with.geom);
    geo_geom_release(&area->without.geom);
    geo_geos_free(area->geos);
    geo_free(area);
}

geo_box geo_area_box(const geo_area *area, bool with_halo)
{
    if (!area)
        return (geo_box){-INFINITY, -INFINITY, INFINITY, INFINITY};
    return with_halo ? area->with.box : area->without.box;
}

const geo_geom *geo_area_geom(const geo_area *area, bool with_halo)
{
    if (!area)
        return NULL;
    return with_halo ? &area->with.geom : &area->without.geom;
}

geo_status geo_area_meets(geo_ctx *ctx, const geo_area *area, const geo_geom *geom, bool with_halo,
                          bool *out)
{
    *out = true;
    if (!area)
        return GEO_OK;
    const reach *part = with_halo ? &area->with : &area->without;
    geo_box box = geo_box_of(geom);
    *out = geo_box_meets(box, part->box);
    if (!*out)
        return GEO_OK;
    bool is_inside = box.xmin >= part->box.xmin && box.xmax <= part->box.xmax &&
                     box.ymin >= part->box.ymin && box.ymax <= part->box.ymax;
    if (part->is_box && is_inside)
        return GEO_OK;
    return geo_geos_border_meets(ctx, part->border, geom, out);
}
