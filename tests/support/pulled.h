/* Bytes in memory to be pulled, some at a time. */
#ifndef GROENNET_TESTS_PULLED_H
#define GROENNET_TESTS_PULLED_H

#include <string.h>

#include "io/pull.h"

typedef struct pulled {
    const char *bytes;
    size_t length, at, step; /* step: bytes given at once, 0: as many as there is room for */
} pulled;

static inline geo_status pull_some(geo_ctx *ctx, void *self, void *buffer, size_t room, size_t *got)
{
    (void)ctx;
    pulled *from = self;
    size_t left = from->length - from->at,
           most = from->step && from->step < room ? from->step : room;
    *got = left < most ? left : most;
    if (*got)
        memcpy(buffer, from->bytes + from->at, *got);
    from->at += *got;
    return GEO_OK;
}

#endif
