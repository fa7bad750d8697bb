/* Intersection and difference of polygons, checked. Of small ones the area that both share is
 * summed without an overlay, and the one half that is asked for must have just that. Else GEOS
 * computes both, their areas must add up to the first polygon's, and when they do not (or GEOS
 * gives up) both are computed again on a 1 mm grid, where its noding is safe. What fails then too
 * is an error, never a wrong shape.
 *
 * Besides 1e-6 of the area, the sum may be off by a rounding of the outline: perimeter times 1 nm
 * in plain doubles, times 1 mm on the grid. */
#include <math.h>

#include "geom/geos_bridge.h"

static const double SHARE = 1e-6, GRID_M = 1e-3, ROUNDING_M = 1e-9;

/* The two halves of polygon a: what lies in b and what does not. */
typedef struct halves {
    GEOSGeometry *in, *rest;
} halves;

static void halves_release(const geo_geos *geos, halves *pair)
{
    GEOSGeom_destroy_r(geos->handle, pair->in);
    GEOSGeom_destroy_r(geos->handle, pair->rest);
    *pair = (halves){0};
}

/* A grid of 0 is plain doubles. */
static halves cut(const geo_geos *geos, const GEOSGeometry *a, const GEOSGeometry *b, double grid_m)
{
    halves made = {0};
    if (grid_m > 0) {
        made.in = GEOSIntersectionPrec_r(geos->handle, a, b, grid_m);
        made.rest = GEOSDifferencePrec_r(geos->handle, a, b, grid_m);
    } else {
        made.in = GEOSIntersection_r(geos->handle, a, b);
        made.rest = GEOSDifference_r(geos->handle, a, b);
    }
    return made;
}

static double area_of(const geo_geos *geos, const GEOSGeometry *shape)
{
    double area;
    return GEOSArea_r(geos->handle, shape, &area) ? area : NAN;
}

static double length_of(const geo_geos *geos, const GEOSGeometry *shape)
{
    double length;
    return GEOSLength_r(geos->handle, shape, &length) ? length : NAN;
}

static bool adds_up(const geo_geos *geos, const GEOSGeometry *a, const halves *pair,
                    double rounding_m)
{
    if (!pair->in || !pair->rest)
        return false;
    double whole = area_of(geos, a);
    double error = area_of(geos, pair->in) + area_of(geos, pair->rest) - whole;
    return fabs(error) <= SHARE * whole + rounding_m * length_of(geos, a);
}

static geo_status checked_cut(geo_ctx *ctx, geo_geos *geos, const GEOSGeometry *a,
                              const GEOSGeometry *b, halves *out)
{
    halves made = cut(geos, a, b, 0);
    if (!adds_up(geos, a, &made, ROUNDING_M)) {
        halves_release(geos, &made);
        made = cut(geos, a, b, GRID_M);
        if (!adds_up(geos, a, &made, GRID_M)) {
            bool computed = made.in && made.rest;
            halves_release(geos, &made);
            if (!computed)
                return geo_geos_fail(ctx, geos, "polygon overlay");
            return geo_fail(ctx, GEO_ERR_GEOM, "polygon overlay lost or invented area");
        }
    }
    *out = made;
    return GEO_OK;
}

/* Pairs of edges up to which summing over them is faster than a second overlay. */
#define PAIRS_MOST 400000

/* One half alone, plain doubles; false: it must be looked at more closely. */
static bool cut_half(const geo_geos *geos, const geo_geom *plain[2], GEOSGeometry *const both[2],
                     bool inner, halves *out)
{
    const geo_geom *a = plain[0], *b = plain[1];
    if ((uint64_t)a->point_count * b->point_count > PAIRS_MOST)
        return false;
    GEOSGeometry *made = inner ? GEOSIntersection_r(geos->handle, both[0], both[1])
                               : GEOSDifference_r(geos->handle, both[0], both[1]);
    double whole = geo_geom_area(a), shared = geo_geom_shared_area(a, b);
    double error = made ? area_of(geos, made) - (inner ? shared : whole - shared) : NAN;
    if (!(fabs(error) <= SHARE * whole + ROUNDING_M * geo_geom_length(a))) {
        GEOSGeom_destroy_r(geos->handle, made);
        return false;
    }
    *(inner ? &out->in : &out->rest) = made;
    return true;
}

static geo_status empty_geom(geo_geom *out)
{
    *out = (geo_geom){.type = GEO_GEOM_MULTIPOLYGON};
    return GEO_OK;
}

static geo_status need_polygon(geo_ctx *ctx, const geo_geom *geom)
{
    if (geo_geom_is_polygon(geom))
        return GEO_OK;
    return geo_fail(ctx, GEO_ERR_ARG, "overlay of something that is not a polygon");
}

/* Either result may be NULL: not wanted. */
static geo_status overlay(geo_ctx *ctx, geo_geos *geos, const geo_geom *a, const geo_geom *b,
                          geo_geom *out_in, geo_geom *out_rest)
{
    halves pair = {0};
    const geo_geom *plain[2] = {a, b};
    GEOSGeometry *both[2] = {NULL, NULL};
    geo_geom in = {0}, rest = {0};
    geo_status status = geo_geos_import(ctx, geos, a, &both[0]);
    if (status == GEO_OK)
        status = geo_geos_import(ctx, geos, b, &both[1]);
    bool one = !out_in || !out_rest;
    if (status == GEO_OK && !(one && cut_half(geos, plain, both, out_in != NULL, &pair)))
        status = checked_cut(ctx, geos, both[0], both[1], &pair);
    if (status == GEO_OK && out_in)
        status = geo_geos_export(ctx, geos, pair.in, 2, &in);
    if (status == GEO_OK && out_rest)
        status = geo_geos_export(ctx, geos, pair.rest, 2, &rest);
    if (status == GEO_OK && out_in)
        *out_in = in;
    if (status == GEO_OK && out_rest)
        *out_rest = rest;
    if (status != GEO_OK)
        geo_geom_release(&in);
    halves_release(geos, &pair);
    GEOSGeom_destroy_r(geos->handle, both[0]);
    GEOSGeom_destroy_r(geos->handle, both[1]);
    return status;
}

static bool boxes_meet(const geo_geom *a, const geo_geom *b)
{
    return geo_box_meets(geo_box_of(a), geo_box_of(b));
}

geo_status geo_geos_intersection(geo_ctx *ctx, geo_geos *geos, const geo_geom *a, const geo_geom *b,
                                 geo_geom *out)
{
    geo_status status = need_polygon(ctx, a);
    if (status == GEO_OK)
        status = need_polygon(ctx, b);
    if (status != GEO_OK)
        return status;
    return boxes_meet(a, b) ? overlay(ctx, geos, a, b, out, NULL) : empty_geom(out);
}

geo_status geo_geos_difference(geo_ctx *ctx, geo_geos *geos, const geo_geom *a, const geo_geom *b,
                               geo_geom *out)
{
    geo_status status = need_polygon(ctx, a);
    if (status == GEO_OK)
        status = need_polygon(ctx, b);
    if (status != GEO_OK)
        return status;
    return boxes_meet(a, b) ? overlay(ctx, geos, a, b, NULL, out) : geo_geom_clone(ctx, a, out);
}

geo_status geo_geos_split(geo_ctx *ctx, geo_geos *geos, const geo_geom *a, const geo_geom *b,
                          geo_geom *out_in, geo_geom *out_rest)
{
    geo_status status = need_polygon(ctx, a);
    if (status == GEO_OK)
        status = need_polygon(ctx, b);
    if (status != GEO_OK)
        return status;
    if (boxes_meet(a, b))
        return overlay(ctx, geos, a, b, out_in, out_rest);
    status = geo_geom_clone(ctx, a, out_rest);
    return status == GEO_OK ? empty_geom(out_in) : status;
}

static bool holds_box(geo_box outer, geo_box inner)
{
    return outer.xmin <= inner.xmin && inner.xmax <= outer.xmax && outer.ymin <= inner.ymin &&
           inner.ymax <= outer.ymax;
}

static geo_status clip_points(geo_ctx *ctx, const geo_geom *geom, geo_box box, geo_geom *out)
{
    geo_geom kept;
    geo_status status = geo_geom_clone(ctx, geom, &kept);
    if (status != GEO_OK)
        return status;
    kept.point_count = 0;
    for (uint32_t i = 0; i < geom->point_count; i++) {
        geo_point p = geom->points[i];
        if (holds_box(box, (geo_box){p.x, p.y, p.x, p.y}))
            kept.points[kept.point_count++] = p;
    }
    kept.type = kept.point_count == 0 ? GEO_GEOM_MULTIPOLYGON : geom->type;
    *out = kept;
    return GEO_OK;
}

geo_status geo_geos_clip(geo_ctx *ctx, geo_geos *geos, const geo_geom *geom, geo_box box,
                         geo_geom *out)
{
    geo_box extent = geo_box_of(geom);
    if (!geo_box_meets(extent, box))
        return empty_geom(out);
    if (holds_box(box, extent))
        return geo_geom_clone(ctx, geom, out);
    if (geom->type == GEO_GEOM_POINT || geom->type == GEO_GEOM_MULTIPOINT)
        return clip_points(ctx, geom, box, out);
    if (box.xmin == box.xmax || box.ymin == box.ymax)
        return empty_geom(out);
    geo_point corners[] = {{box.xmin, box.ymin},
                           {box.xmax, box.ymin},
                           {box.xmax, box.ymax},
                           {box.xmin, box.ymax},
                           {box.xmin, box.ymin}};
    uint32_t end = 5, part = 1;
    geo_geom frame = {GEO_GEOM_POLYGON, corners, &end, &part, 5, 1, 1};
    if (geo_geom_is_polygon(geom))
        return overlay(ctx, geos, geom, &frame, out, NULL);
    return geo_geos_line_inside(ctx, geos, geom, &frame, out);
}
