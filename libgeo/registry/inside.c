#include "registry/inside.h"

#include <stdlib.h>

#include "base/alloc.h"

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Where the level line at y crosses the edges. */
static size_t crossings(const geo_geom *geom, double y, double *xs)
{
    size_t count = 0;
    for (uint32_t run = 0; run < geo_geom_run_count(geom); run++) {
        const geo_run ring = geo_geom_run(geom, run);
        for (size_t i = 0; i + 1 < ring.count; i++) {
            geo_point p = ring.points[i], q = ring.points[i + 1];
            if ((p.y > y) != (q.y > y))
                xs[count++] = p.x + (y - p.y) / (q.y - p.y) * (q.x - p.x);
        }
    }
    return count;
}

/* The middle of the widest stretch at that height; false: nothing of the polygon is there. */
static bool widest_at(const geo_geom *polygon, double y, double *xs, geo_point *out)
{
    double widest = 0;
    size_t count = crossings(polygon, y, xs);
    qsort(xs, count, sizeof *xs, by_size);
    for (size_t i = 0; i + 1 < count; i += 2)
        if (xs[i + 1] - xs[i] > widest) {
            widest = xs[i + 1] - xs[i];
            *out = (geo_point){(xs[i] + xs[i + 1]) / 2, y};
        }
    return widest > 0;
}

static double middle_of(geo_run ring)
{
    double low = ring.points[0].y, high = low;
    for (size_t i = 1; i < ring.count; i++) {
        low = ring.points[i].y < low ? ring.points[i].y : low;
        high = ring.points[i].y > high ? ring.points[i].y : high;
    }
    return low + (high - low) / 2;
}

geo_status geo_inside_point(geo_ctx *ctx, const geo_geom *polygon, geo_point *out)
{
    *out = geo_geom_centroid(polygon);
    if (geo_geom_covers(polygon, *out))
        return GEO_OK;
    double *xs = geo_alloc(polygon->point_count, sizeof *xs);
    if (!xs)
        return geo_fail_nomem(ctx);
    /* Between two parts there may be nothing at the centroid's height. */
    if (!widest_at(polygon, out->y, xs, out) && polygon->end_count)
        (void)widest_at(polygon, middle_of(geo_geom_run(polygon, 0)), xs, out);
    geo_free(xs);
    return GEO_OK;
}
