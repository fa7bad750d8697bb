/* Elevation models that a tool takes from a town or from the user. */
#ifndef GROENNET_CLI_ELEVATION_H
#define GROENNET_CLI_ELEVATION_H

#include "cli/cli.h"
#include "io/rasters.h"

/* Opens a terrain model and notes it as input `dtm`. Heights whose unit nobody says are held
 * against those of the country (data/ahn-rules.csv): geo_raster_refuse_unit. A model that lies
 * outside the area of use of its system is CRS. low_m and high_m of
 * the options are set here. */
geo_status cli_terrain(cli *app, const char *path, geo_raster_options *options,
                       geo_raster **out) GEO_MUST_USE;

#endif
