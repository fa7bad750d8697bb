/* One GeoJSON feature as json-c holds it, turned into plain values; for the files of this floor. */
#ifndef GEO_IO_JSON_FEATURE_H
#define GEO_IO_JSON_FEATURE_H

#include <json-c/json.h>

#include "io/row.h"

/* Kinds of values a column has been seen with. */
enum {
    GEO_JSON_BOOL = 1,
    GEO_JSON_INT = 2,
    GEO_JSON_DOUBLE = 4,
    GEO_JSON_TEXT = 8,
    GEO_JSON_NESTED = 16
};
unsigned geo_json_kind(struct json_object *value); /* 0: null */
/* The column type that takes all of these kinds; mixtures are text. */
geo_field_type geo_json_type_for(unsigned kinds);
/* False: the value does not fit the type. Text belongs to the JSON value. */
bool geo_json_value(struct json_object *value, geo_field_type type, geo_value *out);

/* Member of an object, or NULL (absent, null, no object). */
struct json_object *geo_json_member(struct json_object *object, const char *key);
/* Text of a string value, or NULL. */
const char *geo_json_text(struct json_object *value);

/* Storage for the geometry of one feature after another. */
typedef struct geo_json_shape {
    GEO_VEC(geo_point) points;
    GEO_VEC(uint32_t) ends;
    GEO_VEC(uint32_t) parts;
} geo_json_shape;
void geo_json_shape_release(geo_json_shape *shape);

/* Reads a geometry object in plan. out->type UNKNOWN: null, empty, or a kind that a geo_geom cannot
 * hold. Arrays live in `shape` until the next call. Errors: FORMAT, NOMEM. */
geo_status geo_json_geom(geo_ctx *ctx, struct json_object *geometry, geo_json_shape *shape,
                         geo_geom *out) GEO_MUST_USE;

#endif
