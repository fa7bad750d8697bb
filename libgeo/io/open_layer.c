/* Which layer of a file is meant, and what to say when none is. */
#include <string.h>

#include "base/text.h"
#include "io/gpkg.h"
#include "io/open.h"

static geo_status list_layers(geo_ctx *ctx, geo_status status, const char *file_name,
                              const char *wanted, const geo_gpkg_layers *layers)
{
    geo_text names = GEO_TEXT_INIT;
    for (size_t i = 0; i < layers->count && i < 40; i++)
        geo_text_addf(&names, "%s%s", i ? ", " : "", layers->items[i].name);
    if (layers->count > 40)
        geo_text_add(&names, ", ...");
    if (wanted)
        geo_fail(ctx, status, "'%s' has no layer '%s'; it has: %s", file_name, wanted,
                 geo_text_string(&names));
    else
        geo_fail(ctx, status, "'%s' has several layers: %s", file_name, geo_text_string(&names));
    if (!wanted)
        geo_hint(ctx, "choose one: %s:LAYER", file_name);
    geo_text_release(&names);
    return status;
}

static const geo_gpkg_layer *find_layer(const geo_gpkg_layers *layers, const char *name)
{
    for (size_t i = 0; name && i < layers->count; i++)
        if (!strcmp(layers->items[i].name, name))
            return &layers->items[i];
    return NULL;
}

/* The only layer with geometry; else the only layer. */
static const geo_gpkg_layer *only_layer(const geo_gpkg_layers *layers)
{
    const geo_gpkg_layer *only = NULL;
    size_t count = 0;
    for (size_t i = 0; i < layers->count; i++) {
        if (!layers->items[i].column)
            continue;
        only = &layers->items[i];
        count++;
    }
    if (count == 1)
        return only;
    return layers->count == 1 ? &layers->items[0] : NULL;
}

geo_status geo_open_choose(geo_ctx *ctx, const char *file_name, const char *wanted,
                           const char *default_layer, const geo_gpkg_layers *layers,
                           const geo_gpkg_layer **out)
{
    if (!layers->count)
        return geo_fail(ctx, GEO_ERR_NOTFOUND, "'%s' has no layers", file_name);
    const geo_gpkg_layer *layer = wanted ? find_layer(layers, wanted) : only_layer(layers);
    if (!layer && !wanted)
        layer = find_layer(layers, default_layer);
    if (!layer)
        return list_layers(ctx, wanted ? GEO_ERR_NOTFOUND : GEO_ERR_ARG, file_name, wanted, layers);
    *out = layer;
    return GEO_OK;
}
