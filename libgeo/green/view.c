#include "green/view.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"

#define EYE_FREE_M 1.0 /* cells this near to the observer never block */

/* A building that is measured from its outline has no observers. */
static bool has_facade(const geo_view *view)
{
    return view->building && view->building->facade.count > 0;
}

geo_point geo_view_eye(const geo_view *view, size_t eye)
{
    return has_facade(view) ? view->building->facade.items[eye] : view->point;
}

double geo_view_ground(const geo_view *view, size_t eye)
{
    return has_facade(view) ? view->building->ground_m[eye] : view->point_ground_m;
}

/* Trunk top, crown height on the trunk, and both flanks of the crown square to the view. */
static void targets_of(geo_point3 eye, const geo_scene_tree *tree, geo_point3 out[4])
{
    double dx = tree->at.x - eye.x, dy = tree->at.y - eye.y, away = hypot(dx, dy);
    double sx = away > 0 ? -dy / away : 0, sy = away > 0 ? dx / away : 1;
    double half = tree->crown_d_m / 2;
    double top = tree->ground_m + tree->height_m;
    double crown = tree->ground_m + fmax(tree->height_m - half, tree->height_m / 2);
    out[0] = (geo_point3){tree->at.x, tree->at.y, top};
    out[1] = (geo_point3){tree->at.x, tree->at.y, crown};
    out[2] = (geo_point3){tree->at.x + sx * half, tree->at.y + sy * half, crown};
    out[3] = (geo_point3){tree->at.x - sx * half, tree->at.y - sy * half, crown};
}

geo_sight geo_view_tree(const geo_scene *scene, geo_point3 eye, const geo_scene_tree *tree,
                        const geo_hits *which, double *clearance)
{
    geo_point3 targets[4];
    geo_sight best = GEO_SIGHT_BLOCKED;
    double best_clearance = -INFINITY;
    if (clearance)
        *clearance = NAN;
    if (isnan(tree->ground_m))
        return GEO_SIGHT_NODATA;
    targets_of(eye, tree, targets);
    for (int i = 0; i < 4 && (clearance || best != GEO_SIGHT_FREE); i++) {
        geo_sight_line line = {eye,        targets[i], {eye.x, eye.y},
                               EYE_FREE_M, tree->at,   tree->crown_d_m / 2};
        double room = 0, *room_out = clearance ? &room : NULL;
        geo_sight sight = scene->has_surface ? geo_sight_over_grid(&scene->surface, &line, room_out)
                                             : geo_sight_past_prisms(scene->prisms, which->items,
                                                                     which->count, &line, room_out);
        if (sight < best || (sight == best && room > best_clearance))
            best_clearance = room;
        best = sight < best ? sight : best;
    }
    if (clearance)
        *clearance = best_clearance;
    return best;
}

/* Trees within reach of any observer, in rising order. */
static geo_status find_trees(const geo_trees_options *options, const geo_scene *scene,
                             double reach_m, geo_view *view, geo_hits *hits)
{
    geo_box box = GEO_BOX_EMPTY;
    bool from_outline = options->from == GEO_FROM_BUILDING && view->building;
    for (size_t i = 0; from_outline && i < view->building->parts.count; i++)
        box = geo_box_join(box, view->building->parts.items[i].box);
    for (size_t eye = 0; !from_outline && eye < view->eye_count; eye++)
        box = geo_box_join(box, geo_box_around(geo_view_eye(view, eye), 0));
    geo_status status =
        geo_rtree_search(NULL, scene->tree_index, geo_box_grow(box, reach_m + GEO_SLACK_M), hits);
    if (status != GEO_OK)
        return status;
    view->tree_count = hits->count;
    view->trees = geo_alloc(hits->count, sizeof *view->trees);
    view->verdict = geo_alloc(hits->count, view->eye_count);
    view->distance_m = geo_alloc(hits->count * view->eye_count, sizeof *view->distance_m);
    if (!view->trees || !view->verdict || !view->distance_m)
        return GEO_ERR_NOMEM;
    if (hits->count)
        memcpy(view->trees, hits->items, hits->count * sizeof *view->trees);
    return GEO_OK;
}

static double distance_to(const geo_trees_options *options, const geo_scene *scene,
                          const geo_view *view, size_t eye, geo_point tree)
{
    if (options->from != GEO_FROM_BUILDING || !view->building)
        return geo_point_distance(geo_view_eye(view, eye), tree);
    uint32_t row = view->building->parts.items[eye].row;
    return geo_geom_distance(&scene->features_building.geoms[row], tree, NULL);
}

static geo_status judge(const geo_trees_options *options, const geo_scene *scene,
                        const geo_view *view, size_t eye, const geo_scene_tree *tree,
                        geo_hits *hits, uint8_t *out)
{
    *out = GEO_SIGHT_FREE;
    if (options->method == GEO_TREES_RADIUS)
        return GEO_OK;
    geo_point at = geo_view_eye(view, eye);
    double ground = geo_view_ground(view, eye);
    *out = GEO_SIGHT_NODATA;
    if (isnan(ground))
        return GEO_OK;
    if (!scene->has_surface) {
        geo_box box =
            geo_box_join(geo_box_around(at, 0), geo_box_around(tree->at, tree->crown_d_m / 2));
        geo_status status = geo_rtree_search(NULL, scene->building_index, box, hits);
        if (status != GEO_OK)
            return status;
    }
    *out = (uint8_t)geo_view_tree(scene, (geo_point3){at.x, at.y, ground + view->eye_m}, tree, hits,
                                  NULL);
    return GEO_OK;
}

geo_status geo_view_draw(const geo_trees_options *options, const geo_scene *scene, double reach_m,
                         geo_view *view, geo_hits *hits)
{
    bool from_outline = view->building && options->from == GEO_FROM_BUILDING;
    view->eye_count = view->building ? view->building->facade.count : 1;
    if (from_outline)
        view->eye_count = view->building->parts.count;
    geo_status status = find_trees(options, scene, reach_m, view, hits);
    for (size_t eye = 0; status == GEO_OK && eye < view->eye_count; eye++)
        for (size_t i = 0; status == GEO_OK && i < view->tree_count; i++) {
            const geo_scene_tree *tree = &scene->trees[view->trees[i]];
            size_t pair = eye * view->tree_count + i;
            view->distance_m[pair] = distance_to(options, scene, view, eye, tree->at);
            view->verdict[pair] = GEO_VIEW_BEYOND;
            if (view->distance_m[pair] <= reach_m)
                status = judge(options, scene, view, eye, tree, hits, &view->verdict[pair]);
        }
    return status;
}

void geo_view_release(geo_view *view)
{
    geo_free(view->trees);
    geo_free(view->verdict);
    geo_free(view->distance_m);
    view->trees = NULL;
    view->verdict = NULL;
    view->distance_m = NULL;
}
