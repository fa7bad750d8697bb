/* io/records of a GeoPackage cut by a box: the R-tree is used when it can be believed, and an
 * R-tree that hides rows is found. In small files all of it is counted; what large files get (a
 * sample) is tried here on small ones. */
#include "io/gpkg.h"
#include "records.h"

static char last_note[512];

static void note(void *self, geo_log_level level, const char *text)
{
    (void)self;
    if (level <= GEO_LOG_NOTE)
        snprintf(last_note, sizeof last_note, "%s", text);
}

static int setup(void **state)
{
    static const geo_ctx_hooks hooks = {.log = note};
    int failed = store_setup(state);
    geo_ctx_free(*state);
    *state = geo_ctx_new(&hooks);
    *last_note = '\0';
    return failed || !*state;
}

static void sql(const char *path, const char *statements)
{
    put_text(in_folder("statements.sql"), statements);
    if (run("sqlite3 '%s' < '%s' > /dev/null", path, in_folder("statements.sql")))
        fail_msg("cannot run %s", statements);
    unlink(in_folder("statements.sql"));
}

static geo_status sample(geo_ctx *ctx, const char *path)
{
    geo_sqlite base;
    geo_gpkg_layers layers;
    assert_ok(geo_sqlite_init(ctx, path, "t.gpkg", &base));
    assert_ok(geo_gpkg_list(ctx, &base, &layers));
    assert_int_equal(layers.count, 1);
    geo_status status = geo_gpkg_sample_tree(ctx, &base, &layers.items[0], "fid");
    geo_gpkg_layers_release(&layers);
    geo_sqlite_release(&base);
    return status;
}

enum { ROWS = 5000 };

static void a_whole_tree_passes(void **state)
{
    static const int counts[] = {0, 1, 2, 255, 256, 257, ROWS};
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
        if (sample(*state, make_trees(*state, "t.gpkg", NAMES("tree"), counts[i])))
            fail_msg("%d rows: %s", counts[i], geo_ctx_error(*state));
}

static void without_triggers(const char *path)
{
    sql(path, "PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE type = 'trigger';");
}

/* Ids far apart, negative ones, rows with a null or empty geometry: none of these is a fault. */
static void odd_rows_pass(void **state)
{
    static const char *const statements[] = {
        "UPDATE tree SET fid = -9223372036854775807 WHERE fid = 1; "
        "UPDATE rtree_tree_geom SET id = -9223372036854775807 WHERE id = 1; "
        "UPDATE tree SET fid = 9223372036854775807 WHERE fid = 500; "
        "UPDATE rtree_tree_geom SET id = 9223372036854775807 WHERE id = 500;",
        "UPDATE tree SET geom = NULL WHERE fid BETWEEN 100 AND 300; "
        "DELETE FROM rtree_tree_geom WHERE id BETWEEN 100 AND 300;",
        "UPDATE tree SET geom = x'47500011000000000101000000000000000000F87F000000000000F87F'; "
        "DELETE FROM rtree_tree_geom;",
        "UPDATE tree SET geom = x'4750001100000000010300000000000000'; "
        "DELETE FROM rtree_tree_geom;",
        "UPDATE tree SET geom = NULL; DELETE FROM rtree_tree_geom;",
    };
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
        const char *path = make_trees(*state, "t.gpkg", NAMES("tree"), 500);
        without_triggers(path);
        sql(path, statements[i]);
        if (sample(*state, path))
            fail_msg("case %zu: %s", i, geo_ctx_error(*state));
    }
}

typedef struct damage {
    const char *statements, *says;
} damage;

static void a_sample_finds(void **state)
{
    static const damage cases[] = {
        /* what GDAL leaves when it is killed: the last rows are missing */
        {"DELETE FROM rtree_tree_geom WHERE id > 2500", "does not find its row 5000"},
        {"DELETE FROM rtree_tree_geom WHERE id = 5000", "does not find its row 5000"},
        {"DELETE FROM rtree_tree_geom", "does not find its row 5000"},
        {"DELETE FROM rtree_tree_geom WHERE id < 15", "does not find its row 1:"},
        /* a run of ids as long as a step, wherever it begins */
        {"DELETE FROM rtree_tree_geom WHERE id BETWEEN 7 AND 26", "does not find its row"},
        {"DELETE FROM rtree_tree_geom WHERE id BETWEEN 2250 AND 2269", "does not find its row"},
        /* one in five */
        {"DELETE FROM rtree_tree_geom WHERE id % 5 = 3", "does not find its row"},
        /* all are there, but elsewhere */
        {"UPDATE rtree_tree_geom SET minx = minx - 9, maxx = maxx - 9", "does not find its row"},
        /* the rows know their leaf, but the search from the root does not get there */
        {"PRAGMA writable_schema = ON; UPDATE rtree_tree_geom_node SET data = (SELECT data FROM "
         "rtree_tree_geom_node WHERE nodeno = 2) WHERE nodeno = 1",
         "row 5000"},
    };
    const char *whole = make_trees(*state, "whole.gpkg", NAMES("tree"), ROWS);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *path = in_folder("t.gpkg");
        assert_int_equal(run("cp '%s' '%s'", whole, path), 0);
        sql(path, cases[i].statements);
        geo_status status = sample(*state, path);
        if (status != GEO_ERR_FORMAT)
            fail_msg("case %zu: %d", i, status);
        if (i < 8) {
            assert_says(*state, cases[i].says);
            assert_says(*state, "the index of 't.gpkg:tree'");
            assert_hints(*state, "export the layer");
        }
    }
}

/* Said in the header, so held here: a single row that is missed is not found. */
static void a_sample_does_not_find(void **state)
{
    const char *path = make_trees(*state, "t.gpkg", NAMES("tree"), ROWS);
    sql(path, "DELETE FROM rtree_tree_geom WHERE id = 2501");
    assert_ok(sample(*state, path));
}

static void small_files_are_counted(void **state)
{
    const geo_box box = {EAST + 5, NORTH, EAST + 6, NORTH + 90};
    const char *path = make_trees(*state, "t.gpkg", NAMES("tree"), 500);
    check_told(*state, path, OPTIONS(.box = &box),
               "6 155005.00 463010.00\n7 155006.00 463012.00\n");
    assert_string_equal(last_note, "");
    sql(path, "DELETE FROM rtree_tree_geom WHERE id = 251");
    check_refused(*state, path, OPTIONS(.box = &box), GEO_ERR_FORMAT,
                  "has 499 entries for 500 geometries");
    geo_text text = GEO_TEXT_INIT; /* read whole it does not matter */
    assert_ok(tell_dataset(*state, path, OPTIONS(.box = NULL), &text));
    geo_text_release(&text);
}

/* Seen by its blindness: a row whose entry lies elsewhere is not found. */
static void the_tree_is_used(void **state)
{
    const geo_box box = {EAST + 5, NORTH, EAST + 6, NORTH + 90};
    const char *path = make_trees(*state, "t.gpkg", NAMES("tree"), 50);
    sql(path, "UPDATE rtree_tree_geom SET minx = 0, maxx = 0 WHERE id = 6");
    check_told(*state, path, OPTIONS(.box = &box), "7 155006.00 463012.00\n");
}

/* The rows of the box come out although the tree cannot be used, and that is said. */
static void a_doubtful_tree_is_not_used(void **state)
{
    static const damage cases[] = {
        {"DELETE FROM gpkg_extensions", "is not registered: the layer is read whole"},
        {"DROP TABLE gpkg_extensions", "is not registered: the layer is read whole"},
        {"DROP TRIGGER rtree_tree_geom_insert", "lacks triggers that keep it up to date"},
        {"DROP TRIGGER rtree_tree_geom_delete", "lacks triggers that keep it up to date"},
        {"PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE name GLOB '*geom_update*'",
         "lacks triggers that keep it up to date"},
        {"PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE type = 'trigger'; "
         "PRAGMA writable_schema = RESET; DROP TABLE rtree_tree_geom;",
         "'t.gpkg:tree' has no index that is used: it is read whole"},
    };
    const geo_box box = {EAST + 5, NORTH, EAST + 6, NORTH + 90};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *path = make_trees(*state, "t.gpkg", NAMES("tree"), 50);
        if (i < 5)
            sql(path, "DELETE FROM rtree_tree_geom");
        sql(path, cases[i].statements);
        *last_note = '\0';
        check_told(*state, path, OPTIONS(.box = &box),
                   "6 155005.00 463010.00\n7 155006.00 463012.00\n");
        if (!strstr(last_note, cases[i].says))
            fail_msg("case %zu: '%s'", i, last_note);
    }
}

#define TREE_TEST(name) cmocka_unit_test_setup_teardown(name, setup, store_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TREE_TEST(a_whole_tree_passes),
        TREE_TEST(odd_rows_pass),
        TREE_TEST(a_sample_finds),
        TREE_TEST(a_sample_does_not_find),
        TREE_TEST(small_files_are_counted),
        TREE_TEST(the_tree_is_used),
        TREE_TEST(a_doubtful_tree_is_not_used),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
