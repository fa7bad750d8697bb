/* io/open: names, first bytes, hostile GeoPackages, choice of layer and CRS. The attacks are those
 * that were measured against GDAL 3.6.2 (another file's text read through a .gpkg, VRT under any
 * name, half an R-tree). */
#include "io/open.h"

#include "base/alloc.h"
#include "base/text.h"
#include "open_case.h"

static void splits_datasets(void **state)
{
    static const char *const cases[][3] = {
        {"base.gpkg", "base.gpkg", NULL},
        {"base.gpkg:tree", "base.gpkg", "tree"},
        {"/a:b/base.gpkg", "/a:b/base.gpkg", NULL},
        {"a/b:c:tree", "a/b:c", "tree"},
        {"https://x.nl/a.fgb:t", "https://x.nl/a.fgb", "t"},
        {"https://x.nl/a.fgb", "https://x.nl/a.fgb", NULL},
        {"-", "-", NULL},
    };
    char *path, *layer;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_ok(geo_open_split(*state, cases[i][0], &path, &layer));
        assert_string_equal(path, cases[i][1]);
        if (cases[i][2])
            assert_string_equal(layer, cases[i][2]);
        else
            assert_null(layer);
        geo_free(path);
        geo_free(layer);
    }
    put_text(in_folder("a:b"), "x"); /* a file of the whole name wins */
    assert_ok(geo_open_split(*state, in_folder("a:b"), &path, &layer));
    assert_null(layer);
    geo_free(path);
    assert_int_equal(geo_open_split(*state, ":tree", &path, &layer), GEO_ERR_ARG);
    assert_int_equal(geo_open_split(*state, "base.gpkg:", &path, &layer), GEO_ERR_ARG);
    assert_int_equal(geo_open_split(*state, "", &path, &layer), GEO_ERR_ARG);
}

static void refuses_names_that_are_no_files(void **state)
{
    static const char *const names[] = {"/vsicurl/https://x.nl/a.gpkg",
                                        "/vsistdin/",
                                        "/VSIZIP/a.zip",
                                        "http://127.0.0.1:1/a.gpkg",
                                        "HTTPS://x.nl/a",
                                        "{\"type\":\"Feature\"}",
                                        "<OGRVRTDataSource/>",
                                        "PG:dbname=x",
                                        "GPKG:a.gpkg:b",
                                        "WFS:http://x",
                                        "file:///etc/passwd"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_int_equal(open_it(*state, names[i], NULL), GEO_ERR_ARG);
    assert_int_equal(open_it(*state, in_folder("gone.gpkg"), NULL), GEO_ERR_NOTFOUND);
    assert_says(*state, "gone.gpkg': no such file");
    assert_int_equal(open_it(*state, store_folder, NULL), GEO_ERR_IO);
    assert_int_equal(open_it(*state, "/dev/zero", NULL), GEO_ERR_IO);
    assert_int_equal(mkfifo(in_folder("pipe"), 0600), 0);
    assert_int_equal(open_it(*state, in_folder("pipe"), NULL), GEO_ERR_IO); /* and does not hang */
    assert_int_equal(geo_open_check_path(*state, "http://x.nl/a.fgb", true), GEO_OK);
    assert_int_equal(geo_open_check_path(*state, "ftp://x.nl/a.fgb", true), GEO_ERR_ARG);
}

typedef struct sniffed {
    const char *bytes;
    geo_open_format format;
    const char *found;
} sniffed;

static void sniffs_text(void **state)
{
    static const sniffed cases[] = {
        {"", GEO_OPEN_UNKNOWN, "an empty file"},
        {"id,x,y\n", GEO_OPEN_UNKNOWN, "CSV"},
        {"\xef\xbb\xbfx,y,id\r\n1,2,\"a,\nb\"\r\n", GEO_OPEN_UNKNOWN, "CSV"},
        {"id;x;y\n1;2;3\n", GEO_OPEN_UNKNOWN, "CSV"},
        {"x,y,id,note\n1.5,", GEO_OPEN_UNKNOWN, "CSV"},
        {"no table\n", GEO_OPEN_UNKNOWN, "text of an unknown kind"},
        {"Dear all, read this\nand that\n", GEO_OPEN_UNKNOWN, "text of an unknown kind"},
        {"a,b\n1,2,3", GEO_OPEN_UNKNOWN, "text of an unknown kind"},
        {"<OGRVRTDataSource>", GEO_OPEN_UNKNOWN, "a VRT"},
        {"<?xml version='1.0'?>\n<VRTDataset rasterXSize='1'>", GEO_OPEN_UNKNOWN, "a VRT"},
        {"<GDAL_WMS>", GEO_OPEN_UNKNOWN, "XML"},
        {"<a xmlns='http://www.opengis.net/gml'>", GEO_OPEN_UNKNOWN, "GML"},
        {"PK\003\004", GEO_OPEN_UNKNOWN, "a ZIP archive"},
        {"{\"type\":\"FeatureCollection\",\"features\":[]}", GEO_OPEN_GEOJSON, "GeoJSON"},
        {"\xef\xbb\xbf {\n\"features\": [", GEO_OPEN_GEOJSON, "GeoJSON"},
        {"{\"type\":\"Point\",\"coordinates\":[1,2]}", GEO_OPEN_GEOJSON, "GeoJSON"},
        {"{\"type\":\"Feature\",\"geometry\":null}\n{\"type\":\"Feature\"}\n", GEO_OPEN_GEOJSONSEQ,
         NULL},
        {"\x1e{\"type\":\"Feature\"}\n", GEO_OPEN_GEOJSONSEQ, NULL},
        {"{\"type\":\"Feature\",\"geometry\":{\"type\":\"LineString\",\"coord", GEO_OPEN_GEOJSONSEQ,
         NULL},
        {"{\n \"type\": \"Feature\",\n \"geometry\": {", GEO_OPEN_GEOJSON, NULL},
        {"{\"a\":{\"type\":\"Feature\"}}", GEO_OPEN_UNKNOWN, "JSON but not GeoJSON"},
        {"{\"type\":\"Topology\",\"features\":1}", GEO_OPEN_UNKNOWN, "JSON but not GeoJSON"},
        {"{\"name\":\"{\\\"type\\\":\\\"Feature\\\"\"", GEO_OPEN_UNKNOWN, NULL},
        {"{\"type", GEO_OPEN_UNKNOWN, NULL},
        {"{\"x\\", GEO_OPEN_UNKNOWN, NULL},
        {"SQLite format 3", GEO_OPEN_UNKNOWN, NULL},
        {"II*", GEO_OPEN_UNKNOWN, NULL},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *found = NULL;
        geo_open_format format =
            geo_open_sniff_bytes(cases[i].bytes, strlen(cases[i].bytes), &found);
        if (format != cases[i].format)
            fail_msg("case %zu: '%s' gives %d (%s)", i, cases[i].bytes, format, found);
        if (cases[i].found)
            assert_string_equal(found, cases[i].found);
    }
    const char *found;
    assert_int_equal(geo_open_sniff_bytes("II*\0\0", 5, &found), GEO_OPEN_TIFF);
    assert_int_equal(geo_open_sniff_bytes("MM\0+\0", 5, &found), GEO_OPEN_TIFF);
    assert_int_equal(geo_open_sniff_bytes("fgb\3fgb\1", 8, &found), GEO_OPEN_FGB);
    assert_int_equal(geo_open_sniff_bytes("a\0b", 3, &found), GEO_OPEN_UNKNOWN);
    assert_string_equal(found, "data of an unknown kind");
    (void)state;
}

static void a_suffix_changes_nothing(void **state)
{
    static const char vrt[] = "<OGRVRTDataSource><OGRVRTLayer name='x'><SrcDataSource>/etc/passwd"
                              "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>";
    static const char *const names[] = {"x.gpkg", "x.geojson", "x.fgb", "x.tif"};
    for (int i = 0; i < 4; i++) {
        put_text(in_folder(names[i]), vrt);
        assert_int_equal(open_it(*state, in_folder(names[i]), NULL), GEO_ERR_FORMAT);
        assert_says(*state, "is a VRT, which is not read");
    }
    make_trees(*state, "odd.dat", NAMES("tree"), 3); /* and a GeoPackage is one under any name */
    assert_ok(open_it(*state, in_folder("odd.dat"), NULL));
    put_bytes(in_folder("t.gpkg"), "II*\0\0\0\0\0", 8);
    assert_int_equal(open_it(*state, in_folder("t.gpkg"), NULL), GEO_ERR_FORMAT);
    assert_says(*state, "grid");
}

static void reads_what_was_written(void **state)
{
    geo_vector v;
    OGRFeatureH row;
    const char *path = make_trees(*state, "t.gpkg", NAMES("tree"), 3);
    const geo_open_options none = GEO_OPEN_OPTIONS_INIT;
    assert_ok(geo_vector_init(*state, path, &none, &v));
    assert_string_equal(v.name, "t.gpkg:tree");
    assert_string_equal(v.layer_name, "tree");
    assert_string_equal(v.tree, "rtree_tree_geom");
    assert_int_equal(v.count, 3);
    assert_int_equal(geo_crs_code(v.crs), 28992);
    for (int i = 0; i < 3; i++) {
        assert_ok(geo_vector_next(*state, &v, &row));
        assert_non_null(row);
        assert_false(v.damaged);
        assert_near(OGR_G_GetX(OGR_F_GetGeometryRef(row), 0), EAST + i, 0);
        OGR_F_Destroy(row);
    }
    assert_ok(geo_vector_next(*state, &v, &row));
    assert_null(row);
    geo_vector_release(&v);
}

static void chooses_the_layer(void **state)
{
    const geo_open_options tree = {.default_layer = "tree"};
    const geo_open_options address = {.default_layer = "address"};
    const geo_open_options stump = {.layer = "stump", .default_layer = "tree"};
    char dataset[600];
    const char *one = make_trees(*state, "one.gpkg", NAMES("boom"), 1);
    assert_ok(open_it(*state, one, &address)); /* the only one, whatever its name */
    const char *two = make_trees(*state, "two.gpkg", NAMES("stump", "tree"), 1);
    assert_ok(open_it(*state, two, &tree));
    assert_ok(open_it(*state, two, &stump));
    assert_int_equal(open_it(*state, two, &address), GEO_ERR_ARG);
    assert_says(*state, "'two.gpkg' has several layers: stump, tree");
    assert_hints(*state, "two.gpkg:LAYER");
    snprintf(dataset, sizeof dataset, "%s:crown", two);
    assert_int_equal(open_it(*state, dataset, NULL), GEO_ERR_NOTFOUND);
    assert_says(*state, "'two.gpkg' has no layer 'crown'; it has: stump, tree");
    snprintf(dataset, sizeof dataset, "%s:stump", two);
    assert_ok(open_it(*state, dataset, NULL));
    assert_ok(open_it(*state, dataset, &stump));
    const geo_open_options other = {.layer = "tree"};
    assert_int_equal(open_it(*state, dataset, &other), GEO_ERR_ARG);
}

static void spoil(const char *path, const char *sql)
{
    if (run("sqlite3 '%s' \"%s\" >/dev/null", path, sql))
        fail_msg("cannot spoil with %s", sql);
}

static void refuses_hostile_schemas(void **state)
{
    static const char *const schemas[][2] = {
        /* sqlite3 itself has no VirtualText, so its line is written as an attacker would */
        {"PRAGMA writable_schema=ON; INSERT INTO sqlite_master VALUES('table','evil','evil',0,"
         "'CREATE VIRTUAL TABLE evil USING VirtualText(''/etc/passwd'',''UTF-8'')')",
         "virtual table"},
        {"PRAGMA writable_schema=ON; INSERT INTO sqlite_master VALUES('table','evil','evil',0,"
         "'CREATE/**/VIRTUAL /* rtree */ TABLE evil USING VirtualGPKG(''x'')')",
         "virtual table"},
        {"CREATE VIRTUAL TABLE evil USING fts5(x)", "virtual table"},
        {"CREATE TRIGGER evil AFTER INSERT ON tree BEGIN DELETE FROM tree; END", "trigger"},
        {"CREATE TRIGGER rtree_tree_geom_insert2 AFTER INSERT ON tree BEGIN INSERT INTO "
         "rtree_tree_geom SELECT load_extension('x'),1,1,1,1; END",
         "trigger"},
        {"CREATE VIEW gpkg_extensions2 AS SELECT 1; DROP TABLE gpkg_extensions; CREATE VIEW "
         "gpkg_extensions AS SELECT 1",
         "view in place of a table"},
        {"PRAGMA writable_schema=ON; UPDATE sqlite_master SET type='view' WHERE name='tree'",
         "not what it claims"},
    };
    for (size_t i = 0; i < sizeof schemas / sizeof *schemas; i++) {
        const char *path = make_trees(*state, "t.gpkg", NAMES("tree"), 3);
        spoil(path, schemas[i][0]);
        geo_status status = open_it(*state, path, NULL);
        if (status != GEO_ERR_FORMAT)
            fail_msg("case %zu: %d (%s)", i, status, geo_ctx_error(*state));
        if (i < 6)
            assert_says(*state, schemas[i][1]);
    }
}

static void a_view_is_no_layer(void **state)
{
    const char *path = make_trees(*state, "t.gpkg", NAMES("tree"), 3);
    spoil(path, "CREATE VIEW v AS SELECT * FROM tree; INSERT INTO gpkg_contents(table_name, "
                "data_type, identifier, srs_id) VALUES('v', 'features', 'v', 28992); INSERT INTO "
                "gpkg_geometry_columns VALUES('v', 'geom', 'POINT', 28992, 0, 0)");
    const geo_open_options view = {.layer = "v"}, tree = {.layer = "tree"};
    assert_int_equal(open_it(*state, path, &view), GEO_ERR_UNSUPPORTED);
    assert_says(*state, "layer 'v' of 't.gpkg' is a view");
    assert_ok(open_it(*state, path, &tree));
}

static void finds_half_an_index(void **state)
{
    const char *path = make_trees(*state, "t.gpkg", NAMES("tree", "stump"), 20);
    const geo_open_options tree = {.layer = "tree"}, stump = {.layer = "stump"};
    spoil(path, "DELETE FROM rtree_tree_geom WHERE id > 10");
    assert_int_equal(open_it(*state, path, &tree), GEO_ERR_FORMAT);
    assert_says(*state, "10 entries for 20 geometries");
    assert_ok(open_it(*state, path, &stump));
    path = make_trees(*state, "u.gpkg", NAMES("tree"), 20);
    spoil(path, "DROP TABLE gpkg_ogr_contents"); /* GDAL's count may lie or be gone */
    assert_ok(open_it(*state, path, NULL));
}

static void finds_damage(void **state)
{
    const char *path = make_trees(*state, "t.gpkg", NAMES("tree"), 3000);
    struct stat info;
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(truncate(path, info.st_size / 2), 0);
    assert_int_equal(open_it(*state, path, NULL), GEO_ERR_FORMAT);
    put_bytes(in_folder("u.gpkg"), "SQLite format 3\0", 16);
    assert_int_equal(open_it(*state, in_folder("u.gpkg"), NULL), GEO_ERR_FORMAT);
    assert_int_equal(run("sqlite3 '%s' 'CREATE TABLE t(x)'", in_folder("v.gpkg")), 0);
    assert_int_equal(open_it(*state, in_folder("v.gpkg"), NULL), GEO_ERR_FORMAT);
    assert_says(*state, "an SQLite database but not a GeoPackage");
}

static void a_file_being_edited_is_busy(void **state)
{
    const char *path = make_trees(*state, "t.gpkg", NAMES("tree"), 3);
    put_text(in_folder("t.gpkg-wal"), "");
    assert_ok(open_it(*state, path, NULL)); /* an empty one holds nothing */
    put_text(in_folder("t.gpkg-wal"), "x");
    assert_int_equal(open_it(*state, path, NULL), GEO_ERR_BUSY);
    assert_hints(*state, "QGIS");
    unlink(in_folder("t.gpkg-wal"));
    put_text(in_folder("t.gpkg-journal"), "x");
    assert_int_equal(open_it(*state, path, NULL), GEO_ERR_BUSY);
}

static void reads_a_file_left_in_wal_mode(void **state)
{
    const char *path = make_trees(*state, "t.gpkg", NAMES("tree"), 3);
    spoil(path, "PRAGMA journal_mode=WAL; DELETE FROM tree WHERE fid = 1");
    assert_ok(open_it(*state, path, NULL));
    assert_int_equal(count_files(), 1); /* no -shm was made beside it */
}

static void settles_the_crs(void **state)
{
    geo_ctx *ctx = *state;
    geo_vector v;
    const char *path = make_trees(ctx, "t.gpkg", NAMES("tree"), 3);
    const geo_open_options rd = {.crs = "EPSG:28992"}, wgs = {.crs = "EPSG:4326"};
    const geo_open_options bad = {.crs = "EPSG:0"}, none = GEO_OPEN_OPTIONS_INIT;
    assert_ok(open_it(ctx, path, &rd));
    assert_int_equal(open_it(ctx, path, &wgs), GEO_ERR_CRS);
    assert_says(ctx, "'t.gpkg:tree' is in EPSG:28992, not in EPSG:4326 as declared");
    assert_int_equal(open_it(ctx, path, &bad), GEO_ERR_CRS);
    for (int srs = -1; srs <= 0; srs++) {
        char sql[200];
        snprintf(sql, sizeof sql,
                 "UPDATE gpkg_geometry_columns SET srs_id = %d; UPDATE gpkg_contents SET srs_id = "
                 "%d",
                 srs, srs);
        spoil(path, sql);
        assert_ok(geo_vector_init(ctx, path, &none, &v));
        assert_null(v.crs);
        geo_vector_release(&v);
        assert_ok(geo_vector_init(ctx, path, &rd, &v));
        assert_int_equal(geo_crs_code(v.crs), 28992);
        geo_vector_release(&v);
    }
}

static const char *convert(geo_ctx *ctx, const char *wkt, geo_arena *arena, geo_geom *out)
{
    OGRGeometryH made = NULL;
    char copy[2000], *at = copy;
    const char *reason;
    snprintf(copy, sizeof copy, "%s", wkt);
    assert_int_equal(OGR_G_CreateFromWkt(&at, NULL, &made), OGRERR_NONE);
    assert_ok(geo_open_geom(ctx, made, arena, out, &reason));
    OGR_G_DestroyGeometry(made);
    return reason;
}

static void asks_nobody_for_a_system(void **state)
{
    put_text(in_folder("l.geojson"),
             "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"link\",\"properties\":{\"href\":"
             "\"http://127.0.0.1:1/a\"}},\"features\":[]}");
    assert_int_equal(open_it(*state, in_folder("l.geojson"), NULL), GEO_ERR_FORMAT);
    assert_says(*state, "it refers to the network, which is not asked");
}

static void flattens_geometries(void **state)
{
    geo_arena *arena = geo_arena_new();
    geo_geom g;
    const char *reason;
    assert_null(convert(*state, "POINT ZM (1 2 3 4)", arena, &g));
    assert_int_equal(g.type, GEO_GEOM_POINT);
    assert_near(g.points[0].y, 2, 0);
    assert_int_equal(g.end_count + g.part_count, 0);
    assert_null(convert(*state, "POLYGON ((0 0,4 0,4 4,0 4),(1 1,2 1,2 2,1 1))", arena, &g));
    assert_int_equal(g.point_count, 8); /* the unclosed ring as it is */
    assert_int_equal(g.ends[0], 4);
    assert_int_equal(g.ends[1], 8);
    assert_int_equal(g.parts[0], 2);
    assert_null(
        convert(*state, "MULTIPOLYGON (((0 0,1 0,0 1,0 0)),EMPTY,((5 5,6 5,5 6,5 5)))", arena, &g));
    assert_int_equal(g.part_count, 2);
    assert_int_equal(g.parts[1], 2);
    assert_null(convert(*state, "MULTIPOINT ((1 1),(2 2))", arena, &g));
    assert_int_equal(g.point_count, 2);
    assert_int_equal(g.end_count, 0);
    assert_null(convert(*state, "MULTILINESTRING ((0 0,1 1),(2 2,3 3,4 4))", arena, &g));
    assert_int_equal(g.ends[1], 5);
    assert_string_equal(convert(*state, "POLYGON EMPTY", arena, &g), "empty geometry");
    assert_string_equal(convert(*state, "POINT EMPTY", arena, &g), "empty geometry");
    assert_string_equal(convert(*state, "GEOMETRYCOLLECTION (POINT (1 1))", arena, &g),
                        "geometry collection");
    assert_string_equal(convert(*state, "TIN (((0 0 0,1 0 0,0 1 0,0 0 0)))", arena, &g),
                        "surface in 3-D");
    OGRGeometryH line = OGR_G_CreateGeometry(wkbLineString);
    OGR_G_SetPoint_2D(line, 0, 1, 1);
    OGR_G_SetPoint_2D(line, 1, INFINITY, 1);
    assert_ok(geo_open_geom(*state, line, arena, &g, &reason));
    assert_string_equal(reason, "non-finite coordinate");
    OGR_G_DestroyGeometry(line);
    assert_ok(geo_open_geom(*state, NULL, arena, &g, &reason));
    assert_string_equal(reason, "null geometry");
    geo_arena_free(arena);
}

/* Steps of at most 1 degree: no smaller than a regular 360-gon, whose area is 180 r^2 sin(1
 * degree), no larger than the disc. */
static void straightens_curves(void **state)
{
    geo_arena *arena = geo_arena_new();
    geo_geom g;
    assert_null(convert(*state, "CURVEPOLYGON (CIRCULARSTRING (-100 0,0 100,100 0,0 -100,-100 0))",
                        arena, &g));
    assert_int_equal(g.type, GEO_GEOM_POLYGON);
    double area = geo_geom_area(&g), pi = acos(-1);
    assert_true(area >= 180 * 1e4 * sin(pi / 180) - 1e-6);
    assert_true(area <= pi * 1e4);
    geo_arena_free(arena);
}

static void environment_cannot_interfere(void **state)
{
    setenv("GDAL_DRIVER_PATH", "/nowhere", 1);
    setenv("OGR_SQLITE_LOAD_EXTENSIONS", "x", 1);
    setenv("SPATIALITE_SECURITY", "relaxed", 1);
    setenv("SHAPE_ENCODING", "CP437", 1);
    setenv("GCONV_PATH", "/nowhere", 1);
    setenv("GDALX", "stays", 1);
    assert_ok(geo_io_init(*state));
    assert_null(getenv("GDAL_DRIVER_PATH"));
    assert_null(getenv("OGR_SQLITE_LOAD_EXTENSIONS"));
    assert_null(getenv("SPATIALITE_SECURITY"));
    assert_null(getenv("SHAPE_ENCODING"));
    assert_null(getenv("GCONV_PATH"));
    assert_string_equal(getenv("GDALX"), "stays");
    unsetenv("GDALX");
    assert_int_equal(GDALGetDriverCount(), 10);
    geo_io_exit();
    assert_ok(geo_io_init(*state)); /* a second time */
    assert_int_equal(GDALGetDriverCount(), 10);
    assert_null(GDALGetDriverByName("OGR_VRT"));
    assert_null(GDALGetDriverByName("VRT"));
    assert_null(GDALGetDriverByName("GML"));
}

static void opens_real_files(void **state)
{
    static const struct {
        const char *dataset;
        int code;
    } files[] = {
        {DATA "/town_delft/base.gpkg:tree", 28992},
        {DATA "/otterlo_addresses/dutch_addresses_4326.gpkg", 4326},
        {DATA "/amsterdam_addresses/null-empty-geoms.gpkg:ligplaatsen", 28992},
        {DATA "/hhnk_hoekje/DAMO.gpkg:Waterdeel", 28992},
        {DATA "/cbs_areas/AHN4_bladIndex.gpkg", 28992},
        {DATA "/cbs_areas/pdok_cbs_municipalities_nl_2025.json", 4326},
        {DATA "/leeuwarden_trees/Leeuwarden.geojson", 28992},
    };
    if (!have(DATA))
        return;
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        geo_vector v;
        OGRFeatureH row = NULL;
        const geo_open_options none = GEO_OPEN_OPTIONS_INIT;
        if (geo_vector_init(*state, files[i].dataset, &none, &v))
            fail_msg("%s: %s", files[i].dataset, geo_ctx_error(*state));
        assert_int_equal(geo_crs_code(v.crs), files[i].code);
        uint64_t rows = 0;
        for (; !geo_vector_next(*state, &v, &row) && row; rows++)
            OGR_F_Destroy(row);
        assert_true(rows > 0);
        if (v.count != UINT64_MAX)
            assert_int_equal(rows, v.count);
        geo_vector_release(&v);
    }
    assert_int_equal(open_it(*state, DATA "/natura2000_nl/veluwe.json", NULL), GEO_ERR_FORMAT);
    assert_says(*state, "JSON but not GeoJSON");
    assert_int_equal(open_it(*state, DATA "/delft_3dfier/bgt_pand.sqlite", NULL), GEO_ERR_FORMAT);
    assert_int_equal(open_it(*state, DATA "/kadaster_samples/bgt_pand-s.gml", NULL),
                     GEO_ERR_FORMAT);
    assert_says(*state, "is GML");
}

static void out_of_memory_anywhere(void **state)
{
    geo_ctx *ctx = *state;
    char dataset[600];
    snprintf(dataset, sizeof dataset, "%s:tree",
             make_trees(ctx, "t.gpkg", NAMES("tree", "stump"), 3));
    uint64_t n = 1;
    for (geo_status status = GEO_ERR_NOMEM; status; n++) {
        geo_alloc_fail_at(n);
        status = open_it(ctx, dataset, NULL);
        geo_alloc_fail_at(0);
        if (status)
            assert_int_equal(status, GEO_ERR_NOMEM);
        assert_true(n < 500);
    }
    assert_true(n > 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(splits_datasets),
        TEST(refuses_names_that_are_no_files),
        TEST(sniffs_text),
        TEST(a_suffix_changes_nothing),
        TEST(reads_what_was_written),
        TEST(chooses_the_layer),
        TEST(refuses_hostile_schemas),
        TEST(a_view_is_no_layer),
        TEST(finds_half_an_index),
        TEST(finds_damage),
        TEST(a_file_being_edited_is_busy),
        TEST(reads_a_file_left_in_wal_mode),
        TEST(settles_the_crs),
        TEST(asks_nobody_for_a_system),
        TEST(flattens_geometries),
        TEST(straightens_curves),
        TEST(environment_cannot_interfere),
        TEST(opens_real_files),
        TEST(out_of_memory_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
