/* Where the data of a theme end, told by what was found: what coverage says of it. A theme without
 * a row of coverage counts as complete everywhere, so that whatever was found makes one. */
#include <string.h>

#include "registry/town_state.h"

/* Of objects on one line no polygon tells where the data end: so far around them (m). */
static const double SURROUNDINGS_M = 25;

/* Around the stretch from the first to the last of points on one line. */
static geo_status surroundings_of(geo_ctx *ctx, const geo_town *town, const geo_corners *corners,
                                  geo_geom *out)
{
    geo_point ends[2];
    uint32_t end = 2;
    geo_corners_ends(corners, ends);
    bool is_point = ends[0].x == ends[1].x && ends[0].y == ends[1].y;
    const geo_geom line = {.type = is_point ? GEO_GEOM_POINT : GEO_GEOM_LINE,
                           .points = ends,
                           .ends = is_point ? NULL : &end,
                           .point_count = is_point ? 1 : 2,
                           .end_count = is_point ? 0 : 1};
    return geo_geos_buffer(ctx, town->geos, &line, SURROUNDINGS_M, out);
}

/* *alone: the theme has an area of its own. */
static geo_status around(geo_ctx *ctx, const geo_town *town, geo_theme theme, geo_geom *out,
                         bool *alone)
{
    const geo_corners *corners = &town->parts[theme].corners;
    geo_status status = geo_corners_hull(ctx, town->geos, corners, out);
    *alone = !status && out->point_count;
    if (status || *alone || !corners->points.count)
        return status;
    geo_geom_release(out);
    return surroundings_of(ctx, town, corners, out);
}

/* Around what was found of the theme; of a theme without an area of its own, around the largest of
 * the others: the source was looked through there. */
static geo_status hull_of(geo_ctx *ctx, const geo_town *town, geo_theme theme, geo_geom *out)
{
    bool alone = false, any;
    geo_geom hull = {0};
    geo_status status = around(ctx, town, theme, out, &alone);
    for (int i = 0; !status && !alone && i < GEO_THEMES; i++) {
        status = around(ctx, town, (geo_theme)i, &hull, &any);
        if (!status && hull.point_count &&
            (!out->point_count || geo_geom_area(&hull) > geo_geom_area(out))) {
            geo_geom_release(out);
            *out = hull;
        } else {
            geo_geom_release(&hull);
        }
        hull = (geo_geom){0};
    }
    return status;
}

/* *area becomes what it has in common with `other`. */
static geo_status meet(geo_ctx *ctx, const geo_town *town, const geo_geom *other, geo_geom *area)
{
    geo_geom common = {0};
    geo_status status = geo_geos_intersection(ctx, town->geos, area, other, &common);
    if (status)
        return status;
    geo_geom_release(area);
    *area = common;
    return GEO_OK;
}

/* Of a thing that sticks out far the middle may lie elsewhere: then the source has data where it
 * was looked for, without halo. */
static geo_status meet_asked(geo_ctx *ctx, const geo_town *town, geo_theme theme, geo_geom *area)
{
    const geo_area *asked = town->options.area;
    geo_status status = meet(ctx, town, geo_area_geom(asked, geo_town_has_halo(theme)), area);
    if (status || area->point_count)
        return status;
    geo_geom_release(area);
    return geo_geom_clone(ctx, geo_area_geom(asked, false), area);
}

static geo_status meet_limit(geo_ctx *ctx, const geo_town *town, geo_theme theme, geo_geom *area)
{
    geo_status status = meet(ctx, town, &town->limit, area);
    if (status || area->point_count)
        return status;
    geo_hint(ctx, "take an extract of the part that is wanted");
    return geo_fail(ctx, GEO_ERR_FORMAT,
                    "%s: what was found lies outside the part that the file covers",
                    geo_theme_layer_of(theme)->name);
}

geo_status geo_town_data_area(geo_ctx *ctx, const geo_town *town, geo_theme theme, geo_geom *out)
{
    geo_geom area = {0};
    geo_status status = hull_of(ctx, town, theme, &area);
    if (!status && area.point_count && town->options.area)
        status = meet_asked(ctx, town, theme, &area);
    if (!status && area.point_count && town->limit.point_count)
        status = meet_limit(ctx, town, theme, &area);
    if (status)
        geo_geom_release(&area);
    else
        *out = area;
    return status;
}

geo_status geo_town_limit(geo_ctx *ctx, geo_town *town, const geo_geom *area)
{
    geo_geom_release(&town->limit);
    town->limit = (geo_geom){0};
    return area->point_count ? geo_geom_clone(ctx, area, &town->limit) : GEO_OK;
}
