/* Polygons, lines and points of the town. */
#include "sample/shapes.h"

#include <math.h>

#include "base/alloc.h"

#define SAGITTA_M 0.4  /* buildings keep 0.6 m from the edge of their plot */
#define CURVATURE 0.42 /* the largest of the bend, times its radius */

void sample_shape_release(sample_shape *shape)
{
    geo_free(shape->points.items);
    geo_free(shape->ends.items);
    *shape = (sample_shape){0};
}

static void shape_reset(sample_shape *shape)
{
    shape->points.count = 0;
    shape->ends.count = 0;
}

static void add_ground(sample_shape *shape, geo_point ground)
{
    if (!shape->failed && !geo_vec_push(&shape->points, ground))
        shape->failed = true;
}

static void add_point(const sample_plan *plan, sample_shape *shape, double x, double y)
{
    add_ground(shape, sample_map_place(&plan->map, (geo_point){x, y}));
}

static void end_run(sample_shape *shape)
{
    if (!shape->failed && !geo_vec_push(&shape->ends, (uint32_t)shape->points.count))
        shape->failed = true;
}

/* Repeats the ring's first point and ends it. */
static void end_ring(sample_shape *shape)
{
    uint32_t start = shape->ends.count ? shape->ends.items[shape->ends.count - 1] : 0;
    if (!shape->failed)
        add_ground(shape, shape->points.items[start]);
    end_run(shape);
}

static geo_geom shape_geom(sample_shape *shape, geo_geom_type type)
{
    bool polygon = type == GEO_GEOM_POLYGON;
    shape->part = (uint32_t)shape->ends.count;
    return (geo_geom){.type = type,
                      .points = shape->points.items,
                      .point_count = (uint32_t)shape->points.count,
                      .ends = shape->ends.items,
                      .end_count = (uint32_t)shape->ends.count,
                      .parts = polygon ? &shape->part : NULL,
                      .part_count = polygon};
}

/* A straight edge on the board is a curve on the ground: it is cut so finely that no chord is
 * further than SAGITTA_M from it. Edges with the same ends are cut alike, so neighbours tile. */
static void add_edge(const sample_plan *plan, sample_shape *shape, geo_point from, geo_point to)
{
    double length = fabs(to.x - from.x) + fabs(to.y - from.y); /* along one axis of the board */
    double longest = sqrt(8 * SAGITTA_M * plan->map.radius_m / CURVATURE);
    int count = (int)ceil(length / longest);
    for (int k = 0; k < count; k++) {
        double t = (double)k / count;
        add_point(plan, shape, from.x + t * (to.x - from.x), from.y + t * (to.y - from.y));
    }
}

static void add_rect(const sample_plan *plan, sample_shape *shape, sample_rect r)
{
    const geo_point corners[] = {{r.x0, r.y0}, {r.x1, r.y0}, {r.x1, r.y1}, {r.x0, r.y1}};
    for (int k = 0; k < 4; k++)
        add_edge(plan, shape, corners[k], corners[(k + 1) % 4]);
    end_ring(shape);
}

geo_geom sample_shape_rect(const sample_plan *plan, sample_shape *shape, sample_rect rect)
{
    shape_reset(shape);
    add_rect(plan, shape, rect);
    return shape_geom(shape, GEO_GEOM_POLYGON);
}

/* The outline of `count` joined buildings, clockwise, with every party wall's ends as vertices. */
static void add_hole(const sample_plan *plan, sample_shape *shape, const sample_building *first,
                     size_t count)
{
    const sample_building *last = first + count - 1;
    add_point(plan, shape, first->rect.x0, first->rect.y0);
    for (size_t k = 0; k < count; k++)
        add_point(plan, shape, first[k].rect.x0, first[k].rect.y1);
    add_point(plan, shape, last->rect.x1, last->rect.y1);
    for (size_t k = count; k > 1; k--)
        add_point(plan, shape, first[k - 1].rect.x1, first[k - 1].rect.y0);
    add_point(plan, shape, first->rect.x1, first->rect.y0);
    end_ring(shape);
}

static bool holds(sample_rect area, sample_rect building)
{
    return building.x0 > area.x0 && building.x1 < area.x1 && building.y0 > area.y0 &&
           building.y1 < area.y1;
}

geo_geom sample_shape_yard(const sample_plan *plan, sample_shape *shape, sample_rect rect,
                           const sample_block *block)
{
    shape_reset(shape);
    add_rect(plan, shape, rect);
    size_t k = 0;
    while (k < block->buildings.count) {
        const sample_building *first = &block->buildings.items[k];
        size_t count = 1;
        while (k + count < block->buildings.count && first[count].joined)
            count++;
        if (holds(rect, first->rect))
            add_hole(plan, shape, first, count);
        k += count;
    }
    return shape_geom(shape, GEO_GEOM_POLYGON);
}

static geo_point node_of(const sample_plan *plan, int column, int row)
{
    return (geo_point){plan->x[column], plan->y[row]};
}

geo_geom sample_shape_span(const sample_plan *plan, sample_shape *shape, sample_span span)
{
    shape_reset(shape);
    int west = span.column0, east = span.column1 + 1, south = span.row0, north = span.row1 + 1;
    for (int i = west; i < east; i++)
        add_edge(plan, shape, node_of(plan, i, south), node_of(plan, i + 1, south));
    for (int j = south; j < north; j++)
        add_edge(plan, shape, node_of(plan, east, j), node_of(plan, east, j + 1));
    for (int i = east; i > west; i--)
        add_edge(plan, shape, node_of(plan, i, north), node_of(plan, i - 1, north));
    for (int j = north; j > south; j--)
        add_edge(plan, shape, node_of(plan, west, j), node_of(plan, west, j - 1));
    end_ring(shape);
    return shape_geom(shape, GEO_GEOM_POLYGON);
}

/* The outline's vertices hold the extreme points to within a metre; callers leave a margin. */
geo_box sample_plan_extent(const sample_plan *plan)
{
    geo_box box = GEO_BOX_EMPTY;
    for (int i = 0; i <= plan->columns; i++)
        for (int side = 0; side <= plan->rows; side += plan->rows)
            box = geo_box_join(
                box, geo_box_around(
                         sample_map_place(&plan->map, (geo_point){plan->x[i], plan->y[side]}), 0));
    for (int j = 0; j <= plan->rows; j++)
        for (int side = 0; side <= plan->columns; side += plan->columns)
            box = geo_box_join(
                box, geo_box_around(
                         sample_map_place(&plan->map, (geo_point){plan->x[side], plan->y[j]}), 0));
    return box;
}

geo_geom sample_shape_box(const sample_plan *plan, sample_shape *shape, double grow_m)
{
    geo_box box = geo_box_grow(sample_plan_extent(plan), grow_m);
    shape_reset(shape);
    add_ground(shape, (geo_point){box.xmin, box.ymin});
    add_ground(shape, (geo_point){box.xmax, box.ymin});
    add_ground(shape, (geo_point){box.xmax, box.ymax});
    add_ground(shape, (geo_point){box.xmin, box.ymax});
    end_ring(shape);
    return shape_geom(shape, GEO_GEOM_POLYGON);
}

geo_geom sample_shape_line(const sample_plan *plan, sample_shape *shape, const geo_point *board,
                           int count)
{
    shape_reset(shape);
    for (int k = 0; k < count; k++)
        add_point(plan, shape, board[k].x, board[k].y);
    end_run(shape);
    return shape_geom(shape, GEO_GEOM_LINE);
}

geo_geom sample_shape_point(const sample_plan *plan, sample_shape *shape, geo_point board)
{
    shape_reset(shape);
    add_point(plan, shape, board.x, board.y);
    return shape_geom(shape, GEO_GEOM_POINT);
}
