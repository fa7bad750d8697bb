/* Distance to green: the third of the three measures. Over the walking network and in a straight
 * line to the nearest patch, for every address; one search for the whole town. */
#ifndef GEO_GREEN_ACCESS_H
#define GEO_GREEN_ACCESS_H

#include "green/shade.h"
#include "io/batch.h"
#include "io/coverage.h"

typedef struct geo_access_options {
    double limit_m; /* further is beyond_limit */
    int threads;
    bool summary;       /* also tell how many homes reach a patch (geo_access_tell) */
    double threshold_m; /* within this distance */
    bool has_shade;     /* a column says how much of the walk is shaded */
    double route_shade_pct, path_shade_pct; /* and how many ways are shaded this much */
} geo_access_options;

typedef struct geo_access_inputs {
    const geo_reach *reach;
    const geo_network *network;      /* NULL: straight distances only */
    const geo_coverage *coverage[2]; /* of the green and of the streets; NULL: complete */
    const geo_reach *may_reach;      /* what could be reached if all that is undecided counted; */
    const geo_network *may_network;  /* NULL: nothing is undecided */
    const geo_shaded_ways *shade;    /* of network; NULL: unknown, or not asked */
} geo_access_inputs;

typedef enum geo_access_column {
    GEO_ACCESS_DIST_M,
    GEO_ACCESS_STRAIGHT_M,
    GEO_ACCESS_ID,
    GEO_ACCESS_NOTE,
    GEO_ACCESS_COLUMNS,
    GEO_ACCESS_SHADE_PCT = GEO_ACCESS_COLUMNS, /* with options.has_shade */
    GEO_ACCESS_COLUMNS_MOST
} geo_access_column;
extern const char *const GEO_ACCESS_SUFFIX[GEO_ACCESS_COLUMNS_MOST];
extern const geo_field_type GEO_ACCESS_TYPE[GEO_ACCESS_COLUMNS_MOST];

typedef struct geo_access geo_access;

/* What was found for one address. */
typedef struct geo_access_answer {
    double dist_m, straight_m; /* NaN: none */
    uint32_t patch;            /* index, or UINT32_MAX */
    geo_walk walk;             /* with a network */
    double may_m;              /* to what may count, when nearer than what was found; else NaN */
    double shade_pct;          /* of the walk; NaN: unknown, or no walk */
    double edge_m;             /* where the data end, when nearer than what was found; else NaN */
} geo_access_answer;

/* schema: of the rows that will come (columns street, and for what is told of homes home and id are
 * used when present). */
geo_status geo_access_new(geo_ctx *ctx, const geo_access_options *options,
                          const geo_access_inputs *inputs, const geo_schema *schema,
                          geo_access **out) GEO_MUST_USE;
void geo_access_free(geo_access *access);
geo_status geo_access_run(geo_ctx *ctx, geo_access *access, const geo_batch *batch,
                          geo_columns *out) GEO_MUST_USE;
/* Answers of the batch run last, one per row. */
const geo_access_answer *geo_access_answers(const geo_access *access);

/* With options.summary: homes, each counted once, and how many of them are within the threshold;
 * judged: with a known answer. */
typedef struct geo_access_summary {
    uint64_t homes, judged, within;
    uint64_t shade_known, route_shaded,
        path_shaded; /* homes with a walk of known shade; of these */
} geo_access_summary;
geo_access_summary geo_access_tell(const geo_access *access);

#endif
