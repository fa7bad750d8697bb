/* gn-storage: the book of cubic metres, what holds water in a town today, and what could. */
#include "storage/inputs.h"
#include "storage/layers.h"
#include "storage/places.h"
#include "water/storage_summary.h"

#define AT(member) offsetof(storage_args, member)
static const cli_option OPTIONS[] = {
    {"sinks", 0, CLI_DATASET, AT(sinks), "PATH[:LAYER]", NULL, NULL, "Laagten",
     "depressions of the elevation model: layer sink, made by gn-sinks", false},
    {"groundwater-ghg", 0, CLI_RASTER, AT(ghg), "PATH", NULL, NULL, "Grondwater GHG",
     "mean highest groundwater (default: the town's groundwater_ghg.tif)", false},
    {"groundwater-glg", 0, CLI_RASTER, AT(glg), "PATH", NULL, NULL, "Grondwater GLG",
     "mean lowest groundwater (default: the town's groundwater_glg.tif)", false},
    {"groundwater-is", 0, CLI_CHOICE, AT(groundwater_is), "UNIT", NULL, "nap-m|below-m|below-cm",
     "Inhoud grondwaterraster",
     "what both hold: a level in m NAP, or a depth below the surface in m or cm (default: as "
     "metadata item GROUNDWATER_IS of the file says)",
     false},
    {"kinds", 0, CLI_TEXT, AT(kinds), "PATH", NULL, NULL, "Soorten berging",
     "table of kinds and their numbers (default: storage-kinds.csv)", false},
    {"balance", 0, CLI_DATASET, AT(balance), "PATH[:LAYER]", NULL, NULL, "Waterbalans",
     "deficits by catchment: layer balance, made by gn-rain", false},
    {"event", 0, CLI_TEXT, AT(event), "NAME", NULL, NULL, "Bui",
     "shower of the balance that counts, as its column event has it (default: its only one)",
     false},
    {"cables", 0, CLI_DATASET, AT(cables), "PATH[:LAYER]", NULL, NULL, "Kabels en leidingen",
     "cables and pipes, beside which nothing is dug", false},
    {"year", 0, CLI_INTEGER, AT(year), "YEAR", NULL, NULL, "Jaar",
     "year from which renewals are counted (default: that of the newest source_date)", false},
};
static const char *const THEMES[] = {"storage", "building", "water", "landcover",
                                     "street",  "property", "tree",  NULL};
static const char *const RASTERS[] = {"dtm", "permeability", NULL};

/* Said once each, with the first object. */
static const struct {
    geo_storage_note note;
    const char *text;
} DOUBTS[] = {
    {GEO_STORAGE_UNKNOWN_KIND, "no volume, of a kind that is not in the table"},
    {GEO_STORAGE_NO_DEPTH, "no volume, without a depth"},
    {GEO_STORAGE_NO_VOID, "no volume, without a void fraction"},
    {GEO_STORAGE_NO_COVER, "no volume, without a cover"},
    {GEO_STORAGE_NO_WET, "no volume in wet times, without GHG"},
    {GEO_STORAGE_NO_DRY, "no volume in dry times, without GLG"},
    {GEO_STORAGE_NO_SURFACE, "no volume, where the elevation is not known"},
    {GEO_STORAGE_ABOVE_GROUND, "no room where groundwater stands above the ground"},
    {GEO_STORAGE_CROSSED, "more room in wet times than in dry ones, as GLG lies above GHG"},
    {GEO_STORAGE_ODD_DEPTH,
     "groundwater that is as deep as in another unit, or has no depth at all"},
    {GEO_STORAGE_NO_MAX_LEVEL, "no volume, without a highest level"},
    {GEO_STORAGE_NO_LEVEL, "no volume, without a target level"},
    {GEO_STORAGE_MAX_BELOW, "no volume, with a highest level below the target level"},
};

static void warn(cli *app, const geo_storage_tally *tally)
{
    for (size_t i = 0; i < sizeof DOUBTS / sizeof *DOUBTS; i++)
        if (tally->notes[DOUBTS[i].note])
            geo_warn(app->ctx, "%s: %llu (first: '%s')", DOUBTS[i].text,
                     (unsigned long long)tally->notes[DOUBTS[i].note],
                     tally->first[DOUBTS[i].note]);
    if (tally->overlap_m2 > 0)
        geo_warn(app->ctx, "counted once where objects lie over each other: %.1f m2",
                 tally->overlap_m2);
    if (tally->hidden)
        geo_warn(app->ctx, "not in the book, as they lie whole under others: %llu (first: '%s')",
                 (unsigned long long)tally->hidden, tally->first_hidden);
    if (tally->yards)
        geo_warn(app->ctx,
                 "not in the book, as they lie in buildings or raised ones shut them in: %llu "
                 "depressions "
                 "(first: '%s')",
                 (unsigned long long)tally->yards, tally->first_yard);
    if (tally->inner)
        geo_info(app->ctx, "depressions that are parts of larger ones, which are counted: %llu",
                 (unsigned long long)tally->inner);
}

/* Said without -v too: of a layer whose volumes are all null one wants to know why. */
static void note_groundwater(cli *app, const storage_inputs *inputs, const geo_potential *potential)
{
    const geo_potential_tally *tally = potential ? geo_potential_tallied(potential) : NULL;
    if (tally && !inputs->to.wet.grid &&
        tally->verdicts[GEO_ANSWER_PASS] + tally->verdicts[GEO_ANSWER_UNKNOWN])
        geo_note(app->ctx, "no groundwater (GHG): what places could hold is not known");
}

static geo_status tell(cli *app, const geo_storage_book *book, const geo_potential *potential)
{
    cli_summary summary = {GEO_TEXT_INIT, GEO_TEXT_INIT};
    geo_status status = geo_storage_summary(app->ctx, book, &summary.lines);
    if (status == GEO_OK && app->common.json)
        status = geo_storage_summary_json(app->ctx, book, potential, &summary.json);
    status = cli_summary_say(app, status, &summary);
    if (status == GEO_OK)
        storage_tell_places(app, potential);
    return status;
}

static int run(cli *app)
{
    const storage_args *args = app->args;
    storage_inputs inputs = {0};
    geo_package *package = NULL;
    storage_places places = {0};
    geo_storage_book *book = NULL;
    geo_potential *potential = NULL;
    int code = cli_town_check(app);
    if (code == CLI_DONE)
        code = cli_package_check(app, "storage.gpkg");
    if (code != CLI_DONE)
        return code;
    geo_status status = storage_open(app, args, &inputs);
    if (status == GEO_OK)
        status = storage_open_places(app, args, &inputs, &places);
    if (status == GEO_OK)
        status = cli_package_new(app, &package);
    if (status == GEO_OK)
        status = geo_storage_new(app->ctx, &inputs.to, &book);
    if (status == GEO_OK && places.tables)
        status = geo_potential_new(app->ctx, &places.to, book, &potential);
    if (status == GEO_OK)
        status = cli_sources_report(app);
    if (status == GEO_OK)
        status = storage_write(app, book, potential, package);
    if (status == GEO_OK) {
        warn(app, geo_storage_tallied(book));
        note_groundwater(app, &inputs, potential);
        status = tell(app, book, potential);
    }
    code = cli_status(app, status);
    geo_package_free(package);
    geo_potential_free(potential);
    storage_places_release(&places);
    geo_storage_free(book);
    storage_inputs_release(&inputs);
    return code;
}

int main(int argc, char **argv)
{
    static const cli_tool tool = {.name = "gn-storage",
                                  .summary = "book the cubic metres of water that a town can hold",
                                  .title = "Waterberging",
                                  .operands = "[TOWN]",
                                  .options = OPTIONS,
                                  .option_count = sizeof OPTIONS / sizeof *OPTIONS,
                                  .args_size = sizeof(storage_args),
                                  .themes = THEMES,
                                  .rasters = RASTERS,
                                  .writes = true,
                                  .judges = true,
                                  .run = run};
    return cli_main(&tool, argc, argv);
}
