/* gn-canopy: the share under tree crowns of every address's neighbourhood, or circle; or of
 * polygons. */
#include <string.h>

#include "cli/columns.h"
#include "cli/crowns.h"
#include "cli/landcover.h"

typedef struct canopy_args {
    const char *area;
    double radius_m;
    int denominator;
    cli_crowns_args crowns;
} canopy_args;

#define KEPT_ROWS 2048       /* of the raster: 1 km of half metres, more than most buurten */
#define RADIUS_MOST_M 2000.0 /* a grid of half metres around a block must fit in memory */
#define AT(member) offsetof(canopy_args, member)
static const cli_option OPTIONS[] = {
    {"area", 0, CLI_TEXT, AT(area), "neighbourhood|circle|PATH[:LAYER]", "neighbourhood", NULL,
     "Gebied", "unit of an address: its buurt, a circle around it, or the polygon of a layer",
     false},
    {"radius", 0, CLI_LENGTH, AT(radius_m), "LENGTH", "250m", NULL, "Straal",
     "radius of the circles", false},
    {"denominator", 0, CLI_CHOICE, AT(denominator), "WHICH", "land", "land|all|built", "Noemer",
     "share of the land, of everything, or of the land without farmland, dune and glasshouses",
     false},
    CLI_CROWNS_OPTIONS(canopy_args, false),
};
static const char *const THEMES[] = {"neighbourhood", "crown",     "tree",     "building",
                                     "water",         "landcover", "coverage", NULL};
static const char *const RASTERS[] = {"canopy", NULL};

typedef struct opened {
    geo_source *unit, *water, *landcover;
    cli_crowns crowns;
    geo_areas *areas;
    cli_values dry, not_built;
    geo_reader *reader;
    geo_canopy *canopy;
} opened;

static void close_all(opened *o)
{
    geo_canopy_free(o->canopy);
    geo_reader_free(o->reader);
    cli_values_release(&o->dry);
    cli_values_release(&o->not_built);
    geo_areas_free(o->areas);
    cli_crowns_release(&o->crowns);
    geo_source_free(o->unit);
    geo_source_free(o->water);
    geo_source_free(o->landcover);
}

static geo_status polygons(cli *app, const char *theme, bool required, const char *const *text,
                           size_t text_count, geo_source **out)
{
    geo_source_options options = {.text = text, .text_count = text_count};
    options.geometry_kinds[GEO_GEOM_POLYGON] = true;
    return cli_source(app, theme, required, &options, out);
}

static bool is_circle(const canopy_args *args)
{
    return strcmp(args->area, "circle") == 0;
}

/* Polygons get their own figure, so a town of neighbourhoods is asked for only when points come;
 * and that is known when the input is open. */
static geo_status require_units(cli *app, const canopy_args *args, opened *o)
{
    geo_geom_type type = geo_reader_schema(o->reader)->type;
    bool polygons_only = type == GEO_GEOM_POLYGON || type == GEO_GEOM_MULTIPOLYGON;
    if (o->areas || is_circle(args) || polygons_only)
        return GEO_OK;
    return polygons(app, "neighbourhood", true, GEO_AREAS_TEXT, 4, &o->unit);
}

static geo_status open_units(cli *app, const canopy_args *args, opened *o)
{
    bool neighbourhood = strcmp(args->area, "neighbourhood") == 0;
    geo_status status;
    if (is_circle(args))
        return GEO_OK;
    if (neighbourhood) {
        status = polygons(app, "neighbourhood", false, GEO_AREAS_TEXT, 4, &o->unit);
    } else {
        geo_source_options options = {.text = GEO_AREAS_TEXT, .text_count = 4};
        options.geometry_kinds[GEO_GEOM_POLYGON] = true;
        status = cli_dataset(app, "area", args->area, &options, &o->unit);
    }
    if (status == GEO_OK && !o->unit)
        return GEO_OK;
    if (status == GEO_OK)
        status = geo_areas_new(app->ctx, o->unit, neighbourhood ? "buurt" : NULL, &o->areas);
    if (status == GEO_OK && geo_areas_count(o->areas) == 0) {
        status = geo_fail(app->ctx, GEO_ERR_NOTFOUND, "'%s' holds no %s", geo_source_name(o->unit),
                          neighbourhood ? "neighbourhood of kind buurt" : "polygon");
        if (neighbourhood)
            geo_hint(app->ctx, "import outlines of buurten with gn-import cbs, or name polygons "
                               "with --area PATH");
    }
    return status;
}

static geo_status open_crowns(cli *app, const canopy_args *args, opened *o)
{
    geo_status status = cli_crowns_open(app, &args->crowns, true, &o->crowns);
    if (status == GEO_OK && o->crowns.raster && !is_circle(args))
        geo_raster_keep_rows(o->crowns.raster, KEPT_ROWS);
    if (status == GEO_OK && !o->crowns.raster)
        status = cli_coverage_fact(app, geo_coverage_is_stated(o->crowns.limits));
    return status;
}

static geo_status open_land(cli *app, const canopy_args *args, opened *o)
{
    geo_status status = GEO_OK;
    if (args->denominator != GEO_DENOMINATOR_ALL)
        status = polygons(app, "water", false, GEO_CANOPY_LANDCOVER_TEXT, 2, &o->water);
    if (status == GEO_OK && args->denominator == GEO_DENOMINATOR_BUILT)
        status = polygons(app, "landcover", true, GEO_CANOPY_LANDCOVER_TEXT, 2, &o->landcover);
    if (status == GEO_OK && o->water)
        status = cli_land_values(app, "land", "0", &o->dry);
    if (status == GEO_OK && o->landcover)
        status = cli_land_values(app, "built", "1", &o->not_built);
    return status;
}

static geo_status run_measure(void *self, geo_ctx *ctx, const geo_batch *batch, geo_columns *out)
{
    return geo_canopy_run(ctx, self, batch, out);
}

static geo_status measure(cli *app, const canopy_args *args, opened *o)
{
    geo_canopy_options options = {.area = is_circle(args) ? GEO_CANOPY_CIRCLE
                                                          : GEO_CANOPY_NEIGHBOURHOOD,
                                  .radius_m = args->radius_m,
                                  .denominator = (geo_denominator)args->denominator,
                                  .threads = app->common.threads};
    geo_canopy_inputs inputs = {.areas = o->areas,
                                .water = o->water,
                                .landcover = o->landcover,
                                .dry = o->dry.words.items,
                                .not_built = o->not_built.words.items};
    cli_filter filter = {.run = run_measure,
                         .field_count = GEO_CANOPY_COLUMNS,
                         .astray = "no_unit",
                         .note = GEO_CANOPY_NOTE};
    cli_crowns_put(&o->crowns, &args->crowns, &options, &inputs);
    geo_status status =
        cli_columns(app, GEO_CANOPY_SUFFIX, GEO_CANOPY_TYPE, filter.field_count, &filter.fields);
    if (status == GEO_OK)
        status =
            geo_canopy_new(app->ctx, &options, &inputs, geo_reader_schema(o->reader), &o->canopy);
    filter.self = o->canopy;
    if (status == GEO_OK)
        status = cli_filter_run(app, o->reader, &filter);
    if (status == GEO_OK)
        geo_canopy_warn(app->ctx, o->canopy);
    return status;
}

static int run(cli *app)
{
    const canopy_args *args = app->args;
    opened o = {0};
    if (is_circle(args) && !(args->radius_m > 0 && args->radius_m <= RADIUS_MOST_M))
        return cli_usage(app, "--radius must be more than 0 and at most %g m", RADIUS_MOST_M);
    int code = cli_crowns_check(app, &args->crowns);
    if (code != CLI_DONE)
        return code;
    geo_status status = open_units(app, args, &o);
    if (status == GEO_OK)
        status = open_land(app, args, &o);
    if (status == GEO_OK)
        status = open_crowns(app, args, &o);
    if (status == GEO_OK)
        status = cli_input(app, "address", false, &o.reader);
    if (status == GEO_OK)
        status = require_units(app, args, &o);
    if (status == GEO_OK)
        status = measure(app, args, &o);
    code = cli_status(app, status);
    close_all(&o);
    return code;
}

int main(int argc, char **argv)
{
    static const cli_tool tool = {.name = "gn-canopy",
                                  .summary =
                                      "measure the share under tree crowns around every address",
                                  .title = "Kroonbedekking",
                                  .operands = "[INPUT]",
                                  .options = OPTIONS,
                                  .option_count = sizeof OPTIONS / sizeof *OPTIONS,
                                  .args_size = sizeof(canopy_args),
                                  .themes = THEMES,
                                  .rasters = RASTERS,
                                  .prefix = "canopy",
                                  .streams = true,
                                  .run = run};
    return cli_main(&tool, argc, argv);
}
