/* A mark of 0 to 10 for a home, beside the verdict: points for each criterion, weighed
 * (data/marks.csv). Invariant: points lie on straight lines between values that ascend, and are
 * level beyond the first and the last; the weights add up to 1. */
#ifndef GEO_GREEN_MARK_H
#define GEO_GREEN_MARK_H

#include "green/notes.h"
#include "green/profile.h"

typedef struct geo_mark geo_mark;

/* Reads the mark of that name. Errors: ARG (no such mark; lists the names), NOTFOUND, FORMAT
 * (values that do not ascend, a criterion without values, points that are not 0 to 10, weights that
 * are not 0 to 1, differ or do not add up). */
geo_status geo_mark_read(geo_ctx *ctx, const char *path, const char *name,
                         geo_mark **out) GEO_MUST_USE;
void geo_mark_free(geo_mark *mark);
const char *geo_mark_name(const geo_mark *mark);

/* Points (0..10) of a value (trees, percent, metres); NaN for NaN. */
double geo_mark_points(const geo_mark *mark, geo_criterion criterion, double value);
/* Points of one measured criterion, NaN when missing data could raise them. threshold is of no
 * account. */
double geo_mark_judge(const geo_mark *mark, const geo_notes *notes, geo_criterion criterion,
                      const geo_judged *judged);
/* The mark, from the points of the three criteria; NaN when any is. */
double geo_mark_sum(const geo_mark *mark, const double points[GEO_CRITERIA]);

#endif
