/* gn-sinks: where water stays in the terrain, what drains there and where it spills. */
#include <string.h>

#include "cli/elevation.h"
#include "io/rasters_facts.h"
#include "sinks/layers.h"
#include "sinks/rasters.h"
#include "water/sinks_summary.h"

typedef struct sinks_args {
    double min_depth_m, min_area_m2, min_volume_m3;
    const char *burn, *filled, *labels;
    int raise, nodata, unit;
} sinks_args;

#define AT(member) offsetof(sinks_args, member)
static const cli_option OPTIONS[] = {
    {"min-depth", 0, CLI_LENGTH, AT(min_depth_m), "LENGTH", "5cm", NULL, "Minimale diepte",
     "depressions less deep than this are no sinks", false},
    {"min-area", 0, CLI_AREA, AT(min_area_m2), "AREA", "10m2", NULL, "Minimale oppervlakte",
     "depressions with less water surface are no sinks", false},
    {"min-volume", 0, CLI_VOLUME, AT(min_volume_m3), "VOLUME", "1m3", NULL, "Minimale inhoud",
     "depressions that hold less are no sinks", false},
    {"burn", 0, CLI_DATASET, AT(burn), "PATH[:LAYER]", NULL, NULL, "Duikers en watergangen",
     "lower the ground along these lines (culverts) and in these polygons (water)", false},
    {"raise", 0, CLI_CHOICE, AT(raise), "THEME", "none", "none|building", "Ophogen",
     "raise the ground in these polygons, so that they hold no water", false},
    {"nodata-is", 0, CLI_CHOICE, AT(nodata), "WHAT", "outlet", "outlet|wall", "Zonder hoogte",
     "cells without height: water leaves there, or is stopped", false},
    {"unit", 0, CLI_CHOICE, AT(unit), "UNIT", "file", "file|m|cm", "Eenheid van de hoogte",
     "unit of the elevation; file: as the file says", false},
    {"filled", 0, CLI_FILE_OUT, AT(filled), "FILE", NULL, NULL, "Gevuld maaiveld",
     "write the surface with every depression filled, as GeoTIFF", true},
    {"labels", 0, CLI_FILE_OUT, AT(labels), "FILE", NULL, NULL, "Afstroomgebieden als raster",
     "write the id of the catchment of every cell, as GeoTIFF", true},
};
enum { RAISE_NONE, RAISE_BUILDING };
/* Water that much higher than the land was made a wall, as models of flooding want it. */
static const double WATER_HIGH_M = 2;
/* Share of the map that is holes from which on they matter: models without buildings have a tenth.
 */
static const double HOLES_MANY = 0.02;
static const double UNITS_M[] = {0, 1, 0.01}; /* by --unit */
static const char *const THEMES[] = {"building", "water", NULL};
static const char *const RASTERS[] = {"dtm", NULL};

typedef struct opened {
    geo_raster *dtm;
    geo_source *building, *water, *burn;
    geo_package *package;
    geo_sinks *sinks;
    sinks_raster filled, labels;
} opened;

static void close_all(opened *o)
{
    sinks_raster_release(&o->filled);
    sinks_raster_release(&o->labels);
    geo_package_free(o->package);
    geo_sinks_free(o->sinks);
    geo_raster_free(o->dtm);
    geo_source_free(o->building);
    geo_source_free(o->water);
    geo_source_free(o->burn);
}

static bool is_tiff(const char *path)
{
    const char *dot = path ? strrchr(path, '.') : NULL;
    return !path || (dot && (strcmp(dot, ".tif") == 0 || strcmp(dot, ".tiff") == 0));
}

static bool has_file(const cli *app)
{
    const char *input = app->common.input, *town = app->common.town;
    return strcmp(input, "-") != 0 && !(town && strcmp(input, town) == 0);
}

static int check_args(cli *app, const sinks_args *args)
{
    if (has_file(app) && cli_given(app, "dtm"))
        return cli_usage(app, "the elevation model is named twice: '%s' and --dtm",
                         app->common.input);
    int code = cli_package_check(app, "sinks.gpkg");
    if (code != CLI_DONE)
        return code;
    if (!is_tiff(args->filled) || !is_tiff(args->labels))
        return cli_usage(app, "'%s' does not end in .tif: rasters are GeoTIFF",
                         is_tiff(args->filled) ? args->labels : args->filled);
    return CLI_DONE;
}

/* ---- opening ---- */

static geo_status open_dtm(cli *app, const sinks_args *args, opened *o)
{
    const char *path = app->common.input;
    geo_raster_options options = {.kind = GEO_RASTER_ELEVATION,
                                  .crs = app->common.crs,
                                  .allow_network = app->common.allow_network,
                                  .unit_m = UNITS_M[args->unit],
                                  .unit_option = "--unit"};
    geo_status status = GEO_OK;
    if (!has_file(app))
        status = cli_theme(app, "dtm", true, &path);
    else
        status = cli_inputs_add(app, path);
    return status == GEO_OK ? cli_terrain(app, path, &options, &o->dtm) : status;
}

static geo_status open_themes(cli *app, const sinks_args *args, opened *o)
{
    geo_source_options polygons = {.target_crs = geo_raster_crs(o->dtm)}, both = polygons;
    polygons.geometry_kinds[GEO_GEOM_POLYGON] = true;
    both.geometry_kinds[GEO_GEOM_POLYGON] = both.geometry_kinds[GEO_GEOM_LINE] = true;
    bool raises = args->raise == RAISE_BUILDING;
    geo_status status = cli_source(app, "building", raises, &polygons, &o->building);
    if (status == GEO_OK)
        status = cli_source(app, "water", false, &polygons, &o->water);
    if (status == GEO_OK && args->burn)
        status = cli_dataset(app, "burn", args->burn, &both, &o->burn);
    return status;
}

/* ---- writing ---- */

/* Every target is asked before the work. */
static geo_status open_outputs(cli *app, const sinks_args *args, opened *o)
{
    geo_status status = cli_package_new(app, &o->package);
    if (status == GEO_OK)
        status = sinks_raster_open(app, args->filled, &o->filled);
    return status == GEO_OK ? sinks_raster_open(app, args->labels, &o->labels) : status;
}

static geo_status write_outputs(cli *app, opened *o)
{
    const geo_crs *crs = geo_raster_crs(o->dtm);
    geo_status status = sinks_write_layers(app, o->package, o->sinks, crs);
    if (status == GEO_OK)
        status = sinks_raster_write(app, &o->filled, geo_sinks_filled(o->sinks), crs, "filled");
    return status == GEO_OK
               ? sinks_raster_write(app, &o->labels, geo_sinks_labels(o->sinks), crs, "labels")
               : status;
}

/* The layers first: who sees new rasters finds the layers that go with them. */
static geo_status publish(cli *app, opened *o)
{
    geo_status status = geo_package_commit(app->ctx, o->package);
    if (status == GEO_OK)
        status = sinks_raster_publish(app, &o->filled);
    return status == GEO_OK ? sinks_raster_publish(app, &o->labels) : status;
}

/* ---- telling ---- */

static void tell_ground(cli *app, const sinks_args *args, const opened *o,
                        const geo_sinks_tally *tally)
{
    if (args->raise == RAISE_BUILDING)
        geo_info(app->ctx, "%llu buildings raised", (unsigned long long)tally->raised);
    if (args->burn)
        geo_info(app->ctx, "%llu lines and polygons burned", (unsigned long long)tally->burned);
    if (args->raise == RAISE_BUILDING && tally->raised == 0)
        geo_warn(
            app->ctx,
            "no building was raised: none lies in the elevation model where the height is known");
    if (args->burn && tally->burned == 0)
        geo_warn(app->ctx,
                 "nothing was burned: no line or polygon of '%s' lies in the elevation "
                 "model where the height is known",
                 geo_source_name(o->burn));
    if (tally->groundless)
        geo_note(app->ctx, "%llu buildings or burned features have no known height: left alone",
                 (unsigned long long)tally->groundless);
}

static void tell_holes(cli *app, const sinks_args *args, const geo_sinks_tally *tally)
{
    double share = (double)tally->hole_cells / (double)(tally->known_cells + tally->hole_cells);
    if (args->nodata != GEO_FLOOD_OUTLET || !(share > HOLES_MANY))
        return;
    geo_warn(app->ctx,
             "%.0f %% of the map are holes without height, into which water runs and is gone: %s"
             "--nodata-is wall stops it",
             100 * share,
             args->raise == RAISE_BUILDING ? "" : "--raise building fills those under buildings, ");
}

static geo_status tell(cli *app, const sinks_args *args, const opened *o)
{
    uint32_t count;
    geo_sinks_tally tally = geo_sinks_counts(o->sinks);
    (void)geo_sinks_rows(o->sinks, &count);
    tell_ground(app, args, o, &tally);
    geo_info(app->ctx, "%llu depressions, %u of them sinks", (unsigned long long)tally.found,
             count);
    geo_info(app->ctx, "left out as too small: %llu by themselves, %.1f m3 in all",
             (unsigned long long)tally.left_out, tally.left_out_m3);
    if (tally.walled)
        geo_warn(app->ctx,
                 "%u parts are walled in on all sides: they have no level to which they could "
                 "fill, and drain at their lowest pit",
                 tally.walled);
    tell_holes(app, args, &tally);
    if (tally.water_m > WATER_HIGH_M)
        geo_warn(app->ctx,
                 "the elevation model shows the water %.1f m above the land on average, so that it "
                 "dams: --burn with the layer of the water lowers it",
                 tally.water_m);
    return cli_sources_report(app);
}

static geo_status print_json(cli *app, const geo_sinks *sinks)
{
    cli_summary summary = {GEO_TEXT_INIT, GEO_TEXT_INIT};
    geo_status status = geo_sinks_summary_json(app->ctx, sinks, &summary.json);
    return cli_summary_say(app, status, &summary);
}

/* ---- running ---- */

static geo_status find_sinks(cli *app, const sinks_args *args, opened *o)
{
    const geo_sinks_inputs inputs = {geo_raster_source(o->dtm), o->building, o->water, o->burn};
    const geo_sinks_options options = {.nodata = (geo_flood_nodata)args->nodata,
                                       .min_depth_m = args->min_depth_m,
                                       .min_area_m2 = args->min_area_m2,
                                       .min_volume_m3 = args->min_volume_m3,
                                       .raise_buildings = args->raise == RAISE_BUILDING};
    geo_status status = geo_sinks_new(app->ctx, &inputs, &options, &o->sinks);
    if (status == GEO_OK)
        status = tell(app, args, o);
    if (status == GEO_OK)
        status = write_outputs(app, o);
    if (status == GEO_OK)
        status = publish(app, o);
    return status == GEO_OK && app->common.json ? print_json(app, o->sinks) : status;
}

static int run(cli *app)
{
    const sinks_args *args = app->args;
    opened o = {0};
    int code = check_args(app, args);
    if (code != CLI_DONE)
        return code;
    geo_status status = open_dtm(app, args, &o);
    if (status == GEO_OK)
        status = open_themes(app, args, &o);
    if (status == GEO_OK)
        status = open_outputs(app, args, &o);
    if (status == GEO_OK)
        status = find_sinks(app, args, &o);
    code = cli_status(app, status);
    close_all(&o);
    return code;
}

int main(int argc, char **argv)
{
    static const cli_tool tool = {.name = "gn-sinks",
                                  .summary = "find where water stays in the terrain",
                                  .title = "Laagten",
                                  .operands = "[DTM|TOWN]",
                                  .options = OPTIONS,
                                  .option_count = sizeof OPTIONS / sizeof *OPTIONS,
                                  .args_size = sizeof(sinks_args),
                                  .themes = THEMES,
                                  .rasters = RASTERS,
                                  .writes = true,
                                  .judges = true,
                                  .run = run};
    return cli_main(&tool, argc, argv);
}
