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

const char *geo_raster_unit(const geo_raster *raster)
{
    const char *unit = GDALGetRasterUnitType(raster->band);
    return unit ? unit : "";
}

geo_status geo_raster_refuse_classes(geo_ctx *ctx, const geo_raster *raster)
{
    if (!GDALGetRasterColorTable(raster->band))
        return GEO_OK;
    return geo_fail(ctx, GEO_ERR_RANGE, "'%s' has a palette: its cells are classes, not amounts",
                    geo_raster_name(raster));
}

/* Share of heights beyond those of the country from which it is no mast, or bird, any more. */
static const double MUCH_BEYOND = 0.01;

static geo_status refuse_whole(geo_ctx *ctx, const geo_raster *raster)
{
    return geo_fail(ctx, GEO_ERR_RANGE,
                    "'%s' holds whole numbers only and does not say their unit: centimetres, or "
                    "metres whose decimals were cut off",
                    geo_raster_name(raster));
}

static geo_status refuse_beyond(geo_ctx *ctx, const geo_raster *raster)
{
    return geo_fail(ctx, GEO_ERR_RANGE,
                    "'%s' does not say its unit, and %.0f %% of its heights would lie beyond what "
                    "the Netherlands have (%g to %g m): probably centimetres",
                    geo_raster_name(raster), 100 * geo_raster_beyond(raster), raster->low_m,
                    raster->high_m);
}

geo_status geo_raster_refuse_unit(geo_ctx *ctx, const geo_raster *raster)
{
    bool beyond = geo_raster_beyond(raster) > MUCH_BEYOND;
    if (!beyond && !geo_raster_is_whole(raster))
        return GEO_OK;
    if (raster->unit_option)
        geo_hint(ctx, "%s cm for centimetres; %s m takes them as metres all the same",
                 raster->unit_option, raster->unit_option);
    else
        geo_hint(ctx,
                 "let the file say it: gdal_edit.py -units cm %s for centimetres, -units m for "
                 "metres",
                 geo_raster_name(raster));
    return geo_raster_is_whole(raster) ? refuse_whole(ctx, raster) : refuse_beyond(ctx, raster);
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
