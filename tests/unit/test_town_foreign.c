/* io/package_keep, package_widen: a town whose layers something else made, with the same columns in
 * other types. What can be taken over without loss is, the rest is refused by its name. */
#include "town_case.h"

/* A town that something else made: its dates are texts, its numbers of another width. */
static void make_foreign_town(const char *values, const char *types)
{
    put_text(in_folder("f.csv"), "id,height_m,public,planted,tree_no,source,source_date,x,y,z\n");
    assert_int_equal(run("echo '%s,155000,463000,3' >> '%s' && echo '%s' > '%s'", values,
                         in_folder("f.csv"), types, in_folder("f.csvt")),
                     0);
    assert_int_equal(run("mkdir '%s' && ogr2ogr -q -f GPKG '%s' '%s' -nln tree -a_srs EPSG:28992 "
                         "-oo X_POSSIBLE_NAMES=x -oo Y_POSSIBLE_NAMES=y -oo Z_POSSIBLE_NAMES=z -oo "
                         "KEEP_GEOM_COLUMNS=NO -lco GEOMETRY_NAME=geom",
                         in_folder("town"), in_folder("town/base.gpkg"), in_folder("f.csv")),
                     0);
}

static void takes_over_what_fits(void **state)
{
    heard h = {{0}};
    const geo_ctx_hooks hooks = {.self = &h, .log = hear};
    geo_ctx *ctx = geo_ctx_new(&hooks);
    (void)state;
    make_foreign_town("a,12,1,1950,17,gis,2023-01-02",
                      "String,Integer,Integer64,Real,Integer,String,String,Real,Real,Real");
    import_trees(ctx, "city", "c", 1);
    assert_string_equal(h.text,
                        "tree: coordinates had a height, which is left out: 1 rows of 'base.gpkg'");
    asks("SELECT id || ' ' || height_m || ' ' || public || ' ' || planted || ' ' || tree_no || ' ' "
         "|| source_date FROM tree WHERE source = 'gis'",
         "a 12.0 1 1950 17 2023-01-02T00:00:00.000Z");
    asks("SELECT group_concat(length(geom) || ' ' || typeof(planted)) FROM tree",
         "29 integer,29 null");
    geo_ctx_free(ctx);
}

static void takes_over_dates(void **state)
{
    make_foreign_town("a,12,1,,17,gis,2023/01/02",
                      "String,Integer64,Integer,Integer,Integer64,String,Date,Real,Real,Real");
    import_trees(*state, "city", "c", 1);
    asks("SELECT source_date FROM tree WHERE source = 'gis'", "2023-01-02T00:00:00.000Z");
}

static void refuses_what_does_not_fit(const char *values, const char *types, const char *says)
{
    geo_ctx *ctx = geo_ctx_new(NULL);
    const bool wanted[GEO_THEMES] = {[GEO_THEME_TREE] = true};
    bool asked;
    make_foreign_town(values, types);
    geo_town *town = begin(ctx, (run_options){.source = "city", .wanted = wanted});
    assert_ok(geo_town_wants(ctx, town, GEO_THEME_TREE, &asked));
    assert_int_equal(geo_town_commit(ctx, town), GEO_ERR_FORMAT);
    assert_says(ctx, says);
    geo_town_free(town);
    geo_ctx_free(ctx);
    assert_int_equal(run("rm -r '%s'", in_folder("town")), 0);
}

static void a_value_is_never_bent(void **state)
{
    (void)state;
    refuses_what_does_not_fit("a,1,1,5000000000,17,gis,2023-01-02",
                              "String,Real,Integer,Integer64,String,String,Date,Real,Real,Real",
                              "'5000000000' in column 'planted' of layer 'tree'");
    refuses_what_does_not_fit("a,1,1,1950.5,17,gis,2023-01-02",
                              "String,Real,Integer,Real,String,String,Date,Real,Real,Real",
                              "'1950.5' in column 'planted'");
    refuses_what_does_not_fit("a,1,1,1950,17,gis,mei 2023",
                              "String,Real,Integer,Integer,String,String,String,Real,Real,Real",
                              "'mei 2023' in column 'source_date'");
    refuses_what_does_not_fit("a,9007199254740993,1,1950,17,gis,2023-01-02",
                              "String,Integer64,Integer,Real,String,String,String,Real,Real,Real",
                              "'9007199254740993' in column 'height_m'");
}

/* A layer of somebody else's making, with a column of another type: never bent. */
static void refuses_columns_of_another_type(void **state)
{
    geo_ctx *ctx = *state;
    make_trees(ctx, "t.gpkg", NAMES("tree"), 1);
    assert_int_equal(run("mkdir '%s' && ogr2ogr -q -f GPKG '%s' -nln tree -fieldTypeToString All "
                         "'%s'",
                         in_folder("town"), in_folder("town/base.gpkg"), in_folder("t.gpkg")),
                     0);
    const bool wanted[GEO_THEMES] = {[GEO_THEME_TREE] = true};
    geo_town *town = begin(ctx, (run_options){.source = "city", .wanted = wanted});
    geo_draft draft;
    geo_point p = {EAST, NORTH};
    const geo_geom geom = {.type = GEO_GEOM_POINT, .points = &p, .point_count = 1};
    geo_draft_init(&draft, GEO_THEME_TREE);
    geo_draft_text(&draft, "id", "a");
    assert_int_equal(geo_town_offer(ctx, town, &draft, &geom, NULL), GEO_ERR_FORMAT);
    assert_says(ctx, "column 'height_m' of layer 'tree'");
    geo_town_free(town);
    asks("SELECT count(*) FROM tree", "1");
}

/* A feature id that is called as our column is the number that the rows have. */
static void a_feature_id_called_id_stays_the_id(void **state)
{
    make_foreign_town("a,12,1,1950,17,gis,2023-01-02",
                      "String,Real,Integer,Integer,String,String,String,Real,Real,Real");
    assert_int_equal(
        run("ogr2ogr -q -f GPKG -dim XY -lco FID=id -sql 'SELECT height_m, source FROM "
            "tree' -nln tree '%s' '%s' && mv '%s' '%s'",
            in_folder("n.gpkg"), in_folder("town/base.gpkg"), in_folder("n.gpkg"),
            in_folder("town/base.gpkg")),
        0);
    import_trees(*state, "city", "c", 1);
    asks("SELECT group_concat(id || ' ' || source) FROM (SELECT * FROM tree ORDER BY fid)",
         "1 gis,c0 city");
}

/* Rows that stay are not turned into the town's system: their numbers would mean another place. */
static void refuses_rows_in_another_system(void **state)
{
    geo_ctx *ctx = *state;
    const bool wanted[GEO_THEMES] = {[GEO_THEME_TREE] = true};
    make_foreign_town("a,12,1,1950,17,gis,2023-01-02",
                      "String,Real,Integer,Integer,String,String,String,Real,Real,Real");
    assert_int_equal(run("ogr2ogr -q -f GPKG -t_srs EPSG:32631 -dim XY '%s' '%s' && mv '%s' '%s'",
                         in_folder("utm.gpkg"), in_folder("town/base.gpkg"), in_folder("utm.gpkg"),
                         in_folder("town/base.gpkg")),
                     0);
    geo_town *town = begin(ctx, (run_options){.source = "city", .wanted = wanted});
    geo_draft draft;
    geo_point p = {EAST, NORTH};
    const geo_geom geom = {.type = GEO_GEOM_POINT, .points = &p, .point_count = 1};
    geo_draft_init(&draft, GEO_THEME_TREE);
    geo_draft_text(&draft, "id", "b");
    assert_int_equal(geo_town_offer(ctx, town, &draft, &geom, NULL), GEO_ERR_CRS);
    assert_says(ctx, "are in EPSG:32631, not in EPSG:28992");
    geo_town_free(town);
    asks("SELECT count(*) FROM tree", "1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(takes_over_what_fits),
        TEST(takes_over_dates),
        TEST(a_value_is_never_bent),
        TEST(refuses_columns_of_another_type),
        TEST(a_feature_id_called_id_stays_the_id),
        TEST(refuses_rows_in_another_system),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
