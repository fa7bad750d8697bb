/* One row of a theme: its columns, and its geometry checked, transformed and mended. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/parse.h"
#include "io/date_digits.h"
#include "io/source_parts.h"

static bool is_set(OGRFeatureH row, int column)
{
    return column >= 0 && OGR_F_IsFieldSetAndNotNull(row, column);
}

static OGRFieldType type_of(OGRFeatureH row, int column)
{
    return OGR_Fld_GetType(OGR_F_GetFieldDefnRef(row, column));
}

/* GDAL writes dates with slashes and in words of its own. */
static const char *date_text(OGRFeatureH row, int column, char *room, size_t size)
{
    int year, month, day, hour, minute, zone;
    float second;
    OGR_F_GetFieldAsDateTimeEx(row, column, &year, &month, &day, &hour, &minute, &second, &zone);
    int used = geo_put_date(room, size, year, month, day);
    if (type_of(row, column) != OFTDate) {
        used += geo_put_time(room + used, hour, minute, (int)second);
        if (zone == 100)
            room[used++] = 'Z';
        room[used] = '\0';
    }
    return room;
}

bool geo_source_text(OGRFeatureH row, int column, geo_arena *arena, const char **out)
{
    char room[64];
    const char *text;
    *out = NULL;
    if (!is_set(row, column))
        return true;
    OGRFieldType type = type_of(row, column);
    if (type == OFTDate || type == OFTDateTime)
        text = date_text(row, column, room, sizeof room);
    else
        text = OGR_F_GetFieldAsString(row, column);
    *out = geo_arena_strndup(arena, text, strlen(text));
    return *out != NULL;
}

double geo_source_number(OGRFeatureH row, int column)
{
    double number;
    if (!is_set(row, column))
        return NAN;
    if (type_of(row, column) == OFTString)
        return geo_parse_double(NULL, OGR_F_GetFieldAsString(row, column), &number) ? NAN : number;
    return OGR_F_GetFieldAsDouble(row, column);
}

static bool is_wanted_kind(const geo_source *source, geo_geom_type type)
{
    geo_geom_type single = type > GEO_GEOM_POLYGON ? type - 3 : type;
    return source->any_kind || source->kinds[type] || source->kinds[single];
}

static bool lies_in(const geo_geom *geom, geo_box area)
{
    geo_box box = geo_box_of(geom);
    return box.xmin >= area.xmin && box.xmax <= area.xmax && box.ymin >= area.ymin &&
           box.ymax <= area.ymax;
}

static void reject(geo_source_shape *shape, const char *reason)
{
    shape->reason = reason;
    shape->rejected = true;
}

static void reject_place(geo_source_shape *shape)
{
    reject(shape, "outside the area of use of its coordinate system");
    shape->outside = true;
}

static geo_status transform(geo_ctx *ctx, geo_source *source, geo_source_shape *shape)
{
    geo_geom *geom = &shape->geom;
    if (source->has_area && !lies_in(geom, source->area)) {
        reject_place(shape);
        return GEO_OK;
    }
    if (!source->transform)
        return GEO_OK;
    geo_status status =
        geo_transform_points(ctx, source->transform, geom->points, geom->point_count);
    if (status)
        return status;
    if (!geo_geom_is_finite(geom) ||
        (source->has_target_area && !lies_in(geom, source->target_area)))
        reject_place(shape);
    return GEO_OK;
}

static geo_status mend(geo_ctx *ctx, geo_source *source, geo_arena *arena, geo_source_shape *shape)
{
    geo_geom mended = {0};
    geo_repair what = GEO_REPAIR_NONE;
    const char *reason = NULL;
    geo_status status = geo_geos_repair(ctx, source->geos, &shape->geom, &mended, &what, &reason);
    if (!status && what == GEO_REPAIR_REFUSED)
        reject(shape, reason);
    if (!status && what == GEO_REPAIR_DONE) {
        shape->reason = reason;
        status = geo_geom_keep(ctx, arena, &mended, &shape->geom);
    }
    geo_geom_release(&mended);
    return status;
}

geo_status geo_source_take_shape(geo_ctx *ctx, geo_source *source, OGRGeometryH from,
                                 geo_arena *arena, geo_source_shape *out)
{
    geo_source_shape shape = {0};
    const char *reason = NULL;
    geo_status status = geo_open_geom(ctx, from, arena, &shape.geom, &reason);
    if (!status && reason) {
        reject(&shape, reason);
    } else if (!status && !is_wanted_kind(source, shape.geom.type)) {
        reject(&shape, "geometry of another kind");
    } else if (!status) {
        shape.first = shape.geom.points[0];
        status = transform(ctx, source, &shape);
    }
    if (!status && !shape.rejected)
        status = mend(ctx, source, arena, &shape);
    if (!status)
        *out = shape;
    return status;
}
