/* A grid source over any bytes that lends its pieces as masks, cut as a file's could be. Counts
 * what is asked for and what is still lent; any number of threads may ask. */
#ifndef GROENNET_TESTS_LENDER_H
#define GROENNET_TESTS_LENDER_H

#include <stdatomic.h>
#include <stdlib.h>

#include "near.h"
#include "raster/grid.h"

typedef struct lender {
    int64_t width, height, piece_width, piece_height;
    int nodata;
    bool is_south_up, is_broken;
    uint8_t (*at)(const void *cells, int64_t row, int64_t column);
    const void *cells;
    atomic_int lent, asked;
} lender;

static inline geo_status lender_bytes(void *self, geo_ctx *ctx, geo_window window, uint8_t *cells)
{
    const lender *l = self;
    (void)ctx;
    for (int64_t i = 0; i < window.width * window.height; i++)
        cells[i] = l->at(l->cells, window.row + i / window.width, window.column + i % window.width);
    return GEO_OK;
}

static inline geo_status lender_floats(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    const lender *l = self;
    (void)ctx;
    for (int64_t i = 0; i < window.width * window.height; i++) {
        uint8_t byte =
            l->at(l->cells, window.row + i / window.width, window.column + i % window.width);
        cells[i] = byte == l->nodata ? (float)NAN : (float)byte;
    }
    return GEO_OK;
}

static inline int64_t lender_least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* As in a file, pieces begin at its first row, which may be the southernmost. */
static inline geo_status lender_lend(void *self, geo_ctx *ctx, int64_t row, int64_t column,
                                     geo_lent *out)
{
    lender *l = self;
    l->asked++;
    if (l->is_broken)
        return geo_fail(ctx, GEO_ERR_IO, "disk is gone");
    int64_t line = l->is_south_up ? l->height - 1 - row : row;
    int64_t top = line / l->piece_height * l->piece_height,
            west = column / l->piece_width * l->piece_width;
    int64_t height = lender_least(l->piece_height, l->height - top),
            width = lender_least(l->piece_width, l->width - west), groups = geo_mask_groups(width);
    geo_mask_group *bits = calloc((size_t)(2 * groups * height), sizeof *bits);
    uint8_t *cells = malloc((size_t)width);
    unsigned met = 0;
    if (!bits || !cells)
        abort();
    *out = (geo_lent){{top, west, height, width}, bits, NULL, groups, bits};
    if (l->is_south_up)
        out->window.row = l->height - top - height;
    for (int64_t i = 0; i < height; i++) {
        int64_t from = l->is_south_up ? l->height - 1 - top - i : top + i;
        (void)lender_bytes(l, NULL, (geo_window){from, west, 1, width}, cells);
        geo_mask_group *full = bits + i * groups;
        met |= geo_mask_pack(cells, width, l->nodata, full, full + groups * height);
    }
    free(cells);
    if (l->is_south_up) {
        out->full += (height - 1) * groups;
        out->line = -groups;
    }
    if (met & GEO_MASK_GAPS)
        out->known = out->full + groups * height;
    if (met & GEO_MASK_OTHER) {
        free(bits);
        out->full = NULL;
    } else {
        l->lent++;
    }
    return GEO_OK;
}

static inline void lender_take_back(void *self, geo_lent *lent)
{
    ((lender *)self)->lent--;
    free(lent->piece);
}

static inline geo_grid_source lender_source(lender *l, double x0, double y0, double cell_m)
{
    return (geo_grid_source){.self = l,
                             .frame = {x0, y0, cell_m, l->width, l->height},
                             .name = "kronen.tif",
                             .read = lender_floats,
                             .read_bytes = lender_bytes,
                             .byte_nodata = l->nodata,
                             .lend = lender_lend,
                             .give_back = lender_take_back,
                             .lent_width = l->piece_width};
}

#endif
