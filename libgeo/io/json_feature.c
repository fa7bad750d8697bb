/* GeoJSON values and geometries (RFC 7946). */
#include "io/json_feature.h"

#include <string.h>

#include "base/alloc.h"

struct json_object *geo_json_member(struct json_object *object, const char *key)
{
    struct json_object *value = NULL;
    if (!json_object_is_type(object, json_type_object))
        return NULL;
    return json_object_object_get_ex(object, key, &value) ? value : NULL;
}

const char *geo_json_text(struct json_object *value)
{
    return json_object_is_type(value, json_type_string) ? json_object_get_string(value) : NULL;
}

unsigned geo_json_kind(struct json_object *value)
{
    switch (json_object_get_type(value)) {
    case json_type_boolean:
        return GEO_JSON_BOOL;
    case json_type_int:
        return GEO_JSON_INT;
    case json_type_double:
        return GEO_JSON_DOUBLE;
    case json_type_string:
        return GEO_JSON_TEXT;
    case json_type_object:
    case json_type_array:
        return GEO_JSON_NESTED;
    default:
        return 0;
    }
}

geo_field_type geo_json_type_for(unsigned kinds)
{
    switch (kinds) {
    case GEO_JSON_BOOL:
        return GEO_FIELD_BOOL;
    case GEO_JSON_INT:
        return GEO_FIELD_LONG;
    case GEO_JSON_DOUBLE:
    case GEO_JSON_INT | GEO_JSON_DOUBLE:
        return GEO_FIELD_DOUBLE;
    case GEO_JSON_NESTED:
        return GEO_FIELD_JSON;
    default:
        return GEO_FIELD_STRING;
    }
}

static bool text_value(struct json_object *value, bool verbatim, geo_field_type type,
                       geo_value *out)
{
    const char *text = verbatim
                           ? json_object_get_string(value)
                           : json_object_to_json_string_ext(
                                 value, JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE);
    size_t length = !text ? 0 : verbatim ? (size_t)json_object_get_string_len(value) : strlen(text);
    if (!text || memchr(text, 0, length))
        return false;
    *out = (geo_value){.type = type};
    out->as.string.text = text;
    out->as.string.length = (uint32_t)length;
    return true;
}

/* json-c clamps what is beyond 64 bits to the largest number there is. */
static bool int_value(struct json_object *value, geo_value *out)
{
    *out = geo_value_int(json_object_get_int64(value));
    return out->as.integer != INT64_MAX && out->as.integer != INT64_MIN;
}

bool geo_json_value(struct json_object *value, geo_field_type type, geo_value *out)
{
    unsigned kind = geo_json_kind(value);
    *out = geo_value_null(type);
    if (kind == 0)
        return true;
    switch (type) {
    case GEO_FIELD_BOOL:
        *out = (geo_value){.type = type, .as.integer = json_object_get_boolean(value) != 0};
        return kind == GEO_JSON_BOOL;
    case GEO_FIELD_LONG:
        return kind == GEO_JSON_INT && int_value(value, out);
    case GEO_FIELD_DOUBLE:
        *out = geo_value_double(json_object_get_double(value));
        return kind == GEO_JSON_INT || kind == GEO_JSON_DOUBLE;
    default:
        return text_value(value, kind == GEO_JSON_TEXT, type, out);
    }
}

void geo_json_shape_release(geo_json_shape *shape)
{
    geo_free(shape->points.items);
    geo_free(shape->ends.items);
    geo_free(shape->parts.items);
    *shape = (geo_json_shape){0};
}

static bool is_number(struct json_object *value)
{
    return json_object_is_type(value, json_type_double) ||
           json_object_is_type(value, json_type_int);
}

static geo_status malformed(geo_ctx *ctx)
{
    return geo_fail(ctx, GEO_ERR_FORMAT, "the coordinates are malformed");
}

static geo_status add_position(geo_ctx *ctx, struct json_object *position, geo_json_shape *shape)
{
    if (!json_object_is_type(position, json_type_array) || json_object_array_length(position) < 2)
        return malformed(ctx);
    struct json_object *x = json_object_array_get_idx(position, 0);
    struct json_object *y = json_object_array_get_idx(position, 1);
    if (!is_number(x) || !is_number(y))
        return malformed(ctx);
    geo_point point = {json_object_get_double(x), json_object_get_double(y)};
    return geo_vec_push(&shape->points, point) ? GEO_OK : geo_fail_nomem(ctx);
}

/* Arrays of positions `depth` levels down: 0 a position, 1 a line or ring, 2 rings, 3 polygons. */
static geo_status add_nested(geo_ctx *ctx, struct json_object *array, int depth,
                             geo_json_shape *shape)
{
    if (depth == 0)
        return add_position(ctx, array, shape);
    if (!json_object_is_type(array, json_type_array))
        return malformed(ctx);
    size_t count = json_object_array_length(array);
    for (size_t i = 0; i < count; i++) {
        geo_status status = add_nested(ctx, json_object_array_get_idx(array, i), depth - 1, shape);
        if (status != GEO_OK)
            return status;
    }
    if (depth == 1 && !geo_vec_push(&shape->ends, (uint32_t)shape->points.count))
        return geo_fail_nomem(ctx);
    if (depth == 2 && !geo_vec_push(&shape->parts, (uint32_t)shape->ends.count))
        return geo_fail_nomem(ctx);
    return GEO_OK;
}

static geo_geom_type type_named(const char *name, int *depth)
{
    static const struct {
        const char *name;
        geo_geom_type type;
        int depth;
    } kinds[] = {{"Point", GEO_GEOM_POINT, 0},
                 {"LineString", GEO_GEOM_LINE, 1},
                 {"Polygon", GEO_GEOM_POLYGON, 2},
                 {"MultiPoint", GEO_GEOM_MULTIPOINT, 1},
                 {"MultiLineString", GEO_GEOM_MULTILINE, 2},
                 {"MultiPolygon", GEO_GEOM_MULTIPOLYGON, 3}};
    for (size_t i = 0; name && i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].name, name) == 0) {
            *depth = kinds[i].depth;
            return kinds[i].type;
        }
    return GEO_GEOM_UNKNOWN;
}

/* Leaves only the arrays that this type has. */
static void hand_out(geo_geom_type type, const geo_json_shape *shape, geo_geom *out)
{
    *out = (geo_geom){
        .type = type, .points = shape->points.items, .point_count = (uint32_t)shape->points.count};
    if (type != GEO_GEOM_POINT && type != GEO_GEOM_MULTIPOINT) {
        out->ends = shape->ends.items;
        out->end_count = (uint32_t)shape->ends.count;
    }
    if (geo_geom_is_polygon(out)) {
        out->parts = shape->parts.items;
        out->part_count = (uint32_t)shape->parts.count;
    }
}

geo_status geo_json_geom(geo_ctx *ctx, struct json_object *geometry, geo_json_shape *shape,
                         geo_geom *out)
{
    int depth = 0;
    geo_geom_type type = type_named(geo_json_text(geo_json_member(geometry, "type")), &depth);
    struct json_object *coordinates = geo_json_member(geometry, "coordinates");
    *out = (geo_geom){0};
    shape->points.count = shape->ends.count = shape->parts.count = 0;
    if (type == GEO_GEOM_UNKNOWN)
        return GEO_OK;
    if (!json_object_is_type(coordinates, json_type_array))
        return malformed(ctx);
    if (json_object_array_length(coordinates) == 0)
        return GEO_OK;
    geo_status status = add_nested(ctx, coordinates, depth, shape);
    if (status == GEO_OK && shape->points.count)
        hand_out(type, shape, out);
    return status;
}
