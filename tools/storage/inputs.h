/* What gn-storage reads: layers, rasters and the table of kinds, opened and said in provenance. */
#ifndef GROENNET_STORAGE_INPUTS_H
#define GROENNET_STORAGE_INPUTS_H

#include "cli/cli.h"
#include "io/rasters.h"
#include "water/storage.h"

typedef struct storage_args {
    const char *sinks, *kinds;
    const char *ghg, *glg;
    const char *balance, *event, *cables;
    int64_t year;
    int groundwater_is; /* as geo_groundwater_is */
} storage_args;

typedef struct storage_inputs {
    geo_storage_inputs to;
    geo_source *layers[GEO_STORAGE_LAYERS_COUNT];
    geo_raster *dtm, *ghg, *glg;
    geo_storage_kinds *kinds;
} storage_inputs;

/* Release also after a failure. */
geo_status storage_open(cli *app, const storage_args *args, storage_inputs *out) GEO_MUST_USE;
void storage_inputs_release(storage_inputs *inputs);

#endif
