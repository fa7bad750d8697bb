/* Raster files as grid sources: opened safely, north-up, square cells in metres, no-data as NaN;
 * and writing cloud-optimised GeoTIFF. */
#ifndef GEO_IO_RASTERS_H
#define GEO_IO_RASTERS_H

#include "crs/crs.h"
#include "io/publish.h"
#include "raster/grid.h"

typedef struct geo_raster geo_raster;

typedef enum geo_raster_kind {
    GEO_RASTER_ELEVATION, /* m NAP: all zero, values beyond -50..5000 m and a missing nodata
                             beside 3.4e38 are refused */
    GEO_RASTER_ANY        /* no check of values but finiteness */
} geo_raster_kind;

/* Unit of an elevation: that of the value, which is what is stored times the file's scale plus its
 * offset. The file's own unit counts (m, dm, cm, mm, also in words, with NAP before or after it);
 * one that is not known is RANGE unless a unit is declared; without one a scale of 0.01 or 0.001
 * makes metres, and without a scale values are metres. RANGE: another scale without a unit, or a
 * unit that is the scale itself (cm and 0.01: of what is stored, or of the value?). ARG: declared
 * is something else than the file says; a declared unit that is the scale itself speaks of what is
 * stored, and metres in a file of whole numbers are no word against it (they come with a vertical
 * system). Feet are UNSUPPORTED. Source: GDAL raster data model,
 * gdal.org/user/raster_data_model.html, "Raster Band".
 *
 * Only the GTiff driver; blocks over 64 MiB, rotated or non-square grids, files without CRS (unless
 * declared) or in another CRS than `target` are refused with the reason. South-up files are turned.
 * `path` is a plain path, or with allow_network one on the network. Errors: NOTFOUND, FORMAT, CRS,
 * UNSUPPORTED, LIMIT. */
typedef struct geo_raster_options {
    geo_raster_kind kind;
    const char *crs;       /* declared, or NULL */
    const geo_crs *target; /* must be the same system; NULL: any projected in metres */
    bool allow_network;
    double unit_m; /* of an elevation, declared: metres of one unit, 0.01 for centimetres; 0: not
                      said. See below */
    const char *unit_option; /* by which the user declares a unit, for hints; lives as long as the
                                raster. NULL: in the file itself */
    double low_m, high_m;    /* heights that are believed without a declared unit, for
                                geo_raster_beyond; both 0: not asked */
    const double *nodata;    /* declared, instead of what the file says; NULL */
} geo_raster_options;
geo_status geo_raster_new(geo_ctx *ctx, const char *path, const geo_raster_options *options,
                          geo_raster **out) GEO_MUST_USE;
void geo_raster_free(geo_raster *raster);
const geo_grid_source *geo_raster_source(const geo_raster *raster);
/* Has GDAL keep no more decoded blocks than about `rows` rows of this raster, 16 MiB at least;
 * never more than before. Holds for all rasters of the process. For who reads windows side by side:
 * room that is never looked at again costs the time to have it. */
void geo_raster_keep_rows(const geo_raster *raster, int64_t rows);
const char *geo_raster_name(const geo_raster *raster); /* file name without folder */
/* A metadata item of the file ("TIFFTAG_DATETIME"), or NULL; it lives as long as the raster. */
const char *geo_raster_item(const geo_raster *raster, const char *name);
/* Elevation whose unit nobody declared, and every height that was looked at when it was opened is a
 * whole number: centimetres that do not say so, or metres cut off. */
bool geo_raster_is_whole(const geo_raster *raster);
/* Elevation whose unit neither the file nor the user tells: share (0..1) of the heights that were
 * looked at when it was opened which lie beyond low_m..high_m; of any other 0. */
double geo_raster_beyond(const geo_raster *raster);

/* How a grid is written. */
typedef struct geo_raster_note { /* metadata item */
    const char *name, *value;
} geo_raster_note;
typedef struct geo_raster_output {
    bool overwrite;
    bool is_mask; /* whole numbers 0..254 in bytes, nodata 255; a cell of another value is RANGE */
    int decimals; /* values are rounded to that many (keeps files small), -1: as they are */
    const geo_raster_note *notes;
    size_t note_count;
    const char *const *inputs; /* paths that the output must not be */
    size_t input_count;
    geo_publish **held; /* written whole, but not published: that is up to who frees it. One that is
                           there already (of geo_publish_new) is where it is written; NULL */
} geo_raster_output;
/* Writes the whole source as a COG (DEFLATE, float predictor, nodata -9999), published atomically.
 */
geo_status geo_raster_write_as(geo_ctx *ctx, const char *path, const geo_grid_source *source,
                               const geo_crs *crs, const geo_raster_output *output) GEO_MUST_USE;
/* The same, floats without metadata. */
geo_status geo_raster_write(geo_ctx *ctx, const char *path, bool overwrite,
                            const geo_grid_source *source, const geo_crs *crs,
                            int decimals) GEO_MUST_USE;

#endif
