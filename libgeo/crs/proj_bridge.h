/* What the files of the PROJ bridge share: a PROJ context of one's own that keeps the last message
 * instead of printing it. It must not move once opened, as PROJ holds its address. */
#ifndef GEO_CRS_PROJ_BRIDGE_H
#define GEO_CRS_PROJ_BRIDGE_H

#include <proj.h>

#include "crs/crs.h"

typedef struct geo_proj {
    PJ_CONTEXT *context;
    char message[256]; /* PROJ's words for the last failure */
} geo_proj;

/* No network, no grid cache, silent. Errors: NOMEM. */
geo_status geo_proj_open(geo_ctx *ctx, geo_proj *proj) GEO_MUST_USE;
void geo_proj_close(geo_proj *proj); /* accepts one never opened (zeroed) */
/* The last message, never empty. */
const char *geo_proj_message(const geo_proj *proj);

/* The system as PROJ knows it. */
const PJ *geo_crs_pj(const geo_crs *crs);

#endif
