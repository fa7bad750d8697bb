/* Evidence for the counts: the lines of sight of every address, and the homes of every tree. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "green/trees_state.h"

/* ---- lines of sight ---- */

/* The observer that sees most of tree i, the nearest of those; SIZE_MAX when none is within reach.
 */
static size_t best_eye(const geo_view *view, const bool *keep, size_t i, double reach_m)
{
    size_t best = SIZE_MAX;
    for (size_t eye = 0; eye < view->eye_count; eye++) {
        size_t pair = eye * view->tree_count + i, chosen = best * view->tree_count + i;
        if (!keep[eye] || view->verdict[pair] == GEO_VIEW_BEYOND ||
            view->distance_m[pair] > reach_m)
            continue;
        bool better = best == SIZE_MAX || view->verdict[pair] < view->verdict[chosen] ||
                      (view->verdict[pair] == view->verdict[chosen] &&
                       view->distance_m[pair] < view->distance_m[chosen]);
        best = better ? eye : best;
    }
    return best;
}

/* Where line ab first touches a building's edge, 0..1 along it; INFINITY when it does not. */
static double first_touch(const geo_geom *outline, geo_point a, geo_point b)
{
    double first = geo_geom_covers(outline, a) ? 0 : INFINITY;
    double rx = b.x - a.x, ry = b.y - a.y;
    for (uint32_t k = 0, i = 0; k < outline->end_count; k++, i++)
        for (; i + 1 < outline->ends[k]; i++) {
            geo_point c = outline->points[i], d = outline->points[i + 1];
            double sx = d.x - c.x, sy = d.y - c.y, across = rx * sy - ry * sx;
            double t = ((c.x - a.x) * sy - (c.y - a.y) * sx) / across;
            double u = ((c.x - a.x) * ry - (c.y - a.y) * rx) / across;
            if (across != 0 && t >= 0 && t <= 1 && u >= 0 && u <= 1)
                first = fmin(first, t);
        }
    return first;
}

static const char *blocker_of(const geo_scene *scene, const geo_hits *near, geo_point a,
                              geo_point b)
{
    const char *blocker = "terrain";
    double first = INFINITY;
    for (size_t i = 0; i < near->count; i++) {
        double touch = first_touch(&scene->features_building.geoms[near->items[i]], a, b);
        if (touch < first) {
            first = touch;
            blocker = scene->features_building.ids[near->items[i]];
        }
    }
    return blocker;
}

static geo_status show_line(geo_ctx *ctx, const geo_trees_work *work, const geo_batch *batch,
                            size_t row, const geo_view *view, size_t eye, size_t i)
{
    const geo_trees *trees = work->trees;
    const geo_scene_tree *tree = &work->scene.trees[view->trees[i]];
    geo_point from = geo_view_eye(view, eye);
    geo_hits near = {0};
    geo_box box =
        geo_box_join(geo_box_around(from, 0), geo_box_around(tree->at, tree->crown_d_m / 2));
    geo_status status = geo_rtree_search(ctx, work->scene.building_index, box, &near);
    geo_sightline line = {.row = row,
                          .tree_id = tree->id,
                          .eye = from,
                          .tree = tree->at,
                          .seen = (geo_sight)view->verdict[eye * view->tree_count + i],
                          .distance_m = view->distance_m[eye * view->tree_count + i],
                          .clearance_m = NAN};
    if (status == GEO_OK && trees->options.method == GEO_TREES_SIGHT) {
        geo_point3 at = {from.x, from.y, geo_view_ground(view, eye) + view->eye_m};
        geo_view_tree(&work->scene, at, tree, &near, &line.clearance_m);
        line.clearance_m = isfinite(line.clearance_m) ? line.clearance_m : NAN;
        line.blocker =
            line.seen == GEO_SIGHT_BLOCKED ? blocker_of(&work->scene, &near, from, tree->at) : NULL;
    }
    if (status == GEO_OK)
        status = trees->sink.put(trees->sink.self, ctx, batch, &line);
    geo_free(near.items);
    return status;
}

/* ---- homes per tree ---- */

static geo_status sight_of(geo_ctx *ctx, geo_trees *trees, const geo_scene_tree *tree,
                           geo_tree_sight **out)
{
    size_t length = strlen(tree->id);
    uint32_t *known = geo_map_get(trees->tree_by_id, tree->id, length);
    uint32_t index = known ? *known : (uint32_t)trees->tree_sights.count;
    if (!known) {
        geo_tree_sight made = {.id = geo_arena_strndup(trees->arena, tree->id, length),
                               .at = tree->at};
        if (!made.id || !geo_vec_push(&trees->tree_sights, made) ||
            !geo_map_set(trees->tree_by_id, tree->id, length, index))
            return geo_fail_nomem(ctx);
    }
    *out = &trees->tree_sights.items[index];
    return GEO_OK;
}

static geo_status count_home(geo_ctx *ctx, geo_trees *trees, const geo_scene_tree *tree,
                             const geo_trees_answer *answer)
{
    geo_tree_sight *sight = NULL;
    geo_status status = sight_of(ctx, trees, tree, &sight);
    if (status != GEO_OK || sight->last_home == trees->homes_shown)
        return status;
    sight->last_home = trees->homes_shown;
    sight->homes++;
    sight->depending += answer->in_sight == trees->options.enough;
    return GEO_OK;
}

/* ---- one address ---- */

static geo_status show_address(geo_ctx *ctx, geo_trees *trees, const geo_trees_work *work,
                               const geo_batch *batch, size_t row, const geo_trees_answer *answer)
{
    const geo_view *view = &work->views.items[answer->view];
    bool counts = trees->options.by_tree && answer->is_home && answer->known;
    bool *keep = geo_trees_eyes(&trees->options, view, answer->at);
    geo_status status = keep ? GEO_OK : geo_fail_nomem(ctx);
    trees->homes_shown += counts;
    for (size_t i = 0; status == GEO_OK && i < view->tree_count; i++) {
        size_t eye = best_eye(view, keep, i, trees->options.reach_m);
        if (eye == SIZE_MAX)
            continue;
        if (trees->sink.put)
            status = show_line(ctx, work, batch, row, view, eye, i);
        if (status == GEO_OK && counts &&
            view->verdict[eye * view->tree_count + i] == GEO_SIGHT_FREE &&
            !work->scene.trees[view->trees[i]].crown_undecided)
            status = count_home(ctx, trees, &work->scene.trees[view->trees[i]], answer);
    }
    geo_free(keep);
    return status;
}

geo_status geo_trees_evidence(geo_ctx *ctx, geo_trees *trees, const geo_trees_work *work,
                              const geo_batch *batch, const uint32_t *rows, size_t count,
                              const geo_trees_answer *all)
{
    geo_status status = GEO_OK;
    if (!trees->sink.put && !trees->options.by_tree)
        return GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        status = show_address(ctx, trees, work, batch, rows[i], &all[rows[i]]);
    return status;
}

void geo_trees_show_lines(geo_trees *trees, geo_sightline_sink sink)
{
    trees->sink = sink;
}

static int compare_sights(const void *left, const void *right)
{
    return strcmp(((const geo_tree_sight *)left)->id, ((const geo_tree_sight *)right)->id);
}

const geo_tree_sight *geo_trees_by_tree(geo_trees *trees, size_t *count)
{
    *count = trees->tree_sights.count;
    if (*count)
        qsort(trees->tree_sights.items, *count, sizeof *trees->tree_sights.items, compare_sights);
    return trees->tree_sights.items;
}
