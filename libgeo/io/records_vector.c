/* Records of what GDAL reads: shapefile, FlatGeobuf, GeoJSON. */
#include <cpl_string.h>
#include <math.h>

#include "base/alloc.h"
#include "io/records_parts.h"

typedef struct state {
    geo_vector vector;
    OGRFeatureH feature; /* given last */
    int *columns;        /* -1: there is none */
    geo_text text;
} state;

static void close_vector(geo_records *r)
{
    state *s = r->state;
    if (!s)
        return;
    OGR_F_Destroy(s->feature);
    geo_vector_release(&s->vector);
    geo_free(s->columns);
    geo_text_release(&s->text);
    geo_free(s);
}

static bool is_wanted(const geo_records *r, int column)
{
    const state *s = r->state;
    for (size_t i = 0; i < r->field_count; i++)
        if (s->columns[i] == column)
            return true;
    return false;
}

static geo_status note_columns(geo_ctx *ctx, geo_records *r)
{
    const state *s = r->state;
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(s->vector.layer);
    geo_status status = GEO_OK;
    for (int i = 0; !status && i < OGR_FD_GetFieldCount(definition); i++)
        status =
            geo_records_note_column(ctx, r, OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
    return status;
}

/* Columns nobody asked for are not even decoded. */
static void ignore_others(const geo_records *r)
{
    const state *s = r->state;
    OGRFeatureDefnH definition = OGR_L_GetLayerDefn(s->vector.layer);
    char **names = NULL;
    for (int i = 0; i < OGR_FD_GetFieldCount(definition); i++)
        if (!is_wanted(r, i))
            names = CSLAddString(names, OGR_Fld_GetNameRef(OGR_FD_GetFieldDefn(definition, i)));
    if (names && OGR_L_TestCapability(s->vector.layer, OLCIgnoreFields))
        OGR_L_SetIgnoredFields(s->vector.layer, (const char **)(void *)names);
    CSLDestroy(names);
}

static geo_status find_columns(geo_ctx *ctx, geo_records *r)
{
    state *s = r->state;
    s->columns = geo_alloc(r->field_count, sizeof *s->columns);
    if (!s->columns)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < r->field_count; i++) {
        s->columns[i] = OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(s->vector.layer), r->fields[i]);
        r->has[i] = s->columns[i] >= 0;
    }
    geo_status status = note_columns(ctx, r);
    ignore_others(r);
    return status;
}

static geo_status open_vector(geo_ctx *ctx, geo_records *r, const char *dataset,
                              const geo_records_options *options)
{
    const geo_open_options open = {
        .layer = options->layer, .crs = options->crs, .registry = true, .encoding = r->encoding};
    state *s = r->state = geo_calloc(1, sizeof *s);
    if (!s)
        return geo_fail_nomem(ctx);
    geo_status status = geo_vector_init(ctx, dataset, &open, &s->vector);
    if (status)
        return status;
    r->is_table = OGR_L_GetGeomType(s->vector.layer) == wkbNone;
    r->name = geo_strdup(s->vector.name);
    if (!r->name)
        return geo_fail_nomem(ctx);
    r->crs = s->vector.crs;
    s->vector.crs = NULL;
    status = geo_records_settle_crs(ctx, r, options);
    if (!status)
        status = find_columns(ctx, r);
    return status;
}

static geo_status next_vector(geo_ctx *ctx, geo_records *r, geo_records_row *out)
{
    state *s = r->state;
    OGR_F_Destroy(s->feature);
    s->feature = NULL;
    geo_status status = geo_vector_next(ctx, &s->vector, &s->feature);
    if (status || !s->feature)
        return status ? status : GEO_END;
    out->number = (uint64_t)OGR_F_GetFID(s->feature);
    if (s->vector.damaged)
        out->reason = "unreadable row";
    else if (!r->is_table)
        status = geo_open_geom(ctx, OGR_F_GetGeometryRef(s->feature), r->arena, &out->geom,
                               &out->reason);
    return status;
}

/* OGR's zone: 100 is UTC, each step a quarter of an hour; 0 and 1: not told. */
static void add_zone(geo_text *text, int zone)
{
    int quarters = zone > 100 ? zone - 100 : 100 - zone;
    if (zone == 100)
        geo_text_add_char(text, 'Z');
    else if (zone > 1)
        geo_text_addf(text, "%c%02d:%02d", zone > 100 ? '+' : '-', quarters / 4, quarters % 4 * 15);
}

static void add_time(geo_text *text, int hour, int minute, float second)
{
    int thousandths = (int)lround((double)second * 1000);
    geo_text_addf(text, "%02d:%02d:%02d", hour, minute, thousandths / 1000);
    if (thousandths % 1000)
        geo_text_addf(text, ".%03d", thousandths % 1000);
}

static void add_date(geo_text *text, OGRFeatureH row, int column, OGRFieldType type)
{
    int year, month, day, hour, minute, zone;
    float second;
    OGR_F_GetFieldAsDateTimeEx(row, column, &year, &month, &day, &hour, &minute, &second, &zone);
    if (type != OFTTime)
        geo_text_addf(text, "%04d-%02d-%02d", year, month, day);
    if (type == OFTDateTime)
        geo_text_add_char(text, 'T');
    if (type != OFTDate) {
        add_time(text, hour, minute, second);
        add_zone(text, zone);
    }
}

static void add_list(geo_text *text, OGRFeatureH row, int column, OGRFieldType type)
{
    int count = 0;
    const int *small = NULL;
    const GIntBig *large = NULL;
    const double *real = NULL;
    char **words = NULL;
    if (type == OFTIntegerList)
        small = OGR_F_GetFieldAsIntegerList(row, column, &count);
    else if (type == OFTInteger64List)
        large = OGR_F_GetFieldAsInteger64List(row, column, &count);
    else if (type == OFTRealList)
        real = OGR_F_GetFieldAsDoubleList(row, column, &count);
    else
        count = CSLCount(words = OGR_F_GetFieldAsStringList(row, column));
    for (int i = 0; i < count; i++) {
        if (i)
            geo_text_add_char(text, ',');
        if (words)
            geo_text_add(text, words[i]);
        else if (real)
            geo_text_add_double(text, real[i]);
        else
            geo_text_add_int(text, small ? small[i] : large[i]);
    }
}

static void add_field(geo_text *text, OGRFeatureH row, int column)
{
    OGRFieldType type = OGR_Fld_GetType(OGR_F_GetFieldDefnRef(row, column));
    switch (type) {
    case OFTInteger:
    case OFTInteger64:
        geo_text_add_int(text, OGR_F_GetFieldAsInteger64(row, column));
        break;
    case OFTReal:
        geo_text_add_double(text, OGR_F_GetFieldAsDouble(row, column));
        break;
    case OFTDate:
    case OFTTime:
    case OFTDateTime:
        add_date(text, row, column, type);
        break;
    case OFTIntegerList:
    case OFTInteger64List:
    case OFTRealList:
    case OFTStringList:
        add_list(text, row, column, type);
        break;
    default:
        geo_text_add(text, OGR_F_GetFieldAsString(row, column));
    }
}

static geo_status text_vector(geo_ctx *ctx, geo_records *r)
{
    state *s = r->state;
    for (size_t i = 0; i < r->field_count; i++) {
        geo_text_reset(&s->text);
        if (s->columns[i] >= 0 && OGR_F_IsFieldSetAndNotNull(s->feature, s->columns[i]))
            add_field(&s->text, s->feature, s->columns[i]);
        if (s->text.failed)
            return geo_fail_nomem(ctx);
        geo_status status = geo_records_put(ctx, r, i, s->text.data, s->text.length);
        if (status)
            return status;
    }
    return GEO_OK;
}

const geo_records_kind geo_records_vector = {open_vector, next_vector, text_vector, close_vector};
