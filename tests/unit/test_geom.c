/* geom/box.c, shape.c, measure.c, orient.c, side.c, distance.c: expectations are plane geometry
 * worked by hand, tolerance a few ulp of the coordinates unless said. */
#include "geom/geom.h"

#include <string.h>

#include "base/alloc.h"
#include "near.h"

#define COUNT(array) ((uint32_t)(sizeof(array) / sizeof *(array)))

/* 10 by 10 with a 2 by 2 hole, far from the origin as RD coordinates are. */
#define X0 190000.0
#define Y0 440000.0
static geo_point park_points[] = {
    {X0, Y0},         {X0 + 10, Y0},    {X0 + 10, Y0 + 10}, {X0, Y0 + 10},    {X0, Y0},
    {X0 + 4, Y0 + 4}, {X0 + 4, Y0 + 6}, {X0 + 6, Y0 + 6},   {X0 + 6, Y0 + 4}, {X0 + 4, Y0 + 4}};
static uint32_t park_ends[] = {5, 10}, park_parts[] = {2};
static const geo_geom park = {GEO_GEOM_POLYGON, park_points, park_ends, park_parts, 10, 2, 1};

/* A square of 100 m2 and, 90 m east of its corner, a triangle of 50 m2. */
static geo_point twin_points[] = {{0, 0},  {10, 0},  {10, 10}, {0, 10}, {0, 0},
                                  {90, 0}, {100, 0}, {90, 10}, {90, 0}};
static uint32_t twin_ends[] = {5, 9}, twin_parts[] = {1, 2};
static const geo_geom twin = {GEO_GEOM_MULTIPOLYGON, twin_points, twin_ends, twin_parts, 9, 2, 2};

static geo_point path_points[] = {{0, 0}, {3, 4}, {3, 10}, {20, 0}, {22, 0}};
static uint32_t path_ends[] = {3, 5};
static const geo_geom path = {GEO_GEOM_MULTILINE, path_points, path_ends, NULL, 5, 2, 0};

static geo_point spot_points[] = {{1, 2}, {5, 2}, {3, 8}};
static const geo_geom spots = {GEO_GEOM_MULTIPOINT, spot_points, NULL, NULL, 3, 0, 0};

static const geo_geom nothing = {.type = GEO_GEOM_MULTIPOLYGON};

static geo_point at(double x, double y)
{
    return (geo_point){X0 + x, Y0 + y};
}

static void box_of_shapes(void **state)
{
    (void)state;
    geo_box box = geo_box_of(&path);
    assert_near(box.xmin, 0, 0);
    assert_near(box.ymin, 0, 0);
    assert_near(box.xmax, 22, 0);
    assert_near(box.ymax, 10, 0);
    assert_true(geo_box_is_empty(geo_box_of(&nothing)));
    geo_point bad[] = {{NAN, 1}};
    geo_geom nan = {GEO_GEOM_POINT, bad, NULL, NULL, 1, 0, 0};
    assert_true(geo_box_is_empty(geo_box_of(&nan)));
}

static void box_emptiness(void **state)
{
    (void)state;
    geo_box point = {1, 1, 1, 1};
    assert_true(geo_box_is_empty(GEO_BOX_EMPTY));
    assert_true(geo_box_is_empty((geo_box){1, 0, 0, 1}));
    assert_true(geo_box_is_empty((geo_box){0, 1, 1, 0}));
    assert_true(geo_box_is_empty((geo_box){NAN, 0, 1, 1}));
    assert_false(geo_box_is_empty(point));
    assert_true(geo_box_is_empty(geo_box_grow(point, -1)));
    assert_true(geo_box_is_empty(geo_box_grow(GEO_BOX_EMPTY, 1e300)));
    /* A box that shrinks away along y alone is empty along x too. */
    geo_box gone = geo_box_grow((geo_box){0, 0, 10, 1}, -1);
    assert_true(gone.xmin > gone.xmax);
}

static void box_meets_is_closed(void **state)
{
    (void)state;
    geo_box a = {0, 0, 10, 10}, all = {-INFINITY, -INFINITY, INFINITY, INFINITY};
    assert_true(geo_box_meets(a, (geo_box){10, 10, 20, 20}));
    assert_false(geo_box_meets(a, (geo_box){10.001, 0, 20, 10}));
    assert_false(geo_box_meets(a, (geo_box){0, 10.001, 10, 20}));
    assert_true(geo_box_meets(a, all));
    assert_false(geo_box_meets(GEO_BOX_EMPTY, all));
    assert_false(geo_box_meets(all, GEO_BOX_EMPTY));
}

static void box_holds_is_half_open(void **state)
{
    (void)state;
    geo_box a = {0, 0, 10, 10};
    assert_true(geo_box_holds(a, (geo_point){0, 0}));
    assert_false(geo_box_holds(a, (geo_point){10, 5}));
    assert_false(geo_box_holds(a, (geo_point){5, 10}));
    assert_false(geo_box_holds(a, (geo_point){-1, 5}));
    assert_false(geo_box_holds(GEO_BOX_EMPTY, (geo_point){0, 0}));
}

static void box_join_and_distance(void **state)
{
    (void)state;
    geo_box a = {0, 0, 1, 1}, joined = geo_box_join(a, geo_box_around((geo_point){5, 5}, 2));
    assert_near(joined.xmin, 0, 0);
    assert_near(joined.ymax, 7, 0);
    assert_near(geo_box_join(a, GEO_BOX_EMPTY).xmax, 1, 0);
    assert_near(geo_box_join((geo_box){3, 0, 2, 1}, a).xmax, 1, 0);
    assert_true(geo_box_is_empty(geo_box_join(GEO_BOX_EMPTY, GEO_BOX_EMPTY)));
    assert_near(geo_box_distance(a, (geo_point){4, 5}), 5, 1e-15);
    assert_near(geo_box_distance(a, (geo_point){0.5, 1}), 0, 0);
    assert_true(isinf(geo_box_distance(GEO_BOX_EMPTY, (geo_point){0, 0})));
}

static void ring_area_keeps_its_sign(void **state)
{
    (void)state;
    assert_near(geo_ring_area(park_points, 5), 100, 0);
    assert_near(geo_ring_area(park_points + 5, 5), -4, 0);
    assert_near(geo_ring_area(park_points, 0), 0, 0);
    assert_near(geo_ring_area(park_points, 1), 0, 0);
    assert_near(geo_ring_area(park_points, 2), 0, 0);
}

/* A regular n-gon of radius r has area n r2 sin(2 pi / n) / 2. */
static void ring_area_of_a_million_points(void **state)
{
    (void)state;
    size_t count = 1000001;
    geo_point *ring = geo_alloc(count, sizeof *ring);
    assert_non_null(ring);
    for (size_t i = 0; i < count; i++) {
        double angle = 2 * M_PI * (double)(i % (count - 1)) / (double)(count - 1);
        ring[i] = at(1000 * cos(angle), 1000 * sin(angle));
    }
    double n = (double)(count - 1);
    assert_near(geo_ring_area(ring, count), n * 1e6 * sin(2 * M_PI / n) / 2, 1e-5);
    assert_int_equal(geo_ring_side(ring, count, at(999.9, 0)), GEO_INSIDE);
    assert_int_equal(geo_ring_side(ring, count, at(0, -1000.1)), GEO_OUTSIDE);
    geo_free(ring);
}

static void areas_and_lengths(void **state)
{
    (void)state;
    assert_near(geo_geom_area(&park), 96, 0);
    assert_near(geo_geom_area(&twin), 150, 0);
    assert_near(geo_geom_area(&path), 0, 0);
    assert_near(geo_geom_area(&nothing), 0, 0);
    assert_near(geo_geom_length(&park), 48, 0);
    assert_near(geo_geom_length(&path), 13, 0);
    assert_near(geo_geom_length(&spots), 0, 0);
    assert_near(geo_line_length(path_points, 3), 11, 0);
    assert_near(geo_line_length(path_points, 0), 0, 0);
}

/* Holes and parts count, whichever comes first; what only touches shares nothing. */
static void shared_areas(void **state)
{
    geo_point beside[] = {{X0 + 10, Y0}, {X0 + 10, Y0 + 10}, {X0 + 20, Y0}, {X0 + 10, Y0}};
    uint32_t four = 4, one = 1;
    geo_geom wedge = {GEO_GEOM_POLYGON, beside, &four, &one, 4, 1, 1};
    (void)state;
    assert_near(geo_geom_shared_area(&park, &park), 96, 1e-9);
    assert_near(geo_geom_shared_area(&park, &wedge), 0, 1e-9);
    assert_near(geo_geom_shared_area(&wedge, &wedge), 50, 1e-9);
    assert_near(geo_geom_shared_area(&twin, &twin), 150, 1e-9);
    assert_near(geo_geom_shared_area(&park, &path), 0, 0);
    assert_near(geo_geom_shared_area(&nothing, &park), 0, 0);
}

static void centroids(void **state)
{
    (void)state;
    geo_point c = geo_geom_centroid(&park);
    assert_near(c.x, X0 + 5, 1e-9);
    assert_near(c.y, Y0 + 5, 1e-9);
    c = geo_geom_centroid(
        &twin); /* (100 * 5 + 50 * 93.333) / 150 and (100 * 5 + 50 * 3.333) / 150 */
    assert_near(c.x, (500 + 50 * (280.0 / 3)) / 150, 1e-12);
    assert_near(c.y, (500 + 50 * (10.0 / 3)) / 150, 1e-12);
    c = geo_geom_centroid(&path); /* (5 * 1.5 + 6 * 3 + 2 * 21) / 13, (5 * 2 + 6 * 7) / 13 */
    assert_near(c.x, 67.5 / 13, 1e-14);
    assert_near(c.y, 4, 1e-14);
    c = geo_geom_centroid(&spots);
    assert_near(c.x, 3, 0);
    assert_near(c.y, 4, 0);
    assert_true(isnan(geo_geom_centroid(&nothing).x));
}

static void centroid_of_the_degenerate(void **state)
{
    (void)state;
    geo_point flat[] = {{0, 0}, {10, 0}, {0, 0}, {0, 0}}, dot[] = {{7, 7}, {7, 7}};
    uint32_t four = 4, two = 2, one = 1;
    geo_geom polygon = {GEO_GEOM_POLYGON, flat, &four, &one, 4, 1, 1};
    geo_geom line = {GEO_GEOM_LINE, dot, &two, NULL, 2, 1, 0};
    assert_near(geo_geom_centroid(&polygon).x, 5, 0);
    assert_near(geo_geom_centroid(&line).x, 7, 0);
}

static void orient_signs(void **state)
{
    (void)state;
    geo_point a = {0, 0}, b = {10, 10};
    assert_int_equal(geo_orient(a, b, (geo_point){0, 1}), 1);
    assert_int_equal(geo_orient(a, b, (geo_point){1, 0}), -1);
    assert_int_equal(geo_orient(a, b, (geo_point){3, 3}), 0);
    assert_int_equal(geo_orient(a, a, (geo_point){3, 5}), 0);
}

/* Points one ulp off the diagonal through (12, 12) and (24, 24): doubles alone lose the sign
 * (Kettner et al. 2008, doi:10.1016/j.comgeo.2007.06.003, figure 2). Here the sign is known: above
 * the diagonal y > x. */
static void orient_is_exact(void **state)
{
    (void)state;
    double ulp = 0x1p-53;
    geo_point b = {12, 12}, c = {24, 24};
    int wrong_in_doubles = 0;
    for (int i = 0; i < 64; i++)
        for (int j = 0; j < 64; j++) {
            geo_point a = {0.5 + i * ulp, 0.5 + j * ulp};
            int truth = j > i ? 1 : -(j < i);
            double plain = (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
            wrong_in_doubles += truth != (plain > 0) - (plain < 0);
            assert_int_equal(geo_orient(b, c, a), truth);
            assert_int_equal(geo_orient(a, b, c), truth);
            assert_int_equal(geo_orient(c, b, a), -truth);
        }
    assert_true(wrong_in_doubles > 100); /* else the test tests nothing */
}

static void side_of_park(void **state)
{
    (void)state;
    const struct {
        double x, y;
        geo_side side;
    } table[] = {
        {5, 2, GEO_INSIDE},     {5, 5, GEO_OUTSIDE},   {4, 5, GEO_BOUNDARY},  {0, 0, GEO_BOUNDARY},
        {10, 10, GEO_BOUNDARY}, {5, 0, GEO_BOUNDARY},  {5, 10, GEO_BOUNDARY}, {-1, 0, GEO_OUTSIDE},
        {-1, 10, GEO_OUTSIDE},  {11, 10, GEO_OUTSIDE}, {11, 4, GEO_OUTSIDE},  {1, 4, GEO_INSIDE},
        {1, 6, GEO_INSIDE},     {9, 6, GEO_INSIDE},    {5, -1, GEO_OUTSIDE},  {5, 11, GEO_OUTSIDE},
    };
    for (size_t i = 0; i < COUNT(table); i++) {
        geo_point p = at(table[i].x, table[i].y);
        assert_int_equal(geo_geom_side(&park, p), table[i].side);
        assert_int_equal(geo_geom_covers(&park, p), table[i].side != GEO_OUTSIDE);
    }
}

/* The ray to the east passes through vertices of every kind. */
static void side_at_vertex_height(void **state)
{
    (void)state;
    geo_point zigzag[] = {{0, 0}, {2, 2}, {4, 0}, {6, 2}, {8, 2}, {10, 0}, {10, 6},
                          {8, 4}, {6, 6}, {4, 4}, {2, 6}, {0, 4}, {0, 0}};
    size_t n = COUNT(zigzag);
    assert_int_equal(geo_ring_side(zigzag, n, (geo_point){1, 2}), GEO_INSIDE);
    assert_int_equal(geo_ring_side(zigzag, n, (geo_point){-1, 2}), GEO_OUTSIDE);
    assert_int_equal(geo_ring_side(zigzag, n, (geo_point){-1, 0}), GEO_OUTSIDE);
    assert_int_equal(geo_ring_side(zigzag, n, (geo_point){2, 0}), GEO_OUTSIDE);
    assert_int_equal(geo_ring_side(zigzag, n, (geo_point){-1, 6}), GEO_OUTSIDE);
    assert_int_equal(geo_ring_side(zigzag, n, (geo_point){4, 6}), GEO_OUTSIDE);
    assert_int_equal(geo_ring_side(zigzag, n, (geo_point){-1, 4}), GEO_OUTSIDE);
    assert_int_equal(geo_ring_side(zigzag, n, (geo_point){5, 4}), GEO_INSIDE);
    assert_int_equal(geo_ring_side(zigzag, n, (geo_point){7, 2}), GEO_BOUNDARY);
}

static void side_of_open_and_odd(void **state)
{
    (void)state;
    geo_point open[] = {{0, 0}, {10, 0}, {10, 10}, {0, 10}};
    assert_int_equal(geo_ring_side(open, 4, (geo_point){5, 5}), GEO_INSIDE);
    assert_int_equal(geo_ring_side(open, 4, (geo_point){0, 5}), GEO_BOUNDARY);
    assert_int_equal(geo_ring_side(open, 0, (geo_point){0, 5}), GEO_OUTSIDE);
    assert_int_equal(geo_ring_side(open, 1, (geo_point){0, 0}), GEO_BOUNDARY);
    assert_int_equal(geo_ring_side(open, 4, (geo_point){NAN, 5}), GEO_OUTSIDE);
    assert_int_equal(geo_geom_side(&path, (geo_point){0, 0}), GEO_OUTSIDE);
    assert_int_equal(geo_geom_side(&nothing, (geo_point){0, 0}), GEO_OUTSIDE);
    assert_int_equal(geo_geom_side(&twin, (geo_point){92, 1}), GEO_INSIDE);
    assert_int_equal(geo_geom_side(&twin, (geo_point){50, 1}), GEO_OUTSIDE);
}

static void distance_to_segment(void **state)
{
    (void)state;
    geo_point a = {0, 0}, b = {10, 0}, foot;
    double along;
    assert_near(geo_segment_distance((geo_point){3, 4}, a, b, &foot, &along), 4, 0);
    assert_near(foot.x, 3, 1e-15);
    assert_near(along, 0.3, 1e-16);
    assert_near(geo_segment_distance((geo_point){-3, 4}, a, b, &foot, &along), 5, 0);
    assert_near(along, 0, 0);
    assert_near(geo_segment_distance((geo_point){13, 4}, a, b, &foot, NULL), 5, 0);
    assert_near(foot.x, 10, 0);
    assert_near(geo_segment_distance((geo_point){3, 4}, a, a, NULL, &along), 5, 0);
    assert_near(along, 0, 0);
}

static void distance_between_segments(void **state)
{
    (void)state;
    geo_point a = {0, 0}, b = {10, 0};
    assert_near(geo_segments_distance(a, b, (geo_point){5, -1}, (geo_point){5, 1}), 0, 0);
    assert_near(geo_segments_distance(a, b, (geo_point){10, 0}, (geo_point){20, 5}), 0, 0);
    assert_near(geo_segments_distance(a, b, (geo_point){4, 0}, (geo_point){40, 0}), 0, 0);
    assert_near(geo_segments_distance(a, b, (geo_point){12, 0}, (geo_point){40, 0}), 2, 0);
    assert_near(geo_segments_distance(a, b, (geo_point){5, 3}, (geo_point){5, 9}), 3, 0);
    assert_near(geo_segments_distance(a, b, (geo_point){13, 4}, (geo_point){20, 40}), 5, 0);
    assert_near(geo_segments_distance(a, a, a, a), 0, 0);
    assert_near(geo_segments_distance(a, a, (geo_point){3, 4}, (geo_point){3, 4}), 5, 0);
}

static void distance_to_shapes(void **state)
{
    (void)state;
    geo_point near;
    assert_near(geo_geom_distance(&park, at(13, 14), &near), 5, 0);
    assert_near(near.x, X0 + 10, 0);
    assert_near(geo_geom_distance(&park, at(1, 2), &near), 0, 0);
    assert_near(near.x, X0 + 1, 0);
    assert_near(geo_geom_edge_distance(&park, at(1, 2), &near), 1, 0);
    assert_near(geo_geom_distance(&park, at(5, 5.5), NULL), 0.5, 0); /* in the hole */
    assert_near(geo_geom_distance(&path, (geo_point){21, 3}, NULL), 3, 0);
    assert_near(geo_geom_distance(&spots, (geo_point){1, 1}, &near), 1, 0);
    assert_near(near.y, 2, 0);
}

static void distance_between_edges(void **state)
{
    (void)state;
    geo_point spot[] = {at(1, 1), at(2, 1), at(2, 2), at(1, 1)}, wall[] = {at(12, -50), at(12, 50)};
    uint32_t four = 4, two = 2, part = 1;
    geo_geom inside = {GEO_GEOM_POLYGON, spot, &four, &part, 4, 1, 1},
             line = {GEO_GEOM_LINE, wall, &two, NULL, 2, 1, 0};
    assert_near(geo_geom_edges_distance(&inside, &park), 1, 0); /* its own edge, not 0 */
    assert_near(geo_geom_edges_distance(&line, &park), 2, 0);   /* between the corners of both */
    assert_near(geo_geom_edges_distance(&park, &line), 2, 0);
    assert_near(geo_geom_edges_distance(&park, &park), 0, 0);
    assert_true(isinf(geo_geom_edges_distance(&park, &nothing)));
}

static void distance_to_little(void **state)
{
    (void)state;
    geo_point dot[] = {{3, 4}}, near = {-1, -1};
    uint32_t one = 1;
    geo_geom line = {GEO_GEOM_LINE, dot, &one, NULL, 1, 1, 0};
    assert_near(geo_geom_distance(&line, (geo_point){0, 0}, &near), 5, 0);
    near.x = -1;
    assert_true(isinf(geo_geom_distance(&nothing, (geo_point){0, 0}, &near)));
    assert_near(near.x, -1, 0);
}

static void finite_or_not(void **state)
{
    (void)state;
    geo_point p[] = {{1, 2}, {3, INFINITY}};
    geo_geom geom = {GEO_GEOM_MULTIPOINT, p, NULL, NULL, 2, 0, 0};
    assert_false(geo_geom_is_finite(&geom));
    p[1].y = NAN;
    assert_false(geo_geom_is_finite(&geom));
    assert_true(geo_geom_is_finite(&park));
    assert_true(geo_geom_is_finite(&nothing));
}

static void ring_start_is_lowest(void **state)
{
    (void)state;
    geo_point ring[] = {{5, 5}, {1, 9}, {1, 2}, {3, 0}, {5, 5}};
    assert_int_equal(geo_ring_start(ring, 5), 2);
    assert_int_equal(geo_ring_start(ring, 1), 0);
    assert_int_equal(geo_ring_start(park_points, 5), 0); /* the first of equals */
}

static void clone_owns_its_memory(void **state)
{
    (void)state;
    geo_geom copy, empty;
    assert_ok(geo_geom_clone(NULL, &park, &copy));
    assert_ptr_not_equal(copy.points, park.points);
    assert_memory_equal(copy.points, park.points, sizeof park_points);
    assert_memory_equal(copy.ends, park.ends, sizeof park_ends);
    assert_int_equal(copy.parts[0], 2);
    assert_int_equal(copy.type, GEO_GEOM_POLYGON);
    geo_geom_release(&copy);
    assert_null(copy.points);
    assert_ok(geo_geom_clone(NULL, &nothing, &empty));
    assert_int_equal(empty.point_count, 0);
    geo_geom_release(&empty);
    geo_geom_release(NULL);
}

static void clone_without_memory(void **state)
{
    (void)state;
    geo_ctx *ctx = geo_ctx_new(NULL);
    geo_geom copy = {.point_count = 77};
    for (uint64_t nth = 1; nth <= 3; nth++) {
        geo_alloc_fail_at(nth);
        assert_int_equal(geo_geom_clone(ctx, &park, &copy), GEO_ERR_NOMEM);
        assert_string_equal(geo_ctx_error(ctx), "out of memory");
    }
    geo_alloc_fail_at(0);
    assert_int_equal(copy.point_count, 77);
    geo_ctx_free(ctx);
}

static void runs(void **state)
{
    (void)state;
    geo_run second = geo_geom_run(&path, 1), all = geo_geom_run(&spots, 0);
    assert_ptr_equal(second.points, path_points + 3);
    assert_int_equal(second.count, 2);
    assert_int_equal(all.count, 3);
    assert_int_equal(geo_geom_run_count(&path), 2);
    assert_int_equal(geo_geom_run_count(&spots), 1);
    assert_int_equal(geo_geom_run_count(&nothing), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(box_of_shapes),
        cmocka_unit_test(box_emptiness),
        cmocka_unit_test(box_meets_is_closed),
        cmocka_unit_test(box_holds_is_half_open),
        cmocka_unit_test(box_join_and_distance),
        cmocka_unit_test(ring_area_keeps_its_sign),
        cmocka_unit_test(ring_area_of_a_million_points),
        cmocka_unit_test(areas_and_lengths),
        cmocka_unit_test(shared_areas),
        cmocka_unit_test(centroids),
        cmocka_unit_test(centroid_of_the_degenerate),
        cmocka_unit_test(orient_signs),
        cmocka_unit_test(orient_is_exact),
        cmocka_unit_test(side_of_park),
        cmocka_unit_test(side_at_vertex_height),
        cmocka_unit_test(side_of_open_and_odd),
        cmocka_unit_test(distance_to_segment),
        cmocka_unit_test(distance_between_segments),
        cmocka_unit_test(distance_to_shapes),
        cmocka_unit_test(distance_between_edges),
        cmocka_unit_test(distance_to_little),
        cmocka_unit_test(finite_or_not),
        cmocka_unit_test(ring_start_is_lowest),
        cmocka_unit_test(clone_owns_its_memory),
        cmocka_unit_test(clone_without_memory),
        cmocka_unit_test(runs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
