/* Values of columns: the properties of a row are repeated (u16 column, value), little-endian. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/text.h"
#include "io/row_shape.h"
#include "io/row_take.h"

const uint8_t GEO_FIELD_SIZES[GEO_FIELD_BINARY + 1] = {1, 1, 1, 2, 2, 4, 4, 8, 8, 4, 8, 0, 0, 0, 0};

geo_value geo_value_null(geo_field_type type)
{
    return (geo_value){.type = type, .is_null = true};
}

geo_value geo_value_int(int64_t value)
{
    return (geo_value){.type = GEO_FIELD_LONG, .as.integer = value};
}

geo_value geo_value_int32(int32_t value)
{
    return (geo_value){.type = GEO_FIELD_INT, .as.integer = value};
}

geo_value geo_value_double(double value)
{
    return (geo_value){.type = GEO_FIELD_DOUBLE, .is_null = !isfinite(value), .as.number = value};
}

geo_value geo_value_text(const char *text)
{
    geo_value value = {.type = GEO_FIELD_STRING, .is_null = !text};
    if (text) {
        value.as.string.text = text;
        value.as.string.length = (uint32_t)strlen(text);
    }
    return value;
}

geo_value geo_value_nonempty(const char *text)
{
    return geo_value_text(text && *text ? text : NULL);
}

geo_value geo_value_whole(double value)
{
    return isnan(value) ? geo_value_null(GEO_FIELD_LONG) : geo_value_int((int64_t)value);
}

static int64_t read_integer(geo_field_type type, const uint8_t *at)
{
    uint64_t bits = 0;
    memcpy(&bits, at, GEO_FIELD_SIZES[type]);
    switch (type) {
    case GEO_FIELD_BYTE:
        return (int8_t)bits;
    case GEO_FIELD_SHORT:
        return (int16_t)bits;
    case GEO_FIELD_INT:
        return (int32_t)bits;
    default:
        return (int64_t)bits;
    }
}

static void read_value(geo_field_type type, const uint8_t *at, uint32_t length, geo_value *out)
{
    float single;
    *out = (geo_value){.type = type};
    switch (type) {
    case GEO_FIELD_ULONG:
        out->as.natural = geo_flat_u64(at);
        break;
    case GEO_FIELD_FLOAT:
        memcpy(&single, at, sizeof single);
        out->as.number = (double)single;
        break;
    case GEO_FIELD_DOUBLE:
        out->as.number = geo_flat_double(at);
        break;
    case GEO_FIELD_STRING:
    case GEO_FIELD_JSON:
    case GEO_FIELD_DATETIME:
    case GEO_FIELD_BINARY:
        out->as.string.text = (const char *)at;
        out->as.string.length = length;
        break;
    default:
        out->as.integer = read_integer(type, at);
    }
}

static void take_value(const geo_schema *schema, const geo_row_property *property,
                       const size_t *columns, size_t count, geo_value *out)
{
    geo_field_type type = schema->fields[property->column].type;
    if (!columns) {
        if (property->column < count)
            read_value(type, property->value, property->length, &out[property->column]);
        return;
    }
    for (size_t i = 0; i < count; i++)
        if (columns[i] == property->column)
            read_value(type, property->value, property->length, &out[i]);
}

geo_status geo_row_values(geo_ctx *ctx, const geo_schema *schema, geo_row row,
                          const size_t *columns, size_t count, geo_value *out)
{
    geo_flat flat = {row.bytes, row.size};
    geo_flat_table root;
    geo_flat_vector properties;
    for (size_t i = 0; i < count; i++) {
        size_t column = columns ? columns[i] : i;
        out[i] = geo_value_null(column < schema->field_count ? schema->fields[column].type
                                                             : GEO_FIELD_STRING);
    }
    if (!geo_flat_root(flat, &root) || !geo_flat_vector_of(flat, &root, 1, 1, &properties))
        return geo_fail(ctx, GEO_ERR_FORMAT, "the feature is damaged");
    const uint8_t *at = row.bytes + properties.at, *end = at + properties.count;
    geo_row_property property;
    while (at < end) {
        if (!geo_row_next_property(schema, &at, end, &property))
            return geo_fail(ctx, GEO_ERR_FORMAT, "the feature's columns are damaged");
        take_value(schema, &property, columns, count, out);
    }
    return GEO_OK;
}

double geo_value_as_double(const geo_value *value)
{
    if (value->is_null || GEO_FIELD_SIZES[value->type] == 0)
        return NAN;
    if (value->type == GEO_FIELD_FLOAT || value->type == GEO_FIELD_DOUBLE)
        return value->as.number;
    return value->type == GEO_FIELD_ULONG ? (double)value->as.natural : (double)value->as.integer;
}

/* The shortest decimal that reads back as the same float. */
static void add_single(geo_text *text, float value)
{
    char digits[32];
    if (!isfinite(value))
        return;
    for (int precision = 6; precision <= 9; precision++) {
        snprintf(digits, sizeof digits, "%.*g", precision, (double)value);
        if (strtof(digits, NULL) == value)
            break;
    }
    geo_text_add(text, digits);
}

void geo_value_add_text(const geo_value *value, geo_text *text)
{
    switch (value->type) {
    case GEO_FIELD_STRING:
    case GEO_FIELD_JSON:
    case GEO_FIELD_DATETIME:
        geo_text_add_bytes(text, value->as.string.text, value->as.string.length);
        break;
    case GEO_FIELD_BINARY:
        for (uint32_t i = 0; i < value->as.string.length; i++)
            geo_text_addf(text, "%02x", (unsigned char)value->as.string.text[i]);
        break;
    case GEO_FIELD_FLOAT:
        add_single(text, (float)value->as.number);
        break;
    case GEO_FIELD_DOUBLE:
        if (isfinite(value->as.number))
            geo_text_add_double(text, value->as.number);
        break;
    case GEO_FIELD_ULONG:
        geo_text_addf(text, "%llu", (unsigned long long)value->as.natural);
        break;
    case GEO_FIELD_BOOL:
        geo_text_add(text, value->as.integer ? "true" : "false");
        break;
    default:
        geo_text_add_int(text, value->as.integer);
    }
}

const char *geo_value_as_text(geo_ctx *ctx, const geo_value *value, geo_arena *arena)
{
    if (value->is_null)
        return NULL;
    geo_text text = GEO_TEXT_INIT;
    geo_value_add_text(value, &text);
    char *copy = text.failed ? NULL : geo_arena_strndup(arena, geo_text_string(&text), text.length);
    geo_text_release(&text);
    if (!copy)
        (void)!geo_fail_nomem(ctx);
    return copy;
}

static size_t stored_size(const geo_value *value)
{
    size_t size = GEO_FIELD_SIZES[value->type];
    if (value->is_null)
        return 0;
    return 2 + (size ? size : 4 + (size_t)value->as.string.length);
}

static uint8_t *store(uint8_t *to, size_t column, const geo_value *value)
{
    uint16_t key = (uint16_t)column;
    uint32_t size = GEO_FIELD_SIZES[value->type], length = value->as.string.length;
    float single;
    const void *from = &value->as; /* little-endian: the low bytes come first */
    if (value->is_null)
        return to;
    memcpy(to, &key, sizeof key);
    to += sizeof key;
    if (size == 0) {
        memcpy(to, &length, sizeof length);
        to += sizeof length;
        size = length;
        from = value->as.string.text;
    } else if (value->type == GEO_FIELD_FLOAT) {
        single = (float)value->as.number;
        from = &single;
    }
    if (size)
        memcpy(to, from, size);
    return to + size;
}

bool geo_row_out_values(geo_row_out *out, size_t first_column, const geo_value *values,
                        size_t count)
{
    size_t total = 0;
    for (size_t i = 0; i < count; i++)
        total += stored_size(&values[i]);
    if (!geo_row_out_room(out, total))
        return false;
    uint8_t *to = out->buffer->items + out->buffer->count;
    for (size_t i = 0; i < count; i++)
        to = store(to, first_column + i, &values[i]);
    out->buffer->count += total;
    return true;
}

geo_status geo_value_read_text(geo_ctx *ctx, const geo_value *value, geo_arena *arena,
                               const char **out)
{
    *out = geo_value_as_text(ctx, value, arena);
    return *out || value->is_null ? GEO_OK : GEO_ERR_NOMEM; /* told already */
}
