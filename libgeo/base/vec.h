/* Growable arrays: a struct with items, count and capacity, made for one element type by GEO_VEC.
 */
#ifndef GEO_BASE_VEC_H
#define GEO_BASE_VEC_H

#include <stdbool.h>
#include <stddef.h>

/* GEO_VEC(double) heights = {0}; release with geo_free(heights.items). */
#define GEO_VEC(type)                                                                              \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count, capacity;                                                                    \
    }

/* Makes room for `more` further elements of `size` bytes; growth is geometric. False: no memory,
 * and the array is as it was. */
bool geo_vec_reserve(void **items, size_t count, size_t *capacity, size_t more, size_t size)
    __attribute__((warn_unused_result));

/* True when there is room for `more` further elements. */
#define geo_vec_room(vec, more)                                                                    \
    geo_vec_reserve((void **)&(vec)->items, (vec)->count, &(vec)->capacity, (more),                \
                    sizeof *(vec)->items)

/* Appends one value; false: no memory. */
#define geo_vec_push(vec, value)                                                                   \
    (geo_vec_room((vec), 1) ? ((vec)->items[(vec)->count++] = (value), true) : false)

#endif
