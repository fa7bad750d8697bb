/* io/package_fit, package_merge: rows of one source are replaced where they stand. What others have
 * in the same layer stays to the bit, with its ids and its entries in the index, and so does every
 * other table; layers of another make are written afresh once, with the same ids. */
#include "base/alloc.h"
#include "merge_case.h"

static void others_stay_to_the_bit(void **state)
{
    make_town(*state);
    dump("before");
    assert_int_equal(run("grep -q '^rtree_tree_geom' '%s' && test $(grep -c '^tree' '%s') = 5",
                         in_folder("before"), in_folder("before")),
                     0);
    PLANT(*state, "estate", 12, 13, 14, 15, 16);
    dump("after");
    assert_same("before", "after");
    asks(SOUND, "10 10");
    asks("SELECT count(*) FROM sqlite_master WHERE name LIKE '%incoming%'", "0");
    asks("SELECT count(*) FROM gpkg_contents WHERE table_name LIKE '%incoming%'", "0");
    asks("SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = 'tree'", "10");
    asks("SELECT group_concat(plaque) FROM tree WHERE source = 'estate'", "none,P5,none,none,none");
    PLANT(*state, "estate", 19, 12);
    dump("after");
    assert_same("before", "after");
    asks(SOUND, "7 7");
    assert_int_equal(run("! ogrinfo -ro -so -al '%s' 2>&1 | grep -i -e warning -e error", base()),
                     0);
}

/* What stands where it stood keeps its id; the others get what is left, then new ones. */
static void an_id_goes_with_its_place(void **state)
{
    PLANT(*state, "city", 1);
    PLANT(*state, "estate", 11, 12, 12, 13);
    PLANT(*state, "gis", 2);
    asks(FIDS, "1city1 2estate11 3estate12 4estate12b 5estate13 6gis2");
    PLANT(*state, "estate", 13, 14, 12, 15, 16);
    asks(FIDS, "1city1 2estate14 3estate12 4estate15 5estate13 6gis2 7estate16");
    PLANT(*state, "estate", 16);
    asks(FIDS, "1city1 6gis2 7estate16");
    PLANT(*state, "estate", 16, 16, 17);
    asks(FIDS, "1city1 6gis2 7estate16 8estate16b 9estate17");
    PLANT(*state, "gis", 17, 2); /* two sources at one place */
    asks(FIDS, "1city1 6gis2 7estate16 8estate16b 9estate17 10gis17");
    asks(SOUND, "6 6");
}

static void the_extent_is_that_of_the_rows(void **state)
{
    static const char extent[] =
        "SELECT min_x || ' ' || min_y || ' ' || max_x || ' ' || max_y FROM "
        "gpkg_contents WHERE table_name = 'tree'";
    PLANT(*state, "city", 1, 3);
    PLANT(*state, "estate", 0, 900);
    asks(extent, "155000.0 463000.0 155900.0 463000.0");
    PLANT(*state, "estate", 2);
    asks(extent, "155001.0 463000.0 155003.0 463000.0");
    asks("SELECT last_change FROM gpkg_contents WHERE table_name = 'tree'",
         "2024-05-01T00:00:00.000Z");
    change("UPDATE tree SET geom = NULL; DELETE FROM rtree_tree_geom");
    plant(*state, "estate", NULL, 0);
    asks(
        "SELECT count(*) || ' ' || ifnull(min_x, 'none') FROM gpkg_contents, tree WHERE table_name "
        "= 'tree'",
        "2 none");
}

static void again_is_the_same_file(void **state)
{
    make_town(*state);
    PLANT(*state, "estate", 12, 14);
    assert_int_equal(run("cp '%s' '%s'", base(), in_folder("once")), 0);
    PLANT(*state, "estate", 12, 14);
    assert_int_equal(run("cmp '%s' '%s'", base(), in_folder("once")), 0);
    PLANT(*state, "city", 1, 2, 3);
    PLANT(*state, "estate", 12, 14);
    dump("all");
    assert_int_equal(run("cp '%s' '%s'", base(), in_folder("once")), 0);
    PLANT(*state, "city", 1, 2, 3);
    PLANT(*state, "estate", 12, 14);
    assert_int_equal(run("cmp '%s' '%s'", base(), in_folder("once")), 0);
}

/* Where a tree stood that went is nowhere in the file: 155900 as the index writes it, twice. */
static void what_went_is_gone(void **state)
{
    static const char grep[] = "LC_ALL=C grep -qaP '\\x48\\x18\\x3f\\x00\\x48\\x18\\x3f\\x00' '%s'";
    PLANT(*state, "city", 1, 2);
    PLANT(*state, "estate", 900);
    assert_int_equal(run(grep, base()), 0);
    plant(*state, "estate", NULL, 0);
    asks(SOUND, "2 2");
    assert_int_equal(run(grep, base()), 1);
}

/* Names of another program, no index: rows stay as they are, and get one. */
static void another_programs_names_stay(void **state)
{
    PLANT(*state, "city", 1, 2, 3);
    assert_int_equal(
        run("ogr2ogr -q '%s' '%s' tree -lco FID=objectid -lco GEOMETRY_NAME=shape -lco "
            "SPATIAL_INDEX=NO && mv '%s' '%s'",
            in_folder("new.gpkg"), base(), in_folder("new.gpkg"), base()),
        0);
    change(
        "UPDATE tree SET objectid = objectid * 1000 WHERE id <> 'city1'; UPDATE tree SET shape = "
        "CAST(" STRANGE " AS BLOB) WHERE id = 'city3'");
    PLANT(*state, "estate", 4);
    asks("SELECT group_concat(objectid || id, ' ') FROM (SELECT * FROM tree ORDER BY objectid)",
         "1city1 2000city2 3000city3 3001estate4");
    asks("SELECT hex(shape) LIKE '4750000200%' FROM tree WHERE id = 'city3'", "1");
    asks("SELECT count(*) FROM rtree_tree_shape", "4");
    PLANT(*state, "estate", 5, 6);
    asks("SELECT count(*) FROM rtree_tree_shape", "5");
    asks(
        "SELECT group_concat(name) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'tree' "
        "AND name LIKE 'rtree%insert'",
        "rtree_tree_shape_insert");
}

/* A column that the layer lacks is added: null for those who do not know it. */
static void a_missing_column_is_added(void **state)
{
    PLANT(*state, "city", 1, 2);
    change("ALTER TABLE tree DROP COLUMN source; UPDATE tree SET fid = 70 WHERE fid = 2; "
           "UPDATE rtree_tree_geom SET id = 70 WHERE id = 2");
    PLANT(*state, "estate", 3);
    asks("SELECT group_concat(fid || ifnull(source, '-'), ' ') FROM tree", "1- 70- 71estate");
    asks("SELECT group_concat(name) FROM pragma_table_info('tree')",
         "fid,geom,id,tree_no,height_m,height_min_m,height_max_m,crown_d_m,species,public,status,"
         "planted,source_date,source");
    asks(SOUND, "3 3");
}

/* Written afresh, the rows have the ids and values that they had. */
static void assert_afresh(geo_ctx *ctx, const char *sql)
{
    PLANT(ctx, "city", 1, 2);
    change(sql);
    change("UPDATE tree SET fid = 70 WHERE fid = 2");
    assert_int_equal(run("sqlite3 '%s' '.dbconfig enable_trigger off' \"UPDATE rtree_tree_geom SET "
                         "id = 70 WHERE id = 2\" > /dev/null",
                         base()),
                     0);
    PLANT(ctx, "estate", 3);
    asks(FIDS, "1city1 70city2 71estate3");
    asks(SOUND, "3 3");
    asks("SELECT group_concat(hex(substr(geom, 4, 1)) || length(geom)) FROM tree",
         "0129,0129,0129");
    asks("SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE "
         "'rtree_tree_geom%'",
         "6");
    assert_int_equal(run("rm -r '%s'", in_folder("town")), 0);
}

static void what_does_not_fit_is_written_afresh(void **state)
{
    assert_afresh(*state, "CREATE UNIQUE INDEX one ON tree(id)");
    assert_afresh(*state, "UPDATE tree SET species = 'x'; PRAGMA writable_schema = ON; "
                          "UPDATE sqlite_master SET sql = replace(sql, '\"species\" TEXT', "
                          "'\"species\" TEXT NOT NULL') WHERE name = 'tree'");
    assert_afresh(*state,
                  "ALTER TABLE tree RENAME COLUMN planted TO was; ALTER TABLE tree ADD COLUMN "
                  "planted INTEGER; ALTER TABLE tree DROP COLUMN was");
    /* declared without heights, but there they are */
    assert_afresh(*state, "UPDATE tree SET geom = CAST(X'4750000140710000' || X'01E9030000' || "
                          "substr(geom, 14) || X'0000000000000040' AS BLOB) WHERE fid = 1");
}

/* A source is another one when its name is spelled otherwise, whatever the column says. */
static void names_of_sources_differ_by_case(void **state)
{
    PLANT(*state, "city", 9);
    PLANT(*state, "Estate", 1, 2);
    change("PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, "
           "'\"source\" TEXT', '\"source\" TEXT COLLATE NOCASE') WHERE name = 'tree'");
    PLANT(*state, "estate", 3);
    PLANT(*state, "estate", 4);
    asks(FIDS, "1city9 2Estate1 3Estate2 4estate4");
}

/* A plain column may be called what we call the id. */
static void a_column_called_fid_stays(void **state)
{
    PLANT(*state, "city", 1, 2);
    assert_int_equal(run("ogr2ogr -q '%s' '%s' tree -lco FID=key && mv '%s' '%s'",
                         in_folder("new.gpkg"), base(), in_folder("new.gpkg"), base()),
                     0);
    change("ALTER TABLE tree ADD COLUMN fid TEXT; UPDATE tree SET fid = 'mine'");
    PLANT(*state, "estate", 3);
    asks("SELECT group_concat(key || id || ifnull(fid, '-')) FROM tree",
         "1city1mine,2city2mine,3estate3-");
    change("CREATE UNIQUE INDEX one ON tree(id)"); /* written afresh */
    PLANT(*state, "estate", 3);
    asks("SELECT group_concat(fid_1 || id || ifnull(fid, '-')) FROM tree",
         "1city1mine,2city2mine,3estate3-");
}

/* A layer may be called Tree. */
static void the_case_of_a_name_does_not_matter(void **state)
{
    PLANT(*state, "city", 1, 2);
    assert_int_equal(run("ogr2ogr -q '%s' '%s' tree -nln Tree && mv '%s' '%s'",
                         in_folder("new.gpkg"), base(), in_folder("new.gpkg"), base()),
                     0);
    PLANT(*state, "estate", 3);
    asks(FIDS, "1city1 2city2 3estate3");
}

static void refuses(geo_ctx *ctx, const char *sql, const char *says)
{
    PLANT(ctx, "city", 1, 2);
    change(sql);
    const bool wanted[GEO_THEMES] = {[GEO_THEME_TREE] = true};
    geo_town *town = begin(ctx, (run_options){.source = "estate", .wanted = wanted});
    geo_draft draft;
    geo_point p = {EAST, NORTH};
    const geo_geom geom = {.type = GEO_GEOM_POINT, .points = &p, .point_count = 1};
    geo_draft_init(&draft, GEO_THEME_TREE);
    geo_draft_text(&draft, "id", "a");
    assert_int_equal(geo_town_offer(ctx, town, &draft, &geom, NULL), GEO_ERR_FORMAT);
    assert_says(ctx, says);
    geo_town_free(town);
    assert_int_equal(run("rm -r '%s'", in_folder("town")), 0);
}

static void an_index_that_is_not_whole_is_refused(void **state)
{
    refuses(*state, "DELETE FROM rtree_tree_geom WHERE id = 2", "1 entries for 2 geometries");
    refuses(*state, "DROP TRIGGER rtree_tree_geom_insert",
            "the index of 'base.gpkg:tree' lacks triggers that keep it up to date");
    refuses(*state, "DELETE FROM gpkg_extensions WHERE table_name = 'tree'",
            "the index of 'base.gpkg:tree' is not registered");
}

static geo_status put_one(geo_ctx *ctx, const geo_schema *schema)
{
    static const char *const own[] = {"estate"};
    const geo_package_options options = {.path = in_folder("town/base.gpkg"), .update = true};
    const geo_layer_options with = {
        .schema = schema, .replace_by = "source", .replace_values = own, .replace_count = 1};
    geo_point p = {EAST + 9, NORTH};
    geo_geom geom = {.type = GEO_GEOM_POINT, .points = &p, .point_count = 1};
    geo_value values[] = {geo_value_text("new"), geo_value_text("estate")};
    geo_package *package = NULL;
    geo_layer *layer = NULL;
    geo_status status = geo_package_new(ctx, &options, &package);
    if (!status)
        status = geo_package_layer(ctx, package, &with, &layer);
    if (!status)
        status = geo_layer_put(ctx, layer, &geom, values);
    if (!status)
        status = geo_package_commit(ctx, package);
    geo_package_free(package);
    return status;
}

static void out_of_memory_anywhere(void **state)
{
    geo_ctx *ctx = *state;
    geo_schema schema;
    geo_crs *crs = rd_new(ctx);
    PLANT(ctx, "city", 1, 2);
    PLANT(ctx, "estate", 3);
    assert_int_equal(run("cp '%s' '%s'", base(), in_folder("once")), 0);
    assert_ok(geo_schema_init(ctx, &schema, "tree", GEO_GEOM_POINT, crs));
    assert_ok(geo_schema_add(ctx, &schema, "id", GEO_FIELD_STRING));
    assert_ok(geo_schema_add(ctx, &schema, "source", GEO_FIELD_STRING));
    uint64_t n = 1;
    for (geo_status status = GEO_ERR_NOMEM; status; n++) {
        geo_alloc_fail_at(n);
        status = put_one(ctx, &schema);
        geo_alloc_fail_at(0);
        assert_true(!status || status == GEO_ERR_NOMEM);
        if (status)
            assert_int_equal(run("cmp '%s' '%s'", base(), in_folder("once")), 0);
        assert_true(n < 1000);
    }
    asks(FIDS, "1city1 2city2 3new");
    geo_schema_release(&schema);
    geo_crs_free(crs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(others_stay_to_the_bit),
        TEST(an_id_goes_with_its_place),
        TEST(the_extent_is_that_of_the_rows),
        TEST(again_is_the_same_file),
        TEST(what_went_is_gone),
        TEST(another_programs_names_stay),
        TEST(a_missing_column_is_added),
        TEST(what_does_not_fit_is_written_afresh),
        TEST(names_of_sources_differ_by_case),
        TEST(a_column_called_fid_stays),
        TEST(the_case_of_a_name_does_not_matter),
        TEST(an_index_that_is_not_whole_is_refused),
        TEST(out_of_memory_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
