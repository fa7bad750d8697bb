/* bench_read raster FILE [THREADS] | vector FILE LAYER... | themes FILE LAYER...: merely reads.
 * With GDAL alone, every block of the first band, or every feature with its geometry and columns;
 * or every theme through the library, which checks what it reads. What a tool on the same input is
 * measured against. */
#include <gdal.h>
#include <stdlib.h>
#include <string.h>

#include "bench.h"
#include "io/io.h"
#include "io/source.h"

/* Every `step`-th row of blocks from the first-th on. */
static uint64_t read_blocks(const char *path, int first, int step)
{
    GDALDatasetH file = GDALOpen(path, GA_ReadOnly);
    if (!file)
        return 0;
    GDALRasterBandH band = GDALGetRasterBand(file, 1);
    int width, height, columns = GDALGetRasterXSize(file), rows = GDALGetRasterYSize(file);
    GDALGetBlockSize(band, &width, &height);
    size_t cell = (size_t)GDALGetDataTypeSizeBytes(GDALGetRasterDataType(band));
    void *block = malloc((size_t)width * (size_t)height * cell);
    uint64_t cells = 0;
    for (int row = first; block && row * height < rows; row += step)
        for (int column = 0; column * width < columns; column++)
            if (GDALReadBlock(band, column, row, block) == CE_None)
                cells += (uint64_t)width * (uint64_t)height;
    free(block);
    GDALClose(file);
    return cells;
}

static uint64_t read_raster(const char *path, int threads)
{
    uint64_t cells = 0;
#pragma omp parallel for num_threads(threads) reduction(+ : cells)
    for (int i = 0; i < threads; i++)
        cells += read_blocks(path, i, threads);
    return cells;
}

static uint64_t read_layer(GDALDatasetH file, const char *name)
{
    uint64_t points = 0;
    OGRLayerH layer = GDALDatasetGetLayerByName(file, name);
    OGRFeatureH feature;
    if (!layer)
        return 0;
    while ((feature = OGR_L_GetNextFeature(layer)) != NULL) {
        points += OGR_F_GetGeometryRef(feature) != NULL;
        OGR_F_Destroy(feature);
    }
    return points;
}

static uint64_t read_vector(const char *path, char **layers, int count)
{
    GDALDatasetH file = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    uint64_t read = 0;
    for (int i = 0; file && i < count; i++) {
        uint64_t features = read_layer(file, layers[i]);
        if (features == 0)
            fprintf(stderr, "bench_read: note: nothing in layer '%s'\n", layers[i]);
        read += features;
    }
    GDALClose(file);
    return read;
}

static uint64_t read_themes(const char *path, char **layers, int count)
{
    geo_ctx *ctx = geo_ctx_new(NULL);
    geo_status status = geo_io_init(ctx);
    uint64_t read = 0;
    for (int i = 0; status == GEO_OK && i < count; i++) {
        char dataset[4096];
        geo_source *source = NULL;
        geo_features features = {0};
        geo_source_options plain = GEO_SOURCE_OPTIONS_INIT;
        snprintf(dataset, sizeof dataset, "%s:%s", path, layers[i]);
        status = geo_source_new(ctx, dataset, &plain, &source);
        if (status == GEO_OK)
            status = geo_source_read(ctx, source, NULL, &features);
        read += features.count;
        geo_features_release(&features);
        geo_source_free(source);
    }
    if (status != GEO_OK)
        bench_failed("bench_read", ctx);
    geo_ctx_free(ctx);
    return status == GEO_OK ? read : 0;
}

int main(int argc, char **argv)
{
    const char *what = argc > 2 ? argv[1] : "";
    bool raster = argc <= 4 && strcmp(what, "raster") == 0;
    int threads = raster && argc == 4 ? (int)strtol(argv[3], NULL, 10) : 1;
    bool themes = argc > 3 && strcmp(what, "themes") == 0;
    if (threads < 1 || (!raster && !themes && !(argc > 3 && strcmp(what, "vector") == 0))) {
        fprintf(stderr, "usage: bench_read raster FILE [THREADS] | vector FILE LAYER... | "
                        "themes FILE LAYER...\n");
        return 2;
    }
    double took = 0;
    if (!themes)
        GDALAllRegister();
    double begun = bench_now();
    uint64_t read = raster   ? read_raster(argv[2], threads)
                    : themes ? read_themes(argv[2], argv + 3, argc - 3)
                             : read_vector(argv[2], argv + 3, argc - 3);
    bench_keep(&took, begun);
    printf("read %llu\nread_s %.9f\n", (unsigned long long)read, took);
    return read > 0 ? 0 : BENCH_FAILED;
}
