#include "cli/package.h"

#include <string.h>

#include "base/alloc.h"

int cli_package_check(cli *app, const char *example)
{
    const char *output = app->common.output;
    if (geo_format_of_path(output) == GEO_FORMAT_GPKG)
        return CLI_DONE;
    geo_hint(app->ctx, "name one with -o %s", example);
    return cli_usage(app, "the layers go to a GeoPackage, not to '%s'",
                     strcmp(output, "-") == 0 ? "standard output" : output);
}

geo_status cli_package_new(cli *app, geo_package **out)
{
    geo_package_options options = {.path = app->common.output,
                                   .overwrite = app->common.overwrite,
                                   .update = app->common.update};
    options.inputs = cli_inputs(app, &options.input_count);
    return geo_package_new(app->ctx, &options, out);
}

static geo_status set_history(cli *app, geo_package *package, geo_schema *schema)
{
    geo_provenance *made = NULL;
    geo_status status = cli_provenance(app, NULL, schema->fields, schema->field_count, &made);
    if (status == GEO_OK && !(schema->provenance = geo_strdup(geo_provenance_text(made))))
        status = geo_fail_nomem(app->ctx);
    const char *date = status == GEO_OK ? cli_date(app, made) : NULL;
    if (date)
        status = geo_package_date(app->ctx, package, date);
    geo_provenance_free(made);
    return status;
}

geo_status cli_package_layer(cli *app, geo_package *package, const geo_layer_plan *plan,
                             const geo_crs *crs, geo_layer **out)
{
    geo_schema schema = {0};
    char *style = NULL;
    geo_status status = geo_layer_plan_schema(app->ctx, plan, crs, &schema);
    if (status == GEO_OK)
        status = set_history(app, package, &schema);
    if (status == GEO_OK)
        status = cli_style(app, plan->name, &style);
    if (status == GEO_OK)
        status = geo_layer_plan_open(app->ctx, package, plan, &schema, style, out);
    geo_free(style);
    geo_schema_release(&schema);
    return status;
}
