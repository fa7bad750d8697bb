#include "storage/inputs.h"

#include <string.h>
#include <unistd.h>

#include "base/text.h"
#include "cli/elevation.h"
#include "io/rasters_facts.h"

static const char *const WORDS[] = {"nap-m", "below-m", "below-cm"}; /* by geo_groundwater_is */

/* Without anything to book there may still be ground to look at. */
static geo_status need_ground(cli *app)
{
    const char *ground = NULL;
    geo_status status = cli_theme(app, "landcover", false, &ground);
    if (status != GEO_OK || ground)
        return status;
    geo_hint(app->ctx, "name a town with --town, or layers with --storage, --building, --water, "
                       "--sinks, --landcover");
    return geo_fail(app->ctx, GEO_ERR_NOTFOUND, "there is nothing to book");
}

static geo_status open_layers(cli *app, const storage_args *args, storage_inputs *out)
{
    geo_status status = GEO_OK;
    for (int i = 0; status == GEO_OK && i < GEO_STORAGE_LAYERS_COUNT; i++) {
        geo_source_options options = geo_storage_wants((geo_storage_layer)i);
        if (i != GEO_STORAGE_DIP)
            status = cli_source(app, GEO_STORAGE_LAYER[i], false, &options, &out->layers[i]);
        else if (args->sinks)
            status = cli_dataset(app, "sinks", args->sinks, &options, &out->layers[i]);
        out->to.layers[i] = out->layers[i];
    }
    for (int i = 0; i < GEO_STORAGE_LAYERS_COUNT; i++)
        if (out->layers[i])
            return status;
    return status == GEO_OK ? need_ground(app) : status;
}

static geo_status open_dtm(cli *app, storage_inputs *out)
{
    const char *path = NULL;
    geo_raster_options options = {.kind = GEO_RASTER_ELEVATION,
                                  .crs = app->common.crs,
                                  .target = cli_crs(app),
                                  .allow_network = app->common.allow_network};
    geo_status status = cli_theme(app, "dtm", false, &path);
    if (status || !path)
        return status;
    status = cli_terrain(app, path, &options, &out->dtm);
    out->to.dtm = out->dtm ? geo_raster_source(out->dtm) : NULL;
    return status;
}

/* The town's own, unless named. *out is left empty when there is none. */
static geo_status find_groundwater(cli *app, const char *given, const char *theme, geo_text *out)
{
    if (given)
        geo_text_add(out, given);
    else if (app->common.town)
        geo_text_addf(out, "%s/%s.tif", app->common.town, theme);
    if (out->failed)
        return geo_fail_nomem(app->ctx);
    if (!given && out->length > 0 && access(out->data, F_OK) != 0)
        geo_text_reset(out);
    if (out->length == 0)
        geo_info(app->ctx, "no raster '%s': going on without it", theme);
    return GEO_OK;
}

static geo_status refuse_unit(cli *app, const geo_raster *raster, const char *own,
                              const char *given)
{
    const char *name = geo_raster_name(raster);
    geo_hint(app->ctx, "say --groundwater-is nap-m, below-m or below-cm, or set metadata item "
                       "GROUNDWATER_IS in the file");
    if (!own)
        return geo_fail(app->ctx, GEO_ERR_ARG, "'%s' does not say what its cells hold", name);
    if (!given)
        return geo_fail(app->ctx, GEO_ERR_FORMAT, "'%s' says GROUNDWATER_IS '%s'", name, own);
    return geo_fail(app->ctx, GEO_ERR_ARG, "'%s' says GROUNDWATER_IS '%s', not '%s'", name, own,
                    given);
}

/* By the option, or the file's own word; one that contradicts the other is refused. */
static geo_status unit_of(cli *app, const storage_args *args, const geo_raster *raster,
                          geo_groundwater_is *out)
{
    const char *own = geo_raster_item(raster, "GROUNDWATER_IS");
    const char *given = cli_given(app, "groundwater-is") ? WORDS[args->groundwater_is] : NULL;
    const char *word = given ? given : own;
    size_t i = 0;
    while (word && i < sizeof WORDS / sizeof *WORDS && strcmp(WORDS[i], word) != 0)
        i++;
    if (!word || i == sizeof WORDS / sizeof *WORDS || (given && own && strcmp(given, own) != 0))
        return refuse_unit(app, raster, own, given);
    *out = (geo_groundwater_is)i;
    return GEO_OK;
}

/* A file that tells its unit too must not say another. */
static geo_status check_groundwater(cli *app, const geo_raster *raster, geo_groundwater_is is)
{
    const char *unit = geo_raster_unit(raster);
    bool metres = strcmp(unit, "m") == 0 || strcmp(unit, "metre") == 0;
    bool other = is == GEO_GROUNDWATER_BELOW_CM ? metres : strcmp(unit, "cm") == 0;
    if (!other)
        return geo_raster_refuse_classes(app->ctx, raster);
    return geo_fail(app->ctx, GEO_ERR_ARG, "'%s' says that its values are in '%s', not %s",
                    geo_raster_name(raster), unit, WORDS[is]);
}

static geo_status open_groundwater(cli *app, const storage_args *args, const char *given,
                                   const char *theme, geo_raster **raster, geo_groundwater *out)
{
    geo_text path = GEO_TEXT_INIT;
    geo_raster_options options = {.kind = GEO_RASTER_ANY,
                                  .crs = app->common.crs,
                                  .target = cli_crs(app),
                                  .allow_network = app->common.allow_network};
    geo_status status = find_groundwater(app, given, theme, &path);
    if (status == GEO_OK && path.length > 0) {
        status = geo_raster_new(app->ctx, path.data, &options, raster);
        if (status == GEO_OK)
            status = unit_of(app, args, *raster, &out->is);
        if (status == GEO_OK)
            status = check_groundwater(app, *raster, out->is);
        if (status == GEO_OK)
            status = cli_input_note(app, theme, path.data, geo_raster_name(*raster), NULL);
        out->grid = *raster ? geo_raster_source(*raster) : NULL;
    }
    geo_text_release(&path);
    return geo_while(app->ctx, status, "opening %s", theme);
}

static geo_status open_kinds(cli *app, const storage_args *args, storage_inputs *out)
{
    const char *path = NULL;
    geo_status status = cli_table_path(app, "kinds", args->kinds, "storage-kinds.csv", &path);
    if (status == GEO_OK)
        status = geo_storage_kinds_read(app->ctx, path, &out->kinds);
    out->to.kinds = out->kinds;
    return status;
}

geo_status storage_open(cli *app, const storage_args *args, storage_inputs *out)
{
    geo_status status = open_kinds(app, args, out);
    if (status == GEO_OK)
        status = open_layers(app, args, out);
    if (status == GEO_OK)
        status = open_dtm(app, out);
    if (status == GEO_OK)
        status = open_groundwater(app, args, args->ghg, "groundwater_ghg", &out->ghg, &out->to.wet);
    if (status == GEO_OK)
        status = open_groundwater(app, args, args->glg, "groundwater_glg", &out->glg, &out->to.dry);
    return status;
}

void storage_inputs_release(storage_inputs *inputs)
{
    for (int i = 0; i < GEO_STORAGE_LAYERS_COUNT; i++)
        geo_source_free(inputs->layers[i]);
    geo_raster_free(inputs->dtm);
    geo_raster_free(inputs->ghg);
    geo_raster_free(inputs->glg);
    geo_storage_kinds_free(inputs->kinds);
}
