/* The contract of the town folder: every layer with its columns, in the order in which they are
 * written. */
#include "registry/theme.h"

#include <assert.h>
#include <math.h>
#include <string.h>

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

static const geo_theme_layer layers[GEO_THEMES] = {
    [GEO_THEME_ADDRESS] = {"address",
                           "Adressen",
                           GEO_GEOM_POINT,
                           {TEXT("id"), TEXT("address_id"), TEXT("street"), WHOLE("number"),
                            TEXT("letter"), TEXT("addition"), TEXT("postcode"), TEXT("place"),
                            TEXT("object"), TEXT("status"), TEXT("use"), WHOLE("home"),
                            TEXT("building_id"), TEXT("building_ids"), WHOLE("floor"),
                            TEXT("floor_source"), WHOLE("area_m2"), TEXT("neighbourhood_id")}},
    [GEO_THEME_BUILDING] = {"building",
                            "Gebouwen",
                            GEO_GEOM_POLYGON,
                            {TEXT("id"), NUMBER("height_m"), NUMBER("ground_m"), WHOLE("year"),
                             TEXT("status"), TEXT("roof")}},
    [GEO_THEME_TREE] = {"tree",
                        "Bomen",
                        GEO_GEOM_POINT,
                        {TEXT("id"), TEXT("tree_no"), NUMBER("height_m"), NUMBER("height_min_m"),
                         NUMBER("height_max_m"), NUMBER("crown_d_m"), TEXT("species"),
                         WHOLE("public"), TEXT("status"), WHOLE("planted")}},
    [GEO_THEME_CROWN] = {"crown", "Boomkronen", GEO_GEOM_POLYGON, {TEXT("id"), NUMBER("height_m")}},
    [GEO_THEME_GREEN] = {"green",
                         "Groen",
                         GEO_GEOM_POLYGON,
                         {TEXT("id"), TEXT("class"), WHOLE("public"), TEXT("management"),
                          TEXT("name")}},
    [GEO_THEME_LANDCOVER] = {"landcover",
                             "Bodembedekking",
                             GEO_GEOM_POLYGON,
                             {TEXT("id"), TEXT("class"), TEXT("physical"), TEXT("plus"),
                              TEXT("function"), TEXT("bronhouder"), WHOLE("level")}},
    [GEO_THEME_PROPERTY] = {"property",
                            "Eigendom",
                            GEO_GEOM_POLYGON,
                            {TEXT("id"), TEXT("owner_class"), TEXT("manager")}},
    [GEO_THEME_COVERAGE] = {"coverage",
                            "Dekking van de gegevens",
                            GEO_GEOM_POLYGON,
                            {TEXT("id"), TEXT("theme"), TEXT("completeness")}},
    [GEO_THEME_STREET] = {"street",
                          "Straten en paden",
                          GEO_GEOM_LINE,
                          {TEXT("id"), TEXT("name"), TEXT("class"), WHOLE("foot"), TEXT("surface"),
                           NUMBER("width_m"), WHOLE("renewal_year")}},
    [GEO_THEME_WATER] = {"water",
                         "Water",
                         GEO_GEOM_POLYGON,
                         {TEXT("id"), TEXT("class"), NUMBER("target_level_summer_m"),
                          NUMBER("target_level_winter_m"), NUMBER("max_level_m")}},
    [GEO_THEME_WATERWAY] = {"waterway",
                            "Waterlopen",
                            GEO_GEOM_LINE,
                            {TEXT("id"), TEXT("name"), TEXT("class"), NUMBER("width_m")}},
    [GEO_THEME_HEDGE] = {"hedge",
                         "Hagen",
                         GEO_GEOM_LINE,
                         {TEXT("id"), NUMBER("height_m"), NUMBER("width_m")}},
    [GEO_THEME_LIGHT] = {"light",
                         "Lichtmasten",
                         GEO_GEOM_POINT,
                         {TEXT("id"), TEXT("number"), NUMBER("height_m"), WHOLE("lumen"),
                          TEXT("shielding"), WHOLE("dim_pct"), WHOLE("colour_k"), TEXT("owner")}},
    [GEO_THEME_ROOST] = {"roost",
                         "Verblijfplaatsen",
                         GEO_GEOM_POINT,
                         {TEXT("id"), TEXT("species"), TEXT("kind"), WHOLE("count"), TEXT("status"),
                          TEXT("observed")}},
    [GEO_THEME_PERMIT] = {"permit",
                          "Vergunningen",
                          GEO_GEOM_POLYGON,
                          {TEXT("id"), TEXT("number"), TEXT("activities"), TEXT("species"),
                           TEXT("valid_from"), TEXT("valid_to"), WHOLE("max_places"),
                           WHOLE("places_used")}},
    [GEO_THEME_STORAGE] = {"storage",
                           "Waterberging",
                           GEO_GEOM_POLYGON,
                           {TEXT("id"), TEXT("kind"), NUMBER("depth_m"), NUMBER("void_frac"),
                            NUMBER("cover_m"), NUMBER("overflow_m"), TEXT("product"),
                            WHOLE("built")}},
    [GEO_THEME_NEIGHBOURHOOD] = {"neighbourhood",
                                 "Buurten, wijken en gemeente",
                                 GEO_GEOM_POLYGON,
                                 {TEXT("id"), TEXT("code"), TEXT("name"), TEXT("kind"),
                                  TEXT("parent_code"), WHOLE("year"), WHOLE("inhabitants"),
                                  WHOLE("homes")}},
    [GEO_THEME_PLAN] = {"plan",
                        "Plannen",
                        GEO_GEOM_POLYGON,
                        {TEXT("id"), TEXT("kind"), TEXT("name"), TEXT("status")}},
};

const geo_theme_layer *geo_theme_layer_of(geo_theme theme)
{
    assert(theme < GEO_THEMES);
    return &layers[theme];
}

size_t geo_theme_column_count(geo_theme theme)
{
    const geo_theme_layer *layer = geo_theme_layer_of(theme);
    size_t count = 0;
    while (count < GEO_THEME_COLUMNS && layer->columns[count].name)
        count++;
    return count;
}

geo_theme geo_theme_named(const char *name)
{
    int theme = 0;
    while (theme < GEO_THEMES && strcmp(layers[theme].name, name) != 0)
        theme++;
    return (geo_theme)theme;
}

static geo_geom_type many_of(geo_geom_type type)
{
    return type == GEO_GEOM_POINT ? type : (geo_geom_type)(type + GEO_GEOM_POLYGON);
}

geo_status geo_theme_schema(geo_ctx *ctx, geo_theme theme, bool many, const geo_crs *crs,
                            geo_schema *out)
{
    const geo_theme_layer *layer = geo_theme_layer_of(theme);
    geo_schema schema = {0};
    geo_status status =
        geo_schema_init(ctx, &schema, layer->name, many ? many_of(layer->type) : layer->type, crs);
    for (size_t i = 0; status == GEO_OK && i < geo_theme_column_count(theme); i++)
        status = geo_schema_add(ctx, &schema, layer->columns[i].name, layer->columns[i].type);
    if (status == GEO_OK)
        status = geo_schema_add(ctx, &schema, "source", GEO_FIELD_STRING);
    if (status == GEO_OK)
        status = geo_schema_add(ctx, &schema, "source_date", GEO_FIELD_DATETIME);
    if (status == GEO_OK)
        *out = schema;
    else
        geo_schema_release(&schema);
    return status;
}

void geo_draft_init(geo_draft *draft, geo_theme theme)
{
    const geo_theme_layer *layer = geo_theme_layer_of(theme);
    draft->theme = theme;
    for (size_t i = 0; i < geo_theme_column_count(theme); i++)
        draft->values[i] = geo_value_null(layer->columns[i].type);
}

static geo_value *value_of(geo_draft *draft, const char *column)
{
    const geo_theme_layer *layer = geo_theme_layer_of(draft->theme);
    size_t i = 0;
    while (i < GEO_THEME_COLUMNS && layer->columns[i].name &&
           strcmp(layer->columns[i].name, column) != 0)
        i++;
    assert(i < GEO_THEME_COLUMNS && layer->columns[i].name);
    return &draft->values[i];
}

void geo_draft_text(geo_draft *draft, const char *column, const char *text)
{
    *value_of(draft, column) = geo_value_nonempty(text);
}

void geo_draft_int(geo_draft *draft, const char *column, int64_t value)
{
    *value_of(draft, column) = geo_value_int(value);
}

void geo_draft_number(geo_draft *draft, const char *column, double value)
{
    *value_of(draft, column) = geo_value_double(value);
}

const char *geo_draft_id(const geo_draft *draft)
{
    return draft->values[0].is_null ? NULL : draft->values[0].as.string.text;
}
