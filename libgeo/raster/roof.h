/* Heights of buildings from two elevation models: the roof under each outline, the ground around
 * it. */
#ifndef GEO_RASTER_ROOF_H
#define GEO_RASTER_ROOF_H

#include "raster/grid.h"

typedef struct geo_roof_options {
    double roof_percentile;   /* of the surface's cells on the roof, 0..100 */
    double edge_cells;        /* cells whose centre is this near to the outline are left out, */
    int64_t roof_least;       /* unless fewer than this are left: then all in the outline count */
    double roof_min_m;        /* lower over ground is no roof: unknown */
    double ground_percentile; /* of the terrain's cells around the building, 0..100 */
    double ring_m;            /* so far from the outline, twice that while there are fewer than */
    int64_t ground_least;     /* this many cells, */
    double ring_most_m;       /* at most this far; then any cell will do */
} geo_roof_options;

typedef struct geo_roof_tally {
    uint64_t known;      /* height and ground */
    uint64_t no_ground;  /* no terrain around it */
    uint64_t no_surface; /* no surface in it */
    uint64_t low;        /* nothing stands there that is a building's height */
    uint64_t too_large;  /* over 2 km across: left unknown */
} geo_roof_tally;

/* Roof over ground and ground itself (m) per building; NaN: unknown. buildings: valid polygons, in
 * one array with whatever neighbours there are, for cells of the terrain in any of them are no
 * ground (most often there are none). Reads a window for each 250 m block of buildings; the answer
 * does not depend on their order. Percentiles lie linearly between the two nearest values
 * (Hyndman, Fan 1996, doi:10.2307/2684934, definition 7).
 * Errors: ARG (an option), GEOM (no polygon), those of the sources. */
geo_status geo_roofs(geo_ctx *ctx, const geo_grid_source *dsm, const geo_grid_source *dtm,
                     const geo_geom *buildings, size_t count, const geo_roof_options *options,
                     double *heights_m, double *grounds_m, geo_roof_tally *tally) GEO_MUST_USE;

/* Sorts values; NaN when there is none. */
double geo_percentile(float *values, size_t count, double percentile);

#endif
