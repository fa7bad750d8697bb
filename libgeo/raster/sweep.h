/* The engine below cover.h: exact covered fractions in double, for a window of a frame. */
#ifndef GEO_RASTER_SWEEP_H
#define GEO_RASTER_SWEEP_H

#include "raster/grid.h"

/* Called for every run of cells with a fraction above 0, rows north to south, runs west to east;
 * row and column are the frame's. fractions NULL: every cell of the run is covered whole. */
typedef geo_status (*geo_sweep_run)(void *self, geo_ctx *ctx, int64_t row, int64_t first_column,
                                    const double *fractions, int64_t count);

/* Memory: the polygon's edges and one row of the window. Time: edges * rows each touches + cells of
 * the polygon's box. Errors: those of geo_edges_new and of `run`. */
geo_status geo_sweep(geo_ctx *ctx, geo_frame frame, geo_window window, const geo_geom *polygon,
                     geo_sweep_run run, void *self) GEO_MUST_USE;

#endif
