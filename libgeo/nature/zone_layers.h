/* The layers that a planner opens: nature_zone, nature_line, nature_conflict, nature_management,
 * in one GeoPackage. */
#ifndef GEO_NATURE_ZONE_LAYERS_H
#define GEO_NATURE_ZONE_LAYERS_H

#include "io/layer_plan.h"
#include "nature/zones.h"

enum { GEO_ZONE_LAYERS = 4 };
extern const geo_layer_plan GEO_ZONE_PLAN[GEO_ZONE_LAYERS];

/* Puts all rows into the layers, opened by those plans. */
geo_status geo_zone_layers_put(geo_ctx *ctx, geo_layer *const *layers,
                               const geo_zones *zones) GEO_MUST_USE;

#endif
