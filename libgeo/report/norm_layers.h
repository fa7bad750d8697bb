/* The layers that a planner opens: norm_address, norm_building, norm_neighbourhood, in one
 * GeoPackage. */
#ifndef GEO_REPORT_NORM_LAYERS_H
#define GEO_REPORT_NORM_LAYERS_H

#include "green/norm.h"
#include "io/package.h"

typedef struct geo_norm_layers geo_norm_layers;

typedef struct geo_norm_layers_options {
    const geo_schema *schema; /* of norm_address: the stream's columns and the added ones; its
                                 provenance goes along */
    size_t incoming;          /* how many of them came in */
    const char *style[3]; /* QML of norm_address, norm_building, norm_neighbourhood; NULL: none */
    geo_source *building; /* NULL: norm_building is not written */
    const char *goal;     /* Dutch: what the distance leads to when that is not green; else NULL */
    const char *caution;  /* Dutch, ends the abstracts; "": none */
} geo_norm_layers_options;

/* Adds the three layers to an open package, which the caller commits and frees. */
geo_status geo_norm_layers_new(geo_ctx *ctx, geo_package *package,
                               const geo_norm_layers_options *options,
                               geo_norm_layers **out) GEO_MUST_USE;
void geo_norm_layers_free(geo_norm_layers *layers);
/* After geo_norm_run on the same batch: its rows, and their homes to their buildings. */
geo_status geo_norm_layers_put(geo_ctx *ctx, geo_norm_layers *layers, const geo_norm *norm,
                               const geo_batch *batch, const geo_columns *columns) GEO_MUST_USE;
/* Homes so far that stand in no building, and so in no row of norm_building. */
uint64_t geo_norm_layers_homeless(const geo_norm_layers *layers);
/* Buildings and neighbourhoods, when all rows have come. */
geo_status geo_norm_layers_finish(geo_ctx *ctx, geo_norm_layers *layers,
                                  const geo_norm *norm) GEO_MUST_USE;

#endif
