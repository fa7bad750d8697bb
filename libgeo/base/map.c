/* Open addressing with linear probing over a power-of-two table; keys live in an arena.
 * Invariant: at most 5/8 of the slots are taken, so a probe always meets an empty one; a slot is
 * empty when its key is NULL. */
#include "base/map.h"

#include <string.h>

#include "base/alloc.h"
#include "base/arena.h"

enum { FIRST_SLOTS = 64 };

typedef struct slot {
    uint64_t hash;
    const char *key;
    uint32_t length, value;
} slot;

struct geo_map {
    slot *slots;
    size_t slot_count, count;
    geo_arena *keys;
};

/* FNV-1a (Fowler, Noll, Vo; 64 bit), then one round that spreads the high bits to the low ones,
 * because only the low ones choose the slot. */
static uint64_t hash_of(const char *key, size_t length)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)key[i]) * 0x100000001b3u;
    hash ^= hash >> 32;
    hash *= 0x9e3779b97f4a7c15u;
    return hash ^ hash >> 29;
}

geo_map *geo_map_new(void)
{
    geo_map *map = geo_calloc(1, sizeof *map);
    if (!map)
        return NULL;
    map->slot_count = FIRST_SLOTS;
    map->slots = geo_calloc(map->slot_count, sizeof *map->slots);
    map->keys = geo_arena_new();
    if (!map->slots || !map->keys) {
        geo_map_free(map);
        return NULL;
    }
    return map;
}

void geo_map_free(geo_map *map)
{
    if (!map)
        return;
    geo_free(map->slots);
    geo_arena_free(map->keys);
    geo_free(map);
}

size_t geo_map_count(const geo_map *map)
{
    return map->count;
}

/* The key's slot, or the empty one where it belongs. */
static slot *probe(const geo_map *map, uint64_t hash, const char *key, size_t length)
{
    size_t mask = map->slot_count - 1;
    for (size_t i = hash & mask;; i = (i + 1) & mask) {
        slot *at = &map->slots[i];
        if (!at->key)
            return at;
        if (at->hash == hash && at->length == length &&
            (length == 0 || memcmp(at->key, key, length) == 0))
            return at;
    }
}

uint32_t *geo_map_get(const geo_map *map, const char *key, size_t length)
{
    slot *at = probe(map, hash_of(key, length), key, length);
    return at->key ? &at->value : NULL;
}

static bool grow(geo_map *map)
{
    if (map->slot_count > SIZE_MAX / 2)
        return false;
    size_t mask = 2 * map->slot_count - 1;
    slot *wider = geo_calloc(mask + 1, sizeof *wider);
    if (!wider)
        return false;
    for (size_t i = 0; i < map->slot_count; i++) {
        if (!map->slots[i].key)
            continue;
        size_t at = map->slots[i].hash & mask;
        while (wider[at].key)
            at = (at + 1) & mask;
        wider[at] = map->slots[i];
    }
    geo_free(map->slots);
    map->slots = wider;
    map->slot_count = mask + 1;
    return true;
}

bool geo_map_set(geo_map *map, const char *key, size_t length, uint32_t value)
{
    uint64_t hash = hash_of(key, length);
    slot *at = probe(map, hash, key, length);
    if (at->key) {
        at->value = value;
        return true;
    }
    if (length > UINT32_MAX)
        return false;
    if (map->count + 1 > map->slot_count / 8 * 5) {
        if (!grow(map))
            return false;
        at = probe(map, hash, key, length);
    }
    char *copy = geo_arena_strndup(map->keys, key, length);
    if (!copy)
        return false;
    *at = (slot){.hash = hash, .key = copy, .length = (uint32_t)length, .value = value};
    map->count++;
    return true;
}
