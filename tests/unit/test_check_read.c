/* report/check_read: the layer as gn-norm writes it, and what it refuses. */
#include "base/alloc.h"
#include "report/check_read.h"
#include "store.h"

typedef struct row {
    const char *code, *level;
    double homes, pass, fail, unknown; /* of trees; NAN: null */
} row;

static const char *const columns[] = {"id",
                                      "code",
                                      "name",
                                      "level",
                                      "parent_code",
                                      "norm",
                                      "homes",
                                      "trees_pass",
                                      "trees_fail",
                                      "trees_unknown",
                                      "canopy_pass",
                                      "canopy_fail",
                                      "canopy_unknown",
                                      "access_pass",
                                      "access_fail",
                                      "access_unknown",
                                      "norm_pass",
                                      "norm_fail",
                                      "norm_unknown"};
enum { COLUMNS = sizeof columns / sizeof columns[0], FIRST_NUMBER = 6 };

static void put_row(geo_ctx *ctx, geo_layer *layer, const row *r, int without)
{
    geo_value values[COLUMNS], kept[COLUMNS];
    const char *const texts[FIRST_NUMBER] = {r->code, r->code, "Naam", r->level, "", "4-40-400"};
    const double numbers[] = {r->homes, r->pass, r->fail, r->unknown};
    geo_point ring[] = {{EAST, NORTH}, {EAST + 9, NORTH}, {EAST, NORTH + 9}, {EAST, NORTH}};
    uint32_t ends[] = {4}, parts[] = {1};
    const geo_geom geom = {GEO_GEOM_POLYGON, ring, ends, parts, 4, 1, 1};
    int count = 0;
    for (int i = 0; i < COLUMNS; i++) {
        int n = i - FIRST_NUMBER;
        values[i] = n < 0   ? geo_value_text(texts[i])
                    : n < 4 ? geo_value_double(numbers[n])
                            : geo_value_null(GEO_FIELD_DOUBLE);
        if (i != without)
            kept[count++] = values[i];
    }
    assert_ok(geo_layer_put(ctx, layer, &geom, kept));
}

/* A GeoPackage with these rows, lacking column `without` (-1: none). */
static const char *make_layer(geo_ctx *ctx, const row *rows, size_t count, int without)
{
    const char *path = in_folder("norm.gpkg");
    geo_crs *crs = rd_new(ctx);
    geo_schema schema;
    geo_package *package;
    geo_layer *layer;
    assert_ok(geo_schema_init(ctx, &schema, GEO_CHECK_LAYER, GEO_GEOM_MULTIPOLYGON, crs));
    for (int i = 0; i < COLUMNS; i++)
        if (i != without)
            assert_ok(geo_schema_add(ctx, &schema, columns[i],
                                     i < FIRST_NUMBER ? GEO_FIELD_STRING : GEO_FIELD_DOUBLE));
    assert_ok(geo_package_new(
        ctx, &(geo_package_options){.path = path, .overwrite = true, .date = "2024-05-01"},
        &package));
    assert_ok(geo_package_layer(
        ctx, package, &(geo_layer_options){.schema = &schema, .title = "t", .abstract = "a"},
        &layer));
    for (size_t i = 0; i < count; i++)
        put_row(ctx, layer, &rows[i], without);
    if (geo_package_commit(ctx, package))
        fail_msg("%s", geo_ctx_error(ctx));
    geo_package_free(package);
    geo_schema_release(&schema);
    geo_crs_free(crs);
    return path;
}

static geo_status read_layer(geo_ctx *ctx, const char *path, geo_check_layer *out)
{
    geo_source_options options = geo_check_source_options();
    geo_source *source;
    assert_ok(geo_source_new(ctx, path, &options, &source));
    geo_status status = geo_check_layer_init(ctx, source, out);
    geo_source_free(source);
    return status;
}

static void reads_the_layer(void **state)
{
    const row rows[] = {{"BU1", "buurt", 10, 5, 3, 2},
                        {"WK1", "wijk", 10, 5, 3, 2},
                        {"", "totaal", 10, 5, 3, 2},
                        {"GM1", "gemeente", 0, 0, 0, 0},
                        {"BU2", "buurt", 7, NAN, NAN, NAN}};
    geo_check_layer layer;
    if (read_layer(*state, make_layer(*state, rows, 5, -1), &layer))
        fail_msg("%s", geo_ctx_error(*state));
    assert_int_equal(layer.count, 5);
    assert_int_equal(layer.town, 2);
    assert_string_equal(layer.norm, "4-40-400");
    assert_string_equal(layer.units[0].code, "BU1");
    assert_string_equal(layer.units[0].name, "Naam");
    assert_null(layer.units[0].parent);
    assert_int_equal(layer.units[0].level, GEO_CHECK_BUURT);
    assert_int_equal(layer.units[1].level, GEO_CHECK_WIJK);
    assert_int_equal(layer.units[3].level, GEO_CHECK_GEMEENTE);
    assert_int_equal(layer.units[0].homes, 10);
    assert_int_equal(layer.units[0].counts[GEO_CHECK_TREES].pass, 5);
    assert_int_equal(layer.units[0].counts[GEO_CHECK_TREES].fail, 3);
    assert_int_equal(layer.units[0].counts[GEO_CHECK_TREES].unknown, 2);
    assert_true(layer.units[0].counts[GEO_CHECK_TREES].asked);
    assert_false(layer.units[0].counts[GEO_CHECK_NORM].asked);
    assert_false(layer.units[4].counts[GEO_CHECK_TREES].asked);
    geo_check_layer_release(&layer);
}

static void refuses_a_broken_layer(void **state)
{
    static const struct {
        row row;
        const char *says;
    } cases[] = {
        {{"BU1", "buurt", 10, 5, 3, 2}, "there are 0 rows of level totaal instead of one"},
        {{"BU1", "straat", 10, 5, 3, 2}, "level 'straat' is none of buurt"},
        {{"BU1", NULL, 10, 5, 3, 2}, "level '' is none of"},
        {{"T", "totaal", -1, 5, 3, 2}, "homes is no number of homes: while reading feature 'T'"},
        {{"T", "totaal", NAN, 5, 3, 2}, "homes is no number of homes"},
        {{"T", "totaal", 10, 5.5, 3, 1}, "trees_pass is no number of homes"},
        {{"T", "totaal", 10, 5, NAN, 2}, "trees_fail is no number of homes"},
        {{"T", "totaal", 10, 5, 3, 1e18}, "trees_unknown is no number of homes"},
        {{"T", "totaal", 10, 5, 4, 2}, "trees counts 11 homes of 10"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        geo_check_layer layer;
        const char *path = make_layer(*state, &cases[i].row, 1, -1);
        assert_int_equal(read_layer(*state, path, &layer), GEO_ERR_FORMAT);
        assert_says(*state, cases[i].says);
    }
    const row towns[] = {{"T", "totaal", 1, 1, 0, 0}, {"U", "totaal", 1, 1, 0, 0}};
    geo_check_layer layer;
    assert_int_equal(read_layer(*state, make_layer(*state, towns, 2, -1), &layer), GEO_ERR_FORMAT);
    assert_says(*state, "there are 2 rows of level totaal");
}

static void names_a_missing_column(void **state)
{
    const row town = {"T", "totaal", 1, 1, 0, 0};
    for (int without = 1; without < COLUMNS; without++) {
        geo_check_layer layer;
        char expected[128];
        const char *path = make_layer(*state, &town, 1, without);
        assert_int_equal(read_layer(*state, path, &layer), GEO_ERR_NOTFOUND);
        snprintf(expected, sizeof expected, "'norm.gpkg:norm_neighbourhood' has no column '%s'",
                 columns[without]);
        assert_says(*state, expected);
        assert_hints(*state, "gn-norm -o FILE.gpkg makes");
    }
}

static void reads_without_memory(void **state)
{
    const row rows[] = {{"BU1", "buurt", 10, 5, 3, 2}, {"T", "totaal", 10, 5, 3, 2}};
    const char *path = make_layer(*state, rows, 2, -1);
    geo_status status = GEO_ERR_NOMEM;
    for (uint64_t nth = 1; status == GEO_ERR_NOMEM; nth++) {
        geo_source_options options = geo_check_source_options();
        geo_check_layer layer = {0};
        geo_source *source;
        assert_ok(geo_source_new(*state, path, &options, &source));
        geo_alloc_fail_at(nth);
        status = geo_check_layer_init(*state, source, &layer);
        geo_alloc_fail_at(0);
        geo_check_layer_release(&layer);
        geo_source_free(source);
    }
    assert_int_equal(status, GEO_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(reads_the_layer),
        TEST(refuses_a_broken_layer),
        TEST(names_a_missing_column),
        TEST(reads_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
