/* How much of the ground within reach of a place lies higher than the place. What is within reach
 * is told sample by sample: along a row of samples every vertex of the outline reaches over a
 * stretch, and so does every edge too long for its ends to tell. No buffer is made, and no cell is
 * looked at twice. */
#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "water/potential_parts.h"

/* Samples are the middles of the cells; of cells that are large beside the reach there are several
 * along a side, so that the ground within reach is some 8,000 samples or more. */
#define SAMPLES_A_REACH 50
#define SAMPLES_A_CELL_MOST 16
/* Of the distance between samples: by so much an edge may reach further than its ends, and a bend
 * further than an edge. */
#define SAGGING 0.0625

typedef struct edge {
    geo_point a, b;
} edge;

typedef struct around {
    const geo_grid *grid;
    const geo_potential_low_limits *limits;
    double step_m;                      /* from sample to sample */
    int64_t fine;                       /* samples along the side of a cell */
    int64_t row, rows, column, columns; /* of the samples, counted from the grid's corner */
    int32_t *begins;                    /* per column: stretches that begin, less those that end */
    GEO_VEC(geo_point) spots;           /* vertices, from north to south */
    GEO_VEC(edge) sides;                /* of the area that a long edge reaches over, across rows */
    GEO_VEC(edge) inner; /* outlines of parts so large that their middle is not near */
    GEO_VEC(double) crossings;
    uint64_t samples, known;
    double above;
} around;

/* ---- the outline ---- */

static int southward(const void *a, const void *b)
{
    const geo_point *p = a, *q = b;
    if (p->y != q->y)
        return p->y > q->y ? -1 : 1;
    return (p->x > q->x) - (p->x < q->x);
}

/* The rectangle beside a long edge, as its four sides. */
static bool add_long(around *s, geo_point a, geo_point b)
{
    double length = geo_point_distance(a, b);
    if (length * length <= 8 * s->limits->reach_m * s->step_m * SAGGING)
        return true;
    double x = (b.y - a.y) / length * s->limits->reach_m,
           y = (a.x - b.x) / length * s->limits->reach_m;
    geo_point corners[4] = {
        {a.x + x, a.y + y}, {b.x + x, b.y + y}, {b.x - x, b.y - y}, {a.x - x, a.y - y}};
    for (int i = 0; i < 4; i++)
        if (!geo_vec_push(&s->sides, ((edge){corners[i], corners[(i + 1) % 4]})))
            return false;
    return true;
}

/* The last point up to which the ring keeps to one straight edge from ring.points[first] on. */
static size_t straight_to(const around *s, geo_run ring, size_t first)
{
    double slack_m = s->step_m * SAGGING;
    size_t last = first + 1;
    for (bool keeps = true; keeps && last + 1 < ring.count; last += keeps) {
        geo_point a = ring.points[first], b = ring.points[last + 1];
        for (size_t i = first + 1; keeps && i <= last; i++)
            keeps = geo_segment_distance(ring.points[i], a, b, NULL, NULL) <= slack_m;
    }
    return last;
}

/* Bends that are fine beside the samples reach no further than the straight edge. */
static bool add_ring(around *s, geo_run ring)
{
    bool room = true;
    for (size_t k = 0, next; room && k + 1 < ring.count; k = next) {
        next = straight_to(s, ring, k);
        room = geo_vec_push(&s->spots, ring.points[k]) &&
               add_long(s, ring.points[k], ring.points[next]);
    }
    return room;
}

static bool add_inner(around *s, geo_run ring)
{
    bool room = true;
    for (size_t k = 1; room && k < ring.count; k++)
        room = geo_vec_push(&s->inner, ((edge){ring.points[k - 1], ring.points[k]}));
    return room;
}

/* From a point within a polygon its outline is at most half as far as the polygon's box is narrow:
 * only where that is out of reach there is a middle, and holes can hold ground that is not near. */
static bool add_outline(around *s, const geo_geom *shape)
{
    bool room = true;
    for (uint32_t k = 0, ring = 0; room && k < shape->part_count; ring = shape->parts[k++]) {
        uint32_t start = ring > 0 ? shape->ends[ring - 1] : 0;
        geo_geom shell = {.type = GEO_GEOM_LINE,
                          .points = shape->points + start,
                          .point_count = shape->ends[ring] - start};
        geo_box box = geo_box_of(&shell);
        bool is_large = fmin(box.xmax - box.xmin, box.ymax - box.ymin) > 2 * s->limits->reach_m;
        uint32_t stop = is_large ? shape->parts[k] : ring + 1;
        for (uint32_t i = ring; room && i < stop; i++)
            room = add_ring(s, geo_geom_run(shape, i)) &&
                   (!is_large || add_inner(s, geo_geom_run(shape, i)));
    }
    return room;
}

/* ---- a row of samples ---- */

/* The first sample at or east of x, 0 or more. */
static int64_t sample_from(const around *s, double x)
{
    double at = (x - s->grid->frame.x0) / s->step_m - 0.5 - (double)s->column;
    int64_t whole = at > 0 ? (int64_t)at : 0;
    return whole + ((double)whole < at);
}

static void reach_over(around *s, double west, double east)
{
    int64_t first = sample_from(s, west), stop = sample_from(s, east);
    stop = stop < s->columns ? stop : s->columns;
    if (first >= stop)
        return;
    s->begins[first]++;
    s->begins[stop]--;
}

/* spots[*first] is the northernmost that this row and those south of it can be near to. */
static void reach_spots(around *s, double y, size_t *first)
{
    double squared = s->limits->reach_m * s->limits->reach_m;
    while (*first < s->spots.count && s->spots.items[*first].y > y + s->limits->reach_m)
        ++*first;
    for (size_t i = *first; i < s->spots.count && s->spots.items[i].y >= y - s->limits->reach_m;
         i++) {
        geo_point p = s->spots.items[i];
        double half = sqrt(fmax(0, squared - (p.y - y) * (p.y - y)));
        reach_over(s, p.x - half, p.x + half);
    }
}

/* Where the edge crosses the row; it has its lower end, not its upper one, so that a closed outline
 * is crossed an even number of times. */
static bool crosses(const edge *e, double y, double *x)
{
    if ((e->a.y <= y) == (e->b.y <= y))
        return false;
    *x = e->a.x + (y - e->a.y) / (e->b.y - e->a.y) * (e->b.x - e->a.x);
    return true;
}

static void reach_sides(around *s, double y)
{
    for (size_t i = 0; i < s->sides.count; i += 4) {
        double west = INFINITY, east = -INFINITY, x;
        for (size_t side = i; side < i + 4; side++) {
            if (!crosses(&s->sides.items[side], y, &x))
                continue;
            west = fmin(west, x);
            east = fmax(east, x);
        }
        if (west < east)
            reach_over(s, west, east);
    }
}

static int eastward(const void *a, const void *b)
{
    double p = *(const double *)a, q = *(const double *)b;
    return (p > q) - (p < q);
}

static bool reach_inside(around *s, double y)
{
    double x;
    s->crossings.count = 0;
    for (size_t i = 0; i < s->inner.count; i++)
        if (crosses(&s->inner.items[i], y, &x) && !geo_vec_push(&s->crossings, x))
            return false;
    if (s->crossings.count > 0)
        qsort(s->crossings.items, s->crossings.count, sizeof x, eastward);
    for (size_t i = 1; i < s->crossings.count; i += 2)
        reach_over(s, s->crossings.items[i - 1], s->crossings.items[i]);
    return true;
}

/* ---- counting ---- */

static void count_sample(around *s, double z)
{
    double part = 0.5 + (z - s->limits->level_m) / (2 * s->limits->noise_m);
    if (isnan(z))
        return;
    s->known++;
    s->above += part < 0 ? 0 : part > 1 ? 1 : part;
}

/* What lies beyond the grid is a sample, but not known. */
static void count_row(around *s, int64_t row)
{
    const geo_frame *frame = &s->grid->frame;
    bool is_in = row >= 0 && row < frame->height * s->fine;
    const float *cells = is_in ? s->grid->cells + row / s->fine * frame->width : NULL;
    int64_t stop = frame->width * s->fine, deep = 0;
    for (int64_t i = 0; i < s->columns; i++) {
        int64_t column = s->column + i;
        deep += s->begins[i];
        s->begins[i] = 0;
        if (deep <= 0)
            continue;
        s->samples++;
        if (is_in && column >= 0 && column < stop)
            count_sample(s, (double)cells[s->fine == 1 ? column : column / s->fine]);
    }
    s->begins[s->columns] = 0;
}

static geo_status count(geo_ctx *ctx, around *s)
{
    size_t first = 0;
    for (int64_t row = s->row; row < s->row + s->rows; row++) {
        double y = s->grid->frame.y0 - ((double)row + 0.5) * s->step_m;
        reach_spots(s, y, &first);
        reach_sides(s, y);
        if (!reach_inside(s, y))
            return geo_fail_nomem(ctx);
        count_row(s, row);
    }
    return GEO_OK;
}

/* Rows and columns of samples that can be near, also where there is no grid. */
static void lay_samples(around *s, const geo_geom *shape)
{
    const geo_frame *frame = &s->grid->frame;
    geo_box box = geo_box_grow(geo_box_of(shape), s->limits->reach_m);
    double fine = s->limits->reach_m > 0
                      ? ceil(frame->cell_m / s->limits->reach_m * SAMPLES_A_REACH)
                      : INFINITY;
    s->fine = (int64_t)fmin(fine, SAMPLES_A_CELL_MOST);
    s->step_m = frame->cell_m / (double)s->fine;
    s->column = (int64_t)floor((box.xmin - frame->x0) / s->step_m);
    s->columns = (int64_t)ceil((box.xmax - frame->x0) / s->step_m) - s->column;
    s->row = (int64_t)floor((frame->y0 - box.ymax) / s->step_m);
    s->rows = (int64_t)ceil((frame->y0 - box.ymin) / s->step_m) - s->row;
}

geo_status geo_potential_low(geo_ctx *ctx, const geo_grid *grid, const geo_geom *shape,
                             const geo_potential_low_limits *limits, double *out)
{
    around s = {.grid = grid, .limits = limits};
    geo_status status = GEO_OK;
    lay_samples(&s, shape);
    s.begins = geo_calloc((size_t)s.columns + 1, sizeof *s.begins);
    if (!s.begins || !add_outline(&s, shape))
        status = geo_fail_nomem(ctx);
    if (status == GEO_OK && s.spots.count > 0)
        qsort(s.spots.items, s.spots.count, sizeof *s.spots.items, southward);
    if (status == GEO_OK)
        status = count(ctx, &s);
    if (status == GEO_OK)
        *out = s.known > 0 && 2 * s.known >= s.samples ? s.above / (double)s.known : NAN;
    geo_free(s.begins);
    geo_free(s.spots.items);
    geo_free(s.sides.items);
    geo_free(s.inner.items);
    geo_free(s.crossings.items);
    return status;
}
