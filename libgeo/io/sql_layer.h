/* A layer of an SQLite database: a GeoPackage, or one that is none (plain) with OGR's or
 * SpatiaLite's geometry_columns, or with mere tables. Only for files of this floor. */
#ifndef GEO_IO_SQL_LAYER_H
#define GEO_IO_SQL_LAYER_H

#include "io/blob.h"
#include "io/gpkg.h"

/* Of a plain database: layers with geometry in order of their names, then tables without; has_tree
 * is never set (the index of SpatiaLite is not used). Release with geo_gpkg_layers_release. */
geo_status geo_sql_list_plain(geo_ctx *ctx, const geo_sqlite *base,
                              geo_gpkg_layers *out) GEO_MUST_USE;

/* How a plain database's geometries are written. Errors: UNSUPPORTED. */
geo_status geo_sql_form(geo_ctx *ctx, const geo_sqlite *base, const geo_gpkg_layer *layer,
                        geo_blob_form *out) GEO_MUST_USE;

/* The CRS of a layer with geometry, by its authority's code, else its WKT; the caller destroys it.
 * NULL: it has none. Errors: CRS, NOMEM. */
geo_status geo_sql_crs(geo_ctx *ctx, const geo_sqlite *base, const geo_gpkg_layer *layer,
                       bool plain, OGRSpatialReferenceH *out) GEO_MUST_USE;

#endif
