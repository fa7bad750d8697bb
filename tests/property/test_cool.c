/* Laws of cool places, on made-up greens of squares under a made-up raster: a lower PET, and more
 * crown, bring a cool place no further away from anywhere (in a straight line), and take nothing
 * from what may be cool; what is cool may be. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "../support/array_source.c"

#include "ctx_case.h"
#include "dice.h"
#include "green/cool.h"

enum { TOWNS = 200, SQUARES = 6, CELLS = 24, SPOTS = 40 };
#define CELL_M 5.0
#define SQUARE_M 20.0
#define SLACK_M 0.26 /* opening by 5 m leaves a point between two arcs a hair elsewhere */

static uint64_t seed_state;

static unsigned roll(unsigned limit)
{
    return (unsigned)(dice_bits(&seed_state) % limit);
}

typedef struct town {
    float cells[CELLS * CELLS];
    int size[SQUARES][SQUARES]; /* of the green whose corner is here, in squares; 0: none */
    bool pet;
    double width_m;
} town;

static geo_status read_cells(void *self, geo_ctx *unused, geo_window window, float *cells)
{
    const town *t = self;
    (void)unused;
    for (int64_t r = 0; r < window.height; r++)
        for (int64_t c = 0; c < window.width; c++) {
            int64_t row = window.row + r, column = window.column + c;
            bool inside = row >= 0 && column >= 0 && row < CELLS && column < CELLS;
            cells[r * window.width + c] = inside ? t->cells[row * CELLS + column] : NAN;
        }
    return GEO_OK;
}

static geo_source *make_greens(const town *t)
{
    geo_source *green = array_source_new("green", 1, 1);
    const double is_public[] = {1};
    const char *const class[] = {"park"};
    char id[16];
    for (int i = 0; i < SQUARES * SQUARES; i++) {
        double x = i % SQUARES * SQUARE_M, y = i / SQUARES * SQUARE_M;
        double side = t->size[i / SQUARES][i % SQUARES] * SQUARE_M;
        geo_point ring[] = {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}};
        uint32_t ends[] = {5}, parts[] = {1};
        geo_geom shape = {GEO_GEOM_POLYGON, ring, ends, parts, 5, 1, 1};
        snprintf(id, sizeof id, "g%02d", i);
        if (side > 0)
            array_source_add(green, &shape, id, class, is_public);
    }
    return green;
}

static void measure_spots(const geo_patches *patches, double out[SPOTS])
{
    geo_geos *geos;
    assert_int_equal(geo_geos_new(ctx, &geos), GEO_OK);
    for (int i = 0; i < SPOTS; i++) {
        geo_point at = {i * 37 % 120, i * 53 % 120};
        geo_geom spot = {GEO_GEOM_POINT, &at, NULL, NULL, 1, 0, 0};
        out[i] = INFINITY;
        for (size_t k = 0; k < patches->count; k++) {
            double m;
            assert_int_equal(geo_geos_distance(ctx, geos, &spot, &patches->items[k].shape, &m),
                             GEO_OK);
            out[i] = fmin(out[i], m);
        }
    }
    geo_geos_free(geos);
}

/* Straight distances of some spots to what is cool, or may be. */
static void measure(town *t, bool maybe, double out[SPOTS])
{
    const geo_cool_rules rules = {.canopy_min_pct = 40,
                                  .pet_max_c = 38,
                                  .pet_least_c = 10,
                                  .pet_most_c = 60,
                                  .pet_gap_most_pct = 5};
    geo_grid_source raster = {
        .self = t, .frame = {0, 120, CELL_M, CELLS, CELLS}, .name = "raster", .read = read_cells};
    geo_canopy_options by = {.raster_is = GEO_CANOPY_MASK, .denominator = GEO_DENOMINATOR_ALL};
    geo_canopy_inputs from = {.raster = &raster};
    geo_canopy *canopy = NULL;
    geo_cool *cool;
    geo_patches patches;
    geo_source *green = make_greens(t);
    assert_int_equal(geo_canopy_new(ctx, &by, &from, &(geo_schema){0}, &canopy), GEO_OK);
    geo_cool_inputs inputs = {t->pet ? NULL : canopy, t->pet ? &raster : NULL};
    assert_int_equal(geo_cool_new(ctx, &rules, &inputs, &cool), GEO_OK);
    geo_fit_rule rule = geo_cool_rule(cool, maybe);
    geo_patch_options options = {
        .min_area_m2 = 200, .min_width_m = t->width_m, .public_only = true, .fit = &rule};
    assert_int_equal(geo_patches_init(ctx, &patches, &options, green, NULL, NULL), GEO_OK);
    measure_spots(&patches, out);
    geo_patches_release(&patches);
    geo_cool_free(cool);
    geo_canopy_free(canopy);
    geo_source_free(green);
}

static void make_town(town *t)
{
    *t = (town){.pet = roll(2), .width_m = roll(2) ? 5 : 0};
    for (int i = 0; i < CELLS * CELLS; i++) {
        float value = t->pet ? 30 + (float)roll(16) : (float)(roll(10) < 3);
        t->cells[i] = roll(40) ? value : NAN;
    }
    for (int i = 0; i < SQUARES * SQUARES; i++)
        t->size[i / SQUARES][i % SQUARES] = roll(3) ? 0 : 1 + (int)roll(2);
}

/* One cell in four gets cooler. */
static void cool_down(town *t)
{
    for (int i = 0; i < CELLS * CELLS; i++)
        if (roll(4) == 0 && !isnan(t->cells[i]))
            t->cells[i] = t->pet ? fmaxf(11, t->cells[i] - (float)roll(12)) : 1;
}

static void no_further(unsigned seed, const double before[SPOTS], const double after[SPOTS])
{
    for (int i = 0; i < SPOTS; i++)
        if (after[i] > before[i] + SLACK_M)
            fail_msg("town %u, spot %d: %g m became %g m", seed, i, before[i], after[i]);
}

static void cooler_is_no_further(void **state)
{
    (void)state;
    town t;
    double sure[SPOTS], may[SPOTS], sure_later[SPOTS], may_later[SPOTS];
    int some = 0;
    for (unsigned seed = 0; seed < TOWNS; seed++) {
        seed_state = seed;
        make_town(&t);
        measure(&t, false, sure);
        measure(&t, true, may);
        no_further(seed, sure, may);
        cool_down(&t);
        measure(&t, false, sure_later);
        measure(&t, true, may_later);
        no_further(seed, sure, sure_later);
        no_further(seed, may, may_later);
        for (int i = 0; i < SPOTS; i++)
            some += isfinite(sure[i]) && sure_later[i] < sure[i];
    }
    assert_true(some > TOWNS); /* the towns do change */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(cooler_is_no_further)};
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
