/* registry/town, area, theme: one source's rows go and come, the others' stay to the byte; every
 * record is counted; coverage and manifest say where data end and where they came from. */
#include <math.h>

#include "io/records.h"
#include "town_case.h"

static void makes_a_town(void **state)
{
    import_trees(*state, "city", "c", 5);
    asks("SELECT count(*) FROM tree", "5");
    asks("SELECT count(*) FROM rtree_tree_geom", "5");
    asks("SELECT group_concat(name) FROM pragma_table_info('tree')",
         "fid,geom,id,tree_no,height_m,height_min_m,height_max_m,crown_d_m,species,public,status,"
         "planted,source,source_date");
    asks("SELECT source || ' ' || source_date || ' ' || height_m FROM tree LIMIT 1",
         "city 2024-05-01T00:00:00.000Z 7.5");
    asks("SELECT group_concat(id || ' ' || theme || ' ' || completeness) FROM coverage",
         "city:tree tree all");
}

static void a_town_that_came_to_nothing_is_gone(void **state)
{
    geo_ctx *ctx = *state;
    struct stat there;
    geo_town *town = begin(ctx, (run_options){.source = "city"});
    offer_tree(ctx, town, "a", EAST, NORTH);
    assert_int_equal(stat(in_folder("town"), &there), 0); /* begun with the first row */
    geo_town_free(town);
    assert_int_not_equal(stat(in_folder("town"), &there), 0);
    import_trees(ctx, "city", "c", 5);
    town = begin(ctx, (run_options){.source = "estate"});
    offer_tree(ctx, town, "a", EAST, NORTH);
    geo_town_free(town);
    asks("SELECT count(*) FROM tree", "5"); /* one that was there stays */
}

static void not_one_usable_row_is_an_error(void **state)
{
    geo_ctx *ctx = *state;
    geo_draft draft;
    geo_town *town = begin(ctx, (run_options){.source = "city"});
    geo_draft_init(&draft, GEO_THEME_TREE);
    geo_draft_text(&draft, "id", "a");
    assert_ok(geo_town_offer(ctx, town, &draft, NULL, NULL));
    assert_int_equal(geo_town_commit(ctx, town), GEO_ERR_FORMAT);
    assert_says(ctx, "not one of 1 rows in these files can be used");
    geo_town_free(town);
    town = begin(ctx, (run_options){.source = "city"});
    offer_tree(ctx, town, "b", EAST, NORTH);
    assert_ok(geo_town_offer(ctx, town, &draft, NULL, NULL));
    assert_ok(geo_town_commit(ctx, town));
    geo_town_free(town);
}

/* What could not even be turned into the town's system counts as outside too. */
static void outside_its_own_system_counts(void **state)
{
    geo_ctx *ctx = *state;
    geo_draft draft;
    geo_town *town = begin(ctx, (run_options){.source = "city"});
    offer_tree(ctx, town, "b", EAST, NORTH);
    geo_draft_init(&draft, GEO_THEME_TREE);
    geo_draft_text(&draft, "id", "a");
    assert_ok(geo_town_offer(ctx, town, &draft, NULL, GEO_RECORDS_OUTSIDE_USE));
    assert_int_equal(geo_town_commit(ctx, town), GEO_ERR_CRS);
    assert_says(ctx,
                "tree: 1 of 2 rows lie outside the area of use of their own coordinate system");
    geo_town_free(town);
}

static void replaces_its_own_rows_only(void **state)
{
    geo_ctx *ctx = *state;
    const char others[] = "SELECT group_concat(hex(geom) || id || height_m || source, '/') FROM "
                          "(SELECT * FROM tree WHERE source = 'city' ORDER BY fid)";
    import_trees(ctx, "city", "c", 5);
    char before[2048];
    strcpy(before, ask(in_folder("town/base.gpkg"), others));
    import_trees(ctx, "estate", "e", 3);
    asks("SELECT count(*) FROM tree", "8");
    asks(others, before);
    import_trees(ctx, "estate", "f", 3);
    asks("SELECT group_concat(id) FROM (SELECT id FROM tree ORDER BY fid)",
         "c0,c1,c2,c3,c4,f0,f1,f2");
    asks(others, before);
    asks("SELECT count(*) FROM rtree_tree_geom", "8");
    asks("SELECT group_concat(id) FROM (SELECT id FROM coverage ORDER BY id)",
         "city:tree,estate:tree");
    asks("SELECT group_concat(id || used) FROM (SELECT * FROM manifest ORDER BY id)",
         "city:tree5,estate:tree3");
}

static void again_is_the_same_file(void **state)
{
    geo_ctx *ctx = *state;
    import_trees(ctx, "city", "c", 50);
    import_trees(ctx, "estate", "e", 3);
    import_trees(ctx, "city", "c", 50);
    assert_int_equal(run("cp '%s' '%s'", in_folder("town/base.gpkg"), in_folder("once.gpkg")), 0);
    import_trees(ctx, "estate", "e", 3);
    import_trees(ctx, "city", "c", 50);
    assert_int_equal(run("cmp '%s' '%s'", in_folder("town/base.gpkg"), in_folder("once.gpkg")), 0);
}

/* Columns that a user added stay, with their values. */
static void keeps_columns_it_does_not_know(void **state)
{
    geo_ctx *ctx = *state;
    import_trees(ctx, "city", "c", 3);
    assert_int_equal(run("ogrinfo -q '%s' -sql \"ALTER TABLE tree ADD COLUMN plaque TEXT\" && "
                         "ogrinfo -q '%s' -sql \"UPDATE tree SET plaque = 'P1' WHERE id = 'c1'\"",
                         in_folder("town/base.gpkg"), in_folder("town/base.gpkg")),
                     0);
    import_trees(ctx, "estate", "e", 1);
    asks("SELECT group_concat(id || coalesce(plaque, '-')) FROM (SELECT * FROM tree ORDER BY fid)",
         "c0-,c1P1,c2-,e0-");
}

static void counts_every_record(void **state)
{
    geo_ctx *ctx = *state;
    geo_town *town = begin(ctx, (run_options){.source = "city"});
    geo_draft draft;
    geo_point bad = {NAN, 1};
    const geo_geom nowhere = {.type = GEO_GEOM_POINT, .points = &bad, .point_count = 1};
    for (int i = 0; i < 2000; i++) {
        char id[16];
        snprintf(id, sizeof id, "t%d", i);
        offer_tree(ctx, town, id, EAST + i, NORTH);
    }
    offer_tree(ctx, town, "t0", EAST, NORTH);     /* twice */
    offer_tree(ctx, town, "t1", EAST + 5, NORTH); /* same id, another place: another tree's part */
    offer_tree(ctx, town, NULL, EAST, NORTH);
    offer_tree(ctx, town, "swapped", NORTH, EAST);
    geo_draft_init(&draft, GEO_THEME_TREE);
    geo_draft_text(&draft, "id", "x");
    assert_ok(geo_town_offer(ctx, town, &draft, NULL, "null geometry"));
    assert_ok(geo_town_offer(ctx, town, &draft, &nowhere, NULL));
    offer_square(ctx, town, GEO_THEME_TREE, "area", EAST, NORTH, 10);
    geo_town_ignore(town, GEO_THEME_TREE, "felled", "t9");
    const geo_tally *tally = geo_town_tally(town, GEO_THEME_TREE);
    assert_int_equal(tally->used, 2001);
    assert_int_equal(tally->rejected, 5);
    assert_int_equal(tally->ignored, 2);
    end(ctx, town);
    asks("SELECT used || ' ' || repaired || ' ' || rejected || ' ' || ignored FROM manifest",
         "2001 0 5 2");
}

static void too_many_outside_is_an_error(void **state)
{
    geo_ctx *ctx = *state;
    geo_town *town = begin(ctx, (run_options){.source = "city"});
    offer_tree(ctx, town, "a", EAST, NORTH);
    offer_tree(ctx, town, "b", 463000, 155000);
    assert_int_equal(geo_town_commit(ctx, town), GEO_ERR_CRS);
    assert_says(ctx, "1 of 2 rows lie outside");
    assert_hints(ctx, "swapped");
    geo_town_free(town);
    assert_false(access(in_folder("town/base.gpkg"), F_OK) == 0);
}

static geo_area *square_area(geo_ctx *ctx, double halo_m)
{
    geo_area *area = NULL;
    geo_point p[5] = {{EAST, NORTH},
                      {EAST + 100, NORTH},
                      {EAST + 100, NORTH + 100},
                      {EAST, NORTH + 100},
                      {EAST, NORTH}};
    uint32_t ends[1] = {5}, parts[1] = {1};
    const geo_geom geom = {GEO_GEOM_POLYGON, p, ends, parts, 5, 1, 1};
    assert_ok(geo_area_new(ctx, &geom, halo_m, &area));
    return area;
}

/* Neighbours' trees come along as far as the halo; addresses and buurten do not. */
static void cuts_with_a_halo(void **state)
{
    geo_ctx *ctx = *state;
    geo_area *area = square_area(ctx, 50);
    geo_town *town = begin(ctx, (run_options){.source = "city", .area = area});
    offer_tree(ctx, town, "in", EAST + 1, NORTH + 1);
    offer_tree(ctx, town, "halo", EAST + 149, NORTH + 50);
    offer_tree(ctx, town, "corner", EAST + 149, NORTH + 149); /* in the box, not in the halo */
    offer_tree(ctx, town, "out", EAST + 151, NORTH + 50);
    offer_square(ctx, town, GEO_THEME_NEIGHBOURHOOD, "BU00000001", EAST + 100.5, NORTH, 10);
    offer_square(ctx, town, GEO_THEME_NEIGHBOURHOOD, "BU00000002", EAST - 5, NORTH - 5, 10);
    end(ctx, town);
    geo_area_free(area);
    asks("SELECT group_concat(id) FROM tree", "in,halo");
    asks("SELECT group_concat(id) FROM neighbourhood", "BU00000002");
    asks("SELECT ignored FROM manifest WHERE theme = 'tree'", "2");
}

/* Where nothing was found is no data: the coverage ends where the rows do. */
static void coverage_is_cut_to_what_was_found(void **state)
{
    geo_ctx *ctx = *state;
    geo_area *area = square_area(ctx, 0);
    geo_town *town = begin(ctx, (run_options){.source = "city", .area = area});
    geo_town_public_only(town, GEO_THEME_GREEN);
    offer_square(ctx, town, GEO_THEME_GREEN, "park", EAST, NORTH, 40);
    end(ctx, town);
    geo_area_free(area);
    assert_int_equal(
        run("test \"$(ogrinfo -q -dialect sqlite -sql 'SELECT cast(round(ST_Area(geom)) as "
            "integer) AS a FROM coverage' '%s' 2>/dev/null | grep -c 'a (Integer) = "
            "1600')\" = 1",
            in_folder("town/base.gpkg")),
        0);
    asks("SELECT completeness FROM coverage", "public_only");
}

/* A run of one theme does not date what the source brought of others before. */
static void coverage_keeps_its_own_date(void **state)
{
    geo_ctx *ctx = *state;
    geo_town *town = begin(ctx, (run_options){.source = "bgt", .date = "2023-01-02"});
    offer_square(ctx, town, GEO_THEME_GREEN, "park", EAST, NORTH, 40);
    end(ctx, town);
    town = begin(ctx, (run_options){.source = "bgt", .date = "2024-05-01"});
    offer_square(ctx, town, GEO_THEME_WATER, "pond", EAST, NORTH, 40);
    end(ctx, town);
    asks("SELECT group_concat(theme || ' ' || substr(source_date, 1, 10)) FROM (SELECT * FROM "
         "coverage ORDER BY theme)",
         "green 2023-01-02,water 2024-05-01");
}

static void looks_up_buildings_and_buurten(void **state)
{
    geo_ctx *ctx = *state;
    const char *found;
    geo_town *town = begin(ctx, (run_options){.source = "cbs"});
    offer_square(ctx, town, GEO_THEME_NEIGHBOURHOOD, "BU2", EAST + 50, NORTH, 50);
    offer_square(ctx, town, GEO_THEME_NEIGHBOURHOOD, "BU1", EAST, NORTH, 50);
    end(ctx, town);
    town = begin(ctx, (run_options){.source = "bag"});
    offer_square(ctx, town, GEO_THEME_BUILDING, "b2", EAST, NORTH, 10);
    offer_square(ctx, town, GEO_THEME_BUILDING, "b1", EAST + 5, NORTH, 10);
    assert_ok(geo_town_building_at(ctx, town, (geo_point){EAST + 7, NORTH + 5}, &found));
    assert_string_equal(found, "b1");
    assert_ok(geo_town_building_at(ctx, town, (geo_point){EAST + 2, NORTH + 5}, &found));
    assert_string_equal(found, "b2");
    assert_ok(geo_town_building_at(ctx, town, (geo_point){EAST + 20, NORTH + 5}, &found));
    assert_null(found);
    assert_ok(geo_town_buurt_at(ctx, town, (geo_point){EAST + 50, NORTH + 5}, &found));
    assert_string_equal(found, "BU1");
    end(ctx, town);
    town = begin(ctx, (run_options){.source = "osm"}); /* those the town had before */
    assert_ok(geo_town_building_at(ctx, town, (geo_point){EAST + 2, NORTH + 5}, &found));
    assert_string_equal(found, "b2");
    geo_town_free(town);
}

/* Two registers of buildings would make two of each. */
static void one_keeper_per_building(void **state)
{
    geo_ctx *ctx = *state;
    bool wanted, only[GEO_THEMES] = {[GEO_THEME_BUILDING] = true};
    geo_town *town = begin(ctx, (run_options){.source = "bag"});
    offer_square(ctx, town, GEO_THEME_BUILDING, "b1", EAST, NORTH, 10);
    end(ctx, town);
    town = begin(ctx, (run_options){.source = "bgt"});
    assert_ok(geo_town_wants(ctx, town, GEO_THEME_BUILDING, &wanted));
    assert_false(wanted);
    offer_square(ctx, town, GEO_THEME_BUILDING, "b1", EAST, NORTH, 10);
    offer_square(ctx, town, GEO_THEME_GREEN, "g1", EAST, NORTH, 10);
    end(ctx, town);
    asks("SELECT count(*) || source FROM building", "1bag");
    asks("SELECT count(*) FROM green", "1");
    town = begin(ctx, (run_options){.source = "bgt", .wanted = only});
    assert_ok(geo_town_wants(ctx, town, GEO_THEME_BUILDING, &wanted));
    assert_true(wanted);
    assert_ok(geo_town_wants(ctx, town, GEO_THEME_GREEN, &wanted));
    assert_false(wanted);
    offer_square(ctx, town, GEO_THEME_BUILDING, "b2", EAST, NORTH, 10);
    end(ctx, town);
    asks("SELECT group_concat(id) FROM building", "b1,b2");
    asks("SELECT count(*) FROM green", "1"); /* not asked for, not touched */
}

/* The second register of trees comes beside the first only when it is told to; a run of which
 * nothing is left for that reason is an error. */
static void one_keeper_per_tree(void **state)
{
    geo_ctx *ctx = *state;
    bool wanted;
    import_trees(ctx, "bgt", "b", 3);
    geo_town *town = begin(ctx, (run_options){.source = "trees"});
    assert_ok(geo_town_wants(ctx, town, GEO_THEME_TREE, &wanted));
    assert_false(wanted);
    offer_tree(ctx, town, "a", EAST, NORTH);
    assert_int_equal(geo_town_commit(ctx, town), GEO_ERR_ARG);
    assert_says(ctx, "nothing of 'trees' is imported: another source keeps it all");
    assert_hints(ctx, "--theme tree");
    geo_town_free(town);
    asks("SELECT count(*) FROM tree", "3");
    import_trees(ctx, "trees", "t", 2);
    asks("SELECT count(*) FROM tree", "5");
    town = begin(ctx, (run_options){.source = "trees"}); /* once it is there it is kept up */
    offer_tree(ctx, town, "a", EAST, NORTH);
    end(ctx, town);
    asks("SELECT count(*) FROM tree", "4");
}

/* What another import brings after this one had looked is not doubled. */
static void looks_again_when_it_has_the_lock(void **state)
{
    geo_ctx *ctx = *state;
    bool wanted;
    geo_draft draft;
    geo_point p = {EAST, NORTH};
    const geo_geom geom = {.type = GEO_GEOM_POINT, .points = &p, .point_count = 1};
    geo_town *town = begin(ctx, (run_options){.source = "trees"});
    assert_ok(geo_town_wants(ctx, town, GEO_THEME_TREE, &wanted));
    assert_true(wanted);
    import_trees(ctx, "bgt", "b", 3);
    geo_draft_init(&draft, GEO_THEME_TREE);
    geo_draft_text(&draft, "id", "a");
    assert_int_equal(geo_town_offer(ctx, town, &draft, &geom, NULL), GEO_ERR_BUSY);
    assert_says(ctx, "another import filled tree");
    geo_town_free(town);
    asks("SELECT count(*) FROM tree", "3");
}

/* A run that found nothing at all takes nothing away, unless it is told of what. */
static void finding_nothing_is_no_answer(void **state)
{
    geo_ctx *ctx = *state;
    bool wanted;
    import_trees(ctx, "city", "c", 5);
    geo_town *town = begin(ctx, (run_options){.source = "city"});
    assert_ok(geo_town_wants(ctx, town, GEO_THEME_TREE, &wanted));
    geo_town_ignore(town, GEO_THEME_TREE, "felled", "c1");
    assert_int_equal(geo_town_commit(ctx, town), GEO_ERR_FORMAT);
    assert_says(ctx, "the town has 5 rows of 'city' in tree");
    assert_hints(ctx, "--theme tree lets the rows go");
    geo_town_free(town);
    asks("SELECT count(*) FROM tree", "5");
}

/* A source that has none any more says so: the layer is there, and empty. */
static void none_is_an_answer(void **state)
{
    (void)state;
    bool wanted;
    heard h = {{0}};
    const bool only[GEO_THEMES] = {[GEO_THEME_TREE] = true};
    const geo_ctx_hooks hooks = {.self = &h, .log = hear};
    geo_ctx *ctx = geo_ctx_new(&hooks);
    import_trees(ctx, "city", "c", 5);
    geo_town *town = begin(ctx, (run_options){.source = "city", .wanted = only});
    assert_ok(geo_town_wants(ctx, town, GEO_THEME_TREE, &wanted));
    end(ctx, town);
    assert_string_equal(h.text,
                        "tree: nothing was found, so that the 5 rows of 'city' in the town go");
    asks("SELECT count(*) FROM tree", "0");
    asks("SELECT count(*) FROM manifest", "1");
    asks("SELECT count(*) FROM coverage", "0");
    h = (heard){{0}};
    town = begin(ctx, (run_options){.source = "city", .wanted = only});
    assert_ok(geo_town_wants(ctx, town, GEO_THEME_TREE, &wanted));
    end(ctx, town);
    assert_null(strstr(h.text, "go")); /* there was nothing to lose */
    geo_ctx_free(ctx);
}

/* ... also without being told, when it has other things. */
static void one_theme_may_end(void **state)
{
    (void)state;
    bool wanted;
    heard h = {{0}};
    const geo_ctx_hooks hooks = {.self = &h, .log = hear};
    geo_ctx *ctx = geo_ctx_new(&hooks);
    import_trees(ctx, "bgt", "c", 5);
    geo_town *town = begin(ctx, (run_options){.source = "bgt"});
    assert_ok(geo_town_wants(ctx, town, GEO_THEME_TREE, &wanted));
    offer_square(ctx, town, GEO_THEME_GREEN, "g1", EAST, NORTH, 10);
    end(ctx, town);
    assert_non_null(strstr(h.text, "tree: nothing was found, so that the 5 rows of 'bgt'"));
    asks("SELECT count(*) FROM tree", "0");
    geo_ctx_free(ctx);
}

static void keeps_files_in_the_manifest(void **state)
{
    geo_ctx *ctx = *state;
    put_text(in_folder("bomen.csv"), "x,y\n1,2\n");
    geo_town *town = begin(ctx, (run_options){.source = "city"});
    assert_ok(geo_town_file(ctx, town, in_folder("bomen.csv")));
    offer_tree(ctx, town, "a", EAST, NORTH);
    offer_tree(ctx, town, "b", EAST + 9, NORTH);
    offer_tree(ctx, town, "c", EAST, NORTH + 9);
    end(ctx, town);
    asks("SELECT files FROM manifest",
         "[{\"file\":\"bomen.csv\",\"bytes\":8,\"hash\":\"sha256:"
         "81bf9fa83c6f7f151bd491a98cd7d933de3965289e3ebd77c6c425f7eaa16392\"}]");
}

/* Of a folder each file that may have been read, in the order of their names. */
static void notes_the_files_of_a_folder(void **state)
{
    geo_ctx *ctx = *state;
    assert_int_equal(run("mkdir '%s'", in_folder("bgt.map")), 0);
    put_text(in_folder("bgt.map/b.gml"), "b");
    put_text(in_folder("bgt.map/a.zip"), "aa");
    put_text(in_folder("bgt.map/leesmij.txt"), "no");
    put_text(in_folder("bgt.map/.c.gml"), "no");
    geo_town *town = begin(ctx, (run_options){.source = "bgt"});
    assert_ok(geo_town_file(ctx, town, in_folder("bgt.map")));
    offer_square(ctx, town, GEO_THEME_GREEN, "g1", EAST, NORTH, 10);
    end(ctx, town);
    asks("SELECT group_concat(json_extract(value, '$.file') || ' ' || json_extract(value, "
         "'$.bytes') || ' ' || length(json_extract(value, '$.hash'))) FROM manifest, "
         "json_each(files)",
         "a.zip 2 71,b.gml 1 71");
}

static void repairs_and_refuses(void **state)
{
    geo_ctx *ctx = *state;
    geo_draft draft;
    geo_point spike[6] = {{EAST, NORTH},           {EAST + 10, NORTH},      {EAST + 10, NORTH + 10},
                          {EAST + 10, NORTH + 20}, {EAST + 10, NORTH + 10}, {EAST, NORTH}};
    geo_point bow[5] = {{EAST, NORTH},
                        {EAST + 10, NORTH + 10},
                        {EAST + 10, NORTH},
                        {EAST, NORTH + 10},
                        {EAST, NORTH}};
    uint32_t ends[1] = {6}, bow_ends[1] = {5}, parts[1] = {1};
    const geo_geom spiked = {GEO_GEOM_POLYGON, spike, ends, parts, 6, 1, 1};
    const geo_geom bowed = {GEO_GEOM_POLYGON, bow, bow_ends, parts, 5, 1, 1};
    geo_town *town = begin(ctx, (run_options){.source = "bgt"});
    geo_draft_init(&draft, GEO_THEME_GREEN);
    geo_draft_text(&draft, "id", "spike");
    assert_ok(geo_town_offer(ctx, town, &draft, &spiked, NULL));
    geo_draft_text(&draft, "id", "bow");
    assert_ok(geo_town_offer(ctx, town, &draft, &bowed, NULL));
    const geo_tally *tally = geo_town_tally(town, GEO_THEME_GREEN);
    assert_int_equal(tally->repaired, 1);
    assert_int_equal(tally->rejected, 1);
    end(ctx, town);
    asks("SELECT id FROM green", "spike");
}

static void finds_its_system(void **state)
{
    geo_ctx *ctx = *state;
    geo_crs *crs = NULL;
    assert_ok(geo_town_find_crs(ctx, in_folder("town"), &crs));
    assert_null(crs);
    import_trees(ctx, "city", "c", 3);
    assert_ok(geo_town_find_crs(ctx, in_folder("town"), &crs));
    assert_int_equal(geo_crs_code(crs), 28992);
    geo_crs_free(crs);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(makes_a_town),
        TEST(a_town_that_came_to_nothing_is_gone),
        TEST(not_one_usable_row_is_an_error),
        TEST(outside_its_own_system_counts),
        TEST(replaces_its_own_rows_only),
        TEST(again_is_the_same_file),
        TEST(keeps_columns_it_does_not_know),
        TEST(counts_every_record),
        TEST(too_many_outside_is_an_error),
        TEST(cuts_with_a_halo),
        TEST(coverage_is_cut_to_what_was_found),
        TEST(coverage_keeps_its_own_date),
        TEST(looks_up_buildings_and_buurten),
        TEST(one_keeper_per_building),
        TEST(one_keeper_per_tree),
        TEST(looks_again_when_it_has_the_lock),
        TEST(finding_nothing_is_no_answer),
        TEST(none_is_an_answer),
        TEST(one_theme_may_end),
        TEST(keeps_files_in_the_manifest),
        TEST(notes_the_files_of_a_folder),
        TEST(repairs_and_refuses),
        TEST(finds_its_system),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
