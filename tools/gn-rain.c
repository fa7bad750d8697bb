/* gn-rain: where a shower leaves how much water too many. */
#include "rain/inputs.h"
#include "rain/layers.h"
#include "water/rain_summary.h"

#define AT(member) offsetof(rain_args, member)
static const cli_option OPTIONS[] = {
    {"sinks", 0, CLI_DATASET, AT(sinks), "FILE.gpkg", NULL, NULL, "Laagten",
     "depressions and catchments: layers sink and catchment, made by gn-sinks", false},
    {"storage", 0, CLI_DATASET, AT(storage), "PATH[:LAYER]", NULL, NULL, "Waterberging",
     "what holds water: layer storage_book, made by gn-storage with the same --sinks", false},
    {"event", 0, CLI_TEXT, AT(event), "MM/TIME", "70mm/2h", NULL, "Bui",
     "shower: mm of rain and how long it falls, in h or min", false},
    {"events", 0, CLI_TEXT, AT(events), "PATH", NULL, NULL, "Buien",
     "table of showers, each of which is reckoned; instead of --event", false},
    {"by", 0, CLI_CHOICE, AT(by), "AREA", "catchment", "catchment|neighbourhood", "Per",
     "what a row is about", false},
    {"norm", 0, CLI_TEXT, AT(norm), "NAME", NULL, NULL, "Norm",
     "norm for storage that rows are held against", false},
    {"norms", 0, CLI_TEXT, AT(norms), "PATH", NULL, NULL, "Normen",
     "table of norms for storage (default: storage-norms.csv)", false},
    {"sewer", 0, CLI_TEXT, AT(sewer), "MM/H", "20mm/h", NULL, "Riool",
     "what the sewer takes from roofs and closed paving", false},
    {"pump", 0, CLI_TEXT, AT(pump), "MM/DAY", "0mm/day", NULL, "Gemaal",
     "what the pumps of a polder lift out of it, over all its ground", false},
    {"season", 0, CLI_CHOICE, AT(season), "SEASON", "wet", "wet|dry", "Seizoen",
     "volumes of the book that count: those at high or at low groundwater", false},
    {"what-if", 0, CLI_DATASET, AT(what_if), "PATH[:LAYER]", NULL, NULL, "Maatregelen",
     "measures: polygons with kind (of storage) or surface; rows before and after", false},
    {"runoff", 0, CLI_TEXT, AT(runoff), "PATH", NULL, NULL, "Oppervlakken",
     "table of what becomes of rain on each surface (default: runoff.csv)", false},
    {"surfaces", 0, CLI_TEXT, AT(surfaces), "PATH", NULL, NULL, "Bodembedekking",
     "table of which surface land cover is (default: bgt-surfaces.csv)", false},
    {"kinds", 0, CLI_TEXT, AT(kinds), "PATH", NULL, NULL, "Soorten berging",
     "table of kinds of storage and their numbers (default: storage-kinds.csv)", false},
};
static const char *const THEMES[] = {"building", "water", "landcover", "neighbourhood", NULL};
static const char *const RASTERS[] = {"dtm", NULL};

static int check_args(cli *app, const rain_args *args)
{
    if (!args->sinks) {
        geo_hint(app->ctx, "make them first: gn-sinks TOWN -o sinks.gpkg");
        return cli_usage(app, "the depressions are not named: --sinks FILE.gpkg");
    }
    if (args->events && cli_given(app, "event"))
        return cli_usage(app, "--event and --events are two answers to one question");
    if (args->norms && !args->norm)
        return cli_usage(app, "--norms without --norm: which of them?");
    int code = cli_town_check(app);
    return code == CLI_DONE ? cli_package_check(app, "balance.gpkg") : code;
}

/* ---- telling ---- */

static void warn_objects(cli *app, const geo_rain_tally *tally)
{
    if (tally->no_volume)
        geo_warn(app->ctx, "storage without a known volume, which is left out: %llu (first: '%s')",
                 (unsigned long long)tally->no_volume, tally->first_no_volume);
    if (tally->off)
        geo_warn(app->ctx, "storage outside the ground that is reckoned: %llu (first: '%s')",
                 (unsigned long long)tally->off, tally->first_off);
    if (tally->measures_off)
        geo_warn(app->ctx, "measures outside the ground that is reckoned: %llu (first: '%s')",
                 (unsigned long long)tally->measures_off, tally->first_measure_off);
    if (tally->book_without_sinks)
        geo_warn(app->ctx, "the storage book has no depressions: room under its objects counts "
                           "twice; make it with gn-storage --sinks");
}

/* Ground that had the sewer may lose more by it than the table's soil takes. */
static void warn_sewer(cli *app, const geo_rain *rain)
{
    size_t count;
    const geo_rain_books *books = geo_rain_totals(rain, &count);
    for (size_t i = 0; i < count / 2; i++) {
        const geo_rain_books *before = &books[i], *after = &books[i + count / 2];
        double lost = before->sewer - after->sewer;
        double kept =
            after->interception + after->infiltrated - before->interception - before->infiltrated;
        if (!after->is_after || !(lost > 0.05) || !(kept < lost))
            continue;
        geo_warn(
            app->ctx,
            "%s: measures take %.1f m3 from the sewer, and surfaces and soil take %.1f m3 "
            "more: more runs off; the table's soil is cautious, --runoff names one of your own",
            after->event->id, lost, kept);
        return;
    }
}

static void warn(cli *app, const rain_args *args, const rain_inputs *inputs,
                 const geo_rain_tally *tally)
{
    warn_objects(app, tally);
    if (tally->unknown_m2 > 0.001 * tally->area_m2)
        geo_warn(app->ctx, "of unknown surface, from which all rain runs off: %.2f of %.2f ha",
                 tally->unknown_m2 / 1e4, tally->area_m2 / 1e4);
    if (args->by == GEO_RAIN_BY_NEIGHBOURHOOD && tally->nowhere_m2 > 0.001 * tally->area_m2)
        geo_note(app->ctx, "in no neighbourhood: %.2f of %.2f ha", tally->nowhere_m2 / 1e4,
                 tally->area_m2 / 1e4);
    if (!tally->on_lattice)
        geo_note(app->ctx,
                 "the catchments lie on no lattice of cells: they are taken in cells of "
                 "%g m",
                 tally->cell_m);
    if (!inputs->to.dtm)
        geo_note(app->ctx, "no elevation model: buildings_hit is not known");
    else if (!inputs->to.layers[GEO_RAIN_BUILDING])
        geo_note(app->ctx, "no buildings: buildings_hit is not known");
}

static geo_status tell(cli *app, const geo_rain *rain)
{
    cli_summary summary = {GEO_TEXT_INIT, GEO_TEXT_INIT};
    geo_status status = geo_rain_summary(app->ctx, rain, &summary.lines);
    if (status == GEO_OK && app->common.json)
        status = geo_rain_summary_json(app->ctx, rain, &summary.json);
    return cli_summary_say(app, status, &summary);
}

/* ---- running ---- */

static int run(cli *app)
{
    const rain_args *args = app->args;
    rain_inputs inputs = {0};
    geo_package *package = NULL;
    geo_rain *rain = NULL;
    int code = check_args(app, args);
    if (code != CLI_DONE)
        return code;
    geo_status status = rain_open(app, args, &inputs);
    if (status == GEO_OK)
        status = cli_package_new(app, &package);
    if (status == GEO_OK)
        status = geo_rain_new(app->ctx, &inputs.to, &inputs.options, &rain);
    if (status == GEO_OK)
        status = cli_sources_report(app);
    if (status == GEO_OK)
        status = rain_write(app, rain, args->norm, package);
    if (status == GEO_OK) {
        warn(app, args, &inputs, geo_rain_tallied(rain));
        if (args->what_if)
            warn_sewer(app, rain);
        status = tell(app, rain);
    }
    code = cli_status(app, status);
    geo_package_free(package);
    geo_rain_free(rain);
    rain_inputs_release(&inputs);
    return code;
}

int main(int argc, char **argv)
{
    static const cli_tool tool = {.name = "gn-rain",
                                  .summary = "balance the water of a shower",
                                  .title = "Waterbalans van een bui",
                                  .operands = "[TOWN]",
                                  .options = OPTIONS,
                                  .option_count = sizeof OPTIONS / sizeof *OPTIONS,
                                  .args_size = sizeof(rain_args),
                                  .themes = THEMES,
                                  .rasters = RASTERS,
                                  .writes = true,
                                  .judges = true,
                                  .run = run};
    return cli_main(&tool, argc, argv);
}
