/* geom/geos_delaunay.c: triangles by the definition: counter-clockwise, no point within the circle
 * of any, together the hull. */
#include "geos_case.h"

enum { SIDE = 12, POINTS = SIDE * SIDE };

/* Positive when d is inside the circle of the counter-clockwise triangle abc. Exact: coordinates
 * are whole and small. */
static double in_circle(geo_point a, geo_point b, geo_point c, geo_point d)
{
    double ax = a.x - d.x, ay = a.y - d.y, bx = b.x - d.x, by = b.y - d.y;
    double cx = c.x - d.x, cy = c.y - d.y;
    return (ax * ax + ay * ay) * (bx * cy - cx * by) - (bx * bx + by * by) * (ax * cy - cx * ay) +
           (cx * cx + cy * cy) * (ax * by - bx * ay);
}

/* Rows of points that rise by x, then y, each somewhere in its own cell; `bend` 0: a plain grid. */
static void lay_out(geo_point *points, unsigned bend)
{
    unsigned dice = 7;
    for (int i = 0; i < POINTS; i++) {
        dice = dice * 1103515245u + 12345u;
        points[i] = (geo_point){100.0 * (i / SIDE), 100.0 * (i % SIDE) + (dice >> 16) % (bend + 1)};
    }
}

static void is_delaunay(void **state)
{
    (void)state;
    for (unsigned bend = 0; bend <= 90; bend += 45) {
        geo_point points[POINTS];
        geo_triangles made = {0};
        lay_out(points, bend);
        assert_ok(geo_geos_delaunay(ctx, geos, points, POINTS, &made));
        assert_int_equal(made.count % 3, 0);
        double area_m2 = 0;
        for (size_t i = 0; i < made.count; i += 3) {
            const uint32_t *k = made.items + i;
            geo_point ring[] = {points[k[0]], points[k[1]], points[k[2]], points[k[0]]};
            assert_true(geo_orient(ring[0], ring[1], ring[2]) > 0);
            area_m2 += geo_ring_area(ring, 4);
            for (int p = 0; p < POINTS; p++)
                assert_true(in_circle(ring[0], ring[1], ring[2], points[p]) <= 0);
        }
        double hull_m2 = 1e4 * (SIDE - 1) * (SIDE - 1);
        if (bend == 0)
            assert_near(area_m2, hull_m2, 1e-6);
        assert_true(area_m2 > 0.8 * hull_m2); /* flat triangles at the border may be missing */
        geo_free(made.items);
    }
}

static void refuses_what_is_not_in_order(void **state)
{
    (void)state;
    const geo_point wrong[][3] = {
        {{0, 0}, {0, 0}, {1, 1}}, {{0, 1}, {0, 0}, {1, 1}}, {{2, 0}, {0, 0}, {1, 1}}};
    for (size_t i = 0; i < COUNT(wrong); i++) {
        geo_triangles made = {0};
        assert_int_equal(geo_geos_delaunay(ctx, geos, wrong[i], 3, &made), GEO_ERR_ARG);
        assert_null(made.items);
    }
}

static void on_one_line_there_is_none(void **state)
{
    (void)state;
    SHAPE(line, GEO_GEOM_LINE, {0, 0}, {1, 1}, {2, 2});
    geo_triangles made = {0};
    assert_ok(geo_geos_delaunay(ctx, geos, line->points, 3, &made));
    assert_int_equal(made.count, 0);
    geo_free(made.items);
}

static void out_of_memory(void **state)
{
    (void)state;
    geo_point points[POINTS];
    geo_status status = GEO_ERR_NOMEM;
    uint64_t nth = 1;
    lay_out(points, 90);
    for (; status == GEO_ERR_NOMEM; nth++) {
        geo_triangles made = {0};
        geo_alloc_fail_at(nth);
        status = geo_geos_delaunay(ctx, geos, points, POINTS, &made);
        geo_alloc_fail_at(0);
        geo_free(made.items);
    }
    assert_ok(status);
    assert_true(nth > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_delaunay),
        cmocka_unit_test(refuses_what_is_not_in_order),
        cmocka_unit_test(on_one_line_there_is_none),
        cmocka_unit_test(out_of_memory),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
