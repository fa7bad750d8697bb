/* A norm: thresholds per criterion and, where its source gives them, the definitions they go with
 * (data/norms.csv). */
#ifndef GEO_GREEN_PROFILE_H
#define GEO_GREEN_PROFILE_H

#include <stdbool.h>

#include "base/table.h"
#include "io/provenance.h"

typedef enum geo_criterion { GEO_TREES, GEO_CANOPY, GEO_ACCESS, GEO_CRITERIA } geo_criterion;
extern const char *const GEO_CRITERION[GEO_CRITERIA]; /* "trees", "canopy", "access" */
/* The criterion of that name; false: there is none. */
bool geo_criterion_find(const char *name, geo_criterion *out);

typedef struct geo_profile {
    char name[64]; /* "heemskerk", or the triple as typed */
    double
        threshold[GEO_CRITERIA]; /* trees, percent, metres; NaN: the norm has no such criterion */
    size_t row;                  /* in the table, or SIZE_MAX for a bare triple */
    char access[32];             /* prefix of the columns that hold its distance: "green" */
    char access_nl[64];          /* what that is a distance to: "groen" */
} geo_profile;

typedef struct geo_norms geo_norms;
/* Errors: NOTFOUND, FORMAT. */
geo_status geo_norms_read(geo_ctx *ctx, const char *norms_path, const char *aliases_path,
                          geo_norms **out) GEO_MUST_USE;
void geo_norms_free(geo_norms *norms);

/* A profile's name, an alias of one (said as a note), or T-C-D. Errors: ARG that lists the names.
 */
geo_status geo_norms_find(geo_ctx *ctx, const geo_norms *norms, const char *text,
                          geo_profile *out) GEO_MUST_USE;
/* Names of the table's profiles, in its order; NULL beyond the last. */
const char *geo_norms_name(const geo_norms *norms, size_t index);
/* "4-40-400"; "x" stands for a criterion the norm does not have. */
void geo_profile_label(const geo_profile *profile, char *out, size_t size);

/* What the table says of a named profile, column by column; false beyond the last. heading and
 * value live as long as norms; "" where it says nothing. */
bool geo_profile_cell(const geo_norms *norms, const geo_profile *profile, size_t column,
                      const char **heading, const char **value);

/* Says (as warnings) where the definitions a column was computed with differ from those of the
 * profile. `column`: the measure's column; a criterion whose column has no known origin is said
 * once. */
geo_status geo_profile_compare(geo_ctx *ctx, const geo_norms *norms, const geo_profile *profile,
                               geo_criterion criterion, const geo_provenance *provenance,
                               const char *column) GEO_MUST_USE;

#endif
