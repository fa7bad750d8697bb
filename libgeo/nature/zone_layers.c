#include "nature/zone_layers.h"

#include <math.h>

static const char *const CLASS_CODES[] = {"natuurzone", "functionele_natuur", "natuurverbinding",
                                          "matrix", "onbekend"};
static const char *const CLASS_LABELS[] = {"natuurzone", "functionele natuur",
                                           "lokale natuurverbinding", "matrix", "onbekend"};
static const char *const COLOUR_CODES[] = {"green", "blue"};
static const char *const COLOUR_LABELS[] = {"groen", "blauw"};
static const char *const STATUS_CODES[] = {"decided", "candidate"};
static const char *const STATUS_LABELS[] = {"vastgesteld", "kandidaat"};
static const char *const KIND_CODES[] = {"hedge", "tree_row"};
static const char *const KIND_LABELS[] = {"haag", "bomenrij"};
static const char *const CONFLICT_CODES[] = {"conflict", "attention"};
static const char *const CONFLICT_LABELS[] = {"conflict", "aandachtspunt"};
static const char *const OBJECT_CODES[] = {"building", "plan", "facility"};
static const char *const OBJECT_LABELS[] = {"pand", "plan", "voorziening"};
static const char *const GROUND_CODES[] = {"grass", "bank"};
static const char *const GROUND_LABELS[] = {"gras", "oever"};
static const char *const CARE_CODES[] = {"bloemrijk_gras", "natuurvriendelijke_oever", "begrazing",
                                         "behouden", "gebruiksgras"};
static const char *const CARE_LABELS[] = {"bloemrijk gras", "natuurvriendelijke oever",
                                          "begrazing (schapen)", "behouden", "gebruiksgras"};

static const geo_domain ZONE_DOMAINS[] = {GEO_CODED("class", CLASS_CODES, CLASS_LABELS),
                                          GEO_CODED("subclass", COLOUR_CODES, COLOUR_LABELS),
                                          GEO_CODED("status", STATUS_CODES, STATUS_LABELS),
                                          GEO_CODED("management_advised", CARE_CODES, CARE_LABELS)};
static const geo_domain LINE_DOMAINS[] = {GEO_CODED("kind", KIND_CODES, KIND_LABELS),
                                          GEO_CODED("class", CLASS_CODES, CLASS_LABELS),
                                          GEO_CODED("subclass", COLOUR_CODES, COLOUR_LABELS),
                                          GEO_CODED("status", STATUS_CODES, STATUS_LABELS)};
static const geo_domain CONFLICT_DOMAINS[] = {
    GEO_CODED("kind", CONFLICT_CODES, CONFLICT_LABELS),
    GEO_CODED("object", OBJECT_CODES, OBJECT_LABELS),
    GEO_CODED("zone_status", STATUS_CODES, STATUS_LABELS)};
static const geo_domain CARE_DOMAINS[] = {GEO_CODED("ground", GROUND_CODES, GROUND_LABELS),
                                          GEO_CODED("class", CLASS_CODES, CLASS_LABELS),
                                          GEO_CODED("management_advised", CARE_CODES, CARE_LABELS)};

/* ---- what the layers are ---- */

static const geo_layer_column ZONE_COLUMNS[] = {{"id", GEO_FIELD_STRING},
                                                {"class", GEO_FIELD_STRING},
                                                {"subclass", GEO_FIELD_STRING},
                                                {"status", GEO_FIELD_STRING},
                                                {"decided_by", GEO_FIELD_STRING},
                                                {"decided_on", GEO_FIELD_STRING},
                                                {"members", GEO_FIELD_LONG},
                                                {"area_m2", GEO_FIELD_DOUBLE},
                                                {"core_area_m2", GEO_FIELD_DOUBLE},
                                                {"width_mean_m", GEO_FIELD_DOUBLE},
                                                {"compactness", GEO_FIELD_DOUBLE},
                                                {"management", GEO_FIELD_STRING},
                                                {"management_advised", GEO_FIELD_STRING},
                                                {"management_reason", GEO_FIELD_STRING},
                                                {"protected", GEO_FIELD_DOUBLE},
                                                {"data_edge", GEO_FIELD_LONG}};
static const geo_layer_column LINE_COLUMNS[] = {
    {"id", GEO_FIELD_STRING},       {"kind", GEO_FIELD_STRING},
    {"class", GEO_FIELD_STRING},    {"subclass", GEO_FIELD_STRING},
    {"status", GEO_FIELD_STRING},   {"length_m", GEO_FIELD_DOUBLE},
    {"trees", GEO_FIELD_LONG},      {"spacing_max_m", GEO_FIELD_DOUBLE},
    {"height_m", GEO_FIELD_DOUBLE}, {"width_m", GEO_FIELD_DOUBLE},
    {"zone_id", GEO_FIELD_STRING}};
static const geo_layer_column CONFLICT_COLUMNS[] = {
    {"kind", GEO_FIELD_STRING},      {"object", GEO_FIELD_STRING},
    {"which", GEO_FIELD_STRING},     {"which_name", GEO_FIELD_STRING},
    {"zone_id", GEO_FIELD_STRING},   {"zone_status", GEO_FIELD_STRING},
    {"overlap_m2", GEO_FIELD_DOUBLE}};
static const geo_layer_column CARE_COLUMNS[] = {{"id", GEO_FIELD_STRING},
                                                {"zone_id", GEO_FIELD_STRING},
                                                {"class", GEO_FIELD_STRING},
                                                {"ground", GEO_FIELD_STRING},
                                                {"management", GEO_FIELD_STRING},
                                                {"management_advised", GEO_FIELD_STRING},
                                                {"management_reason", GEO_FIELD_STRING},
                                                {"area_m2", GEO_FIELD_DOUBLE},
                                                {"length_m", GEO_FIELD_DOUBLE}};

const geo_layer_plan GEO_ZONE_PLAN[GEO_ZONE_LAYERS] = {
    {"nature_zone", "Lokaal natuurnetwerk: zones",
     "Natuurzones, functionele natuur en lokale natuurverbindingen. Wat niet door de raad is "
     "vastgesteld, is kandidaat: afgeleid uit de kaart, geen aanwijzing. Een lokale "
     "natuurverbinding is geen provinciale natuurverbinding en geen deel van het NNN",
     GEO_GEOM_MULTIPOLYGON, ZONE_COLUMNS, GEO_COUNT(ZONE_COLUMNS), ZONE_DOMAINS,
     GEO_COUNT(ZONE_DOMAINS)},
    {"nature_line", "Lokale natuurverbinding: hagen en bomenrijen",
     "Hagen zoals ze in de gegevens staan, en rijen die in de bomen zijn gevonden; kandidaten",
     GEO_GEOM_MULTILINE, LINE_COLUMNS, GEO_COUNT(LINE_COLUMNS), LINE_DOMAINS,
     GEO_COUNT(LINE_DOMAINS)},
    {"nature_conflict", "Conflicten met natuurzones",
     "Panden, plannen en voorzieningen in een natuurzone: een conflict in een vastgestelde zone, "
     "een aandachtspunt in een kandidaat",
     GEO_GEOM_MULTIPOLYGON, CONFLICT_COLUMNS, GEO_COUNT(CONFLICT_COLUMNS), CONFLICT_DOMAINS,
     GEO_COUNT(CONFLICT_DOMAINS)},
    {"nature_management", "Ecologisch beheer van gras en oevers",
     "Per vlak gras of oever het beheer nu en wat erbij past, met de reden; bodem en vocht zijn "
     "niet bekeken",
     GEO_GEOM_MULTIPOLYGON, CARE_COLUMNS, GEO_COUNT(CARE_COLUMNS), CARE_DOMAINS,
     GEO_COUNT(CARE_DOMAINS)}};

/* ---- rows ---- */

static const char *status_of(const geo_zone *zone)
{
    return STATUS_CODES[!zone->decided];
}

/* The same shape as the type the layer has: a view, nothing is copied. */
static geo_geom as_multi(const geo_geom *shape)
{
    geo_geom multi = *shape;
    multi.type = geo_geom_is_polygon(shape) ? GEO_GEOM_MULTIPOLYGON : GEO_GEOM_MULTILINE;
    return multi;
}

static geo_status put_zone(geo_ctx *ctx, geo_layer *layer, const geo_zones *zones, size_t i)
{
    const geo_zone *zone = &zones->items[i];
    geo_geom shape = as_multi(&zone->shape);
    const geo_value values[GEO_COUNT(ZONE_COLUMNS)] = {
        geo_value_text(zone->id),
        geo_value_text(GEO_ZONE_WORD[zone->class]),
        geo_value_text(GEO_ZONE_COLOUR[zone->colour]),
        geo_value_text(status_of(zone)),
        geo_value_nonempty(zone->decided_by),
        geo_value_nonempty(zone->decided_on),
        geo_value_int(zone->members),
        geo_value_double(zone->area_m2),
        geo_value_double(zone->core_area_m2),
        geo_value_double(zone->width_mean_m),
        geo_value_double(zone->compactness),
        geo_value_nonempty(zone->management),
        geo_value_nonempty(zone->advised),
        geo_value_nonempty(zone->reason),
        geo_value_double(zone->protected_pct),
        geo_value_whole(zone->data_edge)};
    return geo_layer_put(ctx, layer, &shape, values);
}

static geo_status put_line(geo_ctx *ctx, geo_layer *layer, const geo_zones *zones, size_t i)
{
    const geo_zone_line *line = &zones->lines.items[i];
    geo_geom shape = as_multi(&line->shape);
    const geo_value values[GEO_COUNT(LINE_COLUMNS)] = {
        geo_value_text(line->id),
        geo_value_text(line->kind),
        geo_value_text(GEO_ZONE_WORD[line->zone ? GEO_ZONE_NATURE : GEO_ZONE_LINK]),
        geo_value_text(GEO_ZONE_COLOUR[GEO_ZONE_GREEN]),
        geo_value_text(STATUS_CODES[1]),
        geo_value_double(line->length_m),
        line->trees ? geo_value_int(line->trees) : geo_value_null(GEO_FIELD_LONG),
        geo_value_double(line->spacing_max_m),
        geo_value_double(line->height_m),
        geo_value_double(line->width_m),
        geo_value_text(line->zone ? line->zone->id : NULL)};
    return geo_layer_put(ctx, layer, &shape, values);
}

static geo_status put_conflict(geo_ctx *ctx, geo_layer *layer, const geo_zones *zones, size_t i)
{
    const geo_zone_conflict *found = &zones->conflicts.items[i];
    geo_geom shape = as_multi(&found->shape);
    const geo_value values[GEO_COUNT(CONFLICT_COLUMNS)] = {
        geo_value_text(CONFLICT_CODES[!found->zone->decided]),
        geo_value_text(found->object),
        geo_value_text(found->which),
        geo_value_nonempty(found->name),
        geo_value_text(found->zone->id),
        geo_value_text(status_of(found->zone)),
        geo_value_double(found->overlap_m2)};
    return geo_layer_put(ctx, layer, &shape, values);
}

static geo_status put_care(geo_ctx *ctx, geo_layer *layer, const geo_zones *zones, size_t i)
{
    const geo_zone_care *care = &zones->care.items[i];
    geo_geom shape = as_multi(care->shape);
    const geo_value values[GEO_COUNT(CARE_COLUMNS)] = {geo_value_text(care->id),
                                                       geo_value_nonempty(care->zone_id),
                                                       geo_value_text(GEO_ZONE_WORD[care->class]),
                                                       geo_value_text(care->ground),
                                                       geo_value_nonempty(care->management),
                                                       geo_value_text(care->advised),
                                                       geo_value_text(care->reason),
                                                       geo_value_double(care->area_m2),
                                                       geo_value_double(care->length_m)};
    return geo_layer_put(ctx, layer, &shape, values);
}

geo_status geo_zone_layers_put(geo_ctx *ctx, geo_layer *const *layers, const geo_zones *zones)
{
    static geo_status (*const PUT[GEO_ZONE_LAYERS])(geo_ctx *, geo_layer *, const geo_zones *,
                                                    size_t) = {put_zone, put_line, put_conflict,
                                                               put_care};
    const size_t counts[GEO_ZONE_LAYERS] = {zones->count, zones->lines.count,
                                            zones->conflicts.count, zones->care.count};
    geo_status status = GEO_OK;
    for (int which = 0; status == GEO_OK && which < GEO_ZONE_LAYERS; which++)
        for (size_t i = 0; status == GEO_OK && i < counts[which]; i++)
            status = PUT[which](ctx, layers[which], zones, i);
    return status;
}
