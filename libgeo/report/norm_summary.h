/* The town's figures, as JSON for machines and as a few lines for people. */
#ifndef GEO_REPORT_NORM_SUMMARY_H
#define GEO_REPORT_NORM_SUMMARY_H

#include "base/text.h"
#include "green/norm.h"

/* What the history of the columns says. */
typedef struct geo_norm_origin {
    uint64_t rows_rejected;             /* by the tools before; UINT64_MAX: unknown */
    const char *coverage[GEO_CRITERIA]; /* GEO_COVERAGE_FACT of each measure; NULL: unknown */
} geo_norm_origin;

/* {"schema":"groennet-norm/1", ...}: keys in a fixed order, no clock. */
void geo_norm_summary_json(const geo_norm *norm, const geo_norm_origin *origin, geo_text *out);
/* Lines such as "trees: 61.2 % of 412 homes pass, 30 unknown (coverage_edge 28, nodata 2)". */
void geo_norm_summary_text(const geo_norm *norm, const geo_norm_origin *origin, geo_text *out);
/* For the planner who opens a layer: in Dutch, which data were taken as complete because nothing
 * says where they end. Nothing when all is stated, or unknown. */
void geo_norm_caution(const geo_norm *norm, const geo_norm_origin *origin, geo_text *out);

#endif
