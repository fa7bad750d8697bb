/* Inside the sums of a source under a polygon: of cells read band by band, and of a mask in place.
 */
#ifndef GEO_RASTER_COVER_PARTS_H
#define GEO_RASTER_COVER_PARTS_H

#include "base/sum.h"
#include "raster/cover.h"

typedef struct geo_run_sum { /* of a run of cells; in cells */
    double area, valid, value;
} geo_run_sum;

typedef struct geo_cover_cells { /* of a polygon; in cells */
    geo_sum area, valid, value;
} geo_cover_cells;

static inline void geo_cover_add(geo_cover_cells *cells, const geo_run_sum *run)
{
    geo_sum_add(&cells->area, run->area);
    geo_sum_add(&cells->valid, run->valid);
    geo_sum_add(&cells->value, run->value);
}

/* Bytes clamped to 0..1, so that one is 1 unless it is 0. fractions NULL: all covered whole. */
geo_run_sum geo_cover_bytes(const uint8_t *cells, int nodata, const double *fractions,
                            int64_t count);

/* The sum of a source that lends, to the bit what its bytes give when they are read. Holds one row
 * of pieces at a time. GEO_END: a piece is no mask. Errors: those of geo_sweep and
 * of lend. */
geo_status geo_cover_lent(geo_ctx *ctx, const geo_grid_source *source, const geo_geom *polygon,
                          geo_window window, geo_cover_cells *out) GEO_MUST_USE;

#endif
