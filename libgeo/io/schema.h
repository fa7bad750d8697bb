/* What a stream or layer consists of: its columns, geometry type and CRS. Types are FlatGeobuf's,
 * since that is what flows through the pipes. */
#ifndef GEO_IO_SCHEMA_H
#define GEO_IO_SCHEMA_H

#include "crs/crs.h"

typedef enum geo_field_type { /* numbers as in FlatGeobuf's ColumnType */
                              GEO_FIELD_BYTE = 0,
                              GEO_FIELD_UBYTE = 1,
                              GEO_FIELD_BOOL = 2,
                              GEO_FIELD_SHORT = 3,
                              GEO_FIELD_USHORT = 4,
                              GEO_FIELD_INT = 5,
                              GEO_FIELD_UINT = 6,
                              GEO_FIELD_LONG = 7,
                              GEO_FIELD_ULONG = 8,
                              GEO_FIELD_FLOAT = 9,
                              GEO_FIELD_DOUBLE = 10,
                              GEO_FIELD_STRING = 11,
                              GEO_FIELD_JSON = 12,
                              GEO_FIELD_DATETIME =
                                  13, /* ISO 8601 text; a plain date stays "YYYY-MM-DD" */
                              GEO_FIELD_BINARY = 14
} geo_field_type;

typedef struct geo_field {
    char *name;
    geo_field_type type;
} geo_field;

typedef struct geo_schema {
    char *name;         /* layer name, without provenance */
    geo_geom_type type; /* UNKNOWN: mixed */
    bool has_z, has_m;  /* of the encoded rows */
    geo_crs *crs;       /* NULL: unknown */
    geo_field *fields;  /* at most 2,000 */
    size_t field_count;
    char *provenance; /* JSON text (io/provenance.h), or NULL: a foreign stream */
} geo_schema;

geo_status geo_schema_init(geo_ctx *ctx, geo_schema *schema, const char *name, geo_geom_type type,
                           const geo_crs *crs) GEO_MUST_USE;
void geo_schema_release(geo_schema *schema);
geo_status geo_schema_clone(geo_ctx *ctx, const geo_schema *from, geo_schema *out) GEO_MUST_USE;
/* Errors: ARG when a column of that name (any letter case) exists, LIMIT. */
geo_status geo_schema_add(geo_ctx *ctx, geo_schema *schema, const char *name,
                          geo_field_type type) GEO_MUST_USE;
/* Index of the column of that name (exact case), or SIZE_MAX. */
size_t geo_schema_find(const geo_schema *schema, const char *name);

#endif
