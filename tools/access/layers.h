/* The layers that gn-access writes on request: patches, and routes to them. */
#ifndef GROENNET_ACCESS_LAYERS_H
#define GROENNET_ACCESS_LAYERS_H

#include "cli/sink.h"
#include "green/access.h"
#include "green/cool.h"
#include "green/ground.h"

/* What was asked: titles and abstracts say no more than that. */
typedef struct access_layer {
    const char *path;
    bool green, /* the town's green, which is polygons; else the features of another layer */
        public_only, straight, shade; /* routes say how much of them is shaded */
    geo_cool *cool;                   /* of the green what is cool; NULL: all that counts */
    bool pet;                         /* by a raster of PET */
} access_layer;

/* The patches that count, as layer green_target or cool_target; the caller commits when the rows
 * are written too. Cool: may are the patches with all that is undecided, of which those that are
 * not among the patches come first, so that they are drawn below. */
geo_status access_write_targets(cli *app, const access_layer *to, const geo_patches *patches,
                                const geo_patches *may, cli_sink **out) GEO_MUST_USE;

/* Layer route, or cool_route. */
geo_status access_open_routes(cli *app, const access_layer *to, cli_sink **out) GEO_MUST_USE;
typedef struct access_routes {
    cli_sink *sink;
    const geo_ground *ground;
    const geo_access *access; /* its answers are those of the batch */
    const char *address_id;   /* column that names an address */
} access_routes;
geo_status access_write_routes(cli *app, const access_routes *to, const geo_batch *batch,
                               geo_arena *arena) GEO_MUST_USE;

#endif
