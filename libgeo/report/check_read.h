/* The layer norm_neighbourhood that gn-norm writes, as units for the gate. */
#ifndef GEO_REPORT_CHECK_READ_H
#define GEO_REPORT_CHECK_READ_H

#include "io/provenance.h"
#include "io/source.h"
#include "report/check.h"

#define GEO_CHECK_LAYER "norm_neighbourhood"

/* What a source must be opened with for geo_check_layer_read. */
geo_source_options geo_check_source_options(void);

typedef struct geo_check_layer {
    geo_check_unit *units; /* in the layer's order */
    size_t count;
    size_t town;       /* index of the row 'totaal' */
    const char *norm;  /* "4-40-400"; NULL: not told */
    geo_features rows; /* holds the texts */
} geo_check_layer;

/* Errors: NOTFOUND (a column is missing), FORMAT (levels, counts, not exactly one town). */
geo_status geo_check_layer_init(geo_ctx *ctx, geo_source *source,
                                geo_check_layer *out) GEO_MUST_USE;
void geo_check_layer_release(geo_check_layer *layer);

/* What the layer was made from, empty when the file does not tell. Errors: as geo_reader_new. */
geo_status geo_check_history(geo_ctx *ctx, const char *dataset, geo_provenance **out) GEO_MUST_USE;

#endif
