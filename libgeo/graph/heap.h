/* Inside of geo_graph: nodes that wait for their turn, the least rank first. A 4-ary heap that
 * knows where each node is.
 * Invariant: a node waits at most once, and place[node] is where, or GEO_NODE_NONE. */
#ifndef GEO_GRAPH_HEAP_H
#define GEO_GRAPH_HEAP_H

#include "graph/graph.h"

/* What ways are ranked by; `idle` is how many of the last steps added nothing to the cost. */
typedef struct geo_rank {
    double cost;
    uint32_t label, idle;
} geo_rank;

typedef struct geo_heap {
    geo_rank *best;  /* per node; the owner's to set while the node does not wait */
    uint32_t *nodes; /* room for all of them */
    uint32_t *place; /* of a node in `nodes` */
    uint32_t size;
} geo_heap;

/* Nobody waits, and every rank is out of reach (INFINITY, NONE). Errors: NOMEM. */
geo_status geo_heap_init(geo_ctx *ctx, uint32_t node_count, geo_heap *out) GEO_MUST_USE;
void geo_heap_release(geo_heap *heap); /* accepts a zeroed one */

/* Below, at or above zero, as for qsort. */
static inline int geo_rank_compare(const geo_rank *a, const geo_rank *b)
{
    if (a->cost != b->cost)
        return a->cost < b->cost ? -1 : 1;
    if (a->label != b->label)
        return a->label < b->label ? -1 : 1;
    return a->idle < b->idle ? -1 : a->idle > b->idle;
}

/* Gives the node this rank, no worse than it has while it waits, and lets it wait. */
void geo_heap_put(geo_heap *heap, uint32_t node, geo_rank rank);
/* The node with the least rank, which waits no longer; the heap is not empty. */
uint32_t geo_heap_take(geo_heap *heap);

#endif
