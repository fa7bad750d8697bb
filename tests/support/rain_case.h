/* Forests of depressions for tests of where water comes to stand: those of random grids. */
#ifndef GROENNET_TESTS_RAIN_CASE_H
#define GROENNET_TESTS_RAIN_CASE_H

#include "ctx_case.h"
#include "flood_case.h"

#include "water/hierarchy.h"
#include "water/rain_route.h"

enum { RAIN_NODES = 2 * FLOOD_CELLS };

typedef struct rain_case {
    geo_rain_node nodes[RAIN_NODES];
    uint32_t count;
    double own[RAIN_NODES]; /* of leaves */
    double rooms;           /* of all trees */
} rain_case;

static inline void rain_case_make(rain_case *c, uint64_t seed)
{
    static flood_case grid;
    static uint32_t labels[FLOOD_CELLS];
    geo_flood *flood = NULL;
    geo_hierarchy *hierarchy = NULL;
    flood_case_make(&grid, seed);
    assert_ok(geo_flood_whole(ctx, grid.z, grid.width, grid.height, grid.nodata, labels, &flood));
    assert_ok(geo_hierarchy_new(ctx, flood, 0.25, &hierarchy));
    geo_hierarchy_add(hierarchy, grid.width, grid.height, grid.z, labels);
    geo_hierarchy_finish(hierarchy);
    const geo_depression *d = geo_hierarchy_depressions(hierarchy, &c->count);
    c->rooms = 0;
    c->nodes[0] = (geo_rain_node){0};
    for (uint32_t id = 1; id <= c->count; id++) {
        c->nodes[id] = (geo_rain_node){.parent = d[id].parent,
                                       .child_a = d[id].child_a,
                                       .child_b = d[id].child_b,
                                       .spill_to = d[id].spill_to,
                                       .room_m3 = d[id].volume_m3};
        c->rooms += d[id].parent ? 0 : d[id].volume_m3;
    }
    geo_hierarchy_free(hierarchy);
    geo_flood_free(flood);
}

/* As much as `most` times all rooms in all, or thereabouts; some leaves get none. */
static inline void rain_case_pour(rain_case *c, shape_dice *dice, double most)
{
    double each = 2 * most * c->rooms / (c->count + 1);
    for (uint32_t id = 0; id <= c->count; id++)
        c->own[id] = shape_roll(dice) < 0.2 ? 0 : shape_between(dice, 0, each);
}

static inline bool rain_case_is_leaf(const rain_case *c, uint32_t id)
{
    return c->nodes[id].child_a == 0;
}

static inline double rain_case_total(const rain_case *c)
{
    double sum = 0;
    for (uint32_t id = 1; id <= c->count; id++)
        sum += rain_case_is_leaf(c, id) ? c->own[id] : 0;
    return sum;
}

#endif
