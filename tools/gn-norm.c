/* gn-norm: does every home meet the green norm; and the layers that show it. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "cli/columns.h"
#include "io/coverage.h"
#include "norm/doubts.h"
#include "norm/places.h"
#include "report/norm_layers.h"
#include "report/norm_summary.h"

#define AT(member) offsetof(norm_args, member)
static const cli_option OPTIONS[] = {
    {"norm", 0, CLI_TEXT, AT(norm), "T-C-D|PROFILE", CLI_DEFAULT_NORM, NULL, "Norm",
     "trees, canopy percentage and metres, such as 4-40-400, or a named profile", false},
    {"trees-min", 0, CLI_INTEGER, AT(trees_min), "N", NULL, NULL, "Bomen ten minste",
     "trees in sight, instead of the norm's", false},
    {"canopy-min", 0, CLI_PERCENT, AT(canopy_min_pct), "PCT", NULL, NULL, "Kroon ten minste",
     "canopy percentage, instead of the norm's", false},
    {"distance-max", 0, CLI_LENGTH, AT(distance_max_m), "LENGTH", NULL, NULL, "Afstand ten hoogste",
     "distance to green, instead of the norm's", false},
    {"criteria", 0, CLI_TEXT, AT(criteria), "LIST", "trees,canopy,access", NULL, "Criteria",
     "which of trees, canopy and access to judge", false},
    {"compare", 0, CLI_TEXT, AT(compare), "all|PROFILE,...", NULL, NULL, "Vergelijk met",
     "further norms, or all of norms.csv: a verdict column for each whose columns the input has, "
     "and "
     "a cross table in --json",
     false},
    {"mark", 0, CLI_TEXT, AT(mark), "cobra", NULL, NULL, "Rapportcijfer",
     "also give every home a mark of 0 to 10, in a column _mark", false},
    {"applies", 0, CLI_DATASET, AT(applies), "PATH[:LAYER]", NULL, NULL, "Geldt binnen",
     "polygons inside which the norm applies; elsewhere there is no verdict", false},
    {"by", 0, CLI_DATASET, AT(by), "PATH[:LAYER]", NULL, NULL, "Tel per",
     "polygons to count homes by, instead of buurten, wijken and gemeenten", false},
    {"mature-crown", 0, CLI_AREA, AT(mature_crown_m2), "AREA", "50m2", NULL, "Volgroeide kroon",
     "crown of a grown tree, to express missing canopy in trees", false},
};
static const char *const THEMES[] = {"neighbourhood", "building", NULL};
static const char *const LAYERS[] = {"norm_address", "norm_building", "norm_neighbourhood"};

typedef struct opened {
    norm_asked asked;
    norm_places places;
    geo_source *building;
    geo_reader *reader;
    geo_norm *norm;
    const geo_field *fields;
    geo_package *package;
    geo_norm_layers *layers;
    char *styles[3];
    geo_provenance *history; /* of the columns that came in */
    geo_norm_origin origin;
    geo_text caution;
} opened;

static void close_all(opened *o)
{
    geo_norm_layers_free(o->layers);
    geo_package_free(o->package);
    for (int i = 0; i < 3; i++)
        geo_free(o->styles[i]);
    geo_text_release(&o->caution);
    geo_provenance_free(o->history);
    geo_norm_free(o->norm);
    geo_reader_free(o->reader);
    geo_source_free(o->building);
    norm_places_release(&o->places);
    norm_asked_release(&o->asked);
}

static bool wants_layers(const cli *app)
{
    return app->common.format == GEO_FORMAT_GPKG && strcmp(app->common.output, "-") != 0;
}

static geo_status open_buildings(cli *app, opened *o)
{
    geo_source_options options = GEO_SOURCE_OPTIONS_INIT;
    options.geometry_kinds[GEO_GEOM_POLYGON] = true;
    geo_status status =
        wants_layers(app) ? cli_source(app, "building", false, &options, &o->building) : GEO_OK;
    if (status == GEO_OK && wants_layers(app) && !o->building && app->common.update) {
        geo_hint(app->ctx, "name them with --building");
        return geo_fail(app->ctx, GEO_ERR_NOTFOUND,
                        "--update without buildings would leave an old norm_building");
    }
    if (status == GEO_OK && wants_layers(app) && !o->building)
        geo_warn(app->ctx,
                 "no buildings: layer norm_building is not written (give --town or --building)");
    return status;
}

/* ---- columns ---- */

/* "norm" in a column's name is --name's; shortfalls keep their plain names under the default. */
static void name_column(const cli *app, int column, char *out, size_t size)
{
    const char *name = GEO_NORM_NAME[column];
    if (strncmp(name, "norm", 4) == 0)
        snprintf(out, size, "%s%s", app->common.name, name + 4);
    else if (strcmp(app->common.name, "norm") == 0)
        snprintf(out, size, "%s", name);
    else
        snprintf(out, size, "%s_%s", app->common.name, name);
}

static geo_status make_fields(cli *app, opened *o)
{
    enum { MOST = GEO_NORM_COLUMNS + GEO_COMPARE_MAX + 1 };
    char text[MOST][128];
    const char *names[MOST];
    geo_field_type types[MOST];
    size_t count = geo_norm_columns(&o->asked.options);
    for (size_t i = 0; i < count; i++) {
        bool is_mark = o->asked.options.mark && i == count - 1;
        names[i] = text[i];
        types[i] = i < GEO_NORM_COLUMNS ? GEO_NORM_TYPE[i]
                   : is_mark            ? GEO_FIELD_DOUBLE
                                        : GEO_FIELD_STRING;
        if (i < GEO_NORM_COLUMNS)
            name_column(app, (int)i, text[i], sizeof text[i]);
        else if (is_mark)
            snprintf(text[i], sizeof text[i], "%s_mark", app->common.name);
        else
            snprintf(text[i], sizeof text[i], "%s_%s", app->common.name,
                     o->asked.options.compare[i - GEO_NORM_COLUMNS].name);
        for (char *c = text[i]; *c; c++)
            *c = *c == '-' || *c == '.' ? '_' : *c;
    }
    return cli_fields(app, names, types, count, &o->fields);
}

/* The norm and those it is compared with, against how a column was made. */
static geo_status compare_criterion(cli *app, const opened *o, geo_criterion criterion,
                                    const geo_provenance *provenance, const char *column)
{
    const geo_norm_options *options = &o->asked.options;
    char own[64];
    geo_status status = geo_profile_compare(app->ctx, o->asked.norms, &options->profile, criterion,
                                            provenance, column);
    for (size_t k = 0; status == GEO_OK && k < options->compare_count; k++) {
        snprintf(own, sizeof own, "%s_dist_m", options->compare[k].access);
        status = geo_profile_compare(app->ctx, o->asked.norms, &options->compare[k], criterion,
                                     provenance, criterion == GEO_ACCESS ? own : column);
    }
    return status;
}

/* Name of a criterion's value among the columns that come in. */
static const char *value_of(const opened *o, int criterion, char out[64])
{
    static const char *const SUFFIX[GEO_CRITERIA] = {"in_sight", "pct", "dist_m"};
    snprintf(out, 64, "%s_%s", o->asked.options.columns[criterion], SUFFIX[criterion]);
    return out;
}

static geo_status compare_definitions(cli *app, const opened *o)
{
    char column[64];
    geo_status status = GEO_OK;
    if (geo_provenance_is_foreign(o->history))
        geo_note(app->ctx, "the input does not say how its columns were made: definitions cannot "
                           "be compared with the norm's");
    else
        for (int c = 0; status == GEO_OK && c < GEO_CRITERIA; c++)
            if (o->asked.options.wanted[c])
                status =
                    compare_criterion(app, o, (geo_criterion)c, o->history, value_of(o, c, column));
    return status;
}

static geo_status read_history(cli *app, opened *o)
{
    char column[64];
    geo_status status =
        geo_provenance_new(app->ctx, geo_reader_schema(o->reader)->provenance, &o->history);
    for (int c = 0; status == GEO_OK && c < GEO_CRITERIA; c++)
        o->origin.coverage[c] =
            geo_provenance_find(o->history, value_of(o, c, column), GEO_COVERAGE_FACT);
    if (status == GEO_OK)
        geo_norm_caution(o->norm, &o->origin, &o->caution);
    if (status == GEO_OK && o->caution.failed)
        status = geo_fail_nomem(app->ctx);
    return status;
}

/* ---- outlets ---- */

static geo_status open_layers(void *self, cli *app, const geo_schema *schema, const char *date)
{
    opened *o = self;
    geo_package_options options = {.path = app->common.output,
                                   .overwrite = app->common.overwrite,
                                   .update = app->common.update,
                                   .date = date};
    geo_norm_layers_options layers = {.schema = schema,
                                      .incoming = geo_reader_schema(o->reader)->field_count,
                                      .building = o->building,
                                      .caution = geo_text_string(&o->caution)};
    if (strcmp(o->asked.options.profile.access, NORM_ACCESS) != 0)
        layers.goal = o->asked.options.profile.access_nl;
    options.inputs = cli_inputs(app, &options.input_count);
    geo_status status = GEO_OK;
    for (int i = 0; status == GEO_OK && i < 3; i++) {
        status = cli_style(app, LAYERS[i], &o->styles[i]);
        layers.style[i] = o->styles[i];
    }
    if (status == GEO_OK)
        status = geo_package_new(app->ctx, &options, &o->package);
    return status == GEO_OK ? geo_norm_layers_new(app->ctx, o->package, &layers, &o->layers)
                            : status;
}

static geo_status write_layers(void *self, cli *app, const geo_batch *batch,
                               const geo_columns *columns)
{
    opened *o = self;
    return geo_norm_layers_put(app->ctx, o->layers, o->norm, batch, columns);
}

static geo_status commit_layers(void *self, cli *app)
{
    opened *o = self;
    uint64_t homeless = geo_norm_layers_homeless(o->layers);
    if (homeless && o->building)
        geo_info(app->ctx, "%llu homes stand in no building: they are in no row of norm_building",
                 (unsigned long long)homeless);
    geo_status status = geo_norm_layers_finish(app->ctx, o->layers, o->norm);
    return status == GEO_OK ? geo_package_commit(app->ctx, o->package) : status;
}

static geo_status write_nothing(void *self, cli *app, const geo_batch *batch,
                                const geo_columns *columns)
{
    (void)self;
    (void)app;
    (void)batch;
    (void)columns;
    return GEO_OK;
}

/* ---- running ---- */

static geo_status run_verdict(void *self, geo_ctx *ctx, const geo_batch *batch, geo_columns *out)
{
    return geo_norm_run(ctx, ((opened *)self)->norm, batch, out);
}

static uint64_t rows_rejected(const opened *o)
{
    uint64_t read = 0, rejected = UINT64_MAX;
    geo_provenance_get_rows(o->history, &read, &rejected);
    return rejected == UINT64_MAX ? rejected : rejected + geo_reader_tally(o->reader)->rejected;
}

static geo_status tell(cli *app, opened *o)
{
    cli_summary summary = {GEO_TEXT_INIT, GEO_TEXT_INIT};
    o->origin.rows_rejected = rows_rejected(o);
    geo_norm_summary_text(o->norm, &o->origin, &summary.lines);
    if (app->common.json)
        geo_norm_summary_json(o->norm, &o->origin, &summary.json);
    bool failed = summary.lines.failed || summary.json.failed;
    return cli_summary_say(app, failed ? geo_fail_nomem(app->ctx) : GEO_OK, &summary);
}

static geo_status judge(cli *app, opened *o)
{
    cli_outlet layers = {o, open_layers, write_layers, commit_layers},
               nothing = {.write = write_nothing};
    geo_norm_inputs inputs = {.notes = o->asked.notes, .applies = o->places.inside};
    for (int level = 0; level < GEO_LEVELS; level++)
        inputs.areas[level] = o->places.areas[level];
    cli_filter filter = {.self = o,
                         .run = run_verdict,
                         .fields = o->fields,
                         .field_count = geo_norm_columns(&o->asked.options)};
    if (wants_layers(app))
        filter.outlet = &layers;
    else if (app->common.json && strcmp(app->common.output, "-") == 0)
        filter.outlet = &nothing; /* standard output is for the figures */
    geo_status status =
        geo_norm_new(app->ctx, &o->asked.options, &inputs, geo_reader_schema(o->reader), &o->norm);
    if (status == GEO_OK)
        status = read_history(app, o);
    if (status == GEO_OK)
        status = compare_definitions(app, o);
    if (status == GEO_OK)
        status = cli_filter_run(app, o->reader, &filter);
    if (status == GEO_OK)
        norm_warn(app, o->norm, geo_reader_schema(o->reader));
    return status == GEO_OK ? tell(app, o) : status;
}

static int run(cli *app)
{
    const norm_args *args = app->args;
    opened o = {0};
    if (wants_layers(app) && strcmp(app->common.name, "norm") != 0)
        return cli_usage(
            app, "--name goes with a stream: the layers of a GeoPackage are styled by their names");
    if (wants_layers(app) && app->common.out_crs)
        return cli_usage(
            app, "--out-crs does not go with a GeoPackage: its layers stay in the town's system");
    geo_status status = norm_ask(app, args, &o.asked);
    if (status == GEO_OK)
        status = norm_open_places(app, args, &o.places);
    if (status == GEO_OK && wants_layers(app) && !o.places.areas[GEO_LEVEL_BUURT])
        geo_warn(app->ctx,
                 "no neighbourhoods: layer norm_neighbourhood holds the whole alone (give "
                 "--town, --neighbourhood or --by)");
    if (status == GEO_OK)
        status = open_buildings(app, &o);
    if (status == GEO_OK)
        status = cli_input(app, "address", true, &o.reader);
    if (status == GEO_OK) {
        norm_leave_out(app, &o.asked, geo_reader_schema(o.reader));
        status = make_fields(app, &o);
    }
    if (status == GEO_OK)
        status = judge(app, &o);
    int code = cli_status(app, status);
    close_all(&o);
    return code;
}

int main(int argc, char **argv)
{
    static const cli_tool tool = {.name = "gn-norm",
                                  .summary = "judge every home by the green norm",
                                  .title = "Groennorm",
                                  .operands = "[INPUT]",
                                  .options = OPTIONS,
                                  .option_count = sizeof OPTIONS / sizeof *OPTIONS,
                                  .args_size = sizeof(norm_args),
                                  .themes = THEMES,
                                  .prefix = "norm",
                                  .streams = true,
                                  .updates = true,
                                  .run = run};
    return cli_main(&tool, argc, argv);
}
