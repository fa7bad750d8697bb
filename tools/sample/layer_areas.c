/* Neighbourhoods of three kinds, and where the town's data ends. */
#include "sample/layers.h"
#include "sample/names.h"

/* How far beyond the town the data is complete: there is only water and open field. */
#define BEYOND_M 1000
#define PER_HOME 2.13

typedef struct area_row {
    sample_span span;
    const char *code, *name, *kind, *parent;
    int32_t homes;
} area_row;

static geo_status put_neighbourhood(geo_ctx *ctx, sample_layers *layers, const area_row *area)
{
    sample_values row = {0};
    sample_value_text(&row, area->code);
    sample_value_text(&row, area->code);
    sample_value_text(&row, area->name);
    sample_value_text(&row, area->kind);
    sample_value_text(&row, area->parent);
    sample_value_int(&row, SAMPLE_YEAR);
    sample_value_int(&row, (int64_t)(area->homes * PER_HOME / 5) * 5); /* as CBS rounds */
    sample_value_int(&row, area->homes);
    geo_geom geom = sample_shape_span(layers->plan, &layers->shape, area->span);
    return sample_layers_put(ctx, layers, SAMPLE_LAYER_NEIGHBOURHOOD, &geom, &row);
}

static geo_status put_buurt(geo_ctx *ctx, sample_layers *layers, int buurt)
{
    const sample_plan *plan = layers->plan;
    char code[SAMPLE_NAME_SIZE], name[SAMPLE_NAME_SIZE], parent[SAMPLE_NAME_SIZE];
    area_row area = {.span = sample_plan_buurt_span(plan, buurt),
                     .code = sample_buurt_code(plan, buurt, code),
                     .name = sample_buurt_name(plan, buurt, name),
                     .kind = "buurt",
                     .parent = sample_wijk_code(sample_plan_wijk(plan, buurt), parent),
                     .homes = layers->homes[buurt]};
    return put_neighbourhood(ctx, layers, &area);
}

static geo_status put_wijk(geo_ctx *ctx, sample_layers *layers, int wijk)
{
    const sample_plan *plan = layers->plan;
    char code[SAMPLE_NAME_SIZE], name[SAMPLE_NAME_SIZE];
    area_row area = {.span = sample_plan_wijk_span(plan, wijk),
                     .code = sample_wijk_code(wijk, code),
                     .name = sample_wijk_name(plan, wijk, name),
                     .kind = "wijk",
                     .parent = sample_municipality_code()};
    for (int buurt = 0; buurt < sample_plan_buurt_count(plan); buurt++)
        if (sample_plan_wijk(plan, buurt) == wijk)
            area.homes += layers->homes[buurt];
    return put_neighbourhood(ctx, layers, &area);
}

static geo_status put_municipality(geo_ctx *ctx, sample_layers *layers)
{
    area_row area = {.span = sample_plan_whole(layers->plan),
                     .code = sample_municipality_code(),
                     .name = sample_municipality_name(),
                     .kind = "gemeente"};
    for (int buurt = 0; buurt < sample_plan_buurt_count(layers->plan); buurt++)
        area.homes += layers->homes[buurt];
    return put_neighbourhood(ctx, layers, &area);
}

static geo_status put_coverage(geo_ctx *ctx, sample_layers *layers, const char *theme,
                               const char *completeness, const geo_geom *geom)
{
    char id[SAMPLE_ID_SIZE];
    sample_values row = {0};
    sample_value_text(&row,
                      sample_plain_id("dekking", layers->rows[SAMPLE_LAYER_COVERAGE] + 1, id));
    sample_value_text(&row, theme);
    sample_value_text(&row, completeness);
    return sample_layers_put(ctx, layers, SAMPLE_LAYER_COVERAGE, geom, &row);
}

static geo_status put_coverages(geo_ctx *ctx, sample_layers *layers)
{
    static const char *const themes[] = {"address", "building", "green", "landcover",
                                         "street",  "water",    "light"};
    const sample_plan *plan = layers->plan;
    geo_status status = GEO_OK;
    for (size_t k = 0; status == GEO_OK && k < sizeof themes / sizeof *themes; k++) {
        geo_geom box = sample_shape_box(plan, &layers->shape, BEYOND_M);
        status = put_coverage(ctx, layers, themes[k], "all", &box);
    }
    if (status != GEO_OK)
        return status;
    geo_geom whole = sample_shape_span(plan, &layers->shape, sample_plan_whole(plan));
    status = put_coverage(ctx, layers, "tree", "all", &whole);
    if (status != GEO_OK)
        return status;
    geo_geom part = sample_shape_span(plan, &layers->shape,
                                      sample_plan_buurt_span(plan, sample_plan_public_only(plan)));
    return put_coverage(ctx, layers, "tree", "public_only", &part);
}

geo_status sample_layers_put_areas(geo_ctx *ctx, sample_layers *layers)
{
    geo_status status = GEO_OK;
    for (int k = 0; status == GEO_OK && k < sample_plan_buurt_count(layers->plan); k++)
        status = put_buurt(ctx, layers, k);
    for (int k = 0; status == GEO_OK && k < sample_plan_wijk_count(layers->plan); k++)
        status = put_wijk(ctx, layers, k);
    if (status == GEO_OK)
        status = put_municipality(ctx, layers);
    if (status == GEO_OK)
        status = put_coverages(ctx, layers);
    return status;
}
