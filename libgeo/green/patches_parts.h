/* Inside the making of patches: the parts they are joined from. */
#ifndef GEO_GREEN_PATCHES_PARTS_H
#define GEO_GREEN_PATCHES_PARTS_H

#include "base/vec.h"
#include "geom/rtree.h"
#include "green/patches.h"

#define GEO_PATCH_NONE UINT32_MAX
#define GEO_PATCH_AREA_SLACK 1e-6 /* what overlays may lose: a park of exactly the least counts */

/* A polygon of the opened green, or a target of another kind. */
typedef struct geo_patch_part {
    geo_geom shape;
    geo_box box;
    uint32_t group; /* of features: where its members are to be looked for */
} geo_patch_part;

typedef GEO_VEC(geo_patch_part) geo_patch_pieces;

typedef struct geo_patch_work {
    geo_geos *geos;
    const geo_patch_options *options;
    geo_features green, water, street;
    geo_rtree *water_index, *street_index;
    uint32_t *chosen; /* rows of green that qualify */
    uint32_t *next;   /* per chosen: the next one of its cluster, or GEO_PATCH_NONE */
    size_t chosen_count;
    geo_patch_pieces parts;
    GEO_VEC(geo_geom) cut; /* shapes in green that are a part of what was read */
    bool *is_cut;          /* per row of green; NULL: none is */
    geo_hits hits;
} geo_patch_work;

/* The chosen features that may be of a patch large enough: not those that have too little area
 * together with all that lies within the gap, even unopened. *out: geo_free it. */
geo_status geo_patch_may_count(geo_ctx *ctx, const geo_patch_work *w, uint32_t **out,
                               size_t *out_count) GEO_MUST_USE;
/* Dissolves the chosen features that touch, opens them by width and takes them apart: fills
 * w->parts and w->next. root: room for one number per chosen feature. */
geo_status geo_patch_parts(geo_ctx *ctx, geo_patch_work *w, uint32_t *root) GEO_MUST_USE;
void geo_patch_release_pieces(geo_patch_pieces *pieces);
/* Water that bars nothing? row of w->water. */
bool geo_patch_is_dry(const geo_patch_work *w, uint32_t row);
/* patches_zone.c: do the two hang together within the gap, although the shortest line between them
 * is barred? */
geo_status geo_patch_detour(geo_ctx *ctx, geo_patch_work *w, const geo_patch_part *a,
                            const geo_patch_part *b, bool *out) GEO_MUST_USE;
/* Joins parts over small gaps: root[i] leads to the lowest part of i's patch. */
geo_status geo_patch_join(geo_ctx *ctx, geo_patch_work *w, uint32_t *root) GEO_MUST_USE;
/* Chains every group's members in rising order: next[i] is the one after i, NONE at the end.
 * root[i] becomes the lowest member of i's group. *out: geo_free it. */
geo_status geo_patch_chain(geo_ctx *ctx, uint32_t *root, size_t count, uint32_t **out) GEO_MUST_USE;

#endif
