/* The bridge's other questions: union, buffer, lines inside areas, distance and meeting. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "geom/geos_bridge.h"

enum { QUADRANT_SEGMENTS = 16 };
#define MITRE_LIMIT 1.5 /* right angles stay sharp (1.42), sharper ones are cut off */

static const double GRID_M = 1e-3;

/* Sets *out to what GEOS made, which is destroyed here; NULL is its failure at `what`. */
static geo_status hand_out(geo_ctx *ctx, geo_geos *geos, GEOSGeometry *made, int dimension,
                           const char *what, geo_geom *out)
{
    if (!made)
        return geo_geos_fail(ctx, geos, what);
    geo_status status = geo_geos_export(ctx, geos, made, dimension, out);
    GEOSGeom_destroy_r(geos->handle, made);
    return status;
}

/* All parts in one MULTIPOLYGON that need not be valid. The arrays are the caller's to release. */
static geo_status gather(geo_ctx *ctx, const geo_geom *const *parts, size_t count, geo_geom *out)
{
    size_t points = 0, rings = 0, polygons = 0;
    for (size_t i = 0; i < count; i++) {
        if (!geo_geom_is_polygon(parts[i]))
            return geo_fail(ctx, GEO_ERR_ARG, "union of something that is not a polygon");
        points += parts[i]->point_count;
        rings += parts[i]->end_count;
        polygons += parts[i]->part_count;
    }
    if (points > UINT32_MAX || rings > UINT32_MAX || polygons > UINT32_MAX)
        return geo_fail(ctx, GEO_ERR_LIMIT, "union of more than 4,294,967,295 points");
    geo_geom all = {.type = GEO_GEOM_MULTIPOLYGON};
    all.points = geo_alloc(points, sizeof *all.points);
    all.ends = geo_alloc(rings, sizeof *all.ends);
    all.parts = geo_alloc(polygons, sizeof *all.parts);
    *out = all;
    return all.points && all.ends && all.parts ? GEO_OK : geo_fail_nomem(ctx);
}

static void append(geo_geom *all, const geo_geom *from)
{
    if (from->point_count > 0)
        memcpy(all->points + all->point_count, from->points,
               from->point_count * sizeof *from->points);
    for (uint32_t i = 0; i < from->end_count; i++)
        all->ends[all->end_count + i] = all->point_count + from->ends[i];
    for (uint32_t i = 0; i < from->part_count; i++)
        all->parts[all->part_count + i] = all->end_count + from->parts[i];
    all->point_count += from->point_count;
    all->end_count += from->end_count;
    all->part_count += from->part_count;
}

/* A part too thin to survive rounding by `slack_m` says nothing. */
static bool is_thin(const geo_geos *geos, const GEOSGeometry *part, double slack_m)
{
    double area, length;
    return !GEOSArea_r(geos->handle, part, &area) || !GEOSLength_r(geos->handle, part, &length) ||
           area <= slack_m * length;
}

static bool holds_part(const geo_geos *geos, const GEOSPreparedGeometry *whole,
                       const GEOSGeometry *part)
{
    GEOSGeometry *inner = GEOSPointOnSurface_r(geos->handle, part);
    bool held = inner && GEOSPreparedIntersects_r(geos->handle, whole, inner) == 1;
    GEOSGeom_destroy_r(geos->handle, inner);
    return held;
}

static bool holds_parts(const geo_geos *geos, const GEOSGeometry *whole, const GEOSGeometry *parts,
                        double slack_m)
{
    const GEOSPreparedGeometry *prepared = GEOSPrepare_r(geos->handle, whole);
    int count = GEOSGetNumGeometries_r(geos->handle, parts);
    bool held = prepared != NULL;
    for (int i = 0; held && i < count; i++) {
        const GEOSGeometry *part = GEOSGetGeometryN_r(geos->handle, parts, i);
        held = is_thin(geos, part, slack_m) || holds_part(geos, prepared, part);
    }
    GEOSPreparedGeom_destroy_r(geos->handle, prepared);
    return held;
}

/* A union is never larger than its parts together, and holds a point from inside each of them:
 * enough to see a part lost, as the fault behind the overlay check does it. */
static bool union_holds(const geo_geos *geos, const GEOSGeometry *whole, const GEOSGeometry *parts,
                        double slack_m)
{
    double area, sum, length;
    if (!whole || !GEOSArea_r(geos->handle, whole, &area) ||
        !GEOSArea_r(geos->handle, parts, &sum) || !GEOSLength_r(geos->handle, parts, &length))
        return false;
    return area <= sum * (1 + 1e-6) + slack_m * length && holds_parts(geos, whole, parts, slack_m);
}

static geo_status dissolve(geo_ctx *ctx, geo_geos *geos, const GEOSGeometry *parts, geo_geom *out)
{
    GEOSGeometry *made = GEOSUnaryUnion_r(geos->handle, parts);
    if (!union_holds(geos, made, parts, 1e-9)) {
        GEOSGeom_destroy_r(geos->handle, made);
        made = GEOSUnaryUnionPrec_r(geos->handle, parts, GRID_M);
        if (made && !union_holds(geos, made, parts, GRID_M)) {
            GEOSGeom_destroy_r(geos->handle, made);
            return geo_fail(ctx, GEO_ERR_GEOM, "union lost or invented area");
        }
    }
    return hand_out(ctx, geos, made, 2, "union", out);
}

geo_status geo_geos_union(geo_ctx *ctx, geo_geos *geos, const geo_geom *const *parts, size_t count,
                          geo_geom *out)
{
    geo_geom all = {0};
    GEOSGeometry *shape = NULL;
    geo_status status = gather(ctx, parts, count, &all);
    if (status != GEO_OK)
        goto out;
    for (size_t i = 0; i < count; i++)
        append(&all, parts[i]);
    status = geo_geos_import(ctx, geos, &all, &shape);
    if (status == GEO_OK)
        status = dissolve(ctx, geos, shape, out);
out:
    GEOSGeom_destroy_r(geos->handle, shape);
    geo_geom_release(&all);
    return status;
}

/* Into GEOS, in its normal form: buffers leave out shallow bends, and which ones must not depend on
 * where a ring begins. */
static geo_status import_normal(geo_ctx *ctx, geo_geos *geos, const geo_geom *geom,
                                GEOSGeometry **out)
{
    GEOSGeometry *shape = NULL;
    geo_status status = geo_geos_import(ctx, geos, geom, &shape);
    if (status == GEO_OK && GEOSNormalize_r(geos->handle, shape) != 0) {
        GEOSGeom_destroy_r(geos->handle, shape);
        return geo_geos_fail(ctx, geos, "normal form");
    }
    *out = shape;
    return status;
}

geo_status geo_geos_hull(geo_ctx *ctx, geo_geos *geos, const geo_geom *geom, geo_geom *out)
{
    GEOSGeometry *in = NULL;
    geo_status status = geo_geos_import(ctx, geos, geom, &in);
    if (status)
        return status;
    GEOSGeometry *made = GEOSConvexHull_r(geos->handle, in);
    GEOSGeom_destroy_r(geos->handle, in);
    return hand_out(ctx, geos, made, 2, "convex hull", out);
}

geo_status geo_geos_buffer(geo_ctx *ctx, geo_geos *geos, const geo_geom *geom, double distance_m,
                           geo_geom *out)
{
    if (!isfinite(distance_m))
        return geo_fail(ctx, GEO_ERR_ARG, "buffer by a distance that is not finite");
    GEOSGeometry *shape = NULL;
    geo_status status = import_normal(ctx, geos, geom, &shape);
    if (status != GEO_OK)
        return status;
    GEOSGeometry *made = GEOSBuffer_r(geos->handle, shape, distance_m, QUADRANT_SEGMENTS);
    GEOSGeom_destroy_r(geos->handle, shape);
    return hand_out(ctx, geos, made, 2, "buffer", out);
}

/* GEOS may give parts that lie within others, which are to be one. NULL as given. */
static GEOSGeometry *dissolve_nested(const geo_geos *geos, GEOSGeometry *grown)
{
    if (!grown || GEOSisValid_r(geos->handle, grown) == 1)
        return grown;
    GEOSGeometry *one = GEOSBuffer_r(geos->handle, grown, 0, QUADRANT_SEGMENTS);
    GEOSGeom_destroy_r(geos->handle, grown);
    return one;
}

geo_status geo_geos_grow(geo_ctx *ctx, geo_geos *geos, const geo_geom *geom, double distance_m,
                         geo_geom *out)
{
    GEOSGeometry *shape = NULL;
    geo_status status = import_normal(ctx, geos, geom, &shape);
    if (status != GEO_OK)
        return status;
    GEOSGeometry *made = GEOSBufferWithStyle_r(geos->handle, shape, distance_m, QUADRANT_SEGMENTS,
                                               GEOSBUF_CAP_ROUND, GEOSBUF_JOIN_MITRE, MITRE_LIMIT);
    GEOSGeom_destroy_r(geos->handle, shape);
    return hand_out(ctx, geos, dissolve_nested(geos, made), 2, "buffer", out);
}

geo_status geo_geos_open(geo_ctx *ctx, geo_geos *geos, const geo_geom *area, double width_m,
                         geo_geom *out)
{
    geo_geom thin = {0}, grown = {0};
    geo_status status = geo_geos_buffer(ctx, geos, area, -(width_m / 2 - GEO_OPEN_HAIR_M), &thin);
    if (status == GEO_OK)
        status = geo_geos_grow(ctx, geos, &thin, width_m / 2, &grown);
    if (status == GEO_OK)
        status = geo_geos_intersection(ctx, geos, area, &grown, out);
    geo_geom_release(&thin);
    geo_geom_release(&grown);
    return status;
}

/* Shrunk round: with sharp corners, two parts that touch in a point would be left with a neck of no
 * width, one or two by a rounding. */
geo_status geo_geos_tidy(geo_ctx *ctx, geo_geos *geos, const geo_geom *area, double width_m,
                         geo_geom *out)
{
    geo_geom filled = {0}, thin = {0};
    geo_status status = geo_geos_grow(ctx, geos, area, width_m / 2, &filled);
    if (status == GEO_OK)
        status = geo_geos_buffer(ctx, geos, &filled, -width_m, &thin);
    if (status == GEO_OK)
        status = geo_geos_grow(ctx, geos, &thin, width_m / 2, out);
    geo_geom_release(&filled);
    geo_geom_release(&thin);
    return status;
}

/* Both geometries into GEOS, or neither. */
static geo_status import_both(geo_ctx *ctx, geo_geos *geos, const geo_geom *a, const geo_geom *b,
                              GEOSGeometry *out[2])
{
    GEOSGeometry *first = NULL, *second = NULL;
    geo_status status = geo_geos_import(ctx, geos, a, &first);
    if (status == GEO_OK)
        status = geo_geos_import(ctx, geos, b, &second);
    if (status != GEO_OK) {
        GEOSGeom_destroy_r(geos->handle, first);
        return status;
    }
    out[0] = first;
    out[1] = second;
    return GEO_OK;
}

static void destroy_both(const geo_geos *geos, GEOSGeometry *both[2])
{
    GEOSGeom_destroy_r(geos->handle, both[0]);
    GEOSGeom_destroy_r(geos->handle, both[1]);
}

geo_status geo_geos_line_inside(geo_ctx *ctx, geo_geos *geos, const geo_geom *line,
                                const geo_geom *area, geo_geom *out)
{
    bool is_line = line->type == GEO_GEOM_LINE || line->type == GEO_GEOM_MULTILINE;
    if (!is_line || !geo_geom_is_polygon(area))
        return geo_fail(ctx, GEO_ERR_ARG, "cutting a line needs a line and a polygon");
    GEOSGeometry *both[2];
    geo_status status = import_both(ctx, geos, line, area, both);
    if (status != GEO_OK)
        return status;
    GEOSGeometry *made = GEOSIntersection_r(geos->handle, both[0], both[1]);
    if (!made)
        made = GEOSIntersectionPrec_r(geos->handle, both[0], both[1], GRID_M);
    destroy_both(geos, both);
    return hand_out(ctx, geos, made, 1, "cutting a line", out);
}

/* Prepared geometries answer by index what plain GEOS calls answer by comparing all with all. */
static geo_status ask_prepared(geo_ctx *ctx, geo_geos *geos, const geo_geom *a, const geo_geom *b,
                               bool *meet, double *out_m)
{
    GEOSGeometry *both[2];
    geo_status status = import_both(ctx, geos, a, b, both);
    if (status != GEO_OK)
        return status;
    const GEOSPreparedGeometry *prepared = GEOSPrepare_r(geos->handle, both[0]);
    char answer = prepared ? GEOSPreparedIntersects_r(geos->handle, prepared, both[1]) : 2;
    double distance_m = 0;
    bool fine = answer != 2;
    if (answer == 0 && out_m)
        fine = GEOSPreparedDistance_r(geos->handle, prepared, both[1], &distance_m) == 1;
    GEOSPreparedGeom_destroy_r(geos->handle, prepared);
    destroy_both(geos, both);
    if (!fine)
        return geo_geos_fail(ctx, geos, out_m ? "distance" : "intersection test");
    *meet = answer == 1;
    if (out_m)
        *out_m = distance_m;
    return GEO_OK;
}

geo_status geo_geos_distance(geo_ctx *ctx, geo_geos *geos, const geo_geom *a, const geo_geom *b,
                             double *out_m)
{
    bool meet;
    if (a->point_count > 0 && b->point_count > 0)
        return ask_prepared(ctx, geos, a, b, &meet, out_m);
    *out_m = INFINITY;
    return GEO_OK;
}

geo_status geo_geos_meets(geo_ctx *ctx, geo_geos *geos, const geo_geom *a, const geo_geom *b,
                          bool *out)
{
    if (geo_box_meets(geo_box_of(a), geo_box_of(b)))
        return ask_prepared(ctx, geos, a, b, out, NULL);
    *out = false;
    return GEO_OK;
}
