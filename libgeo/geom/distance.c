/* Distances in plan between points, segments and shapes, with the nearest point where one is asked.
 * Whether shapes meet is decided exactly (geo_orient), never by a tolerance. */
#include <math.h>

#include "geom/geom.h"

double geo_point_distance(geo_point a, geo_point b)
{
    double dx = b.x - a.x, dy = b.y - a.y;
    return sqrt(dx * dx + dy * dy);
}

double geo_segment_distance(geo_point p, geo_point a, geo_point b, geo_point *nearest,
                            double *along)
{
    double dx = b.x - a.x, dy = b.y - a.y;
    double square = dx * dx + dy * dy;
    double t = square > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / square : 0;
    t = t < 0 ? 0 : (t > 1 ? 1 : t);
    geo_point foot = t == 1 ? b : (geo_point){a.x + t * dx, a.y + t * dy};
    if (nearest)
        *nearest = foot;
    if (along)
        *along = t;
    return geo_point_distance(p, foot);
}

/* p is known to be on the line through a and b. */
static bool within_span(geo_point a, geo_point b, geo_point p)
{
    return fmin(a.x, b.x) <= p.x && p.x <= fmax(a.x, b.x) && fmin(a.y, b.y) <= p.y &&
           p.y <= fmax(a.y, b.y);
}

static bool segments_meet(geo_point a, geo_point b, geo_point c, geo_point d)
{
    int c_side = geo_orient(a, b, c), d_side = geo_orient(a, b, d);
    int a_side = geo_orient(c, d, a), b_side = geo_orient(c, d, b);
    if (c_side * d_side < 0 && a_side * b_side < 0)
        return true;
    return (c_side == 0 && within_span(a, b, c)) || (d_side == 0 && within_span(a, b, d)) ||
           (a_side == 0 && within_span(c, d, a)) || (b_side == 0 && within_span(c, d, b));
}

double geo_segments_distance(geo_point a, geo_point b, geo_point c, geo_point d)
{
    if (segments_meet(a, b, c, d))
        return 0;
    double from_a = geo_segment_distance(a, c, d, NULL, NULL);
    double from_b = geo_segment_distance(b, c, d, NULL, NULL);
    double from_c = geo_segment_distance(c, a, b, NULL, NULL);
    double from_d = geo_segment_distance(d, a, b, NULL, NULL);
    return fmin(fmin(from_a, from_b), fmin(from_c, from_d));
}

static void keep_nearer(double distance, geo_point at, double *best, geo_point *nearest)
{
    if (!(distance < *best))
        return;
    *best = distance;
    if (nearest)
        *nearest = at;
}

static void near_points(const geo_geom *geom, geo_point p, double *best, geo_point *nearest)
{
    for (uint32_t i = 0; i < geom->point_count; i++)
        keep_nearer(geo_point_distance(p, geom->points[i]), geom->points[i], best, nearest);
}

static void near_run(geo_run run, geo_point p, double *best, geo_point *nearest)
{
    if (run.count == 1)
        keep_nearer(geo_point_distance(p, run.points[0]), run.points[0], best, nearest);
    for (size_t i = 1; i < run.count; i++) {
        geo_point foot;
        double distance = geo_segment_distance(p, run.points[i - 1], run.points[i], &foot, NULL);
        keep_nearer(distance, foot, best, nearest);
    }
}

double geo_geom_edge_distance(const geo_geom *geom, geo_point p, geo_point *nearest)
{
    double best = INFINITY;
    if (geom->end_count == 0)
        near_points(geom, p, &best, nearest);
    for (uint32_t i = 0; i < geom->end_count; i++)
        near_run(geo_geom_run(geom, i), p, &best, nearest);
    return best;
}

/* From segment ab to the edges of a geometry. */
static double segment_to_edges(geo_point a, geo_point b, const geo_geom *geom)
{
    double best = INFINITY;
    for (uint32_t i = 0; i < geom->end_count; i++) {
        geo_run run = geo_geom_run(geom, i);
        for (size_t k = 1; k < run.count; k++)
            best = fmin(best, geo_segments_distance(a, b, run.points[k - 1], run.points[k]));
    }
    return best;
}

double geo_geom_edges_distance(const geo_geom *a, const geo_geom *b)
{
    double best = INFINITY;
    for (uint32_t i = 0; i < a->end_count; i++) {
        geo_run run = geo_geom_run(a, i);
        for (size_t k = 1; k < run.count && best > 0; k++)
            best = fmin(best, segment_to_edges(run.points[k - 1], run.points[k], b));
    }
    return best;
}

double geo_geom_distance(const geo_geom *geom, geo_point p, geo_point *nearest)
{
    if (!geo_geom_covers(geom, p))
        return geo_geom_edge_distance(geom, p, nearest);
    if (nearest)
        *nearest = p;
    return 0;
}
