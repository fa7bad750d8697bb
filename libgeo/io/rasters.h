/* Raster files as grid sources: opened safely, north-up, square cells in metres, no-data as NaN;
 * and writing cloud-optimised GeoTIFF. */
#ifndef GEO_IO_RASTERS_H
#define GEO_IO_RASTERS_H

#include "crs/crs.h"
#include "raster/grid.h"

typedef struct geo_raster geo_raster;

typedef enum geo_raster_kind {
    GEO_RASTER_ELEVATION, /* m NAP: all zero, values beyond -50..5000 m and a missing nodata
                             beside 3.4e38 are refused */
    GEO_RASTER_ANY        /* no check of values but finiteness */
} geo_raster_kind;

/* Only the GTiff driver; blocks over 64 MiB, rotated or non-square grids, files without CRS (unless
 * declared) or in another CRS than `target` are refused with the reason. South-up files are turned.
 * `path` is a plain path, or with allow_network one on the network. Errors: NOTFOUND, FORMAT, CRS,
 * UNSUPPORTED, LIMIT. */
typedef struct geo_raster_options {
    geo_raster_kind kind;
    const char *crs;       /* declared, or NULL */
    const geo_crs *target; /* must be the same system; NULL: any projected in metres */
    bool allow_network;
} geo_raster_options;
geo_status geo_raster_new(geo_ctx *ctx, const char *path, const geo_raster_options *options,
                          geo_raster **out) GEO_MUST_USE;
void geo_raster_free(geo_raster *raster);
const geo_grid_source *geo_raster_source(const geo_raster *raster);
const char *geo_raster_name(const geo_raster *raster); /* file name without folder */

/* Writes the whole source as a COG (DEFLATE, float predictor, nodata -9999), published atomically;
 * decimals: values are rounded to that many (keeps files small), -1: as they are. */
geo_status geo_raster_write(geo_ctx *ctx, const char *path, bool overwrite,
                            const geo_grid_source *source, const geo_crs *crs,
                            int decimals) GEO_MUST_USE;

#endif
