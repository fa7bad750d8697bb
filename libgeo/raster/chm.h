/* Height of vegetation from two elevation models: the canopy height model (CHM). Works on any
 * window by itself, so that the answer does not depend on how a grid is cut up. */
#ifndef GEO_RASTER_CHM_H
#define GEO_RASTER_CHM_H

#include "raster/grid.h"

/* What is no vegetation whatever its height: a polygon, or all within buffer_m of the geometry's
 * points, lines or outlines. */
typedef struct geo_chm_mask {
    const geo_geom *geom; /* borrowed */
    double buffer_m;      /* polygons: 0 is the cells whose centre lies in them */
} geo_chm_mask;

typedef struct geo_chm_options {
    double height_min_m, height_max_m; /* lower: no tree; higher: a crane, a bird, a mast */
    double area_min_m2;                /* of a crown: cells that touch by a side or a corner */
    double ground_reach_m;             /* how far ground is carried into holes of the terrain */
    double green_over;                 /* with `green`: vegetation has more than this */
} geo_chm_options;

typedef struct geo_chm_inputs {
    const geo_grid_source *dsm, *dtm; /* one cell size, one lattice */
    const geo_grid_source *green;     /* any frame: its cell under the centre; NULL: not known */
    const geo_chm_mask *masks;
    size_t mask_count;
} geo_chm_inputs;

/* Heights this far below the minimum still reach it: what was written with two decimals is as a
 * float a little more or less. */
#define GEO_CHM_SLACK_M 1e-4

typedef struct geo_chm geo_chm;

/* The finest cell (m) with which these options can be held: a smallest crown and the reach of the
 * ground are at most 2048 cells. */
double geo_chm_cell_least(const geo_chm_options *options);
/* The frame is the surface's. All is borrowed. Errors: ARG (the two models do not agree, a limit
 * that is none), NOMEM. */
geo_status geo_chm_new(geo_ctx *ctx, const geo_chm_inputs *inputs, const geo_chm_options *options,
                       geo_chm **out) GEO_MUST_USE;
void geo_chm_free(geo_chm *chm);
/* Cells: metres over ground where there is a crown, 0 where there is none, NaN where it is unknown
 * (no surface, or no terrain within reach; green that is not known where the height would do).
 * Masked cells are 0 whatever the models lack there.
 * The ground of a cell without terrain is the mean of the nearest terrain west, east, north and
 * south within reach, each weighted by 1 / distance^2.
 * Read costs: the window, and around it a border as wide as a crown of the smallest area can be
 * long and, for the terrain, the reach more. Memory: some 25 bytes a cell of a piece of at most
 * 1024 x 1024 cells. */
const geo_grid_source *geo_chm_source(const geo_chm *chm);

/* Sets to 0 all cells above 0 in groups of fewer than `least` that touch by a side or a corner;
 * cells are row by row. Errors: NOMEM. */
geo_status geo_chm_drop_small(geo_ctx *ctx, float *cells, int64_t width, int64_t height,
                              int64_t least) GEO_MUST_USE;
/* Fills cells that are NaN as the ground above is filled: `border` cells on all sides of the window
 * serve as terrain and are not filled themselves; they are the reach. Errors: NOMEM. */
geo_status geo_chm_fill(geo_ctx *ctx, const float *cells, int64_t width, int64_t height,
                        int64_t border, float *out) GEO_MUST_USE;

#endif
