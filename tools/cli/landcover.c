#include "cli/landcover.h"

#include <string.h>

#include "base/alloc.h"

geo_status cli_land_values(cli *app, const char *column, const char *answer, cli_values *out)
{
    const char *path;
    size_t value, chosen;
    geo_status status = cli_data_path(app, "landcover-denominator.csv", &path);
    if (status == GEO_OK)
        status = geo_table_read(app->ctx, path, &out->table);
    if (status == GEO_OK)
        status = geo_table_column(app->ctx, out->table, "value", &value);
    if (status == GEO_OK)
        status = geo_table_column(app->ctx, out->table, column, &chosen);
    for (size_t row = 0; status == GEO_OK && row < geo_table_rows(out->table); row++)
        if (strcmp(geo_table_cell(out->table, row, chosen), answer) == 0 &&
            !geo_vec_push(&out->words, geo_table_cell(out->table, row, value)))
            status = geo_fail_nomem(app->ctx);
    if (status == GEO_OK && !geo_vec_push(&out->words, NULL))
        status = geo_fail_nomem(app->ctx);
    return status;
}

void cli_values_release(cli_values *values)
{
    geo_free(values->words.items);
    geo_table_free(values->table);
    *values = (cli_values){0};
}
