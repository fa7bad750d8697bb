/* An area asked again and again what meets it. What GEOS prepares (an index of the edges, another
 * of the rings for points) is worth its cost only when it outlives the question. */
#include "base/alloc.h"
#include "geom/geos_bridge.h"

struct geo_geos_border {
    geo_geos *geos;
    GEOSGeometry *area;
    const GEOSPreparedGeometry *prepared; /* refers to area */
};

geo_status geo_geos_border_new(geo_ctx *ctx, geo_geos *geos, const geo_geom *area,
                               geo_geos_border **out)
{
    geo_geos_border *border = geo_calloc(1, sizeof *border);
    if (!border)
        return geo_fail_nomem(ctx);
    border->geos = geos;
    geo_status status = geo_geos_import(ctx, geos, area, &border->area);
    if (!status && !(border->prepared = GEOSPrepare_r(geos->handle, border->area)))
        status = geo_geos_fail(ctx, geos, "preparing an area");
    if (status)
        geo_geos_border_free(border);
    else
        *out = border;
    return status;
}

void geo_geos_border_free(geo_geos_border *border)
{
    if (!border)
        return;
    GEOSPreparedGeom_destroy_r(border->geos->handle, border->prepared);
    GEOSGeom_destroy_r(border->geos->handle, border->area);
    geo_free(border);
}

geo_status geo_geos_border_meets(geo_ctx *ctx, const geo_geos_border *border, const geo_geom *geom,
                                 bool *out)
{
    geo_geos *geos = border->geos;
    GEOSGeometry *other = NULL;
    geo_status status = geo_geos_import(ctx, geos, geom, &other);
    if (status)
        return status;
    char answer = GEOSPreparedIntersects_r(geos->handle, border->prepared, other);
    GEOSGeom_destroy_r(geos->handle, other);
    if (answer == 2)
        return geo_geos_fail(ctx, geos, "intersection test");
    *out = answer == 1;
    return GEO_OK;
}
