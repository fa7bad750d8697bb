/* Rasters beside a base.gpkg that was not written with them. */
#include "io/manifest.h"
#include "registry/ahn.h"
#include "report/audit_state.h"

static void tell(geo_audit *audit, const geo_audit_layer *layer, const char *detail)
{
    const geo_audit_count count = {.check = GEO_AUDIT_RASTER_STRAY, .theme = layer->name};
    geo_audit_tell_as(audit, audit->rules->checks[count.check].severity, &count, false, detail);
}

static void tell_word(geo_audit *audit, const geo_audit_layer *layer, geo_manifest_word word)
{
    if (word == GEO_MANIFEST_OTHER)
        tell(audit, layer, "the manifest of the town names another file");
    else if (word == GEO_MANIFEST_NONE && geo_ahn_is_made_here(layer->raster))
        tell(audit, layer, "gn-import made it, and the manifest of the town does not name it");
    else if (word == GEO_MANIFEST_SAME)
        audit->report->done++;
    else if (word == GEO_MANIFEST_SILENT)
        geo_audit_skip(audit, GEO_AUDIT_RASTER_STRAY, layer->name,
                       "the manifest of the town is of an older version");
}

/* What no import of the town made is nobody's word against another: not asked. Also of one whose
 * values are no heights: which file it is, is another question. */
geo_status geo_audit_strays(geo_ctx *ctx, geo_audit *audit)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < audit->count; i++) {
        const geo_audit_layer *layer = &audit->layers[i];
        geo_manifest_word word;
        if (!layer->raster)
            continue;
        status = geo_manifest_look(ctx, layer->dataset, audit->crs, &word);
        if (geo_audit_is_finding(status)) {
            geo_audit_skip(audit, GEO_AUDIT_RASTER_STRAY, layer->name, "%s", geo_ctx_error(ctx));
            geo_ctx_reset(ctx);
            status = GEO_OK;
        } else if (!status) {
            tell_word(audit, layer, word);
        }
    }
    return status;
}
