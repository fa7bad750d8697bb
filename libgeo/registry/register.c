/* Registers that municipalities keep themselves: trees, lamps, species, storage, plans, property,
 * permits, areas. Which field fills which column, data/register-fields.csv and --map say; what a
 * cell cannot be read as is null, and told. */
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/map.h"
#include "base/parse.h"
#include "base/text.h"
#include "registry/cell_text.h"
#include "registry/doubt.h"
#include "registry/fields.h"
#include "registry/limits.h"
#include "registry/size_class.h"

static const struct {
    const char *source;
    geo_theme theme;
} registers[] = {{"trees", GEO_THEME_TREE},    {"lights", GEO_THEME_LIGHT},
                 {"species", GEO_THEME_ROOST}, {"storage", GEO_THEME_STORAGE},
                 {"plans", GEO_THEME_PLAN},    {"property", GEO_THEME_PROPERTY},
                 {"permit", GEO_THEME_PERMIT}, {"areas", GEO_THEME_NEIGHBOURHOOD}};
enum { REGISTERS = sizeof registers / sizeof *registers };

typedef struct reading {
    const geo_import *import;
    const char *source;
    geo_theme theme;
    geo_table *table, *statuses;
    struct {
        size_t source, column, field, typical;
    } in;                              /* columns of the table */
    geo_text lists[GEO_THEME_COLUMNS]; /* names of fields, per column of the theme */
    geo_field_names columns[GEO_THEME_COLUMNS];
    size_t count;
    geo_fields fields;
    const char *id, *file; /* of the record being read */
    geo_limit limits[GEO_THEME_COLUMNS];
    geo_doubt doubts[GEO_THEME_COLUMNS], beyond[GEO_THEME_COLUMNS]; /* per column: cells that were
                                                        not understood, values that cannot be */
    geo_doubt mended, odd_kinds;                                    /* ids; of areas */
    uint64_t kinds;                                                 /* records that have one */
    uint64_t without_id, doubled; /* doubled: the id is that of another record of this run too */
    char first_doubled[64];
    geo_map *ids; /* of points: an area may come in parts */
} reading;

/* ---- which field is which column ---- */

static size_t column_of(const reading *r, const char *name)
{
    size_t i = 0;
    while (i < r->count && strcmp(r->columns[i].column, name) != 0)
        i++;
    return i;
}

static geo_status list_field(geo_ctx *ctx, reading *r, const char *column, const char *field)
{
    size_t i = column_of(r, column);
    if (i == r->count)
        return geo_fail(ctx, GEO_ERR_FORMAT, "'register-fields.csv': a %s has no column '%s'",
                        r->source, column);
    geo_text_addf(&r->lists[i], "%s%s", r->lists[i].length ? "|" : "", field);
    return r->lists[i].failed ? geo_fail_nomem(ctx) : GEO_OK;
}

static geo_status list_fields(geo_ctx *ctx, reading *r)
{
    size_t source, column, field;
    geo_status status = geo_table_column(ctx, r->table, "source", &source);
    if (!status)
        status = geo_table_column(ctx, r->table, "column", &column);
    if (!status)
        status = geo_table_column(ctx, r->table, "field", &field);
    for (size_t row = 0; !status && row < geo_table_rows(r->table); row++)
        if (strcmp(geo_table_cell(r->table, row, source), r->source) == 0)
            status = list_field(ctx, r, geo_table_cell(r->table, row, column),
                                geo_table_cell(r->table, row, field));
    for (size_t i = 0; i < r->count; i++)
        r->columns[i].names = r->lists[i].length ? geo_text_string(&r->lists[i]) : NULL;
    return status;
}

static geo_status prepare(geo_ctx *ctx, reading *r)
{
    const char *known[GEO_THEME_COLUMNS + 1] = {0};
    const geo_theme_layer *layer = geo_theme_layer_of(r->theme);
    r->count = geo_theme_column_count(r->theme);
    for (size_t i = 0; i < r->count; i++)
        known[i] = r->columns[i].column = layer->columns[i].name;
    geo_status status = geo_fields_check_maps(ctx, r->import, known);
    if (!status)
        status = r->import->table(r->import->self, ctx, "register-fields.csv", &r->table);
    if (!status && r->theme == GEO_THEME_TREE)
        status = r->import->table(r->import->self, ctx, "tree-status.csv", &r->statuses);
    if (!status)
        status = list_fields(ctx, r);
    if (!status)
        status = geo_limits_read(ctx, r->import, r->theme, r->limits);
    r->columns[column_of(r, "id")].every = true;
    if (r->theme == GEO_THEME_TREE)
        r->columns[column_of(r, "status")].every = true;
    if (!status && layer->type == GEO_GEOM_POINT && !(r->ids = geo_map_new()))
        status = geo_fail_nomem(ctx);
    return status ? status : geo_fields_init(ctx, r->import, r->columns, r->count, &r->fields);
}

static void release(reading *r)
{
    for (size_t i = 0; i < GEO_THEME_COLUMNS; i++)
        geo_text_release(&r->lists[i]);
    geo_fields_release(&r->fields);
    geo_table_free(r->table);
    geo_table_free(r->statuses);
    geo_map_free(r->ids);
}

/* ---- cells ---- */

static void note_doubt(reading *r, size_t column, const char *text)
{
    geo_doubt_note(&r->doubts[column], text, r->id, r->file);
}

static bool is_column(const reading *r, size_t column, const char *name)
{
    return strcmp(r->columns[column].column, name) == 0;
}

/* Who may come there, in words of its own. */
static bool read_public(const char *text, int64_t *out)
{
    bool says = strcasecmp(text, "openbaar") == 0;
    bool good = says || strcasecmp(text, "particulier") == 0 || geo_fields_yes_no(text, &says);
    if (good)
        *out = says;
    return good;
}

static bool is_year(const char *column)
{
    return strcmp(column, "planted") == 0 || strcmp(column, "built") == 0 ||
           strcmp(column, "year") == 0;
}

static bool is_date(const char *column)
{
    return strcmp(column, "observed") == 0 || strcmp(column, "valid_from") == 0 ||
           strcmp(column, "valid_to") == 0;
}

static bool read_whole(const char *column, const char *text, int64_t *out)
{
    if (is_year(column))
        return !geo_cell_is_zero(text) && geo_cell_year(text, out);
    return strcmp(column, "public") == 0 ? read_public(text, out) : geo_cell_whole(text, out);
}

/* Can it be? What cannot is counted. */
static bool can_be(reading *r, size_t column, double value, const char *text)
{
    bool good = geo_limit_holds(&r->limits[column], value);
    if (!good)
        geo_doubt_note(&r->beyond[column], text, r->id, r->file);
    return good;
}

/* Nothing is 0 m high or wide: registers write that where they do not know. */
static bool has_extent(const char *column)
{
    return strcmp(column, "height_m") == 0 || strcmp(column, "crown_d_m") == 0;
}

static void draft_size(reading *r, size_t column, const char *text, geo_draft *draft)
{
    geo_size_class size;
    if (!geo_size_class_parse(text, &size)) {
        note_doubt(r, column, text);
        return;
    }
    if (size.middle_m == 0 && has_extent(r->columns[column].column))
        return;
    if (!can_be(r, column, size.middle_m, text) || !can_be(r, column, size.max_m, text))
        return;
    if (is_column(r, column, "height_m") && r->theme == GEO_THEME_TREE) {
        geo_draft_number(draft, "height_min_m", size.min_m);
        geo_draft_number(draft, "height_max_m", size.max_m);
    }
    geo_draft_number(draft, r->columns[column].column, size.middle_m);
}

/* A word of the table, letter case and blanks around it ignored. */
static bool is_word(const char *word, const char *text)
{
    text += strspn(text, " \t");
    size_t length = strlen(word);
    return strncasecmp(text, word, length) == 0 && !text[length + strspn(text + length, " \t")];
}

/* What a word says of a tree's life; NULL: the table does not have it. */
static const char *life_of(const reading *r, const char *text)
{
    size_t word, status;
    if (geo_table_column(NULL, r->statuses, "word", &word) ||
        geo_table_column(NULL, r->statuses, "status", &status))
        return NULL;
    for (size_t row = 0; row < geo_table_rows(r->statuses); row++)
        if (is_word(geo_table_cell(r->statuses, row, word), text))
            return geo_table_cell(r->statuses, row, status);
    return NULL;
}

/* A register tells of a tree's life in several fields (a phase, a kind, a status): the first that
 * says it does not stand counts, whatever the others say. */
static const char *life_in(reading *r, const geo_record *record, size_t column)
{
    const char *life = "standing", *text;
    for (size_t at = 0; (text = geo_fields_next(&r->fields, record, column, &at));) {
        const char *says = life_of(r, text);
        if (!says)
            note_doubt(r, column, text);
        else if (strcmp(life, "standing") == 0)
            life = says;
    }
    return life;
}

static void draft_date(reading *r, size_t column, const char *text, geo_draft *draft, char room[64])
{
    if (!geo_cell_date(text, room))
        note_doubt(r, column, text);
    else if (can_be(r, column,
                    (room[0] - '0') * 1000.0 + (room[1] - '0') * 100.0 + (room[2] - '0') * 10.0 +
                        (room[3] - '0'),
                    text))
        geo_draft_text(draft, r->columns[column].column, room);
}

/* One word for yes and one for no; other words stay. */
static const char *plain_word(const char *column, const char *text)
{
    bool says;
    if (strcmp(column, "shielding") != 0 || !geo_fields_yes_no(text, &says))
        return text;
    return says ? "ja" : "nee";
}

/* What units tools can count by, in the letters that they look for. */
static const char *plain_kind(reading *r, size_t column, const char *text)
{
    static const char *const kinds[] = {"buurt", "wijk", "gemeente"};
    if (r->theme != GEO_THEME_NEIGHBOURHOOD || !is_column(r, column, "kind"))
        return text;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcasecmp(kinds[i], text) == 0)
            return kinds[i];
    geo_doubt_note(&r->odd_kinds, text, r->id, r->file);
    return text;
}

/* room: for text that is not the register's own; it lives as long as the draft. */
static void draft_cell(reading *r, size_t column, const char *text, geo_draft *draft, char room[64])
{
    const geo_theme_column *is = &geo_theme_layer_of(r->theme)->columns[column];
    int64_t whole;
    if (is->type == GEO_FIELD_STRING && is_date(is->name))
        draft_date(r, column, text, draft, room);
    else if (is->type == GEO_FIELD_STRING) {
        (void)geo_cell_id(text, room, &text);
        text = plain_kind(r, column, plain_word(is->name, text));
        geo_draft_text(draft, is->name, text);
        r->kinds += strcmp(is->name, "kind") == 0;
    } else if (is->type == GEO_FIELD_DOUBLE)
        draft_size(r, column, text, draft);
    else if (!read_whole(is->name, text, &whole)) {
        if (!is_year(is->name) || !geo_cell_is_zero(text))
            note_doubt(r, column, text);
    } else if (can_be(r, column, (double)whole, text))
        geo_draft_int(draft, is->name, whole);
}

/* An id must be the same tomorrow: where a register has none, the place is taken. */
static const char *place_id(const geo_geom *geom, char room[64])
{
    geo_point p = geom ? geo_geom_centroid(geom) : (geo_point){0, 0};
    snprintf(room, 64, "%.2f_%.2f", p.x, p.y);
    return room;
}

static uint64_t used(const reading *r)
{
    const geo_tally *tally = geo_town_tally(r->import->town, r->theme);
    return tally->used + tally->repaired;
}

static geo_status note_id(geo_ctx *ctx, reading *r, const char *id)
{
    if (geo_map_get(r->ids, id, strlen(id))) {
        if (!r->doubled++)
            snprintf(r->first_doubled, sizeof r->first_doubled, "%s", id);
        return GEO_OK;
    }
    return geo_map_set(r->ids, id, strlen(id), 1) ? GEO_OK : geo_fail_nomem(ctx);
}

/* A record's cell may be empty where the next field of the same meaning is not. */
static const char *text_of(const reading *r, const geo_record *record, size_t column)
{
    size_t at = 0;
    return is_column(r, column, "id") ? geo_fields_next(&r->fields, record, column, &at)
                                      : geo_fields_text(&r->fields, record, column);
}

/* Whose record it is, nobody can tell any more. A whole number that became a real one is mended. */
static bool is_lost(reading *r, const char *id)
{
    char room[GEO_CELL_ID_ROOM];
    geo_cell_id_fate fate = id ? geo_cell_id(id, room, &id) : GEO_CELL_ID_SOUND;
    if (fate == GEO_CELL_ID_MENDED)
        geo_doubt_note(&r->mended, id, NULL, r->file);
    if (fate == GEO_CELL_ID_LOST)
        geo_town_reject(r->import->town, r->theme, "id in powers of ten: its digits are lost", id);
    return fate == GEO_CELL_ID_LOST;
}

static geo_status take(geo_ctx *ctx, reading *r, const geo_record *record)
{
    geo_draft draft;
    char room[64], numbers[GEO_THEME_COLUMNS][64];
    const char *life = NULL;
    bool removed = false;
    geo_draft_init(&draft, r->theme);
    if (is_lost(r, text_of(r, record, 0)))
        return GEO_OK;
    for (size_t i = 0; i < r->count; i++) {
        const char *text = text_of(r, record, i);
        if (r->theme == GEO_THEME_TREE && is_column(r, i, "status"))
            life = life_in(r, record, i);
        else if (text && is_column(r, i, "height_m") && strncasecmp(text, "r. ", 3) == 0)
            removed = true; /* Amsterdam: the class that a removed tree had */
        else if (text)
            draft_cell(r, i, text, &draft, numbers[i]);
        if (i == 0)
            r->id = geo_draft_id(&draft);
    }
    if (life)
        geo_draft_text(&draft, "status", removed ? "felled" : life);
    const char *id = geo_draft_id(&draft);
    if (!id) {
        r->without_id++;
        geo_draft_text(&draft, "id", place_id(record->geom, room));
    }
    uint64_t before = used(r);
    geo_status status = geo_town_offer(ctx, r->import->town, &draft, record->geom, record->reason);
    return status || !id || used(r) == before || !r->ids ? status : note_id(ctx, r, id);
}

/* ---- files ---- */

static geo_status read_file(geo_ctx *ctx, reading *r, const char *dataset)
{
    geo_records *records = NULL;
    geo_record record;
    const geo_box box = geo_town_box(r->import->town, r->theme);
    const geo_records_options options = {.crs = r->import->crs,
                                         .target = geo_town_crs(r->import->town),
                                         .box = geo_town_area(r->import->town) ? &box : NULL,
                                         .fields = r->fields.names.items,
                                         .field_count = r->fields.names.count,
                                         .encoding = r->import->encoding};
    r->file = dataset;
    geo_status status = geo_records_new(ctx, dataset, &options, &records);
    if (!status) {
        geo_fields_choose(&r->fields, records);
        geo_fields_tell(ctx, &r->fields, r->columns, records);
        status =
            geo_fields_check_typical(ctx, &r->fields, r->columns, r->table, r->source, records);
    }
    while (!status && (status = geo_records_next(ctx, records, &record)) == GEO_OK)
        status = take(ctx, r, &record);
    if (status == GEO_END)
        geo_town_outside(r->import->town, r->theme, geo_records_outside(records));
    geo_records_free(records);
    return status == GEO_END ? GEO_OK : status;
}

static void tell_beyond(geo_ctx *ctx, const reading *r, size_t column)
{
    char what[128];
    const geo_limit *limit = &r->limits[column];
    snprintf(what, sizeof what, "%s: %s is not within %.7g to %.7g (%s), and left out",
             geo_theme_layer_of(r->theme)->name, r->columns[column].column, limit->min, limit->max,
             limit->unit);
    geo_doubt_tell(ctx, &r->beyond[column], what, "");
}

static void tell_doubts(geo_ctx *ctx, const reading *r)
{
    const char *theme = geo_theme_layer_of(r->theme)->name;
    for (size_t i = 0; i < r->count; i++) {
        char what[128];
        bool is_life = r->theme == GEO_THEME_TREE && is_column(r, i, "status");
        snprintf(what, sizeof what, "%s: %s is not understood and %s", theme, r->columns[i].column,
                 is_life ? "taken as standing" : "left out");
        geo_doubt_tell(ctx, &r->doubts[i], what, "");
        tell_beyond(ctx, r, i);
    }
    geo_doubt_tell(
        ctx, &r->odd_kinds,
        "neighbourhood: kind is none of buurt, wijk and gemeente, and of no use to other "
        "tools",
        "");
    if (r->theme == GEO_THEME_NEIGHBOURHOOD && r->kinds < used(r))
        geo_warn(
            ctx,
            "neighbourhood: nothing says whether it is a buurt, wijk or gemeente: %llu of %llu "
            "(--map kind==buurt when all are)",
            (unsigned long long)(used(r) - r->kinds), (unsigned long long)used(r));
    if (r->mended.count)
        geo_info(ctx, "%s: ids without the '.0' that was behind them: %llu (first: '%s')", theme,
                 (unsigned long long)r->mended.count, r->mended.first);
    if (r->without_id)
        geo_warn(ctx,
                 "%s: records without an id of their own, whose place is taken for it: %llu "
                 "(--map id=FIELD names a field)",
                 theme, (unsigned long long)r->without_id);
    if (r->doubled)
        geo_warn(ctx,
                 "%s: records whose id another one has already: %llu (first: '%s'; --map id=FIELD "
                 "names a field that tells them apart)",
                 theme, (unsigned long long)r->doubled, r->first_doubled);
}

geo_status geo_import_register(geo_ctx *ctx, const geo_import *import)
{
    bool wanted = false;
    reading r = {.import = import, .source = import->source, .theme = GEO_THEMES};
    for (int i = 0; i < REGISTERS; i++)
        if (strcmp(registers[i].source, r.source) == 0)
            r.theme = registers[i].theme;
    if (r.theme == GEO_THEMES)
        return geo_fail(ctx, GEO_ERR_INTERNAL, "no register is called '%s'", r.source);
    geo_status status = prepare(ctx, &r);
    if (!status)
        status = geo_town_wants(ctx, import->town, r.theme, &wanted);
    if (!status && r.theme == GEO_THEME_TREE)
        geo_town_public_only(import->town, r.theme);
    for (size_t i = 0; !status && wanted && i < import->file_count; i++) {
        status = read_file(ctx, &r, import->files[i]);
        if (!status)
            status = geo_town_file(ctx, import->town, import->files[i]);
    }
    if (!status)
        status = geo_fields_check_met(ctx, &r.fields);
    if (!status)
        tell_doubts(ctx, &r);
    release(&r);
    return status;
}
