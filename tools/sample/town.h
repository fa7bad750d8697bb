/* Writes a whole town folder. */
#ifndef GROENNET_SAMPLE_TOWN_H
#define GROENNET_SAMPLE_TOWN_H

#include "crs/crs.h"
#include "sample/plan.h"

typedef struct sample_town {
    const char *folder; /* made when it does not exist; its parent must */
    bool overwrite;     /* replace the town's files; nothing else in the folder is touched */
    uint64_t seed;
    int64_t addresses;
    bool no_rasters;
    double cell_m;          /* of the rasters, 0.1..100 */
    int decimals;           /* of their heights, -1: all */
    const char *provenance; /* JSON or NULL */
} sample_town;

/* base.gpkg and, unless left out, dtm.tif and dsm.tif. Errors: ARG (options; a file is there and
 * overwrite is not set; rasters of another town would stay behind), IO, NOMEM, CANCELLED. */
geo_status sample_town_write(geo_ctx *ctx, const sample_town *town) GEO_MUST_USE;

#endif
