#include "io/layer_plan.h"

geo_status geo_layer_plan_schema(geo_ctx *ctx, const geo_layer_plan *plan, const geo_crs *crs,
                                 geo_schema *out)
{
    geo_status status = geo_schema_init(ctx, out, plan->name, plan->type, crs);
    for (size_t i = 0; status == GEO_OK && i < plan->column_count; i++)
        status = geo_schema_add(ctx, out, plan->columns[i].name, plan->columns[i].type);
    return status;
}

geo_status geo_layer_plan_open(geo_ctx *ctx, geo_package *package, const geo_layer_plan *plan,
                               const geo_schema *schema, const char *style, geo_layer **out)
{
    const geo_layer_options options = {.schema = schema,
                                       .title = plan->title,
                                       .abstract = plan->abstract,
                                       .style = style,
                                       .domains = plan->domains,
                                       .domain_count = plan->domain_count};
    return geo_package_layer(ctx, package, &options, out);
}
