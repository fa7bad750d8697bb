/* graph-run [--no-deltas] < NETWORK: what the library makes of a network, as text for oracles.
 * NETWORK begins with "DISPERSE PROBABILITY TOTAL NODES LINKS", then has an amount per node and
 * "a b cost" per link. Prints "pc iic ec", then per node and per link "dpc betweenness". */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "graph/centrality.h"
#include "graph/connect.h"

typedef struct network {
    geo_connect_options options;
    uint32_t node_count, edge_count;
    double *amount;
    geo_edge *edges;
} network;

static bool read_network(network *n)
{
    if (scanf("%lf %lf %lf %u %u", &n->options.disperse, &n->options.probability,
              &n->options.total_amount, &n->node_count, &n->edge_count) != 5)
        return false;
    n->amount = geo_alloc(n->node_count, sizeof *n->amount);
    n->edges = geo_alloc(n->edge_count, sizeof *n->edges);
    bool good = n->amount && n->edges;
    for (uint32_t i = 0; good && i < n->node_count; i++)
        good = scanf("%lf", &n->amount[i]) == 1;
    for (uint32_t i = 0; good && i < n->edge_count; i++)
        good = scanf("%u %u %lf", &n->edges[i].a, &n->edges[i].b, &n->edges[i].cost) == 3;
    return good;
}

static geo_status run(geo_ctx *ctx, const network *n, bool deltas)
{
    geo_graph *graph = NULL;
    double *node = geo_calloc(n->node_count, 2 * sizeof *node);
    double *link = geo_calloc(n->edge_count, 2 * sizeof *link);
    geo_connect found = {.node_dpc = deltas ? node : NULL, .link_dpc = deltas ? link : NULL};
    geo_status status = node && link ? GEO_OK : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = geo_graph_new(ctx, n->node_count, n->edges, n->edge_count, &graph);
    if (status == GEO_OK)
        status = geo_connect_measure(ctx, graph, n->amount, &n->options, &found);
    if (status == GEO_OK)
        status = geo_graph_betweenness(ctx, graph, node + n->node_count, link + n->edge_count);
    if (status == GEO_OK) {
        printf("%.17g %.17g %.17g\n", found.pc, found.iic, found.ec);
        for (uint32_t i = 0; i < n->node_count; i++)
            printf("%.17g %.17g\n", node[i], node[n->node_count + i]);
        for (uint32_t i = 0; i < n->edge_count; i++)
            printf("%.17g %.17g\n", link[i], link[n->edge_count + i]);
    }
    geo_graph_free(graph);
    geo_free(node);
    geo_free(link);
    return status;
}

int main(int count, char **words)
{
    network n = {0};
    geo_ctx *ctx = geo_ctx_new(NULL);
    if (!ctx || !read_network(&n)) {
        fputs("graph-run: error: no network on standard input\n", stderr);
        return 2;
    }
    geo_status status = run(ctx, &n, count < 2 || strcmp(words[1], "--no-deltas") != 0);
    if (status != GEO_OK)
        fprintf(stderr, "graph-run: error: %s\n", geo_ctx_error(ctx));
    geo_free(n.amount);
    geo_free(n.edges);
    geo_ctx_free(ctx);
    return status == GEO_OK ? 0 : 3;
}
