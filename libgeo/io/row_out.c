/* Writing rows in canonical form, front to back: size prefix, root offset, the feature's vtable and
 * table, the geometry (table, ends, xy, z, m, parts), the properties, padding to 8 bytes. Doubles
 * lie on multiples of 8 counted from the size prefix, as in every FlatGeobuf file.
 * Source: FlatGeobuf 3 (feature.fbs); FlatBuffers binary format. */
#include <math.h>

#include "io/row_shape.h"

/* vtable: its size, the table's size, fields geometry and properties; then the table: distance to
 * the vtable and one offset for each field. */
static const uint8_t FRAME[28] = {0, 0, 0, 0, 12, 0, 0, 0, 8, 0, 12, 0, 0, 0,
                                  8, 0, 8, 0, 0,  0, 0, 0, 0, 0, 0,  0, 0, 0};
#define GEOMETRY_IN_VTABLE 8u /* position of the vtable's entry, after the prefix */

static uint32_t position(const geo_row_out *out)
{
    return (uint32_t)(out->buffer->count - out->start) - 4;
}

static void patch(geo_row_out *out, uint32_t at, const void *value, size_t size)
{
    memcpy(out->buffer->items + out->start + 4 + at, value, size);
}

static void point_at(geo_row_out *out, uint32_t slot)
{
    uint32_t distance = position(out) - slot;
    patch(out, slot, &distance, sizeof distance);
}

bool geo_row_out_room(geo_row_out *out, size_t count)
{
    if (count > GEO_ROW_BYTES || out->buffer->count - out->start > GEO_ROW_BYTES - count) {
        out->too_big = true;
        return false;
    }
    return geo_vec_room(out->buffer, count);
}

bool geo_row_out_bytes(geo_row_out *out, const void *bytes, size_t count)
{
    if (!geo_row_out_room(out, count))
        return false;
    if (count)
        memcpy(out->buffer->items + out->buffer->count, bytes, count);
    out->buffer->count += count;
    return true;
}

bool geo_row_out_begin(geo_row_out *out, geo_bytes *buffer)
{
    *out = (geo_row_out){buffer, buffer->count, false};
    return geo_row_out_bytes(out, FRAME, sizeof FRAME);
}

geo_status geo_row_out_undo(geo_ctx *ctx, geo_row_out *out)
{
    out->buffer->count = out->start;
    if (out->too_big)
        return geo_fail(ctx, GEO_ERR_LIMIT, "feature of more than %u MiB", GEO_ROW_BYTES >> 20);
    return geo_fail_nomem(ctx);
}

static bool put_u32(geo_row_out *out, uint32_t value)
{
    return geo_row_out_bytes(out, &value, sizeof value);
}

/* So that what follows a 4-byte count lies on a multiple of 8 from the size prefix. */
static bool align_doubles(geo_row_out *out)
{
    return position(out) % 8 == 0 || put_u32(out, 0);
}

static bool put_doubles(geo_row_out *out, uint32_t slot, const void *values, uint32_t count)
{
    if (!align_doubles(out))
        return false;
    point_at(out, slot);
    if (!put_u32(out, count))
        return false;
    if (values)
        return geo_row_out_bytes(out, values, (size_t)count * 8);
    const double unknown = NAN;
    for (uint32_t i = 0; i < count; i++)
        if (!geo_row_out_bytes(out, &unknown, sizeof unknown))
            return false;
    return true;
}

static bool put_ends(geo_row_out *out, uint32_t slot, const void *ends, uint32_t count)
{
    point_at(out, slot);
    return put_u32(out, count) && geo_row_out_bytes(out, ends, (size_t)count * 4);
}

static bool put_parts(geo_row_out *out, uint32_t slot, uint32_t count, uint32_t *parts)
{
    point_at(out, slot);
    if (!put_u32(out, count))
        return false;
    *parts = position(out);
    for (uint32_t i = 0; i < count; i++)
        if (!put_u32(out, 0))
            return false;
    return true;
}

/* Gives each vector that is there its place in the table; the type comes last. */
static void plan_table(const geo_row_draft *draft, uint16_t vtable[10])
{
    const bool there[8] = {draft->end_count > 0,
                           draft->point_count > 0,
                           draft->has_z && draft->point_count,
                           draft->has_m && draft->point_count,
                           false,
                           false,
                           false,
                           draft->part_count > 0};
    uint16_t at = 4;
    for (int i = 0; i < 8; i++)
        if (there[i]) {
            vtable[2 + i] = at;
            at = (uint16_t)(at + 4);
        }
    vtable[8] = at;
    vtable[0] = 20;
    vtable[1] = (uint16_t)(at + 4);
}

bool geo_row_out_shape(geo_row_out *out, const geo_row_draft *draft, uint32_t slot, uint32_t *parts)
{
    uint16_t vtable[10] = {0};
    uint8_t table[28] = {20};
    plan_table(draft, vtable);
    table[vtable[8]] = draft->type;
    if (!geo_row_out_bytes(out, vtable, sizeof vtable))
        return false;
    uint32_t at = position(out);
    point_at(out, slot);
    if (slot == GEO_ROW_GEOMETRY_SLOT)
        patch(out, GEOMETRY_IN_VTABLE, &(uint16_t){4}, 2);
    return geo_row_out_bytes(out, table, vtable[1]) &&
           (!vtable[2] || put_ends(out, at + vtable[2], draft->ends, draft->end_count)) &&
           (!vtable[3] || put_doubles(out, at + vtable[3], draft->xy, 2 * draft->point_count)) &&
           (!vtable[4] || put_doubles(out, at + vtable[4], draft->z, draft->point_count)) &&
           (!vtable[5] || put_doubles(out, at + vtable[5], draft->m, draft->point_count)) &&
           (!vtable[9] || put_parts(out, at + vtable[9], draft->part_count, parts));
}

bool geo_row_out_properties(geo_row_out *out)
{
    point_at(out, GEO_ROW_PROPERTIES_SLOT);
    return put_u32(out, 0);
}

bool geo_row_out_end(geo_row_out *out)
{
    uint32_t slot = GEO_ROW_PROPERTIES_SLOT;
    uint32_t at = slot + geo_flat_u32(out->buffer->items + out->start + 4 + slot);
    uint32_t count = position(out) - at - 4;
    patch(out, at, &count, sizeof count);
    const uint8_t zeros[8] = {0};
    if (!geo_row_out_bytes(out, zeros, (8 - (out->buffer->count - out->start) % 8) % 8))
        return false;
    uint32_t size = position(out);
    memcpy(out->buffer->items + out->start, &size, sizeof size);
    return true;
}
