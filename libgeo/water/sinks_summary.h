/* What gn-sinks tells besides its rows: how much was found, kept and left out. */
#ifndef GEO_WATER_SINKS_SUMMARY_H
#define GEO_WATER_SINKS_SUMMARY_H

#include "base/text.h"
#include "water/sinks.h"

/* One JSON object, schema groennet-sinks/1. */
geo_status geo_sinks_summary_json(geo_ctx *ctx, const geo_sinks *sinks, geo_text *out) GEO_MUST_USE;

#endif
