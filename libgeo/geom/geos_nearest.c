#include "geom/geos_bridge.h"

static geo_status take_point(geo_ctx *ctx, geo_geos *geos, const GEOSCoordSequence *points,
                             unsigned at, geo_point *out)
{
    if (GEOSCoordSeq_getXY_r(geos->handle, points, at, &out->x, &out->y))
        return GEO_OK;
    return geo_geos_fail(ctx, geos, "nearest points");
}

geo_status geo_geos_nearest(geo_ctx *ctx, geo_geos *geos, const geo_geom *a, const geo_geom *b,
                            geo_point out[2])
{
    GEOSGeometry *left = NULL, *right = NULL;
    GEOSCoordSequence *points = NULL;
    geo_point pair[2];
    geo_status status = geo_geos_import(ctx, geos, a, &left);
    if (status == GEO_OK)
        status = geo_geos_import(ctx, geos, b, &right);
    if (status == GEO_OK && !(points = GEOSNearestPoints_r(geos->handle, left, right)))
        status = geo_geos_fail(ctx, geos, "nearest points");
    for (unsigned i = 0; status == GEO_OK && i < 2; i++)
        status = take_point(ctx, geos, points, i, &pair[i]);
    if (status == GEO_OK) {
        out[0] = pair[0];
        out[1] = pair[1];
    }
    GEOSCoordSeq_destroy_r(geos->handle, points);
    GEOSGeom_destroy_r(geos->handle, left);
    GEOSGeom_destroy_r(geos->handle, right);
    return status;
}
