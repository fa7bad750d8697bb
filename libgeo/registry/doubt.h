/* Cells that cannot be what they say: counted, and the first is told with its record and file, so
 * that somebody can find it. */
#ifndef GEO_REGISTRY_DOUBT_H
#define GEO_REGISTRY_DOUBT_H

#include <stdint.h>

#include "base/ctx.h"

typedef struct geo_doubt {
    uint64_t count;
    char first[64], id[64], file[64];
} geo_doubt;

/* id and file may be NULL; of a file its name without folders is kept. */
void geo_doubt_note(geo_doubt *doubt, const char *text, const char *id, const char *file);
/* A warning "WHAT: 3 (first: '12a' of '17' in 'bomen.csv'HINT)" when there was any; hint: "" or
 * what helps, with its "; " before it. */
void geo_doubt_tell(geo_ctx *ctx, const geo_doubt *doubt, const char *what, const char *hint);

#endif
