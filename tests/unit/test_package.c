/* io/package: what goes in comes out, checked with SQLite's and GDAL's own programs; the same input
 * gives the same bytes; a replaced layer leaves its neighbours alone. */
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "base/alloc.h"
#include "sql.h"
#include "store.h"

static geo_value text(const char *string)
{
    return (geo_value){.type = GEO_FIELD_STRING, .as.string = {string, (uint32_t)strlen(string)}};
}

static geo_value integer(geo_field_type type, int64_t number)
{
    return (geo_value){.type = type, .as.integer = number};
}

static void writes_rows_and_index(void **state)
{
    const char *path = make_trees(*state, "t.gpkg", NAMES("tree", "stump"), 200);
    assert_holds(path, "SELECT count(*) FROM tree", "200");
    assert_holds(path, "SELECT count(*) FROM rtree_tree_geom", "200");
    assert_holds(path, "SELECT count(*) FROM tree WHERE species IS NULL", "100");
    assert_holds(path, "SELECT height_m FROM tree WHERE id = 't7'", "3.5");
    assert_holds(path, "SELECT count(*) FROM stump", "200");
    assert_holds(path, "SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'tree'",
                 "28992");
    assert_holds(path,
                 "SELECT geometry_type_name FROM gpkg_geometry_columns WHERE table_name = 'tree'",
                 "POINT");
    assert_holds(path, "SELECT last_change FROM gpkg_contents WHERE table_name = 'tree'",
                 "2024-05-01T00:00:00.000Z");
    assert_holds(path, "SELECT min(minx) || ' ' || max(maxy) FROM rtree_tree_geom",
                 "155000.0 463398.0");
    assert_int_equal(count_files(), 1);
}

static const char awkward[] = "a<b>&\"'; DROP TABLE tree; --\n]]>";

/* Everything a layer can carry. */
static const char *make_full(geo_ctx *ctx, const char *file, const char *date)
{
    geo_schema schema;
    geo_package *package;
    geo_layer *layer;
    geo_crs *crs = rd_new(ctx);
    const char *path = in_folder(file);
    static const char *const codes[] = {"0", "1"};
    static const char *const labels[] = {"nee", "ja"};
    const geo_domain domain = {"fits", codes, labels, 2};
    const geo_package_options options = {.path = path, .overwrite = true, .date = date};
    assert_ok(geo_schema_init(ctx, &schema, "norm_address", GEO_GEOM_MULTIPOLYGON, crs));
    assert_ok(geo_schema_add(ctx, &schema, "id", GEO_FIELD_STRING));
    assert_ok(geo_schema_add(ctx, &schema, "fits", GEO_FIELD_INT));
    assert_ok(geo_schema_add(ctx, &schema, "seen", GEO_FIELD_DATETIME));
    assert_ok(geo_schema_add(ctx, &schema, "fid", GEO_FIELD_LONG)); /* not the key of the table */
    schema.provenance = geo_strdup(
        "{\"groennet\":\"0.1.0\",\"steps\":[{\"tool\":\"gn-trees\",\"version\":\"0.1.0\","
        "\"columns\":[\"fits\"],\"options\":{\"reach\":\"<30>\"},\"inputs\":{\"tree\":{"
        "\"name\":\"base.gpkg:tree\",\"date\":\"2024-05-01\"}}}]}");
    const geo_layer_options layer_options = {.schema = &schema,
                                             .title = "Groennorm per adres",
                                             .abstract = awkward,
                                             .style = "<qgis version=\"3.22\">'style'</qgis>",
                                             .domains = &domain,
                                             .domain_count = 1};
    assert_ok(geo_package_new(ctx, &options, &package));
    assert_ok(geo_package_layer(ctx, package, &layer_options, &layer));
    geo_point ring[] = {{EAST, NORTH}, {EAST + 9, NORTH}, {EAST, NORTH + 9}, {EAST, NORTH}};
    uint32_t ends[] = {4}, parts[] = {1};
    geo_geom geom = {GEO_GEOM_POLYGON, ring, ends, parts, 4, 1, 1};
    geo_value values[] = {text(awkward), integer(GEO_FIELD_INT, 1), text("2024-02-29T12:30:45Z"),
                          integer(GEO_FIELD_LONG, INT64_MIN)};
    values[2].type = GEO_FIELD_DATETIME;
    assert_ok(geo_layer_put(ctx, layer, &geom, values));
    values[0] = (geo_value){.type = GEO_FIELD_STRING, .is_null = true};
    assert_ok(geo_layer_put(ctx, layer, NULL, values));
    geo_geom empty = {.type = GEO_GEOM_MULTIPOLYGON};
    assert_ok(geo_layer_put(ctx, layer, &empty, values));
    if (geo_package_commit(ctx, package))
        fail_msg("%s", geo_ctx_error(ctx));
    geo_package_free(package);
    geo_schema_release(&schema);
    geo_crs_free(crs);
    return path;
}

static void carries_style_metadata_and_codes(void **state)
{
    const char *path = make_full(*state, "full.gpkg", "2024-05-01");
    assert_holds(path,
                 "SELECT styleQML FROM layer_styles WHERE f_table_name = 'norm_address' AND "
                 "f_table_schema = '' AND f_table_catalog = '' AND f_geometry_column = 'geom' AND "
                 "useAsDefault = 1",
                 "<qgis version=\"3.22\">'style'</qgis>");
    assert_holds(path, "SELECT update_time FROM layer_styles", "2024-05-01T00:00:00.000Z");
    assert_holds(path, "SELECT identifier FROM gpkg_contents WHERE table_name = 'norm_address'",
                 "Groennorm per adres");
    assert_holds(path,
                 "SELECT group_concat(value || '=' || description) FROM "
                 "gpkg_data_column_constraints WHERE constraint_name = 'norm_address_fits'",
                 "0=nee,1=ja");
    assert_holds(path, "SELECT constraint_name FROM gpkg_data_columns WHERE column_name = 'fits'",
                 "norm_address_fits");
    assert_holds(path,
                 "SELECT count(*) FROM gpkg_metadata_reference WHERE timestamp = "
                 "'2024-05-01T00:00:00.000Z' AND table_name = 'norm_address'",
                 "2");
    const char *xml = ask(path, "SELECT metadata FROM gpkg_metadata WHERE md_standard_uri = "
                                "'http://mrcc.com/qgis.dtd' AND mime_type = 'text/xml'");
    assert_non_null(strstr(xml, "<title>Groennorm per adres</title>"));
    assert_non_null(strstr(xml, "a&lt;b&gt;&amp;"));
    assert_non_null(strstr(xml, "<history>gn-trees 0.1.0; reach=&lt;30&gt;; tree: base.gpkg:tree "
                                "(2024-05-01)</history>"));
    const char *json =
        ask(path, "SELECT metadata FROM gpkg_metadata WHERE mime_type = 'application/json'");
    assert_non_null(strstr(json, "\"groennet\":\"0.1.0\""));
}

static void keeps_values_exactly(void **state)
{
    const char *path = make_full(*state, "full.gpkg", NULL);
    assert_string_equal(ask(path, "SELECT id FROM norm_address LIMIT 1"), awkward);
    assert_holds(path, "SELECT fid FROM norm_address LIMIT 1", "-9223372036854775808");
    assert_holds(path, "SELECT seen FROM norm_address LIMIT 1", "2024-02-29T12:30:45.000Z");
    assert_holds(path, "SELECT group_concat(name) FROM pragma_table_info('norm_address') WHERE pk",
                 "fid_1");
    assert_holds(path, "SELECT group_concat(type) FROM pragma_table_info('norm_address')",
                 "INTEGER,MULTIPOLYGON,TEXT,MEDIUMINT,DATETIME,INTEGER");
    assert_holds(path, "SELECT count(*) FROM norm_address WHERE geom IS NULL", "2");
    assert_holds(path, "SELECT count(*) FROM rtree_norm_address_geom", "1");
    assert_holds(path, "SELECT last_change FROM gpkg_contents LIMIT 1", "1970-01-01T00:00:00.000Z");
    assert_holds(path, "PRAGMA integrity_check", "ok");
}

static void conforms_to_the_standard(void **state)
{
    if (run("/usr/bin/python3 -c 'import osgeo_utils.samples.validate_gpkg' 2>/dev/null")) {
        print_message("skipped: no validate_gpkg (python3-gdal)\n");
        return;
    }
    const char *full = make_full(*state, "full.gpkg", "2024-05-01");
    const char *trees = make_trees(*state, "t.gpkg", NAMES("tree"), 10);
    assert_int_equal(run("/usr/bin/python3 -m osgeo_utils.samples.validate_gpkg '%s'", full), 0);
    assert_int_equal(run("/usr/bin/python3 -m osgeo_utils.samples.validate_gpkg '%s'", trees), 0);
}

static void same_input_same_bytes(void **state)
{
    char *first = strdup(make_full(*state, "a.gpkg", "2024-05-01"));
    const char *second = make_full(*state, "b.gpkg", "2024-05-01");
    assert_int_equal(run("cmp '%s' '%s'", first, second), 0);
    second = make_full(*state, "b.gpkg", "2024-05-02");
    assert_int_equal(run("cmp -s '%s' '%s'", first, second), 1);
    free(first);
}

static void update(geo_ctx *ctx, const char *path, const char *layer, int count)
{
    geo_package *package;
    const geo_package_options options = {.path = path, .update = true, .date = "2025-01-01"};
    assert_ok(geo_package_new(ctx, &options, &package));
    add_trees(ctx, package, layer, count);
    if (geo_package_commit(ctx, package))
        fail_msg("%s", geo_ctx_error(ctx));
    geo_package_free(package);
}

static void replaces_one_layer_and_no_other(void **state)
{
    char before[600];
    const char *path = make_trees(*state, "t.gpkg", NAMES("stump", "tree"), 50);
    static const char digest[] =
        "SELECT group_concat(fid || hex(geom) || id || height_m || ifnull(species, '-')) || "
        "(SELECT group_concat(id || minx || maxy) FROM rtree_stump_geom) || (SELECT last_change "
        "|| min_x FROM gpkg_contents WHERE table_name = 'stump') FROM stump";
    char *stumps = strdup(ask(path, digest));
    snprintf(before, sizeof before, "%s.before", path);
    assert_int_equal(run("cp '%s' '%s'", path, before), 0);
    update(*state, path, "tree", 7);
    assert_holds(path, "SELECT count(*) FROM tree", "7");
    assert_holds(path, "SELECT count(*) FROM rtree_tree_geom", "7");
    assert_holds(path, "SELECT last_change FROM gpkg_contents WHERE table_name = 'tree'",
                 "2025-01-01T00:00:00.000Z");
    assert_string_equal(ask(path, digest), stumps);
    assert_int_equal(run("bash -c 'cmp <(sqlite3 \"%s\" \".dump stump\") <(sqlite3 \"%s\" \".dump "
                         "stump\")'",
                         path, before),
                     0);
    assert_holds(path, "SELECT count(*) FROM gpkg_contents WHERE data_type = 'features'", "2");
    assert_holds(path, "SELECT count(*) FROM gpkg_metadata", "2");
    assert_holds(path, "PRAGMA integrity_check", "ok");
    update(*state, path, "crown", 3);
    assert_holds(path, "SELECT count(*) FROM gpkg_contents WHERE data_type = 'features'", "3");
    assert_string_equal(ask(path, digest), stumps);
    free(stumps);
}

static void replaces_style_and_codes_too(void **state)
{
    geo_ctx *ctx = *state;
    geo_package *package;
    geo_layer *layer;
    geo_schema schema;
    geo_crs *crs = rd_new(ctx);
    static const char *const codes[] = {"9"};
    static const char *const labels[] = {"negen"};
    const geo_domain domain = {"fits", codes, labels, 1};
    const char *path = make_full(ctx, "full.gpkg", "2024-05-01");
    assert_int_equal(run("sqlite3 '%s' \"INSERT INTO layer_styles(f_table_catalog, f_table_schema, "
                         "f_table_name, f_geometry_column, styleName, styleQML, useAsDefault) "
                         "VALUES('', '', 'norm_address', 'geom', 'mine', '<qgis/>', 1)\"",
                         path),
                     0);
    const geo_package_options options = {.path = path, .update = true};
    assert_ok(geo_schema_init(ctx, &schema, "norm_address", GEO_GEOM_POINT, crs));
    assert_ok(geo_schema_add(ctx, &schema, "fits", GEO_FIELD_INT));
    const geo_layer_options layer_options = {
        .schema = &schema, .style = "<new/>", .domains = &domain, .domain_count = 1};
    assert_ok(geo_package_new(ctx, &options, &package));
    assert_ok(geo_package_layer(ctx, package, &layer_options, &layer));
    if (geo_package_commit(ctx, package))
        fail_msg("%s", geo_ctx_error(ctx));
    geo_package_free(package);
    assert_holds(path, "SELECT styleQML FROM layer_styles WHERE useAsDefault", "<new/>");
    assert_holds(path, "SELECT count(*) FROM layer_styles", "2"); /* with the one somebody saved */
    assert_holds(path, "SELECT group_concat(value) FROM gpkg_data_column_constraints", "9");
    assert_holds(path, "SELECT count(*) FROM gpkg_metadata WHERE mime_type = 'application/json'",
                 "0");
    assert_holds(path, "SELECT count(*) FROM norm_address", "0");
    geo_schema_release(&schema);
    geo_crs_free(crs);
}

static void update_refuses_what_it_should(void **state)
{
    geo_package *package = NULL;
    char *path = strdup(in_folder("x.gpkg"));
    const geo_package_options options = {.path = path, .update = true};
    put_text(path, "<OGRVRTDataSource></OGRVRTDataSource>");
    assert_int_equal(geo_package_new(*state, &options, &package), GEO_ERR_FORMAT);
    assert_says(*state, "'x.gpkg' is not a GeoPackage");
    make_trees(*state, "x.gpkg", NAMES("tree"), 5);
    put_text(in_folder("x.gpkg-wal"), "");
    assert_int_equal(geo_package_new(*state, &options, &package), GEO_ERR_BUSY);
    unlink(in_folder("x.gpkg-wal"));
    assert_int_equal(run("sqlite3 '%s' 'CREATE TRIGGER evil AFTER INSERT ON gpkg_contents BEGIN "
                         "DELETE FROM tree; END'",
                         path),
                     0);
    assert_int_equal(geo_package_new(*state, &options, &package), GEO_ERR_FORMAT);
    assert_says(*state, "trigger");
    assert_null(package);
    assert_holds(path, "SELECT count(*) FROM tree", "5");
    assert_int_equal(count_files(), 1);
    free(path);
}

static void abandoned_leaves_nothing(void **state)
{
    geo_package *package;
    const char *path = in_folder("t.gpkg");
    const geo_package_options options = {.path = path};
    assert_ok(geo_package_new(*state, &options, &package));
    add_trees(*state, package, "tree", 10);
    geo_package_free(package);
    assert_int_equal(count_files(), 0);
    geo_package_free(NULL);
}

static void refuses_bad_layers(void **state)
{
    static const char *const names[] = {"",         "Tree",     "../x",          "1tree",
                                        "tree x",   "sqlite_x", "gpkg_contents", "layer_styles",
                                        "rtree_ab", "t\"x"};
    geo_ctx *ctx = *state;
    geo_package *package;
    geo_layer *layer = NULL;
    const geo_package_options options = {.path = in_folder("t.gpkg")};
    assert_ok(geo_package_new(ctx, &options, &package));
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        geo_schema schema;
        assert_ok(geo_schema_init(ctx, &schema, names[i], GEO_GEOM_POINT, NULL));
        const geo_layer_options bad = {.schema = &schema};
        assert_int_equal(geo_package_layer(ctx, package, &bad, &layer), GEO_ERR_ARG);
        geo_schema_release(&schema);
    }
    add_trees(ctx, package, "tree", 1);
    geo_schema twice;
    assert_ok(geo_schema_init(ctx, &twice, "tree", GEO_GEOM_POINT, NULL));
    const geo_layer_options again = {.schema = &twice};
    assert_int_equal(geo_package_layer(ctx, package, &again, &layer), GEO_ERR_ARG);
    geo_schema_release(&twice);
    geo_package_free(package);
    const geo_package_options undated = {.path = in_folder("t.gpkg"), .date = "mei 2024"};
    assert_int_equal(geo_package_new(ctx, &undated, &package), GEO_ERR_ARG);
}

static void refuses_bad_rows(void **state)
{
    geo_ctx *ctx = *state;
    geo_package *package;
    geo_layer *layer;
    geo_schema schema;
    const geo_package_options options = {.path = in_folder("t.gpkg")};
    assert_ok(geo_schema_init(ctx, &schema, "tree", GEO_GEOM_POINT, NULL));
    assert_ok(geo_schema_add(ctx, &schema, "name", GEO_FIELD_STRING));
    assert_ok(geo_schema_add(ctx, &schema, "number", GEO_FIELD_LONG));
    assert_ok(geo_schema_add(ctx, &schema, "seen", GEO_FIELD_DATETIME));
    const geo_layer_options layer_options = {.schema = &schema};
    assert_ok(geo_package_new(ctx, &options, &package));
    assert_ok(geo_package_layer(ctx, package, &layer_options, &layer));
    geo_point points[] = {{EAST, NORTH}, {NAN, NORTH}};
    uint32_t ends[] = {2};
    geo_geom good = {.type = GEO_GEOM_POINT, .points = points, .point_count = 1};
    geo_geom lost = {.type = GEO_GEOM_POINT, .points = points + 1, .point_count = 1};
    geo_geom line = {GEO_GEOM_LINE, points, ends, NULL, 2, 1, 0};
    geo_geom two = {.type = GEO_GEOM_MULTIPOINT, .points = points, .point_count = 2};
    geo_value null[3] = {{.type = GEO_FIELD_STRING, .is_null = true},
                         {.type = GEO_FIELD_LONG, .is_null = true},
                         {.type = GEO_FIELD_DATETIME, .is_null = true}};
    assert_int_equal(geo_layer_put(ctx, layer, &lost, null), GEO_ERR_GEOM);
    assert_int_equal(geo_layer_put(ctx, layer, &line, null), GEO_ERR_GEOM);
    assert_says(ctx, "a line in a layer of points");
    assert_int_equal(geo_layer_put(ctx, layer, &two, null), GEO_ERR_GEOM);
    geo_value row[3] = {text("\xfc"), null[1], null[2]};
    assert_int_equal(geo_layer_put(ctx, layer, &good, row), GEO_ERR_FORMAT);
    assert_says(ctx, "not UTF-8 in column 'name'");
    row[0] = (geo_value){.type = GEO_FIELD_STRING, .as.string = {"a\0b", 3}};
    assert_int_equal(geo_layer_put(ctx, layer, &good, row), GEO_ERR_FORMAT);
    row[0] = null[0];
    row[1] = (geo_value){.type = GEO_FIELD_ULONG, .as.natural = UINT64_MAX};
    assert_int_equal(geo_layer_put(ctx, layer, &good, row), GEO_ERR_RANGE);
    row[1] = text("7");
    assert_int_equal(geo_layer_put(ctx, layer, &good, row), GEO_ERR_INTERNAL);
    row[1] = null[1];
    static const char *const no_dates[] = {"31 mei", "2024-02-30", "2023-02-29",
                                           "2024-06-31T10:00Z"};
    for (size_t i = 0; i < sizeof no_dates / sizeof *no_dates; i++) {
        row[2] = text(no_dates[i]);
        assert_int_equal(geo_layer_put(ctx, layer, &good, row), GEO_ERR_FORMAT);
    }
    row[2] = text("2024-05-01");
    assert_ok(geo_layer_put(ctx, layer, &good, row));
    row[2] = text("2024-05-01T10:00:00+02:00");
    assert_ok(geo_layer_put(ctx, layer, &good, row));
    geo_geom one = {.type = GEO_GEOM_MULTIPOINT, .points = points, .point_count = 1};
    assert_ok(geo_layer_put(ctx, layer, &one, null)); /* one part: fits */
    assert_ok(geo_package_commit(ctx, package));
    assert_int_equal(geo_layer_put(ctx, layer, &good, null), GEO_ERR_INTERNAL);
    assert_int_equal(geo_package_commit(ctx, package), GEO_ERR_INTERNAL);
    geo_package_free(package);
    assert_holds(options.path, "SELECT count(*) FROM tree", "3");
    assert_holds(options.path, "SELECT seen FROM tree WHERE fid = 1", "2024-05-01T00:00:00.000Z");
    assert_holds(options.path, "SELECT seen FROM tree WHERE fid = 2", "2024-05-01T08:00:00.000Z");
    geo_schema_release(&schema);
}

static void plain_tables_and_layers_without_index(void **state)
{
    geo_ctx *ctx = *state;
    geo_package *package;
    geo_layer *layer;
    geo_schema table, bulk;
    const geo_package_options options = {.path = in_folder("t.gpkg")};
    assert_ok(geo_schema_init(ctx, &table, "species", GEO_GEOM_UNKNOWN, NULL));
    assert_ok(geo_schema_add(ctx, &table, "name", GEO_FIELD_STRING));
    assert_ok(geo_schema_init(ctx, &bulk, "bulk", GEO_GEOM_UNKNOWN, NULL));
    assert_ok(geo_package_new(ctx, &options, &package));
    const geo_layer_options plain = {.schema = &table, .no_geometry = true};
    assert_ok(geo_package_layer(ctx, package, &plain, &layer));
    geo_value name = text("linde");
    geo_point p = {EAST, NORTH};
    geo_geom geom = {.type = GEO_GEOM_POINT, .points = &p, .point_count = 1};
    assert_ok(geo_layer_put(ctx, layer, NULL, &name));
    const geo_layer_options no_index = {.schema = &bulk, .no_index = true};
    assert_ok(geo_package_layer(ctx, package, &no_index, &layer));
    assert_ok(geo_layer_put(ctx, layer, &geom, NULL));
    assert_ok(geo_package_commit(ctx, package));
    geo_package_free(package);
    assert_holds(options.path, "SELECT data_type FROM gpkg_contents WHERE table_name = 'species'",
                 "attributes");
    assert_holds(options.path, "SELECT count(*) FROM sqlite_master WHERE name LIKE 'rtree_bulk%'",
                 "0");
    assert_holds(options.path, "SELECT count(*) FROM bulk", "1");
    geo_schema_release(&table);
    geo_schema_release(&bulk);
}

/* A file-size limit stands for a full disk: an error, and the old file stays. */
static void a_full_disk_is_an_error(void **state)
{
    const char *path = make_trees(*state, "t.gpkg", NAMES("tree"), 3);
    if (fork() == 0) {
        geo_package *package;
        const geo_package_options options = {.path = path, .overwrite = true};
        geo_ctx *ctx = *state;
        signal(SIGXFSZ, SIG_IGN);
        struct rlimit limit = {400000, 400000};
        setrlimit(RLIMIT_FSIZE, &limit);
        if (geo_package_new(ctx, &options, &package))
            _exit(1);
        geo_schema schema;
        geo_layer *layer;
        if (geo_schema_init(ctx, &schema, "tree", GEO_GEOM_POINT, NULL))
            _exit(1);
        const geo_layer_options one = {.schema = &schema};
        geo_status status = geo_package_layer(ctx, package, &one, &layer);
        for (int i = 0; !status && i < 20000; i++) {
            geo_point p = {EAST + i, NORTH};
            geo_geom geom = {.type = GEO_GEOM_POINT, .points = &p, .point_count = 1};
            status = geo_layer_put(ctx, layer, &geom, NULL);
        }
        if (!status)
            status = geo_package_commit(ctx, package);
        geo_package_free(package);
        _exit(status == GEO_ERR_IO ? 42 : 2);
    }
    int how;
    assert_true(wait(&how) > 0);
    assert_true(WIFEXITED(how));
    assert_int_equal(WEXITSTATUS(how), 42);
    assert_holds(path, "SELECT count(*) FROM tree", "3");
    assert_int_equal(count_files(), 1);
}

static void out_of_memory_anywhere(void **state)
{
    geo_ctx *ctx = *state;
    geo_schema schema;
    assert_ok(geo_schema_init(ctx, &schema, "tree", GEO_GEOM_POINT, NULL));
    assert_ok(geo_schema_add(ctx, &schema, "fits", GEO_FIELD_INT));
    static const char *const codes[] = {"9"};
    const geo_domain domain = {"fits", codes, codes, 1};
    const geo_layer_options layer_options = {.schema = &schema,
                                             .title = "t",
                                             .abstract = "a",
                                             .style = "<s/>",
                                             .domains = &domain,
                                             .domain_count = 1};
    const geo_package_options options = {.path = in_folder("t.gpkg"), .overwrite = true};
    geo_point p = {EAST, NORTH};
    geo_geom geom = {.type = GEO_GEOM_POINT, .points = &p, .point_count = 1};
    geo_value value = integer(GEO_FIELD_INT, 9);
    uint64_t n = 1;
    for (geo_status status = GEO_ERR_NOMEM; status; n++) {
        geo_package *package = NULL;
        geo_layer *layer;
        geo_alloc_fail_at(n);
        status = geo_package_new(ctx, &options, &package);
        if (!status)
            status = geo_package_layer(ctx, package, &layer_options, &layer);
        if (!status)
            status = geo_layer_put(ctx, layer, &geom, &value);
        if (!status)
            status = geo_package_commit(ctx, package);
        geo_alloc_fail_at(0);
        geo_package_free(package);
        if (status)
            assert_int_equal(status, GEO_ERR_NOMEM);
        assert_int_equal(count_files(), !status);
        assert_true(n < 1000);
    }
    assert_true(n > 20);
    geo_schema_release(&schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(writes_rows_and_index),
        TEST(carries_style_metadata_and_codes),
        TEST(keeps_values_exactly),
        TEST(conforms_to_the_standard),
        TEST(same_input_same_bytes),
        TEST(replaces_one_layer_and_no_other),
        TEST(replaces_style_and_codes_too),
        TEST(update_refuses_what_it_should),
        TEST(abandoned_leaves_nothing),
        TEST(refuses_bad_layers),
        TEST(refuses_bad_rows),
        TEST(plain_tables_and_layers_without_index),
        TEST(a_full_disk_is_an_error),
        TEST(out_of_memory_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
