/* Which paths are walked for XML, and which files on disk they stand for. */
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/text.h"
#include "io/archive.h"
#include "io/archive_parts.h"

static bool is_folder(const char *path)
{
    struct stat info;
    return !stat(path, &info) && S_ISDIR(info.st_mode);
}

static bool is_called_so(const char *name)
{
    const char *dot = strrchr(name, '.');
    return dot &&
           (!strcasecmp(dot, ".gml") || !strcasecmp(dot, ".xml") || !strcasecmp(dot, ".zip"));
}

bool geo_archive_takes(const char *path)
{
    const char *name = geo_path_name(path);
    return is_folder(path) || !strchr(name, '.') || is_called_so(name);
}

static int is_ours(const struct dirent *entry)
{
    return !geo_archive_is_hidden(entry->d_name) && is_called_so(entry->d_name);
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

geo_status geo_archive_files(geo_ctx *ctx, const char *path, void *self,
                             geo_status (*each)(void *self, geo_ctx *ctx, const char *file))
{
    struct dirent **entries = NULL;
    geo_status status = GEO_OK;
    if (!is_folder(path))
        return each(self, ctx, path);
    int count = scandir(path, &entries, is_ours, by_name);
    if (count < 0)
        return geo_fail(ctx, GEO_ERR_IO, "cannot read the folder '%s': %s", path, strerror(errno));
    for (int i = 0; i < count; i++) {
        geo_text file = GEO_TEXT_INIT;
        geo_text_addf(&file, "%s/%s", path, entries[i]->d_name);
        free(entries[i]); /* scandir's own */
        if (!status && file.failed)
            status = geo_fail_nomem(ctx);
        if (!status && !is_folder(geo_text_string(&file)))
            status = each(self, ctx, geo_text_string(&file));
        geo_text_release(&file);
    }
    free(entries);
    return status;
}
