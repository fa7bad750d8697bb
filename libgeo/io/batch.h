/* Up to 65,536 rows in one block of memory, reused from batch to batch. */
#ifndef GEO_IO_BATCH_H
#define GEO_IO_BATCH_H

#include <string.h>

#include "io/row.h"

#define GEO_BATCH_ROWS 65536

typedef struct geo_batch {
    const geo_schema *schema; /* the reader's */
    geo_bytes bytes;          /* rows with their size prefixes, each prefix on a multiple of 8 */
    GEO_VEC(size_t) starts;   /* of each row's bytes, after its prefix */
    uint64_t first;           /* number of the first row since the stream began */
} geo_batch;

void geo_batch_release(geo_batch *batch);
static inline size_t geo_batch_count(const geo_batch *batch)
{
    return batch->starts.count;
}
static inline geo_row geo_batch_row(const geo_batch *batch, size_t index)
{
    geo_row row = {batch->bytes.items + batch->starts.items[index], 0};
    memcpy(&row.size, row.bytes - sizeof row.size, sizeof row.size);
    return row;
}

/* Columns to append: one value per row of a batch. Text lives in the arena. */
typedef struct geo_columns {
    size_t count; /* of columns */
    const geo_field *fields;
    geo_value *values; /* [row * count + column] */
    geo_arena *arena;
} geo_columns;

#endif
