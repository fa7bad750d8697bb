/* What a town folder says of itself before anything is changed. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "io/records.h"
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

static geo_status add_rejected(geo_ctx *ctx, geo_records *records, const char *theme, uint64_t *out)
{
    geo_record record;
    geo_status status;
    while ((status = geo_records_next(ctx, records, &record)) == GEO_OK)
        if (record.text[0] && record.text[1] && strcmp(record.text[0], theme) == 0)
            *out += strtoull(record.text[1], NULL, 10);
    return status == GEO_END ? GEO_OK : status;
}

geo_status geo_town_find_rejected(geo_ctx *ctx, const char *folder, geo_theme theme, uint64_t *out)
{
    static const char *const fields[] = {"theme", "rejected"};
    geo_text base = GEO_TEXT_INIT;
    geo_records *records = NULL;
    geo_crs *crs = NULL;
    *out = 0;
    geo_text_addf(&base, "%s/base.gpkg", folder);
    geo_status status = base.failed ? geo_fail_nomem(ctx) : geo_town_find_crs(ctx, folder, &crs);
    const geo_records_options options = {.layer = "manifest",
                                         .target = crs,
                                         .fields = fields,
                                         .field_count = 2,
                                         .allow_tables = true};
    if (!status && crs)
        status = geo_records_new(ctx, geo_text_string(&base), &options, &records);
    if (!status && records)
        status = add_rejected(ctx, records, geo_theme_layer_of(theme)->name, out);
    geo_records_free(records);
    geo_crs_free(crs);
    geo_text_release(&base);
    if (status != GEO_ERR_NOTFOUND)
        return status;
    geo_ctx_reset(ctx); /* a town that was made otherwise has no manifest */
    return GEO_OK;
}
