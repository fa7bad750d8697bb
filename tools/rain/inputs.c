#include "rain/inputs.h"

#include "cli/elevation.h"

/* ---- tables ---- */

static geo_status open_grounds(cli *app, const rain_args *args, rain_inputs *out)
{
    const char *path = NULL;
    geo_status status = cli_table_path(app, "runoff", args->runoff, "runoff.csv", &path);
    if (status == GEO_OK)
        status = geo_rain_surfaces_read(app->ctx, path, &out->surfaces);
    if (status == GEO_OK)
        status = cli_table_path(app, "surfaces", args->surfaces, "bgt-surfaces.csv", &path);
    if (status == GEO_OK)
        status = geo_rain_cover_read(app->ctx, path, &out->surfaces, &out->cover);
    if (status == GEO_OK)
        status = cli_table_path(app, "kinds", args->kinds, "storage-kinds.csv", &path);
    if (status == GEO_OK)
        status = geo_storage_kinds_read(app->ctx, path, &out->kinds);
    out->to.surfaces = &out->surfaces;
    out->to.cover = out->cover;
    out->to.kinds = out->kinds;
    return status;
}

static geo_status open_events(cli *app, const rain_args *args, rain_inputs *out)
{
    geo_status status = GEO_OK;
    if (args->events)
        status = cli_input_note(app, "events", args->events, geo_path_name(args->events), NULL);
    if (status == GEO_OK)
        status = args->events ? geo_rain_events_read(app->ctx, args->events, &out->events)
                              : geo_rain_events_parse(app->ctx, args->event, &out->events);
    if (status == GEO_OK)
        status = geo_rain_rate_parse(app->ctx, args->sewer, "mm/h", &out->options.sewer_mm_h);
    if (status == GEO_OK)
        status = geo_rain_rate_parse(app->ctx, args->pump, "mm/day", &out->options.pump_mm_day);
    out->options.events = &out->events;
    return status;
}

static geo_status open_norm(cli *app, const rain_args *args, rain_inputs *out)
{
    const char *path = NULL;
    if (!args->norm)
        return GEO_OK;
    geo_status status = cli_table_path(app, "norms", args->norms, "storage-norms.csv", &path);
    if (status == GEO_OK)
        status = geo_rain_norm_read(app->ctx, path, args->norm, &out->norm);
    out->options.norm = &out->norm;
    return status;
}

/* ---- layers ---- */

/* Where each layer comes from; *out NULL: a theme of the town. Both of the depressions by name:
 * the only layer of another file would pass for either. */
static geo_status dataset_of(cli *app, const rain_args *args, int layer, const char **out)
{
    *out = NULL;
    if (layer == GEO_RAIN_BOOK)
        *out = args->storage;
    if (layer == GEO_RAIN_MEASURE)
        *out = args->what_if;
    if (layer != GEO_RAIN_SINK && layer != GEO_RAIN_CATCHMENT)
        return GEO_OK;
    *out = cli_textf(app, "%s:%s", args->sinks, GEO_RAIN_LAYER[layer]);
    return *out ? GEO_OK : geo_fail_nomem(app->ctx);
}

static const char *option_of(int layer)
{
    static const char *const options[GEO_RAIN_LAYERS] = {[GEO_RAIN_SINK] = "sinks",
                                                         [GEO_RAIN_CATCHMENT] = "sinks",
                                                         [GEO_RAIN_BOOK] = "storage",
                                                         [GEO_RAIN_MEASURE] = "what-if"};
    return options[layer];
}

static geo_status open_layer(cli *app, const rain_args *args, int layer, geo_source **out)
{
    geo_source_options options = geo_rain_wants((geo_rain_layer)layer);
    const char *option = option_of(layer), *dataset = NULL;
    bool required = layer == GEO_RAIN_NEIGHBOURHOOD && args->by == GEO_RAIN_BY_NEIGHBOURHOOD;
    if (layer == GEO_RAIN_NEIGHBOURHOOD && !required)
        return GEO_OK;
    if (!option)
        return cli_source(app, GEO_RAIN_LAYER[layer], required, &options, out);
    geo_status status = dataset_of(app, args, layer, &dataset);
    return status == GEO_OK && dataset ? cli_dataset(app, option, dataset, &options, out) : status;
}

/* Catchments first: their corners tell the lattice, so that they set the system. */
static geo_status open_layers(cli *app, const rain_args *args, rain_inputs *out)
{
    const char *sinks = NULL;
    geo_status status = dataset_of(app, args, GEO_RAIN_SINK, &sinks);
    if (status == GEO_OK)
        status = cli_need_metres(app, "sinks", sinks, NULL);
    for (int i = 0; status == GEO_OK && i < GEO_RAIN_LAYERS; i++) {
        status = open_layer(app, args, i, &out->layers[i]);
        out->to.layers[i] = out->layers[i];
    }
    return status;
}

static geo_status open_dtm(cli *app, rain_inputs *out)
{
    const char *path = NULL;
    geo_raster_options options = {.kind = GEO_RASTER_ELEVATION,
                                  .crs = app->common.crs,
                                  .target = cli_crs(app),
                                  .allow_network = app->common.allow_network};
    geo_status status = cli_theme(app, "dtm", false, &path);
    if (status == GEO_OK && path)
        status = cli_terrain(app, path, &options, &out->dtm);
    out->to.dtm = out->dtm ? geo_raster_source(out->dtm) : NULL;
    return status;
}

geo_status rain_open(cli *app, const rain_args *args, rain_inputs *out)
{
    geo_status status = open_events(app, args, out);
    if (status == GEO_OK)
        status = open_norm(app, args, out);
    if (status == GEO_OK)
        status = open_grounds(app, args, out);
    if (status == GEO_OK)
        status = open_layers(app, args, out);
    out->options.by = (geo_rain_by)args->by;
    out->options.season = (geo_rain_season)args->season;
    return status == GEO_OK ? open_dtm(app, out) : status;
}

void rain_inputs_release(rain_inputs *inputs)
{
    for (int i = 0; i < GEO_RAIN_LAYERS; i++)
        geo_source_free(inputs->layers[i]);
    geo_raster_free(inputs->dtm);
    geo_rain_surfaces_release(&inputs->surfaces);
    geo_rain_cover_free(inputs->cover);
    geo_storage_kinds_free(inputs->kinds);
    geo_rain_events_release(&inputs->events);
    geo_rain_norm_release(&inputs->norm);
}
