/* What the trees measure needs around a block of addresses, as plain arrays in memory: buildings,
 * trees, other homes' address points, and the surface that blocks the view. Built by one thread,
 * read by many. */
#ifndef GEO_GREEN_SCENE_H
#define GEO_GREEN_SCENE_H

#include "base/map.h"
#include "geom/rtree.h"
#include "green/facade.h"
#include "green/trees.h"
#include "raster/sight.h"

typedef struct geo_scene_tree {
    const char *id;
    geo_point at;
    double height_m, crown_d_m; /* known or assumed */
    double ground_m;            /* NaN: unknown */
    bool height_assumed, crown_assumed;
    bool undecided; /* of a height class that straddles the least height */
    bool is_public, public_unknown;
    bool crown_undecided; /* its crown is unknown, and a least crown is asked for */
} geo_scene_tree;

typedef struct geo_scene_part {
    uint32_t row; /* of features_building */
    geo_box box;
    double height_m; /* known or assumed */
} geo_scene_part;

/* A building: one or several rows of the layer with one id. For an address only the parts near it
 * count (geo_scene_is_near): how far a town repeats an id is not known where the scene ends. */
typedef struct geo_scene_building {
    GEO_VEC(geo_scene_part) parts;
    geo_points homes;      /* address points of its homes */
    geo_points facade;     /* observers, part by part; filled by geo_scene_facade */
    uint32_t *facade_part; /* index of each one's part */
    double *ground_m;      /* under each of them; NaN: unknown */
    bool wanted;           /* some address of the block needs its facade */
} geo_scene_building;

typedef struct geo_scene {
    geo_features features_building, features_tree;
    geo_rtree *building_index; /* of rows */
    geo_scene_building *buildings;
    size_t building_count;
    uint32_t *building_of_row;
    geo_map *building_by_id;
    geo_scene_tree *trees; /* only those that count */
    size_t tree_count;
    const char *repeated_tree; /* an id that several trees have; NULL: none */
    geo_rtree *tree_index;
    geo_prism *prisms; /* per row of features_building; NULL with a surface */
    bool has_surface;
    geo_grid surface; /* what blocks */
    geo_grid ground;  /* DTM */
} geo_scene;

#define GEO_SCENE_NONE UINT32_MAX

/* Loads all for a box of address points. Errors: those of reading. */
geo_status geo_scene_load(geo_ctx *ctx, const geo_trees_options *options,
                          const geo_trees_inputs *inputs, geo_box points, double reach_m,
                          geo_scene *out) GEO_MUST_USE;
void geo_scene_release(geo_scene *scene);

/* Does the part stand within 50 m of p? */
bool geo_scene_is_near(const geo_scene_part *part, geo_point p);
/* Index of the building with this id, else of the one that contains p (lowest id), else NONE. */
geo_status geo_scene_building_at(geo_ctx *ctx, const geo_scene *scene, const char *id, geo_point p,
                                 geo_hits *hits, uint32_t *out) GEO_MUST_USE;
/* Facade points and their ground for one building. Thread-safe for different buildings. */
geo_status geo_scene_facade(geo_ctx *ctx, const geo_scene *scene, geo_scene_building *building,
                            double spacing_m, geo_hits *hits) GEO_MUST_USE;
/* Ground (m) under p: its cell, else the nearest valid one within 10 m (by cell centre; ties:
 * lowest row, then column), else NaN. 0 without rasters. */
double geo_scene_ground(const geo_scene *scene, geo_point p);

#endif
