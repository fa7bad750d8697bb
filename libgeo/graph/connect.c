/* PC, IIC and EC by one search per patch, in parts that may be found side by side.
 * Invariant: every pair of patches is counted from the one with the lower number, twice. */
#include "graph/connect.h"

#include <math.h>

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

static geo_status add_source(geo_ctx *ctx, measure *m, uint32_t source)
{
    double amount = m->amount[source];
    if (amount == 0.0)
        return GEO_OK; /* the loss of such a patch is felt on the ways of others */
    geo_sum_add(&m->near, amount * amount);
    geo_sum_add(&m->steps, amount * amount);
    if (m->with_losses)
        geo_sum_add(&m->losses.node[source], amount * amount);
    geo_status status = add_probabilities(ctx, m, source);
    if (status == GEO_OK)
        add_steps(m, source);
    return status;
}

/* ---- parts ---- */

struct geo_connect_part {
    geo_sum near, steps;
    geo_sum *node, *link; /* NULL: without losses */
};

void geo_connect_part_free(geo_connect_part *part)
{
    if (!part)
        return;
    geo_free(part->node);
    geo_free(part->link);
    geo_free(part);
}

static geo_status add_sources(geo_ctx *ctx, measure *m, uint32_t number)
{
    uint32_t count = m->graph->node_count;
    uint32_t size = (count + GEO_CONNECT_PARTS - 1) / GEO_CONNECT_PARTS;
    geo_status status = measure_init(ctx, m);
    for (uint32_t i = 0; status == GEO_OK && i < size && number * size + i < count; i++)
        status = add_source(ctx, m, number * size + i);
    return status;
}

geo_status geo_connect_part_new(geo_ctx *ctx, const geo_graph *graph, const double *amount,
                                const geo_connect_options *options, bool with_losses,
                                uint32_t number, geo_connect_part **out)
{
    geo_connect known;
    double sum = 0.0;
    geo_status status = check_amounts(ctx, graph, amount, &sum);
    if (status == GEO_OK)
        status = check_options(ctx, options, sum, &known);
    if (status != GEO_OK)
        return status;
    measure m = {
        .graph = graph, .amount = amount, .alpha = known.alpha, .with_losses = with_losses};
    geo_connect_part *part = geo_calloc(1, sizeof *part);
    status = part ? add_sources(ctx, &m, number) : geo_fail_nomem(ctx);
    if (status == GEO_OK) {
        *part = (geo_connect_part){m.near, m.steps, m.losses.node, m.losses.link};
        m.losses.node = m.losses.link = NULL;
        *out = part;
    } else {
        geo_free(part);
    }
    measure_release(&m);
    return status;
}

/* ---- the whole ---- */

static void add_sum(geo_sum *to, geo_sum part)
{
    geo_sum_add(to, part.total);
    geo_sum_add(to, part.rest);
}

/* 100 times what all parts lose with this one, of the whole; which: a list of the part. */
static double share_of(geo_connect_part *const *parts, bool of_link, uint32_t at, double whole)
{
    geo_sum lost = {0};
    for (int i = 0; i < GEO_CONNECT_PARTS; i++)
        add_sum(&lost, (of_link ? parts[i]->link : parts[i]->node)[at]);
    return 100.0 * geo_sum_value(&lost) / whole;
}

geo_status geo_connect_conclude(geo_ctx *ctx, const geo_graph *graph, const double *amount,
                                const geo_connect_options *options, geo_connect_part *const *parts,
                                geo_connect *out)
{
    double sum = 0.0;
    geo_sum near = {0}, steps = {0};
    geo_connect found = *out;
    geo_status status = check_amounts(ctx, graph, amount, &sum);
    if (status == GEO_OK)
        status = check_options(ctx, options, sum, &found);
    if (status != GEO_OK)
        return status;
    for (int i = 0; i < GEO_CONNECT_PARTS; i++) {
        add_sum(&near, parts[i]->near);
        add_sum(&steps, parts[i]->steps);
    }
    double whole = geo_sum_value(&near), square = found.total_amount * found.total_amount;
    found.pc = whole / square; /* 0 / 0 is NAN, as promised */
    found.iic = geo_sum_value(&steps) / square;
    found.ec = sqrt(whole);
    bool with_losses = found.node_dpc && found.link_dpc && parts[0]->node;
    for (uint32_t node = 0; with_losses && node < graph->node_count; node++)
        found.node_dpc[node] = share_of(parts, false, node, whole);
    for (uint32_t link = 0; with_losses && link < graph->edge_count; link++)
        found.link_dpc[link] = share_of(parts, true, link, whole);
    *out = found;
    return GEO_OK;
}

geo_status geo_connect_measure(geo_ctx *ctx, const geo_graph *graph, const double *amount,
                               const geo_connect_options *options, geo_connect *out)
{
    geo_connect_part *parts[GEO_CONNECT_PARTS] = {NULL};
    geo_status status = GEO_OK;
    for (uint32_t i = 0; status == GEO_OK && i < GEO_CONNECT_PARTS; i++) {
        status = geo_connect_part_new(ctx, graph, amount, options, out->node_dpc && out->link_dpc,
                                      i, &parts[i]);
        geo_progress(ctx, (i + 1.0) / GEO_CONNECT_PARTS);
    }
    if (status == GEO_OK)
        status = geo_connect_conclude(ctx, graph, amount, options, parts, out);
    for (int i = 0; i < GEO_CONNECT_PARTS; i++)
        geo_connect_part_free(parts[i]);
    return status;
}
