/* Corridors: the strip along a link through which going from one source to the other costs little
 * more than the link. */
#ifndef GEO_RASTER_CORRIDOR_H
#define GEO_RASTER_CORRIDOR_H

#include "raster/cost_links.h"

typedef struct geo_corridor_options {
    double share;   /* >= 0: what a way may cost more; 0.05 is five per cent */
    double reach_m; /* >= 0: how far from the link's way, between centres of cells */
} geo_corridor_options;

/* Called per link, in their order. inside: per cell of the window (of the resistances' frame), row
 * by row, 1 where the cell is in the corridor; only for the time of the call. */
typedef geo_status (*geo_corridor_sink)(void *self, geo_ctx *ctx, const geo_cost_link *link,
                                        geo_window window, const uint8_t *inside);

/* A cell is in the corridor of a link when it lies within reach_m of the link's way, is no source,
 * and costA + costB <= (1 + share) * the link's cost, where costA is the least cost from any source
 * cell of A by ways that stay within that reach. 1e-12 of the cost is granted on top: sums are
 * rounded in another order than the link's, whose own cells between its sources are always in.
 * Without the reach a dear link would be given all cheap ground for miles around: five per cent of
 * a motorway buy a kilometre of meadow.
 * found: of the search over the same resistances that the links come from; its cells of cost 0 are
 * the sources. Cost: two searches per link, over the box around its way and what is in reach: 35
 * bytes for each cell of that. Errors: ARG (an option below 0 or no number; a link's label has no
 * source at its end), LIMIT (such a box of more than 46,340 cells across), those of geo_cost_search
 * and of the sink. */
geo_status geo_corridors(geo_ctx *ctx, const geo_grid *resistance, const geo_cost *found,
                         const geo_cost_links *links, const geo_corridor_options *options,
                         geo_corridor_sink sink, void *self) GEO_MUST_USE;

#endif
