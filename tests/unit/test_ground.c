/* What the access measure stands on, made and released as one: with a network and without. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "near.h"

#include "base/alloc.h"
#include "green/ground.h"

#include "../support/town.c"

typedef struct fixture {
    town t;
    geo_source *green, *street;
    geo_ground_options options;
} fixture;

/* A park of 1 ha, 100 m along a street. */
static void begin(fixture *f)
{
    const geo_point line[] = {{0, 0}, {500, 0}};
    *f = (fixture){
        .options = {.patch = {.min_area_m2 = 10000}, .network = {.stub_m = 30, .limit_m = 1000}}};
    town_begin(&f->t);
    f->t.move = (geo_point){EAST, NORTH};
    town_layer(&f->t, "green", GEO_GEOM_UNKNOWN, "id class public#");
    town_box(&f->t, 100.0, 10.0, 200.0, 110.0, "park", "park", 1.0);
    town_box(&f->t, 300.0, 10.0, 310.0, 20.0, "bed", "park", 1.0);
    town_layer(&f->t, "street", GEO_GEOM_LINE, "id name foot#");
    town_line(&f->t, line, 2, "1", "Dorpsstraat", 1.0);
    town_build(&f->t);
    f->green = town_source(&f->t, "green", "class", "public");
    f->street = town_source(&f->t, "street", "name", "foot");
}

static void with_a_network(void **state)
{
    (void)state;
    fixture f;
    geo_ground ground;
    geo_walk walk;
    begin(&f);
    assert_ok(geo_ground_init(f.t.ctx, &ground, &f.options, f.green, f.street, NULL));
    assert_int_equal(ground.patches.count, 1); /* the bed is too small */
    assert_ok(geo_network_walk(ground.network, (geo_point){EAST, NORTH}, NULL, &walk));
    assert_int_equal(walk.end, GEO_WALK_FOUND);
    assert_near(walk.dist_m, 110, 1e-3); /* 100 m of street, 10 m to the park */
    geo_ground_release(&ground);
    assert_null(ground.reach);
    town_end(&f.t);
}

static void without_a_network(void **state)
{
    (void)state;
    fixture f;
    geo_ground ground;
    uint32_t patch;
    double m;
    begin(&f);
    f.options.straight = true;
    assert_ok(geo_ground_init(f.t.ctx, &ground, &f.options, f.green, NULL, NULL));
    assert_null(ground.network);
    assert_ok(geo_reach_nearest(ground.reach, (geo_point){EAST, NORTH}, 1000, &patch, &m));
    assert_near(m, hypot(100, 10), 1e-6);
    geo_ground_release(&ground);
    town_end(&f.t);
}

/* Whichever allocation fails: nothing is left behind. */
static void out_of_memory_is_an_error(void **state)
{
    (void)state;
    fixture f;
    geo_ground ground;
    geo_status status = GEO_ERR_NOMEM;
    uint64_t nth;
    begin(&f);
    for (nth = 1; status != GEO_OK && nth < 3000; nth++) {
        geo_alloc_fail_at(nth);
        status = geo_ground_init(f.t.ctx, &ground, &f.options, f.green, f.street, NULL);
        geo_alloc_fail_at(0);
        assert_true(status == GEO_OK || status == GEO_ERR_NOMEM);
        if (status != GEO_OK)
            assert_true(!ground.reach && !ground.network && !ground.patches.items);
    }
    assert_true(nth > 20 && nth < 3000);
    geo_ground_release(&ground);
    town_end(&f.t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(with_a_network),
        cmocka_unit_test(without_a_network),
        cmocka_unit_test(out_of_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
