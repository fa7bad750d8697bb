/* Portals: where two polygons share boundary for long enough to step across, points on that
 * stretch, half their distance from its ends. Edges are compared, not vertices: one long edge may
 * lie against several short ones. A stretch is followed along the boundary of the polygon that
 * comes first; the other takes the points over. */
#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"
#include "geom/rtree.h"
#include "registry/centre_parts.h"

/* An edge of a road. Its inside is to the left when `left`, else to the right. */
typedef struct side {
    geo_point a, b;
    double from_m, length_m; /* where along its ring it begins */
    uint32_t road, ring, edge;
    bool left;
} side;

/* A piece of boundary of road `with` beside the ring being followed. */
typedef struct stretch {
    uint32_t with, ring;
    double from_m, to_m; /* along the ring */
} stretch;

typedef struct work {
    const geo_centre_road *roads;
    GEO_VEC(side) sides; /* by road, ring, edge */
    size_t *first_side;  /* [road], one more at the end */
    geo_rtree *index;
    geo_hits hits;
    GEO_VEC(stretch) stretches;
    geo_portals *out;
} work;

/* ---- sides ---- */

static bool is_shell(const geo_geom *shape, uint32_t ring)
{
    for (uint32_t k = 0; k < shape->part_count; k++)
        if (ring == (k ? shape->parts[k - 1] : 0))
            return true;
    return false;
}

static geo_status add_ring(geo_ctx *ctx, work *w, uint32_t road, uint32_t ring)
{
    const geo_geom *shape = w->roads[road].shape;
    geo_run run = geo_geom_run(shape, ring);
    bool left = (geo_ring_area(run.points, run.count) > 0) == is_shell(shape, ring);
    double from_m = 0;
    for (uint32_t i = 0; i + 1 < run.count; i++) {
        side made = {.a = run.points[i],
                     .b = run.points[i + 1],
                     .from_m = from_m,
                     .road = road,
                     .ring = ring,
                     .edge = i,
                     .left = left};
        made.length_m = geo_point_distance(made.a, made.b);
        from_m += made.length_m;
        if (!geo_vec_push(&w->sides, made))
            return geo_fail_nomem(ctx);
    }
    return GEO_OK;
}

static geo_status list_sides(geo_ctx *ctx, work *w, size_t count)
{
    geo_status status = GEO_OK;
    w->first_side = geo_alloc(count + 1, sizeof *w->first_side);
    if (!w->first_side)
        return geo_fail_nomem(ctx);
    for (uint32_t road = 0; road < count; road++) {
        w->first_side[road] = w->sides.count;
        for (uint32_t k = 0; status == GEO_OK && k < w->roads[road].shape->end_count; k++)
            status = add_ring(ctx, w, road, k);
    }
    w->first_side[count] = w->sides.count;
    return status;
}

static geo_box box_of(const side *s)
{
    return geo_box_join(geo_box_around(s->a, 0), geo_box_around(s->b, 0));
}

static geo_status index_sides(geo_ctx *ctx, work *w)
{
    geo_box *boxes = geo_alloc(w->sides.count, sizeof *boxes);
    if (!boxes)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < w->sides.count; i++)
        boxes[i] = box_of(&w->sides.items[i]);
    geo_status status = geo_rtree_new(ctx, boxes, w->sides.count, &w->index);
    geo_free(boxes);
    return status;
}

/* ---- stretches ---- */

/* Cuts [*low, *high] to where the straight line of values v0 at s0, v1 at s1 is at most `most`. */
static void keep_below(double s0, double v0, double s1, double v1, double most, double *low,
                       double *high)
{
    double slope = (v1 - v0) / (s1 - s0), at = s0 + (most - v0) / slope;
    if (slope > 0)
        *high = fmin(*high, at);
    else if (slope < 0)
        *low = fmax(*low, at);
    else if (v0 > most)
        *high = -INFINITY;
}

/* Where along s (m from its beginning) t lies against it from the other side. */
static bool touch(const side *s, const side *t, double *low, double *high)
{
    double ux = (s->b.x - s->a.x) / s->length_m, uy = (s->b.y - s->a.y) / s->length_m;
    double s0 = (t->a.x - s->a.x) * ux + (t->a.y - s->a.y) * uy;
    double s1 = (t->b.x - s->a.x) * ux + (t->b.y - s->a.y) * uy;
    double v0 = (t->a.y - s->a.y) * ux - (t->a.x - s->a.x) * uy;
    double v1 = (t->b.y - s->a.y) * ux - (t->b.x - s->a.x) * uy;
    if (s0 == s1 || (s1 > s0) == (s->left == t->left))
        return false;
    *low = fmax(0, fmin(s0, s1));
    *high = fmin(s->length_m, fmax(s0, s1));
    keep_below(s0, v0, s1, v1, GEO_CENTRE_TOUCH_M, low, high);
    keep_below(s0, -v0, s1, -v1, GEO_CENTRE_TOUCH_M, low, high);
    return *low < *high;
}

static geo_status find_stretches(geo_ctx *ctx, work *w, const side *s)
{
    double low, high;
    if (!(s->length_m > 0))
        return GEO_OK;
    geo_status status = geo_rtree_search(
        ctx, w->index, geo_box_grow(box_of(s), GEO_CENTRE_TOUCH_M + GEO_SLACK_M), &w->hits);
    for (size_t i = 0; status == GEO_OK && i < w->hits.count; i++) {
        const side *t = &w->sides.items[w->hits.items[i]];
        if (t->road <= s->road || !touch(s, t, &low, &high))
            continue;
        stretch made = {t->road, s->ring, s->from_m + low, s->from_m + high};
        if (!geo_vec_push(&w->stretches, made))
            return geo_fail_nomem(ctx);
    }
    return status;
}

static int by_number(double a, double b)
{
    return (a > b) - (a < b);
}

static int compare_stretches(const void *left, const void *right)
{
    const stretch *a = left, *b = right;
    if (a->with != b->with)
        return a->with < b->with ? -1 : 1;
    if (a->ring != b->ring)
        return a->ring < b->ring ? -1 : 1;
    int order = by_number(a->from_m, b->from_m);
    return order ? order : by_number(a->to_m, b->to_m);
}

/* Joins the pieces that follow each other, `first` and those after it: *next is the first piece of
 * another stretch. */
static stretch join_pieces(const work *w, size_t first, size_t *next)
{
    stretch made = w->stretches.items[first];
    size_t i = first + 1;
    for (; i < w->stretches.count; i++) {
        const stretch *s = &w->stretches.items[i];
        if (s->with != made.with || s->ring != made.ring ||
            s->from_m > made.to_m + GEO_CENTRE_TOUCH_M)
            break;
        made.to_m = fmax(made.to_m, s->to_m);
    }
    *next = i;
    return made;
}

static double ring_length(const geo_geom *shape, uint32_t ring)
{
    geo_run run = geo_geom_run(shape, ring);
    return geo_line_length(run.points, run.count);
}

/* Leaves whole stretches; one that runs over the beginning of its ring ends beyond the ring's
 * length. */
static void join_stretches(work *w, const geo_geom *shape)
{
    size_t count = 0, next, group = 0;
    if (w->stretches.count)
        qsort(w->stretches.items, w->stretches.count, sizeof *w->stretches.items,
              compare_stretches);
    for (size_t i = 0; i < w->stretches.count; i = next) {
        stretch made = join_pieces(w, i, &next);
        stretch *first = &w->stretches.items[group];
        if (count == 0 || first->with != made.with || first->ring != made.ring) {
            group = count;
        } else if (first->from_m <= GEO_CENTRE_TOUCH_M) {
            double all_m = ring_length(shape, made.ring);
            if (made.to_m >= all_m - GEO_CENTRE_TOUCH_M) {
                made.to_m = all_m + first->to_m;
                *first = made;
                continue;
            }
        }
        w->stretches.items[count++] = made;
    }
    w->stretches.count = count;
}

/* ---- portals ---- */

static double mean_width(const geo_geom *shape)
{
    return 2 * geo_geom_area(shape) / geo_geom_length(shape);
}

/* Polygons of two levels meet at the end of a ramp only. */
static bool may_pass(const geo_centre_road *a, const geo_centre_road *b, double length_m)
{
    if (length_m < GEO_CENTRE_DOOR_M)
        return false;
    if (a->level == b->level)
        return true;
    const geo_centre_road *ramp = abs(a->level) > abs(b->level) ? a : b;
    return abs(a->level) != abs(b->level) && length_m <= 2 * mean_width(ramp->shape);
}

/* The side of the ring (of the road whose sides begin at `first`) that holds the place. */
static const side *side_at(const work *w, size_t first, uint32_t ring, double at_m)
{
    size_t low = first, high = w->first_side[w->sides.items[first].road + 1];
    while (low + 1 < high) {
        size_t middle = low + (high - low) / 2;
        const side *s = &w->sides.items[middle];
        if (s->ring < ring || (s->ring == ring && s->from_m <= at_m))
            low = middle;
        else
            high = middle;
    }
    return &w->sides.items[low];
}

static geo_status add_portal(geo_ctx *ctx, work *w, const side *s, geo_point at)
{
    double along;
    geo_segment_distance(at, s->a, s->b, NULL, &along);
    geo_portal made = {s->road, s->ring, s->edge, along * s->length_m, at};
    return geo_vec_push(w->out, made) ? GEO_OK : geo_fail_nomem(ctx);
}

/* The nearest side of road `with`; NULL when there is none within reach. */
static geo_status side_near(geo_ctx *ctx, work *w, uint32_t with, geo_point at, const side **out)
{
    double least = INFINITY;
    *out = NULL;
    geo_status status =
        geo_rtree_search(ctx, w->index, geo_box_around(at, 2 * GEO_CENTRE_TOUCH_M), &w->hits);
    for (size_t i = 0; status == GEO_OK && i < w->hits.count; i++) {
        const side *s = &w->sides.items[w->hits.items[i]];
        double distance = geo_segment_distance(at, s->a, s->b, NULL, NULL);
        if (s->road != with || distance >= least)
            continue;
        least = distance;
        *out = s;
    }
    return status;
}

/* A portal in the middle of each of equal parts of the stretch. */
static geo_status place_portals(geo_ctx *ctx, work *w, size_t first, const stretch *piece)
{
    const geo_centre_road *road = &w->roads[w->sides.items[first].road];
    const geo_centre_road *other = &w->roads[piece->with];
    double length_m = piece->to_m - piece->from_m, all_m = ring_length(road->shape, piece->ring);
    if (!may_pass(road, other, length_m))
        return GEO_OK;
    double parts = fmax(1, round(length_m / fmax(road->cross_m, other->cross_m)));
    geo_status status = GEO_OK;
    for (double i = 0; status == GEO_OK && i < parts; i++) {
        const side *facing;
        double at_m = piece->from_m + (i + 0.5) * length_m / parts;
        const side *s = side_at(w, first, piece->ring, at_m < all_m ? at_m : fmax(0, at_m - all_m));
        double along = fmin(1, fmax(0, (fmod(at_m, all_m) - s->from_m) / s->length_m));
        geo_point at = {s->a.x + along * (s->b.x - s->a.x), s->a.y + along * (s->b.y - s->a.y)};
        status = side_near(ctx, w, piece->with, at, &facing);
        if (status == GEO_OK && facing)
            status = add_portal(ctx, w, s, at);
        if (status == GEO_OK && facing)
            status = add_portal(ctx, w, facing, at);
    }
    return status;
}

static geo_status follow_road(geo_ctx *ctx, work *w, uint32_t road)
{
    geo_status status = GEO_OK;
    size_t first = w->first_side[road], stop = w->first_side[road + 1];
    w->stretches.count = 0;
    for (size_t i = first; status == GEO_OK && i < stop; i++)
        status = find_stretches(ctx, w, &w->sides.items[i]);
    join_stretches(w, w->roads[road].shape);
    for (size_t i = 0; status == GEO_OK && i < w->stretches.count; i++)
        status = place_portals(ctx, w, first, &w->stretches.items[i]);
    return status;
}

static int compare_portals(const void *left, const void *right)
{
    const geo_portal *a = left, *b = right;
    if (a->road != b->road)
        return a->road < b->road ? -1 : 1;
    if (a->ring != b->ring)
        return a->ring < b->ring ? -1 : 1;
    if (a->edge != b->edge)
        return a->edge < b->edge ? -1 : 1;
    int order = by_number(a->along, b->along);
    if (order == 0)
        order = by_number(a->at.x, b->at.x);
    return order ? order : by_number(a->at.y, b->at.y);
}

geo_status geo_centre_portals(geo_ctx *ctx, const geo_centre_road *roads, size_t count,
                              geo_portals *out)
{
    work w = {.roads = roads, .out = out};
    geo_status status = list_sides(ctx, &w, count);
    if (status == GEO_OK)
        status = index_sides(ctx, &w);
    for (uint32_t road = 0; status == GEO_OK && road < count; road++) {
        status = follow_road(ctx, &w, road);
        if (status == GEO_OK && road % 256 == 0)
            status = geo_ctx_poll(ctx);
    }
    if (status == GEO_OK && out->count)
        qsort(out->items, out->count, sizeof *out->items, compare_portals);
    geo_free(w.sides.items);
    geo_free(w.first_side);
    geo_rtree_free(w.index);
    geo_free(w.hits.items);
    geo_free(w.stretches.items);
    return status;
}
