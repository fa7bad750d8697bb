/* gn-trees: how many trees every address has in sight. */
#include <string.h>

#include "cli/columns.h"
#include "cli/norms.h"
#include "green/plausible.h"
#include "green/trees.h"
#include "io/rasters.h"
#include "trees/layers.h"

typedef struct trees_args {
    int method, from, facade, floors;
    double reach_m, eye_m, spacing_m, min_height_m, min_crown_area_m2;
    bool trees_block;
    double building_height_m, tree_height_m, crown_d_m;
    const char *sightlines, *by_tree;
} trees_args;

#define SPACING_LEAST_M 0.01
#define REACH_MOST_M 1000.0 /* further is a slip for 10 m or so, and takes a town for ever */
#define AT(member) offsetof(trees_args, member)
static const cli_option OPTIONS[] = {
    {"method", 0, CLI_CHOICE, AT(method), "METHOD", "sight", "sight|radius", "Methode",
     "sight draws lines of sight, radius counts every tree within reach", false},
    {"reach", 0, CLI_LENGTH, AT(reach_m), "LENGTH", "30m", NULL, "Bereik",
     "trees further from the observer than this do not count", false},
    {"from", 0, CLI_CHOICE, AT(from), "WHERE", "facade", "facade|point|building", "Waarnemer",
     "look from points before the facade, from the address point, or (radius only) measure from "
     "the outline",
     false},
    {"facade", 0, CLI_CHOICE, AT(facade), "WHICH", "own", "own|whole", "Gevel",
     "facade points of the home's own part of a shared building, or of the whole building", false},
    {"eye", 0, CLI_LENGTH, AT(eye_m), "LENGTH", "1.6m", NULL, "Ooghoogte",
     "height of the eye above ground or floor", false},
    {"floors", 0, CLI_CHOICE, AT(floors), "WHICH", "ground", "ground|known|range", "Verdieping",
     "look from the ground floor, from the known floor, or from the lowest and the highest (adds a "
     "column _top)",
     false},
    {"spacing", 0, CLI_LENGTH, AT(spacing_m), "LENGTH", "3m", NULL, "Afstand gevelpunten",
     "largest distance between facade points", false},
    {"min-height", 0, CLI_LENGTH, AT(min_height_m), "LENGTH", "3m", NULL, "Minimale boomhoogte",
     "trees known to be lower do not count", false},
    {"min-crown-area", 0, CLI_AREA, AT(min_crown_area_m2), "AREA", "0", NULL, "Minimale kroon",
     "trees with a smaller crown do not count", false},
    {"trees-block", 0, CLI_FLAG, AT(trees_block), NULL, NULL, NULL, "Bomen blokkeren zicht",
     "other trees block the view too: the DSM is the surface everywhere", false},
    {"building-height", 0, CLI_LENGTH, AT(building_height_m), "LENGTH", "6m", NULL,
     "Hoogte pand onbekend", "height of buildings whose height is unknown, where there is no DSM",
     false},
    {"tree-height", 0, CLI_LENGTH, AT(tree_height_m), "LENGTH", "8m", NULL, "Hoogte boom onbekend",
     "height of trees whose height is unknown", false},
    {"crown-d", 0, CLI_LENGTH, AT(crown_d_m), "LENGTH", "5m", NULL, "Kroon onbekend",
     "crown diameter of trees whose crown is unknown", false},
    {"sightlines", 0, CLI_FILE_OUT, AT(sightlines), "FILE", NULL, NULL, "Zichtlijnen",
     "write the line of sight from every address to every tree within reach", true},
    {"by-tree", 0, CLI_FILE_OUT, AT(by_tree), "FILE", NULL, NULL, "Woningen per boom",
     "write every tree in sight of a home, with the homes that see it and those that depend on it",
     true},
};
static const char *const THEMES[] = {"address", "building", "tree", "coverage", NULL};
static const char *const RASTERS[] = {"dsm", "dtm", NULL};
static const char *const COVERAGE_THEMES[] = {"tree", NULL};
static const char *const COVERAGE_TEXT[] = {"theme", "completeness"};

typedef struct opened {
    geo_source *address, *building, *tree, *coverage;
    geo_raster *dsm, *dtm;
    geo_geos *geos;
    geo_coverage *limits;
    geo_reader *reader;
    geo_trees *trees;
    trees_lines lines;
    cli_sink *by_tree;
} opened;

static void close_all(opened *o)
{
    trees_lines_release(&o->lines);
    cli_sink_free(o->by_tree);
    geo_trees_free(o->trees);
    geo_reader_free(o->reader);
    geo_coverage_free(o->limits);
    geo_geos_free(o->geos);
    geo_raster_free(o->dsm);
    geo_raster_free(o->dtm);
    geo_source_free(o->address);
    geo_source_free(o->building);
    geo_source_free(o->tree);
    geo_source_free(o->coverage);
}

static int check_args(cli *app, const trees_args *args)
{
    if (args->from == GEO_FROM_BUILDING && args->method != GEO_TREES_RADIUS)
        return cli_usage(
            app, "--from building goes with --method radius: a line of sight starts at a point");
    if (args->reach_m > REACH_MOST_M)
        return cli_usage(app, "--reach must be at most %g m", REACH_MOST_M);
    if (args->crown_d_m > GEO_CROWN_MOST_M)
        return cli_usage(app, "--crown-d must be at most %g m", GEO_CROWN_MOST_M);
    if (!(args->spacing_m >= SPACING_LEAST_M)) /* or memory runs out on a cathedral */
        return cli_usage(app, "--spacing must be at least %g m", SPACING_LEAST_M);
    return CLI_DONE;
}

/* Other homes' address points share out a facade: from the town, else from the file that is being
 * read. */
static geo_status open_addresses(cli *app, const trees_args *args, opened *o)
{
    bool needed = args->from == GEO_FROM_FACADE && args->facade == GEO_FACADE_OWN;
    const char *input = app->common.input, *town = app->common.town;
    bool has_file = strcmp(input, "-") != 0 && !(town && strcmp(input, town) == 0);
    geo_source_options options = {.default_layer = "address",
                                  .text = GEO_TREES_ADDRESS_TEXT,
                                  .text_count = 1,
                                  .number = GEO_TREES_ADDRESS_NUMBER,
                                  .number_count = 1};
    options.geometry_kinds[GEO_GEOM_POINT] = true;
    if (!needed)
        return GEO_OK;
    geo_status status = cli_source(app, "address", !has_file, &options, &o->address);
    if (status == GEO_OK && !o->address)
        status = cli_dataset(app, "INPUT", input, &options, &o->address);
    return status;
}

static geo_status open_themes(cli *app, const trees_args *args, opened *o)
{
    geo_source_options building = {.number = GEO_TREES_BUILDING_NUMBER, .number_count = 1};
    geo_source_options tree = {.text = GEO_TREES_TREE_TEXT,
                               .text_count = 1,
                               .number = GEO_TREES_TREE_NUMBER,
                               .number_count = 5};
    geo_source_options coverage = {.text = COVERAGE_TEXT, .text_count = 2};
    building.geometry_kinds[GEO_GEOM_POLYGON] = coverage.geometry_kinds[GEO_GEOM_POLYGON] = true;
    tree.geometry_kinds[GEO_GEOM_POINT] = true;
    geo_status status = cli_source(app, "building", true, &building, &o->building);
    if (status == GEO_OK)
        status = cli_source(app, "tree", true, &tree, &o->tree);
    if (status == GEO_OK)
        status = cli_source(app, "coverage", false, &coverage, &o->coverage);
    if (status == GEO_OK)
        status = open_addresses(app, args, o);
    if (status == GEO_OK)
        status = geo_geos_new(app->ctx, &o->geos);
    if (status == GEO_OK)
        status = geo_coverage_new(app->ctx, o->geos, o->coverage, COVERAGE_THEMES, &o->limits);
    if (status == GEO_OK)
        status = cli_coverage_fact(app, geo_coverage_is_stated(o->limits));
    return status;
}

static geo_status open_raster(cli *app, const char *theme, geo_raster **out)
{
    const char *path;
    geo_raster_options options = {.kind = GEO_RASTER_ELEVATION,
                                  .target = cli_crs(app),
                                  .allow_network = app->common.allow_network};
    geo_status status = cli_theme(app, theme, false, &path);
    if (status != GEO_OK || !path)
        return status;
    status = geo_raster_new(app->ctx, path, &options, out);
    return status == GEO_OK ? cli_input_note(app, theme, path, geo_raster_name(*out), NULL)
                            : status;
}

static geo_status open_rasters(cli *app, const trees_args *args, opened *o)
{
    if (args->method != GEO_TREES_SIGHT)
        return GEO_OK;
    geo_status status = open_raster(app, "dsm", &o->dsm);
    if (status == GEO_OK)
        status = open_raster(app, "dtm", &o->dtm);
    if (status == GEO_OK && !o->dsm != !o->dtm) {
        geo_hint(app->ctx, "give --%s too", o->dsm ? "dtm" : "dsm");
        return geo_fail(app->ctx, GEO_ERR_ARG,
                        "there is a %s but no %s: lines of sight need both, or neither",
                        o->dsm ? "dsm" : "dtm", o->dsm ? "dtm" : "dsm");
    }
    if (status == GEO_OK && !o->dsm && args->trees_block)
        return geo_fail(app->ctx, GEO_ERR_ARG, "--trees-block needs a dsm");
    return status;
}

/* ---- the measure ---- */

static geo_status run_measure(void *self, geo_ctx *ctx, const geo_batch *batch, geo_columns *out)
{
    return geo_trees_run(ctx, self, batch, out);
}

static void tell(cli *app, const geo_trees *trees, int32_t enough)
{
    geo_trees_summary told = geo_trees_tell(trees);
    geo_info(app->ctx, "%llu homes", (unsigned long long)told.homes);
    for (int i = 0; i < 3; i++)
        cli_tell_share(app, told.enough[i], told.judged[i], "at least %d trees within %g m", enough,
                       GEO_TREES_SUMMARY_REACH[i]);
}

static void tell_no_homes(cli *app, const geo_schema *schema)
{
    if (geo_schema_find(schema, "home") == SIZE_MAX)
        geo_warn(app->ctx, "the input has no column home: no row is known to be one, so --by-tree "
                           "has no homes to count");
}

static geo_status count_trees(cli *app, const trees_args *args, opened *o)
{
    geo_profile norm;
    geo_status status = cli_default_norm(app, &norm);
    if (status != GEO_OK)
        return status;
    geo_trees_options options = {.method = (geo_trees_method)args->method,
                                 .from = (geo_trees_from)args->from,
                                 .facade = (geo_facade)args->facade,
                                 .floors = (geo_floors)args->floors,
                                 .reach_m = args->reach_m,
                                 .eye_m = args->eye_m,
                                 .spacing_m = args->spacing_m,
                                 .min_height_m = args->min_height_m,
                                 .min_crown_area_m2 = args->min_crown_area_m2,
                                 .trees_block = args->trees_block,
                                 .building_height_m = args->building_height_m,
                                 .tree_height_m = args->tree_height_m,
                                 .crown_d_m = args->crown_d_m,
                                 .threads = app->common.threads,
                                 .summary = app->common.verbose > 0,
                                 .enough = (int32_t)norm.threshold[GEO_TREES],
                                 .by_tree = args->by_tree != NULL};
    geo_trees_inputs inputs = {o->address,
                               o->building,
                               o->tree,
                               o->limits,
                               o->dsm ? geo_raster_source(o->dsm) : NULL,
                               o->dtm ? geo_raster_source(o->dtm) : NULL};
    cli_filter filter = {.run = run_measure,
                         .field_count = geo_trees_columns(&options),
                         .astray = "no_building",
                         .note = GEO_TREES_NOTE};
    status = cli_columns(app, GEO_TREES_SUFFIX, GEO_TREES_TYPE, filter.field_count, &filter.fields);
    if (status == GEO_OK)
        status =
            geo_trees_new(app->ctx, &options, &inputs, geo_reader_schema(o->reader), &o->trees);
    filter.self = o->trees;
    bool by_radius = args->method == GEO_TREES_RADIUS;
    filter.title = by_radius ? "Bomen binnen bereik" : NULL;
    if (status == GEO_OK && args->sightlines)
        status = trees_open_lines(app, &(trees_layer){args->sightlines, by_radius},
                                  geo_reader_schema(o->reader), o->trees, &o->lines);
    if (status == GEO_OK && args->by_tree)
        tell_no_homes(app, geo_reader_schema(o->reader));
    if (status == GEO_OK && args->by_tree)
        status = trees_open_by_tree(app, &(trees_layer){args->by_tree, by_radius}, &o->by_tree);
    if (status == GEO_OK)
        status = cli_filter_run(app, o->reader, &filter);
    if (status == GEO_OK && o->lines.sink)
        status = cli_sink_commit(app, o->lines.sink);
    if (status == GEO_OK && o->by_tree)
        status = trees_write_by_tree(app, o->trees, o->by_tree);
    if (status == GEO_OK && options.summary)
        tell(app, o->trees, options.enough);
    return status;
}

static int run(cli *app)
{
    const trees_args *args = app->args;
    opened o = {0};
    int code = check_args(app, args);
    if (code != CLI_DONE)
        return code;
    geo_status status = open_themes(app, args, &o);
    if (status == GEO_OK)
        status = open_rasters(app, args, &o);
    if (status == GEO_OK)
        status = cli_input(app, "address", true, &o.reader);
    if (status == GEO_OK)
        status = count_trees(app, args, &o);
    code = cli_status(app, status);
    close_all(&o);
    return code;
}

int main(int argc, char **argv)
{
    static const cli_tool tool = {.name = "gn-trees",
                                  .summary = "count the trees in sight of every address",
                                  .title = "Bomen in zicht",
                                  .operands = "[INPUT]",
                                  .options = OPTIONS,
                                  .option_count = sizeof OPTIONS / sizeof *OPTIONS,
                                  .args_size = sizeof(trees_args),
                                  .themes = THEMES,
                                  .rasters = RASTERS,
                                  .prefix = "trees",
                                  .streams = true,
                                  .run = run};
    return cli_main(&tool, argc, argv);
}
