/* A grid of which some parts are made anew. */
#ifndef GEO_RASTER_RENEWAL_H
#define GEO_RASTER_RENEWAL_H

#include "raster/grid.h"

typedef struct geo_renewal geo_renewal;

/* Of the cells read so far that lie in the parts: how many had a value, and how many of these have
 * none any more. A cell that is read twice is counted twice. */
typedef struct geo_renewal_tally {
    uint64_t had, lost;
} geo_renewal_tally;

/* old and fresh (borrowed) as one grid, over what both reach: within the parts (boxes along cells
 * of fresh's lattice) what fresh has, also where it has nothing; elsewhere what old has. Errors:
 * those of geo_mosaic_new. */
geo_status geo_renewal_new(geo_ctx *ctx, const geo_grid_source *old, const geo_grid_source *fresh,
                           const geo_box *parts, size_t count, geo_renewal **out) GEO_MUST_USE;
void geo_renewal_free(geo_renewal *renewal);
const geo_grid_source *geo_renewal_source(const geo_renewal *renewal);
geo_renewal_tally geo_renewal_counts(const geo_renewal *renewal);

/* Do the boxes together cover all of this one? */
bool geo_boxes_cover(const geo_box *boxes, size_t count, geo_box box);

#endif
