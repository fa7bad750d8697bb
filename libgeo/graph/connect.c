/* PC, IIC and EC by one search per patch.
 * Invariant: every pair of patches is counted from the one with the lower number, twice. */
#include "graph/connect.h"

#include <math.h>
#include <stdbool.h>

#include "base/alloc.h"
#include "base/sum.h"
#include "graph/connect_parts.h"

typedef struct measure {
    const geo_graph *graph;
    const double *amount;
    double alpha;
    geo_sum near, steps; /* the sums of PC and of IIC */
    geo_paths ways;
    uint32_t *queue, *links; /* per node the fewest links from the source, NONE: unreached */
    bool with_losses;
    geo_losses losses;
} measure;

static geo_status check_amounts(geo_ctx *ctx, const geo_graph *graph, const double *amount,
                                double *sum)
{
    geo_sum total = {0};
    for (uint32_t node = 0; node < graph->node_count; node++) {
        if (!(amount[node] >= 0.0 && isfinite(amount[node])))
            return geo_fail(ctx, GEO_ERR_ARG, "patch %u has amount %g", node, amount[node]);
        geo_sum_add(&total, amount[node]);
    }
    *sum = geo_sum_value(&total);
    return GEO_OK;
}

/* Sets alpha and the total. */
static geo_status check_options(geo_ctx *ctx, const geo_connect_options *options, double sum,
                                geo_connect *out)
{
    static const double rounding = 1e-9; /* a total may have been summed in another order */
    if (!(options->disperse > 0.0 && isfinite(options->disperse)))
        return geo_fail(ctx, GEO_ERR_ARG, "the distance of dispersal is %g, not above 0",
                        options->disperse);
    if (!(options->probability > 0.0 && options->probability < 1.0))
        return geo_fail(ctx, GEO_ERR_ARG, "the probability of dispersal is %g, not between 0 and 1",
                        options->probability);
    double total = options->total_amount == 0.0 ? sum : options->total_amount;
    if (!(total >= sum * (1.0 - rounding) && isfinite(total * total)))
        return geo_fail(ctx, GEO_ERR_ARG, "a total of %g, but the patches have %g", total, sum);
    out->alpha = -log(options->probability) / options->disperse;
    out->total_amount = total;
    return GEO_OK;
}

static void measure_release(measure *m)
{
    geo_free(m->ways.cost);
    geo_free(m->ways.before);
    geo_free(m->queue);
    geo_free(m->links);
    geo_losses_release(&m->losses);
}

static geo_status measure_init(geo_ctx *ctx, measure *m)
{
    size_t count = m->graph->node_count;
    m->ways.cost = geo_alloc(count, sizeof *m->ways.cost);
    m->ways.before = geo_alloc(count, sizeof *m->ways.before);
    m->queue = geo_alloc(count, sizeof *m->queue);
    m->links = geo_alloc(count, sizeof *m->links);
    if (!m->ways.cost || !m->ways.before || !m->queue || !m->links)
        return geo_fail_nomem(ctx);
    return m->with_losses ? geo_losses_init(ctx, m->graph, m->alpha, &m->losses) : GEO_OK;
}

static geo_status add_probabilities(geo_ctx *ctx, measure *m, uint32_t source)
{
    const geo_source_node from = {source, 0.0, 0};
    geo_status status = geo_graph_search(ctx, m->graph, &from, 1, INFINITY, &m->ways);
    if (status != GEO_OK)
        return status;
    for (uint32_t node = 0; node < m->graph->node_count; node++) {
        double flux = 0.0;
        if (node > source)
            flux = 2.0 * m->amount[source] * m->amount[node] * exp(-m->alpha * m->ways.cost[node]);
        geo_sum_add(&m->near, flux);
        if (m->with_losses)
            m->losses.flux[node] = flux;
    }
    if (m->with_losses)
        geo_losses_add(&m->losses, source, &m->ways);
    return GEO_OK;
}

/* Nodes in order of the fewest links to them. */
static void count_links(measure *m, uint32_t source)
{
    const geo_graph *graph = m->graph;
    for (uint32_t node = 0; node < graph->node_count; node++)
        m->links[node] = GEO_NODE_NONE;
    uint32_t waiting = 0;
    m->links[source] = 0;
    m->queue[waiting++] = source;
    for (uint32_t at = 0; at < waiting; at++) {
        uint32_t node = m->queue[at];
        for (size_t i = graph->first[node]; i < graph->first[node + 1]; i++) {
            uint32_t to = graph->arcs[i].to;
            if (m->links[to] != GEO_NODE_NONE)
                continue;
            m->links[to] = m->links[node] + 1;
            m->queue[waiting++] = to;
        }
    }
}

static void add_steps(measure *m, uint32_t source)
{
    count_links(m, source);
    for (uint32_t node = source + 1; node < m->graph->node_count; node++)
        if (m->links[node] != GEO_NODE_NONE)
            geo_sum_add(&m->steps,
                        2.0 * m->amount[source] * m->amount[node] / (1.0 + m->links[node]));
}

static geo_status add_all(geo_ctx *ctx, measure *m)
{
    for (uint32_t source = 0; source < m->graph->node_count; source++) {
        double amount = m->amount[source];
        if (amount == 0.0)
            continue; /* the loss of such a patch is felt on the ways of others */
        geo_sum_add(&m->near, amount * amount);
        geo_sum_add(&m->steps, amount * amount);
        if (m->with_losses)
            geo_sum_add(&m->losses.node[source], amount * amount);
        geo_status status = add_probabilities(ctx, m, source);
        if (status != GEO_OK)
            return status;
        add_steps(m, source);
        geo_progress(ctx, (source + 1.0) / m->graph->node_count);
    }
    return GEO_OK;
}

static void conclude(const measure *m, geo_connect *out)
{
    double sum = geo_sum_value(&m->near), square = out->total_amount * out->total_amount;
    out->pc = sum / square; /* 0 / 0 is NAN, as promised */
    out->iic = geo_sum_value(&m->steps) / square;
    out->ec = sqrt(sum);
    if (!m->with_losses)
        return;
    for (uint32_t node = 0; node < m->graph->node_count; node++)
        out->node_dpc[node] = 100.0 * geo_sum_value(&m->losses.node[node]) / sum;
    for (uint32_t link = 0; link < m->graph->edge_count; link++)
        out->link_dpc[link] = 100.0 * geo_sum_value(&m->losses.link[link]) / sum;
}

geo_status geo_connect_measure(geo_ctx *ctx, const geo_graph *graph, const double *amount,
                               const geo_connect_options *options, geo_connect *out)
{
    geo_connect found = *out;
    double sum = 0.0;
    geo_status status = check_amounts(ctx, graph, amount, &sum);
    if (status == GEO_OK)
        status = check_options(ctx, options, sum, &found);
    if (status != GEO_OK)
        return status;
    measure m = {.graph = graph,
                 .amount = amount,
                 .alpha = found.alpha,
                 .with_losses = found.node_dpc && found.link_dpc};
    status = measure_init(ctx, &m);
    if (status == GEO_OK)
        status = add_all(ctx, &m);
    if (status == GEO_OK) {
        conclude(&m, &found);
        *out = found;
    }
    measure_release(&m);
    return status;
}
