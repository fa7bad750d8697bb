/* Inside the verdict: its state, and a row as it is read. */
#ifndef GEO_GREEN_NORM_STATE_H
#define GEO_GREEN_NORM_STATE_H

#include "base/map.h"
#include "green/norm_words.h"

/* What is read of a row. */
typedef enum input_column {
    TREES_VALUE,
    TREES_MAX,
    TREES_NOTE,
    CANOPY_VALUE,
    CANOPY_NOTE,
    CANOPY_UNIT,
    CANOPY_M2,
    CANOPY_AREA,
    ACCESS_VALUE,
    ACCESS_NOTE,
    HOME,
    ID,
    BUILDING,
    NEIGHBOURHOOD,
    INPUTS
} input_column;
enum { OTHER_VALUE, OTHER_NOTE, OTHERS };

struct geo_norm {
    geo_norm_options options;
    geo_norm_inputs inputs;
    char label[64];
    bool asked[GEO_CRITERIA]; /* wanted, whether the norm has them or not */
    size_t columns[INPUTS];   /* in the rows; SIZE_MAX: absent */
    /* Distance and note of a norm compared with that has its own; SIZE_MAX: those of the norm. */
    size_t others[GEO_COMPARE_MAX][OTHERS];
    geo_map *seen;  /* ids of homes counted */
    geo_map *units; /* canopy units counted */
    geo_total town, *areas[GEO_LEVELS];
    uint64_t *why[GEO_CRITERIA];
    uint64_t cross[GEO_COMPARE_MAX][4][4];
    uint64_t outside, repeated, rows;
    geo_unjudged unjudged;
    geo_box box;
    GEO_VEC(geo_norm_answer) answers;
    geo_hits hits;
    geo_text text;
};

/* A row as read. */
typedef struct geo_norm_row {
    geo_value values[INPUTS];
    const char *text[INPUTS]; /* of the text columns */
    double other_m[GEO_COMPARE_MAX];
    const char *other_note[GEO_COMPARE_MAX];
} geo_norm_row;

/* norm_totals.c: maps for what was counted, and an array per level. */
geo_status geo_norm_totals_new(geo_ctx *ctx, geo_norm *norm) GEO_MUST_USE;
void geo_norm_totals_free(geo_norm *norm);
/* Counts a judged row in the town and in its areas; settles answer->counted. */
geo_status geo_norm_count(geo_ctx *ctx, geo_norm *norm, const geo_norm_row *row,
                          geo_norm_answer *answer, const geo_why *why) GEO_MUST_USE;

#endif
