/* A town from opening to publication: what it holds already, whose that is, and what is said of the
 * run at the end. */
#include "registry/town.h"

#include <errno.h>
#include <math.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/parse.h"
#include "base/text.h"
#include "io/archive.h"
#include "registry/town_state.h"

bool geo_town_has_halo(geo_theme theme)
{
    return theme != GEO_THEME_ADDRESS && theme != GEO_THEME_NEIGHBOURHOOD;
}

/* Themes whose objects are one per thing in the world: two keepers would make two of each. */
static bool has_one_keeper(geo_theme theme)
{
    return theme == GEO_THEME_ADDRESS || theme == GEO_THEME_BUILDING ||
           theme == GEO_THEME_LANDCOVER || theme == GEO_THEME_NEIGHBOURHOOD ||
           theme == GEO_THEME_WATER || theme == GEO_THEME_TREE || theme == GEO_THEME_LIGHT;
}

static geo_status keep_text(geo_ctx *ctx, geo_town *town, const char **text)
{
    if (!*text)
        return GEO_OK;
    *text = geo_arena_strndup(town->arena, *text, strlen(*text));
    return *text ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status copy_options(geo_ctx *ctx, geo_town *town, const geo_town_options *options)
{
    town->options = *options;
    geo_status status = keep_text(ctx, town, &town->options.folder);
    if (!status)
        status = keep_text(ctx, town, &town->options.source);
    if (!status)
        status = keep_text(ctx, town, &town->options.provenance);
    if (!status && options->date)
        status = geo_town_date(ctx, town, options->date);
    town->date_stands = options->date != NULL;
    return status;
}

static geo_status make_folder(geo_ctx *ctx, const char *folder, bool *made)
{
    struct stat there;
    if (mkdir(folder, 0777) == 0) {
        *made = true;
        return GEO_OK;
    }
    if (errno == EEXIST && stat(folder, &there) == 0 && S_ISDIR(there.st_mode))
        return GEO_OK;
    return geo_fail(ctx, GEO_ERR_IO, "cannot make the town folder '%s': %s", folder,
                    strerror(errno == EEXIST ? ENOTDIR : errno));
}

static geo_status name_base(geo_ctx *ctx, geo_town *town)
{
    geo_text path = GEO_TEXT_INIT;
    geo_text_addf(&path, "%s/base.gpkg", town->options.folder);
    if (path.failed)
        return geo_fail_nomem(ctx);
    town->base = path.data;
    return GEO_OK;
}

static geo_status see_layers(geo_ctx *ctx, geo_town *town)
{
    geo_status status = GEO_OK;
    for (int i = 0; !status && i < GEO_THEMES; i++)
        status = geo_package_look(ctx, town->base, geo_theme_layer_of((geo_theme)i)->name, "source",
                                  town->options.source, &town->holds[i]);
    return status;
}

static geo_status start(geo_ctx *ctx, geo_town *town, const geo_town_options *options)
{
    town->arena = geo_arena_new();
    if (!town->arena)
        return geo_fail_nomem(ctx);
    geo_status status = copy_options(ctx, town, options);
    if (!status)
        status = geo_crs_clone(ctx, options->crs, &town->crs);
    if (!status)
        status = geo_geos_new(ctx, &town->geos);
    if (!status)
        status = name_base(ctx, town);
    if (!status)
        status = see_layers(ctx, town);
    town->has_use = geo_crs_bounds(options->crs, &town->use);
    return status;
}

geo_status geo_town_new(geo_ctx *ctx, const geo_town_options *options, geo_town **out)
{
    geo_town *town = geo_calloc(1, sizeof *town);
    if (!town)
        return geo_fail_nomem(ctx);
    geo_status status = start(ctx, town, options);
    if (status)
        geo_town_free(town);
    else
        *out = town;
    return status;
}

void geo_town_free(geo_town *town)
{
    if (!town)
        return;
    geo_package_free(town->package);
    for (size_t i = 0; i < town->beside.count; i++)
        geo_publish_free(town->beside.items[i].file);
    geo_free(town->beside.items);
    if (town->made_folder) /* a town that came to nothing; what holds a file stays */
        (void)rmdir(town->options.folder);
    for (int i = 0; i < GEO_THEMES; i++) {
        geo_map_free(town->parts[i].seen);
        geo_corners_release(&town->parts[i].corners);
    }
    geo_town_places_release(&town->buildings);
    geo_town_places_release(&town->buurten);
    geo_town_heights_release(&town->heights);
    for (size_t i = 0; i < town->files.count; i++)
        geo_free(town->files.items[i].name);
    geo_free(town->files.items);
    for (size_t i = 0; i < town->reaches.count; i++)
        geo_geom_release(&town->reaches.items[i].area);
    geo_free(town->reaches.items);
    geo_free(town->notes.items);
    geo_geom_release(&town->limit);
    geo_geos_free(town->geos);
    geo_crs_free(town->crs);
    geo_free(town->base);
    geo_arena_free(town->arena);
    geo_free(town);
}

const geo_crs *geo_town_crs(const geo_town *town)
{
    return town->crs;
}

const geo_area *geo_town_area(const geo_town *town)
{
    return town->options.area;
}

geo_box geo_town_box(const geo_town *town, geo_theme theme)
{
    return geo_area_box(town->options.area, geo_town_has_halo(theme));
}

/* By another source, and the user did not say, now or before, that ours comes beside it. */
static bool is_kept(const geo_town *town, geo_theme theme)
{
    const geo_package_holding *holds = &town->holds[theme];
    return !town->options.wanted && has_one_keeper(theme) && holds->others && !holds->own;
}

geo_status geo_town_wants(geo_ctx *ctx, geo_town *town, geo_theme theme, bool *out)
{
    geo_town_part *part = &town->parts[theme];
    const char *name = geo_theme_layer_of(theme)->name;
    if (!part->asked) {
        const bool *wanted = town->options.wanted;
        bool kept = is_kept(town, theme);
        part->asked = true;
        part->taken = !kept && (!wanted || wanted[theme]);
        if (kept)
            geo_warn(ctx,
                     "%s is left as it is: another source keeps it already; --theme %s adds %s's",
                     name, name, town->options.source);
    }
    *out = part->taken;
    return GEO_OK;
}

void geo_town_public_only(geo_town *town, geo_theme theme)
{
    town->parts[theme].public_only = true;
}

/* Of a theme that was left out nothing is counted. */
static bool counts(const geo_town_part *part)
{
    return !part->asked || part->taken;
}

void geo_town_ignore(geo_town *town, geo_theme theme, const char *rule, const char *id)
{
    if (counts(&town->parts[theme]))
        geo_tally_add(&town->parts[theme].tally, GEO_FATE_IGNORED, rule, id);
}

void geo_town_reject(geo_town *town, geo_theme theme, const char *reason, const char *id)
{
    if (counts(&town->parts[theme]))
        geo_tally_add(&town->parts[theme].tally, GEO_FATE_REJECTED, reason, id);
}

const geo_tally *geo_town_tally(const geo_town *town, geo_theme theme)
{
    return &town->parts[theme].tally;
}

geo_status geo_town_date(geo_ctx *ctx, geo_town *town, const char *date)
{
    int64_t days;
    if (town->date_stands || strncmp(date, town->date, 10) == 0)
        return GEO_OK;
    geo_status status = geo_parse_date(ctx, date, &days);
    if (!status && strncmp(date, town->date, 10) > 0) {
        memcpy(town->date, date, 10);
        town->date[10] = '\0';
    }
    return status;
}

static geo_status note_file(void *self, geo_ctx *ctx, const char *path)
{
    geo_town *town = self;
    struct stat there;
    geo_town_file_note note = {0};
    geo_status status = geo_fingerprint(ctx, path, note.hash);
    if (status)
        return status;
    note.bytes = stat(path, &there) == 0 ? (uint64_t)there.st_size : 0;
    note.name = geo_strdup(geo_path_name(path));
    if (!note.name || !geo_vec_push(&town->files, note)) {
        geo_free(note.name);
        return geo_fail_nomem(ctx);
    }
    return GEO_OK;
}

geo_status geo_town_file(geo_ctx *ctx, geo_town *town, const char *path)
{
    return geo_archive_files(ctx, path, town, note_file);
}

geo_status geo_town_beside(geo_ctx *ctx, geo_town *town, const char *note, geo_publish *file)
{
    const geo_town_beside_note beside = {note, file};
    if (geo_vec_push(&town->beside, beside))
        return GEO_OK;
    geo_publish_free(file);
    return geo_fail_nomem(ctx);
}

const char *geo_town_folder(const geo_town *town)
{
    return town->options.folder;
}

geo_status geo_town_set(geo_ctx *ctx, geo_town *town, geo_theme theme, const char *const *columns,
                        size_t column_count, const int64_t *fids, const double *values,
                        size_t row_count)
{
    geo_status status = geo_town_open(ctx, town);
    if (status)
        return status;
    return geo_package_set(ctx, town->package, geo_theme_layer_of(theme)->name, columns,
                           column_count, fids, values, row_count);
}

geo_status geo_town_note(geo_ctx *ctx, geo_town *town, const char *name)
{
    return geo_vec_push(&town->notes, name) ? GEO_OK : geo_fail_nomem(ctx);
}

geo_status geo_town_reach(geo_ctx *ctx, geo_town *town, const char *name, const geo_geom *area)
{
    geo_town_reach_note note = {.name = name};
    if (!area->point_count)
        return GEO_OK;
    geo_status status = geo_geom_clone(ctx, area, &note.area);
    if (!status && !geo_vec_push(&town->reaches, note)) {
        geo_geom_release(&note.area);
        status = geo_fail_nomem(ctx);
    }
    return status;
}

/* Nothing came in: a warning when there was nothing, an error when nothing of it could be used. */
static geo_status check_any(geo_ctx *ctx, const geo_town *town)
{
    bool single = town->files.count == 1;
    const char *file = single ? town->files.items[0].name : "these files";
    const char *quote = single ? "'" : "";
    uint64_t total = 0, rejected = 0, ignored = 0;
    if (town->notes.count) /* rasters, or columns of others' layers */
        return GEO_OK;
    for (int i = 0; i < GEO_THEMES; i++) {
        total += geo_tally_total(&town->parts[i].tally);
        rejected += town->parts[i].tally.rejected;
        ignored += town->parts[i].tally.ignored;
    }
    if (!total)
        geo_warn(ctx, "there is not one row for a town in %s%s%s", quote, file, quote);
    else if (ignored == total)
        geo_warn(ctx, "all %llu rows in %s%s%s are left out (-v says why)",
                 (unsigned long long)total, quote, file, quote);
    if (!total || rejected < total)
        return GEO_OK;
    return geo_fail(ctx, GEO_ERR_FORMAT, "not one of %llu rows in %s%s%s can be used",
                    (unsigned long long)total, quote, file, quote);
}

/* Every layer that the source has was left to another one: nobody meant to import nothing. */
static geo_status check_kept(geo_ctx *ctx, const geo_town *town)
{
    const char *name = NULL;
    for (int i = 0; i < GEO_THEMES; i++) {
        if (town->parts[i].taken || town->notes.count)
            return GEO_OK;
        if (town->parts[i].asked && is_kept(town, (geo_theme)i))
            name = geo_theme_layer_of((geo_theme)i)->name;
    }
    if (!name)
        return GEO_OK;
    geo_hint(ctx, "--theme %s adds them to those; to have them instead, import them first", name);
    return geo_fail(ctx, GEO_ERR_ARG, "nothing of '%s' is imported: another source keeps it all",
                    town->options.source);
}

/* What cannot be taken back is said: the town is then of two runs. */
static void take_back(geo_ctx *ctx, geo_town *town)
{
    for (size_t i = town->beside.count; i-- > 0;) {
        geo_publish *file = town->beside.items[i].file;
        geo_ctx *own = geo_ctx_new(NULL); /* ctx keeps why it came to this */
        if (!own || geo_publish_undo(own, file))
            geo_warn(ctx, "'%s' is of this import, base.gpkg is not: import the elevation again",
                     geo_publish_target(file));
        geo_ctx_free(own);
    }
}

/* All files are whole before the first is renamed; base.gpkg is the last, since its manifest tells
 * what the others are. One that cannot be renamed takes the others back. */
static geo_status publish(geo_ctx *ctx, geo_town *town)
{
    geo_status status = geo_package_settle(ctx, town->package);
    for (size_t i = 0; !status && i < town->beside.count; i++)
        status = geo_publish_step(ctx, town->beside.items[i].file);
    if (!status)
        status = geo_package_commit(ctx, town->package);
    if (status && !geo_package_is_published(town->package))
        take_back(ctx, town);
    return status;
}

geo_status geo_town_commit(geo_ctx *ctx, geo_town *town)
{
    geo_status status = GEO_OK;
    for (int i = 0; !status && i < GEO_THEMES; i++)
        status = geo_town_check_outside(ctx, town, (geo_theme)i);
    if (!status)
        status = check_kept(ctx, town);
    if (!status)
        status = check_any(ctx, town);
    if (!status)
        status = geo_town_open(ctx, town);
    if (!status)
        status = geo_town_check_losses(ctx, town);
    if (!status)
        status = geo_town_finish(ctx, town);
    if (!status)
        status = publish(ctx, town);
    if (!status)
        geo_town_tell_losses(ctx, town);
    if (!status)
        town->made_folder = false;
    return status;
}

/* What was decided by layers that nobody held must still be so now that the package is locked. */
static geo_status look_again(geo_ctx *ctx, geo_town *town)
{
    geo_status status = see_layers(ctx, town);
    for (int i = 0; !status && i < GEO_THEMES; i++) {
        if (!town->parts[i].taken || !is_kept(town, (geo_theme)i))
            continue;
        geo_hint(ctx, "run it again");
        status = geo_fail(ctx, GEO_ERR_BUSY, "another import filled %s of '%s' meanwhile",
                          geo_theme_layer_of((geo_theme)i)->name, town->options.folder);
    }
    return status;
}

geo_status geo_town_open(geo_ctx *ctx, geo_town *town)
{
    const geo_package_options options = {.path = town->base, .update = true};
    if (town->package)
        return GEO_OK;
    geo_status status = make_folder(ctx, town->options.folder, &town->made_folder);
    if (!status)
        status = geo_package_new(ctx, &options, &town->package);
    return status ? status : look_again(ctx, town);
}
