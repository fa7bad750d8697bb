/* Growth of the arrays made by GEO_VEC.
 * Invariant: count <= capacity, and a refused growth leaves items and capacity untouched. */
#include "base/vec.h"

#include <stdint.h>

#include "base/alloc.h"

enum { FIRST_CAPACITY = 16 };

bool geo_vec_reserve(void **items, size_t count, size_t *capacity, size_t more, size_t size)
{
    size_t wanted;
    if (__builtin_add_overflow(count, more, &wanted))
        return false;
    if (*items && wanted <= *capacity)
        return true;
    size_t grown = *capacity > SIZE_MAX / 2 ? wanted : *capacity + *capacity / 2;
    if (grown < wanted)
        grown = wanted;
    if (grown < FIRST_CAPACITY)
        grown = FIRST_CAPACITY;
    void *moved = geo_realloc(*items, grown, size);
    if (!moved)
        return false;
    *items = moved;
    *capacity = grown;
    return true;
}
