/* Inside of geo_graph, for the files of this folder. */
#ifndef GEO_GRAPH_CSR_H
#define GEO_GRAPH_CSR_H

#include "graph/graph.h"

typedef struct geo_arc {
    double cost;
    uint32_t to;
    uint32_t edge; /* which of those given */
} geo_arc;

/* The arcs of node n are arcs[first[n] .. first[n + 1]). Every edge is stored at both ends, a
 * self-loop once. */
struct geo_graph {
    uint32_t node_count;
    uint32_t edge_count;
    size_t *first; /* node_count + 1 */
    geo_arc *arcs;
};

#endif
