/* Roads for the tests of walkable lines, and what can be said of the lines without knowing how they
 * were drawn: how long they are, whether they hang together, whether they keep inside. */
#ifndef GROENNET_TESTS_CENTRE_CASE_H
#define GROENNET_TESTS_CENTRE_CASE_H

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/groups.h"
#include "base/map.h"
#include "near.h"
#include "registry/centre.h"

enum { ROADS = 64 };

/* A growing list of polygons; road_begin, road_point, road_hole. */
typedef struct town {
    geo_geom shapes[ROADS];
    geo_centre_road roads[ROADS];
    size_t count;
} town;

static geo_geom *road_begin(town *t, int level, size_t most_points, size_t most_rings)
{
    geo_geom *shape = &t->shapes[t->count];
    *shape = (geo_geom){.type = GEO_GEOM_POLYGON,
                        .points = geo_alloc(most_points, sizeof(geo_point)),
                        .ends = geo_alloc(most_rings, sizeof(uint32_t)),
                        .parts = geo_alloc(1, sizeof(uint32_t)),
                        .part_count = 1};
    assert_true(shape->points && shape->ends && shape->parts);
    t->roads[t->count++] = (geo_centre_road){shape, level, 10};
    return shape;
}

static inline void road_point(geo_geom *shape, double x, double y)
{
    shape->points[shape->point_count++] = (geo_point){x, y};
}

/* Closes the ring that the points since the last one make. */
static inline void road_ring(geo_geom *shape)
{
    uint32_t first = shape->end_count ? shape->ends[shape->end_count - 1] : 0;
    shape->points[shape->point_count] = shape->points[first];
    shape->ends[shape->end_count++] = ++shape->point_count;
    shape->parts[0] = shape->end_count;
}

static inline geo_geom *add_road(town *t, int level, const geo_point *points, size_t count)
{
    geo_geom *shape = road_begin(t, level, count + 1, 1);
    for (size_t i = 0; i < count; i++)
        road_point(shape, points[i].x, points[i].y);
    road_ring(shape);
    return shape;
}

#define ROAD(t, level, ...)                                                                        \
    add_road(t, level, (const geo_point[]){__VA_ARGS__},                                           \
             sizeof((const geo_point[]){__VA_ARGS__}) / sizeof(geo_point))

static inline void add_box(town *t, int level, double x, double y, double width, double height)
{
    ROAD(t, level, {x, y}, {x + width, y}, {x + width, y + height}, {x, y + height});
}

static inline geo_centre draw(geo_ctx *ctx, const town *t)
{
    geo_centre centre;
    if (geo_centre_init(ctx, t->roads, t->count, &centre))
        fail_msg("%s", geo_ctx_error(ctx));
    return centre;
}

static inline void release_town(town *t)
{
    for (size_t i = 0; i < t->count; i++)
        geo_geom_release(&t->shapes[i]);
    t->count = 0;
}

/* m; of one road, or of all (UINT32_MAX). */
static inline double lines_length(const geo_centre *centre, uint32_t road)
{
    double sum = 0;
    for (size_t i = 0; i < centre->lines.count; i++)
        if (road == UINT32_MAX || centre->lines.items[i].road == road)
            sum += geo_geom_length(&centre->lines.items[i].shape);
    return sum;
}

/* How many networks the lines make when vertices join on a 1 mm grid. */
static inline size_t networks(const geo_centre *centre)
{
    size_t points = 0, count = 0;
    for (size_t i = 0; i < centre->lines.count; i++)
        points += centre->lines.items[i].shape.point_count;
    uint32_t *parent = calloc(points + 1, sizeof *parent);
    geo_map *places = geo_map_new();
    for (size_t i = 0; i < centre->lines.count; i++) {
        const geo_geom *line = &centre->lines.items[i].shape;
        uint32_t before = 0;
        for (uint32_t k = 0; k < line->point_count; k++) {
            int64_t key[2] = {llround(line->points[k].x * 1000), llround(line->points[k].y * 1000)};
            uint32_t *known = geo_map_get(places, (const char *)key, sizeof key);
            uint32_t here = known ? *known : (uint32_t)count;
            if (!known) {
                parent[here] = here;
                assert_true(geo_map_set(places, (const char *)key, sizeof key, here));
                count++;
            }
            if (k > 0)
                geo_groups_join(parent, before, here);
            before = here;
        }
    }
    size_t groups = 0;
    for (uint32_t i = 0; i < count; i++)
        groups += geo_groups_find(parent, i) == i;
    geo_map_free(places);
    free(parent);
    return groups;
}

/* Every line, at many places along it, lies in its polygon or within slack_m of it. */
static inline void assert_inside(const geo_centre *centre, const town *t, double slack_m)
{
    for (size_t i = 0; i < centre->lines.count; i++) {
        const geo_centre_line *line = &centre->lines.items[i];
        for (uint32_t k = 0; k + 1 < line->shape.point_count; k++)
            for (double along = 0; along <= 1; along += 0.0625) {
                geo_point a = line->shape.points[k], b = line->shape.points[k + 1];
                geo_point p = {a.x + along * (b.x - a.x), a.y + along * (b.y - a.y)};
                double off_m = geo_geom_distance(t->roads[line->road].shape, p, NULL);
                if (off_m > slack_m)
                    fail_msg("line %zu is %g m outside road %u at %.3f %.3f", i, off_m, line->road,
                             p.x, p.y);
            }
    }
}

/* The nearest end or bend of any line of that road. */
static inline double nearest_vertex(const geo_centre *centre, uint32_t road, geo_point p)
{
    double least = INFINITY;
    for (size_t i = 0; i < centre->lines.count; i++)
        for (uint32_t k = 0; k < centre->lines.items[i].shape.point_count; k++)
            if (centre->lines.items[i].road == road)
                least = fmin(least, geo_point_distance(p, centre->lines.items[i].shape.points[k]));
    return least;
}

#endif
