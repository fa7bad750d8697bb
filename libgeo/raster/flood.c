/* The order of the work, and the whole grid at once; the rows are in flood_rows.c, what happens at
 * the border of two bands in flood_seam.c, passes in flood_passes.c, labels in flood_labels.c. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "raster/flood_parts.h"

enum { WIDEST = 1 << 28 };
static const int64_t BAND_CELLS = INT64_C(1) << 20;

static bool make_rows(geo_flood *f)
{
    size_t width = (size_t)f->width;
    f->seam_labels = geo_alloc(width, sizeof *f->seam_labels);
    f->seam_level = geo_alloc(width, sizeof *f->seam_level);
    f->seam_exits = geo_alloc(width, sizeof *f->seam_exits);
    f->first_level = geo_alloc(width, sizeof *f->first_level);
    f->last_level = geo_alloc(width, sizeof *f->last_level);
    f->exits = geo_alloc(width, sizeof *f->exits);
    return f->seam_labels && f->seam_level && f->seam_exits && f->first_level && f->last_level &&
           f->exits;
}

geo_status geo_flood_new(geo_ctx *ctx, int64_t width, int64_t height, geo_flood_nodata nodata,
                         geo_flood **out)
{
    static const flood_node ocean = {.outlet = GEO_FLOOD_NOWHERE, .to = GEO_FLOOD_NONE};
    if (width <= 0 || height <= 0)
        return geo_fail(ctx, GEO_ERR_ARG, "a grid without cells");
    if (width >= WIDEST)
        return geo_fail(ctx, GEO_ERR_LIMIT, "a grid of %lld columns, %d or more", (long long)width,
                        WIDEST);
    geo_flood *f = geo_calloc(1, sizeof *f);
    uint32_t id;
    if (!f)
        return geo_fail_nomem(ctx);
    f->width = width;
    f->height = height;
    f->nodata = nodata;
    if (!make_rows(f) || !geo_flood_node(f, ocean, &id)) {
        geo_flood_free(f);
        return geo_fail_nomem(ctx);
    }
    *out = f;
    return GEO_OK;
}

void geo_flood_free(geo_flood *f)
{
    if (!f)
        return;
    geo_free(f->nodes.items);
    geo_free(f->passes.items);
    geo_free(f->queue.items);
    geo_free(f->seam_labels);
    geo_free(f->seam_level);
    geo_free(f->seam_exits);
    geo_free(f->first_level);
    geo_free(f->last_level);
    geo_free(f->exits);
    geo_free(f->slots);
    geo_free(f->sets.items);
    geo_free(f->label_of);
    geo_free(f->pits.items);
    geo_free(f);
}

/* The band's last row is the one before the next band. */
static void keep_seam(flood_band *band)
{
    geo_flood *f = band->flood;
    size_t width = (size_t)f->width;
    bool *level = f->seam_level;
    uint32_t *exits = f->seam_exits;
    memcpy(f->seam_labels, band->labels + (size_t)(band->rows - 1) * width,
           width * sizeof *f->seam_labels);
    f->seam_level = f->last_level;
    f->last_level = level;
    f->seam_exits = f->exits;
    f->exits = exits;
    f->row += band->rows;
}

geo_status geo_flood_add(geo_ctx *ctx, geo_flood *flood, int64_t rows, const float *z,
                         uint32_t *labels)
{
    flood_band band = {flood, rows, z, labels, flood->row + rows == flood->height};
    if (rows <= 0 || rows > flood->height - flood->row || rows > (INT64_C(1) << 30) / flood->width)
        return geo_fail(ctx, GEO_ERR_ARG, "%lld rows at row %lld of %lld", (long long)rows,
                        (long long)flood->row, (long long)flood->height);
    geo_status status = geo_ctx_poll(ctx);
    if (status == GEO_OK)
        status = geo_flood_settle(ctx, &band);
    if (status == GEO_OK) {
        geo_flood_join(&band);
        status = geo_flood_meet(ctx, &band);
    }
    if (status == GEO_OK)
        keep_seam(&band);
    return status;
}

geo_status geo_flood_finish(geo_ctx *ctx, geo_flood *flood)
{
    if (flood->row < flood->height)
        return geo_fail(ctx, GEO_ERR_ARG, "%lld rows of %lld", (long long)flood->row,
                        (long long)flood->height);
    geo_status status = geo_flood_number(ctx, flood);
    return status == GEO_OK ? geo_flood_span(ctx, flood) : status;
}

void geo_flood_label(const geo_flood *flood, uint32_t *labels, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (labels[i] != GEO_FLOOD_NONE)
            labels[i] = flood->label_of[labels[i] & ~GEO_FLOOD_SETTLED];
}

void geo_flood_fill(const geo_flood *flood, const float *z, const uint32_t *labels, size_t count,
                    float *filled)
{
    for (size_t i = 0; i < count; i++) {
        float level = labels[i] == GEO_FLOOD_NONE ? NAN : flood->pits.items[labels[i]].level;
        filled[i] = z[i] < level ? level : z[i];
    }
}

geo_status geo_flood_whole(geo_ctx *ctx, const float *z, int64_t width, int64_t height,
                           geo_flood_nodata nodata, uint32_t *labels, geo_flood **out)
{
    geo_flood *flood = NULL;
    geo_status status = geo_flood_new(ctx, width, height, nodata, &flood);
    int64_t most = BAND_CELLS / width > 0 ? BAND_CELLS / width : 1;
    for (int64_t row = 0; status == GEO_OK && row < height; row += most) {
        int64_t rows = height - row < most ? height - row : most;
        status = geo_flood_add(ctx, flood, rows, z + row * width, labels + row * width);
    }
    if (status == GEO_OK)
        status = geo_flood_finish(ctx, flood);
    if (status == GEO_OK) {
        geo_flood_label(flood, labels, (size_t)(width * height));
        *out = flood;
        flood = NULL;
    }
    geo_flood_free(flood);
    return status;
}

const geo_flood_pit *geo_flood_pits(const geo_flood *flood, uint32_t *count)
{
    *count = (uint32_t)flood->pits.count - 1;
    return flood->pits.items;
}

const geo_flood_pass *geo_flood_passes(const geo_flood *flood, size_t *count)
{
    *count = flood->passes.count;
    return flood->passes.items;
}

uint32_t geo_flood_walled(const geo_flood *flood)
{
    return flood->walled;
}
