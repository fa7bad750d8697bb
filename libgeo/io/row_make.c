/* New rows, and rows with further columns. */
#include "io/row_shape.h"

static geo_status check_values(geo_ctx *ctx, const geo_schema *schema, size_t first,
                               const geo_value *values, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!values[i].is_null && values[i].type != schema->fields[first + i].type)
            return geo_fail(ctx, GEO_ERR_INTERNAL, "column '%s' has type %d, its value type %d",
                            schema->fields[first + i].name, (int)schema->fields[first + i].type,
                            (int)values[i].type);
    return GEO_OK;
}

/* The part of a multipolygon that ends before ring `to`; its ends count from its own first point,
 * so they are shifted in `ends`. */
static bool put_polygon(geo_row_out *out, const geo_geom *geom, uint32_t from, uint32_t to,
                        geo_row_draft draft, uint32_t slot)
{
    uint32_t first = from ? geom->ends[from - 1] : 0;
    uint32_t last = to > from ? geom->ends[to - 1] : first, unused;
    draft.type = GEO_GEOM_POLYGON;
    draft.xy = geom->points + first;
    draft.point_count = last - first;
    draft.end_count = to - from;
    draft.ends = geom->ends + from;
    if (!geo_row_out_shape(out, &draft, slot, &unused))
        return false;
    if (first == 0 || draft.end_count == 0)
        return true;
    uint8_t *bytes = out->buffer->items + out->start + 4;
    geo_flat flat = {bytes, (uint32_t)(out->buffer->count - out->start) - 4};
    geo_row_shape written;
    if (!geo_row_shape_at(flat, slot + geo_flat_u32(bytes + slot), &written))
        return false;
    for (uint32_t i = 0; i < draft.end_count; i++) {
        uint32_t end = geom->ends[from + i] - first;
        memcpy(bytes + written.ends.at + 4 * i, &end, sizeof end);
    }
    return true;
}

static bool put_geom(geo_row_out *out, const geo_schema *schema, const geo_geom *geom)
{
    geo_row_draft draft = {
        .type = (uint8_t)geom->type, .has_z = schema->has_z, .has_m = schema->has_m};
    uint32_t slot = GEO_ROW_GEOMETRY_SLOT, parts = 0;
    if (geom->type == GEO_GEOM_MULTIPOLYGON) {
        geo_row_draft whole = draft;
        whole.part_count = geom->part_count;
        if (!geo_row_out_shape(out, &whole, slot, &parts))
            return false;
        for (uint32_t k = 0; k < geom->part_count; k++)
            if (!put_polygon(out, geom, k ? geom->parts[k - 1] : 0, geom->parts[k], draft,
                             parts + 4 * k))
                return false;
        return true;
    }
    draft.xy = geom->points;
    draft.point_count = geom->point_count;
    if (geom->type == GEO_GEOM_POLYGON || geom->type == GEO_GEOM_MULTILINE) {
        draft.ends = geom->ends;
        draft.end_count = geom->end_count;
    }
    return geo_row_out_shape(out, &draft, slot, &parts);
}

geo_status geo_row_make(geo_ctx *ctx, const geo_schema *schema, const geo_geom *geom,
                        const geo_value *values, geo_bytes *buffer)
{
    geo_row_out out;
    geo_status status = check_values(ctx, schema, 0, values, schema->field_count);
    if (status != GEO_OK)
        return status;
    bool ok = geo_row_out_begin(&out, buffer);
    if (geom && geom->point_count)
        ok = ok && put_geom(&out, schema, geom);
    if (ok && geo_row_out_properties(&out) &&
        geo_row_out_values(&out, 0, values, schema->field_count) && geo_row_out_end(&out))
        return GEO_OK;
    return geo_row_out_undo(ctx, &out);
}

geo_status geo_row_extend(geo_ctx *ctx, geo_row row, size_t first_column, const geo_value *values,
                          size_t count, geo_bytes *buffer)
{
    uint32_t slot = GEO_ROW_PROPERTIES_SLOT;
    uint64_t at = row.size >= 28 ? slot + (uint64_t)geo_flat_u32(row.bytes + slot) : 0;
    uint64_t end = at && at + 4 <= row.size ? at + 4 + geo_flat_u32(row.bytes + at) : 0;
    if (end == 0 || end > row.size || row.size - end >= 8)
        return geo_fail(ctx, GEO_ERR_INTERNAL, "a row that is not canonical was extended");
    geo_row_out out = {buffer, buffer->count, false};
    if (geo_row_out_bytes(&out, &row.size, 4) && geo_row_out_bytes(&out, row.bytes, end) &&
        geo_row_out_values(&out, first_column, values, count) && geo_row_out_end(&out))
        return GEO_OK;
    return geo_row_out_undo(ctx, &out);
}
