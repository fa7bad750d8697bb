/* The columns of every layer (the contract of the town folder), and putting a row. */
#include "sample/layers.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

#include "base/alloc.h"

#define SOURCE "gn-sample"
#define MOST_COLUMNS 24

typedef struct column {
    const char *name;
    geo_field_type type;
} column;

#define TEXT(name)                                                                                 \
    {                                                                                              \
        name, GEO_FIELD_STRING                                                                     \
    }
#define WHOLE(name)                                                                                \
    {                                                                                              \
        name, GEO_FIELD_INT                                                                        \
    }
#define NUMBER(name)                                                                               \
    {                                                                                              \
        name, GEO_FIELD_DOUBLE                                                                     \
    }

typedef struct definition {
    const char *name, *title;
    geo_geom_type type;
    column columns[MOST_COLUMNS]; /* ended by one without name; source and source_date follow */
} definition;

static const definition definitions[SAMPLE_LAYERS] = {
    [SAMPLE_LAYER_ADDRESS] = {"address",
                              "Adressen",
                              GEO_GEOM_POINT,
                              {TEXT("id"), TEXT("address_id"), TEXT("street"), WHOLE("number"),
                               TEXT("letter"), TEXT("addition"), TEXT("postcode"), TEXT("place"),
                               TEXT("object"), TEXT("status"), TEXT("use"), WHOLE("home"),
                               TEXT("building_id"), TEXT("building_ids"), WHOLE("floor"),
                               TEXT("floor_source"), WHOLE("area_m2"), TEXT("neighbourhood_id")}},
    [SAMPLE_LAYER_BUILDING] = {"building",
                               "Gebouwen",
                               GEO_GEOM_POLYGON,
                               {TEXT("id"), NUMBER("height_m"), NUMBER("ground_m"), WHOLE("year"),
                                TEXT("status"), TEXT("roof")}},
    [SAMPLE_LAYER_TREE] = {"tree",
                           "Bomen",
                           GEO_GEOM_POINT,
                           {TEXT("id"), TEXT("tree_no"), NUMBER("height_m"), NUMBER("height_min_m"),
                            NUMBER("height_max_m"), NUMBER("crown_d_m"), TEXT("species"),
                            WHOLE("public"), TEXT("status"), WHOLE("planted")}},
    [SAMPLE_LAYER_GREEN] = {"green",
                            "Groen",
                            GEO_GEOM_POLYGON,
                            {TEXT("id"), TEXT("class"), WHOLE("public"), TEXT("management"),
                             TEXT("name")}},
    [SAMPLE_LAYER_LANDCOVER] = {"landcover",
                                "Bodembedekking",
                                GEO_GEOM_POLYGON,
                                {TEXT("id"), TEXT("class"), TEXT("physical"), TEXT("plus"),
                                 TEXT("function"), TEXT("bronhouder"), WHOLE("level")}},
    [SAMPLE_LAYER_PROPERTY] = {"property",
                               "Eigendom",
                               GEO_GEOM_POLYGON,
                               {TEXT("id"), TEXT("owner_class"), TEXT("manager")}},
    [SAMPLE_LAYER_COVERAGE] = {"coverage",
                               "Dekking van de gegevens",
                               GEO_GEOM_POLYGON,
                               {TEXT("id"), TEXT("theme"), TEXT("completeness")}},
    [SAMPLE_LAYER_STREET] = {"street",
                             "Straten en paden",
                             GEO_GEOM_LINE,
                             {TEXT("id"), TEXT("name"), TEXT("class"), WHOLE("foot"),
                              TEXT("surface"), NUMBER("width_m"), WHOLE("renewal_year")}},
    [SAMPLE_LAYER_WATER] = {"water",
                            "Water",
                            GEO_GEOM_POLYGON,
                            {TEXT("id"), TEXT("class"), NUMBER("target_level_summer_m"),
                             NUMBER("target_level_winter_m"), NUMBER("max_level_m")}},
    [SAMPLE_LAYER_LIGHT] = {"light",
                            "Lichtmasten",
                            GEO_GEOM_POINT,
                            {TEXT("id"), TEXT("number"), NUMBER("height_m"), WHOLE("lumen"),
                             TEXT("shielding"), WHOLE("dim_pct"), WHOLE("colour_k"),
                             TEXT("owner")}},
    [SAMPLE_LAYER_NEIGHBOURHOOD] = {"neighbourhood",
                                    "Buurten, wijken en gemeente",
                                    GEO_GEOM_POLYGON,
                                    {TEXT("id"), TEXT("code"), TEXT("name"), TEXT("kind"),
                                     TEXT("parent_code"), WHOLE("year"), WHOLE("inhabitants"),
                                     WHOLE("homes")}},
};

static size_t column_count(const definition *layer)
{
    size_t count = 0;
    while (count < MOST_COLUMNS && layer->columns[count].name)
        count++;
    return count;
}

static geo_status make_schema(geo_ctx *ctx, const definition *layer, const geo_crs *crs,
                              const char *provenance, geo_schema *schema)
{
    geo_status status = geo_schema_init(ctx, schema, layer->name, layer->type, crs);
    for (size_t k = 0; status == GEO_OK && k < column_count(layer); k++)
        status = geo_schema_add(ctx, schema, layer->columns[k].name, layer->columns[k].type);
    if (status == GEO_OK)
        status = geo_schema_add(ctx, schema, "source", GEO_FIELD_STRING);
    if (status == GEO_OK)
        status = geo_schema_add(ctx, schema, "source_date", GEO_FIELD_DATETIME);
    if (status == GEO_OK && provenance) {
        schema->provenance = geo_strdup(provenance);
        status = schema->provenance ? GEO_OK : geo_fail_nomem(ctx);
    }
    return status;
}

static geo_status add_layer(geo_ctx *ctx, geo_package *package, const definition *layer,
                            const geo_crs *crs, const char *provenance, geo_layer **out)
{
    geo_schema schema = {0};
    geo_status status = make_schema(ctx, layer, crs, provenance, &schema);
    geo_layer_options options = {.schema = &schema,
                                 .title = layer->title,
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
        status = add_layer(ctx, package, &definitions[k], crs, provenance, &layers.layers[k]);
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
    if (values->count != column_count(&definitions[layer]))
        return geo_fail(ctx, GEO_ERR_INTERNAL, "%zu values for layer '%s'", values->count,
                        definitions[layer].name);
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
