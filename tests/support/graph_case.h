/* What the tests of graphs share: a context, and a graph that must come about. */
#ifndef GROENNET_TESTS_GRAPH_CASE_H
#define GROENNET_TESTS_GRAPH_CASE_H

#include "graph/graph.h"
#include "near.h"

static geo_ctx *ctx;

static inline int open_ctx(void **state)
{
    (void)state;
    ctx = geo_ctx_new(NULL);
    return ctx ? 0 : -1;
}

static inline int close_ctx(void **state)
{
    (void)state;
    geo_ctx_free(ctx);
    return 0;
}

static inline geo_graph *built(uint32_t nodes, const geo_edge *edges, size_t count)
{
    geo_graph *graph = NULL;
    assert_ok(geo_graph_new(ctx, nodes, edges, count, &graph));
    return graph;
}

#endif
