/* bench_search EDGES SOURCES LIMIT_M: the search from many sources over a graph, apart from all
 * else. EDGES has lines "a,b,metres", SOURCES lines "node". Prints times, how many nodes were
 * reached and the sum of their costs, to be compared with another engine's. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/sum.h"
#include "base/vec.h"
#include "bench.h"
#include "graph/graph.h"

enum { TURNS = 7 };

typedef struct graph_input {
    GEO_VEC(geo_edge) edges;
    GEO_VEC(geo_source_node) sources;
    uint32_t node_count;
} graph_input;

static geo_status read_edges(geo_ctx *ctx, const char *path, graph_input *in)
{
    FILE *file = fopen(path, "r");
    geo_edge edge;
    geo_status status = file ? GEO_OK : geo_fail(ctx, GEO_ERR_IO, "cannot open '%s'", path);
    while (status == GEO_OK && fscanf(file, "%u,%u,%lf", &edge.a, &edge.b, &edge.cost) == 3) {
        uint32_t last = edge.a > edge.b ? edge.a : edge.b;
        in->node_count = last + 1 > in->node_count ? last + 1 : in->node_count;
        if (!geo_vec_push(&in->edges, edge))
            status = geo_fail_nomem(ctx);
    }
    if (file)
        fclose(file);
    return status;
}

static geo_status read_sources(geo_ctx *ctx, const char *path, graph_input *in)
{
    FILE *file = fopen(path, "r");
    geo_source_node source = {0};
    geo_status status = file ? GEO_OK : geo_fail(ctx, GEO_ERR_IO, "cannot open '%s'", path);
    for (; status == GEO_OK && fscanf(file, "%u", &source.node) == 1; source.label++)
        if (!geo_vec_push(&in->sources, source))
            status = geo_fail_nomem(ctx);
    if (file)
        fclose(file);
    return status;
}

static geo_status measure(geo_ctx *ctx, const graph_input *in, double limit_m, geo_paths *paths)
{
    double build_s = 0, search_s = 0;
    geo_status status = GEO_OK;
    for (int turn = 0; status == GEO_OK && turn < TURNS; turn++) {
        geo_graph *graph = NULL;
        double begun = bench_now();
        status = geo_graph_new(ctx, in->node_count, in->edges.items, in->edges.count, &graph);
        bench_keep(&build_s, begun);
        begun = bench_now();
        if (status == GEO_OK)
            status =
                geo_graph_search(ctx, graph, in->sources.items, in->sources.count, limit_m, paths);
        bench_keep(&search_s, begun);
        geo_graph_free(graph);
    }
    if (status != GEO_OK)
        return status;
    geo_sum sum = {0};
    uint32_t reached = 0;
    for (uint32_t i = 0; i < in->node_count; i++)
        if (isfinite(paths->cost[i])) {
            reached++;
            geo_sum_add(&sum, paths->cost[i]);
        }
    printf("nodes %u\nedges %zu\nsources %zu\nreached %u\nsum_m %.6f\nbuild_s %.9f\n"
           "search_s %.9f\n",
           in->node_count, in->edges.count, in->sources.count, reached, geo_sum_value(&sum),
           build_s, search_s);
    return GEO_OK;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: bench_search EDGES SOURCES LIMIT_M\n");
        return 2;
    }
    graph_input in = {0};
    geo_paths paths = {0};
    geo_ctx *ctx = geo_ctx_new(NULL);
    geo_status status = read_edges(ctx, argv[1], &in);
    if (status == GEO_OK)
        status = read_sources(ctx, argv[2], &in);
    if (status == GEO_OK) {
        paths.cost = geo_alloc(in.node_count, sizeof *paths.cost);
        paths.label = geo_alloc(in.node_count, sizeof *paths.label);
        paths.before = geo_alloc(in.node_count, sizeof *paths.before);
        status = paths.cost && paths.label && paths.before
                     ? measure(ctx, &in, strtod(argv[3], NULL), &paths)
                     : geo_fail_nomem(ctx);
    }
    int code = status == GEO_OK ? 0 : bench_failed("bench_search", ctx);
    geo_free(paths.cost);
    geo_free(paths.label);
    geo_free(paths.before);
    geo_free(in.edges.items);
    geo_free(in.sources.items);
    geo_ctx_free(ctx);
    return code;
}
