#include "audit/save.h"

#include <stdio.h>

#include "io/publish.h"

/* What is audited must not be overwritten. */
static geo_status add_inputs(cli *app, const geo_audit_inputs *inputs)
{
    geo_text base = GEO_TEXT_INIT;
    geo_text_addf(&base, "%s/base.gpkg", app->common.town ? app->common.town : ".");
    geo_status status =
        base.failed ? geo_fail_nomem(app->ctx) : cli_inputs_add(app, geo_text_string(&base));
    for (size_t i = 0; status == GEO_OK && i < inputs->count; i++)
        if (inputs->themes[i].dataset)
            status = cli_inputs_add(app, inputs->themes[i].dataset);
    geo_text_release(&base);
    return status;
}

static geo_status write_file(cli *app, const char *path, const geo_text *text)
{
    FILE *file = fopen(path, "wb");
    bool good = file && fwrite(text->data, 1, text->length, file) == text->length;
    good = file && fclose(file) == 0 && good;
    return good ? GEO_OK : geo_fail(app->ctx, GEO_ERR_IO, "cannot write '%s'", path);
}

geo_status audit_save(cli *app, const char *path, bool overwrite, const geo_audit_inputs *inputs,
                      const geo_text *text)
{
    geo_publish *publish = NULL;
    size_t count = 0;
    geo_status status = add_inputs(app, inputs);
    const char *const *paths = cli_inputs(app, &count);
    if (!status)
        status = geo_publish_new(app->ctx, path, overwrite, paths, count, &publish);
    if (!status)
        status = write_file(app, geo_publish_temporary(publish), text);
    if (!status)
        status = geo_publish_commit(app->ctx, publish);
    geo_publish_free(publish);
    return status;
}
