/* What must hold for the network of links of any grid: a hedge, a link that goes, a quarter turn.
 */
#include "cost_case.h"

#include "graph/connect.h"
#include "raster/cost_links.h"

enum { ROUNDS = 1000, ZONES = 26 };

static cost_case c, other;

typedef struct network {
    geo_cost_links links;
    double amount[ZONES];
} network;

/* Zone i of the network has label i + 1; its area is that of its cells. */
static network network_of(cost_case *of)
{
    network n = {0};
    if (cost_search(ctx, of))
        fail_msg("%s", geo_ctx_error(ctx));
    assert_ok(geo_cost_links_find(ctx, &of->grid, &of->found, &n.links));
    for (uint32_t i = 0; i < cost_cells(of); i++)
        if (of->sources[i])
            n.amount[of->sources[i] - 1] += 1;
    return n;
}

typedef struct measures {
    double pc, iic;
    uint32_t components;
} measures;

/* Without link `left_out`; SIZE_MAX: with all. */
static measures measures_of(const network *n, size_t left_out)
{
    geo_edge edges[ZONES * ZONES];
    uint32_t component[ZONES];
    size_t count = 0;
    geo_graph *graph = NULL;
    geo_connect found = {0};
    measures m;
    const geo_connect_options options = {.disperse = 100, .probability = 0.5};
    for (size_t i = 0; i < n->links.count; i++) {
        const geo_cost_link *link = &n->links.items[i];
        if (i != left_out)
            edges[count++] = (geo_edge){link->from - 1, link->to - 1, link->cost};
    }
    assert_ok(geo_graph_new(ctx, ZONES, edges, count, &graph));
    assert_ok(geo_connect_measure(ctx, graph, n->amount, &options, &found));
    assert_ok(geo_graph_components(ctx, graph, component, &m.components, NULL));
    geo_graph_free(graph);
    m.pc = found.pc;
    m.iic = found.iic;
    return m;
}

static void roll(uint64_t *dice, int round)
{
    cost_random(&c, dice, round % COST_FAR);
    other = c;
    other.grid.cells = other.resistance;
    other.found = (geo_cost){other.cost, other.label, other.back};
}

/* Per two zones the dearest link of the way on which that is cheapest. Links do not hold the least
 * cost of any two zones, and a hedge may bring a third between them; but the cheapest tree of links
 * is that of all least costs (Mehlhorn 1988, doi:10.1016/0020-0190(88)90066-X). */
static void bottlenecks(const network *n, double far[ZONES][ZONES])
{
    for (int i = 0; i < ZONES; i++)
        for (int k = 0; k < ZONES; k++)
            far[i][k] = i == k ? 0 : INFINITY;
    for (size_t i = 0; i < n->links.count; i++) {
        const geo_cost_link *link = &n->links.items[i];
        far[link->from - 1][link->to - 1] = far[link->to - 1][link->from - 1] = link->cost;
    }
    for (int k = 0; k < ZONES; k++)
        for (int i = 0; i < ZONES; i++)
            for (int j = 0; j < ZONES; j++)
                far[i][j] = fmin(far[i][j], fmax(far[i][k], far[k][j]));
}

/* A line of lower resistance, also where there were walls. */
static void a_hedge_never_raises_a_bottleneck(void **state)
{
    (void)state;
    static double before[ZONES][ZONES], after[ZONES][ZONES];
    uint64_t dice = 21;
    size_t cheaper = 0;
    for (int round = 0; round < ROUNDS; round++) {
        roll(&dice, round);
        uint32_t row = cost_below(&dice, (uint32_t)c.grid.frame.height);
        for (int64_t column = 0; column < c.grid.frame.width; column++) {
            float *cell = &other.resistance[row * c.grid.frame.width + column];
            *cell = *cell < 1 ? *cell : 1;
        }
        network n = network_of(&c), m = network_of(&other);
        bottlenecks(&n, before);
        bottlenecks(&m, after);
        for (int i = 0; i < ZONES; i++)
            for (int k = 0; k < ZONES; k++) {
                assert_true(after[i][k] <= before[i][k] * (1 + 1e-12));
                cheaper += after[i][k] < before[i][k] * (1 - 1e-9);
            }
        assert_true(measures_of(&m, SIZE_MAX).components <= measures_of(&n, SIZE_MAX).components);
        geo_free(n.links.items);
        geo_free(m.links.items);
    }
    assert_true(cheaper > ROUNDS);
}

static void without_a_link_nothing_rises(void **state)
{
    (void)state;
    uint64_t dice = 22;
    size_t lower = 0;
    for (int round = 0; round < ROUNDS; round++) {
        roll(&dice, round);
        network n = network_of(&c);
        measures all = measures_of(&n, SIZE_MAX);
        for (size_t i = 0; i < n.links.count; i++) {
            measures left = measures_of(&n, i);
            assert_true(left.pc <= all.pc && left.iic <= all.iic);
            assert_true(left.components >= all.components);
            lower += left.pc < all.pc;
        }
        geo_free(n.links.items);
    }
    assert_true(lower > ROUNDS);
}

static void turning_by_90_degrees_keeps_the_network(void **state)
{
    (void)state;
    uint64_t dice = 23;
    for (int round = 0; round < ROUNDS; round++) {
        roll(&dice, round);
        int64_t width = c.grid.frame.width, height = c.grid.frame.height;
        cost_size(&other, width, height, c.grid.frame.cell_m);
        for (int64_t i = 0; i < width * height; i++) {
            int64_t at = (width - 1 - i % width) * height + i / width; /* a turn to the left */
            other.resistance[at] = c.resistance[i];
            other.sources[at] = c.sources[i];
        }
        network n = network_of(&c), m = network_of(&other);
        measures a = measures_of(&n, SIZE_MAX), b = measures_of(&m, SIZE_MAX);
        assert_int_equal(m.links.count, n.links.count);
        for (size_t i = 0; i < n.links.count; i++)
            assert_true(m.links.items[i].cost == n.links.items[i].cost);
        assert_int_equal(a.components, b.components);
        assert_memory_equal(&a, &b, sizeof a.pc + sizeof a.iic); /* NaN where no zone is */
        geo_free(n.links.items);
        geo_free(m.links.items);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hedge_never_raises_a_bottleneck),
        cmocka_unit_test(without_a_link_nothing_rises),
        cmocka_unit_test(turning_by_90_degrees_keeps_the_network),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
