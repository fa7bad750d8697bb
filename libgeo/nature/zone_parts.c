/* Parts of a (multi)polygon: which lie near each other, and how wide they are. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "base/groups.h"
#include "base/sum.h"
#include "nature/zone_state.h"

static uint32_t first_ring(const geo_geom *shape, uint32_t part)
{
    return part ? shape->parts[part - 1] : 0;
}

double geo_zone_part_area(const geo_geom *shape, uint32_t part)
{
    double area = 0;
    for (uint32_t shell = first_ring(shape, part), k = shell; k < shape->parts[part]; k++) {
        geo_run run = geo_geom_run(shape, k);
        double own = fabs(geo_ring_area(run.points, run.count));
        area += k == shell ? own : -own;
    }
    return area;
}

static double part_length(const geo_geom *shape, uint32_t part)
{
    double length = 0;
    for (uint32_t k = first_ring(shape, part); k < shape->parts[part]; k++) {
        geo_run run = geo_geom_run(shape, k);
        length += geo_line_length(run.points, run.count);
    }
    return length;
}

typedef double (*measure)(double area_m2, double perimeter_m);

/* What is far apart is not one long strip: each part has its own width. */
static double mean_of_parts(const geo_geom *shape, measure of)
{
    geo_sum sum = {0}, whole = {0};
    for (uint32_t k = 0; k < shape->part_count; k++) {
        double area = geo_zone_part_area(shape, k);
        geo_sum_add(&sum, area * of(area, part_length(shape, k)));
        geo_sum_add(&whole, area);
    }
    double area = geo_sum_value(&whole);
    return area > 0 ? geo_sum_value(&sum) / area : 0;
}

static double compactness(double area_m2, double perimeter_m)
{
    return perimeter_m > 0 ? 4 * acos(-1) * area_m2 / (perimeter_m * perimeter_m) : 0;
}

double geo_zone_width_of(const geo_geom *shape)
{
    return mean_of_parts(shape, geo_zone_width);
}

double geo_zone_compactness_of(const geo_geom *shape)
{
    return mean_of_parts(shape, compactness);
}

static bool is_thin(const geo_geom *shape, uint32_t part)
{
    double area = geo_zone_part_area(shape, part);
    return area <= GEO_ZONE_SLIVER_M2 ||
           geo_zone_width(area, part_length(shape, part)) < GEO_ZONE_SEAM_M;
}

bool geo_zone_is_sliver(const geo_geom *shape)
{
    for (uint32_t k = 0; k < shape->part_count; k++)
        if (!is_thin(shape, k))
            return false;
    return true;
}

static geo_box part_box(const geo_geom *shape, uint32_t part)
{
    geo_box box = GEO_BOX_EMPTY;
    geo_run run = geo_geom_run(shape, first_ring(shape, part));
    for (size_t i = 0; i < run.count; i++)
        box = geo_box_join(box, geo_box_around(run.points[i], 0));
    return box;
}

geo_status geo_zone_take_parts(geo_ctx *ctx, const geo_geom *shape, const uint32_t *label,
                               uint32_t which, geo_geom *out)
{
    geo_geom made = {.type = GEO_GEOM_MULTIPOLYGON};
    made.points = geo_alloc(shape->point_count, sizeof *made.points);
    made.ends = geo_alloc(shape->end_count, sizeof *made.ends);
    made.parts = geo_alloc(shape->part_count, sizeof *made.parts);
    if (!made.points || !made.ends || !made.parts) {
        geo_geom_release(&made);
        return geo_fail_nomem(ctx);
    }
    for (uint32_t part = 0; part < shape->part_count; part++) {
        if (label[part] != which)
            continue;
        for (uint32_t k = first_ring(shape, part); k < shape->parts[part]; k++) {
            geo_run run = geo_geom_run(shape, k);
            memcpy(made.points + made.point_count, run.points, run.count * sizeof *run.points);
            made.point_count += (uint32_t)run.count;
            made.ends[made.end_count++] = made.point_count;
        }
        made.parts[made.part_count++] = made.end_count;
    }
    *out = made;
    return GEO_OK;
}

/* Joins the parts i and k of those in `alone` when they come within the gap. */
static geo_status join_parts(geo_ctx *ctx, geo_geos *geos, const geo_geom *alone, double gap_m,
                             uint32_t *label, uint32_t i, uint32_t k)
{
    double m = INFINITY;
    geo_status status = geo_geos_distance(ctx, geos, &alone[i], &alone[k], &m);
    if (status == GEO_OK && m <= gap_m)
        geo_groups_join(label, i, k);
    return status;
}

geo_status geo_zone_near_parts(geo_ctx *ctx, geo_geos *geos, const geo_geom *shape, double gap_m,
                               uint32_t *label)
{
    uint32_t count = shape->part_count;
    geo_geom *alone = geo_calloc(count, sizeof *alone);
    geo_box *boxes = geo_alloc(count, sizeof *boxes);
    geo_status status = alone && boxes ? GEO_OK : geo_fail_nomem(ctx);
    for (uint32_t i = 0; status == GEO_OK && i < count; i++)
        label[i] = i;
    for (uint32_t i = 0; status == GEO_OK && i < count; i++) {
        boxes[i] = geo_box_grow(part_box(shape, i), gap_m / 2);
        status = geo_zone_take_parts(ctx, shape, label, i, &alone[i]);
    }
    for (uint32_t i = 0; status == GEO_OK && i < count; i++)
        for (uint32_t k = i + 1; status == GEO_OK && k < count; k++)
            if (geo_box_meets(boxes[i], boxes[k]))
                status = join_parts(ctx, geos, alone, gap_m, label, i, k);
    for (uint32_t i = 0; status == GEO_OK && i < count; i++)
        label[i] = geo_groups_find(label, i);
    for (uint32_t i = 0; alone && i < count; i++)
        geo_geom_release(&alone[i]);
    geo_free(alone);
    geo_free(boxes);
    return status;
}
