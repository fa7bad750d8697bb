#include "green/canopy_rows.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"

#define CELL_M GEO_CIRCLE_CELL_M

typedef struct circle {
    geo_point centre;
    int64_t first, last; /* rows it may reach; both rise from circle to circle */
    size_t index;        /* among the centres */
    geo_circle_sum sum;
} circle;

struct geo_circle_rows {
    geo_frame frame;
    double radius_m;
    circle *circles;
    size_t count;
    size_t begin, end;      /* circles that the row may reach */
    geo_circle_sum *before; /* before[c]: the row's cells before column c, in cells */
};

geo_frame geo_circle_frame(const geo_point *centres, size_t count, double radius_m)
{
    geo_box box = GEO_BOX_EMPTY;
    for (size_t i = 0; i < count; i++)
        box = geo_box_join(box, geo_box_around(centres[i], radius_m + CELL_M));
    double x0 = floor(box.xmin / CELL_M) * CELL_M, y0 = ceil(box.ymax / CELL_M) * CELL_M;
    return (geo_frame){x0, y0, CELL_M, (int64_t)ceil((box.xmax - x0) / CELL_M),
                       (int64_t)ceil((y0 - box.ymin) / CELL_M)};
}

static int from_north(const void *left, const void *right)
{
    const circle *a = left, *b = right;
    if (a->centre.y != b->centre.y)
        return a->centre.y > b->centre.y ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

static void place(geo_circle_rows *rows, const geo_point *centres)
{
    for (size_t i = 0; i < rows->count; i++) {
        double north = (rows->frame.y0 - centres[i].y - rows->radius_m) / CELL_M;
        double south = (rows->frame.y0 - centres[i].y + rows->radius_m) / CELL_M;
        rows->circles[i] = (circle){.centre = centres[i],
                                    .first = (int64_t)floor(north) - 1,
                                    .last = (int64_t)ceil(south) + 1,
                                    .index = i};
    }
    qsort(rows->circles, rows->count, sizeof *rows->circles, from_north);
}

geo_status geo_circle_rows_new(geo_ctx *ctx, geo_frame frame, const geo_point *centres,
                               size_t count, double radius_m, geo_circle_rows **out)
{
    geo_circle_rows *rows = geo_calloc(1, sizeof *rows);
    if (!rows)
        return geo_fail_nomem(ctx);
    rows->frame = frame;
    rows->radius_m = radius_m;
    rows->count = count;
    rows->circles = geo_alloc(count, sizeof *rows->circles);
    rows->before = geo_calloc((size_t)frame.width + 1, sizeof *rows->before);
    if (!rows->circles || !rows->before) {
        geo_circle_rows_free(rows);
        return geo_fail_nomem(ctx);
    }
    place(rows, centres);
    *out = rows;
    return GEO_OK;
}

void geo_circle_rows_free(geo_circle_rows *rows)
{
    if (!rows)
        return;
    geo_free(rows->circles);
    geo_free(rows->before);
    geo_free(rows);
}

/* Three sums side by side, which do not wait for one another. */
static void sum_before(geo_circle_rows *rows, const float *land, const float *known,
                       const float *shaded)
{
    geo_circle_sum sum = {0};
    for (int64_t column = 0; column < rows->frame.width; column++) {
        sum.land_m2 += (double)land[column];
        sum.known_m2 += (double)known[column];
        sum.shaded_m2 += (double)shaded[column];
        rows->before[column + 1] = sum;
    }
}

/* As floor and ceil, which are calls where the processor's own may not be used. */
static int64_t down(double value)
{
    int64_t whole = (int64_t)value;
    return whole - ((double)whole > value);
}

static int64_t up(double value)
{
    int64_t whole = (int64_t)value;
    return whole + ((double)whole < value);
}

/* Columns whose centre lies within the circle at height `y`: first .. last - 1. */
static bool run_at(const geo_circle_rows *rows, geo_point centre, double y, int64_t *first,
                   int64_t *last)
{
    double dy = y - centre.y, half = rows->radius_m * rows->radius_m - dy * dy;
    if (half < 0)
        return false;
    half = sqrt(half);
    *first = up((centre.x - half - rows->frame.x0) / CELL_M - 0.5);
    *last = down((centre.x + half - rows->frame.x0) / CELL_M - 0.5) + 1;
    return *first < *last;
}

static void add_run(const geo_circle_rows *rows, int64_t first, int64_t last, geo_circle_sum *sum)
{
    const geo_circle_sum *from = &rows->before[first], *to = &rows->before[last];
    sum->land_m2 += (to->land_m2 - from->land_m2) * CELL_M * CELL_M;
    sum->known_m2 += (to->known_m2 - from->known_m2) * CELL_M * CELL_M;
    sum->shaded_m2 += (to->shaded_m2 - from->shaded_m2) * CELL_M * CELL_M;
}

void geo_circle_rows_add(geo_circle_rows *rows, int64_t row, const float *land, const float *known,
                         const float *shaded)
{
    double y = geo_frame_centre(rows->frame, row, 0).y;
    while (rows->end < rows->count && rows->circles[rows->end].first <= row)
        rows->end++;
    while (rows->begin < rows->end && rows->circles[rows->begin].last < row)
        rows->begin++;
    if (rows->begin == rows->end)
        return;
    sum_before(rows, land, known, shaded);
    for (size_t i = rows->begin; i < rows->end; i++) {
        int64_t first, last;
        if (run_at(rows, rows->circles[i].centre, y, &first, &last))
            add_run(rows, first, last, &rows->circles[i].sum);
    }
}

void geo_circle_rows_tell(const geo_circle_rows *rows, geo_circle_sum *out)
{
    for (size_t i = 0; i < rows->count; i++)
        out[rows->circles[i].index] = rows->circles[i].sum;
}
