/* Geometry out of rows, and changed coordinates back into them. */
#include "io/row_shape.h"

typedef struct collecting {
    const uint8_t *bytes;
    geo_geom geom; /* counts; then filled */
    bool fill;
} collecting;

static bool collect(void *self, const geo_row_shape *shape)
{
    collecting *c = self;
    geo_geom *geom = &c->geom;
    uint32_t points = shape->xy.count / 2, runs = shape->ends.count ? shape->ends.count : 1;
    if (c->fill && points)
        memcpy(geom->points + geom->point_count, c->bytes + shape->xy.at, 16 * (size_t)points);
    for (uint32_t i = 0; c->fill && i < runs; i++) {
        uint32_t end = shape->ends.count ? geo_flat_u32(c->bytes + shape->ends.at + 4 * i) : points;
        geom->ends[geom->end_count + i] = geom->point_count + end;
    }
    geom->point_count += points;
    geom->end_count += runs;
    if (c->fill)
        geom->parts[geom->part_count] = geom->end_count;
    geom->part_count++;
    return true;
}

/* What every kind of leaf has been given, minus what this type has not. */
static void drop_unused(geo_geom *geom)
{
    if (geom->type == GEO_GEOM_POINT || geom->type == GEO_GEOM_MULTIPOINT) {
        geom->ends = NULL;
        geom->end_count = 0;
    }
    if (!geo_geom_is_polygon(geom)) {
        geom->parts = NULL;
        geom->part_count = 0;
    }
}

geo_status geo_row_geom(geo_ctx *ctx, const geo_schema *schema, geo_row row, geo_arena *arena,
                        geo_geom *out)
{
    (void)schema;
    geo_row_shape shape;
    collecting c = {.bytes = row.bytes};
    if (!geo_row_shape_of(row, &shape) || !geo_row_each_leaf(row, collect, &c) ||
        c.geom.point_count == 0)
        return geo_fail(ctx, GEO_ERR_GEOM, "the feature has no geometry");
    if (shape.type == 0 || shape.type > GEO_GEOM_MULTIPOLYGON)
        return geo_fail(ctx, GEO_ERR_UNSUPPORTED, "geometry collection, curve or surface");
    geo_geom geom = {.type = (geo_geom_type)shape.type,
                     .points = geo_arena_alloc(arena, c.geom.point_count, sizeof *geom.points),
                     .ends = geo_arena_alloc(arena, c.geom.end_count, sizeof *geom.ends),
                     .parts = geo_arena_alloc(arena, c.geom.part_count, sizeof *geom.parts)};
    if (!geom.points || !geom.ends || !geom.parts)
        return geo_fail_nomem(ctx);
    c = (collecting){.bytes = row.bytes, .geom = geom, .fill = true};
    (void)geo_row_each_leaf(row, collect, &c);
    drop_unused(&c.geom);
    *out = c.geom;
    return GEO_OK;
}

bool geo_row_point(geo_row row, geo_point *out)
{
    geo_row_shape shape;
    if (!geo_row_shape_of(row, &shape) || shape.type != GEO_GEOM_POINT || shape.xy.count != 2)
        return false;
    memcpy(out, row.bytes + shape.xy.at, sizeof *out);
    return true;
}

typedef struct moving {
    uint8_t *bytes;
    const geo_geom *from;
    uint32_t done;
} moving;

static bool move(void *self, const geo_row_shape *shape)
{
    moving *m = self;
    uint32_t points = shape->xy.count / 2;
    if (points > m->from->point_count - m->done)
        return false;
    memcpy(m->bytes + shape->xy.at, m->from->points + m->done, 16 * (size_t)points);
    m->done += points;
    return true;
}

geo_status geo_row_set_points(geo_ctx *ctx, uint8_t *bytes, uint32_t size, const geo_geom *geom)
{
    moving m = {bytes, geom, 0};
    if (!geo_row_each_leaf((geo_row){bytes, size}, move, &m) || m.done != geom->point_count)
        return geo_fail(ctx, GEO_ERR_INTERNAL, "new coordinates do not fit the row");
    return GEO_OK;
}

void geo_row_become_point(uint8_t *bytes, uint32_t size)
{
    geo_flat flat = {bytes, size};
    geo_flat_table root, table;
    geo_row_shape shape;
    uint32_t at, type;
    if (geo_row_shape_of((geo_row){bytes, size}, &shape) && shape.type == GEO_GEOM_MULTIPOINT &&
        shape.xy.count == 2 && geo_flat_root(flat, &root) && geo_flat_target(flat, &root, 0, &at) &&
        geo_flat_table_at(flat, at, &table) && geo_flat_field(flat, &table, 6, 1, &type))
        bytes[type] = GEO_GEOM_POINT;
}
