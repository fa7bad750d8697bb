/* Tables of text of any size. The first byte chooses the encoding, the rest is the file. What was
 * read is written again with every cell in quotes, read again, and must be the same. */
#include "io/delimited.h"

#include "base/text.h"
#include "fuzz.h"

static geo_status open_bytes(geo_ctx *ctx, const void *bytes, size_t size, const char *encoding,
                             geo_delimited **out)
{
    FILE *file = size ? fmemopen((void *)(uintptr_t)bytes, size, "rb") : fopen("/dev/null", "rb");
    FUZZ_CHECK(file);
    return fuzz_said(ctx, geo_delimited_new(ctx, file, "fuzz", encoding, out));
}

static void add_quoted(geo_text *text, const char *cell, char end)
{
    geo_text_add_char(text, '"');
    for (; *cell; cell++) {
        if (*cell == '"')
            geo_text_add_char(text, '"');
        geo_text_add_char(text, *cell);
    }
    geo_text_add_char(text, '"');
    geo_text_add_char(text, end);
}

/* Reads on to the end; the table as text, NULL when it is refused. */
static bool write_again(geo_ctx *ctx, geo_delimited *table, geo_text *out)
{
    const char *const *cells;
    geo_status status;
    uint64_t line = 0;
    size_t columns = geo_delimited_columns(table);
    const char separator = ';'; /* whatever it was: cells in quotes hold any */
    FUZZ_CHECK(columns >= 2 && columns <= GEO_DELIMITED_COLUMNS);
    for (size_t i = 0; i < columns; i++)
        add_quoted(out, geo_delimited_heading(table, i), i + 1 < columns ? separator : '\n');
    while ((status = fuzz_said(ctx, geo_delimited_next(ctx, table, &cells))) == GEO_OK) {
        FUZZ_CHECK(geo_delimited_line(table) > line);
        line = geo_delimited_line(table);
        for (size_t i = 0; i < columns; i++) {
            FUZZ_CHECK(geo_utf8_valid(cells[i], strlen(cells[i])));
            add_quoted(out, cells[i], i + 1 < columns ? separator : '\n');
        }
    }
    return status == GEO_END;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const encodings[] = {NULL,         "UTF-8",  "UTF-16", "UTF-16LE",
                                            "ISO-8859-1", "CP1252", "CP850"};
    geo_ctx *ctx = fuzz_ctx();
    geo_delimited *table = NULL;
    geo_text once = GEO_TEXT_INIT, twice = GEO_TEXT_INIT;
    size_t choice = size ? data[0] % (sizeof encodings / sizeof *encodings) : 0;
    if (!size || open_bytes(ctx, data + 1, size - 1, encodings[choice], &table) != GEO_OK)
        return 0;
    bool whole = write_again(ctx, table, &once);
    geo_delimited_free(table);
    if (whole) {
        FUZZ_CHECK(open_bytes(ctx, once.data, once.length, "UTF-8", &table) == GEO_OK);
        FUZZ_CHECK(write_again(ctx, table, &twice));
        FUZZ_CHECK(once.length == twice.length && !memcmp(once.data, twice.data, once.length));
        geo_delimited_free(table);
    }
    geo_text_release(&once);
    geo_text_release(&twice);
    return 0;
}
