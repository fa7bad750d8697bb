/* What an address takes from its view: counts over its own observers, and how far the data go. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "green/trees_state.h"

typedef struct share {
    int32_t in_sight, in_sight_max, best, in_sight_public, in_reach, within[3], within_max[3];
    double nearest_m;
    double edge_m, public_only_m; /* to where the tree data end */
    bool no_eye, no_ground, height_assumed, crown_assumed, undecided, public_unknown;
    bool nodata, crown_undecided;
} share;

/* Those of its homes that stand near one of the parts that `own` stands near: others cannot be
 * known. */
static size_t near_homes(const geo_scene_building *building, geo_point own, geo_point *out)
{
    size_t count = 0;
    for (size_t h = 0; h < building->homes.count; h++)
        for (size_t i = 0; i < building->parts.count; i++) {
            const geo_scene_part *part = &building->parts.items[i];
            if (!geo_scene_is_near(part, own) || !geo_scene_is_near(part, building->homes.items[h]))
                continue;
            out[count++] = building->homes.items[h];
            break;
        }
    return count;
}

/* The own points among those that keep is set for. */
static bool keep_own(const geo_scene_building *building, geo_point own, bool *keep)
{
    size_t count = building->facade.count, near = 0;
    geo_point *points = geo_alloc(count + building->homes.count, sizeof *points);
    bool *mine = geo_alloc(count, sizeof *mine);
    if (points && mine) {
        for (size_t eye = 0; eye < count; eye++)
            if (keep[eye])
                points[near++] = building->facade.items[eye];
        geo_point *homes = points + count;
        geo_facade_own(points, near, own, homes, near_homes(building, own, homes), mine);
        near = 0;
        for (size_t eye = 0; eye < count; eye++)
            keep[eye] = keep[eye] && mine[near++];
    }
    bool done = points && mine;
    geo_free(points);
    geo_free(mine);
    return done;
}

bool *geo_trees_eyes(const geo_trees_options *options, const geo_view *view, geo_point at)
{
    const geo_scene_building *building = view->building;
    bool from_outline = options->from == GEO_FROM_BUILDING;
    bool *keep = geo_alloc(view->eye_count, sizeof *keep);
    if (!keep)
        return NULL;
    for (size_t eye = 0; eye < view->eye_count; eye++) {
        size_t part = !building || from_outline ? eye : building->facade_part[eye];
        keep[eye] = !building || geo_scene_is_near(&building->parts.items[part], at);
    }
    if (building && !from_outline && options->facade == GEO_FACADE_OWN &&
        !keep_own(building, at, keep)) {
        geo_free(keep);
        return NULL;
    }
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
    bool hidden_by_nodata = maybe_m < seen_m && maybe_m <= reach_m;
    if (tree->crown_undecided) /* it may be too small to count */
        seen_m = INFINITY;
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
    out->public_unknown |= seen_m <= reach_m && tree->public_unknown;
    out->in_sight_max += maybe_m <= reach_m;
    out->nodata |= hidden_by_nodata && !(seen_m <= reach_m);
    out->crown_undecided |= tree->crown_undecided && maybe_m <= reach_m;
    out->height_assumed |= tree->height_assumed;
    out->crown_assumed |= tree->crown_assumed;
    out->undecided |= tree->undecided;
}

static int32_t seen_by(const geo_scene *scene, const geo_view *view, size_t eye, double reach_m)
{
    int32_t count = 0;
    for (size_t i = 0; i < view->tree_count; i++) {
        size_t pair = eye * view->tree_count + i;
        count += view->verdict[pair] == GEO_SIGHT_FREE && view->distance_m[pair] <= reach_m &&
                 !scene->trees[view->trees[i]].crown_undecided;
    }
    return count;
}

/* How far off the tree data end, or hold public trees only, seen from one point. */
static void data_end_at(const geo_coverage *coverage, geo_point p, share *out)
{
    out->edge_m = fmin(out->edge_m, geo_coverage_edge(coverage, p));
    out->public_only_m = fmin(out->public_only_m, geo_coverage_public_only(coverage, p));
}

static const geo_geom *outline_of(const geo_trees_work *work, const geo_view *view, size_t part)
{
    return &work->scene.features_building.geoms[view->building->parts.items[part].row];
}

/* From anywhere on the outlines that are looked from. */
static void data_end_at_outline(const geo_trees_work *work, const geo_view *view, const bool *keep,
                                share *out)
{
    const geo_coverage *coverage = work->trees->inputs.coverage;
    for (size_t i = 0; i < view->building->parts.count; i++) {
        const geo_geom *outline = outline_of(work, view, i);
        if (!keep[i])
            continue;
        out->edge_m = fmin(out->edge_m, geo_coverage_edge_of(coverage, outline));
        out->public_only_m =
            fmin(out->public_only_m, geo_coverage_public_only_of(coverage, outline));
    }
}

/* How far an address's observers are from its point, at most. */
static double widest_eye(const geo_trees_work *work, const geo_view *view, const bool *keep,
                         geo_point at)
{
    bool from_outline = view->building && work->trees->options.from == GEO_FROM_BUILDING;
    double widest = 0;
    for (size_t eye = 0; eye < view->eye_count; eye++) {
        const geo_geom *outline = from_outline ? outline_of(work, view, eye) : NULL;
        for (uint32_t k = 0; keep[eye] && outline && k < outline->point_count; k++)
            widest = fmax(widest, geo_point_distance(at, outline->points[k]));
        if (keep[eye] && !outline)
            widest = fmax(widest, geo_point_distance(at, geo_view_eye(view, eye)));
    }
    return widest;
}

/* The nearest end from any of the address's observers. Neither distance changes by more than the
 * way between two points, so that most addresses need one look. */
static void find_data_end(const geo_trees_work *work, const geo_view *view, const bool *keep,
                          geo_point at, share *out)
{
    const geo_coverage *coverage = work->trees->inputs.coverage;
    if (!coverage || !geo_coverage_is_stated(coverage))
        return;
    share here = *out;
    data_end_at(coverage, at, &here);
    if (fmin(here.edge_m, here.public_only_m) - widest_eye(work, view, keep, at) >=
        work->trees->reach_m)
        return;
    if (view->building && work->trees->options.from == GEO_FROM_BUILDING) {
        data_end_at_outline(work, view, keep, out);
        return;
    }
    for (size_t eye = 0; eye < view->eye_count; eye++)
        if (keep[eye])
            data_end_at(coverage, geo_view_eye(view, eye), out);
}

static geo_status take_share(const geo_trees_work *work, const geo_view *view, geo_point at,
                             share *out)
{
    const geo_trees_options *options = &work->trees->options;
    *out = (share){
        .nearest_m = INFINITY, .edge_m = INFINITY, .public_only_m = INFINITY, .no_eye = true};
    bool *keep = geo_trees_eyes(options, view, at);
    if (!keep)
        return GEO_ERR_NOMEM;
    bool grounded = options->method == GEO_TREES_RADIUS;
    for (size_t eye = 0; eye < view->eye_count; eye++) {
        if (!keep[eye])
            continue;
        out->no_eye = false;
        grounded = grounded || !isnan(geo_view_ground(view, eye));
        int32_t seen = seen_by(&work->scene, view, eye, options->reach_m);
        out->best = seen > out->best ? seen : out->best;
    }
    out->no_ground = !out->no_eye && !grounded;
    for (size_t i = 0; i < view->tree_count; i++)
        share_tree(&work->scene.trees[view->trees[i]], view, keep, i, options->reach_m, out);
    if (view->building && options->from == GEO_FROM_BUILDING)
        out->best = out->in_sight; /* there is no single point */
    find_data_end(work, view, keep, at, out);
    geo_free(keep);
    return GEO_OK;
}

static geo_status answer(const geo_trees_work *work, geo_trees_answer *a)
{
    const geo_view *view = &work->views.items[a->view];
    share mine, top = {0};
    geo_status status = take_share(work, view, a->at, &mine);
    if (status == GEO_OK && a->top_view != GEO_VIEW_NONE)
        status = take_share(work, &work->views.items[a->top_view], a->at, &top);
    if (status != GEO_OK)
        return status;
    double end_m = fmin(mine.edge_m, mine.public_only_m), reach_m = work->trees->options.reach_m;
    uint32_t ends = (uint32_t)(mine.edge_m < reach_m) << GEO_NOTE_COVERAGE_EDGE |
                    (uint32_t)(mine.public_only_m < reach_m) << GEO_NOTE_PUBLIC_ONLY;
    a->known = !mine.no_eye && !mine.no_ground;
    a->max_known = a->known && ends == 0;
    a->notes |= (uint32_t)mine.no_eye << GEO_NOTE_NO_FACADE | (uint32_t)mine.no_ground
                                                                  << GEO_NOTE_NO_GROUND;
    if (a->known)
        a->notes |= ends | (uint32_t)mine.nodata << GEO_NOTE_NODATA |
                    (uint32_t)mine.height_assumed << GEO_NOTE_HEIGHT_ASSUMED |
                    (uint32_t)mine.crown_assumed << GEO_NOTE_CROWN_ASSUMED |
                    (uint32_t)mine.undecided << GEO_NOTE_HEIGHT_UNDECIDED |
                    (uint32_t)mine.crown_undecided << GEO_NOTE_CROWN_UNDECIDED;
    a->in_sight = mine.in_sight;
    a->in_sight_max = mine.in_sight_max;
    a->best = mine.best;
    a->in_sight_public = mine.in_sight_public;
    a->public_known = a->known && !mine.public_unknown;
    a->in_reach = mine.in_reach;
    a->nearest_m = mine.nearest_m;
    a->top = top.in_sight;
    for (int r = 0; r < 3; r++) {
        a->enough[r] = a->known && mine.within[r] >= work->trees->options.enough;
        bool all_known = a->known && end_m >= GEO_TREES_SUMMARY_REACH[r];
        a->judged[r] =
            a->enough[r] || (all_known && mine.within_max[r] < work->trees->options.enough);
    }
    return GEO_OK;
}

geo_status geo_trees_share(geo_ctx *ctx, const geo_trees_work *work, const uint32_t *rows,
                           size_t count, geo_trees_answer *all)
{
    int failed = 0;
#pragma omp parallel for schedule(dynamic, 64) reduction(|                                         \
                                                         : failed)                                 \
    num_threads(work->trees->options.threads)
    for (size_t i = 0; i < count; i++)
        failed |= answer(work, &all[rows[i]]) != GEO_OK;
    return failed ? geo_fail_nomem(ctx) : GEO_OK;
}
