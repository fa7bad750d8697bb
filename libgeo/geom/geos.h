/* The only bridge to GEOS: validity, repair and overlay on plain geometries. One geo_geos per
 * thread. What comes out is from geo_geom_release's family: the caller releases it.
 * Empty results are MULTIPOLYGON with 0 points. Coordinates are never rounded unless said. */
#ifndef GEO_GEOM_GEOS_H
#define GEO_GEOM_GEOS_H

#include "base/vec.h"
#include "geom/geom.h"

typedef struct geo_geos geo_geos;

geo_status geo_geos_new(geo_ctx *ctx, geo_geos **out) GEO_MUST_USE;
void geo_geos_free(geo_geos *geos);
/* For signal handlers: what GEOS is doing ends soon, with CANCELLED, and nothing is begun after it.
 */
void geo_geos_interrupt(void);

/* What became of a geometry that was looked at. */
typedef enum geo_repair { GEO_REPAIR_NONE, GEO_REPAIR_DONE, GEO_REPAIR_REFUSED } geo_repair;

/* Checks a polygon, mends it when that is safe, and says what was wrong (`*reason`, a static
 * English phrase: "unclosed ring", "self-touching ring", "zero-width spike", "self-crossing
 * polygon", "ring with fewer than 3 points", "non-finite coordinate", ...). Unclosed rings are
 * closed, then GEOS makeValid (structure method). Refused: non-finite, nothing left, or an area
 * (the shoelace one, after closing) that changes by more than 1 % and more than 1 m2: what a
 * bow-tie means is not ours to guess. Points and lines are only checked for finite coordinates and
 * length. NONE: *out is untouched, use the input, *reason is "". DONE: *out owns the mended copy.
 * REFUSED: *out untouched. */
geo_status geo_geos_repair(geo_ctx *ctx, geo_geos *geos, const geo_geom *geom, geo_geom *out,
                           geo_repair *what, const char **reason) GEO_MUST_USE;

/* Polygon overlay on valid input. Each result is checked with
 * area(a∩b) + area(a\b) = area(a) within 1e-6 relative (plus perimeter times the rounding of a
 * coordinate); on breach the overlay is repeated on a 1 mm grid (GEOS 3.11 overlay is silently
 * wrong on rare near-coincident pairs, LibGEOS.jl issue 166) and, should it still not hold, fails
 * with GEO_ERR_GEOM. */
geo_status geo_geos_intersection(geo_ctx *ctx, geo_geos *geos, const geo_geom *a, const geo_geom *b,
                                 geo_geom *out) GEO_MUST_USE;
geo_status geo_geos_difference(geo_ctx *ctx, geo_geos *geos, const geo_geom *a, const geo_geom *b,
                               geo_geom *out) GEO_MUST_USE;
/* Both at once: what of a lies in b, and what does not. On failure neither is set. */
geo_status geo_geos_split(geo_ctx *ctx, geo_geos *geos, const geo_geom *a, const geo_geom *b,
                          geo_geom *out_in, geo_geom *out_rest) GEO_MUST_USE;
/* Dissolves any number of polygons into one (multi)polygon. Checked too: not larger than all parts
 * together, and a point inside each part is in the union; else as above. */
geo_status geo_geos_union(geo_ctx *ctx, geo_geos *geos, const geo_geom *const *parts, size_t count,
                          geo_geom *out) GEO_MUST_USE;
/* Round buffer, 16 segments a quadrant; negative shrinks. */
geo_status geo_geos_buffer(geo_ctx *ctx, geo_geos *geos, const geo_geom *geom, double distance_m,
                           geo_geom *out) GEO_MUST_USE;
/* Grows (distance_m > 0) with corners kept sharp: 84 degrees and more stay, sharper ones are cut
 * off one and a half times the distance away. */
geo_status geo_geos_grow(geo_ctx *ctx, geo_geos *geos, const geo_geom *geom, double distance_m,
                         geo_geom *out) GEO_MUST_USE;
/* The part of an area that is at least width_m wide: shrunk by half of it less the hair, grown back
 * by half with its corners, and cut to the area itself. Unlike a round opening it leaves a wide
 * area whole, corners and all. The hair: as wide to the millimetre stays; GEOS mars a far thinner
 * remnant. */
#define GEO_OPEN_HAIR_M 1e-3
geo_status geo_geos_open(geo_ctx *ctx, geo_geos *geos, const geo_geom *area, double width_m,
                         geo_geom *out) GEO_MUST_USE;
/* The area without slits, and then without strips, narrower than width_m: grown by half of it,
 * shrunk by all, grown back. Corners of 84 degrees and more stay, sharper ones lose less than the
 * width; corners that point inward get rounder by less than it. Not cut to the area itself: slits
 * are filled. */
geo_status geo_geos_tidy(geo_ctx *ctx, geo_geos *geos, const geo_geom *area, double width_m,
                         geo_geom *out) GEO_MUST_USE;
/* The smallest convex polygon around all points; empty when they lie on one line. */
geo_status geo_geos_hull(geo_ctx *ctx, geo_geos *geos, const geo_geom *geom,
                         geo_geom *out) GEO_MUST_USE;
/* Part of `geom` inside the box. */
geo_status geo_geos_clip(geo_ctx *ctx, geo_geos *geos, const geo_geom *geom, geo_box box,
                         geo_geom *out) GEO_MUST_USE;
/* Splits a line where it enters and leaves a polygon and keeps what lies inside (closed). */
geo_status geo_geos_line_inside(geo_ctx *ctx, geo_geos *geos, const geo_geom *line,
                                const geo_geom *area, geo_geom *out) GEO_MUST_USE;
/* Shortest distance (m) between two geometries of any type; infinite when one is empty. */
geo_status geo_geos_distance(geo_ctx *ctx, geo_geos *geos, const geo_geom *a, const geo_geom *b,
                             double *out_m) GEO_MUST_USE;
/* The two points where they come nearest: out[0] on a, out[1] on b. */
geo_status geo_geos_nearest(geo_ctx *ctx, geo_geos *geos, const geo_geom *a, const geo_geom *b,
                            geo_point out[2]) GEO_MUST_USE;
/* True when they share at least one point. */
geo_status geo_geos_meets(geo_ctx *ctx, geo_geos *geos, const geo_geom *a, const geo_geom *b,
                          bool *out) GEO_MUST_USE;

/* An area that many geometries are held against: prepared once, so that each question costs the
 * logarithm of its edges. `geos` must outlive it; `area` is copied. Errors: GEOM, NOMEM. */
typedef struct geo_geos_border geo_geos_border;
geo_status geo_geos_border_new(geo_ctx *ctx, geo_geos *geos, const geo_geom *area,
                               geo_geos_border **out) GEO_MUST_USE;
void geo_geos_border_free(geo_geos_border *border);
/* As geo_geos_meets with the area: true also on its very border. */
geo_status geo_geos_border_meets(geo_ctx *ctx, const geo_geos_border *border, const geo_geom *geom,
                                 bool *out) GEO_MUST_USE;

geo_status geo_geos_is_valid(geo_ctx *ctx, geo_geos *geos, const geo_geom *geom,
                             bool *out) GEO_MUST_USE;

typedef GEO_VEC(uint32_t) geo_triangles; /* three indices each, counter-clockwise */

/* Delaunay triangulation of points that rise by x, then y, no two alike (ARG otherwise). GEOS works
 * with plain products: with whole coordinates below 2^25 they are exact. Its outermost triangles
 * may be missing: surround what matters with further points. Release with geo_free(out->items).
 * Errors: ARG, GEOM, NOMEM, CANCELLED. */
geo_status geo_geos_delaunay(geo_ctx *ctx, geo_geos *geos, const geo_point *points, size_t count,
                             geo_triangles *out) GEO_MUST_USE;

#endif
