/* io/source: is there such a layer? Asked without a look at the layer itself. */
#include "base/alloc.h"
#include "io/source.h"
#include "store.h"

static bool there(geo_ctx *ctx, const char *file, const char *layer)
{
    char dataset[600];
    bool found;
    snprintf(dataset, sizeof dataset, "%s%s%s", file, layer ? ":" : "", layer ? layer : "");
    assert_ok(geo_source_find(ctx, dataset, &found));
    assert_string_equal(geo_ctx_error(ctx), "");
    return found;
}

static void finds_layers_of_a_geopackage(void **state)
{
    const char *path = make_trees(*state, "t.gpkg", NAMES("tree", "stump"), 3);
    assert_true(there(*state, path, "tree"));
    assert_true(there(*state, path, "stump"));
    assert_false(there(*state, path, "Tree"));
    assert_false(there(*state, path, "crown"));
    assert_false(there(*state, in_folder("none.gpkg"), "tree"));
}

/* What is wrong is said by whoever opens it: to say it is not there would hide it. */
static void a_damaged_file_is_there(void **state)
{
    put_text(in_folder("text.gpkg"), "no GeoPackage");
    assert_true(there(*state, in_folder("text.gpkg"), "tree"));
    put_bytes(in_folder("cut.gpkg"), "SQLite format 3", 16);
    assert_true(there(*state, in_folder("cut.gpkg"), "tree"));
}

static void other_formats_are_opened(void **state)
{
    put_text(in_folder("park.geojson"),
             "{\"type\":\"FeatureCollection\",\"name\":\"park\",\"features\":[]}");
    assert_true(there(*state, in_folder("park.geojson"), NULL));
    assert_false(there(*state, in_folder("park.geojson"), "green"));
}

static void out_of_memory_while_looking(void **state)
{
    const char *path = make_trees(*state, "m.gpkg", NAMES("tree"), 1);
    char dataset[600];
    bool found;
    uint64_t nth = 0;
    geo_status status = GEO_ERR_NOMEM;
    snprintf(dataset, sizeof dataset, "%s:tree", path);
    while (status == GEO_ERR_NOMEM && nth < 100) {
        geo_alloc_fail_at(++nth);
        status = geo_source_find(*state, dataset, &found);
        geo_alloc_fail_at(0);
    }
    assert_ok(status);
    assert_true(found);
    assert_true(nth > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(finds_layers_of_a_geopackage),
        TEST(a_damaged_file_is_there),
        TEST(other_formats_are_opened),
        TEST(out_of_memory_while_looking),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
