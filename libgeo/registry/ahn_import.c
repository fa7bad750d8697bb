/* The sheets of the elevation model into the town, and in which order all of a run is done. */
#include "registry/ahn_import.h"

#include <stdio.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"
#include "registry/ahn_job.h"

static const char *const note_names[] = {"dtm", "dsm"};

static void release(geo_ahn_job *j)
{
    geo_free(j->dtm.items);
    geo_free(j->dsm.items);
    geo_raster_free(j->models[GEO_AHN_TERRAIN]);
    geo_raster_free(j->models[GEO_AHN_SURFACE]);
    geo_raster_free(j->green);
    geo_ahn_obstacles_release(&j->obstacles);
}

static geo_status sort_file(geo_ctx *ctx, geo_ahn_job *j, const char *path)
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

static geo_ahn_sheet_options sheet_options(const geo_ahn_job *j, geo_ahn_kind kind)
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

static geo_status note_year(geo_ctx *ctx, const geo_ahn_job *j, geo_ahn_years years)
{
    char date[16];
    if (!years.last)
        return GEO_OK;
    snprintf(date, sizeof date, "%04d-01-01", years.last);
    return geo_town_date(ctx, j->town, date);
}

static geo_status write_raster(geo_ctx *ctx, geo_ahn_job *j, int which,
                               const geo_ahn_sheets *sheets, geo_ahn_report *report)
{
    geo_publish *made = NULL;
    geo_text path = GEO_TEXT_INIT;
    geo_status status = geo_ahn_job_path(ctx, j, geo_ahn_file_names[which], &path);
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

static geo_status write_sheets(geo_ctx *ctx, geo_ahn_job *j, int which, const char *const *paths,
                               size_t count)
{
    geo_ahn_sheets *sheets = NULL;
    geo_ahn_report report;
    const geo_ahn_sheet_options options =
        sheet_options(j, which == GEO_AHN_TERRAIN ? GEO_AHN_DTM : GEO_AHN_DSM);
    if (!count)
        return GEO_OK;
    geo_status status = geo_ahn_sheets_new(ctx, paths, count, &options, &sheets);
    if (!status)
        status = write_raster(ctx, j, which, sheets, &report);
    if (!status)
        status = geo_ahn_outcome_sheets(ctx, j->wishes->outcome, geo_ahn_file_names[which], sheets,
                                        paths, count, &report);
    for (size_t i = 0; !status && i < geo_ahn_sheets_count(sheets); i++)
        status = geo_town_file(ctx, j->town, geo_ahn_sheets_path(sheets, i));
    if (!status)
        status = note_year(ctx, j, geo_ahn_sheets_years(sheets));
    if (!status)
        status = geo_town_note(ctx, j->town, note_names[which]);
    geo_ahn_sheets_free(sheets);
    return status;
}

static geo_status open_model(geo_ctx *ctx, geo_ahn_job *j, int which)
{
    geo_text path = GEO_TEXT_INIT;
    const geo_raster_options options = {.target = geo_town_crs(j->town)};
    geo_status status = geo_ahn_job_path(ctx, j, geo_ahn_file_names[which], &path);
    const char *from = j->made[which] ? geo_publish_temporary(j->made[which]) : path.data;
    if (!status && access(from, F_OK) == 0)
        status = geo_raster_new(ctx, from, &options, &j->models[which]);
    if (!status && j->made[which])
        status = geo_ahn_job_reach(ctx, j, note_names[which], geo_raster_source(j->models[which]));
    geo_text_release(&path);
    return status;
}

static geo_status take_sheets(geo_ctx *ctx, geo_ahn_job *j)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < j->import->file_count; i++)
        status = sort_file(ctx, j, j->import->files[i]);
    if (!status)
        status = geo_ahn_job_check(ctx, j);
    if (!status)
        status = write_sheets(ctx, j, GEO_AHN_TERRAIN, j->dtm.items, j->dtm.count);
    if (!status)
        status = write_sheets(ctx, j, GEO_AHN_SURFACE, j->dsm.items, j->dsm.count);
    for (int which = 0; !status && which < 2; which++)
        status = open_model(ctx, j, which);
    if (status || !j->models[GEO_AHN_TERRAIN] || !j->models[GEO_AHN_SURFACE])
        return status;
    return geo_ahn_job_derive(ctx, j);
}

geo_status geo_import_ahn(geo_ctx *ctx, const geo_import *import)
{
    geo_ahn_job j = {.import = import, .wishes = import->ahn, .town = import->town};
    geo_table *table = NULL;
    geo_status status = import->table(import->self, ctx, "ahn-rules.csv", &table);
    if (!status)
        status = geo_ahn_rules_read(ctx, table, &j.rules);
    if (!status)
        status = geo_town_open(ctx, j.town);
    if (!status)
        status = geo_ahn_tell_strays(ctx, j.town);
    if (!status)
        status = j.wishes->files_are >= GEO_AHN_IS_CROWN_MASK ? geo_ahn_job_take_crowns(ctx, &j)
                                                              : take_sheets(ctx, &j);
    geo_table_free(table);
    release(&j);
    return status;
}
