/* What a run may write: asked before anything is, so that a refusal leaves the town as it was. */
#include <unistd.h>

#include "base/text.h"
#include "registry/ahn_job.h"

const char *const geo_ahn_file_names[] = {"dtm.tif", "dsm.tif"};

geo_status geo_ahn_job_path(geo_ctx *ctx, const geo_ahn_job *j, const char *name, geo_text *out)
{
    geo_text_reset(out);
    geo_text_addf(out, "%s/%s", geo_town_folder(j->town), name);
    return out->failed ? geo_fail_nomem(ctx) : GEO_OK;
}

/* taken: of a ready raster, which sheets do not replace. */
static bool is_ours(geo_ctx *ctx, const char *path, bool *taken)
{
    geo_raster *raster = NULL;
    const geo_raster_options options = {.kind = GEO_RASTER_ANY};
    geo_status status = geo_raster_new(ctx, path, &options, &raster);
    bool ours = !status && geo_ahn_is_made_here(raster);
    *taken = ours && geo_raster_item(raster, GEO_AHN_TAKEN_ITEM);
    geo_raster_free(raster);
    geo_ctx_reset(ctx);
    return ours;
}

geo_status geo_ahn_job_check_free(geo_ctx *ctx, const geo_ahn_job *j, const char *name, bool *taken)
{
    *taken = false;
    geo_text path = GEO_TEXT_INIT;
    geo_status status = geo_ahn_job_path(ctx, j, name, &path);
    if (!status && access(path.data, F_OK) == 0 && !is_ours(ctx, path.data, taken)) {
        status =
            geo_fail(ctx, GEO_ERR_ARG, "'%s' is there and was not made by gn-import", path.data);
        geo_hint(ctx, "move it away when it is to be replaced");
    }
    geo_text_release(&path);
    return status;
}

/* Will be written, or is there; what will be written must be free. */
static geo_status check_model(geo_ctx *ctx, const geo_ahn_job *j, int which, size_t sheets,
                              bool *out)
{
    bool taken;
    geo_text path = GEO_TEXT_INIT;
    *out = true;
    if (sheets)
        return geo_ahn_job_check_free(ctx, j, geo_ahn_file_names[which], &taken);
    geo_status status = geo_ahn_job_path(ctx, j, geo_ahn_file_names[which], &path);
    *out = !status && access(path.data, F_OK) == 0;
    geo_text_release(&path);
    return status;
}

static geo_status fail_idle(geo_ctx *ctx, const char *option, const char *why, const char *hint)
{
    geo_hint(ctx, "%s", hint);
    return geo_fail(ctx, GEO_ERR_ARG, "%s does nothing: %s", option, why);
}

/* Crowns and tops follow from both models; masks are for these two alone. */
static geo_status check_idle(geo_ctx *ctx, const geo_ahn_job *j, bool terrain, bool surface)
{
    const geo_ahn_wishes *w = j->wishes;
    const char *crowns = w->green ? "--green" : w->mask ? "--mask" : NULL;
    const char *any = w->tops ? "--tops" : crowns;
    if (any && !(terrain && surface))
        return fail_idle(ctx, any,
                         terrain ? "there is no surface (DSM), in the town or among the files"
                                 : "there is no terrain (DTM), in the town or among the files",
                         "give the sheets of both, or import the others first");
    if (crowns && j->canopy_stays && !w->tops)
        return fail_idle(ctx, crowns, "canopy.tif stays, which was taken from a ready raster",
                         "move it away to have it derived from these models");
    return GEO_OK;
}

/* Nothing is written over what others made; a canopy only matters when one follows. */
geo_status geo_ahn_job_check(geo_ctx *ctx, geo_ahn_job *j)
{
    bool terrain = false, surface = false;
    geo_status status = check_model(ctx, j, GEO_AHN_TERRAIN, j->dtm.count, &terrain);
    if (!status)
        status = check_model(ctx, j, GEO_AHN_SURFACE, j->dsm.count, &surface);
    if (!status && terrain && surface)
        status = geo_ahn_job_check_free(ctx, j, "canopy.tif", &j->canopy_stays);
    if (!status)
        status = check_idle(ctx, j, terrain, surface);
    if (!status && j->canopy_stays)
        geo_note(ctx, "canopy.tif stays: it was taken from a ready raster; move it away to have it "
                      "derived from these models");
    return status;
}
