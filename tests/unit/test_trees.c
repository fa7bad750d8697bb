/* Trees in sight: cases told by hand; random towns are in oracle/test_trees.c. */
#include "near.h"
#include "shapes.h"

#include "trees_case.h"

/* A 10 x 10 house, its own trees on each side, one tree hidden behind the house next door. */
static void a_house_and_its_neighbour(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    buildings(&f);
    town_box(&f.t, 0.0, 0.0, 10.0, 10.0, "1", 6.0);
    town_box(&f.t, 13.0, -40.0, 20.0, 50.0, "2", 6.0);
    trees(&f);
    tree(&f, 5, -10, 5);
    tree(&f, -10, 5, 5);
    tree(&f, 5, 20, 2.9);                                                /* too low */
    town_point(&f.t, 5.0, 30.0, "t", "felled", 9.0, NAN, 4.0, 1.0, NAN); /* not there any more */
    town_point(&f.t, 5.0, 22.0, "t", NULL, 9.0, NAN, 4.0, 0.0, NAN);     /* not public */
    tree(&f, 30, 5, 6);                                                  /* hidden */
    addresses(&f);
    address(&f, 5, 5, "1", 1);
    run(&f);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), 3);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT_MAX), 3);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT_PUBLIC), 2);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_REACH), 4);
    assert_near(town_number(&f.rows, 0, GEO_TREES_NEAREST_M), 9.5, 0.01);
    assert_string_equal(note(&f, 0), "");
    end(&f);
}

/* From a lone point, exactly at the reach in every direction, far out in RD. */
static void a_tree_exactly_at_the_reach_counts(void **state)
{
    (void)state;
    for (int from = GEO_FROM_FACADE; from <= GEO_FROM_POINT; from++) {
        fixture f;
        begin(&f);
        f.options.from = from;
        f.options.method = from == GEO_FROM_POINT ? GEO_TREES_RADIUS : GEO_TREES_SIGHT;
        buildings(&f);
        trees(&f);
        tree(&f, 30, 0, 8);
        tree(&f, 0, -30, 8);
        tree(&f, 18, 24, 8);
        tree(&f, 30.0001, 0, 8);
        addresses(&f);
        address(&f, 0, 0, NULL, 1);
        run(&f);
        assert_int_equal(value(&f, 0, GEO_TREES_IN_REACH), 3);
        assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), 3);
        assert_near(town_number(&f.rows, 0, GEO_TREES_NEAREST_M), 30, 0);
        assert_string_equal(note(&f, 0), from == GEO_FROM_FACADE ? "no_building" : "");
        end(&f);
    }
}

static void an_empty_town_has_no_trees_in_sight(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    buildings(&f);
    trees(&f);
    addresses(&f);
    town_rows_point(&f.rows, 0, 0, "a", "1", 1.0, 2.0);
    run(&f);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), 0);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT_MAX), 0);
    assert_int_equal(value(&f, 0, GEO_TREES_NEAREST_M), -1);
    assert_string_equal(note(&f, 0), "no_building");
    end(&f);
}

static void an_empty_batch_is_fine(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    buildings(&f);
    trees(&f);
    addresses(&f);
    run(&f);
    assert_int_equal(geo_trees_tell(f.trees).homes, 0);
    end(&f);
}

/* The middle one of a row has walls only at the front and the back. */
static void party_walls_have_no_view(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    buildings(&f);
    for (int i = 0; i < 3; i++)
        town_box(&f.t, 6.0 * i, 0.0, 6.0 * i + 6, 10.0, (const char *[]){"1", "2", "3"}[i], 20.0);
    trees(&f);
    tree(&f, 9, -12, 8);
    tree(&f, 9, 22, 8);
    tree(&f, -5, 5, 8); /* beside the row */
    addresses(&f);
    address(&f, 9, 5, "2", 1);
    address(&f, 3, 5, "1", 1);
    run(&f);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_REACH), 3);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), 2);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT_BEST), 1);
    assert_int_equal(value(&f, 1, GEO_TREES_IN_SIGHT), 3);
    end(&f);
}

/* The middle of a courtyard's outline is its far corner, so with an odd number of points one falls
 * there; half a metre out of its wall it stands on the next one. However the block is turned, a
 * tree there is nearest to the points before the two walls, not to one on the wall itself. */
static void a_point_on_a_wall_of_its_own_building_has_no_view(void **state)
{
    (void)state;
    for (int turn = 0; turn < 12; turn++) {
        fixture f;
        double c = cos(turn / 7.0), s = sin(turn / 7.0);
        const double at[] = {0, 0, 20, 0, 20, 20, 0, 20, 0, 0, 4, 4, 16, 4, 16, 15, 4, 15, 4, 4};
        const double beside[] = {15.9, 14.4, 15.9, 4.6, 4.1, 4.6, 4.1, 14.4, 15.4,
                                 14.9, 15.4, 4.1,  4.6, 4.1, 4.6, 14.9}; /* beside each corner */
        geo_point ring[10];
        for (int i = 0; i < 10; i++)
            ring[i] =
                (geo_point){at[2 * i] * c - at[2 * i + 1] * s, at[2 * i] * s + at[2 * i + 1] * c};
        uint32_t ends[] = {5, 10}, part = 2;
        geo_geom block = {GEO_GEOM_POLYGON, ring, ends, &part, 10, 2, 1};
        begin(&f);
        f.options.method = GEO_TREES_RADIUS;
        f.options.facade = GEO_FACADE_WHOLE;
        f.options.spacing_m = 46 / 8.5; /* nine points in the courtyard */
        f.options.reach_m = 0.3;
        buildings(&f);
        town_put(&f.t, &block, "1", 6.0);
        trees(&f);
        for (int i = 0; i < 8; i++)
            tree(&f, beside[2 * i] * c - beside[2 * i + 1] * s,
                 beside[2 * i] * s + beside[2 * i + 1] * c, 8);
        addresses(&f);
        address(&f, 0, 0, "1", 1);
        run(&f);
        assert_int_equal(value(&f, 0, GEO_TREES_IN_REACH), 0);
        end(&f);
    }
}

static void a_house_within_others_has_no_facade(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    buildings(&f);
    town_box(&f.t, 0.0, 0.0, 10.0, 10.0, "1", 6.0);
    town_box(&f.t, -5.0, -5.0, 15.0, 15.0, "2", 6.0);
    trees(&f);
    tree(&f, 20, 5, 8);
    addresses(&f);
    address(&f, 5, 5, "1", 1);
    run(&f);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), -1);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT_MAX), -1);
    assert_string_equal(note(&f, 0), "no_facade");
    end(&f);
}

/* Two homes in a long house: each looks out at its own end, unless --facade whole. */
static void homes_share_a_building(void **state)
{
    (void)state;
    for (int whole = 0; whole < 2; whole++) {
        fixture f;
        begin(&f);
        f.options.facade = whole ? GEO_FACADE_WHOLE : GEO_FACADE_OWN;
        f.options.summary = true;
        buildings(&f);
        town_box(&f.t, 0.0, 0.0, 60.0, 10.0, "1", 6.0);
        trees(&f);
        tree(&f, 0, -10, 8);
        tree(&f, 60, -10, 8);
        addresses(&f);
        address(&f, 10, 5, "1", 1);
        address(&f, 50, 5, "1", 1);
        address(&f, 50, 5, "1", 0);                   /* a shop takes nothing from the homes */
        town_point(&f.t, 30.0, -30.0, "a", "1", NAN); /* a home that looks out nowhere near */
        run(&f);
        for (int i = 0; i < 3; i++)
            assert_int_equal(value(&f, (size_t)i, GEO_TREES_IN_SIGHT), whole ? 2 : 1);
        assert_int_equal(geo_trees_tell(f.trees).homes, 2);
        end(&f);
    }
}

static void what_is_assumed_is_noted(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    buildings(&f);
    trees(&f);
    town_point(&f.t, 5.0, 0.0, "1", NULL, NAN, NAN, NAN, NAN, NAN);
    town_point(&f.t, 0.0, 5.0, "2", NULL, NAN, 6.0, 4.0, 1.0, NAN);
    town_point(&f.t, 0.0, 6.0, "3", NULL, NAN, 2.0, 4.0, 1.0, NAN); /* class to 2 m: no tree */
    town_point(&f.t, 100.0, 6.0, "4", NULL, 5.0, NAN, 0.0, 1.0, NAN);
    town_point(&f.t, 200.0, 6.0, "5", NULL, NAN, 12.0, 4.0, 1.0, 6.0); /* class 6 to 12 m */
    addresses(&f);
    address(&f, 0, 0, NULL, 1);
    address(&f, 100, 0, NULL, 1);
    address(&f, 200, 0, NULL, 1);
    run(&f);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), 2);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT_PUBLIC), -1); /* one is unknown */
    assert_string_equal(note(&f, 0), "no_building height_assumed crown_assumed height_undecided");
    assert_string_equal(note(&f, 1), "no_building crown_assumed");
    assert_string_equal(note(&f, 2), "no_building height_assumed");
    end(&f);
}

static void crowns_below_a_least_area_do_not_count(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    f.options.min_crown_area_m2 = 28; /* a diameter of 5.97 m */
    buildings(&f);
    trees(&f);
    town_point(&f.t, 5.0, 0.0, "1", NULL, 9.0, NAN, 6.0, 1.0, NAN);
    town_point(&f.t, 0.0, 5.0, "2", NULL, 9.0, NAN, 5.9, 1.0, NAN);
    town_point(&f.t, 0.0, 9.0, "3", NULL, 9.0, NAN, NAN, 1.0, NAN); /* unknown: may count */
    addresses(&f);
    address(&f, 0, 0, NULL, 1);
    run(&f);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), 1);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT_MAX), 2);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT_BEST), 1);
    assert_string_equal(note(&f, 0), "no_building crown_assumed crown_undecided");
    end(&f);
}

static void from_the_building_itself(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    f.options.method = GEO_TREES_RADIUS;
    f.options.from = GEO_FROM_BUILDING;
    f.options.reach_m = 15;
    buildings(&f);
    town_box(&f.t, 0.0, 0.0, 40.0, 10.0, "1", 6.0);
    town_box(&f.t, 50.0, 0.0, 60.0, 10.0, "1", 6.0); /* the same building */
    trees(&f);
    tree(&f, 75, 5, 8);
    tree(&f, 20, 25, 8);
    tree(&f, 5, 5, 8); /* inside: at 0 */
    tree(&f, 75.001, 5, 8);
    addresses(&f);
    address(&f, 2, 2, "1", 1);
    address(&f, 20, 8, "1", 1);
    run(&f);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(value(&f, i, GEO_TREES_IN_SIGHT), 3);
        assert_near(town_number(&f.rows, i, GEO_TREES_NEAREST_M), 0, 0);
    }
    end(&f);
}

/* Registers overlap: of the buildings that hold an address without building_id it has the one with
 * the lowest id, wherever that stands in the file. */
static void an_address_without_an_id_is_in_the_lowest_building(void **state)
{
    (void)state;
    for (int first = 0; first <= 1; first++) {
        fixture f;
        begin(&f);
        f.options.from = GEO_FROM_BUILDING;
        f.options.method = GEO_TREES_RADIUS;
        buildings(&f);
        for (int i = 0; i <= 1; i++)
            if (i == first)
                town_box(&f.t, 0.0, 0.0, 10.0, 10.0, "2", 6.0);
            else
                town_box(&f.t, 0.0, 0.0, 40.0, 10.0, "7", 6.0);
        trees(&f);
        tree(&f, 41, 12, 8); /* beyond the reach of the smaller one */
        tree(&f, 12, 12, 8);
        addresses(&f);
        address(&f, 5, 5, NULL, 1);
        run(&f);
        assert_int_equal(value(&f, 0, GEO_TREES_IN_REACH), 1);
        assert_near(town_number(&f.rows, 0, GEO_TREES_NEAREST_M), 2.828, 1e-9);
        assert_string_equal(note(&f, 0), "");
        end(&f);
    }
}

static void higher_floors_look_over(void **state)
{
    (void)state;
    const struct {
        geo_floors floors;
        int in_sight, top;
    } cases[] = {{GEO_FLOORS_GROUND, 0, -2}, {GEO_FLOORS_KNOWN, 1, -2}, {GEO_FLOORS_RANGE, 0, 1}};
    for (int i = 0; i < 3; i++) {
        fixture f;
        begin(&f);
        f.options.floors = cases[i].floors;
        buildings(&f);
        town_box(&f.t, 0.0, 0.0, 10.0, 10.0, "1", 15.0); /* floors 0 to 4 */
        town_box(&f.t, -50.0, -10.0, 60.0, -8.0, "2", 6.0);
        trees(&f);
        tree(&f, 5, -20, 5);
        addresses(&f);
        town_point(&f.t, 5.0, 5.0, "a", "1", 1.0);
        town_rows_point(&f.rows, 5, 5, "a", "1", 1.0, 4.0);
        town_rows_point(&f.rows, 5, 5, "a", "1", 1.0, -1.0); /* a basement looks out at ground */
        town_rows_point(&f.rows, 5, 5, "a", "1", 1.0, 1e300);
        run(&f);
        assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), cases[i].in_sight);
        assert_int_equal(value(&f, 1, GEO_TREES_IN_SIGHT), 0);
        if (cases[i].top != -2)
            assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT_TOP), cases[i].top);
        end(&f);
    }
}

static void out_of_memory_is_an_error(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    f.options.threads = 1;
    buildings(&f);
    town_box(&f.t, 0.0, 0.0, 10.0, 10.0, "1", 6.0);
    trees(&f);
    tree(&f, 5, -10, 5);
    addresses(&f);
    address(&f, 5, 5, "1", 1);
    run(&f);
    geo_columns *out = town_rows_out(&f.rows, geo_trees_columns(&f.options));
    geo_status status = GEO_ERR_NOMEM;
    uint64_t nth;
    for (nth = 1; status != GEO_OK && nth < 3000; nth++) {
        geo_alloc_fail_at(nth);
        status = geo_trees_run(f.t.ctx, f.trees, &f.rows.batch, out);
        geo_alloc_fail_at(0);
        assert_true(status == GEO_OK || status == GEO_ERR_NOMEM);
    }
    assert_true(nth > 30 && nth < 3000);
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_house_and_its_neighbour),
        cmocka_unit_test(a_tree_exactly_at_the_reach_counts),
        cmocka_unit_test(an_empty_town_has_no_trees_in_sight),
        cmocka_unit_test(an_empty_batch_is_fine),
        cmocka_unit_test(party_walls_have_no_view),
        cmocka_unit_test(a_point_on_a_wall_of_its_own_building_has_no_view),
        cmocka_unit_test(a_house_within_others_has_no_facade),
        cmocka_unit_test(homes_share_a_building),
        cmocka_unit_test(what_is_assumed_is_noted),
        cmocka_unit_test(crowns_below_a_least_area_do_not_count),
        cmocka_unit_test(from_the_building_itself),
        cmocka_unit_test(an_address_without_an_id_is_in_the_lowest_building),
        cmocka_unit_test(higher_floors_look_over),
        cmocka_unit_test(out_of_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
