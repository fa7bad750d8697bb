/* What of a place is wide enough, part by part: a part does not get wider by another beside it. */
#include <math.h>

#include "base/alloc.h"
#include "water/potential_parts.h"

/* Cosine of the sharpest corner that geo_geos_grow leaves as it is: 1 / sin(angle / 2) = 1.5. */
#define SHARPEST 0.11

void geo_potential_release_shapes(geo_potential_shapes *shapes)
{
    for (size_t i = 0; i < shapes->count; i++)
        geo_geom_release(&shapes->items[i]);
    geo_free(shapes->items);
    *shapes = (geo_potential_shapes){0};
}

geo_status geo_potential_keep_shape(geo_ctx *ctx, geo_potential_shapes *shapes, geo_geom *shape)
{
    if (!geo_vec_push(shapes, *shape))
        return geo_fail_nomem(ctx);
    *shape = (geo_geom){0};
    return GEO_OK;
}

typedef struct corner {
    double cosine, half_cot; /* of the angle within, and the cotangent of its half */
    int turn;                /* 1 left, -1 right, 0 straight on */
} corner;

static corner corner_at(geo_point before, geo_point at, geo_point after)
{
    double ax = before.x - at.x, ay = before.y - at.y, bx = after.x - at.x, by = after.y - at.y;
    double lengths = hypot(ax, ay) * hypot(bx, by);
    double dot = ax * bx + ay * by, cross = fabs(ax * by - ay * bx);
    return (corner){dot / lengths, cross / (lengths - dot), geo_orient(before, at, after)};
}

/* Is all of a part wide enough? So it is when it is convex, no corner is too sharp, and shrinking
 * leaves something of every edge: growing then gives back the same edges. */
static bool is_wide(const geo_geom *part, double inset_m)
{
    const geo_point *p = part->points;
    size_t count = part->point_count - 1; /* the last is the first again */
    int turn = 0;
    if (part->end_count != 1 || part->point_count < 4)
        return false;
    corner last = corner_at(p[count - 1], p[0], p[1]);
    for (size_t i = 0; i < count; i++) {
        corner next = corner_at(p[i], p[i + 1], p[i + 2 > count ? 1 : i + 2]);
        if (next.turn != 0 && turn != 0 && next.turn != turn)
            return false;
        turn = next.turn != 0 ? next.turn : turn;
        double left_m =
            geo_point_distance(p[i], p[i + 1]) - inset_m * (last.half_cot + next.half_cot);
        if (!(left_m > 0) || !(next.cosine < SHARPEST))
            return false;
        last = next;
    }
    return true;
}

static geo_status open_part(geo_ctx *ctx, geo_geos *geos, const geo_geom *part, double width_m,
                            geo_geom *out)
{
    if (!(width_m > 0) || is_wide(part, width_m / 2 - GEO_OPEN_HAIR_M))
        return geo_geom_clone(ctx, part, out);
    return geo_geos_open(ctx, geos, part, width_m, out);
}

geo_status geo_potential_open(geo_ctx *ctx, geo_geos *geos, const geo_geom *area, double width_m,
                              geo_geom *out)
{
    geo_potential_shapes opened = {0};
    geo_status status = GEO_OK;
    for (uint32_t k = 0; status == GEO_OK && k < area->part_count; k++) {
        geo_geom part = {0}, wide = {0};
        status = geo_geom_part(ctx, area, k, &part);
        if (status == GEO_OK)
            status = open_part(ctx, geos, &part, width_m, &wide);
        if (status == GEO_OK)
            status = geo_potential_keep_shape(ctx, &opened, &wide);
        geo_geom_release(&part);
        geo_geom_release(&wide);
    }
    if (status == GEO_OK)
        status = geo_geom_join(ctx, opened.items, opened.count, out);
    geo_potential_release_shapes(&opened);
    return status;
}
