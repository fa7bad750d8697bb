/* The hash map: growth, replacing, any bytes as key, failure. */
#include "base/map.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "near.h"

static void test_many_keys(void **state)
{
    (void)state;
    enum { KEYS = 300000 };
    geo_map *map = geo_map_new();
    char key[32];
    for (uint32_t i = 0; i < KEYS; i++) {
        int length = snprintf(key, sizeof key, "0363200000%06u", i);
        assert_true(geo_map_set(map, key, (size_t)length, i * 3));
    }
    memset(key, 0, sizeof key); /* the map has its own copies */
    assert_int_equal(geo_map_count(map), KEYS);
    for (uint32_t i = 0; i < KEYS; i++) {
        int length = snprintf(key, sizeof key, "0363200000%06u", i);
        uint32_t *value = geo_map_get(map, key, (size_t)length);
        assert_non_null(value);
        assert_int_equal(*value, i * 3);
    }
    assert_null(geo_map_get(map, "0363200000", 10));
    assert_null(geo_map_get(map, "036320000030000", 15));
    geo_map_free(map);
}

static void test_replacing(void **state)
{
    (void)state;
    geo_map *map = geo_map_new();
    assert_true(geo_map_set(map, "eik", 3, 1));
    assert_true(geo_map_set(map, "eik", 3, 2));
    assert_int_equal(geo_map_count(map), 1);
    assert_int_equal(*geo_map_get(map, "eik", 3), 2);
    *geo_map_get(map, "eik", 3) = 9;
    assert_int_equal(*geo_map_get(map, "eik", 3), 9);
    geo_map_free(map);
}

static void test_keys_are_bytes(void **state)
{
    (void)state;
    static const char keys[][4] = {"", "a", {'a', 0, 0, 0}, {'a', 0, 'b', 0}, {'a', 0, 'c', 0}};
    static const size_t lengths[] = {0, 1, 2, 3, 3};
    geo_map *map = geo_map_new();
    for (uint32_t i = 0; i < 5; i++)
        assert_true(geo_map_set(map, keys[i], lengths[i], i));
    assert_int_equal(geo_map_count(map), 5);
    for (uint32_t i = 0; i < 5; i++)
        assert_int_equal(*geo_map_get(map, keys[i], lengths[i]), i);
    geo_map_free(map);
}

/* Fails each allocation in turn until filling works; what was set before stays. */
static void test_no_memory(void **state)
{
    (void)state;
    for (uint64_t nth = 1; nth <= 3; nth++) {
        geo_alloc_fail_at(nth);
        assert_null(geo_map_new());
    }
    geo_alloc_fail_at(0);
    geo_map *map = geo_map_new();
    uint32_t set = 0, refused = 0;
    for (uint32_t i = 0; i < 1000; i++) {
        geo_alloc_fail_at(1);
        bool done = geo_map_set(map, (const char *)&i, sizeof i, i);
        geo_alloc_fail_at(0);
        refused += !done;
        if (!done)
            assert_true(geo_map_set(map, (const char *)&i, sizeof i, i));
        set++;
        assert_int_equal(geo_map_count(map), set);
    }
    assert_true(refused >= 5);
    for (uint32_t i = 0; i < 1000; i++)
        assert_int_equal(*geo_map_get(map, (const char *)&i, sizeof i), i);
    geo_map_free(map);
    geo_map_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_many_keys),
        cmocka_unit_test(test_replacing),
        cmocka_unit_test(test_keys_are_bytes),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
