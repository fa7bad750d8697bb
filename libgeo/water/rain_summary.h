/* What gn-rain tells besides its rows: the books of every shower. */
#ifndef GEO_WATER_RAIN_SUMMARY_H
#define GEO_WATER_RAIN_SUMMARY_H

#include "base/text.h"
#include "water/rain.h"

/* Line by line, for people: books, and with measures what they change. */
geo_status geo_rain_summary(geo_ctx *ctx, const geo_rain *rain, geo_text *out) GEO_MUST_USE;
/* One JSON object, schema groennet-rain/1. */
geo_status geo_rain_summary_json(geo_ctx *ctx, const geo_rain *rain, geo_text *out) GEO_MUST_USE;

#endif
