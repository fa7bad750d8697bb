/* bench_viewshed TOWN SIZE_M TREES REACH_M: GDAL's viewshed of trees in the middle of a town, one
 * after the other in this process, from and into memory: what can see the top of a tree within the
 * reach. */
#include <gdal.h>
#include <gdal_alg.h>

#include "bench.h"
#include "bench_town.h"

static const double EYE_M = 1.6;

/* The grid as a dataset over the same cells; NULL: GDAL failed. */
static GDALDatasetH dataset_of(const geo_grid *grid)
{
    geo_frame f = grid->frame;
    double transform[6] = {f.x0, f.cell_m, 0, f.y0, 0, -f.cell_m};
    GDALDatasetH made = GDALCreate(GDALGetDriverByName("MEM"), "", (int)f.width, (int)f.height, 1,
                                   GDT_Float32, NULL);
    if (made &&
        (GDALSetGeoTransform(made, transform) != CE_None ||
         GDALRasterIO(GDALGetRasterBand(made, 1), GF_Write, 0, 0, (int)f.width, (int)f.height,
                      grid->cells, (int)f.width, (int)f.height, GDT_Float32, 0, 0) != CE_None)) {
        GDALClose(made);
        return NULL;
    }
    return made;
}

/* Every k-th tree, so that all of the square takes part. Returns how many were done. */
static size_t draw(GDALDatasetH surface, const geo_features *trees, size_t count, double reach_m)
{
    size_t step = trees->count > count ? trees->count / count : 1, done = 0;
    for (size_t i = 0; i < trees->count && done < count; i += step) {
        geo_point at = trees->geoms[i].points[0];
        double height = isnan(trees->number[0][i]) ? 8 : trees->number[0][i];
        GDALDatasetH view = GDALViewshedGenerate(GDALGetRasterBand(surface, 1), "MEM", "", NULL,
                                                 at.x, at.y, height, EYE_M, 255, 0, 0, -1, 0,
                                                 GVM_Edge, reach_m, NULL, NULL, GVOT_NORMAL, NULL);
        done += view != NULL;
        GDALClose(view);
    }
    return done;
}

int main(int argc, char **argv)
{
    if (argc != 5) {
        fprintf(stderr, "usage: bench_viewshed TOWN SIZE_M TREES REACH_M\n");
        return 2;
    }
    bench_town town = {0};
    geo_ctx *ctx = geo_ctx_new(NULL);
    geo_status status = geo_io_init(ctx);
    if (status == GEO_OK)
        status = bench_town_init(ctx, &town, argv[1], strtod(argv[2], NULL));
    GDALAllRegister();
    GDALDatasetH surface = status == GEO_OK ? dataset_of(&town.surface) : NULL;
    if (status == GEO_OK && !surface)
        status = geo_fail(ctx, GEO_ERR_IO, "GDAL makes no dataset in memory");
    if (status == GEO_OK) {
        double begun = bench_now(), took = 0;
        size_t done =
            draw(surface, &town.trees, strtoull(argv[3], NULL, 10), strtod(argv[4], NULL));
        bench_keep(&took, begun);
        printf("trees %zu\nviewshed_s %.9f\n", done, took);
    }
    int code = status == GEO_OK ? 0 : bench_failed("bench_viewshed", ctx);
    if (surface)
        GDALClose(surface);
    bench_town_release(&town);
    geo_ctx_free(ctx);
    return code;
}
