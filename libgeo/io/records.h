/* Records of any vector file or table that a registry delivers, one by one, attributes as text:
 * GeoPackage, shapefile, SQLite (OGR's and SpatiaLite's layers), FlatGeobuf, GeoJSON (also as text
 * sequence), CSV. The first bytes say which, never the suffix. Nothing is written beside the input,
 * and no stream is read.
 *
 * A GeoPackage's layer is read through its R-tree when a box is given, so that the rest of the
 * country costs nothing: its schema is scanned, the R-tree must be registered and have its triggers
 * (else, as without R-tree, the layer is read whole, with a note), and rows are looked up in it,
 * all of them in a file of at most 16 MiB, else a sample (what that finds and what not: see
 * geo_gpkg_sample_tree). All other files are read whole.
 *
 * CSV (io/delimited.h says how strict) finds its geometry by the columns' names, letter case and
 * signs between letters aside, in this order:
 *   options x and y · wkt, geometry, geom, geometrie, ..., when a CRS is declared · lon and lat
 * when that is in degrees · x_rd and y_rd, rd_x and rd_y, ... (EPSG:28992) · x and y, x-coordinaat
 * and y-coordinaat, ..., when a CRS is declared, or, as EPSG:28992, when lon and lat stand beside
 * them, which are often rounded · lon and lat, longitude and latitude, ... (EPSG:4326). Only x and
 * y, or wkt, without a declared CRS: an error, for no other reason than that nobody knows what they
 * are; values are not looked at. A declared CRS that contradicts the names used is one too.
 * Coordinates have a decimal point or a decimal comma, the same in the whole file: the first that
 * has either decides, the other one later is an error. Attributes are text as it stands. */
#ifndef GEO_IO_RECORDS_H
#define GEO_IO_RECORDS_H

#include "base/text.h"
#include "crs/crs.h"

typedef struct geo_records geo_records;

/* Borrowed for the call of geo_records_new only. */
typedef struct geo_records_options {
    const char *layer;     /* NULL: the dataset's ":LAYER", else the only one */
    const char *crs;       /* declared by the user: for files that do not say; else it must agree */
    const geo_crs *target; /* geometries come in it; must be given */
    const geo_box *box;    /* in target: only records whose box meets it; NULL: all */
    const char *const
        *fields; /* attributes wanted, letter case ignored; an absent one reads NULL */
    size_t field_count;
    const char *encoding; /* of CSV and shapefiles; NULL: UTF-8 or what a mark at the beginning
                             says; of a shapefile what its .cpg or .dbf says. Never guessed */
    const char *x, *y;    /* CSV: columns of the coordinates; NULL: recognised by their names */
    bool allow_tables;    /* layers without geometry are read too */
} geo_records_options;
#define GEO_RECORDS_OPTIONS_INIT ((geo_records_options){0})

/* The reason of a row that cannot be turned into the target's system. */
#define GEO_RECORDS_OUTSIDE_USE "outside the area of use of its coordinate system"

typedef struct geo_record {
    uint64_t number;      /* feature id, or line of a text file: for messages */
    const geo_geom *geom; /* in plan (no z, no m), curves made straight in steps of 1 degree, which
                             is within 1 cm up to a radius of 262 m; NULL: see reason */
    const char *reason;   /* static: "null geometry", "empty geometry", "geometry collection",
                             "unreadable row", "unreadable geometry", "unreadable coordinate",
                             "outside the area of use of its coordinate system" ...; NULL together
                             with geom in a layer without geometry. With a box such records are given
                             too, as nobody can say that they lie elsewhere, but through an R-tree
                             those without geometry are not found */
    const char *const *text; /* UTF-8, one per field wanted; NULL when null or empty. Numbers in
                                their shortest form, integers exact, dates as ISO 8601, booleans 0
                                and 1, lists joined by commas, binary as hexadecimal digits */
} geo_record;

/* dataset: PATH or PATH:LAYER. Errors: ARG (name, encoding, several layers), NOTFOUND (file; layer:
 * the message lists the layers there are; column x or y), IO, FORMAT, CRS (none and none declared,
 * contradiction), GEOM (a layer without geometry), UNSUPPORTED (a view), LIMIT, BUSY (a database
 * being edited). */
geo_status geo_records_new(geo_ctx *ctx, const char *dataset, const geo_records_options *options,
                           geo_records **out) GEO_MUST_USE;
void geo_records_free(geo_records *records);

const char *geo_records_name(const geo_records *records);       /* "base.gpkg:tree", "bomen.csv" */
bool geo_records_has(const geo_records *records, size_t field); /* is the column there? */
/* All attributes that the layer has, wanted or not, in its order; coordinates are none. They live
 * as long as the records. */
size_t geo_records_column_count(const geo_records *records);
const char *geo_records_column(const geo_records *records, size_t column);

/* The next record; what it points to lives until the next call. GEO_END: no more. Errors: FORMAT
 * (a ragged line of a CSV, an open quote, text that is not UTF-8: file and line or feature named),
 * IO, NOMEM. */
geo_status geo_records_next(geo_ctx *ctx, geo_records *records, geo_record *out) GEO_MUST_USE;

/* How many of the records so far lie outside the box and were not given; 0 where an index is used,
 * since most of them are never met. */
uint64_t geo_records_outside(const geo_records *records);

/* Names of the layers of a file, sorted, in a database that is no GeoPackage those without geometry
 * last; of a format of one layer the file's name without suffix. The array and the names are
 * released with geo_records_layers_release. Errors: those of opening. */
typedef struct geo_records_layers {
    char **items;
    size_t count;
} geo_records_layers;
geo_status geo_records_list(geo_ctx *ctx, const char *path, geo_records_layers *out) GEO_MUST_USE;
void geo_records_layers_release(geo_records_layers *layers);

#endif
