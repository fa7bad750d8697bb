/* Shade along a way: how much of it lies under crowns, from whatever the canopy measure is made of.
 * First of straight pieces, then of the walks over a network. */
#ifndef GEO_GREEN_SHADE_H
#define GEO_GREEN_SHADE_H

#include "green/canopy.h"
#include "green/network.h"

typedef struct geo_stretch {
    geo_point a, b;
} geo_stretch;

typedef struct geo_shade { /* m */
    double length_m, known_m, shaded_m;
} geo_shade;

/* Of every piece on its own. A crown raster counts by the length within each cell times its share
 * (a border between two cells belongs to one of them), crown polygons by the length within them,
 * however many lie over each other; what lies beyond the raster, in no-data, or beyond the coverage
 * of the crowns is not known. Reads 250 m at a time. Errors: those of reading. */
geo_status geo_shade_measure(geo_ctx *ctx, geo_canopy *canopy, const geo_stretch *pieces,
                             size_t count, geo_shade *out) GEO_MUST_USE;
/* Percentage of the known length; NaN when there is no length, or more of it is unknown than the
 * canopy of an area may have. */
double geo_shade_pct(const geo_shade *shade);

/* The ways of a network to its patches: the shade from every node on is measured once. */
typedef struct geo_shaded_ways geo_shaded_ways;
/* All three must outlive it. */
geo_status geo_shaded_ways_new(geo_ctx *ctx, geo_canopy *canopy, const geo_network *network,
                               const geo_reach *reach, geo_shaded_ways **out) GEO_MUST_USE;
void geo_shaded_ways_free(geo_shaded_ways *ways);
/* Of found walks, from the address on: points[i], *walks[i]; NULL: none, and the share is NaN. */
geo_status geo_shaded_ways_measure(geo_ctx *ctx, const geo_shaded_ways *ways,
                                   const geo_point *points, const geo_walk *const *walks,
                                   size_t count, double *out_pct) GEO_MUST_USE;

#endif
