/* A layer whose columns are known beforehand, as a table: its name, title, columns and coded
 * values. What writes such a layer needs no code but for its rows. */
#ifndef GEO_IO_LAYER_PLAN_H
#define GEO_IO_LAYER_PLAN_H

#include "io/package.h"

typedef struct geo_layer_column {
    const char *name;
    geo_field_type type;
} geo_layer_column;

typedef struct geo_layer_plan {
    const char *name, *title, *abstract; /* title and abstract: Dutch */
    geo_geom_type type;
    const geo_layer_column *columns;
    size_t column_count;
    const geo_domain *domains;
    size_t domain_count;
} geo_layer_plan;

/* For the tables of a plan: how many an array holds, and coded values whose codes and labels are
 * arrays of one length. */
#define GEO_COUNT(array) (sizeof(array) / sizeof *(array))
#define GEO_CODED(column, codes, labels)                                                           \
    {                                                                                              \
        column, codes, labels, GEO_COUNT(codes)                                                    \
    }

/* The schema that goes with it, to be released also after a failure. */
geo_status geo_layer_plan_schema(geo_ctx *ctx, const geo_layer_plan *plan, const geo_crs *crs,
                                 geo_schema *out) GEO_MUST_USE;
/* Adds the layer to a package. schema: the plan's, with its provenance; style: QML or NULL. */
geo_status geo_layer_plan_open(geo_ctx *ctx, geo_package *package, const geo_layer_plan *plan,
                               const geo_schema *schema, const char *style,
                               geo_layer **out) GEO_MUST_USE;

#endif
