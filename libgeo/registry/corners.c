#include "registry/corners.h"

#include <string.h>

#include "base/alloc.h"

static bool is_before(geo_point a, geo_point b)
{
    return a.x < b.x || (a.x == b.x && a.y < b.y);
}

void geo_corners_ends(const geo_corners *corners, geo_point out[2])
{
    out[0] = out[1] = corners->points.items[0];
    for (size_t i = 1; i < corners->points.count; i++) {
        geo_point p = corners->points.items[i];
        out[0] = is_before(p, out[0]) ? p : out[0];
        out[1] = is_before(out[1], p) ? p : out[1];
    }
}

geo_status geo_corners_hull(geo_ctx *ctx, geo_geos *geos, const geo_corners *corners, geo_geom *out)
{
    const geo_geom all = {.type = GEO_GEOM_MULTIPOINT,
                          .points = corners->points.items,
                          .point_count = (uint32_t)corners->points.count};
    *out = (geo_geom){0};
    return all.point_count ? geo_geos_hull(ctx, geos, &all, out) : GEO_OK;
}

/* Of points on one line its ends are what a hull is of others. */
static geo_status shrink(geo_ctx *ctx, geo_geos *geos, geo_corners *corners)
{
    geo_geom hull;
    geo_point ends[2];
    geo_status status = geo_corners_hull(ctx, geos, corners, &hull);
    if (status)
        return status;
    geo_corners_ends(corners, ends);
    bool is_line = hull.point_count == 0;
    size_t count = is_line ? 2 : hull.point_count;
    memcpy(corners->points.items, is_line ? ends : hull.points, count * sizeof *ends);
    corners->points.count = count;
    corners->next = 2 * count > GEO_CORNERS_MOST ? 2 * count : GEO_CORNERS_MOST;
    geo_geom_release(&hull);
    return GEO_OK;
}

geo_status geo_corners_add(geo_ctx *ctx, geo_geos *geos, geo_corners *corners, geo_point p)
{
    if (!geo_vec_push(&corners->points, p))
        return geo_fail_nomem(ctx);
    if (!corners->next)
        corners->next = GEO_CORNERS_MOST;
    return corners->points.count < corners->next ? GEO_OK : shrink(ctx, geos, corners);
}

void geo_corners_release(geo_corners *corners)
{
    geo_free(corners->points.items);
    *corners = (geo_corners){0};
}
