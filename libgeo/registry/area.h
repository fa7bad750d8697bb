/* What is cut out of a registry: a municipality, a box or any polygon, and a halo around it for
 * what neighbours have. Coordinates are the town's (projected, metres). */
#ifndef GEO_REGISTRY_AREA_H
#define GEO_REGISTRY_AREA_H

#include "geom/geos.h"

typedef struct geo_area geo_area;

/* polygon is copied; it must be valid. halo_m >= 0. */
geo_status geo_area_new(geo_ctx *ctx, const geo_geom *polygon, double halo_m,
                        geo_area **out) GEO_MUST_USE;
void geo_area_free(geo_area *area);

/* With or without the halo. NULL area: the whole plane (box: infinite; geom: NULL). */
geo_box geo_area_box(const geo_area *area, bool with_halo);
const geo_geom *geo_area_geom(const geo_area *area, bool with_halo);
/* Does any point of the geometry lie in the (closed) area? A NULL area holds everything. */
geo_status geo_area_meets(geo_ctx *ctx, const geo_area *area, const geo_geom *geom, bool with_halo,
                          bool *out) GEO_MUST_USE;

#endif
