/* Where cells lie. Columns and rows are one axis each: rows are counted along -y, which mirrors the
 * floating-point numbers exactly. A division only guesses an index; comparing with the border lines
 * themselves decides, so that every function agrees about a point on a border. */
#include <math.h>

#include "raster/lattice.h"

typedef struct axis { /* line k lies at origin + k * cell, k = 0..count */
    double origin, cell;
    int64_t count;
} axis;

static axis column_axis(geo_frame frame)
{
    return (axis){frame.x0, frame.cell_m, frame.width};
}

static axis row_axis(geo_frame frame)
{
    return (axis){-frame.y0, frame.cell_m, frame.height};
}

static double axis_line(axis along, int64_t k)
{
    return along.origin + (double)k * along.cell;
}

/* A number near the index of `at`, in -1..count. */
static int64_t axis_guess(axis along, double at)
{
    double guess = floor((at - along.origin) / along.cell);
    if (!(guess > -1))
        return -1;
    return guess < (double)along.count ? (int64_t)guess : along.count;
}

/* The last line at or before `at`: -1 (none) to count. */
static int64_t axis_before(axis along, double at)
{
    int64_t k = axis_guess(along, at);
    while (k < along.count && axis_line(along, k + 1) <= at)
        k++;
    while (k >= 0 && !(axis_line(along, k) <= at))
        k--;
    return k;
}

/* The first line at or after `at`: 0 to count + 1 (none). */
static int64_t axis_after(axis along, double at)
{
    int64_t k = axis_before(along, at);
    return k >= 0 && axis_line(along, k) >= at ? k : k + 1;
}

/* Cells whose closed stretch touches min..max: the first one, and how many. */
static int64_t axis_touched(axis along, double min, double max, int64_t *first)
{
    int64_t begin = axis_after(along, min) - 1, last = axis_before(along, max);
    begin = begin > 0 ? begin : 0;
    last = last < along.count ? last : along.count - 1;
    *first = begin;
    return last >= begin ? last - begin + 1 : 0;
}

geo_box geo_frame_box(geo_frame frame)
{
    if (frame.width <= 0 || frame.height <= 0)
        return GEO_BOX_EMPTY;
    return (geo_box){frame.x0, geo_lattice_y(&frame, frame.height),
                     geo_lattice_x(&frame, frame.width), frame.y0};
}

geo_frame geo_frame_sub(geo_frame frame, geo_window window)
{
    return (geo_frame){geo_lattice_x(&frame, window.column), geo_lattice_y(&frame, window.row),
                       frame.cell_m, window.width, window.height};
}

geo_window geo_frame_window(geo_frame frame, geo_box box)
{
    geo_window window = {0};
    if (geo_box_is_empty(box) || frame.width <= 0 || frame.height <= 0)
        return window;
    window.width = axis_touched(column_axis(frame), box.xmin, box.xmax, &window.column);
    window.height = axis_touched(row_axis(frame), -box.ymax, -box.ymin, &window.row);
    return window.width > 0 && window.height > 0 ? window : (geo_window){0};
}

bool geo_frame_cell(geo_frame frame, geo_point p, int64_t *row, int64_t *column)
{
    int64_t r = axis_before(row_axis(frame), -p.y), c = axis_before(column_axis(frame), p.x);
    if (r < 0 || r >= frame.height || c < 0 || c >= frame.width)
        return false;
    *row = r;
    *column = c;
    return true;
}

geo_point geo_frame_centre(geo_frame frame, int64_t row, int64_t column)
{
    return (geo_point){frame.x0 + ((double)column + 0.5) * frame.cell_m,
                       frame.y0 - ((double)row + 0.5) * frame.cell_m};
}
