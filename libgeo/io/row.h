/* One feature as the bytes of a FlatGeobuf `Feature` table. This is the only row format inside the
 * toolkit: what a tool does not look at is copied as bytes. Rows made or taken in here are
 * *canonical*: the properties vector is the last thing in the buffer, so columns are appended by
 * growing it. Specification: FlatGeobuf 3 (feature.fbs), FlatBuffers binary layout; little-endian
 * hosts only. */
#ifndef GEO_IO_ROW_H
#define GEO_IO_ROW_H

#include "base/arena.h"
#include "base/vec.h"
#include "io/schema.h"

typedef struct geo_row {
    const uint8_t *bytes; /* without the size prefix, which lies on a multiple of 8 */
    uint32_t size;
} geo_row;

typedef GEO_VEC(uint8_t) geo_bytes;

typedef struct geo_value {
    geo_field_type type;
    bool is_null;
    union {
        int64_t integer;  /* BYTE, SHORT, INT, LONG, BOOL and their unsigned kin up to INT64_MAX */
        uint64_t natural; /* ULONG */
        double number;    /* FLOAT, DOUBLE */
        struct {
            const char *text; /* STRING, JSON, DATETIME, BINARY; not NUL-terminated */
            uint32_t length;
        } string;
    } as;
} geo_value;

/* Shorthands for new values; geo_value_text(NULL) and non-finite numbers are null. */
geo_value geo_value_null(geo_field_type type);
geo_value geo_value_int(int64_t value);         /* LONG */
geo_value geo_value_int32(int32_t value);       /* INT */
geo_value geo_value_double(double value);       /* DOUBLE */
geo_value geo_value_text(const char *text);     /* STRING; the text must outlive the value */
geo_value geo_value_nonempty(const char *text); /* the same; "" is null too */
geo_value geo_value_whole(double value);        /* LONG, of a number that is whole; NaN is null */

/* Reads the named columns of one row in a single pass; a column the row lacks is null. columns
 * NULL: the first `count` of the schema, in its order. Text lives in the row.
 * Numbers of any numeric type can be taken with geo_value_as_double (NaN when null or text). */
geo_status geo_row_values(geo_ctx *ctx, const geo_schema *schema, geo_row row,
                          const size_t *columns, size_t count, geo_value *out) GEO_MUST_USE;
double geo_value_as_double(const geo_value *value);
/* Copies text into the arena, NUL-terminated; numbers are formatted (shortest); NULL for null. */
const char *geo_value_as_text(geo_ctx *ctx, const geo_value *value, geo_arena *arena);
/* The same, telling null (*out NULL, OK) from out of memory. */
geo_status geo_value_read_text(geo_ctx *ctx, const geo_value *value, geo_arena *arena,
                               const char **out) GEO_MUST_USE;

/* The row's geometry in the arena. Errors: GEOM, the row has none (null or empty); UNSUPPORTED, a
 * geometry collection, curve or surface. */
geo_status geo_row_geom(geo_ctx *ctx, const geo_schema *schema, geo_row row, geo_arena *arena,
                        geo_geom *out) GEO_MUST_USE;
/* Fast path for points: false when the row is no point. */
bool geo_row_point(geo_row row, geo_point *out);
/* Overwrites the coordinates (x, y) in place with those of `geom` (same shape). For transforms. */
geo_status geo_row_set_points(geo_ctx *ctx, uint8_t *bytes, uint32_t size,
                              const geo_geom *geom) GEO_MUST_USE;
/* Appends a new row made of a geometry (NULL: none) and one value per column of the schema (null
 * values are not stored), size prefix first. */
geo_status geo_row_make(geo_ctx *ctx, const geo_schema *schema, const geo_geom *geom,
                        const geo_value *values, geo_bytes *buffer) GEO_MUST_USE;
/* Appends a copy of a canonical row with further columns: values[i] goes to column first_column +
 * i. */
geo_status geo_row_extend(geo_ctx *ctx, geo_row row, size_t first_column, const geo_value *values,
                          size_t count, geo_bytes *buffer) GEO_MUST_USE;

#endif
