/* Any bytes become a canonical row or an error. A hostile row may let several offsets point at the
 * same bytes, so what is copied out is also counted and may not exceed what came in. */
#include "io/row_take.h"

#include <math.h>

#include "io/row_shape.h"

enum { TYPE_POINT = 1, TYPE_LINE = 2, TYPE_POLYGON = 3, TYPE_MAX = 17 };

typedef struct taking {
    geo_flat flat;
    geo_row_out out;
    uint64_t points, bytes; /* taken so far */
    bool finite;
    const char *damage; /* static text; NULL: out of memory */
} taking;

static bool damaged(taking *t, const char *what)
{
    t->damage = what;
    return false;
}

static bool ends_rise(taking *t, const geo_row_shape *shape)
{
    uint32_t last = 0, points = shape->xy.count / 2;
    for (uint32_t i = 0; i < shape->ends.count; i++) {
        uint32_t end = geo_flat_u32(t->flat.bytes + shape->ends.at + 4 * i);
        if (end < last || end > points)
            return false;
        last = end;
    }
    return shape->ends.count == 0 || last == points;
}

static bool check_shape(taking *t, const geo_row_shape *shape, uint8_t type)
{
    uint32_t points = shape->xy.count / 2;
    if (type > TYPE_MAX || shape->xy.count % 2)
        return damaged(t, "its geometry type or point count is impossible");
    if ((shape->z.count && shape->z.count != points) ||
        (shape->m.count && shape->m.count != points))
        return damaged(t, "it has not one height or measure for each point");
    if (shape->parts.count && (shape->xy.count || (type >= TYPE_POINT && type <= TYPE_POLYGON)))
        return damaged(t, "a single geometry has parts");
    if (type == TYPE_POINT && points > 1)
        return damaged(t, "a point has several positions");
    if (!ends_rise(t, shape))
        return damaged(t, "its rings do not add up");
    t->points += points;
    t->bytes += 32 + 16 * (uint64_t)points + 4 * (uint64_t)shape->ends.count +
                4 * (uint64_t)shape->parts.count;
    if (t->points > GEO_ROW_POINTS)
        return damaged(t, "it has more than 10,000,000 points");
    return t->bytes <= 40 + 5 * (uint64_t)t->flat.size || damaged(t, "its parts overlap");
}

static void look_at_points(taking *t, const geo_row_shape *shape)
{
    const uint8_t *xy = t->flat.bytes + shape->xy.at;
    bool finite = true;
    for (uint32_t i = 0; i < shape->xy.count; i++)
        finite &= isfinite(geo_flat_double(xy + 8 * (size_t)i)) != 0;
    t->finite &= finite;
}

static bool take_shape(taking *t, uint32_t at, uint8_t type, int depth, uint32_t slot)
{
    geo_row_shape shape;
    if (!geo_row_shape_at(t->flat, at, &shape))
        return damaged(t, "its geometry is damaged");
    uint8_t own = type ? type : shape.type;
    if (depth > GEO_ROW_NESTING)
        return damaged(t, "its geometry is nested too deep");
    if (!check_shape(t, &shape, own))
        return false;
    look_at_points(t, &shape);
    const uint8_t *bytes = t->flat.bytes;
    geo_row_draft draft = {.type = own,
                           .ends = bytes + shape.ends.at,
                           .end_count = shape.ends.count,
                           .xy = bytes + shape.xy.at,
                           .point_count = shape.xy.count / 2,
                           .z = bytes + shape.z.at,
                           .has_z = shape.z.count > 0,
                           .m = bytes + shape.m.at,
                           .has_m = shape.m.count > 0,
                           .part_count = shape.parts.count};
    uint32_t first = 0;
    if (!geo_row_out_shape(&t->out, &draft, slot, &first))
        return false;
    for (uint32_t i = 0; i < shape.parts.count; i++) {
        geo_flat_table part;
        if (!geo_flat_element(t->flat, shape.parts, i, &part))
            return damaged(t, "its geometry is damaged");
        if (!take_shape(t, part.at, 0, depth + 1, first + 4 * i))
            return false;
    }
    return true;
}

static bool take_row(taking *t, const geo_row_rules *rules, geo_bytes *buffer)
{
    geo_flat_table root;
    geo_flat_vector properties, columns;
    uint32_t geometry;
    if (!geo_row_out_begin(&t->out, buffer))
        return false;
    if (!geo_flat_root(t->flat, &root) || !geo_flat_target(t->flat, &root, 0, &geometry) ||
        !geo_flat_vector_of(t->flat, &root, 1, 1, &properties) ||
        !geo_flat_vector_of(t->flat, &root, 2, 4, &columns))
        return damaged(t, "its table is damaged");
    if (columns.count)
        return damaged(t, "it brings columns of its own");
    const uint8_t *at = t->flat.bytes + properties.at;
    if (!geo_row_properties_fit(rules->schema, at, properties.count))
        return damaged(t, "its columns do not fit the header");
    if (geometry && !take_shape(t, geometry, rules->type, 0, GEO_ROW_GEOMETRY_SLOT))
        return false;
    return geo_row_out_properties(&t->out) && geo_row_out_bytes(&t->out, at, properties.count) &&
           geo_row_out_end(&t->out);
}

static geo_status take_plain_point(geo_ctx *ctx, const geo_row_rules *rules, const uint8_t *bytes,
                                   uint32_t size, geo_bytes *buffer, bool *out_null_geom)
{
    if (!geo_vec_room(buffer, (size_t)size + 4))
        return geo_fail_nomem(ctx);
    memcpy(buffer->items + buffer->count, &size, 4);
    memcpy(buffer->items + buffer->count + 4, bytes, size);
    buffer->count += (size_t)size + 4;
    const uint8_t *xy = bytes + rules->form.xy;
    *out_null_geom = !isfinite(geo_flat_double(xy)) || !isfinite(geo_flat_double(xy + 8));
    return GEO_OK;
}

geo_status geo_row_take_by(geo_ctx *ctx, const geo_row_rules *rules, const uint8_t *bytes,
                           uint32_t size, geo_bytes *buffer, bool *out_null_geom)
{
    if (geo_row_is_plain_point(rules, bytes, size))
        return take_plain_point(ctx, rules, bytes, size, buffer, out_null_geom);
    taking t = {.flat = {bytes, size}, .finite = true};
    if (size > GEO_ROW_BYTES)
        return geo_fail(ctx, GEO_ERR_FORMAT, "the feature is damaged: its size is impossible");
    if (take_row(&t, rules, buffer)) {
        *out_null_geom = t.points == 0 || !t.finite;
        return GEO_OK;
    }
    geo_status status = geo_row_out_undo(ctx, &t.out);
    return t.damage ? geo_fail(ctx, GEO_ERR_FORMAT, "the feature is damaged: %s", t.damage)
                    : status;
}
