/* The gate's answer in words and as JSON. */
#ifndef GEO_REPORT_CHECK_TEXT_H
#define GEO_REPORT_CHECK_TEXT_H

#include "base/text.h"
#include "report/check_read.h"

typedef struct geo_check_report {
    const geo_check_layer *layer;
    const geo_check_rules *rules;
    const geo_check_result *result;
} geo_check_report;

/* One line per neighbourhood that fails, has no verdict or is warned of, one for the town, and the
 * verdict last; without thresholds the town's shares. Shares have one decimal and are rounded
 * down, so that none reads as the threshold it fails. Control characters in names become '?'. */
void geo_check_add_text(geo_text *out, const geo_check_report *report);
/* One line of JSON, keys in a fixed order: schema "groennet-check/1". exit_status: what the
 * program will end with. */
void geo_check_add_json(geo_text *out, const geo_check_report *report, int exit_status);

#endif
