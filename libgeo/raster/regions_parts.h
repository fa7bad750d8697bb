/* Sides of one region, and the polygons they are. */
#ifndef GEO_RASTER_REGIONS_PARTS_H
#define GEO_RASTER_REGIONS_PARTS_H

#include "base/vec.h"
#include "raster/grid.h"

/* Which way a side goes with its region on the left. */
typedef enum geo_heading {
    GEO_HEADS_EAST,
    GEO_HEADS_WEST,
    GEO_HEADS_SOUTH,
    GEO_HEADS_NORTH
} geo_heading;

/* side: place << 2 | heading. The place is that of the side's north-western end in the lattice of
 * corners, row * (width + 1) + column. Rising. */
typedef struct geo_sides {
    geo_frame frame;
    const uint64_t *items;
    size_t count;
} geo_sides;

geo_status geo_sides_shape(geo_ctx *ctx, const geo_sides *sides, geo_geom *out) GEO_MUST_USE;

#endif
