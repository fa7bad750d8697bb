/* The rasters of gn-sinks, each with its style beside it. */
#ifndef GROENNET_SINKS_RASTERS_H
#define GROENNET_SINKS_RASTERS_H

#include "cli/cli.h"
#include "io/rasters.h"

typedef struct sinks_raster {
    const char *path;           /* NULL: not asked for */
    geo_publish *cells, *style; /* written, but not published */
} sinks_raster;

/* Are both targets free? Before the work, which may take an hour. */
geo_status sinks_raster_open(cli *app, const char *path, sinks_raster *out) GEO_MUST_USE;
/* style: the name of a file in styles/. */
geo_status sinks_raster_write(cli *app, sinks_raster *raster, const geo_grid_source *source,
                              const geo_crs *crs, const char *style) GEO_MUST_USE;
geo_status sinks_raster_publish(cli *app, sinks_raster *raster) GEO_MUST_USE;
void sinks_raster_release(sinks_raster *raster);

#endif
