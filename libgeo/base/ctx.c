/* Errors, hints, log, progress and cancelling.
 * Invariant: recording never fails. Text that finds no memory is replaced by a static one, and a
 * "while" line that finds none is left out. */
#include "base/ctx.h"

#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"

static const char no_memory[] = "out of memory";

struct geo_ctx {
    geo_ctx_hooks hooks;
    geo_text error, hint;
    const char *fixed; /* stands in for `error` when that could not be built, or NULL */
    bool hint_is_new;  /* given since the last geo_fail, so it may be meant for the next one */
};

geo_ctx *geo_ctx_new(const geo_ctx_hooks *hooks)
{
    geo_ctx *ctx = geo_calloc(1, sizeof *ctx);
    if (ctx && hooks)
        ctx->hooks = *hooks;
    return ctx;
}

void geo_ctx_free(geo_ctx *ctx)
{
    if (!ctx)
        return;
    geo_text_release(&ctx->error);
    geo_text_release(&ctx->hint);
    geo_free(ctx);
}

void geo_ctx_reset(geo_ctx *ctx)
{
    if (!ctx)
        return;
    geo_text_reset(&ctx->error);
    geo_text_reset(&ctx->hint);
    ctx->fixed = NULL;
    ctx->hint_is_new = false;
}

geo_status geo_fail(geo_ctx *ctx, geo_status status, const char *format, ...)
{
    if (!ctx)
        return status;
    /* Built aside: the arguments may be the very text that is about to be replaced. */
    geo_text fresh = GEO_TEXT_INIT;
    va_list args;
    va_start(args, format);
    geo_text_addv(&fresh, format, args);
    va_end(args);
    ctx->fixed = fresh.failed ? no_memory : NULL;
    geo_text_release(&ctx->error);
    ctx->error = fresh;
    if (!ctx->hint_is_new)
        geo_text_reset(&ctx->hint);
    ctx->hint_is_new = false;
    return status;
}

/* Makes the error text growable again after it had to be a static one; false: still no memory. */
static bool thaw(geo_ctx *ctx)
{
    if (!ctx->fixed)
        return true;
    geo_text_reset(&ctx->error);
    geo_text_add(&ctx->error, ctx->fixed);
    if (ctx->error.failed)
        return false;
    ctx->fixed = NULL;
    return true;
}

geo_status geo_while(geo_ctx *ctx, geo_status status, const char *format, ...)
{
    if (!ctx || status >= 0 || !thaw(ctx))
        return status;
    geo_text line = GEO_TEXT_INIT;
    va_list args;
    va_start(args, format);
    geo_text_add(&line, ctx->error.length ? ": " : "");
    geo_text_add(&line, strncmp(format, "while ", 6) == 0 ? "" : "while ");
    geo_text_addv(&line, format, args);
    va_end(args);
    if (!line.failed)
        geo_text_add_bytes(&ctx->error, line.data, line.length);
    ctx->error.failed = false; /* what does not fit is left out whole */
    geo_text_release(&line);
    return status;
}

void geo_hint(geo_ctx *ctx, const char *format, ...)
{
    if (!ctx)
        return;
    geo_text fresh = GEO_TEXT_INIT;
    va_list args;
    va_start(args, format);
    geo_text_addv(&fresh, format, args);
    va_end(args);
    if (fresh.failed)
        geo_text_reset(&fresh);
    geo_text_release(&ctx->hint);
    ctx->hint = fresh;
    ctx->hint_is_new = true;
}

geo_status geo_fail_nomem(geo_ctx *ctx)
{
    geo_ctx_reset(ctx);
    if (ctx)
        ctx->fixed = no_memory;
    return GEO_ERR_NOMEM;
}

const char *geo_ctx_error(const geo_ctx *ctx)
{
    if (!ctx)
        return "";
    return ctx->fixed ? ctx->fixed : geo_text_string(&ctx->error);
}

const char *geo_ctx_hint(const geo_ctx *ctx)
{
    return ctx ? geo_text_string(&ctx->hint) : "";
}

void geo_log(geo_ctx *ctx, geo_log_level level, const char *format, ...)
{
    if (!ctx || !ctx->hooks.log)
        return;
    geo_text line = GEO_TEXT_INIT;
    va_list args;
    va_start(args, format);
    geo_text_addv(&line, format, args);
    va_end(args);
    ctx->hooks.log(ctx->hooks.self, level, line.failed ? no_memory : geo_text_string(&line));
    geo_text_release(&line);
}

void geo_progress(geo_ctx *ctx, double fraction)
{
    if (!ctx || !ctx->hooks.progress)
        return;
    double bounded = fraction > 0.0 ? fraction : 0.0; /* a NaN becomes 0 */
    ctx->hooks.progress(ctx->hooks.self, bounded < 1.0 ? bounded : 1.0);
}

bool geo_ctx_is_cancelled(const geo_ctx *ctx)
{
    return ctx && ctx->hooks.cancelled && ctx->hooks.cancelled(ctx->hooks.self);
}

geo_status geo_ctx_poll(geo_ctx *ctx)
{
    if (geo_ctx_is_cancelled(ctx))
        return geo_fail(ctx, GEO_ERR_CANCELLED, "cancelled");
    return GEO_OK;
}

geo_status geo_ctx_advance(geo_ctx *ctx, size_t done, size_t count)
{
    geo_progress(ctx, (double)done / (double)count);
    return geo_ctx_poll(ctx);
}
