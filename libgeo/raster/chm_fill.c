/* Ground under holes: from the nearest terrain in the four directions of the grid. Each direction
 * is one walk over the cells that remembers what it passed last; what is further than the reach
 * counts for nothing, so that a window with a border of the reach knows all it needs. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "raster/chm.h"

typedef struct filling {
    const float *cells; /* with the border */
    int64_t width, height, border;
    int64_t inner_width;
    double *weights, *values; /* sums per cell within the border */
    float *last;              /* per column: terrain that was passed, */
    int64_t *ago;             /* so many rows ago */
} filling;

static void give(filling *f, int64_t row, int64_t column, float value, int64_t distance)
{
    int64_t at = (row - f->border) * f->inner_width + column - f->border;
    double weight = 1 / ((double)distance * (double)distance);
    f->weights[at] += weight;
    f->values[at] += weight * (double)value;
}

/* Along a row, from one end to the other. */
static void walk_row(filling *f, int64_t row, bool eastward)
{
    const float *line = f->cells + row * f->width;
    int64_t step = eastward ? 1 : -1, ago = f->border + 1;
    float last = NAN;
    for (int64_t i = eastward ? 0 : f->width - 1; i >= 0 && i < f->width; i += step) {
        ago++;
        if (!isnan(line[i])) {
            last = line[i];
            ago = 0;
        } else if (ago <= f->border && i >= f->border && i < f->width - f->border) {
            give(f, row, i, last, ago);
        }
    }
}

/* Down or up all columns at once, row by row. */
static void walk_columns(filling *f, bool southward)
{
    int64_t step = southward ? 1 : -1;
    for (int64_t i = 0; i < f->width; i++)
        f->ago[i] = f->border + 1;
    for (int64_t row = southward ? 0 : f->height - 1; row >= 0 && row < f->height; row += step) {
        bool inside = row >= f->border && row < f->height - f->border;
        const float *line = f->cells + row * f->width;
        for (int64_t i = f->border; i < f->width - f->border; i++) {
            f->ago[i]++;
            if (!isnan(line[i])) {
                f->last[i] = line[i];
                f->ago[i] = 0;
            } else if (inside && f->ago[i] <= f->border) {
                give(f, row, i, f->last[i], f->ago[i]);
            }
        }
    }
}

/* Copies what is within the border; are there holes? */
static bool copy_inner(const filling *f, float *out)
{
    bool holes = false;
    for (int64_t row = f->border; row < f->height - f->border; row++) {
        const float *from = f->cells + row * f->width + f->border;
        float *to = out + (row - f->border) * f->inner_width;
        memcpy(to, from, (size_t)f->inner_width * sizeof *to);
        for (int64_t i = 0; !holes && i < f->inner_width; i++)
            holes = isnan(to[i]);
    }
    return holes;
}

static void fill(filling *f, float *out)
{
    int64_t inner = f->inner_width * (f->height - 2 * f->border);
    for (int64_t row = f->border; row < f->height - f->border; row++) {
        walk_row(f, row, true);
        walk_row(f, row, false);
    }
    walk_columns(f, true);
    walk_columns(f, false);
    for (int64_t i = 0; i < inner; i++)
        if (isnan(out[i]) && f->weights[i] > 0)
            out[i] = (float)(f->values[i] / f->weights[i]);
}

geo_status geo_chm_fill(geo_ctx *ctx, const float *cells, int64_t width, int64_t height,
                        int64_t border, float *out)
{
    filling f = {cells, width, height, border, width - 2 * border, NULL, NULL, NULL, NULL};
    geo_status status = GEO_OK;
    if (!copy_inner(&f, out) || !border)
        return GEO_OK;
    size_t inner = (size_t)(f.inner_width * (height - 2 * border));
    f.weights = geo_calloc(inner, sizeof *f.weights);
    f.values = geo_calloc(inner, sizeof *f.values);
    f.last = geo_alloc((size_t)width, sizeof *f.last);
    f.ago = geo_alloc((size_t)width, sizeof *f.ago);
    if (f.weights && f.values && f.last && f.ago)
        fill(&f, out);
    else
        status = geo_fail_nomem(ctx);
    geo_free(f.weights);
    geo_free(f.values);
    geo_free(f.last);
    geo_free(f.ago);
    return status;
}
