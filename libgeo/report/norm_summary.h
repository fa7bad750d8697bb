/* The town's figures, as JSON for machines and as a few lines for people. */
#ifndef GEO_REPORT_NORM_SUMMARY_H
#define GEO_REPORT_NORM_SUMMARY_H

#include "base/text.h"
#include "green/norm.h"

/* {"schema":"groennet-norm/1", ...}: keys in a fixed order, no clock. rows_rejected: of the tools
 * before, or UINT64_MAX. */
void geo_norm_summary_json(const geo_norm *norm, uint64_t rows_rejected, geo_text *out);
/* Lines such as "trees: 61.2 % of 412 homes pass, 30 unknown (coverage_edge 28, nodata 2)". */
void geo_norm_summary_text(const geo_norm *norm, geo_text *out);

#endif
