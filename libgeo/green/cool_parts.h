/* Inside the rule of cool places: which part of a green that is not cool as a whole is cool. */
#ifndef GEO_GREEN_COOL_PARTS_H
#define GEO_GREEN_COOL_PARTS_H

#include "geom/geos.h"
#include "green/cool.h"

typedef struct geo_cool_asked {
    const geo_cool_rules *rules;
    const geo_cool_inputs *inputs;
    geo_geos *geos;
    bool maybe; /* what nobody knows is cool too */
} geo_cool_asked;

/* What of the green lies under crowns (cells of a raster: with at least the share that makes a
 * green cool), or in cells whose PET is low enough. The caller releases; empty: none does. Memory:
 * grows with the outline of what is cool, not with the cells. */
geo_status geo_cool_part(geo_ctx *ctx, const geo_cool_asked *asked, const geo_geom *green,
                         geo_geom *out) GEO_MUST_USE;

#endif
