/* The inside of an opened raster, for the files that read one. */
#ifndef GEO_IO_RASTERS_PARTS_H
#define GEO_IO_RASTERS_PARTS_H

#include <gdal.h>

#include "io/open.h"
#include "io/rasters.h"

typedef struct geo_raster_lender geo_raster_lender;

struct geo_raster {
    char *name;
    char *path; /* as GDAL opens it */
    geo_crs *crs;
    GDALDatasetH dataset;
    GDALRasterBandH band;
    GDALDataType type;
    geo_raster_kind kind;
    bool is_flipped; /* the file's first row is the southernmost */
    bool has_nodata;
    double nodata, scale, offset; /* value = stored * scale + offset */
    bool has_unit;                /* somebody said what a stored 1 is: the file, or the user */
    bool is_said;                 /* the same, and not by a vertical system's unit alone */
    double low_m, high_m;         /* as asked for; both 0: not */
    double beyond;                /* share of heights beyond them */
    bool is_whole;                /* no height with decimals was seen at opening */
    const char *unit_option;      /* the caller's */
    double *buffer;               /* BUFFER_CELLS, for one piece of a window */
    geo_raster_lender *lender;    /* of blocks of bytes; NULL: not offered */
    geo_grid_source source;
};

/* Bounds of a believable height in the Netherlands with a wide margin, m NAP. */
#define GEO_RASTER_LOWEST (-50.0)
#define GEO_RASTER_HIGHEST 5000.0

enum { GEO_RASTER_BUFFER_CELLS = 1 << 18 };

/* The geo_grid_source's read. */
geo_status geo_raster_read(void *self, geo_ctx *ctx, geo_window window, float *cells) GEO_MUST_USE;
/* Offers the source's bytes where the file stores nothing but values as bytes. */
geo_status geo_raster_offer_bytes(geo_ctx *ctx, geo_raster *raster) GEO_MUST_USE;
/* Opens the raster's file; GDALClose it. */
geo_status geo_raster_open_dataset(geo_ctx *ctx, const geo_raster *raster,
                                   GDALDatasetH *out) GEO_MUST_USE;
/* What a watched reading came to. */
geo_status geo_raster_read_failed(geo_ctx *ctx, const geo_raster *raster, geo_watch *watch,
                                  CPLErr failed) GEO_MUST_USE;

/* Has the source lend the file's blocks as masks, unless they are too large or too many. */
geo_status geo_raster_lender_new(geo_ctx *ctx, geo_raster *raster) GEO_MUST_USE;
void geo_raster_lender_free(geo_raster_lender *lender);
/* Keeps blocks of about so many cells, and no more bytes; lender may be NULL. Not while any is
 * lent. */
void geo_raster_lender_keep(geo_raster_lender *lender, double cells);
/* Settles the unit of an elevation: value = stored * scale + offset is then in metres. declared:
 * metres of one unit, 0: not said. Errors: those of geo_raster_new that speak of units. */
geo_status geo_raster_take_unit(geo_ctx *ctx, geo_raster *raster, double declared) GEO_MUST_USE;
/* Looks at cells spread over the grid: is it an elevation model in metres? */
geo_status geo_raster_check_heights(geo_ctx *ctx, geo_raster *raster) GEO_MUST_USE;

#endif
