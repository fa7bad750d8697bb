/* The edges of a polygon by the rows of a frame they touch: sorted once, then handed out row by row
 * from north to south. Memory: some 70 bytes a vertex. */
#ifndef GEO_RASTER_EDGES_H
#define GEO_RASTER_EDGES_H

#include "raster/grid.h"

typedef struct geo_edge {
    geo_point a, b;      /* as in the ring */
    double sign;         /* 1 or -1: makes shells counter-clockwise and holes clockwise */
    int64_t first, last; /* rows touched, clipped */
} geo_edge;

typedef struct geo_edges geo_edges;

/* Edges of a valid (multi)polygon that touch the window's rows, wherever they lie along them.
 * Errors: ARG (no polygon), GEOM (a coordinate is not finite), NOMEM. */
geo_status geo_edges_new(geo_ctx *ctx, geo_frame frame, geo_window window, const geo_geom *polygon,
                         geo_edges **out) GEO_MUST_USE;
void geo_edges_free(geo_edges *edges);

/* The edges that touch `row`, in a fixed order; rows must be asked for in rising order, each. */
const geo_edge *const *geo_edges_row(geo_edges *edges, int64_t row, size_t *count);

#endif
