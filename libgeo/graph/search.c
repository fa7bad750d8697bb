/* Shortest paths from many sources at once: Dijkstra with a 4-ary heap that knows where each node
 * is, over keys (cost, label, idle).
 * Invariant: every step makes the key larger, so all predecessors that count are settled before
 * their node and the lowest of them is known when it is. */
#include "graph/graph.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "base/alloc.h"
#include "graph/csr.h"

enum { ARITY = 4, POLL_EVERY = 1 << 16 };

static const uint32_t not_waiting = UINT32_MAX;

/* What ways are ranked by; `idle` is how many of the last steps added nothing to the cost. */
typedef struct rank {
    double cost;
    uint32_t label, idle;
} rank;

typedef struct search {
    const geo_graph *graph;
    double limit_m;
    rank *best;         /* per node */
    uint32_t *before;   /* the caller's, may be NULL */
    uint32_t *heap;     /* nodes, the least rank first */
    uint32_t *place;    /* of a node in the heap, or not_waiting */
    uint32_t heap_size; /* at most node_count, since a node waits once */
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

static void search_release(search *s)
{
    geo_free(s->best);
    geo_free(s->heap);
    geo_free(s->place);
}

static geo_status search_init(geo_ctx *ctx, search *s, const geo_graph *graph, uint32_t *before)
{
    size_t count = graph->node_count;
    *s = (search){.graph = graph, .before = before};
    s->best = geo_alloc(count, sizeof *s->best);
    s->heap = geo_alloc(count, sizeof *s->heap);
    s->place = geo_alloc(count, sizeof *s->place);
    if (!s->best || !s->heap || !s->place) {
        search_release(s);
        return geo_fail_nomem(ctx);
    }
    for (size_t node = 0; node < count; node++) {
        s->best[node] = (rank){INFINITY, GEO_NODE_NONE, 0};
        s->place[node] = not_waiting;
        if (before)
            before[node] = GEO_NODE_NONE;
    }
    return GEO_OK;
}

/* Below, at or above zero, as for qsort. */
static int compare(const rank *a, const rank *b)
{
    if (a->cost != b->cost)
        return a->cost < b->cost ? -1 : 1;
    if (a->label != b->label)
        return a->label < b->label ? -1 : 1;
    return a->idle < b->idle ? -1 : a->idle > b->idle;
}

static bool is_nearer(const search *s, uint32_t a, uint32_t b)
{
    return compare(&s->best[a], &s->best[b]) < 0;
}

static void put(search *s, size_t at, uint32_t node)
{
    s->heap[at] = node;
    s->place[node] = (uint32_t)at;
}

static void sift_up(search *s, uint32_t at, uint32_t node)
{
    while (at > 0) {
        uint32_t parent = (at - 1) / ARITY;
        if (!is_nearer(s, node, s->heap[parent]))
            break;
        put(s, at, s->heap[parent]);
        at = parent;
    }
    put(s, at, node);
}

/* The nearest of the children that begin at `child`. */
static size_t nearest_child(const search *s, size_t child)
{
    size_t nearest = child;
    for (size_t i = child + 1; i < child + ARITY && i < s->heap_size; i++)
        if (is_nearer(s, s->heap[i], s->heap[nearest]))
            nearest = i;
    return nearest;
}

static void sift_down(search *s, uint32_t node)
{
    size_t at = 0;
    for (size_t child = 1; child < s->heap_size; child = at * ARITY + 1) {
        size_t nearest = nearest_child(s, child);
        if (!is_nearer(s, s->heap[nearest], node))
            break;
        put(s, at, s->heap[nearest]);
        at = nearest;
    }
    put(s, at, node);
}

static uint32_t take_nearest(search *s)
{
    uint32_t node = s->heap[0];
    uint32_t last = s->heap[--s->heap_size];
    s->place[node] = not_waiting;
    if (s->heap_size > 0)
        sift_down(s, last);
    return node;
}

/* Offers a way to `node`. A settled node would take a lower rank, but never meets one. */
static void offer(search *s, uint32_t node, rank way, uint32_t before)
{
    if (way.cost > s->limit_m)
        return;
    int order = compare(&way, &s->best[node]);
    if (order > 0)
        return;
    /* NONE + 1 is 0, so that a source goes before any predecessor. */
    if (s->before && (order < 0 || before + 1 < s->before[node] + 1))
        s->before[node] = before;
    if (order == 0)
        return;
    s->best[node] = way;
    bool waits = s->place[node] != not_waiting;
    sift_up(s, waits ? s->place[node] : s->heap_size++, node);
}

static void settle(search *s, uint32_t node)
{
    const geo_graph *graph = s->graph;
    rank here = s->best[node];
    for (size_t i = graph->first[node]; i < graph->first[node + 1]; i++) {
        const geo_arc *arc = &graph->arcs[i];
        rank next = {here.cost + arc->cost, here.label, 0};
        if (next.cost == here.cost)
            next.idle = here.idle + 1;
        offer(s, arc->to, next, node);
    }
}

static geo_status settle_all(geo_ctx *ctx, search *s)
{
    for (uint64_t settled = 0; s->heap_size > 0; settled++) {
        geo_status status = settled % POLL_EVERY == 0 ? geo_ctx_poll(ctx) : GEO_OK;
        if (status != GEO_OK)
            return status;
        settle(s, take_nearest(s));
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
    search s;
    status = search_init(ctx, &s, graph, out->before);
    if (status != GEO_OK)
        return status;
    s.limit_m = fmin(limit_m, DBL_MAX); /* a sum that overflows is out of reach, too */
    for (size_t i = 0; i < source_count; i++)
        offer(&s, sources[i].node, (rank){sources[i].cost, sources[i].label, 0}, GEO_NODE_NONE);
    status = settle_all(ctx, &s);
    for (uint32_t node = 0; node < graph->node_count; node++) {
        out->cost[node] = s.best[node].cost;
        if (out->label)
            out->label[node] = s.best[node].label;
    }
    search_release(&s);
    return status;
}
