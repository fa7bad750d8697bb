/* The part of the world that a file of OpenStreetMap says it holds: `bounds` of XML, the box in the
 * header of a pbf, both in degrees. GDAL reads them with the first block of the file. */
#include <math.h>

#include "base/alloc.h"
#include "io/open.h"
#include "io/osm_parts.h"

/* A side of the box, straight in degrees, is bent in a projection. */
enum { STEPS = 16, POINTS = 4 * STEPS + 1 };

static bool makes_sense(const OGREnvelope *box)
{
    return box->MinX >= -180 && box->MaxX <= 180 && box->MinY >= -90 && box->MaxY <= 90 &&
           box->MinX < box->MaxX && box->MinY < box->MaxY;
}

static void walk_around(const OGREnvelope *box, geo_point *points)
{
    const geo_point corners[5] = {{box->MinX, box->MinY},
                                  {box->MaxX, box->MinY},
                                  {box->MaxX, box->MaxY},
                                  {box->MinX, box->MaxY},
                                  {box->MinX, box->MinY}};
    for (int i = 0; i < POINTS - 1; i++) {
        const geo_point *from = corners + i / STEPS, *to = from + 1;
        double t = (double)(i % STEPS) / STEPS;
        points[i] = (geo_point){from->x + t * (to->x - from->x), from->y + t * (to->y - from->y)};
    }
    points[POINTS - 1] = points[0];
}

static geo_status ask(geo_ctx *ctx, OGRLayerH layer, const char *name, OGREnvelope *out,
                      bool *is_told)
{
    geo_watch watch;
    geo_watch_begin(&watch);
    *is_told = OGR_L_GetExtent(layer, out, FALSE) == OGRERR_NONE && makes_sense(out);
    geo_watch_end(&watch);
    return geo_watch_check(ctx, &watch, GEO_ERR_FORMAT, "cannot read", name);
}

geo_status geo_osm_ask_bounds(geo_ctx *ctx, OGRLayerH layer, const char *name,
                              geo_transform *transform, geo_geom *out)
{
    OGREnvelope box;
    bool is_told;
    geo_point points[POINTS];
    uint32_t end = POINTS, part = 1;
    const geo_geom polygon = {GEO_GEOM_POLYGON, points, &end, &part, POINTS, 1, 1};
    *out = (geo_geom){0};
    geo_status status = ask(ctx, layer, name, &box, &is_told);
    if (status || !is_told)
        return status;
    walk_around(&box, points);
    status = geo_transform_points(ctx, transform, points, POINTS);
    if (status || !geo_geom_is_finite(&polygon)) /* of the whole world no projection knows */
        return status;
    return geo_geom_clone(ctx, &polygon, out);
}
