/* Our flat geometries as well-known binary (ISO 19125-1), little-endian. */
#include <string.h>

#include "io/package_parts.h"

enum { HEADER = 5, NUMBER = 4, POINT = 16 };

static void add_number(geo_bytes *out, uint32_t number)
{
    for (int i = 0; i < NUMBER; i++)
        out->items[out->count++] = (uint8_t)(number >> (8 * i));
}

static void add_header(geo_bytes *out, geo_geom_type type)
{
    out->items[out->count++] = 1; /* little-endian */
    add_number(out, (uint32_t)type);
}

static void add_points(geo_bytes *out, const geo_point *points, size_t count)
{
    memcpy(out->items + out->count, points, count * POINT);
    out->count += count * POINT;
}

static void add_run(geo_bytes *out, geo_run run)
{
    add_number(out, (uint32_t)run.count);
    add_points(out, run.points, run.count);
}

static void add_line(geo_bytes *out, const geo_geom *geom, uint32_t index)
{
    add_header(out, GEO_GEOM_LINE);
    add_run(out, geo_geom_run(geom, index));
}

static void add_polygon(geo_bytes *out, const geo_geom *geom, uint32_t part)
{
    uint32_t first = part ? geom->parts[part - 1] : 0;
    uint32_t past = geom->parts[part];
    add_header(out, GEO_GEOM_POLYGON);
    add_number(out, past - first);
    for (uint32_t i = first; i < past; i++)
        add_run(out, geo_geom_run(geom, i));
}

static uint32_t part_count(const geo_geom *geom)
{
    switch (geom->type) {
    case GEO_GEOM_MULTIPOINT:
        return geom->point_count;
    case GEO_GEOM_MULTILINE:
        return geom->end_count;
    case GEO_GEOM_MULTIPOLYGON:
        return geom->part_count;
    default:
        return 1;
    }
}

static geo_geom_type single_of(geo_geom_type type)
{
    return type > GEO_GEOM_POLYGON ? type - 3 : type;
}

static const char *kind_name(geo_geom_type type)
{
    static const char *const names[] = {"geometry",   "point",     "line",        "polygon",
                                        "multipoint", "multiline", "multipolygon"};
    return names[type];
}

static void add_part(geo_bytes *out, const geo_geom *geom, uint32_t part)
{
    switch (single_of(geom->type)) {
    case GEO_GEOM_LINE:
        add_line(out, geom, part);
        break;
    case GEO_GEOM_POLYGON:
        add_polygon(out, geom, part);
        break;
    default:
        add_header(out, GEO_GEOM_POINT);
        add_points(out, &geom->points[part], 1);
    }
}

geo_status geo_package_wkb(geo_ctx *ctx, geo_geom_type layer_type, const geo_geom *geom,
                           geo_bytes *out)
{
    uint32_t parts = part_count(geom);
    geo_geom_type type = layer_type == GEO_GEOM_UNKNOWN ? geom->type : layer_type;
    bool is_multi = type > GEO_GEOM_POLYGON;
    if (single_of(type) != single_of(geom->type) || (!is_multi && parts != 1))
        return geo_fail(ctx, GEO_ERR_GEOM, "a %s in a layer of %ss", kind_name(geom->type),
                        kind_name(layer_type));
    if (!geo_geom_is_finite(geom))
        return geo_fail(ctx, GEO_ERR_GEOM, "a coordinate that is not finite");
    size_t most = (size_t)geom->point_count * (POINT + HEADER) +
                  (size_t)geom->end_count * (NUMBER + HEADER) + (size_t)parts * (NUMBER + HEADER) +
                  NUMBER + HEADER;
    out->count = 0;
    if (!geo_vec_room(out, most))
        return geo_fail_nomem(ctx);
    if (is_multi) {
        add_header(out, type);
        add_number(out, parts);
    }
    for (uint32_t part = 0; part < parts; part++)
        add_part(out, geom, part);
    return GEO_OK;
}
