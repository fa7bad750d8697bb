/* Laws of what is derived from elevation models: turning or shifting the models turns or shifts the
 * answer, more vegetation is never less canopy, more masks never more, a higher limit never more,
 * and a building is as high as its neighbour's order, block or raster's border allows: always the
 * same. GROENNET_SEED=n runs one town again. */
#include <stdio.h>

#include "field.h"

#include "raster/chm.h"
#include "raster/roof.h"
#include "raster/tops.h"

enum { SIDE = 140, TOWNS = 60, STARS = 5 };

static const geo_chm_options CHM = {
    .height_min_m = 3, .height_max_m = 40, .area_min_m2 = 4, .ground_reach_m = 5, .green_over = 0};
static const geo_top_options TOPS = {.window_m = 2.51503,
                                     .window_per_m2 = 0.00901,
                                     .crown_reach = 0.6,
                                     .crown_low = 0.3,
                                     .height_max_m = 40};
static const geo_roof_options ROOF = {.roof_percentile = 70,
                                      .edge_cells = 0.5,
                                      .roof_least = 4,
                                      .roof_min_m = 1,
                                      .ground_percentile = 5,
                                      .ring_m = 4,
                                      .ground_least = 10,
                                      .ring_most_m = 32};

static geo_ctx *ctx;

typedef struct town {
    field dsm, dtm;
    shape stars[STARS];
    geo_chm_mask masks[STARS];
} town;

static void town_release(town *t)
{
    geo_grid_release(&t->dsm.grid);
    geo_grid_release(&t->dtm.grid);
}

/* Corners on eighths of a metre, so that turning them loses nothing. */
static void town_make(town *t, uint64_t seed)
{
    const geo_frame frame = {0, SIDE * 0.5, 0.5, SIDE, SIDE};
    shape_dice dice = {seed};
    field_make(&t->dsm, "dsm.tif", frame, 0);
    field_make(&t->dtm, "dtm.tif", frame, 0);
    double density = shape_between(&dice, 0.05, 0.6);
    for (int64_t i = 0; i < SIDE * SIDE; i++) {
        t->dtm.grid.cells[i] = (float)shape_between(&dice, -1, 1);
        t->dsm.grid.cells[i] =
            (float)shape_between(&dice, -1, shape_roll(&dice) < density ? 39 : 3);
        if (shape_roll(&dice) < 0.3)
            t->dtm.grid.cells[i] = NAN;
        if (shape_roll(&dice) < 0.01)
            t->dsm.grid.cells[i] = NAN;
    }
    for (int k = 0; k < STARS; k++) {
        geo_point at = {12 + 11 * k, shape_between(&dice, 10, 60)};
        shape_make(&t->stars[k], &dice, at, shape_between(&dice, 2, 5), 1, k % 2, 0.125);
        t->masks[k] = (geo_chm_mask){&t->stars[k].geom, 0};
    }
}

/* A quarter turn to the left about the middle. */
static void town_turn(const town *from, town *to)
{
    field_make(&to->dsm, "dsm.tif", from->dsm.grid.frame, 0);
    field_make(&to->dtm, "dtm.tif", from->dtm.grid.frame, 0);
    for (int64_t i = 0; i < SIDE; i++)
        for (int64_t j = 0; j < SIDE; j++) {
            int64_t at = (SIDE - 1 - j) * SIDE + i;
            to->dsm.grid.cells[at] = from->dsm.grid.cells[i * SIDE + j];
            to->dtm.grid.cells[at] = from->dtm.grid.cells[i * SIDE + j];
        }
    for (int k = 0; k < STARS; k++) {
        shape *s = &to->stars[k];
        *s = from->stars[k];
        s->geom.points = s->points;
        s->geom.ends = s->ends;
        s->geom.parts = s->parts;
        for (uint32_t i = 0; i < s->geom.point_count; i++)
            s->points[i] =
                (geo_point){SIDE * 0.5 - from->stars[k].points[i].y, from->stars[k].points[i].x};
        to->masks[k] = (geo_chm_mask){&s->geom, 0};
    }
}

static float *chm_of(const town *t, size_t masks, const geo_chm_options *options)
{
    const geo_chm_inputs inputs = {
        .dsm = &t->dsm.source, .dtm = &t->dtm.source, .masks = t->masks, .mask_count = masks};
    geo_chm *chm = NULL;
    if (geo_chm_new(ctx, &inputs, options, &chm))
        fail_msg("%s", geo_ctx_error(ctx));
    float *cells = field_take(ctx, geo_chm_source(chm), SIDE, SIDE);
    geo_chm_free(chm);
    return cells;
}

/* ---- laws ---- */

static void turning_turns(const town *t)
{
    static town turned;
    town_turn(t, &turned);
    float *a = chm_of(t, STARS, &CHM), *b = chm_of(&turned, STARS, &CHM);
    for (int64_t i = 0; i < SIDE; i++)
        for (int64_t j = 0; j < SIDE; j++) {
            float one = a[i * SIDE + j], other = b[(SIDE - 1 - j) * SIDE + i];
            assert_int_equal(isnan(one), isnan(other));
            assert_int_equal(one > 0, other > 0);
            if (!isnan(one)) /* four directions are summed in another order */
                assert_near((double)one, (double)other, 1e-5);
        }
    free(a);
    free(b);
    town_release(&turned);
}

/* Is every cell that is crown in `less` crown or unknown in `more`? */
static void assert_no_less(const float *more, const float *less)
{
    for (int64_t i = 0; i < SIDE * SIDE; i++)
        if (less[i] > 0 && !(more[i] > 0))
            fail_msg("cell %lld is crown no more", (long long)i);
}

static void more_is_never_less(const town *t, uint64_t seed)
{
    town grown = *t;
    shape_dice dice = {seed * 7 + 1};
    grown.dsm.source.self = &grown.dsm;
    if (geo_grid_init(ctx, &grown.dsm.grid, t->dsm.grid.frame, 0))
        fail_msg("no grid");
    for (int64_t i = 0; i < SIDE * SIDE; i++) {
        float cell = t->dsm.grid.cells[i];
        bool plant = shape_roll(&dice) < 0.1 && cell < 20;
        grown.dsm.grid.cells[i] = plant ? cell + (float)shape_between(&dice, 0, 15) : cell;
    }
    float *before = chm_of(t, STARS, &CHM), *after = chm_of(&grown, STARS, &CHM);
    assert_no_less(after, before);
    float *bare = chm_of(t, STARS - 2, &CHM); /* two masks fewer */
    assert_no_less(bare, before);
    geo_chm_options strict = CHM;
    strict.height_min_m = 6;
    float *high = chm_of(t, STARS, &strict);
    assert_no_less(before, high);
    strict = CHM;
    strict.area_min_m2 = 20;
    float *large = chm_of(t, STARS, &strict);
    assert_no_less(before, large);
    free(before);
    free(after);
    free(bare);
    free(high);
    free(large);
    geo_grid_release(&grown.dsm.grid);
}

typedef struct top_list {
    geo_top items[SIDE * SIDE];
    size_t count;
} top_list;

static geo_status keep_top(void *self, geo_ctx *own, const geo_top *top)
{
    top_list *list = self;
    (void)own;
    list->items[list->count++] = *top;
    return GEO_OK;
}

/* Every top is a crown cell, crowns together are no larger than the canopy, and no top stands in
 * the window of a higher one. */
static void tops_are_of_the_canopy(const town *t)
{
    static top_list tops;
    const geo_chm_inputs inputs = {
        .dsm = &t->dsm.source, .dtm = &t->dtm.source, .masks = t->masks, .mask_count = STARS};
    geo_chm *chm = NULL;
    double crowns = 0, canopy = 0;
    tops.count = 0;
    assert_ok(geo_chm_new(ctx, &inputs, &CHM, &chm));
    assert_ok(geo_tops(ctx, geo_chm_source(chm), &TOPS, keep_top, &tops));
    float *cells = chm_of(t, STARS, &CHM);
    geo_grid grid = {t->dsm.grid.frame, cells};
    for (int64_t i = 0; i < SIDE * SIDE; i++)
        canopy += cells[i] > 0 ? 0.25 : 0;
    for (size_t i = 0; i < tops.count; i++) {
        const geo_top *top = &tops.items[i];
        assert_near((double)geo_grid_at(&grid, top->at), top->height_m, 0);
        crowns += M_PI * top->crown_d_m * top->crown_d_m / 4;
        for (size_t k = 0; k < tops.count; k++) {
            double height = tops.items[k].height_m;
            double half = (TOPS.window_m + TOPS.window_per_m2 * height * height) / 2;
            if (top->height_m > height)
                assert_true(geo_point_distance(top->at, tops.items[k].at) > half);
        }
    }
    assert_true(crowns <= canopy * (1 + 1e-9));
    assert_true((canopy > 0) == (tops.count > 0));
    free(cells);
    geo_chm_free(chm);
}

/* Raising the roofs raises the heights by as much; ground stays. */
static void roofs_follow_the_surface(const town *t)
{
    geo_geom houses[STARS];
    double a[STARS], b[STARS], grounds[STARS], same[STARS];
    geo_roof_tally tally;
    town raised = *t;
    raised.dsm.source.self = &raised.dsm;
    assert_ok(geo_grid_init(ctx, &raised.dsm.grid, t->dsm.grid.frame, 0));
    for (int64_t i = 0; i < SIDE * SIDE; i++)
        raised.dsm.grid.cells[i] = t->dsm.grid.cells[i] + 8;
    for (int k = 0; k < STARS; k++)
        houses[k] = t->stars[k].geom;
    assert_ok(
        geo_roofs(ctx, &t->dsm.source, &t->dtm.source, houses, STARS, &ROOF, a, grounds, &tally));
    assert_ok(
        geo_roofs(ctx, &raised.dsm.source, &t->dtm.source, houses, STARS, &ROOF, b, same, &tally));
    for (int k = 0; k < STARS; k++) {
        assert_near(grounds[k], same[k], 0);
        assert_false(isnan(b[k]));
        if (!isnan(a[k]))
            assert_near(b[k], a[k] + 8, 1e-4);
    }
    geo_grid_release(&raised.dsm.grid);
}

static void laws_hold(void **state)
{
    (void)state;
    const dice_seeds seeds = dice_seeds_upto(TOWNS);
    for (uint64_t seed = seeds.first; seed <= seeds.last; seed++) {
        static town t;
        print_message("\rtown %llu", (unsigned long long)seed);
        town_make(&t, seed);
        turning_turns(&t);
        more_is_never_less(&t, seed);
        tops_are_of_the_canopy(&t);
        roofs_follow_the_surface(&t);
        town_release(&t);
    }
    print_message("\n");
}

int main(void)
{
    ctx = geo_ctx_new(NULL);
    const struct CMUnitTest tests[] = {cmocka_unit_test(laws_hold)};
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    geo_ctx_free(ctx);
    return failed;
}
