/* How thick a set of cells is where a way leads through it. */
#ifndef GEO_RASTER_THICK_H
#define GEO_RASTER_THICK_H

#include "raster/cells.h"

/* The least thickness over those cells of a way that are in the set: that at a cell is the diameter
 * of the largest disc within the set that covers the cell. So it does not matter whether the way
 * keeps to the middle, and the end of a strip is no thinner than the strip. A disc reaches from a
 * cell's centre to that of the nearest cell outside; squared: of geo_edt over the set. A strip n
 * cells wide measures n where n is even, n + 1 where it is odd. Discs whose centre is further than
 * `reach` cells (>= 0) from the way are not looked for: what is thicker than about twice that may
 * be told too thin, down to about twice that. width_m INFINITY: as geo_cells_narrowest.
 * Source: Hildebrand and Rueegsegger 1997, doi:10.1046/j.1365-2818.1997.1340694.x. */
geo_narrow geo_cells_thinnest(geo_frame frame, const uint32_t *squared, const uint32_t *cells,
                              size_t count, int64_t reach);

#endif
