/* The folder: rasters first, the GeoPackage last, each published as a whole. */
#include "sample/town.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"
#include "io/rasters.h"
#include "sample/layers.h"
#include "sample/surface.h"

#define NOISE_M 0.04 /* of the surface model, full width */

static const char *const file_names[] = {"base.gpkg", "dtm.tif", "dsm.tif"};

static geo_status town_path(geo_ctx *ctx, const sample_town *town, const char *name, geo_text *out)
{
    geo_text_reset(out);
    geo_text_addf(out, "%s/%s", town->folder, name);
    return out->failed ? geo_fail_nomem(ctx) : GEO_OK;
}

static geo_status make_folder(geo_ctx *ctx, const char *folder)
{
    struct stat facts;
    if (mkdir(folder, 0777) == 0)
        return GEO_OK;
    int why = errno;
    if (why == EEXIST && stat(folder, &facts) == 0 && S_ISDIR(facts.st_mode))
        return GEO_OK;
    return geo_fail(ctx, GEO_ERR_IO, "cannot make folder '%s': %s", folder, strerror(why));
}

/* All or none: a town of two makes would fool every tool that reads it. */
static geo_status check_files(geo_ctx *ctx, const sample_town *town)
{
    geo_text path = GEO_TEXT_INIT;
    geo_status status = GEO_OK;
    for (size_t k = 0; status == GEO_OK && k < sizeof file_names / sizeof *file_names; k++) {
        status = town_path(ctx, town, file_names[k], &path);
        if (status != GEO_OK || access(geo_text_string(&path), F_OK) != 0)
            continue;
        if (!town->overwrite) {
            status = geo_fail(ctx, GEO_ERR_ARG, "'%s' exists", geo_text_string(&path));
            geo_hint(ctx, "replace it with -O, or name another folder");
        } else if (k > 0 && town->no_rasters) {
            status = geo_fail(ctx, GEO_ERR_ARG, "'%s' would no longer belong to the town",
                              geo_text_string(&path));
            geo_hint(ctx, "remove it, or make the rasters too");
        }
    }
    geo_text_release(&path);
    return status;
}

static geo_status write_raster(geo_ctx *ctx, const sample_town *town, const sample_plan *plan,
                               const geo_crs *crs, bool is_dsm)
{
    /* Noise far below the last decimal would only make the file larger. */
    bool noisy = is_dsm && (town->decimals < 0 || town->decimals > 1);
    sample_surface surface = {.plan = plan, .is_dsm = is_dsm, .noise_m = noisy ? NOISE_M : 0};
    geo_text path = GEO_TEXT_INIT;
    geo_status status = sample_surface_init(ctx, &surface, town->cell_m);
    if (status == GEO_OK)
        status = town_path(ctx, town, surface.source.name, &path);
    if (status == GEO_OK)
        status = geo_raster_write(ctx, geo_text_string(&path), town->overwrite, &surface.source,
                                  crs, town->decimals);
    geo_text_release(&path);
    sample_surface_release(&surface);
    return status;
}

static geo_status put_blocks(geo_ctx *ctx, const sample_plan *plan, sample_layers *layers)
{
    sample_block block = {0};
    geo_status status = GEO_OK;
    for (int row = 0; status == GEO_OK && row < plan->rows; row++) {
        for (int column = 0; status == GEO_OK && column < plan->columns; column++) {
            status = sample_block_make(ctx, plan, column, row, &block);
            if (status == GEO_OK)
                status = sample_layers_put_block(ctx, layers, &block);
        }
        if (status == GEO_OK)
            status = geo_ctx_poll(ctx);
        geo_progress(ctx, (row + 1.0) / plan->rows);
    }
    sample_block_release(&block);
    return status;
}

static geo_status write_layers(geo_ctx *ctx, const sample_town *town, const sample_plan *plan,
                               const geo_crs *crs)
{
    geo_package *package = NULL;
    sample_layers layers = {0};
    geo_text path = GEO_TEXT_INIT;
    geo_status status = town_path(ctx, town, file_names[0], &path);
    geo_package_options options = {
        .path = geo_text_string(&path), .overwrite = town->overwrite, .date = SAMPLE_DATE};
    if (status == GEO_OK)
        status = geo_package_new(ctx, &options, &package);
    if (status == GEO_OK)
        status = sample_layers_init(ctx, plan, package, crs, town->provenance, &layers);
    if (status == GEO_OK)
        status = put_blocks(ctx, plan, &layers);
    if (status == GEO_OK)
        status = sample_layers_put_areas(ctx, &layers);
    if (status == GEO_OK)
        status = geo_package_commit(ctx, package);
    sample_layers_release(&layers);
    geo_package_free(package);
    geo_text_release(&path);
    return status;
}

static geo_status write_files(geo_ctx *ctx, const sample_town *town, const sample_plan *plan)
{
    geo_crs *crs = NULL;
    geo_status status = geo_crs_new(ctx, "EPSG:28992", &crs);
    if (status == GEO_OK && !town->no_rasters)
        status = write_raster(ctx, town, plan, crs, false);
    if (status == GEO_OK && !town->no_rasters)
        status = write_raster(ctx, town, plan, crs, true);
    if (status == GEO_OK)
        status = write_layers(ctx, town, plan, crs);
    geo_crs_free(crs);
    return status;
}

geo_status sample_town_write(geo_ctx *ctx, const sample_town *town)
{
    sample_plan *plan = NULL;
    if (!town->no_rasters && !(town->cell_m >= 0.1 && town->cell_m <= 100))
        return geo_fail(ctx, GEO_ERR_ARG, "cells are 0.1 to 100 m wide, not %g", town->cell_m);
    geo_status status = sample_plan_new(ctx, town->seed, town->addresses, &plan);
    if (status == GEO_OK)
        status = make_folder(ctx, town->folder);
    if (status == GEO_OK)
        status = check_files(ctx, town);
    if (status == GEO_OK)
        status = write_files(ctx, town, plan);
    sample_plan_free(plan);
    return status;
}
