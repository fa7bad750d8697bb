/* What the files of the GEOS bridge share: the context with its last message, and the way in and
 * out of GEOS. Every GEOSGeometry made here is destroyed by the function that asked for it. */
#ifndef GEO_GEOM_GEOS_BRIDGE_H
#define GEO_GEOM_GEOS_BRIDGE_H

#include <geos_c.h>

#include "geom/geos.h"

struct geo_geos {
    GEOSContextHandle_t handle;
    char message[256]; /* GEOS's words for the last failure */
};

/* Records that GEOS failed at `what` ("intersection"), in its words. */
geo_status geo_geos_fail(geo_ctx *ctx, geo_geos *geos, const char *what) GEO_MUST_USE;

/* Into GEOS. Errors: GEOM (ring not closed or too short), NOMEM. */
geo_status geo_geos_import(geo_ctx *ctx, geo_geos *geos, const geo_geom *geom,
                           GEOSGeometry **out) GEO_MUST_USE;
/* Out of GEOS, keeping only what has `dimension` (0 points, 1 lines, 2 polygons): overlays and
 * repairs leave crumbs of lower dimension. Nothing of it: an empty MULTIPOLYGON. */
geo_status geo_geos_export(geo_ctx *ctx, const geo_geos *geos, const GEOSGeometry *from,
                           int dimension, geo_geom *out) GEO_MUST_USE;

#endif
