/* water/rain_route: by hand, and on random grids against water that is moved about bit by bit, each
 * from where it falls until it finds room, in any order. */
#include "rain_case.h"

#include "base/alloc.h"

enum { GRIDS = 600 };

static rain_case one;
static geo_rain_pond ponds[RAIN_NODES];

static double run(const rain_case *c)
{
    geo_rain_route *route = NULL;
    double out = NAN;
    if (geo_rain_route_new(ctx, c->nodes, c->count, &route) != GEO_OK)
        fail_msg("refused: %s", geo_ctx_error(ctx));
    geo_rain_route_run(route, c->own, ponds, &out);
    geo_rain_route_free(route);
    return out;
}

/* ---- by hand ---- */

/* 1 (room 2) and 2 (room 3) join in 3 (room 10), which spills into 4 (room 4), which spills out. */
static rain_case pair(double first, double second, double last)
{
    rain_case c = {.count = 4};
    c.nodes[1] = (geo_rain_node){3, 0, 0, 2, 2, 0};
    c.nodes[2] = (geo_rain_node){3, 0, 0, 1, 3, 0};
    c.nodes[3] = (geo_rain_node){0, 1, 2, 4, 10, 0};
    c.nodes[4] = (geo_rain_node){0, 0, 0, 0, 4, 0};
    c.own[1] = first;
    c.own[2] = second;
    c.own[4] = last;
    return c;
}

static void assert_pond(uint32_t id, double stored, double spilled, double inflow)
{
    assert_near(ponds[id].stored_m3, stored, 1e-12);
    assert_near(ponds[id].spilled_m3, spilled, 1e-12);
    assert_near(ponds[id].inflow_m3, inflow, 1e-12);
}

static void test_spill(void **state)
{
    (void)state;
    one = pair(4, 0.5, 1);
    assert_near(run(&one), 0, 0);
    assert_pond(1, 2, 0, 0);
    assert_pond(2, 2.5, 0, 0);
    assert_pond(3, 4.5, 0, 0);
    assert_pond(4, 1, 0, 0);
}

/* Both are full: the water rises over both. */
static void test_merge(void **state)
{
    (void)state;
    one = pair(5, 4, 0);
    assert_near(run(&one), 0, 0);
    assert_pond(1, 2, 0, 0);
    assert_pond(2, 3, 0, 0);
    assert_pond(3, 9, 0, 0);
}

/* One fills the other and rises over it; what is more runs on. */
static void test_run_on(void **state)
{
    (void)state;
    one = pair(20, 1, 1);
    assert_near(run(&one), 8, 1e-12);
    assert_pond(1, 2, 0, 0);
    assert_pond(2, 3, 0, 0);
    assert_pond(3, 10, 11, 0);
    assert_pond(4, 4, 8, 11);
}

/* Of all that comes to a tree an equal part leaves it. */
static void test_rest(void **state)
{
    (void)state;
    geo_rain_route *route = NULL;
    double out;
    one = pair(20, 1, 1);
    assert_ok(geo_rain_route_new(ctx, one.nodes, one.count, &route));
    geo_rain_route_run(route, one.own, ponds, &out);
    assert_near(geo_rain_route_rest(route, ponds, 1), 11.0 / 21, 1e-12);
    assert_near(geo_rain_route_rest(route, ponds, 2), 11.0 / 21, 1e-12);
    assert_near(geo_rain_route_rest(route, ponds, 4), 8.0 / 12, 1e-12);
    one = pair(1, 1, 1);
    geo_rain_route_run(route, one.own, ponds, &out);
    assert_near(geo_rain_route_rest(route, ponds, 1), 0, 0);
    geo_rain_route_free(route);
}

static void test_surface(void **state)
{
    (void)state;
    static const struct {
        double own;
        uint32_t surface;
    } cases[] = {{1, 1}, {2, 1}, {4, 1}, {5, 1}, {5.5, 3}, {30, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        geo_rain_route *route = NULL;
        double out;
        one = pair(cases[i].own, 0, 0);
        assert_ok(geo_rain_route_new(ctx, one.nodes, one.count, &route));
        geo_rain_route_run(route, one.own, ponds, &out);
        assert_int_equal(geo_rain_route_surface(route, ponds, 1), cases[i].surface);
        assert_int_equal(geo_rain_route_top(route, 2), 3);
        assert_int_equal(geo_rain_route_top(route, 4), 4);
        geo_rain_route_free(route);
    }
}

/* Water that rises is room of its leaf and of all that it is part of. */
static void test_rises(void **state)
{
    (void)state;
    geo_rain_route *route = NULL;
    one = pair(7, 0, 0);
    one.nodes[1].rises_m3 = 4;
    assert_near(run(&one), 0, 0);
    assert_pond(1, 6, 0, 0);
    assert_pond(2, 1, 0, 0);
    assert_ok(geo_rain_route_new(ctx, one.nodes, one.count, &route));
    assert_near(geo_rain_route_room(route, 3), 14, 0);
    assert_near(geo_rain_route_rises(route, 3), 4, 0);
    assert_near(geo_rain_route_room(route, 2), 3, 0);
    geo_rain_route_free(route);
}

/* A parent that is said to hold less than its children do (passes of one height, rounding). */
static void test_small_parent(void **state)
{
    (void)state;
    one = pair(9, 0, 0);
    one.nodes[3].room_m3 = 4.5;
    assert_near(run(&one), 0, 0);
    assert_pond(3, 5, 4, 0);
    assert_pond(4, 4, 0, 4);
}

static void test_none(void **state)
{
    (void)state;
    one = (rain_case){.count = 0};
    assert_near(run(&one), 0, 0);
}

/* ---- what is no forest ---- */

static void refused(const rain_case *c, const char *why)
{
    geo_rain_route *route = NULL;
    assert_int_equal(geo_rain_route_new(ctx, c->nodes, c->count, &route), GEO_ERR_FORMAT);
    if (!strstr(geo_ctx_error(ctx), why))
        fail_msg("'%s' instead of '%s'", geo_ctx_error(ctx), why);
    assert_null(route);
}

static void test_refused(void **state)
{
    (void)state;
    one = pair(1, 1, 1);
    one.nodes[2].parent = 0;
    refused(&one, "its children are not its own");
    one = pair(1, 1, 1);
    one.nodes[3].child_b = 0;
    refused(&one, "its children are not its own");
    one = pair(1, 1, 1);
    one.nodes[4].spill_to = 3;
    refused(&one, "which has children");
    one = pair(1, 1, 1);
    one.nodes[4].spill_to = 1;
    refused(&one, "comes back to it");
    one = pair(1, 1, 1);
    one.nodes[1].spill_to = 4;
    refused(&one, "does not spill into its sibling");
    one = pair(1, 1, 1);
    one.nodes[2].spill_to = 0;
    refused(&one, "does not spill into its sibling");
    one = pair(1, 1, 1);
    one.nodes[2].room_m3 = NAN;
    refused(&one, "has room for");
    one = pair(1, 1, 1);
    one.nodes[1].parent = 9;
    refused(&one, "its children are not its own");
    one = pair(1, 1, 1);
    one.nodes[4] = (geo_rain_node){4, 0, 0, 0, 4, 0};
    refused(&one, "in a circle");
}

static void test_no_memory(void **state)
{
    (void)state;
    one = pair(1, 1, 1);
    for (uint64_t n = 1;; n++) {
        geo_rain_route *route = NULL;
        geo_alloc_fail_at(n);
        geo_status status = geo_rain_route_new(ctx, one.nodes, one.count, &route);
        geo_alloc_fail_at(0);
        geo_rain_route_free(route);
        if (status == GEO_OK)
            break;
        assert_int_equal(status, GEO_ERR_NOMEM);
        assert_true(n < 30);
    }
}

/* ---- water that is moved about ---- */

typedef struct mover {
    const rain_case *c;
    double held[RAIN_NODES]; /* of its own: beside what its children hold */
    double out;
} mover;

static mover m;

static double own_room(uint32_t id)
{
    const geo_rain_node *n = &m.c->nodes[id];
    double within =
        n->child_a ? m.c->nodes[n->child_a].room_m3 + m.c->nodes[n->child_b].room_m3 : 0;
    return n->room_m3 > within ? n->room_m3 - within : 0;
}

static bool is_full(uint32_t id)
{
    const geo_rain_node *n = &m.c->nodes[id];
    return m.held[id] >= own_room(id) &&
           (!n->child_a || (is_full(n->child_a) && is_full(n->child_b)));
}

static void move(uint32_t id, double m3)
{
    while (id && m3 > 0) {
        const geo_rain_node *n = &m.c->nodes[id];
        double take = fmin(m3, own_room(id) - m.held[id]);
        m.held[id] = take < m3 ? own_room(id) : m.held[id] + take;
        m3 -= take;
        const geo_rain_node *parent = &m.c->nodes[n->parent];
        uint32_t other = parent->child_a == id ? parent->child_b : parent->child_a;
        id = n->parent && is_full(other) ? n->parent : n->spill_to;
    }
    m.out += m3;
}

static double held_within(uint32_t id)
{
    const geo_rain_node *n = &m.c->nodes[id];
    return m.held[id] + (n->child_a ? held_within(n->child_a) + held_within(n->child_b) : 0);
}

/* Leaves forwards or backwards, their water in one or three goes. */
static void move_all(const rain_case *c, bool backwards, int goes)
{
    m = (mover){.c = c};
    for (int go = 0; go < goes; go++)
        for (uint32_t i = 1; i <= c->count; i++) {
            uint32_t id = backwards ? c->count + 1 - i : i;
            if (rain_case_is_leaf(c, id))
                move(id, c->own[id] / goes);
        }
}

static void compare(const rain_case *c, double out, uint64_t seed)
{
    double slack = 1e-9 * (1 + rain_case_total(c));
    if (fabs(m.out - out) > slack)
        fail_msg("grid %u: out %.12g, moved about %.12g", (unsigned)seed, out, m.out);
    for (uint32_t id = 1; id <= c->count; id++)
        if (fabs(held_within(id) - ponds[id].stored_m3) > slack)
            fail_msg("grid %u: %u holds %.12g, moved about %.12g", (unsigned)seed, id,
                     ponds[id].stored_m3, held_within(id));
}

static void test_moved_about(void **state)
{
    (void)state;
    uint64_t nodes = 0, spilled = 0;
    for (uint64_t seed = 1; seed <= GRIDS; seed++) {
        shape_dice dice = {seed};
        rain_case_make(&one, seed);
        rain_case_pour(&one, &dice, shape_between(&dice, 0, 1.5));
        double out = run(&one);
        move_all(&one, false, 1);
        compare(&one, out, seed);
        move_all(&one, true, 3);
        compare(&one, out, seed);
        nodes += one.count;
        for (uint32_t id = 1; id <= one.count; id++)
            spilled += ponds[id].spilled_m3 > 0;
    }
    assert_true(nodes > 9000 && spilled > 1000); /* the grids are worth asking */
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_spill),        cmocka_unit_test(test_merge),
        cmocka_unit_test(test_run_on),       cmocka_unit_test(test_surface),
        cmocka_unit_test(test_rest),         cmocka_unit_test(test_rises),
        cmocka_unit_test(test_small_parent), cmocka_unit_test(test_none),
        cmocka_unit_test(test_refused),      cmocka_unit_test(test_no_memory),
        cmocka_unit_test(test_moved_about),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
