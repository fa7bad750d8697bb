/* Circles around many points at once: the block's land, known land and crowns are laid on a 0.5 m
 * grid by exact covered fractions; each grid row becomes prefix sums, from which every circle takes
 * its run of cells. */
#include <math.h>

#include "base/alloc.h"
#include "green/canopy_parts.h"
#include "raster/cover.h"

#define CELL_M 0.5

typedef struct layers {
    geo_grid land, known, shaded; /* covered fractions, 0..1 */
} layers;

static geo_frame frame_around(const geo_point *centres, size_t count, double radius_m)
{
    geo_box box = GEO_BOX_EMPTY;
    for (size_t i = 0; i < count; i++)
        box = geo_box_join(box, geo_box_around(centres[i], radius_m + CELL_M));
    double x0 = floor(box.xmin / CELL_M) * CELL_M, y0 = ceil(box.ymax / CELL_M) * CELL_M;
    return (geo_frame){x0, y0, CELL_M, (int64_t)ceil((box.xmax - x0) / CELL_M),
                       (int64_t)ceil((y0 - box.ymin) / CELL_M)};
}

static geo_status put_row(void *self, geo_ctx *ctx, int64_t row, int64_t first_column,
                          const float *fractions, int64_t count)
{
    (void)ctx;
    geo_grid *grid = self;
    float *cells = grid->cells + row * grid->frame.width + first_column;
    for (int64_t i = 0; i < count; i++)
        cells[i] = fractions[i];
    return GEO_OK;
}

static geo_status lay(geo_ctx *ctx, geo_frame frame, const geo_geom *polygon, geo_grid *out)
{
    geo_status status = geo_grid_init(ctx, out, frame, 0);
    if (status == GEO_OK && polygon->point_count)
        status = geo_cover(ctx, frame, polygon, put_row, out);
    return status;
}

/* The raster's column under each of the frame's, by its centre; -1: none. What is asked of a row or
 * a column is the same along it, so it is asked once and not per cell. */
static void find_columns(geo_frame frame, geo_frame raster, int64_t *out)
{
    double inside_y = geo_frame_centre(raster, 0, 0).y;
    for (int64_t column = 0; column < frame.width; column++) {
        int64_t row;
        geo_point p = {geo_frame_centre(frame, 0, column).x, inside_y};
        if (!geo_frame_cell(raster, p, &row, &out[column]))
            out[column] = -1;
    }
}

static void lay_raster_row(const geo_grid *shares, const int64_t *columns, int64_t row, layers *out)
{
    geo_frame frame = out->land.frame;
    geo_point p = {geo_frame_centre(shares->frame, 0, 0).x, geo_frame_centre(frame, row, 0).y};
    int64_t raster_row, first_column;
    if (!geo_frame_cell(shares->frame, p, &raster_row, &first_column))
        return;
    const float *from = shares->cells + raster_row * shares->frame.width;
    const float *land = out->land.cells + row * frame.width;
    float *known = out->known.cells + row * frame.width;
    float *shaded = out->shaded.cells + row * frame.width;
    for (int64_t column = 0; column < frame.width; column++) {
        float share = columns[column] >= 0 ? from[columns[column]] : NAN;
        known[column] = isnan(share) ? 0 : land[column];
        shaded[column] = isnan(share) ? 0 : land[column] * share;
    }
}

/* known = land where the raster has data, shaded = its share of that; each cell by the raster under
 * its centre. */
static geo_status lay_raster(geo_ctx *ctx, geo_canopy *canopy, geo_frame frame, layers *out)
{
    geo_canopy_raster self = {canopy};
    geo_grid_source source = geo_canopy_shares(&self);
    geo_grid shares = {0};
    int64_t *columns = geo_alloc((size_t)frame.width, sizeof *columns);
    geo_status status =
        columns ? geo_grid_read(ctx, &source, geo_frame_box(frame), &shares) : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = geo_grid_init(ctx, &out->known, frame, 0);
    if (status == GEO_OK)
        status = geo_grid_init(ctx, &out->shaded, frame, 0);
    if (status == GEO_OK)
        find_columns(frame, shares.frame, columns);
    for (int64_t row = 0; status == GEO_OK && row < frame.height; row++)
        lay_raster_row(&shares, columns, row, out);
    geo_free(columns);
    geo_grid_release(&shares);
    return status;
}

static geo_status lay_polygons(geo_ctx *ctx, geo_canopy *canopy, geo_frame frame,
                               const geo_geom *land, layers *out, unsigned *notes)
{
    geo_geom known = {0}, shaded = {0};
    geo_status status = geo_canopy_known(ctx, canopy, land, &known);
    if (status == GEO_OK)
        status = geo_canopy_shaded(ctx, canopy, &known, &shaded, notes);
    if (status == GEO_OK)
        status = lay(ctx, frame, &known, &out->known);
    if (status == GEO_OK)
        status = lay(ctx, frame, &shaded, &out->shaded);
    geo_geom_release(&known);
    geo_geom_release(&shaded);
    return status;
}

static geo_status lay_all(geo_ctx *ctx, geo_canopy *canopy, geo_frame frame, layers *out,
                          unsigned *notes)
{
    geo_box box = geo_frame_box(frame);
    geo_point corners[5] = {{box.xmin, box.ymin},
                            {box.xmax, box.ymin},
                            {box.xmax, box.ymax},
                            {box.xmin, box.ymax},
                            {box.xmin, box.ymin}};
    uint32_t end = 5, part = 1;
    geo_geom square = {GEO_GEOM_POLYGON, corners, &end, &part, 5, 1, 1}, land = {0};
    geo_status status = geo_canopy_land(ctx, canopy, &square, &land);
    if (status == GEO_OK)
        status = lay(ctx, frame, &land, &out->land);
    if (status == GEO_OK && canopy->inputs.raster)
        status = lay_raster(ctx, canopy, frame, out);
    else if (status == GEO_OK)
        status = lay_polygons(ctx, canopy, frame, &land, out, notes);
    geo_geom_release(&land);
    return status;
}

/* sums[c] is the sum of the row's cells before column c. */
static void prefix_row(const geo_grid *grid, int64_t row, double *sums)
{
    const float *cells = grid->cells + row * grid->frame.width;
    sums[0] = 0;
    for (int64_t column = 0; column < grid->frame.width; column++)
        sums[column + 1] = sums[column] + (double)cells[column];
}

/* Columns whose centre lies within the circle in this row: first .. last - 1. */
static bool run_in_row(geo_frame frame, int64_t row, geo_point centre, double radius_m,
                       int64_t *first, int64_t *last)
{
    double dy = geo_frame_centre(frame, row, 0).y - centre.y;
    double half = radius_m * radius_m - dy * dy;
    if (half < 0)
        return false;
    half = sqrt(half);
    *first = (int64_t)ceil((centre.x - half - frame.x0) / CELL_M - 0.5);
    *last = (int64_t)floor((centre.x + half - frame.x0) / CELL_M - 0.5) + 1;
    return *first < *last;
}

static geo_status sum_circles(geo_ctx *ctx, const layers *grids, const geo_point *centres,
                              size_t count, double radius_m, double *land_m2,
                              geo_canopy_figure *out)
{
    geo_frame frame = grids->land.frame;
    size_t width = (size_t)frame.width + 1;
    double *sums = geo_alloc(3 * width, sizeof *sums);
    if (!sums)
        return geo_fail_nomem(ctx);
    for (int64_t row = 0; row < frame.height; row++) {
        prefix_row(&grids->land, row, sums);
        prefix_row(&grids->known, row, sums + width);
        prefix_row(&grids->shaded, row, sums + 2 * width);
        for (size_t i = 0; i < count; i++) {
            int64_t first, last;
            if (!run_in_row(frame, row, centres[i], radius_m, &first, &last))
                continue;
            land_m2[i] += (sums[last] - sums[first]) * CELL_M * CELL_M;
            out[i].area_m2 +=
                (sums[width + (size_t)last] - sums[width + (size_t)first]) * CELL_M * CELL_M;
            out[i].canopy_m2 += (sums[2 * width + (size_t)last] - sums[2 * width + (size_t)first]) *
                                CELL_M * CELL_M;
        }
    }
    geo_free(sums);
    return GEO_OK;
}

geo_status geo_canopy_circles(geo_ctx *ctx, geo_canopy *canopy, const geo_point *centres,
                              size_t count, geo_canopy_figure *out)
{
    layers grids = {0};
    unsigned notes = 0;
    double radius_m = canopy->options.radius_m;
    double *land_m2 = geo_calloc(count, sizeof *land_m2);
    geo_status status = land_m2 ? GEO_OK : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = lay_all(ctx, canopy, frame_around(centres, count, radius_m), &grids, &notes);
    for (size_t i = 0; i < count; i++)
        out[i] = (geo_canopy_figure){.notes = notes & ~(unsigned)GEO_CANOPY_CROWN_ASSUMED};
    if (status == GEO_OK)
        status = sum_circles(ctx, &grids, centres, count, radius_m, land_m2, out);
    for (size_t i = 0; status == GEO_OK && i < count; i++) {
        const geo_coverage *coverage = canopy->inputs.raster ? NULL : canopy->inputs.coverage;
        if (coverage && geo_coverage_public_only(coverage, centres[i]) < radius_m)
            out[i].notes |= GEO_CANOPY_PUBLIC_ONLY;
        geo_canopy_judge(&out[i], land_m2[i]);
    }
    geo_grid_release(&grids.land);
    geo_grid_release(&grids.known);
    geo_grid_release(&grids.shaded);
    geo_free(land_m2);
    return status;
}
