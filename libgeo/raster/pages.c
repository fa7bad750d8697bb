/* Advice to the system about memory. */
#include "raster/pages.h"

#include <linux/mman.h>
#include <stdint.h>
#include <sys/mman.h>

/* Smaller arrays lie in the cache anyhow. */
static const size_t BYTES_LEAST = (size_t)8 << 20;
static const uintptr_t LARGE_PAGE = (uintptr_t)2 << 20;

void geo_pages_large(void *memory, size_t bytes)
{
    if (bytes < BYTES_LEAST)
        return;
    uintptr_t begin = ((uintptr_t)memory + LARGE_PAGE - 1) & ~(LARGE_PAGE - 1);
    size_t whole = (size_t)((uintptr_t)memory + bytes - begin) & ~(size_t)(LARGE_PAGE - 1);
    void *first = (char *)memory + (begin - (uintptr_t)memory);
    if (madvise(first, whole, MADV_HUGEPAGE) != 0)
        return; /* a system without them */
#ifdef MADV_COLLAPSE
    madvise(first, whole, MADV_COLLAPSE); /* those already in use, too */
#endif
}
