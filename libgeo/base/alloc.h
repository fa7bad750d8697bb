/* All memory of the toolkit comes from here: sizes are checked for overflow and a test can make
 * the n-th allocation fail. Zero-sized requests give a valid pointer. */
#ifndef GEO_BASE_ALLOC_H
#define GEO_BASE_ALLOC_H

#include <stddef.h>
#include <stdint.h>

/* NULL when memory is out or count * size overflows. Free with geo_free. */
void *geo_alloc(size_t count, size_t size) __attribute__((malloc, warn_unused_result));
void *geo_calloc(size_t count, size_t size) __attribute__((malloc, warn_unused_result));
void *geo_realloc(void *old, size_t count, size_t size) __attribute__((warn_unused_result));
char *geo_strdup(const char *text)
    __attribute__((malloc, warn_unused_result)); /* NULL gives NULL */
char *geo_strndup(const char *text, size_t length) __attribute__((malloc, warn_unused_result));
void geo_free(void *memory); /* accepts NULL */

/* For tests: the n-th call from now on fails (1 = the next), once; 0 switches it off. */
void geo_alloc_fail_at(uint64_t nth);
/* For tests: how many calls were made since the process began. */
uint64_t geo_alloc_count(void);

#endif
