/* Grouping points by block: a permutation, rows in order within a block, boxes that hold them. */
#include <stdlib.h>
#include <string.h>

#include "near.h"
#include "shapes.h"

#include "base/alloc.h"
#include "green/blocks.h"

static void no_points_make_no_blocks(void **state)
{
    (void)state;
    geo_blocks blocks;
    assert_ok(geo_blocks_init(NULL, &blocks, NULL, 0, 1000));
    assert_int_equal(blocks.count, 0);
    geo_blocks_release(&blocks);
    geo_blocks_release(&blocks);
}

static void blocks_come_in_morton_order(void **state)
{
    (void)state;
    /* Cells of 10 m; Morton order of (0,0) (1,0) (0,1) (1,1) (2,0), x in the lower bit. */
    const geo_point points[] = {{25, 5}, {15, 15}, {5, 15}, {15, 5}, {9.999, 0}, {5, 5}, {10, 9}};
    const uint32_t order[] = {4, 5, 3, 6, 2, 1, 0};
    geo_blocks blocks;
    assert_ok(geo_blocks_init(NULL, &blocks, points, 7, 10));
    assert_int_equal(blocks.count, 5);
    assert_memory_equal(blocks.rows, order, sizeof order);
    assert_int_equal(blocks.blocks[1].first, 2);
    assert_int_equal(blocks.blocks[1].count, 2);
    assert_near(blocks.blocks[1].box.xmin, 10, 0);
    assert_near(blocks.blocks[1].box.ymin, 5, 0);
    assert_near(blocks.blocks[1].box.xmax, 15, 0);
    assert_near(blocks.blocks[1].box.ymax, 9, 0);
    geo_blocks_release(&blocks);
}

static void a_border_belongs_to_the_cell_beyond_it_also_below_zero(void **state)
{
    (void)state;
    const geo_point points[] = {{0, 0}, {-1e-9, 0}, {-10, 0}, {-10.001, 0}};
    geo_blocks blocks;
    assert_ok(geo_blocks_init(NULL, &blocks, points, 4, 10));
    assert_int_equal(blocks.count, 3);
    assert_int_equal(blocks.rows[0], 3);
    assert_int_equal(blocks.rows[1], 1);
    assert_int_equal(blocks.rows[2], 2);
    assert_int_equal(blocks.rows[3], 0);
    geo_blocks_release(&blocks);
}

static void any_points_are_all_there_once(void **state)
{
    (void)state;
    enum { COUNT = 20000 };
    shape_dice d = {7};
    geo_point *points = malloc(COUNT * sizeof *points);
    bool *seen = calloc(COUNT, sizeof *seen);
    for (int i = 0; i < COUNT; i++)
        points[i] = (geo_point){shape_between(&d, -5000, 300000), shape_between(&d, 0, 620000)};
    points[17] = (geo_point){NAN, 3};
    points[18] = (geo_point){1e300, -1e300};
    geo_blocks blocks;
    assert_ok(geo_blocks_init(NULL, &blocks, points, COUNT, 1000));
    size_t next = 0;
    for (size_t b = 0; b < blocks.count; b++) {
        const geo_block *block = &blocks.blocks[b];
        assert_int_equal(block->first, next);
        assert_true(block->count > 0);
        next += block->count;
        for (size_t i = block->first; i < next; i++) {
            uint32_t row = blocks.rows[i];
            assert_false(seen[row]);
            seen[row] = true;
            assert_true(i == block->first || blocks.rows[i - 1] < row);
            if (row != 17 && row != 18)
                assert_true(points[row].x >= block->box.xmin && points[row].y <= block->box.ymax);
        }
    }
    assert_int_equal(next, COUNT);
    geo_blocks_release(&blocks);
    free(points);
    free(seen);
}

static void out_of_memory_is_an_error(void **state)
{
    (void)state;
    const geo_point points[] = {{0, 0}, {1, 1}};
    geo_blocks blocks;
    for (uint64_t nth = 1; nth <= 3; nth++) {
        geo_alloc_fail_at(nth);
        assert_int_equal(geo_blocks_init(NULL, &blocks, points, 2, 10), GEO_ERR_NOMEM);
        geo_alloc_fail_at(0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_points_make_no_blocks),
        cmocka_unit_test(blocks_come_in_morton_order),
        cmocka_unit_test(a_border_belongs_to_the_cell_beyond_it_also_below_zero),
        cmocka_unit_test(any_points_are_all_there_once),
        cmocka_unit_test(out_of_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
