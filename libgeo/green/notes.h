/* Reason codes: what a measure's note means for its verdict (data/notes.csv), and the verdict
 * itself. A note is a list of codes with a space between; a code may carry a number after a colon.
 */
#ifndef GEO_GREEN_NOTES_H
#define GEO_GREEN_NOTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"

typedef enum geo_verdict { GEO_VERDICT_NONE, GEO_PASS, GEO_FAIL, GEO_UNKNOWN } geo_verdict;
const char *geo_verdict_code(geo_verdict verdict); /* "pass", "fail", "unknown"; NULL for NONE */

typedef struct geo_notes geo_notes;
geo_status geo_notes_read(geo_ctx *ctx, const char *path, geo_notes **out) GEO_MUST_USE;
void geo_notes_free(geo_notes *notes);
size_t geo_notes_count(const geo_notes *notes);
/* Index GEO_NOTES_UNLISTED stands for every code that the table does not list: "unlisted". */
#define GEO_NOTES_UNLISTED(notes) geo_notes_count(notes)
const char *geo_notes_code(const geo_notes *notes, size_t index);
/* Dutch words of a code for a tool ("trees"), its number filled in; "" when unknown. Cut at size.
 */
void geo_notes_dutch(const geo_notes *notes, size_t index, double number, char *out, size_t size);

/* One measured criterion. */
typedef struct geo_judged {
    const char *tool; /* "trees", "canopy", "access" */
    double value;     /* NaN: unknown */
    double threshold;
    bool at_most; /* pass when value <= threshold (distance); else when value >= threshold */
    double bound; /* the most the value could be if no-data were favourable (trees_in_sight_max);
                     NaN: unbounded */
    const char *note; /* or NULL */
} geo_judged;

/* A pass stays a pass. What a code means that the table does not list nobody knows: then a fail is
 * unknown. A fail that data beyond the coverage could turn into a pass is unknown; a
 * missing value is unknown, unless its note says that the search went far enough. *why (NULL?) gets
 * the index of the code that made it unknown, SIZE_MAX when none; *why_number its number. */
geo_verdict geo_notes_judge(const geo_notes *notes, const geo_judged *judged, size_t *why,
                            double *why_number);

#endif
