/* Common options that depend on each other or on the world around: formats, town, box, threads,
 * progress. Runs once, after all options are read; tells the user what does not go together. */
#include "cli/state.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/parse.h"

#define MAX_THREADS 1024
#define NAME_MOST 40

static const char *typed(const cli *app, const char *option)
{
    const cli_entry *entry = cli_entry_find(app, option);
    return entry ? entry->text : NULL;
}

static bool is_folder(const char *path)
{
    struct stat facts;
    return stat(path, &facts) == 0 && S_ISDIR(facts.st_mode);
}

static int settle_threads(cli *app)
{
    const char *text = typed(app, "threads");
    int64_t threads = sysconf(_SC_NPROCESSORS_ONLN);

    if (text && geo_parse_int(app->ctx, text, 1, MAX_THREADS, &threads))
        return cli_usage(app, "--threads: %s", geo_ctx_error(app->ctx));
    app->common.threads = threads < 1 ? 1 : (int)threads;
    return CLI_DONE;
}

static int settle_box(cli *app)
{
    const char *text = typed(app, "bbox");
    double edge[4];

    if (!text)
        return CLI_DONE;
    if (geo_parse_box(app->ctx, text, edge))
        return cli_usage(app, "--bbox: %s", geo_ctx_error(app->ctx));
    app->common.box = (geo_box){edge[0], edge[1], edge[2], edge[3]};
    app->common.has_box = true;
    return CLI_DONE;
}

/* On a terminal by default; -q and --no-progress win. */
static void settle_progress(cli *app)
{
    const char *text = typed(app, "progress");
    cli_state *state = app->state;

    if (app->common.quiet || cli_given(app, "no-progress"))
        state->progress = CLI_PROGRESS_OFF;
    else if (text)
        state->progress = strcmp(text, "machine") == 0 ? CLI_PROGRESS_MACHINE : CLI_PROGRESS_BAR;
    else
        state->progress = state->terminal ? CLI_PROGRESS_LATER : CLI_PROGRESS_OFF;
}

/* What stands on the command line comes before the environment. */
static int settle_town(cli *app)
{
    cli_common *common = &app->common;

    if (!cli_entry_find(app, "town"))
        return CLI_DONE;
    const char *source = "--town";
    if (!common->town && !app->tool->makes_town && is_folder(common->input)) {
        common->town = common->input;
    } else if (!common->town && getenv("GN_TOWN") && *getenv("GN_TOWN")) {
        source = "GN_TOWN";
        common->town = cli_text(app, getenv("GN_TOWN"));
        if (!common->town)
            return cli_status(app, geo_fail_nomem(app->ctx));
    }
    if (common->town && !app->tool->makes_town && !is_folder(common->town))
        return cli_usage(app, "%s: '%s' is no folder", source, common->town);
    return CLI_DONE;
}

static geo_format suffix_format(const cli_common *common)
{
    return strcmp(common->output, "-") == 0 ? GEO_FORMAT_NONE : geo_format_of_path(common->output);
}

static int settle_format(cli *app)
{
    cli_common *common = &app->common;
    geo_format by_suffix = suffix_format(common);
    const char *asked = typed(app, "format");

    common->format = by_suffix;
    if (!asked)
        return CLI_DONE;
    common->format = geo_format_named(asked);
    if (by_suffix != GEO_FORMAT_NONE && by_suffix != common->format)
        return cli_usage(app, "--format %s does not go with the suffix of '%s'", asked,
                         common->output);
    return CLI_DONE;
}

/* For filters: every output has a format, and one that its place can take. */
static int settle_stream(cli *app)
{
    cli_common *common = &app->common;
    bool to_stdout = strcmp(common->output, "-") == 0;

    if (common->format == GEO_FORMAT_NONE && !to_stdout) {
        geo_hint(app->ctx, "use one of .gpkg .fgb .geojson .geojsonl .csv, or name it with -f");
        return cli_usage(app, "the suffix of '%s' names no format", common->output);
    }
    if (common->format == GEO_FORMAT_NONE)
        common->format = GEO_FORMAT_FGB;
    if (to_stdout && common->format == GEO_FORMAT_GPKG) {
        geo_hint(app->ctx, "name a file with -o");
        return cli_usage(app, "a GeoPackage cannot go to standard output");
    }
    if (to_stdout && common->format == GEO_FORMAT_FGB && isatty(STDOUT_FILENO)) {
        geo_hint(app->ctx, "name a file with -o, pipe it into another tool, or ask for -f csv");
        return cli_usage(app, "binary output does not go to a terminal");
    }
    return CLI_DONE;
}

/* The folder of a path that need not exist; false: not even the folder does. */
static bool folder_facts(const char *path, struct stat *facts)
{
    const char *slash = strrchr(path, '/');
    char *folder = slash ? geo_strndup(path, (size_t)(slash - path) + 1) : geo_strdup(".");
    bool found = folder && stat(folder, facts) == 0;

    geo_free(folder);
    return found;
}

/* Do both names lead to one file, also when that is still to be made? */
static bool same_place(const char *a, const char *b)
{
    const char *slash_a = strrchr(a, '/'), *slash_b = strrchr(b, '/');
    struct stat of_a, of_b;

    if (stat(a, &of_a) == 0 && stat(b, &of_b) == 0)
        return of_a.st_dev == of_b.st_dev && of_a.st_ino == of_b.st_ino;
    return strcmp(slash_a ? slash_a + 1 : a, slash_b ? slash_b + 1 : b) == 0 &&
           folder_facts(a, &of_a) && folder_facts(b, &of_b) && of_a.st_dev == of_b.st_dev &&
           of_a.st_ino == of_b.st_ino;
}

static int settle_rejects(cli *app)
{
    const char *path = app->common.rejects;
    geo_format format = path ? geo_format_of_path(path) : GEO_FORMAT_CSV;

    if (format != GEO_FORMAT_CSV && format != GEO_FORMAT_GEOJSONL) {
        geo_hint(app->ctx, "name a file that ends in .csv or .geojsonl");
        return cli_usage(app, "--rejects: '%s' is neither csv nor geojsonl", path);
    }
    if (path && strcmp(app->common.output, "-") != 0 && same_place(path, app->common.output))
        return cli_usage(app, "--rejects and --output are the same file");
    return CLI_DONE;
}

/* Every file that is written must be a file of its own. */
static int settle_outputs(cli *app)
{
    for (size_t i = 0; i < app->state->entry_count; i++) {
        const cli_entry *one = &app->state->entries[i];
        if (!one->text || one->option.kind != CLI_FILE_OUT || strcmp(one->text, "-") == 0)
            continue;
        for (size_t k = 0; k < i; k++) {
            const cli_entry *other = &app->state->entries[k];
            if (other->text && other->option.kind == CLI_FILE_OUT &&
                strcmp(other->text, "-") != 0 && same_place(one->text, other->text))
                return cli_usage(app, "--%s and --%s are the same file", other->option.name,
                                 one->option.name);
        }
    }
    return CLI_DONE;
}

static bool reads(cli_kind kind)
{
    return kind == CLI_DATASET || kind == CLI_RASTER;
}

/* Columns are named after it, so it must be fit for one, with room for what comes behind it. */
static int settle_name(cli *app)
{
    const char *name = app->common.name;
    size_t length = name ? strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") : 0;

    if (!name || !cli_given(app, "name"))
        return CLI_DONE;
    if (name[0] < 'a' || name[0] > 'z' || name[length] || length > NAME_MOST)
        return cli_usage(app,
                         "--name: '%s' is no name for columns: a lower-case letter, then up to %d "
                         "letters, digits and _",
                         name, NAME_MOST - 1);
    return CLI_DONE;
}

/* Standard input can be read once, and is for the stream of addresses. */
static int settle_dashes(cli *app)
{
    int dashes = 0;

    for (size_t i = 0; i < app->state->operands.count; i++)
        dashes += strcmp(app->state->operands.items[i], "-") == 0;
    if (dashes > 1)
        return cli_usage(app, "standard input (-) can be read only once");
    for (size_t i = 0; i < app->state->entry_count; i++) {
        const cli_entry *entry = &app->state->entries[i];
        if (entry->text && reads(entry->option.kind) && strcmp(entry->text, "-") == 0)
            return cli_usage(app, "--%s: standard input (-) is for INPUT alone; name a file",
                             entry->option.name);
    }
    return CLI_DONE;
}

int cli_settle(cli *app)
{
    int (*const steps[])(cli *) = {settle_threads, settle_box,     settle_town,    settle_format,
                                   settle_dashes,  settle_rejects, settle_outputs, settle_name};
    int result = CLI_DONE;

    if (!app->common.output)
        app->common.output = "-";
    app->common.input = app->state->operands.count ? app->state->operands.items[0] : "-";
    const cli_entry *verbose = cli_entry_find(app, "verbose");
    app->common.verbose = verbose ? verbose->given : 0;
    settle_progress(app);
    for (size_t i = 0; !result && i < sizeof steps / sizeof steps[0]; i++)
        result = steps[i](app);
    if (!result && app->tool->streams)
        result = settle_stream(app);
    return result;
}
