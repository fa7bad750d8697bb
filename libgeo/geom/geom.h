/* Plain geometry values: points, boxes and one flat shape type that every floor above uses.
 * x is easting, y northing, metres, always. Rings may have any orientation; measures don't care. */
#ifndef GEO_GEOM_GEOM_H
#define GEO_GEOM_GEOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/ctx.h"

typedef struct geo_point {
    double x, y;
} geo_point;

typedef struct geo_box {
    double xmin, ymin, xmax, ymax; /* empty when xmin > xmax */
} geo_box;

typedef enum geo_geom_type { /* numbers as in FlatGeobuf and WKB */
                             GEO_GEOM_UNKNOWN = 0,
                             GEO_GEOM_POINT = 1,
                             GEO_GEOM_LINE = 2,
                             GEO_GEOM_POLYGON = 3,
                             GEO_GEOM_MULTIPOINT = 4,
                             GEO_GEOM_MULTILINE = 5,
                             GEO_GEOM_MULTIPOLYGON = 6
} geo_geom_type;

/* One geometry, flat. `ends[i]` is the index one past the last point of ring or line i;
 * `parts[k]` the index one past the last ring of polygon k (first ring of a part is its shell).
 * POINT: 1 point, no ends. LINE: ends of 1. POLYGON: n ends, 1 part. MULTIPOINT: no ends.
 * A polygon ring repeats its first point. Memory belongs to whoever made it: an arena, or
 * geo_geom_release for those from geo_geom_clone. z is not kept: the toolkit works in plan, heights
 * are columns (streams pass it through untouched). */
typedef struct geo_geom {
    geo_geom_type type;
    geo_point *points;
    uint32_t *ends;
    uint32_t *parts;
    uint32_t point_count, end_count, part_count;
} geo_geom;

geo_status geo_geom_clone(geo_ctx *ctx, const geo_geom *from, geo_geom *out) GEO_MUST_USE;
/* A copy in the arena, which owns it. Errors: NOMEM. */
geo_status geo_geom_keep(geo_ctx *ctx, geo_arena *arena, const geo_geom *from,
                         geo_geom *out) GEO_MUST_USE;
/* Polygons that do not overlap, one after the other as one MULTIPOLYGON; the caller releases.
 * Errors: NOMEM. */
geo_status geo_geom_join(geo_ctx *ctx, const geo_geom *polygons, size_t count,
                         geo_geom *out) GEO_MUST_USE;
/* Polygon k (< part_count) of a (multi)polygon as a POLYGON of its own; the caller releases.
 * Errors: NOMEM. */
geo_status geo_geom_part(geo_ctx *ctx, const geo_geom *shape, uint32_t k,
                         geo_geom *out) GEO_MUST_USE;
void geo_geom_release(geo_geom *geom); /* only for clones and what bridges return */

/* Points of one ring or line; a view into its geometry. */
typedef struct geo_run {
    const geo_point *points;
    size_t count;
} geo_run;
/* Ring or line `index` (< end_count); for points (no ends) run 0 is all of them. */
geo_run geo_geom_run(const geo_geom *geom, uint32_t index);
uint32_t geo_geom_run_count(const geo_geom *geom);
bool geo_geom_is_polygon(const geo_geom *geom); /* POLYGON or MULTIPOLYGON */

extern const geo_box GEO_BOX_EMPTY;
geo_box geo_box_of(const geo_geom *geom);
geo_box geo_box_around(geo_point centre, double radius_m);
geo_box geo_box_grow(geo_box box, double by_m);
/* By how much a search is widened, so that rounding loses nothing: what is found is then decided by
 * the distance itself. */
#define GEO_SLACK_M 1e-6
geo_box geo_box_join(geo_box a, geo_box b);
bool geo_box_meets(geo_box a, geo_box b); /* closed boxes share a point */
bool geo_box_is_empty(geo_box box);
/* Half-open: xmin <= x < xmax, ymin <= y < ymax (tiles). */
bool geo_box_holds(geo_box box, geo_point p);
/* Distance (m) from p to the closed box, 0 inside; infinite for an empty box. */
double geo_box_distance(geo_box box, geo_point p);

/* m. */
double geo_point_distance(geo_point a, geo_point b);
/* Distance from p to segment ab (m); *nearest (NULL?) gets the foot, *along (NULL?) its measure
 * 0..1. */
double geo_segment_distance(geo_point p, geo_point a, geo_point b, geo_point *nearest,
                            double *along);
/* Shortest distance between two segments; 0 when they meet. */
double geo_segments_distance(geo_point a, geo_point b, geo_point c, geo_point d);

/* Signed area (m2) of a closed ring, counter-clockwise positive; shoelace around its first vertex
 * with compensated sums. */
double geo_ring_area(const geo_point *points, size_t count);
/* m, also for open lines. */
double geo_line_length(const geo_point *points, size_t count);
/* Area in m2 of POLYGON/MULTIPOLYGON by shells minus holes; 0 for others. */
double geo_geom_area(const geo_geom *geom);
/* Area in m2 that two valid POLYGON/MULTIPOLYGON share, to about 1e-12 of the larger's box; 0 for
 * others. No overlay is made and no memory asked for. Cost: edges of a × edges of b. */
double geo_geom_shared_area(const geo_geom *a, const geo_geom *b);
double geo_geom_length(const geo_geom *geom); /* lines: length; polygons: perimeter with holes */
/* Area-weighted centroid for polygons, length-weighted for lines, mean for points. */
geo_point geo_geom_centroid(const geo_geom *geom);

/* Where a point lies: even-odd over all rings; a point within 0 of an edge (exact test) is
 * boundary. */
typedef enum geo_side { GEO_OUTSIDE = 0, GEO_BOUNDARY = 1, GEO_INSIDE = 2 } geo_side;
/* Which way a, b, c turn: 1 left (counter-clockwise), -1 right, 0 exactly collinear. Exact for any
 * finite input whose products neither overflow nor underflow.
 * Source: Shewchuk 1997, Adaptive precision floating-point arithmetic, doi:10.1007/PL00009321. */
int geo_orient(geo_point a, geo_point b, geo_point c);
geo_side geo_ring_side(const geo_point *points, size_t count, geo_point p);
geo_side geo_geom_side(const geo_geom *geom, geo_point p); /* polygons; others GEO_OUTSIDE */
/* Closed: inside or on the boundary. */
bool geo_geom_covers(const geo_geom *geom, geo_point p);
/* Distance (m) from p to the geometry; 0 inside a polygon. *nearest (NULL?) gets the nearest point
 * (ties: the first). An empty geometry is infinitely far and leaves *nearest alone. */
double geo_geom_distance(const geo_geom *geom, geo_point p, geo_point *nearest);
/* Distance (m) from p to the geometry's edges only, also from inside. */
double geo_geom_edge_distance(const geo_geom *geom, geo_point p, geo_point *nearest);
/* Shortest distance (m) between the edges of two lines or polygons; 0 when they cross or touch,
 * INFINITY when either has none. Cost: edges of a × edges of b. */
double geo_geom_edges_distance(const geo_geom *a, const geo_geom *b);

/* True when every coordinate is finite. */
bool geo_geom_is_finite(const geo_geom *geom);

/* The point the ring walk starts from: index of the lexicographically smallest vertex. */
size_t geo_ring_start(const geo_point *points, size_t count);

#endif
