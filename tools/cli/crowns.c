#include "cli/crowns.h"

#include "green/plausible.h"

static const char *const CROWN_COVERAGE[] = {"crown", NULL};
static const char *const CANOPY_COVERAGE[] = {"canopy", NULL};
static const char *const TREE_COVERAGE[] = {"tree", NULL};
static const char *const COVERAGE_TEXT[] = {"theme", "completeness"};

int cli_crowns_check(cli *app, const cli_crowns_args *args)
{
    if (args->crown_d_m > GEO_CROWN_MOST_M)
        return cli_usage(app, "--crown-d must be at most %g m", GEO_CROWN_MOST_M);
    return CLI_DONE;
}

geo_status cli_crowns_facts(cli *app)
{
    static const char *const NAMES[] = {"canopy-is", "height-min", "crown-d"};
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < 3; i++)
        status = cli_fact(app, NAMES[i], cli_option_text(app, NAMES[i]));
    return status;
}

static geo_status polygons(cli *app, const char *theme, bool required, const char *const *text,
                           size_t text_count, geo_source **out)
{
    geo_source_options options = {.text = text, .text_count = text_count};
    options.geometry_kinds[GEO_GEOM_POLYGON] = true;
    return cli_source(app, theme, required, &options, out);
}

static geo_status open_raster(cli *app, const cli_crowns_args *args, const char *path,
                              cli_crowns *out)
{
    geo_raster_options options = {
        .kind = GEO_RASTER_ANY, .target = cli_crs(app), .allow_network = app->common.allow_network};
    geo_status status = geo_raster_new(app->ctx, path, &options, &out->raster);
    if (status == GEO_OK)
        status = cli_input_note(app, "canopy", path, geo_raster_name(out->raster), NULL);
    if (status == GEO_OK && args->canopy_is == GEO_CANOPY_HEIGHT)
        status = polygons(app, "building", true, NULL, 0, &out->building);
    return status;
}

/* Where crown polygons end theme crown says; theme canopy, which is the raster's, only when that
 * says nothing. */
static geo_status open_limits(cli *app, cli_crowns *out)
{
    geo_status status = geo_coverage_new(app->ctx, out->geos, out->coverage,
                                         out->crown ? CROWN_COVERAGE : TREE_COVERAGE, &out->limits);
    if (status || !out->crown || geo_coverage_is_stated(out->limits))
        return status;
    geo_coverage_free(out->limits);
    out->limits = NULL;
    return geo_coverage_new(app->ctx, out->geos, out->coverage, CANOPY_COVERAGE, &out->limits);
}

static geo_status open_vectors(cli *app, bool trees, bool required, cli_crowns *out)
{
    geo_source_options tree = {.text = GEO_CANOPY_TREE_TEXT,
                               .text_count = 1,
                               .number = GEO_CANOPY_TREE_NUMBER,
                               .number_count = 2};
    tree.geometry_kinds[GEO_GEOM_POINT] = true;
    geo_status status = trees ? GEO_OK : polygons(app, "crown", false, NULL, 0, &out->crown);
    if (status == GEO_OK && !out->crown)
        status = cli_source(app, "tree", required, &tree, &out->tree);
    if (status != GEO_OK || (!out->crown && !out->tree))
        return status;
    status = polygons(app, "coverage", false, COVERAGE_TEXT, 2, &out->coverage);
    if (status == GEO_OK)
        status = geo_geos_new(app->ctx, &out->geos);
    return status == GEO_OK ? open_limits(app, out) : status;
}

geo_status cli_crowns_open(cli *app, const cli_crowns_args *args, bool required, cli_crowns *out)
{
    const char *path;
    bool raster = cli_given(app, "canopy"), crown = cli_given(app, "crown"),
         trees = cli_given(app, "tree");
    if (raster + crown + trees > 1)
        return geo_fail(
            app->ctx, GEO_ERR_ARG,
            "--canopy, --crown and --tree exclude each other: each is a source of crowns");
    geo_status status = cli_theme(app, "canopy", false, &path);
    if (status == GEO_OK && path && !crown && !trees)
        return open_raster(app, args, path, out);
    return status == GEO_OK ? open_vectors(app, trees, required, out) : status;
}

void cli_crowns_release(cli_crowns *crowns)
{
    geo_coverage_free(crowns->limits);
    geo_geos_free(crowns->geos);
    geo_raster_free(crowns->raster);
    geo_source_free(crowns->crown);
    geo_source_free(crowns->tree);
    geo_source_free(crowns->building);
    geo_source_free(crowns->coverage);
    *crowns = (cli_crowns){0};
}

void cli_crowns_put(const cli_crowns *crowns, const cli_crowns_args *args,
                    geo_canopy_options *options, geo_canopy_inputs *inputs)
{
    options->raster_is = (geo_canopy_is)args->canopy_is;
    options->height_min_m = args->height_min_m;
    options->crown_d_m = args->crown_d_m;
    inputs->raster = crowns->raster ? geo_raster_source(crowns->raster) : NULL;
    inputs->crown = crowns->crown;
    inputs->tree = crowns->tree;
    inputs->building = crowns->building;
    inputs->coverage = crowns->limits;
}
