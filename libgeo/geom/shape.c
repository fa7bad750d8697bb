/* Looking at and copying the flat shape type. A clone owns three blocks of its own, whatever the
 * original's memory was. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "geom/geom.h"

/* arena NULL: in a block of its own. */
static void *copy_of(geo_arena *arena, const void *from, size_t count, size_t size)
{
    void *to = arena ? geo_arena_alloc(arena, count, size) : geo_alloc(count, size);
    if (to && count > 0)
        memcpy(to, from, count * size);
    return to;
}

/* False: no memory. */
static bool copy_blocks(geo_arena *arena, const geo_geom *from, geo_geom *copy)
{
    *copy = *from;
    copy->points = copy_of(arena, from->points, from->point_count, sizeof *from->points);
    copy->ends = copy_of(arena, from->ends, from->end_count, sizeof *from->ends);
    copy->parts = copy_of(arena, from->parts, from->part_count, sizeof *from->parts);
    return copy->points && copy->ends && copy->parts;
}

geo_status geo_geom_clone(geo_ctx *ctx, const geo_geom *from, geo_geom *out)
{
    geo_geom copy;
    if (!copy_blocks(NULL, from, &copy)) {
        geo_geom_release(&copy);
        return geo_fail_nomem(ctx);
    }
    *out = copy;
    return GEO_OK;
}

geo_status geo_geom_keep(geo_ctx *ctx, geo_arena *arena, const geo_geom *from, geo_geom *out)
{
    geo_geom copy;
    if (!copy_blocks(arena, from, &copy))
        return geo_fail_nomem(ctx);
    *out = copy;
    return GEO_OK;
}

/* Room for `all` has been made. */
static void append(geo_geom *all, const geo_geom *polygon)
{
    for (uint32_t k = 0; k < polygon->part_count; k++)
        all->parts[all->part_count++] = all->end_count + polygon->parts[k];
    for (uint32_t k = 0; k < polygon->end_count; k++)
        all->ends[all->end_count++] = all->point_count + polygon->ends[k];
    if (polygon->point_count)
        memcpy(all->points + all->point_count, polygon->points,
               polygon->point_count * sizeof *all->points);
    all->point_count += polygon->point_count;
}

geo_status geo_geom_join(geo_ctx *ctx, const geo_geom *polygons, size_t count, geo_geom *out)
{
    size_t points = 0, ends = 0, parts = 0;
    for (size_t i = 0; i < count; i++) {
        points += polygons[i].point_count;
        ends += polygons[i].end_count;
        parts += polygons[i].part_count;
    }
    geo_geom all = {.type = GEO_GEOM_MULTIPOLYGON,
                    .points = geo_alloc(points, sizeof(geo_point)),
                    .ends = geo_alloc(ends, sizeof(uint32_t)),
                    .parts = geo_alloc(parts, sizeof(uint32_t))};
    if (!all.points || !all.ends || !all.parts) {
        geo_geom_release(&all);
        return geo_fail_nomem(ctx);
    }
    for (size_t i = 0; i < count; i++)
        append(&all, &polygons[i]);
    *out = all;
    return GEO_OK;
}

geo_status geo_geom_part(geo_ctx *ctx, const geo_geom *shape, uint32_t k, geo_geom *out)
{
    uint32_t ring = k ? shape->parts[k - 1] : 0, start = ring ? shape->ends[ring - 1] : 0;
    uint32_t rings = shape->parts[k] - ring, one = rings;
    geo_geom part = {GEO_GEOM_POLYGON,
                     shape->points + start,
                     geo_alloc(rings, sizeof(uint32_t)),
                     &one,
                     shape->ends[shape->parts[k] - 1] - start,
                     rings,
                     1};
    if (!part.ends)
        return geo_fail_nomem(ctx);
    for (uint32_t i = 0; i < rings; i++)
        part.ends[i] = shape->ends[ring + i] - start;
    geo_status status = geo_geom_clone(ctx, &part, out);
    geo_free(part.ends);
    return status;
}

void geo_geom_release(geo_geom *geom)
{
    if (!geom)
        return;
    geo_free(geom->points);
    geo_free(geom->ends);
    geo_free(geom->parts);
    *geom = (geo_geom){0};
}

geo_run geo_geom_run(const geo_geom *geom, uint32_t index)
{
    if (geom->end_count == 0)
        return (geo_run){geom->points, geom->point_count};
    uint32_t first = index > 0 ? geom->ends[index - 1] : 0;
    return (geo_run){geom->points + first, geom->ends[index] - first};
}

uint32_t geo_geom_run_count(const geo_geom *geom)
{
    return geom->end_count > 0 ? geom->end_count : geom->point_count > 0;
}

bool geo_geom_is_polygon(const geo_geom *geom)
{
    return geom->type == GEO_GEOM_POLYGON || geom->type == GEO_GEOM_MULTIPOLYGON;
}

bool geo_geom_is_finite(const geo_geom *geom)
{
    for (uint32_t i = 0; i < geom->point_count; i++)
        if (!isfinite(geom->points[i].x) || !isfinite(geom->points[i].y))
            return false;
    return true;
}

size_t geo_ring_start(const geo_point *points, size_t count)
{
    size_t start = 0;
    for (size_t i = 1; i < count; i++) {
        geo_point p = points[i], least = points[start];
        if (p.x < least.x || (p.x == least.x && p.y < least.y))
            start = i;
    }
    return start;
}
