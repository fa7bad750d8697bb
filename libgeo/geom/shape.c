/* Looking at and copying the flat shape type. A clone owns three blocks of its own, whatever the
 * original's memory was. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "geom/geom.h"

static void *copy_of(const void *from, size_t count, size_t size)
{
    void *to = geo_alloc(count, size);
    if (to && count > 0)
        memcpy(to, from, count * size);
    return to;
}

geo_status geo_geom_clone(geo_ctx *ctx, const geo_geom *from, geo_geom *out)
{
    geo_geom copy = *from;
    copy.points = copy_of(from->points, from->point_count, sizeof *from->points);
    copy.ends = copy_of(from->ends, from->end_count, sizeof *from->ends);
    copy.parts = copy_of(from->parts, from->part_count, sizeof *from->parts);
    if (!copy.points || !copy.ends || !copy.parts) {
        geo_geom_release(&copy);
        return geo_fail_nomem(ctx);
    }
    *out = copy;
    return GEO_OK;
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
