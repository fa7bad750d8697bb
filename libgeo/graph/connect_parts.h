/* Inside of connect: what is lost with each patch and link, gathered one source after another. */
#ifndef GEO_GRAPH_CONNECT_PARTS_H
#define GEO_GRAPH_CONNECT_PARTS_H

#include <stdbool.h>

#include "base/sum.h"
#include "graph/csr.h"
#include "graph/heap.h"

/* A node in the tree of best ways from the source. The tree is numbered anew for each source,
 * parents first, so that a subtree is a run of places. */
typedef struct geo_loss_node {
    double cost;   /* of the way from the source */
    double flux;   /* 2 a_i a_j p*_ij to it from the source, 0: another source counts the pair */
    double rim;    /* the least cost to it when the last that was cut off holds it */
    size_t first;  /* of its arcs, which end where those of the next place begin */
    uint32_t node; /* of the graph */
    uint32_t size; /* of the subtree, itself included: places at .. at + size */
    uint32_t lead; /* the edge that leads to it; NONE at the source */
    bool worth;    /* whether a flux goes to the subtree */
} geo_loss_node;

typedef struct geo_losses {
    const geo_graph *graph;
    double alpha;
    double *flux; /* per node of the graph, to be set for each source */
    uint32_t *place, *child, *sibling, *stack; /* per node of the graph */
    geo_loss_node *tree;                       /* and one more, where the arcs end */
    geo_arc *arcs;                             /* of the tree's nodes; `to` is a place */
    geo_heap heap;                             /* of places */
    geo_sum *node, *link;                      /* what is lost from the sum of PC */
} geo_losses;

geo_status geo_losses_init(geo_ctx *ctx, const geo_graph *graph, double alpha,
                           geo_losses *out) GEO_MUST_USE;
void geo_losses_release(geo_losses *losses); /* accepts a zeroed one */
/* Adds the losses of pairs from this source, whose best ways these are. */
void geo_losses_add(geo_losses *losses, uint32_t source, const geo_paths *ways);

#endif
