/* bench_cost SIZE ZONES TURNS [RESISTANCE SOURCES]: least cost over a landscape of SIZE x SIZE
 * cells of 1 m with ZONES square zones as sources, all at once, the links between them, their
 * corridors, and exact distances. Prints times, how many bytes a cell takes in all, and sums to be
 * compared. With two names it only writes the resistances (floats, -1 is a wall) and the sources
 * (whole numbers of 4 bytes, 0 is none), row by row, for another program. */
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "base/alloc.h"
#include "base/sum.h"
#include "bench.h"
#include "raster/corridor.h"
#include "raster/edt.h"

enum { CLASSES = 8, LOT = 24 };

/* Resistance of green, of gardens and streets, of roads and of buildings. */
static const float CLASS[CLASSES] = {1, 1, 3, 8, 20, 20, 60, 150};

typedef struct bench_input {
    geo_grid grid;
    geo_cost found;
    uint32_t zones, side;
    uint64_t dice;
} bench_input;

static uint64_t mixed(uint64_t z) /* splitmix64: Steele, Lea & Flood 2014 */
{
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

/* Lots of one class each, roughened cell by cell; one lot in fifty is a wall. */
static void lay_resistance(bench_input *in)
{
    int64_t width = in->grid.frame.width, count = width * in->grid.frame.height;
    for (int64_t i = 0; i < count; i++) {
        uint64_t lot = (uint64_t)(i / width / LOT * 100003 + i % width / LOT + 1);
        uint64_t of_lot = mixed(lot * 0x9e3779b97f4a7c15u);
        float rough = (float)(1 + bench_roll(&in->dice) / 2);
        in->grid.cells[i] = of_lot % 50 == 0 ? NAN : CLASS[of_lot / 50 % CLASSES] * rough;
    }
}

static void lay_sources(bench_input *in)
{
    int64_t width = in->grid.frame.width, height = in->grid.frame.height;
    memset(in->found.label, 0, (size_t)(width * height) * sizeof *in->found.label);
    uint64_t dice = 12345;
    for (uint32_t zone = 1; zone <= in->zones; zone++) {
        int64_t row = (int64_t)(bench_roll(&dice) * (double)(height - in->side));
        int64_t column = (int64_t)(bench_roll(&dice) * (double)(width - in->side));
        for (int64_t i = 0; i < in->side; i++)
            for (int64_t j = 0; j < in->side; j++) {
                int64_t at = (row + i) * width + column + j;
                in->found.label[at] = isnan(in->grid.cells[at]) ? 0 : zone;
            }
    }
}

static geo_status make_input(geo_ctx *ctx, bench_input *in, int64_t size)
{
    size_t count = (size_t)(size * size);
    geo_status status =
        geo_grid_init(ctx, &in->grid, (geo_frame){100000, 500000, 1, size, size}, 0);
    in->found.cost = geo_alloc(count, sizeof *in->found.cost);
    in->found.label = geo_alloc(count, sizeof *in->found.label);
    in->found.back = geo_alloc(count, sizeof *in->found.back);
    if (status == GEO_OK && (!in->found.cost || !in->found.label || !in->found.back))
        status = geo_fail_nomem(ctx);
    in->side = (uint32_t)(size / 50 > 1 ? size / 50 : 1);
    in->dice = 7;
    if (status == GEO_OK)
        lay_resistance(in);
    return status;
}

static geo_status write_cells(geo_ctx *ctx, const char *path, const void *cells, size_t count)
{
    FILE *file = fopen(path, "wb");
    bool whole = file && fwrite(cells, 4, count, file) == count;
    if (file && fclose(file) != 0)
        whole = false;
    return whole ? GEO_OK : geo_fail(ctx, GEO_ERR_IO, "cannot write '%s'", path);
}

/* The peer reads -1 as no data. */
static geo_status write_input(geo_ctx *ctx, const bench_input *in, char **paths)
{
    size_t count = (size_t)(in->grid.frame.width * in->grid.frame.height);
    float *cells = geo_alloc(count, sizeof *cells);
    if (!cells)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < count; i++)
        cells[i] = isnan(in->grid.cells[i]) ? -1 : in->grid.cells[i];
    geo_status status = write_cells(ctx, paths[0], cells, count);
    geo_free(cells);
    return status == GEO_OK ? write_cells(ctx, paths[1], in->found.label, count) : status;
}

static void report_costs(const bench_input *in)
{
    size_t count = (size_t)(in->grid.frame.width * in->grid.frame.height), reached = 0;
    geo_sum sum = {0};
    for (size_t i = 0; i < count; i++)
        if (isfinite(in->found.cost[i])) {
            reached++;
            geo_sum_add(&sum, in->found.cost[i]);
        }
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    printf("cells %zu\nreached %zu\nsum %.17g\nbytes_per_cell %.2f\n", count, reached,
           geo_sum_value(&sum), (double)used.ru_maxrss * 1024 / (double)count);
}

/* Distances to the nearest dear cell; the arrays of the search serve again. */
static geo_status measure_distances(geo_ctx *ctx, bench_input *in)
{
    int64_t height = in->grid.frame.height, width = in->grid.frame.width;
    double edt_s = 0;
    for (int64_t i = 0; i < height * width; i++)
        in->found.back[i] = in->grid.cells[i] < 50;
    double begun = bench_now();
    geo_status status = geo_edt(ctx, in->found.back, height, width, in->found.label);
    bench_keep(&edt_s, begun);
    if (status == GEO_OK)
        printf("edt_s %.9f\n", edt_s);
    return status;
}

static geo_status count_cells(void *self, geo_ctx *ctx, const geo_cost_link *link,
                              geo_window window, const uint8_t *inside)
{
    size_t *cells = self;
    (void)ctx;
    (void)link;
    for (int64_t i = 0; i < window.height * window.width; i++)
        *cells += inside[i];
    return GEO_OK;
}

/* Of all links, as gn-links asks them by default. */
static geo_status measure_corridors(geo_ctx *ctx, const bench_input *in,
                                    const geo_cost_links *links)
{
    const geo_corridor_options options = {0.05, 50};
    double corridors_s = 0, begun = bench_now();
    size_t cells = 0;
    geo_status status =
        geo_corridors(ctx, &in->grid, &in->found, links, &options, count_cells, &cells);
    bench_keep(&corridors_s, begun);
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    if (status == GEO_OK)
        printf(
            "corridors_s %.9f\ncorridor_cells %zu\nbytes_with_corridors %.2f\n", corridors_s, cells,
            (double)used.ru_maxrss * 1024 / (double)(in->grid.frame.width * in->grid.frame.height));
    return status;
}

static geo_status measure(geo_ctx *ctx, bench_input *in, int turns)
{
    double search_s = 0, links_s = 0;
    geo_status status = GEO_OK;
    geo_cost_links links = {0};
    for (int turn = 0; status == GEO_OK && turn < turns; turn++) {
        lay_sources(in);
        double begun = bench_now();
        status = geo_cost_search(ctx, &in->grid, INFINITY, &in->found);
        bench_keep(&search_s, begun);
    }
    double begun = bench_now();
    if (status == GEO_OK)
        status = geo_cost_links_find(ctx, &in->grid, &in->found, &links);
    bench_keep(&links_s, begun);
    if (status == GEO_OK) {
        printf("search_s %.9f\nlinks_s %.9f\nlinks %zu\n", search_s, links_s, links.count);
        report_costs(in);
        status = measure_corridors(ctx, in, &links);
    }
    geo_free(links.items);
    return status == GEO_OK ? measure_distances(ctx, in) : status;
}

int main(int argc, char **argv)
{
    if (argc != 4 && argc != 6) {
        fprintf(stderr, "usage: bench_cost SIZE ZONES TURNS [RESISTANCE SOURCES]\n");
        return 2;
    }
    geo_ctx *ctx = geo_ctx_new(NULL);
    bench_input in = {.zones = (uint32_t)strtol(argv[2], NULL, 10)};
    geo_status status = make_input(ctx, &in, strtol(argv[1], NULL, 10));
    if (status == GEO_OK && argc == 6) {
        lay_sources(&in);
        status = write_input(ctx, &in, argv + 4);
    } else if (status == GEO_OK) {
        status = measure(ctx, &in, (int)strtol(argv[3], NULL, 10));
    }
    int code = status == GEO_OK ? 0 : bench_failed("bench_cost", ctx);
    geo_free(in.found.cost);
    geo_free(in.found.label);
    geo_free(in.found.back);
    geo_grid_release(&in.grid);
    geo_ctx_free(ctx);
    return code;
}
