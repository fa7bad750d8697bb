/* Elevation models against the town and each other: holes over addresses, a surface below the
 * ground. */
#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "report/audit_state.h"

#define TILE_M                                                                                     \
    250.0            /* addresses are asked in this order, so that blocks of a file are read once  \
                      */
enum { STRIP = 64 }; /* rows read at a time */

static bool is_height(const geo_audit *audit, float value)
{
    return (double)value >= geo_audit_threshold(audit, GEO_AUDIT_ELEVATION_LOWEST) &&
           (double)value <= geo_audit_threshold(audit, GEO_AUDIT_ELEVATION_HIGHEST);
}

/* ---- holes over addresses ---- */

typedef struct asked {
    int64_t row, column; /* of the tile */
    uint32_t address;
} asked;

static int by_tile(const void *left, const void *right)
{
    const asked *a = left, *b = right;
    if (a->row != b->row)
        return a->row < b->row ? -1 : 1;
    if (a->column != b->column)
        return a->column < b->column ? -1 : 1;
    return (a->address > b->address) - (a->address < b->address);
}

static bool has_height(const geo_audit *audit, const geo_grid *grid, geo_point p, double reach_m)
{
    const geo_frame *frame = &grid->frame;
    if (is_height(audit, geo_grid_at(grid, p)))
        return true;
    for (int64_t r = 0; r < frame->height; r++)
        for (int64_t c = 0; c < frame->width; c++)
            if (is_height(audit, grid->cells[r * frame->width + c]) &&
                geo_point_distance(geo_frame_centre(*frame, r, c), p) <= reach_m)
                return true;
    return false;
}

static geo_status find_holes(geo_ctx *ctx, const geo_audit *audit, const geo_audit_layer *address,
                             const geo_audit_layer *model, const asked *order, size_t count,
                             bool *hole)
{
    double reach_m = geo_audit_threshold(audit, GEO_AUDIT_ELEVATION_HOLE);
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < count; i++) {
        geo_point p = address->rows.geoms[order[i].address].points[0];
        geo_grid grid = {0};
        status =
            geo_grid_read(ctx, geo_raster_source(model->raster), geo_box_around(p, reach_m), &grid);
        if (!status)
            hole[order[i].address] = !has_height(audit, &grid, p, reach_m);
        geo_grid_release(&grid);
    }
    return status;
}

/* Addresses beyond the model's edge are told by extent_part. */
static size_t sort_addresses(const geo_audit_layer *address, geo_frame frame, asked *order)
{
    size_t count = 0;
    geo_box box = geo_frame_box(frame);
    for (uint32_t i = 0; i < address->rows.count; i++) {
        geo_point p = address->rows.geoms[i].points[0];
        if (geo_box_meets(geo_box_around(p, 0), box))
            order[count++] = (asked){(int64_t)floor((frame.y0 - p.y) / TILE_M),
                                     (int64_t)floor((p.x - frame.x0) / TILE_M), i};
    }
    if (count)
        qsort(order, count, sizeof *order, by_tile);
    return count;
}

static geo_status tell_holes(geo_ctx *ctx, geo_audit *audit, const geo_audit_layer *address,
                             geo_audit_layer *model)
{
    geo_audit_count bad = {.check = GEO_AUDIT_ELEVATION_HOLE, .theme = model->name};
    asked *order = geo_alloc(address->rows.count, sizeof *order);
    bool *hole = geo_calloc(address->rows.count, sizeof *hole);
    geo_status status = order && hole ? GEO_OK : geo_fail_nomem(ctx);
    if (!status) {
        bad.of = sort_addresses(address, geo_raster_source(model->raster)->frame, order);
        status = find_holes(ctx, audit, address, model, order, bad.of, hole);
    }
    for (size_t i = 0; !status && i < address->rows.count; i++)
        if (hole[i])
            geo_audit_add(&bad, address->rows.ids[i]);
    if (!status)
        geo_audit_tell(audit, &bad, "addresses without a height within %g m",
                       geo_audit_threshold(audit, bad.check));
    geo_free(order);
    geo_free(hole);
    return status;
}

static geo_status check_holes(geo_ctx *ctx, geo_audit *audit, const char *theme)
{
    geo_audit_layer *both[2];
    if (!geo_audit_both(audit, GEO_AUDIT_LIST(GEO_AUDIT_ELEVATION_HOLE), theme, "address", both))
        return GEO_OK;
    if (both[0]->broken) {
        geo_audit_skip(audit, GEO_AUDIT_ELEVATION_HOLE, theme,
                       "its values are no heights in metres");
        return GEO_OK;
    }
    return tell_holes(ctx, audit, both[1], both[0]);
}

/* ---- surface below ground ---- */

/* Cells of the ground in one strip, each with the surface under its centre. */
static geo_status compare_strip(geo_ctx *ctx, geo_audit *audit, const geo_grid_source *ground,
                                const geo_grid_source *surface, geo_window strip, float *cells,
                                geo_audit_count *bad)
{
    double most_m = geo_audit_threshold(audit, bad->check);
    geo_grid over = {0};
    geo_status status = ground->read(ground->self, ctx, strip, cells);
    if (!status)
        status =
            geo_grid_read(ctx, surface, geo_frame_box(geo_frame_sub(ground->frame, strip)), &over);
    for (int64_t i = 0; !status && i < strip.height * strip.width; i++) {
        if (!is_height(audit, cells[i]))
            continue;
        geo_point p = geo_frame_centre(ground->frame, strip.row + i / strip.width, i % strip.width);
        float above = geo_grid_at(&over, p);
        if (!is_height(audit, above))
            continue;
        bad->of++;
        if ((double)cells[i] - (double)above > most_m)
            geo_audit_add_place(audit, bad, p);
    }
    geo_grid_release(&over);
    return status ? status : geo_ctx_poll(ctx);
}

/* Over much of the area it is no matter of a few cells: the models themselves are wrong, which is
 * told instead. */
static void tell_below(geo_audit *audit, geo_audit_count *below)
{
    geo_audit_count most = *below, none = {.check = below->check, .theme = below->theme};
    double most_pct = geo_audit_threshold(audit, GEO_AUDIT_MODELS_SWAPPED);
    double below_m = geo_audit_threshold(audit, below->check);
    bool swapped = 100.0 * (double)below->count > most_pct * (double)below->of;
    most.check = GEO_AUDIT_MODELS_SWAPPED;
    if (!swapped)
        most.count = 0;
    geo_audit_tell(audit, swapped ? &none : below,
                   "cells of the surface more than %g m below the ground", below_m);
    geo_audit_tell(audit, &most, "cells of the surface more than %g m below the ground", below_m);
}

static geo_status compare_models(geo_ctx *ctx, geo_audit *audit, const geo_audit_layer *dsm,
                                 const geo_audit_layer *dtm)
{
    geo_audit_count bad = {.check = GEO_AUDIT_DSM_BELOW_DTM, .theme = "dsm"};
    const geo_grid_source *ground = geo_raster_source(dtm->raster);
    const geo_grid_source *surface = geo_raster_source(dsm->raster);
    geo_frame frame = ground->frame;
    geo_status status = GEO_OK;
    float *cells = geo_alloc((size_t)frame.width * STRIP, sizeof *cells);
    if (!cells)
        return geo_fail_nomem(ctx);
    for (int64_t row = 0; !status && row < frame.height; row += STRIP) {
        int64_t height = frame.height - row < STRIP ? frame.height - row : STRIP;
        status = compare_strip(ctx, audit, ground, surface,
                               (geo_window){row, 0, height, frame.width}, cells, &bad);
    }
    geo_free(cells);
    if (!status)
        tell_below(audit, &bad);
    return status;
}

#define BELOW_CHECKS GEO_AUDIT_DSM_BELOW_DTM, GEO_AUDIT_MODELS_SWAPPED

geo_status geo_audit_heights(geo_ctx *ctx, geo_audit *audit)
{
    geo_audit_layer *both[2];
    geo_status status = check_holes(ctx, audit, "dtm");
    if (!status)
        status = check_holes(ctx, audit, "dsm");
    if (status || !geo_audit_both(audit, GEO_AUDIT_LIST(BELOW_CHECKS), "dsm", "dtm", both))
        return status;
    if (!both[0]->broken && !both[1]->broken)
        return compare_models(ctx, audit, both[0], both[1]);
    for (size_t i = 0; i < 2; i++)
        geo_audit_skip(audit, ((const geo_audit_check[]){BELOW_CHECKS})[i], "dsm",
                       "the values of one of the models are no heights in metres");
    return status;
}
