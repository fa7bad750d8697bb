/* bench_sight TOWN SIZE_M LINES: sight lines of 30 m over the middle of a town, from an eye 1.6 m
 * above the ground outside buildings to a point 8 m above it, by the kernel and by the oracle of
 * tests/oracle in turns. Ends with 1 when the two differ on a line that is no tie. */
#include "bench.h"
#include "bench_town.h"

#include "../oracle/sight_oracle.c"

enum { TURNS = 5 };
static const double LENGTH_M = 30, EYE_M = 1.6, TARGET_M = 8, CROWN_RADIUS_M = 2.5;

static void make_lines(const bench_town *town, geo_sight_line *lines, size_t count)
{
    uint64_t dice = 20240517;
    geo_box box = geo_box_grow(geo_frame_box(town->surface.frame), -LENGTH_M - 2);
    for (size_t i = 0; i < count;) {
        geo_point eye = {box.xmin + bench_roll(&dice) * (box.xmax - box.xmin),
                         box.ymin + bench_roll(&dice) * (box.ymax - box.ymin)};
        double angle = 2 * M_PI * bench_roll(&dice);
        geo_point tree = {eye.x + LENGTH_M * cos(angle), eye.y + LENGTH_M * sin(angle)};
        double ground = (double)geo_grid_at(&town->ground, eye);
        double foot = (double)geo_grid_at(&town->ground, tree);
        bool outside = (double)geo_grid_at(&town->surface, eye) <= ground + EYE_M;
        if (!outside || isnan(foot))
            continue;
        lines[i++] = (geo_sight_line){{eye.x, eye.y, ground + EYE_M},
                                      {tree.x, tree.y, foot + TARGET_M},
                                      eye,
                                      1,
                                      tree,
                                      CROWN_RADIUS_M};
    }
}

/* In turns, so that a busy moment of the machine meets both. */
static void measure(const bench_town *town, const geo_sight_line *lines, size_t count,
                    geo_sight *found, oracle_sight *expected)
{
    double kernel_s = 0, oracle_s = 0;
    size_t free_lines = 0, differ = 0;
    for (int turn = 0; turn < TURNS; turn++) {
        double begun = bench_now();
        for (size_t i = 0; i < count; i++)
            found[i] = geo_sight_over_grid(&town->surface, &lines[i], NULL);
        bench_keep(&kernel_s, begun);
        begun = bench_now();
        for (size_t i = 0; i < count; i++)
            expected[i] = oracle_over_grid(&town->surface, &lines[i]);
        bench_keep(&oracle_s, begun);
    }
    for (size_t i = 0; i < count; i++) {
        free_lines += found[i] == GEO_SIGHT_FREE;
        differ += found[i] != expected[i].verdict && !expected[i].tie;
    }
    printf("lines %zu\nfree %zu\ndiffer %zu\nkernel_s %.9f\noracle_s %.9f\n", count, free_lines,
           differ, kernel_s, oracle_s);
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: bench_sight TOWN SIZE_M LINES\n");
        return 2;
    }
    size_t count = strtoull(argv[3], NULL, 10);
    bench_town town = {0};
    geo_ctx *ctx = geo_ctx_new(NULL);
    geo_sight_line *lines = geo_alloc(count, sizeof *lines);
    geo_sight *found = geo_alloc(count, sizeof *found);
    oracle_sight *expected = geo_alloc(count, sizeof *expected);
    geo_status status = lines && found && expected ? geo_io_init(ctx) : geo_fail_nomem(ctx);
    if (status == GEO_OK)
        status = bench_town_init(ctx, &town, argv[1], strtod(argv[2], NULL));
    int code = status == GEO_OK ? 0 : bench_failed("bench_sight", ctx);
    if (status == GEO_OK) {
        make_lines(&town, lines, count);
        measure(&town, lines, count, found, expected);
    }
    bench_town_release(&town);
    geo_free(lines);
    geo_free(found);
    geo_free(expected);
    geo_ctx_free(ctx);
    return code;
}
