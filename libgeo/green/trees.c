#include "green/trees.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "green/trees_state.h"

#define BLOCK_M 1000.0

const double GEO_TREES_SUMMARY_REACH[3] = {15, 30, 50};
const char *const GEO_TREES_SUFFIX[GEO_TREES_COLUMNS] = {
    "in_sight", "in_sight_max", "in_sight_best", "in_sight_public",
    "in_reach", "nearest_m",    "note",          "in_sight_top"};
const geo_field_type GEO_TREES_TYPE[GEO_TREES_COLUMNS] = {
    GEO_FIELD_INT, GEO_FIELD_INT,    GEO_FIELD_INT,    GEO_FIELD_INT,
    GEO_FIELD_INT, GEO_FIELD_DOUBLE, GEO_FIELD_STRING, GEO_FIELD_INT};

static const char *const NOTE[GEO_TREES_NOTES] = {
    "no_building", "no_facade",      "no_ground",     "nodata",           "coverage_edge",
    "public_only", "height_assumed", "crown_assumed", "height_undecided", "crown_undecided"};

size_t geo_trees_columns(const geo_trees_options *options)
{
    return options->floors == GEO_FLOORS_RANGE ? GEO_TREES_COLUMNS : GEO_TREES_COLUMNS - 1;
}

/* An elevation model of somewhere else would make every address unknown: say so at once. */
static geo_status check_overlap(geo_ctx *ctx, const geo_trees_inputs *inputs)
{
    const geo_grid_source *rasters[2] = {inputs->dsm, inputs->dtm};
    for (int i = 0; i < 2 && rasters[i]; i++) {
        geo_box extent = geo_source_extent(inputs->building);
        if (!geo_box_is_empty(extent) && !geo_box_meets(extent, geo_frame_box(rasters[i]->frame))) {
            geo_hint(ctx, "give the elevation model of this town, or leave it out");
            return geo_fail(ctx, GEO_ERR_RANGE,
                            "'%s' lies elsewhere: it does not touch the buildings of '%s'",
                            rasters[i]->name, geo_source_name(inputs->building));
        }
    }
    return GEO_OK;
}

geo_status geo_trees_new(geo_ctx *ctx, const geo_trees_options *options,
                         const geo_trees_inputs *inputs, const geo_schema *schema, geo_trees **out)
{
    geo_status status = check_overlap(ctx, inputs);
    if (status != GEO_OK)
        return status;
    geo_trees *trees = geo_calloc(1, sizeof *trees);
    if (!trees)
        return geo_fail_nomem(ctx);
    trees->options = *options;
    trees->inputs = *inputs;
    trees->building_id_column = geo_schema_find(schema, "building_id");
    trees->floor_column = geo_schema_find(schema, "floor");
    trees->reach_m =
        options->summary ? fmax(options->reach_m, GEO_TREES_SUMMARY_REACH[2]) : options->reach_m;
    trees->tree_by_id = geo_map_new();
    trees->arena = geo_arena_new();
    status = trees->tree_by_id && trees->arena ? geo_homes_new(ctx, schema, &trees->homes)
                                               : geo_fail_nomem(ctx);
    if (status != GEO_OK) {
        geo_trees_free(trees);
        return status;
    }
    *out = trees;
    return GEO_OK;
}

void geo_trees_free(geo_trees *trees)
{
    if (!trees)
        return;
    geo_homes_free(trees->homes);
    geo_map_free(trees->tree_by_id);
    geo_free(trees->tree_sights.items);
    geo_arena_free(trees->arena);
    geo_free(trees);
}

geo_trees_summary geo_trees_tell(const geo_trees *trees)
{
    return trees->summary;
}

/* ---- batches ---- */

static geo_value count_value(bool known, int32_t count)
{
    return known ? geo_value_int32(count) : geo_value_null(GEO_FIELD_INT);
}

/* The note's text: codes in their order, a space between; NULL when there are none. */
static geo_status note_text(geo_ctx *ctx, uint32_t notes, geo_arena *arena, const char **out)
{
    char text[160];
    size_t length = 0;
    *out = NULL;
    for (int i = 0; i < GEO_TREES_NOTES; i++)
        if (notes & 1u << i)
            length += (size_t)snprintf(text + length, sizeof text - length, "%s%s",
                                       length ? " " : "", NOTE[i]);
    if (length && !(*out = geo_arena_strndup(arena, text, length)))
        return geo_fail_nomem(ctx);
    return GEO_OK;
}

static geo_status write_answer(geo_ctx *ctx, const geo_trees_answer *a, size_t count,
                               geo_arena *arena, geo_value *out)
{
    const char *note;
    geo_status status = note_text(ctx, a->notes, arena, &note);
    if (status != GEO_OK)
        return status;
    out[GEO_TREES_IN_SIGHT] = count_value(a->known, a->in_sight);
    out[GEO_TREES_IN_SIGHT_MAX] = count_value(a->max_known, a->in_sight_max);
    out[GEO_TREES_IN_SIGHT_BEST] = count_value(a->known, a->best);
    out[GEO_TREES_IN_SIGHT_PUBLIC] = count_value(a->public_known, a->in_sight_public);
    out[GEO_TREES_IN_REACH] = count_value(a->known, a->in_reach);
    bool near = a->known && isfinite(a->nearest_m);
    out[GEO_TREES_NEAREST_M] = near ? geo_value_double(round(a->nearest_m * 1000) / 1000)
                                    : geo_value_null(GEO_FIELD_DOUBLE);
    out[GEO_TREES_NOTE] = geo_value_text(note);
    if (count > GEO_TREES_IN_SIGHT_TOP)
        out[GEO_TREES_IN_SIGHT_TOP] = count_value(a->known, a->top);
    return GEO_OK;
}

static void add_to_summary(geo_trees_summary *summary, const geo_trees_answer *a)
{
    summary->homes += a->is_home;
    for (int r = 0; r < 3; r++) {
        summary->judged[r] += a->is_home && a->judged[r];
        summary->enough[r] += a->is_home && a->enough[r];
    }
}

/* Only what is told of homes needs to know them: the map of a whole town is not free. */
static geo_status find_homes(geo_ctx *ctx, geo_trees *trees, const geo_batch *batch,
                             geo_arena *arena, geo_trees_answer *all)
{
    size_t count = geo_batch_count(batch);
    if (!trees->options.summary && !trees->options.by_tree)
        return GEO_OK;
    bool *first = geo_alloc(count, sizeof *first);
    geo_status status =
        first ? geo_homes_take(ctx, trees->homes, batch, arena, first) : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        all[i].is_home = first[i];
    geo_free(first);
    return status;
}

geo_status geo_trees_run(geo_ctx *ctx, geo_trees *trees, const geo_batch *batch, geo_columns *out)
{
    size_t count = geo_batch_count(batch);
    geo_blocks blocks = {0};
    geo_trees_answer *all = geo_calloc(count, sizeof *all);
    geo_point *points = geo_alloc(count, sizeof *points);
    geo_status status = all && points ? GEO_OK : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < count; i++) {
        if (!geo_row_point(geo_batch_row(batch, i), &points[i]))
            status =
                geo_fail(ctx, GEO_ERR_INTERNAL, "a row without a point reached the trees measure");
        all[i].at = points[i];
    }
    if (status == GEO_OK)
        status = find_homes(ctx, trees, batch, out->arena, all);
    if (status == GEO_OK)
        status = geo_blocks_init(ctx, &blocks, points, count, BLOCK_M);
    for (size_t i = 0; status == GEO_OK && i < blocks.count; i++) {
        status = geo_ctx_poll(ctx);
        if (status == GEO_OK)
            status = geo_trees_block(ctx, trees, batch, &blocks, i, out->arena, all);
    }
    for (size_t i = 0; status == GEO_OK && i < count; i++) {
        status = write_answer(ctx, &all[i], out->count, out->arena, out->values + i * out->count);
        add_to_summary(&trees->summary, &all[i]);
    }
    geo_blocks_release(&blocks);
    geo_free(all);
    geo_free(points);
    return status;
}
