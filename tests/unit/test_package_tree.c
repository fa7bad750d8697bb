/* io/package_tree, and what else hangs from a table whose rows are replaced where they stand. */
#include "merge_case.h"

/* With most of the entries the tree is made anew. */
static void others_stay_to_the_bit_when_most_goes(void **state)
{
    make_town(*state);
    PLANT(*state, "estate", 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
    dump("before");
    PLANT(*state, "estate", 40, 41, 42, 22, 44);
    dump("after");
    assert_same("before", "after");
    asks(SOUND, "10 10");
    asks("SELECT count(*) FROM tree JOIN rtree_tree_geom AS r ON r.id = fid AND minx = CAST(155000 "
         "+ substr(tree.id, 7) AS REAL) AND miny = 463000 WHERE source = 'estate'",
         "5");
    assert_int_equal(run("! ogrinfo -ro -so -al '%s' 2>&1 | grep -i -e warning -e error", base()),
                     0);
}

/* What others hang from a table stays, also where all its rows are of one source. */
static void what_hangs_from_a_table_stays(void **state)
{
    PLANT(*state, "city", 1, 2, 3);
    change("CREATE INDEX mine ON tree(species); CREATE TABLE notes(id INTEGER PRIMARY KEY, tree "
           "INTEGER REFERENCES tree(fid)); INSERT INTO notes VALUES(1, 2), (2, 3)");
    PLANT(*state, "city", 0, 2, 3);
    asks(FIDS, "1city0 2city2 3city3");
    asks("SELECT name FROM sqlite_master WHERE name = 'mine'", "mine");
    geo_town *town = begin(*state, (run_options){.source = "city"});
    offer_tree(*state, town, "city2", EAST + 2, NORTH);
    assert_int_equal(geo_town_commit(*state, town), GEO_ERR_FORMAT);
    assert_says(*state, "'base.gpkg': table 'notes' points at rows of 'tree' that go");
    geo_town_free(town);
    asks(FIDS, "1city0 2city2 3city3");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(others_stay_to_the_bit_when_most_goes),
        TEST(what_hangs_from_a_table_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
