/* Text made safe for JSON, CSV and XML: whatever goes in, the right reader gets it back. */
#include <json-c/json.h>

#include "base/table.h"
#include "base/text.h"
#include "fuzz.h"

static void check_json(const char *bytes, size_t size)
{
    geo_text text = GEO_TEXT_INIT;
    geo_text_add_json(&text, bytes, size);
    FUZZ_CHECK(geo_utf8_valid(text.data, text.length));
    struct json_tokener *tokener = json_tokener_new();
    json_tokener_set_flags(tokener, JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
    struct json_object *value = json_tokener_parse_ex(tokener, text.data, (int)text.length + 1);
    FUZZ_CHECK(json_object_is_type(value, json_type_string));
    if (geo_utf8_valid(bytes, size))
        FUZZ_CHECK((size_t)json_object_get_string_len(value) == size &&
                   !memcmp(json_object_get_string(value), bytes, size));
    json_object_put(value);
    json_tokener_free(tokener);
    geo_text_release(&text);
}

/* A table of one cell; an apostrophe may stand before text that a spreadsheet would run. Our own
 * tables hold neither NUL bytes nor carriage returns that are no line ends. */
static void check_csv(geo_ctx *ctx, const char *bytes, size_t size)
{
    geo_text text = GEO_TEXT_INIT;
    geo_table *table = NULL;
    if (!size || !geo_utf8_valid(bytes, size) || memchr(bytes, 0, size) ||
        memchr(bytes, '\r', size))
        return;
    geo_text_add(&text, "first,second\nx,");
    size_t before = text.length;
    geo_text_add_csv(&text, bytes, size);
    bool run = strchr("=@\t", text.data[before + (text.data[before] == '"')]) != NULL;
    FUZZ_CHECK(!run);
    geo_text_add_char(&text, '\n');
    FUZZ_CHECK(geo_table_parse(ctx, "csv", text.data, text.length, &table) == GEO_OK);
    FUZZ_CHECK(geo_table_rows(table) == 1);
    const char *cell = geo_table_cell(table, 0, 1);
    if (strlen(cell) == size + 1 && *cell == '\'')
        cell++;
    FUZZ_CHECK(strlen(cell) == size && !memcmp(cell, bytes, size));
    geo_table_free(table);
    geo_text_release(&text);
}

static void check_xml(const char *string)
{
    geo_text text = GEO_TEXT_INIT;
    geo_text_add_xml(&text, string);
    const char *out = geo_text_string(&text);
    FUZZ_CHECK(geo_utf8_valid(out, text.length));
    FUZZ_CHECK(!strpbrk(out, "<>\"'\n\r\t"));
    for (const char *amp = strchr(out, '&'); amp; amp = strchr(amp + 1, '&'))
        FUZZ_CHECK(strchr(amp, ';') && strchr(amp, ';') - amp <= 5);
    geo_text_release(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    geo_ctx *ctx = fuzz_ctx();
    char *string = fuzz_string(data, size), *half = fuzz_string(data, size / 2);
    check_json((const char *)data, size);
    check_csv(ctx, (const char *)data, size);
    check_xml(string);
    size_t there = geo_text_distance(string, half);
    FUZZ_CHECK(there == geo_text_distance(half, string));
    bool is_compared = strlen(string) <= 256; /* beyond that every byte counts as different */
    FUZZ_CHECK(!is_compared || (there == 0) == (strcmp(string, half) == 0));
    free(string);
    free(half);
    return 0;
}
