/* What the library makes of heights, for oracles that work on files: sinks-run RAW WIDTH HEIGHT
 * outlet|wall BAND_ROWS FILLED LABELS. RAW, FILLED and LABELS are bare floats and unsigned numbers
 * of 32 bits; the hierarchy is printed as CSV, in unit cells. Bands of rows are read, and labels
 * kept in their file, as one does whose grid is larger than memory. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "water/hierarchy.h"

typedef struct job {
    FILE *raw, *filled, *labels;
    int64_t width, height, band;
    geo_flood_nodata nodata;
    geo_flood *flood;
    geo_hierarchy *tree;
    float *z; /* the band, and a row on either side of it */
    uint32_t *label;
} job;

static bool take(FILE *file, int64_t row, int64_t rows, int64_t width, void *cells)
{
    return fseek(file, (long)(row * width * 4), SEEK_SET) == 0 &&
           fread(cells, (size_t)width * 4, (size_t)rows, file) == (size_t)rows;
}

static bool put(FILE *file, int64_t row, int64_t rows, int64_t width, const void *cells)
{
    return fseek(file, (long)(row * width * 4), SEEK_SET) == 0 &&
           fwrite(cells, (size_t)width * 4, (size_t)rows, file) == (size_t)rows;
}

static int64_t rows_at(const job *j, int64_t row)
{
    return j->height - row < j->band ? j->height - row : j->band;
}

static geo_status label_bands(geo_ctx *ctx, job *j)
{
    geo_status status = GEO_OK;
    for (int64_t row = 0; status == GEO_OK && row < j->height; row += j->band) {
        int64_t rows = rows_at(j, row), from = row > 0 ? row - 1 : 0;
        int64_t to = row + rows < j->height ? row + rows + 1 : row + rows;
        if (!take(j->raw, from, to - from, j->width, j->z + (row > 0 ? 0 : j->width)))
            return geo_fail(ctx, GEO_ERR_IO, "cannot read heights");
        status = geo_flood_add(ctx, j->flood, rows, j->z + j->width, j->label);
        if (status == GEO_OK && !put(j->labels, row, rows, j->width, j->label))
            status = geo_fail(ctx, GEO_ERR_IO, "cannot write labels");
    }
    return status == GEO_OK ? geo_flood_finish(ctx, j->flood) : status;
}

static geo_status fill_bands(geo_ctx *ctx, job *j)
{
    for (int64_t row = 0; row < j->height; row += j->band) {
        int64_t rows = rows_at(j, row);
        size_t count = (size_t)(rows * j->width);
        if (!take(j->raw, row, rows, j->width, j->z) ||
            !take(j->labels, row, rows, j->width, j->label))
            return geo_fail(ctx, GEO_ERR_IO, "cannot read again");
        geo_flood_label(j->flood, j->label, count);
        geo_hierarchy_add(j->tree, j->width, rows, j->z, j->label);
        geo_flood_fill(j->flood, j->z, j->label, count, j->z);
        if (!put(j->labels, row, rows, j->width, j->label) ||
            !put(j->filled, row, rows, j->width, j->z))
            return geo_fail(ctx, GEO_ERR_IO, "cannot write");
    }
    geo_hierarchy_finish(j->tree);
    return GEO_OK;
}

static void print_tree(const job *j)
{
    uint32_t count;
    const geo_depression *d = geo_hierarchy_depressions(j->tree, &count);
    printf("id,pit,spill,beyond,z_pit,z_spill,parent,child_a,child_b,spill_to,wet,catchment,volume,"
           "own\n");
    for (uint32_t id = 1; id <= count; id++)
        printf("%u,%llu,%llu,%llu,%.9g,%.9g,%u,%u,%u,%u,%llu,%llu,%.17g,%.17g\n", id,
               (unsigned long long)d[id].pit, (unsigned long long)d[id].spill,
               (unsigned long long)d[id].beyond, (double)d[id].z_pit, (double)d[id].z_spill,
               d[id].parent, d[id].child_a, d[id].child_b, d[id].spill_to,
               (unsigned long long)d[id].wet_cells, (unsigned long long)d[id].catchment_cells,
               d[id].volume_m3, d[id].own_m3);
}

static geo_status run(geo_ctx *ctx, job *j)
{
    size_t width = (size_t)j->width;
    j->z = geo_alloc(width * (size_t)(j->band + 2), sizeof *j->z);
    j->label = geo_alloc(width * (size_t)j->band, sizeof *j->label);
    if (!j->raw || !j->filled || !j->labels)
        return geo_fail(ctx, GEO_ERR_IO, "cannot open a file");
    if (!j->z || !j->label)
        return geo_fail_nomem(ctx);
    geo_status status = geo_flood_new(ctx, j->width, j->height, j->nodata, &j->flood);
    if (status == GEO_OK)
        status = label_bands(ctx, j);
    if (status == GEO_OK)
        status = geo_hierarchy_new(ctx, j->flood, 1, &j->tree);
    if (status == GEO_OK)
        status = fill_bands(ctx, j);
    if (status == GEO_OK)
        print_tree(j);
    return status;
}

static bool close_file(FILE *file)
{
    return !file || fclose(file) == 0;
}

int main(int argc, char **argv)
{
    if (argc != 8)
        return 2;
    geo_ctx *ctx = geo_ctx_new(NULL);
    job j = {.raw = fopen(argv[1], "rb"),
             .filled = fopen(argv[6], "w+b"),
             .labels = fopen(argv[7], "w+b"),
             .width = atoll(argv[2]),
             .height = atoll(argv[3]),
             .band = atoll(argv[5]),
             .nodata = strcmp(argv[4], "wall") == 0 ? GEO_FLOOD_WALL : GEO_FLOOD_OUTLET};
    j.band = j.band > 0 && j.band < j.height ? j.band : j.height;
    geo_status status = run(ctx, &j);
    if (status != GEO_OK)
        fprintf(stderr, "sinks-run: error: %s\n", geo_ctx_error(ctx));
    geo_hierarchy_free(j.tree);
    geo_flood_free(j.flood);
    geo_free(j.z);
    geo_free(j.label);
    bool closed = close_file(j.raw) && close_file(j.filled) && close_file(j.labels);
    geo_ctx_free(ctx);
    return status == GEO_OK && closed ? 0 : 3;
}
