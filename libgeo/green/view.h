/* A view: the observers of one building on one floor (or one lone point), every tree within reach
 * of any of them, and for each pair whether the tree is seen. Homes of the building take their
 * share of it. */
#ifndef GEO_GREEN_VIEW_H
#define GEO_GREEN_VIEW_H

#include "green/scene.h"

#define GEO_VIEW_BEYOND 255 /* the tree is not within reach of this observer */

typedef struct geo_view {
    const geo_scene_building *building; /* NULL: a lone point */
    geo_point point;                    /* of a lone view */
    double point_ground_m;
    double eye_m;     /* above ground */
    size_t eye_count; /* observers; for a building measured from its outline, its parts */
    uint32_t *trees;  /* indices into scene->trees, rising */
    size_t tree_count;
    uint8_t *verdict;   /* [eye * tree_count + tree]: geo_sight, or BEYOND */
    double *distance_m; /* the same shape: observer to trunk in plan */
} geo_view;

geo_point geo_view_eye(const geo_view *view, size_t eye);
double geo_view_ground(const geo_view *view,
                       size_t eye); /* NaN: unknown; what such an observer sees is no-data */

/* Draws the lines. building or point, eye_m and (for a lone point) its ground are set by the
 * caller. Thread-safe. */
geo_status geo_view_draw(const geo_trees_options *options, const geo_scene *scene, double reach_m,
                         geo_view *view, geo_hits *hits) GEO_MUST_USE;
void geo_view_release(geo_view *view);

/* One observer, one tree: the best of its four lines. which: rows of buildings near the line
 * (prisms). Clearance (NULL?) is that of the line the verdict rests on (m). */
geo_sight geo_view_tree(const geo_scene *scene, geo_point3 eye, const geo_scene_tree *tree,
                        const geo_hits *which, double *clearance);

#endif
