/* What lies higher around a place, against a look at every cell: polygons of all sizes, with holes
 * sizes, some without a value; ground beyond the grid. GROENNET_SEED=n runs one of them again. */
#include <stdlib.h>
#include <string.h>

#include "../support/near.h"
#include "../support/shapes.h"

#include "water/potential_parts.h"

enum { SEEDS = 32, SIDE = 90 };
static const double X0 = 105000, Y0 = 502400;

static geo_ctx *ctx;

typedef struct scene {
    shape shape;
    geo_grid grid;
    geo_potential_low_limits limits;
} scene;

/* `size` reaches from its middle; a hole is a fifth of its part. */
static void make_shape(scene *s, shape_dice *dice, double size)
{
    double width = SIDE * s->grid.frame.cell_m;
    geo_point at = {X0 + shape_between(dice, 0.2, 0.8) * width,
                    Y0 - shape_between(dice, 0.2, 0.8) * width};
    shape_make(&s->shape, dice, at, size * s->limits.reach_m,
               1 + (uint32_t)shape_between(dice, 0, 2.99), shape_roll(dice) < 0.7, 0);
}

/* By turns: all near; a middle that is not; a hole with ground that is not. */
static const struct {
    double reach_min, reach_max, size_min, size_max; /* cells; reaches */
} SIZES[] = {{50, 60, 0.02, 1.5}, {3, 15, 0.02, 0.5}, {3, 8, 0.5, 4}, {3, 4, 12, 16}};

static void make_scene(scene *s, uint64_t seed)
{
    shape_dice dice = {seed};
    double cell_m = shape_between(&dice, 0.5, 3), gaps = seed % 3 ? 0 : 0.4;
    memset(s, 0, sizeof *s);
    assert_ok(geo_grid_init(ctx, &s->grid, (geo_frame){X0, Y0, cell_m, SIDE, SIDE}, 0));
    for (int i = 0; i < SIDE * SIDE; i++) {
        bool known = shape_roll(&dice) >= gaps;
        double slope = 0.01 * (double)(i % SIDE);
        s->grid.cells[i] = known ? (float)(slope + shape_between(&dice, -0.1, 0.1)) : NAN;
    }
    s->limits.reach_m =
        cell_m * shape_between(&dice, SIZES[seed % 4].reach_min, SIZES[seed % 4].reach_max);
    s->limits.level_m = shape_between(&dice, 0.1, 0.6);
    s->limits.noise_m = 0.05;
    make_shape(s, &dice, shape_between(&dice, SIZES[seed % 4].size_min, SIZES[seed % 4].size_max));
}

/* Sample by sample, `fine` along the side of a cell; *unsure: samples at the very reach. */
static double looked_at(const scene *s, int fine, double *unsure, double *near_part)
{
    const geo_frame *frame = &s->grid.frame;
    double step = frame->cell_m / fine, reach = s->limits.reach_m, above = 0, known = 0, all = 0;
    geo_box box = geo_box_grow(geo_box_of(&s->shape.geom), reach + 2 * frame->cell_m);
    int64_t west = (int64_t)floor((box.xmin - X0) / step), east = (int64_t)((box.xmax - X0) / step);
    int64_t north = (int64_t)floor((Y0 - box.ymax) / step),
            south = (int64_t)((Y0 - box.ymin) / step);
    *unsure = 0;
    for (int64_t row = north; row <= south; row++)
        for (int64_t column = west; column <= east; column++) {
            geo_point p = {X0 + ((double)column + 0.5) * step, Y0 - ((double)row + 0.5) * step};
            double m = geo_geom_distance(&s->shape.geom, p, NULL),
                   z = (double)geo_grid_at(&s->grid, p);
            *unsure += !isnan(z) && fabs(m - reach) <= step / 8;
            if (m > reach)
                continue;
            all++;
            known += !isnan(z);
            if (!isnan(z))
                above += fmin(1, fmax(0, 0.5 + (z - s->limits.level_m) / 0.1));
        }
    *near_part = known / all;
    *unsure /= known;
    return above / known;
}

static int fine_of(const scene *s)
{
    return (int)fmin(16, ceil(s->grid.frame.cell_m / s->limits.reach_m * 50));
}

static void as_looked_at(void **state)
{
    const dice_seeds seeds = dice_seeds_upto(SEEDS);
    int unknown = 0;
    (void)state;
    for (uint64_t seed = seeds.first; seed <= seeds.last; seed++) {
        static scene s;
        double unsure, part, got = -1;
        make_scene(&s, seed);
        assert_ok(geo_potential_low(ctx, &s.grid, &s.shape.geom, &s.limits, &got));
        double wanted = looked_at(&s, fine_of(&s), &unsure, &part);
        unknown += isnan(got);
        if (fabs(part - 0.5) > 0.02 && isnan(got) != (part < 0.5))
            fail_msg("GROENNET_SEED=%llu: %g of the ground is known", (unsigned long long)seed,
                     part);
        if (fabs(got - wanted) > unsure + 1e-9)
            fail_msg("GROENNET_SEED=%llu: %g instead of %g +- %g", (unsigned long long)seed, got,
                     wanted, unsure);
        geo_grid_release(&s.grid);
    }
    if (seeds.is_all)
        assert_in_range(unknown, 4, SEEDS - 12);
}

static int begin(void **state)
{
    (void)state;
    ctx = geo_ctx_new(NULL);
    return !ctx;
}

static int end(void **state)
{
    (void)state;
    geo_ctx_free(ctx);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_looked_at)};
    return cmocka_run_group_tests(tests, begin, end);
}
