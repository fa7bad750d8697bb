/* The source ahn: elevation sheets into dtm.tif and dsm.tif, and what follows from the two: heights
 * of buildings, canopy.tif, tree tops. */
#ifndef GEO_REGISTRY_AHN_IMPORT_H
#define GEO_REGISTRY_AHN_IMPORT_H

#include "base/vec.h"
#include "registry/import.h"

typedef enum geo_ahn_is {
    GEO_AHN_IS_NAMED, /* by the names of the files */
    GEO_AHN_IS_DTM,
    GEO_AHN_IS_DSM,
    GEO_AHN_IS_CROWN_MASK,  /* a ready raster of crowns: 1 or 255 */
    GEO_AHN_IS_CROWN_HEIGHT /* a ready raster of heights of vegetation */
} geo_ahn_is;

/* A raster that was made. */
typedef struct geo_ahn_made {
    const char *name;                    /* "dtm.tif" */
    GEO_VEC(const char *) used, ignored; /* of the run's files; ignored: outside the area */
    double area_m2, unknown_m2;          /* of this run; of that, without data */
    bool has_crowns;
    double crown_m2;
} geo_ahn_made;

typedef struct geo_ahn_height_counts { /* of the buildings that the models reach */
    uint64_t given, left, unknown;     /* left: the height that they had stays */
} geo_ahn_height_counts;

/* What came of a run. */
typedef struct geo_ahn_outcome {
    geo_ahn_made made[3];
    size_t made_count;
    bool has_heights; /* there were both models */
    geo_ahn_height_counts heights;
} geo_ahn_outcome;
void geo_ahn_outcome_release(geo_ahn_outcome *outcome);

typedef struct geo_ahn_wishes {
    geo_ahn_is files_are;
    bool centimetres, metres; /* declared unit; neither: as the files say */
    bool tops;                /* tree tops become rows of tree */
    int year;                 /* flown in; 0: as the files say */
    const char *green;        /* raster of NDVI, or NULL */
    const char *mask; /* PATH[:LAYER] of what is no tree: structures (polygons), wires (lines),
                         masts (points); NULL */
    geo_ahn_outcome *outcome; /* filled; for the caller to release, also after an error */
} geo_ahn_wishes;

geo_status geo_import_ahn(geo_ctx *ctx, const geo_import *import) GEO_MUST_USE;

#endif
