/* How much two areas share, without cutting them: each edge stands for the signed trapezoid between
 * it and a base line under both, an area is the sum of its edges' trapezoids, and what two areas
 * share is the sum over all pairs of edges of what two trapezoids share. Nothing is noded, so that
 * no case is special: edges that lie on each other do as well as edges that cross. */
#include <math.h>

#include "base/sum.h"
#include "geom/geom.h"

/* An edge from west to east. */
typedef struct slope {
    double west, east, at_west, at_east; /* heights over the base */
    double sign;                         /* 1 where the area lies below the edge */
} slope;

static slope slope_of(geo_point a, geo_point b, geo_point base, double sign)
{
    bool swap = a.x > b.x;
    geo_point from = swap ? b : a, to = swap ? a : b;
    return (slope){from.x - base.x, to.x - base.x, from.y - base.y, to.y - base.y,
                   swap ? sign : -sign};
}

static double height_at(const slope *s, double x)
{
    double part = (x - s->west) / (s->east - s->west);
    return s->at_west + part * (s->at_east - s->at_west);
}

/* Under the lower of both, where both are. */
static double under(const slope *a, const slope *b)
{
    double west = fmax(a->west, b->west), east = fmin(a->east, b->east);
    if (!(west < east))
        return 0;
    double a_west = height_at(a, west), a_east = height_at(a, east);
    double b_west = height_at(b, west), b_east = height_at(b, east);
    double gap_west = a_west - b_west, gap_east = a_east - b_east;
    double low_west = fmin(a_west, b_west), low_east = fmin(a_east, b_east);
    if (!(gap_west < 0 && gap_east > 0) && !(gap_west > 0 && gap_east < 0))
        return (east - west) * (low_west + low_east) / 2;
    double part = gap_west / (gap_west - gap_east), cross = a_west + part * (a_east - a_west);
    return (east - west) * (part * (low_west + cross) + (1 - part) * (cross + low_east)) / 2;
}

/* 1 for a ring that runs counter-clockwise around ground or clockwise around a hole. */
static double sign_of(geo_run run, bool is_hole)
{
    return (geo_ring_area(run.points, run.count) < 0) != is_hole ? -1 : 1;
}

/* A ring, which way its area lies, and the columns it spans. */
typedef struct ring {
    geo_run run;
    double sign, west, east;
} ring;

static ring ring_of(const geo_geom *geom, uint32_t index, bool is_hole)
{
    ring r = {geo_geom_run(geom, index), 0, INFINITY, -INFINITY};
    for (size_t i = 0; i < r.run.count; i++) {
        r.west = fmin(r.west, r.run.points[i].x);
        r.east = fmax(r.east, r.run.points[i].x);
    }
    r.sign = sign_of(r.run, is_hole);
    return r;
}

/* All pairs of an edge of a with one of b. */
static void add_rings(const ring *a, const ring *b, geo_point base, geo_sum *sum)
{
    if (!(a->west < b->east && b->west < a->east))
        return;
    for (size_t k = 1; k < b->run.count; k++) {
        slope other = slope_of(b->run.points[k - 1], b->run.points[k], base, b->sign);
        if (!(a->west - base.x < other.east && other.west < a->east - base.x))
            continue; /* so a small area is not held against all of a large one */
        for (size_t i = 1; i < a->run.count; i++) {
            slope s = slope_of(a->run.points[i - 1], a->run.points[i], base, a->sign);
            if (other.west < s.east && s.west < other.east)
                geo_sum_add(sum, s.sign * other.sign * under(&s, &other));
        }
    }
}

static void add_ring(const ring *r, const geo_geom *b, geo_point base, geo_sum *sum)
{
    uint32_t index = 0;
    for (uint32_t part = 0; part < b->part_count; part++)
        for (uint32_t shell = index; index < b->parts[part]; index++) {
            ring other = ring_of(b, index, index != shell);
            add_rings(r, &other, base, sum);
        }
}

double geo_geom_shared_area(const geo_geom *a, const geo_geom *b)
{
    geo_box box = geo_box_of(a), other = geo_box_of(b);
    if (!geo_geom_is_polygon(a) || !geo_geom_is_polygon(b) || !geo_box_meets(box, other))
        return 0;
    geo_point base = {box.xmin, fmin(box.ymin, other.ymin)};
    geo_sum sum = {0};
    uint32_t index = 0;
    for (uint32_t part = 0; part < a->part_count; part++)
        for (uint32_t shell = index; index < a->parts[part]; index++) {
            ring r = ring_of(a, index, index != shell);
            add_ring(&r, b, base, &sum);
        }
    return fmax(0, geo_sum_value(&sum));
}
