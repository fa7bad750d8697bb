/* Layer norm_neighbourhood: a row for every buurt, wijk and gemeente, and one for the whole town.
 */
#ifndef GEO_REPORT_NORM_AREAS_H
#define GEO_REPORT_NORM_AREAS_H

#include "report/norm_layers.h"

/* Adds a layer of the norm. Its abstract is layer.abstract and what a reader must know of the data;
 * the stream's provenance goes along where the schema has none. */
geo_status geo_norm_layer_add(geo_ctx *ctx, geo_package *package,
                              const geo_norm_layers_options *options, geo_schema *schema,
                              geo_layer_options layer, geo_layer **out) GEO_MUST_USE;
/* schema: initialised here, released by the caller. */
geo_status geo_norm_areas_layer(geo_ctx *ctx, geo_package *package,
                                const geo_norm_layers_options *options, geo_schema *schema,
                                geo_layer **out) GEO_MUST_USE;
geo_status geo_norm_areas_put(geo_ctx *ctx, geo_layer *layer, const geo_crs *crs,
                              const geo_norm *norm) GEO_MUST_USE;

#endif
