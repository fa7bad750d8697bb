/* CSV read whole into one text and an array of offsets into it.
 * Invariant: every row has as many cells as the header, every cell is NUL-terminated inside `text`,
 * and cell (row, column) is cells[(row + 1) * columns + column]: row -1 is the header. */
#include "base/table.h"

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/parse.h"
#include "base/text.h"
#include "base/vec.h"

enum { LARGEST_FILE = 16 << 20 };

struct geo_table {
    char *name;
    char *text;
    GEO_VEC(uint32_t) cells; /* offsets into text */
    GEO_VEC(uint32_t) lines; /* where each row began, the header being the first */
    size_t columns;
};

void geo_table_free(geo_table *table)
{
    if (!table)
        return;
    geo_free(table->name);
    geo_free(table->text);
    geo_free(table->cells.items);
    geo_free(table->lines.items);
    geo_free(table);
}

/* Reads `from` and writes unquoted cells to `to`, both in the table's text: a cell never grows, so
 * the writing place stays behind the reading place. */
typedef struct reader {
    geo_ctx *ctx;
    geo_table *table;
    char *from, *to, *end; /* *end is NUL */
    uint32_t line;
} reader;

static geo_status fail_at(const reader *in, uint32_t line, const char *what)
{
    return geo_fail(in->ctx, GEO_ERR_FORMAT, "%s:%u: %s", in->table->name, line, what);
}

/* Copies the inside of a quoted cell, its opening quote being read already. */
static geo_status read_quoted(reader *in)
{
    uint32_t opened = in->line;
    for (;;) {
        if (in->from == in->end)
            return fail_at(in, opened, "the quote is never closed");
        if (*in->from == '"' && *++in->from != '"')
            break;
        in->line += *in->from == '\n';
        *in->to++ = *in->from++;
    }
    if (in->from < in->end && *in->from != ',' && *in->from != '\n' && *in->from != '\r')
        return fail_at(in, in->line, "text follows a closing quote");
    return GEO_OK;
}

static geo_status read_plain(reader *in)
{
    while (in->from < in->end && *in->from != ',' && *in->from != '\n') {
        if (*in->from == '"')
            return fail_at(in, in->line, "a quote stands inside an unquoted cell");
        if (*in->from == '\r' && in->from[1] == '\n')
            break;
        *in->to++ = *in->from++;
    }
    return GEO_OK;
}

/* Passes the end of a line: LF, CR LF or the end of the text; false when it is none of these. */
static bool pass_line_end(reader *in)
{
    if (*in->from == '\r' && in->from[1] == '\n')
        in->from++;
    if (in->from == in->end)
        return true;
    if (*in->from != '\n')
        return false;
    in->from++;
    in->line++;
    return true;
}

/* Reads one cell; *last tells whether it ended its line. */
static geo_status read_cell(reader *in, bool *last)
{
    uint32_t offset = (uint32_t)(in->to - in->table->text);
    if (!geo_vec_push(&in->table->cells, offset))
        return geo_fail_nomem(in->ctx);
    bool quoted = *in->from == '"';
    in->from += quoted;
    geo_status status = quoted ? read_quoted(in) : read_plain(in);
    if (status != GEO_OK)
        return status;
    bool comma = *in->from == ',';
    if (comma)
        in->from++;
    else if (!pass_line_end(in))
        return fail_at(in, in->line, "text follows a closing quote");
    *in->to++ = '\0'; /* takes the place of the comma or line end just passed */
    *last = !comma;
    return GEO_OK;
}

static geo_status read_row(reader *in)
{
    geo_table *table = in->table;
    uint32_t line = in->line;
    size_t before = table->cells.count;
    if (!geo_vec_push(&table->lines, line))
        return geo_fail_nomem(in->ctx);
    for (bool last = false; !last;) {
        geo_status status = read_cell(in, &last);
        if (status != GEO_OK)
            return status;
    }
    size_t found = table->cells.count - before;
    if (table->columns == 0)
        table->columns = found;
    if (found != table->columns)
        return geo_fail(in->ctx, GEO_ERR_FORMAT, "%s:%u: %zu cells where the header has %zu",
                        table->name, line, found, table->columns);
    return GEO_OK;
}

/* Passes a comment or an empty line; false when neither is here. */
static bool skip_line(reader *in)
{
    if (*in->from == '#') {
        char *stop = memchr(in->from, '\n', (size_t)(in->end - in->from));
        in->from = stop ? stop : in->end;
        pass_line_end(in);
        return true;
    }
    bool empty = *in->from == '\n' || (*in->from == '\r' && in->from[1] == '\n');
    if (empty)
        pass_line_end(in);
    return empty;
}

static geo_status read_rows(reader *in)
{
    while (in->from < in->end) {
        if (skip_line(in))
            continue;
        geo_status status = read_row(in);
        if (status != GEO_OK)
            return status;
    }
    if (in->table->columns == 0)
        return geo_fail(in->ctx, GEO_ERR_FORMAT, "'%s' has no header row", in->table->name);
    return GEO_OK;
}

static geo_status check_headings(const reader *in)
{
    const geo_table *table = in->table;
    for (size_t i = 0; i < table->columns; i++) {
        const char *heading = geo_table_heading(table, i);
        if (!*heading)
            return geo_fail(in->ctx, GEO_ERR_FORMAT, "%s:%u: column %zu has no heading",
                            table->name, table->lines.items[0], i + 1);
        for (size_t j = 0; j < i; j++)
            if (strcmp(heading, geo_table_heading(table, j)) == 0)
                return geo_fail(in->ctx, GEO_ERR_FORMAT, "%s:%u: heading '%s' stands twice",
                                table->name, table->lines.items[0], heading);
    }
    return GEO_OK;
}

/* Line by line, so that the message can name the line: no character of UTF-8 contains a LF. */
static geo_status check_bytes(const reader *in)
{
    uint32_t line = 1;
    for (const char *at = in->from; at < in->end; line++) {
        const char *stop = memchr(at, '\n', (size_t)(in->end - at));
        size_t length = (size_t)((stop ? stop : in->end) - at);
        if (memchr(at, '\0', length))
            return fail_at(in, line, "a NUL byte");
        if (!geo_utf8_valid(at, length))
            return fail_at(in, line, "not UTF-8");
        at += length + (stop != NULL);
    }
    return GEO_OK;
}

/* Takes over `text`, whose byte at `length` is NUL. */
static geo_status parse_owned(geo_ctx *ctx, const char *name, char *text, size_t length,
                              geo_table **out)
{
    geo_status status;
    geo_table *table = geo_calloc(1, sizeof *table);
    if (!table) {
        geo_free(text);
        return geo_fail_nomem(ctx);
    }
    table->text = text;
    table->name = geo_strdup(name);
    if (!table->name) {
        status = geo_fail_nomem(ctx);
        goto out;
    }
    bool mark = length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0;
    reader in = {.ctx = ctx, .table = table, .from = text, .to = text, .end = text + length};
    in.from += mark ? 3 : 0;
    in.line = 1;
    status = check_bytes(&in);
    if (status == GEO_OK)
        status = read_rows(&in);
    if (status == GEO_OK)
        status = check_headings(&in);
out:
    if (status == GEO_OK)
        *out = table;
    else
        geo_table_free(table);
    return status;
}

static geo_status fail_too_large(geo_ctx *ctx, const char *name)
{
    return geo_fail(ctx, GEO_ERR_LIMIT, "'%s' is larger than 16 MiB", name);
}

geo_status geo_table_parse(geo_ctx *ctx, const char *name, const char *text, size_t length,
                           geo_table **out)
{
    if (length > LARGEST_FILE)
        return fail_too_large(ctx, name);
    char *copy = geo_alloc(length + 1, 1);
    if (!copy)
        return geo_fail_nomem(ctx);
    if (length)
        memcpy(copy, text, length);
    copy[length] = '\0';
    return parse_owned(ctx, name, copy, length, out);
}

/* Everything up to one byte more than is allowed, so that too much is noticed. */
static geo_status read_all(geo_ctx *ctx, const char *path, FILE *file, geo_text *bytes)
{
    char chunk[16384];
    size_t got;
    while (bytes->length <= LARGEST_FILE && (got = fread(chunk, 1, sizeof chunk, file)) > 0)
        geo_text_add_bytes(bytes, chunk, got);
    if (ferror(file))
        return geo_fail(ctx, GEO_ERR_IO, "cannot read '%s': %s", path, strerror(errno));
    if (bytes->failed)
        return geo_fail_nomem(ctx);
    return bytes->length > LARGEST_FILE ? fail_too_large(ctx, path) : GEO_OK;
}

geo_status geo_table_read(geo_ctx *ctx, const char *path, geo_table **out)
{
    FILE *file = fopen(path, "rb");
    if (!file && errno == ENOENT)
        return geo_fail(ctx, GEO_ERR_NOTFOUND, "cannot open '%s': no such file", path);
    if (!file)
        return geo_fail(ctx, GEO_ERR_IO, "cannot open '%s': %s", path, strerror(errno));
    geo_text bytes = GEO_TEXT_INIT;
    geo_status status = read_all(ctx, path, file, &bytes);
    fclose(file);
    if (status == GEO_OK)
        status = geo_table_parse(ctx, path, geo_text_string(&bytes), bytes.length, out);
    geo_text_release(&bytes);
    return status;
}

size_t geo_table_rows(const geo_table *table)
{
    return table->lines.count - 1;
}

size_t geo_table_columns(const geo_table *table)
{
    return table->columns;
}

const char *geo_table_heading(const geo_table *table, size_t column)
{
    return column < table->columns ? table->text + table->cells.items[column] : "";
}

geo_status geo_table_column(geo_ctx *ctx, const geo_table *table, const char *heading, size_t *out)
{
    for (size_t i = 0; i < table->columns; i++) {
        if (strcmp(heading, geo_table_heading(table, i)) == 0) {
            *out = i;
            return GEO_OK;
        }
    }
    /* as spreadsheets write them where a comma is the decimal sign */
    if (table->columns == 1 && strpbrk(geo_table_heading(table, 0), ";\t"))
        geo_hint(ctx, "its cells are not parted by commas: export it as CSV with commas, and "
                      "numbers with points");
    return geo_fail(ctx, GEO_ERR_NOTFOUND, "'%s' has no column '%s'", table->name, heading);
}

geo_status geo_table_find_columns(geo_ctx *ctx, const geo_table *table, const char *const *headings,
                                  size_t count, size_t *out)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        status = geo_table_column(ctx, table, headings[i], &out[i]);
    return status;
}

const char *geo_table_cell(const geo_table *table, size_t row, size_t column)
{
    if (row >= geo_table_rows(table) || column >= table->columns)
        return "";
    return table->text + table->cells.items[(row + 1) * table->columns + column];
}

size_t geo_table_line(const geo_table *table, size_t row)
{
    return table->lines.items[row < geo_table_rows(table) ? row + 1 : 0];
}

geo_status geo_table_find(const geo_table *table, size_t column, const char *value, size_t *out_row)
{
    if (column >= table->columns)
        return GEO_ERR_NOTFOUND;
    for (size_t row = 0; row < geo_table_rows(table); row++) {
        if (strcmp(geo_table_cell(table, row, column), value) == 0) {
            *out_row = row;
            return GEO_OK;
        }
    }
    return GEO_ERR_NOTFOUND;
}

geo_status geo_table_double(geo_ctx *ctx, const geo_table *table, size_t row, size_t column,
                            double *out)
{
    if (row >= geo_table_rows(table) || column >= table->columns)
        return geo_fail(ctx, GEO_ERR_FORMAT, "'%s' has no cell %zu, %zu", table->name, row, column);
    const char *cell = geo_table_cell(table, row, column);
    if (geo_parse_double(NULL, cell, out) == GEO_OK)
        return GEO_OK;
    return geo_fail(ctx, GEO_ERR_FORMAT, "%s:%u: column '%s': '%s' is not a number", table->name,
                    table->lines.items[row + 1], geo_table_heading(table, column), cell);
}
