/* Looking into a GeoPackage with SQLite before GDAL may open it: is its schema harmless, which
 * layers has it, is the chosen one whole? Only for files of this floor. */
#ifndef GEO_IO_GPKG_H
#define GEO_IO_GPKG_H

#include "base/text.h"
#include "base/vec.h"
#include "io/sqlite.h"

typedef struct geo_gpkg_layer {
    char *name;
    char *column;  /* of the geometry; NULL: a plain table */
    bool has_crs;  /* srs_id is neither -1 nor 0 */
    bool has_tree; /* an R-tree is there */
} geo_gpkg_layer;

typedef struct geo_gpkg_layers {
    geo_gpkg_layer *items;
    size_t count, capacity;
} geo_gpkg_layers;

/* BUSY when `-journal` (with bytes in it) or `-wal` says that somebody is writing to the file. */
geo_status geo_gpkg_check_idle(geo_ctx *ctx, const char *path) GEO_MUST_USE;

/* Refuses every part of a schema that could do something when read: virtual tables but R-trees,
 * triggers but the standard ones, views in place of GeoPackage's own tables, lines whose text is
 * not what the file says it is. Errors: FORMAT. */
geo_status geo_gpkg_check_schema(geo_ctx *ctx, const geo_sqlite *base) GEO_MUST_USE;

/* The same for a database that is no GeoPackage and that only SQLite reads, never GDAL:
 * SpatiaLite's virtual tables, views and triggers may be there, as nothing ever asks them (triggers
 * and views are off). Errors: FORMAT. */
geo_status geo_gpkg_check_plain_schema(geo_ctx *ctx, const geo_sqlite *base) GEO_MUST_USE;

/* The layers (features and attributes) in order of their names; QGIS's own tables are none. */
geo_status geo_gpkg_list(geo_ctx *ctx, const geo_sqlite *base, geo_gpkg_layers *out) GEO_MUST_USE;
void geo_gpkg_layers_release(geo_gpkg_layers *layers);

/* Is the layer's table sound, and does its R-tree hold as many entries as there are geometries?
 * Errors: FORMAT, UNSUPPORTED (a view). */
geo_status geo_gpkg_check_layer(geo_ctx *ctx, const geo_sqlite *base, const geo_gpkg_layer *layer,
                                uint64_t *out_count) GEO_MUST_USE;
/* Parts of it: is there a table of that name (and no view), are its pages sound? */
geo_status geo_gpkg_check_table(geo_ctx *ctx, const geo_sqlite *base,
                                const char *table) GEO_MUST_USE;
geo_status geo_gpkg_check_pages(geo_ctx *ctx, const geo_sqlite *base,
                                const char *table) GEO_MUST_USE;

/* Rows whose geometry is neither null nor empty. */
geo_status geo_gpkg_count_geometries(geo_ctx *ctx, const geo_sqlite *base, const char *table,
                                     const char *column, int64_t *out) GEO_MUST_USE;

/* Is the layer's R-tree kept up to date: registered in gpkg_extensions, with triggers for rows that
 * come, change and go? *why (static text) says what is missing, NULL: it is kept. */
geo_status geo_gpkg_tree_is_kept(geo_ctx *ctx, const geo_sqlite *base, const geo_gpkg_layer *layer,
                                 const char **why) GEO_MUST_USE;
/* Looks for rows in the R-tree, as a search by box would: the last one and GEO_GPKG_SAMPLES others
 * at even steps of the feature id, so that the cost does not grow with the layer. A run of missing
 * ids longer than one step is always found, and so is what GDAL leaves when it is killed (rows are
 * indexed in order, the last ones are missing); when a share p is missing here and there, all of
 * them are hit upon with probability (1 - p)^GEO_GPKG_SAMPLES (7.6 % for p = 1 %, 2 in a million
 * for 5 %). It does not find a few single rows missing, entries of rows that are no more, or a box
 * too small around a row that was not looked at. id: the column of the feature id. Errors: FORMAT,
 * naming the first row missed. */
#define GEO_GPKG_SAMPLES 256
geo_status geo_gpkg_sample_tree(geo_ctx *ctx, const geo_sqlite *base, const geo_gpkg_layer *layer,
                                const char *id) GEO_MUST_USE;

/* URI under which io/package keeps a layer's provenance. */
#define GEO_GPKG_PROVENANCE_URI "urn:groennet:provenance"
/* The layer's provenance text, or NULL. The caller's. */
geo_status geo_gpkg_provenance(geo_ctx *ctx, const geo_sqlite *base, const char *layer,
                               char **out) GEO_MUST_USE;

#endif
