/* A point that surely lies in an area: for asking which other area holds it. */
#ifndef GEO_REGISTRY_INSIDE_H
#define GEO_REGISTRY_INSIDE_H

#include "geom/geom.h"

/* The centroid of a polygon where that lies in it, else the middle of the widest stretch at the
 * centroid's height, or of its first part when there is nothing at that height. Errors: NOMEM. */
geo_status geo_inside_point(geo_ctx *ctx, const geo_geom *polygon, geo_point *out) GEO_MUST_USE;

#endif
