/* Rows of points. Invariant: link[2 * i] and link[2 * i + 1] are the neighbours of i in its row
 * (NONE: no such), and links are mutual, so that what hangs together is a path or a ring. */
#include "nature/tree_rows.h"

#include <math.h>

#include "base/alloc.h"
#include "geom/rtree.h"

#define NONE UINT32_MAX

typedef struct work {
    const geo_point *points;
    size_t count;
    const geo_tree_row_options *options;
    double straight; /* cosine below which a turn is small enough */
    geo_rtree *index;
    geo_hits hits;
    bool *again;    /* per point: it is one with another */
    uint32_t *pair; /* two per point: what it has picked */
    uint32_t *link; /* two per point */
} work;

/* Those near i, itself and others at its very place left out. */
static geo_status find_near(geo_ctx *ctx, work *w, uint32_t i)
{
    size_t kept = 0;
    double reach = w->options->spacing_m + GEO_SLACK_M;
    geo_status status =
        geo_rtree_search(ctx, w->index, geo_box_around(w->points[i], reach), &w->hits);
    for (size_t k = 0; status == GEO_OK && k < w->hits.count; k++) {
        double d = geo_point_distance(w->points[i], w->points[w->hits.items[k]]);
        if (d > 0 && d <= reach && !w->again[w->hits.items[k]])
            w->hits.items[kept++] = w->hits.items[k];
    }
    w->hits.count = status == GEO_OK ? kept : 0;
    return status;
}

/* A tree that two surveys measured stands twice, a little aside: it would be its own neighbour. */
static geo_status find_again(geo_ctx *ctx, work *w)
{
    double reach = w->options->same_m + GEO_SLACK_M;
    geo_status status = GEO_OK;
    for (uint32_t i = 0; status == GEO_OK && i < w->count; i++) {
        status = geo_rtree_search(ctx, w->index, geo_box_around(w->points[i], reach), &w->hits);
        for (size_t k = 0; status == GEO_OK && !w->again[i] && k < w->hits.count; k++) {
            uint32_t other = w->hits.items[k];
            w->again[i] = other < i && !w->again[other] &&
                          geo_point_distance(w->points[i], w->points[other]) <= reach;
        }
    }
    return status;
}

/* Is the way from b over a to c nearly straight? */
static bool lies_between(const work *w, geo_point a, geo_point b, geo_point c)
{
    double dot = (b.x - a.x) * (c.x - a.x) + (b.y - a.y) * (c.y - a.y);
    return dot <= w->straight * geo_point_distance(a, b) * geo_point_distance(a, c);
}

static void pick_pair(work *w, uint32_t i)
{
    double best = INFINITY;
    const uint32_t *near = w->hits.items;
    for (size_t k = 0; k < w->hits.count; k++) {
        double first = geo_point_distance(w->points[i], w->points[near[k]]);
        if (first >= best)
            continue;
        for (size_t m = k + 1; m < w->hits.count; m++) {
            double sum = first + geo_point_distance(w->points[i], w->points[near[m]]);
            if (sum < best &&
                lies_between(w, w->points[i], w->points[near[k]], w->points[near[m]])) {
                best = sum;
                w->pair[2 * i] = near[k];
                w->pair[2 * i + 1] = near[m];
            }
        }
    }
}

static bool has_picked(const work *w, uint32_t i, uint32_t other)
{
    return w->pair[2 * i] == other || w->pair[2 * i + 1] == other;
}

static void link_both(work *w, uint32_t i, uint32_t other)
{
    w->link[2 * i + (w->link[2 * i] != NONE)] = other;
    w->link[2 * other + (w->link[2 * other] != NONE)] = i;
}

/* A point with nothing ahead or behind it ends the row of the nearest that has picked it. */
static void link_end(work *w, uint32_t i)
{
    uint32_t nearest = NONE;
    double best = INFINITY;
    for (size_t k = 0; k < w->hits.count; k++) {
        uint32_t other = w->hits.items[k];
        double d = geo_point_distance(w->points[i], w->points[other]);
        if (has_picked(w, other, i) && d < best) {
            best = d;
            nearest = other;
        }
    }
    if (nearest != NONE)
        link_both(w, i, nearest);
}

static geo_status link_all(geo_ctx *ctx, work *w)
{
    geo_status status = find_again(ctx, w);
    for (uint32_t i = 0; status == GEO_OK && i < w->count; i++) {
        if (w->again[i])
            continue;
        status = find_near(ctx, w, i);
        pick_pair(w, i);
    }
    for (uint32_t i = 0; i < w->count; i++)
        for (int side = 0; side < 2; side++) {
            uint32_t other = w->pair[2 * i + side];
            if (other != NONE && other > i && has_picked(w, other, i))
                link_both(w, i, other);
        }
    for (uint32_t i = 0; status == GEO_OK && i < w->count; i++) {
        if (w->pair[2 * i] != NONE || w->again[i])
            continue;
        status = find_near(ctx, w, i);
        link_end(w, i);
    }
    return status;
}

/* ---- rows ---- */

static uint32_t next_of(const work *w, uint32_t at, uint32_t before)
{
    return w->link[2 * at] == before ? w->link[2 * at + 1] : w->link[2 * at];
}

/* Where the path ends that leaves i on one side; *closed: nowhere, it comes back. */
static uint32_t walk_end(const work *w, uint32_t i, int side, bool *closed)
{
    uint32_t before = i, at = w->link[2 * i + side];
    while (at != NONE && at != i) {
        uint32_t next = next_of(w, at, before);
        before = at;
        at = next;
    }
    *closed = at == i;
    return before;
}

/* Does the row stray from the line between its ends no further than its share of that allows? */
static bool is_straight(const work *w, const uint32_t *row, size_t count)
{
    geo_point from = w->points[row[0]], to = w->points[row[count - 1]];
    double chord = geo_point_distance(from, to), most = w->options->bow * chord * chord;
    for (size_t i = 1; i + 1 < count; i++) {
        geo_point p = w->points[row[i]];
        double aside = (to.x - from.x) * (p.y - from.y) - (to.y - from.y) * (p.x - from.x);
        if (!(fabs(aside) <= most + GEO_SLACK_M * chord))
            return false;
    }
    return true;
}

/* The row that i, its lowest index, stands in. */
static geo_status add_row(geo_ctx *ctx, work *w, uint32_t i, bool *seen, geo_tree_rows *out)
{
    bool closed;
    size_t start = out->members.count;
    uint32_t one = walk_end(w, i, 0, &closed), before = NONE, at = i;
    if (!closed) {
        uint32_t two = walk_end(w, i, 1, &closed);
        at = one < two ? one : two;
    }
    while (at != NONE && !seen[at]) {
        uint32_t low =
            w->link[2 * at] < w->link[2 * at + 1] ? w->link[2 * at] : w->link[2 * at + 1];
        uint32_t next = before == NONE ? low : next_of(w, at, before);
        seen[at] = true;
        if (!geo_vec_push(&out->members, at))
            return geo_fail_nomem(ctx);
        before = at;
        at = next;
    }
    if (out->members.count - start < w->options->least) {
        out->members.count = start;
        return GEO_OK;
    }
    if (isfinite(w->options->bow) &&
        (closed || !is_straight(w, out->members.items + start, out->members.count - start))) {
        out->members.count = start;
        out->bowed++;
        return GEO_OK;
    }
    bool kept = geo_vec_push(&out->starts, (uint32_t)out->members.count) &&
                geo_vec_push(&out->closed, closed);
    return kept ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status begin(geo_ctx *ctx, work *w)
{
    size_t slots = 2 * w->count;
    geo_box *boxes = geo_alloc(w->count, sizeof *boxes);
    w->pair = geo_alloc(slots, sizeof *w->pair);
    w->link = geo_alloc(slots, sizeof *w->link);
    w->again = geo_calloc(w->count, sizeof *w->again);
    if (!boxes || !w->pair || !w->link || !w->again) {
        geo_free(boxes);
        return geo_fail_nomem(ctx);
    }
    for (size_t i = 0; i < slots; i++)
        w->pair[i] = w->link[i] = NONE;
    for (size_t i = 0; i < w->count; i++)
        boxes[i] = geo_box_around(w->points[i], 0);
    geo_status status = geo_rtree_new(ctx, boxes, w->count, &w->index);
    geo_free(boxes);
    return status;
}

geo_status geo_tree_rows_init(geo_ctx *ctx, const geo_point *points, size_t count,
                              const geo_tree_row_options *options, geo_tree_rows *out)
{
    work w = {.points = points, .count = count, .options = options};
    bool *seen = geo_calloc(count, sizeof *seen);
    *out = (geo_tree_rows){0};
    w.straight = -cos(options->bend_deg * acos(-1) / 180);
    geo_status status = GEO_OK;
    if (options->least < 3 || !(options->spacing_m > 0) || !(options->bend_deg >= 0) ||
        options->bend_deg >= 90 || !(options->same_m >= 0) || !(options->bow > 0))
        status =
            geo_fail(ctx, GEO_ERR_ARG, "a row needs 3 trees, a spacing, a bend below 90 and a bow");
    if (status == GEO_OK)
        status = seen && geo_vec_push(&out->starts, 0) ? begin(ctx, &w) : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = link_all(ctx, &w);
    for (uint32_t i = 0; status == GEO_OK && i < count; i++)
        if (!seen[i])
            status = add_row(ctx, &w, i, seen, out);
    geo_rtree_free(w.index);
    geo_free(w.hits.items);
    geo_free(w.pair);
    geo_free(w.again);
    geo_free(w.link);
    geo_free(seen);
    if (status != GEO_OK)
        geo_tree_rows_release(out);
    return status;
}

size_t geo_tree_rows_count(const geo_tree_rows *rows)
{
    return rows->starts.count ? rows->starts.count - 1 : 0;
}

void geo_tree_rows_release(geo_tree_rows *rows)
{
    geo_free(rows->members.items);
    geo_free(rows->starts.items);
    geo_free(rows->closed.items);
    *rows = (geo_tree_rows){0};
}
