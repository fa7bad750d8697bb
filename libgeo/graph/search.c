/* Shortest paths from many sources at once: Dijkstra over keys (cost, label, idle).
 * Invariant: every step makes the key larger, so all predecessors that count are settled before
 * their node and the lowest of them is known when it is. */
#include "graph/graph.h"

#include <float.h>
#include <math.h>

#include "graph/csr.h"
#include "graph/heap.h"

enum { POLL_EVERY = 1 << 16 };

typedef struct search {
    const geo_graph *graph;
    double limit_m;
    uint32_t *before; /* the caller's, may be NULL */
    geo_heap waiting;
} search;

static geo_status check_sources(geo_ctx *ctx, const geo_graph *graph,
                                const geo_source_node *sources, size_t source_count)
{
    for (size_t i = 0; i < source_count; i++) {
        if (sources[i].node >= graph->node_count)
            return geo_fail(ctx, GEO_ERR_ARG, "source %zu is a node beyond the %u there are", i,
                            graph->node_count);
        if (!(sources[i].cost >= 0.0 && isfinite(sources[i].cost)))
            return geo_fail(ctx, GEO_ERR_ARG, "source %zu has cost %g", i, sources[i].cost);
    }
    return GEO_OK;
}

/* Offers a way to `node`. A settled node would take a lower rank, but never meets one. */
static void offer(search *s, uint32_t node, geo_rank way, uint32_t before)
{
    if (way.cost > s->limit_m)
        return;
    int order = geo_rank_compare(&way, &s->waiting.best[node]);
    if (order > 0)
        return;
    /* NONE + 1 is 0, so that a source goes before any predecessor. */
    if (s->before && (order < 0 || before + 1 < s->before[node] + 1))
        s->before[node] = before;
    if (order < 0)
        geo_heap_put(&s->waiting, node, way);
}

static void settle(search *s, uint32_t node)
{
    const geo_graph *graph = s->graph;
    geo_rank here = s->waiting.best[node];
    for (size_t i = graph->first[node]; i < graph->first[node + 1]; i++) {
        const geo_arc *arc = &graph->arcs[i];
        geo_rank next = {here.cost + arc->cost, here.label, 0};
        if (next.cost == here.cost)
            next.idle = here.idle + 1;
        offer(s, arc->to, next, node);
    }
}

static geo_status settle_all(geo_ctx *ctx, search *s)
{
    for (uint64_t settled = 0; s->waiting.size > 0; settled++) {
        geo_status status = settled % POLL_EVERY == 0 ? geo_ctx_poll(ctx) : GEO_OK;
        if (status != GEO_OK)
            return status;
        settle(s, geo_heap_take(&s->waiting));
    }
    return GEO_OK;
}

geo_status geo_graph_search(geo_ctx *ctx, const geo_graph *graph, const geo_source_node *sources,
                            size_t source_count, double limit_m, geo_paths *out)
{
    if (isnan(limit_m))
        return geo_fail(ctx, GEO_ERR_ARG, "the limit is not a number");
    geo_status status = check_sources(ctx, graph, sources, source_count);
    if (status != GEO_OK)
        return status;
    search s = {.graph = graph, .before = out->before};
    status = geo_heap_init(ctx, graph->node_count, &s.waiting);
    if (status != GEO_OK)
        return status;
    s.limit_m = fmin(limit_m, DBL_MAX); /* a sum that overflows is out of reach, too */
    for (uint32_t node = 0; s.before && node < graph->node_count; node++)
        s.before[node] = GEO_NODE_NONE;
    for (size_t i = 0; i < source_count; i++)
        offer(&s, sources[i].node, (geo_rank){sources[i].cost, sources[i].label, 0}, GEO_NODE_NONE);
    status = settle_all(ctx, &s);
    for (uint32_t node = 0; node < graph->node_count; node++) {
        out->cost[node] = s.waiting.best[node].cost;
        if (out->label)
            out->label[node] = s.waiting.best[node].label;
    }
    geo_heap_release(&s.waiting);
    return status;
}
