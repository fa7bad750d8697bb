/* Registers call their coordinates as they please: a table of the names met, grouped by what they
 * tell of the coordinate system. */
#include "io/records_places.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

typedef enum family { WKT, RD, PLANE, DEGREES, FAMILIES } family;

/* Names in small letters and digits only; of "X-coördinaat" that leaves "xcordinaat". */
typedef struct pair {
    family family;
    const char *x, *y; /* y: NULL for WKT */
} pair;

static const pair pairs[] = {
    {WKT, "wkt", NULL},
    {WKT, "geometry", NULL},
    {WKT, "geom", NULL},
    {WKT, "geometrie", NULL},
    {WKT, "thegeom", NULL},
    {WKT, "geomwkt", NULL},
    {WKT, "wktgeom", NULL},
    {RD, "xrd", "yrd"},
    {RD, "rdx", "rdy"},
    {RD, "xcoordinaatrd", "ycoordinaatrd"},
    {RD, "rdxcoordinaat", "rdycoordinaat"},
    {RD, "xrdnew", "yrdnew"},
    {RD, "x28992", "y28992"},
    {PLANE, "x", "y"},
    {PLANE, "xcoordinaat", "ycoordinaat"},
    {PLANE, "xcordinaat", "ycordinaat"},
    {PLANE, "xcoord", "ycoord"},
    {PLANE, "coordx", "coordy"},
    {PLANE, "xcoordinate", "ycoordinate"},
    {PLANE, "xco", "yco"},
    {PLANE, "pointx", "pointy"},
    {PLANE, "geox", "geoy"},
    {PLANE, "easting", "northing"},
    {DEGREES, "lon", "lat"},
    {DEGREES, "long", "lat"},
    {DEGREES, "lng", "lat"},
    {DEGREES, "longitude", "latitude"},
    {DEGREES, "lengtegraad", "breedtegraad"},
    {DEGREES, "xwgs84", "ywgs84"},
    {DEGREES, "wgs84x", "wgs84y"},
    {DEGREES, "wgs84lon", "wgs84lat"},
};

static bool is_called(const char *heading, const char *plain)
{
    for (; *heading; heading++) {
        if (!isalnum((unsigned char)*heading))
            continue;
        if (tolower((unsigned char)*heading) != *plain)
            return false;
        plain++;
    }
    return *plain == '\0';
}

static geo_status fail_twice(geo_ctx *ctx, const char *name, const char *heading)
{
    return geo_fail(ctx, GEO_ERR_FORMAT, "'%s' has several columns '%s'", name, heading);
}

static geo_status find_plain(geo_ctx *ctx, const geo_delimited *table, const char *name,
                             const char *plain, int *out)
{
    *out = -1;
    for (size_t i = 0; i < geo_delimited_columns(table); i++) {
        if (!is_called(geo_delimited_heading(table, i), plain))
            continue;
        if (*out >= 0)
            return fail_twice(ctx, name, geo_delimited_heading(table, i));
        *out = (int)i;
    }
    return GEO_OK;
}

geo_status geo_records_find_heading(geo_ctx *ctx, const geo_delimited *table, const char *name,
                                    const char *heading, int *out)
{
    *out = -1;
    for (size_t i = 0; *heading && i < geo_delimited_columns(table); i++) {
        if (strcasecmp(geo_delimited_heading(table, i), heading) != 0)
            continue;
        if (*out >= 0)
            return fail_twice(ctx, name, heading);
        *out = (int)i;
    }
    return GEO_OK;
}

static geo_status find_asked(geo_ctx *ctx, const geo_delimited *table, const char *name,
                             const char *heading, int *out)
{
    geo_status status = geo_records_find_heading(ctx, table, name, heading, out);
    if (!status && *out < 0)
        status = geo_fail(ctx, GEO_ERR_NOTFOUND, "'%s' has no column '%s'", name, heading);
    return status;
}

/* The first pair of each family that is there. */
static geo_status find_families(geo_ctx *ctx, const geo_delimited *table, const char *name,
                                geo_records_places found[FAMILIES])
{
    for (int i = 0; i < FAMILIES; i++)
        found[i] = (geo_records_places){-1, -1, -1, NULL};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        geo_records_places *place = &found[pairs[i].family];
        int x = -1, y = -1;
        if (place->x >= 0 || place->wkt >= 0)
            continue;
        geo_status status = find_plain(ctx, table, name, pairs[i].x, &x);
        if (!status && pairs[i].y)
            status = find_plain(ctx, table, name, pairs[i].y, &y);
        if (status)
            return status;
        if (!pairs[i].y)
            place->wkt = x;
        else if (x >= 0 && y >= 0)
            *place = (geo_records_places){x, y, -1, NULL};
    }
    found[RD].crs = "EPSG:28992";
    found[DEGREES].crs = "EPSG:4326";
    return GEO_OK;
}

static bool is_there(const geo_records_places *place)
{
    return place->x >= 0 || place->wkt >= 0;
}

/* The rule of records.h. */
static family choose(const geo_records_places found[FAMILIES], const geo_crs *declared)
{
    bool in_degrees = declared && geo_crs_is_geographic(declared);
    if (declared && is_there(&found[WKT]))
        return WKT;
    if (in_degrees && is_there(&found[DEGREES]))
        return DEGREES;
    if (is_there(&found[RD]))
        return RD;
    if (is_there(&found[PLANE]) && (declared || is_there(&found[DEGREES])))
        return PLANE;
    return is_there(&found[DEGREES]) ? DEGREES : FAMILIES;
}

geo_status geo_records_find_places(geo_ctx *ctx, const geo_delimited *table, const char *name,
                                   const geo_records_options *options, const geo_crs *declared,
                                   geo_records_places *out, bool *named)
{
    geo_records_places found[FAMILIES], none = {-1, -1, -1, NULL};
    if (!options->x != !options->y)
        return geo_fail(ctx, GEO_ERR_ARG, "give the columns of both coordinates of '%s'", name);
    if (options->x) {
        *named = true;
        *out = none;
        geo_status status = find_asked(ctx, table, name, options->x, &out->x);
        return status ? status : find_asked(ctx, table, name, options->y, &out->y);
    }
    geo_status status = find_families(ctx, table, name, found);
    if (status)
        return status;
    family best = choose(found, declared);
    *out = best == FAMILIES ? none : found[best];
    if (best == PLANE && !declared)
        out->crs = found[RD].crs;
    *named = false;
    for (int i = 0; i < FAMILIES; i++)
        *named |= is_there(&found[i]);
    return GEO_OK;
}
