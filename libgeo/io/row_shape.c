/* Reading geometry tables. */
#include "io/row_shape.h"

enum { FIELD_ENDS, FIELD_XY, FIELD_Z, FIELD_M, FIELD_T, FIELD_TM, FIELD_TYPE, FIELD_PARTS };

bool geo_row_shape_at(geo_flat flat, uint32_t at, geo_row_shape *out)
{
    geo_flat_table table;
    geo_flat_vector t, tm;
    uint32_t type;
    *out = (geo_row_shape){0};
    if (!geo_flat_table_at(flat, at, &table) ||
        !geo_flat_vector_of(flat, &table, FIELD_ENDS, 4, &out->ends) ||
        !geo_flat_vector_of(flat, &table, FIELD_XY, 8, &out->xy) ||
        !geo_flat_vector_of(flat, &table, FIELD_Z, 8, &out->z) ||
        !geo_flat_vector_of(flat, &table, FIELD_M, 8, &out->m) ||
        !geo_flat_vector_of(flat, &table, FIELD_T, 8, &t) ||
        !geo_flat_vector_of(flat, &table, FIELD_TM, 8, &tm) ||
        !geo_flat_field(flat, &table, FIELD_TYPE, 1, &type) ||
        !geo_flat_vector_of(flat, &table, FIELD_PARTS, 4, &out->parts))
        return false;
    out->type = type ? flat.bytes[type] : 0;
    return t.count == 0 && tm.count == 0;
}

bool geo_row_shape_of(geo_row row, geo_row_shape *out)
{
    geo_flat flat = {row.bytes, row.size};
    geo_flat_table root;
    uint32_t at;
    return geo_flat_root(flat, &root) && geo_flat_target(flat, &root, 0, &at) && at &&
           geo_row_shape_at(flat, at, out);
}

static bool leaves(geo_flat flat, const geo_row_shape *shape, int depth, geo_row_leaf leaf,
                   void *self)
{
    if (shape->parts.count == 0)
        return leaf(self, shape);
    for (uint32_t i = 0; i < shape->parts.count; i++) {
        geo_flat_table table;
        geo_row_shape part;
        if (depth == GEO_ROW_NESTING || !geo_flat_element(flat, shape->parts, i, &table) ||
            !geo_row_shape_at(flat, table.at, &part) || !leaves(flat, &part, depth + 1, leaf, self))
            return false;
    }
    return true;
}

bool geo_row_each_leaf(geo_row row, geo_row_leaf leaf, void *self)
{
    geo_row_shape shape;
    return geo_row_shape_of(row, &shape) &&
           leaves((geo_flat){row.bytes, row.size}, &shape, 0, leaf, self);
}
