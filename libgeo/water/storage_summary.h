/* What gn-storage tells besides its rows: what the book holds, layer by layer. */
#ifndef GEO_WATER_STORAGE_SUMMARY_H
#define GEO_WATER_STORAGE_SUMMARY_H

#include "base/text.h"
#include "water/potential.h"

/* A line for every layer that has objects: what is known, and of how many. */
geo_status geo_storage_summary(geo_ctx *ctx, const geo_storage_book *book,
                               geo_text *out) GEO_MUST_USE;
/* One JSON object, schema groennet-storage/1. potential: NULL where no places were looked for. */
geo_status geo_storage_summary_json(geo_ctx *ctx, const geo_storage_book *book,
                                    const geo_potential *potential, geo_text *out) GEO_MUST_USE;

#endif
