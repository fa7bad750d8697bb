/* The layers of gn-sinks in their GeoPackage. */
#ifndef GROENNET_SINKS_LAYERS_H
#define GROENNET_SINKS_LAYERS_H

#include "cli/cli.h"
#include "io/package.h"
#include "water/sinks.h"

/* Writes sink, catchment and spill; to be committed and freed by the caller. Made before the
 * computation, so that a name that cannot be written is known before it begins. */
geo_status sinks_open_package(cli *app, geo_package **out) GEO_MUST_USE;
geo_status sinks_write_layers(cli *app, geo_package *package, geo_sinks *sinks,
                              const geo_crs *crs) GEO_MUST_USE;

#endif
