/* Elevation models by themselves: opened whatever they hold, then looked at cell by cell, three
 * rows in memory at a time. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "io/rasters_facts.h"
#include "report/audit_state.h"

/* ---- opening ---- */

static geo_status try_open(geo_ctx *ctx, const geo_audit *audit, geo_audit_layer *layer,
                           const geo_crs *target, const char *declared)
{
    const geo_raster_options options = {.kind = GEO_RASTER_ANY,
                                        .crs = declared,
                                        .target = target,
                                        .allow_network = audit->inputs->allow_network};
    return geo_raster_new(ctx, layer->dataset, &options, &layer->raster);
}

static void tell_crs(geo_audit *audit, const geo_audit_layer *layer, geo_audit_check check,
                     const char *detail)
{
    geo_audit_count count = {.check = check, .theme = layer->name};
    geo_audit_tell_as(audit, GEO_AUDIT_ERROR, &count, false, detail);
}

/* A raster is not transformed by any tool, so another system than the town's is an error. */
static geo_status open_despite_crs(geo_ctx *ctx, geo_audit *audit, geo_audit_layer *layer)
{
    geo_text first = GEO_TEXT_INIT;
    geo_text_add(&first, geo_ctx_error(ctx));
    geo_ctx_reset(ctx);
    geo_status status = try_open(ctx, audit, layer, audit->crs, geo_crs_label(audit->crs));
    if (!status) {
        tell_crs(audit, layer, GEO_AUDIT_CRS_MISSING, geo_text_string(&first));
    } else if (status == GEO_ERR_CRS) {
        geo_ctx_reset(ctx);
        status = try_open(ctx, audit, layer, NULL, NULL);
        if (!status)
            tell_crs(audit, layer, GEO_AUDIT_CRS_DIFFERS, geo_text_string(&first));
        geo_raster_free(layer->raster);
        layer->raster = NULL;
        layer->why = "it is in another reference system than the town";
    }
    geo_text_release(&first);
    return status;
}

geo_status geo_audit_open_raster(geo_ctx *ctx, geo_audit *audit, geo_audit_layer *layer)
{
    geo_status status = try_open(ctx, audit, layer, audit->crs, NULL);
    if (status == GEO_ERR_CRS)
        status = open_despite_crs(ctx, audit, layer);
    else if (!status)
        audit->report->done++;
    if (geo_audit_is_finding(status)) {
        geo_audit_unusable(ctx, audit, layer,
                           status == GEO_ERR_CRS ? GEO_AUDIT_CRS_GEOGRAPHIC : GEO_AUDIT_UNREADABLE);
        return GEO_OK;
    }
    layer->ready = !status && layer->raster;
    if (layer->ready) {
        layer->year = geo_raster_year(layer->raster);
        layer->has_nodata = geo_raster_has_nodata(layer->raster);
    }
    return status;
}

/* ---- cells ---- */

typedef struct cells {
    geo_audit *audit;
    const geo_grid_source *grid;
    float *rows[3]; /* above, here, below */
    uint64_t valid, zero;
    uint64_t numbers, whole, steps; /* as stored: also what would be a height in centimetres */
    double step_sum;
    double lowest, highest; /* beyond these it is no height */
    double spike_m;
    geo_audit_count strange, spikes;
} cells;

static bool is_number(const cells *c, float value)
{
    return (double)value >= 100 * c->lowest && (double)value <= 100 * c->highest;
}

/* Whole numbers that are far apart from cell to cell are centimetres: looked for among all that can
 * be one, before what is no height in metres is taken out. Zeros tell nothing. */
static void add_numbers(cells *c, const float *row)
{
    for (int64_t i = 0; i < c->grid->frame.width; i++) {
        if (!is_number(c, row[i]))
            continue;
        c->numbers += row[i] != 0;
        c->whole += row[i] != 0 && row[i] == rintf(row[i]);
        if (i == 0 || !is_number(c, row[i - 1]))
            continue;
        c->steps++;
        c->step_sum += fabs((double)row[i] - (double)row[i - 1]);
    }
}

/* What cannot be a height stands for no data, and is so treated from here on. */
static void settle_row(cells *c, float *row, int64_t at)
{
    for (int64_t i = 0; i < c->grid->frame.width; i++) {
        double value = (double)row[i];
        if (isnan(row[i]))
            continue;
        if (value >= c->lowest && value <= c->highest) {
            c->valid++;
            c->zero += row[i] == 0;
            continue;
        }
        geo_audit_add_place(c->audit, &c->strange, geo_frame_centre(c->grid->frame, at, i));
        row[i] = NAN;
    }
}

/* Alone above or below everything around it; with fewer than three neighbours nobody can tell. */
static bool is_spike(const cells *c, int64_t i)
{
    double value = (double)c->rows[1][i], low = INFINITY, high = -INFINITY;
    int known = 0;
    for (int r = 0; r < 3; r++)
        for (int64_t k = i - 1; k <= i + 1; k++) {
            if (k < 0 || k >= c->grid->frame.width || (r == 1 && k == i) || isnan(c->rows[r][k]))
                continue;
            known++;
            low = fmin(low, (double)c->rows[r][k]);
            high = fmax(high, (double)c->rows[r][k]);
        }
    return known >= 3 && (value - high > c->spike_m || low - value > c->spike_m);
}

static void add_spikes(cells *c, int64_t at)
{
    const float *row = c->rows[1];
    for (int64_t i = 0; i < c->grid->frame.width; i++) {
        bool flat = i > 0 && (double)fabsf(row[i] - row[i - 1]) <= c->spike_m;
        if (!isnan(row[i]) && !flat && is_spike(c, i))
            geo_audit_add_place(c->audit, &c->spikes, geo_frame_centre(c->grid->frame, at, i));
    }
}

static geo_status read_row(geo_ctx *ctx, cells *c, int64_t at, float *row)
{
    int64_t width = c->grid->frame.width;
    if (at >= c->grid->frame.height) {
        for (int64_t i = 0; i < width; i++)
            row[i] = NAN;
        return GEO_OK;
    }
    geo_status status = c->grid->read(c->grid->self, ctx, (geo_window){at, 0, 1, width}, row);
    if (status)
        return status;
    add_numbers(c, row);
    settle_row(c, row, at);
    return GEO_OK;
}

static geo_status look_at_rows(geo_ctx *ctx, cells *c)
{
    for (int64_t i = 0; i < c->grid->frame.width; i++)
        c->rows[0][i] = NAN;
    geo_status status = read_row(ctx, c, 0, c->rows[1]);
    for (int64_t at = 0; !status && at < c->grid->frame.height; at++) {
        status = read_row(ctx, c, at + 1, c->rows[2]);
        if (!status)
            status = geo_ctx_poll(ctx);
        if (status)
            return status;
        add_spikes(c, at);
        float *oldest = c->rows[0];
        c->rows[0] = c->rows[1];
        c->rows[1] = c->rows[2];
        c->rows[2] = oldest;
    }
    return status;
}

/* ---- what it comes to ---- */

static double percent(uint64_t part, uint64_t whole)
{
    return whole ? 100.0 * (double)part / (double)whole : 0;
}

static void tell_nodata(geo_audit *audit, const geo_audit_layer *layer, cells *c)
{
    geo_audit_count silent = {.check = GEO_AUDIT_ELEVATION_UNDECLARED, .theme = layer->name};
    c->strange.of = c->valid + c->strange.count;
    geo_audit_tell(audit, &c->strange, "cells with a value that is no height in metres");
    if (layer->has_nodata || c->strange.count)
        audit->report->done++;
    else
        geo_audit_tell_as(audit, audit->rules->checks[silent.check].severity, &silent, false,
                          "the file declares no value for no data");
}

/* Is it in centimetres? Then nothing else that is asked of metres says anything. */
static bool tell_whole(geo_audit *audit, const geo_audit_layer *layer, const cells *c)
{
    geo_audit_count bad = {.theme = layer->name, .count = c->whole, .of = c->numbers};
    double step = c->steps ? c->step_sum / (double)c->steps : 0;
    bool whole = c->numbers && percent(c->whole, c->numbers) >=
                                   geo_audit_threshold(audit, GEO_AUDIT_ELEVATION_WHOLE);
    bool cm = whole && step > geo_audit_threshold(audit, GEO_AUDIT_ELEVATION_CENTIMETRES);
    bad.check = cm ? GEO_AUDIT_ELEVATION_CENTIMETRES : GEO_AUDIT_ELEVATION_WHOLE;
    if (whole)
        geo_audit_tell(audit, &bad, "whole numbers, on average %.2f apart from cell to cell", step);
    audit->report->done += whole ? 1 : 2;
    return cm;
}

static bool tell_zero(geo_audit *audit, const geo_audit_layer *layer, const cells *c)
{
    geo_audit_count bad = {
        .check = GEO_AUDIT_ELEVATION_ZERO, .theme = layer->name, .count = c->zero, .of = c->valid};
    if (percent(c->zero, c->valid) < geo_audit_threshold(audit, bad.check))
        bad.count = 0;
    geo_audit_tell(audit, &bad, "cells that are zero");
    return bad.count > 0;
}

static void skip_rest(geo_audit *audit, geo_audit_layer *layer, const cells *c)
{
    layer->broken = true;
    geo_audit_skip(audit, c->spikes.check, layer->name, "its values are no heights in metres");
}

static void tell_all(geo_audit *audit, geo_audit_layer *layer, cells *c)
{
    geo_audit_count none = {.check = GEO_AUDIT_EMPTY_THEME, .theme = layer->name};
    if (tell_whole(audit, layer, c)) {
        skip_rest(audit, layer, c);
        return;
    }
    tell_nodata(audit, layer, c);
    if (!c->valid) {
        geo_audit_tell_as(audit, geo_audit_lowered(audit, none.check, layer->want->need), &none,
                          false, "no cell has a height");
        layer->ready = false;
        layer->why = "none of its cells has a height";
        return;
    }
    if (tell_zero(audit, layer, c)) {
        skip_rest(audit, layer, c);
        return;
    }
    c->spikes.of = c->valid;
    geo_audit_tell(audit, &c->spikes, "cells more than %g m above or below all around them",
                   c->spike_m);
}

static geo_status look(geo_ctx *ctx, geo_audit *audit, geo_audit_layer *layer,
                       geo_audit_check spike)
{
    cells c = {.audit = audit,
               .grid = geo_raster_source(layer->raster),
               .lowest = geo_audit_threshold(audit, GEO_AUDIT_ELEVATION_LOWEST),
               .highest = geo_audit_threshold(audit, GEO_AUDIT_ELEVATION_HIGHEST),
               .spike_m = geo_audit_threshold(audit, spike),
               .strange = {.check = GEO_AUDIT_ELEVATION_NODATA, .theme = layer->name},
               .spikes = {.check = spike, .theme = layer->name}};
    size_t width = (size_t)c.grid->frame.width;
    float *room = geo_alloc(width * 3, sizeof *room);
    if (!room)
        return geo_fail_nomem(ctx);
    for (size_t r = 0; r < 3; r++)
        c.rows[r] = room + r * width;
    geo_status status = look_at_rows(ctx, &c);
    geo_free(room);
    if (!status) {
        tell_all(audit, layer, &c);
    } else if (geo_audit_is_finding(status)) {
        layer->ready = false;
        geo_audit_unusable(ctx, audit, layer, GEO_AUDIT_UNREADABLE);
        status = GEO_OK;
    }
    return status;
}

/* Those of both models. */
#define CELL_CHECKS                                                                                \
    GEO_AUDIT_ELEVATION_ZERO, GEO_AUDIT_ELEVATION_WHOLE, GEO_AUDIT_ELEVATION_CENTIMETRES,          \
        GEO_AUDIT_ELEVATION_NODATA, GEO_AUDIT_ELEVATION_UNDECLARED

geo_status geo_audit_models(geo_ctx *ctx, geo_audit *audit)
{
    geo_audit_layer *layer;
    geo_status status = GEO_OK;
    if (geo_audit_ready(audit, GEO_AUDIT_LIST(CELL_CHECKS, GEO_AUDIT_DTM_SPIKE), "dtm", &layer))
        status = look(ctx, audit, layer, GEO_AUDIT_DTM_SPIKE);
    if (!status &&
        geo_audit_ready(audit, GEO_AUDIT_LIST(CELL_CHECKS, GEO_AUDIT_DSM_SPIKE), "dsm", &layer))
        status = look(ctx, audit, layer, GEO_AUDIT_DSM_SPIKE);
    return status;
}
