/* What trees leave of one part of a place. Ground near a stem is a circle, so that what is wide
 * enough beside stems need not be shrunk around them: a circle that is larger by as much is taken
 * from the shrunk part instead. Both circles have the same corners, so that the one grows back onto
 * the other. */
#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "water/potential_parts.h"

/* A polygon as large as the circle: its corners lie 0.32 % of the radius outside, the middles of
 * its edges 0.16 % inside. */
enum { CORNERS = 64 };

typedef struct stems {
    geo_point *points; /* by x, then y */
    size_t count;
} stems;

/* Does the shape come within reach of p? Most edges are told by their box. */
static bool comes_near(const geo_geom *shape, geo_point p, double reach_m)
{
    geo_box box = geo_box_around(p, reach_m);
    for (uint32_t i = 0; i < geo_geom_run_count(shape); i++) {
        geo_run run = geo_geom_run(shape, i);
        for (size_t k = 1; k < run.count; k++) {
            geo_point a = run.points[k - 1], b = run.points[k];
            geo_box edge = {fmin(a.x, b.x), fmin(a.y, b.y), fmax(a.x, b.x), fmax(a.y, b.y)};
            if (geo_box_meets(box, edge) && geo_segment_distance(p, a, b, NULL, NULL) <= reach_m)
                return true;
        }
    }
    return geo_geom_covers(shape, p);
}

static int eastward(const void *a, const void *b)
{
    const geo_point *p = a, *q = b;
    if (p->x != q->x)
        return p->x < q->x ? -1 : 1;
    return (p->y > q->y) - (p->y < q->y);
}

static geo_status stems_near(geo_ctx *ctx, const geo_potential *potential,
                             geo_potential_worker *worker, const geo_geom *part, double keepout_m,
                             stems *out)
{
    const geo_features *trees = &potential->features[GEO_POTENTIAL_TREE];
    geo_hits *hits = &worker->hits;
    geo_status status = geo_rtree_search(ctx, potential->trees[GEO_POTENTIAL_TREE],
                                         geo_box_grow(geo_box_of(part), keepout_m), hits);
    if (status != GEO_OK || hits->count == 0)
        return status;
    out->points = geo_alloc(hits->count, sizeof *out->points);
    if (!out->points)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < hits->count; i++) {
        geo_point stem = trees->geoms[hits->items[i]].points[0];
        if (comes_near(part, stem, keepout_m + GEO_SLACK_M))
            out->points[out->count++] = stem;
    }
    qsort(out->points, out->count, sizeof *out->points, eastward);
    return GEO_OK;
}

/* ---- circles ---- */

/* A rectangle around a shape, along its longest edge: x and y are measured along and across. What
 * of a circle lies outside it takes nothing away, and most of a circle on a street does. */
typedef struct strip {
    double cosine, sine;
    geo_box box;
} strip;

/* So that no corner of a circle lies on the outline by that. */
#define CLEAR_M 0.05

static geo_point turned(const strip *s, geo_point p)
{
    return (geo_point){p.x * s->cosine + p.y * s->sine, p.y * s->cosine - p.x * s->sine};
}

static strip strip_around(const geo_geom *shape)
{
    strip out = {1, 0, GEO_BOX_EMPTY};
    double longest = 0;
    for (uint32_t i = 0; i < geo_geom_run_count(shape); i++) {
        geo_run run = geo_geom_run(shape, i);
        for (size_t k = 1; k < run.count; k++) {
            geo_point a = run.points[k - 1], b = run.points[k];
            double length = geo_point_distance(a, b);
            if (length > longest)
                out = (strip){(b.x - a.x) / length, (b.y - a.y) / length, GEO_BOX_EMPTY};
            longest = fmax(longest, length);
        }
    }
    for (uint32_t i = 0; i < shape->point_count; i++)
        out.box = geo_box_join(out.box, geo_box_around(turned(&out, shape->points[i]), CLEAR_M));
    return out;
}

/* How far a point of the plane lies beyond one side of the strip. */
static double beyond(const strip *s, int side, geo_point p)
{
    geo_point t = turned(s, p);
    const double by[] = {s->box.xmin - t.x, t.x - s->box.xmax, s->box.ymin - t.y,
                         t.y - s->box.ymax};
    return by[side];
}

/* Of a convex ring, not closed, what lies on this side; *out has room for one more. */
static size_t cut_side(const strip *s, int side, const geo_point *ring, size_t count,
                       geo_point *out)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        geo_point a = ring[i], b = ring[(i + 1) % count];
        double from = beyond(s, side, a), to = beyond(s, side, b);
        if (from <= 0)
            out[kept++] = a;
        if ((from <= 0) == (to <= 0))
            continue;
        double part = from / (from - to);
        out[kept++] = (geo_point){a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)};
    }
    return kept;
}

enum { SIDES = 4, CORNERS_MOST = CORNERS + SIDES + 1 };

/* The points of the closed ring, at most CORNERS_MOST; less than 4: nothing of it lies in the
 * strip. */
static size_t draw(const strip *s, geo_point stem, double radius_m, geo_point *ring)
{
    double turn = 2 * M_PI / CORNERS, out_m = radius_m * sqrt(turn / sin(turn));
    geo_point other[CORNERS_MOST];
    size_t count = CORNERS;
    for (int i = 0; i < CORNERS; i++) {
        double angle = turn * (i + 0.5);
        ring[i] = (geo_point){stem.x + out_m * cos(angle), stem.y + out_m * sin(angle)};
    }
    for (int side = 0; side < SIDES; side += 2) {
        count = cut_side(s, side, ring, count, other);
        count = cut_side(s, side + 1, other, count, ring);
    }
    if (count > 0)
        ring[count++] = ring[0];
    return count;
}

/* Marks those that come near another; stems are sorted by x. */
static void find_touching(const stems *s, double radius_m, bool *touches)
{
    double reach_m = 2.1 * radius_m;
    for (size_t i = 0; i < s->count; i++)
        for (size_t j = i + 1; j < s->count && s->points[j].x - s->points[i].x < reach_m; j++)
            if (geo_point_distance(s->points[i], s->points[j]) < reach_m)
                touches[i] = touches[j] = true;
}

/* Those that touch are dissolved, the others are beside each other as they are. */
static geo_status lay_out(geo_ctx *ctx, geo_geos *geos, const geo_geom *circles, size_t count,
                          const bool *touches, geo_geom *out)
{
    const geo_geom **close = geo_alloc(count, sizeof *close);
    geo_geom *apart = geo_alloc(count + 1, sizeof *apart), dissolved = {0};
    size_t close_count = 0, apart_count = 0;
    geo_status status = close && apart ? GEO_OK : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < count; i++) {
        if (circles[i].point_count == 0)
            continue;
        if (touches[i])
            close[close_count++] = &circles[i];
        else
            apart[apart_count++] = circles[i];
    }
    if (status == GEO_OK && close_count > 0) {
        status = geo_geos_union(ctx, geos, close, close_count, &dissolved);
        apart[apart_count++] = dissolved;
    }
    if (status == GEO_OK)
        status = geo_geom_join(ctx, apart, apart_count, out);
    geo_geom_release(&dissolved);
    geo_free(close);
    geo_free(apart);
    return status;
}

/* As far as they lie around `from`. */
static geo_status circles_around(geo_ctx *ctx, geo_geos *geos, const geo_geom *from, const stems *s,
                                 double radius_m, geo_geom *out)
{
    uint32_t part = 1;
    geo_point *points = geo_alloc(s->count, CORNERS_MOST * sizeof *points);
    uint32_t *ends = geo_alloc(s->count, sizeof *ends);
    geo_geom *circles = geo_calloc(s->count, sizeof *circles);
    bool *touches = geo_calloc(s->count, sizeof *touches);
    geo_status status = points && ends && circles && touches ? GEO_OK : geo_fail_nomem(ctx);
    const strip around = strip_around(from);
    for (size_t i = 0; status == GEO_OK && i < s->count; i++) {
        geo_point *ring = points + i * CORNERS_MOST;
        ends[i] = (uint32_t)draw(&around, s->points[i], radius_m, ring);
        if (ends[i] >= 4)
            circles[i] = (geo_geom){GEO_GEOM_POLYGON, ring, &ends[i], &part, ends[i], 1, 1};
    }
    if (status == GEO_OK) {
        find_touching(s, radius_m, touches);
        status = lay_out(ctx, geos, circles, s->count, touches, out);
    }
    geo_free(points);
    geo_free(ends);
    geo_free(circles);
    geo_free(touches);
    return status;
}

/* ---- what is left ---- */

static geo_status less_circles(geo_ctx *ctx, geo_geos *geos, const geo_geom *from, const stems *s,
                               double radius_m, geo_geom *out)
{
    geo_geom circles = {0};
    geo_status status = circles_around(ctx, geos, from, s, radius_m, &circles);
    if (status == GEO_OK)
        status = geo_geos_difference(ctx, geos, from, &circles, out);
    geo_geom_release(&circles);
    return status;
}

/* left: the part less the circles. As geo_geos_open, in other steps. */
static geo_status open_beside(geo_ctx *ctx, geo_geos *geos, const geo_geom *part, const stems *s,
                              const geo_potential_room *room, const geo_geom *left, geo_geom *out)
{
    double inset_m = room->width_m / 2 - GEO_OPEN_HAIR_M;
    geo_geom thin = {0}, rest = {0}, grown = {0};
    if (!(room->width_m > 0))
        return geo_geom_clone(ctx, left, out);
    geo_status status = geo_geos_buffer(ctx, geos, part, -inset_m, &thin);
    if (status == GEO_OK)
        status = less_circles(ctx, geos, &thin, s, room->keepout_m + inset_m, &rest);
    if (status == GEO_OK)
        status = geo_geos_grow(ctx, geos, &rest, room->width_m / 2, &grown);
    if (status == GEO_OK)
        status = geo_geos_intersection(ctx, geos, left, &grown, out);
    geo_geom_release(&thin);
    geo_geom_release(&rest);
    geo_geom_release(&grown);
    return status;
}

geo_status geo_potential_trees(geo_ctx *ctx, const geo_potential *potential,
                               geo_potential_worker *worker, const geo_geom *part,
                               const geo_potential_room *room, bool *took, geo_geom *left,
                               geo_geom *wide)
{
    stems s = {0};
    geo_status status = stems_near(ctx, potential, worker, part, room->keepout_m, &s);
    *took = s.count > 0;
    if (status == GEO_OK && *took)
        status = less_circles(ctx, worker->geos, part, &s, room->keepout_m, left);
    if (status == GEO_OK && *took)
        status = open_beside(ctx, worker->geos, part, &s, room, left, wide);
    geo_free(s.points);
    return status;
}
