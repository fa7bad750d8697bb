/* Layer balance of a GeoPackage. */
#ifndef GROENNET_RAIN_LAYERS_H
#define GROENNET_RAIN_LAYERS_H

#include "cli/package.h"
#include "water/rain.h"

/* norm: the name asked for, or NULL. */
geo_status rain_write(cli *app, const geo_rain *rain, const char *norm,
                      geo_package *package) GEO_MUST_USE;

#endif
