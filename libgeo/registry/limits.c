#include "registry/limits.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct places {
    size_t layer, column, min, max, unit;
} places;

static geo_status find_places(geo_ctx *ctx, const geo_table *table, places *p)
{
    geo_status status = geo_table_column(ctx, table, "layer", &p->layer);
    if (!status)
        status = geo_table_column(ctx, table, "column", &p->column);
    if (!status)
        status = geo_table_column(ctx, table, "min", &p->min);
    if (!status)
        status = geo_table_column(ctx, table, "max", &p->max);
    if (!status)
        status = geo_table_column(ctx, table, "unit", &p->unit);
    return status;
}

static geo_status read_end(geo_ctx *ctx, const geo_table *table, size_t row, size_t column,
                           int year, double *out)
{
    const char *cell = geo_table_cell(table, row, column);
    if (strcmp(cell, "now") == 0) {
        *out = year ? year : *out;
        return GEO_OK;
    }
    return *cell ? geo_table_double(ctx, table, row, column, out) : GEO_OK;
}

static size_t column_named(geo_theme theme, const char *name)
{
    const geo_theme_layer *layer = geo_theme_layer_of(theme);
    size_t i = 0, count = geo_theme_column_count(theme);
    while (i < count && strcmp(layer->columns[i].name, name) != 0)
        i++;
    return i;
}

static geo_status take_row(geo_ctx *ctx, const geo_table *table, size_t row, const places *p,
                           geo_theme theme, int year, geo_limit *out)
{
    const char *column = geo_table_cell(table, row, p->column);
    size_t i = column_named(theme, column);
    if (i == geo_theme_column_count(theme))
        return geo_fail(ctx, GEO_ERR_FORMAT, "'register-limits.csv': a %s has no column '%s'",
                        geo_theme_layer_of(theme)->name, column);
    snprintf(out[i].unit, sizeof out[i].unit, "%s", geo_table_cell(table, row, p->unit));
    geo_status status = read_end(ctx, table, row, p->min, year, &out[i].min);
    return status ? status : read_end(ctx, table, row, p->max, year, &out[i].max);
}

geo_status geo_limits_read(geo_ctx *ctx, const geo_import *import, geo_theme theme, geo_limit *out)
{
    geo_table *table = NULL;
    places p;
    const char *name = geo_theme_layer_of(theme)->name;
    for (size_t i = 0; i < geo_theme_column_count(theme); i++)
        out[i] = (geo_limit){-INFINITY, INFINITY, ""};
    geo_status status = import->table(import->self, ctx, "register-limits.csv", &table);
    if (!status)
        status = find_places(ctx, table, &p);
    for (size_t row = 0; !status && row < geo_table_rows(table); row++)
        if (strcmp(geo_table_cell(table, row, p.layer), name) == 0)
            status = take_row(ctx, table, row, &p, theme, import->this_year, out);
    geo_table_free(table);
    return status;
}

const geo_limit *geo_limit_of(geo_theme theme, const geo_limit *limits, const char *column)
{
    return &limits[column_named(theme, column)];
}

bool geo_limit_holds(const geo_limit *limit, double value)
{
    return !(value < limit->min) && !(value > limit->max);
}
