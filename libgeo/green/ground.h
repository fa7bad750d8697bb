/* All that the access measure stands on: the patches that count, the way to reach them, and the
 * walking network with them on it. */
#ifndef GEO_GREEN_GROUND_H
#define GEO_GREEN_GROUND_H

#include "green/network.h"

typedef struct geo_ground_options {
    geo_patch_options patch;
    geo_network_options network;
    bool straight; /* no network */
} geo_ground_options;

typedef struct geo_ground {
    geo_patches patches;
    geo_reach *reach;
    geo_network *network; /* NULL: straight */
} geo_ground;

/* street may be NULL when straight; water may be NULL. The ground must not be moved after this:
 * reach and network point into it. */
geo_status geo_ground_init(geo_ctx *ctx, geo_ground *ground, const geo_ground_options *options,
                           geo_source *green, geo_source *street, geo_source *water) GEO_MUST_USE;
void geo_ground_release(geo_ground *ground);

#endif
