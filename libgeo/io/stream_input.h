/* Bytes from standard input or a file through read(2), with one buffer; for the files of this
 * floor. */
#ifndef GEO_IO_STREAM_INPUT_H
#define GEO_IO_STREAM_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"

/* What one read takes at most, and the size asked for of a pipe: measured, a MiB is no faster. */
#define GEO_STREAM_CHUNK (256u << 10)

typedef struct geo_input {
    int fd;
    bool owned, at_end; /* at_end: read(2) said so; bytes may be left in the buffer */
    char *name;         /* for messages */
    uint8_t *bytes;     /* what was read and not yet used: [begin, end) */
    size_t begin, end, capacity;
} geo_input;

/* path NULL: standard input. Errors: NOTFOUND, IO. */
geo_status geo_input_init(geo_ctx *ctx, geo_input *input, const char *path,
                          const char *name) GEO_MUST_USE;
void geo_input_release(geo_input *input);

/* Reads on until `want` bytes are buffered or the input ends. */
geo_status geo_input_fill(geo_ctx *ctx, geo_input *input, size_t want) GEO_MUST_USE;
static inline size_t geo_input_held(const geo_input *input)
{
    return input->end - input->begin;
}
static inline const uint8_t *geo_input_bytes(const geo_input *input)
{
    return input->bytes + input->begin;
}
static inline void geo_input_use(geo_input *input, size_t count)
{
    input->begin += count;
}

/* One read into foreign memory, buffered bytes first; *got 0 at the end. */
geo_status geo_input_read(geo_ctx *ctx, geo_input *input, void *to, size_t room,
                          size_t *got) GEO_MUST_USE;
/* Gives bytes back that were read too many; the buffer must have been emptied by geo_input_read. */
geo_status geo_input_unread(geo_ctx *ctx, geo_input *input, const void *bytes,
                            size_t count) GEO_MUST_USE;

#endif
