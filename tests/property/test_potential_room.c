/* What is wide enough, told by short cuts, against the opening of geom/geos.h: convex parts that
 * are wide as they are, and stems around which nothing is shrunk. GROENNET_SEED=n runs one again.
 */
#include <stdlib.h>

#include "../support/near.h"
#include "../support/shapes.h"

#include "base/alloc.h"
#include "water/potential_parts.h"

enum { SEEDS = 300, STEMS = 12 };

static geo_ctx *ctx;
static geo_geos *geos;

static double opened_m2(const geo_geom *area, double width_m)
{
    geo_geom out = {0};
    assert_ok(geo_geos_open(ctx, geos, area, width_m, &out));
    double m2 = geo_geom_area(&out);
    geo_geom_release(&out);
    return m2;
}

/* A box, cut off at a corner, slanted and turned; what is cut may be narrower than the width. */
static void make_lot(shape *s, shape_dice *dice)
{
    double length = shape_between(dice, 5, 40), depth = shape_between(dice, 2, 12);
    double angle = shape_between(dice, 0, 7), cut = shape_between(dice, 0, 2);
    double slant = fmax(0, shape_between(dice, -0.8, 0.8));
    geo_point corners[] = {{0, 0},          {length - cut, 0}, {length, cut},
                           {length, depth}, {0, depth},        {0, 0}};
    for (int i = 0; i < 6; i++) {
        double x = corners[i].x + slant * corners[i].y, y = corners[i].y;
        s->points[i] = (geo_point){105000 + x * cos(angle) - y * sin(angle),
                                   502000 + x * sin(angle) + y * cos(angle)};
    }
    s->ends[0] = 6;
    s->parts[0] = 1;
    s->geom = (geo_geom){GEO_GEOM_POLYGON, s->points, s->ends, s->parts, 6, 1, 1};
}

static void wide_as_it_is(void **state)
{
    int whole = 0;
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        static shape s;
        shape_dice dice = {seed};
        geo_geom out = {0};
        make_lot(&s, &dice);
        double width_m = shape_between(&dice, 1, 8), wanted = opened_m2(&s.geom, width_m);
        assert_ok(geo_potential_open(ctx, geos, &s.geom, width_m, &out));
        if (fabs(geo_geom_area(&out) - wanted) > 0.01)
            fail_msg("GROENNET_SEED=%llu: %g m2 instead of %g", (unsigned long long)seed,
                     geo_geom_area(&out), wanted);
        whole += fabs(wanted - geo_geom_area(&s.geom)) < 0.01;
        geo_geom_release(&out);
    }
    assert_in_range(whole, SEEDS / 10, SEEDS - SEEDS / 10);
}

/* What geo_potential_trees looks at of it. */
static void plant(geo_potential *p, geo_geom *geoms, geo_box *boxes, geo_point *stems,
                  shape_dice *dice)
{
    for (int i = 0; i < STEMS; i++) {
        double x = 105000 + shape_between(dice, -40, 40);
        stems[i] = (geo_point){x, 502000 + shape_between(dice, -40, 40)};
        geoms[i] = (geo_geom){.type = GEO_GEOM_POINT, .points = &stems[i], .point_count = 1};
        boxes[i] = geo_box_of(&geoms[i]);
    }
    p->features[GEO_POTENTIAL_TREE].geoms = geoms;
    assert_ok(geo_rtree_new(ctx, boxes, STEMS, &p->trees[GEO_POTENTIAL_TREE]));
}

/* True: some tree took some of the place. */
static bool beside_stems_holds(uint64_t seed)
{
    static shape s;
    static geo_geom geoms[STEMS];
    geo_box boxes[STEMS];
    geo_point stems[STEMS];
    geo_potential potential = {0};
    geo_potential_worker worker = {.geos = geos};
    shape_dice dice = {seed};
    geo_geom left = {0}, wide = {0};
    bool took;
    plant(&potential, geoms, boxes, stems, &dice);
    if (seed % 2)
        make_lot(&s, &dice);
    else
        shape_make(&s, &dice, (geo_point){105000, 502000}, 30, 1, true, 0);
    geo_potential_room room = {shape_between(&dice, 1, 4), shape_between(&dice, 1, 8)};
    assert_ok(geo_potential_trees(ctx, &potential, &worker, &s.geom, &room, &took, &left, &wide));
    double less_m2 = geo_geom_area(&left), wanted = took ? opened_m2(&left, room.width_m) : 0;
    if (took && fabs(geo_geom_area(&wide) - wanted) > 0.2 + 0.003 * less_m2)
        fail_msg("GROENNET_SEED=%llu: %g m2 instead of %g", (unsigned long long)seed,
                 geo_geom_area(&wide), wanted);
    if (took && geo_geom_shared_area(&left, &wide) < geo_geom_area(&wide) - 1e-3)
        fail_msg("GROENNET_SEED=%llu: more than is left", (unsigned long long)seed);
    for (int i = 0; took && i < STEMS; i++)
        if (geo_geom_distance(&left, stems[i], NULL) < room.keepout_m * 0.999)
            fail_msg("GROENNET_SEED=%llu: a stem has no room", (unsigned long long)seed);
    geo_geom_release(&left);
    geo_geom_release(&wide);
    geo_rtree_free(potential.trees[GEO_POTENTIAL_TREE]);
    geo_free(worker.hits.items);
    return took;
}

static void beside_stems(void **state)
{
    const dice_seeds seeds = dice_seeds_upto(SEEDS);
    int taken = 0;
    (void)state;
    for (uint64_t seed = seeds.first; seed <= seeds.last; seed++)
        taken += beside_stems_holds(seed);
    if (seeds.is_all)
        assert_in_range(taken, SEEDS / 2, SEEDS);
}

static int begin(void **state)
{
    (void)state;
    ctx = geo_ctx_new(NULL);
    return !ctx || geo_geos_new(ctx, &geos);
}

static int end(void **state)
{
    (void)state;
    geo_geos_free(geos);
    geo_ctx_free(ctx);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(wide_as_it_is),
                                       cmocka_unit_test(beside_stems)};
    return cmocka_run_group_tests(tests, begin, end);
}
