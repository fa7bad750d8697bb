#include "io/rasters_facts.h"

#include <string.h>

#include "base/parse.h"
#include "io/open.h"
#include "io/rasters_parts.h"

bool geo_raster_has_nodata(const geo_raster *raster)
{
    return raster->has_nodata;
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
    geo_watch watch;
    geo_watch_begin(&watch); /* a file without metadata is no failure */
    int year = year_of(GDALGetMetadataItem(raster->dataset, "flight_year", NULL));
    if (!year)
        year = year_of(GDALGetMetadataItem(raster->dataset, "TIFFTAG_DATETIME", NULL));
    geo_watch_end(&watch);
    return year;
}
