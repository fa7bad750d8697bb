/* The town folder and the toolkit's own files: where a theme, a table or a style is. */
#include "cli/state.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"

#define STYLE_LIMIT (4u << 20) /* bytes; a style file is far smaller */

static bool exists(const char *path)
{
    return access(path, F_OK) == 0;
}

int cli_town_check(cli *app)
{
    size_t count;
    const char *const *words = cli_operands(app, &count);
    if (!count || (app->common.town && strcmp(words[0], app->common.town) == 0))
        return CLI_DONE;
    return cli_usage(app, "a town is a folder, named once, not '%s'", words[0]);
}

/* As io opens it: the layer is what follows the last colon after the last slash, unless there is a
 * file of the whole name. */
const char *cli_dataset_path(cli *app, const char *dataset)
{
    const char *slash = strrchr(dataset, '/');
    const char *colon = strrchr(slash ? slash : dataset, ':');

    if (!colon || colon == dataset || exists(dataset))
        return cli_text(app, dataset);
    return geo_arena_strndup(app->state->arena, dataset, (size_t)(colon - dataset));
}

geo_status cli_inputs_add(cli *app, const char *dataset)
{
    /* standard input may be a file too, and then the output must not be that file */
    bool is_stdin = strcmp(dataset, "-") == 0;
    const char *path = is_stdin ? "/dev/stdin" : cli_dataset_path(app, dataset);
    if (!path || !geo_vec_push(&app->state->inputs, path))
        return geo_fail_nomem(app->ctx);
    return GEO_OK;
}

const char *const *cli_inputs(const cli *app, size_t *count)
{
    *count = app->state->inputs.count;
    return app->state->inputs.items;
}

static bool is_listed(const char *const *list, const char *theme)
{
    for (; list && *list; list++)
        if (strcmp(*list, theme) == 0)
            return true;
    return false;
}

static geo_status missing(cli *app, const char *theme, bool required)
{
    const char *town = app->common.town;

    geo_ctx_reset(app->ctx);
    if (!required)
        return cli_info_once(app, cli_textf(app, "no theme '%s': going on without it", theme));
    const char *input = app->common.input, *path = cli_dataset_path(app, input);
    if (!town && path && strcmp(input, "-") != 0 && access(path, F_OK) != 0 &&
        access(input, F_OK) != 0)
        return geo_fail(app->ctx, GEO_ERR_NOTFOUND, "cannot open '%s': no such file or folder",
                        input);
    geo_status status =
        town ? geo_fail(app->ctx, GEO_ERR_NOTFOUND, "theme '%s' is not in town '%s'", theme, town)
             : geo_fail(app->ctx, GEO_ERR_NOTFOUND, "theme '%s' is needed and no town is named",
                        theme);
    if (cli_entry_find(app, theme))
        geo_hint(app->ctx, "name it with --%s, or a town that has it with --town", theme);
    else
        geo_hint(app->ctx, "name a town that has it with --town");
    return status;
}

static geo_status town_theme(cli *app, const char *theme, const char **out)
{
    bool raster = is_listed(app->tool->rasters, theme), there = false;
    const char *town = app->common.town;
    const char *file =
        raster ? cli_textf(app, "%s/%s.tif", town, theme) : cli_textf(app, "%s/base.gpkg", town);
    const char *dataset = raster || !file ? file : cli_textf(app, "%s:%s", file, theme);

    if (!dataset)
        return geo_fail_nomem(app->ctx);
    there = exists(file);
    if (there && !raster) {
        geo_status status = geo_source_find(app->ctx, dataset, &there);
        if (status)
            return status;
    }
    *out = there ? dataset : NULL;
    return GEO_OK;
}

geo_status cli_theme(cli *app, const char *theme, bool required, const char **out)
{
    const cli_entry *entry = cli_entry_find(app, theme);
    const char *found = entry && entry->group == CLI_GROUP_THEME ? entry->text : NULL;

    if (!found && app->common.town) {
        geo_status status = town_theme(app, theme, &found);
        if (status)
            return status;
    }
    if (!found) {
        geo_status status = missing(app, theme, required);
        if (status)
            return status;
    } else if (is_listed(app->tool->rasters, theme)) {
        geo_status status = cli_inputs_add(app, found);
        if (status)
            return status;
    }
    *out = found;
    return GEO_OK;
}

/* FOLDER/../share/groennet/PART beside the program's own folder: the same when installed and in a
 * build folder, which has links there. */
static const char *shared_path(cli *app, const char *part, const char *name)
{
    char program[4096];
    ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);

    if (length <= 0)
        return NULL;
    program[length] = '\0';
    char *slash = strrchr(program, '/');
    if (!slash)
        return NULL;
    *slash = '\0';
    return cli_textf(app, "%s/../share/groennet/%s/%s", program, part, name);
}

static const char *data_folder(const cli *app)
{
    const char *named = app->common.data_dir ? app->common.data_dir : getenv("GN_DATA_DIR");
    return named && *named ? named : NULL;
}

geo_status cli_data_path(cli *app, const char *name, const char **out)
{
    const char *folder = data_folder(app);
    const char *path =
        folder ? cli_textf(app, "%s/%s", folder, name) : shared_path(app, "data", name);

    if (!path)
        return geo_fail_nomem(app->ctx);
    if (!exists(path)) {
        geo_status status = geo_fail(app->ctx, GEO_ERR_NOTFOUND, "there is no table '%s'", path);
        geo_hint(app->ctx, "tables are looked for in --data-dir, then GN_DATA_DIR, then beside "
                           "the programs");
        return status;
    }
    *out = path;
    return cli_input_note(app, name, path, name, NULL);
}

static geo_status read_text(cli *app, FILE *file, const char *path, char **out)
{
    geo_text text = GEO_TEXT_INIT;
    char block[65536];
    size_t got;
    geo_status status = GEO_OK;

    while (!status && (got = fread(block, 1, sizeof block, file)) > 0) {
        geo_text_add_bytes(&text, block, got);
        if (text.length > STYLE_LIMIT)
            status = geo_fail(app->ctx, GEO_ERR_LIMIT, "'%s' is too large for a style", path);
    }
    if (!status && ferror(file))
        status = geo_fail(app->ctx, GEO_ERR_IO, "cannot read '%s'", path);
    if (!status && text.failed)
        status = geo_fail_nomem(app->ctx);
    if (!status)
        *out = text.data;
    else
        geo_text_release(&text);
    return status;
}

geo_status cli_table_path(cli *app, const char *option, const char *given, const char *name,
                          const char **out)
{
    if (!given)
        return cli_data_path(app, name, out);
    *out = given;
    return cli_input_note(app, option, given, geo_path_name(given), NULL);
}

geo_status cli_style(cli *app, const char *layer, char **out)
{
    const char *folder = data_folder(app), *name = cli_textf(app, "%s.qml", layer);
    const char *path = folder && name ? cli_textf(app, "%s/../styles/%s", folder, name) : NULL;

    *out = NULL;
    if (name && (!path || !exists(path)))
        path = shared_path(app, "styles", name);
    if (!path)
        return geo_fail_nomem(app->ctx);
    FILE *file = fopen(path, "rb");
    if (!file)
        return GEO_OK; /* the layer has no style */
    geo_status status = read_text(app, file, path, out);
    (void)fclose(file);
    return status;
}
