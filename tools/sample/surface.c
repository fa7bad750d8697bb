/* Renders ground, roofs and crowns. Heights only ever rise, so the order of blocks is of no
 * consequence and windows fit together without seams. */
#include "sample/surface.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "sample/random.h"
#include "sample/shapes.h"

#define RING_CELLS 8   /* without data, around the town */
#define TILE 512       /* cells along a side that are rendered at once */
#define OVERHANG_M 30  /* how far anything reaches out of its block */
#define CROWN_BASE 0.4 /* share of a tree's height below its crown */

/* One piece of a window while it is rendered. */
typedef struct tile {
    sample_surface *surface;
    geo_frame frame;
    int64_t row, column; /* of its first cell in the whole grid, for the noise */
    float *cells;
    int64_t stride;
} tile;

static float *tile_cell(const tile *t, int64_t row, int64_t column)
{
    return &t->cells[row * t->stride + column];
}

static double noise_at(const tile *t, int64_t row, int64_t column)
{
    const sample_surface *surface = t->surface;
    uint64_t bits = sample_hash(surface->plan->seed, 'Z', t->column + column, t->row + row);
    return surface->noise_m * ((double)(bits >> 11) * 0x1p-53 - 0.5);
}

static void draw_ground(const tile *t, sample_rect *reach)
{
    const sample_plan *plan = t->surface->plan;
    *reach = (sample_rect){INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (int64_t row = 0; row < t->frame.height; row++) {
        geo_point board = sample_map_guess(&plan->map, geo_frame_centre(t->frame, row, 0));
        for (int64_t column = 0; column < t->frame.width; column++) {
            geo_point centre = geo_frame_centre(t->frame, row, column);
            board = sample_map_unbend(&plan->map, centre, board);
            reach->x0 = fmin(reach->x0, board.x);
            reach->y0 = fmin(reach->y0, board.y);
            reach->x1 = fmax(reach->x1, board.x);
            reach->y1 = fmax(reach->y1, board.y);
            double z = NAN;
            if (sample_plan_holds(plan, board)) {
                z = sample_plan_ground(plan, board);
                z += t->surface->is_dsm ? noise_at(t, row, column) : 0;
            }
            *tile_cell(t, row, column) = (float)z;
        }
    }
}

/* Height of a roof over ground at a board point inside its walls. */
static double roof_at(const sample_building *building, geo_point board)
{
    if (!building->gable)
        return building->height_m;
    double half = (building->rect.y1 - building->rect.y0) / 2;
    double from_ridge = fabs(board.y - building->rect.y0 - half) / half;
    return building->height_m * (1 - 0.4 * from_ridge);
}

static geo_box rect_box(const sample_plan *plan, sample_rect r)
{
    const geo_point corners[] = {{r.x0, r.y0}, {r.x1, r.y0}, {r.x1, r.y1}, {r.x0, r.y1}};
    geo_box box = GEO_BOX_EMPTY;
    for (int k = 0; k < 4; k++)
        box = geo_box_join(box, geo_box_around(sample_map_bend(&plan->map, corners[k]), 0.2));
    return box;
}

static void raise_cell(const tile *t, int64_t row, int64_t column, double z)
{
    float *cell = tile_cell(t, row, column);
    double noisy = z + noise_at(t, row, column);
    if (*cell < noisy) /* false for no data */
        *cell = (float)noisy;
}

static void draw_building(const tile *t, const sample_building *building)
{
    const sample_plan *plan = t->surface->plan;
    sample_rect r = building->rect;
    geo_window window = geo_frame_window(t->frame, rect_box(plan, r));
    geo_point middle = {(r.x0 + r.x1) / 2, (r.y0 + r.y1) / 2};
    for (int64_t row = window.row; row < window.row + window.height; row++) {
        for (int64_t column = window.column; column < window.column + window.width; column++) {
            geo_point centre = geo_frame_centre(t->frame, row, column);
            geo_point p = sample_map_unbend(&plan->map, centre, middle);
            if (p.x >= r.x0 && p.x < r.x1 && p.y >= r.y0 && p.y < r.y1)
                raise_cell(t, row, column, building->ground_m + roof_at(building, p));
        }
    }
}

/* A crown is half an ellipsoid on top of the bare trunk. */
static void draw_tree(const tile *t, const sample_tree *tree)
{
    const sample_plan *plan = t->surface->plan;
    geo_point trunk = sample_map_place(&plan->map, tree->at);
    double radius = tree->crown_d_m / 2, ground = sample_plan_ground(plan, tree->at);
    geo_window window = geo_frame_window(t->frame, geo_box_around(trunk, radius));
    for (int64_t row = window.row; row < window.row + window.height; row++) {
        for (int64_t column = window.column; column < window.column + window.width; column++) {
            geo_point centre = geo_frame_centre(t->frame, row, column);
            double far = geo_point_distance(centre, trunk) / radius;
            if (far >= 1)
                continue;
            double share = CROWN_BASE + (1 - CROWN_BASE) * sqrt(1 - far * far);
            raise_cell(t, row, column, ground + tree->height_m * share);
        }
    }
}

static void draw_block(const tile *t)
{
    const sample_block *block = &t->surface->block;
    for (size_t k = 0; k < block->buildings.count; k++)
        draw_building(t, &block->buildings.items[k]);
    for (size_t k = 0; k < block->trees.count; k++)
        if (block->trees.items[k].status == SAMPLE_STANDING)
            draw_tree(t, &block->trees.items[k]);
}

static geo_status draw_blocks(geo_ctx *ctx, const tile *t, sample_rect reach)
{
    const sample_plan *plan = t->surface->plan;
    int west = sample_plan_column_at(plan, reach.x0 - OVERHANG_M);
    int east = sample_plan_column_at(plan, reach.x1 + OVERHANG_M);
    int south = sample_plan_row_at(plan, reach.y0 - OVERHANG_M);
    int north = sample_plan_row_at(plan, reach.y1 + OVERHANG_M);
    for (int row = south; row <= north; row++) {
        for (int column = west; column <= east; column++) {
            geo_status status = sample_block_make(ctx, plan, column, row, &t->surface->block);
            if (status != GEO_OK)
                return status;
            draw_block(t);
        }
    }
    return GEO_OK;
}

static geo_status draw_tile(geo_ctx *ctx, const tile *t)
{
    sample_rect reach;
    draw_ground(t, &reach);
    if (!t->surface->is_dsm)
        return GEO_OK;
    return draw_blocks(ctx, t, reach);
}

static int64_t smaller(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* Windows may reach outside the frame: there is no town there, hence no data. */
static geo_status surface_read(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    sample_surface *surface = self;
    geo_status status = GEO_OK;
    for (int64_t row = 0; row < window.height && status == GEO_OK; row += TILE) {
        for (int64_t column = 0; column < window.width && status == GEO_OK; column += TILE) {
            geo_window part = {window.row + row, window.column + column,
                               smaller(TILE, window.height - row),
                               smaller(TILE, window.width - column)};
            tile one = {.surface = surface,
                        .frame = geo_frame_sub(surface->source.frame, part),
                        .row = part.row,
                        .column = part.column,
                        .cells = cells + row * window.width + column,
                        .stride = window.width};
            status = draw_tile(ctx, &one);
        }
        if (status == GEO_OK)
            status = geo_ctx_poll(ctx);
    }
    return status;
}

geo_status sample_surface_init(geo_ctx *ctx, sample_surface *surface, double cell_m)
{
    geo_box box = sample_plan_extent(surface->plan);
    double x0 = (floor(box.xmin / cell_m) - RING_CELLS) * cell_m;
    double y0 = (ceil(box.ymax / cell_m) + RING_CELLS) * cell_m;
    double width = ceil((box.xmax - x0) / cell_m) + RING_CELLS;
    double height = ceil((y0 - box.ymin) / cell_m) + RING_CELLS;
    if (!(width < INT32_MAX && height < INT32_MAX))
        return geo_fail(ctx, GEO_ERR_RANGE, "cells of %g m are too small for this town", cell_m);
    surface->source = (geo_grid_source){.self = surface,
                                        .frame = {x0, y0, cell_m, (int64_t)width, (int64_t)height},
                                        .name = surface->is_dsm ? "dsm.tif" : "dtm.tif",
                                        .read = surface_read};
    return GEO_OK;
}

void sample_surface_release(sample_surface *surface)
{
    sample_block_release(&surface->block);
    *surface = (sample_surface){0};
}
