/* Columns of towns that something else made: the same names, other types. A type that can say all
 * that the other one says takes its values over; where only most values fit, each is looked at. */
#include <math.h>

#include "io/package_parts.h"

static bool is_whole(OGRFieldType type)
{
    return type == OFTInteger || type == OFTInteger64;
}

bool geo_package_widens(OGRFieldType from, OGRFieldType to)
{
    switch (to) {
    case OFTInteger:
    case OFTInteger64:
        return is_whole(from) || from == OFTReal;
    case OFTReal:
    case OFTString:
        return is_whole(from);
    case OFTDateTime:
        return from == OFTDate || from == OFTString;
    default:
        return false;
    }
}

/* Beyond 2^53 a double has no longer every whole number. */
static const int64_t MOST_WHOLE = INT64_C(1) << 53;

static bool whole_of(OGRFeatureH row, int column, int64_t *out)
{
    double number;
    if (OGR_Fld_GetType(OGR_F_GetFieldDefnRef(row, column)) != OFTReal) {
        *out = OGR_F_GetFieldAsInteger64(row, column);
        return true;
    }
    number = OGR_F_GetFieldAsDouble(row, column);
    if (number != floor(number) || fabs(number) > (double)MOST_WHOLE)
        return false;
    *out = (int64_t)number;
    return true;
}

/* OGR writes a date as 2024/05/01. */
static bool set_moment(OGRFeatureH row, int column, OGRFeatureH copy, int at)
{
    int year, month, day, hour, minute, zone;
    float second;
    if (OGR_Fld_GetType(OGR_F_GetFieldDefnRef(row, column)) == OFTString)
        return geo_package_set_moment(copy, at, OGR_F_GetFieldAsString(row, column));
    OGR_F_GetFieldAsDateTimeEx(row, column, &year, &month, &day, &hour, &minute, &second, &zone);
    OGR_F_SetFieldDateTimeEx(copy, at, year, month, day, 0, 0, 0, 100 /* UTC */);
    return true;
}

bool geo_package_widen(OGRFeatureH row, int column, OGRFeatureH copy, int at)
{
    int64_t whole = 0;
    OGRFieldType to = OGR_Fld_GetType(OGR_F_GetFieldDefnRef(copy, at));
    if (!OGR_F_IsFieldSetAndNotNull(row, column)) {
        OGR_F_SetFieldNull(copy, at);
        return true;
    }
    if (to == OFTDateTime)
        return set_moment(row, column, copy, at);
    if (to == OFTString) {
        OGR_F_SetFieldString(copy, at, OGR_F_GetFieldAsString(row, column));
        return true;
    }
    if (!whole_of(row, column, &whole) || (to == OFTInteger && whole != (int32_t)whole) ||
        (to == OFTReal && (whole > MOST_WHOLE || whole < -MOST_WHOLE)))
        return false;
    if (to == OFTReal)
        OGR_F_SetFieldDouble(copy, at, (double)whole);
    else
        OGR_F_SetFieldInteger64(copy, at, whole);
    return true;
}
