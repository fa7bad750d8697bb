/* Bump allocator over a chain of blocks.
 * Invariant: the newest block is the head of the chain and the largest; only it is filled. Blocks
 * double, so that after a reset, which keeps the newest, the same work soon fits one block. */
#include "base/arena.h"

#include <stdint.h>
#include <string.h>

#include "base/alloc.h"

enum { FIRST_BLOCK = 8192, ALIGNMENT = 8 };

typedef struct block {
    struct block *older;
    size_t size, used; /* bytes of data[] */
    _Alignas(ALIGNMENT) unsigned char data[];
} block;

struct geo_arena {
    block *newest;
    size_t held; /* bytes of all blocks with their heads */
};

geo_arena *geo_arena_new(void)
{
    return geo_calloc(1, sizeof(geo_arena));
}

static void free_chain(geo_arena *arena, block *head)
{
    while (head) {
        block *older = head->older;
        arena->held -= sizeof *head + head->size;
        geo_free(head);
        head = older;
    }
}

void geo_arena_free(geo_arena *arena)
{
    if (!arena)
        return;
    free_chain(arena, arena->newest);
    geo_free(arena);
}

void geo_arena_reset(geo_arena *arena)
{
    if (!arena->newest)
        return;
    free_chain(arena, arena->newest->older);
    arena->newest->older = NULL;
    arena->newest->used = 0;
}

static block *add_block(geo_arena *arena, size_t bytes)
{
    size_t size = FIRST_BLOCK;
    if (arena->newest && arena->newest->size <= SIZE_MAX / 4)
        size = 2 * arena->newest->size;
    if (size < bytes)
        size = bytes;
    size_t whole;
    if (__builtin_add_overflow(size, sizeof(block), &whole))
        return NULL;
    block *added = geo_alloc(whole, 1);
    if (!added)
        return NULL;
    *added = (block){.older = arena->newest, .size = size};
    arena->newest = added;
    arena->held += whole;
    return added;
}

void *geo_arena_alloc(geo_arena *arena, size_t count, size_t size)
{
    size_t bytes;
    if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX - ALIGNMENT)
        return NULL;
    bytes = bytes ? (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT : ALIGNMENT;
    block *from = arena->newest;
    if (!from || from->size - from->used < bytes)
        from = add_block(arena, bytes);
    if (!from)
        return NULL;
    void *memory = from->data + from->used;
    from->used += bytes;
    return memory;
}

char *geo_arena_strndup(geo_arena *arena, const char *text, size_t length)
{
    if (length == SIZE_MAX)
        return NULL;
    char *copy = geo_arena_alloc(arena, length + 1, 1);
    if (!copy)
        return NULL;
    if (length)
        memcpy(copy, text, length);
    copy[length] = '\0';
    return copy;
}

size_t geo_arena_bytes(const geo_arena *arena)
{
    return arena->held;
}
