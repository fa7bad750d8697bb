#include "report/norm_areas.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "geom/geos.h"

enum {
    ID,
    CODE,
    NAME,
    LEVEL,
    PARENT,
    HOMES,
    HOMES_UNKNOWN_USE,
    NORM_PASS,
    NORM_FAIL,
    NORM_UNKNOWN,
    NORM_PCT,
    TREES_PASS,
    TREES_FAIL,
    TREES_UNKNOWN,
    TREES_PCT,
    CANOPY_PASS,
    CANOPY_FAIL,
    CANOPY_UNKNOWN,
    CANOPY_PCT_HOMES,
    ACCESS_PASS,
    ACCESS_FAIL,
    ACCESS_UNKNOWN,
    ACCESS_PCT,
    CANOPY_PCT,
    CANOPY_SHORT_M2,
    TREES_SHORT_EQUIV,
    NORM,
    AREA_M2,
    COLUMNS
};
static const char *const NAMES[COLUMNS] = {"id",
                                           "code",
                                           "name",
                                           "level",
                                           "parent_code",
                                           "homes",
                                           "homes_unknown_use",
                                           "norm_pass",
                                           "norm_fail",
                                           "norm_unknown",
                                           "norm_pct",
                                           "trees_pass",
                                           "trees_fail",
                                           "trees_unknown",
                                           "trees_pct",
                                           "canopy_pass",
                                           "canopy_fail",
                                           "canopy_unknown",
                                           "canopy_pct_homes",
                                           "access_pass",
                                           "access_fail",
                                           "access_unknown",
                                           "access_pct",
                                           "canopy_pct",
                                           "canopy_short_m2",
                                           "trees_short_equiv",
                                           "norm",
                                           "area_m2"};
static const char *const LEVEL_CODES[] = {"buurt", "wijk", "gemeente", "totaal"};
static const char *const LEVEL_LABELS[] = {"buurt", "wijk", "gemeente", "hele gebied"};
static const geo_domain DOMAINS[] = {{"level", LEVEL_CODES, LEVEL_LABELS, 4}};

static geo_field_type type_of(int column)
{
    if (column <= PARENT || column == NORM)
        return GEO_FIELD_STRING;
    bool is_real = column == NORM_PCT || column == TREES_PCT || column == CANOPY_PCT_HOMES ||
                   column == ACCESS_PCT || column == CANOPY_PCT || column == CANOPY_SHORT_M2 ||
                   column == AREA_M2;
    return is_real ? GEO_FIELD_DOUBLE : GEO_FIELD_LONG;
}

geo_status geo_norm_layer_add(geo_ctx *ctx, geo_package *package,
                              const geo_norm_layers_options *options, geo_schema *schema,
                              geo_layer_options layer, geo_layer **out)
{
    const char *history = options->schema->provenance;
    geo_text abstract = GEO_TEXT_INIT, title = GEO_TEXT_INIT;
    if (history && !schema->provenance && !(schema->provenance = geo_strdup(history)))
        return geo_fail_nomem(ctx);
    geo_text_add(&title, layer.title);
    geo_text_add(&abstract, layer.abstract);
    if (options->goal) {
        geo_text_addf(&title, ": %s", options->goal);
        geo_text_addf(&abstract, ". De norm is hier de afstand tot %s", options->goal);
    }
    if (options->caution && *options->caution)
        geo_text_addf(&abstract, ". %s", options->caution);
    layer.schema = schema;
    layer.title = geo_text_string(&title);
    layer.abstract = geo_text_string(&abstract);
    geo_status status = abstract.failed || title.failed
                            ? geo_fail_nomem(ctx)
                            : geo_package_layer(ctx, package, &layer, out);
    geo_text_release(&title);
    geo_text_release(&abstract);
    return status;
}

geo_status geo_norm_areas_layer(geo_ctx *ctx, geo_package *package,
                                const geo_norm_layers_options *options, geo_schema *schema,
                                geo_layer **out)
{
    geo_status status = geo_schema_init(ctx, schema, "norm_neighbourhood", GEO_GEOM_MULTIPOLYGON,
                                        options->schema->crs);
    for (int i = 0; status == GEO_OK && i < COLUMNS; i++)
        status = geo_schema_add(ctx, schema, NAMES[i], type_of(i));
    const geo_layer_options layer = {
        .title = "Groennorm per buurt, wijk en gemeente",
        .abstract = "Aandeel woningen dat aan de groennorm voldoet; onbekende woningen staan "
                    "ernaast",
        .style = options->style[2],
        .domains = DOMAINS,
        .domain_count = 1};
    return status == GEO_OK ? geo_norm_layer_add(ctx, package, options, schema, layer, out)
                            : status;
}

static void set_count(const geo_count *count, geo_value *out)
{
    out[0] = geo_value_int((int64_t)count->pass);
    out[1] = geo_value_int((int64_t)count->fail);
    out[2] = geo_value_int((int64_t)count->unknown);
    out[3] = geo_value_double(geo_count_pct(count));
}

static void set_canopy(const geo_norm *norm, const geo_total *total, geo_value *out)
{
    double short_m2 = geo_norm_canopy_short(norm, total),
           crown = geo_norm_settings(norm)->mature_crown_m2;
    out[CANOPY_PCT] = geo_value_double(
        total->canopy_area_m2 > 0 ? 100 * total->canopy_m2 / total->canopy_area_m2 : NAN);
    out[CANOPY_SHORT_M2] = geo_value_double(isnan(short_m2) ? NAN : round(short_m2));
    out[TREES_SHORT_EQUIV] = isnan(short_m2) || !(crown > 0)
                                 ? geo_value_null(GEO_FIELD_LONG)
                                 : geo_value_int((int64_t)ceil(short_m2 / crown));
}

static geo_status put(geo_ctx *ctx, geo_layer *layer, const geo_norm *norm, const geo_total *total,
                      const geo_geom *shape, geo_value *values)
{
    const geo_norm_options *options = geo_norm_settings(norm);
    values[HOMES] = geo_value_int((int64_t)total->homes);
    values[HOMES_UNKNOWN_USE] = geo_value_int((int64_t)total->homes_unknown_use);
    set_count(&total->norm, values + NORM_PASS);
    for (int c = 0; c < GEO_CRITERIA; c++) {
        set_count(&total->criterion[c], values + TREES_PASS + 4 * c);
        for (int i = 0; i < 4 && !options->wanted[c]; i++)
            values[TREES_PASS + 4 * c + i] = geo_value_null(type_of(TREES_PASS + 4 * c + i));
    }
    set_canopy(norm, total, values);
    values[NORM] = geo_value_text(geo_norm_label(norm));
    values[AREA_M2] = geo_value_double(round(geo_geom_area(shape)));
    geo_geom as_multi = *shape;
    as_multi.type = GEO_GEOM_MULTIPOLYGON;
    return geo_layer_put(ctx, layer, &as_multi, values);
}

static geo_status put_level(geo_ctx *ctx, geo_layer *layer, const geo_norm *norm, int level)
{
    const geo_areas *areas = geo_norm_places(norm)->areas[level];
    geo_status status = GEO_OK;
    for (uint32_t i = 0; status == GEO_OK && areas && i < geo_areas_count(areas); i++) {
        geo_total total = geo_norm_area(norm, level, i);
        geo_value values[COLUMNS];
        values[ID] = values[CODE] = geo_value_text(geo_areas_code(areas, i));
        values[NAME] = geo_value_text(geo_areas_name(areas, i));
        values[LEVEL] = geo_value_text(GEO_LEVEL[level]);
        values[PARENT] = geo_value_text(geo_areas_parent(areas, i));
        status = put(ctx, layer, norm, &total, geo_areas_geom(areas, i), values);
    }
    return status;
}

/* Without areas the town is the box of its addresses. */
static geo_status box_outline(geo_ctx *ctx, geo_box box, const geo_crs *crs, geo_geom *out)
{
    geo_box use;
    if (geo_box_is_empty(box) && crs &&
        geo_crs_bounds(crs, &use)) /* no addresses: somewhere in the area of use */
        box = geo_box_around((geo_point){(use.xmin + use.xmax) / 2, (use.ymin + use.ymax) / 2}, 0);
    geo_box wide = geo_box_is_empty(box) ? (geo_box){0, 0, 1, 1} : geo_box_grow(box, 1);
    geo_point ring[5] = {{wide.xmin, wide.ymin},
                         {wide.xmax, wide.ymin},
                         {wide.xmax, wide.ymax},
                         {wide.xmin, wide.ymax},
                         {wide.xmin, wide.ymin}};
    uint32_t end = 5, part = 1;
    geo_geom square = {GEO_GEOM_MULTIPOLYGON, ring, &end, &part, 5, 1, 1};
    return geo_geom_clone(ctx, &square, out);
}

/* All buurten dissolved. */
static geo_status town_outline(geo_ctx *ctx, const geo_norm *norm, const geo_crs *crs,
                               geo_geom *out)
{
    const geo_areas *areas = geo_norm_places(norm)->areas[GEO_LEVEL_BUURT];
    geo_geos *geos = NULL;
    size_t count = areas ? geo_areas_count(areas) : 0;
    if (count == 0)
        return box_outline(ctx, geo_norm_box(norm), crs, out);
    const geo_geom **parts = geo_alloc(count, sizeof *parts);
    if (!parts)
        return geo_fail_nomem(ctx);
    for (uint32_t i = 0; i < count; i++)
        parts[i] = geo_areas_geom(areas, i);
    geo_status status = geo_geos_new(ctx, &geos);
    if (status == GEO_OK)
        status = geo_geos_union(ctx, geos, parts, count, out);
    geo_geos_free(geos);
    geo_free(parts);
    return status;
}

geo_status geo_norm_areas_put(geo_ctx *ctx, geo_layer *layer, const geo_crs *crs,
                              const geo_norm *norm)
{
    geo_geom outline = {0};
    geo_total town = geo_norm_town(norm);
    geo_status status = GEO_OK;
    for (int level = 0; status == GEO_OK && level < GEO_LEVELS; level++)
        status = put_level(ctx, layer, norm, level);
    if (status == GEO_OK)
        status = town_outline(ctx, norm, crs, &outline);
    geo_value values[COLUMNS];
    values[ID] = values[CODE] = values[LEVEL] = geo_value_text("totaal");
    values[NAME] = geo_value_text("Hele gebied");
    values[PARENT] = geo_value_null(GEO_FIELD_STRING);
    if (status == GEO_OK)
        status = put(ctx, layer, norm, &town, &outline, values);
    geo_geom_release(&outline);
    return status;
}
