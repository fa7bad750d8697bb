/* Points of which only the hull is asked for, however many there are: now and then the corners of
 * the hull so far take their place. */
#ifndef GEO_REGISTRY_CORNERS_H
#define GEO_REGISTRY_CORNERS_H

#include "base/vec.h"
#include "geom/geos.h"

typedef struct geo_corners {
    GEO_VEC(geo_point) points;
    size_t next; /* how many are too many; 0: before the first */
} geo_corners;

/* Cost: constant, but for a hull each time that their number has doubled, at least
 * GEO_CORNERS_MOST. Errors: NOMEM, those of geo_geos_hull. */
enum { GEO_CORNERS_MOST = 1 << 16 };
geo_status geo_corners_add(geo_ctx *ctx, geo_geos *geos, geo_corners *corners,
                           geo_point p) GEO_MUST_USE;
/* Empty without points, and when they lie on one line: see geo_corners_ends. */
geo_status geo_corners_hull(geo_ctx *ctx, geo_geos *geos, const geo_corners *corners,
                            geo_geom *out) GEO_MUST_USE;
/* First and last of all points by x, then y: of points on one line its ends. There is a point. */
void geo_corners_ends(const geo_corners *corners, geo_point out[2]);
void geo_corners_release(geo_corners *corners);

#endif
