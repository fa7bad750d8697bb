/* Depressions of the elevation model: the part that no other object has; and basins that lie in
 * one, which spill where it spills. */
#include <math.h>

#include "base/alloc.h"
#include "raster/cover.h"
#include "water/storage_parts.h"

typedef struct filling {
    const geo_grid *grid;
    double spill_m, sum_m3;
} filling;

static geo_status add_run(void *self, geo_ctx *ctx, int64_t row, int64_t first,
                          const float *fractions, int64_t count)
{
    filling *f = self;
    const geo_frame *frame = &f->grid->frame;
    double cell_m2 = frame->cell_m * frame->cell_m;
    (void)ctx;
    for (int64_t i = 0; i < count; i++) {
        double z = (double)f->grid->cells[row * frame->width + first + i];
        if (z < f->spill_m)
            f->sum_m3 += (double)fractions[i] * cell_m2 * (f->spill_m - z);
    }
    return GEO_OK;
}

/* m3 between the ground and the spill level under a shape. */
static geo_status fill(geo_ctx *ctx, const geo_grid *grid, double spill_m, const geo_geom *shape,
                       double *out_m3)
{
    filling f = {grid, spill_m, 0};
    geo_status status = geo_cover(ctx, grid->frame, shape, add_run, &f);
    *out_m3 = f.sum_m3;
    return status;
}

/* Share of the depression's volume that lies under what is left of it; NaN: the elevation model
 * shows no volume there. */
static geo_status share_by_model(geo_ctx *ctx, const geo_grid_source *dtm,
                                 const geo_storage_item *item, double *out)
{
    geo_grid grid = {0};
    double whole = 0, part = 0;
    geo_status status = geo_grid_read(ctx, dtm, geo_box_of(item->whole), &grid);
    if (status == GEO_OK && grid.frame.width > 0 && grid.frame.height > 0) {
        status = fill(ctx, &grid, item->row.z_spill_m, item->whole, &whole);
        if (status == GEO_OK)
            status = fill(ctx, &grid, item->row.z_spill_m, item->row.shape, &part);
    }
    geo_grid_release(&grid);
    *out = whole > 0 ? fmin(1, part / whole) : NAN;
    return status;
}

geo_status geo_storage_fill_sink(geo_ctx *ctx, const geo_grid_source *dtm, geo_storage_item *item)
{
    double share = 1;
    geo_status status = GEO_OK;
    if (item->row.overlap_m2 > 0) {
        share = NAN;
        if (dtm)
            status = share_by_model(ctx, dtm, item, &share);
        if (status == GEO_OK && isnan(share)) {
            share = item->row.area_m2 / (item->row.area_m2 + item->row.overlap_m2);
            geo_storage_mark(item, GEO_STORAGE_BY_AREA);
            geo_storage_doubt(item, GEO_CONFIDENCE_LOW);
        }
    }
    item->row.wet_m3 = item->row.dry_m3 = item->volume_m3 * share;
    return status;
}

/* ---- basins ---- */

static bool is_basin(const geo_storage_item *item)
{
    return item->row.layer == GEO_STORAGE_OBJECT && item->kind &&
           item->kind->rule == GEO_STORAGE_BASIN && !item->is_gone;
}

/* The depression that holds half of the basin or more: its level of spilling, and the most that it
 * is deep. */
static geo_status hold_against(geo_ctx *ctx, geo_storage_book *book, const geo_storage_item *sink,
                               geo_storage_item *basin)
{
    geo_geom shared = {0};
    geo_status status = geo_geos_intersection(ctx, book->geos, basin->whole, sink->whole, &shared);
    double area = geo_geom_area(&shared);
    geo_geom_release(&shared);
    if (status != GEO_OK || area < geo_geom_area(basin->whole) / 2)
        return status;
    basin->row.z_spill_m = sink->row.z_spill_m;
    if (isnan(basin->row.depth_m) || sink->row.depth_m >= basin->row.depth_m)
        return GEO_OK;
    basin->row.depth_m = sink->row.depth_m;
    geo_storage_mark(basin, GEO_STORAGE_SPILLS);
    geo_storage_doubt(basin, GEO_CONFIDENCE_MEDIUM);
    return GEO_OK;
}

geo_status geo_storage_spills(geo_ctx *ctx, geo_storage_book *book)
{
    geo_rtree *tree = NULL;
    geo_hits hits = {0};
    geo_status status = book->items.count > 0 ? geo_storage_index(ctx, book, true, &tree) : GEO_OK;
    for (size_t i = 0; status == GEO_OK && i < book->items.count; i++) {
        geo_storage_item *basin = &book->items.items[i];
        if (!is_basin(basin))
            continue;
        status = geo_rtree_search(ctx, tree, geo_box_of(basin->whole), &hits);
        for (size_t k = 0; status == GEO_OK && k < hits.count; k++)
            status = hold_against(ctx, book, &book->items.items[hits.items[k]], basin);
    }
    geo_free(hits.items);
    geo_rtree_free(tree);
    return status;
}
