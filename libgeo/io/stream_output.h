/* Bytes to standard output or a file through write(2), every one checked; for the files of this
 * floor. */
#ifndef GEO_IO_STREAM_OUTPUT_H
#define GEO_IO_STREAM_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"

typedef struct geo_output {
    int fd;
    bool owned;
    bool failed;      /* a write failed: nothing more is tried */
    uint64_t written; /* bytes */
    char *name;       /* for messages */
} geo_output;

/* path NULL: standard output; otherwise a new file (it may not exist). */
geo_status geo_output_init(geo_ctx *ctx, geo_output *output, const char *path,
                           const char *name) GEO_MUST_USE;
void geo_output_release(geo_output *output);

/* Errors: IO with the system's text (disk full, closed pipe). */
geo_status geo_output_write(geo_ctx *ctx, geo_output *output, const void *bytes,
                            size_t count) GEO_MUST_USE;
/* Overwrites bytes of a file. */
geo_status geo_output_patch(geo_ctx *ctx, geo_output *output, uint64_t at, const void *bytes,
                            size_t count) GEO_MUST_USE;
/* Closes; an error of the close is an error. */
geo_status geo_output_close(geo_ctx *ctx, geo_output *output) GEO_MUST_USE;

#endif
