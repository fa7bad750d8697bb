/* Distances along columns first, by two sweeps; then per row the lower envelope of the parabolas
 * that these are the feet of. Whole numbers throughout. */
#include "raster/edt.h"

#include "base/alloc.h"

enum { ACROSS_MOST = 46340 }; /* twice the square of one less stays below 2^32 - 1 */

void geo_edt_columns(const uint8_t *inside, int64_t height, int64_t width, int64_t first,
                     int64_t count, uint32_t *squared)
{
    for (int64_t row = 0; row < height; row++)
        for (int64_t column = first; column < first + count; column++) {
            int64_t at = row * width + column;
            uint32_t above = row > 0 ? squared[at - width] : GEO_EDT_NONE;
            squared[at] = !inside[at] ? 0 : above == GEO_EDT_NONE ? above : above + 1;
        }
    for (int64_t row = height - 2; row >= 0; row--)
        for (int64_t column = first; column < first + count; column++) {
            int64_t at = row * width + column;
            uint32_t below = squared[at + width];
            if (below < squared[at])
                squared[at] = below + 1;
        }
}

/* The lower envelope along a row: from column begins[k] on the nearest foot is in column feet[k].
 */
typedef struct envelope {
    uint32_t *along; /* distances along columns */
    uint32_t *feet, *begins;
    int64_t count;
} envelope;

static int64_t square(int64_t value)
{
    return value * value;
}

static int64_t height_at(const envelope *e, int64_t column, int64_t foot)
{
    return square(column - foot) + square((int64_t)e->along[foot]);
}

/* Adds the parabola of a column: it hides those at the end that are above it where they begin, and
 * comes below the one that is left after the last column where it is not. */
static void add_foot(envelope *e, int64_t foot, int64_t width)
{
    while (e->count > 0) {
        int64_t begin = e->begins[e->count - 1], last = e->feet[e->count - 1];
        if (height_at(e, begin, last) <= height_at(e, begin, foot))
            break;
        e->count--;
    }
    int64_t begin = 0;
    if (e->count > 0) {
        int64_t last = e->feet[e->count - 1];
        int64_t rise = square((int64_t)e->along[foot]) - square((int64_t)e->along[last]);
        begin = (square(foot) - square(last) + rise) / (2 * (foot - last)) + 1;
    }
    if (begin >= width)
        return;
    e->feet[e->count] = (uint32_t)foot;
    e->begins[e->count++] = (uint32_t)begin;
}

static void transform_row(envelope *e, int64_t width, uint32_t *row)
{
    e->count = 0;
    for (int64_t column = 0; column < width; column++) {
        e->along[column] = row[column];
        if (row[column] != GEO_EDT_NONE)
            add_foot(e, column, width);
    }
    if (e->count == 0)
        return; /* no cell outside in any column: all stay without */
    for (int64_t column = width - 1; column >= 0; column--) {
        row[column] = (uint32_t)height_at(e, column, e->feet[e->count - 1]);
        if (column == e->begins[e->count - 1])
            e->count--;
    }
}

geo_status geo_edt_rows(geo_ctx *ctx, int64_t width, int64_t first, int64_t count,
                        uint32_t *squared)
{
    uint32_t *scratch = geo_alloc((size_t)width, 3 * sizeof *scratch);
    if (!scratch)
        return geo_fail_nomem(ctx);
    envelope e = {scratch, scratch + width, scratch + 2 * width, 0};
    for (int64_t row = first; row < first + count; row++)
        transform_row(&e, width, squared + row * width);
    geo_free(scratch);
    return GEO_OK;
}

geo_status geo_edt(geo_ctx *ctx, const uint8_t *inside, int64_t height, int64_t width,
                   uint32_t *squared)
{
    if (height > ACROSS_MOST || width > ACROSS_MOST)
        return geo_fail(ctx, GEO_ERR_LIMIT, "distances over %lld x %lld cells: at most %d across",
                        (long long)height, (long long)width, ACROSS_MOST);
    geo_edt_columns(inside, height, width, 0, width, squared);
    return geo_edt_rows(ctx, width, 0, height, squared);
}
