/* The stream of addresses coming in: opened in the town's reference system, counted beforehand when
 * that is possible, its rejects written. */
#include "cli/state.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool is_folder(const char *path)
{
    struct stat facts;
    return stat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
}

/* A town folder stands for its address layer. */
static geo_status settle_dataset(cli *app, const char *default_layer, const char **layer)
{
    const char *input = app->common.input;

    *layer = app->common.layer;
    app->state->dataset = input;
    if (strcmp(input, "-") == 0 && isatty(STDIN_FILENO)) {
        geo_status status = geo_fail(app->ctx, GEO_ERR_ARG, "standard input is a terminal");
        geo_hint(app->ctx, "name a dataset or a town folder, or pipe addresses into %s",
                 app->tool->name);
        return status;
    }
    if (strcmp(input, "-") != 0 && is_folder(input)) {
        app->state->dataset = cli_textf(app, "%s/base.gpkg", input);
        if (!*layer)
            *layer = default_layer;
    }
    return app->state->dataset ? GEO_OK : geo_fail_nomem(app->ctx);
}

/* --crs that cannot be measured in, such as degrees: such input goes to RD New. */
static geo_status crs_of_declared(cli *app)
{
    geo_crs *declared = NULL;

    if (app->state->crs || !app->common.crs)
        return GEO_OK;
    geo_status status = geo_crs_new(app->ctx, app->common.crs, &declared);
    if (!status && !geo_crs_is_projected_metres(declared))
        status = geo_crs_new(app->ctx, CLI_DEFAULT_CRS, &app->state->crs);
    geo_crs_free(declared);
    return geo_while(app->ctx, status, "while reading --crs");
}

/* A file may be tried twice: in its own system, and when that cannot be measured in, in RD New. */
static geo_status open_reader(cli *app, geo_reader **out)
{
    cli_state *state = app->state;

    state->reading.target_crs = state->crs;
    geo_status status = geo_reader_new(app->ctx, state->dataset, &state->reading, out);
    if (status != GEO_ERR_CRS || state->crs || app->common.crs)
        return status;
    if (strcmp(state->dataset, "-") == 0) { /* cannot be read twice */
        geo_hint(app->ctx, "with --crs EPSG:4326 degrees are taken to RD New, with --town to the "
                           "town's system");
        return status;
    }
    geo_ctx_reset(app->ctx);
    status = geo_crs_new(app->ctx, CLI_DEFAULT_CRS, &state->crs);
    if (status)
        return status;
    state->reading.target_crs = state->crs;
    return geo_reader_new(app->ctx, state->dataset, &state->reading, out);
}

static geo_status open_rejects(cli *app)
{
    cli_state *state = app->state;

    if (!app->common.rejects)
        return GEO_OK;
    state->reading.self = app;
    state->reading.rejected = cli_rejects_put;
    return cli_rejects_new(app, app->common.rejects, &state->rejects);
}

/* Standard input has no path, also where a file is called "-". */
static const char *input_path(cli *app)
{
    bool is_stdin = strcmp(app->state->dataset, "-") == 0;
    return is_stdin ? NULL : cli_dataset_path(app, app->state->dataset);
}

static geo_status adopt_reader(cli *app, const geo_reader *reader)
{
    cli_state *state = app->state;
    const geo_crs *crs = geo_reader_schema(reader)->crs;
    geo_schema rejects = geo_reader_reject_schema(reader);
    geo_status status = GEO_OK;

    if (!state->crs && crs && geo_crs_is_projected_metres(crs))
        status = geo_crs_clone(app->ctx, crs, &state->crs);
    if (!status && state->rejects)
        status = cli_rejects_begin(app->ctx, state->rejects, &rejects);
    if (!status && !geo_reader_schema(reader)->provenance)
        status = cli_input_note(app, "input", input_path(app), geo_reader_name(reader), NULL);
    if (!status)
        geo_info(app->ctx, "input: %s, %s", geo_reader_name(reader), crs ? geo_crs_label(crs) : "");
    return status;
}

geo_status cli_input(cli *app, const char *default_layer, bool points_only, geo_reader **out)
{
    cli_state *state = app->state;
    const char *layer = NULL;
    geo_reader *reader = NULL;

    geo_status status = settle_dataset(app, default_layer, &layer);
    if (!status && app->common.town && strcmp(app->common.town, app->common.input) != 0)
        status = cli_crs_of_town(app); /* addresses from elsewhere go to the town's system */
    if (!status)
        status = crs_of_declared(app);
    if (!status)
        status = cli_inputs_add(app, state->dataset);
    state->reading = (geo_reader_options){.layer = layer,
                                          .default_layer = default_layer,
                                          .crs = app->common.crs,
                                          .box = app->common.has_box ? &app->common.box : NULL,
                                          .points_only = points_only,
                                          .allow_network = app->common.allow_network};
    if (!status)
        status = open_rejects(app);
    if (!status)
        status = open_reader(app, &reader);
    if (!status)
        status = adopt_reader(app, reader);
    if (status) {
        geo_reader_free(reader);
        return status;
    }
    *out = reader;
    return GEO_OK;
}

geo_status cli_input_ahead(cli *app, geo_reader *reader)
{
    if (app->common.threads < 2 || !geo_reader_is_file(reader))
        return GEO_OK;
    return geo_reader_begin_ahead(app->ctx, reader, app->state->ahead_bytes);
}

geo_status cli_input_end(cli *app, const geo_reader *reader)
{
    geo_status status = GEO_OK;

    if (app->state->rejects)
        status = cli_rejects_commit(app->ctx, app->state->rejects);
    if (!status)
        status = geo_tally_report(app->ctx, geo_reader_tally(reader), geo_reader_name(reader),
                                  app->common.strict);
    return status;
}
