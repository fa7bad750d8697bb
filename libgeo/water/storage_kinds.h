/* Kinds of storage and their numbers (data/storage-kinds.csv): what is taken where an object does
 * not say, and how sure that is. */
#ifndef GEO_WATER_STORAGE_KINDS_H
#define GEO_WATER_STORAGE_KINDS_H

#include "base/ctx.h"

/* Order counts: the least sure of what went into a volume is the volume's own. */
typedef enum geo_confidence {
    GEO_CONFIDENCE_LOW,
    GEO_CONFIDENCE_MEDIUM,
    GEO_CONFIDENCE_HIGH
} geo_confidence;
const char *geo_confidence_word(geo_confidence confidence); /* "low" */

typedef enum geo_storage_rule {
    GEO_STORAGE_LAYERS,    /* a layer under the ground, which groundwater limits */
    GEO_STORAGE_BASIN,     /* open to the sky: area x depth, at most to where it spills */
    GEO_STORAGE_AREA,      /* area x m3/m2 */
    GEO_STORAGE_PIECE,     /* m3 each, whatever its area */
    GEO_STORAGE_FREEBOARD, /* water: area x what its level may rise */
    GEO_STORAGE_SINK       /* of the elevation model */
} geo_storage_rule;

typedef enum geo_storage_term {
    GEO_STORAGE_VOID,      /* m3/m3, 0..1 */
    GEO_STORAGE_DEPTH,     /* m */
    GEO_STORAGE_COVER,     /* m */
    GEO_STORAGE_M3_PER_M2, /* m3/m2 */
    GEO_STORAGE_M3,        /* m3 */
    GEO_STORAGE_EMPTY,     /* h */
    GEO_STORAGE_COST,      /* EUR/m2 */
    GEO_STORAGE_TERMS
} geo_storage_term;

typedef struct geo_storage_number {
    double value; /* NaN: not given */
    geo_confidence confidence;
} geo_storage_number;

typedef struct geo_storage_kind {
    char *name;
    bool has_rule;
    geo_storage_rule rule;
    geo_storage_number terms[GEO_STORAGE_TERMS];
} geo_storage_kind;

typedef struct geo_storage_kinds geo_storage_kinds;

/* Errors: those of geo_table_read; FORMAT (unknown name or rule, a value that is no number or out
 * of range, another unit, a name twice, a kind without rule, a number that its rule does not use).
 */
geo_status geo_storage_kinds_read(geo_ctx *ctx, const char *path,
                                  geo_storage_kinds **out) GEO_MUST_USE;
void geo_storage_kinds_free(geo_storage_kinds *kinds);
/* By its name or one of its words; letter case aside, blanks and dashes are underscores. NULL:
 * none. */
const geo_storage_kind *geo_storage_kinds_find(const geo_storage_kinds *kinds, const char *word);

#endif
