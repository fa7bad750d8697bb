#include "sinks/rasters.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "io/raster_style.h"

static geo_status open_target(cli *app, const char *path, geo_publish **out)
{
    size_t count;
    const char *const *inputs = cli_inputs(app, &count);
    return geo_publish_new(app->ctx, path, app->common.overwrite, inputs, count, out);
}

/* filled.tif: filled.qml, which QGIS takes when it opens the raster. */
static geo_status open_style(cli *app, const char *path, geo_publish **out)
{
    geo_text name = GEO_TEXT_INIT;
    geo_text_add_bytes(&name, path, (size_t)(strrchr(path, '.') - path));
    geo_text_add(&name, ".qml");
    geo_status status =
        name.failed ? geo_fail_nomem(app->ctx) : open_target(app, geo_text_string(&name), out);
    geo_text_release(&name);
    return status;
}

geo_status sinks_raster_open(cli *app, const char *path, sinks_raster *out)
{
    out->path = path;
    geo_status status = path ? open_target(app, path, &out->cells) : GEO_OK;
    return path && status == GEO_OK ? open_style(app, path, &out->style) : status;
}

static geo_status write_text(cli *app, const geo_publish *publish, const geo_text *text)
{
    FILE *file = fopen(geo_publish_temporary(publish), "wb");
    bool good = file && fwrite(text->data, 1, text->length, file) == text->length;
    good = file && fclose(file) == 0 && good;
    return good ? GEO_OK
                : geo_fail(app->ctx, GEO_ERR_IO, "cannot write '%s'", geo_publish_target(publish));
}

static geo_status write_style(cli *app, const geo_publish *publish, const geo_value_range *range,
                              const char *style)
{
    char *qml = NULL;
    geo_text text = GEO_TEXT_INIT;
    geo_status status = cli_style(app, style, &qml);
    if (status == GEO_OK && !qml)
        status = geo_fail(app->ctx, GEO_ERR_NOTFOUND, "there is no style '%s.qml'", style);
    if (status == GEO_OK)
        geo_raster_style_add(&text, qml, range);
    if (status == GEO_OK && text.failed)
        status = geo_fail_nomem(app->ctx);
    if (status == GEO_OK)
        status = write_text(app, publish, &text);
    geo_text_release(&text);
    geo_free(qml);
    return status;
}

geo_status sinks_raster_write(cli *app, sinks_raster *raster, const geo_grid_source *source,
                              const geo_crs *crs, const char *style)
{
    geo_value_range range;
    if (!raster->path)
        return GEO_OK;
    const geo_grid_source ranged = geo_value_range_of(source, &range);
    const geo_raster_output output = {.decimals = -1, .held = &raster->cells};
    geo_status status = geo_raster_write_as(app->ctx, raster->path, &ranged, crs, &output);
    return status == GEO_OK ? write_style(app, raster->style, &range, style) : status;
}

geo_status sinks_raster_publish(cli *app, sinks_raster *raster)
{
    if (!raster->path)
        return GEO_OK;
    geo_status status = geo_publish_commit(app->ctx, raster->style);
    return status == GEO_OK ? geo_publish_commit(app->ctx, raster->cells) : status;
}

void sinks_raster_release(sinks_raster *raster)
{
    geo_publish_free(raster->style);
    geo_publish_free(raster->cells);
}
