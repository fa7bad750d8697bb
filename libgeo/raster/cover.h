/* Exact covered fractions: how much of each cell of a frame lies inside a polygon (holes count as
 * outside), and sums of a grid under a polygon by them. Works row band by row band, so memory is
 * bounded by the polygon's edges and one band. */
#ifndef GEO_RASTER_COVER_H
#define GEO_RASTER_COVER_H

#include "raster/grid.h"

/* Called per row, north to south, with a run of cells the polygon covers in it: fractions[i], 0..1,
 * for column first_column + i. A row may be given in several runs, west to east; cells it only
 * touches are in none. */
typedef geo_status (*geo_cover_row)(void *self, geo_ctx *ctx, int64_t row, int64_t first_column,
                                    const float *fractions, int64_t count);
/* Valid (multi)polygon, rings in any direction; error of each fraction <= 1e-6 of a cell. Errors:
 * ARG (no polygon), GEOM (a coordinate is not finite), NOMEM, and those of `row`. */
geo_status geo_cover(geo_ctx *ctx, geo_frame frame, const geo_geom *polygon, geo_cover_row row,
                     void *self) GEO_MUST_USE;

typedef struct geo_cover_sum {
    double area_m2;  /* polygon inside the frame */
    double valid_m2; /* of that, cells that are not NaN */
    double value_m2; /* sum of value * covered area, value clamped to 0..1 */
} geo_cover_sum;
/* Sums a 0..1 grid under a polygon; what lies outside the source's frame is neither area nor valid.
 * Reads at most 4 MiB at a time. Errors: those of geo_cover and of the source. */
geo_status geo_cover_measure(geo_ctx *ctx, const geo_grid_source *source, const geo_geom *polygon,
                             geo_cover_sum *out) GEO_MUST_USE;

/* Marks cells of `grid` whose centre lies in the closed polygon with `value`. */
geo_status geo_grid_burn(geo_ctx *ctx, geo_grid *grid, const geo_geom *polygon,
                         float value) GEO_MUST_USE;
/* Marks cells of `grid` whose centre lies within distance_m (>= 0, closed) of the geometry: of its
 * points, its lines, and for polygons of their outlines. Errors: GEOM (a coordinate is not finite).
 */
geo_status geo_grid_burn_near(geo_ctx *ctx, geo_grid *grid, const geo_geom *geom, double distance_m,
                              float value) GEO_MUST_USE;

#endif
