/* What a town folder says of itself before anything is changed. */
#include "base/text.h"
#include "io/source.h"
#include "registry/town.h"

static geo_status crs_of_layer(geo_ctx *ctx, const char *folder, geo_theme theme, geo_crs **out)
{
    geo_text dataset = GEO_TEXT_INIT;
    geo_source *source = NULL;
    const geo_source_options options = GEO_SOURCE_OPTIONS_INIT;
    geo_text_addf(&dataset, "%s/base.gpkg:%s", folder, geo_theme_layer_of(theme)->name);
    geo_status status = dataset.failed
                            ? geo_fail_nomem(ctx)
                            : geo_source_new(ctx, geo_text_string(&dataset), &options, &source);
    if (!status)
        status = geo_crs_clone(ctx, geo_source_crs(source), out);
    geo_source_free(source);
    geo_text_release(&dataset);
    return status;
}

geo_status geo_town_find_crs(geo_ctx *ctx, const char *folder, geo_crs **out)
{
    geo_status status = crs_of_layer(ctx, folder, GEO_THEME_COVERAGE, out); /* the smallest */
    *out = status ? NULL : *out;
    for (int i = 0; status == GEO_ERR_NOTFOUND && i < GEO_THEMES; i++)
        status = crs_of_layer(ctx, folder, (geo_theme)i, out);
    if (status != GEO_ERR_NOTFOUND)
        return status;
    geo_ctx_reset(ctx);
    *out = NULL;
    return GEO_OK;
}
