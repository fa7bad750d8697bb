/* Covered fractions as floats, and sums of a source under a polygon, read band by band. */
#include <math.h>

#include "base/alloc.h"
#include "raster/cover_parts.h"
#include "raster/sweep.h"

typedef struct narrowing { /* hands runs on as floats */
    geo_cover_row row;
    void *self;
    float *fractions; /* as many as the window is wide */
} narrowing;

static geo_status narrow_run(void *self, geo_ctx *ctx, int64_t row, int64_t first_column,
                             const double *fractions, int64_t count)
{
    narrowing *to = self;
    for (int64_t i = 0; i < count; i++)
        to->fractions[i] = fractions ? (float)fractions[i] : 1;
    return to->row(to->self, ctx, row, first_column, to->fractions, count);
}

geo_status geo_cover(geo_ctx *ctx, geo_frame frame, const geo_geom *polygon, geo_cover_row row,
                     void *self)
{
    geo_window window = geo_frame_window(frame, geo_box_of(polygon));
    narrowing to = {row, self, geo_alloc((size_t)window.width, sizeof(float))};
    if (!to.fractions)
        return geo_fail_nomem(ctx);
    geo_status status = geo_sweep(ctx, frame, window, polygon, narrow_run, &to);
    geo_free(to.fractions);
    return status;
}

/* Cells held at a time: 4 MiB. A wider window is summed in strips of columns. Of bytes fewer, which
 * stay in the processor's cache until they are summed. */
#define BAND_CELLS ((int64_t)1 << 20)
#define BYTE_BAND_CELLS ((int64_t)1 << 18)

typedef struct measuring {
    const geo_grid_source *source;
    const geo_geom *polygon;
    int64_t most;     /* cells of a band */
    geo_window strip; /* what is summed now */
    geo_window band;  /* what `cells` or `bytes` holds: a piece of the strip */
    float *cells;
    uint8_t *bytes; /* instead of cells, where the source has them */
    geo_cover_cells sum;
} measuring;

/* Box of the part of an edge between two heights. */
static geo_box edge_between(geo_point a, geo_point b, double south, double north)
{
    if (fmax(a.y, b.y) < south || fmin(a.y, b.y) > north)
        return GEO_BOX_EMPTY;
    double slope = a.y != b.y ? (b.x - a.x) / (b.y - a.y) : 0;
    geo_point ends[] = {a, b};
    for (int i = 0; i < 2 && a.y != b.y; i++) {
        double y = fmin(fmax(ends[i].y, south), north);
        ends[i] = y == ends[i].y ? ends[i] : (geo_point){a.x + (y - a.y) * slope, y};
    }
    return geo_box_join(geo_box_around(ends[0], 0), geo_box_around(ends[1], 0));
}

/* The strip's columns that the polygon has in some of its rows, and one more at each side. */
static geo_window columns_of(const measuring *state, geo_window rows)
{
    geo_frame frame = state->source->frame;
    geo_box part = GEO_BOX_EMPTY, box = geo_frame_box(geo_frame_sub(frame, rows));
    for (uint32_t r = 0; r < geo_geom_run_count(state->polygon); r++) {
        geo_run ring = geo_geom_run(state->polygon, r);
        for (size_t i = 0; i < ring.count; i++)
            part = geo_box_join(part, edge_between(ring.points[i > 0 ? i - 1 : ring.count - 1],
                                                   ring.points[i], box.ymin, box.ymax));
    }
    geo_window found = geo_frame_window(frame, geo_box_grow(part, frame.cell_m));
    int64_t east = rows.column + rows.width, end = found.column + found.width;
    rows.column = found.column > rows.column ? found.column : rows.column;
    rows.width = (end < east ? end : east) - rows.column;
    return rows;
}

static bool holds(geo_window band, int64_t row, int64_t column, int64_t count)
{
    return row >= band.row && row < band.row + band.height && column >= band.column &&
           column + count <= band.column + band.width;
}

/* Makes the band hold a run of cells of `row`. */
static geo_status load_run(measuring *state, geo_ctx *ctx, int64_t row, int64_t column,
                           int64_t count)
{
    geo_window *band = &state->band, strip = state->strip;
    if (holds(*band, row, column, count))
        return GEO_OK;
    int64_t rows = state->most / strip.width, left = strip.row + strip.height - row;
    strip.row = row;
    strip.height = rows < left ? rows : left;
    *band = columns_of(state, strip);
    if (!holds(*band, row, column, count))
        *band = strip;
    geo_status status = geo_ctx_poll(ctx);
    if (status == GEO_OK)
        status = state->bytes
                     ? state->source->read_bytes(state->source->self, ctx, *band, state->bytes)
                     : state->source->read(state->source->self, ctx, *band, state->cells);
    return geo_while(ctx, status, "while reading raster '%s'",
                     state->source->name ? state->source->name : "");
}

static float share_of(float cell)
{
    return cell < 0 ? 0 : (cell > 1 ? 1 : cell);
}

static geo_run_sum sum_cut(const float *cells, const double *fractions, int64_t count)
{
    geo_run_sum sum = {0};
    for (int64_t i = 0; i < count; i++) {
        sum.area += fractions[i];
        if (isnan(cells[i]))
            continue;
        sum.valid += fractions[i];
        sum.value += fractions[i] * (double)share_of(cells[i]);
    }
    return sum;
}

/* Cells that are covered whole, which nearly all are. Several sums side by side, so that it is
 * compiled to vectors; their order is fixed. */
static geo_run_sum sum_whole(const float *cells, int64_t count)
{
    enum { LANES = 16 };
    double value[LANES] = {0}, sum = 0;
    int32_t valid[LANES] = {0}, known = 0;
    int64_t i = 0;
    for (; i + LANES <= count; i += LANES)
        for (int k = 0; k < LANES; k++) {
            float cell = cells[i + k], share = share_of(cell);
            int32_t is_known = cell == cell;
            valid[k] += is_known;
            value[k] += (double)(is_known ? share : 0);
        }
    for (; i < count; i++) {
        bool is_known = !isnan(cells[i]);
        valid[0] += is_known;
        value[0] += is_known ? (double)share_of(cells[i]) : 0;
    }
    for (int k = 0; k < LANES; k++) {
        known += valid[k];
        sum += value[k];
    }
    return (geo_run_sum){(double)count, known, sum};
}

static geo_run_sum sum_run(const measuring *state, int64_t at, const double *fractions,
                           int64_t count)
{
    int nodata = state->source->byte_nodata;
    if (state->bytes)
        return geo_cover_bytes(state->bytes + at, nodata, fractions, count);
    return fractions ? sum_cut(state->cells + at, fractions, count)
                     : sum_whole(state->cells + at, count);
}

static geo_status measure_run(void *self, geo_ctx *ctx, int64_t row, int64_t first_column,
                              const double *fractions, int64_t count)
{
    measuring *state = self;
    geo_status status = load_run(state, ctx, row, first_column, count);
    if (status != GEO_OK)
        return status;
    int64_t at = (row - state->band.row) * state->band.width + (first_column - state->band.column);
    geo_run_sum sum = sum_run(state, at, fractions, count);
    geo_cover_add(&state->sum, &sum);
    return GEO_OK;
}

static geo_status measure_strips(measuring *state, geo_ctx *ctx, geo_window window)
{
    geo_status status = GEO_OK;
    int64_t end = window.column + window.width;
    for (int64_t column = window.column; status == GEO_OK && column < end; column += state->most) {
        int64_t width = end - column < state->most ? end - column : state->most;
        state->strip = (geo_window){window.row, column, window.height, width};
        state->band = (geo_window){0};
        status =
            geo_sweep(ctx, state->source->frame, state->strip, state->polygon, measure_run, state);
    }
    return status;
}

/* Cells of the largest band that the window needs. */
static int64_t band_cells(geo_window window, int64_t most)
{
    int64_t width = window.width < most ? window.width : most;
    int64_t rows = width > 0 ? most / width : 0;
    return width * (rows < window.height ? rows : window.height);
}

static geo_status measure_bands(geo_ctx *ctx, const geo_grid_source *source,
                                const geo_geom *polygon, geo_window window, geo_cover_cells *out)
{
    measuring state = {.source = source,
                       .polygon = polygon,
                       .most = source->read_bytes ? BYTE_BAND_CELLS : BAND_CELLS};
    size_t room = (size_t)band_cells(window, state.most);
    if (source->read_bytes)
        state.bytes = geo_alloc(room, sizeof *state.bytes);
    else
        state.cells = geo_alloc(room, sizeof *state.cells);
    if (!state.cells && !state.bytes)
        return geo_fail_nomem(ctx);
    /* A window of no cells is swept too: a polygon that cannot be used is an error anywhere. */
    geo_status status = window.width > 0
                            ? measure_strips(&state, ctx, window)
                            : geo_sweep(ctx, source->frame, window, polygon, measure_run, &state);
    geo_free(state.cells);
    geo_free(state.bytes);
    *out = state.sum;
    return status;
}

geo_status geo_cover_measure(geo_ctx *ctx, const geo_grid_source *source, const geo_geom *polygon,
                             geo_cover_sum *out)
{
    geo_window window = geo_frame_window(source->frame, geo_box_of(polygon));
    geo_cover_cells cells = {0};
    geo_status status =
        source->lend ? geo_cover_lent(ctx, source, polygon, window, &cells) : GEO_END;
    if (status == GEO_END && !source->read && !source->read_bytes)
        return geo_fail(ctx, GEO_ERR_UNSUPPORTED, "this is no mask");
    if (status == GEO_END)
        status = measure_bands(ctx, source, polygon, window, &cells);
    if (status != GEO_OK)
        return status;
    double cell_m2 = source->frame.cell_m * source->frame.cell_m;
    *out =
        (geo_cover_sum){geo_sum_value(&cells.area) * cell_m2, geo_sum_value(&cells.valid) * cell_m2,
                        geo_sum_value(&cells.value) * cell_m2};
    return GEO_OK;
}
