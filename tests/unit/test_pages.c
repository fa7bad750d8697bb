/* Advice about pages leaves memory as it is, whatever its size and place. */
#include "near.h"

#include "base/alloc.h"
#include "raster/pages.h"

enum { MIB = 1 << 20 };

static void check(size_t bytes, size_t off)
{
    unsigned char *memory = geo_alloc(bytes + off, 1);
    assert_non_null(memory);
    for (size_t i = 0; i < bytes + off; i++)
        memory[i] = (unsigned char)(i * 2654435761u >> 13);
    geo_pages_large(memory + off, bytes);
    for (size_t i = 0; i < bytes + off; i++)
        if (memory[i] != (unsigned char)(i * 2654435761u >> 13))
            fail_msg("byte %zu of %zu changed", i, bytes);
    geo_free(memory);
}

static void test_contents_stay(void **state)
{
    (void)state;
    check(1, 0);
    check(7 * MIB, 0);
    check(8 * MIB, 0); /* the least that is asked for */
    check(8 * MIB + 1, 3);
    check(33 * MIB - 5, 4096);
    geo_pages_large(NULL, 0);
}

/* What is not yet in use stays zero. */
static void test_fresh_memory(void **state)
{
    (void)state;
    unsigned char *memory = geo_calloc(40, MIB);
    assert_non_null(memory);
    geo_pages_large(memory, (size_t)40 * MIB);
    for (size_t i = 0; i < (size_t)40 * MIB; i++)
        if (memory[i] != 0)
            fail_msg("byte %zu is not 0", i);
    geo_free(memory);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contents_stay),
        cmocka_unit_test(test_fresh_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
