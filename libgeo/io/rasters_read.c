/* Reading windows: turned north up, scaled, no-data as NaN, values checked each time; and the first
 * look at an elevation model. Values pass through double so that a no-data value that a float
 * cannot hold is still recognised; where a float holds all there can be, they are read in place. */
#include <float.h>
#include <math.h>

#include "base/alloc.h"
#include "io/open.h"
#include "io/rasters_parts.h"

enum { SAMPLES = 8, SAMPLE_CELLS = 64 };
static const double CENTIMETRES =
    500; /* a typical whole number above this is no height in metres */

static bool is_nodata(const geo_raster *raster, double stored)
{
    if (isnan(stored))
        return true;
    if (!raster->has_nodata)
        return false;
    return stored == raster->nodata ||
           (raster->type == GDT_Float32 && (float)stored == (float)raster->nodata);
}

static void hint_centimetres(geo_ctx *ctx, const geo_raster *raster)
{
    if (raster->unit_option)
        geo_hint(ctx, "if they are centimetres: %s cm", raster->unit_option);
    else
        geo_hint(ctx, "if they are centimetres: gdal_edit.py -scale 0.01 %s", raster->name);
}

/* Values by which makers of rasters mean that there is none; and what no unit makes a height. */
static bool looks_like_nodata(const geo_raster *raster, double stored)
{
    static const double USUAL[] = {-9999,  9999,   -99999, 99999, -999,   999,
                                   -32768, -32767, 32767,  65535, -10000, 10000};
    size_t i = 0;
    while (i < sizeof USUAL / sizeof *USUAL && stored != USUAL[i])
        i++;
    return i < sizeof USUAL / sizeof *USUAL || !(fabs(stored) < 100 * GEO_RASTER_HIGHEST) ||
           (raster->has_nodata && fabs(stored - raster->nodata) <= 1e-3 * fabs(raster->nodata));
}

/* To give a height away as no-data would spoil the file: that is advised only of what looks like
 * it. */
static geo_status bad_height(geo_ctx *ctx, const geo_raster *raster, double value)
{
    double stored = (value - raster->offset) / raster->scale;
    geo_fail(ctx, GEO_ERR_RANGE, "'%s' holds %g, which is no height in metres (%g to %g)",
             raster->name, value, GEO_RASTER_LOWEST, GEO_RASTER_HIGHEST);
    if (looks_like_nodata(raster, stored))
        geo_hint(ctx, "the no-data value is missing or wrong: gdal_edit.py -a_nodata %g %s", stored,
                 raster->name);
    else if (!raster->is_said)
        hint_centimetres(ctx, raster);
    else
        geo_hint(ctx, "is the unit right that the file or --unit tells?");
    return GEO_ERR_RANGE;
}

static geo_status check_value(geo_ctx *ctx, const geo_raster *raster, double value)
{
    if (raster->kind == GEO_RASTER_ELEVATION &&
        !(value >= GEO_RASTER_LOWEST && value <= GEO_RASTER_HIGHEST))
        return bad_height(ctx, raster, value);
    if (isfinite((float)value))
        return GEO_OK;
    return geo_fail(ctx, GEO_ERR_RANGE, "'%s' holds the value %g", raster->name, value);
}

static geo_status convert(geo_ctx *ctx, const geo_raster *raster, const double *stored,
                          int64_t count, float *cells)
{
    for (int64_t i = 0; i < count; i++) {
        if (is_nodata(raster, stored[i])) {
            cells[i] = NAN;
            continue;
        }
        double value = stored[i] * raster->scale + raster->offset;
        geo_status status = check_value(ctx, raster, value);
        if (status)
            return status;
        cells[i] = (float)value;
    }
    return GEO_OK;
}

geo_status geo_raster_read_failed(geo_ctx *ctx, const geo_raster *raster, geo_watch *watch,
                                  CPLErr failed)
{
    geo_status status = geo_watch_check(ctx, watch, GEO_ERR_FORMAT, "cannot read", raster->name);
    if (!status && failed != CE_None)
        status = geo_fail(ctx, GEO_ERR_FORMAT, "cannot read '%s'", raster->name);
    return status;
}

/* A piece inside the frame, no larger than the buffer; its rows go `stride` cells apart. */
static geo_status read_piece(geo_ctx *ctx, const geo_raster *raster, geo_window piece, float *cells,
                             int64_t stride)
{
    geo_watch watch;
    int width = (int)piece.width, height = (int)piece.height;
    int64_t line =
        raster->is_flipped ? raster->source.frame.height - piece.row - piece.height : piece.row;
    geo_watch_begin(&watch);
    CPLErr failed = GDALRasterIO(raster->band, GF_Read, (int)piece.column, (int)line, width, height,
                                 raster->buffer, width, height, GDT_Float64, 0, 0);
    geo_watch_end(&watch);
    geo_status status = geo_raster_read_failed(ctx, raster, &watch, failed);
    for (int64_t i = 0; !status && i < piece.height; i++) {
        int64_t from = raster->is_flipped ? piece.height - 1 - i : i;
        status = convert(ctx, raster, raster->buffer + from * piece.width, piece.width,
                         cells + i * stride);
    }
    return status;
}

/* The part of a window that lies in the frame, as far as the buffer goes at a time. */
static geo_status read_inside(geo_ctx *ctx, const geo_raster *raster, geo_window inside,
                              float *cells, int64_t stride)
{
    int64_t most_columns =
        inside.width < GEO_RASTER_BUFFER_CELLS ? inside.width : GEO_RASTER_BUFFER_CELLS;
    int64_t most_rows = GEO_RASTER_BUFFER_CELLS / most_columns;
    for (int64_t row = 0; row < inside.height; row += most_rows) {
        for (int64_t column = 0; column < inside.width; column += most_columns) {
            int64_t rows = inside.height - row, columns = inside.width - column;
            geo_window piece = {.row = inside.row + row,
                                .column = inside.column + column,
                                .height = rows < most_rows ? rows : most_rows,
                                .width = columns < most_columns ? columns : most_columns};
            geo_status status =
                read_piece(ctx, raster, piece, cells + row * stride + column, stride);
            if (status)
                return status;
        }
    }
    return GEO_OK;
}

/* ---- plain rasters: what is stored is the value, and a float holds it ---- */

static bool is_plain(const geo_raster *raster)
{
    GDALDataType type = raster->type;
    bool fits = type == GDT_Byte || type == GDT_Int16 || type == GDT_UInt16;
    bool exact = !raster->has_nodata || (double)(float)raster->nodata == raster->nodata;
    return raster->scale == 1 && raster->offset == 0 && (type == GDT_Float32 || (fits && exact));
}

/* No branch in the loop, so that it is compiled to vectors: there are billions of cells. A wrong
 * value is looked for only when one was met. */
static geo_status settle_row(geo_ctx *ctx, const geo_raster *raster, float *cells, int32_t count)
{
    bool height = raster->kind == GEO_RASTER_ELEVATION;
    const float lowest = height ? (float)GEO_RASTER_LOWEST : -FLT_MAX;
    const float highest = height ? (float)GEO_RASTER_HIGHEST : FLT_MAX;
    const float nodata = raster->has_nodata ? (float)raster->nodata : NAN;
    int32_t wrong = 0;
    for (int32_t i = 0; i < count; i++) {
        float stored = cells[i], value = stored + 0.0F; /* -0 becomes 0 */
        value = stored == nodata ? NAN : value;
        wrong += (value < lowest) | (value > highest);
        cells[i] = value;
    }
    for (int32_t i = 0; wrong > 0 && i < count; i++) {
        geo_status status = isnan(cells[i]) ? GEO_OK : check_value(ctx, raster, (double)cells[i]);
        if (status)
            return status;
    }
    return GEO_OK;
}

/* A part of the frame into place, as cells of `type`, turned north up; `line` is the bytes from one
 * of its rows to the next. */
static geo_status read_place(geo_ctx *ctx, const geo_raster *raster, geo_window inside,
                             GDALDataType type, char *cells, int64_t line)
{
    geo_watch watch;
    int width = (int)inside.width, height = (int)inside.height;
    bool flipped = raster->is_flipped;
    int64_t first = flipped ? raster->source.frame.height - inside.row - inside.height : inside.row;
    geo_watch_begin(&watch);
    CPLErr failed =
        GDALRasterIOEx(raster->band, GF_Read, (int)inside.column, (int)first, width, height,
                       flipped ? cells + (inside.height - 1) * line : cells, width, height, type,
                       GDALGetDataTypeSizeBytes(type), flipped ? -line : line, NULL);
    geo_watch_end(&watch);
    return geo_raster_read_failed(ctx, raster, &watch, failed);
}

static geo_status read_plain(geo_ctx *ctx, const geo_raster *raster, geo_window inside,
                             float *cells, int64_t stride)
{
    geo_status status = read_place(ctx, raster, inside, GDT_Float32, (char *)cells,
                                   stride * (int64_t)sizeof *cells);
    for (int64_t row = 0; !status && row < inside.height; row++)
        status = settle_row(ctx, raster, cells + row * stride, (int32_t)inside.width);
    return status;
}

static geo_status read_bytes(void *self, geo_ctx *ctx, geo_window window, uint8_t *cells)
{
    if (!window.height || !window.width)
        return GEO_OK;
    return read_place(ctx, self, window, GDT_Byte, (char *)cells, window.width);
}

geo_status geo_raster_offer_bytes(geo_ctx *ctx, geo_raster *raster)
{
    double nodata = raster->nodata;
    bool is_byte = raster->has_nodata && nodata >= 0 && nodata <= 255 && nodata == rint(nodata);
    if (raster->type != GDT_Byte || raster->scale != 1 || raster->offset != 0)
        return GEO_OK;
    raster->source.read_bytes = read_bytes;
    raster->source.byte_nodata = is_byte ? (int)nodata : GEO_BYTE_NODATA_NONE;
    return geo_raster_lender_new(ctx, raster);
}

/* Start and length of what two ranges share, from the first one's start; length 0: nothing. */
static int64_t overlap(int64_t start, int64_t length, int64_t limit, int64_t *first)
{
    *first = start < 0 ? 0 : start;
    int64_t past = start + length < limit ? start + length : limit;
    return past > *first ? past - *first : 0;
}

geo_status geo_raster_read(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    const geo_raster *raster = self;
    const geo_frame *frame = &raster->source.frame;
    geo_window inside;
    inside.height = overlap(window.row, window.height, frame->height, &inside.row);
    inside.width = overlap(window.column, window.width, frame->width, &inside.column);
    bool is_whole = inside.height == window.height && inside.width == window.width;
    for (int64_t i = 0; !is_whole && i < window.height * window.width; i++)
        cells[i] = NAN;
    if (!inside.height || !inside.width)
        return GEO_OK;
    float *to = cells + (inside.row - window.row) * window.width + (inside.column - window.column);
    return (is_plain(raster) ? read_plain : read_inside)(ctx, raster, inside, to, window.width);
}

typedef struct sample {
    uint64_t valid, zeros, broken; /* broken: not a whole number */
    uint64_t beyond;               /* of the heights that are believed */
    double sum;                    /* of |value| */
} sample;

static void add_cells(const geo_raster *raster, sample *s, const float *cells, int64_t count)
{
    for (int64_t i = 0; i < count; i++) {
        if (isnan(cells[i]))
            continue;
        s->valid++;
        s->zeros += cells[i] == 0;
        s->broken += cells[i] != floorf(cells[i]);
        s->sum += fabs((double)cells[i]);
        s->beyond += (double)cells[i] < raster->low_m || (double)cells[i] > raster->high_m;
    }
}

/* Start of the at-th piece, moved back where it would need a second block. */
static int64_t spread(int64_t length, int64_t piece, int at, int block)
{
    int64_t start = (length - piece) * at / (SAMPLES - 1), last = start / block * block;
    if (block > piece)
        last += block - piece;
    return start < last ? start : last;
}

/* Small windows in a regular pattern: a bounded number of blocks, however large the file. */
static geo_status look(geo_ctx *ctx, geo_raster *raster, sample *s)
{
    float cells[SAMPLE_CELLS * SAMPLE_CELLS];
    const geo_frame *frame = &raster->source.frame;
    geo_window window = {
        .height = frame->height < SAMPLE_CELLS ? frame->height : SAMPLE_CELLS,
        .width = frame->width < SAMPLE_CELLS ? frame->width : SAMPLE_CELLS,
    };
    int block_width, block_height;
    GDALGetBlockSize(raster->band, &block_width, &block_height);
    for (int i = 0; i < SAMPLES; i++) {
        for (int j = 0; j < SAMPLES; j++) {
            window.row = spread(frame->height, window.height, i, block_height);
            window.column = spread(frame->width, window.width, j, block_width);
            geo_status status = geo_raster_read(raster, ctx, window, cells);
            if (status)
                return status;
            add_cells(raster, s, cells, window.height * window.width);
        }
    }
    return GEO_OK;
}

/* Blocks that a file leaves out cost nothing to write and would cost much to read. */
static bool is_stored(const geo_raster *raster, geo_window block)
{
    const geo_frame *frame = &raster->source.frame;
    int64_t line = raster->is_flipped ? frame->height - block.row - block.height : block.row;
    int found =
        GDALGetDataCoverageStatus(raster->band, (int)block.column, (int)line, (int)block.width,
                                  (int)block.height, GDAL_DATA_COVERAGE_STATUS_DATA, NULL);
    return (found & GDAL_DATA_COVERAGE_STATUS_EMPTY) == 0 ||
           (found & GDAL_DATA_COVERAGE_STATUS_DATA) != 0;
}

/* Heights enough to tell whole numbers from others. */
static bool is_enough(const sample *s)
{
    return s->broken || s->valid - s->zeros >= SAMPLE_CELLS * SAMPLE_CELLS;
}

static geo_status add_block(geo_ctx *ctx, geo_raster *raster, geo_window block, float *row,
                            sample *s)
{
    geo_status status = geo_ctx_poll(ctx);
    if (!is_stored(raster, block))
        return status;
    for (int64_t i = 0; !status && !is_enough(s) && i < block.height; i++) {
        status = geo_raster_read(raster, ctx,
                                 (geo_window){block.row + i, block.column, 1, block.width}, row);
        if (!status)
            add_cells(raster, s, row, block.width);
    }
    return status;
}

/* Only when the windows show nothing but zeros: the data may lie between them. */
static geo_status look_everywhere(geo_ctx *ctx, geo_raster *raster, sample *s)
{
    const geo_frame *frame = &raster->source.frame;
    geo_status status = GEO_OK;
    int width, height;
    GDALGetBlockSize(raster->band, &width, &height);
    float *row = geo_alloc((size_t)width, sizeof *row);
    if (!row)
        return geo_fail_nomem(ctx);
    for (int64_t i = 0; !status && i < frame->height; i += height) {
        for (int64_t j = 0; !status && !is_enough(s) && j < frame->width; j += width) {
            geo_window block = {.row = i, .column = j};
            block.height = frame->height - i < height ? frame->height - i : height;
            block.width = frame->width - j < width ? frame->width - j : width;
            status = add_block(ctx, raster, block, row, s);
        }
    }
    geo_free(row);
    return status;
}

geo_status geo_raster_check_heights(geo_ctx *ctx, geo_raster *raster)
{
    sample s = {0};
    geo_status status = look(ctx, raster, &s);
    if (!status && s.valid == s.zeros)
        status = look_everywhere(ctx, raster, &s);
    if (status)
        return status;
    if (!s.valid)
        return geo_fail(ctx, GEO_ERR_RANGE, "'%s' holds nothing but no-data", raster->name);
    if (s.valid == s.zeros)
        return geo_fail(ctx, GEO_ERR_RANGE, "'%s' is zero everywhere: it is not an elevation model",
                        raster->name);
    raster->is_whole = !s.broken;
    raster->beyond = (double)s.beyond / (double)s.valid;
    bool is_integer = GDALDataTypeIsInteger(raster->type) && raster->scale == 1;
    if (!is_integer || s.sum / (double)s.valid <= CENTIMETRES)
        return GEO_OK;
    geo_fail(ctx, GEO_ERR_RANGE, "'%s' holds whole numbers around %.0f: not heights in metres",
             raster->name, s.sum / (double)s.valid);
    hint_centimetres(ctx, raster);
    return GEO_ERR_RANGE;
}
