/* Patches as something to be reached: which one is nearest to a point, and where a street segment
 * comes near one. Plain geometry, read by any number of threads. */
#ifndef GEO_GREEN_REACH_H
#define GEO_GREEN_REACH_H

#include "base/vec.h"
#include "geom/rtree.h"
#include "green/patches.h"

typedef GEO_VEC(geo_point) geo_line_points;

typedef struct geo_reach geo_reach;

/* patches are kept by the caller. */
geo_status geo_reach_new(geo_ctx *ctx, const geo_patches *patches, geo_reach **out) GEO_MUST_USE;
void geo_reach_free(geo_reach *reach);
const geo_patches *geo_reach_patches(const geo_reach *reach);

/* Nearest patch within limit_m: 0 inside (lowest index of those that cover p), else by distance to
 * its edge (ties: lowest index). GEO_ERR_NOTFOUND: none (no message). */
geo_status geo_reach_nearest(const geo_reach *reach, geo_point p, double limit_m,
                             uint32_t *out_patch, double *out_m) GEO_MUST_USE;

/* Places on a segment from which a patch is reached. */
typedef struct geo_stop {
    uint32_t segment, patch;
    double along;  /* 0..1 */
    double cost_m; /* from there to the patch, straight; 0 inside */
} geo_stop;
typedef GEO_VEC(geo_stop) geo_stops;

/* Appends, for every patch within stub_m of segment ab: the ends of the stretches inside it at cost
 * 0, or else the point nearest to it; both ends of the stretch that is equally near (within 1e-6
 * m), where the segment runs beside an edge. hits: scratch. */
geo_status geo_reach_stops(const geo_reach *reach, uint32_t segment, geo_point a, geo_point b,
                           double stub_m, geo_hits *hits, geo_stops *out) GEO_MUST_USE;

#endif
