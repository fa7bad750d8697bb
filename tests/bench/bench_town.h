/* The middle of a town with elevation models, in memory: what the sight benches look over. */
#ifndef GROENNET_TESTS_BENCH_TOWN_H
#define GROENNET_TESTS_BENCH_TOWN_H

#include <stdlib.h>

#include "base/alloc.h"
#include "io/io.h"
#include "io/rasters.h"
#include "io/source.h"
#include "raster/cover.h"

typedef struct bench_town {
    geo_grid dsm;
    geo_grid ground;
    geo_grid surface; /* the ground, with buildings as high as the DSM: what blocks a view */
    geo_features trees;
} bench_town;

static inline void bench_town_release(bench_town *town)
{
    geo_grid_release(&town->dsm);
    geo_grid_release(&town->ground);
    geo_grid_release(&town->surface);
    geo_features_release(&town->trees);
}

/* The square of this size in the middle of a raster, to a fresh grid. */
static inline geo_status bench_grid(geo_ctx *ctx, const char *folder, const char *file,
                                    double size_m, geo_grid *out)
{
    char path[4096];
    geo_raster *raster = NULL;
    geo_raster_options options = {.kind = GEO_RASTER_ELEVATION};
    snprintf(path, sizeof path, "%s/%s", folder, file);
    geo_status status = geo_raster_new(ctx, path, &options, &raster);
    if (status != GEO_OK)
        return status;
    const geo_grid_source *source = geo_raster_source(raster);
    geo_box all = geo_frame_box(source->frame);
    geo_point middle = {(all.xmin + all.xmax) / 2, (all.ymin + all.ymax) / 2};
    status = geo_grid_read(ctx, source, geo_box_around(middle, size_m / 2), out);
    geo_raster_free(raster);
    return status;
}

static inline geo_status bench_layer(geo_ctx *ctx, const char *folder, const char *layer,
                                     const geo_source_options *options, geo_box box,
                                     geo_features *out)
{
    char path[4096];
    geo_source *source = NULL;
    snprintf(path, sizeof path, "%s/base.gpkg:%s", folder, layer);
    geo_status status = geo_source_new(ctx, path, options, &source);
    if (status == GEO_OK)
        status = geo_source_read(ctx, source, &box, out);
    geo_source_free(source);
    return status;
}

static inline geo_status bench_surface(geo_ctx *ctx, bench_town *town, const char *folder)
{
    geo_features buildings = {0};
    geo_source_options plain = GEO_SOURCE_OPTIONS_INIT;
    geo_box box = geo_frame_box(town->dsm.frame);
    geo_status status = geo_grid_init(ctx, &town->surface, town->dsm.frame, 0);
    if (status == GEO_OK)
        status = bench_layer(ctx, folder, "building", &plain, box, &buildings);
    for (size_t i = 0; status == GEO_OK && i < buildings.count; i++)
        status = geo_grid_burn(ctx, &town->surface, &buildings.geoms[i], 1);
    geo_features_release(&buildings);
    if (status != GEO_OK)
        return status;
    float *cells = town->surface.cells;
    for (int64_t i = 0; i < town->dsm.frame.width * town->dsm.frame.height; i++)
        cells[i] = cells[i] > 0 ? town->dsm.cells[i] : town->ground.cells[i];
    return GEO_OK;
}

static inline geo_status bench_town_init(geo_ctx *ctx, bench_town *town, const char *folder,
                                         double size_m)
{
    static const char *const NUMBERS[] = {"height_m"};
    geo_source_options trees = {.number = NUMBERS, .number_count = 1};
    *town = (bench_town){0};
    geo_status status = bench_grid(ctx, folder, "dsm.tif", size_m, &town->dsm);
    if (status == GEO_OK)
        status = bench_grid(ctx, folder, "dtm.tif", size_m, &town->ground);
    if (status == GEO_OK && (town->dsm.frame.width != town->ground.frame.width ||
                             town->dsm.frame.height != town->ground.frame.height))
        status = geo_fail(ctx, GEO_ERR_ARG, "dsm.tif and dtm.tif of '%s' differ in cells", folder);
    if (status == GEO_OK)
        status = bench_surface(ctx, town, folder);
    if (status == GEO_OK)
        status =
            bench_layer(ctx, folder, "tree", &trees, geo_frame_box(town->dsm.frame), &town->trees);
    return status;
}

#endif
