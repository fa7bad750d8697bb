/* The inside of a package, for the files that make one: GDAL writes rows and R-trees to the
 * temporary file; styles, metadata and checks go through SQLite once GDAL has closed it. */
#ifndef GEO_IO_PACKAGE_PARTS_H
#define GEO_IO_PACKAGE_PARTS_H

#include <gdal.h>
#include <ogr_api.h>

#include "base/text.h"
#include "io/package.h"
#include "io/publish.h"
#include "io/sqlite.h"

struct geo_layer {
    geo_package *package;
    geo_schema schema; /* name, columns, provenance; a copy */
    char *title, *abstract, *style;
    char *table; /* that rows are put into: the layer's, or one beside it */
    char *own; /* with a table beside it: SQL, true for the rows of the layer that go; else NULL */
    char *id_column, *geometry_column;        /* of both tables */
    char *carry_by, *carry_among, *carry_not; /* see geo_layer_options; NULL: nothing is */
    char *carry_values;                       /* SQL: ('city') */
    geo_layer_loss loss;                      /* once it is committed */
    char *replaced; /* with rows to keep, a layer written afresh: its name before; else NULL */
    bool no_geometry, no_index;
    OGRLayerH handle;    /* NULL once the dataset is closed */
    OGRFeatureH feature; /* filled again for each row */
    geo_bytes wkb;
    geo_text scratch;
    uint64_t rows, geometries; /* kept and put; geometries: neither null nor empty */
};

struct geo_package {
    geo_publish *publish;
    char *name;      /* of the target, without folder */
    char stamp[32];  /* "2024-05-01T00:00:00.000Z" */
    bool changes;    /* an existing file */
    bool is_settled; /* all but published */
    GDALDatasetH dataset;
    GEO_VEC(geo_layer *) layers;
};

/* GDAL writes the current time into files unless it is told another; for this thread only. */
void geo_package_clock(const geo_package *package, bool on);

/* Geometry as ISO WKB of the kind the layer holds: single kinds become multi where the layer is
 * multi, a multi of one part becomes single where it is not. Errors: GEOM. */
geo_status geo_package_wkb(geo_ctx *ctx, geo_geom_type layer_type, const geo_geom *geom,
                           geo_bytes *out) GEO_MUST_USE;

typedef struct geo_column_type {
    OGRFieldType type;
    OGRFieldSubType subtype;
} geo_column_type;
geo_column_type geo_package_column_type(geo_field_type type);
OGRwkbGeometryType geo_package_geometry_type(const geo_layer *layer);
/* Adds a column; domain: the name of its coded values or NULL. */
geo_status geo_package_add_column(geo_ctx *ctx, const geo_layer *layer, OGRLayerH to,
                                  const geo_field *field, const char *domain) GEO_MUST_USE;
/* The layer of that name (in any case) that the file has now, or NULL. */
OGRLayerH geo_package_find(const geo_package *package, const char *name);

/* Can the rows of options.replace_by be replaced in the table that is there? Then gives the layer
 * its `own`, the names of a table beside it and of its columns, and counts the rows that stay; else
 * leaves it as it was. Errors: FORMAT (the table is damaged). */
geo_status geo_package_fit(geo_ctx *ctx, geo_layer *layer,
                           const geo_layer_options *options) GEO_MUST_USE;
/* Takes rows over from the tables beside their layers, which go; once GDAL has closed the file. */
geo_status geo_package_merge(geo_ctx *ctx, const geo_package *package,
                             const geo_sqlite *base) GEO_MUST_USE;
/* Its parts, which ask temporary table turn(beside, id, stays) what becomes of each row that was
 * put: entries of rows that go, or whose follower stands elsewhere, leave the R-tree before the
 * rows are gone; those of the followers come in before the table beside is. */
geo_status geo_package_tree_clear(geo_ctx *ctx, const geo_layer *layer,
                                  const geo_sqlite *base) GEO_MUST_USE;
geo_status geo_package_tree_fill(geo_ctx *ctx, const geo_layer *layer,
                                 const geo_sqlite *base) GEO_MUST_USE;
/* Then the values that options.carry_by lets stay. init: before the options go. */
geo_status geo_package_carry(geo_ctx *ctx, const geo_package *package,
                             const geo_sqlite *base) GEO_MUST_USE;
geo_status geo_package_carry_init(geo_ctx *ctx, geo_layer *layer,
                                  const geo_layer_options *options) GEO_MUST_USE;
/* Otherwise: takes over the rows and further columns of the layer that is replaced from the file as
 * it was, with their ids, but for those that options.replace_by names. Before the first row is put.
 */
geo_status geo_package_keep(geo_ctx *ctx, geo_layer *layer,
                            const geo_layer_options *options) GEO_MUST_USE;
/* Can a column of one type take over values of another without loss, each of them or those that
 * fit?
 */
bool geo_package_widens(OGRFieldType from, OGRFieldType to);
/* Takes a value over, also a null one. False: this one does not fit. */
bool geo_package_widen(OGRFeatureH row, int column, OGRFeatureH copy, int at);
/* A date, with or without time and zone, into a column. False: it is none. */
bool geo_package_set_moment(OGRFeatureH row, int column, const char *text);
/* Styles, metadata and what replaced layers left behind. */
geo_status geo_package_extras(geo_ctx *ctx, const geo_package *package,
                              const geo_sqlite *base) GEO_MUST_USE;
/* Writes the file afresh, without what was taken out of it. */
geo_status geo_package_compact(geo_ctx *ctx, const geo_package *package) GEO_MUST_USE;
/* quick_check, foreign keys, rows and R-tree entries against what was put. */
geo_status geo_package_check(geo_ctx *ctx, const geo_package *package,
                             const geo_sqlite *base) GEO_MUST_USE;
/* QGIS's layer metadata (XML): title, abstract, one history line for each step of provenance. */
geo_status geo_package_history(geo_ctx *ctx, const geo_layer *layer, geo_text *out) GEO_MUST_USE;

#endif
