/* For programs whose tests share one context: give open_ctx and close_ctx as the group's set-up and
 * tear-down. */
#ifndef GROENNET_TESTS_CTX_CASE_H
#define GROENNET_TESTS_CTX_CASE_H

#include "base/ctx.h"
#include "near.h"

static geo_ctx *ctx;

static inline int open_ctx(void **state)
{
    (void)state;
    ctx = geo_ctx_new(NULL);
    return ctx ? 0 : -1;
}

static inline int close_ctx(void **state)
{
    (void)state;
    geo_ctx_free(ctx);
    return 0;
}

#endif
