/* Connectivity indices of small random networks: against an enumeration of all ways, against
 * networks from which a patch or link was really removed, and what must hold for any network. */
#include "connect_case.h"
#include "graph/centrality.h"
#include "graph/connect_gain.h"

/* xorshift64* (Marsaglia 2003, Vigna 2016): the same networks everywhere. */
static uint64_t seed_state;
static uint32_t below(uint32_t limit)
{
    seed_state ^= seed_state >> 12;
    seed_state ^= seed_state << 25;
    seed_state ^= seed_state >> 27;
    return (uint32_t)((seed_state * 0x2545f4914f6cdd1du >> 32) % limit);
}

static const double disperse = 4.0;
enum { ROUNDS = 2000 };

/* Half of them with whole costs, so that ways are often equal, or free. */
static network random_network(void)
{
    network n = {.nodes = 1 + below(MOST_PATCHES)};
    n.edge_count = below(MOST_LINKS + 1) / (1 + below(3));
    bool whole = below(2);
    for (uint32_t i = 0; i < n.nodes; i++)
        n.amount[i] = below(5) ? (1 + below(1000)) / 10.0 : 0.0;
    n.amount[0] += 1.0;
    for (size_t i = 0; i < n.edge_count; i++)
        n.edges[i] =
            (geo_edge){below(n.nodes), below(n.nodes), whole ? below(4) : below(10000) / 1000.0};
    return n;
}

/* All ways that meet no patch twice, from `at` on: the most probable one and the one with the
 * fewest links to each patch. Probabilities are multiplied, never added as costs. */
typedef struct ways {
    double p[MOST_PATCHES];
    int links[MOST_PATCHES]; /* -1: none */
} ways;

static void walk(const network *n, uint32_t at, uint32_t been, double p, int links, ways *best)
{
    best->p[at] = fmax(best->p[at], p);
    if (best->links[at] < 0 || links < best->links[at])
        best->links[at] = links;
    for (size_t i = 0; i < n->edge_count; i++) {
        const geo_edge *edge = &n->edges[i];
        if (edge->a != at && edge->b != at)
            continue;
        uint32_t to = edge->a == at ? edge->b : edge->a;
        if (!(been >> to & 1))
            walk(n, to, been | 1u << to, p * pow(0.5, edge->cost / disperse), links + 1, best);
    }
}

typedef struct sums {
    double pc, iic, total;
} sums;

static sums enumerated(const network *n)
{
    sums s = {0};
    for (uint32_t i = 0; i < n->nodes; i++) {
        ways best = {0};
        for (uint32_t j = 0; j < n->nodes; j++)
            best.links[j] = -1;
        walk(n, i, 1u << i, 1.0, 0, &best);
        s.total += n->amount[i];
        for (uint32_t j = 0; j < n->nodes; j++) {
            s.pc += n->amount[i] * n->amount[j] * best.p[j];
            if (best.links[j] >= 0)
                s.iic += n->amount[i] * n->amount[j] / (1.0 + best.links[j]);
        }
    }
    return s;
}

static void test_against_all_ways(void **state)
{
    (void)state;
    seed_state = 4040400;
    for (int round = 0; round < ROUNDS; round++) {
        network n = random_network();
        sums s = enumerated(&n);
        answer a = measured(&n, disperse);
        assert_near(a.all.total_amount, s.total, 1e-12 * s.total);
        assert_near(a.all.pc, s.pc / s.total / s.total, 1e-12);
        assert_near(a.all.iic, s.iic / s.total / s.total, 1e-12);
        assert_near(a.all.ec, sqrt(s.pc), 1e-12 * s.total);
        for (size_t i = 0; i < n.edge_count; i++) {
            network left = without_link(&n, i);
            assert_near(a.link[i], 100 * (s.pc - enumerated(&left).pc) / s.pc, 1e-10);
        }
        for (uint32_t i = 0; i < n.nodes; i++) {
            network left = without_node(&n, i, s.total);
            assert_near(a.node[i], 100 * (s.pc - enumerated(&left).pc) / s.pc, 1e-10);
        }
    }
}

/* The same by the library itself, and that nothing rises when something goes. */
static void test_removal(void **state)
{
    (void)state;
    seed_state = 77;
    for (int round = 0; round < ROUNDS; round++) {
        network n = random_network();
        answer a = measured(&n, disperse);
        for (size_t i = 0; i < n.edge_count; i++) {
            network left = without_link(&n, i);
            answer b = measured(&left, disperse);
            assert_true(b.all.pc <= a.all.pc && b.all.iic <= a.all.iic && a.link[i] >= 0.0);
            assert_near(a.link[i], 100 * (a.all.pc - b.all.pc) / a.all.pc, 1e-11);
        }
        for (uint32_t i = 0; i < n.nodes; i++) {
            network left = without_node(&n, i, a.all.total_amount);
            answer b = measured(&left, disperse);
            assert_true(b.all.pc <= a.all.pc && b.all.iic <= a.all.iic);
            assert_true(a.node[i] >= 0.0 && a.node[i] <= 100.0 + 1e-12);
            assert_near(a.node[i], 100 * (a.all.pc - b.all.pc) / a.all.pc, 1e-11);
        }
    }
}

static void assert_same(const network *n, const answer *found, const answer *expected, double slack)
{
    assert_near(found->all.pc, expected->all.pc, slack);
    assert_near(found->all.iic, expected->all.iic, slack);
    for (uint32_t i = 0; i < n->nodes; i++)
        assert_near(found->node[i], expected->node[i], 100 * slack);
    for (size_t i = 0; i < n->edge_count; i++)
        assert_near(found->link[i], expected->link[i], 100 * slack);
}

static void test_scale_and_empty_patch(void **state)
{
    (void)state;
    seed_state = 5;
    for (int round = 0; round < ROUNDS; round++) {
        network n = random_network(), scaled = n, more = n;
        answer a = measured(&n, disperse);
        for (uint32_t i = 0; i < n.nodes; i++)
            scaled.amount[i] *= 1e4; /* hectares as square metres */
        answer b = measured(&scaled, disperse);
        assert_same(&n, &b, &a, 1e-13);
        assert_near(b.all.ec, 1e4 * a.all.ec, 1e-9 * a.all.ec);
        if (n.nodes == MOST_PATCHES || n.edge_count == MOST_LINKS)
            continue;
        /* a patch of no amount at the end of a link of its own */
        more.amount[more.nodes] = 0.0;
        more.edges[more.edge_count++] = (geo_edge){more.nodes, below(n.nodes), below(3)};
        more.nodes++;
        b = measured(&more, disperse);
        assert_same(&n, &b, &a, 0.0);
        assert_near(b.node[n.nodes], 0.0, 0.0);
        assert_near(b.link[n.edge_count], 0.0, 0.0);
    }
}

typedef struct between {
    double node[MOST_PATCHES], edge[MOST_LINKS];
} between;

static between betweenness(const network *n)
{
    between b = {0};
    geo_graph *graph = built(n->nodes, n->edges, n->edge_count);
    if (geo_graph_betweenness(ctx, graph, b.node, b.edge) != GEO_OK)
        fail_msg("%s", geo_ctx_error(ctx));
    geo_graph_free(graph);
    return b;
}

/* Patches and links under other numbers: the same values at their new places. */
static void test_permutation(void **state)
{
    (void)state;
    seed_state = 99;
    for (int round = 0; round < ROUNDS; round++) {
        network n = random_network(), other = n;
        for (size_t i = 0; i < n.edge_count; i++)
            n.edges[i].cost += 0.5; /* betweenness knows no free links */
        uint32_t to[MOST_PATCHES], link_to[MOST_LINKS];
        for (uint32_t i = 0; i < n.nodes; i++) {
            uint32_t k = below(i + 1);
            to[i] = to[k];
            to[k] = i;
        }
        for (uint32_t i = 0; i < n.edge_count; i++) {
            uint32_t k = below(i + 1);
            link_to[i] = link_to[k];
            link_to[k] = i;
        }
        for (uint32_t i = 0; i < n.nodes; i++)
            other.amount[to[i]] = n.amount[i];
        for (uint32_t i = 0; i < n.edge_count; i++)
            other.edges[link_to[i]] =
                (geo_edge){to[n.edges[i].b], to[n.edges[i].a], n.edges[i].cost};
        answer a = measured(&n, disperse), b = measured(&other, disperse), back = b;
        between c = betweenness(&n), d = betweenness(&other);
        for (uint32_t i = 0; i < n.nodes; i++) {
            back.node[i] = b.node[to[i]];
            assert_near(d.node[to[i]], c.node[i], 1e-12);
        }
        for (uint32_t i = 0; i < n.edge_count; i++) {
            back.link[i] = b.link[link_to[i]];
            assert_near(d.edge[link_to[i]], c.edge[i], 1e-12);
        }
        assert_same(&n, &back, &a, 1e-13);
    }
}

/* Every way of k links has k - 1 patches in between, so the links of all shortest ways are the
 * patches on them and one per pair that is joined. */
static void test_links_and_patches_on_ways(void **state)
{
    (void)state;
    seed_state = 31;
    for (int round = 0; round < ROUNDS; round++) {
        network n = random_network();
        for (size_t i = 0; i < n.edge_count; i++)
            n.edges[i].cost += 0.5;
        between b = betweenness(&n);
        double patches = 0.0, links = 0.0, pairs = 0.0;
        for (uint32_t i = 0; i < n.nodes; i++) {
            ways best = {0};
            walk(&n, i, 1u << i, 1.0, 0, &best);
            for (uint32_t j = i + 1; j < n.nodes; j++)
                pairs += best.p[j] > 0.0;
            patches += b.node[i];
        }
        for (size_t i = 0; i < n.edge_count; i++)
            links += b.edge[i];
        assert_near(links, patches + pairs, 1e-10);
    }
}

/* Some links grow cheaper at a time: as much as if the network had always been like that. */
static void test_gains(void **state)
{
    (void)state;
    seed_state = 12;
    enum { MENDS = 4 };
    size_t gained = 0;
    for (int round = 0; round < ROUNDS; round++) {
        network n = random_network();
        if (n.edge_count == 0)
            continue;
        geo_connect_change changes[MENDS * 3];
        size_t first[MENDS + 1] = {0};
        double gain[MENDS];
        for (size_t m = 0; m < MENDS; m++) {
            first[m + 1] = first[m];
            for (uint32_t k = below(4); k > 0; k--) {
                uint32_t edge = below((uint32_t)n.edge_count);
                bool twice = false;
                for (size_t i = first[m]; i < first[m + 1]; i++)
                    twice |= changes[i].edge == edge;
                if (!twice)
                    changes[first[m + 1]++] =
                        (geo_connect_change){edge, n.edges[edge].cost * below(10) / 10};
            }
        }
        const geo_connect_options options = {disperse, 0.5, 0};
        const geo_connect_mends mends = {changes, first, MENDS};
        assert_ok(geo_connect_gains(ctx, n.nodes, n.edges, n.edge_count, n.amount, &options, &mends,
                                    gain));
        answer was = measured(&n, disperse);
        for (size_t m = 0; m < MENDS; m++) {
            network mended = n;
            for (size_t i = first[m]; i < first[m + 1]; i++)
                mended.edges[changes[i].edge].cost = changes[i].cost;
            answer now = measured(&mended, disperse);
            assert_near(gain[m], 100 * (now.all.pc - was.all.pc) / was.all.pc, 1e-9);
            assert_true(gain[m] >= 0);
            gained += gain[m] > 1;
        }
    }
    assert_true(gained > ROUNDS);
}

static void test_refused_gains(void **state)
{
    (void)state;
    const geo_edge edges[] = {{0, 1, 5}};
    const double amount[] = {1, 1};
    const size_t first[] = {0, 1};
    const geo_connect_options options = {disperse, 0.5, 0};
    const geo_connect_change bad[] = {{0, 6}, {1, 3}, {0, NAN}};
    double gain;
    for (size_t i = 0; i < 3; i++) {
        const geo_connect_mends mends = {&bad[i], first, 1};
        assert_int_equal(geo_connect_gains(ctx, 2, edges, 1, amount, &options, &mends, &gain),
                         GEO_ERR_ARG);
    }
}

/* More patches than parts: found from the last to the first, each bit is the same. */
static void test_parts_in_any_order(void **state)
{
    (void)state;
    seed_state = 300;
    enum { PATCHES = 200, LINKS = 600 };
    static geo_edge edges[LINKS];
    static double amount[PATCHES], node[2][PATCHES], link[2][LINKS];
    geo_connect_part *parts[GEO_CONNECT_PARTS];
    geo_connect whole = {.node_dpc = node[0], .link_dpc = link[0]},
                summed = {.node_dpc = node[1], .link_dpc = link[1]};
    const geo_connect_options options = {disperse, 0.5, 0};
    for (uint32_t i = 0; i < PATCHES; i++)
        amount[i] = 1 + below(1000);
    for (uint32_t i = 0; i < LINKS; i++)
        edges[i] = (geo_edge){i % PATCHES, (i + 1 + below(30)) % PATCHES, below(1000) / 100.0};
    geo_graph *graph = built(PATCHES, edges, LINKS);
    assert_ok(geo_connect_measure(ctx, graph, amount, &options, &whole));
    for (uint32_t i = GEO_CONNECT_PARTS; i-- > 0;)
        assert_ok(geo_connect_part_new(ctx, graph, amount, &options, true, i, &parts[i]));
    assert_ok(geo_connect_conclude(ctx, graph, amount, &options, parts, &summed));
    assert_memory_equal(&summed.pc, &whole.pc, sizeof whole.pc);
    assert_memory_equal(&summed.iic, &whole.iic, sizeof whole.iic);
    assert_memory_equal(node[1], node[0], sizeof *node);
    assert_memory_equal(link[1], link[0], sizeof *link);
    assert_true(whole.pc > 0 && node[0][0] > 0);
    for (int i = 0; i < GEO_CONNECT_PARTS; i++)
        geo_connect_part_free(parts[i]);
    geo_graph_free(graph);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_all_ways),
        cmocka_unit_test(test_removal),
        cmocka_unit_test(test_scale_and_empty_patch),
        cmocka_unit_test(test_permutation),
        cmocka_unit_test(test_links_and_patches_on_ways),
        cmocka_unit_test(test_gains),
        cmocka_unit_test(test_refused_gains),
        cmocka_unit_test(test_parts_in_any_order),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
