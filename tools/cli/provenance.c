/* What this run adds to the history of its columns. */
#include "cli/state.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/parse.h"
#include "io/fingerprint.h"

/* Datasets are told as inputs, without their folders: the same run on another machine gives the
 * same bytes. */
static bool is_told(const cli_entry *entry)
{
    cli_kind kind = entry->option.kind;
    return entry->group == CLI_GROUP_TOOL && !entry->option.silent && kind != CLI_DATASET &&
           kind != CLI_RASTER && kind != CLI_FILE_OUT;
}

/* What stands for its value in the help tells: 70mm/2h is no file of that name. */
static bool may_be_path(const cli_entry *entry)
{
    const char *value = entry ? entry->option.value : NULL;
    return value && entry->option.kind == CLI_TEXT &&
           (strstr(value, "PATH") || strstr(value, "FILE") || strstr(value, "TABLE"));
}

static geo_status add_option(cli *app, geo_provenance *p, const char *name)
{
    const char *text = cli_option_text(app, name);
    const char *slash = text && may_be_path(cli_entry_find(app, name)) ? strrchr(text, '/') : NULL;

    text = slash ? slash + 1 : text; /* a path without its folder, as inputs are told */
    return text ? geo_provenance_option(app->ctx, p, name, text) : GEO_OK;
}

static geo_status add_options(cli *app, geo_provenance *p)
{
    static const char *const common[] = {"bbox", "crs"};
    geo_status status = GEO_OK;

    for (size_t i = 0; !status && i < app->state->entry_count; i++)
        if (is_told(&app->state->entries[i]))
            status = add_option(app, p, app->state->entries[i].option.name);
    for (size_t i = 0; !status && i < 2; i++)
        if (cli_given(app, common[i]))
            status = add_option(app, p, common[i]);
    return status;
}

static geo_status add_facts(cli *app, geo_provenance *p)
{
    geo_status status = GEO_OK;

    for (size_t i = 0; !status && i < app->state->facts.count; i++) {
        const cli_said *fact = &app->state->facts.items[i];
        status = geo_provenance_option(app->ctx, p, fact->name, fact->value);
    }
    return status;
}

bool cli_keeps_history(geo_format format)
{
    return format != GEO_FORMAT_CSV && format != GEO_FORMAT_GEOJSON &&
           format != GEO_FORMAT_GEOJSONL;
}

/* Themes mostly lie in one file: its bytes are read once. */
static cli_hash *find_hash(cli *app, const char *path)
{
    cli_state *state = app->state;
    for (size_t i = 0; i < state->hashes.count; i++)
        if (strcmp(state->hashes.items[i].path, path) == 0)
            return &state->hashes.items[i];
    return geo_vec_push(&state->hashes, (cli_hash){.path = path})
               ? &state->hashes.items[state->hashes.count - 1]
               : NULL;
}

geo_status cli_hash_begin(cli *app, const char *path)
{
    if (!cli_keeps_history(app->common.format)) /* a layer of evidence may yet want it */
        return GEO_OK;
    cli_hash *hash = find_hash(app, path);
    if (!hash)
        return geo_fail_nomem(app->ctx);
    if (hash->value || hash->job || app->common.threads < 2)
        return GEO_OK;
    return geo_fingerprint_begin(app->ctx, path, &hash->job);
}

static geo_status hash_of(cli *app, const char *path, const char **out)
{
    char text[GEO_FINGERPRINT_ROOM];
    cli_hash *hash = find_hash(app, path);

    if (!hash)
        return geo_fail_nomem(app->ctx);
    if (!hash->value) {
        geo_status status = hash->job ? geo_fingerprint_end(app->ctx, hash->job, text)
                                      : geo_fingerprint(app->ctx, path, text);
        geo_fingerprint_job_free(hash->job);
        hash->job = NULL;
        if (status)
            return status;
        hash->value = cli_text(app, text);
    }
    *out = hash->value;
    return *out ? GEO_OK : geo_fail_nomem(app->ctx);
}

static geo_status add_inputs(cli *app, geo_provenance *p)
{
    geo_status status = GEO_OK;

    for (size_t i = 0; !status && i < app->state->notes.count; i++) {
        const cli_note *note = &app->state->notes.items[i];
        const char *hash = "";
        if (note->path && !app->state->unhashed)
            status = hash_of(app, note->path, &hash);
        if (!status)
            status = geo_provenance_input(app->ctx, p, note->theme, note->name, note->date,
                                          *hash ? hash : NULL);
    }
    return status;
}

/* Rows of an upstream tool of ours stand; what this run rejects comes on top. A foreign stream that
 * has not been read yet cannot be counted: then the number stays out. */
static geo_status add_rows(cli *app, const geo_reader *reader, geo_provenance *p)
{
    const geo_tally *tally =
        app->state->has_counts ? &app->state->counts : geo_reader_tally(reader);
    uint64_t usable = tally->used + tally->repaired, read = 0, rejected = 0;

    if (geo_provenance_get_rows(p, &read, &rejected))
        return geo_provenance_rows(app->ctx, p, read, rejected + tally->rejected);
    if (usable + tally->rejected == 0 && !app->state->has_counts)
        return GEO_OK;
    return geo_provenance_rows(app->ctx, p, usable + tally->rejected, tally->rejected);
}

geo_status cli_provenance(cli *app, const geo_reader *reader, const geo_field *added,
                          size_t added_count, geo_provenance **out)
{
    geo_provenance *p = NULL;
    const char *json = reader ? geo_reader_schema(reader)->provenance : NULL;
    geo_status status = geo_provenance_new(app->ctx, json, &p);

    if (!status && reader)
        status = add_rows(app, reader, p);
    if (!status)
        status = geo_provenance_step(app->ctx, p, app->tool->name, GROENNET_VERSION);
    for (size_t i = 0; !status && i < added_count; i++)
        status = geo_provenance_column(app->ctx, p, added[i].name);
    if (!status)
        status = add_options(app, p);
    if (!status)
        status = add_facts(app, p);
    if (!status)
        status = add_inputs(app, p);
    if (status) {
        geo_provenance_free(p);
        return status;
    }
    *out = p;
    return GEO_OK;
}

/* The day that the build of a whole is dated; false: SOURCE_DATE_EPOCH does not say. */
static bool take_epoch(struct tm *out)
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    int64_t seconds = 0;
    if (!epoch || geo_parse_int(NULL, epoch, 0, INT64_C(253402300799), &seconds) != GEO_OK)
        return false;
    time_t when = (time_t)seconds;
    return gmtime_r(&when, out) != NULL;
}

static const char *day_of(cli *app, const struct tm *parts)
{
    char text[32];
    return strftime(text, sizeof text, "%Y-%m-%d", parts) ? cli_text(app, text) : NULL;
}

const char *cli_date(cli *app, const geo_provenance *provenance)
{
    struct tm parts;
    if (take_epoch(&parts))
        return day_of(app, &parts);
    const char *newest = provenance ? geo_provenance_newest_date(provenance) : NULL;
    return newest ? cli_text(app, newest) : NULL;
}

const char *cli_today(cli *app)
{
    struct tm parts;
    time_t now = time(NULL);
    if (!take_epoch(&parts) && !localtime_r(&now, &parts))
        return NULL;
    return day_of(app, &parts);
}
