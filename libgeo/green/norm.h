/* The verdict: does this home meet the green norm, and how much does it miss or have to spare? And
 * the totals of neighbourhoods and town. Homes are counted once, by their object's id. */
#ifndef GEO_GREEN_NORM_H
#define GEO_GREEN_NORM_H

#include "green/areas.h"
#include "green/mark.h"
#include "io/batch.h"

#define GEO_COMPARE_MAX 16

typedef struct geo_norm_options {
    geo_profile profile;       /* thresholds as they apply, overrides included */
    bool wanted[GEO_CRITERIA]; /* criteria to judge; false ones are left out of verdict and columns
                                  stay null */
    geo_profile compare[GEO_COMPARE_MAX];
    size_t compare_count;
    const geo_mark *mark; /* NULL: no mark; else all criteria must be wanted */
    const char
        *columns[GEO_CRITERIA]; /* prefixes of the measures' columns: "trees", "canopy", "green" */
    double mature_crown_m2;     /* crown of a grown tree, for trees_short_equiv */
} geo_norm_options;

/* Where homes are counted: buurten and what they belong to, or other areas. Any may be NULL. */
enum { GEO_LEVEL_BUURT, GEO_LEVEL_WIJK, GEO_LEVEL_GEMEENTE, GEO_LEVELS };
extern const char *const GEO_LEVEL[GEO_LEVELS];
typedef struct geo_norm_inputs {
    const geo_notes *notes;
    const geo_areas *areas[GEO_LEVELS];
    const geo_areas *applies; /* the norm applies inside these polygons; NULL: everywhere */
} geo_norm_inputs;

typedef struct geo_norm_answer {
    geo_verdict norm, criterion[GEO_CRITERIA];
    double value[GEO_CRITERIA], margin[GEO_CRITERIA]; /* NaN: unknown; margin: negative is short */
    geo_verdict compared[GEO_COMPARE_MAX];
    double mark;             /* NaN: unknown, or not asked */
    bool counted;            /* a home, not seen before */
    const char *no_verdict;  /* "not_home", "home_unknown", "outside", or NULL */
    const char *building_id; /* in the batch's arena, or NULL */
    geo_point at;
} geo_norm_answer;

typedef struct geo_count {
    uint64_t pass, fail, unknown;
} geo_count;
/* 100 * pass / (pass + fail); NaN when there is nothing to divide by. */
double geo_count_pct(const geo_count *count);
void geo_count_add(geo_count *count, geo_verdict verdict);

typedef struct geo_total {
    uint64_t homes, homes_unknown_use;
    geo_count norm, criterion[GEO_CRITERIA];
    double canopy_m2, canopy_area_m2; /* of the canopy units of judged homes, each once */
    double canopy_known_m2, canopy_known_area_m2; /* of those whose verdict is known */
    double canopy_pct_homes;                      /* sum of the homes' own canopy percentages */
    uint64_t canopy_homes;                        /* homes with a known percentage */
    double marks;                                 /* sum over homes with a known mark */
    uint64_t marked_homes;
} geo_total;

/* The first column that a norm asks for and the rows do not have; false: they have all. For each
 * criterion that is wanted and the norm has; what leads to is the norm's own (profile.access). */
bool geo_norm_lacks(const bool wanted[GEO_CRITERIA], const geo_profile *profile,
                    const geo_schema *schema, char *out, size_t size);

/* Columns added, as suffixes of "norm" except the shortfalls, which keep their names under the
 * default prefix. */
typedef enum geo_norm_column {
    GEO_NORM_NORM,
    GEO_NORM_SCORE,
    GEO_NORM_TREES,
    GEO_NORM_CANOPY,
    GEO_NORM_ACCESS,
    GEO_NORM_TREES_MARGIN,
    GEO_NORM_CANOPY_MARGIN,
    GEO_NORM_ACCESS_MARGIN,
    GEO_NORM_TREES_SHORT,
    GEO_NORM_ACCESS_OVER_M,
    GEO_NORM_REASON,
    GEO_NORM_NOTE,
    GEO_NORM_COLUMNS
} geo_norm_column;
extern const char *const GEO_NORM_NAME[GEO_NORM_COLUMNS]; /* under the default prefix */
extern const geo_field_type GEO_NORM_TYPE[GEO_NORM_COLUMNS];

/* How many columns the options add: those above, one per norm compared with, and the mark. */
size_t geo_norm_columns(const geo_norm_options *options);

typedef struct geo_norm geo_norm;

/* schema: of the rows that will come. Errors: ARG when a wanted criterion's column is missing,
 * with a hint that names the tool to run. Norms compared with are judged by all wanted criteria
 * that they have themselves, those of a missing column as unknown: see geo_norm_lacks. */
geo_status geo_norm_new(geo_ctx *ctx, const geo_norm_options *options,
                        const geo_norm_inputs *inputs, const geo_schema *schema,
                        geo_norm **out) GEO_MUST_USE;
void geo_norm_free(geo_norm *norm);
/* Fills geo_norm_columns values per row, and counts. */
geo_status geo_norm_run(geo_ctx *ctx, geo_norm *norm, const geo_batch *batch,
                        geo_columns *out) GEO_MUST_USE;
/* Answers of the batch run last, one per row. */
const geo_norm_answer *geo_norm_answers(const geo_norm *norm);

const geo_norm_options *geo_norm_settings(const geo_norm *norm);
const geo_norm_inputs *geo_norm_places(const geo_norm *norm);
geo_total geo_norm_town(const geo_norm *norm);
geo_total geo_norm_area(const geo_norm *norm, int level, uint32_t area);
/* Homes whose criterion is unknown for this reason (index into the notes). */
uint64_t geo_norm_why(const geo_norm *norm, geo_criterion criterion, size_t note);
/* Cross table: homes with `mine` under the profile and `theirs` under the k-th compared one. */
uint64_t geo_norm_cross(const geo_norm *norm, size_t k, geo_verdict mine, geo_verdict theirs);
uint64_t geo_norm_outside(const geo_norm *norm); /* homes outside every area of level buurt */
/* Rows without a verdict, by reason. */
typedef struct geo_unjudged {
    uint64_t not_home, home_unknown, outside; /* outside: where the norm does not apply */
} geo_unjudged;
geo_unjudged geo_norm_unjudged(const geo_norm *norm);
uint64_t geo_norm_repeated(const geo_norm *norm); /* rows of a home that came by before */
uint64_t geo_norm_rows(const geo_norm *norm);
/* m2 of crown that the units of known canopy are short of the norm together; 0 when they meet it,
 * NaN when there are none or it is not asked. */
double geo_norm_canopy_short(const geo_norm *norm, const geo_total *total);
geo_box geo_norm_box(const geo_norm *norm); /* of all rows */
/* "4-40-400"; "4-x-x" when only trees are judged. */
const char *geo_norm_label(const geo_norm *norm);

#endif
