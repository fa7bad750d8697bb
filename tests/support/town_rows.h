/* Addresses as a batch in memory, and rasters as arrays: what the tests of the measures give to
 * them beside the layers of a town. Columns are a list of names, a space between; one that ends in
 * # is a number (double, NaN is null), others are text (const char *, NULL is null). Include
 * town_rows.c too, unless town.c does. */
#ifndef GROENNET_TESTS_TOWN_ROWS_H
#define GROENNET_TESTS_TOWN_ROWS_H

#include "io/batch.h"
#include "near.h"
#include "raster/grid.h"

/* Adds the columns of such a list to a schema, and reads one value for each. */
void town_columns(geo_schema *schema, const char *columns);
void town_values(const geo_schema *schema, va_list given, geo_value *out);
/* A copy, moved; geo_geom_release it. */
void town_moved(const geo_geom *geom, geo_point move, geo_geom *out);

/* A batch of rows in memory, and room for the columns that a measure adds. */
typedef struct town_rows {
    geo_schema schema;
    geo_batch batch;
    geo_columns out;
    geo_point move;
} town_rows;

void town_rows_begin(town_rows *rows, const char *columns);
void town_rows_point(town_rows *rows, double x, double y, ...);
void town_rows_geom(town_rows *rows, const geo_geom *geom, ...);
/* Room for `count` columns per row. */
geo_columns *town_rows_out(town_rows *rows, size_t count);
void town_rows_end(town_rows *rows);

/* The added value; NaN: null. */
double town_number(const town_rows *rows, size_t row, size_t column);
/* "": null. Valid for eight calls. */
const char *town_text(const town_rows *rows, size_t row, size_t column);

/* A grid in memory as a source. */
geo_grid_source town_raster(geo_grid *grid, const char *name);

#endif
