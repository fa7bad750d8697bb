/* What the files of sinks share. */
#ifndef GEO_WATER_SINKS_PARTS_H
#define GEO_WATER_SINKS_PARTS_H

#include "geom/rtree.h"
#include "io/scratch.h"
#include "raster/regions.h"
#include "water/hierarchy.h"
#include "water/sinks.h"

/* Bands of whole rows of about this many cells. */
enum { GEO_SINKS_BAND_CELLS = 1 << 22 };

/* ---- ground ---- */

/* Copies the model, raises and burns. buildings NULL: none is raised. raised: a bit a cell, all 0,
 * in the order of rows: set where a building stands that nothing was burned through; NULL without
 * buildings. */
geo_status geo_sinks_ground(geo_ctx *ctx, const geo_grid_source *dtm, const geo_features *buildings,
                            const geo_features *burn, uint8_t *raised, geo_scratch *z,
                            geo_sinks_tally *tally) GEO_MUST_USE;

/* ---- tree ---- */

/* The tree of sinks out of that of depressions. By label of the flood (0 .. labels): base, the
 * lowest sink of which its cells may be part; drain, the sink without children to which its cells
 * drain. By sink: jump, an ancestor some way up (see geo_sinks_over). */
typedef struct geo_sinks_tree {
    geo_sink *items;  /* shares not settled yet */
    uint64_t *spills; /* cells */
    uint32_t *parents, *jumps;
    uint32_t count;
    uint32_t *base, *drain;
} geo_sinks_tree;
geo_status geo_sinks_tree_init(geo_ctx *ctx, const geo_hierarchy *hierarchy, uint32_t labels,
                               geo_frame frame, const geo_sinks_options *options,
                               geo_sinks_tally *tally, geo_sinks_tree *out) GEO_MUST_USE;
void geo_sinks_tree_release(geo_sinks_tree *tree);
/* The lowest sink from `base` upward that has water over a cell of height z when it is full; 0. */
uint32_t geo_sinks_over(const geo_sinks_tree *tree, uint32_t base, float z);

/* ---- shares ---- */

/* Cells whose centres lie in one of a set of polygons. */
typedef struct geo_sinks_cover {
    geo_features features;
    geo_rtree *index;
    geo_hits hits;
    bool is_known;
} geo_sinks_cover;
geo_status geo_sinks_cover_init(geo_ctx *ctx, geo_source *source, geo_box box,
                                geo_sinks_cover *out) GEO_MUST_USE;
void geo_sinks_cover_release(geo_sinks_cover *cover);
/* Sets the cells of a grid that lie in one to 1, all others to 0. */
geo_status geo_sinks_cover_mark(geo_ctx *ctx, geo_sinks_cover *cover, geo_grid *grid) GEO_MUST_USE;

struct geo_sinks {
    geo_frame frame;
    geo_sinks_options options;
    geo_sinks_tally tally;
    geo_sinks_cover building, water;
    geo_scratch *z, *labels;
    uint8_t *raised; /* geo_sinks_ground; NULL: nothing is */
    geo_flood *flood;
    geo_sinks_tree tree;
    geo_outlines *shapes, *catchments;
    geo_grid_source filled_source, label_source;
    uint32_t *cells; /* of the window a source is asked for */
    size_t cell_room;
};

/* sinks_grids.c: the sources of filled heights and of labels, by the name of the model. `name` must
 * live as long as they are read. */
void geo_sinks_offer(geo_sinks *sinks, const char *name);

#endif
