/* Circles over the crown raster: the land's rows come one after the other, and the raster's under
 * them, band by band. Memory is a few rows, so that circles all over a town are summed in one go.
 */
#include <math.h>

#include "base/alloc.h"
#include "green/canopy_rows.h"
#include "raster/cover.h"

#define BAND_CELLS ((int64_t)1 << 20)

typedef struct laying {
    geo_frame frame;
    geo_grid_source shares;
    geo_window window; /* of the raster, under the frame */
    geo_window band;   /* rows of the window that are held */
    float *cells;      /* the band's, or in bytes: */
    uint8_t *bytes;
    float of_byte[256];
    int64_t *columns; /* per column of the frame: the window's under its centre, or -1 */
    float *land, *known, *shaded; /* a row of the frame */
    int64_t row;                  /* that `land` holds; -1: none */
    geo_circle_rows *to;
} laying;

/* The raster's column under each of the frame's, by its centre. What is asked of a row or a column
 * is the same along it, so it is asked once and not per cell. */
static void find_columns(laying *l)
{
    geo_frame under = geo_frame_sub(l->shares.frame, l->window);
    double inside_y = geo_frame_centre(under, 0, 0).y;
    for (int64_t column = 0; column < l->frame.width; column++) {
        int64_t row;
        geo_point p = {geo_frame_centre(l->frame, 0, column).x, inside_y};
        if (!geo_frame_cell(under, p, &row, &l->columns[column]))
            l->columns[column] = -1;
    }
}

/* The window's row under the centre of the frame's; false: none. */
static bool find_row(const laying *l, int64_t row, int64_t *out)
{
    int64_t column;
    geo_frame under = geo_frame_sub(l->shares.frame, l->window);
    geo_point p = {geo_frame_centre(under, 0, 0).x, geo_frame_centre(l->frame, row, 0).y};
    return l->window.width > 0 && geo_frame_cell(under, p, out, &column);
}

static int64_t rows_of_band(geo_window window)
{
    int64_t rows = window.width > 0 ? BAND_CELLS / window.width + 1 : 0;
    return rows < window.height ? rows : window.height;
}

/* Makes the band hold a row of the window. */
static geo_status load(laying *l, geo_ctx *ctx, int64_t row)
{
    geo_window *band = &l->band;
    if (row >= band->row && row < band->row + band->height)
        return GEO_OK;
    int64_t rows = rows_of_band(l->window), left = l->window.height - row;
    *band = (geo_window){row, 0, rows < left ? rows : left, l->window.width};
    geo_window wanted = {l->window.row + row, l->window.column, band->height, band->width};
    geo_status status = geo_ctx_poll(ctx);
    if (status == GEO_OK)
        status = l->bytes ? l->shares.read_bytes(l->shares.self, ctx, wanted, l->bytes)
                          : l->shares.read(l->shares.self, ctx, wanted, l->cells);
    return geo_while(ctx, status, "while reading raster '%s'", l->shares.name);
}

static float share_at(const laying *l, int64_t start, int64_t column)
{
    if (l->columns[column] < 0)
        return NAN;
    return l->bytes ? l->of_byte[l->bytes[start + l->columns[column]]]
                    : l->cells[start + l->columns[column]];
}

/* known = land where the raster has data, shaded = its share of that; each cell by the raster under
 * its centre. */
static geo_status give_row(laying *l, geo_ctx *ctx)
{
    int64_t under;
    geo_status status = GEO_OK;
    bool covered = find_row(l, l->row, &under);
    if (covered && (status = load(l, ctx, under)) != GEO_OK)
        return status;
    int64_t start = covered ? (under - l->band.row) * l->band.width : 0;
    for (int64_t column = 0; column < l->frame.width; column++) {
        float share = covered ? share_at(l, start, column) : NAN;
        l->known[column] = isnan(share) ? 0 : l->land[column];
        l->shaded[column] = isnan(share) ? 0 : l->land[column] * share;
    }
    geo_circle_rows_add(l->to, l->row, l->land, l->known, l->shaded);
    return GEO_OK;
}

/* A row of land may come in several runs: it is whole when the next one begins. */
static geo_status take_run(void *self, geo_ctx *ctx, int64_t row, int64_t first_column,
                           const float *fractions, int64_t count)
{
    laying *l = self;
    if (row != l->row) {
        geo_status status = l->row >= 0 ? give_row(l, ctx) : GEO_OK;
        if (status != GEO_OK)
            return status;
        for (int64_t column = 0; column < l->frame.width; column++)
            l->land[column] = 0;
        l->row = row;
    }
    for (int64_t i = 0; i < count; i++)
        l->land[first_column + i] = fractions[i];
    return GEO_OK;
}

static void laying_release(laying *l)
{
    geo_free(l->cells);
    geo_free(l->bytes);
    geo_free(l->columns);
    geo_free(l->land);
    geo_free(l->known);
    geo_free(l->shaded);
}

static geo_status laying_init(geo_ctx *ctx, laying *l)
{
    size_t width = (size_t)l->frame.width;
    size_t cells = (size_t)(rows_of_band(l->window) * l->window.width);
    bool bytes = l->shares.read_bytes != NULL;
    l->columns = geo_alloc(width, sizeof *l->columns);
    l->land = geo_alloc(width, sizeof *l->land);
    l->known = geo_alloc(width, sizeof *l->known);
    l->shaded = geo_alloc(width, sizeof *l->shaded);
    l->bytes = bytes ? geo_alloc(cells, sizeof *l->bytes) : NULL;
    l->cells = bytes ? NULL : geo_alloc(cells, sizeof *l->cells);
    if (!l->columns || !l->land || !l->known || !l->shaded || (!l->bytes && !l->cells))
        return geo_fail_nomem(ctx);
    for (int i = 0; i < 256; i++)
        l->of_byte[i] = i == l->shares.byte_nodata ? NAN : (i > 0 ? 1 : 0);
    if (l->window.width > 0)
        find_columns(l);
    return GEO_OK;
}

geo_status geo_canopy_raster_circles(geo_ctx *ctx, geo_canopy *canopy, geo_frame frame,
                                     const geo_geom *land, geo_circle_rows *rows)
{
    geo_canopy_raster self = {canopy};
    laying l = {.frame = frame, .shares = geo_canopy_shares(&self), .row = -1, .to = rows};
    l.window = geo_frame_window(l.shares.frame, geo_frame_box(frame));
    geo_status status = laying_init(ctx, &l);
    if (status == GEO_OK && land->point_count)
        status = geo_cover(ctx, frame, land, take_run, &l);
    if (status == GEO_OK && l.row >= 0)
        status = give_row(&l, ctx);
    laying_release(&l);
    return status;
}
