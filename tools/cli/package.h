/* A GeoPackage of layers that a tool plans beforehand (io/layer_plan), styled and with
 * provenance. */
#ifndef GROENNET_CLI_PACKAGE_H
#define GROENNET_CLI_PACKAGE_H

#include "cli/cli.h"
#include "io/layer_plan.h"

/* Is -o a GeoPackage? CLI_DONE, or CLI_USAGE after an error whose hint has the example's name. */
int cli_package_check(cli *app, const char *example);
/* The GeoPackage of -o, which the caller commits and frees. Made before the work begins, so that a
 * name that cannot be written is known at once. */
geo_status cli_package_new(cli *app, geo_package **out) GEO_MUST_USE;
/* Adds a layer with its style and where it comes from: this tool, its options, what it has read.
 * The newest date of that is the package's. */
geo_status cli_package_layer(cli *app, geo_package *package, const geo_layer_plan *plan,
                             const geo_crs *crs, geo_layer **out) GEO_MUST_USE;

#endif
