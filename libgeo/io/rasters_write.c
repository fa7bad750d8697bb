/* Writing a grid as cloud-optimised GeoTIFF. The COG driver copies from another file, so the rows
 * go to a plain tiled TIFF beside the target first: memory stays bounded by one band of rows. What
 * was written is read again and compared before it is published. */
#include <cpl_string.h>
#include <math.h>
#include <ogr_srs_api.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"
#include "io/open.h"
#include "io/publish.h"
#include "io/rasters_parts.h"

enum { BAND_ROWS = 256 };
static const float NODATA = -9999, MASK_NODATA = 255;

typedef struct job {
    const geo_grid_source *source;
    const geo_crs *crs;
    const geo_raster_output *output;
    geo_publish *publish;
    char *name, *work; /* work: path of the plain TIFF */
    float *cells;      /* one band of rows */
    uint64_t written;  /* check value of the cells */
} job;

/* FNV-1a over the cells' bits (Fowler, Noll, Vo), word by word. */
static uint64_t hash_cells(uint64_t hash, const float *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint32_t bits;
        memcpy(&bits, &cells[i], sizeof bits);
        hash = (hash ^ bits) * UINT64_C(1099511628211);
    }
    return hash;
}

static const uint64_t HASH_START = UINT64_C(14695981039346656037);

static float nodata_of(const job *j)
{
    return j->output->is_mask ? MASK_NODATA : NODATA;
}

static GDALDataType type_of(const job *j)
{
    return j->output->is_mask ? GDT_Byte : GDT_Float32;
}

/* A byte would hold something else than what it was given. */
static geo_status check_mask(geo_ctx *ctx, const job *j, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        float value = j->cells[i];
        if (!isnan(value) && !(value >= 0 && value < MASK_NODATA && value == floorf(value)))
            return geo_fail(ctx, GEO_ERR_RANGE, "%g is no value of a mask, for '%s'", (double)value,
                            j->name);
    }
    return GEO_OK;
}

static void round_cells(const job *j, size_t count)
{
    int decimals = j->output->decimals;
    double factor = decimals >= 0 && !j->output->is_mask ? pow(10, decimals) : 0;
    float nodata = nodata_of(j);
    for (size_t i = 0; i < count; i++) {
        if (isnan(j->cells[i]))
            j->cells[i] = nodata;
        else if (factor > 0)
            j->cells[i] = (float)(round((double)j->cells[i] * factor) / factor);
        if (j->cells[i] == 0)
            j->cells[i] = 0; /* no -0, which prints oddly and differs in bits */
    }
}

static int64_t rows_at(const job *j, int64_t row)
{
    int64_t left = j->source->frame.height - row;
    return left < BAND_ROWS ? left : BAND_ROWS;
}

static geo_status write_bands(geo_ctx *ctx, job *j, GDALDatasetH dataset)
{
    int64_t width = j->source->frame.width, height = j->source->frame.height;
    GDALRasterBandH band = GDALGetRasterBand(dataset, 1);
    j->written = HASH_START;
    for (int64_t row = 0; row < height; row += BAND_ROWS) {
        int64_t rows = rows_at(j, row);
        geo_window window = {row, 0, rows, width};
        geo_status status = geo_ctx_poll(ctx);
        if (!status)
            status = j->source->read(j->source->self, ctx, window, j->cells);
        if (!status && j->output->is_mask)
            status = check_mask(ctx, j, (size_t)(rows * width));
        if (status)
            return status;
        round_cells(j, (size_t)(rows * width));
        j->written = hash_cells(j->written, j->cells, (size_t)(rows * width));
        if (GDALRasterIO(band, GF_Write, 0, (int)row, (int)width, (int)rows, j->cells, (int)width,
                         (int)rows, GDT_Float32, 0, 0) != CE_None)
            return geo_fail(ctx, GEO_ERR_IO, "cannot write '%s'", j->name);
        geo_progress(ctx, 0.5 * (double)(row + rows) / (double)height);
    }
    return GEO_OK;
}

static geo_status place(geo_ctx *ctx, const job *j, GDALDatasetH dataset)
{
    const geo_frame *frame = &j->source->frame;
    double transform[6] = {frame->x0, frame->cell_m, 0, frame->y0, 0, -frame->cell_m};
    OGRSpatialReferenceH srs = geo_open_srs(j->crs);
    bool good =
        srs && GDALSetGeoTransform(dataset, transform) == CE_None &&
        GDALSetSpatialRef(dataset, srs) == CE_None &&
        GDALSetRasterNoDataValue(GDALGetRasterBand(dataset, 1), (double)nodata_of(j)) == CE_None;
    for (size_t i = 0; good && i < j->output->note_count; i++) {
        const geo_raster_note *note = &j->output->notes[i];
        good = GDALSetMetadataItem(dataset, note->name, note->value, NULL) == CE_None;
    }
    if (srs)
        OSRDestroySpatialReference(srs);
    return good ? GEO_OK : geo_fail(ctx, GEO_ERR_IO, "cannot write '%s'", j->name);
}

static geo_status write_plain(geo_ctx *ctx, job *j)
{
    char **options = CSLTokenizeString("TILED=YES BIGTIFF=IF_SAFER");
    const geo_frame *frame = &j->source->frame;
    GDALDatasetH dataset = GDALCreate(GDALGetDriverByName("GTiff"), j->work, (int)frame->width,
                                      (int)frame->height, 1, type_of(j), options);
    CSLDestroy(options);
    if (!dataset)
        return geo_fail(ctx, GEO_ERR_IO, "cannot write '%s'", j->name);
    geo_status status = place(ctx, j, dataset);
    if (!status)
        status = write_bands(ctx, j, dataset);
    GDALClose(dataset);
    return status;
}

static int CPL_STDCALL on_progress(double done, const char *text, void *self)
{
    (void)text;
    geo_progress(self, 0.5 + 0.4 * done);
    return geo_ctx_poll(self) == GEO_OK;
}

static GDALDatasetH open_plain(const char *path)
{
    const char *const drivers[] = {"GTiff", NULL};
    const char *const siblings[] = {path, NULL};
    return GDALOpenEx(path, GDAL_OF_READONLY | GDAL_OF_RASTER | GDAL_OF_VERBOSE_ERROR, drivers,
                      NULL, siblings);
}

static geo_status write_cog(geo_ctx *ctx, const job *j)
{
    char **options = CSLTokenizeString("COMPRESS=DEFLATE PREDICTOR=YES BLOCKSIZE=512 NUM_THREADS=1 "
                                       "BIGTIFF=IF_SAFER");
    options =
        CSLSetNameValue(options, "OVERVIEW_RESAMPLING", j->output->is_mask ? "MODE" : "AVERAGE");
    GDALDatasetH plain = open_plain(j->work);
    GDALDatasetH made = NULL;
    if (plain)
        made = GDALCreateCopy(GDALGetDriverByName("COG"), geo_publish_temporary(j->publish), plain,
                              FALSE, options, on_progress, ctx);
    CSLDestroy(options);
    if (made)
        GDALClose(made);
    if (plain)
        GDALClose(plain);
    if (made)
        return GEO_OK;
    geo_status status = geo_ctx_poll(ctx);
    return status ? status : geo_fail(ctx, GEO_ERR_IO, "cannot write '%s'", j->name);
}

/* A full disk is not always told: the file itself must say what was put into it. */
static geo_status read_again(geo_ctx *ctx, const job *j)
{
    int64_t width = j->source->frame.width, height = j->source->frame.height;
    uint64_t found = HASH_START;
    GDALDatasetH dataset = open_plain(geo_publish_temporary(j->publish));
    bool good =
        dataset && GDALGetRasterXSize(dataset) == width && GDALGetRasterYSize(dataset) == height;
    for (int64_t row = 0; good && row < height; row += BAND_ROWS) {
        int64_t rows = rows_at(j, row);
        good =
            GDALRasterIO(GDALGetRasterBand(dataset, 1), GF_Read, 0, (int)row, (int)width, (int)rows,
                         j->cells, (int)width, (int)rows, GDT_Float32, 0, 0) == CE_None;
        found = hash_cells(found, j->cells, (size_t)(rows * width));
    }
    if (dataset)
        GDALClose(dataset);
    if (good && found == j->written)
        return GEO_OK;
    return geo_fail(ctx, GEO_ERR_IO, "'%s' was not written whole", j->name);
}

static geo_status write_watched(geo_ctx *ctx, job *j)
{
    geo_watch watch;
    geo_watch_begin(&watch);
    geo_status status = write_plain(ctx, j);
    if (!status && !watch.failures)
        status = write_cog(ctx, j);
    if (!status && !watch.failures)
        status = read_again(ctx, j);
    geo_watch_end(&watch);
    if (status == GEO_OK || status == GEO_ERR_IO) {
        geo_status heard = geo_watch_check(ctx, &watch, GEO_ERR_IO, "cannot write", j->name);
        status = heard ? heard : status;
    }
    return status;
}

static geo_status check_frame(geo_ctx *ctx, const geo_frame *frame, const char *path)
{
    if (frame->width > 0 && frame->height > 0 && frame->width <= 1000000 &&
        frame->height <= 1000000 && frame->cell_m > 0 && isfinite(frame->x0) && isfinite(frame->y0))
        return GEO_OK;
    return geo_fail(ctx, GEO_ERR_ARG, "a grid of %lld x %lld cells cannot be written to '%s'",
                    (long long)frame->width, (long long)frame->height, path);
}

geo_status geo_raster_write_as(geo_ctx *ctx, const char *path, const geo_grid_source *source,
                               const geo_crs *crs, const geo_raster_output *output)
{
    job j = {.source = source, .crs = crs, .output = output};
    geo_publish *held = output->held ? *output->held : NULL;
    geo_text work = GEO_TEXT_INIT;
    geo_status status = check_frame(ctx, &source->frame, path);
    if (!status)
        status = geo_open_name(ctx, path, NULL, &j.name);
    if (!status && held)
        j.publish = held;
    else if (!status)
        status = geo_publish_new(ctx, path, output->overwrite, output->inputs, output->input_count,
                                 &j.publish);
    if (status)
        goto out;
    geo_text_addf(&work, "%s.work", geo_publish_temporary(j.publish));
    j.work = work.data;
    j.cells = geo_alloc((size_t)source->frame.width * BAND_ROWS, sizeof *j.cells);
    status = work.failed || !j.cells ? geo_fail_nomem(ctx) : write_watched(ctx, &j);
    if (!status && output->held) {
        (void)unlink(j.work);
        *output->held = j.publish;
        j.publish = NULL;
    } else if (!status) {
        status = geo_publish_commit(ctx, j.publish);
    }
out:
    if (!held)
        geo_publish_free(j.publish); /* takes the plain TIFF along */
    geo_text_release(&work);
    geo_free(j.cells);
    geo_free(j.name);
    return status;
}

geo_status geo_raster_write(geo_ctx *ctx, const char *path, bool overwrite,
                            const geo_grid_source *source, const geo_crs *crs, int decimals)
{
    const geo_raster_output output = {.overwrite = overwrite, .decimals = decimals};
    return geo_raster_write_as(ctx, path, source, crs, &output);
}
