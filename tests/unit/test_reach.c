/* Nearest patches, and where a street segment comes near one. */
#include <stdlib.h>

#include "near.h"
#include "shapes.h"

#include "base/alloc.h"
#include "green/reach.h"

static geo_patch box_patch(geo_point *ring, double x0, double y0, double x1, double y1)
{
    static uint32_t end = 5, part = 1;
    const geo_point corners[] = {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}};
    for (int i = 0; i < 5; i++)
        ring[i] = corners[i];
    return (geo_patch){.shape = {GEO_GEOM_POLYGON, ring, &end, &part, 5, 1, 1},
                       .box = {x0, y0, x1, y1},
                       .id = "box"};
}

typedef struct answer {
    geo_stops stops;
    geo_hits hits;
} answer;

static answer stops_of(const geo_reach *reach, double ax, double ay, double bx, double by,
                       double stub)
{
    answer a = {0};
    assert_ok(geo_reach_stops(reach, 7, (geo_point){ax, ay}, (geo_point){bx, by}, stub, &a.hits,
                              &a.stops));
    geo_free(a.hits.items);
    return a;
}

#define assert_stop(answer, i, wanted_along, wanted_cost)                                          \
    do {                                                                                           \
        assert_true((i) < (answer).stops.count);                                                   \
        assert_near((answer).stops.items[i].along, (wanted_along), 1e-12);                         \
        assert_near((answer).stops.items[i].cost_m, (wanted_cost), 1e-9);                          \
    } while (0)

static void nothing_is_never_reached(void **state)
{
    (void)state;
    geo_patches none = {0};
    geo_reach *reach;
    uint32_t patch;
    double m;
    assert_ok(geo_reach_new(NULL, &none, &reach));
    assert_int_equal(geo_reach_nearest(reach, (geo_point){0, 0}, 1e9, &patch, &m),
                     GEO_ERR_NOTFOUND);
    answer a = stops_of(reach, 0, 0, 10, 0, 30);
    assert_int_equal(a.stops.count, 0);
    geo_free(a.stops.items);
    geo_reach_free(reach);
    geo_reach_free(NULL);
}

static void the_nearest_within_the_limit(void **state)
{
    (void)state;
    geo_point rings[3][5];
    geo_patch items[] = {box_patch(rings[0], 0, 0, 10, 10), box_patch(rings[1], 20, 0, 30, 10),
                         box_patch(rings[2], 5, 5, 12, 12)};
    geo_patches patches = {.items = items, .count = 3};
    geo_reach *reach;
    uint32_t patch = 99;
    double m;
    assert_ok(geo_reach_new(NULL, &patches, &reach));
    assert_true(geo_reach_patches(reach) == &patches);
    assert_ok(geo_reach_nearest(reach, (geo_point){18, 5}, 100, &patch, &m));
    assert_int_equal(patch, 1);
    assert_near(m, 2, 1e-12);
    assert_ok(geo_reach_nearest(reach, (geo_point){16, 7}, 4, &patch, &m)); /* a tie at the limit */
    assert_int_equal(patch, 1);
    assert_near(m, 4, 0);
    assert_ok(geo_reach_nearest(reach, (geo_point){7, 7}, 0, &patch, &m)); /* in two of them */
    assert_int_equal(patch, 0);
    assert_near(m, 0, 0);
    assert_ok(geo_reach_nearest(reach, (geo_point){30, 10}, 0, &patch, &m)); /* on a corner */
    assert_int_equal(patch, 1);
    assert_int_equal(geo_reach_nearest(reach, (geo_point){40, 5}, 9.999, &patch, &m),
                     GEO_ERR_NOTFOUND);
    assert_ok(geo_reach_nearest(reach, (geo_point){40, 5}, 10, &patch, &m));
    assert_int_equal(geo_reach_nearest(reach, (geo_point){NAN, 5}, 10, &patch, &m),
                     GEO_ERR_NOTFOUND);
    geo_reach_free(reach);
}

static void points_and_lines_are_reached_too(void **state)
{
    (void)state;
    geo_point dots[] = {{0, 0}, {100, 0}}, line[] = {{0, 50}, {10, 50}, {10, 90}};
    uint32_t end = 3;
    geo_patch items[] = {
        {.shape = {GEO_GEOM_MULTIPOINT, dots, NULL, NULL, 2, 0, 0}, .box = {0, 0, 100, 0}},
        {.shape = {GEO_GEOM_LINE, line, &end, NULL, 3, 1, 0}, .box = {0, 50, 10, 90}}};
    geo_patches patches = {.items = items, .count = 2};
    geo_reach *reach;
    uint32_t patch;
    double m;
    assert_ok(geo_reach_new(NULL, &patches, &reach));
    assert_ok(geo_reach_nearest(reach, (geo_point){97, 4}, 10, &patch, &m));
    assert_int_equal(patch, 0);
    assert_near(m, 5, 1e-12);
    assert_ok(geo_reach_nearest(reach, (geo_point){10, 70}, 10, &patch, &m));
    assert_int_equal(patch, 1);
    assert_near(m, 0, 0);
    answer a = stops_of(reach, 90, 3, 110, 3, 5);
    assert_int_equal(a.stops.count, 1);
    assert_stop(a, 0, 0.5, 3);
    geo_free(a.stops.items);
    a = stops_of(reach, 0, 70, 20, 70, 5);
    assert_int_equal(a.stops.count, 1);
    assert_stop(a, 0, 0.5, 0);
    geo_free(a.stops.items);
    a = stops_of(reach, -10, 0, 10, 0, 5); /* over the dot itself */
    assert_int_equal(a.stops.count, 1);
    assert_stop(a, 0, 0.5, 0);
    geo_free(a.stops.items);
    geo_reach_free(reach);
}

static void a_segment_stops_where_it_is_nearest(void **state)
{
    (void)state;
    geo_point rings[1][5];
    geo_patch items[] = {box_patch(rings[0], 0, 0, 10, 10)};
    geo_patches patches = {.items = items, .count = 1};
    geo_reach *reach;
    assert_ok(geo_reach_new(NULL, &patches, &reach));
    const struct {
        double ax, ay, bx, by, stub;
        size_t count;
        double along[2], cost;
    } cases[] = {
        {20, -10, 20, 40, 10, 2, {0.2, 0.4}, 10},        /* beside it: both ends of the stretch */
        {20, -10, 20, 40, 9.999, 0, {0}, 0},             /* just too far */
        {30, 5, 20, 5, 10, 1, {1}, 10},                  /* its end is nearest */
        {20, 20, 40, 0, 30, 1, {0}, 14.142135623},       /* its beginning, from the corner */
        {-10, 5, 20, 5, 5, 2, {1.0 / 3, 2.0 / 3}, 0},    /* through */
        {5, 5, 5, 25, 5, 2, {0, 0.25}, 0},               /* from inside out */
        {2, 2, 8, 8, 5, 2, {0, 1}, 0},                   /* wholly inside, walls near */
        {-5, 5, 0, 5, 5, 1, {1}, 0},                     /* ends on the wall */
        {-5, 5, 5, -5, 5, 1, {0.5}, 0},                  /* touches a corner, exactly */
        {-10, -10, 20, 20, 5, 2, {1.0 / 3, 2.0 / 3}, 0}, /* in and out by corners */
        {-10, 0, 20, 0, 5, 2, {1.0 / 3, 2.0 / 3}, 0},    /* along a wall: closed, so inside */
        {2, 10, 8, 10, 5, 2, {0, 1}, 0},                 /* within a wall */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        answer a =
            stops_of(reach, cases[i].ax, cases[i].ay, cases[i].bx, cases[i].by, cases[i].stub);
        if (a.stops.count != cases[i].count)
            fail_msg("case %zu: %zu stops", i, a.stops.count);
        for (size_t k = 0; k < a.stops.count; k++) {
            assert_stop(a, k, cases[i].along[k], cases[i].cost);
            assert_int_equal(a.stops.items[k].segment, 7);
            assert_int_equal(a.stops.items[k].patch, 0);
        }
        geo_free(a.stops.items);
    }
    geo_reach_free(reach);
}

/* A big patch whose walls are all far from the segment. */
static void deep_inside_there_are_no_walls(void **state)
{
    (void)state;
    geo_point rings[1][5];
    geo_patch items[] = {box_patch(rings[0], -1000, -1000, 1000, 1000)};
    geo_patches patches = {.items = items, .count = 1};
    geo_reach *reach;
    assert_ok(geo_reach_new(NULL, &patches, &reach));
    answer a = stops_of(reach, 0, 0, 10, 5, 30);
    assert_int_equal(a.stops.count, 2);
    assert_stop(a, 0, 0, 0);
    assert_stop(a, 1, 1, 0);
    geo_free(a.stops.items);
    geo_reach_free(reach);
}

/* A street that enters through a vertex in the middle of nowhere: rounded crossings miss both of
 * the vertex's edges about once in a few thousand; exact ones never. */
static void a_vertex_lets_no_segment_slip_through(void **state)
{
    (void)state;
    shape_dice d = {5};
    for (int i = 0; i < 20000; i++) {
        geo_point a = {shape_between(&d, 1e5, 2e5), shape_between(&d, 3e5, 6e5)};
        double length = shape_between(&d, 20, 200), turn = shape_between(&d, -0.5, 0.5);
        geo_point b = {a.x + length * cos(turn), a.y + length * sin(turn)};
        double t = shape_between(&d, 0.1, 0.9), x = a.x + t * (b.x - a.x),
               y = a.y + t * (b.y - a.y);
        geo_point ring[] = {{x, y}, {x + 300, y - 400}, {x + 500, y}, {x + 300, y + 400}, {x, y}};
        uint32_t end = 5, part = 1;
        geo_patch item = {.shape = {GEO_GEOM_POLYGON, ring, &end, &part, 5, 1, 1},
                          .box = {x, y - 400, x + 500, y + 400}};
        geo_patches patches = {.items = &item, .count = 1};
        geo_reach *reach;
        assert_ok(geo_reach_new(NULL, &patches, &reach));
        answer s = stops_of(reach, a.x, a.y, b.x, b.y, 30);
        assert_int_equal(s.stops.count, 2);
        assert_near(s.stops.items[0].along, t, 1e-9);
        assert_near(s.stops.items[1].along, 1, 0);
        geo_free(s.stops.items);
        geo_reach_free(reach);
    }
}

/* The least distance and the inside of any segment and shape, by walking along it in small steps.
 */
static void any_segment_by_small_steps(void **state)
{
    (void)state;
    shape_dice d = {1};
    for (int round = 0; round < 300; round++) {
        shape s;
        shape_make(&s, &d, (geo_point){0, 0}, 40, 1 + round % 2, round % 3 == 0, 0);
        geo_patch item = {.shape = s.geom, .box = geo_box_of(&s.geom)};
        geo_patches patches = {.items = &item, .count = 1};
        geo_reach *reach;
        assert_ok(geo_reach_new(NULL, &patches, &reach));
        geo_point a = {shape_between(&d, -90, 160), shape_between(&d, -90, 90)};
        geo_point b = {shape_between(&d, -90, 160), shape_between(&d, -90, 90)};
        answer got = stops_of(reach, a.x, a.y, b.x, b.y, 30);
        enum { STEPS = 2000 };
        double least = INFINITY, length = geo_point_distance(a, b);
        size_t changes = 0;
        bool was = false;
        for (int i = 0; i <= STEPS; i++) {
            double t = (double)i / STEPS;
            geo_point p = {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
            bool in = geo_geom_side(&s.geom, p) == GEO_INSIDE;
            double distance = geo_geom_distance(&s.geom, p, NULL);
            least = fmin(least, distance);
            changes += (in != was);
            was = in;
        }
        changes += was;
        if (least > 30)
            assert_true(got.stops.count == 0 || least < 30 + length / STEPS);
        if (changes > 0)
            assert_true(got.stops.count >= changes);
        for (size_t i = 0; i < got.stops.count; i++) {
            double t = got.stops.items[i].along;
            geo_point p = {a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
            assert_near(geo_geom_distance(&s.geom, p, NULL), got.stops.items[i].cost_m, 1e-9);
            assert_true(got.stops.items[i].cost_m <= least + length / STEPS);
        }
        geo_free(got.stops.items);
        geo_reach_free(reach);
    }
}

static void out_of_memory_is_an_error(void **state)
{
    (void)state;
    geo_point rings[1][5];
    geo_patch items[] = {box_patch(rings[0], 0, 0, 10, 10)};
    geo_patches patches = {.items = items, .count = 1};
    geo_reach *reach = NULL;
    geo_status status = GEO_ERR_NOMEM;
    uint64_t nth = 0;
    while (status == GEO_ERR_NOMEM && nth < 50) {
        geo_alloc_fail_at(++nth);
        status = geo_reach_new(NULL, &patches, &reach);
        geo_alloc_fail_at(0);
    }
    assert_ok(status);
    assert_true(nth > 3);
    for (nth = 1; nth < 50; nth++) {
        geo_hits hits = {0};
        geo_stops stops = {0};
        geo_alloc_fail_at(nth);
        status =
            geo_reach_stops(reach, 0, (geo_point){-5, 5}, (geo_point){15, 5}, 5, &hits, &stops);
        geo_alloc_fail_at(0);
        geo_free(hits.items);
        geo_free(stops.items);
        if (status == GEO_OK)
            break;
        assert_int_equal(status, GEO_ERR_NOMEM);
    }
    assert_true(nth > 2 && nth < 50);
    uint32_t patch;
    double m;
    geo_alloc_fail_at(1);
    assert_int_equal(geo_reach_nearest(reach, (geo_point){5, 5}, 10, &patch, &m), GEO_ERR_NOMEM);
    geo_alloc_fail_at(0);
    geo_reach_free(reach);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_never_reached),
        cmocka_unit_test(the_nearest_within_the_limit),
        cmocka_unit_test(points_and_lines_are_reached_too),
        cmocka_unit_test(a_segment_stops_where_it_is_nearest),
        cmocka_unit_test(deep_inside_there_are_no_walls),
        cmocka_unit_test(a_vertex_lets_no_segment_slip_through),
        cmocka_unit_test(any_segment_by_small_steps),
        cmocka_unit_test(out_of_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
