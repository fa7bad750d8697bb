/* Between our flat geometries and GEOS. Coordinates pass as they are, in plan; a ring of ours
 * becomes a GEOS ring point by point. */
#include "base/alloc.h"
#include "base/vec.h"
#include "geom/geos_bridge.h"

static GEOSCoordSequence *sequence_of(geo_geos *geos, geo_run run)
{
    if (run.count > UINT32_MAX)
        return NULL;
    return GEOSCoordSeq_copyFromBuffer_r(geos->handle, (const double *)run.points,
                                         (unsigned int)run.count, 0, 0);
}

typedef GEOSGeometry *maker(GEOSContextHandle_t handle, GEOSCoordSequence *sequence);

/* `make` takes the sequence over, also when it fails. */
static GEOSGeometry *make_from(geo_geos *geos, geo_run run, maker *make)
{
    GEOSCoordSequence *sequence = sequence_of(geos, run);
    return sequence ? make(geos->handle, sequence) : NULL;
}

static void destroy_all(geo_geos *geos, GEOSGeometry **list, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        GEOSGeom_destroy_r(geos->handle, list[i]);
}

/* Rings [first, stop) of the geometry as one polygon, through `rings`, which has room for them. */
static GEOSGeometry *make_polygon(geo_geos *geos, const geo_geom *geom, uint32_t first,
                                  uint32_t stop, GEOSGeometry **rings)
{
    if (first == stop)
        return GEOSGeom_createEmptyPolygon_r(geos->handle);
    for (uint32_t i = first; i < stop; i++) {
        rings[i - first] = make_from(geos, geo_geom_run(geom, i), GEOSGeom_createLinearRing_r);
        if (!rings[i - first]) {
            destroy_all(geos, rings, i - first);
            return NULL;
        }
    }
    return GEOSGeom_createPolygon_r(geos->handle, rings[0], rings + 1, stop - first - 1);
}

/* Member `index` of the geometry: a polygon, a line or a point. */
static GEOSGeometry *make_member(geo_geos *geos, const geo_geom *geom, uint32_t index,
                                 GEOSGeometry **rings)
{
    if (geo_geom_is_polygon(geom))
        return make_polygon(geos, geom, index > 0 ? geom->parts[index - 1] : 0, geom->parts[index],
                            rings);
    if (geom->type == GEO_GEOM_LINE || geom->type == GEO_GEOM_MULTILINE)
        return make_from(geos, geo_geom_run(geom, index), GEOSGeom_createLineString_r);
    return make_from(geos, (geo_run){geom->points + index, 1}, GEOSGeom_createPoint_r);
}

static uint32_t member_count(const geo_geom *geom)
{
    if (geo_geom_is_polygon(geom))
        return geom->part_count;
    if (geom->type == GEO_GEOM_LINE || geom->type == GEO_GEOM_MULTILINE)
        return geom->end_count;
    return geom->point_count;
}

/* GEOS's type numbers differ from ours by one and agree on nothing else. */
static int collection_type(geo_geom_type type)
{
    switch (type) {
    case GEO_GEOM_POINT:
    case GEO_GEOM_MULTIPOINT:
        return GEOS_MULTIPOINT;
    case GEO_GEOM_LINE:
    case GEO_GEOM_MULTILINE:
        return GEOS_MULTILINESTRING;
    case GEO_GEOM_POLYGON:
    case GEO_GEOM_MULTIPOLYGON:
        return GEOS_MULTIPOLYGON;
    case GEO_GEOM_UNKNOWN:
        break;
    }
    return -1;
}

/* Fills members; on failure those already made are gone. */
static bool make_members(geo_geos *geos, const geo_geom *geom, GEOSGeometry **members,
                         uint32_t count, GEOSGeometry **rings)
{
    for (uint32_t i = 0; i < count; i++) {
        members[i] = make_member(geos, geom, i, rings);
        if (!members[i]) {
            destroy_all(geos, members, i);
            return false;
        }
    }
    return true;
}

geo_status geo_geos_import(geo_ctx *ctx, geo_geos *geos, const geo_geom *geom, GEOSGeometry **out)
{
    geo_status status = GEO_OK;
    GEOSGeometry *made = NULL;
    uint32_t count = member_count(geom);
    int type = collection_type(geom->type);
    if (type < 0)
        return geo_fail(ctx, GEO_ERR_ARG, "geometry of unknown type");
    geos->message[0] = '\0';
    GEOSGeometry **members = geo_alloc(count, sizeof *members);
    GEOSGeometry **rings = geo_alloc(geom->end_count, sizeof *rings);
    if (!members || !rings) {
        status = geo_fail_nomem(ctx);
        goto out;
    }
    if (make_members(geos, geom, members, count, rings))
        made = count == 1 ? members[0]
                          : GEOSGeom_createCollection_r(geos->handle, type, members, count);
    if (made)
        *out = made;
    else
        status = geo_geos_fail(ctx, geos, "building a geometry");
out:
    geo_free(members);
    geo_free(rings);
    return status;
}

/* A flat geometry that grows while a GEOS one is walked. */
typedef struct flattener {
    GEOSContextHandle_t handle;
    int dimension;
    bool too_large;
    GEO_VEC(geo_point) points;
    GEO_VEC(uint32_t) ends;
    GEO_VEC(uint32_t) parts;
} flattener;

static bool add_points(flattener *flat, const GEOSGeometry *from)
{
    const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(flat->handle, from);
    unsigned int size = 0;
    if (!sequence || !GEOSCoordSeq_getSize_r(flat->handle, sequence, &size))
        return false;
    if (flat->points.count + size > UINT32_MAX) {
        flat->too_large = true;
        return false;
    }
    if (!geo_vec_room(&flat->points, size))
        return false;
    double *to = (double *)(flat->points.items + flat->points.count);
    if (size > 0 && !GEOSCoordSeq_copyToBuffer_r(flat->handle, sequence, to, 0, 0))
        return false;
    flat->points.count += size;
    return true;
}

static bool add_run(flattener *flat, const GEOSGeometry *from)
{
    return add_points(flat, from) && geo_vec_push(&flat->ends, (uint32_t)flat->points.count);
}

static bool add_polygon(flattener *flat, const GEOSGeometry *from)
{
    if (!add_run(flat, GEOSGetExteriorRing_r(flat->handle, from)))
        return false;
    int holes = GEOSGetNumInteriorRings_r(flat->handle, from);
    for (int i = 0; i < holes; i++)
        if (!add_run(flat, GEOSGetInteriorRingN_r(flat->handle, from, i)))
            return false;
    return geo_vec_push(&flat->parts, (uint32_t)flat->ends.count);
}

/* Collections come from GEOS itself, so their nesting is shallow. */
static bool add_geometry(flattener *flat, const GEOSGeometry *from)
{
    int type = GEOSGeomTypeId_r(flat->handle, from);
    if (GEOSisEmpty_r(flat->handle, from))
        return true;
    if (type == GEOS_POLYGON)
        return flat->dimension != 2 || add_polygon(flat, from);
    if (type == GEOS_LINESTRING || type == GEOS_LINEARRING)
        return flat->dimension != 1 || add_run(flat, from);
    if (type == GEOS_POINT)
        return flat->dimension != 0 || add_points(flat, from);
    int count = GEOSGetNumGeometries_r(flat->handle, from);
    for (int i = 0; i < count; i++)
        if (!add_geometry(flat, GEOSGetGeometryN_r(flat->handle, from, i)))
            return false;
    return true;
}

static geo_geom_type flat_type(const flattener *flat)
{
    if (flat->points.count == 0)
        return GEO_GEOM_MULTIPOLYGON;
    if (flat->dimension == 2)
        return flat->parts.count == 1 ? GEO_GEOM_POLYGON : GEO_GEOM_MULTIPOLYGON;
    if (flat->dimension == 1)
        return flat->ends.count == 1 ? GEO_GEOM_LINE : GEO_GEOM_MULTILINE;
    return flat->points.count == 1 ? GEO_GEOM_POINT : GEO_GEOM_MULTIPOINT;
}

geo_status geo_geos_export(geo_ctx *ctx, const geo_geos *geos, const GEOSGeometry *from,
                           int dimension, geo_geom *out)
{
    flattener flat = {.handle = geos->handle, .dimension = dimension};
    bool whole = add_geometry(&flat, from);
    geo_geom made = {
        flat_type(&flat),          flat.points.items,           flat.ends.items,
        flat.parts.items,          (uint32_t)flat.points.count, (uint32_t)flat.ends.count,
        (uint32_t)flat.parts.count};
    if (whole) {
        *out = made;
        return GEO_OK;
    }
    geo_geom_release(&made);
    if (flat.too_large)
        return geo_fail(ctx, GEO_ERR_LIMIT, "geometry with more than 4,294,967,295 points");
    return geo_fail_nomem(ctx);
}
