/* OGR's geometries as our flat ones: counted first, then copied into one piece of the arena. */
#include <math.h>

#include "io/open.h"

enum { MOST_VERTICES = 10000000, MOST_NESTING = 8 };
static const double CURVE_STEP_DEGREES = 1;

typedef struct sizes {
    uint64_t points, ends, parts;
} sizes;

typedef struct shape_kind {
    OGRwkbGeometryType from;
    geo_geom_type to;
} shape_kind;

static const shape_kind kinds[] = {
    {wkbPoint, GEO_GEOM_POINT},
    {wkbLineString, GEO_GEOM_LINE},
    {wkbPolygon, GEO_GEOM_POLYGON},
    {wkbMultiPoint, GEO_GEOM_MULTIPOINT},
    {wkbMultiLineString, GEO_GEOM_MULTILINE},
    {wkbMultiPolygon, GEO_GEOM_MULTIPOLYGON},
};

static OGRwkbGeometryType flat_type(OGRGeometryH from)
{
    return OGR_GT_Flatten(OGR_G_GetGeometryType(from));
}

static geo_geom_type type_of(OGRGeometryH from, const char **reason)
{
    OGRwkbGeometryType type = flat_type(from);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (kinds[i].from == type)
            return kinds[i].to;
    bool is_surface = type == wkbTIN || type == wkbPolyhedralSurface || type == wkbTriangle;
    *reason = is_surface                      ? "surface in 3-D"
              : type == wkbGeometryCollection ? "geometry collection"
                                              : "geometry of an unknown kind";
    return GEO_GEOM_UNKNOWN;
}

/* Adds the vertices of every run; empty parts do not count. */
static void measure(OGRGeometryH from, int depth, sizes *size)
{
    OGRwkbGeometryType type = flat_type(from);
    if (depth > MOST_NESTING)
        return;
    if (type == wkbPoint || type == wkbLineString) {
        int count = type == wkbPoint ? !OGR_G_IsEmpty(from) : OGR_G_GetPointCount(from);
        size->points += (uint64_t)count;
        size->ends += type == wkbLineString && count > 0;
        return;
    }
    uint64_t before = size->points;
    int count = OGR_G_GetGeometryCount(from);
    for (int i = 0; i < count; i++)
        measure(OGR_G_GetGeometryRef(from, i), depth + 1, size);
    size->parts += type == wkbPolygon && size->points > before;
}

static void copy_run(OGRGeometryH from, geo_geom *to)
{
    geo_point *points = to->points + to->point_count;
    if (flat_type(from) == wkbPoint) {
        if (OGR_G_IsEmpty(from))
            return;
        *points = (geo_point){OGR_G_GetX(from, 0), OGR_G_GetY(from, 0)};
        to->point_count++;
        return;
    }
    int count = OGR_G_GetPointCount(from);
    if (count <= 0)
        return;
    OGR_G_GetPoints(from, &points->x, sizeof *points, &points->y, sizeof *points, NULL, 0);
    to->point_count += (uint32_t)count;
    to->ends[to->end_count++] = to->point_count;
}

static void copy(OGRGeometryH from, int depth, geo_geom *to)
{
    OGRwkbGeometryType type = flat_type(from);
    if (depth > MOST_NESTING)
        return;
    if (type == wkbPoint || type == wkbLineString) {
        copy_run(from, to);
        return;
    }
    uint32_t before = to->point_count;
    int count = OGR_G_GetGeometryCount(from);
    for (int i = 0; i < count; i++)
        copy(OGR_G_GetGeometryRef(from, i), depth + 1, to);
    if (type == wkbPolygon && to->point_count > before)
        to->parts[to->part_count++] = to->end_count;
}

static geo_status flatten(geo_ctx *ctx, OGRGeometryH from, geo_arena *arena, geo_geom *out,
                          const char **reason)
{
    sizes size = {0};
    geo_geom to = {.type = type_of(from, reason)};
    if (*reason)
        return GEO_OK;
    measure(from, 0, &size);
    if (!size.points || size.points > MOST_VERTICES) {
        *reason = size.points ? "more than 10,000,000 vertices" : "empty geometry";
        return GEO_OK;
    }
    to.points = geo_arena_alloc(arena, size.points, sizeof *to.points);
    to.ends = size.ends ? geo_arena_alloc(arena, size.ends, sizeof *to.ends) : NULL;
    to.parts = size.parts ? geo_arena_alloc(arena, size.parts, sizeof *to.parts) : NULL;
    if (!to.points || (size.ends && !to.ends) || (size.parts && !to.parts))
        return geo_fail_nomem(ctx);
    copy(from, 0, &to);
    if (!geo_geom_is_finite(&to))
        *reason = "non-finite coordinate";
    else
        *out = to;
    return GEO_OK;
}

geo_status geo_open_geom(geo_ctx *ctx, OGRGeometryH from, geo_arena *arena, geo_geom *out,
                         const char **reason)
{
    *reason = NULL;
    if (!from) {
        *reason = "null geometry";
        return GEO_OK;
    }
    if (!OGR_GT_IsNonLinear(OGR_G_GetGeometryType(from)))
        return flatten(ctx, from, arena, out, reason);
    OGRGeometryH straight = OGR_G_GetLinearGeometry(from, CURVE_STEP_DEGREES, NULL);
    if (!straight)
        return geo_fail(ctx, GEO_ERR_GEOM, "cannot make a curve straight");
    geo_status status = flatten(ctx, straight, arena, out, reason);
    OGR_G_DestroyGeometry(straight);
    return status;
}
