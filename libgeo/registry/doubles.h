/* Ids that another record of the same run has already: counted, the first is told. */
#ifndef GEO_REGISTRY_DOUBLES_H
#define GEO_REGISTRY_DOUBLES_H

#include "base/map.h"
#include "registry/doubt.h"

typedef struct geo_doubles { /* zero is a good beginning */
    geo_map *ids;
    geo_doubt again;
} geo_doubles;

/* A record that came into the town. `file` is where it stands, or NULL. */
geo_status geo_doubles_note(geo_ctx *ctx, geo_doubles *doubles, const char *id,
                            const char *file) GEO_MUST_USE;
void geo_doubles_release(geo_doubles *doubles);

#endif
