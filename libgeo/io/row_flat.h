/* Checked reading of FlatBuffers: every position is proven to lie inside the bytes before it is
 * read, so any bytes may be given. Positions are relative to the first byte; 0 means "absent",
 * which no table, vector or field can be. Little-endian hosts only. */
#ifndef GEO_IO_ROW_FLAT_H
#define GEO_IO_ROW_FLAT_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "the stream format is copied as it lies in memory: little-endian hosts only"
#endif

typedef struct geo_flat {
    const uint8_t *bytes;
    uint32_t size;
} geo_flat;

typedef struct geo_flat_table {
    uint32_t at, vtable;
    uint16_t vtable_size, size;
} geo_flat_table;

typedef struct geo_flat_vector {
    uint32_t at; /* of the first element; 0: absent */
    uint32_t count;
} geo_flat_vector;

static inline uint16_t geo_flat_u16(const uint8_t *from)
{
    uint16_t value;
    memcpy(&value, from, sizeof value);
    return value;
}

static inline uint32_t geo_flat_u32(const uint8_t *from)
{
    uint32_t value;
    memcpy(&value, from, sizeof value);
    return value;
}

static inline uint64_t geo_flat_u64(const uint8_t *from)
{
    uint64_t value;
    memcpy(&value, from, sizeof value);
    return value;
}

static inline double geo_flat_double(const uint8_t *from)
{
    double value;
    memcpy(&value, from, sizeof value);
    return value;
}

/* All of them: false when the bytes are not what they should be. */
bool geo_flat_table_at(geo_flat flat, uint32_t at, geo_flat_table *out);
bool geo_flat_root(geo_flat flat, geo_flat_table *out);
/* Position of a field of `width` bytes, 0 when the table leaves it out. */
bool geo_flat_field(geo_flat flat, const geo_flat_table *table, int field, uint32_t width,
                    uint32_t *out);
/* Position of what an offset field points at (a table, a vector), 0 when absent. */
bool geo_flat_target(geo_flat flat, const geo_flat_table *table, int field, uint32_t *out);
bool geo_flat_vector_of(geo_flat flat, const geo_flat_table *table, int field,
                        uint32_t element_size, geo_flat_vector *out);
/* The table that element `index` of a vector of offsets points at. */
bool geo_flat_element(geo_flat flat, geo_flat_vector vector, uint32_t index, geo_flat_table *out);

#endif
