/* Themes and other datasets opened for a tool, all in the town's reference system, and the list of
 * inputs that provenance wants. */
#include "cli/state.h"

#include <string.h>

#include "base/alloc.h"

const geo_crs *cli_crs(const cli *app)
{
    return app->state->crs;
}

static geo_status note_set(cli *app, cli_note *note, const char *path, const char *name,
                           const char *date)
{
    note->path = path ? cli_text(app, path) : NULL;
    note->name = cli_text(app, name);
    note->date = date ? cli_text(app, date) : NULL;
    if (!note->name || (path && !note->path) || (date && !note->date))
        return geo_fail_nomem(app->ctx);
    return path ? cli_hash_begin(app, note->path) : GEO_OK;
}

geo_status cli_input_note(cli *app, const char *theme, const char *path, const char *name,
                          const char *date)
{
    cli_state *state = app->state;

    for (size_t i = 0; i < state->notes.count; i++)
        if (strcmp(state->notes.items[i].theme, theme) == 0)
            return note_set(app, &state->notes.items[i], path, name, date);
    cli_note note = {.theme = cli_text(app, theme)};
    geo_status status =
        note.theme ? note_set(app, &note, path, name, date) : geo_fail_nomem(app->ctx);
    if (!status && !geo_vec_push(&state->notes, note))
        status = geo_fail_nomem(app->ctx);
    return status;
}

geo_status cli_fact(cli *app, const char *name, const char *value)
{
    return geo_vec_push(&app->state->facts, ((cli_said){name, value})) ? GEO_OK
                                                                       : geo_fail_nomem(app->ctx);
}

/* The first theme opened settles the town's system. */
static geo_status adopt(cli *app, const char *theme, const char *dataset, const geo_source *source)
{
    geo_status status = GEO_OK;
    char date[11];
    bool dated = geo_source_newest_date(source, date);

    if (!app->state->crs)
        status = geo_crs_clone(app->ctx, geo_source_crs(source), &app->state->crs);
    if (!status)
        status = cli_inputs_add(app, dataset);
    if (!status && !geo_vec_push(&app->state->sources, source))
        status = geo_fail_nomem(app->ctx);
    if (!status)
        status = cli_input_note(app, theme, cli_dataset_path(app, dataset), geo_source_name(source),
                                dated ? date : NULL);
    if (!status)
        status = cli_info_once(app, cli_textf(app, "%s: %s, %s", theme, geo_source_name(source),
                                              geo_crs_label(geo_source_crs(source))));
    return status;
}

geo_status cli_crs_of_town(cli *app)
{
    geo_source_options options = GEO_SOURCE_OPTIONS_INIT;
    geo_source *source = NULL;

    if (app->state->crs || !app->common.town)
        return GEO_OK;
    const char *dataset = cli_textf(app, "%s/base.gpkg:address", app->common.town);
    if (!dataset)
        return geo_fail_nomem(app->ctx);
    geo_status status = geo_source_new(app->ctx, dataset, &options, &source);
    if (!status)
        status = geo_crs_clone(app->ctx, geo_source_crs(source), &app->state->crs);
    geo_source_free(source);
    if (status == GEO_ERR_NOMEM)
        return status;
    geo_ctx_reset(app->ctx); /* a town without addresses gives no system: not an error here */
    return GEO_OK;
}

/* A first theme in degrees cannot settle the system; so it is settled without it. */
static geo_status settle_crs(cli *app)
{
    geo_ctx_reset(app->ctx);
    geo_status status = cli_crs_of_town(app);
    if (!status && !app->state->crs)
        status = geo_crs_new(app->ctx, CLI_DEFAULT_CRS, &app->state->crs);
    return status;
}

static geo_status open_in_crs(cli *app, const char *dataset, const geo_source_options *given,
                              geo_source **out)
{
    geo_source_options options = *given;

    if (!options.target_crs)
        options.target_crs = app->state->crs;
    options.allow_network = app->common.allow_network;
    if (app->tool->judges) /* elsewhere --crs is that of the stream */
        options.crs = app->common.crs;
    return geo_source_new(app->ctx, dataset, &options, out);
}

static geo_status open_source(cli *app, const char *theme, const char *dataset,
                              const geo_source_options *given, geo_source **out)
{
    geo_source_options options = given ? *given : GEO_SOURCE_OPTIONS_INIT;
    geo_source *source = NULL;

    if (!options.default_layer)
        options.default_layer = theme;
    geo_status status = open_in_crs(app, dataset, &options, &source);
    if (status == GEO_ERR_CRS && !app->state->crs) {
        status = settle_crs(app);
        if (!status)
            status = open_in_crs(app, dataset, &options, &source);
    }
    if (!status)
        status = adopt(app, theme, dataset, source);
    if (status) {
        geo_source_free(source);
        return geo_while(app->ctx, status, "while opening %s", theme);
    }
    *out = source;
    return GEO_OK;
}

geo_status cli_need_metres(cli *app, const char *what, const char *dataset,
                           const char *default_layer)
{
    geo_source *source = NULL;
    geo_source_options options = {.default_layer = default_layer,
                                  .crs = app->tool->judges ? app->common.crs : NULL,
                                  .allow_network = app->common.allow_network};
    geo_status status = geo_source_new(app->ctx, dataset, &options, &source);
    geo_source_free(source);
    if (status == GEO_ERR_CRS && !*geo_ctx_hint(app->ctx))
        geo_hint(app->ctx, "transform it first: ogr2ogr -t_srs " CLI_DEFAULT_CRS);
    return geo_while(app->ctx, status, "while opening %s", what);
}

geo_status cli_sources_report(cli *app)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < app->state->sources.count; i++) {
        const geo_source *source = app->state->sources.items[i];
        status = geo_tally_report(app->ctx, geo_source_tally(source), geo_source_name(source),
                                  app->common.strict);
    }
    return status;
}

geo_status cli_source(cli *app, const char *theme, bool required, const geo_source_options *options,
                      geo_source **out)
{
    const char *dataset = NULL;
    geo_status status = cli_theme(app, theme, required, &dataset);

    if (status)
        return status;
    if (!dataset) {
        *out = NULL;
        return GEO_OK;
    }
    status = open_source(app, theme, dataset, options, out);
    if (!status && required && !geo_source_count(*out))
        geo_warn(app->ctx, "'%s' is empty: it holds no %s at all", geo_source_name(*out), theme);
    return status;
}

geo_status cli_dataset(cli *app, const char *option, const char *dataset,
                       const geo_source_options *options, geo_source **out)
{
    return open_source(app, option, dataset, options, out);
}
