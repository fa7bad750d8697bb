/* What a number or a date of a register can be: data/register-limits.csv. What lies outside is a
 * number in another unit, or one that stands for "not known", and is unknown here. */
#ifndef GEO_REGISTRY_LIMITS_H
#define GEO_REGISTRY_LIMITS_H

#include "base/table.h"
#include "registry/import.h"

typedef struct geo_limit {
    double min, max; /* -INFINITY, INFINITY where the table does not say */
    char unit[16];
} geo_limit;

/* Of each of the layer's columns; `out` has room for all of the theme's. Errors: those of reading
 * the table, FORMAT (a column that the layer does not have, a limit that is no number). */
geo_status geo_limits_read(geo_ctx *ctx, const geo_import *import, geo_theme theme,
                           geo_limit *out) GEO_MUST_USE;
/* The one of a column that the theme has, by name. */
const geo_limit *geo_limit_of(geo_theme theme, const geo_limit *limits, const char *column);
bool geo_limit_holds(const geo_limit *limit, double value); /* also when it is NaN */

#endif
