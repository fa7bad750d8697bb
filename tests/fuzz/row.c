/* One FlatGeobuf feature: tables, vectors and nested geometries at hostile positions. */
#include "io/row_shape.h"
#include "rows.h"

/* A column of every type. */
static const geo_schema *every_type(geo_ctx *ctx)
{
    static geo_schema schema;
    char name[8];
    if (schema.field_count)
        return &schema;
    FUZZ_CHECK(geo_schema_init(ctx, &schema, "all", GEO_GEOM_UNKNOWN, NULL) == GEO_OK);
    for (int type = 0; type <= GEO_FIELD_BINARY; type++) {
        snprintf(name, sizeof name, "c%d", type);
        FUZZ_CHECK(geo_schema_add(ctx, &schema, name, (geo_field_type)type) == GEO_OK);
    }
    return &schema;
}

/* Coordinates go back in where they came from; a further column goes behind the others. */
static void check_changes(geo_ctx *ctx, const geo_schema *schema, geo_bytes *bytes,
                          geo_arena *arena)
{
    geo_bytes longer = {0};
    geo_geom geom;
    geo_row row = {bytes->items + 4, (uint32_t)bytes->count - 4};
    geo_value more = geo_value_text("more"), back[GEO_FIELD_BINARY + 1];
    if (geo_row_geom(ctx, schema, row, arena, &geom) != GEO_OK)
        return;
    FUZZ_CHECK(geo_row_set_points(ctx, bytes->items + 4, row.size, &geom) == GEO_OK);
    if (geo_row_extend(ctx, row, GEO_FIELD_STRING, &more, 1, &longer) == GEO_OK) {
        row = (geo_row){longer.items + 4, (uint32_t)longer.count - 4};
        FUZZ_CHECK(geo_row_values(ctx, schema, row, NULL, schema->field_count, back) == GEO_OK);
        FUZZ_CHECK(back[GEO_FIELD_STRING].as.string.length == 4);
    }
    geo_free(longer.items);
}

/* The first byte is the geometry type that the header says. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    geo_ctx *ctx = fuzz_ctx();
    const geo_schema *schema = every_type(ctx);
    geo_row_rules rules;
    geo_bytes bytes = {0};
    bool no_geom = true;
    if (size < 1 || geo_row_rules_init(ctx, &rules, schema, data[0] % 18) != GEO_OK)
        return 0;
    geo_arena *arena = geo_arena_new();
    FUZZ_CHECK(arena);
    if (fuzz_said(ctx, geo_row_take_by(ctx, &rules, data + 1, (uint32_t)size - 1, &bytes,
                                       &no_geom)) == GEO_OK) {
        geo_row row = {bytes.items + 4, (uint32_t)bytes.count - 4};
        geo_row_shape shape;
        if (!no_geom && geo_row_shape_of(row, &shape) && shape.type &&
            shape.type <= GEO_GEOM_MULTIPOLYGON)
            fuzz_check_row(ctx, schema, row, arena);
        check_changes(ctx, schema, &bytes, arena);
    }
    geo_arena_free(arena);
    geo_free(bytes.items);
    return 0;
}
