/* One block: which building and which view an address has; scene, views and answers. */
#include <math.h>

#include "base/alloc.h"
#include "green/trees_state.h"

#define FLOOR_M 3.0
#define FLOORS_MAX 1000 /* what is higher is a mistake, and must not overflow */

static geo_status read_address(geo_ctx *ctx, const geo_trees *trees, const geo_batch *batch,
                               size_t row, geo_arena *arena, const char **building_id,
                               geo_trees_answer *out)
{
    size_t columns[2] = {trees->building_id_column, trees->floor_column};
    geo_value values[2];
    geo_status status =
        geo_row_values(ctx, batch->schema, geo_batch_row(batch, row), columns, 2, values);
    if (status == GEO_OK)
        status = geo_value_read_text(ctx, &values[0], arena, building_id);
    if (status != GEO_OK)
        return status;
    double floor_number = geo_value_as_double(&values[1]);
    out->floor = isnan(floor_number) ? 0 : (int64_t)fmin(fmax(0, floor_number), FLOORS_MAX);
    return GEO_OK;
}

static geo_status view_of(geo_ctx *ctx, geo_trees_work *work, const geo_trees_answer *a,
                          int64_t floor, uint32_t *out)
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
static int64_t top_floor(const geo_trees_work *work, const geo_trees_answer *a)
{
    if (a->building == GEO_SCENE_NONE)
        return a->floor;
    const geo_scene_building *building = &work->scene.buildings[a->building];
    double height_m = 0;
    for (size_t i = 0; i < building->parts.count; i++)
        if (geo_scene_is_near(&building->parts.items[i], a->at))
            height_m = fmax(height_m, building->parts.items[i].height_m);
    double floors = ceil(height_m / FLOOR_M);
    return (int64_t)fmin(fmax(0, floors - 1), FLOORS_MAX);
}

static geo_status settle_address(geo_ctx *ctx, geo_trees_work *work, const char *building_id,
                                 geo_hits *hits, geo_trees_answer *a)
{
    const geo_trees_options *options = &work->trees->options;
    a->building = GEO_SCENE_NONE;
    a->top_view = GEO_VIEW_NONE;
    geo_status status = GEO_OK;
    if (options->from != GEO_FROM_POINT)
        status = geo_scene_building_at(ctx, &work->scene, building_id, a->at, hits, &a->building);
    if (status != GEO_OK)
        return status;
    if (a->building != GEO_SCENE_NONE)
        work->scene.buildings[a->building].wanted = true;
    else if (options->from != GEO_FROM_POINT)
        a->notes |= 1u << GEO_NOTE_NO_BUILDING;
    status = view_of(ctx, work, a, options->floors == GEO_FLOORS_KNOWN ? a->floor : 0, &a->view);
    if (status == GEO_OK && options->floors == GEO_FLOORS_RANGE)
        status = view_of(ctx, work, a, top_floor(work, a), &a->top_view);
    return status;
}

/* ---- one block: drawing, in parallel ---- */

static geo_status draw_block(geo_ctx *ctx, geo_trees_work *work)
{
    const geo_trees_options *options = &work->trees->options;
    geo_scene *scene = &work->scene;
    int no_facade = 0, failed = 0; /* a view must not look at a facade that failed */
#pragma omp parallel num_threads(options->threads)
    {
        geo_hits hits = {0};
#pragma omp for schedule(dynamic, 16) reduction(| : no_facade)
        for (size_t i = 0; i < scene->building_count; i++)
            if (scene->buildings[i].wanted && options->from == GEO_FROM_FACADE)
                no_facade |= geo_scene_facade(NULL, scene, &scene->buildings[i], options->spacing_m,
                                              &hits) != GEO_OK;
#pragma omp for schedule(dynamic, 16) reduction(| : failed)
        for (size_t i = 0; i < work->views.count; i++)
            failed |= no_facade || geo_view_draw(options, scene, work->trees->reach_m,
                                                 &work->views.items[i], &hits) != GEO_OK;
        geo_free(hits.items);
    }
    return no_facade || failed ? geo_fail_nomem(ctx) : GEO_OK;
}

static void tell_repeated(geo_ctx *ctx, geo_trees *trees, const geo_scene *scene)
{
    if (!scene->repeated_tree || trees->told_repeated)
        return;
    trees->told_repeated = true;
    geo_warn(ctx, "'%s' holds trees with one id (first: '%s'): those at one place count once",
             geo_source_name(trees->inputs.tree), scene->repeated_tree);
}

geo_status geo_trees_block(geo_ctx *ctx, geo_trees *trees, const geo_batch *batch,
                           const geo_blocks *blocks, size_t index, geo_arena *arena,
                           geo_trees_answer *all)
{
    const geo_block *block = &blocks->blocks[index];
    const uint32_t *rows = blocks->rows + block->first;
    geo_trees_work work = {.trees = trees, .view_by_key = geo_map_new()};
    geo_hits hits = {0};
    geo_status status = work.view_by_key ? geo_scene_load(ctx, &trees->options, &trees->inputs,
                                                          block->box, trees->reach_m, &work.scene)
                                         : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        tell_repeated(ctx, trees, &work.scene);
    for (size_t i = 0; status == GEO_OK && i < block->count; i++) {
        const char *building_id = NULL;
        status = read_address(ctx, trees, batch, rows[i], arena, &building_id, &all[rows[i]]);
        if (status == GEO_OK)
            status = settle_address(ctx, &work, building_id, &hits, &all[rows[i]]);
    }
    if (status == GEO_OK)
        status = draw_block(ctx, &work);
    if (status == GEO_OK)
        status = geo_trees_share(ctx, &work, rows, block->count, all);
    if (status == GEO_OK)
        status = geo_trees_evidence(ctx, trees, &work, batch, rows, block->count, all);
    for (size_t i = 0; i < work.views.count; i++)
        geo_view_release(&work.views.items[i]);
    geo_free(work.views.items);
    geo_map_free(work.view_by_key);
    geo_scene_release(&work.scene);
    geo_free(hits.items);
    return status;
}
