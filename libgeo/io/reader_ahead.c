/* Rows read beside what the caller does, in a thread. Invariant: while there is such reading, the
 * thread alone changes the reader, but for the batches and counts that are handed out here. */
#include "base/alloc.h"
#include "base/task.h"
#include "io/reader_parts.h"

typedef struct held {
    geo_batch batch;
    geo_tally tally; /* of the rows up to its last */
} held;

struct geo_reader_ahead {
    geo_task *task;
    geo_reader *reader;
    size_t most_bytes;
    GEO_VEC(held) held;
    size_t taken;    /* of them */
    geo_tally tally; /* of the rows handed out */
};

/* A geo_work. GEO_OK: there is no more room. */
static geo_status fill(void *self, geo_ctx *ctx)
{
    struct geo_reader_ahead *ahead = self;
    geo_status status = GEO_OK;
    for (size_t bytes = 0; status == GEO_OK && bytes < ahead->most_bytes;) {
        held next = {0};
        status = geo_reader_fetch(ctx, ahead->reader, &next.batch);
        next.tally = ahead->reader->tally;
        bytes += next.batch.bytes.count;
        if (status == GEO_OK && !geo_vec_push(&ahead->held, next))
            status = geo_fail_nomem(ctx);
        if (status != GEO_OK)
            geo_batch_release(&next.batch);
    }
    return status;
}

geo_status geo_reader_begin_ahead(geo_ctx *ctx, geo_reader *reader, size_t most_bytes)
{
    struct geo_reader_ahead *ahead = geo_calloc(1, sizeof *ahead);
    if (!ahead)
        return geo_fail_nomem(ctx);
    ahead->reader = reader;
    ahead->most_bytes = most_bytes;
    ahead->tally = reader->tally;
    geo_status status = geo_task_begin(ctx, true, fill, ahead, &ahead->task);
    if (status == GEO_OK)
        reader->ahead = ahead;
    else
        geo_free(ahead);
    return status;
}

void geo_reader_end_ahead(geo_reader *reader)
{
    struct geo_reader_ahead *ahead = reader->ahead;
    if (!ahead)
        return;
    geo_task_free(ahead->task);
    for (size_t i = 0; i < ahead->held.count; i++)
        geo_batch_release(&ahead->held.items[i].batch);
    geo_free(ahead->held.items);
    geo_free(ahead);
    reader->ahead = NULL;
}

/* What the reading ended with comes when its rows are gone, as it would have. */
geo_status geo_reader_take_ahead(geo_ctx *ctx, geo_reader *reader, geo_batch *batch)
{
    struct geo_reader_ahead *ahead = reader->ahead;
    geo_task_wait(ahead->task);
    if (ahead->taken < ahead->held.count) {
        held *next = &ahead->held.items[ahead->taken++];
        geo_batch_release(batch);
        *batch = next->batch;
        next->batch = (geo_batch){0};
        ahead->tally = next->tally;
        return GEO_OK;
    }
    geo_status status = geo_task_end(ctx, ahead->task);
    geo_reader_end_ahead(reader);
    return status == GEO_OK ? geo_reader_fetch(ctx, reader, batch) : status;
}

const geo_tally *geo_reader_tally(const geo_reader *reader)
{
    return reader->ahead ? &reader->ahead->tally : &reader->tally;
}
