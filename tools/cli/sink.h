/* A layer of its own beside a tool's stream (routes, patches, sight lines): features are put one by
 * one and written in the format of the file's suffix. */
#ifndef GROENNET_CLI_SINK_H
#define GROENNET_CLI_SINK_H

#include "cli/cli.h"

typedef struct cli_sink cli_sink;

typedef struct cli_sink_options {
    const char *path;
    const char *layer;    /* also the name of its style */
    const char *title;    /* Dutch */
    const char *abstract; /* Dutch */
    geo_geom_type type;
    const geo_field *fields;
    size_t field_count;
} cli_sink_options;

/* The rows are in the town's CRS. */
geo_status cli_sink_new(cli *app, const cli_sink_options *options, cli_sink **out) GEO_MUST_USE;
/* values: one per field. */
geo_status cli_sink_put(cli *app, cli_sink *sink, const geo_geom *geom,
                        const geo_value *values) GEO_MUST_USE;
geo_status cli_sink_commit(cli *app, cli_sink *sink) GEO_MUST_USE;
void cli_sink_free(cli_sink *sink); /* abandons what was not committed */

#endif
