/* The layers that gn-trees writes on request: lines of sight, and homes per tree. They are opened
 * before the run, so that a name that cannot be written is known before anything is. */
#ifndef GROENNET_TREES_LAYERS_H
#define GROENNET_TREES_LAYERS_H

#include "cli/sink.h"
#include "green/trees.h"

/* What was asked of a layer. */
typedef struct trees_layer {
    const char *path;
    bool by_radius; /* every tree within reach counts: the abstract says that nobody looked */
} trees_layer;

/* Layer sightline: fed by the measure while it runs. */
typedef struct trees_lines {
    cli *app;
    cli_sink *sink;
    const char *address_id; /* column that names an address */
    geo_arena *arena;
} trees_lines;
/* *out must stay where it is until the run is over. */
geo_status trees_open_lines(cli *app, const trees_layer *to, const geo_schema *schema,
                            geo_trees *trees, trees_lines *out) GEO_MUST_USE;
void trees_lines_release(trees_lines *lines);

/* Layer tree_sight: written after the run. */
geo_status trees_open_by_tree(cli *app, const trees_layer *to, cli_sink **out) GEO_MUST_USE;
geo_status trees_write_by_tree(cli *app, geo_trees *measured, cli_sink *sink) GEO_MUST_USE;

#endif
