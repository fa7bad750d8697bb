/* The ring of buckets. Cells lie in chunks of two cache lines out of blocks that never move; chunks
 * of an emptied bucket are given out again first, while they are still in the cache. Which buckets
 * are in use stands in two levels of bits, so that a long stretch of empty ones costs little. */
#include "raster/cost_queue.h"

#include "base/alloc.h"

enum { WORD = 64, RING_LEAST = WORD * WORD, DIGIT = 11, DIGITS = 1 << DIGIT, SORTED_LEAST = 256 };

geo_status geo_buckets_init(geo_ctx *ctx, geo_buckets *buckets, uint64_t span)
{
    uint64_t size = RING_LEAST;
    while (size < span)
        size *= 2;
    *buckets = (geo_buckets){.size = size, .spare = GEO_CHUNK_NONE};
    buckets->ring = geo_alloc(size, sizeof *buckets->ring);
    buckets->used = geo_calloc(size / WORD, sizeof *buckets->used);
    buckets->upon = geo_calloc(size / WORD / WORD, sizeof *buckets->upon);
    if (!buckets->ring || !buckets->used || !buckets->upon) {
        geo_buckets_release(buckets);
        return geo_fail_nomem(ctx);
    }
    for (uint64_t i = 0; i < size; i++)
        buckets->ring[i] = (geo_bucket){GEO_CHUNK_NONE, GEO_CHUNK_CELLS};
    return GEO_OK;
}

void geo_buckets_release(geo_buckets *buckets)
{
    for (size_t i = 0; i < buckets->blocks.count; i++)
        geo_free(buckets->blocks.items[i]);
    geo_free(buckets->blocks.items);
    geo_free(buckets->taken.items);
    geo_free(buckets->sorting.items);
    geo_free(buckets->ring);
    geo_free(buckets->used);
    geo_free(buckets->upon);
    *buckets = (geo_buckets){0};
}

static bool add_block(geo_buckets *buckets)
{
    if (!geo_vec_room(&buckets->blocks, 1))
        return false;
    geo_chunk *block = geo_alloc(GEO_CHUNKS_A_BLOCK, sizeof *block);
    if (block)
        buckets->blocks.items[buckets->blocks.count++] = block;
    return block != NULL;
}

bool geo_buckets_grow(geo_buckets *buckets, uint64_t place)
{
    geo_bucket *bucket = &buckets->ring[place];
    uint32_t chunk = buckets->spare;
    if (chunk == GEO_CHUNK_NONE) {
        if (buckets->unused == buckets->blocks.count * GEO_CHUNKS_A_BLOCK && !add_block(buckets)) {
            buckets->no_memory = true;
            return false;
        }
        chunk = buckets->unused++;
    } else {
        buckets->spare = geo_buckets_chunk(buckets, chunk)->next;
    }
    geo_buckets_chunk(buckets, chunk)->next = bucket->chunk;
    *bucket = (geo_bucket){chunk, 0};
    buckets->used[place / WORD] |= UINT64_C(1) << place % WORD;
    buckets->upon[place / WORD / WORD] |= UINT64_C(1) << place / WORD % WORD;
    return true;
}

/* The first set bit from `at` on; `count` words of bits, their length when there is none. */
static uint64_t next_bit(const uint64_t *words, uint64_t count, uint64_t at)
{
    uint64_t word = at / WORD;
    uint64_t bits = word < count ? words[word] & UINT64_MAX << at % WORD : 0;
    while (!bits && ++word < count)
        bits = words[word];
    return bits ? word * WORD + (uint64_t)__builtin_ctzll(bits) : count * WORD;
}

/* The first place in use from `at` on, to the end of the ring; its size when there is none. */
static uint64_t next_place(const geo_buckets *buckets, uint64_t at)
{
    uint64_t words = buckets->size / WORD, word = at / WORD;
    uint64_t bits = buckets->used[word] & UINT64_MAX << at % WORD;
    if (bits)
        return word * WORD + (uint64_t)__builtin_ctzll(bits);
    word = next_bit(buckets->upon, words / WORD, word + 1);
    if (word >= words)
        return buckets->size;
    return word * WORD + (uint64_t)__builtin_ctzll(buckets->used[word]);
}

/* Moves the cells of a bucket to `taken` and gives its chunks back; false: no memory. */
static bool empty_bucket(geo_buckets *buckets, uint64_t place)
{
    geo_bucket bucket = buckets->ring[place];
    buckets->taken.count = 0;
    while (bucket.chunk != GEO_CHUNK_NONE) {
        geo_chunk *chunk = geo_buckets_chunk(buckets, bucket.chunk);
        uint32_t next = chunk->next;
        if (!geo_vec_room(&buckets->taken, GEO_CHUNK_CELLS)) {
            buckets->no_memory = true;
            return false;
        }
        for (uint32_t i = 0; i < bucket.fill; i++)
            buckets->taken.items[buckets->taken.count++] = chunk->cells[i];
        chunk->next = buckets->spare;
        buckets->spare = bucket.chunk;
        bucket = (geo_bucket){next, GEO_CHUNK_CELLS};
    }
    buckets->ring[place] = bucket;
    buckets->used[place / WORD] &= ~(UINT64_C(1) << place % WORD);
    if (!buckets->used[place / WORD])
        buckets->upon[place / WORD / WORD] &= ~(UINT64_C(1) << place / WORD % WORD);
    return true;
}

static void sort_by_digit(const uint32_t *cells, size_t count, unsigned shift, uint32_t *sorted)
{
    size_t begin[DIGITS + 1] = {0};
    for (size_t i = 0; i < count; i++)
        begin[(cells[i] >> shift & (DIGITS - 1)) + 1]++;
    for (size_t digit = 0; digit < DIGITS; digit++)
        begin[digit + 1] += begin[digit];
    for (size_t i = 0; i < count; i++)
        sorted[begin[cells[i] >> shift & (DIGITS - 1)]++] = cells[i];
}

/* Neighbours share lines of the cache: in the order of their indices the cells of a large bucket
 * take half the time. A few are left as they are. */
static bool sort_taken(geo_buckets *buckets)
{
    size_t count = buckets->taken.count;
    uint32_t most = 0;
    if (count < SORTED_LEAST)
        return true;
    if (!geo_vec_room(&buckets->sorting, count)) {
        buckets->no_memory = true;
        return false;
    }
    for (size_t i = 0; i < count; i++)
        most = buckets->taken.items[i] > most ? buckets->taken.items[i] : most;
    for (unsigned shift = 0; shift < 32 && most >> shift > 0; shift += DIGIT) {
        sort_by_digit(buckets->taken.items, count, shift, buckets->sorting.items);
        uint32_t *items = buckets->taken.items;
        size_t capacity = buckets->taken.capacity;
        buckets->taken.items = buckets->sorting.items;
        buckets->taken.capacity = buckets->sorting.capacity;
        buckets->sorting.items = items;
        buckets->sorting.capacity = capacity;
    }
    return true;
}

bool geo_buckets_take(geo_buckets *buckets, int64_t *key)
{
    uint64_t begin = (uint64_t)buckets->from & (buckets->size - 1);
    uint64_t place = next_place(buckets, begin), turn = 0;
    if (place == buckets->size) {
        place = next_place(buckets, 0);
        turn = buckets->size;
    }
    if (place == buckets->size || buckets->no_memory || !empty_bucket(buckets, place) ||
        !sort_taken(buckets))
        return false;
    buckets->from += (int64_t)(place + turn - begin);
    *key = buckets->from;
    return true;
}
