/* Where a point lies with respect to rings: even-odd by a ray to the east, with an exact test for
 * the boundary. An edge holds its lower end and not its upper one, so that a vertex on the ray
 * counts once. */
#include "geom/geom.h"

typedef enum crossing { CROSS_NO, CROSS_YES, CROSS_ON } crossing;

static crossing level_edge(geo_point a, geo_point b, geo_point p)
{
    bool between = (a.x <= p.x && p.x <= b.x) || (b.x <= p.x && p.x <= a.x);
    return between ? CROSS_ON : CROSS_NO;
}

/* What the ray from p to the east does with edge ab. */
static crossing edge_crossing(geo_point a, geo_point b, geo_point p)
{
    if ((a.y > p.y && b.y > p.y) || (a.y < p.y && b.y < p.y) || (a.x < p.x && b.x < p.x))
        return CROSS_NO;
    if (a.y == b.y)
        return level_edge(a, b, p);
    bool rises = a.y < b.y;
    geo_point low = rises ? a : b, high = rises ? b : a;
    int turn = geo_orient(low, high, p);
    if (turn == 0)
        return CROSS_ON;
    return turn > 0 && p.y < high.y ? CROSS_YES : CROSS_NO;
}

geo_side geo_ring_side(const geo_point *points, size_t count, geo_point p)
{
    bool inside = false;
    for (size_t i = 0; i < count; i++) {
        /* The edge from the last point closes a ring that does not repeat its first. */
        crossing found = edge_crossing(points[i > 0 ? i - 1 : count - 1], points[i], p);
        if (found == CROSS_ON)
            return GEO_BOUNDARY;
        inside ^= found == CROSS_YES;
    }
    return inside ? GEO_INSIDE : GEO_OUTSIDE;
}

geo_side geo_geom_side(const geo_geom *geom, geo_point p)
{
    if (!geo_geom_is_polygon(geom))
        return GEO_OUTSIDE;
    bool inside = false;
    for (uint32_t i = 0; i < geom->end_count; i++) {
        geo_run run = geo_geom_run(geom, i);
        geo_side side = geo_ring_side(run.points, run.count, p);
        if (side == GEO_BOUNDARY)
            return GEO_BOUNDARY;
        inside ^= side == GEO_INSIDE;
    }
    return inside ? GEO_INSIDE : GEO_OUTSIDE;
}

bool geo_geom_covers(const geo_geom *geom, geo_point p)
{
    return geo_geom_side(geom, p) != GEO_OUTSIDE;
}
