/* Trees in sight of every address: the first of the three measures. Definitions: those of
 * gn-trees(1); geometry of the lines in raster/sight.h, of the observers in green/facade.h. Works
 * block by block (1 km): what a block needs is loaded with a halo, its sight lines are drawn in
 * parallel per building, and its addresses take their share. The answer does not depend on blocks,
 * batches or threads. */
#ifndef GEO_GREEN_TREES_H
#define GEO_GREEN_TREES_H

#include "io/batch.h"
#include "io/coverage.h"
#include "raster/sight.h"

typedef enum geo_trees_method { GEO_TREES_SIGHT, GEO_TREES_RADIUS } geo_trees_method;
typedef enum geo_trees_from { GEO_FROM_FACADE, GEO_FROM_POINT, GEO_FROM_BUILDING } geo_trees_from;
typedef enum geo_facade { GEO_FACADE_OWN, GEO_FACADE_WHOLE } geo_facade;
typedef enum geo_floors { GEO_FLOORS_GROUND, GEO_FLOORS_KNOWN, GEO_FLOORS_RANGE } geo_floors;

typedef struct geo_trees_options {
    geo_trees_method method;
    geo_trees_from from;
    geo_facade facade;
    geo_floors floors;
    double reach_m, eye_m, spacing_m;
    double min_height_m;
    double min_crown_area_m2; /* 0: any */
    bool trees_block;
    double building_height_m, tree_height_m, crown_d_m; /* where unknown */
    int threads;
    int32_t
        enough;   /* trees that the norm asks for: for the summary, and for who depends on a tree */
    bool by_tree; /* keep the homes per tree (geo_trees_by_tree) */
    bool summary; /* also tell shares at 15, 30 and 50 m (geo_trees_tell) */
} geo_trees_options;

/* Sources, opened by the caller with the columns below, and kept by the caller. coverage, surface
 * may be NULL. */
typedef struct geo_trees_inputs {
    geo_source *address;  /* text building_id; number home */
    geo_source *building; /* number height_m */
    geo_source
        *tree; /* text status; number height_m, height_max_m, crown_d_m, public, height_min_m */
    geo_coverage *coverage;
    const geo_grid_source *dsm, *dtm; /* both or neither */
} geo_trees_inputs;

/* Columns that the sources above must be opened with, in this order. */
extern const char *const GEO_TREES_ADDRESS_TEXT[1];
extern const char *const GEO_TREES_ADDRESS_NUMBER[1];
extern const char *const GEO_TREES_BUILDING_NUMBER[1];
extern const char *const GEO_TREES_TREE_TEXT[1];
extern const char *const GEO_TREES_TREE_NUMBER[5];

/* Columns added, as suffixes to the prefix ("trees"): in_sight, in_sight_max, in_sight_best,
 * in_sight_public, in_reach, nearest_m, note; with floors `range` also in_sight_top. */
typedef enum geo_trees_column {
    GEO_TREES_IN_SIGHT,
    GEO_TREES_IN_SIGHT_MAX,
    GEO_TREES_IN_SIGHT_BEST,
    GEO_TREES_IN_SIGHT_PUBLIC,
    GEO_TREES_IN_REACH,
    GEO_TREES_NEAREST_M,
    GEO_TREES_NOTE,
    GEO_TREES_IN_SIGHT_TOP,
    GEO_TREES_COLUMNS
} geo_trees_column;
extern const char *const GEO_TREES_SUFFIX[GEO_TREES_COLUMNS];
extern const geo_field_type GEO_TREES_TYPE[GEO_TREES_COLUMNS];
/* How many of them the options add. */
size_t geo_trees_columns(const geo_trees_options *options);

/* The line of sight from an address to a tree within reach: from the observer that sees most of it,
 * the nearest of those. */
typedef struct geo_sightline {
    size_t row; /* of the batch */
    const char *tree_id;
    const char *blocker; /* of a blocked line: id of the first building it crosses, "terrain" when
                            it crosses none; else NULL */
    geo_point eye, tree;
    geo_sight seen;
    double distance_m,
        clearance_m; /* clearance: lowest height over what it passes, NaN when it passes nothing */
} geo_sightline;

/* Evidence on request: called for every such line, address by address within a block. NULL: not
 * wanted. */
typedef struct geo_sightline_sink {
    void *self;
    geo_status (*put)(void *self, geo_ctx *ctx, const geo_batch *batch, const geo_sightline *line);
} geo_sightline_sink;

/* A tree and the homes that see it. */
typedef struct geo_tree_sight {
    const char *id;
    geo_point at;
    uint64_t homes; /* that see it */
    uint64_t
        depending; /* of those, homes that see just enough trees and would see too few without it */
    uint64_t last_home; /* counted, so that rows with one id do not count a home twice */
} geo_tree_sight;

typedef struct geo_trees geo_trees;

/* schema: of the rows that will come (columns building_id, floor, and for what is told of homes
 * home and id are used when present). */
geo_status geo_trees_new(geo_ctx *ctx, const geo_trees_options *options,
                         const geo_trees_inputs *inputs, const geo_schema *schema,
                         geo_trees **out) GEO_MUST_USE;
void geo_trees_free(geo_trees *trees);
/* Fills out->values for the batch (count = geo_trees_columns). */
geo_status geo_trees_run(geo_ctx *ctx, geo_trees *trees, const geo_batch *batch,
                         geo_columns *out) GEO_MUST_USE;

/* Where the lines of sight go; before the first run. */
void geo_trees_show_lines(geo_trees *trees, geo_sightline_sink sink);
/* With options.by_tree: every tree that some home sees, in order of id; sorted by this call. */
const geo_tree_sight *geo_trees_by_tree(geo_trees *trees, size_t *count);

/* With options.summary: homes, each counted once, and how many of them see enough trees within 15,
 * 30 and 50 m. */
typedef struct geo_trees_summary {
    uint64_t homes, judged[3], enough[3];
} geo_trees_summary;
extern const double GEO_TREES_SUMMARY_REACH[3];
geo_trees_summary geo_trees_tell(const geo_trees *trees);

#endif
