/* Rows in one block of memory. */
#include "io/batch.h"

#include "base/alloc.h"

void geo_batch_release(geo_batch *batch)
{
    geo_free(batch->bytes.items);
    geo_free(batch->starts.items);
    *batch = (geo_batch){0};
}
