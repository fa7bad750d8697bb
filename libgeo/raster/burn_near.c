/* Marking cells near lines. Per row only the stretch of a segment that comes near the row's centres
 * is looked at; the distance itself decides. */
#include <math.h>

#include "raster/cover.h"

/* Where along the segment, 0..1, its y lies in min..max; false: nowhere. */
static bool clip_to_rows(geo_point a, geo_point b, double min, double max, double *from, double *to)
{
    double rise = b.y - a.y;
    *from = 0;
    *to = 1;
    if (rise == 0)
        return a.y >= min && a.y <= max;
    double t = (min - a.y) / rise, u = (max - a.y) / rise;
    *from = fmax(0, fmin(t, u));
    *to = fmin(1, fmax(t, u));
    return *from <= *to;
}

static void burn_row(geo_grid *grid, int64_t row, geo_point a, geo_point b, double distance,
                     float value)
{
    geo_frame frame = grid->frame;
    double y = geo_frame_centre(frame, row, 0).y, reach = distance + GEO_SLACK_M, from, to;
    if (!clip_to_rows(a, b, y - reach, y + reach, &from, &to))
        return;
    double x0 = a.x + from * (b.x - a.x), x1 = a.x + to * (b.x - a.x);
    geo_box box = {fmin(x0, x1) - reach, y, fmax(x0, x1) + reach, y};
    geo_window cells = geo_frame_window(frame, box);
    for (int64_t i = cells.column; i < cells.column + cells.width; i++)
        if (geo_segment_distance(geo_frame_centre(frame, row, i), a, b, NULL, NULL) <= distance)
            grid->cells[row * frame.width + i] = value;
}

static void burn_segment(geo_grid *grid, geo_point a, geo_point b, double distance, float value)
{
    geo_box box = {fmin(a.x, b.x), fmin(a.y, b.y), fmax(a.x, b.x), fmax(a.y, b.y)};
    geo_window rows = geo_frame_window(grid->frame, geo_box_grow(box, distance + GEO_SLACK_M));
    for (int64_t row = rows.row; row < rows.row + rows.height; row++)
        burn_row(grid, row, a, b, distance, value);
}

static void burn_run(geo_grid *grid, geo_run run, bool joined, double distance, float value)
{
    size_t step = joined && run.count > 1 ? 1 : 0;
    for (size_t i = 0; i + step < run.count; i++)
        burn_segment(grid, run.points[i], run.points[i + step], distance, value);
}

geo_status geo_grid_burn_near(geo_ctx *ctx, geo_grid *grid, const geo_geom *geom, double distance_m,
                              float value)
{
    if (!geo_geom_is_finite(geom))
        return geo_fail(ctx, GEO_ERR_GEOM, "a coordinate is not finite");
    bool joined = geom->type != GEO_GEOM_POINT && geom->type != GEO_GEOM_MULTIPOINT;
    for (uint32_t i = 0; i < geo_geom_run_count(geom); i++)
        burn_run(grid, geo_geom_run(geom, i), joined, distance_m, value);
    return GEO_OK;
}
