/* What gn-rain reads: layers, the elevation model and tables, opened and said in provenance. */
#ifndef GROENNET_RAIN_INPUTS_H
#define GROENNET_RAIN_INPUTS_H

#include "cli/cli.h"
#include "io/rasters.h"
#include "water/rain.h"

typedef struct rain_args {
    const char *sinks, *storage, *what_if;
    const char *event, *events, *norm, *norms, *sewer, *pump;
    const char *runoff, *surfaces, *kinds;
    int by, season; /* as geo_rain_by, geo_rain_season */
} rain_args;

typedef struct rain_inputs {
    geo_rain_inputs to;
    geo_rain_options options;
    geo_source *layers[GEO_RAIN_LAYERS];
    geo_raster *dtm;
    geo_rain_surfaces surfaces;
    geo_rain_cover *cover;
    geo_storage_kinds *kinds;
    geo_rain_events events;
    geo_rain_norm norm;
} rain_inputs;

/* Release also after a failure. */
geo_status rain_open(cli *app, const rain_args *args, rain_inputs *out) GEO_MUST_USE;
void rain_inputs_release(rain_inputs *inputs);

#endif
