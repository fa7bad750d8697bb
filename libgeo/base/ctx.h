/* The context that travels through every fallible call: error text, hint, and the callbacks for
 * messages, progress and cancelling. One per thread; it owns the strings it hands out. */
#ifndef GEO_BASE_CTX_H
#define GEO_BASE_CTX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/status.h"

typedef struct geo_ctx geo_ctx;

typedef enum geo_log_level {
    GEO_LOG_WARNING,
    GEO_LOG_NOTE,
    GEO_LOG_INFO,
    GEO_LOG_DEBUG
} geo_log_level;

/* What a program plugs in; any member may be NULL. `self` is handed back unchanged. */
typedef struct geo_ctx_hooks {
    void *self;
    void (*log)(void *self, geo_log_level level, const char *text);
    void (*progress)(void *self, double fraction); /* 0..1 */
    bool (*cancelled)(void *self);                 /* true: stop at the next safe place */
} geo_ctx_hooks;

/* Creates a context; NULL when memory is out. The caller frees it. */
geo_ctx *geo_ctx_new(const geo_ctx_hooks *hooks);
void geo_ctx_free(geo_ctx *ctx);

/* Forgets the error, its context lines and the hint. */
void geo_ctx_reset(geo_ctx *ctx);

/* Records what failed first (lower case, no full stop) and returns `status`, so that
 * `return geo_fail(ctx, GEO_ERR_IO, "cannot open '%s'", path);` reads as one act.
 * Earlier text is replaced, a hint from before that text is forgotten. ctx may be NULL (nothing is
 * recorded). */
geo_status geo_fail(geo_ctx *ctx, geo_status status, const char *format, ...) GEO_PRINTF(3, 4);

/* Adds a line "while ..." on the way up (the word itself may be left out of the format); returns
 * `status`. Does nothing for GEO_OK and GEO_END. */
geo_status geo_while(geo_ctx *ctx, geo_status status, const char *format, ...) GEO_PRINTF(3, 4);

/* Says what the user can do about the error; just before or just after geo_fail, the last wins. */
void geo_hint(geo_ctx *ctx, const char *format, ...) GEO_PRINTF(2, 3);

/* Shorthand for memory: records "out of memory" and returns GEO_ERR_NOMEM. */
geo_status geo_fail_nomem(geo_ctx *ctx);

/* Error text with its "while" lines joined by ": " (innermost first), or "" ; never NULL. */
const char *geo_ctx_error(const geo_ctx *ctx);
const char *geo_ctx_hint(const geo_ctx *ctx); /* "" when there is none */

/* Messages for the log hook. */
void geo_log(geo_ctx *ctx, geo_log_level level, const char *format, ...) GEO_PRINTF(3, 4);
#define geo_warn(ctx, ...) geo_log((ctx), GEO_LOG_WARNING, __VA_ARGS__)
#define geo_note(ctx, ...) geo_log((ctx), GEO_LOG_NOTE, __VA_ARGS__)
#define geo_info(ctx, ...) geo_log((ctx), GEO_LOG_INFO, __VA_ARGS__)

/* Reports progress (fraction in 0..1). */
void geo_progress(geo_ctx *ctx, double fraction);

/* What the cancel hook says; changes nothing in ctx, so it may be asked of another thread's. */
bool geo_ctx_is_cancelled(const geo_ctx *ctx);
/* GEO_OK, or GEO_ERR_CANCELLED when the cancel hook says so. Call it once per batch. */
geo_status geo_ctx_poll(geo_ctx *ctx) GEO_MUST_USE;
/* Between the steps of a long work: reports that `done` of `count` are, then polls. */
geo_status geo_ctx_advance(geo_ctx *ctx, size_t done, size_t count) GEO_MUST_USE;

#endif
