/* Polygons, lines and points of the town. */
#include "sample/shapes.h"

#include "base/alloc.h"

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

static void add_rect(const sample_plan *plan, sample_shape *shape, sample_rect rect)
{
    add_point(plan, shape, rect.x0, rect.y0);
    add_point(plan, shape, rect.x1, rect.y0);
    add_point(plan, shape, rect.x1, rect.y1);
    add_point(plan, shape, rect.x0, rect.y1);
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

geo_geom sample_shape_span(const sample_plan *plan, sample_shape *shape, sample_span span)
{
    shape_reset(shape);
    int east = span.column1 + 1, north = span.row1 + 1;
    for (int i = span.column0; i < east; i++)
        add_point(plan, shape, plan->x[i], plan->y[span.row0]);
    for (int j = span.row0; j < north; j++)
        add_point(plan, shape, plan->x[east], plan->y[j]);
    for (int i = east; i > span.column0; i--)
        add_point(plan, shape, plan->x[i], plan->y[north]);
    for (int j = north; j > span.row0; j--)
        add_point(plan, shape, plan->x[span.column0], plan->y[j]);
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
