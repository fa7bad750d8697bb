/* The only bridge to PROJ: recognise a coordinate reference system, judge whether it is fit for the
 * toolkit, transform points. Axis order is settled here: x is easting, y northing, always
 * (proj_normalize_for_visualization). EPSG:7415 (RD + NAP) counts as EPSG:28992. No network. */
#ifndef GEO_CRS_CRS_H
#define GEO_CRS_CRS_H

#include <stdbool.h>

#include "geom/geom.h"

typedef struct geo_crs geo_crs;

/* From "EPSG:28992", a bare number, an OGC URN or URI, WKT or PROJJSON text (PROJ strings and names
 * are refused). Compound systems give their horizontal part. What PROJ recognises (ESRI's WKT, old
 * WKT with TOWGS84) becomes the database's entry; a code that its own definition belies is not
 * believed. An object is used by one thread at a time. Errors: CRS, with a hint. */
geo_status geo_crs_new(geo_ctx *ctx, const char *definition, geo_crs **out) GEO_MUST_USE;
geo_status geo_crs_clone(geo_ctx *ctx, const geo_crs *from, geo_crs **out) GEO_MUST_USE;
void geo_crs_free(geo_crs *crs);

const char *geo_crs_name(const geo_crs *crs);      /* "Amersfoort / RD New" */
const char *geo_crs_authority(const geo_crs *crs); /* "EPSG", or "" when not identified */
int geo_crs_code(const geo_crs *crs);              /* 28992, or 0 */
const char *geo_crs_label(const geo_crs *crs);     /* "EPSG:28992", else the name */
const char *geo_crs_wkt(const geo_crs *crs);       /* WKT2:2019 */
/* Metres that hold on the ground: not those of Web Mercator, which are 1.6 times as many there. */
bool geo_crs_is_projected_metres(const geo_crs *crs);
const char *geo_crs_unfit(const geo_crs *crs); /* "is not a ... in metres"; NULL: those are it */
bool geo_crs_is_geographic(const geo_crs *crs);
bool geo_crs_same(const geo_crs *a, const geo_crs *b); /* equivalent, axis order ignored */
/* Area of use in the system's own units; for EPSG:28992 the box of the domain page
 * (x -7,000..300,000, y 289,000..629,000). False: not known. */
bool geo_crs_bounds(const geo_crs *crs, geo_box *out);

typedef struct geo_transform geo_transform;
/* Best available operation, one for all points; its description names it and its stated accuracy
 * for -v. Ballpark guesses and missing grids do not count. Errors: CRS. */
geo_status geo_transform_new(geo_ctx *ctx, const geo_crs *from, const geo_crs *to,
                             geo_transform **out) GEO_MUST_USE;
void geo_transform_free(geo_transform *transform);
const char *geo_transform_description(const geo_transform *transform);
/* In place. A point that cannot be transformed becomes NaN, NaN (callers reject such rows). */
geo_status geo_transform_points(geo_ctx *ctx, geo_transform *transform, geo_point *points,
                                size_t count) GEO_MUST_USE;

#endif
