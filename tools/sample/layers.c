/* The layers of the town, and putting a row. */
#include "sample/layers.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "base/alloc.h"
#include "registry/theme.h"

#define SOURCE "gn-sample"

static const geo_theme themes[SAMPLE_LAYERS] = {
    [SAMPLE_LAYER_ADDRESS] = GEO_THEME_ADDRESS,
    [SAMPLE_LAYER_BUILDING] = GEO_THEME_BUILDING,
    [SAMPLE_LAYER_TREE] = GEO_THEME_TREE,
    [SAMPLE_LAYER_GREEN] = GEO_THEME_GREEN,
    [SAMPLE_LAYER_LANDCOVER] = GEO_THEME_LANDCOVER,
    [SAMPLE_LAYER_PROPERTY] = GEO_THEME_PROPERTY,
    [SAMPLE_LAYER_COVERAGE] = GEO_THEME_COVERAGE,
    [SAMPLE_LAYER_STREET] = GEO_THEME_STREET,
    [SAMPLE_LAYER_WATER] = GEO_THEME_WATER,
    [SAMPLE_LAYER_LIGHT] = GEO_THEME_LIGHT,
    [SAMPLE_LAYER_NEIGHBOURHOOD] = GEO_THEME_NEIGHBOURHOOD,
};

static geo_status make_schema(geo_ctx *ctx, geo_theme theme, const geo_crs *crs,
                              const char *provenance, geo_schema *schema)
{
    geo_status status = geo_theme_schema(ctx, theme, false, crs, schema);
    if (status == GEO_OK && provenance) {
        schema->provenance = geo_strdup(provenance);
        status = schema->provenance ? GEO_OK : geo_fail_nomem(ctx);
    }
    return status;
}

static geo_status add_layer(geo_ctx *ctx, geo_package *package, geo_theme theme, const geo_crs *crs,
                            const char *provenance, geo_layer **out)
{
    geo_schema schema = {0};
    geo_status status = make_schema(ctx, theme, crs, provenance, &schema);
    geo_layer_options options = {.schema = &schema,
                                 .title = geo_theme_layer_of(theme)->title,
                                 .abstract = "Verzonnen stad, gemaakt door gn-sample"};
    if (status == GEO_OK)
        status = geo_package_layer(ctx, package, &options, out);
    geo_schema_release(&schema);
    return status;
}

geo_status sample_layers_init(geo_ctx *ctx, const sample_plan *plan, geo_package *package,
                              const geo_crs *crs, const char *provenance, sample_layers *out)
{
    sample_layers layers = {.plan = plan};
    geo_status status = GEO_OK;
    for (int k = 0; status == GEO_OK && k < SAMPLE_LAYERS; k++)
        status = add_layer(ctx, package, themes[k], crs, provenance, &layers.layers[k]);
    if (status != GEO_OK)
        return status;
    layers.homes = geo_calloc((size_t)sample_plan_buurt_count(plan), sizeof *layers.homes);
    if (!layers.homes)
        return geo_fail_nomem(ctx);
    *out = layers;
    return GEO_OK;
}

void sample_layers_release(sample_layers *layers)
{
    geo_free(layers->homes);
    sample_shape_release(&layers->shape);
    *layers = (sample_layers){0};
}

static void add_value(sample_values *values, geo_value value)
{
    if (values->count < sizeof values->items / sizeof *values->items)
        values->items[values->count++] = value;
}

void sample_value_text(sample_values *values, const char *text)
{
    add_value(values, geo_value_text(text));
}

void sample_value_int(sample_values *values, int64_t number)
{
    add_value(values, geo_value_int32((int32_t)number));
}

void sample_value_double(sample_values *values, double number)
{
    add_value(values, isnan(number) ? geo_value_null(GEO_FIELD_DOUBLE) : geo_value_double(number));
}

void sample_value_null(sample_values *values, geo_field_type type)
{
    add_value(values, geo_value_null(type));
}

const char *sample_bag_id(const char *kind, int64_t number, char *out)
{
    snprintf(out, SAMPLE_ID_SIZE, SAMPLE_MUNICIPALITY "%s%010" PRId64, kind, number);
    return out;
}

const char *sample_plain_id(const char *kind, int64_t number, char *out)
{
    snprintf(out, SAMPLE_ID_SIZE, "%s.%07" PRId64, kind, number);
    return out;
}

geo_status sample_layers_put(geo_ctx *ctx, sample_layers *layers, sample_layer layer,
                             const geo_geom *geom, sample_values *values)
{
    if (values->count != geo_theme_column_count(themes[layer]))
        return geo_fail(ctx, GEO_ERR_INTERNAL, "%zu values for layer '%s'", values->count,
                        geo_theme_layer_of(themes[layer])->name);
    if (layers->shape.failed)
        return geo_fail_nomem(ctx);
    geo_value date = geo_value_text(SAMPLE_DATE);
    date.type = GEO_FIELD_DATETIME;
    sample_value_text(values, SOURCE);
    add_value(values, date);
    geo_status status = geo_layer_put(ctx, layers->layers[layer], geom, values->items);
    layers->rows[layer] += status == GEO_OK;
    return status;
}
