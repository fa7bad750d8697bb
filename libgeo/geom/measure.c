/* Areas, lengths and centroids. Coordinates are taken relative to a vertex of the shape and sums
 * are compensated, so a result does not depend on where in the country the shape lies. */
#include <math.h>

#include "base/sum.h"
#include "geom/geom.h"

typedef struct moment { /* a weight and where it acts, relative to an origin */
    geo_sum weight, x, y;
} moment;

static void moment_add(moment *sum, double weight, double x, double y)
{
    geo_sum_add(&sum->weight, weight);
    geo_sum_add(&sum->x, weight * x);
    geo_sum_add(&sum->y, weight * y);
}

double geo_ring_area(const geo_point *points, size_t count)
{
    geo_sum twice = {0};
    for (size_t i = 1; i + 1 < count; i++) {
        double ax = points[i].x - points[0].x, ay = points[i].y - points[0].y;
        double bx = points[i + 1].x - points[0].x, by = points[i + 1].y - points[0].y;
        geo_sum_add(&twice, ax * by - ay * bx);
    }
    return geo_sum_value(&twice) / 2;
}

double geo_line_length(const geo_point *points, size_t count)
{
    geo_sum length = {0};
    for (size_t i = 1; i < count; i++)
        geo_sum_add(&length, geo_point_distance(points[i - 1], points[i]));
    return geo_sum_value(&length);
}

double geo_geom_area(const geo_geom *geom)
{
    if (!geo_geom_is_polygon(geom))
        return 0;
    geo_sum area = {0};
    uint32_t ring = 0;
    for (uint32_t part = 0; part < geom->part_count; part++)
        for (uint32_t shell = ring; ring < geom->parts[part]; ring++) {
            geo_run run = geo_geom_run(geom, ring);
            double size = fabs(geo_ring_area(run.points, run.count));
            geo_sum_add(&area, ring == shell ? size : -size);
        }
    return geo_sum_value(&area);
}

double geo_geom_length(const geo_geom *geom)
{
    geo_sum length = {0};
    for (uint32_t i = 0; i < geom->end_count; i++) {
        geo_run run = geo_geom_run(geom, i);
        geo_sum_add(&length, geo_line_length(run.points, run.count));
    }
    return geo_sum_value(&length);
}

/* Adds the triangles between the origin and the ring's edges, the ring's orientation undone:
 * `sign` is 1 for a shell and -1 for a hole. */
static void add_ring(moment *sum, geo_run run, geo_point origin, double sign)
{
    if (geo_ring_area(run.points, run.count) < 0)
        sign = -sign;
    for (size_t i = 1; i < run.count; i++) {
        double ax = run.points[i - 1].x - origin.x, ay = run.points[i - 1].y - origin.y;
        double bx = run.points[i].x - origin.x, by = run.points[i].y - origin.y;
        moment_add(sum, sign * (ax * by - ay * bx) / 2, (ax + bx) / 3, (ay + by) / 3);
    }
}

static moment polygon_moment(const geo_geom *geom, geo_point origin)
{
    moment sum = {0};
    uint32_t ring = 0;
    for (uint32_t part = 0; part < geom->part_count; part++)
        for (uint32_t shell = ring; ring < geom->parts[part]; ring++)
            add_ring(&sum, geo_geom_run(geom, ring), origin, ring == shell ? 1 : -1);
    return sum;
}

static moment line_moment(const geo_geom *geom, geo_point origin)
{
    moment sum = {0};
    for (uint32_t k = 0; k < geom->end_count; k++) {
        geo_run run = geo_geom_run(geom, k);
        for (size_t i = 1; i < run.count; i++) {
            geo_point a = run.points[i - 1], b = run.points[i];
            moment_add(&sum, geo_point_distance(a, b), (a.x + b.x) / 2 - origin.x,
                       (a.y + b.y) / 2 - origin.y);
        }
    }
    return sum;
}

static moment point_moment(const geo_geom *geom, geo_point origin)
{
    moment sum = {0};
    for (uint32_t i = 0; i < geom->point_count; i++)
        moment_add(&sum, 1, geom->points[i].x - origin.x, geom->points[i].y - origin.y);
    return sum;
}

geo_point geo_geom_centroid(const geo_geom *geom)
{
    if (geom->point_count == 0)
        return (geo_point){NAN, NAN};
    geo_point origin = geom->points[0];
    moment sum = {0};
    if (geo_geom_is_polygon(geom))
        sum = polygon_moment(geom, origin);
    /* A polygon without area is a line, a line without length is points. */
    if (!(geo_sum_value(&sum.weight) > 0))
        sum = line_moment(geom, origin);
    if (!(geo_sum_value(&sum.weight) > 0))
        sum = point_moment(geom, origin);
    double weight = geo_sum_value(&sum.weight);
    return (geo_point){origin.x + geo_sum_value(&sum.x) / weight,
                       origin.y + geo_sum_value(&sum.y) / weight};
}
