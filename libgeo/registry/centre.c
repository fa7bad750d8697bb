#include "registry/centre.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "geom/geos.h"
#include "registry/centre_parts.h"

/* A road with what its place among the others depends on. */
typedef struct ranked {
    const geo_centre_road *road;
    geo_box box;
    uint32_t index;
} ranked;

static int by_number(double a, double b)
{
    return (a > b) - (a < b);
}

static int compare_boxes(const geo_box *a, const geo_box *b)
{
    int order = by_number(a->xmin, b->xmin);
    if (order == 0)
        order = by_number(a->ymin, b->ymin);
    if (order == 0)
        order = by_number(a->xmax, b->xmax);
    return order ? order : by_number(a->ymax, b->ymax);
}

static int compare_points(const geo_geom *a, const geo_geom *b)
{
    if (a->point_count != b->point_count)
        return a->point_count < b->point_count ? -1 : 1;
    for (uint32_t i = 0; i < a->point_count; i++) {
        int order = by_number(a->points[i].x, b->points[i].x);
        if (order == 0)
            order = by_number(a->points[i].y, b->points[i].y);
        if (order)
            return order;
    }
    return 0;
}

/* By place and shape; equal ones by level, so that only true doubles are left to chance. */
static int compare_roads(const void *left, const void *right)
{
    const ranked *a = left, *b = right;
    int order = compare_boxes(&a->box, &b->box);
    if (order == 0)
        order = compare_points(a->road->shape, b->road->shape);
    if (order == 0)
        order = (a->road->level > b->road->level) - (a->road->level < b->road->level);
    return order ? order : (a->index > b->index) - (a->index < b->index);
}

static geo_status rank_roads(geo_ctx *ctx, const geo_centre_road *roads, size_t count, ranked **out)
{
    ranked *list = geo_alloc(count, sizeof *list);
    if (!list)
        return geo_fail_nomem(ctx);
    for (uint32_t i = 0; i < count; i++) {
        if (!geo_geom_is_polygon(roads[i].shape) || !(roads[i].cross_m > 0)) {
            geo_free(list);
            return geo_fail(ctx, GEO_ERR_ARG, "road %u is no polygon or is never crossed", i);
        }
        list[i] = (ranked){&roads[i], geo_box_of(roads[i].shape), i};
    }
    qsort(list, count, sizeof *list, compare_roads);
    *out = list;
    return GEO_OK;
}

/* Triangles, doors and lines of one road. */
static geo_status draw_road(geo_ctx *ctx, geo_geos *geos, const ranked *road,
                            const geo_portal *portals, size_t count, geo_centre *out)
{
    geo_mesh mesh = {0};
    geo_doors doors = {0};
    geo_status status = geo_mesh_init(ctx, geos, road->road->shape, portals, count, &mesh);
    if (status == GEO_OK)
        status = geo_doors_init(ctx, &mesh, count, &doors);
    if (status == GEO_OK)
        status = geo_centre_lines(ctx, &mesh, &doors, portals, count, road->index, out);
    geo_doors_release(&doors);
    geo_mesh_release(&mesh);
    return geo_while(ctx, status, "drawing lines in road %u", road->index);
}

static void note_failure(geo_centre *out, uint32_t index)
{
    if (out->failed++ == 0 || index < out->first_failed)
        out->first_failed = index;
}

/* One polygon that makes no sense is counted, not an end of all. */
static geo_status draw_all(geo_ctx *ctx, const ranked *list, size_t count,
                           const geo_portals *portals, geo_centre *out)
{
    geo_geos *geos = NULL;
    size_t first = 0;
    geo_status status = geo_geos_new(ctx, &geos);
    for (uint32_t i = 0; status == GEO_OK && i < count; i++) {
        size_t stop = first;
        while (stop < portals->count && portals->items[stop].road == i)
            stop++;
        const geo_portal *mine = stop > first ? portals->items + first : NULL;
        status = draw_road(ctx, geos, &list[i], mine, stop - first, out);
        out->alone += stop == first;
        first = stop;
        if (status == GEO_ERR_GEOM) {
            note_failure(out, list[i].index);
            geo_ctx_reset(ctx);
            status = GEO_OK;
        }
        if (status == GEO_OK)
            status = geo_ctx_poll(ctx);
    }
    geo_geos_free(geos);
    return status;
}

static int compare_lines(const void *left, const void *right)
{
    const geo_centre_line *a = left, *b = right;
    if (a->road != b->road)
        return a->road < b->road ? -1 : 1;
    return compare_points(&a->shape, &b->shape);
}

geo_status geo_centre_init(geo_ctx *ctx, const geo_centre_road *roads, size_t count,
                           geo_centre *out)
{
    ranked *list = NULL;
    geo_centre_road *sorted = NULL;
    geo_portals portals = {0};
    geo_centre made = {0};
    geo_status status = rank_roads(ctx, roads, count, &list);
    if (status == GEO_OK && !(sorted = geo_alloc(count, sizeof *sorted)))
        status = geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < count; i++)
        sorted[i] = *list[i].road;
    if (status == GEO_OK)
        status = geo_centre_portals(ctx, sorted, count, &portals);
    made.portals = portals.count / 2;
    if (status == GEO_OK)
        status = draw_all(ctx, list, count, &portals, &made);
    if (status == GEO_OK && made.lines.count)
        qsort(made.lines.items, made.lines.count, sizeof *made.lines.items, compare_lines);
    geo_free(list);
    geo_free(sorted);
    geo_free(portals.items);
    if (status == GEO_OK)
        *out = made;
    else
        geo_centre_release(&made);
    return status;
}

void geo_centre_release(geo_centre *centre)
{
    for (size_t i = 0; i < centre->lines.count; i++)
        geo_geom_release(&centre->lines.items[i].shape);
    geo_free(centre->lines.items);
    *centre = (geo_centre){0};
}
