/* Seeded lines of every awkward kind against the slow oracle, and what must hold for any line. */
#include <stdio.h>
#include <stdlib.h>

#include "dice.h"
#include "near.h"

#include "raster/sight.h"

#include "../oracle/sight_oracle.c"

typedef struct dice {
    uint64_t state;
} dice;

static uint64_t roll(dice *d)
{
    return dice_bits(&d->state);
}

static double between(dice *d, double low, double high)
{
    return low + (high - low) * dice_unit(&d->state);
}

static int64_t pick(dice *d, int64_t low, int64_t high)
{
    return low + (int64_t)(roll(d) % (uint64_t)(high - low + 1));
}

/* Mostly low ground with blocks, a few cells without data, some at whole heights (ties). */
static geo_grid random_surface(dice *d, geo_frame frame)
{
    geo_grid grid = {0};
    assert_ok(geo_grid_init(NULL, &grid, frame, 0));
    double share = between(d, 0, 0.1), gaps = pick(d, 0, 2) == 0 ? 0.02 : 0;
    for (int64_t i = 0; i < frame.width * frame.height; i++) {
        grid.cells[i] = (float)between(d, 0, 0.3);
        if (between(d, 0, 1) < share)
            grid.cells[i] = (float)between(d, 0, 9);
        if (between(d, 0, 1) < gaps)
            grid.cells[i] = NAN;
        if (pick(d, 0, 50) == 0)
            grid.cells[i] = (float)pick(d, 0, 3);
    }
    return grid;
}

/* A point on the frame's corners, borders, centres or anywhere; `out` cells beyond it too. */
static geo_point random_place(dice *d, geo_frame f, int kind, int64_t out)
{
    double c = (double)pick(d, -out, f.width + out), r = (double)pick(d, -out, f.height + out);
    double u = between(d, 0, 1), v = between(d, 0, 1);
    if (kind == 1) /* on a vertical border */
        return (geo_point){f.x0 + c * f.cell_m, f.y0 - (r + v) * f.cell_m};
    if (kind == 2) /* on a horizontal border */
        return (geo_point){f.x0 + (c + u) * f.cell_m, f.y0 - r * f.cell_m};
    if (kind == 3) /* on a corner */
        return (geo_point){f.x0 + c * f.cell_m, f.y0 - r * f.cell_m};
    if (kind == 4) /* at a centre */
        return (geo_point){f.x0 + (c + 0.5) * f.cell_m, f.y0 - (r + 0.5) * f.cell_m};
    return (geo_point){f.x0 + (c + u) * f.cell_m, f.y0 - (r + v) * f.cell_m};
}

/* Second point, bound to the first by the line's kind. */
static geo_point random_end(dice *d, geo_frame f, geo_point eye, int place, int64_t out)
{
    geo_point end = random_place(d, f, place, out);
    double whole = (double)pick(d, -20, 20) * f.cell_m, tiny = between(d, -1, 1);
    switch (pick(d, 0, 11)) {
    case 0: /* along a column */
        return (geo_point){eye.x, end.y};
    case 1: /* along a row */
        return (geo_point){end.x, eye.y};
    case 2: /* diagonals */
        return (geo_point){eye.x + whole, eye.y + whole};
    case 3:
        return (geo_point){eye.x + whole, eye.y - whole};
    case 4: /* straight up or down */
        return eye;
    case 5: /* shorter than a cell, or than a touch */
        return (geo_point){eye.x + tiny * pow(10, (double)-pick(d, 0, 10)),
                           eye.y + between(d, -1, 1) * pow(10, (double)-pick(d, 0, 10))};
    case 6: /* nearly along a column */
        return (geo_point){eye.x + tiny * pow(10, (double)-pick(d, 4, 14)), end.y};
    case 7: /* nearly along a row */
        return (geo_point){end.x, eye.y + tiny * pow(10, (double)-pick(d, 4, 14))};
    case 8: /* through corners at a knight's or flatter slope */
        return (geo_point){eye.x + whole, eye.y + whole * (double)pick(d, -4, 4) / 4};
    default:
        return end;
    }
}

static geo_sight_line random_line(dice *d, geo_frame f)
{
    int64_t out = pick(d, 0, 4) == 0 ? 12 : 0;
    geo_point a = random_place(d, f, (int)pick(d, 0, 4), out);
    geo_point b = random_end(d, f, a, (int)pick(d, 0, 4), out);
    geo_sight_line line = {{a.x, a.y, between(d, 0, 6)}, {b.x, b.y, between(d, 0, 12)}, a, 1, b, 0};
    if (pick(d, 0, 9) == 0)
        line.eye.z = line.target.z = (double)pick(d, 0, 3);
    line.free_a_m = pick(d, 0, 3) == 0 ? -1 : between(d, 0, 2);
    line.free_b_m = pick(d, 0, 3) == 0 ? 0 : between(d, 0, 4);
    return line;
}

static void print_line(const geo_sight_line *l)
{
    print_error("eye %.17g %.17g %.17g target %.17g %.17g %.17g free %g %g\n", l->eye.x, l->eye.y,
                l->eye.z, l->target.x, l->target.y, l->target.z, l->free_a_m, l->free_b_m);
}

typedef struct tally {
    uint64_t verdicts[3], ties;
} tally;

static void compare_line(const geo_grid *grid, const geo_sight_line *line, tally *seen)
{
    double clearance;
    oracle_sight expected = oracle_over_grid(grid, line);
    geo_sight quick = geo_sight_over_grid(grid, line, NULL);
    geo_sight full = geo_sight_over_grid(grid, line, &clearance);
    bool same = quick == expected.verdict && full == expected.verdict;
    if (expected.tie) {
        seen->ties++;
        return;
    }
    seen->verdicts[expected.verdict]++;
    bool near = fabs(clearance - expected.clearance) <= 1e-9 ||
                (isinf(clearance) && isinf(expected.clearance));
    if (same && near)
        return;
    print_line(line);
    fail_msg("verdict %d and %d, oracle %d; clearance %.17g, oracle %.17g", quick, full,
             expected.verdict, clearance, expected.clearance);
}

static const geo_frame FRAMES[] = {
    {100000, 500000, 0.5, 60, 47},     /* as AHN's */
    {0, 0, 1, 33, 40},                 /* whole numbers */
    {100000.1, 499999.7, 0.3, 50, 31}, /* nothing exact in binary */
    {-7.25, 3, 0.25, 1, 70},           /* one cell wide */
    {12, 12, 2, 70, 1},                /* one cell high */
};

static void grid_verdicts_equal_the_oracles(void **state)
{
    (void)state;
    dice d = {20261121};
    tally seen = {0};
    for (size_t k = 0; k < sizeof FRAMES / sizeof *FRAMES; k++)
        for (int surface = 0; surface < 40; surface++) {
            geo_grid grid = random_surface(&d, FRAMES[k]);
            for (int i = 0; i < 1500; i++) {
                geo_sight_line line = random_line(&d, FRAMES[k]);
                compare_line(&grid, &line, &seen);
            }
            geo_grid_release(&grid);
        }
    print_message("free %llu, no-data %llu, blocked %llu, ties %llu\n",
                  (unsigned long long)seen.verdicts[0], (unsigned long long)seen.verdicts[1],
                  (unsigned long long)seen.verdicts[2], (unsigned long long)seen.ties);
    /* The mix must be one that can fail. */
    for (int i = 0; i < 3; i++)
        assert_true(seen.verdicts[i] > 30000);
    assert_true(seen.ties < 15000);
}

static void turning_a_line_round_keeps_its_verdict(void **state)
{
    (void)state;
    dice d = {7};
    geo_grid grid = random_surface(&d, FRAMES[0]);
    for (int i = 0; i < 100000; i++) {
        geo_sight_line line = random_line(&d, FRAMES[0]), back = line;
        back.eye = line.target;
        back.target = line.eye;
        if (!oracle_over_grid(&grid, &line).tie)
            assert_int_equal(geo_sight_over_grid(&grid, &back, NULL),
                             geo_sight_over_grid(&grid, &line, NULL));
    }
    geo_grid_release(&grid);
}

static void raising_a_cell_never_opens_a_view(void **state)
{
    (void)state;
    dice d = {99};
    geo_grid grid = random_surface(&d, FRAMES[0]);
    for (int i = 0; i < 50000; i++) {
        geo_sight_line line = random_line(&d, FRAMES[0]);
        double before, after;
        geo_sight was = geo_sight_over_grid(&grid, &line, &before);
        float *cell = &grid.cells[pick(&d, 0, grid.frame.width * grid.frame.height - 1)];
        float kept = *cell;
        *cell += 5;
        geo_sight now = geo_sight_over_grid(&grid, &line, &after);
        assert_true(now >= was && after <= before);
        *cell = kept;
    }
    geo_grid_release(&grid);
}

/* A star around (0, 0) with a hole of half its size; whole coordinates when `whole`. */
static void random_outline(dice *d, geo_point *points, uint32_t *ends, uint32_t corners, bool whole)
{
    double radii[16];
    for (uint32_t ring = 0; ring < 2; ring++) {
        geo_point *at = points + ring * (corners + 1);
        for (uint32_t i = 0; i < corners; i++) {
            double angle = 6.283185307179586 * i / corners;
            radii[i] = ring == 0 ? between(d, 3, 9) : radii[i];
            double r = ring == 0 ? radii[i] : 1.2;
            at[i] = (geo_point){r * cos(angle), r * sin(angle)};
            if (whole && ring == 0)
                at[i] = (geo_point){round(at[i].x), round(at[i].y)};
        }
        at[corners] = at[0];
        ends[ring] = (ring + 1) * (corners + 1);
    }
}

static geo_sight_line random_passage(dice *d, const geo_geom *outline, bool whole)
{
    geo_point p = {between(d, -12, 12), between(d, -12, 12)};
    geo_point q = {between(d, -12, 12), between(d, -12, 12)};
    uint32_t corner = (uint32_t)pick(d, 0, outline->ends[0] - 2);
    int64_t kind = whole ? pick(d, 0, 3) : 3;
    if (kind <= 1) /* from a corner; in kind 1 along a wall */
        p = outline->points[corner];
    if (kind == 1) {
        geo_point next = outline->points[corner + 1];
        q = (geo_point){2 * next.x - p.x, 2 * next.y - p.y};
    }
    if (kind == 2) {
        p = (geo_point){round(p.x), round(p.y)};
        q = (geo_point){round(q.x), round(q.y)};
    }
    return (geo_sight_line){{p.x, p.y, between(d, 0, 8)}, {q.x, q.y, between(d, 0, 8)}, p, 1, q, 1};
}

static void prism_verdicts_equal_the_oracles(void **state)
{
    (void)state;
    dice d = {4};
    uint64_t blocked = 0, ties = 0, count = 200000;
    geo_point points[32];
    uint32_t ends[2], parts[1] = {2}, which[1] = {0};
    for (uint64_t i = 0; i < count; i++) {
        uint32_t corners = (uint32_t)pick(&d, 5, 9);
        bool whole = i % 2 == 0;
        random_outline(&d, points, ends, corners, whole);
        geo_geom outline = {GEO_GEOM_POLYGON, points, ends, parts, ends[1], 2, 1};
        geo_prism prism = {&outline, {-10, -10, 10, 10}, between(&d, 1, 6)};
        geo_sight_line line = random_passage(&d, &outline, whole);
        oracle_sight expected = oracle_past_prism(&prism, &line);
        double clearance;
        geo_sight quick = geo_sight_past_prisms(&prism, which, 1, &line, NULL);
        geo_sight full = geo_sight_past_prisms(&prism, which, 1, &line, &clearance);
        ties += expected.tie;
        if (expected.tie)
            continue;
        blocked += expected.verdict == GEO_SIGHT_BLOCKED;
        bool near = fabs(clearance - expected.clearance) <= 1e-8 ||
                    (isinf(clearance) && isinf(expected.clearance));
        if (quick == expected.verdict && full == expected.verdict && near)
            continue;
        print_line(&line);
        fail_msg("line %llu: verdict %d and %d, oracle %d; clearance %.17g, oracle %.17g",
                 (unsigned long long)i, quick, full, expected.verdict, clearance,
                 expected.clearance);
    }
    print_message("blocked %llu of %llu, ties %llu\n", (unsigned long long)blocked,
                  (unsigned long long)count, (unsigned long long)ties);
    assert_true(blocked > count / 10 && blocked < count * 9 / 10 && ties < count / 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grid_verdicts_equal_the_oracles),
        cmocka_unit_test(turning_a_line_round_keeps_its_verdict),
        cmocka_unit_test(raising_a_cell_never_opens_a_view),
        cmocka_unit_test(prism_verdicts_equal_the_oracles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
