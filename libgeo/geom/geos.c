/* The bridge's context: one GEOS handle with its own handlers, so that nothing is printed and a
 * failure comes back as text. */
#include "geom/geos.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "geom/geos_bridge.h"

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
    return geo_fail(ctx, GEO_ERR_GEOM, "%s failed: %s", what,
                    geos->message[0] ? geos->message : "GEOS gave no reason");
}
