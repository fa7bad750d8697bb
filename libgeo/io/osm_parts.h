/* The inside of io/osm. */
#ifndef GEO_IO_OSM_PARTS_H
#define GEO_IO_OSM_PARTS_H

#include <ogr_api.h>
#include <stdbool.h>

#include "crs/crs.h"

/* osm_check.c: is the file a whole one of OpenStreetMap? path: of a regular file; name: for
 * messages. *is_chain: it is a pbf, of which whole blobs may be missing at the end.
 * Errors: IO, FORMAT, UNSUPPORTED. */
geo_status geo_osm_check(geo_ctx *ctx, const char *path, const char *name,
                         bool *is_chain) GEO_MUST_USE;
/* osm_bounds.c: see geo_osm_bounds; any of the driver's layers does. */
geo_status geo_osm_ask_bounds(geo_ctx *ctx, OGRLayerH layer, const char *name,
                              geo_transform *transform, geo_geom *out) GEO_MUST_USE;

#endif
