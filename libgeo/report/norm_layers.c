#include "report/norm_layers.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "base/text.h"
#include "geom/geos.h"
#include "geom/rtree.h"
#include "report/norm_areas.h"

/* What the homes of a building add up to. */
typedef struct building_sum {
    geo_count norm, criterion[GEO_CRITERIA];
    double worst_trees, worst_access; /* margins; NaN: none known */
    GEO_VEC(uint32_t) parts;          /* rows of the layer with this id */
} building_sum;

struct geo_norm_layers {
    geo_layer *address, *building, *neighbourhood;
    const geo_schema *schema;
    const char *goal; /* of the distance, when that is not green */
    size_t incoming;
    geo_schema building_schema, area_schema;
    geo_features outlines;
    geo_rtree *index;
    geo_map *by_id;
    uint32_t *of_row;
    building_sum *sums;
    size_t sum_count;
    geo_value *values; /* of one row */
    size_t *columns;   /* 0 .. incoming - 1 */
    uint64_t homeless; /* homes that stand in no building */
    geo_hits hits;
    geo_arena *arena;
};

static const char *const VERDICT_CODES[] = {"pass", "fail", "unknown"};
static const char *const VERDICT_LABELS[] = {"voldoet", "voldoet niet", "onbekend"};
static const geo_domain ADDRESS_DOMAINS[] = {{"norm", VERDICT_CODES, VERDICT_LABELS, 3},
                                             {"norm_trees", VERDICT_CODES, VERDICT_LABELS, 3},
                                             {"norm_canopy", VERDICT_CODES, VERDICT_LABELS, 3},
                                             {"norm_access", VERDICT_CODES, VERDICT_LABELS, 3}};

static const struct {
    const char *name;
    geo_field_type type;
} BUILDING_COLUMNS[] = {{"id", GEO_FIELD_STRING},
                        {"homes", GEO_FIELD_LONG},
                        {"homes_pass", GEO_FIELD_LONG},
                        {"homes_fail", GEO_FIELD_LONG},
                        {"homes_unknown", GEO_FIELD_LONG},
                        {"share_pct", GEO_FIELD_DOUBLE},
                        {"trees_pass", GEO_FIELD_LONG},
                        {"canopy_pass", GEO_FIELD_LONG},
                        {"access_pass", GEO_FIELD_LONG},
                        {"trees_worst_margin", GEO_FIELD_DOUBLE},
                        {"access_worst_margin", GEO_FIELD_DOUBLE},
                        {"norm", GEO_FIELD_STRING},
                        {"norm_reason", GEO_FIELD_STRING}};
#define BUILDING_COUNT (sizeof BUILDING_COLUMNS / sizeof *BUILDING_COLUMNS)

/* ---- opening ---- */

static geo_status add_address_layer(geo_ctx *ctx, geo_package *package,
                                    const geo_norm_layers_options *options, geo_norm_layers *layers)
{
    geo_schema schema = *options->schema;
    char name[] = "norm_address";
    schema.name = name;
    const geo_layer_options layer = {
        .title = "Groennorm per adres",
        .abstract = "Per adres wat voor de groennorm is gemeten, en of de woning eraan voldoet",
        .style = options->style[0],
        .domains = ADDRESS_DOMAINS,
        .domain_count = 4};
    return geo_norm_layer_add(ctx, package, options, &schema, layer, &layers->address);
}

static geo_status add_building_layer(geo_ctx *ctx, geo_package *package,
                                     const geo_norm_layers_options *options,
                                     geo_norm_layers *layers)
{
    geo_schema *schema = &layers->building_schema;
    geo_status status =
        geo_schema_init(ctx, schema, "norm_building", GEO_GEOM_MULTIPOLYGON, options->schema->crs);
    for (size_t i = 0; status == GEO_OK && i < BUILDING_COUNT; i++)
        status = geo_schema_add(ctx, schema, BUILDING_COLUMNS[i].name, BUILDING_COLUMNS[i].type);
    const geo_layer_options layer = {
        .title = "Groennorm per pand",
        .abstract = "Per pand met woningen: hoeveel woningen aan de groennorm voldoen",
        .style = options->style[1],
        .domains = ADDRESS_DOMAINS,
        .domain_count = 1};
    return status == GEO_OK
               ? geo_norm_layer_add(ctx, package, options, schema, layer, &layers->building)
               : status;
}

static geo_status load_outlines(geo_ctx *ctx, geo_source *source, geo_norm_layers *layers)
{
    geo_status status = geo_source_read(ctx, source, NULL, &layers->outlines);
    size_t count = layers->outlines.count;
    layers->sums = geo_calloc(count, sizeof *layers->sums);
    layers->of_row = geo_alloc(count, sizeof *layers->of_row);
    layers->by_id = geo_map_new();
    if (status == GEO_OK && (!layers->sums || !layers->of_row || !layers->by_id))
        status = geo_fail_nomem(ctx);
    for (uint32_t row = 0; status == GEO_OK && row < count; row++) {
        const char *id = layers->outlines.ids[row];
        uint32_t *known = geo_map_get(layers->by_id, id, strlen(id));
        uint32_t sum = known ? *known : (uint32_t)layers->sum_count;
        if (!known && !geo_map_set(layers->by_id, id, strlen(id), sum))
            return geo_fail_nomem(ctx);
        if (!known)
            layers->sums[layers->sum_count++] =
                (building_sum){.worst_trees = NAN, .worst_access = NAN};
        layers->of_row[row] = sum;
        if (!geo_vec_push(&layers->sums[sum].parts, row))
            return geo_fail_nomem(ctx);
    }
    if (status == GEO_OK)
        status = geo_rtree_new(ctx, layers->outlines.boxes, count, &layers->index);
    return status;
}

static geo_status make_scratch(geo_ctx *ctx, geo_norm_layers *layers)
{
    layers->arena = geo_arena_new();
    layers->values = geo_alloc(layers->schema->field_count, sizeof *layers->values);
    layers->columns = geo_alloc(layers->incoming, sizeof *layers->columns);
    if (!layers->arena || !layers->values || !layers->columns)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < layers->incoming; i++)
        layers->columns[i] = i;
    return GEO_OK;
}

geo_status geo_norm_layers_new(geo_ctx *ctx, geo_package *package,
                               const geo_norm_layers_options *options, geo_norm_layers **out)
{
    geo_norm_layers *layers = geo_calloc(1, sizeof *layers);
    if (!layers)
        return geo_fail_nomem(ctx);
    layers->schema = options->schema;
    layers->incoming = options->incoming;
    layers->goal = options->goal;
    geo_status status = make_scratch(ctx, layers);
    if (status == GEO_OK)
        status = add_address_layer(ctx, package, options, layers);
    if (status == GEO_OK && options->building)
        status = add_building_layer(ctx, package, options, layers);
    if (status == GEO_OK && options->building)
        status = load_outlines(ctx, options->building, layers);
    if (status == GEO_OK)
        status = geo_norm_areas_layer(ctx, package, options, &layers->area_schema,
                                      &layers->neighbourhood);
    if (status != GEO_OK) {
        geo_norm_layers_free(layers);
        return status;
    }
    *out = layers;
    return GEO_OK;
}

void geo_norm_layers_free(geo_norm_layers *layers)
{
    if (!layers)
        return;
    for (size_t i = 0; i < layers->sum_count; i++)
        geo_free(layers->sums[i].parts.items);
    geo_free(layers->sums);
    geo_free(layers->of_row);
    geo_map_free(layers->by_id);
    geo_rtree_free(layers->index);
    geo_features_release(&layers->outlines);
    geo_schema_release(&layers->building_schema);
    geo_schema_release(&layers->area_schema);
    geo_free(layers->values);
    geo_free(layers->columns);
    geo_free(layers->hits.items);
    geo_arena_free(layers->arena);
    geo_free(layers);
}

/* ---- rows ---- */

/* The building of an answer: by its id, else the one that contains the point (lowest id). */
static geo_status find_building(geo_ctx *ctx, geo_norm_layers *layers,
                                const geo_norm_answer *answer, building_sum **out)
{
    const char *id = answer->building_id, *lowest = NULL;
    uint32_t *known = id ? geo_map_get(layers->by_id, id, strlen(id)) : NULL;
    *out = known ? &layers->sums[*known] : NULL;
    if (known)
        return GEO_OK;
    geo_status status =
        geo_rtree_search(ctx, layers->index, geo_box_around(answer->at, 0), &layers->hits);
    for (size_t i = 0; status == GEO_OK && i < layers->hits.count; i++) {
        uint32_t row = layers->hits.items[i];
        const char *row_id = layers->outlines.ids[row];
        if (geo_geom_covers(&layers->outlines.geoms[row], answer->at) &&
            (!lowest || strcmp(row_id, lowest) < 0)) {
            lowest = row_id;
            *out = &layers->sums[layers->of_row[row]];
        }
    }
    return status;
}

uint64_t geo_norm_layers_homeless(const geo_norm_layers *layers)
{
    return layers->homeless;
}

static double lower_of(double a, double b)
{
    return isnan(a) ? b : isnan(b) ? a : fmin(a, b);
}

static geo_status add_to_building(geo_ctx *ctx, geo_norm_layers *layers,
                                  const geo_norm_answer *answer)
{
    building_sum *sum;
    if (!layers->building || !answer->counted || answer->no_verdict)
        return GEO_OK;
    geo_status status = find_building(ctx, layers, answer, &sum);
    if (status != GEO_OK)
        return status;
    if (!sum) {
        layers->homeless++;
        return GEO_OK;
    }
    geo_count_add(&sum->norm, answer->norm);
    for (int c = 0; c < GEO_CRITERIA; c++)
        geo_count_add(&sum->criterion[c], answer->criterion[c]);
    sum->worst_trees = lower_of(sum->worst_trees, answer->margin[GEO_TREES]);
    sum->worst_access = lower_of(sum->worst_access, answer->margin[GEO_ACCESS]);
    return GEO_OK;
}

geo_status geo_norm_layers_put(geo_ctx *ctx, geo_norm_layers *layers, const geo_norm *norm,
                               const geo_batch *batch, const geo_columns *columns)
{
    const geo_norm_answer *answers = geo_norm_answers(norm);
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < geo_batch_count(batch); i++) {
        geo_geom geom;
        geo_row row = geo_batch_row(batch, i);
        geo_arena_reset(layers->arena);
        status = geo_row_values(ctx, batch->schema, row, layers->columns, layers->incoming,
                                layers->values);
        if (status == GEO_OK)
            status = geo_row_geom(ctx, batch->schema, row, layers->arena, &geom);
        if (status != GEO_OK)
            return status;
        memcpy(layers->values + layers->incoming, columns->values + i * columns->count,
               columns->count * sizeof *layers->values);
        status = geo_layer_put(ctx, layers->address, &geom, layers->values);
        if (status == GEO_OK)
            status = add_to_building(ctx, layers, &answers[i]);
    }
    return status;
}

/* ---- buildings ---- */

/* The parts of a building as one multipolygon; the caller releases. */
static geo_status gather(geo_ctx *ctx, const geo_norm_layers *layers, const building_sum *sum,
                         geo_geom *out)
{
    geo_geom *parts = geo_arena_alloc(layers->arena, sum->parts.count, sizeof *parts);
    if (!parts)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < sum->parts.count; i++)
        parts[i] = layers->outlines.geoms[sum->parts.items[i]];
    return geo_geom_join(ctx, parts, sum->parts.count, out);
}

static geo_verdict worst_of(const geo_count *count)
{
    return count->fail ? GEO_FAIL : count->unknown ? GEO_UNKNOWN : GEO_PASS;
}

static geo_status put_building(geo_ctx *ctx, geo_norm_layers *layers, const geo_norm *norm,
                               const building_sum *sum)
{
    geo_geom shape = {0};
    geo_text reason = GEO_TEXT_INIT;
    const geo_norm_options *options = geo_norm_settings(norm);
    uint64_t homes = sum->norm.pass + sum->norm.fail + sum->norm.unknown;
    geo_arena_reset(layers->arena);
    geo_status status = gather(ctx, layers, sum, &shape);
    geo_text_addf(&reason, "%llu van %llu woningen %s aan %s", (unsigned long long)sum->norm.pass,
                  (unsigned long long)homes,
                  homes == 1 || sum->norm.pass == 1 ? "voldoet" : "voldoen", geo_norm_label(norm));
    if (layers->goal)
        geo_text_addf(&reason, " (%s)", layers->goal);
    if (sum->norm.unknown)
        geo_text_addf(&reason, ", %llu onbekend", (unsigned long long)sum->norm.unknown);
    geo_value values[BUILDING_COUNT] = {geo_value_text(layers->outlines.ids[sum->parts.items[0]]),
                                        geo_value_int((int64_t)homes),
                                        geo_value_int((int64_t)sum->norm.pass),
                                        geo_value_int((int64_t)sum->norm.fail),
                                        geo_value_int((int64_t)sum->norm.unknown),
                                        geo_value_double(geo_count_pct(&sum->norm)),
                                        geo_value_null(GEO_FIELD_LONG),
                                        geo_value_null(GEO_FIELD_LONG),
                                        geo_value_null(GEO_FIELD_LONG),
                                        geo_value_double(sum->worst_trees),
                                        geo_value_double(sum->worst_access),
                                        geo_value_text(geo_verdict_code(worst_of(&sum->norm))),
                                        geo_value_text(geo_text_string(&reason))};
    for (int c = 0; c < GEO_CRITERIA; c++)
        if (options->wanted[c])
            values[6 + c] = geo_value_int((int64_t)sum->criterion[c].pass);
    if (status == GEO_OK)
        status = reason.failed ? geo_fail_nomem(ctx)
                               : geo_layer_put(ctx, layers->building, &shape, values);
    geo_text_release(&reason);
    geo_geom_release(&shape);
    return status;
}

geo_status geo_norm_layers_finish(geo_ctx *ctx, geo_norm_layers *layers, const geo_norm *norm)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && layers->building && i < layers->sum_count; i++) {
        const geo_count *count = &layers->sums[i].norm;
        if (count->pass + count->fail + count->unknown > 0)
            status = put_building(ctx, layers, norm, &layers->sums[i]);
    }
    return status == GEO_OK
               ? geo_norm_areas_put(ctx, layers->neighbourhood, layers->schema->crs, norm)
               : status;
}
