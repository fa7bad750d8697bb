/* What a council decided: it comes first, does not vanish, and is not guessed. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "nature/zone_state.h"
#include "near.h"

#include "../support/zone_town.c"

static void what_is_decided_comes_first(void **state)
{
    (void)state;
    setting s;
    begin(&s);
    wood(&s, "a", 0, 0, 100, 100);
    town_box(&s.t, 100, 0, 200, 100, "b", GREEN_LAND, "bouwland", NULL, NULL, NULL, 0.0);
    wood(&s, "c", 200, 0, 300, 100);
    town_layer(&s.t, "decided", GEO_GEOM_POLYGON, "id class subclass decided_by decided_on");
    town_box(&s.t, 150.0, 0.0, 250.0, 100.0, "z2", "natuurzone", "green", "raad", "2025-06-01");
    town_box(&s.t, 50.0, 0.0, 160.0, 100.0, "z1", "natuurverbinding", NULL, "raad", NULL);
    town_box(&s.t, 900.0, 0.0, 950.0, 100.0, "z3", "natuurzone", NULL, NULL, NULL);
    run(&s, "decided");
    assert_string_equal(told(&s), "a:natuurzone:1:5000.00 c:natuurzone:1:5000.00 "
                                  "z1:natuurverbinding:2:11000.00 z2:natuurzone:2:9000.00");
    assert_true(zone(&s, "z1")->decided && zone(&s, "z2")->decided && !zone(&s, "a")->decided);
    assert_string_equal(zone(&s, "z2")->decided_by, "raad");
    assert_string_equal(zone(&s, "z2")->decided_on, "2025-06-01");
    assert_null(zone(&s, "z1")->decided_on);
    assert_near(s.zones.balance.residue, 0, 1e-14);
    assert_near(s.zones.balance.class_m2[GEO_ZONE_NATURE], 19000, 1e-6);
    assert_int_equal(s.zones.decisions.empty.zones, 1);
    assert_string_equal(s.zones.decisions.empty.first, "z3");
    assert_int_equal(s.zones.decisions.over.zones, 1);
    assert_string_equal(s.zones.decisions.over.first, "z2");
    assert_string_equal(s.zones.decisions.first_above, "z1");
    assert_near(s.zones.decisions.over.area_m2, 1000, 1e-6);
    assert_int_equal(s.zones.decisions.bare.zones, 0);
    end(&s);
}

/* Without land cover there is nothing to draw, and still no building takes place. */
static void a_decision_does_not_vanish(void **state)
{
    (void)state;
    setting s;
    begin(&s);
    wood(&s, "a", 0, 0, 100, 100);
    town_layer(&s.t, "decided", GEO_GEOM_POLYGON, "id class subclass decided_by decided_on");
    town_box(&s.t, 50.0, 0.0, 150.0, 100.0, "half", "natuurzone", NULL, "raad", NULL);
    town_box(&s.t, 60.0, 10.0, 70.0, 20.0, "under", "matrix", NULL, NULL, NULL);
    town_box(&s.t, 500.0, 0.0, 600.0, 100.0, "off", "natuurzone", NULL, "raad", NULL);
    town_box(&s.t, 700.0, 0.0, 800.0, 100.0, "off too", "matrix", NULL, NULL, NULL);
    town_layer(&s.t, "building", GEO_GEOM_POLYGON, "id kind class name");
    town_box(&s.t, 510.0, 10.0, 520.0, 20.0, "p", NULL, NULL, NULL);
    town_box(&s.t, 710.0, 10.0, 720.0, 20.0, "q", NULL, NULL, NULL);
    run(&s, "decided building");
    const geo_zone_decisions *found = &s.zones.decisions;
    assert_int_equal(found->bare.zones, 1);
    assert_string_equal(found->bare.first, "half");
    assert_near(found->bare.area_m2, 5000, 1e-6);
    assert_int_equal(found->over.zones, 1);
    assert_string_equal(found->over.first, "under");
    assert_int_equal(found->empty.zones, 2); /* what lies under another is not one of them */
    assert_string_equal(found->empty.first, "off");
    assert_int_equal(s.zones.conflicts.count, 1);
    assert_string_equal(s.zones.conflicts.items[0].which, "p");
    assert_string_equal(s.zones.conflicts.items[0].zone->id, "off");
    assert_near(s.zones.conflicts.items[0].overlap_m2, 100, 1e-6);
    end(&s);
}

static void a_decision_nobody_understands_is_refused(void **state)
{
    (void)state;
    const char *const bad[][2] = {
        {"natuur", NULL}, {NULL, NULL}, {"onbekend", NULL}, {"natuurzone", "rood"}};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        setting s;
        begin(&s);
        wood(&s, "a", 0, 0, 100, 100);
        town_layer(&s.t, "decided", GEO_GEOM_POLYGON, "id class subclass decided_by decided_on");
        town_box(&s.t, 0.0, 0.0, 50.0, 50.0, "z1", bad[i][0], bad[i][1], NULL, NULL);
        make(&s, "decided");
        assert_int_equal(geo_zones_init(s.t.ctx, &s.zones, &s.options, &s.inputs), GEO_ERR_FORMAT);
        assert_non_null(strstr(geo_ctx_error(s.t.ctx), "z1"));
        end(&s);
    }
}

static void two_decisions_of_one_id_are_refused(void **state)
{
    (void)state;
    setting s;
    begin(&s);
    wood(&s, "a", 0, 0, 100, 100);
    town_layer(&s.t, "decided", GEO_GEOM_POLYGON, "id class subclass decided_by decided_on");
    town_box(&s.t, 0.0, 0.0, 50.0, 50.0, "z", "natuurzone", NULL, NULL, NULL);
    town_box(&s.t, 0.0, 50.0, 50.0, 90.0, "z", "natuurzone", NULL, NULL, NULL);
    make(&s, "decided");
    assert_int_equal(geo_zones_init(s.t.ctx, &s.zones, &s.options, &s.inputs), GEO_ERR_FORMAT);
    assert_non_null(strstr(geo_ctx_error(s.t.ctx), "'z' is there twice"));
    end(&s);
}

/* A wood with two holes: one that the council left in its outline too, one that is a pond. */
static void holes_that_are_no_place_in_the_zone(void **state)
{
    (void)state;
    setting s;
    begin(&s);
    const geo_point ring[] = {{0, 0},   {100, 0}, {100, 100}, {0, 100}, {0, 0},
                              {40, 40}, {40, 50}, {50, 50},   {50, 40}, {40, 40}};
    uint32_t ends[] = {5, 10}, part = 2;
    geo_geom holed = {GEO_GEOM_POLYGON, (geo_point *)(uintptr_t)ring, ends, &part, 10, 2, 1};
    town_put(&s.t, &holed, "w1", GREEN_LAND, "loofbos", NULL, NULL, NULL, 0.0);
    s.t.move.x += 200;
    town_put(&s.t, &holed, "w2", GREEN_LAND, "loofbos", NULL, NULL, NULL, 0.0);
    s.t.move.x -= 200;
    town_box(&s.t, 240, 40, 250, 47, "pond", "waterdeel", "watervlakte", NULL, NULL, NULL, 0.0);
    town_layer(&s.t, "decided", GEO_GEOM_POLYGON, "id class subclass decided_by decided_on");
    town_put(&s.t, &holed, "z", "natuurzone", NULL, "raad", NULL);
    town_layer(&s.t, "building", GEO_GEOM_POLYGON, "id kind class name");
    town_box(&s.t, 40.0, 40.0, 50.0, 50.0, "cut out", NULL, NULL, NULL);
    town_box(&s.t, 241.0, 40.0, 249.0, 47.0, "on the pond", NULL, NULL, NULL);
    town_box(&s.t, 240.0, 40.0, 250.0, 50.0, "half on it", NULL, NULL, NULL);
    run(&s, "building decided");
    assert_int_equal(s.zones.conflicts.count, 1);
    assert_string_equal(s.zones.conflicts.items[0].which, "half on it");
    assert_near(s.zones.conflicts.items[0].overlap_m2, 30, 1e-6);
    end(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_decided_comes_first),
        cmocka_unit_test(a_decision_does_not_vanish),
        cmocka_unit_test(a_decision_nobody_understands_is_refused),
        cmocka_unit_test(two_decisions_of_one_id_are_refused),
        cmocka_unit_test(holes_that_are_no_place_in_the_zone),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
