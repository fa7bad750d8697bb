/* Exact Euclidean distance of cells to the nearest cell outside a set. Plain arrays, row by row. */
#ifndef GEO_RASTER_EDT_H
#define GEO_RASTER_EDT_H

#include <stdint.h>

#include "base/ctx.h"

#define GEO_EDT_NONE UINT32_MAX /* every cell is of the set: no distance */

/* squared[i] = squared distance, in cells, from the centre of cell i to the centre of the nearest
 * cell whose `inside` is 0; 0 for such a cell itself. What lies beyond the grid is unknown and
 * counts for nothing. Exact whole numbers. Linear in the cells. Errors: LIMIT (more than 46,340
 * cells across: the squares would not fit), NOMEM.
 * Source: Meijster, Roerdink, Hesselink 2000, doi:10.1007/0-306-47025-X_36. */
geo_status geo_edt(geo_ctx *ctx, const uint8_t *inside, int64_t height, int64_t width,
                   uint32_t *squared) GEO_MUST_USE;

/* The two halves, for a caller with threads: first all columns, then all rows, in any pieces and
 * order. In between `squared` holds distances along columns. */
void geo_edt_columns(const uint8_t *inside, int64_t height, int64_t width, int64_t first,
                     int64_t count, uint32_t *squared);
geo_status geo_edt_rows(geo_ctx *ctx, int64_t width, int64_t first, int64_t count,
                        uint32_t *squared) GEO_MUST_USE;

#endif
