/* The manifest of a town folder, as it bears on a raster of it: is the file the one that was
 * written with base.gpkg? An import that was killed between two renames leaves new rasters beside
 * the old base.gpkg, and whoever replaces one by hand leaves what followed from the other. */
#ifndef GEO_IO_MANIFEST_H
#define GEO_IO_MANIFEST_H

#include "crs/crs.h"

#define GEO_MANIFEST_HASH                                                                          \
    "raster_hash" /* column of table manifest: geo_fingerprint of the raster */

typedef enum geo_manifest_word {
    GEO_MANIFEST_ABSENT, /* no base.gpkg beside it, or it is no regular file */
    GEO_MANIFEST_NONE,   /* no row for it, or no table */
    GEO_MANIFEST_SILENT, /* rows, but no hash in them: of an older version */
    GEO_MANIFEST_SAME,   /* a row (of several sources) has its hash */
    GEO_MANIFEST_OTHER   /* only hashes of other files */
} geo_manifest_word;

/* What the manifest beside `path` says of it: of FOLDER/dtm.tif the rows of theme "dtm" in
 * FOLDER/base.gpkg. crs: the town's. Cost: reading the raster once, of one over 1 GiB its ends, and
 * only when there is a hash to compare. Errors: IO, FORMAT, BUSY (base.gpkg is being edited). */
geo_status geo_manifest_look(geo_ctx *ctx, const char *path, const geo_crs *crs,
                             geo_manifest_word *out) GEO_MUST_USE;

#endif
