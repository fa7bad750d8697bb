#include <stdlib.h>

#include "base/alloc.h"
#include "geom/geos_bridge.h"

static int compare_points(const void *left, const void *right)
{
    const geo_point *a = left, *b = right;
    if (a->x != b->x)
        return a->x < b->x ? -1 : 1;
    return (a->y > b->y) - (a->y < b->y);
}

static bool are_rising(const geo_point *points, size_t count)
{
    for (size_t i = 1; i < count; i++)
        if (compare_points(&points[i - 1], &points[i]) >= 0)
            return false;
    return true;
}

/* GEOS's rings run counter-clockwise. False: a corner is none of the points. */
static bool find_corners(const geo_point *points, size_t count, const geo_point *ring,
                         uint32_t *corners)
{
    for (uint32_t k = 0; k < 3; k++) {
        const geo_point *found = bsearch(&ring[k], points, count, sizeof *points, compare_points);
        if (!found)
            return false;
        corners[k] = (uint32_t)(found - points);
    }
    return true;
}

static geo_status take_triangles(geo_ctx *ctx, const geo_point *points, size_t count,
                                 const geo_geom *made, geo_triangles *out)
{
    geo_triangles list = {0};
    if (!geo_vec_room(&list, (size_t)made->end_count * 3))
        return geo_fail_nomem(ctx);
    for (uint32_t i = 0; i < made->end_count; i++, list.count += 3) {
        geo_run ring = geo_geom_run(made, i);
        if (ring.count != 4 || !find_corners(points, count, ring.points, list.items + list.count)) {
            geo_free(list.items);
            return geo_fail(ctx, GEO_ERR_GEOM, "triangulation invented a point");
        }
    }
    *out = list;
    return GEO_OK;
}

geo_status geo_geos_delaunay(geo_ctx *ctx, geo_geos *geos, const geo_point *points, size_t count,
                             geo_triangles *out)
{
    if (count > UINT32_MAX || !are_rising(points, count))
        return geo_fail(ctx, GEO_ERR_ARG, "points to triangulate are not in order");
    GEOSCoordSequence *row =
        GEOSCoordSeq_copyFromBuffer_r(geos->handle, (const double *)points, (unsigned)count, 0, 0);
    GEOSGeometry *line = row ? GEOSGeom_createLineString_r(geos->handle, row) : NULL;
    GEOSGeometry *all = line ? GEOSDelaunayTriangulation_r(geos->handle, line, 0, 0) : NULL;
    geo_geom made = {0};
    geo_status status =
        all ? geo_geos_export(ctx, geos, all, 2, &made) : geo_geos_fail(ctx, geos, "triangulation");
    if (status == GEO_OK)
        status = take_triangles(ctx, points, count, &made, out);
    geo_geom_release(&made);
    GEOSGeom_destroy_r(geos->handle, line);
    GEOSGeom_destroy_r(geos->handle, all);
    return status;
}
