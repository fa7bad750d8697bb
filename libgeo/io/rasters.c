/* Opening a GeoTIFF as a grid: by its first bytes, with one driver and no side files, and only when
 * it lies the way kernels expect (square cells, north up after turning, metres). */
#include "io/rasters.h"

#include <cpl_conv.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "io/open.h"
#include "io/rasters_parts.h"

static const double LARGEST_BLOCK = 64.0 * 1024 * 1024;
static const double SQUARE_TOLERANCE = 1e-6;         /* relative */
static const double LEAST_KEPT = 16.0 * 1024 * 1024; /* bytes of blocks */

static geo_status check_format(geo_ctx *ctx, const char *path, bool allow_network, const char *name)
{
    geo_open_format format;
    geo_status status = geo_open_sniff(ctx, path, allow_network, &format);
    if (!status && format != GEO_OPEN_TIFF)
        status = geo_fail(ctx, GEO_ERR_FORMAT, "'%s' is a vector file, not a GeoTIFF", name);
    return status;
}

geo_status geo_raster_open_dataset(geo_ctx *ctx, const geo_raster *raster, GDALDatasetH *out)
{
    geo_watch watch;
    const char *const drivers[] = {"GTiff", NULL};
    const char *const siblings[] = {raster->path, NULL};
    const char *const options[] = {"GEOREF_SOURCES=INTERNAL", NULL};
    unsigned flags = GDAL_OF_READONLY | GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR;
    geo_watch_begin(&watch);
    GDALDatasetH dataset = GDALOpenEx(raster->path, flags, drivers, options, siblings);
    geo_watch_end(&watch);
    geo_status status = geo_watch_check(ctx, &watch, GEO_ERR_FORMAT, "cannot open", raster->name);
    if (!status && !dataset)
        status = geo_fail(ctx, GEO_ERR_FORMAT, "cannot open '%s'", raster->name);
    if (status && dataset)
        GDALClose(dataset);
    else
        *out = dataset;
    return status;
}

static geo_status check_band(geo_ctx *ctx, geo_raster *raster)
{
    int count = GDALGetRasterCount(raster->dataset), width, height;
    if (count != 1)
        return geo_fail(ctx, GEO_ERR_FORMAT, "'%s' has %d bands, not one: is it a picture?",
                        raster->name, count);
    raster->band = GDALGetRasterBand(raster->dataset, 1);
    raster->type = GDALGetRasterDataType(raster->band);
    if (GDALDataTypeIsComplex(raster->type) || raster->type == GDT_Unknown)
        return geo_fail(ctx, GEO_ERR_UNSUPPORTED, "'%s' holds %s values", raster->name,
                        GDALGetDataTypeName(raster->type));
    if (GDALGetMaskFlags(raster->band) & GMF_PER_DATASET)
        return geo_fail(ctx, GEO_ERR_UNSUPPORTED, "'%s' has a mask instead of a no-data value",
                        raster->name);
    GDALGetBlockSize(raster->band, &width, &height);
    double bytes = (double)width * height * GDALGetDataTypeSizeBytes(raster->type);
    if (bytes <= LARGEST_BLOCK)
        return GEO_OK;
    geo_fail(ctx, GEO_ERR_LIMIT, "'%s' has blocks of %d x %d cells, over 64 MiB each", raster->name,
             width, height);
    geo_hint(ctx, "make smaller tiles: gdal_translate -of COG");
    return GEO_ERR_LIMIT;
}

static geo_status take_values(geo_ctx *ctx, geo_raster *raster, const geo_raster_options *options)
{
    int known;
    raster->nodata = GDALGetRasterNoDataValue(raster->band, &known);
    raster->has_nodata = known != 0;
    if (options->nodata) {
        raster->nodata = *options->nodata;
        raster->has_nodata = true;
    }
    raster->scale = GDALGetRasterScale(raster->band, &known);
    if (!known || raster->scale == 0)
        raster->scale = 1;
    raster->offset = GDALGetRasterOffset(raster->band, &known);
    if (!known)
        raster->offset = 0;
    return options->kind == GEO_RASTER_ELEVATION
               ? geo_raster_take_unit(ctx, raster, options->unit_m)
               : GEO_OK;
}

static geo_status take_frame(geo_ctx *ctx, geo_raster *raster)
{
    double t[6];
    geo_frame *frame = &raster->source.frame;
    if (GDALGetGeoTransform(raster->dataset, t) != CE_None)
        return geo_fail(ctx, GEO_ERR_CRS, "'%s' does not say where it lies", raster->name);
    for (int i = 0; i < 6; i++)
        if (!isfinite(t[i]))
            return geo_fail(ctx, GEO_ERR_FORMAT, "'%s' lies nowhere", raster->name);
    if (t[2] != 0 || t[4] != 0)
        return geo_fail(ctx, GEO_ERR_UNSUPPORTED, "'%s' is a rotated grid", raster->name);
    if (!(t[1] > 0) || t[5] == 0 || fabs(t[1] - fabs(t[5])) > SQUARE_TOLERANCE * t[1])
        return geo_fail(ctx, GEO_ERR_UNSUPPORTED, "'%s' has cells of %g x %g, not square",
                        raster->name, t[1], fabs(t[5]));
    frame->width = GDALGetRasterXSize(raster->dataset);
    frame->height = GDALGetRasterYSize(raster->dataset);
    frame->cell_m = t[1];
    frame->x0 = t[0];
    raster->is_flipped = t[5] > 0;
    frame->y0 = raster->is_flipped ? t[3] + t[1] * (double)frame->height : t[3];
    return GEO_OK;
}

static geo_status take_crs(geo_ctx *ctx, geo_raster *raster, const geo_raster_options *options)
{
    OGRSpatialReferenceH srs = GDALGetSpatialRef(raster->dataset);
    geo_status status = geo_open_crs(ctx, srs, false, options->crs, raster->name, &raster->crs);
    if (status)
        return status;
    if (!raster->crs) {
        geo_fail(ctx, GEO_ERR_CRS, "'%s' does not say in which coordinate system it is",
                 raster->name);
        geo_hint(ctx, "write it into the file, such as: gdal_edit.py -a_srs EPSG:28992 %s",
                 raster->name);
        return GEO_ERR_CRS;
    }
    if (!geo_crs_is_projected_metres(raster->crs))
        return geo_fail(ctx, GEO_ERR_CRS, "'%s' is in %s, which %s", raster->name,
                        geo_crs_label(raster->crs), geo_crs_unfit(raster->crs));
    if (!options->target || geo_crs_same(raster->crs, options->target))
        return GEO_OK;
    geo_fail(ctx, GEO_ERR_CRS, "'%s' is in %s, not in %s", raster->name, geo_crs_label(raster->crs),
             geo_crs_label(options->target));
    geo_hint(ctx, "warp it first: gdalwarp -t_srs %s", geo_crs_label(options->target));
    return GEO_ERR_CRS;
}

static geo_status start(geo_ctx *ctx, const char *path, const geo_raster_options *options,
                        geo_raster *raster)
{
    raster->unit_option = options->unit_option;
    geo_status status = geo_open_name(ctx, path, NULL, &raster->name);
    if (!status)
        status = check_format(ctx, path, options->allow_network, raster->name);
    if (!status)
        status = geo_open_full_path(ctx, path, &raster->path);
    if (!status)
        status = geo_raster_open_dataset(ctx, raster, &raster->dataset);
    if (!status)
        status = check_band(ctx, raster);
    if (!status)
        status = take_frame(ctx, raster);
    if (!status)
        status = take_crs(ctx, raster, options);
    if (!status)
        status = take_values(ctx, raster, options);
    if (status)
        return status;
    raster->kind = options->kind;
    raster->low_m = options->low_m;
    raster->high_m = options->high_m;
    raster->source.self = raster;
    raster->source.name = raster->name;
    raster->source.read = geo_raster_read;
    if ((status = geo_raster_offer_bytes(ctx, raster)))
        return status;
    raster->buffer = geo_alloc(GEO_RASTER_BUFFER_CELLS, sizeof *raster->buffer);
    if (!raster->buffer)
        return geo_fail_nomem(ctx);
    return raster->kind == GEO_RASTER_ELEVATION ? geo_raster_check_heights(ctx, raster) : GEO_OK;
}

geo_status geo_raster_new(geo_ctx *ctx, const char *path, const geo_raster_options *options,
                          geo_raster **out)
{
    geo_raster *raster = geo_calloc(1, sizeof *raster);
    if (!raster)
        return geo_fail_nomem(ctx);
    geo_status status = start(ctx, path, options, raster);
    if (status)
        geo_raster_free(raster);
    else
        *out = raster;
    return status;
}

void geo_raster_free(geo_raster *raster)
{
    geo_watch watch;
    if (!raster)
        return;
    geo_watch_begin(&watch); /* closing what was only read loses nothing */
    if (raster->dataset)
        GDALClose(raster->dataset);
    geo_watch_end(&watch);
    geo_raster_lender_free(raster->lender);
    geo_crs_free(raster->crs);
    geo_free(raster->buffer);
    geo_free(raster->path);
    geo_free(raster->name);
    geo_free(raster);
}

const geo_grid_source *geo_raster_source(const geo_raster *raster)
{
    return &raster->source;
}

void geo_raster_keep_rows(const geo_raster *raster, int64_t rows)
{
    double bytes =
        (double)raster->source.frame.width * (double)rows * GDALGetDataTypeSizeBytes(raster->type);
    double kept = fmin(fmax(bytes, LEAST_KEPT), (double)GDALGetCacheMax64());
    GDALSetCacheMax64((GIntBig)kept);
    geo_raster_lender_keep(raster->lender, kept);
}

const char *geo_raster_name(const geo_raster *raster)
{
    return raster->name;
}

const char *geo_raster_item(const geo_raster *raster, const char *name)
{
    return GDALGetMetadataItem(raster->dataset, name, NULL);
}

double geo_raster_beyond(const geo_raster *raster)
{
    bool asked = raster->low_m < raster->high_m;
    return asked && !raster->is_said ? raster->beyond : 0;
}

bool geo_raster_is_whole(const geo_raster *raster)
{
    return raster->is_whole && !raster->has_unit;
}
