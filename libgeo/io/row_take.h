/* Taking rows in from any bytes, with what is known of a whole stream prepared once; for the files
 * of this floor. */
#ifndef GEO_IO_ROW_TAKE_H
#define GEO_IO_ROW_TAKE_H

#include "base/text.h"
#include "io/row.h"
#include "io/row_flat.h"

/* How every canonical point row of a stream begins: `fixed` bytes up to the properties' count, the
 * same for all but for the coordinates, which lie between the cuts. */
typedef struct geo_row_form {
    uint8_t bytes[152];
    uint32_t cuts[4][2]; /* from, to: bytes that must be equal */
    uint32_t cut_count;
    uint32_t xy;         /* position of x */
    uint32_t properties; /* position of the properties' count */
} geo_row_form;

typedef struct geo_row_rules {
    const geo_schema *schema;
    uint8_t type; /* the header's geometry type; 0: each row has its own */
    geo_row_form form;
} geo_row_rules;

geo_status geo_row_rules_init(geo_ctx *ctx, geo_row_rules *rules, const geo_schema *schema,
                              uint8_t type) GEO_MUST_USE;
/* True when the bytes are a canonical point row as they are. Cheap: a null filter's inner loop. */
bool geo_row_is_plain_point(const geo_row_rules *rules, const uint8_t *bytes, uint32_t size);
/* Checks any bytes (bounds, alignment, nesting <= 32, points <= 10^7, property sizes and types
 * against the schema) and appends the row to `buffer` in canonical form, 4-byte size prefix first.
 * Canonical input is copied as it is. Errors: FORMAT. *out_null_geom says whether the geometry is
 * null, empty or not finite. */
geo_status geo_row_take_by(geo_ctx *ctx, const geo_row_rules *rules, const uint8_t *bytes,
                           uint32_t size, geo_bytes *buffer, bool *out_null_geom) GEO_MUST_USE;

/* Bytes of a value of each geo_field_type; 0: a u32 length and that many bytes. */
extern const uint8_t GEO_FIELD_SIZES[GEO_FIELD_BINARY + 1];

typedef struct geo_row_property {
    uint32_t column, length;
    const uint8_t *value;
} geo_row_property;

/* Reads one property and steps on. False: damaged. Inline: it is the inner loop of all reading. */
static inline bool geo_row_next_property(const geo_schema *schema, const uint8_t **at,
                                         const uint8_t *end, geo_row_property *out)
{
    const uint8_t *next = *at;
    if (end - next < 2)
        return false;
    out->column = geo_flat_u16(next);
    if (out->column >= schema->field_count)
        return false;
    next += 2;
    out->length = GEO_FIELD_SIZES[schema->fields[out->column].type];
    if (out->length == 0) {
        if (end - next < 4)
            return false;
        out->length = geo_flat_u32(next);
        next += 4;
    }
    if (out->length > (size_t)(end - next))
        return false;
    out->value = next;
    *at = next + out->length;
    return true;
}

/* Whether all of the properties fit the schema. */
bool geo_row_properties_fit(const geo_schema *schema, const uint8_t *at, uint32_t count);

/* The value as text, without quotes; nothing for null and non-finite numbers. */
void geo_value_add_text(const geo_value *value, geo_text *text);

#endif
