/* What the tests of raster files share: opening one, and reading a window of it. */
#ifndef GROENNET_TESTS_RASTER_CASE_H
#define GROENNET_TESTS_RASTER_CASE_H

#include "io/rasters.h"
#include "store.h"

static inline geo_status open_as(geo_ctx *ctx, const char *path, geo_raster_kind kind)
{
    geo_raster *raster = NULL;
    const geo_raster_options options = {.kind = kind};
    geo_status status = geo_raster_new(ctx, path, &options, &raster);
    geo_raster_free(raster);
    return status;
}

static inline geo_raster *open_raster(geo_ctx *ctx, const char *path, geo_raster_kind kind)
{
    geo_raster *raster;
    const geo_raster_options options = {.kind = kind};
    if (geo_raster_new(ctx, path, &options, &raster))
        fail_msg("%s", geo_ctx_error(ctx));
    return raster;
}

static inline void read_window(geo_ctx *ctx, const geo_raster *raster, geo_window window,
                               float *cells)
{
    const geo_grid_source *source = geo_raster_source(raster);
    if (source->read(source->self, ctx, window, cells))
        fail_msg("%s", geo_ctx_error(ctx));
}

#endif
