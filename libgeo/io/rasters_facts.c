#include "io/rasters_facts.h"

#include <string.h>

#include "base/parse.h"
#include "io/rasters_parts.h"

bool geo_raster_has_nodata(const geo_raster *raster)
{
    return raster->has_nodata;
}

const geo_crs *geo_raster_crs(const geo_raster *raster)
{
    return raster->crs;
}

geo_status geo_raster_refuse_whole(geo_ctx *ctx, const geo_raster *raster)
{
    if (!geo_raster_is_whole(raster))
        return GEO_OK;
    geo_fail(ctx, GEO_ERR_RANGE,
             "'%s' holds whole numbers only and does not say their unit: centimetres, or "
             "metres whose decimals were cut off",
             geo_raster_name(raster));
    geo_hint(ctx, "--unit cm for centimetres; --unit m takes them as metres all the same");
    return GEO_ERR_RANGE;
}

/* "2020", "2020:03:01 12:00:00", "2020-03-01": the first four digits. */
static int year_of(const char *text)
{
    char digits[5] = "";
    int64_t year;
    if (!text || strlen(text) < 4 || (text[4] >= '0' && text[4] <= '9'))
        return 0;
    memcpy(digits, text, 4);
    return geo_parse_int(NULL, digits, 1900, 2999, &year) ? 0 : (int)year;
}

int geo_raster_year(const geo_raster *raster)
{
    static const char *const ITEMS[] = {"flight_year_last", "flight_year", "TIFFTAG_DATETIME"};
    int year = 0;
    for (size_t i = 0; !year && i < sizeof ITEMS / sizeof ITEMS[0]; i++)
        year = year_of(geo_raster_item(raster, ITEMS[i]));
    return year;
}
