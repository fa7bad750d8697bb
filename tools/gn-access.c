/* gn-access: how far every address is from the nearest green, over the walking network and in a
 * straight line. */
#include <stdio.h>
#include <string.h>

#include "access/classes.h"
#include "access/cool.h"
#include "access/layers.h"
#include "cli/columns.h"
#include "cli/landcover.h"
#include "cli/norms.h"

typedef struct access_args {
    const char *target, *classes, *routes, *targets_out, *pet;
    int mode;
    double min_area_m2, min_width_m, merge_gap_m, stub_m, limit_m;
    bool public_only, any, shade;
    cli_crowns_args crowns;
} access_args;

enum { NETWORK, STRAIGHT };

#define LIMIT_MOST_M 50e3 /* further no one walks; a larger number is a slip */
#define AT(member) offsetof(access_args, member)
static const cli_option OPTIONS[] = {
    {"target", 0, CLI_TEXT, AT(target), "green|cool|PATH[:LAYER]", "green", NULL, "Doel",
     "what is to be reached: the town's green, what of it is cool (--name is then cool, unless it "
     "is "
     "given), or the features of a layer",
     false},
    {"mode", 0, CLI_CHOICE, AT(mode), "MODE", "network", "network|straight", "Wijze",
     "measure over the walking network, or only in a straight line", false},
    {"classes", 0, CLI_TEXT, AT(classes), "TABLE|LIST|all", NULL, NULL, "Klassen",
     "green that counts: a table with columns class and counts, a list of classes, or all "
     "(default: the toolkit's table "
     "for green and cool, all for other targets)",
     false},
    {"min-area", 0, CLI_AREA, AT(min_area_m2), "AREA", "1ha", NULL, "Minimale oppervlakte",
     "smaller patches do not count (cool: cool-rules.csv; other targets: only when given)", false},
    {"min-width", 0, CLI_LENGTH, AT(min_width_m), "LENGTH", "10m", NULL, "Minimale breedte",
     "narrower parts of green neither join nor count (cool: cool-rules.csv; other targets: only "
     "when given)",
     false},
    {"merge-gap", 0, CLI_LENGTH, AT(merge_gap_m), "LENGTH", "5m", NULL, "Samenvoegen tot",
     "green this near to other green is one patch (cool: what touches; other targets: only when "
     "given)",
     false},
    {"public", 0, CLI_FLAG, AT(public_only), NULL, NULL, NULL, "Alleen openbaar",
     "only green known to be public counts; the default for green and cool", false},
    {"any", 0, CLI_FLAG, AT(any), NULL, NULL, NULL, "Ook niet-openbaar",
     "green counts whether it is public or not", false},
    {"stub", 0, CLI_LENGTH, AT(stub_m), "LENGTH", "30m", NULL, "Laatste stuk",
     "a patch is reached from a street this near to it", false},
    {"limit", 0, CLI_LENGTH, AT(limit_m), "LENGTH", "3km", NULL, "Zoekafstand",
     "further is not looked for", false},
    {"pet", 0, CLI_RASTER, AT(pet), "TIF", NULL, NULL, "Gevoelstemperatuur",
     "raster of PET on a warm day in degrees Celsius: cool is what has a lower mean than "
     "cool-rules.csv says, whatever its crowns",
     false},
    {"shade", 0, CLI_FLAG, AT(shade), NULL, NULL, NULL, "Schaduw op de route",
     "add the share of the walk that lies under crowns; always so for cool", false},
    CLI_CROWNS_OPTIONS(access_args, true),
    {"routes", 0, CLI_FILE_OUT, AT(routes), "FILE", NULL, NULL, "Routes",
     "write the route of every address to its patch as lines", true},
    {"targets-out", 0, CLI_FILE_OUT, AT(targets_out), "FILE", NULL, NULL, "Groengebieden",
     "write the patches that count as polygons", true},
};
static const char *const THEMES[] = {"green", "street",   "water",    "crown",
                                     "tree",  "building", "coverage", NULL};
static const char *const RASTERS[] = {"canopy", NULL};
/* Whether small gaps are bridged decides much: the summary shows two other choices beside it. */
static const double SUMMARY_GAPS[] = {0, 10};
enum { GAPS = 3 };
static const char *const GREEN_COVERAGE[] = {"green", NULL};
static const char *const STREET_COVERAGE[] = {"street", NULL};
static const char *const COVERAGE_TEXT[] = {"theme", "completeness"};

typedef struct opened {
    geo_source *green, *street, *water, *coverage;
    geo_geos *geos;
    geo_coverage *limits[2]; /* of green and streets: where either ends, the answer may change */
    access_classes classes;
    cli_values dry; /* water that bars nothing */
    access_cool cool;
    geo_ground grounds[GAPS]; /* the first is what was asked, the others are for the summary */
    geo_ground may;           /* cool: with all that is undecided; empty when nothing is */
    geo_access *access[GAPS];
    size_t ground_count;
    geo_reader *reader;
    cli_sink *targets;
    access_routes routes;
} opened;

static void close_all(opened *o)
{
    cli_sink_free(o->targets);
    cli_sink_free(o->routes.sink);
    for (size_t i = 0; i < GAPS; i++) {
        geo_access_free(o->access[i]);
        geo_ground_release(&o->grounds[i]);
    }
    access_cool_release(&o->cool);
    geo_ground_release(&o->may);
    geo_reader_free(o->reader);
    access_classes_release(&o->classes);
    cli_values_release(&o->dry);
    geo_coverage_free(o->limits[0]);
    geo_coverage_free(o->limits[1]);
    geo_geos_free(o->geos);
    geo_source_free(o->green);
    geo_source_free(o->street);
    geo_source_free(o->water);
    geo_source_free(o->coverage);
}

static bool is_cool(const access_args *args)
{
    return strcmp(args->target, "cool") == 0;
}

/* The town's green, or what of it is cool. */
static bool is_green(const access_args *args)
{
    return is_cool(args) || strcmp(args->target, "green") == 0;
}

static bool has_shade(const access_args *args)
{
    return args->mode == NETWORK && (args->shade || is_cool(args));
}

/* An option's value where it was given or is the target's own, else what goes for the target. */
static double size_of(const cli *app, const access_args *args, const char *option, double given,
                      double cool, double other)
{
    bool own = is_green(args) && !is_cool(args);
    return own || cli_given(app, option) ? given : is_cool(args) ? cool : other;
}

static geo_patch_options patch_options(const cli *app, const access_args *args, const opened *o)
{
    const geo_cool_rules *rules = &o->cool.rules;
    return (geo_patch_options){
        .min_area_m2 = size_of(app, args, "min-area", args->min_area_m2, rules->min_area_m2, 0),
        .min_width_m = size_of(app, args, "min-width", args->min_width_m, rules->min_width_m, 0),
        .merge_gap_m = size_of(app, args, "merge-gap", args->merge_gap_m, 0, -1),
        .public_only = (is_green(args) && !args->any) || args->public_only,
        .count_small = app->common.verbose > 0,
        .threads = app->common.threads,
        .classes = o->classes.words.items,
        .refused = o->classes.refused.items,
        .dry = o->dry.words.items,
        .fit = o->cool.cool ? &o->cool.sure : NULL};
}

/* ---- opening ---- */

static geo_status open_themes(cli *app, const access_args *args, opened *o)
{
    geo_source_options green = {
        .text = GEO_PATCHES_TEXT, .text_count = 1, .number = GEO_PATCHES_NUMBER, .number_count = 1};
    geo_source_options street = {
        .text = GEO_NETWORK_TEXT, .text_count = 1, .number = GEO_NETWORK_NUMBER, .number_count = 1};
    geo_source_options water = {.text = GEO_PATCHES_WATER_TEXT, .text_count = 2},
                       coverage = {.text = COVERAGE_TEXT, .text_count = 2};
    green.geometry_kinds[GEO_GEOM_POLYGON] = is_green(args);
    street.geometry_kinds[GEO_GEOM_LINE] = true;
    water.geometry_kinds[GEO_GEOM_POLYGON] = coverage.geometry_kinds[GEO_GEOM_POLYGON] = true;
    geo_status status = is_green(args)
                            ? cli_source(app, "green", true, &green, &o->green)
                            : cli_dataset(app, "target", args->target, &green, &o->green);
    if (status == GEO_OK)
        status = cli_source(app, "street", args->mode == NETWORK, &street, &o->street);
    if (status == GEO_OK)
        status = cli_source(app, "water", false, &water, &o->water);
    if (status == GEO_OK && o->water)
        status = cli_land_values(app, "land", "0", &o->dry);
    if (status == GEO_OK)
        status = cli_source(app, "coverage", false, &coverage, &o->coverage);
    if (status == GEO_OK)
        status = geo_geos_new(app->ctx, &o->geos);
    if (status == GEO_OK)
        status = geo_coverage_new(app->ctx, o->geos, is_green(args) ? o->coverage : NULL,
                                  GREEN_COVERAGE, &o->limits[0]);
    if (status == GEO_OK && args->mode == NETWORK)
        status = geo_coverage_new(app->ctx, o->geos, o->coverage, STREET_COVERAGE, &o->limits[1]);
    bool stated = status == GEO_OK && geo_coverage_is_stated(o->limits[0]) &&
                  (!o->limits[1] || geo_coverage_is_stated(o->limits[1]));
    if (status == GEO_OK && is_green(args))
        status = cli_coverage_fact(app, stated);
    return status;
}

static geo_status open_cool(cli *app, const access_args *args, opened *o)
{
    access_cool_asked asked = {is_cool(args), has_shade(args), args->pet, args->crowns};
    geo_patch_options patch;
    geo_status status = access_cool_open(app, &asked, is_green(args) ? o->green : NULL, &o->cool);
    if (status != GEO_OK)
        return status;
    patch = patch_options(app, args, o);
    return access_cool_facts(app, &patch, &o->cool);
}

/* What is undecided counts in a ground of its own; and the ways of the first are measured. */
static geo_status build_cool(cli *app, const access_args *args, const geo_ground_options *options,
                             opened *o)
{
    const geo_patches *patches = &o->grounds[0].patches;
    geo_ground_options may = *options;
    geo_status status = GEO_OK;
    may.patch.fit = &o->cool.may;
    may.patch.count_small = false;
    if (o->cool.cool && patches->undecided + patches->public_unknown > 0)
        status = geo_ground_init(app->ctx, &o->may, &may, o->green, o->street, o->water);
    if (status == GEO_OK && has_shade(args))
        status = access_cool_shade(app, &o->cool, o->grounds[0].network, o->grounds[0].reach);
    return status;
}

static geo_status build(cli *app, const access_args *args, opened *o)
{
    geo_ground_options options = {.patch = patch_options(app, args, o),
                                  .network = {args->stub_m, args->limit_m},
                                  .straight = args->mode == STRAIGHT};
    bool summary = app->common.verbose > 0 && options.patch.merge_gap_m >= 0 && !is_cool(args);
    geo_status status = GEO_OK;
    o->ground_count = summary ? GAPS : 1;
    for (size_t i = 0; status == GEO_OK && i < o->ground_count; i++) {
        if (i > 0)
            options.patch.merge_gap_m = SUMMARY_GAPS[i - 1];
        status = geo_ground_init(app->ctx, &o->grounds[i], &options, o->green, o->street, o->water);
    }
    options.patch.merge_gap_m = patch_options(app, args, o).merge_gap_m;
    return status == GEO_OK ? build_cool(app, args, &options, o) : status;
}

static void tell_ground(cli *app, const opened *o)
{
    const geo_patches *patches = &o->grounds[0].patches;
    geo_log(app->ctx, patches->count ? GEO_LOG_INFO : GEO_LOG_WARNING,
            "%zu patches that count from %llu features of '%s' (%llu of other classes, %llu not "
            "public, %llu not known to be public, %llu patches too small)",
            patches->count, (unsigned long long)patches->read, geo_source_name(o->green),
            (unsigned long long)patches->wrong_class, (unsigned long long)patches->not_public,
            (unsigned long long)patches->public_unknown, (unsigned long long)patches->too_small);
    access_cool_tell(app, &o->cool, patches);
    if (!o->grounds[0].network)
        return;
    geo_network_facts facts = geo_network_tell(o->grounds[0].network);
    geo_info(app->ctx,
             "%llu streets (%llu not walkable, %llu unknown and taken as walkable): %llu segments, "
             "%llu components, %llu places from which a patch is reached",
             (unsigned long long)facts.streets, (unsigned long long)facts.not_walkable,
             (unsigned long long)facts.foot_unknown, (unsigned long long)facts.segments,
             (unsigned long long)facts.components, (unsigned long long)facts.sources);
}

/* ---- the measure ---- */

typedef struct running {
    cli *app;
    opened *o;
} running;

static geo_status run_measure(void *self, geo_ctx *ctx, const geo_batch *batch, geo_columns *out)
{
    const running *r = self;
    geo_status status = GEO_OK;
    for (size_t i = r->o->ground_count;
         status == GEO_OK && i-- > 0;) /* what was asked comes last and stays */
        status = geo_access_run(ctx, r->o->access[i], batch, out);
    if (status == GEO_OK && r->o->routes.sink)
        status = access_write_routes(r->app, &r->o->routes, batch, out->arena);
    return status;
}

static geo_status open_measures(cli *app, const access_args *args, const geo_profile *norm,
                                opened *o)
{
    const geo_schema *schema = geo_reader_schema(o->reader);
    geo_access_options options = {.limit_m = args->limit_m,
                                  .threads = app->common.threads,
                                  .summary = app->common.verbose > 0,
                                  .threshold_m = norm->threshold[GEO_ACCESS],
                                  .has_shade = has_shade(args),
                                  .route_shade_pct = o->cool.rules.route_shade_pct,
                                  .path_shade_pct = o->cool.rules.path_shade_pct};
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < o->ground_count; i++) {
        geo_access_inputs inputs = {.reach = o->grounds[i].reach,
                                    .network = o->grounds[i].network,
                                    .coverage = {o->limits[0], o->limits[1]},
                                    .may_reach = i ? NULL : o->may.reach,
                                    .may_network = i ? NULL : o->may.network,
                                    .shade = i ? NULL : o->cool.ways};
        status = geo_access_new(app->ctx, &options, &inputs, schema, &o->access[i]);
    }
    bool named = geo_schema_find(schema, "address_id") != SIZE_MAX;
    o->routes = (access_routes){NULL, &o->grounds[0], o->access[0], named ? "address_id" : "id"};
    access_layer targets = {.path = args->targets_out,
                            .green = is_green(args),
                            .public_only = patch_options(app, args, o).public_only,
                            .straight = args->mode == STRAIGHT,
                            .shade = has_shade(args),
                            .cool = o->cool.cool,
                            .pet = args->pet != NULL},
                 routes = targets;
    routes.path = args->routes;
    if (status == GEO_OK && args->targets_out)
        status = access_write_targets(app, &targets, &o->grounds[0].patches, &o->may.patches,
                                      &o->targets);
    if (status == GEO_OK && args->routes)
        status = access_open_routes(app, &routes, &o->routes.sink);
    return status;
}

static void tell(cli *app, const access_args *args, const geo_profile *norm, const opened *o)
{
    bool joined = patch_options(app, args, o).merge_gap_m >= 0 && !is_cool(args);
    for (size_t i = 0; i < o->ground_count; i++) {
        geo_access_summary told = geo_access_tell(o->access[i]);
        char gap[64] = "";
        if (joined)
            snprintf(gap, sizeof gap, " at a merge gap of %g m",
                     i ? SUMMARY_GAPS[i - 1] : args->merge_gap_m);
        cli_tell_share(app, told.within, told.judged, "within %g m%s", norm->threshold[GEO_ACCESS],
                       gap);
    }
    geo_access_summary told = geo_access_tell(o->access[0]);
    if (has_shade(args)) {
        cli_tell_share(app, told.route_shaded, told.shade_known,
                       "at least %g %% of the walk shaded", o->cool.rules.route_shade_pct);
        cli_tell_share(app, told.path_shaded, told.shade_known, "at least %g %% of the walk shaded",
                       o->cool.rules.path_shade_pct);
    }
}

static geo_status measure(cli *app, const access_args *args, opened *o)
{
    geo_profile norm;
    running self = {app, o};
    cli_filter filter = {.self = &self,
                         .run = run_measure,
                         .field_count = GEO_ACCESS_COLUMNS + has_shade(args),
                         .title = is_cool(args)    ? "Afstand tot koele plekken"
                                  : is_green(args) ? NULL
                                                   : "Afstand tot doelen",
                         .astray = "off_network",
                         .note = GEO_ACCESS_NOTE};
    geo_status status = cli_norm(app, is_cool(args) ? ACCESS_COOL_NORM : CLI_DEFAULT_NORM, &norm);
    if (status == GEO_OK)
        status = cli_columns(app, GEO_ACCESS_SUFFIX, GEO_ACCESS_TYPE, filter.field_count,
                             &filter.fields);
    if (status == GEO_OK)
        status = open_measures(app, args, &norm, o);
    if (status == GEO_OK)
        status = cli_filter_run(app, o->reader, &filter);
    if (status == GEO_OK && o->targets)
        status = cli_sink_commit(app, o->targets);
    if (status == GEO_OK && o->routes.sink)
        status = cli_sink_commit(app, o->routes.sink);
    if (status == GEO_OK)
        tell(app, args, &norm, o);
    return status;
}

static int check_args(cli *app, const access_args *args)
{
    if (args->public_only && args->any)
        return cli_usage(app, "--public and --any exclude each other");
    if (args->routes && args->mode == STRAIGHT)
        return cli_usage(app, "--routes goes with --mode network");
    if (args->pet && !is_cool(args))
        return cli_usage(app, "--pet goes with --target cool");
    if (args->shade && args->mode == STRAIGHT)
        return cli_usage(app, "--shade goes with --mode network");
    if (!(args->limit_m > 0))
        return cli_usage(app, "--limit must be more than 0");
    if (args->limit_m > LIMIT_MOST_M)
        return cli_usage(app, "--limit must be at most %g m", LIMIT_MOST_M);
    return cli_crowns_check(app, &args->crowns);
}

static int run(cli *app)
{
    const access_args *args = app->args;
    opened o = {0};
    int code = check_args(app, args);
    if (code != CLI_DONE)
        return code;
    if (is_cool(args) && !cli_given(app, "name"))
        app->common.name = ACCESS_COOL_NAME;
    geo_status status = open_themes(app, args, &o);
    if (status == GEO_OK)
        status = access_choose_classes(app, args->classes, is_green(args), &o.classes);
    if (status == GEO_OK)
        status = open_cool(app, args, &o);
    if (status == GEO_OK)
        status = cli_input(app, "address", true, &o.reader);
    if (status == GEO_OK)
        status = cli_input_ahead(app, o.reader);
    if (status == GEO_OK)
        status = build(app, args, &o);
    if (status == GEO_OK && is_green(args))
        access_tell_classes(app, &o.classes, patch_options(app, args, &o).public_only, o.green,
                            &o.grounds[0].patches);
    if (status == GEO_OK)
        tell_ground(app, &o);
    if (status == GEO_OK)
        status = measure(app, args, &o);
    code = cli_status(app, status);
    close_all(&o);
    return code;
}

int main(int argc, char **argv)
{
    static const cli_tool tool = {
        .name = "gn-access",
        .summary = "measure the distance from every address to the nearest green",
        .title = "Afstand tot groen",
        .operands = "[INPUT]",
        .options = OPTIONS,
        .option_count = sizeof OPTIONS / sizeof *OPTIONS,
        .args_size = sizeof(access_args),
        .themes = THEMES,
        .rasters = RASTERS,
        .prefix = "green",
        .name_help = "begin of the names of the added columns; target cool: cool",
        .streams = true,
        .run = run};
    return cli_main(&tool, argc, argv);
}
