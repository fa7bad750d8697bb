/* The layers that a planner opens: nature_link, nature_gap, corridor, in one GeoPackage. */
#ifndef GEO_NATURE_LINK_LAYERS_H
#define GEO_NATURE_LINK_LAYERS_H

#include "io/package.h"
#include "nature/links.h"

enum { GEO_LINK_LAYERS = 3 };
extern const char *const GEO_LINK_LAYER[GEO_LINK_LAYERS];

typedef struct geo_link_layers_options {
    const geo_crs *crs;
    const char *provenance;             /* JSON, or NULL */
    const char *style[GEO_LINK_LAYERS]; /* QML; NULL: none */
    double corridor_pct;
} geo_link_layers_options;

/* Adds the layers, with all their rows, to an open package, which the caller commits and frees. */
geo_status geo_link_layers_put(geo_ctx *ctx, geo_package *package,
                               const geo_link_layers_options *options,
                               const geo_links *links) GEO_MUST_USE;

#endif
