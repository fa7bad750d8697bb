/* Filling, catchments and the hierarchy of depressions over a terrain of a seed: rolling ground
 * with noise, as an elevation model has it. bench_flood WIDTH HEIGHT TURNS [RAW]: prints seconds of
 * processor and peak memory; with RAW the heights are also written there, as bare floats. */
#include <stdlib.h>
#include <sys/resource.h>

#include "base/alloc.h"
#include "base/parse.h"
#include "bench.h"
#include "water/hierarchy.h"

typedef struct terrain {
    int64_t width, height;
    size_t count;
    float *z, *filled;
    uint32_t *labels;
} terrain;

/* Waves of five lengths, steps of a centimetre, and noise of 2 cm: a tenth of what a rough model
 * has, ten times what a smoothed one has. */
static void make_heights(terrain *t)
{
    uint64_t dice = 42;
    for (int64_t r = 0; r < t->height; r++)
        for (int64_t c = 0; c < t->width; c++) {
            double x = (double)c, y = (double)r, z = 0;
            for (double length = 12; length < 12000; length *= 5)
                z += length / 400 * sin(x / length + y / (3 * length)) * cos(y / length - 1);
            z += 0.02 * bench_roll(&dice);
            t->z[r * t->width + c] = (float)(rint(z * 100) / 100);
        }
}

static geo_status time_turn(geo_ctx *ctx, terrain *t, double *labels_s, double *fill_s,
                            double *tree_s)
{
    geo_flood *flood = NULL;
    geo_hierarchy *tree = NULL;
    double begun = bench_now();
    geo_status status =
        geo_flood_whole(ctx, t->z, t->width, t->height, GEO_FLOOD_OUTLET, t->labels, &flood);
    bench_keep(labels_s, begun);
    if (status != GEO_OK)
        return status;
    geo_flood_fill(flood, t->z, t->labels, t->count, t->filled);
    bench_keep(fill_s, begun);
    begun = bench_now();
    status = geo_hierarchy_new(ctx, flood, 0.25, &tree);
    if (status == GEO_OK) {
        uint32_t pits;
        geo_flood_pits(flood, &pits);
        geo_hierarchy_add(tree, t->width, t->height, t->z, t->labels);
        geo_hierarchy_finish(tree);
        bench_keep(tree_s, begun);
        printf("pits %u\n", pits);
    }
    geo_hierarchy_free(tree);
    geo_flood_free(flood);
    return status;
}

static double peak_mb(void)
{
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return (double)used.ru_maxrss / 1024;
}

static geo_status run(geo_ctx *ctx, terrain *t, int64_t turns)
{
    double labels_s = 0, fill_s = 0, tree_s = 0;
    geo_status status = GEO_OK;
    t->z = geo_alloc(t->count, sizeof *t->z);
    t->filled = geo_alloc(t->count, sizeof *t->filled);
    t->labels = geo_alloc(t->count, sizeof *t->labels);
    if (!t->z || !t->filled || !t->labels)
        return geo_fail_nomem(ctx);
    make_heights(t);
    for (int64_t i = 0; status == GEO_OK && i < turns; i++)
        status = time_turn(ctx, t, &labels_s, &fill_s, &tree_s);
    printf("cells %zu\nlabels_s %.6f\nfill_s %.6f\ntree_s %.6f\npeak_mb %.1f\n", t->count, labels_s,
           fill_s, tree_s, peak_mb());
    return status;
}

int main(int argc, char **argv)
{
    terrain t = {0};
    if (argc < 4)
        return BENCH_FAILED;
    t.width = atoll(argv[1]);
    t.height = atoll(argv[2]);
    t.count = (size_t)(t.width * t.height);
    geo_ctx *ctx = geo_ctx_new(NULL);
    int result = run(ctx, &t, atoll(argv[3])) == GEO_OK ? 0 : bench_failed("bench_flood", ctx);
    if (!result && argc > 4) {
        FILE *file = fopen(argv[4], "wb");
        if (!file || fwrite(t.z, sizeof *t.z, t.count, file) != t.count || fclose(file))
            result = BENCH_FAILED;
    }
    geo_free(t.z);
    geo_free(t.filled);
    geo_free(t.labels);
    geo_ctx_free(ctx);
    return result;
}
