/* Circles around many points at once: the block's land, known land and crowns are laid on a 0.5 m
 * grid by exact covered fractions, and summed row by row. */
#include <math.h>

#include "base/alloc.h"
#include "green/canopy_rows.h"
#include "raster/cover.h"

typedef struct layers {
    geo_grid land, known, shaded; /* covered fractions, 0..1 */
} layers;

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

static geo_status land_of(geo_ctx *ctx, geo_canopy *canopy, geo_frame frame, geo_geom *out)
{
    geo_box box = geo_frame_box(frame);
    geo_point corners[5] = {{box.xmin, box.ymin},
                            {box.xmax, box.ymin},
                            {box.xmax, box.ymax},
                            {box.xmin, box.ymax},
                            {box.xmin, box.ymin}};
    uint32_t end = 5, part = 1;
    geo_geom square = {GEO_GEOM_POLYGON, corners, &end, &part, 5, 1, 1};
    return geo_canopy_land(ctx, canopy, &square, out);
}

static geo_status sum_grids(geo_ctx *ctx, geo_canopy *canopy, geo_frame frame, const geo_geom *land,
                            geo_circle_rows *rows, unsigned *notes)
{
    layers grids = {0};
    geo_status status = lay(ctx, frame, land, &grids.land);
    if (status == GEO_OK)
        status = lay_polygons(ctx, canopy, frame, land, &grids, notes);
    for (int64_t row = 0; status == GEO_OK && row < frame.height; row++)
        geo_circle_rows_add(rows, row, grids.land.cells + row * frame.width,
                            grids.known.cells + row * frame.width,
                            grids.shaded.cells + row * frame.width);
    geo_grid_release(&grids.land);
    geo_grid_release(&grids.known);
    geo_grid_release(&grids.shaded);
    return status;
}

static geo_status sum_circles(geo_ctx *ctx, geo_canopy *canopy, const geo_point *centres,
                              size_t count, geo_circle_sum *sums, unsigned *notes)
{
    double radius_m = canopy->options.radius_m;
    geo_frame frame = geo_circle_frame(centres, count, radius_m);
    geo_geom land = {0};
    geo_circle_rows *rows = NULL;
    geo_status status = geo_circle_rows_new(ctx, frame, centres, count, radius_m, &rows);
    if (status == GEO_OK)
        status = land_of(ctx, canopy, frame, &land);
    if (status == GEO_OK)
        status = canopy->inputs.raster ? geo_canopy_raster_circles(ctx, canopy, frame, &land, rows)
                                       : sum_grids(ctx, canopy, frame, &land, rows, notes);
    if (status == GEO_OK)
        geo_circle_rows_tell(rows, sums);
    geo_circle_rows_free(rows);
    geo_geom_release(&land);
    return status;
}

geo_status geo_canopy_circles(geo_ctx *ctx, geo_canopy *canopy, const geo_point *centres,
                              size_t count, geo_canopy_figure *out)
{
    unsigned notes = 0;
    geo_circle_sum *sums = geo_calloc(count, sizeof *sums);
    geo_status status =
        sums ? sum_circles(ctx, canopy, centres, count, sums, &notes) : geo_fail_nomem(ctx);
    for (size_t i = 0; status == GEO_OK && i < count; i++) {
        const geo_coverage *coverage = canopy->inputs.raster ? NULL : canopy->inputs.coverage;
        out[i] = (geo_canopy_figure){.canopy_m2 = sums[i].shaded_m2,
                                     .area_m2 = sums[i].known_m2,
                                     .notes = notes & ~(unsigned)GEO_CANOPY_CROWN_ASSUMED};
        if (coverage && geo_coverage_public_only(coverage, centres[i]) < canopy->options.radius_m)
            out[i].notes |= GEO_CANOPY_PUBLIC_ONLY;
        geo_canopy_judge(&out[i], sums[i].land_m2);
    }
    geo_free(sums);
    return status;
}

/* How much has to be laid for the circles around a block's points. */
static double laid_m2(geo_box points, double radius_m)
{
    geo_box box = geo_box_grow(points, radius_m);
    return (box.xmax - box.xmin) * (box.ymax - box.ymin);
}

void geo_canopy_join_blocks(geo_blocks *blocks, double radius_m)
{
    size_t kept = 0;
    for (size_t i = 0; i < blocks->count; i++) {
        geo_block block = blocks->blocks[i];
        for (; kept > 0; kept--) {
            const geo_block *before = &blocks->blocks[kept - 1];
            geo_box both = geo_box_join(before->box, block.box);
            if (laid_m2(both, radius_m) >
                laid_m2(before->box, radius_m) + laid_m2(block.box, radius_m))
                break;
            block = (geo_block){both, before->first, before->count + block.count};
        }
        blocks->blocks[kept++] = block;
    }
    blocks->count = kept;
}
