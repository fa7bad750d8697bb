/* The layers that a planner opens: nature_link, nature_gap, corridor, in one GeoPackage. */
#ifndef GEO_NATURE_LINK_LAYERS_H
#define GEO_NATURE_LINK_LAYERS_H

#include "io/layer_plan.h"
#include "nature/links.h"

enum { GEO_LINK_LAYERS = 3 };
extern const geo_layer_plan GEO_LINK_PLAN[GEO_LINK_LAYERS];

/* Puts all rows into the layers, opened by those plans. corridor_pct: as the corridors were asked
 * for. */
geo_status geo_link_layers_put(geo_ctx *ctx, geo_layer *const *layers, double corridor_pct,
                               const geo_links *links) GEO_MUST_USE;

#endif
