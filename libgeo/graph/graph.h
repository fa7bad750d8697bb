/* Undirected weighted graphs as compressed rows, and one search from many sources at once. Plain
 * arrays; knows no streets. Costs are metres, >= 0. */
#ifndef GEO_GRAPH_GRAPH_H
#define GEO_GRAPH_GRAPH_H

#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"

#define GEO_NODE_NONE UINT32_MAX

typedef struct geo_edge {
    uint32_t a, b;
    double cost;
} geo_edge;

typedef struct geo_graph geo_graph;

/* Edges are copied; self-loops and parallel edges are allowed. Errors: ARG (node out of range,
 * negative or non-finite cost), LIMIT (2^32 edges or more), NOMEM. */
geo_status geo_graph_new(geo_ctx *ctx, uint32_t node_count, const geo_edge *edges,
                         size_t edge_count, geo_graph **out) GEO_MUST_USE;
void geo_graph_free(geo_graph *graph);
uint32_t geo_graph_nodes(const geo_graph *graph);

typedef struct geo_source_node {
    uint32_t node;
    double cost;    /* m already walked */
    uint32_t label; /* rank of the target; ties in cost go to the lowest label */
} geo_source_node;

/* Per node: the smallest cost from any source (INFINITY when beyond limit_m or unreachable), the
 * label of the source it came from and the node before it on that path (NONE at a source). Arrays
 * of node_count, given by the caller; label and before may be NULL. Among equal costs (exactly
 * equal doubles) the lowest label wins, then the way with the fewest steps in a row that add
 * nothing to the cost up to here (so that `before` never runs in a circle), then the lowest
 * predecessor: the answer does not depend on order. An unreached node has label and before NONE.
 * Errors: ARG (source out of range, cost negative or not finite, limit_m not a number), NOMEM,
 * CANCELLED. Source: Dijkstra 1959, doi:10.1007/BF01386390. */
typedef struct geo_paths {
    double *cost;
    uint32_t *label;
    uint32_t *before;
} geo_paths;
geo_status geo_graph_search(geo_ctx *ctx, const geo_graph *graph, const geo_source_node *sources,
                            size_t source_count, double limit_m, geo_paths *out) GEO_MUST_USE;

/* Connected components: component[node] (0.. in order of their lowest node; an array of node_count
 * given by the caller), and per component the sum of its edge costs, each edge once. *lengths is
 * from geo_alloc (free it), may be NULL. Errors: NOMEM. */
geo_status geo_graph_components(geo_ctx *ctx, const geo_graph *graph, uint32_t *component,
                                uint32_t *out_count, double **lengths) GEO_MUST_USE;

#endif
