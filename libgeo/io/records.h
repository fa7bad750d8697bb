/* Records of any vector file or table that a registry delivers, one by one, attributes as text:
 * GeoPackage, shapefile, SQLite, FlatGeobuf, GeoJSON (also as text sequence), CSV. Nothing is
 * written beside the input. A GeoPackage is read through its R-tree when a box is given, so that
 * the rest of the country costs nothing; then only the rows read are checked. */
#ifndef GEO_IO_RECORDS_H
#define GEO_IO_RECORDS_H

#include "base/text.h"
#include "crs/crs.h"

typedef struct geo_records geo_records;

typedef struct geo_records_options {
    const char *layer;     /* NULL: the dataset's ":LAYER", else the only one */
    const char *crs;       /* declared by the user: for files that do not say */
    const geo_crs *target; /* geometries come in it; must be given */
    const geo_box *box;    /* in target: only records whose box meets it; NULL: all */
    const char *const
        *fields; /* attributes wanted, letter case ignored; an absent one reads NULL */
    size_t field_count;
    const char *encoding; /* of text files and shapefiles; NULL: as the file says or shows */
    const char *x, *y;    /* CSV: columns of the coordinates; NULL: recognised by their names */
    bool allow_tables;    /* layers without geometry are read too */
} geo_records_options;
#define GEO_RECORDS_OPTIONS_INIT ((geo_records_options){0})

typedef struct geo_record {
    uint64_t number;         /* feature id, or line of a text file: for messages */
    const geo_geom *geom;    /* curves made straight; NULL: see reason */
    const char *reason;      /* "null geometry", "empty geometry", "unreadable row" ... */
    const char *const *text; /* one per field wanted; NULL when null or empty; dates as ISO 8601 */
} geo_record;

/* dataset: PATH or PATH:LAYER. Errors: ARG, NOTFOUND (file; layer: the message lists the layers
 * there are), IO, FORMAT, CRS, UNSUPPORTED, LIMIT. */
geo_status geo_records_new(geo_ctx *ctx, const char *dataset, const geo_records_options *options,
                           geo_records **out) GEO_MUST_USE;
void geo_records_free(geo_records *records);

const char *geo_records_name(const geo_records *records);       /* "base.gpkg:tree", "bomen.csv" */
bool geo_records_has(const geo_records *records, size_t field); /* is the column there? */
/* Of the whole layer, in target; empty when nobody knows without reading. */
geo_box geo_records_extent(const geo_records *records);

/* The next record; what it points to lives until the next call. GEO_END: no more. Errors: FORMAT
 * (a ragged line of a CSV, an open quote: file and line named), IO, NOMEM. */
geo_status geo_records_next(geo_ctx *ctx, geo_records *records, geo_record *out) GEO_MUST_USE;

/* Names of the layers of a file, in its order; the array and the names are released with
 * geo_records_layers_release. One for formats of one layer. */
typedef struct geo_records_layers {
    char **items;
    size_t count;
} geo_records_layers;
geo_status geo_records_list(geo_ctx *ctx, const char *path, geo_records_layers *out) GEO_MUST_USE;
void geo_records_layers_release(geo_records_layers *layers);

#endif
