/* Outlines of cells: what polygons they make, and that these are valid. */
#include <stdlib.h>

#include "near.h"

#include "base/alloc.h"
#include "geom/geos.h"
#include "raster/outline.h"

static const geo_frame FRAME = {100, 200, 2, 6, 5}; /* cells of 2 m */

/* From rows of '#' and '.', 6 x 5. */
static geo_geom outline_of(const char *rows)
{
    geo_geom shape = {0};
    uint8_t inside[30];
    for (int i = 0; i < 30; i++)
        inside[i] = rows[i] == '#';
    assert_ok(geo_outline(NULL, FRAME, (geo_window){0, 0, 5, 6}, inside, &shape));
    return shape;
}

static void check_valid(const geo_geom *shape)
{
    geo_geos *geos = NULL;
    bool valid = false;
    assert_ok(geo_geos_new(NULL, &geos));
    assert_ok(geo_geos_is_valid(NULL, geos, shape, &valid));
    assert_true(valid);
    geo_geos_free(geos);
}

static void test_nothing(void **state)
{
    (void)state;
    geo_geom shape = outline_of("..............................");
    assert_int_equal(shape.type, GEO_GEOM_MULTIPOLYGON);
    assert_true(shape.point_count == 0 && shape.part_count == 0);
    geo_geom_release(&shape);
}

/* Corners alone, anticlockwise, where the frame says. */
static void test_block(void **state)
{
    (void)state;
    geo_geom shape = outline_of("......"
                                ".####."
                                ".####."
                                "......"
                                "......");
    assert_int_equal(shape.part_count, 1);
    assert_int_equal(shape.point_count, 5);
    geo_box box = geo_box_of(&shape);
    assert_true(box.xmin == 102 && box.xmax == 110 && box.ymin == 194 && box.ymax == 198);
    assert_true(geo_ring_area(shape.points, 5) == 32);
    geo_geom_release(&shape);
}

static void test_window(void **state)
{
    (void)state;
    geo_geom shape = {0};
    const uint8_t inside[2] = {0, 1};
    assert_ok(geo_outline(NULL, FRAME, (geo_window){3, 2, 1, 2}, inside, &shape));
    geo_box box = geo_box_of(&shape);
    assert_true(box.xmin == 106 && box.xmax == 108 && box.ymin == 192 && box.ymax == 194);
    geo_geom_release(&shape);
}

static void test_hole(void **state)
{
    (void)state;
    geo_geom shape = outline_of("#####."
                                "#...#."
                                "#.#.#."
                                "#...#."
                                "#####.");
    assert_int_equal(shape.part_count, 2);
    assert_int_equal(shape.end_count, 3);
    assert_int_equal(shape.parts[0], 2);
    assert_true(geo_geom_area(&shape) == 4 * 17);
    check_valid(&shape);
    geo_geom_release(&shape);
}

/* Cells that share a corner alone are apart. */
static void test_corners(void **state)
{
    (void)state;
    geo_geom shape = outline_of("##...."
                                "##...."
                                "..##.."
                                "..##.."
                                "......");
    assert_int_equal(shape.part_count, 2);
    check_valid(&shape);
    geo_geom_release(&shape);
}

/* A group that meets itself at a corner: what it goes round is a hole that touches the shell; two
 * holes that touch stay two. */
static void test_pinches(void **state)
{
    (void)state;
    geo_geom shape = outline_of("####.."
                                "#..#.."
                                "#.#..."
                                "####.."
                                "......");
    assert_int_equal(shape.part_count, 1);
    assert_int_equal(shape.end_count, 2);
    assert_true(geo_geom_area(&shape) == 4 * 12);
    check_valid(&shape);
    geo_geom_release(&shape);
    shape = outline_of("#####."
                       "#.###."
                       "##.##."
                       "#####."
                       "......");
    assert_int_equal(shape.part_count, 1);
    assert_int_equal(shape.end_count, 3);
    check_valid(&shape);
    geo_geom_release(&shape);
}

/* Whatever the cells: a valid polygon of their area. */
static void test_any(void **state)
{
    (void)state;
    srand(7);
    for (int round = 0; round < 300; round++) {
        char rows[31] = {0};
        int count = 0, few = 1 + round % 5;
        for (int i = 0; i < 30; i++) {
            rows[i] = rand() % 6 < few ? '#' : '.';
            count += rows[i] == '#';
        }
        geo_geom shape = outline_of(rows);
        assert_true(geo_geom_area(&shape) == 4.0 * count);
        if (count > 0)
            check_valid(&shape);
        geo_geom_release(&shape);
    }
}

static void test_no_memory(void **state)
{
    (void)state;
    const uint8_t inside[4] = {1, 0, 0, 1};
    geo_status status = GEO_ERR_NOMEM;
    for (uint64_t nth = 1; status != GEO_OK; nth++) {
        geo_geom shape = {0};
        geo_alloc_fail_at(nth);
        status = geo_outline(NULL, FRAME, (geo_window){0, 0, 2, 2}, inside, &shape);
        assert_true(status == GEO_OK || status == GEO_ERR_NOMEM);
        if (status == GEO_OK)
            assert_true(nth > 3);
        geo_geom_release(&shape);
    }
    geo_alloc_fail_at(0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing), cmocka_unit_test(test_block),
        cmocka_unit_test(test_window),  cmocka_unit_test(test_hole),
        cmocka_unit_test(test_corners), cmocka_unit_test(test_pinches),
        cmocka_unit_test(test_any),     cmocka_unit_test(test_no_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
