/* Grids in memory as sources, for tests of what works on rasters: filled by a formula or a seed,
 * read like files. */
#ifndef GROENNET_TESTS_FIELD_H
#define GROENNET_TESTS_FIELD_H

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "near.h"
#include "raster/grid.h"
#include "shapes.h"

typedef struct field {
    geo_grid grid;
    geo_grid_source source;
} field;

static inline geo_status field_read(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    const field *f = self;
    geo_frame frame = f->grid.frame;
    (void)ctx;
    for (int64_t i = 0; i < window.height; i++)
        for (int64_t j = 0; j < window.width; j++) {
            int64_t row = window.row + i, column = window.column + j;
            bool inside = row >= 0 && row < frame.height && column >= 0 && column < frame.width;
            cells[i * window.width + j] = inside ? f->grid.cells[row * frame.width + column] : NAN;
        }
    return GEO_OK;
}

/* f must stay where it is; release with geo_grid_release(&f->grid). */
static inline void field_make(field *f, const char *name, geo_frame frame, float value)
{
    if (geo_grid_init(NULL, &f->grid, frame, value))
        fail_msg("no grid");
    f->source = (geo_grid_source){.self = f, .frame = frame, .name = name, .read = field_read};
}

static inline float *field_at(field *f, int64_t row, int64_t column)
{
    return &f->grid.cells[row * f->grid.frame.width + column];
}

/* A whole source, read in windows of this many rows and columns; free with free(). */
static inline float *field_take(geo_ctx *ctx, const geo_grid_source *source, int64_t rows,
                                int64_t columns)
{
    int64_t width = source->frame.width, height = source->frame.height;
    float *all = malloc((size_t)(width * height) * sizeof *all);
    float *part = malloc((size_t)(rows * columns) * sizeof *part);
    assert_true(all && part);
    for (int64_t row = 0; row < height; row += rows)
        for (int64_t column = 0; column < width; column += columns) {
            geo_window w = {row, column, rows < height - row ? rows : height - row,
                            columns < width - column ? columns : width - column};
            if (source->read(source->self, ctx, w, part))
                fail_msg("%s", geo_ctx_error(ctx));
            for (int64_t i = 0; i < w.height; i++)
                memcpy(all + (row + i) * width + column, part + i * w.width,
                       (size_t)w.width * sizeof *all);
        }
    free(part);
    return all;
}

/* Same bits, NaN like NaN. */
static inline void assert_same_cells(const float *a, const float *b, int64_t count)
{
    for (int64_t i = 0; i < count; i++)
        if (!(a[i] == b[i] || (isnan(a[i]) && isnan(b[i]))))
            fail_msg("cell %lld is %g, expected %g", (long long)i, (double)a[i], (double)b[i]);
}

#endif
