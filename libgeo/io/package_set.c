/* Numbers into rows that stay: the row is read and written as a whole, so that its other columns
 * and its geometry are what they were. */
#include <math.h>

#include "base/alloc.h"
#include "io/open.h"
#include "io/package_parts.h"

/* A height in whole metres is another one. */
static geo_status check_type(geo_ctx *ctx, const geo_package *package, OGRLayerH handle, int column)
{
    OGRFieldDefnH there = OGR_FD_GetFieldDefn(OGR_L_GetLayerDefn(handle), column);
    if (OGR_Fld_GetType(there) == OFTReal)
        return GEO_OK;
    geo_hint(ctx, "give that column decimals, or take it out: it is then made anew");
    return geo_fail(ctx, GEO_ERR_FORMAT, "column '%s' of layer '%s' of '%s' is %s, not Real",
                    OGR_Fld_GetNameRef(there), OGR_L_GetName(handle), package->name,
                    OGR_GetFieldTypeName(OGR_Fld_GetType(there)));
}

/* A layer that lacks the column gets it: absent is null, and now it is known. */
static geo_status find_column(geo_ctx *ctx, const geo_package *package, OGRLayerH handle,
                              const char *name, int *out)
{
    *out = OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(handle), name);
    if (*out >= 0)
        return check_type(ctx, package, handle, *out);
    OGRFieldDefnH column = OGR_Fld_Create(name, OFTReal);
    bool good = OGR_L_CreateField(handle, column, FALSE) == OGRERR_NONE;
    OGR_Fld_Destroy(column);
    *out = OGR_FD_GetFieldIndex(OGR_L_GetLayerDefn(handle), name);
    return good && *out >= 0 ? GEO_OK
                             : geo_fail(ctx, GEO_ERR_IO, "cannot make column '%s' of '%s' in '%s'",
                                        name, OGR_L_GetName(handle), package->name);
}

static geo_status find_columns(geo_ctx *ctx, const geo_package *package, OGRLayerH handle,
                               const char *const *columns, size_t count, int *out)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < count; i++)
        status = find_column(ctx, package, handle, columns[i], &out[i]);
    return status;
}

static bool has_any(const double *values, size_t count)
{
    size_t i = 0;
    while (i < count && isnan(values[i]))
        i++;
    return i < count;
}

static geo_status set_row(geo_ctx *ctx, const geo_package *package, OGRLayerH handle,
                          const int *fields, size_t count, int64_t fid, const double *values)
{
    OGRFeatureH row = OGR_L_GetFeature(handle, fid);
    if (!row)
        return geo_fail(ctx, GEO_ERR_NOTFOUND, "layer '%s' of '%s' has no row %lld",
                        OGR_L_GetName(handle), package->name, (long long)fid);
    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i]))
            OGR_F_SetFieldDouble(row, fields[i], values[i]);
    bool good = OGR_L_SetFeature(handle, row) == OGRERR_NONE;
    OGR_F_Destroy(row);
    return good ? GEO_OK : geo_fail(ctx, GEO_ERR_IO, "cannot write to '%s'", package->name);
}

static geo_status set_rows(geo_ctx *ctx, const geo_package *package, const char *layer,
                           const char *const *columns, size_t column_count, const int64_t *fids,
                           const double *values, size_t row_count)
{
    OGRLayerH handle = GDALDatasetGetLayerByName(package->dataset, layer);
    int *fields = geo_alloc(column_count, sizeof *fields);
    geo_status status = fields ? GEO_OK : geo_fail_nomem(ctx);
    if (!status && !handle)
        status = geo_fail(ctx, GEO_ERR_NOTFOUND, "'%s' has no layer '%s'", package->name, layer);
    if (!status)
        status = find_columns(ctx, package, handle, columns, column_count, fields);
    for (size_t i = 0; !status && i < row_count; i++)
        if (has_any(values + i * column_count, column_count))
            status = set_row(ctx, package, handle, fields, column_count, fids[i],
                             values + i * column_count);
    geo_free(fields);
    return status;
}

geo_status geo_package_set(geo_ctx *ctx, geo_package *package, const char *layer,
                           const char *const *columns, size_t column_count, const int64_t *fids,
                           const double *values, size_t row_count)
{
    geo_watch watch;
    geo_watch_begin(&watch);
    geo_package_clock(package, true);
    geo_status status =
        set_rows(ctx, package, layer, columns, column_count, fids, values, row_count);
    geo_package_clock(package, false);
    geo_watch_end(&watch);
    return status ? status
                  : geo_watch_check(ctx, &watch, GEO_ERR_IO, "cannot write", package->name);
}
