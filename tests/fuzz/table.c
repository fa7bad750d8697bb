/* CSV tables. What was read is written again, read again, and must be the same. */
#include "base/table.h"
#include "base/text.h"
#include "fuzz.h"

static void add_quoted(geo_text *text, const char *cell, bool last)
{
    geo_text_add_char(text, '"');
    for (; *cell; cell++) {
        if (*cell == '"')
            geo_text_add_char(text, '"');
        geo_text_add_char(text, *cell);
    }
    geo_text_add(text, last ? "\"\n" : "\",");
}

static void check_same(const geo_table *a, const geo_table *b)
{
    FUZZ_CHECK(geo_table_rows(a) == geo_table_rows(b));
    FUZZ_CHECK(geo_table_columns(a) == geo_table_columns(b));
    for (size_t column = 0; column < geo_table_columns(a); column++) {
        FUZZ_CHECK(!strcmp(geo_table_heading(a, column), geo_table_heading(b, column)));
        for (size_t row = 0; row < geo_table_rows(a); row++)
            FUZZ_CHECK(!strcmp(geo_table_cell(a, row, column), geo_table_cell(b, row, column)));
    }
}

static void check_again(geo_ctx *ctx, const geo_table *table)
{
    geo_text text = GEO_TEXT_INIT;
    geo_table *again = NULL;
    size_t columns = geo_table_columns(table);
    for (size_t column = 0; column < columns; column++)
        add_quoted(&text, geo_table_heading(table, column), column + 1 == columns);
    for (size_t row = 0; row < geo_table_rows(table); row++)
        for (size_t column = 0; column < columns; column++)
            add_quoted(&text, geo_table_cell(table, row, column), column + 1 == columns);
    FUZZ_CHECK(geo_table_parse(ctx, "again", text.data, text.length, &again) == GEO_OK);
    check_same(table, again);
    geo_table_free(again);
    geo_text_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    geo_ctx *ctx = fuzz_ctx();
    geo_table *table = NULL;
    size_t found;
    double number;
    if (fuzz_said(ctx, geo_table_parse(ctx, "fuzz", (const char *)data, size, &table)) != GEO_OK)
        return 0;
    check_again(ctx, table);
    for (size_t column = 0; column < geo_table_columns(table); column++) {
        FUZZ_CHECK(geo_table_column(ctx, table, geo_table_heading(table, column), &found) ==
                       GEO_OK &&
                   found == column);
        if (geo_table_rows(table))
            (void)fuzz_said(ctx, geo_table_double(ctx, table, 0, column, &number));
    }
    geo_table_free(table);
    return 0;
}
