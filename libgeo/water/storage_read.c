/* Objects of the layers: their numbers checked, in the order in which places are given out. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "water/storage_numbers.h"
#include "water/storage_parts.h"

const char *const GEO_STORAGE_LAYER[GEO_STORAGE_LAYERS_COUNT] = {"storage", "building", "water",
                                                                 "sink"};

enum { SOURCE, DATE, WORD, SAID, TEXTS = SAID + 4 };   /* text; SAID: numbers as they stand there */
enum { DEPTH, VOIDS, COVER, OVERFLOW };                /* number, of storage */
enum { SUMMER, WINTER, HIGHEST };                      /* of water */
enum { VOLUME, DEPTH_MAX, PIT, SPILL, WATERY, BUILT }; /* of sink */

static const char *const TEXT[GEO_STORAGE_LAYERS_COUNT][TEXTS] = {
    {"source", "source_date", "kind", "depth_m", "void_frac", "cover_m", "overflow_m"},
    {"source", "source_date", "roof"},
    {"source", "source_date", "class", "target_level_summer_m", "target_level_winter_m",
     "max_level_m"},
    {"source", "source_date", "parent_id"}};
/* Of these, how many numbers there are. */
static const size_t SAID_COUNT[GEO_STORAGE_LAYERS_COUNT] = {4, 0, 3, 0};
static const char *const OBJECT_NUMBER[] = {"depth_m", "void_frac", "cover_m", "overflow_m"};
static const char *const WATER_NUMBER[] = {"target_level_summer_m", "target_level_winter_m",
                                           "max_level_m"};
static const char *const DIP_NUMBER[] = {"volume_m3", "depth_max_m", "z_pit_m",
                                         "z_spill_m", "on_water",    "on_building"};

geo_source_options geo_storage_wants(geo_storage_layer layer)
{
    static const char *const *const number[] = {OBJECT_NUMBER, NULL, WATER_NUMBER, DIP_NUMBER};
    static const size_t counts[] = {4, 0, 3, 6};
    geo_source_options options = {.default_layer = GEO_STORAGE_LAYER[layer],
                                  .text = TEXT[layer],
                                  .text_count = SAID + SAID_COUNT[layer],
                                  .number = number[layer],
                                  .number_count = counts[layer]};
    options.geometry_kinds[GEO_GEOM_POLYGON] = true;
    return options;
}

/* ---- one layer each ---- */

static geo_status are_numbers(geo_ctx *ctx, const geo_features *from, geo_storage_layer layer,
                              size_t i)
{
    geo_status status = GEO_OK;
    for (size_t n = 0; status == GEO_OK && n < SAID_COUNT[layer]; n++) {
        const geo_storage_said said = {GEO_STORAGE_LAYER[layer], from->ids[i],
                                       TEXT[layer][SAID + n]};
        status = geo_storage_check_number(ctx, &said, from->text[SAID + n][i], from->number[n][i]);
    }
    return status;
}

static geo_status are_in_range(geo_ctx *ctx, const geo_storage_row *row)
{
    geo_status status = geo_storage_check_voids(
        ctx, &(geo_storage_said){"storage", row->id, "void_frac"}, row->void_frac);
    if (status == GEO_OK)
        status = geo_storage_check_depth(ctx, &(geo_storage_said){"storage", row->id, "depth_m"},
                                         row->depth_m);
    return status == GEO_OK
               ? geo_storage_check_depth(ctx, &(geo_storage_said){"storage", row->id, "cover_m"},
                                         row->cover_m)
               : status;
}

/* NULL too for what layers water and sink tell: a polygon in layer storage has no levels. */
static const geo_storage_kind *kind_of(const geo_storage_inputs *inputs, const char *word)
{
    const geo_storage_kind *kind = word ? geo_storage_kinds_find(inputs->kinds, word) : NULL;
    bool other = kind && (kind->rule == GEO_STORAGE_FREEBOARD || kind->rule == GEO_STORAGE_SINK);
    return other ? NULL : kind;
}

static geo_status take_object(geo_ctx *ctx, const geo_storage_inputs *inputs,
                              const geo_features *from, size_t i, geo_storage_item *item)
{
    const char *word = from->text[WORD][i];
    geo_storage_row *row = &item->row;
    item->counts = true;
    row->depth_m = from->number[DEPTH][i];
    row->void_frac = from->number[VOIDS][i];
    row->cover_m = from->number[COVER][i];
    item->overflow_m = from->number[OVERFLOW][i];
    item->kind = kind_of(inputs, word);
    row->kind = item->kind ? item->kind->name : word;
    item->is_piece = item->kind && item->kind->rule == GEO_STORAGE_PIECE;
    geo_status status = geo_storage_check_level(
        ctx, &(geo_storage_said){"storage", row->id, "overflow_m"}, item->overflow_m);
    return status == GEO_OK ? are_in_range(ctx, row) : status;
}

/* Every building takes its place; only a roof that holds water gets a row. */
static geo_status take_roof(geo_ctx *ctx, const geo_storage_inputs *inputs,
                            const geo_features *from, size_t i, geo_storage_item *item)
{
    (void)ctx;
    item->kind = kind_of(inputs, from->text[WORD][i]);
    item->counts = item->kind != NULL;
    item->row.kind = item->kind ? item->kind->name : NULL;
    return GEO_OK;
}

/* The kind that has this rule: water and depressions are known by their layer. */
static geo_status kind_by_rule(geo_ctx *ctx, const geo_storage_inputs *inputs, const char *name,
                               geo_storage_rule rule, geo_storage_item *item)
{
    item->kind = geo_storage_kinds_find(inputs->kinds, name);
    if (!item->kind || item->kind->rule != rule)
        return geo_fail(ctx, GEO_ERR_FORMAT,
                        "storage kinds: there is no kind '%s', or of another rule", name);
    item->row.kind = item->kind->name;
    item->counts = true;
    return GEO_OK;
}

/* Levels, and how far the water may rise from the lower of its targets. */
static geo_status check_levels(geo_ctx *ctx, const geo_features *from, size_t i)
{
    double rise = from->number[HIGHEST][i] - fmin(from->number[SUMMER][i], from->number[WINTER][i]);
    geo_status status = GEO_OK;
    for (int n = SUMMER; status == GEO_OK && n <= HIGHEST; n++)
        status = geo_storage_check_level(
            ctx, &(geo_storage_said){"water", from->ids[i], WATER_NUMBER[n]}, from->number[n][i]);
    if (status != GEO_OK || !(rise > 0))
        return status;
    return geo_storage_check_depth(
        ctx, &(geo_storage_said){"water", from->ids[i], "max_level_m over the target level"}, rise);
}

static geo_status take_water(geo_ctx *ctx, const geo_storage_inputs *inputs,
                             const geo_features *from, size_t i, geo_storage_item *item)
{
    item->summer_m = from->number[SUMMER][i];
    item->winter_m = from->number[WINTER][i];
    item->highest_m = from->number[HIGHEST][i];
    geo_status status = check_levels(ctx, from, i);
    return status == GEO_OK ? kind_by_rule(ctx, inputs, "water", GEO_STORAGE_FREEBOARD, item)
                            : status;
}

static geo_status take_dip(geo_ctx *ctx, const geo_storage_inputs *inputs, const geo_features *from,
                           size_t i, geo_storage_item *item)
{
    item->volume_m3 = from->number[VOLUME][i];
    item->pit_m = from->number[PIT][i];
    item->row.depth_m = from->number[DEPTH_MAX][i];
    item->row.z_spill_m = from->number[SPILL][i];
    geo_storage_doubt(item, GEO_CONFIDENCE_MEDIUM);
    if (from->number[WATERY][i] > 0.5)
        geo_storage_mark(item, GEO_STORAGE_ON_WATER);
    if (from->number[BUILT][i] > 0.5)
        geo_storage_mark(item, GEO_STORAGE_ON_BUILDING);
    if (from->number[WATERY][i] > 0.5 || from->number[BUILT][i] > 0.5)
        geo_storage_doubt(item, GEO_CONFIDENCE_LOW);
    if (!(item->volume_m3 >= 0) || isnan(item->row.z_spill_m))
        return geo_fail(ctx, GEO_ERR_FORMAT,
                        "sink '%s' has no volume_m3 of 0 or more, or no z_spill_m: is this of "
                        "gn-sinks?",
                        item->row.id);
    return kind_by_rule(ctx, inputs, "laagte", GEO_STORAGE_SINK, item);
}

typedef geo_status (*take_fn)(geo_ctx *ctx, const geo_storage_inputs *inputs,
                              const geo_features *from, size_t i, geo_storage_item *item);
static const take_fn TAKE[GEO_STORAGE_LAYERS_COUNT] = {take_object, take_roof, take_water,
                                                       take_dip};

static geo_status take_feature(geo_ctx *ctx, const geo_storage_inputs *inputs,
                               geo_storage_layer layer, size_t i, geo_storage_book *book)
{
    const geo_features *from = &book->features[layer];
    geo_storage_item item = {.whole = &from->geoms[i],
                             .place = i,
                             .volume_m3 = NAN,
                             .pit_m = NAN,
                             .overflow_m = NAN,
                             .summer_m = NAN,
                             .winter_m = NAN,
                             .highest_m = NAN};
    const char *source = from->text[SOURCE][i];
    item.row = (geo_storage_row){.layer = layer,
                                 .id = from->ids[i],
                                 .source = source ? source : geo_source_name(inputs->layers[layer]),
                                 .date = from->text[DATE][i],
                                 .shape = item.whole,
                                 .area_m2 = geo_geom_area(item.whole),
                                 .depth_m = NAN,
                                 .void_frac = NAN,
                                 .cover_m = NAN,
                                 .wet_m3 = NAN,
                                 .dry_m3 = NAN,
                                 .mm = NAN,
                                 .z_spill_m = NAN,
                                 .empty_h = NAN,
                                 .confidence = GEO_CONFIDENCE_HIGH};
    geo_status status = are_numbers(ctx, from, layer, i);
    if (status == GEO_OK)
        status = TAKE[layer](ctx, inputs, from, i, &item);
    if (status == GEO_OK && !geo_vec_push(&book->items, item))
        status = geo_fail_nomem(ctx);
    return status;
}

static geo_status take_sinks(geo_ctx *ctx, const geo_storage_inputs *inputs, geo_storage_book *book)
{
    const geo_features *from = &book->features[GEO_STORAGE_DIP];
    geo_storage_tally *tally = &book->tally;
    geo_storage_fate *fates = NULL;
    geo_status status = geo_storage_nest(ctx, from, from->text[WORD], from->number[BUILT], &fates);
    for (size_t i = 0; status == GEO_OK && i < from->count; i++) {
        tally->inner += fates[i] == GEO_STORAGE_INNER;
        if (fates[i] == GEO_STORAGE_YARD && tally->yards++ == 0)
            tally->first_yard = from->ids[i];
        if (fates[i] == GEO_STORAGE_COUNTED)
            status = take_feature(ctx, inputs, GEO_STORAGE_DIP, i, book);
    }
    geo_free(fates);
    return status;
}

/* ---- all ---- */

static int by_layer_and_id(const void *a, const void *b)
{
    const geo_storage_item *one = a, *other = b;
    if (one->row.layer != other->row.layer)
        return one->row.layer < other->row.layer ? -1 : 1;
    int order = strcmp(one->row.id, other->row.id);
    return order ? order : (one->place > other->place) - (one->place < other->place);
}

geo_status geo_storage_read(geo_ctx *ctx, const geo_storage_inputs *inputs, geo_storage_book *book)
{
    geo_status status = GEO_OK;
    for (int layer = 0; status == GEO_OK && layer < GEO_STORAGE_LAYERS_COUNT; layer++) {
        geo_features *features = &book->features[layer];
        if (!inputs->layers[layer])
            continue;
        status = geo_source_read(ctx, inputs->layers[layer], NULL, features);
        if (status == GEO_OK && layer == GEO_STORAGE_DIP)
            status = take_sinks(ctx, inputs, book);
        for (size_t i = 0; status == GEO_OK && layer != GEO_STORAGE_DIP && i < features->count; i++)
            status = take_feature(ctx, inputs, (geo_storage_layer)layer, i, book);
    }
    if (status == GEO_OK && book->items.count > 0)
        qsort(book->items.items, book->items.count, sizeof *book->items.items, by_layer_and_id);
    return status;
}
