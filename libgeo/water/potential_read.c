/* Layers, and the candidates that the ground has: polygons of one street and measure are one. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "water/potential_parts.h"

const char *const GEO_POTENTIAL_LAYER[GEO_POTENTIAL_LAYERS] = {"landcover", "street", "property",
                                                               "tree",      "cables", "balance"};

geo_source_options geo_potential_wants(geo_potential_layer layer)
{
    static const char *const ground[] = {"class",      "physical", "plus",       "function",
                                         "bronhouder", "source",   "source_date"};
    static const char *const level[] = {"level"}, *const name[] = {"name", "renewal_year"};
    static const char *const year[] = {"renewal_year"}, *const owner[] = {"owner_class"};
    static const char *const status[] = {"status"};
    static const char *const row[] = {"spill_to", "event", "scenario"};
    static const char *const deficit[] = {"deficit_m3", "inflow_up_m3"};
    static const struct {
        const char *const *text;
        size_t text_count;
        const char *const *number;
        size_t number_count;
        geo_geom_type type;
    } wants[GEO_POTENTIAL_LAYERS] = {
        {ground, 7, level, 1, GEO_GEOM_POLYGON}, {name, 2, year, 1, GEO_GEOM_LINE},
        {owner, 1, NULL, 0, GEO_GEOM_POLYGON},   {status, 1, NULL, 0, GEO_GEOM_POINT},
        {NULL, 0, NULL, 0, GEO_GEOM_UNKNOWN},    {row, 3, deficit, 2, GEO_GEOM_POLYGON}};
    geo_source_options options = {.default_layer = GEO_POTENTIAL_LAYER[layer],
                                  .text = wants[layer].text,
                                  .text_count = wants[layer].text_count,
                                  .number = wants[layer].number,
                                  .number_count = wants[layer].number_count};
    if (wants[layer].type != GEO_GEOM_UNKNOWN)
        options.geometry_kinds[wants[layer].type] = true;
    return options;
}

/* ---- layers ---- */

/* Felled trees and stumps keep nothing out. */
static bool stands(const geo_features *trees, size_t i)
{
    static const char *const GONE[] = {"felled", "stump", NULL};
    return !geo_text_listed(GONE, trees->text[TREE_STATUS][i]);
}

/* Properties that say nothing about whose land it is: what else is known of it counts then. */
static void tally_owners(const geo_potential_inputs *inputs, geo_potential *potential)
{
    const geo_features *properties = &potential->features[GEO_POTENTIAL_PROPERTY];
    geo_potential_tally *tally = &potential->tally;
    for (size_t i = 0; i < properties->count; i++) {
        const char *owner = properties->text[PROPERTY_OWNER][i];
        if (!owner && tally->unowned++ == 0)
            tally->first_unowned = properties->ids[i];
        if (!owner || geo_potential_knows_owner(inputs->tables, owner))
            continue;
        if (tally->unknown_owners++ == 0) {
            tally->first_unknown_owner = properties->ids[i];
            tally->unknown_owner = owner;
        }
    }
}

/* What is no year (a word, two digits, a date) would make a street renewed long ago, or never. */
static void settle_years(geo_potential *potential)
{
    geo_features *streets = &potential->features[GEO_POTENTIAL_STREET];
    geo_potential_tally *tally = &potential->tally;
    for (size_t i = 0; i < streets->count; i++) {
        const char *said = streets->text[STREET_YEAR][i];
        double *year = &streets->number[STREET_RENEWAL][i];
        if (!said || !*said || (*year >= GEO_YEAR_FIRST && *year <= GEO_YEAR_LAST))
            continue;
        *year = NAN;
        if (tally->odd_years++ == 0) {
            tally->first_odd_year = streets->ids[i];
            tally->odd_year = said;
        }
    }
}

static geo_status index_layer(geo_ctx *ctx, geo_potential *potential, geo_potential_layer layer)
{
    geo_features *features = &potential->features[layer];
    for (size_t i = 0; layer == GEO_POTENTIAL_TREE && i < features->count; i++)
        if (!stands(features, i))
            features->boxes[i] = GEO_BOX_EMPTY;
    return geo_rtree_new(ctx, features->boxes, features->count, &potential->trees[layer]);
}

static geo_status read_layers(geo_ctx *ctx, const geo_potential_inputs *inputs,
                              geo_potential *potential)
{
    geo_status status = GEO_OK;
    for (int i = 0; status == GEO_OK && i < GEO_POTENTIAL_LAYERS; i++) {
        if (!inputs->layers[i])
            continue;
        status = geo_source_read(ctx, inputs->layers[i], NULL, &potential->features[i]);
        if (status == GEO_OK && i == GEO_POTENTIAL_BALANCE)
            status = geo_potential_choose(ctx, inputs, potential);
        if (status == GEO_OK && i == GEO_POTENTIAL_PROPERTY)
            tally_owners(inputs, potential);
        if (status == GEO_OK && i == GEO_POTENTIAL_STREET)
            settle_years(potential);
        if (status == GEO_OK)
            status = index_layer(ctx, potential, (geo_potential_layer)i);
    }
    return status;
}

/* ---- streets ---- */

static bool is_told(const geo_features *streets, uint32_t i)
{
    return streets->text[STREET_NAME][i] || !isnan(streets->number[STREET_RENEWAL][i]);
}

/* Of two that are as long or as near the one with the lower id. */
static bool goes_before(const geo_features *streets, uint32_t i, uint32_t found)
{
    return found == GEO_POTENTIAL_NO_STREET || strcmp(streets->ids[i], streets->ids[found]) < 0;
}

/* The street of which most runs through the polygon. */
static geo_status street_through(geo_ctx *ctx, const geo_potential *potential,
                                 geo_potential_worker *worker, const geo_geom *polygon,
                                 uint32_t *out)
{
    const geo_features *streets = &potential->features[GEO_POTENTIAL_STREET];
    double most = 0;
    geo_status status = GEO_OK;
    for (size_t k = 0; status == GEO_OK && k < worker->hits.count; k++) {
        uint32_t i = worker->hits.items[k];
        geo_geom in = {0};
        if (!geo_box_meets(streets->boxes[i], geo_box_of(polygon)))
            continue;
        status = geo_geos_line_inside(ctx, worker->geos, &streets->geoms[i], polygon, &in);
        double length = status == GEO_OK ? geo_geom_length(&in) : 0;
        if (length > most || (length > 0 && length == most && goes_before(streets, i, *out))) {
            most = length;
            *out = i;
        }
        geo_geom_release(&in);
    }
    return status;
}

/* Does all of the polygon lie within reach of one edge of the street? What does is convex: its
 * corners tell. */
static bool lies_at_edge(const geo_geom *polygon, const geo_geom *street, double reach_m)
{
    for (uint32_t i = 0; i < geo_geom_run_count(street); i++) {
        geo_run run = geo_geom_run(street, i);
        for (size_t k = 1; k < run.count; k++) {
            uint32_t in = 0;
            while (in < polygon->point_count &&
                   geo_segment_distance(polygon->points[in], run.points[k - 1], run.points[k], NULL,
                                        NULL) <= reach_m)
                in++;
            if (in == polygon->point_count)
                return true;
        }
    }
    return false;
}

/* Does half of the polygon or more lie within reach of the street? So a side street without a name
 * is not taken for a part of the street that it leads to. */
static geo_status lies_along(geo_ctx *ctx, geo_potential_worker *worker, const geo_geom *polygon,
                             const geo_geom *street, double reach_m, bool *out)
{
    geo_geom strip = {0};
    double shared_m2 = 0;
    *out = lies_at_edge(polygon, street, reach_m);
    if (*out)
        return GEO_OK;
    geo_status status = geo_geos_buffer(ctx, worker->geos, street, reach_m, &strip);
    if (status == GEO_OK)
        status = geo_potential_share(ctx, worker->geos, polygon, &strip, &shared_m2);
    *out = shared_m2 >= geo_geom_area(polygon) / 2;
    geo_geom_release(&strip);
    return status;
}

/* How far each street found is; those that have neither a name nor a year are not there. */
static geo_status measure_streets(geo_ctx *ctx, const geo_potential *potential,
                                  geo_potential_worker *worker, const geo_geom *polygon,
                                  double *distances_m)
{
    const geo_features *streets = &potential->features[GEO_POTENTIAL_STREET];
    geo_status status = GEO_OK;
    for (size_t k = 0; status == GEO_OK && k < worker->hits.count; k++) {
        uint32_t i = worker->hits.items[k];
        distances_m[k] = INFINITY;
        if (is_told(streets, i))
            status =
                geo_geos_distance(ctx, worker->geos, polygon, &streets->geoms[i], &distances_m[k]);
    }
    return status;
}

/* The nearest of the hits within reach; hits->count: none. */
static size_t nearest_of(const geo_features *streets, const geo_hits *hits,
                         const double *distances_m, double reach_m)
{
    size_t best = hits->count;
    for (size_t k = 0; k < hits->count; k++) {
        if (!(distances_m[k] <= reach_m))
            continue;
        if (best == hits->count || distances_m[k] < distances_m[best] ||
            (distances_m[k] == distances_m[best] &&
             goes_before(streets, hits->items[k], hits->items[best])))
            best = k;
    }
    return best;
}

/* The nearest that has a name or a year; for what is to be part of the street, of those that it
 * lies along. */
static geo_status street_beside(geo_ctx *ctx, const geo_potential *potential,
                                geo_potential_worker *worker, const geo_geom *polygon,
                                double reach_m, bool is_part, uint32_t *out)
{
    const geo_features *streets = &potential->features[GEO_POTENTIAL_STREET];
    const geo_hits *hits = &worker->hits;
    double *distances_m = geo_alloc(hits->count, sizeof *distances_m);
    bool fits = false;
    size_t k = 0;
    if (!distances_m)
        return geo_fail_nomem(ctx);
    geo_status status = measure_streets(ctx, potential, worker, polygon, distances_m);
    while (status == GEO_OK && !fits &&
           (k = nearest_of(streets, hits, distances_m, reach_m)) < hits->count) {
        fits = !is_part;
        if (is_part)
            status =
                lies_along(ctx, worker, polygon, &streets->geoms[hits->items[k]], reach_m, &fits);
        distances_m[k] = INFINITY;
    }
    if (status == GEO_OK && fits)
        *out = hits->items[k];
    geo_free(distances_m);
    return status;
}

static geo_status find_street(geo_ctx *ctx, const geo_potential_inputs *inputs,
                              geo_potential *potential, geo_potential_worker *worker, size_t at)
{
    geo_potential_piece *piece = &potential->pieces.items[at];
    const geo_geom *polygon = &potential->features[GEO_POTENTIAL_GROUND].geoms[piece->ground];
    double reach_m =
        geo_potential_number_of(inputs->tables, piece->kind, GEO_POTENTIAL_STREET_REACH);
    geo_box box = geo_box_grow(geo_box_of(polygon), reach_m + GEO_SLACK_M);
    uint32_t found = GEO_POTENTIAL_NO_STREET;
    if (!potential->trees[GEO_POTENTIAL_STREET])
        return GEO_OK;
    geo_status status =
        geo_rtree_search(ctx, potential->trees[GEO_POTENTIAL_STREET], box, &worker->hits);
    if (status == GEO_OK)
        status = street_through(ctx, potential, worker, polygon, &found);
    if (found != GEO_POTENTIAL_NO_STREET &&
        !is_told(&potential->features[GEO_POTENTIAL_STREET], found))
        found = GEO_POTENTIAL_NO_STREET;
    if (status == GEO_OK && found == GEO_POTENTIAL_NO_STREET)
        status = street_beside(ctx, potential, worker, polygon, reach_m, piece->by_street, &found);
    piece->street = found;
    return status;
}

/* ---- pieces ---- */

static bool take_piece(const geo_potential_inputs *inputs, geo_potential *potential, uint32_t i)
{
    const geo_features *ground = &potential->features[GEO_POTENTIAL_GROUND];
    double level = ground->number[GROUND_LEVEL][i];
    const geo_rule_case asked = {
        .word = {[GEO_RULE_CLASS] = ground->text[GROUND_CLASS][i],
                 [GEO_RULE_PHYSICAL] = ground->text[GROUND_PHYSICAL][i],
                 [GEO_RULE_PLUS] = ground->text[GROUND_PLUS][i],
                 [GEO_RULE_FUNCTION] = ground->text[GROUND_FUNCTION][i]},
        .value = {[GEO_RULE_WIDTH] = INFINITY, [GEO_RULE_AREA] = geo_geom_area(&ground->geoms[i])}};
    if (!isnan(level) && level != 0)
        return true;
    geo_potential_fit fit = geo_potential_fit_of(inputs->tables, &asked);
    geo_potential_piece piece = {fit.kind, fit.place, GEO_POTENTIAL_NO_STREET, i, fit.by_street};
    return !fit.kind || geo_vec_push(&potential->pieces, piece);
}

static bool is_joined(const geo_potential_piece *piece)
{
    return piece->by_street && piece->street != GEO_POTENTIAL_NO_STREET;
}

/* Pieces of one candidate beside each other, by the ids of the ground within. */
static int by_candidate(const void *a, const void *b, void *self)
{
    const geo_features *ground = self;
    const geo_potential_piece *one = a, *other = b;
    if (is_joined(one) != is_joined(other))
        return is_joined(one) ? -1 : 1;
    if (is_joined(one) && one->street != other->street)
        return one->street < other->street ? -1 : 1;
    int order = is_joined(one) ? strcmp(one->kind->name, other->kind->name) : 0;
    if (order == 0)
        order = strcmp(ground->ids[one->ground], ground->ids[other->ground]);
    return order ? order : (one->ground > other->ground) - (one->ground < other->ground);
}

static bool is_one(const geo_potential_piece *a, const geo_potential_piece *b)
{
    return is_joined(a) && is_joined(b) && a->street == b->street && a->kind == b->kind;
}

/* ---- candidates ---- */

static const char *id_of(geo_potential *potential, const geo_potential_piece *piece)
{
    geo_text text = GEO_TEXT_INIT;
    if (!is_joined(piece))
        return potential->features[GEO_POTENTIAL_GROUND].ids[piece->ground];
    geo_text_addf(&text, "%s:%s", potential->features[GEO_POTENTIAL_STREET].ids[piece->street],
                  piece->kind->name);
    const char *id =
        text.failed ? NULL : geo_arena_strndup(potential->arena, text.data, text.length);
    geo_text_release(&text);
    return id;
}

static const geo_potential_row EMPTY = {.place_m2 = NAN,
                                        .area_m2 = NAN,
                                        .wet_m3 = NAN,
                                        .dry_m3 = NAN,
                                        .m3_per_m2 = NAN,
                                        .cost_eur = NAN,
                                        .m3_per_eur = NAN,
                                        .eur_per_m3 = NAN,
                                        .ghg_m = NAN,
                                        .slope_pct = NAN,
                                        .level_m = NAN,
                                        .k_m_d = NAN,
                                        .renewal_year = NAN,
                                        .deficit_m3 = NAN,
                                        .downstream_m3 = NAN,
                                        .removed_m3 = NAN,
                                        .removed_m2 = NAN,
                                        .removed_eur = NAN,
                                        .rank_m2 = NAN,
                                        .rank_eur = NAN,
                                        .terms = {NAN, NAN, NAN, NAN, NAN},
                                        .score = NAN,
                                        .score_weight = NAN,
                                        .confidence = GEO_CONFIDENCE_HIGH};

static geo_status add_item(geo_ctx *ctx, geo_potential *potential, size_t first, size_t count)
{
    const geo_potential_piece *piece = &potential->pieces.items[first];
    const geo_features *ground = &potential->features[GEO_POTENTIAL_GROUND];
    const geo_features *streets = &potential->features[GEO_POTENTIAL_STREET];
    geo_potential_item item = {
        .row = EMPTY, .kind = piece->kind, .first = first, .count = count, .street = piece->street};
    item.row.place = piece->place;
    item.row.measure = piece->kind->name;
    item.row.source = ground->text[GROUND_SOURCE][piece->ground];
    item.row.date = ground->text[GROUND_DATE][piece->ground];
    if (piece->street != GEO_POTENTIAL_NO_STREET)
        item.row.street = streets->text[STREET_NAME][piece->street];
    if (is_joined(piece))
        item.row.renewal_year = streets->number[STREET_RENEWAL][piece->street];
    if (!(item.row.id = id_of(potential, piece)) || !geo_vec_push(&potential->items, item))
        return geo_fail_nomem(ctx);
    return GEO_OK;
}

static int by_id(const void *a, const void *b)
{
    const geo_potential_item *one = a, *other = b;
    int order = strcmp(one->row.id, other->row.id);
    return order ? order : (one->first > other->first) - (one->first < other->first);
}

static geo_status gather(geo_ctx *ctx, geo_potential *potential)
{
    const geo_potential_piece *pieces = potential->pieces.items;
    size_t count = potential->pieces.count;
    geo_status status = GEO_OK;
    if (count == 0)
        return GEO_OK;
    qsort_r(potential->pieces.items, count, sizeof *pieces, by_candidate,
            &potential->features[GEO_POTENTIAL_GROUND]);
    for (size_t first = 0, next; status == GEO_OK && first < count; first = next) {
        for (next = first + 1; next < count && is_one(&pieces[first], &pieces[next]); next++)
            ;
        status = add_item(ctx, potential, first, next - first);
    }
    if (status == GEO_OK)
        qsort(potential->items.items, potential->items.count, sizeof *potential->items.items,
              by_id);
    return status;
}

geo_status geo_potential_read(geo_ctx *ctx, const geo_potential_inputs *inputs,
                              geo_potential *potential)
{
    geo_status status = read_layers(ctx, inputs, potential);
    size_t count = potential->features[GEO_POTENTIAL_GROUND].count;
    for (uint32_t i = 0; status == GEO_OK && i < count; i++)
        if (!take_piece(inputs, potential, i))
            status = geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status =
            geo_potential_each(ctx, inputs, potential, 0, potential->pieces.count, find_street);
    return status == GEO_OK ? gather(ctx, potential) : status;
}
