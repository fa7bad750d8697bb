/* Rules for functions of BGT roads, from data/bgt-streets.csv. */
#include <math.h>

#include "registry/centre.h"

/* A table without the column is at fault; NOTFOUND is kept for a function that it does not list. */
static geo_status column_of(geo_ctx *ctx, const geo_table *table, const char *heading, size_t *out)
{
    geo_status status = geo_table_column(ctx, table, heading, out);
    return status == GEO_ERR_NOTFOUND ? GEO_ERR_FORMAT : status;
}

/* Empty: NaN. */
static geo_status number_in(geo_ctx *ctx, const geo_table *table, size_t row, const char *heading,
                            double *out)
{
    size_t column;
    geo_status status = column_of(ctx, table, heading, &column);
    *out = NAN;
    if (status == GEO_OK && *geo_table_cell(table, row, column))
        status = geo_table_double(ctx, table, row, column, out);
    return status;
}

geo_status geo_street_rule_find(geo_ctx *ctx, const geo_table *table, const char *function,
                                geo_street_rule *out)
{
    size_t row, name, class;
    geo_street_rule rule;
    geo_status status = column_of(ctx, table, "function", &name);
    if (status == GEO_OK)
        status = column_of(ctx, table, "class", &class);
    if (status == GEO_OK)
        status = geo_table_find(table, name, function, &row);
    if (status == GEO_OK)
        status = number_in(ctx, table, row, "foot", &rule.foot);
    if (status == GEO_OK)
        status = number_in(ctx, table, row, "cross_m", &rule.cross_m);
    if (status != GEO_OK)
        return status;
    rule.class = geo_table_cell(table, row, class);
    *out = rule;
    return GEO_OK;
}
