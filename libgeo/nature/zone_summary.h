/* What a run found, as lines for people and as one object of JSON. */
#ifndef GEO_NATURE_ZONE_SUMMARY_H
#define GEO_NATURE_ZONE_SUMMARY_H

#include "base/text.h"
#include "nature/zones.h"

/* Lines apart by line ends: areas per class and their balance, lines, conflicts, management. */
geo_status geo_zone_summary_text(geo_ctx *ctx, const geo_zones *zones, geo_text *out) GEO_MUST_USE;
/* One line, schema groennet-zones/1. */
geo_status geo_zone_summary_json(geo_ctx *ctx, const geo_zones *zones, geo_text *out) GEO_MUST_USE;

#endif
