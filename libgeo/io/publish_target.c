/* What a target's files are called, and whether it may be written. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"
#include "io/open.h"
#include "io/publish_parts.h"

/* Text made by geo_text, or NOMEM. */
static geo_status take(geo_ctx *ctx, geo_text *text, char **out)
{
    if (text->failed) {
        geo_text_release(text);
        return geo_fail_nomem(ctx);
    }
    *out = text->data;
    return GEO_OK;
}

geo_status geo_publish_join(geo_ctx *ctx, const char *a, const char *b, const char *c, char **out)
{
    geo_text text = GEO_TEXT_INIT;
    geo_text_add(&text, a);
    geo_text_add(&text, b);
    geo_text_add(&text, c);
    return take(ctx, &text, out);
}

/* A link is followed, so that its target is replaced and the link stays. */
static geo_status find_target(geo_ctx *ctx, geo_publish *p)
{
    struct stat info;
    const char *slash = strrchr(p->path, '/');
    const char *name = slash ? slash + 1 : p->path;
    if (!*name || !strcmp(name, ".") || !strcmp(name, ".."))
        return geo_fail(ctx, GEO_ERR_ARG, "'%s' is not the name of a file", p->path);
    if (!lstat(p->path, &info)) {
        char *real = realpath(p->path, NULL);
        if (!real)
            return geo_fail(ctx, GEO_ERR_IO, "cannot follow '%s': %s", p->path, strerror(errno));
        p->target = geo_strdup(real);
        free(real);
    } else {
        p->target = geo_strdup(p->path);
    }
    return p->target ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status name_parts(geo_ctx *ctx, geo_publish *p)
{
    const char *slash = strrchr(p->target, '/');
    const char *name = slash ? slash + 1 : p->target;
    const char *dot = strrchr(name, '.');
    geo_text text = GEO_TEXT_INIT;
    p->folder = slash ? geo_strndup(p->target, (size_t)(slash - p->target) + 1) : geo_strdup("./");
    if (!p->folder)
        return geo_fail_nomem(ctx);
    if (!dot || dot == name)
        dot = name + strlen(name);
    geo_text_add_char(&text, '.');
    geo_text_add_bytes(&text, name, (size_t)(dot - name));
    geo_text_add_char(&text, '.');
    geo_status status = take(ctx, &text, &p->prefix);
    text = GEO_TEXT_INIT;
    geo_text_addf(&text, "%s%s%ld.tmp%s", p->folder, status ? "" : p->prefix, (long)getpid(), dot);
    if (!status)
        status = take(ctx, &text, &p->temporary);
    else
        geo_text_release(&text);
    text = GEO_TEXT_INIT;
    geo_text_addf(&text, "%s.%s.lock", p->folder, name);
    if (!status)
        return take(ctx, &text, &p->lock_path);
    geo_text_release(&text);
    return status;
}

static geo_status check_folder(geo_ctx *ctx, const geo_publish *p)
{
    struct stat info;
    if (stat(p->folder, &info) || !S_ISDIR(info.st_mode))
        return geo_fail(ctx, GEO_ERR_NOTFOUND, "cannot write '%s': there is no folder '%s'",
                        p->path, p->folder);
    if (access(p->folder, W_OK | X_OK))
        return geo_fail(ctx, GEO_ERR_IO, "cannot write in folder '%s': %s", p->folder,
                        strerror(errno));
    return GEO_OK;
}

static geo_status check_target(geo_ctx *ctx, geo_publish *p)
{
    struct stat info;
    if (lstat(p->target, &info))
        return GEO_OK;
    if (S_ISDIR(info.st_mode))
        return geo_fail(ctx, GEO_ERR_ARG, "'%s' is a folder", p->path);
    if (!S_ISREG(info.st_mode))
        return geo_fail(ctx, GEO_ERR_ARG, "'%s' is not a regular file", p->path);
    p->existed = true;
    if (p->overwrite)
        return GEO_OK;
    geo_fail(ctx, GEO_ERR_ARG, "'%s' exists", p->path);
    geo_hint(ctx, "use -O to replace it");
    return GEO_ERR_ARG;
}

/* Both names lead to the same file. */
static bool same_file(const struct stat *a, const char *path)
{
    struct stat b;
    return !stat(path, &b) && a->st_dev == b.st_dev && a->st_ino == b.st_ino;
}

static geo_status check_input(geo_ctx *ctx, const geo_publish *p, const struct stat *target,
                              const char *input)
{
    char *path = NULL, *layer = NULL;
    bool same = same_file(target, input);
    if (!same && *input) {
        geo_status status = geo_open_split(ctx, input, &path, &layer);
        if (status == GEO_ERR_NOMEM)
            return status;
        same = !status && same_file(target, path);
        geo_free(path);
        geo_free(layer);
    }
    if (!same)
        return GEO_OK;
    return geo_fail(ctx, GEO_ERR_ARG, "output '%s' is also an input", p->path);
}

static geo_status check_inputs(geo_ctx *ctx, const geo_publish *p, const char *const *inputs,
                               size_t count)
{
    struct stat target;
    geo_status status = GEO_OK;
    if (stat(p->target, &target))
        return GEO_OK;
    for (size_t i = 0; !status && i < count; i++)
        if (inputs[i])
            status = check_input(ctx, p, &target, inputs[i]);
    return status;
}

geo_status geo_publish_check_sides(geo_ctx *ctx, const geo_publish *p)
{
    static const char *const suffixes[] = {"-wal", "-journal", "-shm"};
    for (size_t i = 0; i < sizeof suffixes / sizeof *suffixes; i++) {
        char *side = NULL;
        struct stat info;
        geo_status status = geo_publish_join(ctx, p->target, suffixes[i], "", &side);
        if (status)
            return status;
        bool there = !lstat(side, &info);
        geo_free(side);
        if (!there)
            continue;
        geo_fail(ctx, GEO_ERR_BUSY, "'%s' is being edited: '%s%s' is beside it", p->path, p->path,
                 suffixes[i]);
        geo_hint(ctx, "save and end the editing in QGIS, then try again");
        return GEO_ERR_BUSY;
    }
    return GEO_OK;
}

geo_status geo_publish_look(geo_ctx *ctx, geo_publish *p, const char *const *inputs, size_t count)
{
    geo_status status = find_target(ctx, p);
    if (!status)
        status = name_parts(ctx, p);
    if (!status)
        status = check_folder(ctx, p);
    if (!status)
        status = check_inputs(ctx, p, inputs, count);
    if (!status)
        status = check_target(ctx, p);
    return status ? status : geo_publish_check_sides(ctx, p);
}
