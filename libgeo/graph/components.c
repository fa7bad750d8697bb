/* Connected components by union-find.
 * Invariant while joining: parent[node] <= node, so a tree's root is its lowest node and one pass
 * upwards is enough to number the trees. */
#include "base/alloc.h"
#include "base/sum.h"
#include "graph/csr.h"
#include "graph/graph.h"

static uint32_t root_of(uint32_t *parent, uint32_t node)
{
    while (parent[node] != node)
        node = parent[node] = parent[parent[node]]; /* halves the way for the next one */
    return node;
}

static void join_all(const geo_graph *graph, uint32_t *parent)
{
    for (uint32_t node = 0; node < graph->node_count; node++)
        parent[node] = node;
    for (uint32_t node = 0; node < graph->node_count; node++) {
        for (size_t i = graph->first[node]; i < graph->first[node + 1]; i++) {
            if (graph->arcs[i].to > node)
                continue; /* the edge comes by again from its other end */
            uint32_t a = root_of(parent, node), b = root_of(parent, graph->arcs[i].to);
            parent[a > b ? a : b] = a > b ? b : a;
        }
    }
}

/* Turns parents into component numbers in place: the root of a node lies before it and has its
 * number already. */
static uint32_t number_roots(uint32_t node_count, uint32_t *parent)
{
    for (uint32_t node = 0; node < node_count; node++)
        parent[node] = parent[parent[node]];
    uint32_t count = 0;
    for (uint32_t node = 0; node < node_count; node++)
        parent[node] = parent[node] == node ? count++ : parent[parent[node]];
    return count;
}

static double *measure(const geo_graph *graph, const uint32_t *component, uint32_t count)
{
    double *lengths = geo_alloc(count, sizeof *lengths);
    geo_sum *sums = geo_calloc(count, sizeof *sums);
    if (!lengths || !sums) {
        geo_free(lengths);
        geo_free(sums);
        return NULL;
    }
    for (uint32_t node = 0; node < graph->node_count; node++)
        for (size_t i = graph->first[node]; i < graph->first[node + 1]; i++)
            if (graph->arcs[i].to <= node)
                geo_sum_add(&sums[component[node]], graph->arcs[i].cost);
    for (uint32_t i = 0; i < count; i++)
        lengths[i] = geo_sum_value(&sums[i]);
    geo_free(sums);
    return lengths;
}

geo_status geo_graph_components(geo_ctx *ctx, const geo_graph *graph, uint32_t *component,
                                uint32_t *out_count, double **lengths)
{
    join_all(graph, component);
    uint32_t count = number_roots(graph->node_count, component);
    if (lengths) {
        double *measured = measure(graph, component, count);
        if (!measured)
            return geo_fail_nomem(ctx);
        *lengths = measured;
    }
    *out_count = count;
    return GEO_OK;
}
