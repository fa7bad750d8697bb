/* Numbers of objects that hold water, as people fill them in. */
#ifndef GEO_WATER_STORAGE_NUMBERS_H
#define GEO_WATER_STORAGE_NUMBERS_H

#include "base/ctx.h"

/* Whose number it is: "storage" 'w1', column depth_m. */
typedef struct geo_storage_said {
    const char *what, *id, *column;
} geo_storage_said;

/* A number that is text and cannot be read is null, and a null is filled from the table: `text`
 * that says something of which `number` is NaN fails (FORMAT). text may be NULL. */
geo_status geo_storage_check_number(geo_ctx *ctx, const geo_storage_said *said, const char *text,
                                    double number) GEO_MUST_USE;
/* A part of 1; m, 0 to 10: deeper is no storage of rain, but centimetres. NaN is none. Errors:
 * RANGE. */
geo_status geo_storage_check_voids(geo_ctx *ctx, const geo_storage_said *said,
                                   double value) GEO_MUST_USE;
geo_status geo_storage_check_depth(geo_ctx *ctx, const geo_storage_said *said,
                                   double value) GEO_MUST_USE;
/* m NAP, -50 to 400: what is lower or higher is centimetres. NaN is none. Errors: RANGE. */
geo_status geo_storage_check_level(geo_ctx *ctx, const geo_storage_said *said,
                                   double value) GEO_MUST_USE;
/* A count, a volume: 0 or more, at most `most`, and the hint says what it should be. NaN is none.
 * Errors: RANGE. */
geo_status geo_storage_check_amount(geo_ctx *ctx, const geo_storage_said *said, double value,
                                    double most, const char *hint) GEO_MUST_USE;

#endif
