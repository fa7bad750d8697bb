/* The bridge's context: one GEOS handle with its own handlers, so that nothing is printed and a
 * failure comes back as text. */
#include "geom/geos.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "geom/geos_bridge.h"

/* A signal handler has no other way in. */
static volatile sig_atomic_t interrupted;

/* GEOS asks this every now and then; a request holds for one operation, so it is made anew for each
 * that a fallback would begin. */
static void ask_interrupted(void)
{
    if (interrupted)
        GEOS_interruptRequest();
}

void geo_geos_interrupt(void)
{
    interrupted = 1;
}

static void keep_message(const char *text, void *self)
{
    geo_geos *geos = self;
    snprintf(geos->message, sizeof geos->message, "%s", text);
}

static void drop_notice(const char *text, void *self)
{
    (void)text;
    (void)self;
}

geo_status geo_geos_new(geo_ctx *ctx, geo_geos **out)
{
    geo_geos *geos = geo_calloc(1, sizeof *geos);
    if (!geos)
        return geo_fail_nomem(ctx);
    geos->handle = GEOS_init_r();
    (void)GEOS_interruptRegisterCallback(ask_interrupted);
    if (!geos->handle) {
        geo_free(geos);
        return geo_fail_nomem(ctx);
    }
    GEOSContext_setErrorMessageHandler_r(geos->handle, keep_message, geos);
    GEOSContext_setNoticeMessageHandler_r(geos->handle, drop_notice, NULL);
    *out = geos;
    return GEO_OK;
}

void geo_geos_free(geo_geos *geos)
{
    if (!geos)
        return;
    GEOS_finish_r(geos->handle);
    geo_free(geos);
}

geo_status geo_geos_fail(geo_ctx *ctx, geo_geos *geos, const char *what)
{
    if (strstr(geos->message, "bad_alloc"))
        return geo_fail_nomem(ctx);
    if (interrupted)
        return geo_fail(ctx, GEO_ERR_CANCELLED, "%s was stopped", what);
    return geo_fail(ctx, GEO_ERR_GEOM, "%s failed: %s", what,
                    geos->message[0] ? geos->message : "GEOS gave no reason");
}
