#include "registry/doubles.h"

#include <string.h>

geo_status geo_doubles_note(geo_ctx *ctx, geo_doubles *d, const char *id, const char *file)
{
    if (!d->ids && !(d->ids = geo_map_new()))
        return geo_fail_nomem(ctx);
    if (geo_map_get(d->ids, id, strlen(id))) {
        geo_doubt_note(&d->again, id, NULL, file);
        return GEO_OK;
    }
    return geo_map_set(d->ids, id, strlen(id), 1) ? GEO_OK : geo_fail_nomem(ctx);
}

void geo_doubles_release(geo_doubles *doubles)
{
    geo_map_free(doubles->ids);
    *doubles = (geo_doubles){0};
}
