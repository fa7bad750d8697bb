/* Writing the head of a FlatGeobuf, front to back: tables before what they point at. Positions
 * count from the header's size prefix, which follows the magic bytes. */
#include "base/alloc.h"
#include "base/text.h"
#include "io/fgb_header.h"
#include "io/row_flat.h"

/* Root offset, the header's vtable, padding, and its table at position 40. */
enum {
    TABLE = 40,
    SLOT_NAME = TABLE + 4,
    SLOT_COLUMNS = TABLE + 8,
    SLOT_CRS = TABLE + 12,
    AT_COUNT = TABLE + 16,
    AT_NODE_SIZE = TABLE + 24,
    AT_TYPE = TABLE + 26,
    AT_HAS_Z = TABLE + 27,
    AT_HAS_M = TABLE + 28,
    HEAD = TABLE + 32
};
_Static_assert(AT_COUNT + GEO_FGB_MAGIC_SIZE == GEO_FGB_COUNT_AT, "count is patched elsewhere");

typedef struct building {
    geo_bytes *bytes;
    size_t start; /* of the size prefix */
    bool failed;
} building;

static uint32_t position(const building *b)
{
    return (uint32_t)(b->bytes->count - b->start);
}

static void put(building *b, const void *bytes, size_t count)
{
    if (b->failed || !geo_vec_room(b->bytes, count)) {
        b->failed = true;
        return;
    }
    memcpy(b->bytes->items + b->bytes->count, bytes, count);
    b->bytes->count += count;
}

static void put_u32(building *b, uint32_t value)
{
    put(b, &value, sizeof value);
}

static void patch(building *b, uint32_t at, uint32_t value)
{
    if (!b->failed)
        memcpy(b->bytes->items + b->start + at, &value, sizeof value);
}

static void point_at(building *b, uint32_t slot)
{
    patch(b, slot, position(b) - slot);
}

static void put_text(building *b, uint32_t slot, const char *text)
{
    const uint8_t zeros[4] = {0};
    size_t length = strlen(text);
    point_at(b, slot);
    put_u32(b, (uint32_t)length);
    put(b, text, length);
    put(b, zeros, 4 - length % 4); /* always one NUL at least */
}

static void put_head(building *b, const geo_schema *schema)
{
    const uint16_t vtable[13] = {26,
                                 HEAD - TABLE,
                                 SLOT_NAME - TABLE,
                                 0,
                                 AT_TYPE - TABLE,
                                 AT_HAS_Z - TABLE,
                                 AT_HAS_M - TABLE,
                                 0,
                                 0,
                                 SLOT_COLUMNS - TABLE,
                                 AT_COUNT - TABLE,
                                 AT_NODE_SIZE - TABLE,
                                 SLOT_CRS - TABLE};
    uint8_t head[HEAD] = {[4] = TABLE - 4, [TABLE] = TABLE - 8};
    uint16_t table[13];
    memcpy(table, vtable, sizeof table);
    if (!schema->crs)
        table[12] = 0;
    memcpy(head + 8, table, sizeof table);
    head[AT_TYPE] = (uint8_t)schema->type;
    head[AT_HAS_Z] = schema->has_z;
    head[AT_HAS_M] = schema->has_m;
    put(b, head, sizeof head);
}

static void put_column(building *b, uint32_t slot, const geo_field *field)
{
    const uint16_t vtable[4] = {8, 12, 4, 8};
    const uint8_t type[4] = {(uint8_t)field->type};
    put(b, vtable, sizeof vtable);
    uint32_t table = position(b);
    point_at(b, slot);
    put_u32(b, sizeof vtable);
    put_u32(b, 0);
    put(b, type, sizeof type);
    put_text(b, table + 4, field->name);
}

static void put_columns(building *b, const geo_schema *schema)
{
    point_at(b, SLOT_COLUMNS);
    put_u32(b, (uint32_t)schema->field_count);
    uint32_t first = position(b);
    for (size_t i = 0; i < schema->field_count; i++)
        put_u32(b, 0);
    for (size_t i = 0; i < schema->field_count; i++)
        put_column(b, first + 4 * (uint32_t)i, &schema->fields[i]);
}

static void put_crs(building *b, const geo_crs *crs)
{
    int code = geo_crs_code(crs);
    const char *authority = geo_crs_authority(crs);
    const uint16_t known = *authority && code > 0;
    const uint16_t vtable[8] = {14, 20, (uint16_t)(4 * known), (uint16_t)(8 * known), 12, 0, 16, 0};
    put(b, vtable, sizeof vtable);
    uint32_t table = position(b);
    point_at(b, SLOT_CRS);
    put_u32(b, sizeof vtable);
    put_u32(b, 0);
    put_u32(b, (uint32_t)code);
    put_u32(b, 0);
    put_u32(b, 0);
    if (known)
        put_text(b, table + 4, authority);
    put_text(b, table + 12, geo_crs_name(crs));
    put_text(b, table + 16, geo_crs_wkt(crs));
}

geo_status geo_fgb_header_write(geo_ctx *ctx, const geo_schema *schema, geo_bytes *out)
{
    building b = {out, out->count + GEO_FGB_MAGIC_SIZE, false};
    geo_text name = GEO_TEXT_INIT;
    geo_text_add(&name, schema->name);
    if (schema->provenance)
        geo_text_addf(&name, " %s", schema->provenance);
    put(&b, GEO_FGB_MAGIC, GEO_FGB_MAGIC_SIZE);
    put_head(&b, schema);
    put_text(&b, SLOT_NAME, geo_text_string(&name));
    put_columns(&b, schema);
    if (schema->crs)
        put_crs(&b, schema->crs);
    const uint8_t zeros[8] = {0};
    if (!b.failed)
        put(&b, zeros, (8 - position(&b) % 8) % 8);
    if (schema->provenance)
        put(&b, GEO_FGB_PROMISE, GEO_FGB_PROMISE_SIZE);
    bool failed = b.failed || name.failed;
    geo_text_release(&name);
    if (failed)
        return geo_fail_nomem(ctx);
    if (position(&b) > GEO_FGB_HEADER_MAX)
        return geo_fail(ctx, GEO_ERR_LIMIT, "column names and provenance need more than 16 MiB");
    patch(&b, 0, position(&b) - 4);
    return GEO_OK;
}
