/* The layers that a planner opens: nature_zone, nature_line, nature_conflict, nature_management,
 * in one GeoPackage. */
#ifndef GEO_NATURE_ZONE_LAYERS_H
#define GEO_NATURE_ZONE_LAYERS_H

#include "io/package.h"
#include "nature/zones.h"

enum { GEO_ZONE_LAYERS = 4 };
extern const char *const GEO_ZONE_LAYER[GEO_ZONE_LAYERS];

typedef struct geo_zone_layers_options {
    const geo_crs *crs;
    const char *provenance;             /* JSON, or NULL */
    const char *style[GEO_ZONE_LAYERS]; /* QML; NULL: none */
} geo_zone_layers_options;

/* Adds the layers, with all their rows, to an open package, which the caller commits and frees. */
geo_status geo_zone_layers_put(geo_ctx *ctx, geo_package *package,
                               const geo_zone_layers_options *options,
                               const geo_zones *zones) GEO_MUST_USE;

#endif
