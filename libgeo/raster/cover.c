/* Covered fractions as floats, and sums of a source under a polygon, read band by band. */
#include <math.h>

#include "base/alloc.h"
#include "base/sum.h"
#include "raster/cover.h"
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
        to->fractions[i] = (float)fractions[i];
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

/* Cells held at a time: 4 MiB. A wider window is summed in strips of columns. */
#define BAND_CELLS ((int64_t)1 << 20)

typedef struct measuring {
    const geo_grid_source *source;
    geo_window strip; /* what is summed now */
    geo_window band;  /* what `cells` holds: rows of the strip */
    float *cells;
    geo_sum area, valid, value; /* in cells */
} measuring;

/* Makes the band hold `row`. */
static geo_status load_row(measuring *state, geo_ctx *ctx, int64_t row)
{
    geo_window *band = &state->band, strip = state->strip;
    if (row >= band->row && row < band->row + band->height)
        return GEO_OK;
    int64_t rows = BAND_CELLS / strip.width, left = strip.row + strip.height - row;
    *band = (geo_window){row, strip.column, rows < left ? rows : left, strip.width};
    geo_status status = geo_ctx_poll(ctx);
    if (status == GEO_OK)
        status = state->source->read(state->source->self, ctx, *band, state->cells);
    return geo_while(ctx, status, "while reading raster '%s'",
                     state->source->name ? state->source->name : "");
}

static geo_status measure_run(void *self, geo_ctx *ctx, int64_t row, int64_t first_column,
                              const double *fractions, int64_t count)
{
    measuring *state = self;
    geo_status status = load_row(state, ctx, row);
    if (status != GEO_OK)
        return status;
    const float *cells = state->cells + (row - state->band.row) * state->band.width +
                         (first_column - state->band.column);
    double area = 0, valid = 0, value = 0;
    for (int64_t i = 0; i < count; i++) {
        area += fractions[i];
        if (isnan(cells[i]))
            continue;
        double share = cells[i] < 0 ? 0 : (cells[i] > 1 ? 1 : (double)cells[i]);
        valid += fractions[i];
        value += fractions[i] * share;
    }
    geo_sum_add(&state->area, area);
    geo_sum_add(&state->valid, valid);
    geo_sum_add(&state->value, value);
    return GEO_OK;
}

static geo_status measure_strips(measuring *state, geo_ctx *ctx, geo_window window,
                                 const geo_geom *polygon)
{
    geo_status status = GEO_OK;
    int64_t end = window.column + window.width;
    for (int64_t column = window.column; status == GEO_OK && column < end; column += BAND_CELLS) {
        int64_t width = end - column < BAND_CELLS ? end - column : BAND_CELLS;
        state->strip = (geo_window){window.row, column, window.height, width};
        state->band = (geo_window){0};
        status = geo_sweep(ctx, state->source->frame, state->strip, polygon, measure_run, state);
    }
    return status;
}

/* Cells of the largest band that the window needs. */
static int64_t band_cells(geo_window window)
{
    int64_t width = window.width < BAND_CELLS ? window.width : BAND_CELLS;
    int64_t rows = width > 0 ? BAND_CELLS / width : 0;
    return width * (rows < window.height ? rows : window.height);
}

geo_status geo_cover_measure(geo_ctx *ctx, const geo_grid_source *source, const geo_geom *polygon,
                             geo_cover_sum *out)
{
    geo_window window = geo_frame_window(source->frame, geo_box_of(polygon));
    measuring state = {.source = source};
    state.cells = geo_alloc((size_t)band_cells(window), sizeof *state.cells);
    if (!state.cells)
        return geo_fail_nomem(ctx);
    /* A window of no cells is swept too: a polygon that cannot be used is an error anywhere. */
    geo_status status = window.width > 0
                            ? measure_strips(&state, ctx, window, polygon)
                            : geo_sweep(ctx, source->frame, window, polygon, measure_run, &state);
    geo_free(state.cells);
    if (status != GEO_OK)
        return status;
    double cell_m2 = source->frame.cell_m * source->frame.cell_m;
    *out =
        (geo_cover_sum){geo_sum_value(&state.area) * cell_m2, geo_sum_value(&state.valid) * cell_m2,
                        geo_sum_value(&state.value) * cell_m2};
    return GEO_OK;
}
