/* Strict reading of what people type: the whole text must be the value, or it is an error that
 * quotes it. No locale. */
#ifndef GEO_BASE_PARSE_H
#define GEO_BASE_PARSE_H

#include <stdint.h>

#include "base/ctx.h"

/* Finite decimal number. Errors: GEO_ERR_ARG with "'7abc' is not a number". */
geo_status geo_parse_double(geo_ctx *ctx, const char *text, double *out) GEO_MUST_USE;
geo_status geo_parse_int(geo_ctx *ctx, const char *text, int64_t min, int64_t max,
                         int64_t *out) GEO_MUST_USE;
/* Length in metres, >= 0: a bare number is metres; units mm, cm, m, km. "0.4km" is 400. */
geo_status geo_parse_length(geo_ctx *ctx, const char *text, double *out_m) GEO_MUST_USE;
/* Area in m2, >= 0: a bare number is m2; units m2, ha, km2. */
geo_status geo_parse_area(geo_ctx *ctx, const char *text, double *out_m2) GEO_MUST_USE;
/* Volume in m3, >= 0: a bare number is m3; units m3, l. */
geo_status geo_parse_volume(geo_ctx *ctx, const char *text, double *out_m3) GEO_MUST_USE;
/* Percentage 0..100, with or without %. */
geo_status geo_parse_percent(geo_ctx *ctx, const char *text, double *out_pct) GEO_MUST_USE;
/* "xmin,ymin,xmax,ymax", min < max; values in out[0..3]. */
geo_status geo_parse_box(geo_ctx *ctx, const char *text, double out[4]) GEO_MUST_USE;
/* "TREES-CANOPY-DISTANCE": count, percent, metres; "4-40-400". Errors: GEO_ERR_ARG. */
typedef struct geo_norm_triple {
    int64_t trees;     /* count, >= 0 */
    double canopy_pct; /* 0..100 */
    double distance_m; /* > 0 */
} geo_norm_triple;
geo_status geo_parse_norm(geo_ctx *ctx, const char *text, geo_norm_triple *out) GEO_MUST_USE;
/* "YYYY-MM-DD" (a time after it is allowed and ignored): days since 1970-01-01. */
geo_status geo_parse_date(geo_ctx *ctx, const char *text, int64_t *out_days) GEO_MUST_USE;

#endif
