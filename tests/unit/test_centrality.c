/* Betweenness by hand and against a count of all ways; NetworkX is asked in oracle/connect. */
#include "base/alloc.h"
#include "graph/centrality.h"
#include "graph_case.h"

enum { MOST = 8 };

typedef struct between {
    double node[MOST], edge[MOST];
} between;

static geo_status try_between(uint32_t nodes, const geo_edge *edges, size_t count, between *out)
{
    geo_graph *graph = built(nodes, edges, count);
    geo_status status = geo_graph_betweenness(ctx, graph, out->node, out->edge);
    geo_graph_free(graph);
    return status;
}

static void expect(uint32_t nodes, const geo_edge *edges, size_t count, const double *node,
                   const double *edge)
{
    between found;
    if (try_between(nodes, edges, count, &found) != GEO_OK)
        fail_msg("%s", geo_ctx_error(ctx));
    for (uint32_t i = 0; i < nodes; i++)
        assert_near(found.node[i], node[i], 1e-12);
    for (size_t i = 0; i < count; i++)
        assert_near(found.edge[i], edge[i], 1e-12);
}

static void test_chain_and_island(void **state)
{
    (void)state;
    const geo_edge edges[] = {{0, 1, 5}, {1, 2, 1}, {3, 2, 2}};
    expect(5, edges, 3, (double[]){0, 2, 2, 0, 0}, (double[]){3, 4, 3});
    expect(2, NULL, 0, (double[]){0, 0}, NULL);
    expect(0, NULL, 0, NULL, NULL);
}

/* 0.1 + 0.2 + 0.3 is not 0.3 + 0.3 in doubles, yet those ways are equally long. */
static void test_equal_ways_are_shared(void **state)
{
    (void)state;
    const geo_edge square[] = {{0, 1, 1}, {1, 2, 1}, {2, 3, 1}, {3, 0, 1}};
    expect(4, square, 4, (double[]){0.5, 0.5, 0.5, 0.5}, (double[]){2, 2, 2, 2});
    const geo_edge rounded[] = {{0, 1, 0.1}, {1, 2, 0.2}, {2, 3, 0.3}, {0, 4, 0.3}, {4, 3, 0.3}};
    expect(5, rounded, 5, (double[]){1.5, 2, 1.5, 0.5, 0.5}, (double[]){4, 4, 3, 3, 2});
    geo_edge apart[] = {{0, 1, 1}, {1, 2, 1}, {2, 3, 1}, {3, 0, 1.000000001}};
    expect(4, apart, 4, (double[]){0, 1, 1, 0}, (double[]){2, 3, 2, 1});
}

static void test_parallel_links_and_loops(void **state)
{
    (void)state;
    const geo_edge edges[] = {{0, 1, 1}, {1, 0, 1}, {1, 2, 1}, {1, 1, 0}, {0, 1, 3}};
    expect(3, edges, 5, (double[]){0, 1, 0}, (double[]){1, 1, 2, 0, 0});
}

/* A link a hundred million times cheaper than its neighbours is a link like any other; one that
 * the tolerance swallows is refused. */
static void test_cheap_links(void **state)
{
    (void)state;
    const geo_edge cheap[] = {{0, 1, 1}, {1, 2, 1e-8}, {2, 3, 1}};
    expect(4, cheap, 3, (double[]){0, 2, 2, 0}, (double[]){3, 4, 3});
    const geo_edge lost[] = {{0, 1, 1}, {1, 2, 1e-12}, {2, 3, 1}};
    between found = {.node = {-7}};
    assert_int_equal(try_between(4, lost, 3, &found), GEO_ERR_RANGE);
    assert_near(found.node[0], -7, 0);
    const geo_edge free_edge[] = {{0, 1, 1}, {1, 2, 0}};
    assert_int_equal(try_between(3, free_edge, 2, &found), GEO_ERR_ARG);
    assert_string_equal(geo_ctx_error(ctx), "edge 1 costs nothing: betweenness needs more");
}

/* A chain of `count` diamonds doubles the ways at each; 2^1024 is no double. */
static geo_status diamonds(uint32_t count)
{
    enum { EACH = 4 };
    uint32_t nodes = 3 * count + 1;
    geo_edge *edges = geo_alloc(count, EACH * sizeof *edges);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = 3 * i;
        const geo_edge four[] = {
            {at, at + 1, 1}, {at, at + 2, 1}, {at + 1, at + 3, 1}, {at + 2, at + 3, 1}};
        for (int k = 0; k < EACH; k++)
            edges[EACH * i + (uint32_t)k] = four[k];
    }
    geo_graph *graph = built(nodes, edges, EACH * (size_t)count);
    double *node = geo_alloc(nodes, sizeof *node), *edge = geo_alloc(count, EACH * sizeof *edge);
    geo_status status = geo_graph_betweenness(ctx, graph, node, edge);
    /* between 3 nodes and 3 (count - 1), and for half of the ways across either diamond */
    if (status == GEO_OK)
        assert_near(node[3], 9.0 * (count - 1) + 1.0, 1e-9);
    geo_free(node);
    geo_free(edge);
    geo_free(edges);
    geo_graph_free(graph);
    return status;
}

static void test_more_ways_than_a_double_holds(void **state)
{
    (void)state;
    assert_int_equal(diamonds(1023), GEO_OK);
    assert_int_equal(diamonds(1025), GEO_ERR_RANGE);
}

static void test_no_memory(void **state)
{
    (void)state;
    const geo_edge edges[] = {{0, 1, 5}, {1, 2, 1}, {3, 2, 2}};
    geo_graph *graph = built(4, edges, 3);
    between found = {.node = {-7}};
    uint64_t before = geo_alloc_count();
    assert_ok(geo_graph_betweenness(ctx, graph, found.node, found.edge));
    uint64_t calls = geo_alloc_count() - before;
    found.node[0] = -7;
    for (uint64_t nth = 1; nth <= calls; nth++) {
        geo_alloc_fail_at(nth);
        assert_int_equal(geo_graph_betweenness(ctx, graph, found.node, found.edge), GEO_ERR_NOMEM);
        assert_near(found.node[0], -7, 0);
    }
    geo_alloc_fail_at(0);
    geo_graph_free(graph);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chain_and_island),
        cmocka_unit_test(test_equal_ways_are_shared),
        cmocka_unit_test(test_parallel_links_and_loops),
        cmocka_unit_test(test_cheap_links),
        cmocka_unit_test(test_more_ways_than_a_double_holds),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
