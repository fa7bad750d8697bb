/* Growable arrays: order, geometric growth, refused growth. */
#include "base/vec.h"

#include <stdint.h>

#include "base/alloc.h"
#include "near.h"

static void test_push_keeps_order(void **state)
{
    (void)state;
    GEO_VEC(double) heights = {0};
    for (int i = 0; i < 100000; i++)
        assert_true(geo_vec_push(&heights, i * 0.5));
    assert_int_equal(heights.count, 100000);
    for (int i = 0; i < 100000; i++)
        assert_near(heights.items[i], i * 0.5, 0.0);
    geo_free(heights.items);
}

static void test_growth_is_geometric(void **state)
{
    (void)state;
    GEO_VEC(char) bytes = {0};
    uint64_t before = geo_alloc_count();
    for (int i = 0; i < 1000000; i++)
        assert_true(geo_vec_push(&bytes, 'x'));
    assert_true(geo_alloc_count() - before < 40);
    geo_free(bytes.items);
}

static void test_room_for_many_at_once(void **state)
{
    (void)state;
    GEO_VEC(int) numbers = {0};
    assert_true(geo_vec_room(&numbers, 0));
    assert_non_null(numbers.items);
    assert_true(geo_vec_room(&numbers, 1000));
    assert_true(numbers.capacity >= 1000);
    assert_int_equal(numbers.count, 0);
    geo_free(numbers.items);
}

static void test_no_memory_leaves_it_alone(void **state)
{
    (void)state;
    GEO_VEC(int) numbers = {0};
    geo_alloc_fail_at(1);
    assert_false(geo_vec_push(&numbers, 1));
    assert_int_equal(numbers.count, 0);
    assert_true(geo_vec_push(&numbers, 41));
    size_t capacity = numbers.capacity;
    int *items = numbers.items;
    geo_alloc_fail_at(1);
    assert_false(geo_vec_room(&numbers, 1000));
    assert_int_equal(numbers.capacity, capacity);
    assert_ptr_equal(numbers.items, items);
    assert_int_equal(numbers.items[0], 41);
    assert_false(geo_vec_room(&numbers, SIZE_MAX));
    assert_false(geo_vec_room(&numbers, SIZE_MAX / 2));
    geo_alloc_fail_at(0);
    geo_free(numbers.items);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_push_keeps_order),
        cmocka_unit_test(test_growth_is_geometric),
        cmocka_unit_test(test_room_for_many_at_once),
        cmocka_unit_test(test_no_memory_leaves_it_alone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
