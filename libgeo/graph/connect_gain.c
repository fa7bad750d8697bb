/* All pairs once; then per mend searches from the ends of its links in the mended network: a way
 * that is better than before runs over one of these ends, so that it is the best one to that end
 * and the best one on from there. */
#include "graph/connect_gain.h"

#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/sum.h"
#include "base/vec.h"

typedef struct gains {
    uint32_t node_count;
    const geo_edge *edges;
    size_t edge_count;
    const double *amount;
    double alpha, sum; /* of a_i a_j p_ij */
    double *between;   /* per pair the cost as it is */
    geo_edge *mended;
    GEO_VEC(uint32_t) ends;   /* of the changed links */
    double *from_end;         /* per end and node the cost when mended */
    GEO_VEC(uint32_t) nearer; /* nodes that come nearer to an end */
} gains;

static geo_status search_all(geo_ctx *ctx, gains *g)
{
    geo_graph *graph = NULL;
    size_t count = g->node_count;
    g->between = geo_alloc(count * count, sizeof *g->between);
    geo_status status = g->between ? GEO_OK : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = geo_graph_new(ctx, g->node_count, g->edges, g->edge_count, &graph);
    for (uint32_t node = 0; status == GEO_OK && node < g->node_count; node++) {
        const geo_source_node from = {node, 0.0, 0};
        geo_paths ways = {.cost = g->between + node * count};
        status = geo_graph_search(ctx, graph, &from, 1, INFINITY, &ways);
    }
    geo_graph_free(graph);
    return status;
}

static geo_status add_end(geo_ctx *ctx, gains *g, uint32_t node)
{
    for (size_t i = 0; i < g->ends.count; i++)
        if (g->ends.items[i] == node)
            return GEO_OK;
    return geo_vec_push(&g->ends, node) ? GEO_OK : geo_fail_nomem(ctx);
}

/* Writes the mend's costs into `mended`, and lists the ends. */
static geo_status apply(geo_ctx *ctx, gains *g, const geo_connect_mends *mends, size_t which)
{
    geo_status status = GEO_OK;
    memcpy(g->mended, g->edges, g->edge_count * sizeof *g->edges);
    g->ends.count = 0;
    for (size_t i = mends->first[which]; status == GEO_OK && i < mends->first[which + 1]; i++) {
        geo_connect_change change = mends->changes[i];
        if (change.edge >= g->edge_count || !(change.cost <= g->edges[change.edge].cost))
            return geo_fail(ctx, GEO_ERR_ARG, "mend %zu lets link %u cost %g", which, change.edge,
                            change.cost);
        g->mended[change.edge].cost = change.cost;
        status = add_end(ctx, g, g->edges[change.edge].a);
        if (status == GEO_OK)
            status = add_end(ctx, g, g->edges[change.edge].b);
    }
    return status;
}

static geo_status search_from_ends(geo_ctx *ctx, gains *g)
{
    geo_graph *graph = NULL;
    size_t count = g->node_count;
    geo_free(g->from_end);
    g->from_end = geo_alloc(g->ends.count * count, sizeof *g->from_end);
    geo_status status = g->from_end ? GEO_OK : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = geo_graph_new(ctx, g->node_count, g->mended, g->edge_count, &graph);
    for (size_t e = 0; status == GEO_OK && e < g->ends.count; e++) {
        const geo_source_node from = {g->ends.items[e], 0.0, 0};
        geo_paths ways = {.cost = g->from_end + e * count};
        status = geo_graph_search(ctx, graph, &from, 1, INFINITY, &ways);
    }
    geo_graph_free(graph);
    return status;
}

static geo_status list_nearer(geo_ctx *ctx, gains *g)
{
    size_t count = g->node_count;
    g->nearer.count = 0;
    for (uint32_t node = 0; node < g->node_count; node++)
        for (size_t e = 0; e < g->ends.count; e++)
            if (g->from_end[e * count + node] < g->between[g->ends.items[e] * count + node]) {
                if (!geo_vec_push(&g->nearer, node))
                    return geo_fail_nomem(ctx);
                break;
            }
    return GEO_OK;
}

static double cost_over_ends(const gains *g, uint32_t a, uint32_t b)
{
    size_t count = g->node_count;
    double least = INFINITY;
    for (size_t e = 0; e < g->ends.count; e++)
        least = fmin(least, g->from_end[e * count + a] + g->from_end[e * count + b]);
    return least;
}

static double add_up(const gains *g)
{
    geo_sum sum = {0};
    for (size_t i = 0; i < g->nearer.count; i++)
        for (size_t k = 0; k < i; k++) {
            uint32_t a = g->nearer.items[k], b = g->nearer.items[i];
            double was = g->between[(size_t)a * g->node_count + b], now = cost_over_ends(g, a, b);
            if (now < was)
                geo_sum_add(&sum, 2.0 * g->amount[a] * g->amount[b] *
                                      (exp(-g->alpha * now) - exp(-g->alpha * was)));
        }
    return geo_sum_value(&sum);
}

static geo_status measure(geo_ctx *ctx, gains *g, const geo_connect_mends *mends, size_t which,
                          double *gain)
{
    geo_status status = apply(ctx, g, mends, which);
    if (status == GEO_OK)
        status = search_from_ends(ctx, g);
    if (status == GEO_OK)
        status = list_nearer(ctx, g);
    if (status == GEO_OK)
        *gain = 100.0 * add_up(g) / g->sum; /* 0 / 0 is NAN, as promised */
    return status;
}

/* Checks what is given, and sets alpha and the sum. */
static geo_status measure_now(geo_ctx *ctx, gains *g, const geo_connect_options *options)
{
    geo_graph *graph = NULL;
    geo_connect now = {0};
    geo_status status = geo_graph_new(ctx, g->node_count, g->edges, g->edge_count, &graph);
    if (status == GEO_OK)
        status = geo_connect_measure(ctx, graph, g->amount, options, &now);
    geo_graph_free(graph);
    g->alpha = now.alpha;
    g->sum = now.ec * now.ec;
    return status;
}

geo_status geo_connect_gains(geo_ctx *ctx, uint32_t node_count, const geo_edge *edges,
                             size_t edge_count, const double *amount,
                             const geo_connect_options *options, const geo_connect_mends *mends,
                             double *gain)
{
    gains g = {
        .node_count = node_count, .edges = edges, .edge_count = edge_count, .amount = amount};
    geo_status status = measure_now(ctx, &g, options);
    if (status == GEO_OK && !(g.mended = geo_alloc(edge_count, sizeof *g.mended)))
        status = geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = search_all(ctx, &g);
    for (size_t i = 0; status == GEO_OK && i < mends->count; i++)
        status = measure(ctx, &g, mends, i, &gain[i]);
    geo_free(g.between);
    geo_free(g.mended);
    geo_free(g.ends.items);
    geo_free(g.from_end);
    geo_free(g.nearer.items);
    return status;
}
