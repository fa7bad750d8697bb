#include "registry/fields.h"

#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/arena.h"
#include "base/parse.h"
#include "base/text.h"

static geo_status add_name(geo_ctx *ctx, geo_fields *fields, const char *name, size_t length)
{
    const char *copy = geo_arena_strndup(fields->memory, name, length);
    return copy && geo_vec_push(&fields->names, copy) ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status add_mapped(geo_ctx *ctx, const geo_import *import, const char *column,
                             geo_fields *fields, const char **same)
{
    geo_status status = GEO_OK;
    *same = NULL;
    for (size_t i = 0; !status && i < import->map_count; i++) {
        const char *field = import->maps[i].field;
        if (strcmp(import->maps[i].column, column) != 0)
            continue;
        if (*field == '=')
            *same = field + 1;
        else
            status = add_name(ctx, fields, field, strlen(field));
    }
    return status;
}

static geo_status add_names(geo_ctx *ctx, const char *list, geo_fields *fields)
{
    geo_status status = GEO_OK;
    for (const char *at = list; !status && at && *at;) {
        size_t length = strcspn(at, "|");
        status = add_name(ctx, fields, at, length);
        at += length + (at[length] == '|');
    }
    return status;
}

geo_status geo_fields_init(geo_ctx *ctx, const geo_import *import, const geo_field_names *table,
                           size_t count, geo_fields *out)
{
    geo_fields fields = {.count = count, .memory = geo_arena_new()};
    size_t *starts =
        fields.memory ? geo_arena_alloc(fields.memory, count + 1, sizeof *starts) : NULL;
    size_t *maps = starts ? geo_arena_alloc(fields.memory, count, sizeof *maps) : NULL;
    fields.chosen = starts ? geo_arena_alloc(fields.memory, count, sizeof *fields.chosen) : NULL;
    fields.same = starts ? geo_arena_alloc(fields.memory, count, sizeof *fields.same) : NULL;
    geo_status status = maps && fields.chosen && fields.same ? GEO_OK : geo_fail_nomem(ctx);
    for (size_t i = 0; !status && i < count; i++) {
        starts[i] = fields.names.count;
        fields.chosen[i] = SIZE_MAX;
        status = add_mapped(ctx, import, table[i].column, &fields, &fields.same[i]);
        maps[i] = fields.names.count - starts[i];
        if (!status)
            status = add_names(ctx, table[i].names, &fields);
    }
    if (!status) {
        fields.has = geo_arena_alloc(fields.memory, fields.names.count + 1, sizeof *fields.has);
        fields.met = geo_arena_alloc(fields.memory, fields.names.count + 1, sizeof *fields.met);
        status = fields.has && fields.met ? GEO_OK : geo_fail_nomem(ctx);
    }
    if (!status) {
        starts[count] = fields.names.count;
        fields.starts = starts;
        fields.maps = maps;
        memset(fields.met, 0, fields.names.count * sizeof *fields.met);
        *out = fields;
    } else {
        geo_fields_release(&fields);
    }
    return status;
}

void geo_fields_release(geo_fields *fields)
{
    geo_free(fields->names.items);
    geo_arena_free(fields->memory);
    *fields = (geo_fields){0};
}

geo_records_options geo_fields_options(const geo_fields *fields, const geo_import *import,
                                       const char *layer, const geo_box *box)
{
    return (geo_records_options){.layer = layer,
                                 .crs = import->crs,
                                 .target = geo_town_crs(import->town),
                                 .box = geo_town_area(import->town) ? box : NULL,
                                 .fields = fields->names.items,
                                 .field_count = fields->names.count,
                                 .encoding = import->encoding};
}

void geo_fields_choose(geo_fields *fields, const geo_records *records)
{
    for (size_t name = 0; name < fields->names.count; name++)
        fields->met[name] |= fields->has[name] = geo_records_has(records, name);
    fields->opened = true;
    for (size_t i = 0; i < fields->count; i++) {
        size_t name = fields->starts[i];
        while (name < fields->starts[i + 1] && !fields->has[name])
            name++;
        fields->chosen[i] = name < fields->starts[i + 1] ? name : SIZE_MAX;
    }
}

static void tell_read(geo_ctx *ctx, const geo_fields *f, const geo_field_names *table,
                      const geo_records *records)
{
    geo_text list = GEO_TEXT_INIT;
    for (size_t i = 0; i < f->count; i++) {
        const char *column = *table[i].column ? table[i].column : "more";
        if (f->same[i])
            geo_text_addf(&list, "%s%s is '%s'", list.length ? ", " : "", column, f->same[i]);
        for (size_t n = f->starts[i]; !f->same[i] && n < f->starts[i + 1]; n++)
            if (f->has[n] && (table[i].every || n == f->chosen[i]))
                geo_text_addf(&list, "%s%s from '%s'", list.length ? ", " : "", column,
                              f->names.items[n]);
    }
    if (list.length)
        geo_info(ctx, "%s: %s", geo_records_name(records), geo_text_string(&list));
    geo_text_release(&list);
}

static bool is_read(const geo_fields *f, const geo_field_names *table, const char *field)
{
    for (size_t i = 0; i < f->count; i++)
        for (size_t n = f->starts[i]; !f->same[i] && n < f->starts[i + 1]; n++)
            if ((table[i].every || n == f->chosen[i]) && strcasecmp(f->names.items[n], field) == 0)
                return true;
    return false;
}

void geo_fields_tell(geo_ctx *ctx, const geo_fields *fields, const geo_field_names *table,
                     const geo_records *records)
{
    geo_text list = GEO_TEXT_INIT;
    tell_read(ctx, fields, table, records);
    for (size_t i = 0; i < geo_records_column_count(records); i++) {
        const char *field = geo_records_column(records, i);
        if (!is_read(fields, table, field))
            geo_text_addf(&list, "%s'%s'", list.length ? ", " : "", field);
    }
    if (list.length)
        geo_info(ctx, "%s: fields that are not read: %s", geo_records_name(records),
                 geo_text_string(&list));
    geo_text_release(&list);
}

bool geo_fields_has(const geo_fields *fields, size_t column)
{
    return fields->same[column] || fields->chosen[column] != SIZE_MAX;
}

const char *geo_fields_text(const geo_fields *fields, const geo_record *record, size_t column)
{
    if (fields->same[column])
        return fields->same[column];
    return geo_fields_has(fields, column) ? record->text[fields->chosen[column]] : NULL;
}

const char *geo_fields_next(const geo_fields *fields, const geo_record *record, size_t column,
                            size_t *at)
{
    if (fields->same[column])
        return (*at)++ ? NULL : fields->same[column];
    if (fields->chosen[column] == SIZE_MAX)
        return NULL;
    size_t start = fields->starts[column], after_maps = start + fields->maps[column];
    size_t end = fields->chosen[column] < after_maps ? after_maps : fields->starts[column + 1];
    while (start + *at < end) {
        size_t name = start + (*at)++;
        if (fields->has[name] && record->text[name])
            return record->text[name];
    }
    return NULL;
}

bool geo_fields_number(const geo_fields *fields, const geo_record *record, size_t column,
                       double *out)
{
    char room[64];
    const char *text = geo_fields_text(fields, record, column);
    *out = NAN;
    if (!text)
        return true;
    size_t length = strlen(text);
    if (length >= sizeof room)
        return false;
    memcpy(room, text, length + 1);
    char *comma = strchr(room, ',');
    if (comma && !strchr(room, '.'))
        *comma = '.';
    return geo_parse_double(NULL, room, out) == GEO_OK;
}

bool geo_fields_yes_no(const char *text, bool *out)
{
    static const struct {
        const char *word;
        bool says;
    } words[] = {{"1", true},    {"ja", true},     {"j", true},       {"true", true},
                 {"waar", true}, {"yes", true},    {"0", false},      {"nee", false},
                 {"n", false},   {"false", false}, {"onwaar", false}, {"no", false}};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcasecmp(text, words[i].word) == 0) {
            *out = words[i].says;
            return true;
        }
    return false;
}

geo_status geo_fields_check_met(geo_ctx *ctx, const geo_fields *fields)
{
    for (size_t i = 0; fields->opened && i < fields->count; i++)
        for (size_t m = 0; m < fields->maps[i]; m++)
            if (!fields->met[fields->starts[i] + m])
                return geo_fail(ctx, GEO_ERR_ARG, "--map: there is no field '%s' in what was read",
                                fields->names.items[fields->starts[i] + m]);
    return GEO_OK;
}

static void hint_columns(geo_ctx *ctx, const char *const *known)
{
    geo_text list = GEO_TEXT_INIT;
    for (; *known; known++)
        geo_text_addf(&list, "%s%s", list.length ? ", " : "", *known);
    geo_hint(ctx, "the columns are: %s", geo_text_string(&list));
    geo_text_release(&list);
}

geo_status geo_fields_check_maps(geo_ctx *ctx, const geo_import *import, const char *const *known)
{
    for (size_t i = 0; i < import->map_count; i++)
        if (!geo_text_listed(known, import->maps[i].column)) {
            (void)geo_fail(ctx, GEO_ERR_ARG, "--map: there is no column '%s' to fill",
                           import->maps[i].column);
            hint_columns(ctx, known);
            return GEO_ERR_ARG;
        }
    return GEO_OK;
}
