/* Geometries as SQLite databases keep them, as OGR's. Only for files of this floor. */
#ifndef GEO_IO_BLOB_H
#define GEO_IO_BLOB_H

#include <ogr_api.h>

#include "base/ctx.h"

typedef enum geo_blob_form {
    GEO_BLOB_GPKG,       /* OGC 12-128, 2.1.3 */
    GEO_BLOB_SPATIALITE, /* not its compressed lines and polygons, not its "tiny" points */
    GEO_BLOB_WKB,
    GEO_BLOB_WKT
} geo_blob_form;

/* *out is NULL when the bytes are no geometry; else the caller's (OGR_G_DestroyGeometry). WKT need
 * not end with NUL. Errors: NOMEM. */
geo_status geo_blob_read(geo_ctx *ctx, geo_blob_form form, const void *bytes, size_t length,
                         OGRGeometryH *out) GEO_MUST_USE;

#endif
