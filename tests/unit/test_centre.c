/* registry/centre*.c: lines through made-up roads. Lengths worked by hand: a line down the middle
 * of a street, half a width to each portal. */
#include "centre_case.h"

#include "ctx_case.h"

static void straight_street(void **state)
{
    (void)state;
    town t = {0};
    add_box(&t, 0, 0, 0, 60, 6);
    add_box(&t, 0, 60, 0, 40, 6);
    add_box(&t, 0, 100, 0, 50, 6);
    geo_centre c = draw(ctx, &t);
    assert_int_equal(c.portals, 2);
    assert_near(nearest_vertex(&c, 0, (geo_point){60, 3}), 0, 0);
    assert_near(nearest_vertex(&c, 1, (geo_point){60, 3}), 0, 0);
    assert_near(nearest_vertex(&c, 2, (geo_point){100, 3}), 0, 0);
    assert_near(lines_length(&c, 1), 40, 1); /* from portal to portal */
    assert_near(lines_length(&c, 0), 60, 6); /* to the dead end, but not into its corners */
    assert_int_equal(networks(&c), 1);
    assert_inside(&c, &t, 1e-6);
    geo_centre_release(&c);
    release_town(&t);
}

static void bends_and_branches(void **state)
{
    (void)state;
    town t = {0};
    ROAD(&t, 0, {0, 0}, {50, 0}, {50, 50}, {44, 50}, {44, 6}, {0, 6}); /* L */
    ROAD(&t, 0, {44, 50}, {50, 50}, {50, 97}, {100, 97}, {100, 103}, {50, 103}, {50, 150},
         {44, 150}); /* T */
    geo_centre c = draw(ctx, &t);
    assert_int_equal(c.portals, 1);
    assert_int_equal(networks(&c), 1);
    assert_near(lines_length(&c, 0), 47 + 47, 9);
    assert_near(lines_length(&c, 1), 100 + 53, 15);
    assert_true(nearest_vertex(&c, 1, (geo_point){100, 100}) < 7);
    assert_true(nearest_vertex(&c, 1, (geo_point){47, 150}) < 7);
    assert_inside(&c, &t, 1e-6);
    geo_centre_release(&c);
    release_town(&t);
}

/* A road around a block is a ring, with neighbours or without. */
static void ring_around_a_block(void **state)
{
    (void)state;
    for (int neighbour = 0; neighbour < 2; neighbour++) {
        town t = {0};
        geo_geom *ring = road_begin(&t, 0, 10, 2);
        static const geo_point outer[] = {{0, 0}, {80, 0}, {80, 60}, {0, 60}};
        static const geo_point inner[] = {{5, 5}, {5, 55}, {75, 55}, {75, 5}};
        for (int i = 0; i < 4; i++)
            road_point(ring, outer[i].x, outer[i].y);
        road_ring(ring);
        for (int i = 0; i < 4; i++)
            road_point(ring, inner[i].x, inner[i].y);
        road_ring(ring);
        if (neighbour)
            add_box(&t, 0, 80, 20, 30, 4);
        geo_centre c = draw(ctx, &t);
        assert_int_equal(c.alone, !neighbour);
        assert_near(lines_length(&c, 0), 2 * (75 + 55), 16);
        assert_int_equal(networks(&c), 1);
        assert_inside(&c, &t, 1e-6);
        geo_centre_release(&c);
        release_town(&t);
    }
}

/* Streets into the four sides of a square: over it one gets from each to each. */
static void square(void **state)
{
    (void)state;
    town t = {0};
    add_box(&t, 0, 0, 0, 60, 60);
    add_box(&t, 0, 60, 28, 30, 4);
    add_box(&t, 0, -30, 28, 30, 4);
    add_box(&t, 0, 28, 60, 4, 30);
    add_box(&t, 0, 28, -30, 4, 30);
    geo_centre c = draw(ctx, &t);
    assert_int_equal(c.portals, 4);
    assert_int_equal(networks(&c), 1);
    assert_true(lines_length(&c, 0) >= 119 && lines_length(&c, 0) < 200);
    assert_inside(&c, &t, 1e-6);
    geo_centre_release(&c);
    release_town(&t);
}

static void dead_ends(void **state)
{
    (void)state;
    town t = {0};
    add_box(&t, 0, 0, 0, 100, 6);
    add_box(&t, 0, 48, 6, 4, 40);  /* one portal: to its far end */
    add_box(&t, 0, 200, 0, 50, 5); /* none: from end to end */
    add_box(&t, 0, 20, -3, 3, 3);  /* too small to have an arm: to its middle */
    geo_centre c = draw(ctx, &t);
    assert_int_equal(c.portals, 2);
    assert_int_equal(c.alone, 1);
    assert_int_equal(networks(&c), 2);
    assert_near(lines_length(&c, 1), 38, 4);
    assert_near(lines_length(&c, 2), 46, 5);
    assert_true(lines_length(&c, 3) > 0 && lines_length(&c, 3) < 3);
    assert_inside(&c, &t, 1e-6);
    geo_centre_release(&c);
    release_town(&t);
}

/* Along a stretch of 200 m one crosses every 10 m, or where the table says. */
static void long_shared_sides(void **state)
{
    (void)state;
    static const double CROSS_M[] = {10, 25, INFINITY}, PORTALS[] = {20, 8, 1};
    for (int i = 0; i < 3; i++) {
        town t = {0};
        add_box(&t, 0, 0, 0, 200, 6);
        add_box(&t, 0, 0, 6, 200, 2);
        t.roads[1].cross_m = CROSS_M[i]; /* the larger of both counts */
        geo_centre c = draw(ctx, &t);
        assert_near((double)c.portals, PORTALS[i], 0);
        assert_near(nearest_vertex(&c, 1, (geo_point){100 / PORTALS[i], 6}), 0, 1e-9);
        assert_int_equal(networks(&c), 1);
        geo_centre_release(&c);
        release_town(&t);
    }
}

/* One long edge against several short ones, and edges that do not quite meet. */
static void edges_against_edges(void **state)
{
    (void)state;
    town t = {0};
    add_box(&t, 0, 0, 0, 60, 6);
    add_box(&t, 0, 2, 6, 3, 10);
    add_box(&t, 0, 5, 6.015, 7, 10);                            /* 15 mm off: still a neighbour */
    add_box(&t, 0, 20, 6.025, 7, 10);                           /* 25 mm: none */
    add_box(&t, 0, 40, 6, 0.5, 10);                             /* too narrow for a person */
    ROAD(&t, 0, {50, 6}, {58, 12}, {50, 12});                   /* touches in a point */
    ROAD(&t, 0, {30, 6}, {32, 6}, {34, 6}, {34, 16}, {30, 16}); /* a vertex in the stretch */
    geo_centre c = draw(ctx, &t);
    assert_int_equal(c.portals, 4); /* 2 - 1 share a side too */
    assert_near(nearest_vertex(&c, 0, (geo_point){3.5, 6}), 0, 1e-9);
    assert_true(nearest_vertex(&c, 0, (geo_point){8.5, 6}) < 0.02);
    assert_near(nearest_vertex(&c, 0, (geo_point){32, 6}), 0, 1e-9);
    assert_near(nearest_vertex(&c, 6, (geo_point){32, 6}), 0, 1e-9);
    assert_inside(&c, &t, GEO_CENTRE_TOUCH_M);
    assert_int_equal(networks(&c), 4);
    geo_centre_release(&c);
    release_town(&t);
}

/* A bridge of level 1 between roads of level 0, over a road of level 0, beside one too. */
static void levels(void **state)
{
    (void)state;
    town t = {0};
    add_box(&t, 0, 0, 0, 40, 4);
    add_box(&t, 1, 40, 0, 30, 4); /* the bridge */
    add_box(&t, 0, 70, 0, 40, 4);
    add_box(&t, 0, 53, -40, 4, 84); /* below it */
    add_box(&t, 0, 40, 4, 13, 3);   /* along its side */
    add_box(&t, -1, 40, -3, 13, 3); /* and a ramp down at its other side */
    geo_centre c = draw(ctx, &t);
    assert_int_equal(c.portals, 4); /* the bridge's ends; the road below with both beside it */
    assert_true(nearest_vertex(&c, 4, (geo_point){46.5, 4}) > 1);
    assert_true(nearest_vertex(&c, 5, (geo_point){46.5, 0}) > 1);
    assert_near(nearest_vertex(&c, 1, (geo_point){40, 2}), 0, 0);
    assert_near(nearest_vertex(&c, 1, (geo_point){70, 2}), 0, 0);
    assert_int_equal(networks(&c), 2);
    geo_centre_release(&c);
    release_town(&t);
}

/* Thinner than a hair, and a corner as sharp as can be. */
static void needles(void **state)
{
    (void)state;
    town t = {0};
    add_box(&t, 0, 0, 0, 100, 0.0005);
    add_box(&t, 0, 0, 0.0005, 100, 3);
    ROAD(&t, 0, {200, 0}, {400, 0.01}, {400, 0.02});
    ROAD(&t, 0, {0, 100}, {1e-7, 100}, {0, 100 + 1e-7});
    geo_centre c = draw(ctx, &t);
    assert_int_equal(c.failed, 0);
    assert_near(lines_length(&c, 0), 95, 6);
    assert_near(lines_length(&c, 2), 200, 8);
    assert_inside(&c, &t, 1e-4);
    geo_centre_release(&c);
    release_town(&t);
}

/* Below what the triangles can tell apart there is no inside, and what is around it is none either.
 */
static void no_width_at_all(void **state)
{
    (void)state;
    town t = {0};
    add_box(&t, 0, 0, 0, 100, 1e-7);
    ROAD(&t, 0, {0, 10}, {100, 10}, {100, 10 + 1e-7}, {60, 10}, {60, 40}, {50, 40}, {50, 10});
    geo_centre c = draw(ctx, &t);
    assert_near(lines_length(&c, 0), 0, 0);
    assert_inside(&c, &t, 1e-4);
    geo_centre_release(&c);
    release_town(&t);
}

/* Where boundaries do not quite coincide, the portal is on that of the road that lies further west,
 * whichever is named first. */
static void order_of_roads(void **state)
{
    (void)state;
    town t = {0};
    add_box(&t, 0, 0, 0, 30, 6);
    add_box(&t, 0, 30.015, 0, 30, 6);
    geo_centre c = draw(ctx, &t);
    geo_centre_road first = t.roads[0];
    t.roads[0] = t.roads[1];
    t.roads[1] = first;
    geo_centre turned = draw(ctx, &t);
    for (uint32_t road = 0; road < 2; road++) {
        assert_near(nearest_vertex(&c, road, (geo_point){30, 3}), 0, 0);
        assert_near(nearest_vertex(&turned, road, (geo_point){30, 3}), 0, 0);
    }
    geo_centre_release(&c);
    geo_centre_release(&turned);
    release_town(&t);
}

/* Spikes around a middle, thinner towards their tips than the distance of the points on their
 * sides: walls that cross many triangles. */
static void star(void **state)
{
    (void)state;
    enum { SPIKES = 180 };
    double length_m = 0;
    for (uint32_t start = 0; start < 2 * SPIKES; start += 77) {
        town t = {0};
        geo_geom *shape = road_begin(&t, 0, 2 * SPIKES + 1, 1);
        for (uint32_t k = 0; k < 2 * SPIKES; k++) {
            uint32_t i = (start + k) % (2 * SPIKES);
            double radius = i % 2 ? 2 + 0.01 * (i % 7) : 60 + 17 * sin(3.0 * i);
            double angle = 2 * M_PI * (i + 0.3 * sin(11.0 * i)) / (2 * SPIKES);
            road_point(shape, radius * cos(angle), radius * sin(angle));
        }
        road_ring(shape);
        geo_centre c = draw(ctx, &t);
        assert_int_equal(c.failed, 0);
        assert_inside(&c, &t, 1e-5);
        assert_int_equal(networks(&c), 1);
        assert_true(lines_length(&c, 0) > 1000);
        if (start > 0)
            assert_near(lines_length(&c, 0), length_m, 1e-6);
        length_m = lines_length(&c, 0);
        geo_centre_release(&c);
        release_town(&t);
    }
}

/* A comb of thin teeth: the triangulation lacks many of its long edges. Where its ring begins makes
 * no difference. */
static void comb(void **state)
{
    (void)state;
    double length_m = 0;
    for (uint32_t start = 0; start < 80; start += 13) {
        town t = {0};
        geo_point ring[82];
        for (int i = 0; i < 20; i++) {
            double x = 0.7 * i, top = 40 + 3 * sin(5.0 * i);
            ring[4 * i] = (geo_point){x, 0.1 * (i % 3)};
            ring[4 * i + 1] = (geo_point){x + 0.2, top};
            ring[4 * i + 2] = (geo_point){x + 0.3 + 0.01 * i, top - 1};
            ring[4 * i + 3] = (geo_point){x + 0.5, 0.2 + 0.05 * (i % 4)};
        }
        ring[80] = (geo_point){14, -2};
        ring[81] = (geo_point){0, -2};
        geo_geom *shape = road_begin(&t, 0, 83, 1);
        for (uint32_t i = 0; i < 82; i++)
            road_point(shape, ring[(start + i) % 82].x, ring[(start + i) % 82].y);
        road_ring(shape);
        geo_centre c = draw(ctx, &t);
        assert_int_equal(c.failed, 0);
        assert_inside(&c, &t, 1e-5);
        assert_int_equal(networks(&c), 1);
        if (start > 0)
            assert_near(lines_length(&c, 0), length_m, 1e-6);
        length_m = lines_length(&c, 0);
        assert_true(length_m > 0);
        geo_centre_release(&c);
        release_town(&t);
    }
}

static void several_parts(void **state)
{
    (void)state;
    town t = {0};
    add_box(&t, 0, 0, 0, 30, 4);
    add_box(&t, 0, 0, 50, 30, 4);
    add_box(&t, 0, 30, 0, 10, 54); /* joins both */
    geo_geom both;
    assert_ok(geo_geom_join(ctx, t.shapes, 2, &both));
    geo_centre_road roads[] = {{&both, 0, 10}, t.roads[2]};
    geo_centre c;
    assert_ok(geo_centre_init(ctx, roads, 2, &c));
    assert_int_equal(c.portals, 2);
    assert_int_equal(networks(&c), 1);
    assert_near(lines_length(&c, 0), 2 * 28, 4);
    geo_centre_release(&c);
    geo_geom_release(&both);
    release_town(&t);
}

/* Holes that touch the shell and each other, at corners and amid an edge. */
static void touching_holes(void **state)
{
    (void)state;
    town t = {0};
    geo_geom *s = road_begin(&t, 0, 40, 5);
    static const geo_point rings[][4] = {{{0, 0}, {40, 0}, {40, 20}, {0, 20}},
                                         {{10, 0}, {8, 8}, {14, 8}, {10, 0}},
                                         {{14, 8}, {14, 14}, {20, 14}, {14, 8}},
                                         {{20, 14}, {24, 20}, {26, 14}, {20, 14}}};
    for (int r = 0; r < 4; r++) {
        for (int i = 0; i < (r ? 3 : 4); i++)
            road_point(s, rings[r][i].x, rings[r][i].y);
        road_ring(s);
    }
    geo_centre c = draw(ctx, &t);
    assert_int_equal(c.failed, 0);
    assert_true(c.lines.count > 0);
    assert_inside(&c, &t, 1e-4);
    geo_centre_release(&c);
    release_town(&t);
}

static void nonsense_is_counted(void **state)
{
    (void)state;
    town t = {0};
    add_box(&t, 0, 0, 0, 60, 6);
    ROAD(&t, 0, {100, 0}, {140, 30}, {140, 0}, {100, 30}); /* a bow tie */
    geo_centre c = draw(ctx, &t);
    assert_int_equal(c.failed, 1);
    assert_int_equal(c.first_failed, 1);
    assert_true(lines_length(&c, 0) > 50);
    geo_centre_release(&c);
    t.roads[0].cross_m = 0;
    assert_int_equal(geo_centre_init(ctx, t.roads, t.count, &c), GEO_ERR_ARG);
    release_town(&t);
    assert_ok(geo_centre_init(ctx, NULL, 0, &c));
    assert_int_equal(c.lines.count, 0);
    geo_centre_release(&c);
}

static void out_of_memory(void **state)
{
    (void)state;
    town t = {0};
    add_box(&t, 0, 0, 0, 30, 6);
    add_box(&t, 0, 30, 0, 30, 6);
    geo_status status = GEO_ERR_NOMEM;
    uint64_t nth = 1;
    for (; status == GEO_ERR_NOMEM; nth++) {
        geo_centre c = {0};
        geo_alloc_fail_at(nth);
        status = geo_centre_init(ctx, t.roads, t.count, &c);
        geo_alloc_fail_at(0);
        geo_centre_release(&c);
    }
    assert_ok(status);
    assert_true(nth > 50);
    release_town(&t);
}

/* A winding street of 100,000 vertices, and a square with a thousand holes: in proportion to their
 * size, or this takes minutes. */
static void large_polygons(void **state)
{
    (void)state;
    town t = {0};
    geo_geom *street = road_begin(&t, 0, 100001, 1);
    for (int i = 0; i < 50000; i++)
        road_point(street, i, 30 * sin(i / 50.0));
    for (int i = 49999; i >= 0; i--)
        road_point(street, i + 0.25, 30 * sin(i / 50.0) + 5);
    road_ring(street);
    geo_geom *yard = road_begin(&t, 0, 5 + 1024 * 9, 1025);
    static const geo_point corner[] = {{0, 1000}, {960, 1000}, {960, 1960}, {0, 1960}};
    for (int i = 0; i < 4; i++)
        road_point(yard, corner[i].x, corner[i].y);
    road_ring(yard);
    for (int i = 0; i < 1024; i++) {
        for (int k = 8; k > 0; k--)
            road_point(yard, 15 + 30 * (i % 32) + 8 * cos(k * M_PI / 4),
                       1015 + 30 * (i / 32) + 8 * sin(k * M_PI / 4));
        road_ring(yard);
    }
    geo_centre c = draw(ctx, &t);
    assert_int_equal(c.failed, 0);
    assert_true(lines_length(&c, 0) > 50000);
    assert_true(lines_length(&c, 1) > 1024 * 40);
    assert_int_equal(networks(&c), 2);
    geo_centre_release(&c);
    release_town(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(straight_street),
        cmocka_unit_test(bends_and_branches),
        cmocka_unit_test(ring_around_a_block),
        cmocka_unit_test(square),
        cmocka_unit_test(dead_ends),
        cmocka_unit_test(long_shared_sides),
        cmocka_unit_test(edges_against_edges),
        cmocka_unit_test(levels),
        cmocka_unit_test(needles),
        cmocka_unit_test(touching_holes),
        cmocka_unit_test(no_width_at_all),
        cmocka_unit_test(order_of_roads),
        cmocka_unit_test(comb),
        cmocka_unit_test(star),
        cmocka_unit_test(several_parts),
        cmocka_unit_test(nonsense_is_counted),
        cmocka_unit_test(out_of_memory),
        cmocka_unit_test(large_polygons),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
