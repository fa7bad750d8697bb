/* A run of gn-import ahn: what it works with, and its three parts: what may be written at all
 * (ahn_outputs.c), the sheets (ahn_import.c), and what follows from both models or from a ready
 * raster of crowns (ahn_derive.c). */
#ifndef GEO_REGISTRY_AHN_JOB_H
#define GEO_REGISTRY_AHN_JOB_H

#include "registry/ahn_parts.h"

enum { GEO_AHN_TERRAIN, GEO_AHN_SURFACE, GEO_AHN_MODELS };

typedef struct geo_ahn_job {
    const geo_import *import;
    const geo_ahn_wishes *wishes;
    geo_town *town;
    geo_ahn_rules rules;
    GEO_VEC(const char *) dtm, dsm;          /* files */
    const geo_publish *made[GEO_AHN_MODELS]; /* of this run, not published yet */
    geo_raster *models[GEO_AHN_MODELS];      /* of the town */
    geo_raster *green;
    geo_ahn_obstacles obstacles;
    bool canopy_stays; /* it was taken from a ready raster */
} geo_ahn_job;

/* Of the models, in the town folder. */
extern const char *const geo_ahn_file_names[GEO_AHN_MODELS];

/* The path of a raster in the town folder. */
geo_status geo_ahn_job_path(geo_ctx *ctx, const geo_ahn_job *job, const char *name,
                            geo_text *out) GEO_MUST_USE;
/* Refuses (ARG) to overwrite a raster that something else made; *taken: there is one, of a ready
 * raster, which sheets do not replace. */
geo_status geo_ahn_job_check_free(geo_ctx *ctx, const geo_ahn_job *job, const char *name,
                                  bool *taken) GEO_MUST_USE;
/* Of sheets, before anything is written: all that would be overwritten is ours, and no option
 * (ARG) would do nothing. */
geo_status geo_ahn_job_check(geo_ctx *ctx, geo_ahn_job *job) GEO_MUST_USE;
/* The town's data of this theme end where the raster's do. */
geo_status geo_ahn_job_reach(geo_ctx *ctx, const geo_ahn_job *job, const char *theme,
                             const geo_grid_source *source) GEO_MUST_USE;
/* Heights of buildings, canopy.tif and tree tops from both models. */
geo_status geo_ahn_job_derive(geo_ctx *ctx, geo_ahn_job *job) GEO_MUST_USE;
/* canopy.tif from a ready raster of crowns. */
geo_status geo_ahn_job_take_crowns(geo_ctx *ctx, geo_ahn_job *job) GEO_MUST_USE;

#endif
