/* Grids in memory, reading a window of a source into one, and what a raster's values give away. */
#include <math.h>

#include "base/alloc.h"
#include "raster/grid.h"

static geo_status check_frame(geo_ctx *ctx, geo_frame frame)
{
    bool placed = isfinite(frame.x0) && isfinite(frame.y0) && isfinite(frame.cell_m);
    if (!placed || !(frame.cell_m > 0))
        return geo_fail(ctx, GEO_ERR_ARG, "a grid needs a finite corner and a cell size above 0");
    if (frame.width < 0 || frame.height < 0)
        return geo_fail(ctx, GEO_ERR_ARG, "a grid of %lld x %lld cells", (long long)frame.width,
                        (long long)frame.height);
    if (frame.width > 0 && frame.height > PTRDIFF_MAX / frame.width)
        return geo_fail(ctx, GEO_ERR_LIMIT, "a grid of %lld x %lld cells is too large",
                        (long long)frame.width, (long long)frame.height);
    return GEO_OK;
}

geo_status geo_grid_init(geo_ctx *ctx, geo_grid *grid, geo_frame frame, float value)
{
    geo_status status = check_frame(ctx, frame);
    if (status != GEO_OK)
        return status;
    size_t count = (size_t)(frame.width * frame.height);
    float *cells = geo_alloc(count, sizeof *cells);
    if (!cells)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < count; i++)
        cells[i] = value;
    *grid = (geo_grid){frame, cells};
    return GEO_OK;
}

void geo_grid_release(geo_grid *grid)
{
    if (!grid)
        return;
    geo_free(grid->cells);
    *grid = (geo_grid){0};
}

float geo_grid_at(const geo_grid *grid, geo_point p)
{
    int64_t row, column;
    if (!geo_frame_cell(grid->frame, p, &row, &column))
        return NAN;
    return grid->cells[row * grid->frame.width + column];
}

geo_status geo_grid_read(geo_ctx *ctx, const geo_grid_source *source, geo_box box, geo_grid *out)
{
    geo_grid grid = {0};
    geo_window window = geo_frame_window(source->frame, box);
    geo_status status = geo_grid_init(ctx, &grid, geo_frame_sub(source->frame, window), NAN);
    if (status == GEO_OK && window.width > 0)
        status = source->read(source->self, ctx, window, grid.cells);
    if (status != GEO_OK) {
        geo_grid_release(&grid);
        return geo_while(ctx, status, "while reading raster '%s'",
                         source->name ? source->name : "");
    }
    *out = grid;
    return GEO_OK;
}
