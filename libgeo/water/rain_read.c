/* Depressions as a forest, ground in the order in which places are given out, neighbourhoods. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "water/rain_parts.h"

const char *const GEO_RAIN_LAYER[GEO_RAIN_LAYERS] = {"sink",          "catchment", "storage_book",
                                                     "building",      "water",     "landcover",
                                                     "neighbourhood", "measure"};

enum { PARENT, CHILD_A, CHILD_B, SPILL_TO }; /* text of sink */
enum { VOLUME, SPILL_LEVEL, BUILT };         /* number of sink */
enum { CLASS, PHYSICAL };                    /* text of water (class alone) and landcover */
enum { CODE, NAME, KIND };                   /* text of neighbourhood */

static const char *const SINK_TEXT[] = {"parent_id", "child_a", "child_b", "spill_to"};
static const char *const SINK_NUMBER[] = {"volume_m3", "z_spill_m", "on_building"};
static const char *const BOOK_TEXT[] = {"layer", "kind"};
static const char *const BOOK_NUMBER[] = {"vol_wet_m3", "vol_dry_m3", "empty_h"};
static const char *const LAND_TEXT[] = {"class", "physical"};
static const char *const LAND_NUMBER[] = {"level"};
static const char *const AREA_TEXT[] = {"code", "name", "kind"};
/* Numbers as they stand there too. */
static const char *const MEASURE_TEXT[] = {"kind",       "surface", "vol_wet_m3",
                                           "vol_dry_m3", "empty_h", "volume_m3",
                                           "count",      "depth_m", "void_frac"};
static const struct {
    const char *const *text, *const *number;
    size_t texts, numbers;
} WANTS[GEO_RAIN_LAYERS] = {[GEO_RAIN_SINK] = {SINK_TEXT, SINK_NUMBER, 4, 3},
                            [GEO_RAIN_BOOK] = {BOOK_TEXT, BOOK_NUMBER, 2, 3},
                            [GEO_RAIN_WATER] = {LAND_TEXT, NULL, 1, 0},
                            [GEO_RAIN_LANDCOVER] = {LAND_TEXT, LAND_NUMBER, 2, 1},
                            [GEO_RAIN_NEIGHBOURHOOD] = {AREA_TEXT, NULL, 3, 0},
                            [GEO_RAIN_MEASURE] = {MEASURE_TEXT, MEASURE_TEXT + 2, 9, 7}};

geo_source_options geo_rain_wants(geo_rain_layer layer)
{
    geo_source_options options = {.default_layer =
                                      layer == GEO_RAIN_MEASURE ? NULL : GEO_RAIN_LAYER[layer],
                                  .text = WANTS[layer].text,
                                  .text_count = WANTS[layer].texts,
                                  .number = WANTS[layer].number,
                                  .number_count = WANTS[layer].numbers};
    options.geometry_kinds[GEO_GEOM_POLYGON] = true;
    return options;
}

int geo_rain_compare_ids(const char *a, const char *b)
{
    size_t la = strlen(a), lb = strlen(b);
    bool digits = strspn(a, "0123456789") == la && strspn(b, "0123456789") == lb;
    if (digits && la != lb)
        return la < lb ? -1 : 1;
    return strcmp(a, b);
}

/* ---- order of rows ---- */

typedef struct ranked {
    const char *id;
    size_t at;
} ranked;

static int by_id(const void *a, const void *b)
{
    const ranked *one = a, *other = b;
    int order = geo_rain_compare_ids(one->id, other->id);
    return order ? order : (one->at > other->at) - (one->at < other->at);
}

/* Rows in the order of their ids; the caller frees. NULL: no memory. */
static ranked *ranks_of(const geo_features *from, const char *const *names)
{
    ranked *ranks = geo_alloc(from->count, sizeof *ranks);
    for (size_t i = 0; ranks && i < from->count; i++)
        ranks[i] = (ranked){names && names[i] ? names[i] : from->ids[i], i};
    if (ranks && from->count > 1)
        qsort(ranks, from->count, sizeof *ranks, by_id);
    return ranks;
}

/* ---- depressions ---- */

static geo_status node_of(geo_ctx *ctx, const geo_map *known, const char *id, const char *name,
                          const char *what, uint32_t *out)
{
    const uint32_t *found = name ? geo_map_get(known, name, strlen(name)) : NULL;
    if (name && !found)
        return geo_fail(ctx, GEO_ERR_FORMAT, "sink '%s': %s '%s' is not in the layer", id, what,
                        name);
    *out = found ? *found : 0;
    return GEO_OK;
}

static geo_status take_sink(geo_ctx *ctx, const geo_features *from, const ranked *rank,
                            geo_rain_town *town, geo_map *known)
{
    size_t i = rank->at;
    if (geo_map_get(known, rank->id, strlen(rank->id)))
        return geo_fail(ctx, GEO_ERR_FORMAT, "sink '%s' is there twice", rank->id);
    if (!(from->number[VOLUME][i] >= 0) || isnan(from->number[SPILL_LEVEL][i]))
        return geo_fail(ctx, GEO_ERR_FORMAT,
                        "sink '%s' has no volume_m3 or z_spill_m: is this of gn-sinks?", rank->id);
    const geo_rain_sink sink = {rank->id, &from->geoms[i], NULL, from->number[SPILL_LEVEL][i],
                                from->number[BUILT][i] >= 1};
    const geo_rain_node node = {.room_m3 = from->number[VOLUME][i]};
    bool good = geo_map_set(known, rank->id, strlen(rank->id), (uint32_t)town->sinks.count) &&
                geo_vec_push(&town->sinks, sink) && geo_vec_push(&town->nodes, node);
    return good ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status tie_sink(geo_ctx *ctx, const geo_features *from, const ranked *rank,
                           const geo_map *known, geo_rain_node *node)
{
    uint32_t *const ends[] = {&node->parent, &node->child_a, &node->child_b, &node->spill_to};
    geo_status status = GEO_OK;
    for (int k = 0; status == GEO_OK && k < 4; k++)
        status = node_of(ctx, known, rank->id, from->text[k][rank->at], SINK_TEXT[k], ends[k]);
    return status;
}

static geo_status take_catchment(geo_ctx *ctx, const geo_features *from, size_t i,
                                 const geo_map *known, geo_rain_town *town)
{
    const uint32_t *sink = geo_map_get(known, from->ids[i], strlen(from->ids[i]));
    if (!sink || town->nodes.items[*sink].child_a || town->sinks.items[*sink].catchment)
        return geo_fail(ctx, GEO_ERR_FORMAT,
                        "catchment '%s' is not that of one depression without children",
                        from->ids[i]);
    town->sinks.items[*sink].catchment = &from->geoms[i];
    return GEO_OK;
}

static geo_status take_sinks(geo_ctx *ctx, geo_rain_town *town)
{
    const geo_features *from = &town->features[GEO_RAIN_SINK];
    const geo_features *catchments = &town->features[GEO_RAIN_CATCHMENT];
    ranked *ranks = ranks_of(from, NULL);
    geo_map *known = geo_map_new();
    bool good = ranks && known && geo_vec_push(&town->sinks, (geo_rain_sink){0}) &&
                geo_vec_push(&town->nodes, (geo_rain_node){0});
    geo_status status = good ? GEO_OK : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < from->count; i++)
        status = take_sink(ctx, from, &ranks[i], town, known);
    for (size_t i = 0; status == GEO_OK && i < from->count; i++)
        status = tie_sink(ctx, from, &ranks[i], known, &town->nodes.items[i + 1]);
    for (size_t i = 0; status == GEO_OK && i < catchments->count; i++)
        status = take_catchment(ctx, catchments, i, known, town);
    geo_free(ranks);
    geo_map_free(known);
    return status;
}

/* ---- ground ---- */

/* What lies on the ground: bridges and tunnels lie over and under it. */
static bool is_ground(const geo_features *from, geo_rain_layer layer, size_t i)
{
    double level = layer == GEO_RAIN_LANDCOVER ? from->number[0][i] : 0;
    return isnan(level) || level == 0;
}

static geo_rain_share share_of(const geo_rain_inputs *inputs, const geo_features *from,
                               geo_rain_layer layer, size_t i)
{
    const char *words[2] = {NULL, GEO_RAIN_LAYER[layer]};
    if (layer == GEO_RAIN_LANDCOVER) {
        words[0] = from->text[PHYSICAL][i];
        words[1] = from->text[CLASS][i];
    } else if (layer == GEO_RAIN_WATER) {
        words[0] = from->text[CLASS][i];
    }
    return geo_rain_cover_find(inputs->cover, words, 2);
}

static geo_status take_layer(geo_ctx *ctx, const geo_rain_inputs *inputs, geo_rain_layer layer,
                             geo_rain_town *town)
{
    const geo_features *from = &town->features[layer];
    if (!town->is_read[layer])
        return GEO_OK;
    ranked *ranks = ranks_of(from, NULL);
    bool good = ranks && geo_vec_room(&town->patches, from->count);
    for (size_t k = 0; good && k < from->count; k++) {
        size_t i = ranks[k].at;
        const geo_rain_patch patch = {&from->geoms[i], share_of(inputs, from, layer, i), false,
                                      false, false};
        if (is_ground(from, layer, i))
            good = geo_vec_push(&town->patches, patch);
    }
    geo_free(ranks);
    return good ? GEO_OK : geo_fail_nomem(ctx);
}

static bool is_same(const geo_geom *a, const geo_geom *b)
{
    return a->point_count == b->point_count && a->end_count == b->end_count &&
           memcmp(a->points, b->points, a->point_count * sizeof *a->points) == 0 &&
           memcmp(a->ends, b->ends, a->end_count * sizeof *a->ends) == 0;
}

/* A register's pond lies in layers water and landcover alike, and measures are made of yards. What
 * two outlines have of a cell on their edge tells not that it is the same part: the second would
 * take as much again, of its neighbour. */
static geo_status find_same(geo_ctx *ctx, geo_rain_town *town)
{
    geo_map *known = geo_map_new();
    bool good = known != NULL;
    for (size_t i = 0; good && i < town->patches.count; i++) {
        geo_rain_patch *patch = &town->patches.items[i];
        const geo_box box = geo_box_of(patch->shape);
        const uint32_t *found = geo_map_get(known, (const char *)&box, sizeof box);
        const geo_rain_patch *first = found ? &town->patches.items[*found] : NULL;
        if (first && is_same(first->shape, patch->shape)) {
            patch->is_again = !first->is_measure;
            patch->is_measure_again = first->is_measure;
        }
        if (!first || first->is_measure)
            good = geo_map_set(known, (const char *)&box, sizeof box, (uint32_t)i);
    }
    geo_map_free(known);
    return good ? GEO_OK : geo_fail_nomem(ctx);
}

/* ---- neighbourhoods ---- */

/* Parts of one neighbourhood, or two years of it: nobody says which, so that they are not joined.
 */
static void warn_codes(geo_ctx *ctx, const geo_rain_town *town)
{
    const geo_rain_area *areas = town->areas.items;
    const char *first = NULL;
    size_t again = 0;
    for (size_t i = 2; i < town->areas.count; i++)
        if (strcmp(areas[i].id, areas[i - 1].id) == 0) {
            first = first ? first : areas[i].id;
            again++;
        }
    if (again)
        geo_warn(ctx,
                 "layer neighbourhood has areas with the code of another one: %zu (first: '%s'); "
                 "each has a row",
                 again, first);
}

static geo_status take_areas(geo_ctx *ctx, geo_rain_town *town)
{
    const geo_features *from = &town->features[GEO_RAIN_NEIGHBOURHOOD];
    ranked *ranks = NULL;
    bool good = geo_vec_push(&town->areas, (geo_rain_area){0});
    if (good && town->is_read[GEO_RAIN_NEIGHBOURHOOD]) {
        ranks = ranks_of(from, from->text[CODE]);
        good = ranks != NULL;
    }
    for (size_t k = 0; ranks && good && k < from->count; k++) {
        size_t i = ranks[k].at;
        const char *kind = from->text[KIND][i];
        const geo_rain_area area = {ranks[k].id, from->text[NAME][i], &from->geoms[i]};
        if (!kind || strcmp(kind, "buurt") == 0)
            good = geo_vec_push(&town->areas, area);
    }
    geo_free(ranks);
    if (good && town->is_read[GEO_RAIN_NEIGHBOURHOOD] && town->areas.count == 1)
        return geo_fail(ctx, GEO_ERR_NOTFOUND,
                        "layer neighbourhood has nothing of kind 'buurt': there is no row to make");
    if (good)
        warn_codes(ctx, town);
    return good ? GEO_OK : geo_fail_nomem(ctx);
}

/* ---- all ---- */

geo_status geo_rain_read(geo_ctx *ctx, const geo_rain_inputs *inputs,
                         const geo_rain_options *options, geo_rain_town *town,
                         geo_rain_tally *tally)
{
    geo_status status = GEO_OK;
    for (int layer = 0; status == GEO_OK && layer < GEO_RAIN_LAYERS; layer++) {
        if (!inputs->layers[layer])
            continue;
        status = geo_source_read(ctx, inputs->layers[layer], NULL, &town->features[layer]);
        town->is_read[layer] = status == GEO_OK;
    }
    if (status == GEO_OK)
        status = take_sinks(ctx, town);
    /* Buildings stand on whatever measures make of the ground. */
    if (status == GEO_OK)
        status = take_layer(ctx, inputs, GEO_RAIN_BUILDING, town);
    if (status == GEO_OK)
        status = geo_rain_read_objects(ctx, inputs, options, town, tally);
    if (status == GEO_OK)
        status = take_layer(ctx, inputs, GEO_RAIN_WATER, town);
    if (status == GEO_OK)
        status = take_layer(ctx, inputs, GEO_RAIN_LANDCOVER, town);
    if (status == GEO_OK)
        status = find_same(ctx, town);
    return status == GEO_OK ? take_areas(ctx, town) : status;
}

void geo_rain_town_release(geo_rain_town *town)
{
    for (int layer = 0; layer < GEO_RAIN_LAYERS; layer++)
        geo_features_release(&town->features[layer]);
    geo_free(town->sinks.items);
    geo_free(town->nodes.items);
    geo_free(town->shares);
    geo_free(town->objects.items);
    geo_free(town->patches.items);
    geo_free(town->areas.items);
}
