#include "cli/landcover.h"

#include <string.h>

#include "base/alloc.h"

static geo_status take_row(cli *app, cli_values *to, const char *value, const char *chosen,
                           const char *answer)
{
    if (strcmp(chosen, "0") != 0 && strcmp(chosen, "1") != 0)
        return geo_fail(app->ctx, GEO_ERR_FORMAT,
                        "'landcover-denominator.csv': value '%s' is marked '%s', not 0 or 1", value,
                        chosen);
    if (strcmp(chosen, answer) != 0)
        return GEO_OK;
    return geo_vec_push(&to->words, value) ? GEO_OK : geo_fail_nomem(app->ctx);
}

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
        status = take_row(app, out, geo_table_cell(out->table, row, value),
                          geo_table_cell(out->table, row, chosen), answer);
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
