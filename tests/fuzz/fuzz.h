/* What the fuzz targets share. A target is a program of one entry: it gives any bytes to one parser
 * and aborts when a promise of that parser's header does not hold. */
#ifndef GROENNET_TESTS_FUZZ_H
#define GROENNET_TESTS_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/ctx.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* In every build, unlike assert. */
#define FUZZ_CHECK(condition)                                                                      \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #condition);         \
            abort();                                                                               \
        }                                                                                          \
    } while (0)

/* One context for the whole run. */
static inline geo_ctx *fuzz_ctx(void)
{
    static geo_ctx *ctx;
    if (!ctx)
        ctx = geo_ctx_new(NULL);
    FUZZ_CHECK(ctx);
    geo_ctx_reset(ctx);
    return ctx;
}

/* What fails says why. */
static inline geo_status fuzz_said(geo_ctx *ctx, geo_status status)
{
    FUZZ_CHECK(status == GEO_OK || status == GEO_END || *geo_ctx_error(ctx));
    FUZZ_CHECK(status != GEO_ERR_INTERNAL);
    return status;
}

/* The bytes as a string in memory of just that size; the caller frees. */
static inline char *fuzz_string(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);
    FUZZ_CHECK(text);
    if (size)
        memcpy(text, data, size);
    text[size] = 0;
    return text;
}

#endif
