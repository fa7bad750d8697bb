/* Laws of where water comes to stand, on the forests of random grids: no drop is lost, what has
 * come to rest stays, plenty fills all to where it spills, a leaf holds what comes to it up to its
 * room, more water never lowers anything, more room never raises what leaves a leaf or the map.
 * GROENNET_SEED=n runs one grid again. */
#include "rain_case.h"

enum { GRIDS = 1000 };

static rain_case town, other;
static geo_rain_pond before[RAIN_NODES], after[RAIN_NODES];
static uint64_t seed_now;

static double run(const rain_case *c, geo_rain_pond *ponds)
{
    geo_rain_route *route = NULL;
    double out;
    if (geo_rain_route_new(ctx, c->nodes, c->count, &route) != GEO_OK)
        fail_msg("GROENNET_SEED=%u: refused: %s", (unsigned)seed_now, geo_ctx_error(ctx));
    geo_rain_route_run(route, c->own, ponds, &out);
    geo_rain_route_free(route);
    return out;
}

static double stored_in_all(const rain_case *c, const geo_rain_pond *ponds)
{
    double sum = 0;
    for (uint32_t id = 1; id <= c->count; id++)
        sum += c->nodes[id].parent ? 0 : ponds[id].stored_m3;
    return sum;
}

static void same(const char *what, uint32_t id, double a, double b, double slack)
{
    if (!(fabs(a - b) <= slack))
        fail_msg("GROENNET_SEED=%u: %s, depression %u: %.15g and %.15g", (unsigned)seed_now, what,
                 id, a, b);
}

static void no_less(const char *what, uint32_t id, double a, double b, double slack)
{
    if (!(b >= a - slack))
        fail_msg("GROENNET_SEED=%u: %s, depression %u: %.15g, then %.15g", (unsigned)seed_now, what,
                 id, a, b);
}

static uint32_t top_of(const rain_case *c, uint32_t id)
{
    while (c->nodes[id].parent)
        id = c->nodes[id].parent;
    return id;
}

/* What of a leaf's water its tree does not hold. */
static double deficit(const rain_case *c, const geo_rain_pond *ponds, uint32_t leaf)
{
    const geo_rain_pond *top = &ponds[top_of(c, leaf)];
    double come = top->stored_m3 + top->spilled_m3;
    return come > 0 ? (c->own[leaf] + ponds[leaf].inflow_m3) * top->spilled_m3 / come : 0;
}

/* Every law gets the same grid and water, and what came of it. */
typedef void (*law_fn)(shape_dice *dice, double out, double slack);

static void each(law_fn law)
{
    const dice_seeds seeds = dice_seeds_upto(GRIDS);
    for (seed_now = seeds.first; seed_now <= seeds.last; seed_now++) {
        shape_dice dice = {seed_now};
        rain_case_make(&town, seed_now);
        rain_case_pour(&town, &dice, shape_between(&dice, 0, 1.5));
        double out = run(&town, before);
        other = town;
        law(&dice, out, 1e-9 * (1 + rain_case_total(&town)));
    }
}

static void no_drop_lost(shape_dice *dice, double out, double slack)
{
    double spilled = 0, inflow = 0, left = 0;
    (void)dice;
    same("all", 0, stored_in_all(&town, before) + out, rain_case_total(&town), slack);
    for (uint32_t id = 1; id <= town.count; id++) {
        bool is_top = town.nodes[id].parent == 0;
        spilled += is_top && town.nodes[id].spill_to ? before[id].spilled_m3 : 0;
        inflow += before[id].inflow_m3;
        left += is_top && !town.nodes[id].spill_to ? before[id].spilled_m3 : 0;
        no_less("stored", id, 0, before[id].stored_m3, 0);
        no_less("room", id, before[id].stored_m3, town.nodes[id].room_m3, slack);
    }
    same("spilled and inflow", 0, spilled, inflow, slack);
    same("out", 0, left, out, slack);
}

static void test_no_drop_lost(void **state)
{
    (void)state;
    each(no_drop_lost);
}

/* A tree holds what comes to it up to its room, and its leaves' deficits are what it spills. */
static void trees_hold(shape_dice *dice, double out, double slack)
{
    static double come[RAIN_NODES], left[RAIN_NODES];
    (void)dice;
    (void)out;
    for (uint32_t id = 0; id <= town.count; id++)
        come[id] = left[id] = 0;
    for (uint32_t id = 1; id <= town.count; id++)
        if (rain_case_is_leaf(&town, id)) {
            come[top_of(&town, id)] += town.own[id] + before[id].inflow_m3;
            left[top_of(&town, id)] += deficit(&town, before, id);
        }
    for (uint32_t id = 1; id <= town.count; id++) {
        if (town.nodes[id].parent)
            continue;
        same("a tree holds what comes", id, fmin(town.nodes[id].room_m3, come[id]),
             before[id].stored_m3, slack);
        same("deficits of a tree", id, left[id], before[id].spilled_m3, slack);
    }
}

static void test_trees_hold(void **state)
{
    (void)state;
    each(trees_hold);
}

/* The water that stands over two depressions is poured into a leaf under it. */
static void at_rest(shape_dice *dice, double out, double slack)
{
    (void)dice;
    (void)out;
    for (uint32_t id = 1; id <= town.count; id++) {
        const geo_rain_node *n = &town.nodes[id];
        uint32_t leaf = id;
        double over = before[id].stored_m3;
        if (n->child_a)
            over -= before[n->child_a].stored_m3 + before[n->child_b].stored_m3;
        while (town.nodes[leaf].child_a)
            leaf = town.nodes[leaf].child_a;
        other.own[leaf] = (leaf == id ? 0 : other.own[leaf]) + fmax(0, over);
    }
    same("what rests", 0, run(&other, after), 0, slack);
    for (uint32_t id = 1; id <= town.count; id++)
        same("what rests", id, before[id].stored_m3, after[id].stored_m3, slack);
}

static void test_at_rest(void **state)
{
    (void)state;
    each(at_rest);
}

/* Where no tree but one gets water there may be none for the others: every leaf gets plenty. */
static void plenty(shape_dice *dice, double out, double slack)
{
    (void)dice;
    (void)out;
    for (uint32_t id = 1; id <= town.count; id++)
        other.own[id] = 2 * town.rooms + 1;
    (void)run(&other, after);
    for (uint32_t id = 1; id <= town.count; id++)
        same("plenty", id, after[id].stored_m3, town.nodes[id].room_m3, slack);
}

static void test_plenty(void **state)
{
    (void)state;
    each(plenty);
}

static void more_water(shape_dice *dice, double out, double slack)
{
    for (uint32_t id = 1; id <= town.count; id++)
        other.own[id] += shape_roll(dice) < 0.3 ? shape_between(dice, 0, town.rooms) : 0;
    no_less("out", 0, out, run(&other, after), slack);
    for (uint32_t id = 1; id <= town.count; id++) {
        no_less("stored", id, before[id].stored_m3, after[id].stored_m3, slack);
        no_less("spilled", id, before[id].spilled_m3, after[id].spilled_m3, slack);
        no_less("inflow", id, before[id].inflow_m3, after[id].inflow_m3, slack);
        if (rain_case_is_leaf(&town, id))
            no_less("deficit", id, deficit(&town, before, id), deficit(&other, after, id), slack);
    }
}

static void test_more_water(void **state)
{
    (void)state;
    each(more_water);
}

static void more_room(shape_dice *dice, double out, double slack)
{
    for (uint32_t id = 1; id <= town.count; id++)
        if (rain_case_is_leaf(&town, id) && shape_roll(dice) < 0.3)
            other.nodes[id].rises_m3 = shape_between(dice, 0, town.rooms / 3);
    no_less("out", 0, run(&other, after), out, slack);
    for (uint32_t id = 1; id <= town.count; id++)
        if (rain_case_is_leaf(&town, id))
            no_less("deficit", id, deficit(&other, after, id), deficit(&town, before, id), slack);
}

static void test_more_room(void **state)
{
    (void)state;
    each(more_room);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_drop_lost), cmocka_unit_test(test_trees_hold),
        cmocka_unit_test(test_at_rest),      cmocka_unit_test(test_plenty),
        cmocka_unit_test(test_more_water),   cmocka_unit_test(test_more_room),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
