/* Building the compressed rows.
 * Invariant: first[] rises, and every arc's node is in range with a finite cost >= 0. */
#include "graph/graph.h"

#include <math.h>

#include "base/alloc.h"
#include "graph/csr.h"

static geo_status check_edges(geo_ctx *ctx, uint32_t node_count, const geo_edge *edges,
                              size_t edge_count)
{
    if (edge_count > UINT32_MAX)
        return geo_fail(ctx, GEO_ERR_LIMIT, "%zu edges, at most %u", edge_count, UINT32_MAX);
    for (size_t i = 0; i < edge_count; i++) {
        if (edges[i].a >= node_count || edges[i].b >= node_count)
            return geo_fail(ctx, GEO_ERR_ARG, "edge %zu joins a node beyond the %u there are", i,
                            node_count);
        if (!(edges[i].cost >= 0.0 && isfinite(edges[i].cost)))
            return geo_fail(ctx, GEO_ERR_ARG, "edge %zu has cost %g", i, edges[i].cost);
    }
    return GEO_OK;
}

/* Leaves in first[n] where the arcs of node n end; place_arcs then fills each row from its end, so
 * that first[n] is their beginning when it is done. */
static void count_arcs(geo_graph *graph, const geo_edge *edges, size_t edge_count)
{
    for (size_t i = 0; i < edge_count; i++) {
        graph->first[edges[i].a]++;
        graph->first[edges[i].b] += edges[i].a != edges[i].b;
    }
    for (uint32_t node = 0; node < graph->node_count; node++)
        graph->first[node + 1] += graph->first[node];
}

static void place_arcs(geo_graph *graph, const geo_edge *edges, size_t edge_count)
{
    for (size_t i = edge_count; i-- > 0;) {
        const geo_edge *edge = &edges[i];
        graph->arcs[--graph->first[edge->a]] = (geo_arc){edge->cost, edge->b, (uint32_t)i};
        if (edge->a != edge->b)
            graph->arcs[--graph->first[edge->b]] = (geo_arc){edge->cost, edge->a, (uint32_t)i};
    }
}

geo_status geo_graph_new(geo_ctx *ctx, uint32_t node_count, const geo_edge *edges,
                         size_t edge_count, geo_graph **out)
{
    geo_status status = check_edges(ctx, node_count, edges, edge_count);
    if (status != GEO_OK)
        return status;
    geo_graph *graph = geo_calloc(1, sizeof *graph);
    if (!graph)
        return geo_fail_nomem(ctx);
    graph->node_count = node_count;
    graph->edge_count = (uint32_t)edge_count;
    graph->first = geo_calloc((size_t)node_count + 1, sizeof *graph->first);
    graph->arcs = geo_alloc(edge_count, 2 * sizeof *graph->arcs);
    if (!graph->first || !graph->arcs) {
        geo_graph_free(graph);
        return geo_fail_nomem(ctx);
    }
    count_arcs(graph, edges, edge_count);
    place_arcs(graph, edges, edge_count);
    *out = graph;
    return GEO_OK;
}

void geo_graph_free(geo_graph *graph)
{
    if (!graph)
        return;
    geo_free(graph->first);
    geo_free(graph->arcs);
    geo_free(graph);
}

uint32_t geo_graph_nodes(const geo_graph *graph)
{
    return graph->node_count;
}
