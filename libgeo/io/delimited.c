/* The reading place moves through `text`, which is topped up by the decoder; a row's cells are
 * copied, without their quotes, to `row`, one after the other, each ended with NUL. */
#include "io/delimited.h"

#include <inttypes.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/vec.h"

struct geo_delimited {
    geo_decoder *decoder;
    char *name;
    geo_text text;        /* decoded */
    size_t at;            /* in text */
    bool ended;           /* nothing comes after text */
    char separator, told; /* told: by a first line "sep=;"; '\0': not */
    uint64_t line;        /* of `at` */
    uint64_t begun;       /* line of the row given last */
    geo_text row;
    GEO_VEC(size_t) offsets; /* of the cells, in row */
    GEO_VEC(const char *) cells;
    char **headings;
    size_t columns; /* 0: the header is being read */
};

static geo_status fail_at(geo_ctx *ctx, const geo_delimited *t, uint64_t line, const char *what)
{
    return geo_fail(ctx, GEO_ERR_FORMAT, "%s:%" PRIu64 ": %s", t->name, line, what);
}

/* More text; what was read is let go. */
static geo_status top_up(geo_ctx *ctx, geo_delimited *t)
{
    size_t left = t->text.length - t->at;
    if (left)
        memmove(t->text.data, t->text.data + t->at, left);
    t->text.length = left;
    t->at = 0;
    geo_status status = geo_decoder_next(ctx, t->decoder, t->line, &t->text);
    t->ended = status == GEO_END;
    return status == GEO_END ? GEO_OK : status;
}

/* The next byte without passing it; '\0' with *end at the end of the file. */
static inline geo_status peek(geo_ctx *ctx, geo_delimited *t, char *out, bool *end)
{
    *end = false;
    while (t->at == t->text.length && !t->ended) {
        geo_status status = top_up(ctx, t);
        if (status)
            return status;
    }
    if (t->at < t->text.length) {
        *out = t->text.data[t->at];
        return *out ? GEO_OK : fail_at(ctx, t, t->line, "there is a NUL byte");
    }
    *end = true;
    *out = '\0';
    return GEO_OK;
}

static geo_status add(geo_ctx *ctx, geo_delimited *t, const char *bytes, size_t length)
{
    if (t->row.length + length > GEO_DELIMITED_LONGEST)
        return fail_at(ctx, t, t->begun, "the row is longer than 1 MiB (is a quote left open?)");
    geo_text_add_bytes(&t->row, bytes, length);
    return t->row.failed ? geo_fail_nomem(ctx) : GEO_OK;
}

/* Copies what stands before the first byte of `stops`, as far as the text in memory goes. */
static geo_status copy_until(geo_ctx *ctx, geo_delimited *t, const char *stops)
{
    const char *from = t->text.data + t->at;
    size_t left = t->text.length - t->at, length = 0;
    while (length < left && !memchr(stops, from[length], 6))
        length++;
    t->at += length;
    return add(ctx, t, from, length);
}

/* The inside of a quoted cell; its opening quote is passed. */
static geo_status read_quoted(geo_ctx *ctx, geo_delimited *t)
{
    static const char stops[6] = {'"', '\n', '\0', '"', '"', '"'};
    uint64_t opened = t->line;
    for (;;) {
        char c;
        bool end;
        geo_status status = peek(ctx, t, &c, &end);
        if (!status && end)
            status = fail_at(ctx, t, opened, "the quote is never closed");
        if (!status && c != '"' && c != '\n')
            status = copy_until(ctx, t, stops);
        if (status)
            return status;
        if (c != '"' && c != '\n')
            continue;
        t->at++;
        t->line += c == '\n';
        if (c == '"') {
            status = peek(ctx, t, &c, &end);
            if (status || end || c != '"')
                return status;
            t->at++;
        }
        status = add(ctx, t, &c, 1);
        if (status)
            return status;
    }
}

static geo_status read_plain(geo_ctx *ctx, geo_delimited *t)
{
    const char stops[6] = {t->separator, '\n', '\r', '"', '\0', '\n'};
    for (;;) {
        char c;
        bool end;
        geo_status status = peek(ctx, t, &c, &end);
        if (status || end || c == t->separator || c == '\n' || c == '\r')
            return status;
        if (c == '"')
            return fail_at(ctx, t, t->line, "a quote stands inside a cell that is not quoted");
        status = copy_until(ctx, t, stops);
        if (status)
            return status;
    }
}

/* Passes what stands behind a cell: a separator, or the end of the line (*last). */
static geo_status pass_end(geo_ctx *ctx, geo_delimited *t, bool quoted, bool *last)
{
    char c;
    bool end, is_return = false;
    geo_status status = peek(ctx, t, &c, &end);
    if (!status && c == '\r') {
        is_return = true;
        t->at++;
        status = peek(ctx, t, &c, &end);
        if (!status && !end && c != '\n')
            status = fail_at(ctx, t, t->line, "a carriage return stands inside the line");
    }
    if (status)
        return status;
    *last = end || c == '\n';
    if (!*last && (is_return || c != t->separator))
        return fail_at(ctx, t, t->line,
                       quoted ? "text follows a closing quote" : "the line cannot be read");
    t->at += !end;
    t->line += !end && c == '\n';
    return GEO_OK;
}

static geo_status read_cell(geo_ctx *ctx, geo_delimited *t, bool *last)
{
    char c;
    bool end;
    geo_status status = peek(ctx, t, &c, &end);
    bool quoted = !status && !end && c == '"';
    if (!status && !geo_vec_push(&t->offsets, t->row.length))
        status = geo_fail_nomem(ctx);
    if (!status && quoted) {
        t->at++;
        status = read_quoted(ctx, t);
    } else if (!status) {
        status = read_plain(ctx, t);
    }
    if (!status)
        status = pass_end(ctx, t, quoted, last);
    return status ? status : add(ctx, t, "", 1);
}

static geo_status check_width(geo_ctx *ctx, const geo_delimited *t)
{
    if (t->offsets.count > GEO_DELIMITED_COLUMNS)
        return geo_fail(ctx, GEO_ERR_LIMIT, "%s:%" PRIu64 ": more than %d cells", t->name, t->begun,
                        GEO_DELIMITED_COLUMNS);
    if (t->columns && t->offsets.count != t->columns)
        return geo_fail(ctx, GEO_ERR_FORMAT, "%s:%" PRIu64 ": %zu cells where the header has %zu",
                        t->name, t->begun, t->offsets.count, t->columns);
    return GEO_OK;
}

static geo_status point_at_cells(geo_ctx *ctx, geo_delimited *t)
{
    t->cells.count = 0;
    if (!geo_vec_room(&t->cells, t->offsets.count))
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < t->offsets.count; i++)
        t->cells.items[t->cells.count++] = t->row.data + t->offsets.items[i];
    return GEO_OK;
}

static geo_status read_row(geo_ctx *ctx, geo_delimited *t)
{
    geo_text_reset(&t->row);
    t->offsets.count = 0;
    t->begun = t->line;
    for (bool last = false; !last;) {
        geo_status status = read_cell(ctx, t, &last);
        if (status)
            return status;
        if (t->offsets.count > GEO_DELIMITED_COLUMNS)
            break;
    }
    geo_status status = check_width(ctx, t);
    return status ? status : point_at_cells(ctx, t);
}

/* Passes empty lines; *any: there was one. GEO_END at the end of the file. */
static geo_status pass_empty(geo_ctx *ctx, geo_delimited *t, bool *any)
{
    *any = false;
    for (;;) {
        char c;
        bool end;
        geo_status status = peek(ctx, t, &c, &end);
        if (!status && !end && c == '\r' && t->at + 1 == t->text.length && !t->ended) {
            status = top_up(ctx, t); /* is it a line of CR LF alone? */
            if (!status)
                continue;
        }
        if (status || end)
            return status ? status : GEO_END;
        bool pair = c == '\r' && t->at + 1 < t->text.length && t->text.data[t->at + 1] == '\n';
        size_t length = c == '\n' ? 1 : pair ? 2 : 0;
        if (!length)
            return GEO_OK;
        t->at += length;
        t->line++;
        *any = true;
    }
}

/* The whole header in memory, with how often each candidate stands in it. */
static geo_status count_candidates(geo_ctx *ctx, geo_delimited *t, const char *candidates,
                                   size_t *counts)
{
    bool quoted = false;
    for (size_t i = 0;; i++) {
        while (i >= t->text.length && !t->ended) {
            geo_status status = top_up(ctx, t);
            if (status)
                return status;
        }
        if (i >= t->text.length || (t->text.data[i] == '\n' && !quoted))
            return GEO_OK;
        if (i > GEO_DELIMITED_LONGEST)
            return fail_at(ctx, t, 1, "the row is longer than 1 MiB (is a quote left open?)");
        quoted ^= t->text.data[i] == '"';
        const char *found = t->text.data[i] ? strchr(candidates, t->text.data[i]) : NULL;
        if (found && !quoted)
            counts[found - candidates]++;
    }
}

/* "sep=;" alone on the first line, which is how Excel is told the separator. */
static void pass_sep(geo_delimited *t)
{
    const char *at = t->text.data + t->at;
    size_t left = t->text.length - t->at, length = 5;
    if (left < 6 || strncasecmp(at, "sep=", 4) != 0 || !at[4] || !strchr(",;\t|", at[4]))
        return;
    length += at[length] == '\r';
    if (length >= left || at[length] != '\n')
        return;
    t->at += length + 1;
    t->line++;
    t->told = at[4];
}

static geo_status settle_separator(geo_ctx *ctx, geo_delimited *t)
{
    static const char candidates[] = ",;\t|";
    size_t counts[sizeof candidates] = {0}, best = 0, equal = 0;
    geo_status status = count_candidates(ctx, t, candidates, counts);
    if (status)
        return status;
    for (size_t i = 1; i < sizeof candidates - 1; i++)
        if (counts[i] > counts[best])
            best = i;
    for (size_t i = 0; i < sizeof candidates - 1; i++)
        equal += counts[i] == counts[best];
    if (!counts[best])
        return fail_at(ctx, t, 1, "the header has no , ; tab or | between its columns");
    if (equal > 1)
        return fail_at(ctx, t, 1, "the header does not show which of , ; tab and | parts columns");
    t->separator = candidates[best];
    return GEO_OK;
}

/* Without the blanks around it. */
static char *trimmed(const char *text)
{
    text += strspn(text, " \t");
    size_t length = strlen(text);
    while (length && strchr(" \t", text[length - 1]))
        length--;
    return geo_strndup(text, length);
}

static geo_status read_header(geo_ctx *ctx, geo_delimited *t)
{
    char c;
    bool end;
    geo_status status = peek(ctx, t, &c, &end);
    if (!status && end)
        return geo_fail(ctx, GEO_ERR_FORMAT, "'%s' is empty", t->name);
    if (!status)
        pass_sep(t);
    t->separator = t->told;
    if (!status && !t->told)
        status = settle_separator(ctx, t);
    if (!status)
        status = read_row(ctx, t);
    if (!status && t->cells.count < 2)
        status = fail_at(ctx, t, t->begun, "the separator that line 1 names is not in the header");
    if (status)
        return status;
    t->headings = geo_calloc(t->cells.count, sizeof *t->headings);
    if (!t->headings)
        return geo_fail_nomem(ctx);
    t->columns = t->cells.count;
    for (size_t i = 0; i < t->columns; i++)
        if (!(t->headings[i] = trimmed(t->cells.items[i])))
            return geo_fail_nomem(ctx);
    return GEO_OK;
}

geo_status geo_delimited_new(geo_ctx *ctx, FILE *file, const char *name, const char *encoding,
                             geo_delimited **out)
{
    geo_delimited *t = geo_calloc(1, sizeof *t);
    if (!t) {
        fclose(file);
        return geo_fail_nomem(ctx);
    }
    t->line = 1;
    geo_status status = geo_decoder_new(ctx, file, name, encoding, &t->decoder);
    if (!status && !(t->name = geo_strdup(name)))
        status = geo_fail_nomem(ctx);
    if (!status)
        status = read_header(ctx, t);
    if (status)
        geo_delimited_free(t);
    else
        *out = t;
    return status;
}

void geo_delimited_free(geo_delimited *table)
{
    if (!table)
        return;
    for (size_t i = 0; i < table->columns; i++)
        geo_free(table->headings[i]);
    geo_free(table->headings);
    geo_free(table->offsets.items);
    geo_free(table->cells.items);
    geo_text_release(&table->row);
    geo_text_release(&table->text);
    geo_free(table->name);
    geo_decoder_free(table->decoder);
    geo_free(table);
}

size_t geo_delimited_columns(const geo_delimited *table)
{
    return table->columns;
}

const char *geo_delimited_heading(const geo_delimited *table, size_t column)
{
    return table->headings[column];
}

geo_status geo_delimited_next(geo_ctx *ctx, geo_delimited *table, const char *const **cells)
{
    bool gap;
    uint64_t line = table->line;
    geo_status status = pass_empty(ctx, table, &gap);
    if (!status && gap)
        status = fail_at(ctx, table, line, "the line is empty");
    if (!status)
        status = read_row(ctx, table);
    if (!status)
        *cells = table->cells.items;
    return status;
}

uint64_t geo_delimited_line(const geo_delimited *table)
{
    return table->begun;
}
