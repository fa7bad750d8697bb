/* bench_ahn DSM DTM CANOPY: what it takes to read both models, to derive the height of vegetation
 * of all their cells on top of that, and to write it as a mask. */
#include <stdlib.h>
#include <sys/resource.h>

#include "base/alloc.h"
#include "bench.h"
#include "io/io.h"
#include "registry/ahn.h"

enum { BAND = 256 };

/* The numbers of data/ahn-rules.csv that matter here. */
static const geo_ahn_rules RULES = {
    .canopy = {.height_min_m = 3, .height_max_m = 60, .area_min_m2 = 4, .ground_reach_m = 10}};

/* Reads the whole in bands, as the writer does. */
static geo_status sweep(geo_ctx *ctx, const geo_grid_source *source, float *cells, double *took_s)
{
    geo_frame frame = source->frame;
    geo_status status = GEO_OK;
    double begun = bench_now();
    for (int64_t row = 0; status == GEO_OK && row < frame.height; row += BAND) {
        int64_t rows = frame.height - row < BAND ? frame.height - row : BAND;
        status = source->read(source->self, ctx, (geo_window){row, 0, rows, frame.width}, cells);
    }
    bench_keep(took_s, begun);
    return status;
}

static geo_status measure(geo_ctx *ctx, const geo_ahn_models *models, const geo_crs *crs,
                          const char *out)
{
    double dsm_s = 0, dtm_s = 0, chm_s = 0, write_s = 0;
    geo_ahn_crown_report report;
    geo_chm *chm = NULL;
    struct rusage used;
    geo_frame frame = models->dsm->frame;
    const geo_chm_inputs inputs = {.dsm = models->dsm, .dtm = models->dtm};
    float *cells = geo_alloc((size_t)(BAND * frame.width), sizeof *cells);
    geo_status status = cells ? geo_chm_new(ctx, &inputs, &RULES.canopy, &chm) : GEO_ERR_NOMEM;
    if (status == GEO_OK)
        status = sweep(ctx, models->dsm, cells, &dsm_s);
    if (status == GEO_OK)
        status = sweep(ctx, models->dtm, cells, &dtm_s);
    if (status == GEO_OK)
        status = sweep(ctx, geo_chm_source(chm), cells, &chm_s);
    double begun = bench_now();
    if (status == GEO_OK)
        status = geo_ahn_canopy_write(ctx, models, &RULES,
                                      (geo_ahn_file){.path = out, .overwrite = true}, crs,
                                      (geo_ahn_years){0, 0}, &report);
    bench_keep(&write_s, begun);
    getrusage(RUSAGE_SELF, &used);
    if (status == GEO_OK)
        printf("cells %.0f\nread_s %.9f\nchm_s %.9f\nwrite_s %.9f\ncrown_m2 %.2f\nrss_mb %.1f\n",
               (double)frame.width * (double)frame.height, dsm_s + dtm_s, chm_s, write_s,
               report.crown_m2, (double)used.ru_maxrss / 1024);
    geo_chm_free(chm);
    geo_free(cells);
    return status;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: bench_ahn DSM DTM CANOPY\n");
        return 2;
    }
    geo_ctx *ctx = geo_ctx_new(NULL);
    geo_crs *crs = NULL;
    geo_raster *dsm = NULL, *dtm = NULL;
    const geo_raster_options how = {.kind = GEO_RASTER_ELEVATION};
    geo_status status = geo_io_init(ctx);
    if (status == GEO_OK)
        status = geo_crs_new(ctx, "EPSG:28992", &crs);
    if (status == GEO_OK)
        status = geo_raster_new(ctx, argv[1], &how, &dsm);
    if (status == GEO_OK)
        status = geo_raster_new(ctx, argv[2], &how, &dtm);
    if (status == GEO_OK) {
        const geo_ahn_models models = {.dsm = geo_raster_source(dsm),
                                       .dtm = geo_raster_source(dtm)};
        status = measure(ctx, &models, crs, argv[3]);
    }
    int code = status == GEO_OK ? 0 : bench_failed("bench_ahn", ctx);
    geo_raster_free(dsm);
    geo_raster_free(dtm);
    geo_crs_free(crs);
    geo_ctx_free(ctx);
    return code;
}
