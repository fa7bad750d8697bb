/* bench_connect PATCHES THREADS: PC, IIC and what each patch and link is worth, of a network as a
 * town makes it: patches on a square, joined with those to the right, above and right above. Prints
 * the time that passed, that of the processor, and PC, which must not depend on the threads. */
#include <omp.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "bench.h"
#include "graph/connect.h"

typedef struct bench_net {
    geo_edge *edges;
    double *amount, *dpc; /* dpc: of patches, then of links */
    uint32_t side, patches, links;
    geo_graph *graph;
} bench_net;

static void add_link(bench_net *n, uint32_t a, uint32_t column, uint32_t row, uint64_t *dice)
{
    if (column < n->side && row < n->side)
        n->edges[n->links++] = (geo_edge){a, row * n->side + column, 50 + 750 * bench_roll(dice)};
}

static geo_status make_net(geo_ctx *ctx, bench_net *n)
{
    uint64_t dice = 12345;
    n->patches = n->side * n->side;
    n->edges = geo_alloc(n->patches, 3 * sizeof *n->edges);
    n->amount = geo_alloc(n->patches, sizeof *n->amount);
    n->dpc = geo_alloc(n->patches, 4 * sizeof *n->dpc);
    if (!n->edges || !n->amount || !n->dpc)
        return geo_fail_nomem(ctx);
    for (uint32_t i = 0; i < n->patches; i++) {
        uint32_t column = i % n->side, row = i / n->side;
        n->amount[i] = 100 + 10000 * bench_roll(&dice);
        add_link(n, i, column + 1, row, &dice);
        add_link(n, i, column, row + 1, &dice);
        add_link(n, i, column + 1, row + 1, &dice);
    }
    return geo_graph_new(ctx, n->patches, n->edges, n->links, &n->graph);
}

/* As gn-links finds them: parts side by side. */
static geo_status weigh(geo_ctx *ctx, bench_net *n, int threads, geo_connect *out)
{
    const geo_connect_options options = {.disperse = 500, .probability = 0.5};
    geo_connect_part *parts[GEO_CONNECT_PARTS] = {NULL};
    geo_status status = GEO_OK;
#pragma omp parallel for schedule(dynamic) num_threads(threads)
    for (uint32_t i = 0; i < GEO_CONNECT_PARTS; i++)
        if (geo_connect_part_new(NULL, n->graph, n->amount, &options, true, i, &parts[i]) != GEO_OK)
            parts[i] = NULL;
    for (int i = 0; status == GEO_OK && i < GEO_CONNECT_PARTS; i++)
        status = parts[i] ? GEO_OK : geo_fail_nomem(ctx);
    *out = (geo_connect){.node_dpc = n->dpc, .link_dpc = n->dpc + n->patches};
    if (status == GEO_OK)
        status = geo_connect_conclude(ctx, n->graph, n->amount, &options, parts, out);
    for (int i = 0; i < GEO_CONNECT_PARTS; i++)
        geo_connect_part_free(parts[i]);
    return status;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: bench_connect PATCHES THREADS\n");
        return 2;
    }
    geo_ctx *ctx = geo_ctx_new(NULL);
    geo_connect found = {0};
    bench_net n = {.side = (uint32_t)ceil(sqrt(strtod(argv[1], NULL)))};
    geo_status status = make_net(ctx, &n);
    double begun = bench_now(), wall = omp_get_wtime();
    if (status == GEO_OK)
        status = weigh(ctx, &n, (int)strtol(argv[2], NULL, 10), &found);
    if (status == GEO_OK)
        printf("patches %u\nlinks %u\nwall_s %.9f\nprocessor_s %.9f\npc %.17g\n", n.patches,
               n.links, omp_get_wtime() - wall, bench_now() - begun, found.pc);
    int code = status == GEO_OK ? 0 : bench_failed("bench_connect", ctx);
    geo_graph_free(n.graph);
    geo_free(n.edges);
    geo_free(n.amount);
    geo_free(n.dpc);
    geo_ctx_free(ctx);
    return code;
}
