/* The allocation hook: overflow, failing on purpose, counting from several threads. */
#include "base/alloc.h"

#include <pthread.h>
#include <stdbool.h>
#include <string.h>

#include "near.h"

static void test_zero_size_gives_memory(void **state)
{
    (void)state;
    void *a = geo_alloc(0, 8), *b = geo_calloc(3, 0), *c = geo_realloc(NULL, 0, 0);
    assert_non_null(a);
    assert_non_null(b);
    assert_non_null(c);
    geo_free(a);
    geo_free(b);
    geo_free(c);
    geo_free(NULL);
}

static void test_overflow_is_refused(void **state)
{
    (void)state;
    volatile size_t many = SIZE_MAX / 4 + 1; /* times 8 is 8 when nobody looks */
    assert_null(geo_alloc(many, 8));
    assert_null(geo_calloc(many, 8));
    char *kept = geo_alloc(4, 1);
    assert_non_null(kept);
    strcpy(kept, "abc");
    assert_null(geo_realloc(kept, many, 8));
    assert_string_equal(kept, "abc");
    geo_free(kept);
}

static void test_calloc_is_zero_and_realloc_keeps(void **state)
{
    (void)state;
    unsigned char *bytes = geo_calloc(100, 3);
    assert_non_null(bytes);
    for (int i = 0; i < 300; i++)
        assert_int_equal(bytes[i], 0);
    bytes[299] = 7;
    unsigned char *moved = geo_realloc(bytes, 100000, 1);
    assert_non_null(moved);
    assert_int_equal(moved[299], 7);
    geo_free(moved);
}

static void test_copies_of_text(void **state)
{
    (void)state;
    assert_null(geo_strdup(NULL));
    char *whole = geo_strdup("boom"), *part = geo_strndup("boomkroon", 4);
    char *shorter = geo_strndup("boom", 100);
    assert_string_equal(whole, "boom");
    assert_string_equal(part, "boom");
    assert_string_equal(shorter, "boom");
    geo_free(whole);
    geo_free(part);
    geo_free(shorter);
}

static bool next_works(void)
{
    void *memory = geo_alloc(1, 1);
    geo_free(memory);
    return memory != NULL;
}

static void test_nth_call_fails_once(void **state)
{
    (void)state;
    geo_alloc_fail_at(3);
    assert_true(next_works());
    assert_true(next_works());
    assert_false(next_works());
    assert_true(next_works());
    geo_alloc_fail_at(1);
    assert_null(geo_strdup("x"));
    geo_alloc_fail_at(1);
    geo_alloc_fail_at(0);
    assert_true(next_works());
}

enum { THREADS = 4, CALLS = 20000 };

static void *hammer(void *failures)
{
    for (int i = 0; i < CALLS; i++)
        *(int *)failures += !next_works();
    return NULL;
}

static void test_threads_share_one_count(void **state)
{
    (void)state;
    pthread_t threads[THREADS];
    int failures[THREADS] = {0}, total = 0;
    uint64_t before = geo_alloc_count();
    geo_alloc_fail_at(THREADS * CALLS / 2);
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, hammer, &failures[i]), 0);
    for (int i = 0; i < THREADS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        total += failures[i];
    }
    geo_alloc_fail_at(0);
    assert_int_equal(geo_alloc_count() - before, THREADS * CALLS);
    assert_int_equal(total, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zero_size_gives_memory),
        cmocka_unit_test(test_overflow_is_refused),
        cmocka_unit_test(test_calloc_is_zero_and_realloc_keeps),
        cmocka_unit_test(test_copies_of_text),
        cmocka_unit_test(test_nth_call_fails_once),
        cmocka_unit_test(test_threads_share_one_count),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
