#include "import/job.h"

#include <string.h>

#include "base/alloc.h"
#include "base/parse.h"
#include "base/text.h"
#include "base/vec.h"
#include "import/cut.h"
#include "import/fit.h"
#include "import/report.h"
#include "import/sources.h"
#include "registry/ahn_import.h"

/* One run: what the source reads from, and what lives as long. */
typedef struct job {
    cli *app;
    const import_source *source;
    const char *name; /* of the rows' source */
    const char *today;
    geo_crs *crs;
    geo_area *area;
    geo_town *town;
    geo_provenance *provenance;
    bool wanted[GEO_THEMES];
    GEO_VEC(geo_import_map) maps;
    geo_ahn_outcome elevation; /* what came of its files */
    char *lists;               /* the texts of --map and --theme, cut at their commas */
} job;

static geo_status open_table(void *self, geo_ctx *ctx, const char *name, geo_table **out)
{
    const char *path = NULL;
    geo_status status = cli_data_path(self, name, &path);
    return status ? status : geo_table_read(ctx, path, out);
}

/* The next word of a list with commas; *rest moves behind it. */
static char *next_word(char **rest)
{
    char *word = *rest;
    if (word)
        *rest = strchr(word, ',');
    if (word && *rest)
        *(*rest)++ = '\0';
    return word;
}

static int take_themes(job *j, const char *list)
{
    char *copy = list ? geo_strdup(list) : NULL, *rest = copy;
    int result = list && !copy ? cli_status(j->app, geo_fail_nomem(j->app->ctx)) : CLI_DONE;
    for (char *word; result == CLI_DONE && (word = next_word(&rest));) {
        geo_theme theme = geo_theme_named(word);
        if (theme == GEO_THEMES)
            result = cli_usage(j->app, "--theme: a town has no layer '%s'", word);
        else
            j->wanted[theme] = true;
    }
    geo_free(copy);
    return result;
}

static bool has_text(const job *j, const char *column)
{
    for (size_t i = 0; i < j->maps.count; i++)
        if (*j->maps.items[i].field == '=' && strcmp(j->maps.items[i].column, column) == 0)
            return true;
    return false;
}

static int take_maps(job *j, const char *list)
{
    j->lists = list ? geo_strdup(list) : NULL;
    if (list && !j->lists)
        return cli_status(j->app, geo_fail_nomem(j->app->ctx));
    char *rest = j->lists;
    for (char *word; (word = next_word(&rest));) {
        char *equals = strchr(word, '=');
        if (!equals || equals == word || !equals[1])
            return cli_usage(j->app, "--map: '%s' is not COLUMN=FIELD", word);
        *equals = '\0';
        if (equals[1] == '=' && has_text(j, word))
            return cli_usage(j->app, "--map: column '%s' is given two texts", word);
        if (!geo_vec_push(&j->maps, ((geo_import_map){word, equals + 1})))
            return cli_status(j->app, geo_fail_nomem(j->app->ctx));
    }
    return CLI_DONE;
}

static int take_source(job *j, const char *name)
{
    geo_text known = GEO_TEXT_INIT;
    j->source = import_source_named(name);
    if (j->source)
        return CLI_DONE;
    for (size_t i = 0; i < import_source_count; i++)
        geo_text_addf(&known, "%s%s", i ? ", " : "", import_sources[i].name);
    geo_hint(j->app->ctx, "the sources are: %s", geo_text_string(&known));
    geo_text_release(&known);
    return cli_usage(j->app, "there is no source '%s'", name);
}

/* It goes into every row and before the colon of the manifest's ids. */
static int check_name(const job *j)
{
    size_t length = strlen(j->name);
    if (length <= 40 && strspn(j->name, "abcdefghijklmnopqrstuvwxyz0123456789_-.") == length)
        return CLI_DONE;
    return cli_usage(j->app, "--as: '%s' is no name: up to 40 lower-case letters, digits, _ - .",
                     j->name);
}

static int check_cut(cli *app)
{
    const import_args *a = app->args;
    if ((a->municipality != NULL) + (a->clip != NULL) + app->common.has_box > 1)
        return cli_usage(app, "--municipality, --clip and --bbox exclude each other");
    return CLI_DONE;
}

/* What no date is, is said where it is used. */
static int check_date(const job *j)
{
    const char *date = ((const import_args *)j->app->args)->date;
    int64_t days, today;
    if (!date || geo_parse_date(NULL, date, &days) != GEO_OK ||
        geo_parse_date(NULL, j->today, &today) != GEO_OK || days <= today)
        return CLI_DONE;
    return cli_usage(j->app, "--date: %s has not come yet: today is %s", date, j->today);
}

static int take_arguments(job *j)
{
    const import_args *a = j->app->args;
    size_t count;
    const char *const *words = cli_operands(j->app, &count);
    if (!(j->today = cli_today(j->app)))
        return cli_status(j->app, geo_fail_nomem(j->app->ctx));
    if (!j->app->common.town) {
        geo_hint(j->app->ctx, "name it with --town, or in GN_TOWN");
        return cli_usage(j->app, "no town folder named");
    }
    int result = take_source(j, words[0]);
    j->name = a->as ? a->as : words[0];
    if (result == CLI_DONE)
        result = check_name(j);
    if (result == CLI_DONE)
        result = check_cut(j->app);
    if (result == CLI_DONE)
        result = check_date(j);
    if (result == CLI_DONE)
        result = take_themes(j, a->themes);
    if (result == CLI_DONE)
        result = import_fit(j->app, j->source, a->themes ? j->wanted : NULL);
    if (result == CLI_DONE)
        result = take_maps(j, a->maps);
    return result;
}

/* Files by name, for the history of the layers; the manifest has their hashes. */
static geo_status note_files(job *j)
{
    size_t count;
    const char *const *words = cli_operands(j->app, &count);
    geo_status status = GEO_OK;
    for (size_t i = 1; !status && i < count; i++) {
        status = cli_input_note(j->app, j->source->name, NULL, geo_path_name(words[i]), NULL);
    }
    return status;
}

static geo_status open_town(job *j)
{
    cli *app = j->app;
    const import_args *a = app->args;
    const import_cut cut = {a->municipality, a->clip, a->halo_m, j->source->knows_municipality};
    geo_status status = import_town_crs(app, &j->crs);
    if (!status)
        status = import_area(app, &cut, j->crs, &j->area);
    if (!status && a->mask)
        status = import_check_mask(app, a->mask, j->crs);
    if (!status)
        status = cli_fact(app, "source", j->name);
    if (!status)
        status = note_files(j);
    if (!status)
        status = cli_provenance(app, NULL, NULL, 0, &j->provenance);
    if (status)
        return status;
    const geo_town_options wish = {.folder = app->common.town,
                                   .source = j->name,
                                   .date = a->date,
                                   .crs = j->crs,
                                   .area = j->area,
                                   .wanted = a->themes ? j->wanted : NULL,
                                   .provenance = geo_provenance_text(j->provenance)};
    return geo_town_new(app->ctx, &wish, &j->town);
}

/* Of a date; 0 without one. */
static int year_of(const char *date)
{
    int year = 0;
    for (int i = 0; date && i < 4; i++)
        year = year * 10 + (date[i] - '0');
    return year;
}

static geo_status run_source(job *j)
{
    const import_args *a = j->app->args;
    const geo_ahn_wishes ahn = {.files_are = (geo_ahn_is)a->files_are,
                                .centimetres = a->unit == 2,
                                .metres = a->unit == 1,
                                .tops = a->tops,
                                .year = year_of(a->date),
                                .green = a->green,
                                .mask = a->mask,
                                .outcome = &j->elevation};
    size_t count;
    const char *const *words = cli_operands(j->app, &count);
    const geo_import import = {.source = j->source->name,
                               .town = j->town,
                               .files = words + 1,
                               .file_count = count - 1,
                               .crs = j->app->common.crs,
                               .municipality = a->municipality,
                               .encoding = a->encoding,
                               .maps = j->maps.items,
                               .map_count = j->maps.count,
                               .this_year = year_of(j->today),
                               .themes_given = a->themes != NULL,
                               .ahn = &ahn,
                               .self = j->app,
                               .table = open_table};
    geo_status status = j->source->run(j->app->ctx, &import);
    if (!status)
        status = import_report(j->app, j->town);
    return status ? status : geo_town_commit(j->app->ctx, j->town);
}

int import_run(cli *app)
{
    job j = {.app = app};
    int result = take_arguments(&j);
    if (result == CLI_DONE) {
        geo_status status = open_town(&j);
        if (!status)
            status = run_source(&j);
        if (!status && app->common.json)
            import_print_json(app, j.name, j.town, j.elevation.made_count ? &j.elevation : NULL);
        result = cli_status(app, status);
    }
    geo_ahn_outcome_release(&j.elevation);
    geo_town_free(j.town);
    geo_area_free(j.area);
    geo_crs_free(j.crs);
    geo_provenance_free(j.provenance);
    geo_free(j.maps.items);
    geo_free(j.lists);
    return result;
}
