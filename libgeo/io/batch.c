/* Rows in one block of memory. */
#include "io/batch.h"

#include "base/alloc.h"
#include "io/row_flat.h"

void geo_batch_release(geo_batch *batch)
{
    geo_free(batch->bytes.items);
    geo_free(batch->starts.items);
    *batch = (geo_batch){0};
}

geo_row geo_batch_row(const geo_batch *batch, size_t index)
{
    const uint8_t *bytes = batch->bytes.items + batch->starts.items[index];
    return (geo_row){bytes, geo_flat_u32(bytes - 4)};
}
