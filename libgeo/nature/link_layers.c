#include "nature/link_layers.h"

#include <math.h>

#include "base/alloc.h"

enum { LINK, GAP, CORRIDOR };
const char *const GEO_LINK_LAYER[GEO_LINK_LAYERS] = {"nature_link", "nature_gap", "corridor"};

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define CODED(column, codes, labels)                                                               \
    {                                                                                              \
        column, codes, labels, COUNT(codes)                                                        \
    }

static const char *const KIND_CODES[] = {"open", "green", "blue", "mixed"};
static const char *const KIND_LABELS[] = {"geen groen of water", "groen", "blauw",
                                          "groen en blauw"};
static const char *const STATUS_CODES[] = {"ok", "gap", "narrow"};
static const char *const STATUS_LABELS[] = {"in orde", "onderbroken", "te smal"};
static const char *const OBJECT_LABELS[] = {
    "weg",           "spoor",      "pad of inrit", "pand",  "verharding", "erf of tuin",
    "landbouwgrond", "open grond", "berm",         "groen", "water",      "onbekend"};

static const geo_domain LINK_DOMAINS[] = {CODED("kind", KIND_CODES, KIND_LABELS),
                                          CODED("status", STATUS_CODES, STATUS_LABELS)};
static const geo_domain GAP_DOMAINS[] = {{"crossing", GEO_OBJECT_WORD, OBJECT_LABELS, GEO_OBJECTS}};

/* ---- what the layers are ---- */

typedef struct column {
    const char *name;
    geo_field_type type;
} column;

static const column LINK_COLUMNS[] = {
    {"id", GEO_FIELD_STRING},          {"from_id", GEO_FIELD_STRING},
    {"to_id", GEO_FIELD_STRING},       {"kind", GEO_FIELD_STRING},
    {"status", GEO_FIELD_STRING},      {"length_m", GEO_FIELD_DOUBLE},
    {"cost", GEO_FIELD_DOUBLE},        {"euclid_m", GEO_FIELD_DOUBLE},
    {"gap_max_m", GEO_FIELD_DOUBLE},   {"width_min_m", GEO_FIELD_DOUBLE},
    {"blue_pct", GEO_FIELD_DOUBLE},    {"dpc", GEO_FIELD_DOUBLE},
    {"betweenness", GEO_FIELD_DOUBLE}, {"component", GEO_FIELD_LONG}};
static const column GAP_COLUMNS[] = {
    {"id", GEO_FIELD_STRING},         {"rank", GEO_FIELD_LONG},      {"link_id", GEO_FIELD_STRING},
    {"from_id", GEO_FIELD_STRING},    {"to_id", GEO_FIELD_STRING},   {"width_m", GEO_FIELD_DOUBLE},
    {"crossing", GEO_FIELD_STRING},   {"crosses", GEO_FIELD_STRING}, {"which", GEO_FIELD_STRING},
    {"bronhouder", GEO_FIELD_STRING}, {"owner", GEO_FIELD_STRING},   {"street", GEO_FIELD_STRING},
    {"renewal_year", GEO_FIELD_LONG}, {"lamps_25", GEO_FIELD_LONG},  {"lamps_50", GEO_FIELD_LONG},
    {"link_dpc", GEO_FIELD_DOUBLE}};
static const column CORRIDOR_COLUMNS[] = {
    {"link_id", GEO_FIELD_STRING}, {"from_id", GEO_FIELD_STRING}, {"to_id", GEO_FIELD_STRING},
    {"status", GEO_FIELD_STRING},  {"cost", GEO_FIELD_DOUBLE},    {"extra_pct", GEO_FIELD_DOUBLE},
    {"area_m2", GEO_FIELD_DOUBLE}};
static const geo_domain CORRIDOR_DOMAINS[] = {CODED("status", STATUS_CODES, STATUS_LABELS)};

static const struct {
    const char *title, *abstract;
    geo_geom_type type;
    const column *columns;
    size_t column_count;
    const geo_domain *domains;
    size_t domain_count;
} LAYERS[GEO_LINK_LAYERS] = {
    {"Lokaal natuurnetwerk: verbindingen",
     "De goedkoopste weg tussen natuurzones die elkaars buren zijn, over een raster van "
     "weerstanden. "
     "Een berekende weg is geen aanwijzing en geen waarneming: dieren kiezen zelf",
     GEO_GEOM_LINE, LINK_COLUMNS, COUNT(LINK_COLUMNS), LINK_DOMAINS, COUNT(LINK_DOMAINS)},
    {"Lokaal natuurnetwerk: werklijst van onderbrekingen",
     "Waar een verbinding langer dan toegestaan door iets anders dan natuur gaat, wat daar ligt en "
     "wie het bijhoudt; eerst de verbindingen waar het netwerk het meest aan heeft. De "
     "bronhouder houdt de kaart bij en is niet altijd de eigenaar",
     GEO_GEOM_LINE, GAP_COLUMNS, COUNT(GAP_COLUMNS), GAP_DOMAINS, COUNT(GAP_DOMAINS)},
    {"Lokaal natuurnetwerk: corridors",
     "Alle grond waarover de weg tussen twee natuurzones weinig duurder is dan de goedkoopste",
     GEO_GEOM_MULTIPOLYGON, CORRIDOR_COLUMNS, COUNT(CORRIDOR_COLUMNS), CORRIDOR_DOMAINS,
     COUNT(CORRIDOR_DOMAINS)}};

static geo_status open_layer(geo_ctx *ctx, geo_package *package,
                             const geo_link_layers_options *options, int which, geo_schema *schema,
                             geo_layer **out)
{
    geo_status status =
        geo_schema_init(ctx, schema, GEO_LINK_LAYER[which], LAYERS[which].type, options->crs);
    for (size_t i = 0; status == GEO_OK && i < LAYERS[which].column_count; i++)
        status = geo_schema_add(ctx, schema, LAYERS[which].columns[i].name,
                                LAYERS[which].columns[i].type);
    if (status == GEO_OK && options->provenance &&
        !(schema->provenance = geo_strdup(options->provenance)))
        status = geo_fail_nomem(ctx);
    const geo_layer_options layer = {.schema = schema,
                                     .title = LAYERS[which].title,
                                     .abstract = LAYERS[which].abstract,
                                     .style = options->style[which],
                                     .domains = LAYERS[which].domains,
                                     .domain_count = LAYERS[which].domain_count};
    return status == GEO_OK ? geo_package_layer(ctx, package, &layer, out) : status;
}

/* ---- rows ---- */

static geo_value text_or_null(const char *text)
{
    return geo_value_text(text && *text ? text : NULL);
}

static geo_value whole_or_null(double value)
{
    return isnan(value) ? geo_value_null(GEO_FIELD_LONG) : geo_value_int((int64_t)value);
}

static const char *end_id(const geo_links *links, uint32_t node)
{
    return links->nodes[node].id;
}

static geo_status put_link(geo_ctx *ctx, geo_layer *layer, const geo_links *links, size_t i,
                           double pct)
{
    const geo_link *link = &links->items[i];
    (void)pct;
    const geo_value values[COUNT(LINK_COLUMNS)] = {geo_value_text(link->id),
                                                   geo_value_text(end_id(links, link->from)),
                                                   geo_value_text(end_id(links, link->to)),
                                                   geo_value_text(KIND_CODES[link->kind]),
                                                   geo_value_text(STATUS_CODES[link->status]),
                                                   geo_value_double(link->length_m),
                                                   geo_value_double(link->cost),
                                                   geo_value_double(link->euclid_m),
                                                   geo_value_double(link->gap_max_m),
                                                   geo_value_double(link->width_min_m),
                                                   geo_value_double(link->blue_pct),
                                                   geo_value_double(link->dpc),
                                                   geo_value_double(link->betweenness),
                                                   geo_value_int(link->component + 1)};
    return geo_layer_put(ctx, layer, &link->shape, values);
}

static geo_status put_gap(geo_ctx *ctx, geo_layer *layer, const geo_links *links, size_t i,
                          double pct)
{
    const geo_link_gap *gap = &links->gaps.items[i];
    const geo_link *link = &links->items[gap->link];
    (void)pct;
    const geo_value values[COUNT(GAP_COLUMNS)] = {geo_value_text(gap->id),
                                                  geo_value_int((int64_t)i + 1),
                                                  geo_value_text(link->id),
                                                  geo_value_text(end_id(links, link->from)),
                                                  geo_value_text(end_id(links, link->to)),
                                                  geo_value_double(gap->width_m),
                                                  geo_value_text(GEO_OBJECT_WORD[gap->object]),
                                                  text_or_null(gap->crosses),
                                                  text_or_null(gap->which),
                                                  text_or_null(gap->bronhouder),
                                                  text_or_null(gap->owner),
                                                  text_or_null(gap->street),
                                                  whole_or_null(gap->renewal_year),
                                                  whole_or_null(gap->lamps_25),
                                                  whole_or_null(gap->lamps_50),
                                                  geo_value_double(link->dpc)};
    return geo_layer_put(ctx, layer, &gap->shape, values);
}

static geo_status put_corridor(geo_ctx *ctx, geo_layer *layer, const geo_links *links, size_t i,
                               double pct)
{
    const geo_link_corridor *corridor = &links->corridors.items[i];
    const geo_link *link = &links->items[corridor->link];
    const geo_value values[COUNT(CORRIDOR_COLUMNS)] = {geo_value_text(link->id),
                                                       geo_value_text(end_id(links, link->from)),
                                                       geo_value_text(end_id(links, link->to)),
                                                       geo_value_text(STATUS_CODES[link->status]),
                                                       geo_value_double(link->cost),
                                                       geo_value_double(pct),
                                                       geo_value_double(corridor->area_m2)};
    return geo_layer_put(ctx, layer, &corridor->shape, values);
}

geo_status geo_link_layers_put(geo_ctx *ctx, geo_package *package,
                               const geo_link_layers_options *options, const geo_links *links)
{
    static geo_status (*const PUT[GEO_LINK_LAYERS])(geo_ctx *, geo_layer *, const geo_links *,
                                                    size_t,
                                                    double) = {put_link, put_gap, put_corridor};
    const size_t counts[GEO_LINK_LAYERS] = {links->count, links->gaps.count,
                                            links->corridors.count};
    geo_status status = GEO_OK;
    for (int which = 0; status == GEO_OK && which < GEO_LINK_LAYERS; which++) {
        geo_schema schema = {0};
        geo_layer *layer = NULL;
        status = open_layer(ctx, package, options, which, &schema, &layer);
        for (size_t i = 0; status == GEO_OK && i < counts[which]; i++)
            status = PUT[which](ctx, layer, links, i, options->corridor_pct);
        geo_schema_release(&schema);
    }
    return status;
}
