/* Axis-parallel boxes. Every way of being empty (a flipped side, NaN) counts as empty, and what is
 * made here is either a proper box or GEO_BOX_EMPTY. */
#include <math.h>

#include "geom/geom.h"

const geo_box GEO_BOX_EMPTY = {INFINITY, INFINITY, -INFINITY, -INFINITY};

bool geo_box_is_empty(geo_box box)
{
    return !(box.xmin <= box.xmax && box.ymin <= box.ymax);
}

geo_box geo_box_of(const geo_geom *geom)
{
    geo_box box = GEO_BOX_EMPTY;
    for (uint32_t i = 0; i < geom->point_count; i++) {
        geo_point p = geom->points[i];
        box.xmin = p.x < box.xmin ? p.x : box.xmin;
        box.xmax = p.x > box.xmax ? p.x : box.xmax;
        box.ymin = p.y < box.ymin ? p.y : box.ymin;
        box.ymax = p.y > box.ymax ? p.y : box.ymax;
    }
    return geo_box_is_empty(box) ? GEO_BOX_EMPTY : box;
}

geo_box geo_box_around(geo_point centre, double radius_m)
{
    return geo_box_grow((geo_box){centre.x, centre.y, centre.x, centre.y}, radius_m);
}

geo_box geo_box_grow(geo_box box, double by_m)
{
    if (geo_box_is_empty(box))
        return GEO_BOX_EMPTY;
    geo_box grown = {box.xmin - by_m, box.ymin - by_m, box.xmax + by_m, box.ymax + by_m};
    return geo_box_is_empty(grown) ? GEO_BOX_EMPTY : grown;
}

geo_box geo_box_join(geo_box a, geo_box b)
{
    if (geo_box_is_empty(a))
        return geo_box_is_empty(b) ? GEO_BOX_EMPTY : b;
    if (geo_box_is_empty(b))
        return a;
    return (geo_box){fmin(a.xmin, b.xmin), fmin(a.ymin, b.ymin), fmax(a.xmax, b.xmax),
                     fmax(a.ymax, b.ymax)};
}

bool geo_box_meets(geo_box a, geo_box b)
{
    if (geo_box_is_empty(a) || geo_box_is_empty(b))
        return false;
    return a.xmin <= b.xmax && b.xmin <= a.xmax && a.ymin <= b.ymax && b.ymin <= a.ymax;
}

bool geo_box_holds(geo_box box, geo_point p)
{
    return box.xmin <= p.x && p.x < box.xmax && box.ymin <= p.y && p.y < box.ymax;
}

double geo_box_distance(geo_box box, geo_point p)
{
    if (geo_box_is_empty(box))
        return INFINITY;
    geo_point nearest = {p.x < box.xmin ? box.xmin : (p.x > box.xmax ? box.xmax : p.x),
                         p.y < box.ymin ? box.ymin : (p.y > box.ymax ? box.ymax : p.y)};
    return geo_point_distance(p, nearest);
}
