/* PROJ contexts: every object of this bridge has its own, so objects may live in different threads.
 */
#include <stdio.h>
#include <string.h>

#include "crs/proj_bridge.h"

/* Leaves out the name of PROJ's function. */
static void keep_message(void *self, int level, const char *text)
{
    geo_proj *proj = self;
    (void)level;
    const char *colon = strncmp(text, "proj_", 5) == 0 ? strstr(text, ": ") : NULL;
    snprintf(proj->message, sizeof proj->message, "%s", colon ? colon + 2 : text);
}

geo_status geo_proj_open(geo_ctx *ctx, geo_proj *proj)
{
    proj->message[0] = '\0';
    proj->context = proj_context_create();
    if (!proj->context)
        return geo_fail_nomem(ctx);
    proj_log_level(proj->context, PJ_LOG_ERROR);
    proj_log_func(proj->context, proj, keep_message);
    proj_context_set_enable_network(proj->context, 0);
    proj_grid_cache_set_enable(proj->context, 0);
    return GEO_OK;
}

void geo_proj_close(geo_proj *proj)
{
    if (proj->context)
        proj_context_destroy(proj->context);
    proj->context = NULL;
}

const char *geo_proj_message(const geo_proj *proj)
{
    return proj->message[0] ? proj->message : "PROJ gave no reason";
}
