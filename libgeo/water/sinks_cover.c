/* Shares of sinks that lie in polygons of a theme. */
#include <string.h>

#include "base/alloc.h"
#include "raster/cover.h"
#include "water/sinks_parts.h"

geo_status geo_sinks_cover_init(geo_ctx *ctx, geo_source *source, geo_box box, geo_sinks_cover *out)
{
    geo_sinks_cover cover = {.is_known = source != NULL};
    geo_status status = GEO_OK;
    if (source)
        status = geo_source_read(ctx, source, &box, &cover.features);
    if (source && status == GEO_OK)
        status = geo_rtree_new(ctx, cover.features.boxes, cover.features.count, &cover.index);
    if (status != GEO_OK) {
        geo_sinks_cover_release(&cover);
        return status;
    }
    *out = cover;
    return GEO_OK;
}

void geo_sinks_cover_release(geo_sinks_cover *cover)
{
    geo_features_release(&cover->features);
    geo_rtree_free(cover->index);
    geo_free(cover->hits.items);
    *cover = (geo_sinks_cover){0};
}

geo_status geo_sinks_cover_mark(geo_ctx *ctx, geo_sinks_cover *cover, geo_grid *grid)
{
    memset(grid->cells, 0, (size_t)(grid->frame.width * grid->frame.height) * sizeof(float));
    if (!cover->is_known)
        return GEO_OK;
    geo_status status =
        geo_rtree_search(ctx, cover->index, geo_frame_box(grid->frame), &cover->hits);
    for (size_t i = 0; status == GEO_OK && i < cover->hits.count; i++)
        status = geo_grid_burn(ctx, grid, &cover->features.geoms[cover->hits.items[i]], 1);
    return status;
}
