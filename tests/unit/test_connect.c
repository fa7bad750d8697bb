/* Connectivity indices by hand; random networks are in property/test_connect.c. */
#include "base/alloc.h"
#include "connect_case.h"

/* 0 -100- 1 -200- 2, and 3 alone. With half coming 100 far, p = 1/2 and 1/4. */
static const network chain = {
    .nodes = 4, .edge_count = 2, .amount = {1, 2, 3, 4}, .edges = {{0, 1, 100}, {2, 1, 200}}};

static void test_chain(void **state)
{
    (void)state;
    answer a = measured(&chain, 100);
    /* own 1 + 4 + 9 + 16; pairs 2 (1*2/2 + 2*3/4 + 1*3/8) = 5.75; in links 2 (2/2 + 6/2 + 3/3) */
    assert_near(a.all.alpha, log(2.0) / 100, 1e-17);
    assert_near(a.all.total_amount, 10, 0);
    assert_near(a.all.pc, 35.75 / 100, 1e-15);
    assert_near(a.all.iic, 40.0 / 100, 1e-15);
    assert_near(a.all.ec, sqrt(35.75), 1e-14);
    const double node[] = {1 + 2 + 0.75, 4 + 2 + 3 + 0.75, 9 + 3 + 0.75, 16};
    const double link[] = {2 + 0.75, 3 + 0.75};
    for (int i = 0; i < 4; i++)
        assert_near(a.node[i], 100 * node[i] / 35.75, 1e-12);
    for (int i = 0; i < 2; i++)
        assert_near(a.link[i], 100 * link[i] / 35.75, 1e-12);
}

/* The detour 0 -2- 3 -2- 2 is taken when 1 or a link of 0 -1- 1 -1- 2 is gone; unit: disperse. */
static void test_detour(void **state)
{
    (void)state;
    const network ring = {.nodes = 4,
                          .edge_count = 4,
                          .amount = {1, 1, 1, 0},
                          .edges = {{0, 1, 1}, {1, 2, 1}, {2, 3, 2}, {3, 0, 2}},
                          .total = 10};
    answer a = measured(&ring, 1);
    double sum = 3 + 2 * (0.5 + 0.5 + 0.25);
    assert_near(a.all.pc, sum / 100, 1e-15);
    assert_near(a.all.iic, (3 + 2 * (0.5 + 0.5 + 1.0 / 3)) / 100, 1e-15);
    assert_near(a.node[1], 100 * (1 + 1 + 1 + 2 * (0.25 - 0.0625)) / sum, 1e-12);
    assert_near(a.node[3], 0, 0);
    /* without 0-1: 0 to 1 over 3 and 2 costs 5, 0 to 2 costs 4 */
    assert_near(a.link[0], 100 * 2 * (0.5 - 1.0 / 32 + 0.25 - 0.0625) / sum, 1e-12);
    assert_near(a.link[2], 0, 0);
}

static void test_parallel_links_and_loops(void **state)
{
    (void)state;
    const network twice = {.nodes = 2,
                           .edge_count = 4,
                           .amount = {1, 1},
                           .edges = {{0, 1, 2}, {1, 0, 1}, {0, 0, 1}, {0, 1, 1}}};
    answer a = measured(&twice, 1);
    assert_near(a.all.pc, 3.0 / 4, 1e-15);
    for (int i = 0; i < 4; i++)
        assert_near(a.link[i], 0, 0); /* another of cost 1 stays */
    network once = without_link(&twice, 3);
    a = measured(&once, 1);
    assert_near(a.link[0], 0, 0);
    assert_near(a.link[1], 100 * 2 * (0.5 - 0.25) / 3, 1e-12);
}

static void test_free_links(void **state)
{
    (void)state;
    const network free_ring = {.nodes = 3,
                               .edge_count = 3,
                               .amount = {1, 1, 1},
                               .edges = {{0, 1, 0}, {1, 2, 0}, {2, 0, 0}}};
    answer a = measured(&free_ring, 1);
    assert_near(a.all.pc, 1, 0);
    for (int i = 0; i < 3; i++) {
        assert_near(a.link[i], 0, 0);
        assert_near(a.node[i], 100 * 5.0 / 9, 1e-12);
    }
}

static void test_nothing_there(void **state)
{
    (void)state;
    network none = {.total = 0};
    answer a = measured(&none, 1);
    assert_true(isnan(a.all.pc) && isnan(a.all.iic));
    assert_near(a.all.ec, 0, 0);
    network bare = {.nodes = 2, .edge_count = 1, .edges = {{0, 1, 1}}};
    a = measured(&bare, 1);
    assert_true(isnan(a.all.pc) && isnan(a.node[0]) && isnan(a.link[0]));
    bare.total = 5;
    a = measured(&bare, 1);
    assert_near(a.all.pc, 0, 0);
    assert_true(isnan(a.node[0]));
}

/* However small a loss is beside the whole, it is known to all its digits: neither totals nor
 * probabilities are subtracted. */
static void test_small_losses_are_exact(void **state)
{
    (void)state;
    const network n = {.nodes = 3,
                       .edge_count = 2,
                       .amount = {1e6, 1e-3, 1e-3},
                       .edges = {{1, 2, 1}, {1, 2, 1 + 0x1p-40}}};
    answer a = measured(&n, 1);
    double loss = 1e-6 * -expm1(-log(2) * 0x1p-40);
    assert_near(a.link[0], 100 * loss / 1e12, 1e-11 * 100 * loss / 1e12);
}

static geo_status measure_with(double amount, geo_connect_options options)
{
    geo_graph *graph = built(1, NULL, 0);
    geo_connect found = {.pc = -7};
    geo_status status = geo_connect_measure(ctx, graph, &amount, &options, &found);
    geo_graph_free(graph);
    assert_true((found.pc == -7) == (status != GEO_OK));
    return status;
}

static void test_bad_input(void **state)
{
    (void)state;
    const geo_connect_options bad[] = {{0, 0.5, 0},      {-1, 0.5, 0},       {NAN, 0.5, 0},
                                       {INFINITY, 1, 0}, {1, 0, 0},          {1, 1, 0},
                                       {1, NAN, 0},      {1, 0.5, 0.999},    {1, 0.5, -1},
                                       {1, 0.5, NAN},    {1, 0.5, INFINITY}, {1, 0.5, 1e200}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_int_equal(measure_with(1, bad[i]), GEO_ERR_ARG);
    const geo_connect_options good = {1, 0.5, 0};
    const double amounts[] = {-1, NAN, INFINITY, 1e200};
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(measure_with(amounts[i], good), GEO_ERR_ARG);
    assert_int_equal(measure_with(-1, good), GEO_ERR_ARG);
    assert_string_equal(geo_ctx_error(ctx), "patch 0 has amount -1");
    assert_int_equal(measure_with(1, good), GEO_OK);
    assert_int_equal(measure_with(1, (geo_connect_options){1, 0.5, 1 - 1e-12}), GEO_OK);
}

static void test_no_memory(void **state)
{
    (void)state;
    geo_graph *graph = built(chain.nodes, chain.edges, chain.edge_count);
    const geo_connect_options options = {100, 0.5, 0};
    double node[4], link[2];
    geo_connect found = {.node_dpc = node, .link_dpc = link};
    uint64_t before = geo_alloc_count();
    assert_ok(geo_connect_measure(ctx, graph, chain.amount, &options, &found));
    uint64_t calls = geo_alloc_count() - before;
    assert_true(calls > 20);
    found.pc = -7;
    for (uint64_t nth = 1; nth <= calls; nth++) {
        geo_alloc_fail_at(nth);
        assert_int_equal(geo_connect_measure(ctx, graph, chain.amount, &options, &found),
                         GEO_ERR_NOMEM);
        assert_near(found.pc, -7, 0);
    }
    geo_alloc_fail_at(0);
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
    geo_graph *graph = built(chain.nodes, chain.edges, chain.edge_count);
    geo_connect found = {0};
    assert_int_equal(geo_connect_measure(stopped, graph, chain.amount,
                                         &(geo_connect_options){100, 0.5, 0}, &found),
                     GEO_ERR_CANCELLED);
    geo_graph_free(graph);
    geo_ctx_free(stopped);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_chain),
        cmocka_unit_test(test_detour),
        cmocka_unit_test(test_parallel_links_and_loops),
        cmocka_unit_test(test_free_links),
        cmocka_unit_test(test_nothing_there),
        cmocka_unit_test(test_small_losses_are_exact),
        cmocka_unit_test(test_bad_input),
        cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_cancelling),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
