/* Geometries for the tests of the GEOS bridge, and its context. */
#ifndef GROENNET_TESTS_GEOS_CASE_H
#define GROENNET_TESTS_GEOS_CASE_H

#include "base/alloc.h"
#include "geom/geos.h"
#include "near.h"

#define COUNT(array) (sizeof(array) / sizeof *(array))

static geo_ctx *ctx;
static geo_geos *geos;

/* Geometries for tests are written as points, rings and parts apart by separators. */
enum { SHAPE_MAX = 32 };
typedef struct shape {
    geo_point points[SHAPE_MAX];
    uint32_t ends[SHAPE_MAX], parts[SHAPE_MAX];
    geo_geom geom;
} shape;

#define RING                                                                                       \
    {                                                                                              \
        INFINITY, 0                                                                                \
    } /* the next point begins a ring or line */
#define PART                                                                                       \
    {                                                                                              \
        INFINITY, 1                                                                                \
    } /* the next point begins a part */
#define STOP                                                                                       \
    {                                                                                              \
        INFINITY, 2                                                                                \
    }

static geo_geom *make(shape *s, geo_geom_type type, const geo_point *from)
{
    geo_geom geom = {.type = type, .points = s->points, .ends = s->ends, .parts = s->parts};
    for (bool more = true; more; from++) {
        if (from->x != INFINITY) {
            s->points[geom.point_count++] = *from;
            continue;
        }
        more = from->y < 2;
        if (type == GEO_GEOM_POINT || type == GEO_GEOM_MULTIPOINT)
            continue;
        s->ends[geom.end_count++] = geom.point_count;
        if (from->y > 0 && type != GEO_GEOM_LINE && type != GEO_GEOM_MULTILINE)
            s->parts[geom.part_count++] = geom.end_count;
    }
    s->geom = geom;
    return &s->geom;
}

#define SHAPE(name, type, ...)                                                                     \
    shape name##_shape;                                                                            \
    geo_geom *name = make(&name##_shape, type, (const geo_point[]){__VA_ARGS__, STOP})
#define POLYGON(name, ...) SHAPE(name, GEO_GEOM_POLYGON, __VA_ARGS__)
#define MULTIPOLYGON(name, ...) SHAPE(name, GEO_GEOM_MULTIPOLYGON, __VA_ARGS__)
#define SQUARE(x, y, side)                                                                         \
    {x, y}, {(x) + (side), y}, {(x) + (side), (y) + (side)}, {x, (y) + (side)},                    \
    {                                                                                              \
        x, y                                                                                       \
    }

static int set_up(void **state)
{
    (void)state;
    ctx = geo_ctx_new(NULL);
    return ctx && geo_geos_new(ctx, &geos) == GEO_OK ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    geo_geos_free(geos);
    geo_geos_free(NULL);
    geo_ctx_free(ctx);
    return 0;
}

#endif
