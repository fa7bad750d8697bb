/* What follows from both models, or comes ready: heights, crowns and tree tops. */
#include <math.h>

#include "base/text.h"
#include "registry/ahn_job.h"

geo_status geo_ahn_job_reach(geo_ctx *ctx, const geo_ahn_job *j, const char *name,
                             const geo_grid_source *source)
{
    geo_geom area = {0};
    geo_status status = geo_ahn_data_area(ctx, source, &area);
    if (!status)
        status = geo_town_reach(ctx, j->town, name, &area);
    geo_geom_release(&area);
    return status;
}

static geo_status open_green(geo_ctx *ctx, geo_ahn_job *j)
{
    const geo_raster_options options = {
        .kind = GEO_RASTER_ANY, .crs = j->import->crs, .target = geo_town_crs(j->town)};
    if (!j->wishes->green)
        return GEO_OK;
    return geo_raster_new(ctx, j->wishes->green, &options, &j->green);
}

/* Where both models say something. */
static geo_box seen_by(const geo_ahn_job *j)
{
    geo_box a = geo_frame_box(geo_raster_source(j->models[GEO_AHN_TERRAIN])->frame);
    geo_box b = geo_frame_box(geo_raster_source(j->models[GEO_AHN_SURFACE])->frame);
    return (geo_box){fmax(a.xmin, b.xmin), fmax(a.ymin, b.ymin), fmin(a.xmax, b.xmax),
                     fmin(a.ymax, b.ymax)};
}

static geo_ahn_models models_of(const geo_ahn_job *j)
{
    return (geo_ahn_models){.dsm = geo_raster_source(j->models[GEO_AHN_SURFACE]),
                            .dtm = geo_raster_source(j->models[GEO_AHN_TERRAIN]),
                            .green = j->green ? geo_raster_source(j->green) : NULL,
                            .masks = j->obstacles.masks.items,
                            .mask_count = j->obstacles.masks.count};
}

/* A canopy that was made: where it has data; of a derived one, where nothing told roofs from trees.
 */
static geo_status look_at_canopy(geo_ctx *ctx, const geo_ahn_job *j, const geo_publish *made,
                                 bool derived)
{
    geo_raster *raster = NULL;
    const geo_raster_options options = {.kind = GEO_RASTER_ANY, .target = geo_town_crs(j->town)};
    geo_status status = geo_raster_new(ctx, geo_publish_temporary(made), &options, &raster);
    if (!status)
        status = geo_ahn_job_reach(ctx, j, "canopy", geo_raster_source(raster));
    if (!status && derived)
        status = geo_ahn_tell_reach(ctx, geo_raster_source(raster), &j->obstacles.coverage);
    geo_raster_free(raster);
    return status;
}

static geo_status write_canopy(geo_ctx *ctx, const geo_ahn_job *j)
{
    if (j->canopy_stays)
        return GEO_OK;
    geo_publish *made = NULL;
    geo_text path = GEO_TEXT_INIT;
    geo_ahn_crown_report report;
    const geo_ahn_models models = models_of(j);
    geo_status status = geo_ahn_job_path(ctx, j, "canopy.tif", &path);
    if (!status)
        status = geo_ahn_canopy_write(
            ctx, &models, &j->rules,
            (geo_ahn_file){.path = path.data, .overwrite = true, .held = &made},
            geo_town_crs(j->town), geo_ahn_raster_years(j->models[GEO_AHN_SURFACE]), &report);
    if (!status)
        status = geo_town_beside(ctx, j->town, "canopy", made);
    if (!status)
        status = look_at_canopy(ctx, j, made, true);
    if (!status)
        status = geo_ahn_outcome_crowns(ctx, j->wishes->outcome, NULL, &report);
    if (!status)
        geo_info(ctx, "canopy.tif: %.0f m2 of crowns, %.0f m2 unknown", report.crown_m2,
                 report.unknown_m2);
    if (!status)
        status = geo_town_note(ctx, j->town, "canopy");
    geo_text_release(&path);
    return status;
}

/* Trees are known where both models are. */
static geo_status offer_trees(geo_ctx *ctx, const geo_ahn_job *j, const geo_ahn_models *models)
{
    geo_geom areas[2] = {{0}, {0}}, both = {0};
    geo_geos *geos = NULL;
    geo_status status = geo_ahn_offer_trees(ctx, j->town, models, &j->rules);
    if (!status)
        status = geo_geos_new(ctx, &geos);
    for (int which = 0; !status && which < 2; which++)
        status = geo_ahn_data_area(ctx, geo_raster_source(j->models[which]), &areas[which]);
    if (!status && areas[GEO_AHN_TERRAIN].point_count && areas[GEO_AHN_SURFACE].point_count)
        status = geo_geos_intersection(ctx, geos, &areas[GEO_AHN_TERRAIN], &areas[GEO_AHN_SURFACE],
                                       &both);
    if (!status)
        status = geo_town_reach(ctx, j->town, "tree", &both);
    geo_geos_free(geos);
    geo_geom_release(&both);
    for (int which = 0; which < 2; which++)
        geo_geom_release(&areas[which]);
    return status;
}

geo_status geo_ahn_job_derive(geo_ctx *ctx, geo_ahn_job *j)
{
    geo_box seen = seen_by(j);
    j->wishes->outcome->has_heights = true;
    geo_status status =
        geo_ahn_check_order(ctx, geo_raster_source(j->models[GEO_AHN_TERRAIN]),
                            geo_raster_source(j->models[GEO_AHN_SURFACE]), &j->rules);
    if (!status)
        status =
            geo_ahn_obstacles_read(ctx, j->town, j->wishes->mask, seen, &j->rules, &j->obstacles);
    if (!status)
        status = open_green(ctx, j);
    const geo_ahn_models models = models_of(j);
    if (!status)
        status = geo_ahn_set_heights(ctx, j->town, &models, &j->obstacles.buildings, seen,
                                     &j->rules, &j->wishes->outcome->heights);
    if (!status)
        status = write_canopy(ctx, j);
    if (!status && j->wishes->tops)
        status = offer_trees(ctx, j, &models);
    return status;
}

/* ---- ready crowns ---- */

/* An option that would do nothing is no option. */
static geo_status check_wishes(geo_ctx *ctx, const geo_ahn_job *j)
{
    bool is_mask = j->wishes->files_are == GEO_AHN_IS_CROWN_MASK;
    bool has_unit = j->wishes->centimetres || j->wishes->metres;
    const char *idle = j->wishes->green             ? "--green"
                       : j->wishes->tops            ? "--tops"
                       : has_unit                   ? "--unit"
                       : is_mask && j->wishes->mask ? "--mask"
                                                    : NULL;
    if (j->import->file_count != 1)
        return geo_fail(ctx, GEO_ERR_ARG, "crowns come as one raster, not as %zu",
                        j->import->file_count);
    return idle ? geo_fail(ctx, GEO_ERR_ARG, "%s does nothing to a ready raster of %s", idle,
                           is_mask ? "crowns" : "heights of trees")
                : GEO_OK;
}

static geo_status write_crowns(geo_ctx *ctx, geo_ahn_job *j)
{
    geo_publish *made = NULL;
    geo_text path = GEO_TEXT_INIT;
    geo_ahn_crown_report report;
    const geo_ahn_crown_options options = {.are = j->wishes->files_are == GEO_AHN_IS_CROWN_MASK
                                                      ? GEO_AHN_CROWN_MASK
                                                      : GEO_AHN_CROWN_HEIGHT,
                                           .crs = j->import->crs,
                                           .target = geo_town_crs(j->town),
                                           .area = geo_area_geom(geo_town_area(j->town), true),
                                           .masks = j->obstacles.masks.items,
                                           .mask_count = j->obstacles.masks.count,
                                           .year = j->wishes->year};
    geo_status status = geo_ahn_job_path(ctx, j, "canopy.tif", &path);
    if (!status)
        status = geo_ahn_crowns_write(
            ctx, j->import->files[0],
            (geo_ahn_file){.path = path.data, .overwrite = true, .held = &made, .joins = true},
            &j->rules, &options, &report);
    if (!status)
        status = geo_town_beside(ctx, j->town, "canopy", made);
    if (!status)
        status = look_at_canopy(ctx, j, made, false);
    if (!status)
        status = geo_ahn_outcome_crowns(ctx, j->wishes->outcome, j->import->files[0], &report);
    if (!status)
        status = geo_town_file(ctx, j->town, j->import->files[0]);
    if (!status)
        status = geo_town_note(ctx, j->town, "canopy");
    geo_text_release(&path);
    return status;
}

geo_status geo_ahn_job_take_crowns(geo_ctx *ctx, geo_ahn_job *j)
{
    bool taken;
    geo_status status = check_wishes(ctx, j);
    if (!status)
        status = geo_ahn_job_check_free(ctx, j, "canopy.tif", &taken);
    if (!status && j->wishes->files_are == GEO_AHN_IS_CROWN_HEIGHT)
        status = geo_ahn_obstacles_read(ctx, j->town, j->wishes->mask,
                                        geo_town_box(j->town, GEO_THEME_BUILDING), &j->rules,
                                        &j->obstacles);
    return status ? status : write_crowns(ctx, j);
}
