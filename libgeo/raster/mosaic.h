/* Several grids that lie on one lattice, read as one. */
#ifndef GEO_RASTER_MOSAIC_H
#define GEO_RASTER_MOSAIC_H

#include "raster/grid.h"

typedef struct geo_mosaic geo_mosaic;

/* How many cells have come from more than one sheet so far, and in how many of these the sheets
 * differ. A cell that is read twice is counted twice. */
typedef struct geo_mosaic_overlap {
    uint64_t cells, differing;
} geo_mosaic_overlap;

/* Do two frames have cells of one size (within 1e-6 of it, and over their whole width) on one
 * lattice (within 0.001 of a cell)? */
bool geo_frames_agree(geo_frame a, geo_frame b);

/* The sheets (borrowed) as one grid: that part of their common box that `box` meets, outward to
 * whole cells. A cell is that of the first sheet that has a value there: give the one that goes
 * first first. Errors: ARG (no sheet; sheets that do not agree, both named), NOTFOUND (`box` meets
 * none). Cost of a read: the parts of the sheets in the window, one after the other. */
geo_status geo_mosaic_new(geo_ctx *ctx, const geo_grid_source *const *sheets, size_t count,
                          geo_box box, geo_mosaic **out) GEO_MUST_USE;
void geo_mosaic_free(geo_mosaic *mosaic);
const geo_grid_source *geo_mosaic_source(const geo_mosaic *mosaic);
geo_mosaic_overlap geo_mosaic_overlaps(const geo_mosaic *mosaic);

#endif
