/* bench_search EDGES SOURCES LIMIT_M [ENDS]: the search over a graph, apart from all else: from
 * many sources at once, and when there are ends from each source by itself to all nodes. EDGES has
 * lines "a,b,metres", SOURCES and ENDS lines "node". Prints times, how many nodes or pairs were
 * reached and the sum of their costs, to be compared with another engine's. */
#include <stdlib.h>

#include "base/alloc.h"
#include "base/sum.h"
#include "base/vec.h"
#include "bench.h"
#include "graph/graph.h"

enum { TURNS = 7 };

typedef GEO_VEC(geo_source_node) node_list;

typedef struct graph_input {
    GEO_VEC(geo_edge) edges;
    node_list sources, ends;
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

static geo_status read_nodes(geo_ctx *ctx, const char *path, node_list *out)
{
    FILE *file = fopen(path, "r");
    geo_source_node source = {0};
    geo_status status = file ? GEO_OK : geo_fail(ctx, GEO_ERR_IO, "cannot open '%s'", path);
    for (; status == GEO_OK && fscanf(file, "%u", &source.node) == 1; source.label++)
        if (!geo_vec_push(out, source))
            status = geo_fail_nomem(ctx);
    if (file)
        fclose(file);
    return status;
}

/* From each source to all nodes, and what that makes of the ends. */
static geo_status measure_each(geo_ctx *ctx, const graph_input *in, geo_paths *paths)
{
    geo_graph *graph = NULL;
    geo_sum sum = {0};
    size_t pairs = 0;
    double took = 0;
    geo_status status =
        geo_graph_new(ctx, in->node_count, in->edges.items, in->edges.count, &graph);
    double begun = bench_now();
    for (size_t i = 0; status == GEO_OK && i < in->sources.count; i++) {
        status = geo_graph_search(ctx, graph, &in->sources.items[i], 1, INFINITY, paths);
        for (size_t k = 0; status == GEO_OK && k < in->ends.count; k++) {
            double cost = paths->cost[in->ends.items[k].node];
            bool is_pair = isfinite(cost) && in->ends.items[k].node != in->sources.items[i].node;
            pairs += is_pair;
            geo_sum_add(&sum, is_pair ? cost : 0);
        }
    }
    bench_keep(&took, begun);
    geo_graph_free(graph);
    if (status == GEO_OK)
        printf("pairs %zu\npairs_sum_m %.6f\neach_s %.9f\n", pairs, geo_sum_value(&sum), took);
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
    if (argc != 4 && argc != 5) {
        fprintf(stderr, "usage: bench_search EDGES SOURCES LIMIT_M [ENDS]\n");
        return 2;
    }
    graph_input in = {0};
    geo_paths paths = {0};
    geo_ctx *ctx = geo_ctx_new(NULL);
    geo_status status = read_edges(ctx, argv[1], &in);
    if (status == GEO_OK)
        status = read_nodes(ctx, argv[2], &in.sources);
    if (status == GEO_OK && argc == 5)
        status = read_nodes(ctx, argv[4], &in.ends);
    if (status == GEO_OK) {
        paths.cost = geo_alloc(in.node_count, sizeof *paths.cost);
        paths.label = geo_alloc(in.node_count, sizeof *paths.label);
        paths.before = geo_alloc(in.node_count, sizeof *paths.before);
        status = paths.cost && paths.label && paths.before
                     ? measure(ctx, &in, strtod(argv[3], NULL), &paths)
                     : geo_fail_nomem(ctx);
        if (status == GEO_OK && in.ends.count > 0)
            status = measure_each(ctx, &in, &paths);
    }
    int code = status == GEO_OK ? 0 : bench_failed("bench_search", ctx);
    geo_free(paths.cost);
    geo_free(paths.label);
    geo_free(paths.before);
    geo_free(in.edges.items);
    geo_free(in.sources.items);
    geo_free(in.ends.items);
    geo_ctx_free(ctx);
    return code;
}
