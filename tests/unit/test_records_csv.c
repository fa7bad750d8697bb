/* io/records of tables of text: which columns are coordinates, in which system, written how. */
#include "records.h"

typedef struct table {
    const char *text, *crs, *expected; /* expected of an error: what it says */
    geo_status status;
} table;

static void check_tables(geo_ctx *ctx, const table *tables, size_t count)
{
    const char *path = in_folder("t.csv");
    for (size_t i = 0; i < count; i++) {
        geo_text text = GEO_TEXT_INIT;
        put_text(path, tables[i].text);
        geo_status status =
            tell_dataset(ctx, path, OPTIONS(.crs = tables[i].crs, FIELDS("id")), &text);
        const char *told = status ? geo_ctx_error(ctx) : geo_text_string(&text);
        if (status != tables[i].status ||
            (status ? !strstr(told, tables[i].expected) : strcmp(told, tables[i].expected) != 0))
            fail_msg("case %zu: %d\n%s\nexpected\n%s", i, status, told, tables[i].expected);
        geo_text_release(&text);
    }
}

#define RD "EPSG:28992"
#define HERE "2 155000.50 463000.25 a\n"

static void finds_the_coordinates(void **state)
{
    static const table tables[] = {
        {"id,x,y\na,155000.5,463000.25\n", RD, HERE, 0},
        {"id;x;y\na;155000,5;463000,25\n", RD, HERE, 0},
        {"id,x,y\na,\"155000,5\",\"463000,25\"\n", RD, HERE, 0},
        {"id,x,y\na,155000.5,463000.25\n", "EPSG:7415", HERE, 0},
        {"X_RD\tY_RD\tid\n155000.5\t463000.25\ta\n", NULL, HERE, 0},
        {"rdx|rdy|ID\n155000.5|463000.25|a\n", NULL, HERE, 0},
        {"id;rd-x-coordinaat;RD Y-coordinaat\na;155000,5;463000,25\n", NULL, HERE, 0},
        {"id;X-co\xc3\xb6rdinaat;Y-co\xc3\xb6rdinaat\na;155000,5;463000,25\n", RD, HERE, 0},
        {"id;x-coordinaat;y-coordinaat\na;155000,5;463000,25\n", RD, HERE, 0},
        {"id;geom\na;POINT (155000.5 463000.25)\n", RD, HERE, 0},
        {"id;WKT;x;y\na;POINT (155000.5 463000.25);1;2\n", RD, HERE, 0},
        {"id,the_geom\na,\"POLYGON Z ((155000.5 463000.25 1,155001 463000 1,155001 463001 1,"
         "155000.5 463000.25 1))\"\n",
         RD, HERE, 0},
        {"id,lon,lat\na,5.38763888888889,52.15616055555555\n", "EPSG:4289",
         "2 155000.00 463000.00 a\n", 0},
        {"id,lat,lon\na,52.15616055555555,5.38763888888889\n", "EPSG:4289",
         "2 155000.00 463000.00 a\n", 0},
        {"id,x,y\na,5.38763888888889,52.15616055555555\n", "EPSG:4289", "2 155000.00 463000.00 a\n",
         0},
        /* both are there: what is declared decides */
        {"id,x,y,lon,lat\na,155000.5,463000.25,0,0\n", RD, HERE, 0},
        {"id,x,y,lon,lat\na,0,0,5.38763888888889,52.15616055555555\n", "EPSG:4289",
         "2 155000.00 463000.00 a\n", 0},
        /* metres before degrees, which are often rounded */
        {"id,lat,lon,x_coordinaat,y_coordinaat\na,52.2,5.4,155000.5,463000.25\n", NULL, HERE, 0},
        {"id,x_rd,y_rd,lon,lat\na,155000.5,463000.25,0,0\n", NULL, HERE, 0},
        {"id,x_rd,y_rd,x,y\na,155000.5,463000.25,0,0\n", RD, HERE, 0},
        {"id,x,y,x_rd,y_rd,geom\na,0,0,155000.5,463000.25,\n", NULL, HERE, 0},
    };
    check_tables(*state, tables, sizeof tables / sizeof *tables);
}

static void judges_the_coordinates(void **state)
{
    static const table tables[] = {
        {"id,x,y\na,,\nb,1,\nc,onbekend,2\nd,1e400,2\ne,nan,1\nf,\"1.550,5\",2\ng,0x10,3\n", RD,
         "2 (null geometry) a\n3 (unreadable coordinate) b\n4 (unreadable coordinate) c\n"
         "5 (unreadable coordinate) d\n6 (unreadable coordinate) e\n7 (unreadable coordinate) f\n"
         "8 (unreadable coordinate) g\n",
         0},
        {"id;geom\na;\nb;POINT (1\nc;POINT EMPTY\nd;GEOMETRYCOLLECTION (POINT (1 1))\n"
         "e;POINT (1 1) x\nf;POINT (nan 1)\n",
         RD,
         "2 (null geometry) a\n3 (unreadable geometry) b\n4 (empty geometry) c\n"
         "5 (geometry collection) d\n6 (unreadable geometry) e\n7 (unreadable geometry) f\n",
         0},
        {"id,x,y\na,0,0\n", RD, "2 (coordinates 0, 0) a\n", 0},
        {"id,lon,lat\na,500,95\n", NULL, "2 (outside the area of use of its coordinate system) a\n",
         0},
        {"id;x;y\na;1;2\nb;1,5;2\nc;1,5;2.5\n", RD,
         "t.csv:4: the coordinate '2.5' has a decimal point, unlike those before it (line 3)",
         GEO_ERR_FORMAT},
        {"id,x,y\na,1.5,2\nb,\"1,5\",2\n", RD,
         "t.csv:3: the coordinate '1,5' has a decimal comma, unlike those before it (line 2)",
         GEO_ERR_FORMAT},
        {"id,x,y\na,1,2\n", NULL, "'t.csv' has coordinates but does not say", GEO_ERR_CRS},
        {"id;wkt\na;POINT (1 2)\n", NULL, "'t.csv' has coordinates but does not say", GEO_ERR_CRS},
        {"id,lon,lat\na,1,2\n", RD,
         "the columns 'lon' and 'lat' of 't.csv' are in EPSG:4326, not in EPSG:28992 as declared",
         GEO_ERR_CRS},
        {"id,x_rd,y_rd\na,1,2\n", "EPSG:4326", "'x_rd' and 'y_rd' of 't.csv' are in EPSG:28992",
         GEO_ERR_CRS},
        {"id,naam\na,b\n", NULL, "'t.csv' is a table without geometry", GEO_ERR_GEOM},
        {"id,naam\na,b\n", RD, "'t.csv' is a table without geometry", GEO_ERR_GEOM},
        {"id,x,X,y\na,1,2,3\n", RD, "'t.csv' has several columns 'X'", GEO_ERR_FORMAT},
        {"id,ID,x,y\na,1,2,3\n", RD, "'t.csv' has several columns 'id'", GEO_ERR_FORMAT},
        {"id,x\na,1\n", RD, "without geometry", GEO_ERR_GEOM},
        {"id,x,y\na,1,2\nb,3\n", RD, "t.csv:3: 2 cells", GEO_ERR_FORMAT},
        {"id,x,y\na,1,2\n", "EPSG:0", "", GEO_ERR_CRS},
    };
    check_tables(*state, tables, sizeof tables / sizeof *tables);
    check_refused(*state, in_folder("t.csv"), OPTIONS(.crs = NULL), GEO_ERR_CRS, "t.csv");
    assert_hints(*state, "--crs EPSG:28992");
}

static void takes_the_columns_it_is_told(void **state)
{
    const char *path = in_folder("t.csv");
    put_text(path, "id,E,N,x,y\na,155000.5,463000.25,0,0\n");
    check_told(*state, path, OPTIONS(.crs = RD, .x = "e", .y = "n", FIELDS("id", "E", "no")),
               "2 155000.50 463000.25 a 155000.5 -\n");
    check_refused(*state, path, OPTIONS(.crs = RD, .x = "e", .y = "noord"), GEO_ERR_NOTFOUND,
                  "'t.csv' has no column 'noord'");
    check_refused(*state, path, OPTIONS(.crs = RD, .x = "e"), GEO_ERR_ARG, "both coordinates");
    check_refused(*state, path, OPTIONS(.x = "e", .y = "n"), GEO_ERR_CRS, "does not say");
}

static void reads_a_mere_table(void **state)
{
    const char *path = in_folder("soorten.csv");
    put_text(path, "soort;hoogte\n\"Tilia; klein\";12,5\n;\n");
    check_told(*state, path, OPTIONS(.allow_tables = true, FIELDS("hoogte", "SOORT")),
               "2 12,5 Tilia; klein\n3 - -\n");
    check_refused(*state, in_folder("soorten.csv:andere"), OPTIONS(.allow_tables = true),
                  GEO_ERR_NOTFOUND, "'soorten.csv' has no layer 'andere'; it has: soorten");
    check_told(*state, in_folder("soorten.csv:soorten"), OPTIONS(.allow_tables = true), "2\n3\n");
}

static void reads_by_box(void **state)
{
    const geo_box box = {155000, 463000, 155001, 463001};
    const char *path = in_folder("t.csv");
    put_text(path, "id,x,y\nin,155000.5,463000.5\nedge,155001,463001\nout,155001.01,463000\n"
                   "none,,\nodd,a,b\n");
    check_told(*state, path, OPTIONS(.crs = RD, .box = &box, FIELDS("id")),
               "2 155000.50 463000.50 in\n3 155001.00 463001.00 edge\n"
               "5 (null geometry) none\n6 (unreadable coordinate) odd\n");
}

static uint64_t left_outside(geo_ctx *ctx, const char *path, const char *crs, const geo_box *box)
{
    geo_records *records;
    geo_record record;
    geo_status status;
    geo_crs *rd = rd_new(ctx);
    assert_ok(geo_records_new(ctx, path, &OPTIONS(.target = rd, .crs = crs, .box = box), &records));
    while ((status = geo_records_next(ctx, records, &record)) == GEO_OK)
        ;
    assert_int_equal(status, GEO_END);
    uint64_t count = geo_records_outside(records);
    geo_records_free(records);
    geo_crs_free(rd);
    return count;
}

/* Every record is met, so that what the box leaves out can be told; an index passes it over. */
static void counts_what_is_outside(void **state)
{
    const geo_box box = {EAST, NORTH, EAST + 1, NORTH + 1};
    put_text(in_folder("t.csv"), "x,y\n155000.5,463000.5\n155009,463000\n155000,463009\n,\n");
    assert_int_equal(left_outside(*state, in_folder("t.csv"), RD, &box), 2);
    assert_int_equal(left_outside(*state, in_folder("t.csv"), RD, NULL), 0);
    const char *path = make_trees(*state, "t.gpkg", NAMES("tree"), 5);
    assert_int_equal(left_outside(*state, path, NULL, &box), 0);
}

static void reads_encodings(void **state)
{
    static const char wide[] = "\xff\xfei\0d\0;\0x\0;\0y\0\n\0\xe9\0;\0"
                               "1\0,\0"
                               "5\0;\0"
                               "2\0";
    put_bytes(in_folder("wide.csv"), wide, sizeof wide - 1);
    check_told(*state, in_folder("wide.csv"), OPTIONS(.crs = RD, FIELDS("id")),
               "2 1.50 2.00 \xc3\xa9\n");
    put_text(in_folder("ansi.csv"), "id;x;y\ncaf\xe9;1,5;2\n");
    check_refused(*state, in_folder("ansi.csv"), OPTIONS(.crs = RD), GEO_ERR_FORMAT,
                  "ansi.csv:2: the text is not UTF-8");
    assert_hints(*state, "--encoding windows-1252");
    check_told(*state, in_folder("ansi.csv"),
               OPTIONS(.crs = RD, .encoding = "windows-1252", FIELDS("id")),
               "2 1.50 2.00 caf\xc3\xa9\n");
    check_refused(*state, in_folder("ansi.csv"), OPTIONS(.crs = RD, .encoding = "morse"),
                  GEO_ERR_ARG, "'morse' is not an encoding");
}

static void says_what_it_knows(void **state)
{
    geo_records *records;
    geo_crs *rd = rd_new(*state);
    put_text(in_folder("t.csv"), "id,x,y\na,1,2\n");
    assert_ok(geo_records_new(*state, in_folder("t.csv"),
                              &OPTIONS(.crs = RD, .target = rd, FIELDS("id", "naam")), &records));
    assert_true(geo_records_has(records, 0));
    assert_false(geo_records_has(records, 1));
    geo_records_free(records);
    geo_crs_free(rd);
}

static void memory_runs_out(void **state)
{
    put_text(in_folder("t.csv"), "id;wkt\n\"a\n\";POINT (155000 463000)\n");
    check_memory(*state, in_folder("t.csv"), OPTIONS(.crs = RD, FIELDS("id")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(finds_the_coordinates),
        TEST(judges_the_coordinates),
        TEST(takes_the_columns_it_is_told),
        TEST(reads_a_mere_table),
        TEST(reads_by_box),
        TEST(counts_what_is_outside),
        TEST(reads_encodings),
        TEST(says_what_it_knows),
        TEST(memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
