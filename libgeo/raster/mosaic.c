/* Grids on one lattice as one: a window is filled sheet by sheet, each giving only what those
 * before it left open. */
#include "raster/mosaic.h"

#include <math.h>

#include "base/alloc.h"
#include "raster/lattice.h"

static const double SIZE_TOLERANCE = 1e-6;  /* relative, of a cell's side */
static const double SHIFT_TOLERANCE = 1e-3; /* of a cell */

typedef struct sheet {
    const geo_grid_source *source;
    int64_t row, column; /* of its first cell, in the mosaic's frame */
} sheet;

struct geo_mosaic {
    geo_grid_source source;
    sheet *sheets;
    size_t count;
    float *cells; /* of one sheet, for one window */
    size_t capacity;
    geo_mosaic_overlap overlap;
};

/* Whole cells from the lattice line `from` to `to`, and by how much that misses. */
static double steps_between(double from, double to, double cell, int64_t *steps)
{
    double exact = (to - from) / cell;
    *steps = (int64_t)llround(exact);
    return fabs(exact - (double)*steps);
}

static double span_of(geo_frame frame)
{
    return (double)(frame.width > frame.height ? frame.width : frame.height);
}

bool geo_frames_agree(geo_frame a, geo_frame b)
{
    int64_t steps;
    double span = fmax(span_of(a), span_of(b));
    double drift = fabs(a.cell_m - b.cell_m);
    if (drift > SIZE_TOLERANCE * a.cell_m || drift * span > SHIFT_TOLERANCE * a.cell_m)
        return false;
    return steps_between(a.x0, b.x0, a.cell_m, &steps) <= SHIFT_TOLERANCE &&
           steps_between(a.y0, b.y0, a.cell_m, &steps) <= SHIFT_TOLERANCE;
}

static geo_status check_sheets(geo_ctx *ctx, const geo_grid_source *const *sheets, size_t count)
{
    if (!count)
        return geo_fail(ctx, GEO_ERR_ARG, "there is no raster to begin with");
    geo_frame first = sheets[0]->frame;
    for (size_t i = 1; i < count; i++) {
        geo_frame other = sheets[i]->frame;
        if (fabs(first.cell_m - other.cell_m) > SIZE_TOLERANCE * first.cell_m)
            return geo_fail(ctx, GEO_ERR_ARG, "'%s' has cells of %g m, '%s' of %g m",
                            sheets[0]->name, first.cell_m, sheets[i]->name, other.cell_m);
        if (!geo_frames_agree(first, other))
            return geo_fail(ctx, GEO_ERR_ARG,
                            "the cells of '%s' and '%s' do not lie on one grid: corners at %.3f, "
                            "%.3f and %.3f, %.3f",
                            sheets[0]->name, sheets[i]->name, first.x0, first.y0, other.x0,
                            other.y0);
    }
    return GEO_OK;
}

/* The cells, counted from a line at `origin`, that min..max needs: the first and the one past the
 * last. A border that is missed by rounding alone is met. */
static void whole_cells(double origin, double cell, double min, double max, int64_t *first,
                        int64_t *past)
{
    double begin = floor((min - origin) / cell + SHIFT_TOLERANCE);
    double end = ceil((max - origin) / cell - SHIFT_TOLERANCE);
    const double far = 1e15; /* an infinite box */
    *first = (int64_t)fmax(fmin(begin, far), -far);
    *past = (int64_t)fmax(fmin(end, far), -far);
}

typedef struct extent {
    int64_t top, left, bottom, right; /* cells of the first sheet's lattice, past the last */
} extent;

static extent extent_of_sheets(const geo_grid_source *const *sheets, size_t count)
{
    geo_frame first = sheets[0]->frame;
    extent e = {INT64_MAX, INT64_MAX, INT64_MIN, INT64_MIN};
    for (size_t i = 0; i < count; i++) {
        geo_frame f = sheets[i]->frame;
        int64_t left, top;
        steps_between(first.x0, f.x0, first.cell_m, &left);
        steps_between(f.y0, first.y0, first.cell_m, &top);
        e.left = left < e.left ? left : e.left;
        e.top = top < e.top ? top : e.top;
        e.right = left + f.width > e.right ? left + f.width : e.right;
        e.bottom = top + f.height > e.bottom ? top + f.height : e.bottom;
    }
    return e;
}

static extent cut_extent(extent e, geo_frame first, geo_box box)
{
    extent b;
    whole_cells(first.x0, first.cell_m, box.xmin, box.xmax, &b.left, &b.right);
    whole_cells(-first.y0, first.cell_m, -box.ymax, -box.ymin, &b.top, &b.bottom);
    e.left = e.left > b.left ? e.left : b.left;
    e.top = e.top > b.top ? e.top : b.top;
    e.right = e.right < b.right ? e.right : b.right;
    e.bottom = e.bottom < b.bottom ? e.bottom : b.bottom;
    return e;
}

/* What a window and a sheet share, in the mosaic's cells. */
static geo_window shared(geo_window w, const sheet *s)
{
    geo_frame f = s->source->frame;
    int64_t top = w.row > s->row ? w.row : s->row;
    int64_t left = w.column > s->column ? w.column : s->column;
    int64_t bottom = w.row + w.height < s->row + f.height ? w.row + w.height : s->row + f.height;
    int64_t right =
        w.column + w.width < s->column + f.width ? w.column + w.width : s->column + f.width;
    if (bottom <= top || right <= left)
        return (geo_window){0};
    return (geo_window){top, left, bottom - top, right - left};
}

static geo_status make_room(geo_ctx *ctx, geo_mosaic *mosaic, size_t cells)
{
    if (cells <= mosaic->capacity)
        return GEO_OK;
    geo_free(mosaic->cells);
    mosaic->capacity = 0;
    mosaic->cells = geo_alloc(cells, sizeof *mosaic->cells);
    if (!mosaic->cells)
        return geo_fail_nomem(ctx);
    mosaic->capacity = cells;
    return GEO_OK;
}

static void lay_row(geo_mosaic *mosaic, const float *from, float *to, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        if (isnan(to[i])) {
            to[i] = from[i];
        } else if (!isnan(from[i])) {
            mosaic->overlap.cells++;
            mosaic->overlap.differing += from[i] != to[i];
        }
    }
}

static geo_status lay_sheet(geo_ctx *ctx, geo_mosaic *mosaic, const sheet *s, geo_window window,
                            float *cells)
{
    geo_window part = shared(window, s);
    if (!part.width)
        return GEO_OK;
    geo_window own = {part.row - s->row, part.column - s->column, part.height, part.width};
    geo_status status = make_room(ctx, mosaic, (size_t)(part.height * part.width));
    if (status == GEO_OK)
        status = s->source->read(s->source->self, ctx, own, mosaic->cells);
    for (int64_t i = 0; status == GEO_OK && i < part.height; i++)
        lay_row(mosaic, mosaic->cells + i * part.width,
                cells + (part.row - window.row + i) * window.width + part.column - window.column,
                part.width);
    return geo_while(ctx, status, "while reading raster '%s'", s->source->name);
}

/* Outside the mosaic's frame there is nothing, also where a sheet goes on. */
static void clear_outside(geo_frame frame, geo_window window, float *cells)
{
    for (int64_t i = 0; i < window.height; i++) {
        int64_t row = window.row + i;
        for (int64_t j = 0; j < window.width; j++) {
            int64_t column = window.column + j;
            if (row < 0 || row >= frame.height || column < 0 || column >= frame.width)
                cells[i * window.width + j] = NAN;
        }
    }
}

static geo_status read_mosaic(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    geo_mosaic *mosaic = self;
    geo_frame frame = mosaic->source.frame;
    geo_status status = GEO_OK;
    for (int64_t i = 0; i < window.height * window.width; i++)
        cells[i] = NAN;
    for (size_t i = 0; status == GEO_OK && i < mosaic->count; i++)
        status = lay_sheet(ctx, mosaic, &mosaic->sheets[i], window, cells);
    bool inside = window.row >= 0 && window.row + window.height <= frame.height &&
                  window.column >= 0 && window.column + window.width <= frame.width;
    if (status == GEO_OK && !inside)
        clear_outside(frame, window, cells);
    return status;
}

static void place_sheets(geo_mosaic *mosaic, const geo_grid_source *const *sheets, extent e)
{
    geo_frame first = sheets[0]->frame, *frame = &mosaic->source.frame;
    *frame = (geo_frame){geo_lattice_x(&first, e.left), geo_lattice_y(&first, e.top), first.cell_m,
                         e.right - e.left, e.bottom - e.top};
    for (size_t i = 0; i < mosaic->count; i++) {
        sheet *s = &mosaic->sheets[i];
        s->source = sheets[i];
        steps_between(frame->x0, sheets[i]->frame.x0, frame->cell_m, &s->column);
        steps_between(sheets[i]->frame.y0, frame->y0, frame->cell_m, &s->row);
    }
}

geo_status geo_mosaic_new(geo_ctx *ctx, const geo_grid_source *const *sheets, size_t count,
                          geo_box box, geo_mosaic **out)
{
    geo_status status = check_sheets(ctx, sheets, count);
    if (status != GEO_OK)
        return status;
    extent e = cut_extent(extent_of_sheets(sheets, count), sheets[0]->frame, box);
    if (e.right <= e.left || e.bottom <= e.top)
        return geo_fail(ctx, GEO_ERR_NOTFOUND, "no raster lies in the area");
    geo_mosaic *mosaic = geo_calloc(1, sizeof *mosaic);
    if (!mosaic)
        return geo_fail_nomem(ctx);
    mosaic->sheets = geo_alloc(count, sizeof *mosaic->sheets);
    if (!mosaic->sheets) {
        geo_mosaic_free(mosaic);
        return geo_fail_nomem(ctx);
    }
    mosaic->count = count;
    place_sheets(mosaic, sheets, e);
    mosaic->source.self = mosaic;
    mosaic->source.name = sheets[0]->name;
    mosaic->source.read = read_mosaic;
    *out = mosaic;
    return GEO_OK;
}

void geo_mosaic_free(geo_mosaic *mosaic)
{
    if (!mosaic)
        return;
    geo_free(mosaic->sheets);
    geo_free(mosaic->cells);
    geo_free(mosaic);
}

const geo_grid_source *geo_mosaic_source(const geo_mosaic *mosaic)
{
    return &mosaic->source;
}

geo_mosaic_overlap geo_mosaic_overlaps(const geo_mosaic *mosaic)
{
    return mosaic->overlap;
}
