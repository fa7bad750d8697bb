/* Written from the definition: every cell is asked, none is skipped. The kernel, too, decides its
 * doubtful cells by clipping, so a wrong reading of the definition could be in both. Cells are
 * clipped after Liang & Barsky 1984, A new concept and method for line clipping,
 * doi:10.1145/357332.357333. */
#include "sight_oracle.h"

#include <math.h>
#include <stdlib.h>

typedef long double real;

static const real TOUCH = 1e-9L;

typedef struct oracle_line {
    real x, y, z, dx, dy, dz, length;
} oracle_line;

static oracle_line oracle_line_of(const geo_sight_line *line)
{
    oracle_line out = {line->eye.x, line->eye.y, line->eye.z, 0, 0, 0, 0};
    out.dx = (real)line->target.x - out.x;
    out.dy = (real)line->target.y - out.y;
    out.dz = (real)line->target.z - out.z;
    out.length = sqrtl(out.dx * out.dx + out.dy * out.dy);
    return out;
}

/* One side of the square: p * t <= q for every t that is inside. */
static bool barsky(real p, real q, real *t0, real *t1)
{
    if (p == 0)
        return q >= 0;
    real t = q / p;
    if (p < 0 && t > *t0)
        *t0 = t;
    if (p > 0 && t < *t1)
        *t1 = t;
    return *t0 <= *t1;
}

static bool oracle_near(geo_point centre, geo_point at, double radius)
{
    real dx = (real)centre.x - at.x, dy = (real)centre.y - at.y;
    return radius >= 0 && dx * dx + dy * dy <= (real)radius * radius;
}

static void oracle_cell(const geo_grid *grid, const geo_sight_line *line, const oracle_line *way,
                        int64_t row, int64_t column, oracle_sight *out)
{
    const geo_frame *f = &grid->frame;
    /* Borders are doubles, as the frame's definition computes them. */
    double west = f->x0 + (double)column * f->cell_m;
    double east = f->x0 + (double)(column + 1) * f->cell_m;
    double north = f->y0 - (double)row * f->cell_m;
    double south = f->y0 - (double)(row + 1) * f->cell_m;
    real t0 = 0, t1 = 1;
    if (!barsky(-way->dx, way->x - west, &t0, &t1) || !barsky(way->dx, east - way->x, &t0, &t1) ||
        !barsky(-way->dy, way->y - south, &t0, &t1) || !barsky(way->dy, north - way->y, &t0, &t1))
        return;
    if (!((t1 - t0) * way->length > TOUCH))
        return;
    geo_point centre = {f->x0 + ((double)column + 0.5) * f->cell_m,
                        f->y0 - ((double)row + 0.5) * f->cell_m};
    if (oracle_near(centre, line->free_a, line->free_a_m) ||
        oracle_near(centre, line->free_b, line->free_b_m))
        return;
    bool inside = row >= 0 && row < f->height && column >= 0 && column < f->width;
    if (!inside || isnan(grid->cells[row * f->width + column])) {
        if (out->verdict == GEO_SIGHT_FREE)
            out->verdict = GEO_SIGHT_NODATA;
        return;
    }
    real z0 = way->z + t0 * way->dz, z1 = way->z + t1 * way->dz;
    real clearance = (z0 < z1 ? z0 : z1) - grid->cells[row * f->width + column];
    if (clearance < -TOUCH)
        out->verdict = GEO_SIGHT_BLOCKED;
    if (fabsl(clearance) <= TOUCH * 1.001L)
        out->tie = true;
    if (clearance < out->clearance)
        out->clearance = (double)clearance;
}

oracle_sight oracle_over_grid(const geo_grid *surface, const geo_sight_line *line)
{
    oracle_sight out = {GEO_SIGHT_FREE, INFINITY, false};
    oracle_line way = oracle_line_of(line);
    const geo_frame *f = &surface->frame;
    double xmin = fmin(line->eye.x, line->target.x), xmax = fmax(line->eye.x, line->target.x);
    double ymin = fmin(line->eye.y, line->target.y), ymax = fmax(line->eye.y, line->target.y);
    int64_t c0 = (int64_t)floor((xmin - f->x0) / f->cell_m) - 2;
    int64_t c1 = (int64_t)floor((xmax - f->x0) / f->cell_m) + 2;
    int64_t r0 = (int64_t)floor((f->y0 - ymax) / f->cell_m) - 2;
    int64_t r1 = (int64_t)floor((f->y0 - ymin) / f->cell_m) + 2;
    for (int64_t row = r0; row <= r1; row++)
        for (int64_t column = c0; column <= c1; column++)
            oracle_cell(surface, line, &way, row, column, &out);
    return out;
}

/* Distance from (x, y) to the nearest edge, and even-odd by a ray to the east. */
static real oracle_inside(const geo_geom *outline, real x, real y, bool *inside)
{
    real nearest = INFINITY; /* squared: one root for all edges */
    *inside = false;
    uint32_t begin = 0;
    for (uint32_t ring = 0; ring < outline->end_count; begin = outline->ends[ring++])
        for (uint32_t i = begin + 1; i < outline->ends[ring]; i++) {
            real ax = outline->points[i - 1].x - x, ay = outline->points[i - 1].y - y;
            real bx = outline->points[i].x - x, by = outline->points[i].y - y;
            real ex = bx - ax, ey = by - ay, size = ex * ex + ey * ey;
            real t = size > 0 ? -(ax * ex + ay * ey) / size : 0;
            t = t < 0 ? 0 : (t > 1 ? 1 : t);
            real dx = ax + t * ex, dy = ay + t * ey, square = dx * dx + dy * dy;
            nearest = square < nearest ? square : nearest;
            if ((ay > 0) != (by > 0) && ax + (0 - ay) / (by - ay) * ex > 0)
                *inside = !*inside;
        }
    return sqrtl(nearest);
}

static int by_size(const void *left, const void *right)
{
    real a = *(const real *)left, b = *(const real *)right;
    return (a > b) - (a < b);
}

/* Every share of the line where something may change: edges met, feet of vertices, the top. */
static size_t oracle_marks(const geo_prism *prism, const oracle_line *way, real *marks)
{
    size_t count = 0;
    marks[count++] = 0;
    marks[count++] = 1;
    if (way->dz != 0)
        marks[count++] = (prism->height_m - way->z) / way->dz;
    const geo_geom *g = prism->outline;
    for (uint32_t i = 0; i < g->point_count; i++) {
        real ax = g->points[i].x - way->x, ay = g->points[i].y - way->y;
        marks[count++] = (ax * way->dx + ay * way->dy) / (way->length * way->length);
        if (i + 1 == g->point_count)
            continue;
        real ex = (real)g->points[i + 1].x - g->points[i].x;
        real ey = (real)g->points[i + 1].y - g->points[i].y;
        real across = way->dx * ey - way->dy * ex;
        if (across != 0)
            marks[count++] = (ax * ey - ay * ex) / across;
    }
    qsort(marks, count, sizeof *marks, by_size);
    return count;
}

oracle_sight oracle_past_prism(const geo_prism *prism, const geo_sight_line *line)
{
    oracle_sight out = {GEO_SIGHT_FREE, INFINITY, false};
    oracle_line way = oracle_line_of(line);
    if (!(way.length > TOUCH))
        return out;
    real *marks = malloc((2 * (size_t)prism->outline->point_count + 3) * sizeof *marks);
    size_t count = marks ? oracle_marks(prism, &way, marks) : 0;
    real below = 0;
    for (size_t i = 1; i < count; i++) {
        real from = fmaxl(marks[i - 1], 0), to = fminl(marks[i], 1), middle = (from + to) / 2;
        bool inside;
        real wall = oracle_inside(prism->outline, way.x + middle * way.dx, way.y + middle * way.dy,
                                  &inside);
        real length = (to - from) * way.length;
        if (!(length > 0) || !inside || wall < 1e-12L)
            continue;
        if (way.z + middle * way.dz < prism->height_m)
            below += length;
        if (length > TOUCH)
            out.clearance = fmin(out.clearance, (double)(way.z + way.dz * (way.dz > 0 ? from : to) -
                                                         prism->height_m));
    }
    free(marks);
    if (below > TOUCH)
        out.verdict = GEO_SIGHT_BLOCKED;
    out.tie = fabs(out.clearance) <= 1e-8;
    return out;
}
