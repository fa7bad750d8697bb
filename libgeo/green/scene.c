#include "green/scene.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "green/plausible.h"
#include "io/standing.h"
#include "raster/cover.h"

#define ID_REACH_M                                                                                 \
    50.0 /* a building_id counts when that building stands this near to the address point */
#define GROUND_SEARCH_M 10.0
#define PLACES_PER_M 100.0
/* Halo beyond the reach: half the widest crown; observers stand before the wall. */
#define CROWN_MARGIN_M (GEO_CROWN_MOST_M / 2 + GEO_FACADE_OFFSET_M)

const char *const GEO_TREES_ADDRESS_TEXT[1] = {"building_id"};
const char *const GEO_TREES_ADDRESS_NUMBER[1] = {"home"};
const char *const GEO_TREES_BUILDING_NUMBER[1] = {"height_m"};
const char *const GEO_TREES_TREE_TEXT[1] = {"status"};
const char *const GEO_TREES_TREE_NUMBER[5] = {"height_m", "height_max_m", "crown_d_m", "public",
                                              "height_min_m"};

bool geo_scene_is_near(const geo_scene_part *part, geo_point p)
{
    return geo_box_distance(part->box, p) <= ID_REACH_M;
}

geo_status geo_scene_building_at(geo_ctx *ctx, const geo_scene *scene, const char *id, geo_point p,
                                 geo_hits *hits, uint32_t *out)
{
    *out = GEO_SCENE_NONE;
    uint32_t *known = id ? geo_map_get(scene->building_by_id, id, strlen(id)) : NULL;
    if (known) {
        const geo_scene_building *building = &scene->buildings[*known];
        for (size_t i = 0; i < building->parts.count && *out == GEO_SCENE_NONE; i++)
            if (geo_scene_is_near(&building->parts.items[i], p))
                *out = *known;
        if (*out != GEO_SCENE_NONE)
            return GEO_OK;
    }
    geo_status status = geo_rtree_search(ctx, scene->building_index, geo_box_around(p, 0), hits);
    const char *lowest = NULL;
    for (size_t i = 0; status == GEO_OK && i < hits->count; i++) {
        uint32_t row = hits->items[i];
        const char *row_id = scene->features_building.ids[row];
        if (geo_geom_covers(&scene->features_building.geoms[row], p) &&
            (!lowest || strcmp(row_id, lowest) < 0)) {
            lowest = row_id;
            *out = scene->building_of_row[row];
        }
    }
    return status;
}

/* ---- loading ---- */

/* The box whose trees and surface can matter: the points, and the buildings they may belong to,
 * grown by the reach. */
static geo_box needed_box(const geo_features *buildings, geo_box points, double reach_m)
{
    geo_box near = geo_box_grow(points, ID_REACH_M), need = points;
    for (size_t i = 0; i < buildings->count; i++)
        if (geo_box_meets(buildings->boxes[i], near))
            need = geo_box_join(need, buildings->boxes[i]);
    return geo_box_grow(need, reach_m + CROWN_MARGIN_M);
}

static bool box_inside(geo_box inner, geo_box outer)
{
    return inner.xmin >= outer.xmin && inner.ymin >= outer.ymin && inner.xmax <= outer.xmax &&
           inner.ymax <= outer.ymax;
}

static geo_status read_buildings(geo_ctx *ctx, geo_source *source, geo_box points, double reach_m,
                                 geo_features *out, geo_box *need)
{
    geo_box box = geo_box_grow(points, reach_m + CROWN_MARGIN_M + 2 * ID_REACH_M);
    for (;;) {
        geo_status status = geo_source_read(ctx, source, &box, out);
        if (status != GEO_OK)
            return status;
        *need = needed_box(out, points, reach_m);
        if (box_inside(*need, box))
            return GEO_OK;
        geo_features_release(out); /* a building reaches far: read again, wide enough */
        box = geo_box_join(box, *need);
    }
}

static double known_or(double value, double fallback)
{
    return isfinite(value) ? value : fallback;
}

static geo_status group_buildings(geo_ctx *ctx, const geo_trees_options *options, geo_scene *scene)
{
    const geo_features *rows = &scene->features_building;
    scene->building_by_id = geo_map_new();
    scene->buildings = geo_calloc(rows->count, sizeof *scene->buildings);
    scene->building_of_row = geo_alloc(rows->count, sizeof *scene->building_of_row);
    if (!scene->building_by_id || !scene->buildings || !scene->building_of_row)
        return geo_fail_nomem(ctx);
    for (uint32_t row = 0; row < rows->count; row++) {
        size_t length = strlen(rows->ids[row]);
        uint32_t *known = geo_map_get(scene->building_by_id, rows->ids[row], length);
        uint32_t index = known ? *known : (uint32_t)scene->building_count;
        if (!known && !geo_map_set(scene->building_by_id, rows->ids[row], length, index))
            return geo_fail_nomem(ctx);
        scene->building_count += !known;
        geo_scene_building *building = &scene->buildings[index];
        geo_scene_part part = {row, rows->boxes[row],
                               known_or(rows->number[0][row], options->building_height_m)};
        if (!geo_vec_push(&building->parts, part))
            return geo_fail_nomem(ctx);
        scene->building_of_row[row] = index;
    }
    return geo_rtree_new(ctx, rows->boxes, rows->count, &scene->building_index);
}

/* Does a standing tree count, and with which height and crown? */
static bool take_tree(const geo_trees_options *options, const geo_features *rows, size_t i,
                      geo_scene_tree *out)
{
    double height = geo_plausible(rows->number[0][i], GEO_TREE_MOST_M);
    double height_max = geo_plausible(rows->number[1][i], GEO_TREE_MOST_M);
    double crown_d = geo_plausible(rows->number[2][i], GEO_CROWN_MOST_M);
    if (height < options->min_height_m || (isnan(height) && height_max < options->min_height_m))
        return false;
    geo_scene_tree tree = {.id = rows->ids[i], .at = rows->geoms[i].points[0], .ground_m = NAN};
    tree.height_assumed = isnan(height);
    tree.undecided =
        isnan(height) && !isnan(height_max) && !(rows->number[4][i] >= options->min_height_m);
    tree.crown_assumed = isnan(crown_d);
    double least = known_or(geo_plausible(rows->number[4][i], GEO_TREE_MOST_M), 0);
    tree.height_m = isnan(height)
                        ? fmin(fmax(options->tree_height_m, least), known_or(height_max, INFINITY))
                        : height;
    tree.crown_d_m = tree.crown_assumed ? options->crown_d_m : crown_d;
    tree.is_public = rows->number[3][i] == 1;
    tree.public_unknown = isnan(rows->number[3][i]);
    tree.crown_undecided = tree.crown_assumed && options->min_crown_area_m2 > 0;
    if (!tree.crown_assumed && M_PI / 4 * crown_d * crown_d < options->min_crown_area_m2)
        return false;
    *out = tree;
    return true;
}

static geo_status seen_before(geo_ctx *ctx, geo_map *map, const char *key, size_t length, bool *out)
{
    *out = geo_map_get(map, key, length) != NULL;
    return *out || geo_map_set(map, key, length, 1) ? GEO_OK : geo_fail_nomem(ctx);
}

/* A row that repeats an earlier one, id and place (to the centimetre), is the same tree again. The
 * place is part of the key: which other trees were loaded must not matter. */
static geo_status is_repeated(geo_ctx *ctx, geo_scene *scene, geo_map *seen, geo_text *key,
                              bool *out)
{
    const geo_scene_tree *tree = &scene->trees[scene->tree_count];
    int64_t place[2] = {llround(tree->at.x * PLACES_PER_M), llround(tree->at.y * PLACES_PER_M)};
    bool same_id;
    geo_text_reset(key);
    geo_text_add(key, tree->id);
    geo_status status = key->failed
                            ? geo_fail_nomem(ctx)
                            : seen_before(ctx, seen, geo_text_string(key), key->length, &same_id);
    geo_text_add_char(key, '\0');
    geo_text_add_bytes(key, place, sizeof place);
    if (status == GEO_OK && key->failed)
        status = geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = seen_before(ctx, seen, key->data, key->length, out);
    if (status == GEO_OK && same_id && !scene->repeated_tree)
        scene->repeated_tree = tree->id;
    return status;
}

static geo_status load_trees(geo_ctx *ctx, const geo_trees_options *options,
                             const geo_source *source, const geo_features *rows, geo_scene *scene)
{
    scene->trees = geo_alloc(rows->count, sizeof *scene->trees);
    geo_box *boxes = geo_alloc(rows->count, sizeof *boxes);
    geo_map *by_id = geo_map_new();
    geo_text key = GEO_TEXT_INIT;
    geo_status status = scene->trees && boxes && by_id ? GEO_OK : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < rows->count; i++) {
        bool repeated, stands = false;
        status = geo_tree_stands(ctx, source, rows, i, rows->text[0][i], &stands);
        if (status != GEO_OK || !stands ||
            !take_tree(options, rows, i, &scene->trees[scene->tree_count]))
            continue;
        status = is_repeated(ctx, scene, by_id, &key, &repeated);
        if (status != GEO_OK || repeated)
            continue;
        boxes[scene->tree_count] = geo_box_around(scene->trees[scene->tree_count].at, 0);
        scene->tree_count++;
    }
    if (status == GEO_OK)
        status = geo_rtree_new(ctx, boxes, scene->tree_count, &scene->tree_index);
    geo_map_free(by_id);
    geo_text_release(&key);
    geo_free(boxes);
    return status;
}

static geo_status load_homes(geo_ctx *ctx, geo_source *source, geo_box box, geo_scene *scene)
{
    geo_features rows = {0};
    geo_hits hits = {0};
    geo_status status = geo_source_read(ctx, source, &box, &rows);
    for (size_t i = 0; status == GEO_OK && i < rows.count; i++) {
        uint32_t index;
        if (rows.number[0][i] == 0)
            continue; /* no home */
        geo_point p = rows.geoms[i].points[0];
        status = geo_scene_building_at(ctx, scene, rows.text[0][i], p, &hits, &index);
        if (status == GEO_OK && index != GEO_SCENE_NONE &&
            !geo_vec_push(&scene->buildings[index].homes, p))
            status = geo_fail_nomem(ctx);
    }
    geo_features_release(&rows);
    geo_free(hits.items);
    return status;
}

static geo_status load_prisms(geo_ctx *ctx, const geo_trees_options *options, geo_scene *scene)
{
    const geo_features *rows = &scene->features_building;
    scene->prisms = geo_alloc(rows->count, sizeof *scene->prisms);
    if (!scene->prisms)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < rows->count; i++)
        scene->prisms[i] = (geo_prism){&rows->geoms[i], rows->boxes[i],
                                       known_or(rows->number[0][i], options->building_height_m)};
    return GEO_OK;
}

/* DTM outside buildings, DSM in cells whose centre lies in a building; with trees_block the DSM
 * everywhere. */
static geo_status load_surface(geo_ctx *ctx, const geo_trees_options *options,
                               const geo_trees_inputs *inputs, geo_box box, geo_scene *scene)
{
    geo_grid in_building = {0};
    geo_status status = geo_grid_read(ctx, inputs->dtm, box, &scene->ground);
    if (status == GEO_OK)
        status = geo_grid_read(ctx, inputs->dsm, box, &scene->surface);
    if (status == GEO_OK && !options->trees_block)
        status = geo_grid_init(ctx, &in_building, scene->surface.frame, 0);
    for (size_t i = 0;
         status == GEO_OK && !options->trees_block && i < scene->features_building.count; i++)
        status = geo_grid_burn(ctx, &in_building, &scene->features_building.geoms[i], 1);
    geo_frame frame = scene->surface.frame;
    for (int64_t row = 0; status == GEO_OK && !options->trees_block && row < frame.height; row++)
        for (int64_t column = 0; column < frame.width; column++) {
            int64_t cell = row * frame.width + column;
            if (in_building.cells[cell] == 0)
                scene->surface.cells[cell] =
                    geo_grid_at(&scene->ground, geo_frame_centre(frame, row, column));
        }
    geo_grid_release(&in_building);
    scene->has_surface = status == GEO_OK;
    return status;
}

geo_status geo_scene_load(geo_ctx *ctx, const geo_trees_options *options,
                          const geo_trees_inputs *inputs, geo_box points, double reach_m,
                          geo_scene *out)
{
    geo_box need = geo_box_grow(points, reach_m + CROWN_MARGIN_M);
    bool sight = options->method == GEO_TREES_SIGHT;
    geo_scene scene = {0};
    geo_status status =
        read_buildings(ctx, inputs->building, points, reach_m, &scene.features_building, &need);
    if (status == GEO_OK)
        status = group_buildings(ctx, options, &scene);
    if (status == GEO_OK)
        status = geo_source_read(ctx, inputs->tree, &need, &scene.features_tree);
    if (status == GEO_OK)
        status = load_trees(ctx, options, inputs->tree, &scene.features_tree, &scene);
    if (status == GEO_OK && inputs->address && options->from == GEO_FROM_FACADE &&
        options->facade == GEO_FACADE_OWN)
        status = load_homes(ctx, inputs->address, geo_box_grow(need, ID_REACH_M), &scene);
    if (status == GEO_OK && sight && inputs->dsm)
        status = load_surface(ctx, options, inputs, need, &scene);
    if (status == GEO_OK && sight && !inputs->dsm)
        status = load_prisms(ctx, options, &scene);
    for (size_t i = 0; status == GEO_OK && i < scene.tree_count; i++)
        scene.trees[i].ground_m = geo_scene_ground(&scene, scene.trees[i].at);
    if (status != GEO_OK) {
        geo_scene_release(&scene);
        return status;
    }
    *out = scene;
    return GEO_OK;
}

void geo_scene_release(geo_scene *scene)
{
    for (size_t i = 0; i < scene->building_count; i++) {
        geo_free(scene->buildings[i].parts.items);
        geo_free(scene->buildings[i].homes.items);
        geo_free(scene->buildings[i].facade.items);
        geo_free(scene->buildings[i].facade_part);
        geo_free(scene->buildings[i].ground_m);
    }
    geo_free(scene->buildings);
    geo_free(scene->building_of_row);
    geo_map_free(scene->building_by_id);
    geo_rtree_free(scene->building_index);
    geo_features_release(&scene->features_building);
    geo_features_release(&scene->features_tree);
    geo_free(scene->trees);
    geo_rtree_free(scene->tree_index);
    geo_free(scene->prisms);
    geo_grid_release(&scene->surface);
    geo_grid_release(&scene->ground);
    *scene = (geo_scene){0};
}

/* ---- asking ---- */

double geo_scene_ground(const geo_scene *scene, geo_point p)
{
    if (!scene->has_surface)
        return 0;
    const geo_frame frame = scene->ground.frame;
    float here = geo_grid_at(&scene->ground, p);
    if (!isnan(here))
        return (double)here;
    geo_window window = geo_frame_window(frame, geo_box_around(p, GROUND_SEARCH_M));
    double nearest = INFINITY, ground = NAN;
    for (int64_t row = window.row; row < window.row + window.height; row++)
        for (int64_t column = window.column; column < window.column + window.width; column++) {
            float value = scene->ground.cells[row * frame.width + column];
            double distance = geo_point_distance(p, geo_frame_centre(frame, row, column));
            if (!isnan(value) && distance <= GROUND_SEARCH_M && distance < nearest) {
                nearest = distance;
                ground = (double)value;
            }
        }
    return ground;
}

/* Looks the point into its own building or along its wall (what is half a metre off the end of one
 * wall may stand on the next, or not, as it is rounded), or at another one from too near? */
static geo_status is_clear(geo_ctx *ctx, const geo_scene *scene, uint32_t own, geo_point p,
                           geo_hits *hits, bool *out)
{
    *out = true;
    geo_status status =
        geo_rtree_search(ctx, scene->building_index, geo_box_around(p, GEO_FACADE_CLEAR_M), hits);
    for (size_t i = 0; status == GEO_OK && *out && i < hits->count; i++) {
        uint32_t row = hits->items[i];
        const geo_geom *outline = &scene->features_building.geoms[row];
        double clear_m =
            scene->building_of_row[row] == own ? GEO_FACADE_CORNER_M : GEO_FACADE_CLEAR_M;
        *out = geo_geom_distance(outline, p, NULL) > clear_m;
    }
    return status;
}

/* Appends the points of one part that look out; facade_part is filled when there is room for all.
 */
static geo_status walk_part(geo_ctx *ctx, const geo_scene *scene, geo_scene_building *building,
                            size_t part, double spacing_m, geo_hits *hits)
{
    uint32_t own = (uint32_t)(building - scene->buildings);
    size_t first = building->facade.count, kept = first;
    const geo_geom *outline = &scene->features_building.geoms[building->parts.items[part].row];
    geo_status status = geo_facade_walk(ctx, outline, spacing_m, &building->facade);
    for (size_t i = first; status == GEO_OK && i < building->facade.count; i++) {
        bool clear;
        status = is_clear(ctx, scene, own, building->facade.items[i], hits, &clear);
        if (status == GEO_OK && clear)
            building->facade.items[kept++] = building->facade.items[i];
    }
    building->facade.count = kept;
    uint32_t *parts = geo_realloc(building->facade_part, kept, sizeof *parts);
    if (status != GEO_OK || !parts) {
        building->facade_part = parts ? parts : building->facade_part;
        return status != GEO_OK ? status : geo_fail_nomem(ctx);
    }
    for (size_t i = first; i < kept; i++)
        parts[i] = (uint32_t)part;
    building->facade_part = parts;
    return GEO_OK;
}

geo_status geo_scene_facade(geo_ctx *ctx, const geo_scene *scene, geo_scene_building *building,
                            double spacing_m, geo_hits *hits)
{
    geo_status status = GEO_OK;
    for (size_t part = 0; status == GEO_OK && part < building->parts.count; part++)
        status = walk_part(ctx, scene, building, part, spacing_m, hits);
    size_t count = building->facade.count;
    if (status == GEO_OK && !(building->ground_m = geo_alloc(count, sizeof *building->ground_m)))
        status = geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        building->ground_m[i] = geo_scene_ground(scene, building->facade.items[i]);
    return status;
}
