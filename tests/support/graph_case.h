/* What the tests of graphs share: a context, and a graph that must come about. */
#ifndef GROENNET_TESTS_GRAPH_CASE_H
#define GROENNET_TESTS_GRAPH_CASE_H

#include "ctx_case.h"
#include "graph/graph.h"

static inline geo_graph *built(uint32_t nodes, const geo_edge *edges, size_t count)
{
    geo_graph *graph = NULL;
    assert_ok(geo_graph_new(ctx, nodes, edges, count, &graph));
    return graph;
}

#endif
