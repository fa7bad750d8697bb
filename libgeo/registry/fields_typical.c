/* A file of addresses must not become trees: an id and a status are in every register, so that some
 * other field has to tell what it is of. A town's own names tell it where no other layer has them,
 * or where all columns of the layer are there. */
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "registry/fields.h"
#include "registry/theme.h"

/* Does the user say what fills a column, besides the id? */
static bool is_mapped(const geo_fields *f)
{
    for (size_t i = 1; i < f->count; i++)
        if (f->maps[i])
            return true;
    return false;
}

static bool has_column(const geo_records *records, const char *field)
{
    for (size_t i = 0; i < geo_records_column_count(records); i++)
        if (strcasecmp(geo_records_column(records, i), field) == 0)
            return true;
    return false;
}

typedef struct typical {
    const geo_table *table;
    const char *source;
    size_t in_source, in_column, in_field, in_typical; /* columns of the table */
} typical;

static bool is_typical(const typical *t, size_t row)
{
    return strcmp(geo_table_cell(t->table, row, t->in_source), t->source) == 0 &&
           *geo_table_cell(t->table, row, t->in_typical) == '1';
}

static bool has_typical(const typical *t, const geo_records *records)
{
    for (size_t row = 0; row < geo_table_rows(t->table); row++)
        if (is_typical(t, row) && has_column(records, geo_table_cell(t->table, row, t->in_field)))
            return true;
    return false;
}

static bool is_of_one_layer(const char *name)
{
    int layers = 0;
    for (int theme = 0; theme < GEO_THEMES; theme++)
        for (size_t i = 0; i < geo_theme_column_count((geo_theme)theme); i++)
            layers += strcmp(geo_theme_layer_of((geo_theme)theme)->columns[i].name, name) == 0;
    return layers == 1;
}

/* Is there a column of the town under its own name, of the kind whose other names are typical? */
static bool has_own(const typical *t, const geo_records *records)
{
    for (size_t row = 0; row < geo_table_rows(t->table); row++) {
        const char *own = geo_table_cell(t->table, row, t->in_column);
        if (is_typical(t, row) && is_of_one_layer(own) && has_column(records, own))
            return true;
    }
    return false;
}

static bool has_all(const geo_fields *f, const geo_field_names *columns, const geo_records *records)
{
    size_t i = 0;
    while (i < f->count && has_column(records, columns[i].column))
        i++;
    return i == f->count;
}

static void hint_map(geo_ctx *ctx, size_t count, const geo_field_names *table,
                     const geo_records *records)
{
    geo_text columns = GEO_TEXT_INIT, fields = GEO_TEXT_INIT;
    for (size_t i = 1; i < count; i++)
        geo_text_addf(&columns, "%s%s", i > 1 ? ", " : "", table[i].column);
    for (size_t i = 0; i < geo_records_column_count(records); i++)
        geo_text_addf(&fields, "%s%s", i ? ", " : "", geo_records_column(records, i));
    geo_hint(ctx,
             "if it is one, say which field fills which column: --map COLUMN=FIELD (columns: "
             "%s; its fields: %s)",
             geo_text_string(&columns), geo_text_string(&fields));
    geo_text_release(&columns);
    geo_text_release(&fields);
}

/* Places that were measured, with a number and nothing else, may be anything that the user says. */
static bool has_id_only(const geo_fields *f, const geo_records *records)
{
    bool only = true;
    for (size_t i = 0; only && i < geo_records_column_count(records); i++) {
        size_t n = f->starts[0], end = f->starts[1];
        while (n < end && strcasecmp(f->names.items[n], geo_records_column(records, i)) != 0)
            n++;
        only = n < end;
    }
    return only;
}

geo_status geo_fields_check_typical(geo_ctx *ctx, const geo_fields *fields,
                                    const geo_field_names *columns, const geo_table *table,
                                    const char *source, const geo_records *records)
{
    typical t = {.table = table, .source = source};
    geo_status status = geo_table_column(ctx, table, "source", &t.in_source);
    if (!status)
        status = geo_table_column(ctx, table, "column", &t.in_column);
    if (!status)
        status = geo_table_column(ctx, table, "field", &t.in_field);
    if (!status)
        status = geo_table_column(ctx, table, "typical", &t.in_typical);
    if (status || has_id_only(fields, records) || is_mapped(fields) || has_typical(&t, records) ||
        has_own(&t, records) || has_all(fields, columns, records))
        return status;
    status = geo_fail(ctx, GEO_ERR_FORMAT,
                      "'%s' has no field that tells that it is a register for source %s",
                      geo_records_name(records), source);
    hint_map(ctx, fields->count, columns, records);
    return status;
}
