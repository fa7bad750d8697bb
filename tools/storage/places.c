#include "storage/places.h"

#include <stdlib.h>

#include "base/text.h"
#include "io/rasters_facts.h"

/* ---- opening ---- */

static geo_status open_layer(cli *app, const storage_args *args, geo_potential_layer layer,
                             geo_source **out)
{
    geo_source_options options = geo_potential_wants(layer);
    const char *given = layer == GEO_POTENTIAL_CABLES    ? args->cables
                        : layer == GEO_POTENTIAL_BALANCE ? args->balance
                                                         : NULL;
    const char *name = GEO_POTENTIAL_LAYER[layer];
    if (layer == GEO_POTENTIAL_CABLES || layer == GEO_POTENTIAL_BALANCE)
        return given ? cli_dataset(app, name, given, &options, out) : GEO_OK;
    return cli_source(app, name, false, &options, out);
}

/* m/d, or a file that does not say; never another unit. */
static geo_status check_permeability(cli *app, const geo_raster *raster)
{
    static const char *const WORDS[] = {"", "m/d", "m/day", "m/dag", "m d-1", NULL};
    const char *unit = geo_raster_unit(raster);
    if (geo_text_listed(WORDS, unit))
        return geo_raster_refuse_classes(app->ctx, raster);
    geo_hint(app->ctx, "convert it first: 1 m/s is 86400 m/d, 1 cm/d is 0.01 m/d");
    return geo_fail(app->ctx, GEO_ERR_RANGE, "'%s' is in '%s', not in m/d", geo_raster_name(raster),
                    unit);
}

static geo_status open_permeability(cli *app, storage_places *out)
{
    const char *path = NULL;
    geo_raster_options options = {.kind = GEO_RASTER_ANY,
                                  .crs = app->common.crs,
                                  .target = cli_crs(app),
                                  .allow_network = app->common.allow_network};
    geo_status status = cli_theme(app, "permeability", false, &path);
    if (status || !path)
        return status;
    status = geo_raster_new(app->ctx, path, &options, &out->permeability);
    if (status == GEO_OK)
        status = check_permeability(app, out->permeability);
    if (status == GEO_OK)
        status =
            cli_input_note(app, "permeability", path, geo_raster_name(out->permeability), NULL);
    out->to.permeability = out->permeability ? geo_raster_source(out->permeability) : NULL;
    return status;
}

static geo_status open_tables(cli *app, const geo_storage_kinds *kinds, storage_places *out)
{
    geo_potential_paths paths = {0};
    geo_status status = cli_data_path(app, "potential-places.csv", &paths.places);
    if (status == GEO_OK)
        status = cli_data_path(app, "potential-numbers.csv", &paths.numbers);
    if (status == GEO_OK)
        status = cli_data_path(app, "public-land.csv", &paths.land);
    if (status == GEO_OK)
        status = geo_potential_tables_new(app->ctx, &paths, kinds, &out->tables);
    out->to.tables = out->tables;
    return status;
}

/* Of SOURCE_DATE_EPOCH, else of the newest date in the layers: no clock in results. 0: unknown. */
static int64_t year_of(cli *app, const storage_args *args, const storage_places *places)
{
    const char *epoch = cli_date(app, NULL);
    char date[11];
    long newest = 0;
    if (args->year > 0 || epoch)
        return args->year > 0 ? args->year : strtol(epoch, NULL, 10);
    for (int i = 0; i < GEO_POTENTIAL_LAYERS; i++) {
        if (!places->layers[i] || !geo_source_newest_date(places->layers[i], date))
            continue;
        long year = strtol(date, NULL, 10);
        newest = year > newest ? year : newest;
    }
    return newest;
}

static geo_status open_rest(cli *app, const storage_args *args, const storage_inputs *inputs,
                            storage_places *out)
{
    geo_status status = open_permeability(app, out);
    if (status == GEO_OK)
        status = open_tables(app, inputs->kinds, out);
    out->to.dtm = inputs->to.dtm;
    out->to.wet = inputs->to.wet;
    out->to.dry = inputs->to.dry;
    out->to.year = year_of(app, args, out);
    out->to.event = args->event;
    out->to.threads = app->common.threads;
    if (status == GEO_OK && out->to.year > 0)
        geo_info(app->ctx, "renewals are counted from %lld on", (long long)out->to.year);
    return status;
}

geo_status storage_open_places(cli *app, const storage_args *args, const storage_inputs *inputs,
                               storage_places *out)
{
    geo_status status = GEO_OK;
    if (cli_given(app, "year") && (args->year < GEO_YEAR_FIRST || args->year > GEO_YEAR_LAST))
        return geo_fail(app->ctx, GEO_ERR_ARG, "--year: %lld is not between %d and %d",
                        (long long)args->year, GEO_YEAR_FIRST, GEO_YEAR_LAST);
    if (args->event && !args->balance)
        return geo_fail(app->ctx, GEO_ERR_ARG,
                        "--event is a shower of --balance, which is not there");
    for (int i = 0; status == GEO_OK && i < GEO_POTENTIAL_LAYERS; i++) {
        status = open_layer(app, args, (geo_potential_layer)i, &out->layers[i]);
        out->to.layers[i] = out->layers[i];
        if (status != GEO_OK || out->layers[GEO_POTENTIAL_GROUND])
            continue;
        geo_info(app->ctx, "without land cover there is no layer storage_potential");
        if (args->balance || args->cables)
            geo_warn(app->ctx, "--balance and --cables are of no use without land cover");
        return GEO_OK;
    }
    return status == GEO_OK ? open_rest(app, args, inputs, out) : status;
}

void storage_places_release(storage_places *places)
{
    for (int i = 0; i < GEO_POTENTIAL_LAYERS; i++)
        geo_source_free(places->layers[i]);
    geo_raster_free(places->permeability);
    geo_potential_tables_free(places->tables);
}

/* ---- telling ---- */

static void warn_owners(cli *app, const geo_potential_tally *tally)
{
    if (tally->unknown_owners)
        geo_warn(app->ctx,
                 "properties of which owner_class is not in public-land.csv, so that they say "
                 "nothing: %llu (first: '%s', '%s')",
                 (unsigned long long)tally->unknown_owners, tally->first_unknown_owner,
                 tally->unknown_owner);
    if (tally->unowned)
        geo_warn(app->ctx,
                 "properties without owner_class, so that they say nothing: %llu (first: "
                 "'%s')",
                 (unsigned long long)tally->unowned, tally->first_unowned);
}

/* Said once each, with the first place. */
static void warn_places(cli *app, const geo_potential_tally *tally)
{
    static const struct {
        geo_potential_note note;
        const char *text;
    } DOUBTS[] = {
        {GEO_POTENTIAL_ODD_DEPTH,
         "groundwater that is as deep as in another unit, or has no depth"},
        {GEO_POTENTIAL_CROSSED, "more room in wet times than in dry ones, as GLG lies above GHG"},
        {GEO_POTENTIAL_ODD_K, "permeability that no ground has in m/d, as if it were m/s or cm/d"},
        {GEO_POTENTIAL_NO_NUMBERS, "no volume, as the table of kinds lacks a number"}};
    for (size_t i = 0; i < sizeof DOUBTS / sizeof *DOUBTS; i++)
        if (tally->notes[DOUBTS[i].note])
            geo_warn(app->ctx, "places with %s: %llu (first: '%s')", DOUBTS[i].text,
                     (unsigned long long)tally->notes[DOUBTS[i].note],
                     tally->first[DOUBTS[i].note]);
    warn_owners(app, tally);
    if (tally->odd_years)
        geo_warn(app->ctx, "streets with a renewal_year that is no year: %llu (first: '%s', '%s')",
                 (unsigned long long)tally->odd_years, tally->first_odd_year, tally->odd_year);
}

void storage_tell_places(cli *app, const geo_potential *potential)
{
    static const char *const GATES[GEO_GATES] = {"public land", "trees",      "cables",
                                                 "width",       "dewatering", "slope"};
    if (!potential)
        return;
    const geo_potential_tally *tally = geo_potential_tallied(potential);
    warn_places(app, tally);
    geo_info(app->ctx,
             "places: %llu pass all gates, of %llu a gate is not known, %llu fail one; %llu lie "
             "whole in the book",
             (unsigned long long)tally->verdicts[GEO_ANSWER_PASS],
             (unsigned long long)tally->verdicts[GEO_ANSWER_UNKNOWN],
             (unsigned long long)tally->verdicts[GEO_ANSWER_FAIL],
             (unsigned long long)tally->whole);
    for (int gate = 0; gate < GEO_GATES; gate++)
        if (tally->failed[gate] || tally->unknown[gate])
            geo_info(app->ctx, "gate %s: %llu fail, %llu not known", GATES[gate],
                     (unsigned long long)tally->failed[gate],
                     (unsigned long long)tally->unknown[gate]);
}
