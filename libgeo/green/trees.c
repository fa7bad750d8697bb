#include "green/trees.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "green/blocks.h"
#include "green/view.h"

#define BLOCK_M 1000.0
#define FLOOR_M 3.0
#define SUMMARY_TREES 4
#define NONE UINT32_MAX

const double GEO_TREES_SUMMARY_REACH[3] = {15, 30, 50};
const char *const GEO_TREES_SUFFIX[GEO_TREES_COLUMNS] = {
    "in_sight", "in_sight_max", "in_sight_best", "in_sight_public",
    "in_reach", "nearest_m",    "note",          "in_sight_top"};
const geo_field_type GEO_TREES_TYPE[GEO_TREES_COLUMNS] = {
    GEO_FIELD_INT, GEO_FIELD_INT,    GEO_FIELD_INT,    GEO_FIELD_INT,
    GEO_FIELD_INT, GEO_FIELD_DOUBLE, GEO_FIELD_STRING, GEO_FIELD_INT};

/* Reason codes, in the order in which they stand in a note (data/notes.csv says what each means).
 */
enum {
    NO_BUILDING,
    NO_FACADE,
    NO_GROUND,
    NODATA,
    COVERAGE_EDGE,
    PUBLIC_ONLY,
    HEIGHT_ASSUMED,
    CROWN_ASSUMED,
    HEIGHT_UNDECIDED,
    NOTES
};
static const char *const NOTE[NOTES] = {"no_building",    "no_facade",     "no_ground",
                                        "nodata",         "coverage_edge", "public_only",
                                        "height_assumed", "crown_assumed", "height_undecided"};

/* What is known of one address, and its answer. */
typedef struct address {
    geo_point at;
    uint32_t building; /* in the scene */
    uint32_t view, top_view;
    int64_t floor; /* 0 is the ground floor */
    bool is_home;
    int32_t in_sight, in_sight_max, best, in_sight_public, in_reach, top;
    double nearest_m;
    bool known, max_known;
    uint32_t notes; /* bits */
    bool judged[3], enough[3];
} address;

struct geo_trees {
    geo_trees_options options;
    geo_trees_inputs inputs;
    size_t building_id_column, floor_column, home_column;
    double reach_m; /* of the views: that of the options, or the widest of the summary */
    geo_trees_summary summary;
};

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
    trees->home_column = geo_schema_find(schema, "home");
    trees->reach_m =
        options->summary ? fmax(options->reach_m, GEO_TREES_SUMMARY_REACH[2]) : options->reach_m;
    *out = trees;
    return GEO_OK;
}

void geo_trees_free(geo_trees *trees)
{
    geo_free(trees);
}

geo_trees_summary geo_trees_tell(const geo_trees *trees)
{
    return trees->summary;
}

/* ---- one block: which building, which view ---- */

static geo_status read_address(geo_ctx *ctx, const geo_trees *trees, const geo_batch *batch,
                               size_t row, geo_arena *arena, const char **building_id, address *out)
{
    size_t columns[3] = {trees->building_id_column, trees->floor_column, trees->home_column};
    geo_value values[3];
    geo_status status =
        geo_row_values(ctx, batch->schema, geo_batch_row(batch, row), columns, 3, values);
    if (status != GEO_OK)
        return status;
    *building_id = geo_value_as_text(ctx, &values[0], arena);
    double floor_number = geo_value_as_double(&values[1]);
    out->floor = isnan(floor_number) ? 0 : (int64_t)fmax(0, floor_number);
    out->is_home = geo_value_as_double(&values[2]) != 0 || values[2].is_null;
    return GEO_OK;
}

typedef struct block_work {
    const geo_trees *trees;
    geo_scene scene;
    GEO_VEC(geo_view) views;
    geo_map *view_by_key;
} block_work;

static geo_status view_of(geo_ctx *ctx, block_work *work, const address *a, int64_t floor,
                          uint32_t *out)
{
    const geo_trees_options *options = &work->trees->options;
    struct {
        uint64_t building, floor;
    } key = {a->building, (uint64_t)floor};
    bool shared = a->building != GEO_SCENE_NONE && options->from != GEO_FROM_POINT;
    uint32_t *known =
        shared ? geo_map_get(work->view_by_key, (const char *)&key, sizeof key) : NULL;
    if (known) {
        *out = *known;
        return GEO_OK;
    }
    geo_view view = {.eye_m = options->eye_m + FLOOR_M * (double)floor, .point = a->at};
    if (shared)
        view.building = &work->scene.buildings[a->building];
    else
        view.point_ground_m = geo_scene_ground(&work->scene, a->at);
    *out = (uint32_t)work->views.count;
    if (!geo_vec_push(&work->views, view))
        return geo_fail_nomem(ctx);
    if (shared && !geo_map_set(work->view_by_key, (const char *)&key, sizeof key, *out))
        return geo_fail_nomem(ctx);
    return GEO_OK;
}

/* Highest floor of a building, from its height. */
static int64_t top_floor(const block_work *work, const address *a)
{
    if (a->building == GEO_SCENE_NONE)
        return a->floor;
    return (int64_t)fmax(0, ceil(work->scene.buildings[a->building].height_m / FLOOR_M) - 1);
}

static geo_status settle_address(geo_ctx *ctx, block_work *work, const char *building_id,
                                 geo_hits *hits, address *a)
{
    const geo_trees_options *options = &work->trees->options;
    a->building = GEO_SCENE_NONE;
    a->top_view = NONE;
    geo_status status = GEO_OK;
    if (options->from != GEO_FROM_POINT)
        status = geo_scene_building_at(ctx, &work->scene, building_id, a->at, hits, &a->building);
    if (status != GEO_OK)
        return status;
    if (a->building != GEO_SCENE_NONE)
        work->scene.buildings[a->building].wanted = true;
    else if (options->from != GEO_FROM_POINT)
        a->notes |= 1u << NO_BUILDING;
    status = view_of(ctx, work, a, options->floors == GEO_FLOORS_KNOWN ? a->floor : 0, &a->view);
    if (status == GEO_OK && options->floors == GEO_FLOORS_RANGE)
        status = view_of(ctx, work, a, top_floor(work, a), &a->top_view);
    return status;
}

/* ---- one block: drawing, in parallel ---- */

static geo_status draw_block(geo_ctx *ctx, block_work *work)
{
    const geo_trees_options *options = &work->trees->options;
    geo_scene *scene = &work->scene;
    int failed = 0;
#pragma omp parallel num_threads(options->threads)
    {
        geo_hits hits = {0};
#pragma omp for schedule(dynamic, 16) reduction(| : failed)
        for (size_t i = 0; i < scene->building_count; i++)
            if (scene->buildings[i].wanted && options->from == GEO_FROM_FACADE)
                failed |= geo_scene_facade(NULL, scene, &scene->buildings[i], options->spacing_m,
                                           &hits) != GEO_OK;
#pragma omp for schedule(dynamic, 16) reduction(| : failed)
        for (size_t i = 0; i < work->views.count; i++)
            failed |= geo_view_draw(options, scene, work->trees->reach_m, &work->views.items[i],
                                    &hits) != GEO_OK;
        geo_free(hits.items);
    }
    return failed ? geo_fail_nomem(ctx) : GEO_OK;
}

/* ---- one address: its share of a view ---- */

typedef struct share {
    int32_t in_sight, in_sight_max, best, in_sight_public, in_reach, within[3], within_max[3];
    double nearest_m;
    bool no_eye, no_ground, height_assumed, crown_assumed, undecided;
} share;

/* Which observers of the view are this address's. */
static bool *choose_eyes(const geo_trees_options *options, const geo_view *view, geo_point at)
{
    bool *keep = geo_alloc(view->eye_count, sizeof *keep);
    if (!keep)
        return NULL;
    const geo_scene_building *building = view->building;
    if (building && options->from == GEO_FROM_FACADE && options->facade == GEO_FACADE_OWN)
        geo_facade_own(building->facade.items, view->eye_count, at, building->homes.items,
                       building->homes.count, keep);
    else
        memset(keep, 1, view->eye_count * sizeof *keep);
    return keep;
}

static void share_tree(const geo_scene_tree *tree, const geo_view *view, const bool *keep, size_t i,
                       double reach_m, share *out)
{
    double seen_m = INFINITY, maybe_m = INFINITY, near_m = INFINITY;
    for (size_t eye = 0; eye < view->eye_count; eye++) {
        size_t pair = eye * view->tree_count + i;
        if (!keep[eye])
            continue;
        near_m = fmin(near_m, view->distance_m[pair]);
        if (view->verdict[pair] == GEO_SIGHT_FREE)
            seen_m = fmin(seen_m, view->distance_m[pair]);
        if (view->verdict[pair] == GEO_SIGHT_FREE || view->verdict[pair] == GEO_SIGHT_NODATA)
            maybe_m = fmin(maybe_m, view->distance_m[pair]);
    }
    for (int r = 0; r < 3; r++) {
        out->within[r] += seen_m <= GEO_TREES_SUMMARY_REACH[r];
        out->within_max[r] += maybe_m <= GEO_TREES_SUMMARY_REACH[r];
    }
    if (near_m > reach_m)
        return;
    out->in_reach++;
    out->nearest_m = fmin(out->nearest_m, near_m);
    out->in_sight += seen_m <= reach_m;
    out->in_sight_public += seen_m <= reach_m && tree->is_public;
    out->in_sight_max += maybe_m <= reach_m;
    out->height_assumed |= tree->height_assumed;
    out->crown_assumed |= tree->crown_assumed;
    out->undecided |= tree->undecided;
}

static int32_t seen_by(const geo_view *view, size_t eye, double reach_m)
{
    int32_t count = 0;
    for (size_t i = 0; i < view->tree_count; i++) {
        size_t pair = eye * view->tree_count + i;
        count += view->verdict[pair] == GEO_SIGHT_FREE && view->distance_m[pair] <= reach_m;
    }
    return count;
}

static geo_status take_share(const block_work *work, const geo_view *view, geo_point at, share *out)
{
    const geo_trees_options *options = &work->trees->options;
    *out = (share){.nearest_m = INFINITY, .no_eye = view->eye_count == 0};
    bool *keep = choose_eyes(options, view, at);
    if (!keep)
        return GEO_ERR_NOMEM;
    bool grounded = options->method == GEO_TREES_RADIUS;
    for (size_t eye = 0; eye < view->eye_count; eye++) {
        if (!keep[eye])
            continue;
        grounded = grounded || !isnan(geo_view_ground(view, eye));
        int32_t seen = seen_by(view, eye, options->reach_m);
        out->best = seen > out->best ? seen : out->best;
    }
    out->no_ground = !out->no_eye && !grounded;
    for (size_t i = 0; i < view->tree_count; i++)
        share_tree(&work->scene.trees[view->trees[i]], view, keep, i, options->reach_m, out);
    geo_free(keep);
    return GEO_OK;
}

/* Does the tree data end, or hold public trees only, within reach of one of the address's
 * observers? */
static uint32_t coverage_notes(const geo_trees *trees, const geo_view *view, geo_point at)
{
    const geo_coverage *coverage = trees->inputs.coverage;
    if (!coverage || !geo_coverage_is_stated(coverage))
        return 0;
    double edge = geo_coverage_edge(coverage, at),
           public_only = geo_coverage_public_only(coverage, at), widest = 0;
    for (size_t eye = 0; trees->options.from == GEO_FROM_FACADE && eye < view->eye_count; eye++)
        widest = fmax(widest, geo_point_distance(at, geo_view_eye(view, eye)));
    double reach = trees->options.reach_m;
    for (size_t eye = 0;
         widest > 0 && fmin(edge, public_only) - widest < reach && eye < view->eye_count; eye++) {
        edge = fmin(edge, geo_coverage_edge(coverage, geo_view_eye(view, eye)));
        public_only =
            fmin(public_only, geo_coverage_public_only(coverage, geo_view_eye(view, eye)));
    }
    return (uint32_t)(edge < reach) << COVERAGE_EDGE | (uint32_t)(public_only < reach)
                                                           << PUBLIC_ONLY;
}

static geo_status answer(const block_work *work, address *a)
{
    const geo_view *view = &work->views.items[a->view];
    share mine, top = {0};
    geo_status status = take_share(work, view, a->at, &mine);
    if (status == GEO_OK && a->top_view != NONE)
        status = take_share(work, &work->views.items[a->top_view], a->at, &top);
    if (status != GEO_OK)
        return status;
    uint32_t ends = coverage_notes(work->trees, view, a->at);
    a->known = !mine.no_eye && !mine.no_ground;
    a->max_known = a->known && ends == 0;
    a->notes |= (uint32_t)mine.no_eye << NO_FACADE | (uint32_t)mine.no_ground << NO_GROUND;
    if (a->known)
        a->notes |= ends | (uint32_t)(mine.in_sight_max > mine.in_sight) << NODATA |
                    (uint32_t)mine.height_assumed << HEIGHT_ASSUMED |
                    (uint32_t)mine.crown_assumed << CROWN_ASSUMED |
                    (uint32_t)mine.undecided << HEIGHT_UNDECIDED;
    a->in_sight = mine.in_sight;
    a->in_sight_max = mine.in_sight_max;
    a->best = mine.best;
    a->in_sight_public = mine.in_sight_public;
    a->in_reach = mine.in_reach;
    a->nearest_m = mine.nearest_m;
    a->top = top.in_sight;
    for (int r = 0; r < 3; r++) {
        a->enough[r] = a->known && mine.within[r] >= SUMMARY_TREES;
        a->judged[r] = a->enough[r] || (a->max_known && mine.within_max[r] < SUMMARY_TREES);
    }
    return GEO_OK;
}

static geo_status answer_block(geo_ctx *ctx, const block_work *work, const uint32_t *rows,
                               size_t count, address *all)
{
    int failed = 0;
#pragma omp parallel for schedule(dynamic, 64) reduction(|                                         \
                                                         : failed)                                 \
    num_threads(work->trees->options.threads)
    for (size_t i = 0; i < count; i++)
        failed |= answer(work, &all[rows[i]]) != GEO_OK;
    return failed ? geo_fail_nomem(ctx) : GEO_OK;
}

/* ---- batches ---- */

static geo_status run_block(geo_ctx *ctx, const geo_trees *trees, const geo_batch *batch,
                            const geo_blocks *blocks, size_t index, geo_arena *arena, address *all)
{
    const geo_block *block = &blocks->blocks[index];
    const uint32_t *rows = blocks->rows + block->first;
    block_work work = {.trees = trees, .view_by_key = geo_map_new()};
    geo_hits hits = {0};
    geo_status status = work.view_by_key ? geo_scene_load(ctx, &trees->options, &trees->inputs,
                                                          block->box, trees->reach_m, &work.scene)
                                         : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < block->count; i++) {
        const char *building_id = NULL;
        status = read_address(ctx, trees, batch, rows[i], arena, &building_id, &all[rows[i]]);
        if (status == GEO_OK)
            status = settle_address(ctx, &work, building_id, &hits, &all[rows[i]]);
    }
    if (status == GEO_OK)
        status = draw_block(ctx, &work);
    if (status == GEO_OK)
        status = answer_block(ctx, &work, rows, block->count, all);
    for (size_t i = 0; i < work.views.count; i++)
        geo_view_release(&work.views.items[i]);
    geo_free(work.views.items);
    geo_map_free(work.view_by_key);
    geo_scene_release(&work.scene);
    geo_free(hits.items);
    return status;
}

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
    for (int i = 0; i < NOTES; i++)
        if (notes & 1u << i)
            length += (size_t)snprintf(text + length, sizeof text - length, "%s%s",
                                       length ? " " : "", NOTE[i]);
    if (length && !(*out = geo_arena_strndup(arena, text, length)))
        return geo_fail_nomem(ctx);
    return GEO_OK;
}

static geo_status write_answer(geo_ctx *ctx, const address *a, size_t count, geo_arena *arena,
                               geo_value *out)
{
    const char *note;
    geo_status status = note_text(ctx, a->notes, arena, &note);
    if (status != GEO_OK)
        return status;
    out[GEO_TREES_IN_SIGHT] = count_value(a->known, a->in_sight);
    out[GEO_TREES_IN_SIGHT_MAX] = count_value(a->max_known, a->in_sight_max);
    out[GEO_TREES_IN_SIGHT_BEST] = count_value(a->known, a->best);
    out[GEO_TREES_IN_SIGHT_PUBLIC] = count_value(a->known, a->in_sight_public);
    out[GEO_TREES_IN_REACH] = count_value(a->known, a->in_reach);
    bool near = a->known && isfinite(a->nearest_m);
    out[GEO_TREES_NEAREST_M] = near ? geo_value_double(round(a->nearest_m * 1000) / 1000)
                                    : geo_value_null(GEO_FIELD_DOUBLE);
    out[GEO_TREES_NOTE] = geo_value_text(note);
    if (count > GEO_TREES_IN_SIGHT_TOP)
        out[GEO_TREES_IN_SIGHT_TOP] = count_value(a->known, a->top);
    return GEO_OK;
}

static void add_to_summary(geo_trees_summary *summary, const address *a)
{
    summary->homes += a->is_home;
    for (int r = 0; r < 3; r++) {
        summary->judged[r] += a->is_home && a->judged[r];
        summary->enough[r] += a->is_home && a->enough[r];
    }
}

geo_status geo_trees_run(geo_ctx *ctx, geo_trees *trees, const geo_batch *batch, geo_columns *out)
{
    size_t count = geo_batch_count(batch);
    geo_blocks blocks = {0};
    address *all = geo_calloc(count, sizeof *all);
    geo_point *points = geo_alloc(count, sizeof *points);
    geo_status status = all && points ? GEO_OK : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < count; i++) {
        if (!geo_row_point(geo_batch_row(batch, i), &points[i]))
            status =
                geo_fail(ctx, GEO_ERR_INTERNAL, "a row without a point reached the trees measure");
        all[i].at = points[i];
    }
    if (status == GEO_OK)
        status = geo_blocks_init(ctx, &blocks, points, count, BLOCK_M);
    for (size_t i = 0; status == GEO_OK && i < blocks.count; i++) {
        status = geo_ctx_poll(ctx);
        if (status == GEO_OK)
            status = run_block(ctx, trees, batch, &blocks, i, out->arena, all);
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
