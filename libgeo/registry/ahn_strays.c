/* Rasters of a town that are not those of its manifest: an import that was killed between two
 * renames left them, or someone put another one there. */
#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "io/manifest.h"
#include "registry/ahn_parts.h"

bool geo_ahn_is_made_here(const geo_raster *raster)
{
    const char *maker = geo_raster_item(raster, GEO_AHN_MAKER_ITEM);
    return maker && strcmp(maker, GEO_AHN_MAKER) == 0;
}

/* One that gn-import made has a row; of anyone else's nothing is known. */
static geo_status is_unnamed(geo_ctx *ctx, const char *path, bool *out)
{
    geo_raster *raster = NULL;
    const geo_raster_options options = {.kind = GEO_RASTER_ANY};
    geo_status status = geo_raster_new(ctx, path, &options, &raster);
    *out = !status && geo_ahn_is_made_here(raster);
    geo_raster_free(raster);
    if (status == GEO_ERR_NOMEM || status == GEO_ERR_CANCELLED)
        return status;
    geo_ctx_reset(ctx); /* who needs it tells that it cannot be read */
    return GEO_OK;
}

static geo_status look(geo_ctx *ctx, const char *path, const geo_crs *crs)
{
    geo_manifest_word word;
    geo_status status = geo_manifest_look(ctx, path, crs, &word);
    bool stray = word == GEO_MANIFEST_OTHER;
    if (!status && word == GEO_MANIFEST_NONE)
        status = is_unnamed(ctx, path, &stray);
    if (!status && stray)
        geo_warn(ctx,
                 "'%s' is not the raster that the manifest names: an import was broken off, or it "
                 "was replaced or changed by hand; what followed from the other one (heights, "
                 "crowns) stays until all of the elevation is imported again",
                 path);
    return status;
}

geo_status geo_ahn_tell_strays(geo_ctx *ctx, const geo_town *town)
{
    static const char *const names[] = {"dtm.tif", "dsm.tif", "canopy.tif"};
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < sizeof names / sizeof *names; i++) {
        geo_text path = GEO_TEXT_INIT;
        geo_text_addf(&path, "%s/%s", geo_town_folder(town), names[i]);
        if (path.failed)
            status = geo_fail_nomem(ctx);
        else if (access(path.data, F_OK) == 0)
            status = look(ctx, path.data, geo_town_crs(town));
        geo_text_release(&path);
    }
    return status;
}
