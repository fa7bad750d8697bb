/* Files through GDAL (GeoPackage, GeoJSON): features become rows, in the layer's order. */
#include <stdio.h>
#include <unistd.h>

#include "base/alloc.h"
#include "io/date_digits.h"
#include "io/open.h"
#include "io/reader_parts.h"

typedef struct file_source {
    geo_vector vector;
    char *remove; /* private copy of a stream, or NULL */
    geo_arena *arena;
    geo_value *values;
    OGRFieldType *types; /* of the columns, as GDAL has them */
} file_source;

static void free_source(void *state)
{
    file_source *s = state;
    if (!s)
        return;
    geo_vector_release(&s->vector);
    if (s->remove)
        unlink(s->remove);
    geo_free(s->remove);
    geo_arena_free(s->arena);
    geo_free(s->values);
    geo_free(s->types);
    geo_free(s);
}

static geo_field_type field_type(OGRFieldDefnH field)
{
    OGRFieldSubType subtype = OGR_Fld_GetSubType(field);
    switch (OGR_Fld_GetType(field)) {
    case OFTInteger:
        return subtype == OFSTBoolean ? GEO_FIELD_BOOL
               : subtype == OFSTInt16 ? GEO_FIELD_SHORT
                                      : GEO_FIELD_INT;
    case OFTInteger64:
        return GEO_FIELD_LONG;
    case OFTReal:
        return subtype == OFSTFloat32 ? GEO_FIELD_FLOAT : GEO_FIELD_DOUBLE;
    case OFTDate:
    case OFTDateTime:
        return GEO_FIELD_DATETIME;
    case OFTBinary:
        return GEO_FIELD_BINARY;
    default:
        return subtype == OFSTJSON ? GEO_FIELD_JSON : GEO_FIELD_STRING;
    }
}

/* Curves come out straight, so a layer of curves is one of lines or polygons. */
static geo_geom_type layer_type(OGRLayerH layer)
{
    OGRwkbGeometryType type = OGR_GT_GetLinear(OGR_GT_Flatten(OGR_L_GetGeomType(layer)));
    return type >= wkbPoint && type <= wkbMultiPolygon ? (geo_geom_type)type : GEO_GEOM_UNKNOWN;
}

/* Has GDAL leave every column out. */
static geo_status ignore_columns(geo_ctx *ctx, const geo_vector *vector)
{
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(vector->layer);
    int count = OGR_FD_GetFieldCount(definition);
    const char **names = geo_calloc((size_t)count + 1, sizeof *names);
    if (!names)
        return geo_fail_nomem(ctx);
    for (int i = 0; i < count; i++)
        names[i] = OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i));
    bool done = OGR_L_SetIgnoredFields(vector->layer, names) == OGRERR_NONE;
    geo_free(names);
    return done ? GEO_OK : geo_fail(ctx, GEO_ERR_INTERNAL, "columns cannot be left out");
}

static geo_status read_schema(geo_ctx *ctx, geo_reader *reader, const geo_vector *vector)
{
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(vector->layer);
    if (OGR_FD_GetGeomType(definition) == wkbNone)
        return geo_fail(ctx, GEO_ERR_FORMAT, "%s has no geometry", reader->name);
    geo_status status = geo_schema_init(ctx, &reader->schema, vector->layer_name,
                                        layer_type(vector->layer), vector->crs);
    if (status == GEO_OK && reader->options.places_only)
        return ignore_columns(ctx, vector);
    for (int i = 0; i < OGR_FD_GetFieldCount(definition) && status == GEO_OK; i++) {
        OGRFieldDefnH field = OGR_FD_GetFieldDefn(definition, i);
        status = geo_schema_add(ctx, &reader->schema, OGR_Fld_GetNameRef(field), field_type(field));
    }
    return status;
}

static geo_status take_provenance(geo_ctx *ctx, geo_reader *reader, const geo_vector *vector)
{
    reader->schema.provenance = geo_strdup(vector->provenance);
    return reader->schema.provenance || !vector->provenance ? GEO_OK : geo_fail_nomem(ctx);
}

/* "2024-05-01", or with time and zone "2024-05-01T12:00:00.5+02:00". */
static geo_status moment_value(geo_ctx *ctx, file_source *s, OGRFeatureH feature, int index,
                               geo_value *out)
{
    int year, month, day, hour, minute, zone, used;
    float second;
    char text[64];
    bool is_date = s->types[index] == OFTDate;
    (void)OGR_F_GetFieldAsDateTimeEx(feature, index, &year, &month, &day, &hour, &minute, &second,
                                     &zone);
    used = geo_put_date(text, sizeof text, year, month, day);
    if (!is_date) {
        int ms = (int)(second * 1000 + 0.5f), quarters = zone - 100;
        used += geo_put_time(text + used, hour, minute, ms / 1000);
        if (ms % 1000)
            used += snprintf(text + used, sizeof text - (size_t)used, ".%03d", ms % 1000);
        if (zone == 100)
            text[used++] = 'Z';
        else if (zone > 1)
            used += snprintf(text + used, sizeof text - (size_t)used, "%c%02d:%02d",
                             quarters < 0 ? '-' : '+', abs(quarters) / 4, abs(quarters) % 4 * 15);
    }
    out->as.string.text = geo_arena_strndup(s->arena, text, (size_t)used);
    out->as.string.length = (uint32_t)used;
    return out->as.string.text ? GEO_OK : geo_fail_nomem(ctx);
}

/* Most columns are text, which is had without a copy and without asking three times. */
static bool take_string(const file_source *s, OGRFeatureH feature, int index, geo_value *out)
{
    const OGRField *raw =
        s->types[index] == OFTString ? OGR_F_GetRawFieldRef(feature, index) : NULL;
    if (!raw || OGR_RawField_IsUnset(raw) || OGR_RawField_IsNull(raw))
        return raw != NULL;
    out->is_null = false;
    out->as.string.text = raw->String;
    out->as.string.length = (uint32_t)strlen(raw->String);
    return true;
}

static geo_status field_value(geo_ctx *ctx, file_source *s, OGRFeatureH feature, int index,
                              geo_field_type type, geo_value *out)
{
    int length = 0;
    *out = geo_value_null(type);
    if (take_string(s, feature, index, out) || !OGR_F_IsFieldSetAndNotNull(feature, index))
        return GEO_OK;
    out->is_null = false;
    switch (type) {
    case GEO_FIELD_BOOL:
    case GEO_FIELD_SHORT:
    case GEO_FIELD_INT:
    case GEO_FIELD_LONG:
        out->as.integer = OGR_F_GetFieldAsInteger64(feature, index);
        return GEO_OK;
    case GEO_FIELD_FLOAT:
    case GEO_FIELD_DOUBLE:
        out->as.number = OGR_F_GetFieldAsDouble(feature, index);
        return GEO_OK;
    case GEO_FIELD_DATETIME:
        return moment_value(ctx, s, feature, index, out);
    case GEO_FIELD_BINARY:
        out->as.string.text = (const char *)OGR_F_GetFieldAsBinary(feature, index, &length);
        out->as.string.length = (uint32_t)length;
        return GEO_OK;
    default:
        out->as.string.text = OGR_F_GetFieldAsString(feature, index);
        out->as.string.length = (uint32_t)strlen(out->as.string.text);
        return GEO_OK;
    }
}

/* OGR_F_GetFieldAsString reuses one buffer for what is no string: such text is copied. */
static geo_status keep_text(geo_ctx *ctx, file_source *s, int index, geo_value *value)
{
    if (value->is_null || value->type != GEO_FIELD_STRING || s->types[index] == OFTString)
        return GEO_OK;
    value->as.string.text =
        geo_arena_strndup(s->arena, value->as.string.text, value->as.string.length);
    return value->as.string.text ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status read_values(geo_ctx *ctx, const geo_reader *reader, file_source *s,
                              OGRFeatureH feature)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; i < reader->schema.field_count && status == GEO_OK; i++) {
        status = field_value(ctx, s, feature, (int)i, reader->schema.fields[i].type, &s->values[i]);
        if (status == GEO_OK)
            status = keep_text(ctx, s, (int)i, &s->values[i]);
    }
    return status;
}

/* When the file is read for points, a layer of other things loses its rows, not its name. */
static geo_status read_geom(geo_ctx *ctx, const geo_reader *reader, file_source *s,
                            OGRFeatureH feature, geo_geom *geom, const char **reason)
{
    geo_status status = geo_open_geom(ctx, OGR_F_GetGeometryRef(feature), s->arena, geom, reason);
    if (status == GEO_OK && !*reason && !reader->options.points_only)
        status = geo_reader_fit(ctx, reader->schema.type, geom, s->arena, reason);
    return status;
}

static geo_status add_row(geo_ctx *ctx, geo_reader *reader, geo_batch *batch, OGRFeatureH feature)
{
    file_source *s = reader->state;
    geo_geom geom = {0};
    const char *reason = NULL;
    geo_arena_reset(s->arena);
    geo_status status = read_values(ctx, reader, s, feature);
    if (status == GEO_OK)
        status = read_geom(ctx, reader, s, feature, &geom, &reason);
    return status == GEO_OK ? geo_reader_put(ctx, reader, batch, &geom, s->values, reason) : status;
}

static geo_status next_row(geo_ctx *ctx, geo_reader *reader, geo_batch *batch)
{
    file_source *s = reader->state;
    OGRFeatureH feature = NULL;
    geo_status status = geo_vector_next(ctx, &s->vector, &feature);
    if (status != GEO_OK)
        return status;
    if (!feature) {
        reader->ended = true;
        return GEO_OK;
    }
    status = add_row(ctx, reader, batch, feature);
    OGR_F_Destroy(feature);
    return geo_while(ctx, status, "reading feature %llu of %s",
                     (unsigned long long)(reader->rows + batch->starts.count + 1), reader->name);
}

static geo_status next(geo_ctx *ctx, geo_reader *reader, geo_batch *batch)
{
    geo_status status = GEO_OK;
    while (status == GEO_OK && !reader->ended && !geo_reader_is_full(batch)) {
        size_t from = batch->starts.count;
        while (status == GEO_OK && !reader->ended && !geo_reader_is_full(batch) &&
               batch->starts.count - from < 1024)
            status = next_row(ctx, reader, batch);
        if (status == GEO_OK)
            status = geo_reader_judge(ctx, reader, batch, from);
    }
    return status;
}

static geo_status set_up(geo_ctx *ctx, geo_reader *reader, file_source *s)
{
    s->arena = geo_arena_new();
    s->values = geo_alloc(reader->schema.field_count, sizeof *s->values);
    s->types = geo_alloc(reader->schema.field_count, sizeof *s->types);
    if (!s->arena || !s->values || !s->types)
        return geo_fail_nomem(ctx);
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(s->vector.layer);
    for (size_t i = 0; i < reader->schema.field_count; i++)
        s->types[i] = OGR_Fld_GetType(OGR_FD_GetFieldDefn(definition, (int)i));
    return GEO_OK;
}

geo_status geo_reader_open_file(geo_ctx *ctx, geo_reader *reader, const char *dataset, char *remove)
{
    static const geo_reader_kind kind = {next, free_source};
    file_source *s = geo_calloc(1, sizeof *s);
    if (!s) {
        if (remove)
            unlink(remove);
        geo_free(remove);
        return geo_fail_nomem(ctx);
    }
    s->remove = remove;
    reader->kind = &kind;
    reader->state = s;
    geo_open_options options = {.layer = remove ? NULL : reader->options.layer,
                                .default_layer = reader->options.default_layer,
                                .crs = reader->options.crs,
                                .is_open = reader->options.places_only,
                                .allow_network = reader->options.allow_network};
    geo_status status = geo_vector_init(ctx, dataset, &options, &s->vector);
    if (remove)
        status = geo_while(ctx, status, "reading %s", reader->name);
    if (status == GEO_OK && !remove) {
        char *name = geo_strdup(s->vector.name);
        status = name ? GEO_OK : geo_fail_nomem(ctx);
        geo_free(status == GEO_OK ? reader->name : NULL);
        reader->name = name ? name : reader->name;
    }
    if (status == GEO_OK)
        status = read_schema(ctx, reader, &s->vector);
    if (status == GEO_OK)
        status = take_provenance(ctx, reader, &s->vector);
    if (status == GEO_OK)
        status = set_up(ctx, reader, s);
    if (status == GEO_OK)
        status = geo_reader_settle(ctx, reader, (uint8_t)reader->schema.type);
    return status;
}
