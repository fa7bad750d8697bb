/* Objects that hold water, of the book and of measures; how much room they leave the depressions in
 * which they lie; and measures that change the ground. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "water/rain_parts.h"
#include "water/storage_numbers.h"

enum { LAYER, KIND };                                  /* text of the book */
enum { WET, DRY, EMPTY, VOLUME, COUNT, DEPTH, VOIDS }; /* number; the book has three */
/* Text of measures; MEASURE_SAID: their numbers as they stand there. */
enum { MEASURE_KIND, MEASURE_SURFACE, MEASURE_SAID };
/* Books are rounded to litres. */
#define ROUNDED_M3 0.001
#define SAME_PLACE_M 0.1

static void count_unknown(const geo_rain_object *object, geo_rain_tally *tally)
{
    if (isnan(object->volume_m3) && tally->no_volume++ == 0)
        tally->first_no_volume = object->id;
}

static geo_status check_volume(geo_ctx *ctx, const geo_rain_object *object)
{
    if (object->volume_m3 < 0 || isinf(object->volume_m3))
        return geo_fail(ctx, GEO_ERR_RANGE, "storage '%s': a volume of %g m3", object->id,
                        object->volume_m3);
    if (object->empty_h < 0)
        return geo_fail(ctx, GEO_ERR_RANGE, "storage '%s': empty after %g hours", object->id,
                        object->empty_h);
    return GEO_OK;
}

static void set_kind(const geo_storage_kind *kind, geo_rain_object *object)
{
    object->is_own_rain = kind && kind->rule == GEO_STORAGE_AREA;
    object->is_water = object->is_water || (kind && kind->rule == GEO_STORAGE_FREEBOARD);
}

/* ---- the book ---- */

static const geo_storage_kind *kind_of(const geo_rain_inputs *inputs, const char *word)
{
    return word ? geo_storage_kinds_find(inputs->kinds, word) : NULL;
}

static geo_status take_object(geo_ctx *ctx, const geo_rain_inputs *inputs,
                              const geo_rain_options *options, size_t i, geo_rain_town *town,
                              geo_rain_tally *tally)
{
    const geo_features *from = &town->features[GEO_RAIN_BOOK];
    const char *layer = from->text[LAYER][i];
    if (!layer)
        return geo_fail(ctx, GEO_ERR_FORMAT,
                        "the storage book does not say of which layer '%s' is: is this of "
                        "gn-storage?",
                        from->ids[i]);
    geo_rain_object object = {.id = from->ids[i],
                              .shape = &from->geoms[i],
                              .area_m2 = geo_geom_area(&from->geoms[i]),
                              .volume_m3 =
                                  from->number[options->season == GEO_RAIN_WET ? WET : DRY][i],
                              .empty_h = from->number[EMPTY][i],
                              .is_water = strcmp(layer, "water") == 0};
    set_kind(kind_of(inputs, from->text[KIND][i]), &object);
    count_unknown(&object, tally);
    geo_status status = check_volume(ctx, &object);
    if (status == GEO_OK && !geo_vec_push(&town->objects, object))
        status = geo_fail_nomem(ctx);
    return status;
}

static geo_status other_sinks(geo_ctx *ctx, const char *id, const char *what)
{
    geo_hint(ctx, "make the book again: gn-storage --sinks, with the depressions named here");
    return geo_fail(ctx, GEO_ERR_FORMAT, "the storage book has a depression '%s' %s", id, what);
}

static bool lies_in(geo_box inner, geo_box outer)
{
    outer = geo_box_grow(outer, SAME_PLACE_M);
    return inner.xmin >= outer.xmin && inner.ymin >= outer.ymin && inner.xmax <= outer.xmax &&
           inner.ymax <= outer.ymax;
}

/* What the book leaves of a depression. It has those that are counted, each for all within it.
 * Depressions are numbered alike in every file: one of another file has another place or room. */
static geo_status take_share(geo_ctx *ctx, const geo_map *known, size_t i, geo_rain_town *town)
{
    const geo_features *from = &town->features[GEO_RAIN_BOOK];
    const char *id = from->ids[i];
    const uint32_t *sink = geo_map_get(known, id, strlen(id));
    double volume = from->number[WET][i];
    if (!sink)
        return other_sinks(ctx, id, "that layer sink has not");
    double room = town->nodes.items[*sink].room_m3;
    if (!isnan(town->shares[*sink]))
        return other_sinks(ctx, id, "twice");
    if (volume < 0)
        return geo_fail(ctx, GEO_ERR_RANGE, "storage '%s': a volume of %g m3", id, volume);
    if (volume > room + ROUNDED_M3)
        return other_sinks(ctx, id, "that holds more than layer sink says");
    if (!lies_in(geo_box_of(&from->geoms[i]), geo_box_of(town->sinks.items[*sink].shape)))
        return other_sinks(ctx, id, "in another place than layer sink");
    town->shares[*sink] = room > 0 && volume > 0 ? fmin(1, volume / room) : 0;
    return GEO_OK;
}

static bool is_sink(const geo_features *from, size_t i)
{
    return from->text[LAYER][i] && strcmp(from->text[LAYER][i], "sink") == 0;
}

static geo_map *ids_of(const geo_rain_town *town)
{
    geo_map *known = geo_map_new();
    bool good = known != NULL;
    for (uint32_t i = 1; good && i < town->sinks.count; i++) {
        const char *id = town->sinks.items[i].id;
        good = geo_map_set(known, id, strlen(id), i);
    }
    if (!good)
        geo_map_free(known);
    return good ? known : NULL;
}

/* Without depressions in the book, nobody has taken from them what lies under its objects; yards
 * that raised buildings shut in hold nothing all the same. */
static geo_status take_shares(geo_ctx *ctx, geo_rain_town *town, geo_rain_tally *tally)
{
    const geo_features *from = &town->features[GEO_RAIN_BOOK];
    bool has_sinks = false;
    for (size_t i = 0; !has_sinks && i < from->count; i++)
        has_sinks = is_sink(from, i);
    tally->book_without_sinks = from->count > 0 && town->sinks.count > 1 && !has_sinks;
    for (size_t i = 0; i < town->sinks.count; i++)
        town->shares[i] = has_sinks ? NAN : (town->sinks.items[i].is_yard ? 0 : 1);
    if (!has_sinks)
        return GEO_OK;
    geo_map *known = ids_of(town);
    geo_status status = known ? GEO_OK : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < from->count; i++)
        if (is_sink(from, i))
            status = take_share(ctx, known, i, town);
    geo_map_free(known);
    return status;
}

/* ---- measures ---- */

static geo_status are_numbers(geo_ctx *ctx, const geo_features *from, size_t i)
{
    geo_status status = GEO_OK;
    for (int n = WET; status == GEO_OK && n <= VOIDS; n++) {
        const geo_storage_said said = {"measure", from->ids[i],
                                       geo_rain_wants(GEO_RAIN_MEASURE).number[n]};
        status = geo_storage_check_number(ctx, &said, from->text[MEASURE_SAID + n][i],
                                          from->number[n][i]);
    }
    const geo_storage_said depth = {"measure", from->ids[i], "depth_m"};
    const geo_storage_said voids = {"measure", from->ids[i], "void_frac"};
    if (status == GEO_OK)
        status = geo_storage_check_depth(ctx, &depth, from->number[DEPTH][i]);
    return status == GEO_OK ? geo_storage_check_voids(ctx, &voids, from->number[VOIDS][i]) : status;
}

/* Volumes deeper than any storage over their own ground are litres. */
static geo_status check_amounts(geo_ctx *ctx, const geo_features *from, size_t i)
{
    static const int VOLUMES[] = {WET, DRY, VOLUME};
    static const double DEEPEST_M = 10, COUNT_MOST = 1e6;
    const geo_storage_said count = {"measure", from->ids[i], "count"};
    geo_status status = geo_storage_check_amount(ctx, &count, from->number[COUNT][i], COUNT_MOST,
                                                 "a count is 0 to a million");
    for (size_t k = 0; status == GEO_OK && k < sizeof VOLUMES / sizeof *VOLUMES; k++) {
        const geo_storage_said said = {"measure", from->ids[i],
                                       geo_rain_wants(GEO_RAIN_MEASURE).number[VOLUMES[k]]};
        status = geo_storage_check_amount(
            ctx, &said, from->number[VOLUMES[k]][i], DEEPEST_M * geo_geom_area(&from->geoms[i]),
            "cubic metres, at most 10 m over its own area: 200 litres is 0.2");
    }
    return status;
}

/* m3 by the kind's own numbers; NaN: they do not say. */
static double volume_by_kind(const geo_storage_kind *kind, double area_m2, double pieces,
                             double depth_m, double voids)
{
    const geo_storage_number *terms = kind->terms;
    double depth = isnan(depth_m) ? terms[GEO_STORAGE_DEPTH].value : depth_m;
    double per_m2 = depth_m * voids;
    switch (kind->rule) {
    case GEO_STORAGE_AREA:
        return area_m2 * (isnan(per_m2) ? terms[GEO_STORAGE_M3_PER_M2].value : per_m2);
    case GEO_STORAGE_PIECE:
        return (isnan(pieces) ? 1 : pieces) * terms[GEO_STORAGE_M3].value;
    case GEO_STORAGE_BASIN:
        return area_m2 * depth * (isnan(voids) ? 1 : voids);
    case GEO_STORAGE_LAYERS: /* limited by groundwater: its volume must be said */
    case GEO_STORAGE_FREEBOARD:
    case GEO_STORAGE_SINK:
        break;
    }
    return NAN;
}

static double first_known(double a, double b, double c)
{
    return !isnan(a) ? a : (!isnan(b) ? b : c);
}

static geo_status add_storage(geo_ctx *ctx, const geo_rain_inputs *inputs,
                              const geo_rain_options *options, size_t i, geo_rain_town *town,
                              geo_rain_tally *tally)
{
    const geo_features *from = &town->features[GEO_RAIN_MEASURE];
    const char *word = from->text[MEASURE_KIND][i];
    const geo_storage_kind *kind = kind_of(inputs, word);
    double *const *number = from->number;
    if (!kind || kind->rule == GEO_STORAGE_SINK)
        return geo_fail(ctx, GEO_ERR_FORMAT, "measure '%s': there is no kind of storage '%s'",
                        from->ids[i], word);
    geo_rain_object object = {.id = from->ids[i],
                              .shape = &from->geoms[i],
                              .area_m2 = geo_geom_area(&from->geoms[i]),
                              .is_measure = true};
    double by_kind =
        volume_by_kind(kind, object.area_m2, number[COUNT][i], number[DEPTH][i], number[VOIDS][i]);
    object.volume_m3 = first_known(number[VOLUME][i],
                                   number[options->season == GEO_RAIN_WET ? WET : DRY][i], by_kind);
    object.empty_h = first_known(number[EMPTY][i], kind->terms[GEO_STORAGE_EMPTY].value, NAN);
    set_kind(kind, &object);
    count_unknown(&object, tally);
    geo_status status = check_volume(ctx, &object);
    if (status == GEO_OK && !geo_vec_push(&town->objects, object))
        status = geo_fail_nomem(ctx);
    tally->added++;
    return status;
}

static geo_status change_ground(geo_ctx *ctx, const geo_rain_inputs *inputs, size_t i,
                                geo_rain_town *town, geo_rain_tally *tally)
{
    const geo_features *from = &town->features[GEO_RAIN_MEASURE];
    int surface = geo_rain_surfaces_find(inputs->surfaces, from->text[MEASURE_SURFACE][i]);
    if (surface < 0)
        return geo_fail(ctx, GEO_ERR_FORMAT, "measure '%s': there is no surface '%s'", from->ids[i],
                        from->text[MEASURE_SURFACE][i]);
    const geo_rain_patch patch = {&from->geoms[i], {surface, -1, 1, surface}, true, false, false};
    tally->changed++;
    return geo_vec_push(&town->patches, patch) ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status take_measure(geo_ctx *ctx, const geo_rain_inputs *inputs,
                               const geo_rain_options *options, size_t i, geo_rain_town *town,
                               geo_rain_tally *tally)
{
    const geo_features *from = &town->features[GEO_RAIN_MEASURE];
    bool stores = from->text[MEASURE_KIND][i], covers = from->text[MEASURE_SURFACE][i];
    geo_status status = GEO_OK;
    if (!stores && !covers)
        status = geo_fail(ctx, GEO_ERR_FORMAT, "measure '%s' has neither kind nor surface",
                          from->ids[i]);
    if (status == GEO_OK)
        status = are_numbers(ctx, from, i);
    if (status == GEO_OK)
        status = check_amounts(ctx, from, i);
    if (status == GEO_OK && stores)
        status = add_storage(ctx, inputs, options, i, town, tally);
    if (status == GEO_OK && covers)
        status = change_ground(ctx, inputs, i, town, tally);
    return status;
}

/* ---- order, and what replaces what ---- */

/* The book before measures, so that a measure finds what it replaces. */
static int by_measure_and_id(const void *a, const void *b)
{
    const geo_rain_object *one = a, *other = b;
    if (one->is_measure != other->is_measure)
        return one->is_measure ? 1 : -1;
    int order = geo_rain_compare_ids(one->id, other->id);
    if (order)
        return order;
    double xa = geo_box_of(one->shape).xmin, xb = geo_box_of(other->shape).xmin;
    return (xa > xb) - (xa < xb);
}

static geo_status replace(geo_ctx *ctx, geo_rain_town *town, geo_rain_tally *tally)
{
    geo_map *known = geo_map_new();
    bool good = known != NULL;
    for (size_t i = 0; good && i < town->objects.count; i++) {
        const geo_rain_object *object = &town->objects.items[i];
        if (!object->is_measure)
            continue;
        if (geo_map_get(known, object->id, strlen(object->id))) {
            geo_map_free(known);
            return geo_fail(ctx, GEO_ERR_FORMAT, "measure '%s' is there twice", object->id);
        }
        good = geo_map_set(known, object->id, strlen(object->id), 0);
    }
    for (size_t i = 0; good && i < town->objects.count; i++) {
        geo_rain_object *object = &town->objects.items[i];
        if (object->is_measure || !geo_map_get(known, object->id, strlen(object->id)))
            continue;
        object->is_replaced = true;
        tally->replaced++;
    }
    geo_map_free(known);
    return good ? GEO_OK : geo_fail_nomem(ctx);
}

geo_status geo_rain_read_objects(geo_ctx *ctx, const geo_rain_inputs *inputs,
                                 const geo_rain_options *options, geo_rain_town *town,
                                 geo_rain_tally *tally)
{
    const geo_features *book = &town->features[GEO_RAIN_BOOK];
    const geo_features *measures = &town->features[GEO_RAIN_MEASURE];
    town->shares = geo_alloc(town->sinks.count, sizeof *town->shares);
    town->has_measures = town->is_read[GEO_RAIN_MEASURE];
    geo_status status = town->shares ? take_shares(ctx, town, tally) : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < book->count; i++)
        if (!is_sink(book, i))
            status = take_object(ctx, inputs, options, i, town, tally);
    for (size_t i = 0; status == GEO_OK && i < measures->count; i++)
        status = take_measure(ctx, inputs, options, i, town, tally);
    if (status == GEO_OK && town->objects.count > 1)
        qsort(town->objects.items, town->objects.count, sizeof *town->objects.items,
              by_measure_and_id);
    return status == GEO_OK ? replace(ctx, town, tally) : status;
}
