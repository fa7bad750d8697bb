#include "nature/link_layers.h"

static const char *const KIND_CODES[] = {"open", "green", "blue", "mixed"};
static const char *const KIND_LABELS[] = {"geen groen of water", "groen", "blauw",
                                          "groen en blauw"};
static const char *const STATUS_CODES[] = {"ok", "gap", "narrow"};
static const char *const STATUS_LABELS[] = {"in orde", "onderbroken", "te smal"};
static const char *const OBJECT_LABELS[] = {
    "weg",           "spoor",      "pad of inrit", "pand",  "verharding", "erf of tuin",
    "landbouwgrond", "open grond", "berm",         "groen", "water",      "onbekend"};

static const geo_domain LINK_DOMAINS[] = {GEO_CODED("kind", KIND_CODES, KIND_LABELS),
                                          GEO_CODED("status", STATUS_CODES, STATUS_LABELS)};
static const geo_domain GAP_DOMAINS[] = {{"crossing", GEO_OBJECT_WORD, OBJECT_LABELS, GEO_OBJECTS}};

/* ---- what the layers are ---- */

static const geo_layer_column LINK_COLUMNS[] = {
    {"id", GEO_FIELD_STRING},          {"from_id", GEO_FIELD_STRING},
    {"to_id", GEO_FIELD_STRING},       {"kind", GEO_FIELD_STRING},
    {"status", GEO_FIELD_STRING},      {"length_m", GEO_FIELD_DOUBLE},
    {"cost", GEO_FIELD_DOUBLE},        {"euclid_m", GEO_FIELD_DOUBLE},
    {"gap_max_m", GEO_FIELD_DOUBLE},   {"width_min_m", GEO_FIELD_DOUBLE},
    {"blue_pct", GEO_FIELD_DOUBLE},    {"dpc", GEO_FIELD_DOUBLE},
    {"betweenness", GEO_FIELD_DOUBLE}, {"component", GEO_FIELD_LONG}};
static const geo_layer_column GAP_COLUMNS[] = {
    {"id", GEO_FIELD_STRING},         {"rank", GEO_FIELD_LONG},      {"link_id", GEO_FIELD_STRING},
    {"from_id", GEO_FIELD_STRING},    {"to_id", GEO_FIELD_STRING},   {"width_m", GEO_FIELD_DOUBLE},
    {"crossing", GEO_FIELD_STRING},   {"crosses", GEO_FIELD_STRING}, {"which", GEO_FIELD_STRING},
    {"bronhouder", GEO_FIELD_STRING}, {"owner", GEO_FIELD_STRING},   {"street", GEO_FIELD_STRING},
    {"renewal_year", GEO_FIELD_LONG}, {"lamps_25", GEO_FIELD_LONG},  {"lamps_50", GEO_FIELD_LONG},
    {"link_dpc", GEO_FIELD_DOUBLE},   {"links", GEO_FIELD_LONG},     {"link_ids", GEO_FIELD_STRING},
    {"gain_pct", GEO_FIELD_DOUBLE}};
static const geo_layer_column CORRIDOR_COLUMNS[] = {
    {"link_id", GEO_FIELD_STRING}, {"from_id", GEO_FIELD_STRING}, {"to_id", GEO_FIELD_STRING},
    {"status", GEO_FIELD_STRING},  {"cost", GEO_FIELD_DOUBLE},    {"extra_pct", GEO_FIELD_DOUBLE},
    {"area_m2", GEO_FIELD_DOUBLE}};
static const geo_domain CORRIDOR_DOMAINS[] = {GEO_CODED("status", STATUS_CODES, STATUS_LABELS)};

const geo_layer_plan GEO_LINK_PLAN[GEO_LINK_LAYERS] = {
    {"nature_link", "Lokaal natuurnetwerk: verbindingen",
     "De goedkoopste weg tussen natuurzones die elkaars buren zijn, over een raster van "
     "weerstanden. "
     "Een berekende weg is geen aanwijzing en geen waarneming: dieren kiezen zelf",
     GEO_GEOM_LINE, LINK_COLUMNS, GEO_COUNT(LINK_COLUMNS), LINK_DOMAINS, GEO_COUNT(LINK_DOMAINS)},
    {"nature_gap", "Lokaal natuurnetwerk: werklijst van onderbrekingen",
     "Waar een verbinding langer dan toegestaan door iets anders dan natuur gaat, wat daar ligt en "
     "wie het bijhoudt; eerst waar herstel het netwerk het meest oplevert. De "
     "bronhouder houdt de kaart bij en is niet altijd de eigenaar",
     GEO_GEOM_LINE, GAP_COLUMNS, GEO_COUNT(GAP_COLUMNS), GAP_DOMAINS, GEO_COUNT(GAP_DOMAINS)},
    {"corridor", "Lokaal natuurnetwerk: corridors",
     "De strook langs een verbinding, buiten de natuurzones, waarover de weg weinig duurder is dan "
     "de goedkoopste",
     GEO_GEOM_MULTIPOLYGON, CORRIDOR_COLUMNS, GEO_COUNT(CORRIDOR_COLUMNS), CORRIDOR_DOMAINS,
     GEO_COUNT(CORRIDOR_DOMAINS)}};

/* ---- rows ---- */

static const char *end_id(const geo_links *links, uint32_t node)
{
    return links->nodes[node].id;
}

static geo_status put_link(geo_ctx *ctx, geo_layer *layer, const geo_links *links, size_t i,
                           double pct)
{
    const geo_link *link = &links->items[i];
    (void)pct;
    const geo_value values[GEO_COUNT(LINK_COLUMNS)] = {geo_value_text(link->id),
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
    const geo_value values[GEO_COUNT(GAP_COLUMNS)] = {geo_value_text(gap->id),
                                                      geo_value_int((int64_t)i + 1),
                                                      geo_value_text(link->id),
                                                      geo_value_text(end_id(links, link->from)),
                                                      geo_value_text(end_id(links, link->to)),
                                                      geo_value_double(gap->width_m),
                                                      geo_value_text(GEO_OBJECT_WORD[gap->object]),
                                                      geo_value_nonempty(gap->crosses),
                                                      geo_value_nonempty(gap->which),
                                                      geo_value_nonempty(gap->bronhouder),
                                                      geo_value_nonempty(gap->owner),
                                                      geo_value_nonempty(gap->street),
                                                      geo_value_whole(gap->renewal_year),
                                                      geo_value_whole(gap->lamps_25),
                                                      geo_value_whole(gap->lamps_50),
                                                      geo_value_double(link->dpc),
                                                      geo_value_int(gap->links),
                                                      geo_value_nonempty(gap->link_ids),
                                                      geo_value_double(gap->gain_pct)};
    return geo_layer_put(ctx, layer, &gap->shape, values);
}

static geo_status put_corridor(geo_ctx *ctx, geo_layer *layer, const geo_links *links, size_t i,
                               double pct)
{
    const geo_link_corridor *corridor = &links->corridors.items[i];
    const geo_link *link = &links->items[corridor->link];
    const geo_value values[GEO_COUNT(CORRIDOR_COLUMNS)] = {
        geo_value_text(link->id),
        geo_value_text(end_id(links, link->from)),
        geo_value_text(end_id(links, link->to)),
        geo_value_text(STATUS_CODES[link->status]),
        geo_value_double(link->cost),
        geo_value_double(pct),
        geo_value_double(corridor->area_m2)};
    return geo_layer_put(ctx, layer, &corridor->shape, values);
}

geo_status geo_link_layers_put(geo_ctx *ctx, geo_layer *const *layers, double corridor_pct,
                               const geo_links *links)
{
    static geo_status (*const PUT[GEO_LINK_LAYERS])(geo_ctx *, geo_layer *, const geo_links *,
                                                    size_t,
                                                    double) = {put_link, put_gap, put_corridor};
    const size_t counts[GEO_LINK_LAYERS] = {links->count, links->gaps.count,
                                            links->corridors.count};
    geo_status status = GEO_OK;
    for (int which = 0; status == GEO_OK && which < GEO_LINK_LAYERS; which++)
        for (size_t i = 0; status == GEO_OK && i < counts[which]; i++)
            status = PUT[which](ctx, layers[which], links, i, corridor_pct);
    return status;
}
