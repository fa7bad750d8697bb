/* Sums over circles of one radius, row by row of a grid: each row becomes prefix sums, from which
 * every circle takes its run of cells. */
#ifndef GEO_GREEN_CANOPY_ROWS_H
#define GEO_GREEN_CANOPY_ROWS_H

#include "green/canopy_parts.h"

#define GEO_CIRCLE_CELL_M 0.5

typedef struct geo_circle_sum { /* m2, of cells whose centre lies within the radius */
    double land_m2, known_m2, shaded_m2;
} geo_circle_sum;

typedef struct geo_circle_rows geo_circle_rows;

/* A frame of 0.5 m cells, aligned to whole half metres, that holds the circles. */
geo_frame geo_circle_frame(const geo_point *centres, size_t count, double radius_m);
/* `frame` must hold the circles. Errors: NOMEM. */
geo_status geo_circle_rows_new(geo_ctx *ctx, geo_frame frame, const geo_point *centres,
                               size_t count, double radius_m, geo_circle_rows **out) GEO_MUST_USE;
void geo_circle_rows_free(geo_circle_rows *rows);

/* Covered fractions of a row's cells, as many as the frame is wide. Rows must come in rising order;
 * one that is left out is all 0. */
void geo_circle_rows_add(geo_circle_rows *rows, int64_t row, const float *land, const float *known,
                         const float *shaded);
/* Sums so far, in the order of the centres. */
void geo_circle_rows_tell(const geo_circle_rows *rows, geo_circle_sum *out);

/* The same from the crown raster, without a grid in memory; the circles may lie far apart. */
geo_status geo_canopy_raster_circles(geo_ctx *ctx, geo_canopy *canopy, geo_frame frame,
                                     const geo_geom *land, geo_circle_rows *rows) GEO_MUST_USE;

#endif
