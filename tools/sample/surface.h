/* The elevation models of the town as a grid source: any window is rendered when it is read, from
 * the blocks that reach into it, so memory does not grow with the town. */
#ifndef GROENNET_SAMPLE_SURFACE_H
#define GROENNET_SAMPLE_SURFACE_H

#include "raster/grid.h"
#include "sample/block.h"

typedef struct sample_surface {
    const sample_plan *plan;
    bool is_dsm;    /* with buildings and trees; else the bare ground */
    double noise_m; /* of the surface, full width; the ground has none */
    geo_grid_source source;
    sample_block block;
} sample_surface;

/* Fills `source`; plan, is_dsm and noise_m are set by the caller. The grid covers the town and a
 * ring of no data around it. cell_m > 0. `surface` must stay where it is while its source is used.
 * Errors: RANGE (more than 2^31 cells along a side). */
geo_status sample_surface_init(geo_ctx *ctx, sample_surface *surface, double cell_m) GEO_MUST_USE;
void sample_surface_release(sample_surface *surface);

#endif
