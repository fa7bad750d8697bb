/* Outlines of regions of cells, exactly along the cells' sides, as valid polygons with holes.
 * Regions may lie within each other: a cell that is given one belongs to its parents as well. Work
 * and memory grow with the sides that are drawn, not with the cells that lie within them. */
#ifndef GEO_RASTER_REGIONS_H
#define GEO_RASTER_REGIONS_H

#include "raster/grid.h"

typedef struct geo_outlines geo_outlines;

/* Regions are 1 .. count. parents: by region (0 is not used), 0 for a region that lies in no other,
 * else higher than the region's own number; borrowed; NULL: none lies in another. Errors: NOMEM. */
geo_status geo_outlines_new(geo_ctx *ctx, geo_frame frame, const uint32_t *parents, uint32_t count,
                            geo_outlines **out) GEO_MUST_USE;
void geo_outlines_free(geo_outlines *outlines);

/* The next rows, from the north on: rows * width regions, 0 for a cell in none. Memory: 12 bytes
 * for every side of a cell on the border of a region. Errors: NOMEM. */
geo_status geo_outlines_add(geo_ctx *ctx, geo_outlines *outlines, int64_t rows,
                            const uint32_t *regions) GEO_MUST_USE;
/* After the last row, once. Memory: 8 bytes a side more. Errors: NOMEM. */
geo_status geo_outlines_finish(geo_ctx *ctx, geo_outlines *outlines) GEO_MUST_USE;

/* One region as MULTIPOLYGON, which the caller releases; empty when no cell is in it. Cells that
 * touch by a corner alone are parts of their own. Parts in the order of their first cells, row by
 * row; shells counter-clockwise, holes clockwise. Time: n log n of its sides. Errors: NOMEM, LIMIT
 * (2^32 points). */
geo_status geo_outlines_get(geo_ctx *ctx, geo_outlines *outlines, uint32_t region,
                            geo_geom *out) GEO_MUST_USE;

/* Adds all rows of region 1, band by band as it likes. */
typedef geo_status (*geo_outlines_fill)(void *self, geo_ctx *ctx, geo_outlines *outlines);
/* All four steps for one region alone. Errors: those of the steps and of `fill`. */
geo_status geo_outline(geo_ctx *ctx, geo_frame frame, geo_outlines_fill fill, void *self,
                       geo_geom *out) GEO_MUST_USE;

#endif
