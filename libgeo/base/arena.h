/* Bump allocator: many small things that live and die together (a batch, a loaded block). */
#ifndef GEO_BASE_ARENA_H
#define GEO_BASE_ARENA_H

#include <stddef.h>

typedef struct geo_arena geo_arena;

geo_arena *geo_arena_new(void); /* NULL: no memory */
void geo_arena_free(geo_arena *arena);
void geo_arena_reset(geo_arena *arena); /* everything handed out is gone; memory is kept */
/* 8-byte aligned, not zeroed; NULL: no memory or overflow. */
void *geo_arena_alloc(geo_arena *arena, size_t count, size_t size)
    __attribute__((warn_unused_result));
char *geo_arena_strndup(geo_arena *arena, const char *text, size_t length)
    __attribute__((warn_unused_result));
size_t geo_arena_bytes(const geo_arena *arena); /* held from the system */

#endif
