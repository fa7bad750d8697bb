/* The packed tree's inside, for the two files that build and read it. Nodes lie floor by floor:
 * first the items in curve order, the root last. A built tree is never changed. */
#ifndef GEO_GEOM_RTREE_NODES_H
#define GEO_GEOM_RTREE_NODES_H

#include "geom/rtree.h"

enum {
    GEO_RTREE_FAN = 16,
    GEO_RTREE_FLOORS = 8 /* 16^8 items are more than 32 bits count */
};

struct geo_rtree {
    geo_box *boxes;
    uint32_t *links; /* item: its index; above: its first child, the others follow */
    size_t item_count, node_count;
    size_t given_count; /* with the empty boxes, which are not in the tree */
};

/* One past the last child of a node above the items: children follow one another without a gap, so
 * they end where the next node's begin, and the root's end at the root. */
static inline uint32_t geo_rtree_stop(const geo_rtree *tree, uint32_t node)
{
    return node + 1 < tree->node_count ? tree->links[node + 1] : node;
}

#endif
