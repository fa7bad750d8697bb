/* The layers of a file, for sources that read several and for messages. */
#include <string.h>

#include "base/alloc.h"
#include "io/gpkg.h"
#include "io/records_parts.h"
#include "io/sql_layer.h"

static geo_status list_base(geo_ctx *ctx, const char *path, geo_gpkg_layers *out)
{
    geo_sqlite base = {0};
    char *full = NULL, *name = NULL;
    bool plain;
    geo_status status = geo_open_full_path(ctx, path, &full);
    if (!status)
        status = geo_open_name(ctx, path, NULL, &name);
    if (!status)
        status = geo_gpkg_check_idle(ctx, full);
    if (!status)
        status = geo_sqlite_init(ctx, full, name, &base);
    if (!status)
        status = geo_sql_scan(ctx, &base, &plain, out);
    geo_sqlite_release(&base);
    geo_free(full);
    geo_free(name);
    return status;
}

static geo_status take_names(geo_ctx *ctx, geo_gpkg_layers *from, geo_records_layers *out)
{
    out->items = geo_calloc(from->count, sizeof *out->items);
    if (!out->items)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < from->count; i++) {
        out->items[i] = from->items[i].name;
        from->items[i].name = NULL;
    }
    out->count = from->count;
    return GEO_OK;
}

/* A file of one layer is called by its name without suffix. */
static geo_status take_stem(geo_ctx *ctx, const char *path, geo_records_layers *out)
{
    out->items = geo_calloc(1, sizeof *out->items);
    if (!out->items)
        return geo_fail_nomem(ctx);
    geo_status status = geo_open_name(ctx, path, NULL, &out->items[0]);
    if (status)
        return status;
    out->count = 1;
    char *dot = strrchr(out->items[0], '.');
    if (dot && dot != out->items[0])
        *dot = '\0';
    return GEO_OK;
}

geo_status geo_records_list(geo_ctx *ctx, const char *path, geo_records_layers *out)
{
    geo_gpkg_layers layers = {0};
    geo_records_layers names = {0};
    geo_open_format format;
    geo_status status = geo_open_sniff_registry(ctx, path, &format);
    if (status)
        return status;
    if (format == GEO_OPEN_GPKG || format == GEO_OPEN_SQLITE) {
        status = list_base(ctx, path, &layers);
        if (!status)
            status = take_names(ctx, &layers, &names);
    } else {
        status = take_stem(ctx, path, &names);
    }
    geo_gpkg_layers_release(&layers);
    if (status)
        geo_records_layers_release(&names);
    else
        *out = names;
    return status;
}

void geo_records_layers_release(geo_records_layers *layers)
{
    for (size_t i = 0; i < layers->count; i++)
        geo_free(layers->items[i]);
    geo_free(layers->items);
    *layers = (geo_records_layers){0};
}
