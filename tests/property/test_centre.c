/* Laws of walkable lines, on made-up towns: rows of quarters of which some are roads, a road being
 * up to four quarters of a row, with or without the corners between them; so edges meet as wholes
 * and in parts. Coordinates are multiples of 1/8 m: moving and turning a town is exact. */
#include "centre_case.h"

#include "ctx_case.h"
#include "dice.h"

enum { TOWNS = 150, ROWS = 6, COLUMNS = 8, LONGEST = 4 };

static uint64_t seed_state;

static unsigned roll(unsigned limit)
{
    return (unsigned)(dice_bits(&seed_state) % limit);
}

/* Corners of quarters: rows are level, so that a corner may be left out of a road's side. */
typedef struct plan {
    geo_point corner[ROWS + 1][COLUMNS + 1];
    int road[ROWS][COLUMNS]; /* -1: none */
} plan;

static void add_row(town *t, const plan *p, int row, int from, int to)
{
    bool all = roll(2) == 0;
    geo_geom *shape = road_begin(t, 0, 2 * (LONGEST + 1) + 1, 1);
    for (int i = from; i <= to; i++)
        if (all || i == from || i == to)
            road_point(shape, p->corner[row][i].x, p->corner[row][i].y);
    for (int i = to; i >= from; i--)
        if (all || i == from || i == to)
            road_point(shape, p->corner[row + 1][i].x, p->corner[row + 1][i].y);
    road_ring(shape);
}

static void make_town(town *t, plan *p)
{
    double y = 0;
    for (int row = 0; row <= ROWS; row++, y += 3 + roll(160) / 8.0)
        for (int i = 0; i <= COLUMNS; i++)
            p->corner[row][i] = (geo_point){i * 25 + roll(160) / 8.0, y};
    for (int row = 0; row < ROWS; row++)
        for (int i = 0; i < COLUMNS;) {
            int to = i + 1 + (int)roll(LONGEST);
            bool is_road = roll(3) > 0;
            to = to < COLUMNS ? to : COLUMNS;
            if (is_road)
                add_row(t, p, row, i, to);
            for (; i < to; i++)
                p->road[row][i] = is_road ? (int)t->count - 1 : -1;
        }
}

/* Length of side that two quarters of neighbouring rows share. */
static double shared_m(const plan *p, int row, int below, int above)
{
    const geo_point *line = p->corner[row];
    return fmin(line[below + 1].x, line[above + 1].x) - fmax(line[below].x, line[above].x);
}

/* How many groups of roads hang together. Sides are those of quarters: the rows' corners are the
 * same for both, so a road meets the one above it wherever their quarters do. */
static size_t groups_of(const town *t, const plan *p)
{
    uint32_t parent[ROADS];
    size_t groups = 0;
    for (uint32_t i = 0; i < t->count; i++)
        parent[i] = i;
    for (int row = 0; row < ROWS; row++)
        for (int i = 0; i < COLUMNS; i++) {
            int here = p->road[row][i], right = i + 1 < COLUMNS ? p->road[row][i + 1] : -1;
            int above = row + 1 < ROWS ? p->road[row + 1][i] : -1;
            if (here >= 0 && right >= 0)
                geo_groups_join(parent, (uint32_t)here, (uint32_t)right);
            if (here >= 0 && above >= 0 && shared_m(p, row + 1, i, i) >= GEO_CENTRE_DOOR_M)
                geo_groups_join(parent, (uint32_t)here, (uint32_t)above);
        }
    for (uint32_t i = 0; i < t->count; i++)
        groups += geo_groups_find(parent, i) == i;
    return groups;
}

static void lines_keep_inside_and_join(void **state)
{
    (void)state;
    for (seed_state = 1; seed_state < 1 + TOWNS;) {
        uint64_t seed = seed_state;
        town t = {0};
        plan p;
        make_town(&t, &p);
        geo_centre c = draw(ctx, &t);
        assert_int_equal(c.failed, 0);
        assert_inside(&c, &t, 1e-6);
        if (networks(&c) != groups_of(&t, &p))
            fail_msg("town %u: %zu networks, %zu groups of roads", (unsigned)seed, networks(&c),
                     groups_of(&t, &p));
        geo_centre_release(&c);
        release_town(&t);
        seed_state = seed + 1;
    }
}

typedef geo_point motion(geo_point p);

static geo_point stay(geo_point p)
{
    return p;
}

static geo_point moved(geo_point p)
{
    return (geo_point){p.x + 131072, p.y + 455000};
}

static geo_point turned(geo_point p)
{
    return (geo_point){-p.y, p.x};
}

/* A copy whose roads stand in another order, their rings begin elsewhere and half of them run the
 * other way. order[i]: which road of `from` road i is. */
static void relist(const town *from, motion *move, uint32_t *order, town *to)
{
    for (uint32_t i = 0; i < from->count; i++)
        order[i] = i;
    for (uint32_t i = (uint32_t)from->count; i > 1; i--) {
        uint32_t k = roll(i), other = order[k];
        order[k] = order[i - 1];
        order[i - 1] = other;
    }
    for (uint32_t i = 0; i < from->count; i++) {
        const geo_geom *shape = &from->shapes[order[i]];
        uint32_t n = shape->point_count - 1, start = roll(n), step = roll(2) ? 1 : n - 1;
        geo_geom *made = road_begin(to, 0, n + 1, 1);
        for (uint32_t k = 0; k < n; k++) {
            geo_point p = move(shape->points[(start + (uint64_t)k * step) % n]);
            road_point(made, p.x, p.y);
        }
        road_ring(made);
    }
}

/* Both have the same bends and ends in that road. */
static bool same_road(const geo_centre *a, uint32_t road_a, motion *move, const geo_centre *b,
                      uint32_t road_b)
{
    if (fabs(lines_length(a, road_a) - lines_length(b, road_b)) > 1e-6)
        return false;
    for (size_t i = 0; i < a->lines.count; i++)
        for (uint32_t k = 0; k < a->lines.items[i].shape.point_count; k++)
            if (a->lines.items[i].road == road_a &&
                nearest_vertex(b, road_b, move(a->lines.items[i].shape.points[k])) > 1e-6)
                return false;
    return true;
}

static void assert_same_lines(motion *move, double share)
{
    size_t same = 0, all = 0;
    for (seed_state = 1; seed_state < 1 + TOWNS;) {
        uint64_t seed = seed_state;
        town t = {0}, other = {0};
        uint32_t order[ROADS];
        plan p;
        make_town(&t, &p);
        relist(&t, move, order, &other);
        geo_centre a = draw(ctx, &t), b = draw(ctx, &other);
        assert_int_equal(a.portals, b.portals);
        assert_int_equal(networks(&a), networks(&b));
        for (uint32_t i = 0; i < other.count; i++, all++)
            same += same_road(&a, order[i], move, &b, i);
        geo_centre_release(&a);
        geo_centre_release(&b);
        release_town(&t);
        release_town(&other);
        seed_state = seed + 1;
    }
    if ((double)same < share * (double)all)
        fail_msg("%zu of %zu roads have the same lines", same, all);
}

static void order_does_not_matter(void **state)
{
    (void)state;
    assert_same_lines(stay, 1);
}

static void moving_a_town_moves_its_lines(void **state)
{
    (void)state;
    assert_same_lines(moved, 1);
}

/* Where four points lie on one circle, which diagonal GEOS draws depends on which way they are
 * turned; lines then bend elsewhere. Portals and what they join must not change. */
static void turning_a_town_turns_its_lines(void **state)
{
    (void)state;
    assert_same_lines(turned, 0.95);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_keep_inside_and_join),
        cmocka_unit_test(order_does_not_matter),
        cmocka_unit_test(moving_a_town_moves_its_lines),
        cmocka_unit_test(turning_a_town_turns_its_lines),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
