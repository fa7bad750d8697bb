/* cost-run HEIGHT WIDTH CELL_M RESISTANCE SOURCES COST: the library's least cost for oracles that
 * work on files. Row by row in the machine's order: floats (NaN is a wall) and labels of 4 bytes
 * (0: no source) in, doubles out. Prints the seconds of processor that the search took. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/alloc.h"
#include "raster/cost.h"

static geo_status read_all(geo_ctx *ctx, const char *path, void *into, size_t size, size_t count)
{
    FILE *file = fopen(path, "rb");
    bool whole = file && fread(into, size, count, file) == count;
    if (file)
        fclose(file);
    return whole ? GEO_OK : geo_fail(ctx, GEO_ERR_IO, "cannot read '%s'", path);
}

static geo_status write_all(geo_ctx *ctx, const char *path, const void *from, size_t size,
                            size_t count)
{
    FILE *file = fopen(path, "wb");
    bool whole = file && fwrite(from, size, count, file) == count;
    if (file && fclose(file) != 0)
        whole = false;
    return whole ? GEO_OK : geo_fail(ctx, GEO_ERR_IO, "cannot write '%s'", path);
}

static geo_status search(geo_ctx *ctx, const geo_grid *grid, geo_cost *found, char **paths)
{
    size_t count = (size_t)(grid->frame.width * grid->frame.height);
    geo_status status = read_all(ctx, paths[0], grid->cells, sizeof *grid->cells, count);
    if (status == GEO_OK)
        status = read_all(ctx, paths[1], found->label, sizeof *found->label, count);
    clock_t begun = clock();
    if (status == GEO_OK)
        status = geo_cost_search(ctx, grid, INFINITY, found);
    if (status == GEO_OK)
        printf("search_s %.3f\n", (double)(clock() - begun) / CLOCKS_PER_SEC);
    return status == GEO_OK ? write_all(ctx, paths[2], found->cost, sizeof *found->cost, count)
                            : status;
}

int main(int argc, char **argv)
{
    if (argc != 7) {
        fprintf(stderr, "usage: cost-run HEIGHT WIDTH CELL_M RESISTANCE SOURCES COST\n");
        return 2;
    }
    geo_frame frame = {0, 0, strtod(argv[3], NULL), strtol(argv[2], NULL, 10),
                       strtol(argv[1], NULL, 10)};
    size_t count = (size_t)(frame.width * frame.height);
    geo_ctx *ctx = geo_ctx_new(NULL);
    geo_grid grid = {0};
    geo_cost found = {geo_alloc(count, sizeof *found.cost), geo_alloc(count, sizeof *found.label),
                      geo_alloc(count, sizeof *found.back)};
    geo_status status = geo_grid_init(ctx, &grid, frame, 0);
    if (status == GEO_OK && (!found.cost || !found.label || !found.back))
        status = geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = search(ctx, &grid, &found, argv + 4);
    if (status != GEO_OK)
        fprintf(stderr, "cost-run: error: %s\n", geo_ctx_error(ctx));
    geo_free(found.cost);
    geo_free(found.label);
    geo_free(found.back);
    geo_grid_release(&grid);
    geo_ctx_free(ctx);
    return status == GEO_OK ? 0 : 3;
}
