/* The one allocation hook. Sizes are multiplied with an overflow check and every request is
 * numbered, so that a test can fail exactly one of them.
 * Invariant: a request fails on purpose when its number equals fail_number; 0 is never a number. */
#include "base/alloc.h"

#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

static atomic_uint_fast64_t call_number;
static atomic_uint_fast64_t fail_number;

/* Numbers the request and says whether it may go on; *bytes is never zero, because malloc(0) may
 * give NULL, which callers would take for a failure. */
static bool admit(size_t count, size_t size, size_t *bytes)
{
    uint64_t number = atomic_fetch_add_explicit(&call_number, 1, memory_order_relaxed) + 1;
    if (number == atomic_load_explicit(&fail_number, memory_order_relaxed))
        return false;
    if (__builtin_mul_overflow(count, size, bytes) || *bytes > PTRDIFF_MAX)
        return false;
    if (*bytes == 0)
        *bytes = 1;
    return true;
}

void *geo_alloc(size_t count, size_t size)
{
    size_t bytes;
    return admit(count, size, &bytes) ? malloc(bytes) : NULL;
}

void *geo_calloc(size_t count, size_t size)
{
    size_t bytes;
    return admit(count, size, &bytes) ? calloc(1, bytes) : NULL;
}

void *geo_realloc(void *old, size_t count, size_t size)
{
    size_t bytes;
    return admit(count, size, &bytes) ? realloc(old, bytes) : NULL;
}

char *geo_strdup(const char *text)
{
    return text ? geo_strndup(text, strlen(text)) : NULL;
}

char *geo_strndup(const char *text, size_t length)
{
    if (!text || length == SIZE_MAX)
        return NULL;
    size_t found = strnlen(text, length);
    char *copy = geo_alloc(found + 1, 1);
    if (!copy)
        return NULL;
    memcpy(copy, text, found);
    copy[found] = '\0';
    return copy;
}

void geo_free(void *memory)
{
    free(memory);
}

void geo_alloc_fail_at(uint64_t nth)
{
    uint64_t number = atomic_load_explicit(&call_number, memory_order_relaxed);
    atomic_store_explicit(&fail_number, nth ? number + nth : 0, memory_order_relaxed);
}

uint64_t geo_alloc_count(void)
{
    return atomic_load_explicit(&call_number, memory_order_relaxed);
}
