/* Trees in sight where the data of trees end: unknown, and only as far as it matters. With the two
 * threads of options.threads in trees_case.h. */
#include "near.h"
#include "shapes.h"

#include "trees_case.h"

/* The tree data end at x = 40; the long house's other home is far from there. */
static void where_the_tree_data_end(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    coverage(&f);
    town_box(&f.t, -300.0, -300.0, 40.0, 300.0, "1", "tree", "all");
    town_box(&f.t, -300.0, -300.0, -150.0, 300.0, "2", "tree", "public_only");
    town_layer(&f.t, "building", GEO_GEOM_UNKNOWN, "id height_m#");
    town_box(&f.t, -90.0, 0.0, 20.0, 10.0, "1", 6.0);
    trees(&f);
    tree(&f, -85, -10, 8);
    addresses(&f);
    address(&f, -80, 5, "1", 1);
    address(&f, 15, 5, "1", 1);
    address(&f, -125, 5, NULL, 1);
    address(&f, -120, 50, NULL, 1); /* exactly at the reach: a disc that touches the end */
    run(&f);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), 1);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT_MAX), 1);
    assert_string_equal(note(&f, 0), "");
    assert_int_equal(value(&f, 1, GEO_TREES_IN_SIGHT), 0);
    assert_int_equal(value(&f, 1, GEO_TREES_IN_SIGHT_MAX), -1);
    assert_string_equal(note(&f, 1), "coverage_edge");
    assert_string_equal(note(&f, 2), "no_building public_only");
    assert_string_equal(note(&f, 3), "no_building");
    end(&f);
}

static void the_data_end_as_seen_from_the_outline(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    f.options.method = GEO_TREES_RADIUS;
    f.options.from = GEO_FROM_BUILDING;
    coverage(&f);
    town_box(&f.t, -300.0, -300.0, 40.0, 300.0, "1", "tree", "all");
    town_layer(&f.t, "building", GEO_GEOM_UNKNOWN, "id height_m#");
    town_box(&f.t, -90.0, 0.0, 20.0, 10.0, "1", 6.0);
    trees(&f);
    addresses(&f);
    address(&f, -80, 5, "1", 1);
    run(&f);
    assert_string_equal(note(&f, 0), "coverage_edge");
    end(&f);
}

/* The data end in a bay whose head lies 10 m before the middle of a long wall, 45 m from its ends.
 */
static void the_data_may_end_before_a_wall(void **state)
{
    (void)state;
    const geo_point bay[] = {{-300, -300}, {300, -300}, {300, 300},  {1, 300},
                             {0, 20},      {-1, 300},   {-300, 300}, {-300, -300}};
    for (int from = GEO_FROM_POINT; from <= GEO_FROM_BUILDING; from++) {
        fixture f;
        begin(&f);
        f.options.method = GEO_TREES_RADIUS;
        f.options.from = from;
        coverage(&f);
        town_ring(&f.t, bay, 8, "1", "tree", "all");
        town_layer(&f.t, "building", GEO_GEOM_UNKNOWN, "id height_m#");
        town_box(&f.t, -45.0, 0.0, 45.0, 10.0, "1", 6.0);
        trees(&f);
        addresses(&f);
        address(&f, -44, 5, "1", 1);
        run(&f);
        assert_string_equal(note(&f, 0), from == GEO_FROM_POINT ? "" : "coverage_edge");
        end(&f);
    }
}

/* Reach 30, data to 45 m: few trees within 30 is known, few within 50 is not. */
static void a_wider_summary_needs_wider_data(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    f.options.summary = true;
    coverage(&f);
    town_box(&f.t, -45.0, -45.0, 45.0, 45.0, "1", "tree", "all");
    town_layer(&f.t, "building", GEO_GEOM_UNKNOWN, "id height_m#");
    trees(&f);
    addresses(&f);
    address(&f, 0, 0, NULL, 1);
    run(&f);
    geo_trees_summary told = geo_trees_tell(f.trees);
    assert_int_equal(told.judged[0], 1);
    assert_int_equal(told.judged[1], 1);
    assert_int_equal(told.judged[2], 0);
    assert_string_equal(note(&f, 0), "no_building");
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(where_the_tree_data_end),
        cmocka_unit_test(the_data_end_as_seen_from_the_outline),
        cmocka_unit_test(the_data_may_end_before_a_wall),
        cmocka_unit_test(a_wider_summary_needs_wider_data),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
