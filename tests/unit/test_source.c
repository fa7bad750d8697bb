/* io/source: themes as plain arrays. Bad rows are counted with their ids, boxes lose nothing, wrong
 * coordinate systems are seen. */
#include "base/alloc.h"
#include "geom/geos.h"
#include "io/source.h"
#include "store.h"

/* GeoJSON of features: each entry is id and geometry; coordinates in `crs` (EPSG code, 0: none). */
static const char *make_json(const char *file, int code, const char *const *rows)
{
    const char *path = in_folder(file);
    FILE *out = fopen(path, "w");
    fprintf(out, "{\"type\":\"FeatureCollection\",");
    if (code)
        fprintf(
            out,
            "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::%d\"}},",
            code);
    fprintf(out, "\"features\":[\n");
    for (; *rows; rows += 2)
        fprintf(out, "{\"type\":\"Feature\",\"properties\":{\"id\":\"%s\"},\"geometry\":%s}%s\n",
                rows[0], rows[1], rows[2] ? "," : "");
    fprintf(out, "]}\n");
    fclose(out);
    return path;
}

static geo_source *open_source(geo_ctx *ctx, const char *dataset, const geo_source_options *options)
{
    geo_source *source;
    if (geo_source_new(ctx, dataset, options, &source))
        fail_msg("%s", geo_ctx_error(ctx));
    return source;
}

static geo_features read_all(geo_ctx *ctx, geo_source *source, const geo_box *box)
{
    geo_features set;
    if (geo_source_read(ctx, source, box, &set))
        fail_msg("%s", geo_ctx_error(ctx));
    return set;
}

static uint64_t count_of(const geo_source *source, const char *reason, const char **first)
{
    const geo_tally *tally = geo_source_tally(source);
    for (int i = 0; i < tally->kind_count; i++) {
        if (strcmp(tally->kinds[i].reason, reason) != 0)
            continue;
        if (first)
            *first = tally->kinds[i].first;
        return tally->kinds[i].count;
    }
    return 0;
}

static void reads_columns(void **state)
{
    static const char *const text[] = {"species", "absent"};
    static const char *const number[] = {"height_m", "missing", "species"};
    const geo_source_options options = {
        .text = text, .text_count = 2, .number = number, .number_count = 3};
    geo_source *source =
        open_source(*state, make_trees(*state, "t.gpkg", NAMES("tree"), 10), &options);
    assert_string_equal(geo_source_name(source), "t.gpkg:tree");
    assert_int_equal(geo_source_count(source), 10);
    assert_int_equal(geo_crs_code(geo_source_crs(source)), 28992);
    assert_true(geo_source_has(source, "species"));
    assert_false(geo_source_has(source, "absent"));
    geo_box extent = geo_source_extent(source);
    assert_near(extent.xmin, EAST, 0);
    assert_near(extent.ymax, NORTH + 18, 0);
    geo_features set = read_all(*state, source, NULL);
    assert_int_equal(set.count, 10);
    for (size_t i = 0; i < 10; i++) {
        char id[8];
        snprintf(id, sizeof id, "t%zu", i);
        assert_string_equal(set.ids[i], id);
        assert_near(set.geoms[i].points[0].x, EAST + (double)i, 0);
        assert_near(set.boxes[i].ymin, NORTH + 2.0 * (double)i, 0);
        assert_near(set.number[0][i], (double)i / 2, 0);
        assert_true(isnan(set.number[1][i]));
        assert_true(isnan(set.number[2][i]));
        assert_null(set.text[1][i]);
        if (i % 2)
            assert_null(set.text[0][i]);
        else
            assert_string_equal(set.text[0][i], "linde");
    }
    assert_null(set.newest_date);
    assert_int_equal(geo_source_tally(source)->used, 10);
    geo_features_release(&set);
    geo_source_free(source);
}

static void reads_by_box(void **state)
{
    const geo_source_options options = GEO_SOURCE_OPTIONS_INIT;
    geo_source *source =
        open_source(*state, make_trees(*state, "t.gpkg", NAMES("tree"), 5000), &options);
    for (int from = 0; from < 5000; from += 377) {
        geo_box box = {EAST + from, NORTH, EAST + from + 100, NORTH + 20000};
        geo_features set = read_all(*state, source, &box);
        size_t expected = from + 100 < 5000 ? 101 : (size_t)(5000 - from); /* closed box */
        assert_int_equal(set.count, expected);
        for (size_t i = 0; i < set.count; i++)
            assert_near(set.geoms[i].points[0].x, EAST + from + (double)i, 0);
        geo_features_release(&set);
    }
    geo_box nowhere = {0, 300000, 1, 300001};
    geo_features set = read_all(*state, source, &nowhere);
    assert_int_equal(set.count, 0);
    geo_features_release(&set);
    geo_source_free(source);
}

#define SQUARE(x, y, d)                                                                            \
    "{\"type\":\"Polygon\",\"coordinates\":[[[" x "," y "],[" x d "," y "],[" x d "," y d "],[" x  \
    "," y d "],[" x "," y "]]]}"

static void mends_and_rejects(void **state)
{
    static const char *const rows[] = {
        "good",
        SQUARE("155000", "463000", ".5"),
        "open",
        "{\"type\":\"Polygon\",\"coordinates\":[[[155000,463000],[155010,463000],"
        "[155010,463010],[155000,463010]]]}",
        "bowtie",
        "{\"type\":\"Polygon\",\"coordinates\":[[[155000,463000],[155010,463010],"
        "[155010,463000],[155000,463010],[155000,463000]]]}",
        "spike",
        "{\"type\":\"Polygon\",\"coordinates\":[[[155000,463000],[155010,463000],"
        "[155010,463010],[155010,463050],[155010,463010],[155000,463010],"
        "[155000,463000]]]}",
        "null",
        "null",
        "empty",
        "{\"type\":\"Polygon\",\"coordinates\":[]}",
        "point",
        "{\"type\":\"Point\",\"coordinates\":[155000,463000]}",
        "mixed",
        "{\"type\":\"GeometryCollection\",\"geometries\":[]}",
        "multi",
        "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[155000,463000],[155010,463000],"
        "[155010,463010],[155000,463000]]]]}",
        NULL};
    const geo_source_options options = {.geometry_kinds[GEO_GEOM_POLYGON] = true};
    geo_source *source = open_source(*state, make_json("g.geojson", 28992, rows), &options);
    geo_features set = read_all(*state, source, NULL);
    const geo_tally *tally = geo_source_tally(source);
    assert_int_equal(tally->used + tally->repaired + tally->rejected + tally->ignored, 9);
    assert_int_equal(set.count, tally->used + tally->repaired);
    assert_int_equal(tally->used, 2);
    assert_int_equal(tally->repaired, 2);
    assert_int_equal(set.count, 4);
    assert_string_equal(set.ids[0], "good");
    assert_string_equal(set.ids[1], "open");
    assert_string_equal(set.ids[2], "spike");
    assert_string_equal(set.ids[3], "multi");
    assert_near(geo_geom_area(&set.geoms[1]), 100, 1e-9);
    assert_near(geo_geom_area(&set.geoms[2]), 100, 1e-9);
    const char *first = NULL;
    assert_int_equal(count_of(source, "geometry of another kind", &first), 1);
    assert_string_equal(first, "point");
    assert_true(count_of(source, "null geometry", &first) >= 1); /* GDAL reads [] as null */
    assert_string_equal(first, "null");
    geo_geos *geos;
    assert_ok(geo_geos_new(*state, &geos));
    for (size_t i = 0; i < set.count; i++) {
        bool valid = false;
        assert_ok(geo_geos_is_valid(*state, geos, &set.geoms[i], &valid));
        assert_true(valid);
    }
    geo_geos_free(geos);
    geo_features_release(&set);
    geo_source_free(source);
}

/* An invalid polygon is not lost by a box, as it would be with OGR's own filter. */
static void boxes_lose_no_invalid_polygon(void **state)
{
    static const char *const rows[] = {
        "open",
        "{\"type\":\"Polygon\",\"coordinates\":[[[155000,463000],[155100,463000],"
        "[155100,463100],[155000,463100]]]}",
        NULL};
    const geo_source_options options = GEO_SOURCE_OPTIONS_INIT;
    geo_source *source = open_source(*state, make_json("g.geojson", 28992, rows), &options);
    geo_box inside = {155040, 463040, 155041, 463041}, beside = {155200, 463000, 155300, 463100};
    geo_features set = read_all(*state, source, &inside);
    assert_int_equal(set.count, 1);
    geo_features_release(&set);
    set = read_all(*state, source, &beside);
    assert_int_equal(set.count, 0);
    geo_features_release(&set);
    geo_source_free(source);
}

/* The church of Our Lady at Amersfoort is where both systems have their origin: RD 155000, 463000
 * is 52.15517440 N, 5.38720621 E (Bessel: Kadaster); in ETRS89 52.155172898, 5.387203658 within
 * what the 3-parameter and the grid operation differ (< 1 m here). */
static void transforms(void **state)
{
    static const char *const rows[] = {
        "tower", "{\"type\":\"Point\",\"coordinates\":[5.387203658,52.155172898]}", NULL};
    geo_crs *rd = rd_new(*state);
    const geo_source_options options = {.target_crs = rd};
    geo_source *source = open_source(*state, make_json("w.geojson", 0, rows), &options);
    assert_int_equal(geo_crs_code(geo_source_crs(source)), 28992);
    geo_features set = read_all(*state, source, NULL);
    assert_int_equal(set.count, 1);
    assert_near(set.geoms[0].points[0].x, 155000, 1);
    assert_near(set.geoms[0].points[0].y, 463000, 1);
    assert_near(geo_source_extent(source).xmin, 155000, 1);
    geo_features_release(&set);
    geo_box box = {154990, 462990, 155010, 463010}, far = {155100, 462990, 155110, 463010};
    set = read_all(*state, source, &box);
    assert_int_equal(set.count, 1);
    geo_features_release(&set);
    set = read_all(*state, source, &far);
    assert_int_equal(set.count, 0);
    geo_features_release(&set);
    geo_source_free(source);
    geo_crs_free(rd);
}

static void needs_a_crs(void **state)
{
    geo_ctx *ctx = *state;
    geo_source *source = NULL;
    geo_crs *rd = rd_new(ctx);
    static const char *const rows[] = {"a", "{\"type\":\"Point\",\"coordinates\":[5.3,52.1]}",
                                       NULL};
    const geo_source_options none = GEO_SOURCE_OPTIONS_INIT, to_rd = {.target_crs = rd};
    const geo_source_options declared = {.crs = "EPSG:28992"};
    assert_int_equal(geo_source_new(ctx, make_json("w.geojson", 0, rows), &none, &source),
                     GEO_ERR_CRS);
    assert_says(ctx, "'w.geojson' is in degrees");
    const char *path = make_trees(ctx, "t.gpkg", NAMES("tree"), 3);
    assert_int_equal(run("sqlite3 '%s' 'UPDATE gpkg_geometry_columns SET srs_id = -1'", path), 0);
    assert_int_equal(geo_source_new(ctx, path, &to_rd, &source), GEO_ERR_CRS);
    assert_says(ctx, "'t.gpkg:tree' does not say in which coordinate system it is");
    assert_hints(ctx, "-a_srs EPSG:28992");
    assert_null(source);
    source = open_source(ctx, path, &declared);
    geo_source_free(source);
    geo_crs_free(rd);
}

static void sees_swapped_axes(void **state)
{
    static const char *const rd_rows[] = {
        "a", "{\"type\":\"Point\",\"coordinates\":[463000,155000]}", "b",
        "{\"type\":\"Point\",\"coordinates\":[155000,463000]}", NULL};
    static const char *const wgs_rows[] = {"a", "{\"type\":\"Point\",\"coordinates\":[52.1,5.3]}",
                                           NULL};
    static const char *const far_rows[] = {
        "a", "{\"type\":\"Point\",\"coordinates\":[9155000,9463000]}", NULL};
    geo_crs *rd = rd_new(*state);
    geo_features set;
    const geo_source_options options = {.target_crs = rd};
    geo_source *source = open_source(*state, make_json("s.geojson", 28992, rd_rows), &options);
    assert_int_equal(geo_source_read(*state, source, NULL, &set), GEO_ERR_CRS);
    assert_says(*state, "1 of 2 rows of 's.geojson' lie outside the area of use of EPSG:28992 "
                        "(first: 'a' at 463000, 155000)");
    assert_string_equal(geo_ctx_hint(*state), "are x and y swapped?");
    geo_source_free(source);
    source = open_source(*state, make_json("w.geojson", 0, wgs_rows), &options);
    assert_int_equal(geo_source_read(*state, source, NULL, &set), GEO_ERR_CRS);
    assert_string_equal(geo_ctx_hint(*state), "are x and y swapped?");
    geo_source_free(source);
    source = open_source(*state, make_json("f.geojson", 28992, far_rows), &options);
    assert_int_equal(geo_source_read(*state, source, NULL, &set), GEO_ERR_CRS);
    assert_hints(*state, "another coordinate system");
    geo_source_free(source);
    geo_crs_free(rd);
}

/* One row in 2,000 far away is a reject; the others are used. */
static void few_rows_outside_are_rejects(void **state)
{
    geo_ctx *ctx = *state;
    const char *path = in_folder("m.geojson");
    FILE *out = fopen(path, "w");
    fprintf(out, "{\"type\":\"FeatureCollection\",\"features\":[\n");
    for (int i = 0; i < 2000; i++)
        fprintf(out,
                "{\"type\":\"Feature\",\"properties\":{\"id\":\"r%d\",\"source_date\":\"2024-%02d-"
                "01\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[%d,463000]}}%s\n",
                i, i % 9 + 1, i == 77 ? 999999 : 155000 + i, i < 1999 ? "," : "");
    fprintf(out, "]}\n");
    fclose(out);
    const geo_source_options options = {.crs = "EPSG:28992"};
    geo_source *source = open_source(ctx, path, &options);
    geo_features set = read_all(ctx, source, NULL);
    const char *first = NULL;
    assert_int_equal(set.count, 1999);
    assert_int_equal(count_of(source, "outside the area of use of its coordinate system", &first),
                     1);
    assert_string_equal(first, "r77");
    assert_string_equal(set.newest_date, "2024-09-01");
    geo_features_release(&set);
    geo_source_free(source);
}

static void names_what_is_wrong(void **state)
{
    geo_source *source = NULL;
    const geo_source_options options = {.default_layer = "address"};
    const char *path = make_trees(*state, "t.gpkg", NAMES("tree", "stump"), 1);
    assert_int_equal(geo_source_new(*state, path, &options, &source), GEO_ERR_ARG);
    assert_says(*state, "stump, tree");
    assert_int_equal(geo_source_new(*state, in_folder("no.gpkg"), &options, &source),
                     GEO_ERR_NOTFOUND);
    geo_package *package;
    geo_layer *layer;
    geo_schema schema;
    const geo_package_options target = {.path = in_folder("plain.gpkg")};
    assert_ok(geo_schema_init(*state, &schema, "species", GEO_GEOM_UNKNOWN, NULL));
    const geo_layer_options plain = {.schema = &schema, .no_geometry = true};
    assert_ok(geo_package_new(*state, &target, &package));
    assert_ok(geo_package_layer(*state, package, &plain, &layer));
    assert_ok(geo_package_commit(*state, package));
    geo_package_free(package);
    geo_schema_release(&schema);
    assert_int_equal(geo_source_new(*state, target.path, &options, &source), GEO_ERR_GEOM);
    assert_says(*state, "table without geometry");
    geo_source_free(NULL);
}

/* A row whose geometry bytes are cut: counted, the others read. */
static void counts_unreadable_rows(void **state)
{
    const geo_source_options options = GEO_SOURCE_OPTIONS_INIT;
    const char *path = make_trees(*state, "t.gpkg", NAMES("tree"), 10);
    assert_int_equal(
        run("for i in 1 2 3 4; do echo \"DROP TRIGGER rtree_tree_geom_update$i;\"; done "
            "| sqlite3 '%s'",
            path),
        0);
    assert_int_equal(
        run("sqlite3 '%s' 'UPDATE tree SET geom = substr(geom, 1, 12) WHERE fid = 4'", path), 0);
    geo_source *source = open_source(*state, path, &options);
    geo_features set = read_all(*state, source, NULL);
    assert_int_equal(set.count, 9);
    assert_int_equal(geo_source_tally(source)->rejected, 1);
    assert_int_equal(geo_source_tally(source)->used, 9);
    geo_features_release(&set);
    geo_source_free(source);
}

static bool always(void *self)
{
    (void)self;
    return true;
}

static void cancels(void **state)
{
    const geo_ctx_hooks hooks = {.cancelled = always};
    const geo_source_options options = GEO_SOURCE_OPTIONS_INIT;
    geo_source *source =
        open_source(*state, make_trees(*state, "t.gpkg", NAMES("tree"), 3), &options);
    geo_ctx *ctx = geo_ctx_new(&hooks);
    geo_features set;
    assert_int_equal(geo_source_read(ctx, source, NULL, &set), GEO_ERR_CANCELLED);
    geo_ctx_free(ctx);
    geo_source_free(source);
}

static void reads_real_towns(void **state)
{
    static const char *const themes[] = {"building", "green",  "water", "address",
                                         "tree",     "street", "hedge", "neighbourhood"};
    if (!have(DATA "/town_delft/base.gpkg"))
        return;
    geo_crs *rd = rd_new(*state);
    for (size_t i = 0; i < sizeof themes / sizeof *themes; i++) {
        char dataset[300];
        const geo_source_options options = {.target_crs = rd};
        snprintf(dataset, sizeof dataset, "%s/town_delft/base.gpkg:%s", DATA, themes[i]);
        geo_source *source = open_source(*state, dataset, &options);
        geo_features set = read_all(*state, source, NULL);
        const geo_tally *tally = geo_source_tally(source);
        assert_int_equal(geo_tally_total(tally), geo_source_count(source));
        assert_int_equal(set.count, tally->used + tally->repaired);
        /* what a box finds is what a walk over all boxes finds */
        geo_box whole = geo_source_extent(source), box = whole;
        box.xmax = box.xmin + (whole.xmax - whole.xmin) / 3;
        size_t expected = 0;
        for (size_t k = 0; k < set.count; k++)
            expected += geo_box_meets(set.boxes[k], box);
        geo_features part = read_all(*state, source, &box);
        assert_int_equal(part.count, expected);
        geo_features_release(&part);
        geo_features_release(&set);
        geo_source_free(source);
    }
    geo_crs_free(rd);
}

static void out_of_memory_anywhere(void **state)
{
    geo_ctx *ctx = *state;
    static const char *const text[] = {"species"}, *const number[] = {"height_m"};
    geo_crs *wgs;
    assert_ok(geo_crs_new(ctx, "EPSG:4326", &wgs));
    const geo_source_options options = {
        .text = text, .text_count = 1, .number = number, .number_count = 1, .target_crs = wgs};
    char *path = strdup(make_trees(ctx, "t.gpkg", NAMES("tree"), 3));
    geo_box box = {5, 52, 6, 53};
    uint64_t n = 1;
    for (geo_status status = GEO_ERR_NOMEM; status; n++) {
        geo_source *source = NULL;
        geo_features set = {0};
        geo_alloc_fail_at(n);
        status = geo_source_new(ctx, path, &options, &source);
        if (!status)
            status = geo_source_read(ctx, source, &box, &set);
        geo_alloc_fail_at(0);
        if (status)
            assert_int_equal(status, GEO_ERR_NOMEM);
        else
            assert_int_equal(set.count, 3);
        geo_features_release(&set);
        geo_source_free(source);
        assert_true(n < 1000);
    }
    assert_true(n > 20);
    geo_crs_free(wgs);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reads_columns),
        TEST(reads_by_box),
        TEST(mends_and_rejects),
        TEST(boxes_lose_no_invalid_polygon),
        TEST(transforms),
        TEST(needs_a_crs),
        TEST(sees_swapped_axes),
        TEST(few_rows_outside_are_rejects),
        TEST(names_what_is_wrong),
        TEST(counts_unreadable_rows),
        TEST(cancels),
        TEST(reads_real_towns),
        TEST(out_of_memory_anywhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
