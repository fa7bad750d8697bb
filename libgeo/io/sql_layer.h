/* A layer of an SQLite database: a GeoPackage, or one that is none (plain) with OGR's or
 * SpatiaLite's geometry_columns, or with mere tables. Only for files of this floor. */
#ifndef GEO_IO_SQL_LAYER_H
#define GEO_IO_SQL_LAYER_H

#include "io/blob.h"
#include "io/gpkg.h"

/* Scans the schema and lists the layers, as geo_gpkg_list does; *plain: the database is no
 * GeoPackage, whatever its mark says (old ones have none). Of a plain database: layers with
 * geometry in order of their names, then tables without; has_tree is never set (the index of
 * SpatiaLite is not used). Release with geo_gpkg_layers_release. Errors: FORMAT, IO, NOMEM. */
geo_status geo_sql_scan(geo_ctx *ctx, const geo_sqlite *base, bool *plain,
                        geo_gpkg_layers *out) GEO_MUST_USE;

/* How a plain database's geometries are written. Errors: UNSUPPORTED. */
geo_status geo_sql_form(geo_ctx *ctx, const geo_sqlite *base, const geo_gpkg_layer *layer,
                        geo_blob_form *out) GEO_MUST_USE;

/* The CRS of a layer with geometry, by its authority's code, else its WKT; the caller destroys it.
 * NULL: it has none. Errors: CRS, NOMEM. */
geo_status geo_sql_crs(geo_ctx *ctx, const geo_sqlite *base, const geo_gpkg_layer *layer,
                       bool plain, OGRSpatialReferenceH *out) GEO_MUST_USE;

#endif
