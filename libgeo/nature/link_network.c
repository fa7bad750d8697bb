/* Zones and links as a graph: what hangs together, how well, and what each part is worth. */
#include <math.h>

#include "base/alloc.h"
#include "graph/centrality.h"
#include "nature/link_state.h"

typedef struct network {
    geo_edge *edges;
    double *amount, *node_dpc, *link_dpc, *node_between, *link_between;
    uint32_t *component;
    geo_graph *graph;
} network;

static void release(network *n)
{
    geo_free(n->edges);
    geo_free(n->amount);
    geo_free(n->node_dpc);
    geo_free(n->link_dpc);
    geo_free(n->node_between);
    geo_free(n->link_between);
    geo_free(n->component);
    geo_graph_free(n->graph);
}

/* Links that `whole` asks for: all, or those without too wide a gap. */
static size_t list_edges(const geo_link_work *w, const geo_links *out, bool whole, geo_edge *edges)
{
    size_t count = 0;
    for (size_t i = 0; i < out->count; i++) {
        const geo_link *link = &out->items[i];
        double d = w->options->by_length ? link->length_m : link->cost;
        if (!whole || link->status != GEO_LINK_GAP)
            edges[count++] = (geo_edge){link->from, link->to, d};
    }
    return count;
}

static geo_status count_components(geo_ctx *ctx, const geo_link_work *w, geo_links *out, network *n,
                                   bool whole, uint32_t *count)
{
    geo_graph_free(n->graph);
    n->graph = NULL;
    size_t edges = list_edges(w, out, whole, n->edges);
    geo_status status = geo_graph_new(ctx, (uint32_t)out->node_count, n->edges, edges, &n->graph);
    if (status == GEO_OK)
        status = geo_graph_components(ctx, n->graph, n->component, count, NULL);
    return status;
}

static geo_status take_room(geo_ctx *ctx, const geo_links *out, network *n)
{
    n->edges = geo_alloc(out->count, sizeof *n->edges);
    n->amount = geo_alloc(out->node_count, sizeof *n->amount);
    n->node_dpc = geo_alloc(out->node_count, sizeof *n->node_dpc);
    n->link_dpc = geo_alloc(out->count, sizeof *n->link_dpc);
    n->node_between = geo_alloc(out->node_count, sizeof *n->node_between);
    n->link_between = geo_alloc(out->count, sizeof *n->link_between);
    n->component = geo_alloc(out->node_count, sizeof *n->component);
    return n->edges && n->amount && n->node_dpc && n->link_dpc && n->node_between &&
                   n->link_between && n->component
               ? GEO_OK
               : geo_fail_nomem(ctx);
}

/* Parts side by side; one that fails is found again where it can say why. */
static geo_status find_parts(geo_ctx *ctx, const network *n, const geo_connect_options *options,
                             int threads, geo_connect_part **parts)
{
#pragma omp parallel for schedule(dynamic) num_threads(threads > 0 ? threads : 1)
    for (uint32_t i = 0; i < GEO_CONNECT_PARTS; i++)
        if (geo_connect_part_new(NULL, n->graph, n->amount, options, true, i, &parts[i]) != GEO_OK)
            parts[i] = NULL;
    geo_status status = geo_ctx_poll(ctx);
    for (uint32_t i = 0; status == GEO_OK && i < GEO_CONNECT_PARTS; i++)
        if (!parts[i])
            status = geo_connect_part_new(ctx, n->graph, n->amount, options, true, i, &parts[i]);
    return status;
}

static geo_status measure(geo_ctx *ctx, const geo_link_work *w, geo_links *out, network *n)
{
    geo_connect_part *parts[GEO_CONNECT_PARTS] = {NULL};
    const geo_connect_options options = {.disperse = w->options->disperse,
                                         .probability = w->options->probability};
    for (size_t i = 0; i < out->node_count; i++)
        n->amount[i] = out->nodes[i].area_m2;
    out->indices = (geo_connect){.node_dpc = n->node_dpc, .link_dpc = n->link_dpc};
    geo_status status = find_parts(ctx, n, &options, w->options->threads, parts);
    if (status == GEO_OK)
        status = geo_connect_conclude(ctx, n->graph, n->amount, &options, parts, &out->indices);
    for (int i = 0; i < GEO_CONNECT_PARTS; i++)
        geo_connect_part_free(parts[i]);
    out->indices.node_dpc = out->indices.link_dpc = NULL; /* they end with this network */
    if (status == GEO_OK)
        status = geo_graph_betweenness(ctx, n->graph, n->node_between, n->link_between);
    return status;
}

static void hand_out(geo_links *out, const network *n)
{
    for (size_t i = 0; i < out->node_count; i++) {
        out->nodes[i].component = n->component[i];
        out->nodes[i].dpc = n->node_dpc[i];
        out->nodes[i].betweenness = n->node_between[i];
    }
    for (size_t i = 0; i < out->count; i++) {
        out->items[i].component = n->component[out->items[i].from];
        out->items[i].dpc = n->link_dpc[i];
        out->items[i].betweenness = n->link_between[i];
    }
}

geo_status geo_link_network(geo_ctx *ctx, geo_link_work *w, geo_links *out)
{
    network n = {0};
    geo_status status = take_room(ctx, out, &n);
    if (status == GEO_OK)
        status = count_components(ctx, w, out, &n, true, &out->facts.components_whole);
    if (status == GEO_OK)
        status = count_components(ctx, w, out, &n, false, &out->facts.components);
    if (status == GEO_OK)
        status = measure(ctx, w, out, &n);
    if (status == GEO_OK)
        hand_out(out, &n);
    release(&n);
    return geo_while(ctx, status, "while weighing the network");
}
