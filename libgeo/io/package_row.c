/* Putting a row: values are checked against the column they go to, never quietly bent. */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "io/open.h"
#include "io/package_parts.h"

static const char *name_of(const geo_layer *layer, size_t column)
{
    return layer->schema.fields[column].name;
}

static geo_status misfit(geo_ctx *ctx, const geo_layer *layer, size_t column)
{
    return geo_fail(ctx, GEO_ERR_INTERNAL, "a value of the wrong type for column '%s' of '%s'",
                    name_of(layer, column), layer->schema.name);
}

static bool is_text(geo_field_type type)
{
    return type == GEO_FIELD_STRING || type == GEO_FIELD_JSON || type == GEO_FIELD_DATETIME;
}

static geo_status put_integer(geo_ctx *ctx, geo_layer *layer, size_t column, const geo_value *value)
{
    bool is_natural = value->type == GEO_FIELD_ULONG;
    if (value->type > GEO_FIELD_ULONG)
        return misfit(ctx, layer, column);
    if (is_natural && value->as.natural > INT64_MAX)
        return geo_fail(ctx, GEO_ERR_RANGE, "%llu is too large for column '%s' of '%s'",
                        (unsigned long long)value->as.natural, name_of(layer, column),
                        layer->schema.name);
    int64_t number = is_natural ? (int64_t)value->as.natural : value->as.integer;
    OGR_F_SetFieldInteger64(layer->feature, (int)column, number);
    return GEO_OK;
}

static geo_status put_number(geo_ctx *ctx, geo_layer *layer, size_t column, const geo_value *value)
{
    double number;
    if (value->type == GEO_FIELD_FLOAT || value->type == GEO_FIELD_DOUBLE)
        number = value->as.number;
    else if (value->type < GEO_FIELD_ULONG)
        number = (double)value->as.integer;
    else if (value->type == GEO_FIELD_ULONG)
        number = (double)value->as.natural;
    else
        return misfit(ctx, layer, column);
    if (isfinite(number))
        OGR_F_SetFieldDouble(layer->feature, (int)column, number);
    else
        OGR_F_SetFieldNull(layer->feature, (int)column);
    return GEO_OK;
}

/* The value's text in the layer's scratch, NUL-terminated. */
static geo_status take_text(geo_ctx *ctx, geo_layer *layer, size_t column, const geo_value *value)
{
    const char *text = value->as.string.text;
    size_t length = value->as.string.length;
    if (!is_text(value->type))
        return misfit(ctx, layer, column);
    if ((length && memchr(text, '\0', length)) || !geo_utf8_valid(text, length)) {
        geo_hint(ctx, "convert the register to UTF-8 first; a GeoPackage holds no other text");
        return geo_fail(
            ctx, GEO_ERR_FORMAT, "text that is not UTF-8 in column '%s' of '%s', row %llu",
            name_of(layer, column), layer->schema.name, (unsigned long long)layer->rows + 1);
    }
    geo_text_reset(&layer->scratch);
    geo_text_add_bytes(&layer->scratch, text, length);
    geo_text_add_char(&layer->scratch, '\0');
    return layer->scratch.failed ? geo_fail_nomem(ctx) : GEO_OK;
}

static geo_status put_text(geo_ctx *ctx, geo_layer *layer, size_t column, const geo_value *value)
{
    geo_status status = take_text(ctx, layer, column, value);
    if (!status)
        OGR_F_SetFieldString(layer->feature, (int)column, geo_text_string(&layer->scratch));
    return status;
}

/* Minutes east of UTC; no zone counts as UTC. False: not a zone. */
static bool read_zone(const char *text, int *minutes_east)
{
    int hours, minutes, used = 0;
    *minutes_east = 0;
    if (!*text || !strcmp(text, "Z") || !strcmp(text, "z"))
        return true;
    if ((*text != '+' && *text != '-') ||
        sscanf(text + 1, "%2d:%2d%n", &hours, &minutes, &used) != 2 || text[1 + used] ||
        hours > 14 || minutes > 59)
        return false;
    *minutes_east = (*text == '-' ? -1 : 1) * (hours * 60 + minutes);
    return true;
}

/* 31 February would become 2 or 3 March. */
static bool is_day(int year, int month, int day)
{
    struct tm t = {.tm_year = year, .tm_mon = month, .tm_mday = day};
    (void)timegm(&t);
    return t.tm_mday == day;
}

/* A date, with or without time and zone, in UTC: a GeoPackage holds no other zone. */
static bool read_moment(const char *text, struct tm *out, float *second)
{
    int used = 0, east;
    struct tm t = {0};
    *second = 0;
    if (sscanf(text, "%4d-%2d-%2d%n", &t.tm_year, &t.tm_mon, &t.tm_mday, &used) != 3)
        return false;
    text += used;
    if (*text == 'T' || *text == ' ') {
        char *rest;
        used = 0;
        if (sscanf(text + 1, "%2d:%2d%n", &t.tm_hour, &t.tm_min, &used) != 2 || !used)
            return false;
        text += 1 + used;
        if (*text == ':' && isdigit((unsigned char)text[1])) {
            *second = strtof(text + 1, &rest);
            text = rest;
        }
    }
    if (!read_zone(text, &east) || t.tm_mon < 1 || t.tm_mon > 12 || t.tm_mday < 1 ||
        t.tm_mday > 31 || t.tm_hour > 23 || t.tm_min > 59 || !(*second < 61))
        return false;
    t.tm_year -= 1900;
    t.tm_mon -= 1;
    if (!is_day(t.tm_year, t.tm_mon, t.tm_mday))
        return false;
    t.tm_min -= east;
    time_t seconds = timegm(&t);
    return gmtime_r(&seconds, out) != NULL;
}

bool geo_package_set_moment(OGRFeatureH row, int column, const char *text)
{
    struct tm t;
    float second;
    if (!read_moment(text, &t, &second))
        return false;
    OGR_F_SetFieldDateTimeEx(row, column, t.tm_year + 1900, t.tm_mon + 1, t.tm_mday, t.tm_hour,
                             t.tm_min, second, 100 /* UTC */);
    return true;
}

static geo_status put_moment(geo_ctx *ctx, geo_layer *layer, size_t column, const geo_value *value)
{
    geo_status status = take_text(ctx, layer, column, value);
    if (status)
        return status;
    const char *text = geo_text_string(&layer->scratch);
    if (!geo_package_set_moment(layer->feature, (int)column, text))
        return geo_fail(ctx, GEO_ERR_FORMAT, "'%.40s' in column '%s' of '%s' is not a date", text,
                        name_of(layer, column), layer->schema.name);
    return GEO_OK;
}

static geo_status put_bytes(geo_ctx *ctx, geo_layer *layer, size_t column, const geo_value *value)
{
    if (value->type != GEO_FIELD_BINARY || value->as.string.length > INT32_MAX)
        return misfit(ctx, layer, column);
    OGR_F_SetFieldBinary(layer->feature, (int)column, (int)value->as.string.length,
                         value->as.string.text);
    return GEO_OK;
}

static geo_status put_value(geo_ctx *ctx, geo_layer *layer, size_t column, const geo_value *value)
{
    if (value->is_null) {
        OGR_F_SetFieldNull(layer->feature, (int)column);
        return GEO_OK;
    }
    switch (layer->schema.fields[column].type) {
    case GEO_FIELD_FLOAT:
    case GEO_FIELD_DOUBLE:
        return put_number(ctx, layer, column, value);
    case GEO_FIELD_STRING:
    case GEO_FIELD_JSON:
        return put_text(ctx, layer, column, value);
    case GEO_FIELD_DATETIME:
        return put_moment(ctx, layer, column, value);
    case GEO_FIELD_BINARY:
        return put_bytes(ctx, layer, column, value);
    default:
        return put_integer(ctx, layer, column, value);
    }
}

static geo_status put_geometry(geo_ctx *ctx, geo_layer *layer, const geo_geom *geom)
{
    OGRGeometryH made = NULL;
    geo_status status = geo_package_wkb(ctx, layer->schema.type, geom, &layer->wkb);
    if (status)
        return geo_while(ctx, status, "while writing row %llu of '%s'",
                         (unsigned long long)layer->rows + 1, layer->schema.name);
    if (OGR_G_CreateFromWkb(layer->wkb.items, NULL, &made, (int)layer->wkb.count) != OGRERR_NONE)
        return geo_fail(ctx, GEO_ERR_GEOM, "cannot write the geometry of row %llu of '%s'",
                        (unsigned long long)layer->rows + 1, layer->schema.name);
    OGR_F_SetGeometryDirectly(layer->feature, made);
    layer->geometries++;
    return GEO_OK;
}

static geo_status put(geo_ctx *ctx, geo_layer *layer, const geo_geom *geom, const geo_value *values)
{
    geo_status status = GEO_OK;
    bool has_geometry = geom && geom->point_count && !layer->no_geometry;
    for (size_t i = 0; !status && i < layer->schema.field_count; i++)
        status = put_value(ctx, layer, i, &values[i]);
    if (status)
        return status;
    if (has_geometry)
        status = put_geometry(ctx, layer, geom);
    else
        OGR_F_SetGeometryDirectly(layer->feature, NULL);
    if (status)
        return status;
    OGR_F_SetFID(layer->feature, OGRNullFID);
    if (OGR_L_CreateFeature(layer->handle, layer->feature) != OGRERR_NONE)
        return geo_fail(ctx, GEO_ERR_IO, "cannot write to '%s'", layer->package->name);
    layer->rows++;
    return GEO_OK;
}

geo_status geo_layer_put(geo_ctx *ctx, geo_layer *layer, const geo_geom *geom,
                         const geo_value *values)
{
    geo_watch watch;
    if (!layer->handle)
        return geo_fail(ctx, GEO_ERR_INTERNAL, "a row after the commit");
    geo_watch_begin(&watch);
    geo_status status = put(ctx, layer, geom, values);
    geo_watch_end(&watch);
    if (status == GEO_OK || status == GEO_ERR_IO) {
        geo_status heard =
            geo_watch_check(ctx, &watch, GEO_ERR_IO, "cannot write", layer->package->name);
        status = heard ? heard : status;
    }
    return status;
}

geo_status geo_layer_fill(geo_ctx *ctx, geo_layer *layer, const char *column, const char *text,
                          const char *by, const char *value)
{
    geo_watch watch;
    char *sql = sqlite3_mprintf("UPDATE \"%w\" SET \"%w\" = %Q WHERE \"%w\" = %Q", layer->table,
                                column, text, by, value);
    if (!sql)
        return geo_fail_nomem(ctx);
    geo_watch_begin(&watch);
    geo_package_clock(layer->package, true);
    OGRLayerH answer = GDALDatasetExecuteSQL(layer->package->dataset, sql, NULL, NULL);
    if (answer)
        GDALDatasetReleaseResultSet(layer->package->dataset, answer);
    geo_package_clock(layer->package, false);
    geo_watch_end(&watch);
    sqlite3_free(sql);
    return geo_watch_check(ctx, &watch, GEO_ERR_IO, "cannot write", layer->package->name);
}
