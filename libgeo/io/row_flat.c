/* Checked reading of FlatBuffers. Specification: FlatBuffers binary format (flatbuffers.dev,
 * "Internals"): u32 offsets forward, a table begins with the signed distance back to its vtable. */
#include "io/row_flat.h"

bool geo_flat_table_at(geo_flat flat, uint32_t at, geo_flat_table *out)
{
    if (at == 0 || flat.size < 8 || at > flat.size - 4)
        return false;
    int64_t vtable = (int64_t)at - (int32_t)geo_flat_u32(flat.bytes + at);
    if (vtable < 0 || vtable > (int64_t)flat.size - 4)
        return false;
    const uint8_t *start = flat.bytes + vtable;
    *out = (geo_flat_table){at, (uint32_t)vtable, geo_flat_u16(start), geo_flat_u16(start + 2)};
    return out->vtable_size >= 4 && out->vtable_size % 2 == 0 &&
           out->vtable_size <= flat.size - out->vtable && out->size >= 4 &&
           out->size <= flat.size - at;
}

bool geo_flat_root(geo_flat flat, geo_flat_table *out)
{
    return flat.size >= 8 && geo_flat_table_at(flat, geo_flat_u32(flat.bytes), out);
}

bool geo_flat_field(geo_flat flat, const geo_flat_table *table, int field, uint32_t width,
                    uint32_t *out)
{
    uint32_t slot = 4 + 2 * (uint32_t)field;
    *out = 0;
    if (slot + 2 > table->vtable_size)
        return true;
    uint32_t offset = geo_flat_u16(flat.bytes + table->vtable + slot);
    if (offset == 0)
        return true;
    *out = table->at + offset;
    return offset >= 4 && offset + width <= table->size;
}

bool geo_flat_target(geo_flat flat, const geo_flat_table *table, int field, uint32_t *out)
{
    uint32_t at;
    if (!geo_flat_field(flat, table, field, 4, &at))
        return false;
    *out = 0;
    if (at == 0)
        return true;
    uint32_t distance = geo_flat_u32(flat.bytes + at);
    *out = at + distance;
    return distance > 0 && distance <= flat.size - at - 4;
}

bool geo_flat_vector_of(geo_flat flat, const geo_flat_table *table, int field,
                        uint32_t element_size, geo_flat_vector *out)
{
    uint32_t at;
    *out = (geo_flat_vector){0};
    if (!geo_flat_target(flat, table, field, &at))
        return false;
    if (at == 0)
        return true;
    *out = (geo_flat_vector){at + 4, geo_flat_u32(flat.bytes + at)};
    return (uint64_t)out->count * element_size <= flat.size - out->at;
}

bool geo_flat_element(geo_flat flat, geo_flat_vector vector, uint32_t index, geo_flat_table *out)
{
    uint32_t at = vector.at + 4 * index, distance = geo_flat_u32(flat.bytes + at);
    return distance <= flat.size - at && geo_flat_table_at(flat, at + distance, out);
}
