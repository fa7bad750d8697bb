#include "registry/ahn_import.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/vec.h"
#include "registry/ahn_parts.h"

/* What a run works with. */
typedef struct job {
    const geo_import *import;
    const geo_ahn_wishes *wishes;
    geo_town *town;
    geo_ahn_rules rules;
    GEO_VEC(const char *) dtm, dsm; /* files */
    const geo_publish *made[2];     /* dtm.tif and dsm.tif of this run, not published yet */
    geo_raster *models[2];          /* of the town: terrain, surface */
    geo_raster *green;
    geo_ahn_obstacles obstacles;
    bool canopy_stays; /* it was taken from a ready raster */
} job;

enum { TERRAIN, SURFACE };
static const char *const file_names[] = {"dtm.tif", "dsm.tif"};
static const char *const note_names[] = {"dtm", "dsm"};

static void release(job *j)
{
    geo_free(j->dtm.items);
    geo_free(j->dsm.items);
    geo_raster_free(j->models[TERRAIN]);
    geo_raster_free(j->models[SURFACE]);
    geo_raster_free(j->green);
    geo_ahn_obstacles_release(&j->obstacles);
}

static geo_status town_path(geo_ctx *ctx, const job *j, const char *name, geo_text *out)
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

/* A raster that something else made is not overwritten; asked before anything is written. */
static geo_status check_free(geo_ctx *ctx, const job *j, const char *name, bool *taken)
{
    *taken = false;
    geo_text path = GEO_TEXT_INIT;
    geo_status status = town_path(ctx, j, name, &path);
    if (!status && access(path.data, F_OK) == 0 && !is_ours(ctx, path.data, taken)) {
        status =
            geo_fail(ctx, GEO_ERR_ARG, "'%s' is there and was not made by gn-import", path.data);
        geo_hint(ctx, "move it away when it is to be replaced");
    }
    geo_text_release(&path);
    return status;
}

/* ---- sheets ---- */

static geo_status sort_file(geo_ctx *ctx, job *j, const char *path)
{
    geo_ahn_kind kind = geo_ahn_kind_of(path);
    if (j->wishes->files_are == GEO_AHN_IS_DTM)
        kind = GEO_AHN_DTM;
    if (j->wishes->files_are == GEO_AHN_IS_DSM)
        kind = GEO_AHN_DSM;
    if (kind == GEO_AHN_UNKNOWN) {
        geo_hint(ctx, "say it with --files-are dtm or --files-are dsm");
        return geo_fail(ctx, GEO_ERR_ARG,
                        "the name of '%s' does not say whether it is terrain or surface", path);
    }
    bool kept = kind == GEO_AHN_DTM ? geo_vec_push(&j->dtm, path) : geo_vec_push(&j->dsm, path);
    return kept ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_ahn_sheet_options sheet_options(const job *j, geo_ahn_kind kind)
{
    return (geo_ahn_sheet_options){
        .kind = kind,
        .unit = j->wishes->centimetres ? GEO_AHN_CENTIMETRES
                : j->wishes->metres    ? GEO_AHN_METRES
                                       : GEO_AHN_UNIT_UNKNOWN,
        .crs = j->import->crs,
        .target = geo_town_crs(j->town),
        .area = geo_area_geom(geo_town_area(j->town), true),
        .year = j->wishes->year,
        .cell_least_m = geo_chm_cell_least(&j->rules.canopy),
        .low_m = j->rules.low_m,
        .high_m = kind == GEO_AHN_DTM ? j->rules.terrain_high_m : j->rules.surface_high_m,
    };
}

static geo_status note_year(geo_ctx *ctx, const job *j, geo_ahn_years years)
{
    char date[16];
    if (!years.last)
        return GEO_OK;
    snprintf(date, sizeof date, "%04d-01-01", years.last);
    return geo_town_date(ctx, j->town, date);
}

static geo_status write_raster(geo_ctx *ctx, job *j, int which, const geo_ahn_sheets *sheets,
                               geo_ahn_report *report)
{
    geo_publish *made = NULL;
    geo_text path = GEO_TEXT_INIT;
    geo_status status = town_path(ctx, j, file_names[which], &path);
    if (!status)
        status = geo_ahn_sheets_write(
            ctx, sheets,
            (geo_ahn_file){.path = path.data, .overwrite = true, .held = &made, .joins = true},
            report);
    if (!status)
        status = geo_town_beside(ctx, j->town, note_names[which], made);
    if (!status)
        j->made[which] = made;
    geo_text_release(&path);
    return status;
}

static geo_status write_sheets(geo_ctx *ctx, job *j, int which, const char *const *paths,
                               size_t count)
{
    geo_ahn_sheets *sheets = NULL;
    geo_ahn_report report;
    const geo_ahn_sheet_options options =
        sheet_options(j, which == TERRAIN ? GEO_AHN_DTM : GEO_AHN_DSM);
    if (!count)
        return GEO_OK;
    geo_status status = geo_ahn_sheets_new(ctx, paths, count, &options, &sheets);
    if (!status)
        status = write_raster(ctx, j, which, sheets, &report);
    if (!status)
        status = geo_ahn_outcome_sheets(ctx, j->wishes->outcome, file_names[which], sheets, paths,
                                        count, &report);
    for (size_t i = 0; !status && i < geo_ahn_sheets_count(sheets); i++)
        status = geo_town_file(ctx, j->town, geo_ahn_sheets_path(sheets, i));
    if (!status)
        status = note_year(ctx, j, geo_ahn_sheets_years(sheets));
    if (!status)
        status = geo_town_note(ctx, j->town, note_names[which]);
    geo_ahn_sheets_free(sheets);
    return status;
}

/* ---- what follows from both models ---- */

static geo_status note_area(geo_ctx *ctx, const job *j, const char *name,
                            const geo_grid_source *source)
{
    geo_geom area = {0};
    geo_status status = geo_ahn_data_area(ctx, source, &area);
    if (!status)
        status = geo_town_reach(ctx, j->town, name, &area);
    geo_geom_release(&area);
    return status;
}

static geo_status open_model(geo_ctx *ctx, job *j, int which)
{
    geo_text path = GEO_TEXT_INIT;
    const geo_raster_options options = {.target = geo_town_crs(j->town)};
    geo_status status = town_path(ctx, j, file_names[which], &path);
    const char *from = j->made[which] ? geo_publish_temporary(j->made[which]) : path.data;
    if (!status && access(from, F_OK) == 0)
        status = geo_raster_new(ctx, from, &options, &j->models[which]);
    if (!status && j->made[which])
        status = note_area(ctx, j, note_names[which], geo_raster_source(j->models[which]));
    geo_text_release(&path);
    return status;
}

static geo_status open_green(geo_ctx *ctx, job *j)
{
    const geo_raster_options options = {
        .kind = GEO_RASTER_ANY, .crs = j->import->crs, .target = geo_town_crs(j->town)};
    if (!j->wishes->green)
        return GEO_OK;
    return geo_raster_new(ctx, j->wishes->green, &options, &j->green);
}

/* Where both models say something. */
static geo_box seen_by(const job *j)
{
    geo_box a = geo_frame_box(geo_raster_source(j->models[TERRAIN])->frame);
    geo_box b = geo_frame_box(geo_raster_source(j->models[SURFACE])->frame);
    return (geo_box){fmax(a.xmin, b.xmin), fmax(a.ymin, b.ymin), fmin(a.xmax, b.xmax),
                     fmin(a.ymax, b.ymax)};
}

static geo_ahn_models models_of(const job *j)
{
    return (geo_ahn_models){.dsm = geo_raster_source(j->models[SURFACE]),
                            .dtm = geo_raster_source(j->models[TERRAIN]),
                            .green = j->green ? geo_raster_source(j->green) : NULL,
                            .masks = j->obstacles.masks.items,
                            .mask_count = j->obstacles.masks.count};
}

/* A canopy that was made: where it has data; of a derived one, where nothing told roofs from trees.
 */
static geo_status look_at_canopy(geo_ctx *ctx, const job *j, const geo_publish *made, bool derived)
{
    geo_raster *raster = NULL;
    const geo_raster_options options = {.kind = GEO_RASTER_ANY, .target = geo_town_crs(j->town)};
    geo_status status = geo_raster_new(ctx, geo_publish_temporary(made), &options, &raster);
    if (!status)
        status = note_area(ctx, j, "canopy", geo_raster_source(raster));
    if (!status && derived)
        status = geo_ahn_tell_reach(ctx, geo_raster_source(raster), &j->obstacles.coverage);
    geo_raster_free(raster);
    return status;
}

static geo_status write_canopy(geo_ctx *ctx, const job *j)
{
    if (j->canopy_stays)
        return GEO_OK;
    geo_publish *made = NULL;
    geo_text path = GEO_TEXT_INIT;
    geo_ahn_crown_report report;
    const geo_ahn_models models = models_of(j);
    geo_status status = town_path(ctx, j, "canopy.tif", &path);
    if (!status)
        status = geo_ahn_canopy_write(
            ctx, &models, &j->rules,
            (geo_ahn_file){.path = path.data, .overwrite = true, .held = &made},
            geo_town_crs(j->town), geo_ahn_raster_years(j->models[SURFACE]), &report);
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
static geo_status offer_trees(geo_ctx *ctx, const job *j, const geo_ahn_models *models)
{
    geo_geom areas[2] = {{0}, {0}}, both = {0};
    geo_geos *geos = NULL;
    geo_status status = geo_ahn_offer_trees(ctx, j->town, models, &j->rules);
    if (!status)
        status = geo_geos_new(ctx, &geos);
    for (int which = 0; !status && which < 2; which++)
        status = geo_ahn_data_area(ctx, geo_raster_source(j->models[which]), &areas[which]);
    if (!status && areas[TERRAIN].point_count && areas[SURFACE].point_count)
        status = geo_geos_intersection(ctx, geos, &areas[TERRAIN], &areas[SURFACE], &both);
    if (!status)
        status = geo_town_reach(ctx, j->town, "tree", &both);
    geo_geos_free(geos);
    geo_geom_release(&both);
    for (int which = 0; which < 2; which++)
        geo_geom_release(&areas[which]);
    return status;
}

static geo_status derive(geo_ctx *ctx, job *j)
{
    geo_box seen = seen_by(j);
    j->wishes->outcome->has_heights = true;
    geo_status status = geo_ahn_check_order(ctx, geo_raster_source(j->models[TERRAIN]),
                                            geo_raster_source(j->models[SURFACE]), &j->rules);
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
static geo_status check_wishes(geo_ctx *ctx, const job *j)
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

static geo_status write_crowns(geo_ctx *ctx, job *j)
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
    geo_status status = town_path(ctx, j, "canopy.tif", &path);
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

static geo_status take_crowns(geo_ctx *ctx, job *j)
{
    bool taken;
    geo_status status = check_wishes(ctx, j);
    if (!status)
        status = check_free(ctx, j, "canopy.tif", &taken);
    if (!status && j->wishes->files_are == GEO_AHN_IS_CROWN_HEIGHT)
        status = geo_ahn_obstacles_read(ctx, j->town, j->wishes->mask,
                                        geo_town_box(j->town, GEO_THEME_BUILDING), &j->rules,
                                        &j->obstacles);
    return status ? status : write_crowns(ctx, j);
}

/* Will be written, or is there; what will be written must be free. */
static geo_status check_model(geo_ctx *ctx, const job *j, int which, size_t sheets, bool *out)
{
    bool taken;
    geo_text path = GEO_TEXT_INIT;
    *out = true;
    if (sheets)
        return check_free(ctx, j, file_names[which], &taken);
    geo_status status = town_path(ctx, j, file_names[which], &path);
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
static geo_status check_idle(geo_ctx *ctx, const job *j, bool terrain, bool surface)
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
static geo_status check_outputs(geo_ctx *ctx, job *j)
{
    bool terrain = false, surface = false;
    geo_status status = check_model(ctx, j, TERRAIN, j->dtm.count, &terrain);
    if (!status)
        status = check_model(ctx, j, SURFACE, j->dsm.count, &surface);
    if (!status && terrain && surface)
        status = check_free(ctx, j, "canopy.tif", &j->canopy_stays);
    if (!status)
        status = check_idle(ctx, j, terrain, surface);
    if (!status && j->canopy_stays)
        geo_note(ctx, "canopy.tif stays: it was taken from a ready raster; move it away to have it "
                      "derived from these models");
    return status;
}

static geo_status take_sheets(geo_ctx *ctx, job *j)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < j->import->file_count; i++)
        status = sort_file(ctx, j, j->import->files[i]);
    if (!status)
        status = check_outputs(ctx, j);
    if (!status)
        status = write_sheets(ctx, j, TERRAIN, j->dtm.items, j->dtm.count);
    if (!status)
        status = write_sheets(ctx, j, SURFACE, j->dsm.items, j->dsm.count);
    for (int which = 0; !status && which < 2; which++)
        status = open_model(ctx, j, which);
    if (status || !j->models[TERRAIN] || !j->models[SURFACE])
        return status;
    return derive(ctx, j);
}

geo_status geo_import_ahn(geo_ctx *ctx, const geo_import *import)
{
    job j = {.import = import, .wishes = import->ahn, .town = import->town};
    geo_table *table = NULL;
    geo_status status = import->table(import->self, ctx, "ahn-rules.csv", &table);
    if (!status)
        status = geo_ahn_rules_read(ctx, table, &j.rules);
    if (!status)
        status = geo_town_open(ctx, j.town);
    if (!status)
        status = geo_ahn_tell_strays(ctx, j.town);
    if (!status)
        status = j.wishes->files_are >= GEO_AHN_IS_CROWN_MASK ? take_crowns(ctx, &j)
                                                              : take_sheets(ctx, &j);
    geo_table_free(table);
    release(&j);
    return status;
}
