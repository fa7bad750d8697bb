/* The CRS of an opened file, against what the user says it is. */
#include <cpl_conv.h>
#include <ogr_srs_api.h>
#include <string.h>
#include <strings.h>

#include "io/open.h"

/* GeoPackage's srs ids -1 and 0 come as systems of these names. */
static bool is_undefined(OGRSpatialReferenceH srs)
{
    const char *name = srs ? OSRGetName(srs) : NULL;
    return !srs || OSRIsLocal(srs) || (name && !strncasecmp(name, "undefined", 9));
}

static geo_status from_file(geo_ctx *ctx, OGRSpatialReferenceH srs, const char *name, geo_crs **out)
{
    static const char *const options[] = {"FORMAT=WKT2_2019", "MULTILINE=NO", NULL};
    char *wkt = NULL;
    *out = NULL;
    if (is_undefined(srs))
        return GEO_OK;
    if (OSRExportToWktEx(srs, &wkt, options) != OGRERR_NONE || !wkt) {
        CPLFree(wkt);
        return geo_fail(ctx, GEO_ERR_CRS, "the coordinate system of '%s' is not understood", name);
    }
    geo_status status = geo_crs_new(ctx, wkt, out);
    CPLFree(wkt);
    return geo_while(ctx, status, "while reading the coordinate system of '%s'", name);
}

geo_status geo_open_crs(geo_ctx *ctx, OGRSpatialReferenceH srs, bool weak, const char *declared,
                        const char *name, geo_crs **out)
{
    geo_crs *file = NULL, *user = NULL;
    geo_status status = GEO_OK;
    if (declared && (status = geo_crs_new(ctx, declared, &user)))
        return status;
    if (!(weak && user))
        status = from_file(ctx, srs, name, &file);
    if (status == GEO_ERR_CRS && user) { /* the user knows what the file fails to say */
        geo_ctx_reset(ctx);
        status = GEO_OK;
    }
    if (!status && file && user && !geo_crs_same(file, user))
        status = geo_fail(ctx, GEO_ERR_CRS, "'%s' is in %s, not in %s as declared", name,
                          geo_crs_label(file), geo_crs_label(user));
    if (!status && file) {
        *out = file;
        file = NULL;
    } else if (!status) {
        *out = user;
        user = NULL;
    }
    geo_crs_free(user);
    geo_crs_free(file);
    return status;
}

OGRSpatialReferenceH geo_open_srs(const geo_crs *crs)
{
    OGRSpatialReferenceH srs = OSRNewSpatialReference(NULL);
    bool is_epsg = !strcmp(geo_crs_authority(crs), "EPSG") && geo_crs_code(crs) > 0;
    OGRErr failed = is_epsg ? OSRImportFromEPSG(srs, geo_crs_code(crs))
                            : OSRSetFromUserInput(srs, geo_crs_wkt(crs));
    if (failed == OGRERR_NONE) {
        OSRSetAxisMappingStrategy(srs, OAMS_TRADITIONAL_GIS_ORDER);
        return srs;
    }
    OSRDestroySpatialReference(srs);
    return NULL;
}
