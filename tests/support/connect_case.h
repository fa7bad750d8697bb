/* What the tests of connectivity share: small networks of patches and links, measured. */
#ifndef GROENNET_TESTS_CONNECT_CASE_H
#define GROENNET_TESTS_CONNECT_CASE_H

#include "graph/connect.h"
#include "graph_case.h"

enum { MOST_PATCHES = 8, MOST_LINKS = 20 };

typedef struct network {
    uint32_t nodes;
    size_t edge_count;
    double amount[MOST_PATCHES];
    geo_edge edges[MOST_LINKS];
    double total; /* 0: of the patches */
} network;

typedef struct answer {
    geo_connect all;
    double node[MOST_PATCHES], link[MOST_LINKS];
} answer;

/* Half of the individuals come `disperse` far. */
static inline answer measured(const network *n, double disperse)
{
    answer a = {0};
    a.all.node_dpc = a.node;
    a.all.link_dpc = a.link;
    const geo_connect_options options = {disperse, 0.5, n->total};
    geo_graph *graph = built(n->nodes, n->edges, n->edge_count);
    geo_status status = geo_connect_measure(ctx, graph, n->amount, &options, &a.all);
    if (status != GEO_OK)
        fail_msg("%s", geo_ctx_error(ctx));
    geo_graph_free(graph);
    return a;
}

static inline network without_link(const network *n, size_t link)
{
    network left = *n;
    left.edges[link] = left.edges[--left.edge_count];
    return left;
}

/* Really removed: the patches behind it move up. The total stays as it was. */
static inline network without_node(const network *n, uint32_t node, double total)
{
    network left = {.total = total};
    for (uint32_t i = 0; i < n->nodes; i++)
        if (i != node)
            left.amount[left.nodes++] = n->amount[i];
    for (size_t i = 0; i < n->edge_count; i++) {
        geo_edge edge = n->edges[i];
        if (edge.a == node || edge.b == node)
            continue;
        edge.a -= edge.a > node;
        edge.b -= edge.b > node;
        left.edges[left.edge_count++] = edge;
    }
    return left;
}

#endif
