#include "green/facade.h"

#include <math.h>

#define SAME_POINT_M                                                                               \
    0.1 /* an address that was written in degrees or to the centimetre comes back a                \
           little moved, and must not compete with itself */

/* One ring, walked from its start with the outside on the right, whatever its orientation:
 * `forward` says whether that is the order of its points. */
static geo_status walk_ring(geo_ctx *ctx, const geo_point *ring, size_t count, bool forward,
                            double spacing_m, geo_points *out)
{
    double length = geo_line_length(ring, count);
    if (count < 4 || !(length > 0))
        return GEO_OK;
    size_t edges = count - 1; /* the last point repeats the first */
    size_t wanted = (size_t)fmax(GEO_FACADE_MIN, ceil(length / spacing_m));
    if (!geo_vec_room(out, wanted))
        return geo_fail_nomem(ctx);
    size_t at = geo_ring_start(ring, edges), made = 0;
    double before = 0;
    for (size_t step = 0; step < edges && made < wanted; step++) {
        size_t next = (forward ? at + 1 : at + edges - 1) % edges;
        geo_point a = ring[at], b = ring[next];
        double edge = geo_point_distance(a, b);
        bool last = step + 1 == edges; /* takes what rounding left over */
        while (edge > 0 && made < wanted) {
            double along = ((double)made + 0.5) * length / (double)wanted - before;
            /* One on a corner stands at the wall that ends there. */
            if (along > edge + GEO_FACADE_CORNER_M && !last)
                break;
            double ux = (b.x - a.x) / edge, uy = (b.y - a.y) / edge;
            out->items[out->count++] = (geo_point){a.x + ux * along + uy * GEO_FACADE_OFFSET_M,
                                                   a.y + uy * along - ux * GEO_FACADE_OFFSET_M};
            made++;
        }
        before += edge;
        at = next;
    }
    return GEO_OK;
}

geo_status geo_facade_walk(geo_ctx *ctx, const geo_geom *polygon, double spacing_m, geo_points *out)
{
    uint32_t start = 0, ring = 0;
    for (uint32_t part = 0; part < polygon->part_count; part++) {
        for (bool shell = true; ring < polygon->parts[part]; ring++, shell = false) {
            const geo_point *points = polygon->points + start;
            size_t count = polygon->ends[ring] - start;
            bool counter_clockwise = geo_ring_area(points, count) > 0;
            geo_status status =
                walk_ring(ctx, points, count, counter_clockwise == shell, spacing_m, out);
            if (status != GEO_OK)
                return status;
            start = polygon->ends[ring];
        }
    }
    return GEO_OK;
}

static bool is_own(geo_point p, geo_point own, const geo_point *others, size_t other_count)
{
    double mine = geo_point_distance(p, own);
    for (size_t i = 0; i < other_count; i++)
        if (geo_point_distance(p, others[i]) < mine &&
            geo_point_distance(own, others[i]) > SAME_POINT_M)
            return false;
    return true;
}

static void keep_nearest(const geo_point *points, size_t count, geo_point own, bool *keep)
{
    for (size_t i = 0; i < count; i++)
        keep[i] = count <= GEO_FACADE_MIN;
    for (size_t round = 0; count > GEO_FACADE_MIN && round < GEO_FACADE_MIN; round++) {
        size_t best = count;
        for (size_t i = 0; i < count; i++)
            if (!keep[i] && (best == count || geo_point_distance(points[i], own) <
                                                  geo_point_distance(points[best], own)))
                best = i;
        keep[best] = true;
    }
}

void geo_facade_own(const geo_point *points, size_t count, geo_point own, const geo_point *others,
                    size_t other_count, bool *keep)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        keep[i] = is_own(points[i], own, others, other_count);
        kept += keep[i];
    }
    if (kept < GEO_FACADE_MIN)
        keep_nearest(points, count, own, keep);
}
