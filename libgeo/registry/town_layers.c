/* The layers of a run: a theme's own, the coverage, and the manifest: which files a theme's rows
 * came from, and what became of their records. */
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "base/vec.h"
#include "io/manifest.h"
#include "registry/town_state.h"

enum { ROOM = GEO_THEME_COLUMNS + 2 };

static geo_value date_value(const geo_town *town)
{
    geo_value date = geo_value_nonempty(town->date);
    date.type = GEO_FIELD_DATETIME;
    return date;
}

static geo_status keep_provenance(geo_ctx *ctx, const geo_town *town, geo_schema *schema)
{
    if (!town->options.provenance)
        return GEO_OK;
    schema->provenance = geo_strdup(town->options.provenance);
    return schema->provenance ? GEO_OK : geo_fail_nomem(ctx);
}

/* Columns that are found out anew with each import, or have a rule of their own (town_heights):
 * nobody is told that their values go. */
static const char *derived_columns(geo_theme theme)
{
    switch (theme) {
    case GEO_THEME_ADDRESS:
        return "source_date building_id neighbourhood_id";
    case GEO_THEME_BUILDING:
        return "source_date height_m ground_m";
    default:
        return "source_date";
    }
}

static geo_status make_layer(geo_ctx *ctx, geo_town *town, geo_theme theme, const char *by,
                             const char *const *values, size_t count)
{
    geo_schema schema = {0};
    geo_status status = geo_town_open(ctx, town);
    if (!status)
        status = geo_theme_schema(ctx, theme, true, town->crs, &schema);
    if (!status)
        status = keep_provenance(ctx, town, &schema);
    const geo_layer_options options = {.schema = &schema,
                                       .title = geo_theme_layer_of(theme)->title,
                                       .replace_by = by,
                                       .replace_values = values,
                                       .replace_count = count,
                                       .carry_by = theme == GEO_THEME_COVERAGE ? NULL : "id",
                                       .carry_not = derived_columns(theme)};
    if (!status)
        status = geo_package_layer(ctx, town->package, &options, &town->parts[theme].layer);
    geo_schema_release(&schema);
    return status;
}

static geo_status theme_layer(geo_ctx *ctx, geo_town *town, geo_theme theme)
{
    if (town->parts[theme].layer)
        return GEO_OK;
    return make_layer(ctx, town, theme, "source", &town->options.source, 1);
}

static geo_status put(geo_ctx *ctx, const geo_town *town, const geo_draft *draft,
                      const geo_geom *geom)
{
    geo_value values[ROOM];
    size_t count = geo_theme_column_count(draft->theme);
    memcpy(values, draft->values, count * sizeof *values);
    values[count] = geo_value_text(town->options.source);
    values[count + 1] = geo_value_null(GEO_FIELD_DATETIME); /* known at the end */
    return geo_layer_put(ctx, town->parts[draft->theme].layer, geom, values);
}

geo_status geo_town_put(geo_ctx *ctx, geo_town *town, const geo_draft *draft, const geo_geom *geom)
{
    geo_draft row = *draft;
    geo_status status = theme_layer(ctx, town, draft->theme);
    if (!status && draft->theme == GEO_THEME_BUILDING)
        status = geo_town_height_fill(ctx, town, &row, geom);
    return status ? status : put(ctx, town, &row, geom);
}

/* ---- the end of a run ---- */

/* "bgt:tree" for every theme taken, after those for what was noted, and after those for what the
 * manifest holds no longer. */
typedef struct keys {
    geo_town_ids items;
    GEO_VEC(geo_theme) themes; /* GEO_THEMES for a note */
    size_t layers;             /* how many are themes */
    size_t rows;               /* how many are themes and notes */
} keys;

static void keys_release(keys *k)
{
    for (size_t i = 0; i < k->items.count; i++)
        geo_free(k->items.items[i]);
    geo_free(k->items.items);
    geo_free(k->themes.items);
}

static geo_status add_key(geo_ctx *ctx, const geo_town *town, keys *k, geo_theme theme,
                          const char *name)
{
    geo_text text = GEO_TEXT_INIT;
    geo_text_addf(&text, "%s:%s", town->options.source, name);
    if (text.failed || !geo_vec_push(&k->items, text.data)) {
        geo_text_release(&text);
        return geo_fail_nomem(ctx);
    }
    return geo_vec_push(&k->themes, theme) ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status keys_init(geo_ctx *ctx, const geo_town *town, keys *k)
{
    geo_status status = GEO_OK;
    *k = (keys){0};
    for (int i = 0; !status && i < GEO_THEMES; i++)
        if (town->parts[i].taken)
            status = add_key(ctx, town, k, (geo_theme)i, geo_theme_layer_of((geo_theme)i)->name);
    k->layers = k->items.count;
    for (size_t i = 0; !status && i < town->notes.count; i++)
        status = add_key(ctx, town, k, GEO_THEMES, town->notes.items[i]);
    k->rows = k->items.count;
    return status;
}

/* Heights that went with their buildings are claimed no longer. */
static geo_status add_gone(geo_ctx *ctx, geo_town *town, keys *k)
{
    bool gone;
    geo_status status = geo_town_height_gone(ctx, town, &gone);
    return !status && gone ? geo_town_height_notes(ctx, town, &k->items) : status;
}

/* "tree" of "bgt:tree" */
static const char *name_of(const keys *k, size_t index)
{
    return strrchr(k->items.items[index], ':') + 1;
}

static geo_status area_of(geo_ctx *ctx, const geo_town *town, const keys *k, size_t index,
                          geo_geom *out)
{
    geo_theme theme = k->themes.items[index];
    for (size_t i = 0; i < town->reaches.count; i++)
        if (strcmp(town->reaches.items[i].name, name_of(k, index)) == 0)
            return geo_geom_clone(ctx, &town->reaches.items[i].area, out);
    return theme < GEO_THEMES ? geo_town_data_area(ctx, town, theme, out) : GEO_OK;
}

static geo_status put_coverage(geo_ctx *ctx, geo_town *town, const keys *k, size_t index)
{
    geo_draft draft;
    geo_geom area = {0};
    geo_theme theme = k->themes.items[index];
    bool public_only = theme < GEO_THEMES && town->parts[theme].public_only;
    geo_status status = area_of(ctx, town, k, index, &area);
    geo_draft_init(&draft, GEO_THEME_COVERAGE);
    geo_draft_text(&draft, "id", k->items.items[index]);
    geo_draft_text(&draft, "theme", name_of(k, index));
    geo_draft_text(&draft, "completeness", public_only ? "public_only" : "all");
    if (!status && area.point_count)
        status = put(ctx, town, &draft, &area);
    geo_geom_release(&area);
    return status;
}

static geo_status write_coverage(geo_ctx *ctx, geo_town *town, const keys *k)
{
    geo_status status = make_layer(ctx, town, GEO_THEME_COVERAGE, "id",
                                   (const char *const *)k->items.items, k->rows);
    for (size_t i = 0; !status && i < k->rows; i++)
        status = put_coverage(ctx, town, k, i);
    return status;
}

static const struct {
    const char *name;
    geo_field_type type;
} manifest_columns[] = {
    {"id", GEO_FIELD_STRING},
    {"theme", GEO_FIELD_STRING},
    {"used", GEO_FIELD_LONG},
    {"repaired", GEO_FIELD_LONG},
    {"rejected", GEO_FIELD_LONG},
    {"ignored", GEO_FIELD_LONG},
    {"files", GEO_FIELD_STRING},
    {GEO_MANIFEST_HASH, GEO_FIELD_STRING},
    {"made_by", GEO_FIELD_STRING},
    {"source", GEO_FIELD_STRING},
    {"source_date", GEO_FIELD_DATETIME},
};
enum { MANIFEST_COLUMNS = sizeof manifest_columns / sizeof *manifest_columns };

static geo_status manifest_layer(geo_ctx *ctx, geo_town *town, const keys *k, geo_layer **out)
{
    geo_schema schema = {0};
    geo_status status = geo_schema_init(ctx, &schema, "manifest", GEO_GEOM_UNKNOWN, NULL);
    for (size_t i = 0; !status && i < MANIFEST_COLUMNS; i++)
        status = geo_schema_add(ctx, &schema, manifest_columns[i].name, manifest_columns[i].type);
    const geo_layer_options options = {.schema = &schema,
                                       .no_geometry = true,
                                       .title = "Herkomst van de gegevens",
                                       .replace_by = "id",
                                       .replace_values = (const char *const *)k->items.items,
                                       .replace_count = k->items.count};
    if (!status)
        status = geo_package_layer(ctx, town->package, &options, out);
    geo_schema_release(&schema);
    return status;
}

/* [{"file":"otterlo.zip","bytes":3023924,"hash":"sha256:..."}] */
static void add_files(const geo_town *town, geo_text *out)
{
    geo_text_add_char(out, '[');
    for (size_t i = 0; i < town->files.count; i++) {
        const geo_town_file_note *note = &town->files.items[i];
        geo_text_add(out, i ? ",{\"file\":" : "{\"file\":");
        geo_text_add_json(out, note->name, strlen(note->name));
        geo_text_addf(out, ",\"bytes\":%llu,\"hash\":\"%s\"}", (unsigned long long)note->bytes,
                      note->hash);
    }
    geo_text_add_char(out, ']');
}

/* Of a note no records are counted: null. */
static geo_value count_of(const geo_tally *tally, uint64_t count)
{
    return tally ? geo_value_int((int64_t)count) : geo_value_null(GEO_FIELD_LONG);
}

/* Of the raster that a note is about, as it waits to be published; "": of no raster. */
static geo_status hash_of(geo_ctx *ctx, const geo_town *town, const keys *k, size_t index,
                          char out[GEO_FINGERPRINT_ROOM])
{
    geo_status status = GEO_OK;
    *out = '\0';
    for (size_t i = 0; !status && i < town->beside.count; i++)
        if (k->themes.items[index] == GEO_THEMES &&
            strcmp(town->beside.items[i].note, name_of(k, index)) == 0)
            status = geo_fingerprint(ctx, geo_publish_temporary(town->beside.items[i].file), out);
    return status;
}

static geo_status put_manifest(geo_ctx *ctx, const geo_town *town, geo_layer *layer, const keys *k,
                               size_t index, const char *files)
{
    static const geo_tally none;
    geo_theme theme = k->themes.items[index];
    const geo_tally *tally = theme < GEO_THEMES ? &town->parts[theme].tally : NULL;
    const geo_tally *t = tally ? tally : &none;
    char hash[GEO_FINGERPRINT_ROOM];
    geo_status status = hash_of(ctx, town, k, index, hash);
    const geo_value values[MANIFEST_COLUMNS] = {
        geo_value_text(k->items.items[index]),
        geo_value_text(tally ? geo_theme_layer_of(theme)->name : name_of(k, index)),
        count_of(tally, t->used),
        count_of(tally, t->repaired),
        count_of(tally, t->rejected),
        count_of(tally, t->ignored),
        geo_value_text(files),
        geo_value_nonempty(hash),
        geo_value_text(town->options.provenance),
        geo_value_text(town->options.source),
        date_value(town),
    };
    return status ? status : geo_layer_put(ctx, layer, NULL, values);
}

static geo_status write_manifest(geo_ctx *ctx, geo_town *town, const keys *k)
{
    geo_layer *layer = NULL;
    geo_text files = GEO_TEXT_INIT;
    add_files(town, &files);
    geo_status status = files.failed ? geo_fail_nomem(ctx) : manifest_layer(ctx, town, k, &layer);
    for (size_t i = 0; !status && i < k->rows; i++)
        status = put_manifest(ctx, town, layer, k, i, geo_text_string(&files));
    geo_text_release(&files);
    return status;
}

/* Coverage also has the source's rows of earlier runs, of other themes and of another date. */
static geo_status fill_coverage(geo_ctx *ctx, const geo_town *town, const keys *k,
                                const char *stamp)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < k->rows; i++)
        status = geo_layer_fill(ctx, town->parts[GEO_THEME_COVERAGE].layer, "source_date", stamp,
                                "id", k->items.items[i]);
    return status;
}

static geo_status fill_date(geo_ctx *ctx, geo_town *town, const keys *k)
{
    geo_text stamp = GEO_TEXT_INIT;
    if (!*town->date)
        return GEO_OK;
    geo_status status = geo_package_date(ctx, town->package, town->date);
    geo_text_addf(&stamp, "%sT00:00:00.000Z", town->date);
    if (stamp.failed)
        return geo_fail_nomem(ctx);
    for (int i = 0; !status && i < GEO_THEMES; i++)
        if (i != GEO_THEME_COVERAGE && town->parts[i].layer)
            status = geo_layer_fill(ctx, town->parts[i].layer, "source_date",
                                    geo_text_string(&stamp), "source", town->options.source);
    if (!status)
        status = fill_coverage(ctx, town, k, geo_text_string(&stamp));
    geo_text_release(&stamp);
    return status;
}

geo_status geo_town_finish(geo_ctx *ctx, geo_town *town)
{
    keys k;
    geo_status status = keys_init(ctx, town, &k);
    for (size_t i = 0; !status && i < k.layers; i++)
        status = theme_layer(ctx, town, k.themes.items[i]);
    if (!status)
        status = write_coverage(ctx, town, &k);
    if (!status)
        status = add_gone(ctx, town, &k);
    if (!status)
        status = write_manifest(ctx, town, &k);
    if (!status)
        status = fill_date(ctx, town, &k);
    if (!status)
        geo_town_height_tell(ctx, town);
    keys_release(&k);
    return status;
}
