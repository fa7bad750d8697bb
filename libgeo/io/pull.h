/* Bytes that are asked for piece by piece: a file, or a member of a zip as it is unpacked. */
#ifndef GEO_IO_PULL_H
#define GEO_IO_PULL_H

#include <stddef.h>

#include "base/ctx.h"

/* Fills at most `room` bytes; *got is 0 at the end and only then. What fails names the source. */
typedef struct geo_pull {
    void *self;
    geo_status (*read)(geo_ctx *ctx, void *self, void *buffer, size_t room, size_t *got);
} geo_pull;

#endif
