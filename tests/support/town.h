/* Small towns for the tests of the measures: layers are written to a GeoPackage in a folder of
 * their own and read back through io/source, addresses come as a batch in memory. Columns are a
 * list of names, a space between; one that ends in # is a number (double, NaN is null), others are
 * text (const char *, NULL is null). Include town.c too: each test is one program. */
#ifndef GROENNET_TESTS_TOWN_H
#define GROENNET_TESTS_TOWN_H

#include "crs/crs.h"
#include "io/io.h"
#include "io/package.h"
#include "io/source.h"
#include "near.h"
#include "town_rows.h"

/* Where towns lie, RD New. */
#define EAST 155000.0
#define NORTH 463000.0

typedef struct town {
    geo_ctx *ctx;
    geo_crs *crs;
    char folder[64], path[96];
    geo_package *package;
    geo_layer *layer; /* the one that is being filled */
    geo_schema schema;
    geo_point move; /* added to every coordinate */
    GEO_VEC(geo_source *) sources;
} town;

void town_begin(town *t);
void town_layer(town *t, const char *name, geo_geom_type type, const char *columns);
/* One value per column follows. */
void town_put(town *t, const geo_geom *geom, ...);
void town_point(town *t, double x, double y, ...);
void town_box(town *t, double xmin, double ymin, double xmax, double ymax, ...);
/* A closed ring of `count` points, the last one repeats the first. */
void town_ring(town *t, const geo_point *points, uint32_t count, ...);
void town_line(town *t, const geo_point *points, uint32_t count, ...);
/* Publishes what was put; sources can be opened now. */
void town_build(town *t);
/* Opened with these columns (names, a space between; may be empty); freed by town_end. */
geo_source *town_source(town *t, const char *layer, const char *text, const char *number);
void town_end(town *t); /* removes the folder */

#endif
