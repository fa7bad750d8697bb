/* The walking network: junctions, stubs, attaching, what is skipped, routes. Distances are worked
 * out by hand beside each case; random networks are asked of a slow oracle. */
#include <stdio.h>
#include <string.h>

#include "near.h"
#include "shapes.h"

#include "green/network.h"

#include "../oracle/walk_oracle.c"
#include "../support/town.c"

typedef struct fixture {
    town t;
    geo_point rings[8][5];
    geo_patch items[8];
    geo_patches patches;
    geo_reach *reach;
    geo_network_options options;
    geo_network *net;
    geo_walk walk;
} fixture;

static void begin(fixture *f)
{
    *f = (fixture){.options = {30, 1000}};
    town_begin(&f->t);
    f->t.move = (geo_point){EAST, NORTH};
    town_layer(&f->t, "street", GEO_GEOM_UNKNOWN, "id name foot#");
    f->patches.items = f->items;
}

static void patch(fixture *f, double x0, double y0, double x1, double y1)
{
    static uint32_t ringend = 5, part = 1;
    const geo_point corners[] = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}};
    geo_point *ring = f->rings[f->patches.count];
    for (int i = 0; i < 5; i++)
        ring[i] = (geo_point){EAST + corners[i].x, NORTH + corners[i].y};
    f->items[f->patches.count++] =
        (geo_patch){.shape = {GEO_GEOM_POLYGON, ring, &ringend, &part, 5, 1, 1},
                    .box = {ring[0].x, ring[0].y, ring[2].x, ring[2].y},
                    .id = "p"};
}

static void street(fixture *f, const char *id, const char *name, double foot, double ax, double ay,
                   double bx, double by)
{
    const geo_point line[] = {{ax, ay}, {bx, by}};
    town_line(&f->t, line, 2, id, name, foot);
}

static void open_network(fixture *f)
{
    town_build(&f->t);
    geo_source *source = town_source(&f->t, "street", "name", "foot");
    assert_ok(geo_reach_new(f->t.ctx, &f->patches, &f->reach));
    assert_ok(geo_network_new(f->t.ctx, source, f->reach, &f->options, &f->net));
}

static double walk(fixture *f, double x, double y, const char *name)
{
    geo_line_points route = {0};
    geo_point p = {EAST + x, NORTH + y};
    assert_ok(geo_network_walk(f->net, p, name, &f->walk));
    if (f->walk.end != GEO_WALK_FOUND)
        return INFINITY;
    /* what is walked is as long as what is said, but for the millimetre on which streets join */
    assert_ok(geo_network_route(f->t.ctx, f->net, p, &f->walk, f->reach, &route));
    assert_near(geo_line_length(route.items, route.count), f->walk.dist_m, 1e-3);
    assert_near(geo_point_distance(route.items[0], p), 0, 0);
    assert_near(
        geo_geom_distance(&f->items[f->walk.patch].shape, route.items[route.count - 1], NULL), 0,
        1e-9);
    geo_free(route.items);
    return f->walk.dist_m;
}

static void end(fixture *f)
{
    geo_network_free(f->net);
    geo_reach_free(f->reach);
    town_end(&f->t);
}

static void stub_network_and_green_stub_add_up(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    street(&f, "1", NULL, 1, 0, 0, 100, 0);
    street(&f, "2", NULL, 1, 100, 0, 200, 0);
    patch(&f, 150, 10, 190, 50);
    open_network(&f);
    assert_near(walk(&f, 20, 5, NULL), 5 + 130 + 10, 1e-9);
    assert_near(walk(&f, 160, -3, NULL), 3 + 10 + 10, 1e-9); /* back along its own segment */
    assert_near(walk(&f, 230, 0, NULL), 30 + 10 + 10, 1e-9);
    geo_network_facts facts = geo_network_tell(f.net);
    assert_int_equal(facts.streets, 2);
    assert_int_equal(facts.sources, 2); /* both ends of the stretch beside the patch */
    assert_int_equal(facts.segments, 2);
    assert_int_equal(facts.components, 1);
    end(&f);
}

static void between_two_stops_the_nearer_counts(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    street(&f, "1", NULL, 1, 0, 0, 200, 0);
    patch(&f, 0, 20, 40, 60);
    patch(&f, 160, 5, 190, 60);
    open_network(&f);
    assert_near(walk(&f, 60, 0, NULL), 20 + 20, 1e-9); /* the stop at 40 m */
    assert_int_equal(f.walk.patch, 0);
    assert_near(walk(&f, 100, 0, NULL), 60 + 5, 1e-9);
    assert_int_equal(f.walk.patch, 1);
    assert_near(walk(&f, 92.5, 0, NULL), 72.5, 1e-9); /* 72.5 both ways: the first patch */
    assert_int_equal(f.walk.patch, 0);
    end(&f);
}

static void a_crossing_needs_a_shared_vertex(void **state)
{
    (void)state;
    for (int shared = 0; shared < 2; shared++) {
        fixture f;
        begin(&f);
        const geo_point across[] = {{0, 0}, {50, 0}, {600, 0}};
        const geo_point up[] = {{50, -600}, {50, 0}, {50, 500}};
        if (shared) {
            town_line(&f.t, across, 3, "1", NULL, 1.0);
            town_line(&f.t, up, 3, "2", NULL, 1.0);
        } else {
            street(&f, "1", NULL, 1, 0, 0, 600, 0);
            street(&f, "2", NULL, 1, 50, -600, 50, 500);
        }
        patch(&f, 40, 500, 60, 520);
        open_network(&f);
        assert_near(walk(&f, 0, 0, NULL), shared ? 50 + 500 : 0 + 50 + 500, shared ? 1e-9 : 1e9);
        if (!shared) { /* the bridge is a short component without a source: skipped */
            assert_int_equal(f.walk.end, GEO_WALK_FOUND);
            assert_near(f.walk.dist_m, 50 + 500, 1e-9);
            assert_near(walk(&f, 200, 10, NULL), 150 + 490, 1e-9);
        }
        end(&f);
    }
}

static void vertices_join_on_a_millimetre(void **state)
{
    (void)state;
    for (int apart = 0; apart < 2; apart++) {
        fixture f;
        begin(&f);
        street(&f, "1", NULL, 1, 0, 0, 1100, 0);
        street(&f, "2", NULL, 1, 1100 + (apart ? 0.002 : 0.0004), 0, 1100, 200);
        patch(&f, 1090, 210, 1110, 230);
        f.options.limit_m = 2000;
        open_network(&f);
        walk(&f, 900, 0, NULL);
        assert_int_equal(f.walk.end, apart ? GEO_WALK_UNREACHABLE : GEO_WALK_FOUND);
        if (!apart)
            assert_near(f.walk.dist_m, 200 + 200 + 10, 1e-3);
        end(&f);
    }
}

static void motorways_are_left_out_and_unknown_is_walkable(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    street(&f, "1", NULL, 0, 0, 0, 100, 0);
    street(&f, "2", NULL, NAN, 0, 50, 100, 50);
    patch(&f, 90, 60, 110, 80);
    open_network(&f);
    assert_near(walk(&f, 0, 1, NULL), 49 + 90 + 10, 1e-9);
    geo_network_facts facts = geo_network_tell(f.net);
    assert_int_equal(facts.not_walkable, 1);
    assert_int_equal(facts.foot_unknown, 1);
    end(&f);
}

static void the_own_street_is_preferred_within_a_hundred_metres(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    street(&f, "1", "Achterom", 1, 0, 0, 200, 0);
    street(&f, "2", "Kerkstraat", 1, 0, 80, 200, 80);
    street(&f, "3", "Dorpsstraat", 1, 0, 130, 200, 130);
    patch(&f, 200, -10, 220, 140);
    open_network(&f);
    assert_near(walk(&f, 100, 10, NULL), 10 + 100, 1e-9);
    assert_near(walk(&f, 100, 10, "Kerkstraat"), 70 + 100, 1e-9);
    assert_near(walk(&f, 100, 10, "Dorpsstraat"), 10 + 100, 1e-9);  /* 120 m away */
    assert_near(walk(&f, 100, 30, "Dorpsstraat"), 100 + 100, 1e-9); /* exactly 100 m */
    assert_near(walk(&f, 100, 10, "Onbekend"), 10 + 100, 1e-9);
    assert_near(walk(&f, 100, 10, ""), 10 + 100, 1e-9);
    end(&f);
}

static void ties_go_to_the_lowest_street_id(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    street(&f, "b", NULL, 1, 0, 20, 200, 20);
    street(&f, "a", NULL, 1, 0, 0, 100, 0);
    patch(&f, 100, -5, 110, 5);
    patch(&f, 200, 15, 210, 25);
    open_network(&f);
    assert_near(walk(&f, 50, 10, NULL), 10 + 50, 1e-9);
    assert_int_equal(f.walk.patch, 0);
    end(&f);
}

static void unreachable_beyond_and_off(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    street(&f, "1", NULL, 1, 0, 0, 1000, 0); /* 1 km without green: not skipped */
    street(&f, "2", NULL, 1, 0, 500, 2000, 500);
    street(&f, "3", NULL, 1, 0, 1000, 999, 1000); /* shorter: skipped */
    patch(&f, 1990, 520, 2010, 540);
    open_network(&f);
    walk(&f, 10, 10, NULL);
    assert_int_equal(f.walk.end, GEO_WALK_UNREACHABLE);
    walk(&f, 10, 490, NULL);
    assert_int_equal(f.walk.end, GEO_WALK_BEYOND);
    walk(&f, 10, 990, NULL);
    assert_int_equal(f.walk.end, GEO_WALK_UNREACHABLE);
    walk(&f, 1500, 740, NULL);
    assert_int_equal(f.walk.end, GEO_WALK_FOUND);
    walk(&f, 1500, 751, NULL);
    assert_int_equal(f.walk.end, GEO_WALK_OFF_NETWORK);
    assert_near(walk(&f, 1010, 500, NULL), 1000, 1e-9); /* exactly the limit: 980 + 20 */
    walk(&f, 1009.99, 500, NULL);
    assert_int_equal(f.walk.end, GEO_WALK_BEYOND);
    end(&f);
}

/* The street runs through the green: who stands beside it is there when he reaches the street. */
static void a_foot_inside_the_green_has_arrived(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    street(&f, "1", NULL, 1, 0, 0, 300, 0);
    patch(&f, 50, -10, 250, 10);
    open_network(&f);
    assert_near(walk(&f, 150, 12, NULL), 12, 1e-9);
    assert_near(walk(&f, 20, 12, NULL), 12 + 30, 1e-9);
    assert_near(walk(&f, 50, 12, NULL), 12, 1e-9);
    end(&f);
}

static void a_street_wholly_in_the_green(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    street(&f, "1", NULL, 1, -400, 0, 0, 0);
    street(&f, "2", NULL, 1, 0, 0, 100, 0);
    street(&f, "3", NULL, 1, 100, 0, 200, 0);
    patch(&f, -10, -900, 900, 900);
    open_network(&f);
    assert_near(walk(&f, -100, 0, NULL), 90, 1e-9);
    assert_near(walk(&f, 150, 0, NULL), 0, 0);
    end(&f);
}

static void parts_repeats_and_dots_are_lines_too(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    geo_point points[] = {{0, 0},   {0, 0},   {0.0001, 0}, {50, 0}, {50, 0},
                          {100, 0}, {100, 0}, {150, 0},    {200, 0}};
    uint32_t ends[] = {6, 9};
    geo_geom lines = {GEO_GEOM_MULTILINE, points, ends, NULL, 9, 2, 0};
    town_put(&f.t, &lines, "1", NULL, 1.0);
    street(&f, "1", NULL, 1, 0, 0, 0, 40); /* the same id again */
    patch(&f, 190, 20, 210, 40);
    open_network(&f);
    assert_near(walk(&f, 0, 40, NULL), 40 + 190 + 20, 1e-3);
    end(&f);
}

static void no_streets_and_no_patches(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    patch(&f, 0, 0, 10, 10);
    open_network(&f);
    walk(&f, 20, 0, NULL);
    assert_int_equal(f.walk.end, GEO_WALK_OFF_NETWORK);
    end(&f);
    begin(&f);
    street(&f, "1", NULL, 1, 0, 0, 2000, 0);
    open_network(&f);
    walk(&f, 20, 0, NULL);
    assert_int_equal(f.walk.end, GEO_WALK_UNREACHABLE);
    end(&f);
}

static void out_of_memory_is_an_error(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    street(&f, "1", "a", 1, 0, 0, 100, 0);
    street(&f, "2", "b", 1, 100, 0, 200, 0);
    patch(&f, 150, 10, 190, 50);
    open_network(&f);
    geo_status status = GEO_ERR_NOMEM;
    uint64_t nth;
    for (nth = 1; status != GEO_OK && nth < 1000; nth++) {
        geo_network *net = NULL;
        geo_alloc_fail_at(nth);
        status = geo_network_new(f.t.ctx, f.t.sources.items[0], f.reach, &f.options, &net);
        geo_alloc_fail_at(0);
        assert_true(status == GEO_OK || !net);
        geo_network_free(net);
    }
    assert_true(nth > 20 && nth < 1000);
    end(&f);
}

/* Streets between the points of a loose lattice, some missing, some without a junction. */
static size_t random_streets(fixture *f, shape_dice *d, oracle_street *out)
{
    static const char *const names[] = {"Dam", "Singel", NULL};
    enum { SIDE = 6 };
    geo_point nodes[SIDE][SIDE];
    size_t count = 0;
    for (int i = 0; i < SIDE; i++)
        for (int j = 0; j < SIDE; j++)
            nodes[i][j] = (geo_point){shape_between(d, 100, 160) + 150 * i,
                                      shape_between(d, 100, 160) + 150 * j};
    for (int i = 0; i < SIDE; i++)
        for (int j = 0; j < SIDE; j++)
            for (int up = 0; up < 2; up++) {
                if ((up ? j : i) + 1 == SIDE || shape_roll(d) < 0.35)
                    continue;
                geo_point a = nodes[i][j], b = up ? nodes[i][j + 1] : nodes[i + 1][j];
                char id[8];
                snprintf(id, sizeof id, "s%03zu", count);
                const char *name = names[(int)shape_between(d, 0, 3)];
                street(f, id, name, 1, a.x, a.y, b.x, b.y);
                out[count++] =
                    (oracle_street){{EAST + a.x, NORTH + a.y}, {EAST + b.x, NORTH + b.y}, name};
            }
    return count;
}

static void any_network_agrees_with_all_pairs(void **state)
{
    (void)state;
    static oracle_street streets[ORACLE_SEGMENTS];
    shape_dice d = {20};
    size_t found = 0, ends[4] = {0};
    for (int round = 0; round < 12; round++) {
        fixture f;
        begin(&f);
        size_t count = random_streets(&f, &d, streets);
        for (int i = 0; i < round % 4; i++) {
            double x = shape_between(&d, 100, 900), y = shape_between(&d, 100, 900);
            patch(&f, x, y, x + shape_between(&d, 5, 150), y + shape_between(&d, 5, 150));
        }
        f.options.limit_m = round % 2 ? 400 : 1e9;
        open_network(&f);
        for (int i = 0; i < 40; i++) {
            double x = shape_between(&d, -200, 1200), y = shape_between(&d, -200, 1200);
            const char *name = i % 2 ? "Dam" : NULL;
            oracle_walk wanted = oracle_walks(streets, count, f.reach, &f.options,
                                              (geo_point){EAST + x, NORTH + y}, name);
            walk(&f, x, y, name);
            assert_int_equal(f.walk.end, wanted.end);
            ends[wanted.end]++;
            if (wanted.end != GEO_WALK_FOUND)
                continue;
            found++;
            assert_near(f.walk.dist_m, wanted.dist_m, 1e-7);
            assert_int_equal(f.walk.patch, wanted.patch);
        }
        end(&f);
    }
    assert_true(found > 100 && ends[1] > 5 && ends[2] > 5 && ends[3] > 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(stub_network_and_green_stub_add_up),
        cmocka_unit_test(between_two_stops_the_nearer_counts),
        cmocka_unit_test(a_crossing_needs_a_shared_vertex),
        cmocka_unit_test(vertices_join_on_a_millimetre),
        cmocka_unit_test(motorways_are_left_out_and_unknown_is_walkable),
        cmocka_unit_test(the_own_street_is_preferred_within_a_hundred_metres),
        cmocka_unit_test(ties_go_to_the_lowest_street_id),
        cmocka_unit_test(unreachable_beyond_and_off),
        cmocka_unit_test(a_foot_inside_the_green_has_arrived),
        cmocka_unit_test(a_street_wholly_in_the_green),
        cmocka_unit_test(parts_repeats_and_dots_are_lines_too),
        cmocka_unit_test(no_streets_and_no_patches),
        cmocka_unit_test(out_of_memory_is_an_error),
        cmocka_unit_test(any_network_agrees_with_all_pairs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
