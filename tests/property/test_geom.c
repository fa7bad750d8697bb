/* Laws of geom/: what moving, turning or listing a shape differently must not change. Coordinates
 * are multiples of 1/8 m below 2^20, so that sums and products of them are exact in doubles and the
 * laws hold to the last bit wherever no division takes part. */
#include "geom/geom.h"

#include <stdlib.h>

#include "dice.h"
#include "geom/geos.h"
#include "near.h"

enum { CASES = 2000, RING_MAX = 40 };

static uint64_t seed_state;

static uint64_t random_bits(void)
{
    return dice_bits(&seed_state);
}

static double random_eighth(unsigned limit_m)
{
    return (double)(random_bits() % (limit_m * 8)) / 8;
}

static geo_point random_point(unsigned limit_m)
{
    double x = random_eighth(limit_m);
    return (geo_point){x, random_eighth(limit_m)};
}

/* A ring around (512, 512): directions rise, so it does not cross itself. Coordinates are rounded
 * to 1/8 m, small against the least radius; the ring is closed. */
static uint32_t random_star(geo_point *ring)
{
    uint32_t count = 3 + (uint32_t)(random_bits() % (RING_MAX - 4));
    for (uint32_t i = 0; i < count; i++) {
        double angle = 2 * M_PI * i / count, radius = 100 + random_eighth(400);
        ring[i].x = round((512 + radius * cos(angle)) * 8) / 8;
        ring[i].y = round((512 + radius * sin(angle)) * 8) / 8;
    }
    ring[count] = ring[0];
    return count + 1;
}

static geo_geom polygon_of(geo_point *ring, uint32_t *count, uint32_t *one)
{
    *one = 1;
    return (geo_geom){GEO_GEOM_POLYGON, ring, count, one, *count, 1, 1};
}

static geo_point moved(geo_point p)
{
    return (geo_point){p.x + 131072, p.y + 524288};
}

static geo_point turned(geo_point p) /* 90 degrees */
{
    return (geo_point){-p.y, p.x};
}

/* Copies a ring through a map, from vertex `start` on, backwards if asked. */
static void relist(const geo_point *from, uint32_t count, geo_point (*map)(geo_point),
                   uint32_t start, bool backwards, geo_point *to)
{
    uint32_t n = count - 1;
    for (uint32_t i = 0; i < count; i++) {
        geo_point p = from[(start + (backwards ? n - i % n : i)) % n];
        to[i] = map ? map(p) : p;
    }
}

static void area_and_length(void **state)
{
    (void)state;
    for (int i = 0; i < CASES; i++) {
        geo_point ring[RING_MAX], other[RING_MAX];
        uint32_t n = random_star(ring), start = (uint32_t)(random_bits() % (n - 1));
        double area = geo_ring_area(ring, n), length = geo_line_length(ring, n);
        relist(ring, n, NULL, start, false, other);
        assert_near(geo_ring_area(other, n), area, 0);
        assert_near(geo_line_length(other, n), length, 1e-9);
        relist(ring, n, NULL, start, true, other);
        assert_near(geo_ring_area(other, n), -area, 0);
        relist(ring, n, moved, 0, false, other);
        assert_near(geo_ring_area(other, n), area, 0);
        assert_near(geo_line_length(other, n), length, 0);
        relist(ring, n, turned, 0, false, other);
        assert_near(geo_ring_area(other, n), area, 0);
        assert_near(geo_line_length(other, n), length, 0);
    }
}

static void side_of_ring(void **state)
{
    (void)state;
    int seen[3] = {0};
    for (int i = 0; i < CASES; i++) {
        geo_point ring[RING_MAX], other[RING_MAX], p = random_point(1024);
        uint32_t n = random_star(ring), start = (uint32_t)(random_bits() % (n - 1));
        if (i % 4 == 0)
            p = ring[start];
        if (i % 8 == 1)
            p = (geo_point){(ring[start].x + ring[start + 1].x) / 2,
                            (ring[start].y + ring[start + 1].y) / 2};
        geo_side side = geo_ring_side(ring, n, p);
        seen[side]++;
        relist(ring, n, NULL, start, true, other);
        assert_int_equal(geo_ring_side(other, n, p), side);
        relist(ring, n, moved, start, false, other);
        assert_int_equal(geo_ring_side(other, n, moved(p)), side);
        relist(ring, n, turned, start, false, other);
        assert_int_equal(geo_ring_side(other, n, turned(p)), side);
        if (i % 4 == 0 || i % 8 == 1)
            assert_int_equal(side, GEO_BOUNDARY);
    }
    assert_true(seen[GEO_OUTSIDE] > 100 && seen[GEO_INSIDE] > 100);
}

static void distance_and_side_agree(void **state)
{
    (void)state;
    for (int i = 0; i < CASES; i++) {
        geo_point ring[RING_MAX], p = random_point(1024), nearest;
        uint32_t n = random_star(ring), one;
        geo_geom polygon = polygon_of(ring, &n, &one);
        double distance = geo_geom_distance(&polygon, p, &nearest);
        assert_int_equal(distance == 0, geo_geom_covers(&polygon, p));
        assert_near(geo_point_distance(p, nearest), distance, 0);
        assert_true(geo_geom_edge_distance(&polygon, p, NULL) >= distance);
        assert_true(geo_box_distance(geo_box_of(&polygon), p) <= distance + 1e-9);
    }
}

static void segments_symmetric(void **state)
{
    (void)state;
    int meetings = 0;
    for (int i = 0; i < CASES; i++) {
        geo_point a = random_point(16), b = random_point(16), c = random_point(16),
                  d = random_point(16);
        double m = geo_segments_distance(a, b, c, d);
        meetings += m == 0;
        assert_near(geo_segments_distance(c, d, a, b), m, 0);
        assert_near(geo_segments_distance(b, a, c, d), m, 1e-12);
        assert_near(geo_segments_distance(turned(a), turned(b), turned(c), turned(d)), m, 1e-12);
        assert_true(m <= geo_segment_distance(a, c, d, NULL, NULL));
        assert_int_equal(geo_orient(a, b, c), geo_orient(b, c, a));
        assert_int_equal(geo_orient(a, b, c), -geo_orient(b, a, c));
    }
    assert_true(meetings > 100);
}

/* What a cut takes and leaves is the whole; a union is the sum less what is common; none grows. */
static void overlay_keeps_area(void **state)
{
    (void)state;
    geo_ctx *ctx = geo_ctx_new(NULL);
    geo_geos *geos = NULL;
    assert_ok(geo_geos_new(ctx, &geos));
    for (int i = 0; i < CASES / 4; i++) {
        geo_point first[RING_MAX], second[RING_MAX];
        uint32_t n = random_star(first), k = random_star(second), one, another;
        geo_geom a = polygon_of(first, &n, &one), b = polygon_of(second, &k, &another);
        geo_geom in = {0}, rest = {0}, both = {0};
        const geo_geom *const parts[] = {&a, &b};
        assert_ok(geo_geos_intersection(ctx, geos, &a, &b, &in));
        assert_ok(geo_geos_difference(ctx, geos, &a, &b, &rest));
        assert_ok(geo_geos_union(ctx, geos, parts, 2, &both));
        double common = geo_geom_area(&in), area = geo_geom_area(&a);
        assert_near(common + geo_geom_area(&rest), area, 1e-6);
        assert_near(geo_geom_shared_area(&a, &b), common, 1e-6);
        assert_near(geo_geom_shared_area(&rest, &b), 0, 1e-6);
        assert_near(geo_geom_area(&both), area + geo_geom_area(&b) - common, 1e-6);
        assert_true(common > 0 && common <= fmin(area, geo_geom_area(&b)) + 1e-6);
        geo_geom_release(&in);
        geo_geom_release(&rest);
        geo_geom_release(&both);
    }
    geo_geos_free(geos);
    geo_ctx_free(ctx);
}

/* Another seed through the environment: GROENNET_SEED. */
static int set_up(void **state)
{
    (void)state;
    const char *given = getenv("GROENNET_SEED");
    seed_state = given ? strtoull(given, NULL, 10) : 4040;
    print_message("seed %llu\n", (unsigned long long)seed_state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(area_and_length),         cmocka_unit_test(side_of_ring),
        cmocka_unit_test(distance_and_side_agree), cmocka_unit_test(segments_symmetric),
        cmocka_unit_test(overlay_keeps_area),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
