/* The canopy height model, piece by piece. A crown is decided within a border around its piece: of
 * a group of cells that has fewer than `least`, no two are `least` cells apart, so that all of it
 * lies within the border; and a group that goes on beyond the border has, on its way there, as many
 * cells as are asked for. */
#include "raster/chm.h"

#include <math.h>

#include "base/alloc.h"
#include "geom/rtree.h"
#include "raster/cover.h"
#include "raster/mosaic.h"

enum { PIECE = 1024, GREEN_ROWS = 64 };
static const int64_t BORDER_MOST = 2048; /* cells */

struct geo_chm {
    geo_chm_inputs inputs;
    geo_chm_options options;
    geo_grid_source source;
    geo_rtree *masks;
    geo_hits hits;
    int64_t least;       /* cells of the smallest crown */
    int64_t border;      /* cells that decide over it */
    int64_t reach;       /* of the ground, cells */
    int64_t row, column; /* of the surface's first cell in the terrain's frame */
};

/* A piece with its border, and what is known of its cells. */
typedef struct piece {
    geo_window window; /* in the surface's frame */
    geo_grid heights;  /* surface first, then height over ground */
    geo_grid masked;   /* 1: masked */
    float *terrain;    /* with a further border of the reach */
    float *ground;
} piece;

static geo_window grown(geo_window w, int64_t by)
{
    return (geo_window){w.row - by, w.column - by, w.height + 2 * by, w.width + 2 * by};
}

static geo_status read_source(geo_ctx *ctx, const geo_grid_source *source, geo_window window,
                              float *cells)
{
    geo_status status = source->read(source->self, ctx, window, cells);
    return geo_while(ctx, status, "while reading raster '%s'", source->name ? source->name : "");
}

static geo_status read_ground(geo_ctx *ctx, const geo_chm *chm, piece *p)
{
    geo_window wide = grown(p->window, chm->reach);
    wide.row += chm->row;
    wide.column += chm->column;
    size_t cells = (size_t)(p->window.height * p->window.width);
    p->terrain = geo_alloc((size_t)(wide.height * wide.width), sizeof *p->terrain);
    p->ground = geo_alloc(cells, sizeof *p->ground);
    if (!p->terrain || !p->ground)
        return geo_fail_nomem(ctx);
    geo_status status = read_source(ctx, chm->inputs.dtm, wide, p->terrain);
    if (status == GEO_OK)
        status = geo_chm_fill(ctx, p->terrain, wide.width, wide.height, chm->reach, p->ground);
    return status;
}

static geo_status burn_masks(geo_ctx *ctx, geo_chm *chm, piece *p)
{
    if (!chm->masks)
        return GEO_OK;
    geo_box box = geo_frame_box(p->masked.frame);
    geo_status status = geo_rtree_search(ctx, chm->masks, box, &chm->hits);
    for (size_t i = 0; status == GEO_OK && i < chm->hits.count; i++) {
        const geo_chm_mask *mask = &chm->inputs.masks[chm->hits.items[i]];
        bool is_polygon = geo_geom_is_polygon(mask->geom);
        if (is_polygon)
            status = geo_grid_burn(ctx, &p->masked, mask->geom, 1);
        if (status == GEO_OK && (!is_polygon || mask->buffer_m > 0))
            status = geo_grid_burn_near(ctx, &p->masked, mask->geom, mask->buffer_m, 1);
    }
    return status;
}

static void judge_heights(const geo_chm *chm, piece *p)
{
    const double min = chm->options.height_min_m - GEO_CHM_SLACK_M;
    const double max = chm->options.height_max_m;
    int64_t count = p->window.height * p->window.width;
    float *cells = p->heights.cells;
    for (int64_t i = 0; i < count; i++) {
        double height = (double)cells[i] - (double)p->ground[i];
        bool is_bare = p->masked.cells[i] > 0 || height < min || height > max;
        cells[i] = is_bare ? 0 : (float)height;
    }
}

static void judge_green_row(const geo_chm *chm, const geo_grid *green, piece *p, int64_t row)
{
    float *cells = p->heights.cells + row * p->window.width;
    for (int64_t i = 0; i < p->window.width; i++) {
        if (!(cells[i] > 0))
            continue;
        float value = geo_grid_at(green, geo_frame_centre(p->heights.frame, row, i));
        if (isnan(value))
            cells[i] = NAN;
        else if (!((double)value > chm->options.green_over))
            cells[i] = 0;
    }
}

/* In strips: a picture may have a hundred cells to one of ours. */
static geo_status judge_green(geo_ctx *ctx, const geo_chm *chm, piece *p)
{
    geo_status status = GEO_OK;
    if (!chm->inputs.green)
        return GEO_OK;
    for (int64_t row = 0; status == GEO_OK && row < p->window.height; row += GREEN_ROWS) {
        int64_t left = p->window.height - row, rows = left < GREEN_ROWS ? left : GREEN_ROWS;
        geo_window strip = {row, 0, rows, p->window.width};
        geo_grid green = {0};
        status = geo_grid_read(ctx, chm->inputs.green,
                               geo_frame_box(geo_frame_sub(p->heights.frame, strip)), &green);
        for (int64_t i = row; status == GEO_OK && i < row + rows; i++)
            judge_green_row(chm, &green, p, i);
        geo_grid_release(&green);
    }
    return status;
}

static geo_status make_piece(geo_ctx *ctx, geo_chm *chm, geo_window inner, piece *p)
{
    p->window = grown(inner, chm->border);
    geo_frame frame = geo_frame_sub(chm->source.frame, p->window);
    geo_status status = geo_ctx_poll(ctx);
    if (status == GEO_OK)
        status = geo_grid_init(ctx, &p->heights, frame, NAN);
    if (status == GEO_OK)
        status = geo_grid_init(ctx, &p->masked, frame, 0);
    if (status == GEO_OK)
        status = read_source(ctx, chm->inputs.dsm, p->window, p->heights.cells);
    if (status == GEO_OK)
        status = read_ground(ctx, chm, p);
    if (status == GEO_OK)
        status = burn_masks(ctx, chm, p);
    if (status != GEO_OK)
        return status;
    judge_heights(chm, p);
    status = judge_green(ctx, chm, p);
    if (status == GEO_OK)
        status = geo_chm_drop_small(ctx, p->heights.cells, p->window.width, p->window.height,
                                    chm->least);
    return status;
}

static void release_piece(piece *p)
{
    geo_grid_release(&p->heights);
    geo_grid_release(&p->masked);
    geo_free(p->terrain);
    geo_free(p->ground);
}

/* Hands the piece's inner cells over; what lies outside the surface is unknown, masked or not. */
static void take_piece(const geo_chm *chm, const piece *p, geo_window inner, geo_window window,
                       float *cells)
{
    geo_frame frame = chm->source.frame;
    for (int64_t i = 0; i < inner.height; i++) {
        int64_t row = inner.row + i;
        float *to = cells + (row - window.row) * window.width + inner.column - window.column;
        const float *from = p->heights.cells + (i + chm->border) * p->window.width + chm->border;
        for (int64_t j = 0; j < inner.width; j++) {
            int64_t column = inner.column + j;
            bool inside = row >= 0 && row < frame.height && column >= 0 && column < frame.width;
            to[j] = inside ? from[j] : NAN;
        }
    }
}

static geo_status read_chm(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    geo_chm *chm = self;
    geo_status status = GEO_OK;
    for (int64_t row = 0; status == GEO_OK && row < window.height; row += PIECE) {
        for (int64_t column = 0; status == GEO_OK && column < window.width; column += PIECE) {
            int64_t rows = window.height - row, columns = window.width - column;
            geo_window inner = {window.row + row, window.column + column,
                                rows < PIECE ? rows : PIECE, columns < PIECE ? columns : PIECE};
            piece p = {0};
            status = make_piece(ctx, chm, inner, &p);
            if (status == GEO_OK)
                take_piece(chm, &p, inner, window, cells);
            release_piece(&p);
        }
    }
    return status;
}

static geo_status index_masks(geo_ctx *ctx, geo_chm *chm)
{
    size_t count = chm->inputs.mask_count;
    if (!count)
        return GEO_OK;
    geo_box *boxes = geo_alloc(count, sizeof *boxes);
    if (!boxes)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < count; i++) {
        const geo_chm_mask *mask = &chm->inputs.masks[i];
        boxes[i] = geo_box_grow(geo_box_of(mask->geom), mask->buffer_m + GEO_SLACK_M);
    }
    geo_status status = geo_rtree_new(ctx, boxes, count, &chm->masks);
    geo_free(boxes);
    return status;
}

static geo_status check_options(geo_ctx *ctx, const geo_chm_options *options)
{
    if (!(options->height_min_m > 0) || !(options->height_max_m > options->height_min_m))
        return geo_fail(ctx, GEO_ERR_ARG, "heights of vegetation from %g m to %g m",
                        options->height_min_m, options->height_max_m);
    if (!(options->area_min_m2 >= 0) || !(options->ground_reach_m >= 0))
        return geo_fail(ctx, GEO_ERR_ARG, "a crown of at least %g m2, ground carried over %g m",
                        options->area_min_m2, options->ground_reach_m);
    return GEO_OK;
}

double geo_chm_cell_least(const geo_chm_options *options)
{
    return fmax(sqrt(options->area_min_m2 / (double)BORDER_MOST),
                options->ground_reach_m / (double)BORDER_MOST);
}

static geo_status settle(geo_ctx *ctx, geo_chm *chm)
{
    geo_frame dsm = chm->inputs.dsm->frame, dtm = chm->inputs.dtm->frame;
    if (!geo_frames_agree(dsm, dtm))
        return geo_fail(ctx, GEO_ERR_ARG,
                        "the cells of '%s' (%g m) and '%s' (%g m) do not lie on one grid",
                        chm->inputs.dsm->name, dsm.cell_m, chm->inputs.dtm->name, dtm.cell_m);
    double cells = ceil(chm->options.area_min_m2 / (dsm.cell_m * dsm.cell_m) - 1e-9);
    double reach = floor(chm->options.ground_reach_m / dsm.cell_m + 1e-9);
    if (cells > (double)BORDER_MOST || reach > (double)BORDER_MOST)
        return geo_fail(ctx, GEO_ERR_LIMIT,
                        "a smallest crown of %g m2 or ground carried over %g m is more than %lld "
                        "cells of %g m",
                        chm->options.area_min_m2, chm->options.ground_reach_m,
                        (long long)BORDER_MOST, dsm.cell_m);
    chm->least = (int64_t)cells;
    chm->border = chm->least > 1 ? chm->least - 1 : 0;
    chm->reach = (int64_t)reach;
    chm->column = (int64_t)llround((dsm.x0 - dtm.x0) / dsm.cell_m);
    chm->row = (int64_t)llround((dtm.y0 - dsm.y0) / dsm.cell_m);
    chm->source = (geo_grid_source){
        .self = chm, .frame = dsm, .name = chm->inputs.dsm->name, .read = read_chm};
    return index_masks(ctx, chm);
}

geo_status geo_chm_new(geo_ctx *ctx, const geo_chm_inputs *inputs, const geo_chm_options *options,
                       geo_chm **out)
{
    geo_status status = check_options(ctx, options);
    if (status != GEO_OK)
        return status;
    geo_chm *chm = geo_calloc(1, sizeof *chm);
    if (!chm)
        return geo_fail_nomem(ctx);
    chm->inputs = *inputs;
    chm->options = *options;
    status = settle(ctx, chm);
    if (status == GEO_OK)
        *out = chm;
    else
        geo_chm_free(chm);
    return status;
}

void geo_chm_free(geo_chm *chm)
{
    if (!chm)
        return;
    geo_rtree_free(chm->masks);
    geo_free(chm->hits.items);
    geo_free(chm);
}

const geo_grid_source *geo_chm_source(const geo_chm *chm)
{
    return &chm->source;
}
