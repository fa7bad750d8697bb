/* Facade points: where one stands to look out of a building. */
#ifndef GEO_GREEN_FACADE_H
#define GEO_GREEN_FACADE_H

#include "base/vec.h"
#include "geom/geom.h"

#define GEO_FACADE_OFFSET_M 0.5  /* outward from the wall */
#define GEO_FACADE_CLEAR_M 0.3   /* a point this close to another building looks at a party wall */
#define GEO_FACADE_CORNER_M 1e-6 /* nearer than this is the same place */
#define GEO_FACADE_MIN 4         /* points per ring, and per home */

typedef GEO_VEC(geo_point) geo_points;

/* Appends the points of every ring of a polygon (holes too): from its lexicographically smallest
 * vertex, with length L, n = max(4, ceil(L / spacing_m)) points at (i + 1/2) L / n, moved 0.5 m
 * along the outward normal of their edge. Whatever the ring's orientation, the set is the same.
 * Errors: NOMEM. */
geo_status geo_facade_walk(geo_ctx *ctx, const geo_geom *polygon, double spacing_m,
                           geo_points *out) GEO_MUST_USE;

/* Chooses a home's points among those of its building: keep[i] is set for points that are not
 * nearer to another home's address point than to its own (homes within 0.1 m
 * are on one point and share); when fewer
 * than 4 are left, for the 4 nearest to its own (ties: lower index). `others` may hold the home's
 * own point. */
void geo_facade_own(const geo_point *points, size_t count, geo_point own, const geo_point *others,
                    size_t other_count, bool *keep);

#endif
