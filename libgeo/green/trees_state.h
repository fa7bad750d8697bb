/* Inside the trees measure: one address's answer, and the work on one block. */
#ifndef GEO_GREEN_TREES_STATE_H
#define GEO_GREEN_TREES_STATE_H

#include "green/blocks.h"
#include "green/homes.h"
#include "green/view.h"

#define GEO_VIEW_NONE UINT32_MAX

/* Reason codes, in the order in which they stand in a note (data/notes.csv says what each means).
 */
enum {
    GEO_NOTE_NO_BUILDING,
    GEO_NOTE_NO_FACADE,
    GEO_NOTE_NO_GROUND,
    GEO_NOTE_NODATA,
    GEO_NOTE_COVERAGE_EDGE,
    GEO_NOTE_PUBLIC_ONLY,
    GEO_NOTE_HEIGHT_ASSUMED,
    GEO_NOTE_CROWN_ASSUMED,
    GEO_NOTE_HEIGHT_UNDECIDED,
    GEO_NOTE_CROWN_UNDECIDED,
    GEO_TREES_NOTES
};

/* What is known of one address, and its answer. */
typedef struct geo_trees_answer {
    geo_point at;
    uint32_t building; /* in the scene */
    uint32_t view, top_view;
    int64_t floor; /* 0 is the ground floor */
    bool is_home;  /* and no earlier row was this one; for summary and by_tree */
    int32_t in_sight, in_sight_max, best, in_sight_public, in_reach, top;
    double nearest_m;
    bool known, max_known, public_known;
    uint32_t notes; /* bits */
    bool judged[3], enough[3];
} geo_trees_answer;

struct geo_trees {
    geo_trees_options options;
    geo_trees_inputs inputs;
    size_t building_id_column, floor_column;
    double reach_m; /* of the views: that of the options, or the widest of the summary */
    geo_trees_summary summary;
    geo_sightline_sink sink;
    geo_homes *homes;
    geo_map *tree_by_id; /* with options.by_tree */
    uint64_t homes_shown;
    bool told_repeated; /* that tree ids are not unique */
    GEO_VEC(geo_tree_sight) tree_sights;
    geo_arena *arena; /* ids of tree_sights */
};

/* Everything about one block of addresses while it is worked on. */
typedef struct geo_trees_work {
    const geo_trees *trees;
    geo_scene scene;
    GEO_VEC(geo_view) views;
    geo_map *view_by_key;
} geo_trees_work;

/* trees_share.c: what each address takes from its view, in parallel. */
geo_status geo_trees_share(geo_ctx *ctx, const geo_trees_work *work, const uint32_t *rows,
                           size_t count, geo_trees_answer *all) GEO_MUST_USE;
/* Which observers of the view are those of an address at this point; geo_free it. NULL: no memory.
 */
bool *geo_trees_eyes(const geo_trees_options *options, const geo_view *view, geo_point at);

/* trees_block.c: loads the scene of a block, draws its views, and answers its addresses. all: by
 * row. */
geo_status geo_trees_block(geo_ctx *ctx, geo_trees *trees, const geo_batch *batch,
                           const geo_blocks *blocks, size_t index, geo_arena *arena,
                           geo_trees_answer *all) GEO_MUST_USE;

/* trees_evidence.c: what was asked for beside the counts, after a block is answered. */
geo_status geo_trees_evidence(geo_ctx *ctx, geo_trees *trees, const geo_trees_work *work,
                              const geo_batch *batch, const uint32_t *rows, size_t count,
                              const geo_trees_answer *all) GEO_MUST_USE;

#endif
