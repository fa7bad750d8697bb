/* io/records of shapefiles: several files that must be whole together, in an encoding that is told.
 */
#include "io/open.h"
#include "shapefile.h"

#define RD "EPSG:28992"

static const char *const names[] = {"linde", "caf\xe9", "eik"};

static void reads_a_shapefile(void **state)
{
    const char *path = make_shapefile("bomen", 0x57, names, 3);
    const geo_box box = {EAST + 0.5, NORTH, EAST + 1.5, NORTH + 9};
    check_told(*state, path, OPTIONS(FIELDS("NAAM")),
               "0 155000.00 463000.00 linde\n1 155001.00 463001.00 caf\xc3\xa9\n"
               "2 155002.00 463002.00 eik\n");
    check_told(*state, path, OPTIONS(.box = &box, FIELDS("naam", "gone")),
               "1 155001.00 463001.00 caf\xc3\xa9 -\n");
    check_told(*state, in_folder("bomen.shp:bomen"), OPTIONS(.box = &box),
               "1 155001.00 463001.00\n");
    assert_int_equal(count_files(), 4);
}

static void a_shapefile_has_an_encoding(void **state)
{
    const char *path = make_shapefile("bomen", 0, names, 3);
    check_refused(*state, path, OPTIONS(FIELDS("naam")), GEO_ERR_FORMAT,
                  "'bomen.shp': 'naam' of feature 1 is not UTF-8 text");
    assert_hints(*state, "--encoding windows-1252");
    check_told(*state, path, OPTIONS(.crs = RD),
               "0 155000.00 463000.00\n1 155001.00 463001.00\n2 155002.00 463002.00\n");
    check_told(*state, path, OPTIONS(.encoding = "windows-1252", FIELDS("naam")),
               "0 155000.00 463000.00 linde\n1 155001.00 463001.00 caf\xc3\xa9\n"
               "2 155002.00 463002.00 eik\n");
    put_text(in_folder("bomen.cpg"), "ISO-8859-1");
    check_told(*state, path, OPTIONS(FIELDS("naam")),
               "0 155000.00 463000.00 linde\n1 155001.00 463001.00 caf\xc3\xa9\n"
               "2 155002.00 463002.00 eik\n");
    put_text(in_folder("bomen.cpg"), "UTF-8"); /* which is not true */
    check_refused(*state, path, OPTIONS(FIELDS("naam")), GEO_ERR_FORMAT, "feature 1");
}

/* An encoding that nobody knows is as none: the text is judged as it is. */
static void an_unknown_encoding_is_no_guess(void **state)
{
    const char *path = make_shapefile("bomen", 0, names, 3);
    put_text(in_folder("bomen.cpg"), "KLINGON");
    check_refused(*state, path, OPTIONS(FIELDS("naam")), GEO_ERR_FORMAT,
                  "'naam' of feature 1 is not UTF-8 text");
    check_told(*state, path,
               OPTIONS(.encoding = "latin1", .box = &(geo_box){0, 0, EAST, NORTH}, FIELDS("naam")),
               "0 155000.00 463000.00 linde\n");
}

/* Letters beyond ASCII that are whole characters of UTF-8 are that, whatever the file says. */
static void utf8_is_seen(void **state)
{
    static const char *const utf8[] = {"linde", "caf\xc3\xa9", "eik"};
    const char *path = make_shapefile("bomen", 0x57, utf8, 3);
    const char *told = "0 155000.00 463000.00 linde\n1 155001.00 463001.00 caf\xc3\xa9\n"
                       "2 155002.00 463002.00 eik\n";
    check_refused(*state, path, OPTIONS(FIELDS("naam")), GEO_ERR_FORMAT,
                  "the text of 'bomen.shp' is UTF-8, not");
    assert_hints(*state, "--encoding utf-8");
    check_told(*state, path, OPTIONS(.encoding = "utf-8", FIELDS("naam")), told);
    path = make_shapefile("bomen", 0, utf8, 3);
    check_told(*state, path, OPTIONS(FIELDS("naam")), told);
    check_refused(*state, path, OPTIONS(.encoding = "windows-1252", FIELDS("naam")), GEO_ERR_FORMAT,
                  "the text of 'bomen.shp' is UTF-8, not CP1252");
    put_text(in_folder("bomen.cpg"), "ISO-8859-1");
    check_refused(*state, path, OPTIONS(FIELDS("naam")), GEO_ERR_FORMAT,
                  "is UTF-8, not ISO-8859-1");
}

/* A row that its table marks as deleted (by an asterisk) is gone. */
static void deleted_rows_are_gone(void **state)
{
    const char *path = make_shapefile("bomen", 0x57, names, 3);
    FILE *table = fopen(in_folder("bomen.dbf"), "r+b");
    assert_non_null(table);
    assert_int_equal(fseek(table, 65 + 1 + DBF_WIDTH, SEEK_SET), 0);
    assert_int_equal(fputc('*', table), '*');
    assert_int_equal(fclose(table), 0);
    check_told(*state, path, OPTIONS(FIELDS("naam")),
               "0 155000.00 463000.00 linde\n2 155002.00 463002.00 eik\n");
}

static void a_shapefile_must_be_whole(void **state)
{
    const char *path = make_shapefile("bomen", 0x57, names, 3);
    rename(in_folder("bomen.dbf"), in_folder("x"));
    check_refused(*state, path, OPTIONS(.crs = RD), GEO_ERR_FORMAT,
                  "'bomen.shp' has no .dbf file beside it");
    rename(in_folder("x"), in_folder("bomen.DBF"));
    check_told(*state, path, OPTIONS(FIELDS("naam"), .box = &(geo_box){0, 0, EAST, NORTH}),
               "0 155000.00 463000.00 linde\n");
    rename(in_folder("bomen.shx"), in_folder("x"));
    check_refused(*state, path, OPTIONS(.crs = RD), GEO_ERR_FORMAT, "no .shx file");
    put_points("bomen", 2);
    check_refused(*state, path, OPTIONS(.crs = RD), GEO_ERR_FORMAT,
                  "'bomen.shp' has 2 shapes but 3 rows in its .dbf file");
    path = make_shapefile("kort", 0x57, names, 3);
    assert_int_equal(truncate(path, 150), 0);
    check_refused(*state, path, OPTIONS(.crs = RD), GEO_ERR_FORMAT,
                  "the .shp file of 'kort.shp' is cut short: 150 of 184 bytes");
    put_points("kort", 3);
    assert_int_equal(truncate(in_folder("kort.dbf"), 100), 0);
    check_refused(*state, path, OPTIONS(.crs = RD), GEO_ERR_FORMAT, "the .dbf file of 'kort.shp'");
    check_refused(*state, in_folder("kort.shx"), OPTIONS(.crs = RD), GEO_ERR_FORMAT,
                  "'kort.shx' is part of a shapefile but not its .shp file");
    path = make_shapefile("buis", 0x57, names, 3);
    unlink(in_folder("buis.prj"));
    check_refused(*state, path, OPTIONS(.crs = NULL), GEO_ERR_CRS,
                  "'buis.shp' does not say in which coordinate system it is");
    check_told(*state, path, OPTIONS(.crs = RD, .box = &(geo_box){0, 0, EAST, NORTH}),
               "0 155000.00 463000.00\n");
    assert_int_equal(mkfifo(in_folder("buis.prj"), 0600), 0); /* and is not waited for */
    check_refused(*state, path, OPTIONS(.crs = RD), GEO_ERR_IO, "the .prj file of 'buis.shp'");
}

/* The filters do not take what only importing reads. */
static void themes_stay_as_they_are(void **state)
{
    geo_vector v;
    const geo_open_options theme = GEO_OPEN_OPTIONS_INIT;
    const char *path = make_shapefile("bomen", 0x57, names, 3);
    assert_int_equal(geo_vector_init(*state, path, &theme, &v), GEO_ERR_FORMAT);
    assert_says(*state, "is a shapefile, which is not read");
    assert_int_equal(run("sqlite3 '%s' 'CREATE TABLE t(x)'", in_folder("b.sqlite")), 0);
    assert_int_equal(geo_vector_init(*state, in_folder("b.sqlite"), &theme, &v), GEO_ERR_FORMAT);
    put_text(in_folder("t.csv"), "id,x\n1,2\n");
    assert_int_equal(geo_vector_init(*state, in_folder("t.csv"), &theme, &v), GEO_ERR_FORMAT);
    const geo_open_options registry = {.registry = true};
    assert_int_equal(geo_vector_init(*state, in_folder("t.csv"), &registry, &v),
                     GEO_ERR_UNSUPPORTED);
}

static void memory_runs_out(void **state)
{
    const geo_box box = {EAST, NORTH, EAST + 9, NORTH + 9};
    check_memory(*state, make_shapefile("bomen", 0x57, names, 2),
                 OPTIONS(.box = &box, FIELDS("id", "naam")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reads_a_shapefile),
        TEST(a_shapefile_has_an_encoding),
        TEST(an_unknown_encoding_is_no_guess),
        TEST(utf8_is_seen),
        TEST(deleted_rows_are_gone),
        TEST(a_shapefile_must_be_whole),
        TEST(themes_stay_as_they_are),
        TEST(memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
