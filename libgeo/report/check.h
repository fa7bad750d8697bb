/* The gate's judgement: shares of homes, per neighbourhood and of the town, held against
 * thresholds. Plain values in and out; nothing is read or written here.
 * share = pass / (pass + fail); unknown homes stand beside it, and more of them than allowed is no
 * verdict, never a fail. Percentages count to nine decimals and are compared in whole numbers, so
 * that no rounding decides. */
#ifndef GEO_REPORT_CHECK_H
#define GEO_REPORT_CHECK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/ctx.h"
#include "base/table.h"
#include "base/vec.h"

typedef enum geo_check_criterion {
    GEO_CHECK_TREES,
    GEO_CHECK_CANOPY,
    GEO_CHECK_ACCESS,
    GEO_CHECK_NORM, /* all three */
    GEO_CHECK_CRITERIA
} geo_check_criterion;

extern const char *const GEO_CHECK_NAMES[GEO_CHECK_CRITERIA]; /* "trees" ... */

/* Counts stay below 2^26 homes (the Netherlands have 8 million), so products fit 64 bits. */
#define GEO_CHECK_MOST_HOMES 67108863u

typedef struct geo_check_counts {
    bool asked; /* false: the file has no verdicts on this criterion */
    uint32_t pass, fail, unknown;
} geo_check_counts;

typedef enum geo_check_level {
    GEO_CHECK_BUURT,
    GEO_CHECK_WIJK,
    GEO_CHECK_GEMEENTE,
    GEO_CHECK_TOWN, /* the row 'totaal' */
} geo_check_level;

typedef struct geo_check_unit {
    const char *code;          /* never NULL */
    const char *name, *parent; /* NULL: none */
    geo_check_level level;
    uint32_t homes;
    geo_check_counts counts[GEO_CHECK_CRITERIA];
} geo_check_unit;

/* ---- thresholds ---- */

typedef struct geo_check_rule {
    geo_check_criterion criterion;
    bool warns;       /* below it is a warning, not a fail */
    const char *area; /* code of a neighbourhood or of what it belongs to; NULL: everywhere */
    double min_pct;
} geo_check_rule;

typedef struct geo_check_rules {
    GEO_VEC(geo_check_rule) list;
    geo_arena *arena;       /* of the areas' codes */
    int64_t min_homes;      /* units with fewer are skipped */
    double max_unknown_pct; /* of a unit's homes; NaN: any number */
    int64_t year;           /* for which targets were chosen; 0: none */
} geo_check_rules;

geo_status geo_check_rules_init(geo_ctx *ctx, geo_check_rules *rules) GEO_MUST_USE;
void geo_check_rules_release(geo_check_rules *rules);
/* Adds "CRITERION=PERCENT[,...]". Errors: ARG (unknown or doubled criterion, percentage, junk). */
geo_status geo_check_rules_add(geo_ctx *ctx, geo_check_rules *rules, const char *text,
                               bool warns) GEO_MUST_USE;
/* Adds the targets of a table with columns criterion, year, area, min_pct that hold in `year`: per
 * criterion and area the row of the latest year up to it. Criteria that have a rule to fail by are
 * left alone. `name` is the table's, for messages. Errors: NOTFOUND (column), FORMAT. */
geo_status geo_check_rules_targets(geo_ctx *ctx, geo_check_rules *rules, const geo_table *table,
                                   const char *name, int64_t year) GEO_MUST_USE;

/* Is there any threshold to fail by? */
bool geo_check_can_fail(const geo_check_rules *rules);

/* ---- judging ---- */

typedef enum geo_check_verdict {                     /* by gravity */
                                 GEO_CHECK_UNJUDGED, /* no threshold, or skipped */
                                 GEO_CHECK_HOLDS,
                                 GEO_CHECK_WARNS,
                                 GEO_CHECK_NONE, /* a threshold, but too little is known */
                                 GEO_CHECK_FAILS
} geo_check_verdict;

typedef struct geo_check_mark { /* one unit on one criterion */
    geo_check_verdict verdict;
    double fail_below, warn_below; /* the thresholds that apply, percent; NaN: none */
    bool too_unknown;              /* with NONE: more homes unknown than allowed */
} geo_check_mark;

typedef struct geo_check_judgement {
    bool skipped;            /* too few homes */
    geo_check_verdict state; /* the gravest of the marks */
    geo_check_mark marks[GEO_CHECK_CRITERIA];
} geo_check_judgement;

typedef struct geo_check_result {
    geo_check_judgement *units; /* one per unit; rows of level wijk and gemeente stay unjudged */
    geo_check_verdict verdict;  /* UNJUDGED (no thresholds), HOLDS, NONE or FAILS */
    /* Neighbourhoods: judged is those with any verdict or lack of one; each of these counts once,
     * by its state. */
    size_t judged, failing, warned, no_verdict, skipped;
} geo_check_result;

/* Judges every buurt and the town. An area's own threshold comes before that of what it belongs to,
 * that before the general one. The whole has no verdict when the town is skipped or has none on a
 * threshold to fail by, when no neighbourhood has one (codes of another year), or when targets were
 * asked for a year that has none; else it fails when any unit does. `units` holds the town at index
 * `town`. Errors: ARG, a threshold on a criterion the file has no verdicts on. Release the result.
 */
geo_status geo_check_judge(geo_ctx *ctx, const geo_check_unit *units, size_t count, size_t town,
                           const geo_check_rules *rules, geo_check_result *out) GEO_MUST_USE;
void geo_check_result_release(geo_check_result *result);

/* part of whole against a percentage: below 0, 0 or above 0. */
int geo_check_compare(uint32_t part, uint32_t whole, double pct);

#endif
