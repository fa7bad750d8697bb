/* What a raster file says of itself beside its cells. */
#ifndef GEO_IO_RASTERS_FACTS_H
#define GEO_IO_RASTERS_FACTS_H

#include "io/rasters.h"

/* Does the file say which value means no data? */
bool geo_raster_has_nodata(const geo_raster *raster);
/* Its coordinate system; it lives as long as the raster. */
const geo_crs *geo_raster_crs(const geo_raster *raster);
/* Heights that may be centimetres are not taken for metres: fails (RANGE) when geo_raster_is_whole,
 * and where over 1 % of them lie beyond low_m..high_m (geo_raster_beyond): more than masts and
 * birds. The hint is how the user declares the unit, see unit_option. */
geo_status geo_raster_refuse_unit(geo_ctx *ctx, const geo_raster *raster) GEO_MUST_USE;
/* The unit of its values as the file says it, in its own letters; "" when it does not. It lives as
 * long as the raster. */
const char *geo_raster_unit(const geo_raster *raster);
/* Numbers that stand for something else are no amounts: fails (RANGE) where the file has a palette.
 */
geo_status geo_raster_refuse_classes(geo_ctx *ctx, const geo_raster *raster) GEO_MUST_USE;
/* The year after which its heights show nothing: metadata item `flight_year_last` (of a mosaic that
 * was flown in several years), else `flight_year`, else that of TIFFTAG_DATETIME; 0 when the file
 * has none of them or it is no year. */
int geo_raster_year(const geo_raster *raster);

#endif
