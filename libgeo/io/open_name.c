/* Names of datasets: what a user may write, and what must never reach GDAL, which would take some
 * names for a web address, a driver's own syntax or a document. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/text.h"
#include "io/open.h"

static bool exists(const char *path)
{
    struct stat info;
    return !stat(path, &info);
}

static bool starts(const char *text, const char *with)
{
    return !strncasecmp(text, with, strlen(with));
}

bool geo_open_is_network(const char *path)
{
    return starts(path, "http://") || starts(path, "https://") || starts(path, "/vsicurl/");
}

/* "PG:" or "WFS:": no plain file is called so and followed by a colon in earnest. */
static bool is_driver_prefix(const char *dataset, size_t length)
{
    if (length < 2)
        return false;
    for (size_t i = 0; i < length; i++)
        if (!isupper((unsigned char)dataset[i]) && !isdigit((unsigned char)dataset[i]) &&
            dataset[i] != '_')
            return false;
    return true;
}

/* The colon between path and layer, or NULL. */
static const char *layer_colon(const char *dataset)
{
    if (exists(dataset))
        return NULL;
    const char *slash = strrchr(dataset, '/');
    const char *colon = strrchr(slash ? slash : dataset, ':');
    if (!colon || dataset[0] == '{' || dataset[0] == '<')
        return NULL;
    return is_driver_prefix(dataset, (size_t)(colon - dataset)) ? NULL : colon;
}

geo_status geo_open_split(geo_ctx *ctx, const char *dataset, char **out_path, char **out_layer)
{
    const char *colon = layer_colon(dataset);
    if (!*dataset || colon == dataset || (colon && !colon[1]))
        return geo_fail(ctx, GEO_ERR_ARG, "'%s' is not a dataset: give PATH or PATH:LAYER",
                        dataset);
    char *path = colon ? geo_strndup(dataset, (size_t)(colon - dataset)) : geo_strdup(dataset);
    char *layer = colon ? geo_strdup(colon + 1) : NULL;
    if (!path || (colon && !layer)) {
        geo_free(path);
        geo_free(layer);
        return geo_fail_nomem(ctx);
    }
    *out_path = path;
    *out_layer = layer;
    return GEO_OK;
}

geo_status geo_open_name(geo_ctx *ctx, const char *path, const char *layer, char **out)
{
    geo_text text = GEO_TEXT_INIT;
    geo_text_add(&text, geo_path_name(path));
    if (layer) {
        geo_text_add_char(&text, ':');
        geo_text_add(&text, layer);
    }
    if (text.failed) {
        geo_text_release(&text);
        return geo_fail_nomem(ctx);
    }
    *out = text.data;
    return GEO_OK;
}

static geo_status check_regular(geo_ctx *ctx, const char *path)
{
    struct stat info;
    if (stat(path, &info)) {
        bool gone = errno == ENOENT || errno == ENOTDIR;
        return geo_fail(ctx, gone ? GEO_ERR_NOTFOUND : GEO_ERR_IO, "cannot open '%s': %s", path,
                        gone ? "no such file" : strerror(errno));
    }
    if (S_ISDIR(info.st_mode))
        return geo_fail(ctx, GEO_ERR_IO, "'%s' is a folder, not a file", path);
    if (!S_ISREG(info.st_mode))
        return geo_fail(ctx, GEO_ERR_IO, "'%s' is not a regular file", path);
    return GEO_OK;
}

geo_status geo_open_check_path(geo_ctx *ctx, const char *path, bool allow_network)
{
    const char *colon = strchr(path, ':');
    if (geo_open_is_network(path)) {
        if (allow_network)
            return GEO_OK;
        geo_fail(ctx, GEO_ERR_ARG, "'%s' is on the network, which is not allowed", path);
        geo_hint(ctx, "download it first, or use --allow-network");
        return GEO_ERR_ARG;
    }
    if (starts(path, "/vsi") || strstr(path, "://") || path[0] == '{' || path[0] == '<' ||
        (colon && !exists(path) && is_driver_prefix(path, (size_t)(colon - path))))
        return geo_fail(ctx, GEO_ERR_ARG, "'%.80s' is not the name of a plain file", path);
    return check_regular(ctx, path);
}

geo_status geo_open_full_path(geo_ctx *ctx, const char *path, char **out)
{
    if (geo_open_is_network(path)) {
        geo_text text = GEO_TEXT_INIT;
        geo_text_add(&text, path[0] == '/' ? "" : "/vsicurl/");
        geo_text_add(&text, path);
        *out = text.data;
        return text.failed ? geo_fail_nomem(ctx) : GEO_OK;
    }
    char *real = realpath(path, NULL);
    if (!real)
        return geo_fail(ctx, GEO_ERR_IO, "cannot open '%s': %s", path, strerror(errno));
    *out = geo_strdup(real);
    bool is_virtual = !strncmp(real, "/vsi", 4);
    free(real);
    if (!*out)
        return geo_fail_nomem(ctx);
    return is_virtual ? geo_fail(ctx, GEO_ERR_ARG, "'%s' is not a plain file", path) : GEO_OK;
}
