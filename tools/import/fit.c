#include "import/fit.h"

#include <string.h>

#include "import/job.h"

/* Is the word one of the list's, which has spaces between them? */
static bool is_listed(const char *list, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = list; *at; at += strspn(at, " ")) {
        size_t next = strcspn(at, " ");
        if (next == length && strncmp(at, word, length) == 0)
            return true;
        at += next;
    }
    return false;
}

static int refuse_option(cli *app, const import_source *source, const char *option)
{
    geo_text takers = GEO_TEXT_INIT;
    for (size_t i = 0; i < import_source_count; i++)
        if (is_listed(import_sources[i].options, option))
            geo_text_addf(&takers, "%s%s", takers.length ? ", " : "", import_sources[i].name);
    if (source->rules && strcmp(option, "map") == 0)
        geo_hint(app->ctx,
                 "what becomes of its objects stands in tables (%s): give your own with "
                 "--data-dir",
                 source->rules);
    else
        geo_hint(app->ctx, "sources that take it: %s", geo_text_string(&takers));
    geo_text_release(&takers);
    return cli_usage(app, "--%s has no effect on source %s", option, source->name);
}

static int fit_options(cli *app, const import_source *source)
{
    static const char *const particular[] = {"map",  "encoding", "crs",   "files-are",
                                             "unit", "tops",     "green", "mask"};
    const import_args *a = app->args;
    for (size_t i = 0; i < sizeof particular / sizeof *particular; i++) {
        /* A file to cut by may need its system told, too. */
        bool is_for_clip = a->clip && strcmp(particular[i], "crs") == 0;
        if (cli_given(app, particular[i]) && !is_for_clip &&
            !is_listed(source->options, particular[i]))
            return refuse_option(app, source, particular[i]);
    }
    return CLI_DONE;
}

/* Themes that the source's table of rules leads to. */
static geo_status add_ruled(cli *app, const char *name, bool can[GEO_THEMES])
{
    geo_table *table = NULL;
    size_t column = 0;
    const char *path = NULL;
    geo_status status = cli_data_path(app, name, &path);
    if (!status)
        status = geo_table_read(app->ctx, path, &table);
    if (!status)
        status = geo_table_column(app->ctx, table, "theme", &column);
    for (size_t row = 0; !status && row < geo_table_rows(table); row++) {
        geo_theme theme = geo_theme_named(geo_table_cell(table, row, column));
        if (theme != GEO_THEMES) /* the source itself tells of a word that is none */
            can[theme] = true;
    }
    geo_table_free(table);
    return status;
}

static int refuse_theme(cli *app, const import_source *source, const bool *can, geo_theme theme)
{
    geo_text known = GEO_TEXT_INIT;
    for (int i = 0; i < GEO_THEMES; i++)
        if (can[i])
            geo_text_addf(&known, "%s%s", known.length ? ", " : "",
                          geo_theme_layer_of((geo_theme)i)->name);
    geo_hint(app->ctx, "it can fill: %s", geo_text_string(&known));
    geo_text_release(&known);
    return cli_usage(app, "--theme: source %s cannot fill layer '%s'", source->name,
                     geo_theme_layer_of(theme)->name);
}

static int fit_themes(cli *app, const import_source *source, const bool *wanted)
{
    bool can[GEO_THEMES];
    for (int i = 0; i < GEO_THEMES; i++)
        can[i] = is_listed(source->themes, geo_theme_layer_of((geo_theme)i)->name);
    geo_status status = source->rules ? add_ruled(app, source->rules, can) : GEO_OK;
    if (status)
        return cli_status(app, status);
    for (int i = 0; i < GEO_THEMES; i++)
        if (wanted[i] && !can[i])
            return refuse_theme(app, source, can, (geo_theme)i);
    return CLI_DONE;
}

/* What is of use together with another option only. */
static int fit_pairs(cli *app, const import_source *source, const bool *wanted)
{
    const import_args *a = app->args;
    bool has_cut = a->municipality || a->clip || app->common.has_box;
    if (cli_given(app, "halo") && !has_cut) {
        geo_hint(app->ctx, "it goes with --municipality, --clip or --bbox");
        return cli_usage(app, "--halo has no effect where nothing is cut out");
    }
    if (wanted && is_listed(source->options, "tops") && wanted[GEO_THEME_TREE] && !a->tops) {
        geo_hint(app->ctx, "--tops makes trees of the tops of the elevation model");
        return cli_usage(app, "--theme tree has no effect on source %s without --tops",
                         source->name);
    }
    return CLI_DONE;
}

int import_fit(cli *app, const import_source *source, const bool *wanted)
{
    int result = fit_options(app, source);
    if (result == CLI_DONE && wanted)
        result = fit_themes(app, source, wanted);
    return result == CLI_DONE ? fit_pairs(app, source, wanted) : result;
}
