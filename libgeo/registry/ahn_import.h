/* The source ahn: elevation sheets into dtm.tif and dsm.tif, and what follows from the two: heights
 * of buildings, canopy.tif, tree tops. */
#ifndef GEO_REGISTRY_AHN_IMPORT_H
#define GEO_REGISTRY_AHN_IMPORT_H

#include "registry/import.h"

typedef enum geo_ahn_is {
    GEO_AHN_IS_NAMED, /* by the names of the files */
    GEO_AHN_IS_DTM,
    GEO_AHN_IS_DSM,
    GEO_AHN_IS_CROWN_MASK,  /* a ready raster of crowns: 1 or 255 */
    GEO_AHN_IS_CROWN_HEIGHT /* a ready raster of heights of vegetation */
} geo_ahn_is;

typedef struct geo_ahn_wishes {
    geo_ahn_is files_are;
    bool centimetres, metres; /* declared unit; neither: as the files say */
    bool tops;                /* tree tops become rows of tree */
    int year;                 /* flown in; 0: as the files say */
    const char *green;        /* raster of NDVI, or NULL */
    const char *mask; /* PATH[:LAYER] of what is no tree: structures (polygons), wires (lines),
                         masts (points); NULL */
} geo_ahn_wishes;

geo_status geo_import_ahn(geo_ctx *ctx, const geo_import *import) GEO_MUST_USE;

#endif
