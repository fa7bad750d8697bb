/* Trees in sight from the norm's definition, slowly: every tree from every facade point, no index,
 * no blocks, no windows; lines by sight_oracle. Shares with the library its types and boxes,
 * nothing of the kernels. */
#ifndef GROENNET_TESTS_TREES_ORACLE_H
#define GROENNET_TESTS_TREES_ORACLE_H

#include "green/trees.h"

#define TINY_MOST 128

typedef struct tiny_building {
    const char *id;
    geo_geom *geom;
    double height_m; /* NaN: unknown */
} tiny_building;

typedef struct tiny_tree { /* all of one id */
    geo_point at;
    double height_m, height_max_m, height_min_m, crown_d_m, is_public; /* NaN: unknown */
    const char *status;
} tiny_tree;

typedef struct tiny_coverage { /* of the tree data; none: complete everywhere */
    geo_box box;
    bool public_only;
} tiny_coverage;

typedef struct tiny_address {
    geo_point at;
    const char *building_id; /* or NULL: the one that contains it */
    double home, floor;      /* NaN: unknown */
} tiny_address;

typedef struct tiny_town {
    tiny_building buildings[TINY_MOST];
    tiny_tree trees[TINY_MOST];
    tiny_address addresses[TINY_MOST];
    tiny_coverage coverage[4];
    size_t building_count, tree_count, address_count, coverage_count;
    geo_grid dsm, dtm; /* cells NULL: prisms on flat ground */
    geo_grid surface;  /* of the two, on the cells of dsm, made by tiny_surface */
} tiny_town;

typedef struct tiny_answer {
    int in_sight, in_sight_max, best, in_sight_public, in_reach, top;
    double nearest_m;
    bool no_facade, no_ground;
    bool data_end;       /* within reach: in_sight_max is unknown */
    bool public_unknown; /* of a tree that is seen */
    bool tie; /* some line is within rounding of its blocker's top: any verdict is right */
} tiny_answer;

/* What blocks: to be made once the rest stands, with rasters; geo_grid_release it. */
void tiny_surface(tiny_town *tiny, const geo_trees_options *options);

tiny_answer tiny_trees(const tiny_town *tiny, const geo_trees_options *options, size_t address);

#endif
