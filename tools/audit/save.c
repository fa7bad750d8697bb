#include "audit/save.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "io/publish.h"

/* PATH of PATH:LAYER, as io/open tells them apart. */
static char *file_of(const char *dataset)
{
    const char *slash = strrchr(dataset, '/');
    const char *colon = strrchr(slash ? slash : dataset, ':');
    if (!colon || access(dataset, F_OK) == 0)
        return geo_strdup(dataset);
    return geo_strndup(dataset, (size_t)(colon - dataset));
}

static geo_status list_files(cli *app, const geo_audit_inputs *inputs, char **files, size_t *count)
{
    geo_text base = GEO_TEXT_INIT;
    geo_text_addf(&base, "%s/base.gpkg", app->common.town ? app->common.town : ".");
    files[(*count)++] = geo_strdup(geo_text_string(&base));
    bool failed = base.failed || !files[0];
    for (size_t i = 0; !failed && i < inputs->count; i++)
        if (inputs->themes[i].dataset)
            failed = !(files[(*count)++] = file_of(inputs->themes[i].dataset));
    geo_text_release(&base);
    return failed ? geo_fail_nomem(app->ctx) : GEO_OK;
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
    char **files = geo_calloc(inputs->count + 1, sizeof *files);
    geo_publish *publish = NULL;
    size_t count = 0;
    geo_status status = files ? list_files(app, inputs, files, &count) : geo_fail_nomem(app->ctx);
    if (!status)
        status =
            geo_publish_new(app->ctx, path, overwrite, (const char *const *)files, count, &publish);
    if (!status)
        status = write_file(app, geo_publish_temporary(publish), text);
    if (!status)
        status = geo_publish_commit(app->ctx, publish);
    geo_publish_free(publish);
    for (size_t i = 0; i < count; i++)
        geo_free(files[i]);
    geo_free(files);
    return status;
}
