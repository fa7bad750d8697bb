/* Where each cell of a band drains: first to a neighbour, then flats, then all the way to a node.
 */
#include <math.h>

#include "raster/flood_parts.h"

/* One over the distance to a neighbour at a corner. */
static const float CORNER = 0.70710678F;

static inline void try_step(float drop, int32_t step, float *best, int32_t *taken)
{
    *taken = drop > *best ? step : *taken;
    *best = drop > *best ? drop : *best;
}

/* Cells inside the row, all of whose neighbours lie in the grid. A difference with NaN is no drop.
 */
static void drain_cells(const float *z, int64_t width, uint32_t place, bool outlet, uint32_t *to)
{
    const float *up = z - width, *down = z + width;
    int32_t w = (int32_t)width, last = w - 1;
    int32_t leaves_at_nodata = outlet;
    for (int32_t c = 1; c < last; c++) {
        float best = 0;
        int32_t taken = 0;
        try_step((z[c] - up[c - 1]) * CORNER, -w - 1, &best, &taken);
        try_step(z[c] - up[c], -w, &best, &taken);
        try_step((z[c] - up[c + 1]) * CORNER, -w + 1, &best, &taken);
        try_step(z[c] - z[c - 1], -1, &best, &taken);
        try_step(z[c] - z[c + 1], 1, &best, &taken);
        try_step((z[c] - down[c - 1]) * CORNER, w - 1, &best, &taken);
        try_step(z[c] - down[c], w, &best, &taken);
        try_step((z[c] - down[c + 1]) * CORNER, w + 1, &best, &taken);
        int32_t leaves = (up[c - 1] != up[c - 1]) | (up[c] != up[c]) | (up[c + 1] != up[c + 1]) |
                         (z[c - 1] != z[c - 1]) | (z[c + 1] != z[c + 1]) |
                         (down[c - 1] != down[c - 1]) | (down[c] != down[c]) |
                         (down[c + 1] != down[c + 1]);
        uint32_t next = place + (uint32_t)c + (uint32_t)taken;
        next = (leaves & leaves_at_nodata) ? GEO_FLOOD_SETTLED | GEO_FLOOD_OCEAN : next;
        to[c] = z[c] != z[c] ? GEO_FLOOD_NONE : next;
    }
}

static uint32_t on_border(float z)
{
    return isnan(z) ? GEO_FLOOD_NONE : GEO_FLOOD_SETTLED | GEO_FLOOD_OCEAN;
}

static bool is_finite_row(const float *z, int64_t width)
{
    int32_t infinite = 0;
    for (int64_t c = 0; c < width; c++)
        infinite |= (fabsf(z[c]) > 0x1.fffffep127F);
    return !infinite;
}

static geo_status drain_rows(geo_ctx *ctx, flood_band *band)
{
    geo_flood *f = band->flood;
    int64_t width = f->width;
    for (int64_t r = 0; r < band->rows; r++) {
        const float *z = band->z + r * width;
        uint32_t *to = band->labels + r * width;
        int64_t row = f->row + r;
        if (!is_finite_row(z, width))
            return geo_fail(ctx, GEO_ERR_RANGE, "an infinite height in row %lld", (long long)row);
        to[0] = on_border(z[0]);
        to[width - 1] = on_border(z[width - 1]);
        if (row > 0 && row < f->height - 1)
            drain_cells(z, width, (uint32_t)((r + 1) * width), f->nodata == GEO_FLOOD_OUTLET, to);
        else
            for (int64_t c = 1; c < width - 1; c++)
                to[c] = on_border(z[c]);
    }
    return GEO_OK;
}

/* Which cells of a row drain to themselves: they have no lower neighbour. */
static void note_level(const flood_band *band, int64_t r, bool *level)
{
    int64_t width = band->flood->width;
    const uint32_t *to = band->labels + r * width;
    for (int64_t c = 0; c < width; c++)
        level[c] = to[c] == (uint32_t)((r + 1) * width + c);
}

/* ---- flats ---- */

typedef struct flat {
    uint32_t cell; /* its first, in the band */
    int64_t outlet;
    bool open; /* it may go on beyond the band */
} flat;

/* Looks around one cell of the flat: further cells are queued, the first outlet is kept. */
static bool spread_from(flood_band *band, flat *found, uint32_t cell)
{
    geo_flood *f = band->flood;
    int64_t w = f->width, cells = band->rows * w;
    const int64_t step[8] = {-w - 1, -w, -w + 1, -1, 1, w - 1, w, w + 1};
    uint32_t place = (uint32_t)w, mark = found->cell + place;
    uint32_t *labels = band->labels;
    for (int k = 0; k < 8; k++) {
        int64_t n = (int64_t)cell + step[k];
        if (n < 0 || n >= cells || band->z[n] != band->z[cell] || labels[n] == mark)
            continue;
        if (labels[n] == (uint32_t)n + place) {
            labels[n] = mark;
            if (!geo_vec_push(&f->queue, (uint32_t)n))
                return false;
        } else if (found->outlet < 0 || n < found->outlet) {
            found->outlet = n;
        }
    }
    return true;
}

/* Cells of a flat drain to its first; that one is settled here, or drains to the outlet. */
static bool settle_flat(flood_band *band, uint32_t cell)
{
    geo_flood *f = band->flood;
    uint64_t before = (uint64_t)f->row * (uint64_t)f->width;
    int64_t width = f->width, last_row = (band->rows - 1) * width;
    flat found = {cell, -1, false};
    f->queue.count = 0;
    if (!geo_vec_push(&f->queue, cell))
        return false;
    for (size_t i = 0; i < f->queue.count; i++) {
        uint32_t at = f->queue.items[i];
        found.open |= (at < width && f->row > 0) || (at >= last_row && !band->last);
        if (!spread_from(band, &found, at))
            return false;
    }
    if (found.outlet >= 0 && !found.open) {
        band->labels[cell] = (uint32_t)(found.outlet + width);
        return true;
    }
    flood_node node = {.cell = before + cell, .z = band->z[cell], .to = GEO_FLOOD_NONE};
    node.outlet = found.outlet >= 0 ? before + (uint64_t)found.outlet : GEO_FLOOD_NOWHERE;
    uint32_t id;
    if (!geo_flood_node(f, node, &id))
        return false;
    band->labels[cell] = GEO_FLOOD_SETTLED | id;
    return true;
}

static bool settle_flats(flood_band *band)
{
    uint32_t place = (uint32_t)band->flood->width;
    uint32_t cells = (uint32_t)band->rows * place;
    for (uint32_t i = 0; i < cells; i++)
        if (band->labels[i] == i + place && !settle_flat(band, i))
            return false;
    return true;
}

/* ---- ways ---- */

/* The label of a cell beside the band: known before it, a node to be joined later behind it. */
static bool beside_band(flood_band *band, uint32_t place, uint32_t *label)
{
    static const flood_node out = {.outlet = GEO_FLOOD_NOWHERE, .to = GEO_FLOOD_NONE};
    geo_flood *f = band->flood;
    uint32_t width = (uint32_t)f->width;
    if (place < width) {
        *label = f->seam_labels[place];
        return true;
    }
    uint32_t column = place - width - (uint32_t)band->rows * width;
    if (f->exits[column] == GEO_FLOOD_NONE && !geo_flood_node(f, out, &f->exits[column]))
        return false;
    *label = GEO_FLOOD_SETTLED | f->exits[column];
    return true;
}

/* Follows every way to its end, and writes the end to all of it. */
static bool settle_ways(flood_band *band)
{
    uint32_t width = (uint32_t)band->flood->width, cells = (uint32_t)band->rows * width;
    uint32_t *labels = band->labels;
    for (uint32_t i = 0; i < cells; i++) {
        uint32_t end = labels[i];
        while (!(end & GEO_FLOOD_SETTLED) && end - width < cells)
            end = labels[end - width];
        if (!(end & GEO_FLOOD_SETTLED) && !beside_band(band, end, &end))
            return false;
        for (uint32_t at = i, next; !(labels[at] & GEO_FLOOD_SETTLED); at = next) {
            next = labels[at] - width;
            labels[at] = end;
            if (next >= cells)
                break;
        }
    }
    return true;
}

/* Flats that may go on elsewhere know the outlet they have here. */
static void settle_outlets(flood_band *band, size_t first)
{
    geo_flood *f = band->flood;
    uint64_t before = (uint64_t)f->row * (uint64_t)f->width;
    for (size_t i = first; i < f->nodes.count; i++) {
        flood_node *node = &f->nodes.items[i];
        if (node->outlet != GEO_FLOOD_NOWHERE)
            node->to = band->labels[node->outlet - before] & ~GEO_FLOOD_SETTLED;
    }
}

geo_status geo_flood_settle(geo_ctx *ctx, flood_band *band)
{
    geo_flood *f = band->flood;
    size_t first = f->nodes.count;
    geo_status status = drain_rows(ctx, band);
    if (status != GEO_OK)
        return status;
    note_level(band, 0, f->first_level);
    note_level(band, band->rows - 1, f->last_level);
    for (int64_t c = 0; c < f->width; c++)
        f->exits[c] = GEO_FLOOD_NONE;
    if (!settle_flats(band) || !settle_ways(band))
        return f->nodes.count < GEO_FLOOD_SETTLED - 1
                   ? geo_fail_nomem(ctx)
                   : geo_fail(ctx, GEO_ERR_LIMIT, "more than 2^31 pits");
    settle_outlets(band, first);
    return GEO_OK;
}
