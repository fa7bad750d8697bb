/* Sorted edges and the active list over them: an edge enters at its first row and leaves after its
 * last. The list keeps its order, so sums over it come out the same on every run. */
#include <stdlib.h>

#include "base/alloc.h"
#include "raster/edges.h"

struct geo_edges {
    geo_edge *items;
    const geo_edge **active;
    size_t count, next, active_count;
};

/* The rows of the window that the edge touches; false when it touches none. */
static bool edge_rows(geo_frame frame, geo_window window, geo_edge *edge)
{
    double ymin = edge->a.y < edge->b.y ? edge->a.y : edge->b.y;
    double ymax = edge->a.y < edge->b.y ? edge->b.y : edge->a.y;
    /* Any box as wide as the frame: only its rows are of use here. */
    geo_box frame_box = geo_frame_box(frame);
    geo_window rows =
        geo_frame_window(frame, (geo_box){frame_box.xmin, ymin, frame_box.xmax, ymax});
    if (rows.height == 0)
        return false;
    int64_t last = rows.row + rows.height - 1, window_last = window.row + window.height - 1;
    edge->first = rows.row > window.row ? rows.row : window.row;
    edge->last = last < window_last ? last : window_last;
    return edge->first <= edge->last;
}

static void add_ring(geo_edges *edges, geo_frame frame, geo_window window, geo_run ring,
                     double sign)
{
    for (size_t i = 0; i < ring.count; i++) {
        geo_edge edge = {ring.points[i > 0 ? i - 1 : ring.count - 1], ring.points[i], sign, 0, 0};
        bool is_point = edge.a.x == edge.b.x && edge.a.y == edge.b.y;
        if (!is_point && edge_rows(frame, window, &edge))
            edges->items[edges->count++] = edge;
    }
}

static void add_polygon(geo_edges *edges, geo_frame frame, geo_window window,
                        const geo_geom *polygon)
{
    uint32_t ring = 0;
    for (uint32_t part = 0; part < polygon->part_count; part++)
        for (uint32_t shell = ring; ring < polygon->parts[part]; ring++) {
            geo_run run = geo_geom_run(polygon, ring);
            double turn = geo_ring_area(run.points, run.count) < 0 ? -1 : 1;
            add_ring(edges, frame, window, run, ring == shell ? turn : -turn);
        }
}

static int by_first_row(const void *left, const void *right)
{
    const geo_edge *a = left, *b = right;
    if (a->first != b->first)
        return a->first < b->first ? -1 : 1;
    if (a->a.x != b->a.x)
        return a->a.x < b->a.x ? -1 : 1;
    if (a->a.y != b->a.y)
        return a->a.y < b->a.y ? -1 : 1;
    return (a->b.x > b->b.x) - (a->b.x < b->b.x);
}

geo_status geo_edges_new(geo_ctx *ctx, geo_frame frame, geo_window window, const geo_geom *polygon,
                         geo_edges **out)
{
    if (!geo_geom_is_polygon(polygon))
        return geo_fail(ctx, GEO_ERR_ARG, "only a polygon covers cells");
    if (!geo_geom_is_finite(polygon))
        return geo_fail(ctx, GEO_ERR_GEOM, "a polygon has a coordinate that is not a number");
    geo_edges *edges = geo_calloc(1, sizeof *edges);
    if (!edges)
        return geo_fail_nomem(ctx);
    edges->items = geo_alloc(polygon->point_count, sizeof *edges->items);
    edges->active = geo_alloc(polygon->point_count, sizeof *edges->active);
    if (!edges->items || !edges->active) {
        geo_edges_free(edges);
        return geo_fail_nomem(ctx);
    }
    add_polygon(edges, frame, window, polygon);
    if (edges->count > 0)
        qsort(edges->items, edges->count, sizeof *edges->items, by_first_row);
    *out = edges;
    return GEO_OK;
}

void geo_edges_free(geo_edges *edges)
{
    if (!edges)
        return;
    geo_free(edges->items);
    geo_free(edges->active);
    geo_free(edges);
}

const geo_edge *const *geo_edges_row(geo_edges *edges, int64_t row, size_t *count)
{
    size_t kept = 0;
    for (size_t i = 0; i < edges->active_count; i++)
        if (edges->active[i]->last >= row)
            edges->active[kept++] = edges->active[i];
    for (; edges->next < edges->count && edges->items[edges->next].first <= row; edges->next++)
        if (edges->items[edges->next].last >= row)
            edges->active[kept++] = &edges->items[edges->next];
    edges->active_count = kept;
    *count = kept;
    return edges->active;
}
