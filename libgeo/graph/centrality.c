/* Betweenness by Brandes's accumulation.
 * Invariant: a step that lies on a shortest way leads to a node of higher cost, since no link is as
 * cheap as the tolerance; so the order of costs is one in which ways can be counted. */
#include "graph/centrality.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "base/sum.h"
#include "graph/csr.h"

/* Above the rounding of a sum of 40,000 costs, far below what anybody measures. */
static const double tolerance = 1e-11;

typedef struct reached {
    double cost;
    uint32_t node;
} reached;

typedef struct flow {
    const geo_graph *graph;
    double *cost;
    reached *order; /* the nodes that are reached, the nearest first */
    uint32_t reached_count;
    double *ways;  /* per node, how many shortest ways lead to it */
    double *share; /* per node, of the ways to those beyond it */
    geo_sum *node, *edge;
} flow;

static void flow_release(flow *f)
{
    geo_free(f->cost);
    geo_free(f->order);
    geo_free(f->ways);
    geo_free(f->share);
    geo_free(f->node);
    geo_free(f->edge);
}

static geo_status flow_init(geo_ctx *ctx, const geo_graph *graph, flow *out)
{
    size_t count = graph->node_count;
    *out = (flow){.graph = graph,
                  .cost = geo_alloc(count, sizeof(double)),
                  .order = geo_alloc(count, sizeof(reached)),
                  .ways = geo_alloc(count, sizeof(double)),
                  .share = geo_alloc(count, sizeof(double)),
                  .node = geo_calloc(count, sizeof(geo_sum)),
                  .edge = geo_calloc(graph->edge_count, sizeof(geo_sum))};
    bool complete = out->cost && out->order && out->ways && out->share && out->node && out->edge;
    return complete ? GEO_OK : geo_fail_nomem(ctx);
}

/* The cheapest edge between two nodes, INFINITY when there is none. */
static geo_status check_costs(geo_ctx *ctx, const geo_graph *graph, double *least)
{
    *least = INFINITY;
    for (uint32_t node = 0; node < graph->node_count; node++) {
        for (size_t i = graph->first[node]; i < graph->first[node + 1]; i++) {
            const geo_arc *arc = &graph->arcs[i];
            if (arc->to == node)
                continue;
            if (arc->cost == 0.0)
                return geo_fail(ctx, GEO_ERR_ARG, "edge %u costs nothing: betweenness needs more",
                                arc->edge);
            *least = fmin(*least, arc->cost);
        }
    }
    return GEO_OK;
}

static int by_cost(const void *a, const void *b)
{
    const reached *x = a, *y = b;
    if (x->cost != y->cost)
        return x->cost < y->cost ? -1 : 1;
    return x->node < y->node ? -1 : 1;
}

static geo_status reach(geo_ctx *ctx, flow *f, uint32_t source, double least)
{
    const geo_source_node from = {source, 0.0, 0};
    geo_paths paths = {.cost = f->cost};
    geo_status status = geo_graph_search(ctx, f->graph, &from, 1, INFINITY, &paths);
    if (status != GEO_OK)
        return status;
    f->reached_count = 0;
    for (uint32_t node = 0; node < f->graph->node_count; node++) {
        f->ways[node] = f->share[node] = 0.0;
        if (f->cost[node] < INFINITY)
            f->order[f->reached_count++] = (reached){f->cost[node], node};
    }
    qsort(f->order, f->reached_count, sizeof *f->order, by_cost);
    double most = f->order[f->reached_count - 1].cost;
    if (least <= 4.0 * tolerance * most)
        return geo_fail(ctx, GEO_ERR_RANGE,
                        "an edge of %g beside ways of %g: equal ways can't be told from others",
                        least, most);
    return GEO_OK;
}

/* Whether this arc of `node`, walked towards `node`, is the last step of a shortest way. */
static bool is_last_step(const flow *f, uint32_t node, const geo_arc *arc)
{
    return arc->to != node && f->cost[arc->to] + arc->cost <= f->cost[node] * (1.0 + tolerance);
}

static void count_ways(flow *f, uint32_t source)
{
    f->ways[source] = 1.0;
    for (uint32_t k = 1; k < f->reached_count; k++) {
        uint32_t node = f->order[k].node;
        for (size_t i = f->graph->first[node]; i < f->graph->first[node + 1]; i++)
            if (is_last_step(f, node, &f->graph->arcs[i]))
                f->ways[node] += f->ways[f->graph->arcs[i].to];
    }
}

/* From the farthest inwards, so that what lies beyond a node is known when its turn comes. */
static geo_status share_out(geo_ctx *ctx, flow *f)
{
    for (uint32_t k = f->reached_count; k-- > 1;) {
        uint32_t node = f->order[k].node;
        if (!isfinite(f->ways[node]))
            return geo_fail(ctx, GEO_ERR_RANGE,
                            "more equal ways lead to node %u than can be counted", node);
        geo_sum_add(&f->node[node], f->share[node]);
        double per_way = (1.0 + f->share[node]) / f->ways[node];
        for (size_t i = f->graph->first[node]; i < f->graph->first[node + 1]; i++) {
            const geo_arc *arc = &f->graph->arcs[i];
            if (!is_last_step(f, node, arc))
                continue;
            double part = f->ways[arc->to] * per_way;
            f->share[arc->to] += part;
            geo_sum_add(&f->edge[arc->edge], part);
        }
    }
    return GEO_OK;
}

static geo_status add_all(geo_ctx *ctx, flow *f, double least)
{
    for (uint32_t source = 0; source < f->graph->node_count; source++) {
        geo_status status = reach(ctx, f, source, least);
        if (status != GEO_OK)
            return status;
        count_ways(f, source);
        status = share_out(ctx, f);
        if (status != GEO_OK)
            return status;
    }
    return GEO_OK;
}

geo_status geo_graph_betweenness(geo_ctx *ctx, const geo_graph *graph, double *node, double *edge)
{
    flow f = {0};
    double least;
    geo_status status = check_costs(ctx, graph, &least);
    if (status == GEO_OK)
        status = flow_init(ctx, graph, &f);
    if (status == GEO_OK)
        status = add_all(ctx, &f, least);
    /* Each pair was counted from either end. */
    for (uint32_t i = 0; status == GEO_OK && i < graph->node_count; i++)
        node[i] = geo_sum_value(&f.node[i]) / 2.0;
    for (uint32_t i = 0; status == GEO_OK && i < graph->edge_count; i++)
        edge[i] = geo_sum_value(&f.edge[i]) / 2.0;
    flow_release(&f);
    return status;
}
