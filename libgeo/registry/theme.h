/* The layers of a town's base.gpkg: names, Dutch titles, kinds of geometry and columns, and a row
 * of one of them as it is being filled in. The contract of the town folder in one table. */
#ifndef GEO_REGISTRY_THEME_H
#define GEO_REGISTRY_THEME_H

#include "io/row.h"

typedef enum geo_theme {
    GEO_THEME_ADDRESS,
    GEO_THEME_BUILDING,
    GEO_THEME_TREE,
    GEO_THEME_CROWN,
    GEO_THEME_GREEN,
    GEO_THEME_LANDCOVER,
    GEO_THEME_PROPERTY,
    GEO_THEME_COVERAGE,
    GEO_THEME_STREET,
    GEO_THEME_WATER,
    GEO_THEME_WATERWAY,
    GEO_THEME_HEDGE,
    GEO_THEME_LIGHT,
    GEO_THEME_ROOST,
    GEO_THEME_PERMIT,
    GEO_THEME_STORAGE,
    GEO_THEME_NEIGHBOURHOOD,
    GEO_THEME_PLAN,
    GEO_THEMES
} geo_theme;

typedef struct geo_theme_column {
    const char *name;
    geo_field_type type;
} geo_theme_column;

#define GEO_THEME_COLUMNS 24

typedef struct geo_theme_layer {
    const char *name;   /* "address" */
    const char *title;  /* Dutch */
    geo_geom_type type; /* POINT, LINE or POLYGON */
    geo_theme_column
        columns[GEO_THEME_COLUMNS]; /* ended by one without name; source and source_date follow */
} geo_theme_layer;

const geo_theme_layer *geo_theme_layer_of(geo_theme theme);
size_t geo_theme_column_count(geo_theme theme); /* without source and source_date */
/* GEO_THEMES when there is none of that name. */
geo_theme geo_theme_named(const char *name);
/* The layer's columns, source (STRING) and source_date (DATETIME) last; release it. `many`: the
 * kind of geometry that holds several parts. */
geo_status geo_theme_schema(geo_ctx *ctx, geo_theme theme, bool many, const geo_crs *crs,
                            geo_schema *out) GEO_MUST_USE;

/* One row being filled in, columns by name: every column that nothing is said of is null. Text is
 * borrowed until the row is offered. A name that the theme does not have is our bug (assert). */
typedef struct geo_draft {
    geo_theme theme;
    geo_value values[GEO_THEME_COLUMNS];
} geo_draft;

void geo_draft_init(geo_draft *draft, geo_theme theme);
void geo_draft_text(geo_draft *draft, const char *column, const char *text); /* NULL, "": null */
void geo_draft_int(geo_draft *draft, const char *column, int64_t value);
void geo_draft_number(geo_draft *draft, const char *column, double value); /* NaN: null */
const char *geo_draft_id(const geo_draft *draft);                          /* NULL when null */

#endif
