#include "water/storage_numbers.h"

#include <math.h>

#define DEPTH_MOST_M 10.0
/* Levels that water in the Netherlands can have, with a wide margin, m NAP. */
#define LOWEST_M (-50.0)
#define HIGHEST_M 400.0

geo_status geo_storage_check_number(geo_ctx *ctx, const geo_storage_said *said, const char *text,
                                    double number)
{
    if (!text || !*text || !isnan(number))
        return GEO_OK;
    geo_hint(ctx, "write it with a point and without a unit: 0.3");
    return geo_fail(ctx, GEO_ERR_FORMAT, "%s '%s': %s is '%s', which is no number", said->what,
                    said->id, said->column, text);
}

static geo_status refuse(geo_ctx *ctx, const geo_storage_said *said, double value)
{
    return geo_fail(ctx, GEO_ERR_RANGE, "%s '%s': %s is %g", said->what, said->id, said->column,
                    value);
}

geo_status geo_storage_check_voids(geo_ctx *ctx, const geo_storage_said *said, double value)
{
    if (isnan(value) || (value >= 0 && value <= 1))
        return GEO_OK;
    geo_hint(ctx, "a void fraction is a part of 1: 30 %% is 0.3");
    return refuse(ctx, said, value);
}

geo_status geo_storage_check_depth(geo_ctx *ctx, const geo_storage_said *said, double value)
{
    if (isnan(value) || (value >= 0 && value <= DEPTH_MOST_M))
        return GEO_OK;
    geo_hint(ctx, "depths are metres from 0 to 10: 30 cm is 0.3");
    return refuse(ctx, said, value);
}

geo_status geo_storage_check_level(geo_ctx *ctx, const geo_storage_said *said, double value)
{
    if (isnan(value) || (value >= LOWEST_M && value <= HIGHEST_M))
        return GEO_OK;
    geo_hint(ctx, "levels are metres NAP: -80 cm is -0.8");
    return refuse(ctx, said, value);
}

geo_status geo_storage_check_amount(geo_ctx *ctx, const geo_storage_said *said, double value,
                                    double most, const char *hint)
{
    if (isnan(value) || (value >= 0 && value <= most))
        return GEO_OK;
    geo_hint(ctx, "%s", hint);
    return refuse(ctx, said, value);
}
