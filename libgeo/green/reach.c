#include "green/reach.h"

#include <math.h>
#include <stdlib.h>

#include "base/alloc.h"

typedef struct edge {
    geo_point a, b; /* equal for point targets */
    uint32_t patch;
} edge;

struct geo_reach {
    const geo_patches *patches;
    edge *edges; /* patch by patch */
    size_t edge_count;
    geo_rtree *edge_index, *patch_index;
};

static bool is_point(const geo_geom *geom)
{
    return geom->type == GEO_GEOM_POINT || geom->type == GEO_GEOM_MULTIPOINT;
}

static void add_edges(geo_reach *reach, uint32_t patch)
{
    const geo_geom *shape = &reach->patches->items[patch].shape;
    for (uint32_t i = 0; is_point(shape) && i < shape->point_count; i++)
        reach->edges[reach->edge_count++] = (edge){shape->points[i], shape->points[i], patch};
    for (uint32_t k = 0, i = 0; k < shape->end_count; k++, i++)
        for (; i + 1 < shape->ends[k]; i++)
            reach->edges[reach->edge_count++] =
                (edge){shape->points[i], shape->points[i + 1], patch};
}

static geo_status make_index(geo_ctx *ctx, geo_reach *reach)
{
    geo_box *boxes = geo_alloc(reach->edge_count + reach->patches->count, sizeof *boxes);
    if (!boxes)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < reach->edge_count; i++)
        boxes[i] = geo_box_join(geo_box_around(reach->edges[i].a, 0),
                                geo_box_around(reach->edges[i].b, 0));
    geo_box *patch_boxes = boxes + reach->edge_count;
    for (size_t i = 0; i < reach->patches->count; i++)
        patch_boxes[i] = reach->patches->items[i].box;
    geo_status status = geo_rtree_new(ctx, boxes, reach->edge_count, &reach->edge_index);
    if (status == GEO_OK)
        status = geo_rtree_new(ctx, patch_boxes, reach->patches->count, &reach->patch_index);
    geo_free(boxes);
    return status;
}

geo_status geo_reach_new(geo_ctx *ctx, const geo_patches *patches, geo_reach **out)
{
    size_t points = 0;
    geo_reach *reach = geo_calloc(1, sizeof *reach);
    if (!reach)
        return geo_fail_nomem(ctx);
    reach->patches = patches;
    for (size_t i = 0; i < patches->count; i++)
        points += patches->items[i].shape.point_count;
    reach->edges = geo_alloc(points, sizeof *reach->edges);
    geo_status status = reach->edges ? GEO_OK : geo_fail_nomem(ctx);
    for (uint32_t i = 0; status == GEO_OK && i < patches->count; i++)
        add_edges(reach, i);
    if (status == GEO_OK)
        status = make_index(ctx, reach);
    if (status != GEO_OK) {
        geo_reach_free(reach);
        return status;
    }
    *out = reach;
    return GEO_OK;
}

void geo_reach_free(geo_reach *reach)
{
    if (!reach)
        return;
    geo_free(reach->edges);
    geo_rtree_free(reach->edge_index);
    geo_rtree_free(reach->patch_index);
    geo_free(reach);
}

const geo_patches *geo_reach_patches(const geo_reach *reach)
{
    return reach->patches;
}

static double edge_distance(void *self, uint32_t index, geo_point p)
{
    const geo_reach *reach = self;
    return geo_segment_distance(p, reach->edges[index].a, reach->edges[index].b, NULL, NULL);
}

geo_status geo_reach_nearest(const geo_reach *reach, geo_point p, double limit_m,
                             uint32_t *out_patch, double *out_m)
{
    geo_hits hits = {0};
    bool inside = false;
    geo_status status = geo_rtree_search(NULL, reach->patch_index, geo_box_around(p, 0), &hits);
    for (size_t i = 0; status == GEO_OK && !inside && i < hits.count; i++)
        if (geo_geom_covers(&reach->patches->items[hits.items[i]].shape, p)) {
            inside = true;
            *out_patch = hits.items[i];
            *out_m = 0;
        }
    geo_free(hits.items);
    if (status != GEO_OK || inside)
        return status;
    uint32_t nearest;
    status = geo_rtree_nearest(NULL, reach->edge_index, p, limit_m, edge_distance,
                               (void *)(uintptr_t)reach, &nearest, out_m);
    if (status == GEO_OK)
        *out_patch = reach->edges[nearest].patch;
    return status;
}

/* ---- stops ---- */

static geo_point at(geo_point a, geo_point b, double along)
{
    return (geo_point){a.x + along * (b.x - a.x), a.y + along * (b.y - a.y)};
}

static double clamped(double along)
{
    return fmin(fmax(along, 0), 1);
}

/* Where line ab meets edge cd, as measures along ab: none, one, or two when they share a stretch.
 * Whether they meet is decided exactly, so that no line slips through at a vertex. */
static size_t meetings(geo_point a, geo_point b, geo_point c, geo_point d, double out[2])
{
    int c_side = geo_orient(a, b, c), d_side = geo_orient(a, b, d);
    int a_side = geo_orient(c, d, a), b_side = geo_orient(c, d, b);
    double rx = b.x - a.x, ry = b.y - a.y, sx = d.x - c.x, sy = d.y - c.y;
    if (c_side * d_side > 0 || a_side * b_side > 0)
        return 0;
    if (c_side == 0 && d_side == 0) {
        double square = rx * rx + ry * ry;
        double from = ((c.x - a.x) * rx + (c.y - a.y) * ry) / square;
        double to = ((d.x - a.x) * rx + (d.y - a.y) * ry) / square;
        out[0] = clamped(fmin(from, to));
        out[1] = clamped(fmax(from, to));
        return fmin(from, to) <= 1 && fmax(from, to) >= 0 ? 2 : 0;
    }
    out[0] = clamped(((c.x - a.x) * sy - (c.y - a.y) * sx) / (rx * sy - ry * sx));
    return 1;
}

#define EQUALLY_NEAR_M 1e-6

/* Where a segment comes nearest to a patch: from first to last along it, when it runs beside an
 * edge. */
typedef struct near_place {
    double cost_m, first, last;
} near_place;

static void try_near(near_place *best, double cost_m, double along)
{
    if (cost_m > best->cost_m + EQUALLY_NEAR_M)
        return;
    if (cost_m < best->cost_m - EQUALLY_NEAR_M)
        *best = (near_place){cost_m, along, along};
    best->cost_m = fmin(best->cost_m, cost_m);
    best->first = fmin(best->first, along);
    best->last = fmax(best->last, along);
}

/* Nearest place of ab to edge e: at an end of one of the two, unless they cross (cost 0). */
static void near_edge(const edge *e, geo_point a, geo_point b, near_place *best)
{
    double along, cost, met[2];
    try_near(best, geo_segment_distance(a, e->a, e->b, NULL, NULL), 0);
    try_near(best, geo_segment_distance(b, e->a, e->b, NULL, NULL), 1);
    cost = geo_segment_distance(e->a, a, b, NULL, &along);
    try_near(best, cost, along);
    cost = geo_segment_distance(e->b, a, b, NULL, &along);
    try_near(best, cost, along);
    if (meetings(a, b, e->a, e->b, met))
        try_near(best, 0, met[0]);
}

static int compare_double(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return a < b ? -1 : a > b;
}

/* Places where a stretch inside a patch may begin or end, rising; walls: stretches along an edge,
 * which are inside too. */
typedef struct cuts {
    double *at;
    size_t count, wall_count;
    double (*walls)[2];
} cuts;

static bool along_wall(const cuts *c, double along)
{
    for (size_t i = 0; i < c->wall_count; i++)
        if (along >= c->walls[i][0] && along <= c->walls[i][1])
            return true;
    return false;
}

static void add_cuts(cuts *c, const edge *e, geo_point a, geo_point b)
{
    double met[2];
    size_t count = meetings(a, b, e->a, e->b, met);
    for (size_t i = 0; i < count; i++)
        c->at[c->count++] = met[i];
    if (count == 2) {
        c->walls[c->wall_count][0] = met[0];
        c->walls[c->wall_count++][1] = met[1];
    }
}

/* Appends both ends of every stretch in the closed patch; neighbouring ones are one. */
static bool add_stretches(const geo_geom *shape, const cuts *c, geo_point a, geo_point b,
                          geo_stop stop, geo_stops *out)
{
    bool any = false, open = false;
    for (size_t i = 0; i + 1 < c->count; i++) {
        double middle = (c->at[i] + c->at[i + 1]) / 2;
        if (c->at[i + 1] <= c->at[i])
            continue;
        bool inside = along_wall(c, middle) || geo_geom_side(shape, at(a, b, middle)) == GEO_INSIDE;
        if (inside != open) {
            stop.along = c->at[i];
            out->items[out->count++] = stop;
        }
        open = inside;
        any |= inside;
    }
    stop.along = 1;
    if (open)
        out->items[out->count++] = stop;
    return any;
}

/* Stops of one patch; edges[0..count) are those of its edges that lie near. */
static geo_status stops_of_patch(const geo_reach *reach, uint32_t patch, const uint32_t *edges,
                                 size_t count, uint32_t segment, geo_point a, geo_point b,
                                 double stub_m, geo_stops *out)
{
    near_place best = {INFINITY, 0, 0};
    cuts c = {geo_alloc(2 * count + 2, sizeof *c.at), 0, 0, geo_alloc(count, sizeof *c.walls)};
    geo_stop stop = {.segment = segment, .patch = patch};
    geo_status status =
        c.at && c.walls && geo_vec_room(out, 2 * count + 4) ? GEO_OK : GEO_ERR_NOMEM;
    if (status == GEO_OK) {
        c.at[c.count++] = 0;
        c.at[c.count++] = 1;
        for (size_t i = 0; i < count; i++) {
            near_edge(&reach->edges[edges[i]], a, b, &best);
            add_cuts(&c, &reach->edges[edges[i]], a, b);
        }
        qsort(c.at, c.count, sizeof *c.at, compare_double);
        bool inside = add_stretches(&reach->patches->items[patch].shape, &c, a, b, stop, out);
        if (!inside && best.cost_m <= stub_m)
            out->items[out->count++] = (geo_stop){segment, patch, best.first, best.cost_m};
        if (!inside && best.cost_m <= stub_m && best.last > best.first)
            out->items[out->count++] = (geo_stop){segment, patch, best.last, best.cost_m};
    }
    geo_free(c.at);
    geo_free(c.walls);
    return status;
}

/* Patches whose inside the segment may lie in without an edge near. */
static geo_status stops_deep_inside(const geo_reach *reach, uint32_t segment, geo_point a,
                                    geo_point b, double stub_m, const geo_hits *near_edges,
                                    geo_stops *out)
{
    geo_hits boxes = {0};
    geo_box box = geo_box_join(geo_box_around(a, 0), geo_box_around(b, 0));
    geo_status status = geo_rtree_search(NULL, reach->patch_index, box, &boxes);
    for (size_t i = 0; status == GEO_OK && i < boxes.count; i++) {
        bool has_edges = false;
        for (size_t e = 0; e < near_edges->count && !has_edges; e++)
            has_edges = reach->edges[near_edges->items[e]].patch == boxes.items[i];
        if (!has_edges)
            status = stops_of_patch(reach, boxes.items[i], NULL, 0, segment, a, b, stub_m, out);
    }
    geo_free(boxes.items);
    return status;
}

geo_status geo_reach_stops(const geo_reach *reach, uint32_t segment, geo_point a, geo_point b,
                           double stub_m, geo_hits *hits, geo_stops *out)
{
    geo_box box = geo_box_grow(geo_box_join(geo_box_around(a, 0), geo_box_around(b, 0)), stub_m);
    geo_status status = geo_rtree_search(NULL, reach->edge_index, box, hits);
    for (size_t first = 0, last; status == GEO_OK && first < hits->count; first = last) {
        uint32_t patch = reach->edges[hits->items[first]].patch;
        for (last = first; last < hits->count && reach->edges[hits->items[last]].patch == patch;)
            last++;
        status = stops_of_patch(reach, patch, hits->items + first, last - first, segment, a, b,
                                stub_m, out);
    }
    if (status == GEO_OK)
        status = stops_deep_inside(reach, segment, a, b, stub_m, hits, out);
    return status;
}
