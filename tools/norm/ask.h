/* What gn-norm is asked: the norm with its thresholds, the criteria, the norms to compare with. */
#ifndef GROENNET_NORM_ASK_H
#define GROENNET_NORM_ASK_H

#include "cli/norms.h"
#include "green/norm.h"

#define NORM_ACCESS "green" /* what most norms measure the distance to, and all marks */

typedef struct norm_args {
    const char *norm, *criteria, *compare, *mark, *applies, *by;
    int64_t trees_min;
    double canopy_min_pct, distance_max_m, mature_crown_m2;
} norm_args;

typedef struct norm_asked {
    geo_notes *notes;
    geo_norms *norms;
    geo_mark *mark; /* NULL: none is asked */
    geo_norm_options options;
} norm_asked;

geo_status norm_ask(cli *app, const norm_args *args, norm_asked *to) GEO_MUST_USE;
/* Takes the norms of --compare for which columns are missing out of it, and says so. schema: of the
 * rows that will come. */
void norm_leave_out(cli *app, norm_asked *asked, const geo_schema *schema);
void norm_asked_release(norm_asked *asked);

#endif
