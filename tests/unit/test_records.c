/* io/records of files: GeoPackage, SQLite, GeoJSON. What is in them comes out as text;
 * what could do harm, or is not whole, is refused, and nothing appears beside the input. */
#include "records.h"

#define RD "EPSG:28992"

static void sql(const char *path, const char *statements)
{
    put_text(in_folder("statements.sql"), statements);
    if (run("sqlite3 '%s' < '%s' > /dev/null", path, in_folder("statements.sql")))
        fail_msg("cannot run %s", statements);
    unlink(in_folder("statements.sql"));
}

/* The triggers call functions that the shell does not have. */
static void without_triggers(const char *path)
{
    sql(path, "PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE type = 'trigger';");
}

static void reads_a_geopackage(void **state)
{
    const char *path = make_trees(*state, "t.gpkg", NAMES("tree"), 3);
    check_told(*state, path, OPTIONS(FIELDS("ID", "height_m", "species", "gone")),
               "1 155000.00 463000.00 t0 0 linde -\n2 155001.00 463002.00 t1 0.5 - -\n"
               "3 155002.00 463004.00 t2 1 linde -\n");
    const geo_box box = {155001, 463000, 155002, 463003};
    check_told(*state, path, OPTIONS(.box = &box, FIELDS("id")), "2 155001.00 463002.00 t1\n");
    const geo_box nowhere = {0, 300000, 1, 300001};
    check_told(*state, path, OPTIONS(.box = &nowhere), "");
    check_told(*state, path, OPTIONS(FIELDS("fid", "FID")),
               "1 155000.00 463000.00 1 1\n2 155001.00 463002.00 2 2\n"
               "3 155002.00 463004.00 3 3\n");
    assert_int_equal(count_files(), 1);
}

/* Its layers are told by its tables: old ones have no mark in the file's head. */
static void a_geopackage_may_lack_its_mark(void **state)
{
    const geo_box box = {155001, 463000, 155002, 463003};
    const char *path = make_trees(*state, "t.gpkg", NAMES("tree"), 3);
    geo_records_layers layers;
    sql(path, "PRAGMA application_id = 0");
    check_told(*state, path, OPTIONS(.box = &box, FIELDS("id")), "2 155001.00 463002.00 t1\n");
    assert_ok(geo_records_list(*state, path, &layers));
    assert_int_equal(layers.count, 1);
    geo_records_layers_release(&layers);
    sql(path, "CREATE VIEW gpkg_tile_matrix_2 AS SELECT 1");
    check_refused(*state, path, OPTIONS(.box = &box), GEO_ERR_FORMAT, "a view in place of a table");
}

static void every_value_is_text(void **state)
{
    const char *path = make_trees(*state, "t.gpkg", NAMES("tree"), 1);
    without_triggers(path);
    sql(path, "ALTER TABLE tree ADD n INTEGER; ALTER TABLE tree ADD r REAL; ALTER TABLE tree ADD d "
              "DATE; ALTER TABLE tree ADD b BOOLEAN; ALTER TABLE tree ADD bytes BLOB; "
              "ALTER TABLE tree ADD leeg TEXT; ALTER TABLE tree ADD \"q\"\"q\" TEXT;"
              "UPDATE tree SET n=9223372036854775807, r=0.1, d='2024-05-01', b=1, "
              "bytes=x'00ff', leeg='', \"q\"\"q\"='x';");
    check_told(*state, path, OPTIONS(FIELDS("n", "r", "d", "b", "bytes", "leeg", "q\"q")),
               "1 155000.00 463000.00 9223372036854775807 0.1 2024-05-01 1 00FF - x\n");
    sql(path, "UPDATE tree SET id = CAST(x'63e9' AS TEXT)");
    check_refused(*state, path, OPTIONS(FIELDS("n", "id")), GEO_ERR_FORMAT,
                  "'t.gpkg:tree': 'id' of feature 1 is not UTF-8 text");
    check_told(*state, path, OPTIONS(FIELDS("n")), /* not asked for, so no matter */
               "1 155000.00 463000.00 9223372036854775807\n");
    sql(path, "UPDATE tree SET id = CAST(x'610062' AS TEXT)");
    check_refused(*state, path, OPTIONS(FIELDS("id")), GEO_ERR_FORMAT, "'id' of feature 1");
}

static void bad_geometries_have_a_reason(void **state)
{
    const char *path = make_trees(*state, "t.gpkg", NAMES("tree"), 6);
    without_triggers(path);
    sql(path, "UPDATE tree SET geom = NULL WHERE fid = 1; UPDATE tree SET geom = "
              "x'47500011000000000101000000000000000000F87F000000000000F87F' WHERE fid = 2; "
              "UPDATE tree SET geom = x'4750' WHERE fid = 3; "
              "UPDATE tree SET geom = x'475000010000000001010000000000' WHERE fid = 4; "
              "UPDATE tree SET geom = 'tekst' WHERE fid = 5;");
    check_told(*state, path, OPTIONS(.layer = "tree"),
               "1 (null geometry)\n2 (empty geometry)\n3 (unreadable geometry)\n"
               "4 (unreadable geometry)\n5 (unreadable geometry)\n6 155005.00 463010.00\n");
}

static void chooses_layers(void **state)
{
    const char *path = make_trees(*state, "t.gpkg", NAMES("stump", "tree"), 1);
    geo_records_layers layers;
    check_refused(*state, path, OPTIONS(.layer = NULL), GEO_ERR_ARG,
                  "'t.gpkg' has several layers: stump, tree");
    check_refused(*state, path, OPTIONS(.layer = "crown"), GEO_ERR_NOTFOUND,
                  "'t.gpkg' has no layer 'crown'; it has: stump, tree");
    check_told(*state, path, OPTIONS(.layer = "tree"), "1 155000.00 463000.00\n");
    check_told(*state, in_folder("t.gpkg:stump"), OPTIONS(.layer = "stump"),
               "1 155000.00 463000.00\n");
    check_refused(*state, in_folder("t.gpkg:stump"), OPTIONS(.layer = "tree"), GEO_ERR_ARG,
                  "names another layer");
    assert_ok(geo_records_list(*state, path, &layers));
    assert_int_equal(layers.count, 2);
    assert_string_equal(layers.items[0], "stump");
    assert_string_equal(layers.items[1], "tree");
    geo_records_layers_release(&layers);
    put_text(in_folder("bomen.csv"), "x,y\n1,2\n");
    assert_ok(geo_records_list(*state, in_folder("bomen.csv"), &layers));
    assert_int_equal(layers.count, 1);
    assert_string_equal(layers.items[0], "bomen");
    geo_records_layers_release(&layers);
    assert_int_equal(geo_records_list(*state, in_folder("gone"), &layers), GEO_ERR_NOTFOUND);
}

static void tables_are_read_when_allowed(void **state)
{
    const char *path = make_trees(*state, "t.gpkg", NAMES("tree"), 1);
    sql(path, "CREATE TABLE soort(code TEXT, naam TEXT); INSERT INTO soort VALUES('a', 'linde'); "
              "INSERT INTO gpkg_contents(table_name, data_type, identifier, srs_id) "
              "VALUES('soort', 'attributes', 'soort', 0);");
    check_refused(*state, path, OPTIONS(.layer = "soort"), GEO_ERR_GEOM,
                  "'t.gpkg:soort' is a table without geometry");
    check_told(*state, path, OPTIONS(.layer = "soort", .allow_tables = true, FIELDS("naam")),
               "1 linde\n");
    check_told(*state, path, OPTIONS(.allow_tables = true), "1 155000.00 463000.00\n");
}

static const char *make_base(const char *name, const char *statements)
{
    const char *path = in_folder(name);
    unlink(path);
    sql(path, "CREATE TABLE geometry_columns(f_table_name VARCHAR, f_geometry_column VARCHAR, "
              "geometry_type INTEGER, coord_dimension INTEGER, srid INTEGER, geometry_format "
              "VARCHAR); CREATE TABLE spatial_ref_sys(srid INTEGER UNIQUE, auth_name TEXT, "
              "auth_srid TEXT, srtext TEXT); INSERT INTO spatial_ref_sys VALUES(1, 'epsg', "
              "'28992', 'x'), (2, '', '', '" RD_WKT "'), (3, '', '', 'EPSG:28992');");
    sql(path, statements);
    return path;
}

#define XY "00000000C0EB02410000000060421C41" /* 155000 463000 */
#define POINT_WKB "x'0101000000" XY "'"
#define SPATIALITE(body)                                                                           \
    "x'0001"                                                                                       \
    "00000000" XY XY "7C" body "FE'"

static void reads_sqlite(void **state)
{
    static const char tables[] =
        "CREATE TABLE 'boom'(ogc_fid INTEGER PRIMARY KEY, 'GEOMETRY' BLOB, naam VARCHAR, oud "
        "INTEGER_BOOLEAN); INSERT INTO boom VALUES(7, " POINT_WKB ", 'linde', 1), (9, NULL, '', 0);"
        "INSERT INTO geometry_columns VALUES('boom', 'GEOMETRY', 1, 2, %d, '%s');"
        "CREATE TABLE los(naam TEXT); INSERT INTO los VALUES('x');";
    char text[2000];
    geo_records_layers layers;
    for (int srid = 1; srid < 3; srid++) {
        snprintf(text, sizeof text, tables, srid, "WKB");
        const char *path = make_base("b.sqlite", text);
        check_told(*state, path, OPTIONS(FIELDS("naam", "oud", "ogc_fid")),
                   "7 155000.00 463000.00 linde 1 7\n9 (null geometry) - 0 9\n");
    }
    snprintf(text, sizeof text, tables, 3, "WKB"); /* a name is no WKT, and could be an address */
    const char *path = make_base("b.sqlite", text);
    check_refused(*state, path, OPTIONS(.crs = NULL), GEO_ERR_CRS, "is not understood");
    check_told(*state, path, OPTIONS(.crs = RD), "7 155000.00 463000.00\n9 (null geometry)\n");
    snprintf(text, sizeof text, tables, -1, "WKB");
    path = make_base("b.sqlite", text);
    check_refused(*state, path, OPTIONS(.crs = NULL), GEO_ERR_CRS,
                  "'b.sqlite:boom' does not say in which coordinate system");
    assert_hints(*state, "--crs");
    check_told(*state, path, OPTIONS(.crs = RD), "7 155000.00 463000.00\n9 (null geometry)\n");
    check_told(*state, path, OPTIONS(.layer = "los", .allow_tables = true, FIELDS("naam")),
               "1 x\n");
    assert_ok(geo_records_list(*state, path, &layers));
    assert_int_equal(layers.count, 2);
    assert_string_equal(layers.items[0], "boom");
    assert_string_equal(layers.items[1], "los");
    geo_records_layers_release(&layers);
    snprintf(text, sizeof text, tables, 1, "FGF");
    check_refused(*state, make_base("b.sqlite", text), OPTIONS(.crs = NULL), GEO_ERR_UNSUPPORTED,
                  "in a form that is not read ('FGF')");
    assert_int_equal(count_files(), 1);
}

static void reads_wkt_in_sqlite(void **state)
{
    const char *path = make_base(
        "b.sqlite", "CREATE TABLE boom(id INTEGER PRIMARY KEY, g TEXT); INSERT INTO boom VALUES"
                    "(1, 'POINT (155000 463000)'); INSERT INTO geometry_columns VALUES('boom', "
                    "'g', 1, 2, 1, 'WKT');");
    check_told(*state, path, OPTIONS(.crs = NULL), "1 155000.00 463000.00\n");
}

static void reads_spatialite(void **state)
{
    const char *path = in_folder("s.sqlite");
    sql(path, "CREATE TABLE geometry_columns(f_table_name TEXT, f_geometry_column TEXT, "
              "geometry_type INTEGER, coord_dimension INTEGER, srid INTEGER, "
              "spatial_index_enabled INTEGER); CREATE TABLE spatial_ref_sys(srid INTEGER, "
              "auth_name TEXT, auth_srid INTEGER, ref_sys_name TEXT, proj4text TEXT, srtext TEXT);"
              "INSERT INTO spatial_ref_sys VALUES(28992, 'epsg', 28992, '', '', '');"
              "CREATE TABLE boom(pk INTEGER PRIMARY KEY, geom POINT);"
              "INSERT INTO geometry_columns VALUES('boom', 'geom', 1, 2, 28992, 1);"
              "CREATE VIRTUAL TABLE idx_boom_geom USING rtree(pkid, xmin, xmax, ymin, ymax);"
              "CREATE VIEW spatial_ref_sys_all AS SELECT 1;"
              "CREATE TRIGGER ggi_boom_geom BEFORE INSERT ON boom BEGIN SELECT "
              "GeometryConstraints(NEW.geom); END;"
              "PRAGMA writable_schema = ON; INSERT INTO sqlite_master VALUES('table', "
              "'SpatialIndex', 'SpatialIndex', 0, "
              "'CREATE VIRTUAL TABLE SpatialIndex USING VirtualSpatialIndex()'); "
              "DELETE FROM sqlite_master WHERE name = 'ggi_boom_geom';");
    sql(path,
        "INSERT INTO boom VALUES(1, " SPATIALITE(
            "01000000" XY) "), (2, x'00'), "
                           /* a multipoint: its part begins with 0x69 */
                           "(3, " SPATIALITE(
                               "0400000001000000690100000"
                               "0" XY) "), "
                                       /* the part's mark is wrong */
                                       "(4, " SPATIALITE(
                                           "0400000001000000010100000"
                                           "0" XY) "), "
                                                   /* more parts than there are */
                                                   "(5, " SPATIALITE(
                                                       "04000000FFFFFFFF690100000"
                                                       "0" XY) "), "
                                                               /* a ring of more points than
                                                                  there are, and one that is
                                                                  whole */
                                                               "(6, " SPATIALITE(
                                                                   "0300000001000000FFFFFFF"
                                                                   "F" XY) "), "
                                                                           "(7, " SPATIALITE(
                                                                               "0300000001000"
                                                                               "0000400000"
                                                                               "0" XY XY XY
                                                                                   XY) "), "
                                                                                       "(8,"
                                                                                       " " SPATIALITE(
                                                                                           "E"
                                                                                           "A"
                                                                                           "0"
                                                                                           "3"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "2"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0" XY
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0" XY
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0"
                                                                                           "0") ")");
    check_told(*state, path, OPTIONS(.crs = NULL),
               "1 155000.00 463000.00\n2 (unreadable geometry)\n3 155000.00 463000.00\n"
               "4 (unreadable geometry)\n5 (unreadable geometry)\n6 (unreadable geometry)\n"
               "7 155000.00 463000.00\n8 155000.00 463000.00\n");
}

static void refuses_hostile_bases(void **state)
{
    static const char *const schemas[][2] = {
        {"PRAGMA writable_schema=ON; INSERT INTO sqlite_master VALUES('table','evil','evil',0,"
         "'CREATE VIRTUAL TABLE evil USING VirtualText(''/etc/passwd'',''UTF-8'')')",
         "virtual table"},
        {"PRAGMA writable_schema=ON; INSERT INTO sqlite_master VALUES('table','evil','evil',0,"
         "'CREATE VIRTUAL TABLE evil USING VirtualOGR(''/etc/passwd'')')",
         "virtual table"},
        {"CREATE VIRTUAL TABLE evil USING fts5(x)", "virtual table"},
        {"PRAGMA writable_schema=ON; UPDATE sqlite_master SET type='view' WHERE name='boom'", ""},
        {"ALTER TABLE boom RENAME TO b2; CREATE VIEW boom AS SELECT * FROM b2", "no layers"},
        {"DROP TABLE geometry_columns; CREATE VIEW geometry_columns AS SELECT 'boom' AS "
         "f_table_name, 'g' AS f_geometry_column, 1 AS srid",
         ""},
    };
    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++) {
        const char *path =
            make_base("b.sqlite", "CREATE TABLE boom(id INTEGER PRIMARY KEY, g BLOB); INSERT INTO "
                                  "geometry_columns VALUES('boom', 'g', 1, 2, 1, 'WKB');");
        if (i == 4)
            sql(path, "DELETE FROM geometry_columns; INSERT INTO geometry_columns VALUES"
                      "('boom', 'g', 1, 2, 1, 'WKB')");
        sql(path, schemas[i][0]);
        geo_text text = GEO_TEXT_INIT;
        geo_status status = tell_dataset(*state, path, OPTIONS(.layer = "boom"), &text);
        if (!status)
            fail_msg("case %zu is read: %s", i, geo_text_string(&text));
        if (i < 3)
            assert_says(*state, schemas[i][1]);
        geo_text_release(&text);
    }
    const char *path = make_trees(*state, "t.gpkg", NAMES("tree"), 3);
    sql(path, "CREATE VIEW v AS SELECT * FROM tree; INSERT INTO gpkg_contents(table_name, "
              "data_type, identifier, srs_id) VALUES('v', 'features', 'v', 28992); INSERT INTO "
              "gpkg_geometry_columns VALUES('v', 'geom', 'POINT', 28992, 0, 0)");
    check_refused(*state, path, OPTIONS(.layer = "v"), GEO_ERR_UNSUPPORTED, "is a view");
    put_text(in_folder("t.gpkg-wal"), "x");
    check_refused(*state, path, OPTIONS(.layer = "tree"), GEO_ERR_BUSY, "is being edited");
}

static void refuses_what_is_no_record(void **state)
{
    static const char *const files[][2] = {
        {"<OGRVRTDataSource/>", "is a VRT, which is not read"},
        {"PK\003\004", "is a ZIP archive"},
        {"{\"a\":1}", "is JSON but not GeoJSON"},
        {"II*", "bomen.csv:1: the header has no"},
        {"", "is an empty file"},
        {"a,b\n\001\002", "is CSV"},
        {"\x7f"
         "ELF",
         "is a program"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        put_text(in_folder("bomen.csv"), files[i][0]);
        check_refused(*state, in_folder("bomen.csv"), OPTIONS(.crs = RD), GEO_ERR_FORMAT,
                      files[i][1]);
    }
    put_bytes(in_folder("dtm.tif"), "II*\0\0\0\0\0", 8);
    check_refused(*state, in_folder("dtm.tif"), OPTIONS(.crs = RD), GEO_ERR_FORMAT, "a TIFF");
    check_refused(*state, "/vsicurl/http://127.0.0.1:1/x", OPTIONS(.crs = RD), GEO_ERR_ARG, "");
    check_refused(*state, "CSV:/etc/passwd", OPTIONS(.crs = RD), GEO_ERR_ARG, "");
    check_refused(*state, in_folder("gone.shp"), OPTIONS(.crs = RD), GEO_ERR_NOTFOUND, "gone.shp");
    assert_int_equal(mkfifo(in_folder("pipe.csv"), 0600), 0);
    check_refused(*state, in_folder("pipe.csv"), OPTIONS(.crs = RD), GEO_ERR_IO, "regular file");
}

static void reads_geojson(void **state)
{
    put_text(in_folder("a.geojson"),
             "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"
             "\"urn:ogc:def:crs:EPSG::28992\"}},\"features\":[\n"
             "{\"type\":\"Feature\",\"properties\":{\"id\":\"0344\",\"n\":12345678901234567,\"r\":"
             "0.1,\"b\":true,\"l\":[\"a\",\"b\"],\"k\":[1,2],\"d\":\"2024-05-01\",\"t\":"
             "\"2024-05-01T12:30:05+02:00\",\"u\":\"2024-05-01T12:30:05.5Z\",\"leeg\":\"\"},"
             "\"geometry\":{\"type\":\"Point\",\"coordinates\":[155000,463000,3]}},\n"
             "{\"type\":\"Feature\",\"properties\":{\"id\":null},\"geometry\":null}]}");
    check_told(*state, in_folder("a.geojson"),
               OPTIONS(FIELDS("id", "n", "r", "b", "l", "k", "d", "t", "u", "leeg", "no")),
               "0 155000.00 463000.00 0344 12345678901234567 0.1 1 a,b 1,2 2024-05-01 "
               "2024-05-01T12:30:05+02:00 2024-05-01T12:30:05.500Z - -\n"
               "1 (null geometry) - - - - - - - - - - -\n");
    put_text(in_folder("b.geojson"),
             "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":\"Feature\",\"properties\":"
             "{\"id\":1},\"geometry\":{\"type\":\"Point\",\"coordinates\":[5.38720621,"
             "52.15517440]}}]}"); /* the origin of RD in WGS84, within a decimetre */
    const geo_box box = {EAST - 1, NORTH - 1, EAST + 1, NORTH + 1};
    /* half a metre beside it: nearer than the search in the file's own system can tell */
    const geo_box beside = {EAST + 0.5, NORTH - 50, EAST + 100, NORTH + 50};
    geo_text text = GEO_TEXT_INIT;
    assert_ok(tell_dataset(*state, in_folder("b.geojson"), OPTIONS(.box = &box), &text));
    assert_true(text.length > 0);
    geo_text_reset(&text);
    assert_ok(tell_dataset(*state, in_folder("b.geojson"), OPTIONS(.box = &beside), &text));
    assert_int_equal(text.length, 0);
    geo_text_release(&text);
}

/* Made by ogr2ogr -sql, a file of one layer has a name that says nothing; JSON is UTF-8 (RFC 8259).
 */
static void geojson_may_be_called_anything(void **state)
{
    static const char wide[] = "\xff\xfe \0{\0\"\0t\0";
    put_text(in_folder("pand.geojson"),
             "{\"type\":\"FeatureCollection\",\"name\":\"SELECT\",\"features\":[]}");
    check_told(*state, in_folder("pand.geojson"), OPTIONS(.layer = "pand"), "");
    check_told(*state, in_folder("pand.geojson"), OPTIONS(.layer = "SELECT"), "");
    check_refused(*state, in_folder("pand.geojson"), OPTIONS(.layer = "pan"), GEO_ERR_NOTFOUND,
                  "has no layer 'pan'; it has: SELECT");
    assert_hints(*state, "leave the layer's name out");
    put_bytes(in_folder("wide.geojson"), wide, sizeof wide - 1);
    check_refused(*state, in_folder("wide.geojson"), OPTIONS(.crs = RD), GEO_ERR_FORMAT,
                  "wide.geojson' is JSON in UTF-16");
    assert_hints(*state, "iconv -f UTF-16 -t UTF-8");
}

static void a_declared_system_must_agree(void **state)
{
    const char *path = make_trees(*state, "t.gpkg", NAMES("tree"), 1);
    check_refused(*state, path, OPTIONS(.crs = "EPSG:4326"), GEO_ERR_CRS,
                  "'t.gpkg:tree' is in EPSG:28992, not in EPSG:4326 as declared");
    check_told(*state, path, OPTIONS(.crs = "EPSG:7415"), "1 155000.00 463000.00\n");
    sql(path, "UPDATE gpkg_spatial_ref_sys SET organization_coordsys_id = 7415 "
              "WHERE srs_id = 28992");
    check_told(*state, path, OPTIONS(.crs = "EPSG:28992"), "1 155000.00 463000.00\n");
    sql(path, "UPDATE gpkg_geometry_columns SET srs_id = -1");
    check_refused(*state, path, OPTIONS(.crs = NULL), GEO_ERR_CRS, "does not say");
    check_told(*state, path, OPTIONS(.crs = RD), "1 155000.00 463000.00\n");
}

static void memory_runs_out(void **state)
{
    const geo_box box = {EAST, NORTH, EAST + 9, NORTH + 9};
    const geo_records_options options = OPTIONS(.box = &box, FIELDS("id", "naam"));
    const char *trees = make_trees(*state, "t.gpkg", NAMES("tree"), 2);
    const char *base =
        make_base("b.sqlite", "CREATE TABLE boom(id INTEGER PRIMARY KEY, g BLOB); INSERT INTO boom "
                              "VALUES(1, " POINT_WKB "); INSERT INTO geometry_columns "
                              "VALUES('boom', 'g', 1, 2, 1, 'WKB');");
    check_memory(*state, trees, options);
    check_memory(*state, base, options);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reads_a_geopackage),
        TEST(a_geopackage_may_lack_its_mark),
        TEST(every_value_is_text),
        TEST(bad_geometries_have_a_reason),
        TEST(chooses_layers),
        TEST(tables_are_read_when_allowed),
        TEST(reads_sqlite),
        TEST(reads_wkt_in_sqlite),
        TEST(reads_spatialite),
        TEST(refuses_hostile_bases),
        TEST(refuses_what_is_no_record),
        TEST(reads_geojson),
        TEST(geojson_may_be_called_anything),
        TEST(a_declared_system_must_agree),
        TEST(memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
