/* The bump allocator: alignment, reset, failure. */
#include "base/arena.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/alloc.h"
#include "near.h"

static void fill(geo_arena *arena, size_t pieces)
{
    for (size_t i = 0; i < pieces; i++)
        assert_non_null(geo_arena_alloc(arena, 1 + i % 97, 1));
}

static void test_pieces_are_aligned_and_apart(void **state)
{
    (void)state;
    enum { PIECES = 5000 };
    geo_arena *arena = geo_arena_new();
    assert_non_null(arena);
    static unsigned char *pieces[PIECES];
    for (size_t i = 0; i < PIECES; i++) {
        pieces[i] = geo_arena_alloc(arena, i % 50, 1);
        assert_non_null(pieces[i]);
        assert_int_equal((uintptr_t)pieces[i] % 8, 0);
        memset(pieces[i], (int)(i % 251), i % 50);
    }
    for (size_t i = 0; i < PIECES; i++)
        for (size_t byte = 0; byte < i % 50; byte++)
            assert_int_equal(pieces[i][byte], i % 251);
    geo_arena_free(arena);
}

static void test_larger_than_a_block(void **state)
{
    (void)state;
    geo_arena *arena = geo_arena_new();
    unsigned char *large = geo_arena_alloc(arena, 1000000, 8);
    assert_non_null(large);
    large[7999999] = 1;
    assert_true(geo_arena_bytes(arena) >= 8000000);
    char *text = geo_arena_strndup(arena, "linde en eik", 5);
    assert_string_equal(text, "linde");
    assert_string_equal(geo_arena_strndup(arena, "", 0), "");
    geo_arena_free(arena);
}

static void test_same_work_after_reset_asks_nothing(void **state)
{
    (void)state;
    geo_arena *arena = geo_arena_new();
    geo_arena_reset(arena);
    for (int round = 0; round < 3; round++) { /* until one block holds a whole round */
        fill(arena, 10000);
        geo_arena_reset(arena);
    }
    uint64_t calls = geo_alloc_count();
    size_t held = geo_arena_bytes(arena);
    for (int round = 0; round < 10; round++) {
        fill(arena, 10000);
        geo_arena_reset(arena);
    }
    assert_int_equal(geo_alloc_count(), calls);
    assert_int_equal(geo_arena_bytes(arena), held);
    geo_arena_free(arena);
}

static void test_overflow_and_no_memory(void **state)
{
    (void)state;
    geo_alloc_fail_at(1);
    assert_null(geo_arena_new());
    geo_arena *arena = geo_arena_new();
    volatile size_t huge = SIZE_MAX;
    assert_null(geo_arena_alloc(arena, huge / 2, 3));
    assert_null(geo_arena_alloc(arena, huge - 3, 1));
    assert_null(geo_arena_alloc(arena, huge - 32, 1));
    assert_null(geo_arena_strndup(arena, "x", huge));
    geo_alloc_fail_at(1);
    assert_null(geo_arena_alloc(arena, 1, 1));
    assert_int_equal(geo_arena_bytes(arena), 0);
    assert_non_null(geo_arena_alloc(arena, 1, 1));
    geo_alloc_fail_at(1);
    assert_null(geo_arena_alloc(arena, 100000, 1));
    geo_alloc_fail_at(0);
    geo_arena_free(arena);
    geo_arena_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pieces_are_aligned_and_apart),
        cmocka_unit_test(test_larger_than_a_block),
        cmocka_unit_test(test_same_work_after_reset_asks_nothing),
        cmocka_unit_test(test_overflow_and_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
