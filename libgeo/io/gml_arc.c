/* Arcs as lines.
 * Invariant: circle and vertices are computed from the points in the order of their coordinates, so
 * that an arc has the same vertices, bit by bit, in whichever direction it is run. */
#include <math.h>

#include "io/gml_parts.h"

/* A circle of 1,000 km has 22,000 at 1 cm: what has more is no place on earth. */
static const double MOST_STEPS = 100000;

/* Between two of the three points that make the circle, `third` being the one that is passed by. */
typedef struct arc_piece {
    geo_point from, to, third;
    geo_point centre;
    bool left; /* counter-clockwise */
} arc_piece;

static bool is_before(geo_point a, geo_point b)
{
    return a.x < b.x || (a.x == b.x && a.y < b.y);
}

static void swap(geo_point *a, geo_point *b)
{
    geo_point kept = *a;
    *a = *b;
    *b = kept;
}

/* Relative to the first, where the digits are spent on the shape and not on where it lies. */
static geo_point circle_centre(const geo_point control[3])
{
    geo_point a = control[0], b = control[1], c = control[2];
    if (is_before(b, a))
        swap(&a, &b);
    if (is_before(c, b))
        swap(&b, &c);
    if (is_before(b, a))
        swap(&a, &b);
    double bx = b.x - a.x, by = b.y - a.y, cx = c.x - a.x, cy = c.y - a.y;
    double twice = 2 * (bx * cy - by * cx), b2 = bx * bx + by * by, c2 = cx * cx + cy * cy;
    return (geo_point){a.x + (cy * b2 - by * c2) / twice, a.y + (bx * c2 - cx * b2) / twice};
}

/* The angle (rad, 0..2 pi) that a piece spans at the centre is twice the angle at the third point
 * (Euclid III.20), which needs no centre and cannot wrap around. */
static double sweep_rad(geo_point a, geo_point b, geo_point third)
{
    double ax = a.x - third.x, ay = a.y - third.y, bx = b.x - third.x, by = b.y - third.y;
    return 2 * atan2(fabs(ax * by - ay * bx), ax * bx + ay * by);
}

/* A chord over the angle t lies radius * (1 - cos(t / 2)) = 2 * radius * sin(t / 4)^2 off the arc.
 */
static double widest_step_rad(double radius_m, double tolerance_m)
{
    return 4 * asin(sqrt(fmin(tolerance_m / (2 * radius_m), 1)));
}

/* The vertices between its ends. A circle too flat to have a centre is a line. */
static geo_status add_between(gml_points *to, arc_piece piece, double tolerance_m, size_t most)
{
    bool swapped = is_before(piece.to, piece.from);
    if (swapped)
        swap(&piece.from, &piece.to);
    double dx = piece.from.x - piece.centre.x, dy = piece.from.y - piece.centre.y;
    double radius_m = sqrt(dx * dx + dy * dy);
    if (!isfinite(radius_m))
        return GEO_OK;
    double sweep = sweep_rad(piece.from, piece.to, piece.third);
    double steps = ceil(sweep / widest_step_rad(radius_m, tolerance_m));
    if (steps > MOST_STEPS)
        return GEO_ERR_RANGE;
    if (!(steps <= (double)(most - to->count)))
        return GEO_ERR_LIMIT;
    size_t count = (size_t)steps;
    if (!geo_vec_room(to, count))
        return GEO_ERR_NOMEM;
    double whole = piece.left != swapped ? sweep : -sweep;
    for (size_t i = 1; i < count; i++) {
        double angle = whole * (double)(swapped ? count - i : i) / steps;
        double turn_x = cos(angle), turn_y = sin(angle);
        to->items[to->count++] = (geo_point){piece.centre.x + (dx * turn_x - dy * turn_y),
                                             piece.centre.y + (dx * turn_y + dy * turn_x)};
    }
    return GEO_OK;
}

static geo_status add_one(gml_points *to, geo_point point, size_t most)
{
    geo_point last = to->items[to->count - 1];
    if (last.x == point.x && last.y == point.y)
        return GEO_OK;
    if (to->count >= most)
        return GEO_ERR_LIMIT;
    return geo_vec_push(to, point) ? GEO_OK : GEO_ERR_NOMEM;
}

geo_status geo_gml_add_arc(gml_points *to, const geo_point control[3], bool circle,
                           double tolerance_m, size_t most)
{
    int turn = geo_orient(control[0], control[1], control[2]);
    geo_point centre = circle_centre(control);
    geo_status status = GEO_OK;
    for (int i = 0; i < (circle ? 3 : 2) && status == GEO_OK; i++) {
        arc_piece piece = {.from = control[i],
                           .to = control[(i + 1) % 3],
                           .third = control[(i + 2) % 3],
                           .centre = centre,
                           .left = turn > 0};
        if (turn != 0)
            status = add_between(to, piece, tolerance_m, most);
        if (status == GEO_OK)
            status = add_one(to, piece.to, most);
    }
    return status;
}
