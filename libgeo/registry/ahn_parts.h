/* What the files of the elevation model share. */
#ifndef GEO_REGISTRY_AHN_PARTS_H
#define GEO_REGISTRY_AHN_PARTS_H

#include "registry/ahn.h"

/* Declared, by the file's name, by its metadata; 0: not known. */
int geo_ahn_flight_year(const geo_raster *raster, const char *path, int declared);
/* Metadata items for the years; how many. */
size_t geo_ahn_notes(geo_ahn_years years, char texts[2][8], geo_raster_note notes[3]);
/* The canopy height model of these models and rules; masks (geo_free) lives as long as it. */
geo_status geo_ahn_chm_new(geo_ctx *ctx, const geo_ahn_models *models, const geo_ahn_rules *rules,
                           geo_chm_mask **masks, geo_chm **out) GEO_MUST_USE;

#endif
