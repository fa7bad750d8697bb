/* Inside of geo_cost_search: a ring of buckets, each a list of cells without order. A bucket is
 * known by its key, a rising whole number; all that wait lie within one turn of the ring.
 * Invariant: the bucket of key k is ring[k % size], since no two waiting keys share a place. */
#ifndef GEO_RASTER_COST_QUEUE_H
#define GEO_RASTER_COST_QUEUE_H

#include "base/ctx.h"
#include "base/vec.h"

enum { GEO_CHUNK_CELLS = 31, GEO_CHUNKS_A_BLOCK = 1 << 13 };
#define GEO_CHUNK_NONE UINT32_MAX

typedef struct geo_chunk { /* two lines of the cache */
    uint32_t next, cells[GEO_CHUNK_CELLS];
} geo_chunk;

typedef struct geo_bucket {
    uint32_t chunk; /* the last one; those before it are full */
    uint32_t fill;  /* of it; GEO_CHUNK_CELLS when there is none, so that the next cell asks */
} geo_bucket;

typedef struct geo_buckets {
    geo_bucket *ring;
    uint64_t size;         /* a power of two */
    uint64_t *used, *upon; /* bits: buckets that hold cells; words of `used` that are not 0 */
    int64_t from;          /* no waiting key is lower */
    GEO_VEC(geo_chunk *) blocks;
    uint32_t unused, spare; /* chunks never given out begin here; first of those given back */
    GEO_VEC(uint32_t) taken, sorting;
    bool no_memory; /* a cell was lost: the search is to end */
} geo_buckets;

/* For keys of which the highest that waits is less than `span` above the lowest; span <= 2^31. */
geo_status geo_buckets_init(geo_ctx *ctx, geo_buckets *buckets, uint64_t span) GEO_MUST_USE;
void geo_buckets_release(geo_buckets *buckets);

/* Gives the bucket an empty chunk; false: no memory, and no_memory is set. */
bool geo_buckets_grow(geo_buckets *buckets, uint64_t place);

static inline geo_chunk *geo_buckets_chunk(const geo_buckets *buckets, uint32_t chunk)
{
    return &buckets->blocks.items[chunk / GEO_CHUNKS_A_BLOCK][chunk % GEO_CHUNKS_A_BLOCK];
}

static inline void geo_buckets_put(geo_buckets *buckets, int64_t key, uint32_t cell)
{
    uint64_t place = (uint64_t)key & (buckets->size - 1);
    geo_bucket *bucket = &buckets->ring[place];
    if (bucket->fill == GEO_CHUNK_CELLS && !geo_buckets_grow(buckets, place))
        return;
    geo_buckets_chunk(buckets, bucket->chunk)->cells[bucket->fill++] = cell;
}

/* Empties the lowest bucket that holds cells into `taken`, by rising index, and tells its key;
 * false: none is left, or no memory. */
bool geo_buckets_take(geo_buckets *buckets, int64_t *key);

#endif
