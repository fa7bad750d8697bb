/* Registers that municipalities keep themselves: trees, lamps, species, storage, plans, property,
 * permits, areas. Which field fills which column, data/register-fields.csv and --map say; what a
 * cell cannot be read as is null, and told. */
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "registry/cell_text.h"
#include "registry/register_parts.h"

static const struct {
    const char *source;
    geo_theme theme;
} registers[] = {{"trees", GEO_THEME_TREE},    {"lights", GEO_THEME_LIGHT},
                 {"species", GEO_THEME_ROOST}, {"storage", GEO_THEME_STORAGE},
                 {"plans", GEO_THEME_PLAN},    {"property", GEO_THEME_PROPERTY},
                 {"permit", GEO_THEME_PERMIT}, {"areas", GEO_THEME_NEIGHBOURHOOD}};
enum { REGISTERS = sizeof registers / sizeof *registers };

/* ---- which field is which column ---- */

static size_t column_of(const geo_register *r, const char *name)
{
    size_t i = 0;
    while (i < r->count && strcmp(r->columns[i].column, name) != 0)
        i++;
    return i;
}

static geo_status list_field(geo_ctx *ctx, geo_register *r, const char *column, const char *field)
{
    size_t i = column_of(r, column);
    if (i == r->count)
        return geo_fail(ctx, GEO_ERR_FORMAT, "'register-fields.csv': a %s has no column '%s'",
                        r->source, column);
    geo_text_addf(&r->lists[i], "%s%s", r->lists[i].length ? "|" : "", field);
    return r->lists[i].failed ? geo_fail_nomem(ctx) : GEO_OK;
}

/* What came from a town has the town's own names: the last choice, unless the table has it. */
static geo_status list_own(geo_ctx *ctx, geo_register *r, size_t column)
{
    const char *own = r->columns[column].column, *at = geo_text_string(&r->lists[column]);
    for (size_t length; at && *at; at += length + (at[length] == '|')) {
        length = strcspn(at, "|");
        if (length == strlen(own) && strncasecmp(at, own, length) == 0)
            return GEO_OK;
    }
    return list_field(ctx, r, own, own);
}

static geo_status list_fields(geo_ctx *ctx, geo_register *r)
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
    for (size_t i = 0; !status && i < r->count; i++)
        status = list_own(ctx, r, i);
    for (size_t i = 0; i < r->count; i++)
        r->columns[i].names = r->lists[i].length ? geo_text_string(&r->lists[i]) : NULL;
    return status;
}

static geo_status prepare(geo_ctx *ctx, geo_register *r)
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

static void release(geo_register *r)
{
    for (size_t i = 0; i < GEO_THEME_COLUMNS; i++)
        geo_text_release(&r->lists[i]);
    geo_fields_release(&r->fields);
    geo_table_free(r->table);
    geo_table_free(r->statuses);
    geo_map_free(r->ids);
}

/* ---- records ---- */

/* An id must be the same tomorrow: where a register has none, the place is taken. */
static const char *place_id(const geo_geom *geom, char room[64])
{
    geo_point p = geom ? geo_geom_centroid(geom) : (geo_point){0, 0};
    snprintf(room, 64, "%.2f_%.2f", p.x, p.y);
    return room;
}

static uint64_t used(const geo_register *r)
{
    const geo_tally *tally = geo_town_tally(r->import->town, r->theme);
    return tally->used + tally->repaired;
}

static geo_status note_id(geo_ctx *ctx, geo_register *r, const char *id)
{
    if (geo_map_get(r->ids, id, strlen(id))) {
        if (!r->doubled++)
            snprintf(r->first_doubled, sizeof r->first_doubled, "%s", id);
        return GEO_OK;
    }
    return geo_map_set(r->ids, id, strlen(id), 1) ? GEO_OK : geo_fail_nomem(ctx);
}

/* A record's cell may be empty where the next field of the same meaning is not. */
static const char *text_of(const geo_register *r, const geo_record *record, size_t column)
{
    size_t at = 0;
    return geo_register_is(r, column, "id") ? geo_fields_next(&r->fields, record, column, &at)
                                            : geo_fields_text(&r->fields, record, column);
}

/* Whose record it is, nobody can tell any more. A whole number that became a real one is mended. */
static bool is_lost(geo_register *r, const char *id)
{
    char room[GEO_CELL_ID_ROOM];
    geo_cell_id_fate fate = id ? geo_cell_id(id, room, &id) : GEO_CELL_ID_SOUND;
    if (fate == GEO_CELL_ID_MENDED)
        geo_doubt_note(&r->mended, id, NULL, r->file);
    if (fate == GEO_CELL_ID_LOST)
        geo_town_reject(r->import->town, r->theme, "id in powers of ten: its digits are lost", id);
    return fate == GEO_CELL_ID_LOST;
}

static geo_status take(geo_ctx *ctx, geo_register *r, const geo_record *record)
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
        if (r->theme == GEO_THEME_TREE && geo_register_is(r, i, "status"))
            life = geo_register_life(r, record, i);
        else if (text && geo_register_is(r, i, "height_m") && strncasecmp(text, "r. ", 3) == 0)
            removed = true; /* Amsterdam: the class that a removed tree had */
        else if (text)
            geo_register_cell(r, i, text, &draft, numbers[i]);
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

static geo_status read_file(geo_ctx *ctx, geo_register *r, const char *dataset)
{
    geo_records *records = NULL;
    geo_record record;
    const geo_box box = geo_town_box(r->import->town, r->theme);
    const geo_records_options options = geo_fields_options(&r->fields, r->import, NULL, &box);
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

static void tell_beyond(geo_ctx *ctx, const geo_register *r, size_t column)
{
    char what[128];
    const geo_limit *limit = &r->limits[column];
    snprintf(what, sizeof what, "%s: %s is not within %.7g to %.7g (%s), and left out",
             geo_theme_layer_of(r->theme)->name, r->columns[column].column, limit->min, limit->max,
             limit->unit);
    geo_doubt_tell(ctx, &r->beyond[column], what, "");
}

static void tell_doubts(geo_ctx *ctx, const geo_register *r)
{
    const char *theme = geo_theme_layer_of(r->theme)->name;
    for (size_t i = 0; i < r->count; i++) {
        char what[128];
        bool is_life = r->theme == GEO_THEME_TREE && geo_register_is(r, i, "status");
        snprintf(what, sizeof what, "%s: %s is not understood and %s", theme, r->columns[i].column,
                 is_life ? "taken as standing" : "left out");
        bool is_date = geo_register_is_date(r->columns[i].column);
        geo_doubt_tell(ctx, &r->doubts[i], what,
                       is_date ? "; a date is as 21-11-2026 or 2026-11-21, its year in four digits"
                               : "");
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
    geo_register r = {.import = import, .source = import->source, .theme = GEO_THEMES};
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
        geo_town_reading(import->town, import->files[i]);
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
