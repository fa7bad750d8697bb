/* Graphs by hand: search, components, errors, a million nodes; random ones are in
 * test_graph_random.c. */
#include <time.h>

#include "base/alloc.h"
#include "graph_case.h"

/* 0 -1- 1 -1- 2 -1- 3 and a way round 0 -2- 4 -1- 3; 5 stands alone. */
static const geo_edge ring[] = {{0, 1, 1}, {1, 2, 1}, {2, 3, 1}, {4, 0, 2}, {3, 4, 1}};

static void test_by_hand(void **state)
{
    (void)state;
    geo_graph *graph = built(6, ring, 5);
    assert_int_equal(geo_graph_nodes(graph), 6);
    double cost[6];
    uint32_t label[6], before[6];
    geo_paths paths = {cost, label, before};
    geo_source_node source = {0, 0.5, 7};
    assert_ok(geo_graph_search(ctx, graph, &source, 1, INFINITY, &paths));
    const double expected[] = {0.5, 1.5, 2.5, 3.5, 2.5, INFINITY};
    const uint32_t expected_before[] = {GEO_NODE_NONE, 0, 1, 2, 0, GEO_NODE_NONE};
    for (int i = 0; i < 5; i++)
        assert_near(cost[i], expected[i], 0.0);
    assert_true(isinf(cost[5]));
    for (int i = 0; i < 6; i++) {
        assert_int_equal(before[i], expected_before[i]);
        assert_int_equal(label[i], i < 5 ? 7 : GEO_NODE_NONE);
    }
    geo_graph_free(graph);
}

static void test_limit_is_inclusive(void **state)
{
    (void)state;
    geo_graph *graph = built(6, ring, 5);
    double cost[6];
    geo_paths paths = {.cost = cost};
    geo_source_node sources[] = {{0, 0.0, 0}, {5, 2.5, 1}};
    assert_ok(geo_graph_search(ctx, graph, sources, 2, 2.0, &paths));
    assert_near(cost[2], 2.0, 0.0);
    assert_near(cost[4], 2.0, 0.0);
    assert_true(isinf(cost[3]));
    assert_true(isinf(cost[5])); /* the source itself lies beyond */
    assert_ok(geo_graph_search(ctx, graph, sources, 2, -1.0, &paths));
    assert_true(isinf(cost[0]));
    assert_ok(geo_graph_search(ctx, graph, NULL, 0, INFINITY, &paths));
    assert_true(isinf(cost[0]));
    geo_graph_free(graph);
}

/* 2 -1- 0 -0- 1 -1- 2: both ends of the free edge are 1 from the source; neither may point at the
 * other. */
static void test_free_edges_make_no_circle(void **state)
{
    (void)state;
    const geo_edge edges[] = {{2, 0, 1}, {0, 1, 0}, {1, 2, 1}, {1, 3, 0}, {3, 4, 0}, {4, 1, 0}};
    geo_graph *graph = built(5, edges, 6);
    double cost[5];
    uint32_t before[5];
    geo_paths paths = {cost, NULL, before};
    geo_source_node source = {2, 0.0, 0};
    assert_ok(geo_graph_search(ctx, graph, &source, 1, INFINITY, &paths));
    const uint32_t expected[] = {2, 2, GEO_NODE_NONE, 1, 1};
    for (int i = 0; i < 5; i++)
        assert_int_equal(before[i], expected[i]);
    geo_graph_free(graph);
}

static void test_sums_that_overflow_are_unreachable(void **state)
{
    (void)state;
    const geo_edge edges[] = {{0, 1, 1.7e308}, {1, 2, 1.7e308}};
    geo_graph *graph = built(3, edges, 2);
    double cost[3];
    uint32_t label[3];
    geo_paths paths = {cost, label, NULL};
    geo_source_node source = {0, 0.0, 0};
    assert_ok(geo_graph_search(ctx, graph, &source, 1, INFINITY, &paths));
    assert_near(cost[1], 1.7e308, 0.0);
    assert_true(isinf(cost[2]));
    assert_int_equal(label[2], GEO_NODE_NONE);
    geo_graph_free(graph);
}

static void test_empty_graph(void **state)
{
    (void)state;
    geo_graph *graph = built(0, NULL, 0);
    uint32_t count = 9, component[1];
    double *lengths = NULL, cost[1];
    assert_ok(geo_graph_components(ctx, graph, component, &count, &lengths));
    assert_int_equal(count, 0);
    geo_free(lengths);
    geo_paths paths = {.cost = cost};
    assert_ok(geo_graph_search(ctx, graph, NULL, 0, 1.0, &paths));
    geo_graph_free(graph);
    geo_graph_free(NULL);
}

static void test_bad_input(void **state)
{
    (void)state;
    geo_graph *graph = NULL;
    const geo_edge bad[] = {{0, 6, 1}, {6, 0, 1}, {0, 1, -1}, {0, 1, NAN}, {0, 1, INFINITY}};
    for (int i = 0; i < 5; i++)
        assert_int_equal(geo_graph_new(ctx, 6, &bad[i], 1, &graph), GEO_ERR_ARG);
    assert_string_equal(geo_ctx_error(ctx), "edge 0 has cost inf");
    assert_int_equal(geo_graph_new(ctx, 6, ring, (size_t)UINT32_MAX + 1, &graph), GEO_ERR_LIMIT);
    assert_null(graph);
    graph = built(6, ring, 5);
    double cost[6];
    geo_paths paths = {.cost = cost};
    const geo_source_node bad_source[] = {{6, 0, 0}, {0, -1, 0}, {0, NAN, 0}, {0, INFINITY, 0}};
    for (int i = 0; i < 4; i++)
        assert_int_equal(geo_graph_search(ctx, graph, &bad_source[i], 1, 1.0, &paths), GEO_ERR_ARG);
    assert_int_equal(geo_graph_search(ctx, graph, NULL, 0, NAN, &paths), GEO_ERR_ARG);
    geo_graph_free(graph);
}

static bool always(void *self)
{
    (void)self;
    return true;
}

static void test_cancelling(void **state)
{
    (void)state;
    geo_ctx *stopped = geo_ctx_new(&(geo_ctx_hooks){.cancelled = always});
    geo_graph *graph = built(6, ring, 5);
    double cost[6];
    geo_paths paths = {.cost = cost};
    geo_source_node source = {0, 0.0, 0};
    assert_int_equal(geo_graph_search(stopped, graph, &source, 1, 9.0, &paths), GEO_ERR_CANCELLED);
    geo_graph_free(graph);
    geo_ctx_free(stopped);
}

static void test_no_memory(void **state)
{
    (void)state;
    geo_graph *graph = NULL;
    for (uint64_t nth = 1; nth <= 3; nth++) {
        geo_alloc_fail_at(nth);
        assert_int_equal(geo_graph_new(ctx, 6, ring, 5, &graph), GEO_ERR_NOMEM);
        assert_null(graph);
    }
    graph = built(6, ring, 5);
    double cost[6], *lengths = NULL;
    uint32_t component[6], count = 9;
    geo_paths paths = {.cost = cost};
    geo_source_node source = {0, 0.0, 0};
    for (uint64_t nth = 1; nth <= 3; nth++) {
        geo_alloc_fail_at(nth);
        assert_int_equal(geo_graph_search(ctx, graph, &source, 1, 9.0, &paths), GEO_ERR_NOMEM);
    }
    for (uint64_t nth = 1; nth <= 2; nth++) {
        geo_alloc_fail_at(nth);
        assert_int_equal(geo_graph_components(ctx, graph, component, &count, &lengths),
                         GEO_ERR_NOMEM);
        assert_null(lengths);
    }
    geo_alloc_fail_at(1);
    assert_ok(geo_graph_components(ctx, graph, component, &count, NULL)); /* needs none */
    geo_alloc_fail_at(0);
    geo_graph_free(graph);
}

static double seconds_since(const struct timespec *start)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)(now.tv_sec - start->tv_sec) + 1e-9 * (double)(now.tv_nsec - start->tv_nsec);
}

/* Cost from a corner of a grid is the number of steps; the cap is for quadratic time, not speed. */
static void search_grid(uint32_t width, uint32_t height)
{
    struct timespec start;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &start);
    uint32_t nodes = width * height;
    geo_edge *edges = geo_alloc(2 * (size_t)nodes, sizeof *edges);
    size_t count = 0;
    for (uint32_t node = 0; node < nodes; node++) {
        if (node % width + 1 < width)
            edges[count++] = (geo_edge){node, node + 1, 1.0};
        if (node + width < nodes)
            edges[count++] = (geo_edge){node + width, node, 1.0};
    }
    geo_graph *graph = built(nodes, edges, count);
    double *cost = geo_alloc(nodes, sizeof *cost), *lengths;
    uint32_t *component = geo_alloc(nodes, sizeof *component), components;
    geo_paths paths = {.cost = cost};
    geo_source_node source = {0, 0.0, 0};
    assert_ok(geo_graph_search(ctx, graph, &source, 1, INFINITY, &paths));
    for (uint32_t node = 0; node < nodes; node++)
        if (cost[node] != node % width + node / width)
            fail_msg("node %u costs %g", node, cost[node]);
    assert_ok(geo_graph_components(ctx, graph, component, &components, &lengths));
    assert_int_equal(components, 1);
    assert_near(lengths[0], (double)count, 0.0);
    geo_free(lengths);
    geo_free(component);
    geo_free(cost);
    geo_free(edges);
    geo_graph_free(graph);
    print_message("%u x %u grid: %.2f s\n", width, height, seconds_since(&start));
    assert_true(seconds_since(&start) < 20.0);
}

static void test_a_million_nodes(void **state)
{
    (void)state;
    search_grid(1000, 1000);
    search_grid(1, 1000000);
    search_grid(1000000, 1);
}

/* A star, and a chain numbered from its far end, are the bad cases of heaps and of union-find. */
static void test_star_and_reversed_chain(void **state)
{
    (void)state;
    enum { NODES = 500000 };
    geo_edge *edges = geo_alloc(NODES, sizeof *edges);
    for (uint32_t i = 0; i + 1 < NODES; i++)
        edges[i] = (geo_edge){NODES - 1, i, (double)(NODES - i)};
    geo_graph *graph = built(NODES, edges, NODES - 1);
    double *cost = geo_alloc(NODES, sizeof *cost);
    uint32_t *component = geo_alloc(NODES, sizeof *component), count;
    geo_paths paths = {.cost = cost};
    geo_source_node source = {0, 0.0, 0};
    assert_ok(geo_graph_search(ctx, graph, &source, 1, INFINITY, &paths));
    assert_near(cost[1], NODES + NODES - 1.0, 0.0);
    assert_ok(geo_graph_components(ctx, graph, component, &count, NULL));
    assert_int_equal(count, 1);
    geo_graph_free(graph);
    for (uint32_t i = 0; i + 1 < NODES; i++)
        edges[i] = (geo_edge){NODES - 1 - i, NODES - 2 - i, 1.0};
    graph = built(NODES, edges, NODES - 1);
    assert_ok(geo_graph_components(ctx, graph, component, &count, NULL));
    assert_int_equal(count, 1);
    geo_graph_free(graph);
    geo_free(component);
    geo_free(cost);
    geo_free(edges);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_limit_is_inclusive),
        cmocka_unit_test(test_free_edges_make_no_circle),
        cmocka_unit_test(test_sums_that_overflow_are_unreachable),
        cmocka_unit_test(test_empty_graph),
        cmocka_unit_test(test_bad_input),
        cmocka_unit_test(test_cancelling),
        cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_a_million_nodes),
        cmocka_unit_test(test_star_and_reversed_chain),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
