/* The town's layers in base.gpkg: their columns, and rows made from blocks as they come. */
#ifndef GROENNET_SAMPLE_LAYERS_H
#define GROENNET_SAMPLE_LAYERS_H

#include "io/package.h"
#include "sample/shapes.h"

typedef enum sample_layer {
    SAMPLE_LAYER_ADDRESS,
    SAMPLE_LAYER_BUILDING,
    SAMPLE_LAYER_TREE,
    SAMPLE_LAYER_GREEN,
    SAMPLE_LAYER_LANDCOVER,
    SAMPLE_LAYER_PROPERTY,
    SAMPLE_LAYER_COVERAGE,
    SAMPLE_LAYER_STREET,
    SAMPLE_LAYER_WATER,
    SAMPLE_LAYER_LIGHT,
    SAMPLE_LAYER_NEIGHBOURHOOD,
    SAMPLE_LAYERS
} sample_layer;

typedef struct sample_layers {
    const sample_plan *plan;
    geo_layer *layers[SAMPLE_LAYERS]; /* of the package */
    int64_t rows[SAMPLE_LAYERS];      /* put so far: the source of identifiers */
    int32_t *homes;                   /* per buurt */
    sample_shape shape;
} sample_layers;

/* Adds all layers to the package. provenance: JSON or NULL. Release `out` after the commit. */
geo_status sample_layers_init(geo_ctx *ctx, const sample_plan *plan, geo_package *package,
                              const geo_crs *crs, const char *provenance,
                              sample_layers *out) GEO_MUST_USE;
void sample_layers_release(sample_layers *layers);

/* Everything of one block. */
geo_status sample_layers_put_block(geo_ctx *ctx, sample_layers *layers,
                                   const sample_block *block) GEO_MUST_USE;
/* Neighbourhoods and coverage, once all blocks are there (homes are counted on the way). */
geo_status sample_layers_put_areas(geo_ctx *ctx, sample_layers *layers) GEO_MUST_USE;

/* ---- between layers.c, layer_rows.c and layer_areas.c ---- */

/* Values of one row, in the order of the layer's columns; texts must outlive the put. */
typedef struct sample_values {
    geo_value items[24];
    size_t count;
} sample_values;

void sample_value_text(sample_values *values, const char *text); /* NULL: null */
void sample_value_int(sample_values *values, int64_t number);
void sample_value_double(sample_values *values, double number); /* NaN: null */
void sample_value_null(sample_values *values, geo_field_type type);

/* "0999" + kind + ten digits: identifiers as in the BAG (kind of two digits), 16 characters. */
#define SAMPLE_ID_SIZE 32
const char *sample_bag_id(const char *kind, int64_t number, char *out);
/* "boom.0000012": for layers without a national identifier. */
const char *sample_plain_id(const char *kind, int64_t number, char *out);

/* Adds source and source_date, and writes the row. Errors: INTERNAL when values and columns do not
 * match, and those of geo_layer_put. */
geo_status sample_layers_put(geo_ctx *ctx, sample_layers *layers, sample_layer layer,
                             const geo_geom *geom, sample_values *values) GEO_MUST_USE;

#endif
