/* Line of sight past prisms, without sorting or memory. The stretch of line below a prism's top is
 * one interval, and the length of an interval inside a ring is the signed sum of what lies behind
 * each crossing. A line along a wall is on neither side: the sum is taken with the line shifted a
 * hair to the left and a hair to the right; the two differ just there, and walls are taken out.
 * Which side a vertex lies on is decided exactly, so crossings always pair up. */
#include <math.h>

#include "raster/sight.h"

typedef struct path { /* the line in plan, 0 at the eye and 1 at the target */
    geo_point eye, target;
    double dx, dy, length, z, dz;
} path;

typedef struct interval {
    double from, to; /* empty when from >= to */
} interval;

static double clamp(double at, interval part)
{
    return at < part.from ? part.from : (at > part.to ? part.to : at);
}

/* Where the foot of p lies along the line. */
static double along(const path *way, geo_point p)
{
    return ((p.x - way->eye.x) * way->dx + (p.y - way->eye.y) * way->dy) /
           (way->length * way->length);
}

/* How far p lies to the left of the line, times its length. */
static double leftward(const path *way, geo_point p)
{
    return way->dx * (p.y - way->eye.y) - way->dy * (p.x - way->eye.x);
}

/* Where edge ab, known to meet the line, does so. */
static double crossing_at(const path *way, geo_point a, geo_point b, int side_a, int side_b)
{
    if (side_a == 0 || side_b == 0)
        return along(way, side_a == 0 ? a : b);
    double left_a = fabs(leftward(way, a)), left_b = fabs(leftward(way, b));
    double t = left_a + left_b > 0 ? left_a / (left_a + left_b) : 0.5;
    return along(way, (geo_point){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)});
}

typedef struct ring_sums { /* of the interval, as shares of the line */
    double left, right;    /* inside, signed by orientation, for the line shifted to either side */
    double walls;          /* along edges */
} ring_sums;

static void add_edge(ring_sums *sums, const path *way, interval part, const geo_point *ends,
                     const int *sides)
{
    bool crosses_left = (sides[0] > 0) != (sides[1] > 0);
    bool crosses_right = (sides[0] >= 0) != (sides[1] >= 0);
    if (crosses_left || crosses_right) {
        double at = crossing_at(way, ends[0], ends[1], sides[0], sides[1]);
        double behind = part.to - clamp(at, part);
        double signed_behind = sides[0] > sides[1] ? behind : -behind;
        sums->left += crosses_left ? signed_behind : 0;
        sums->right += crosses_right ? signed_behind : 0;
    } else if (sides[0] == 0 && sides[1] == 0) {
        sums->walls += fabs(clamp(along(way, ends[1]), part) - clamp(along(way, ends[0]), part));
    }
}

/* Share of the line that lies inside the ring within the interval; `closed`: its walls too. */
static double inside_ring(const path *way, geo_run ring, interval part, bool closed)
{
    ring_sums sums = {0};
    int before = 0;
    for (size_t i = 0; i < ring.count; i++) {
        int side = geo_orient(way->eye, way->target, ring.points[i]);
        if (i > 0)
            add_edge(&sums, way, part, ring.points + i - 1, (int[]){before, side});
        before = side;
    }
    double walls = closed ? sums.walls : -sums.walls;
    return (fabs(sums.left) + fabs(sums.right) + walls) / 2;
}

/* Metres of the line inside the outline within the interval. */
static double inside_m(const path *way, const geo_geom *outline, interval part)
{
    if (!(part.from < part.to))
        return 0;
    double share = 0;
    uint32_t ring = 0;
    for (uint32_t k = 0; k < outline->part_count; k++)
        for (uint32_t shell = ring; ring < outline->parts[k]; ring++) {
            bool hole = ring != shell;
            double inside = inside_ring(way, geo_geom_run(outline, ring), part, hole);
            share += hole ? -inside : inside;
        }
    return share * way->length;
}

/* The part of the line that runs below a height. */
static interval below(const path *way, double height)
{
    interval part = {0, 1};
    if (way->dz == 0)
        return way->z < height ? part : (interval){1, 0};
    double at = (height - way->z) / way->dz;
    if (way->dz > 0)
        part.to = at < 1 ? at : 1;
    else
        part.from = at > 0 ? at : 0;
    return part;
}

/* Lowest height of the line inside the outline; INFINITY when no more than a touch lies inside.
 * Halves the line, seen from its lower end, until what is inside shrinks to a touch. */
static double lowest_inside(const path *way, const geo_geom *outline)
{
    if (!(inside_m(way, outline, (interval){0, 1}) > GEO_SIGHT_TOUCH_M))
        return INFINITY;
    double none = 0, some = 1; /* shares from the lower end */
    while ((some - none) * way->length > GEO_SIGHT_TOUCH_M / 16) {
        double middle = none + (some - none) / 2;
        if (!(none < middle && middle < some))
            break;
        interval part = way->dz > 0 ? (interval){0, middle} : (interval){1 - middle, 1};
        if (inside_m(way, outline, part) > GEO_SIGHT_TOUCH_M)
            some = middle;
        else
            none = middle;
    }
    double enters = fmax(0, some - GEO_SIGHT_TOUCH_M / way->length);
    return way->z + way->dz * (way->dz > 0 ? enters : 1 - enters);
}

static geo_box path_box(const path *way)
{
    return (geo_box){fmin(way->eye.x, way->target.x), fmin(way->eye.y, way->target.y),
                     fmax(way->eye.x, way->target.x), fmax(way->eye.y, way->target.y)};
}

static path path_of(const geo_sight_line *line)
{
    path way = {.eye = {line->eye.x, line->eye.y}, .target = {line->target.x, line->target.y}};
    way.dx = way.target.x - way.eye.x;
    way.dy = way.target.y - way.eye.y;
    way.length = sqrt(way.dx * way.dx + way.dy * way.dy);
    way.z = line->eye.z;
    way.dz = line->target.z - line->eye.z;
    return way;
}

geo_sight geo_sight_past_prisms(const geo_prism *prisms, const uint32_t *which, size_t count,
                                const geo_sight_line *line, double *clearance)
{
    path way = path_of(line);
    geo_box box = path_box(&way);
    double smallest = INFINITY;
    bool blocked = false, finite = isfinite(way.length) && isfinite(way.z) && isfinite(way.dz);
    for (size_t i = 0; finite && way.length > GEO_SIGHT_TOUCH_M && i < count; i++) {
        const geo_prism *prism = prisms + which[i];
        if (!geo_box_meets(box, prism->box))
            continue;
        if (!blocked)
            blocked =
                inside_m(&way, prism->outline, below(&way, prism->height_m)) > GEO_SIGHT_TOUCH_M;
        if (blocked && !clearance)
            break;
        /* Nowhere is the line lower than at its lower end. */
        if (clearance && fmin(way.z, way.z + way.dz) - prism->height_m < smallest)
            smallest = fmin(smallest, lowest_inside(&way, prism->outline) - prism->height_m);
    }
    if (clearance)
        *clearance = smallest;
    if (!finite)
        return GEO_SIGHT_NODATA;
    return blocked ? GEO_SIGHT_BLOCKED : GEO_SIGHT_FREE;
}
