/* io/open of GeoJSON: its system, one Feature or a sequence of them, and what ends too early. */
#include "open_case.h"

static void geojson_is_wgs84_unless_told(void **state)
{
    geo_ctx *ctx = *state;
    geo_vector v;
    static const char plain[] = "{\"type\":\"FeatureCollection\",\"features\":[{\"type\":"
                                "\"Feature\",\"properties\":{\"id\":\"a\"},\"geometry\":{\"type\":"
                                "\"Point\",\"coordinates\":[155000,463000]}}]}";
    static const char marked[] =
        "{\"type\":\"FeatureCollection\",\"crs\":{\"type\":\"name\",\"properties\":{\"name\":"
        "\"urn:ogc:def:crs:EPSG::28992\"}},\"features\":[]}";
    const geo_open_options rd = {.crs = "EPSG:28992"}, wgs = {.crs = "EPSG:4326"};
    const geo_open_options none = GEO_OPEN_OPTIONS_INIT;
    put_text(in_folder("p.geojson"), plain);
    assert_ok(geo_vector_init(ctx, in_folder("p.geojson"), &none, &v));
    assert_true(geo_crs_is_geographic(v.crs));
    assert_string_equal(v.name, "p.geojson");
    geo_vector_release(&v);
    assert_ok(geo_vector_init(ctx, in_folder("p.geojson"), &rd, &v));
    assert_int_equal(geo_crs_code(v.crs), 28992);
    geo_vector_release(&v);
    put_text(in_folder("m.geojson"), marked);
    assert_ok(geo_vector_init(ctx, in_folder("m.geojson"), &none, &v));
    assert_int_equal(geo_crs_code(v.crs), 28992);
    geo_vector_release(&v);
    assert_int_equal(open_it(ctx, in_folder("m.geojson"), &wgs), GEO_ERR_CRS);
}

static void a_broken_end_is_an_error(void **state)
{
    geo_vector v;
    OGRFeatureH row = NULL;
    const geo_open_options none = GEO_OPEN_OPTIONS_INIT;
    const char *path = in_folder("s.geojsonl");
    FILE *file = fopen(path, "w");
    for (int i = 0; i < 3000; i++)
        fprintf(file, "{\"type\":\"Feature\",\"properties\":{\"id\":%d},\"geometry\":null}\n", i);
    fprintf(file, "{\"type\":\"Feature\",\"properties\":{\"id\"");
    fclose(file);
    geo_status status = geo_vector_init(*state, path, &none, &v);
    bool is_open = !status;
    while (!status && !(status = geo_vector_next(*state, &v, &row)) && row)
        OGR_F_Destroy(row);
    if (is_open)
        geo_vector_release(&v);
    assert_int_equal(status, GEO_ERR_FORMAT);
    assert_says(*state, "s.geojsonl'");
}

/* A Feature whose line is longer than what is sniffed, and `after` it. */
static geo_open_format sniff_long(geo_ctx *ctx, const char *before, const char *between,
                                  const char *after)
{
    geo_open_format format = GEO_OPEN_UNKNOWN;
    const char *path = in_folder("long.json");
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "%s{\"type\":\"Feature\",\"properties\":{\"id\":1},\"geometry\":", before);
    fputs("{\"type\":\"MultiPoint\",\"coordinates\":[[5,52]", file);
    for (int i = 0; i < 2000; i++)
        fprintf(file, ",%s[5,52]", i == 1000 ? between : "");
    fprintf(file, "]}}%s", after);
    assert_int_equal(fclose(file), 0);
    assert_ok(geo_open_sniff(ctx, path, false, &format));
    assert_ok(open_it(ctx, path, NULL));
    return format;
}

static void one_long_feature_is_no_sequence(void **state)
{
    static const char next[] = "\n{\"type\":\"Feature\",\"properties\":{},\"geometry\":null}\n";
    assert_int_equal(sniff_long(*state, "", "", ""), GEO_OPEN_GEOJSON);
    assert_int_equal(sniff_long(*state, "", "", "\n"), GEO_OPEN_GEOJSON);
    assert_int_equal(sniff_long(*state, "", "\n", "\n"), GEO_OPEN_GEOJSON);
    assert_int_equal(sniff_long(*state, "", "", next), GEO_OPEN_GEOJSONSEQ);
    assert_int_equal(sniff_long(*state, "\x1e", "", "\n"), GEO_OPEN_GEOJSONSEQ);
}

/* A point whose id is so many letters and then `text`. */
static const char *put_point(size_t letters, const char *text)
{
    const char *path = in_folder("n.geojson");
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs("{\"type\":\"Feature\",\"properties\":{\"id\":\"", file);
    for (size_t i = 0; i < letters; i++)
        fputc('a', file);
    fprintf(file, "%s\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[5,52]}}", text);
    assert_int_equal(fclose(file), 0);
    return path;
}

/* GDAL would end the text there. */
static void refuses_nul_in_geojson(void **state)
{
    static const char *const bad[] = {"\\u0000", "x\\u0000y", "\\\\\\u0000", "\\u00\\u0000",
                                      "\\u\\u0000"};
    static const char *const good[] = {"\\\\u0000", "u0000", "\\u0001", "\\u00e9\\u0020",
                                       "\\n0000"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (open_it(*state, put_point(0, bad[i]), NULL) != GEO_ERR_FORMAT)
            fail_msg("%s is read", bad[i]);
        assert_says(*state, "'n.geojson' has a text with NUL in it");
    }
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        if (open_it(*state, put_point(0, good[i]), NULL))
            fail_msg("%s: %s", good[i], geo_ctx_error(*state));
    /* wherever the pieces end in which the file is read */
    for (size_t letters = (1 << 20) - 50; letters < 1 << 20; letters++)
        assert_int_equal(open_it(*state, put_point(letters, "\\u0000"), NULL), GEO_ERR_FORMAT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(geojson_is_wgs84_unless_told),
        TEST(a_broken_end_is_an_error),
        TEST(one_long_feature_is_no_sequence),
        TEST(refuses_nul_in_geojson),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
