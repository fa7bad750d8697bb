/* Where a theme's data ends. Beyond it nothing is known, so a fail there is unknown; inside a
 * `public_only` part the private objects are unknown. A town without a coverage layer is taken as
 * complete everywhere (said at -v). */
#ifndef GEO_IO_COVERAGE_H
#define GEO_IO_COVERAGE_H

#include "geom/geos.h"
#include "io/source.h"

typedef struct geo_coverage geo_coverage;

/* Reads the coverage polygons of any of `themes` (NULL-ended) from an open source with text columns
 * {"theme", "completeness"}; source NULL: complete everywhere. */
geo_status geo_coverage_new(geo_ctx *ctx, geo_geos *geos, geo_source *source,
                            const char *const *themes, geo_coverage **out) GEO_MUST_USE;
void geo_coverage_free(geo_coverage *coverage);

/* False: complete everywhere. */
bool geo_coverage_is_stated(const geo_coverage *coverage);
/* Whether it is, as a fact of a run that travels with its columns: "yes" or "no". */
#define GEO_COVERAGE_FACT "coverage_stated"
/* Straight distance (m) from p to where the data ends: 0 outside, INFINITY when it never does. */
double geo_coverage_edge(const geo_coverage *coverage, geo_point p);
/* Distance (m) to the nearest part that holds public objects only: 0 inside, INFINITY when there is
 * none. */
double geo_coverage_public_only(const geo_coverage *coverage, geo_point p);
/* The same two from anywhere on a polygon. */
double geo_coverage_edge_of(const geo_coverage *coverage, const geo_geom *polygon);
double geo_coverage_public_only_of(const geo_coverage *coverage, const geo_geom *polygon);
/* Union of the polygons where there are data; NULL when nothing is stated. */
const geo_geom *geo_coverage_known(const geo_coverage *coverage);
/* Share (0..1) of a polygon that lies beyond the data, and in public-only parts. */
geo_status geo_coverage_shares(geo_ctx *ctx, geo_geos *geos, const geo_coverage *coverage,
                               const geo_geom *area, double *out_beyond,
                               double *out_public_only) GEO_MUST_USE;

#endif
