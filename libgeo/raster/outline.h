/* Outlines of marked cells: the polygons that they cover. Plain arrays, row by row. */
#ifndef GEO_RASTER_OUTLINE_H
#define GEO_RASTER_OUTLINE_H

#include "raster/grid.h"

/* The MULTIPOLYGON of the window's cells (of the frame) whose `inside` is not 0: a polygon for each
 * group of cells that share edges, in the order of their first cells; cells that share a corner
 * alone are apart. Valid as it comes: shells run counter-clockwise, a ring that would touch itself
 * is split into rings that touch. Corners only, no points along straight edges. *out: the caller
 * releases it; without cells 0 points. Cost: linear; 13 bytes per cell of the window. Errors: LIMIT
 * (2^32 - 1 corners and more), NOMEM. */
geo_status geo_outline(geo_ctx *ctx, geo_frame frame, geo_window window, const uint8_t *inside,
                       geo_geom *out) GEO_MUST_USE;

#endif
