/* Graph search and components against a brute force that shares no code. */
#include "base/alloc.h"
#include "graph_case.h"

/* xorshift64* (Marsaglia 2003, Vigna 2016): the same graphs everywhere. */
static uint64_t seed_state;
static uint32_t below(uint32_t limit)
{
    seed_state ^= seed_state >> 12;
    seed_state ^= seed_state << 25;
    seed_state ^= seed_state >> 27;
    return (uint32_t)((seed_state * 0x2545f4914f6cdd1du >> 32) % limit);
}

enum { MOST_NODES = 24, MOST_EDGES = 70, MOST_SOURCES = 6 };

typedef struct problem {
    uint32_t nodes;
    size_t edge_count, source_count;
    geo_edge edges[MOST_EDGES];
    geo_source_node sources[MOST_SOURCES];
    double limit;
    bool exact; /* sums of costs are not rounded */
} problem;

/* Small whole costs, so that many ways are equal; zero often; eighths; and, not exact in sums,
 * tenths next to a cost that swallows them. */
enum { WHOLE, ZERO_OR_ONE, EIGHTHS, ROUNDED, KINDS };

static double random_cost(uint32_t kind)
{
    static const double rounded[] = {0.0, 0.1, 0.2, 0.3, 1e16, 0.7};
    switch (kind) {
    case WHOLE:
        return below(3);
    case ZERO_OR_ONE:
        return below(2);
    case EIGHTHS:
        return below(1000) / 8.0;
    default:
        return rounded[below(6)];
    }
}

static void random_problem(problem *p)
{
    uint32_t kind = below(KINDS);
    p->exact = kind != ROUNDED;
    p->nodes = 1 + below(MOST_NODES);
    p->edge_count = below(MOST_EDGES + 1);
    p->source_count = below(MOST_SOURCES + 1);
    for (size_t i = 0; i < p->edge_count; i++)
        p->edges[i] = (geo_edge){below(p->nodes), below(p->nodes), random_cost(kind)};
    for (size_t i = 0; i < p->source_count; i++)
        p->sources[i] = (geo_source_node){below(p->nodes), random_cost(kind), below(4)};
    p->limit = below(3) ? INFINITY : (double)below(6);
}

/* The answer as the header defines it: rounds of relaxation until nothing changes, first of
 * (cost, label), then of the steps that add nothing, and only then the predecessors. */
typedef struct answer {
    double cost[MOST_NODES];
    uint32_t label[MOST_NODES], idle[MOST_NODES], before[MOST_NODES];
} answer;

static bool better(double cost, uint32_t label, double than_cost, uint32_t than_label)
{
    return cost < than_cost || (cost == than_cost && label < than_label);
}

static bool relax(const problem *p, answer *a, uint32_t from, uint32_t to, double cost)
{
    double next = a->cost[from] + cost;
    if (!isfinite(a->cost[from]) || next > p->limit ||
        !better(next, a->label[from], a->cost[to], a->label[to]))
        return false;
    a->cost[to] = next;
    a->label[to] = a->label[from];
    return true;
}

static bool is_source(const problem *p, const answer *a, uint32_t node)
{
    for (size_t i = 0; i < p->source_count; i++)
        if (p->sources[i].node == node && p->sources[i].cost == a->cost[node] &&
            p->sources[i].label == a->label[node])
            return true;
    return false;
}

/* Whether the best way of `to` may come over this edge from `from`. */
static bool leads(const answer *a, uint32_t from, uint32_t to, double cost)
{
    return isfinite(a->cost[from]) && a->cost[from] + cost == a->cost[to] &&
           a->label[from] == a->label[to];
}

static bool relax_idle(answer *a, uint32_t from, uint32_t to, double cost)
{
    if (!leads(a, from, to, cost))
        return false;
    bool adds = a->cost[from] < a->cost[to];
    if (!adds && a->idle[from] == UINT32_MAX)
        return false;
    uint32_t idle = adds ? 0 : a->idle[from] + 1;
    if (idle >= a->idle[to])
        return false;
    a->idle[to] = idle;
    return true;
}

static void consider(answer *a, uint32_t from, uint32_t to, double cost)
{
    if (!leads(a, from, to, cost) || from >= a->before[to])
        return;
    bool adds = a->cost[from] < a->cost[to];
    if (adds ? a->idle[to] == 0 : a->idle[from] + 1 == a->idle[to])
        a->before[to] = from;
}

static void settle_costs(const problem *p, answer *a)
{
    for (uint32_t node = 0; node < p->nodes; node++) {
        a->cost[node] = INFINITY;
        a->label[node] = a->idle[node] = a->before[node] = GEO_NODE_NONE;
    }
    for (size_t i = 0; i < p->source_count; i++) {
        const geo_source_node *s = &p->sources[i];
        if (s->cost <= p->limit && better(s->cost, s->label, a->cost[s->node], a->label[s->node])) {
            a->cost[s->node] = s->cost;
            a->label[s->node] = s->label;
        }
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < p->edge_count; i++) {
            const geo_edge *e = &p->edges[i];
            changed |= relax(p, a, e->a, e->b, e->cost);
            changed |= relax(p, a, e->b, e->a, e->cost);
        }
    }
}

static void brute_force(const problem *p, answer *a)
{
    settle_costs(p, a);
    for (uint32_t node = 0; node < p->nodes; node++)
        if (isfinite(a->cost[node]) && is_source(p, a, node))
            a->idle[node] = 0;
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t i = 0; i < p->edge_count; i++) {
            const geo_edge *e = &p->edges[i];
            changed |= relax_idle(a, e->a, e->b, e->cost);
            changed |= relax_idle(a, e->b, e->a, e->cost);
        }
    }
    for (size_t i = 0; i < p->edge_count; i++) {
        consider(a, p->edges[i].a, p->edges[i].b, p->edges[i].cost);
        consider(a, p->edges[i].b, p->edges[i].a, p->edges[i].cost);
    }
    for (uint32_t node = 0; node < p->nodes; node++)
        if (!isfinite(a->cost[node]) || is_source(p, a, node))
            a->before[node] = GEO_NODE_NONE;
}

static void solve(const problem *p, answer *a)
{
    geo_graph *graph = built(p->nodes, p->edges, p->edge_count);
    geo_paths paths = {a->cost, a->label, a->before};
    assert_ok(geo_graph_search(ctx, graph, p->sources, p->source_count, p->limit, &paths));
    geo_graph_free(graph);
}

static void assert_same(const problem *p, const answer *found, const answer *expected)
{
    for (uint32_t node = 0; node < p->nodes; node++) {
        if (!(found->cost[node] == expected->cost[node]))
            fail_msg("node %u costs %.17g, expected %.17g", node, found->cost[node],
                     expected->cost[node]);
        assert_int_equal(found->label[node], expected->label[node]);
        assert_int_equal(found->before[node], expected->before[node]);
    }
}

/* Where sums are rounded, ways of different cost to a node may cost the same one step on, and
 * relaxation in rounds may keep a label that only the dearer one had: then only costs compare. */
static void assert_same_costs(const problem *p, const answer *found, const answer *expected)
{
    for (uint32_t node = 0; node < p->nodes; node++)
        assert_true(found->cost[node] == expected->cost[node]);
}

/* Following `before` ends at a source after fewer steps than there are nodes. */
static void assert_paths_end(const problem *p, const answer *a)
{
    for (uint32_t node = 0; node < p->nodes; node++) {
        uint32_t at = node, steps = 0;
        while (a->before[at] != GEO_NODE_NONE) {
            assert_true(a->cost[a->before[at]] <= a->cost[at]);
            assert_int_equal(a->label[a->before[at]], a->label[node]);
            at = a->before[at];
            assert_true(++steps < p->nodes);
        }
        assert_true(isinf(a->cost[node]) || is_source(p, a, at));
    }
}

/* The same problem told in another order. */
static void shuffle(problem *p)
{
    for (size_t i = p->edge_count; i > 1; i--) {
        size_t j = below((uint32_t)i);
        geo_edge edge = p->edges[i - 1];
        p->edges[i - 1] = p->edges[j];
        p->edges[j] = (geo_edge){edge.b, edge.a, edge.cost};
    }
    for (size_t i = p->source_count; i > 1; i--) {
        size_t j = below((uint32_t)i);
        geo_source_node source = p->sources[i - 1];
        p->sources[i - 1] = p->sources[j];
        p->sources[j] = source;
    }
}

static void test_random_graphs_against_brute_force(void **state)
{
    (void)state;
    static problem p;
    static answer found, expected, again;
    seed_state = 4040400;
    for (int round = 0; round < 5000; round++) {
        random_problem(&p);
        brute_force(&p, &expected);
        solve(&p, &found);
        if (p.exact)
            assert_same(&p, &found, &expected);
        assert_same_costs(&p, &found, &expected);
        assert_paths_end(&p, &found);
        shuffle(&p);
        solve(&p, &again);
        assert_same(&p, &again, &found);
    }
}

static void test_random_components(void **state)
{
    (void)state;
    static problem p;
    seed_state = 77;
    for (int round = 0; round < 1000; round++) {
        random_problem(&p);
        p.edge_count /= 4;
        geo_graph *graph = built(p.nodes, p.edges, p.edge_count);
        uint32_t component[MOST_NODES], count;
        double *lengths;
        assert_ok(geo_graph_components(ctx, graph, component, &count, &lengths));
        uint32_t next = 0;
        for (uint32_t node = 0; node < p.nodes; node++) {
            double cost[MOST_NODES];
            geo_paths paths = {.cost = cost};
            geo_source_node source = {node, 0.0, 0};
            assert_ok(geo_graph_search(ctx, graph, &source, 1, INFINITY, &paths));
            for (uint32_t other = 0; other < p.nodes; other++)
                assert_int_equal(isfinite(cost[other]), component[node] == component[other]);
            assert_true(component[node] <= next);
            next += component[node] == next;
        }
        assert_int_equal(count, next);
        double total[MOST_NODES] = {0};
        for (size_t i = 0; i < p.edge_count; i++)
            total[component[p.edges[i].a]] += p.edges[i].cost;
        for (uint32_t i = 0; i < count; i++)
            assert_near(lengths[i], total[i], 1e-9 + 1e-12 * total[i]);
        geo_free(lengths);
        geo_graph_free(graph);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_graphs_against_brute_force),
        cmocka_unit_test(test_random_components),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
