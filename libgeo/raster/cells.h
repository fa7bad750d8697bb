/* Measures along a way of cells, each a neighbour (of 8) of the one before, as geo_cost_trace and
 * geo_cost_link_path give them. Cells are indices row * width + column. */
#ifndef GEO_RASTER_CELLS_H
#define GEO_RASTER_CELLS_H

#include "base/vec.h"
#include "raster/grid.h"

/* From the centre of the first cell to that of the last along all of them, m. */
double geo_cells_length_m(geo_frame frame, const uint32_t *cells, size_t count);

/* A run of cells that are no habitat. Its length is the part of the way within these cells, m: a
 * step between two of them counts whole, one from or to habitat counts half. */
typedef struct geo_gap {
    size_t first, count; /* in the way */
    double length_m;
} geo_gap;

typedef GEO_VEC(geo_gap) geo_gaps; /* release with geo_free(gaps.items) */

/* Replaces `out` by the gaps of a way, in its order. habitat: per cell of the frame, 0: none.
 * Errors: NOMEM. */
geo_status geo_cells_gaps(geo_ctx *ctx, geo_frame frame, const uint8_t *habitat,
                          const uint32_t *cells, size_t count, geo_gaps *out) GEO_MUST_USE;

/* The longest (of equal ones the first); all 0 when there is none. */
geo_gap geo_gaps_longest(const geo_gaps *gaps);

/* Where a way is narrowest. */
typedef struct geo_narrow {
    double width_m; /* INFINITY: no cell of the way is habitat, or nothing else is in the frame */
    uint32_t cell;  /* of equal ones the first on the way; UINT32_MAX where there is none */
} geo_narrow;

/* Twice the distance to the nearest cell that is no habitat, centre to centre, the least over the
 * way's habitat cells; squared: of geo_edt over the habitat. So a strip n cells wide that is walked
 * along its middle measures n cells where n is even, n + 1 where it is odd. */
geo_narrow geo_cells_narrowest(geo_frame frame, const uint32_t *squared, const uint32_t *cells,
                               size_t count);

#endif
