/* Corridors: all cells through which going from one source to another costs little more than the
 * link between them. */
#ifndef GEO_RASTER_CORRIDOR_H
#define GEO_RASTER_CORRIDOR_H

#include "raster/cost_links.h"

/* Called per link, in their order. inside: per cell of the window (of the resistances' frame), row
 * by row, 1 where the cell is in the corridor; only for the time of the call. The window is no
 * larger than the cells that both searches reached. */
typedef geo_status (*geo_corridor_sink)(void *self, geo_ctx *ctx, const geo_cost_link *link,
                                        geo_window window, const uint8_t *inside);

/* A cell is in the corridor of a link when costA + costB <= (1 + share) * the link's cost, where
 * costA is the least cost from any source cell of A. 1e-12 of the cost is granted on top: sums are
 * rounded in another order than the link's, whose own cells are always in.
 * found: of the search over the same resistances that the links come from; its cells of cost 0 are
 * the sources. share: 0.05 is five per cent.
 * Cost: one search per source, to its dearest link * (1 + share), of the cells alone that can lie
 * on a way so dear to another source (by what `found` tells), again in a larger window when it
 * comes to a side of the first; 25 bytes per cell of the window, and 8 per cell of the box around
 * what was searched until the source's last link is done: number sources along the map, so that few
 * are kept. Errors: ARG (share below 0 or no number; a link's label is no source), those of
 * geo_cost_search and of the sink. */
geo_status geo_corridors(geo_ctx *ctx, const geo_grid *resistance, const geo_cost *found,
                         const geo_cost_links *links, double share, geo_corridor_sink sink,
                         void *self) GEO_MUST_USE;

#endif
