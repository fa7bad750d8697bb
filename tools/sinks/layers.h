/* The layers of gn-sinks in their GeoPackage. */
#ifndef GROENNET_SINKS_LAYERS_H
#define GROENNET_SINKS_LAYERS_H

#include "cli/package.h"
#include "water/sinks.h"

/* Writes sink, catchment and spill. */
geo_status sinks_write_layers(cli *app, geo_package *package, geo_sinks *sinks,
                              const geo_crs *crs) GEO_MUST_USE;

#endif
