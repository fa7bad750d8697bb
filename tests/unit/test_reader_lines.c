/* GeoJSON, line by line and as a collection: columns, types, coordinate systems, bad lines. */
#include <dirent.h>

#include "base/text.h"
#include "stream.h"

static const geo_reader_options PLAIN = {0};

static geo_status read_stream(const char *path, size_t *rows)
{
    return read_everything("-", path, &PLAIN, rows);
}

static geo_status read_lines_as_rd(const char *text, size_t *rows, geo_point *first)
{
    geo_crs *rd;
    geo_reader *reader = NULL;
    geo_batch batch = {0};
    assert_ok(geo_crs_new(ctx, "EPSG:28992", &rd));
    geo_reader_options options = {.target_crs = rd, .default_layer = "address"};
    int old = redirect(0, write_text(temp("lines"), text), O_RDONLY);
    geo_ctx_reset(ctx);
    geo_status status = geo_reader_new(ctx, "-", &options, &reader);
    *rows = 0;
    while (status == GEO_OK) {
        status = geo_reader_next(ctx, reader, &batch);
        if (status == GEO_OK && *rows == 0 && first)
            assert_true(geo_row_point(geo_batch_row(&batch, 0), first));
        *rows += status == GEO_OK ? geo_batch_count(&batch) : 0;
    }
    put_back(0, old);
    geo_reader_free(reader);
    geo_batch_release(&batch);
    geo_crs_free(rd);
    return status;
}

/* The origin of RD New, the tower in Amersfoort: 155,000, 463,000 is 5.3872 E, 52.1552 N in ETRS89
 * (NSGI, RDNAPTRANS); 1 m allows for the missing correction grid. */
static void lines_are_transformed(void **state)
{
    (void)state;
    size_t rows;
    geo_point first;
    assert_int_equal(
        read_lines_as_rd(
            "{\"type\":\"Feature\",\"properties\":{\"id\":\"a\"},\"geometry\":{\"type\":"
            "\"Point\",\"coordinates\":[5.38720621,52.15517440]}}\n",
            &rows, &first),
        GEO_END);
    assert_int_equal(rows, 1);
    assert_near(first.x, 155000, 1);
    assert_near(first.y, 463000, 1);
}

static void swapped_coordinates_are_noticed(void **state)
{
    (void)state;
    size_t rows;
    assert_int_equal(
        read_lines_as_rd("{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\","
                         "\"coordinates\":[52.1552,5.3872]}}\n",
                         &rows, NULL),
        GEO_ERR_CRS);
    assert_says("1 of 1 features lie outside the area of EPSG:28992, the first at (52.1552, "
                "5.3872)");
    assert_string_equal(geo_ctx_hint(ctx), "x and y are swapped: exchange them in the input");
}

#define POINT_AT "\"geometry\":{\"type\":\"Point\",\"coordinates\":[155000,463000]}"
#define RD_LINE                                                                                    \
    "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::28992\"}},"
#define LINE(properties)                                                                           \
    "{\"type\":\"Feature\"," RD_LINE "\"properties\":{" properties "}," POINT_AT "}"

static void lines_make_columns(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "\xef\xbb\xbf\x1e",
        LINE("\"n\":1,\"x\":1,\"b\":true,\"s\":\"a\",\"j\":{\"k\":[1]},\"m\":1,\"e\":null"),
        "\r\n\n",
        LINE("\"x\":2.5,\"n\":null,\"m\":\"two\",\"late\":7"),
        "\n{\"type\":\"Feature\",\"id\":9,",
        RD_LINE,
        "\"properties\":null,",
        POINT_AT,
        "}"};
    geo_text text = GEO_TEXT_INIT;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        geo_text_add(&text, lines[i]);
    const char *path = write_text(temp("l.geojsonl"), text.data);
    geo_text_release(&text);
    static const struct {
        const char *name;
        geo_field_type type;
    } expected[] = {{"n", GEO_FIELD_LONG},   {"x", GEO_FIELD_DOUBLE},  {"b", GEO_FIELD_BOOL},
                    {"s", GEO_FIELD_STRING}, {"j", GEO_FIELD_JSON},    {"m", GEO_FIELD_STRING},
                    {"e", GEO_FIELD_STRING}, {"late", GEO_FIELD_LONG}, {"id", GEO_FIELD_LONG}};
    geo_reader *reader;
    geo_batch batch = {0};
    geo_value v[9];
    assert_ok(geo_reader_new(ctx, path, &PLAIN, &reader));
    const geo_schema *schema = geo_reader_schema(reader);
    assert_int_equal(schema->field_count, 9);
    for (size_t i = 0; i < 9; i++) {
        assert_string_equal(schema->fields[i].name, expected[i].name);
        assert_int_equal(schema->fields[i].type, expected[i].type);
    }
    assert_int_equal(schema->type, GEO_GEOM_POINT);
    assert_ok(geo_reader_next(ctx, reader, &batch));
    assert_int_equal(geo_batch_count(&batch), 3);
    assert_ok(geo_row_values(ctx, schema, geo_batch_row(&batch, 0), NULL, 9, v));
    assert_near(geo_value_as_double(&v[0]), 1, 0);
    assert_near(geo_value_as_double(&v[1]), 1, 0);
    assert_memory_equal(v[4].as.string.text, "{\"k\":[1]}", 9);
    assert_memory_equal(v[5].as.string.text, "1", 1);
    assert_true(v[7].is_null);
    assert_ok(geo_row_values(ctx, schema, geo_batch_row(&batch, 1), NULL, 9, v));
    assert_true(v[0].is_null);
    assert_near(geo_value_as_double(&v[1]), 2.5, 0);
    assert_memory_equal(v[5].as.string.text, "two", 3);
    assert_ok(geo_row_values(ctx, schema, geo_batch_row(&batch, 2), NULL, 9, v));
    assert_near(geo_value_as_double(&v[8]), 9, 0);
    geo_reader_free(reader);
    geo_batch_release(&batch);
}

static void bad_lines_are_named(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
        geo_status status;
    } cases[] = {
        {LINE("\"a\":1") "\n{\"type\":\"Feature\"", "line 2", GEO_ERR_FORMAT},
        {LINE("\"a\":1") "\n{\"type\":\"Point\"}", "not a GeoJSON feature", GEO_ERR_FORMAT},
        {LINE("\"a\":1") "\n{\"type\":\"Feature\",\"properties\":{}," POINT_AT "}",
         "CRS is not that of the first", GEO_ERR_CRS},
        {LINE("\"a\":1") "\n" LINE("\"a\":2") " x", "line 2", GEO_ERR_FORMAT},
        {LINE("\"a\":1,\"A\":2"), "there is already a column 'a'", GEO_ERR_FORMAT},
        {LINE("\"a\":\"\\u0000\""), "does not fit column 'a'", GEO_ERR_FORMAT},
        {LINE("\"a\":99999999999999999999"), "does not fit column 'a'", GEO_ERR_FORMAT},
        {"{\"type\":\"Feature\",\"properties\":{},\"geometry\":{\"type\":\"Point\",\"coordinates\":"
         "[\"a\",2]}}",
         "coordinates are malformed", GEO_ERR_FORMAT},
        {LINE("\"a\":1") "\n\xff\xff\xff\xff\n",
         "the tool before this one failed (its message is above)", GEO_ERR_FORMAT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t rows;
        assert_int_equal(read_stream(write_text(temp("bad"), cases[i].text), &rows),
                         cases[i].status);
        assert_says(cases[i].says);
    }
}

/* 1,000 good lines, then one that brings something new. */
static void late_surprises_are_errors(void **state)
{
    (void)state;
    static const char *const late[] = {LINE("\"a\":1,\"b\":2"), LINE("\"a\":1.5"),
                                       LINE("\"a\":\"x\"")};
    static const char *const says[] = {"column 'b' is not in the first 1000 lines",
                                       "does not fit column 'a'", "does not fit column 'a'"};
    for (size_t k = 0; k < 3; k++) {
        geo_text text = GEO_TEXT_INIT;
        size_t rows;
        for (int i = 0; i < 1000; i++)
            geo_text_add(&text, LINE("\"a\":1") "\n");
        geo_text_add(&text, late[k]);
        assert_int_equal(read_stream(write_text(temp("late"), text.data), &rows), GEO_ERR_FORMAT);
        assert_says(says[k]);
        assert_says("line 1001");
        geo_text_release(&text);
    }
}

static void mixed_lines_find_a_common_type(void **state)
{
    (void)state;
    geo_reader *reader;
    geo_batch batch = {0};
    const char *path = write_text(
        temp("m.geojsonl"),
        "{\"type\":\"Feature\"," RD_LINE "\"properties\":{},\"geometry\":{\"type\":\"LineString\","
        "\"coordinates\":[[155000,463000],[155001,463001]]}}\n"
        "{\"type\":\"Feature\"," RD_LINE
        "\"properties\":{},\"geometry\":{\"type\":\"MultiLineString\","
        "\"coordinates\":[[[155000,463000],[155001,463001]],[[155000,463000],[155005,463001]]]}}\n"
        "{\"type\":\"Feature\"," RD_LINE "\"properties\":{},\"geometry\":null}\n");
    geo_arena *arena = geo_arena_new();
    geo_geom geom;
    assert_ok(geo_reader_new(ctx, path, &PLAIN, &reader));
    assert_int_equal(geo_reader_schema(reader)->type, GEO_GEOM_MULTILINE);
    assert_ok(geo_reader_next(ctx, reader, &batch));
    assert_int_equal(geo_batch_count(&batch), 2);
    assert_ok(geo_row_geom(ctx, batch.schema, geo_batch_row(&batch, 0), arena, &geom));
    assert_int_equal(geom.type, GEO_GEOM_MULTILINE);
    assert_int_equal(geom.end_count, 1);
    assert_int_equal(geo_reader_tally(reader)->rejected, 1);
    geo_arena_free(arena);
    geo_reader_free(reader);
    geo_batch_release(&batch);
}

static int temporary_files(void)
{
    int count = 0;
    DIR *open = opendir(folder);
    for (struct dirent *entry; (entry = readdir(open));)
        count += strncmp(entry->d_name, "groennet-", 9) == 0;
    closedir(open);
    return count;
}

static void collections_are_spooled_and_removed(void **state)
{
    (void)state;
    geo_text text = GEO_TEXT_INIT;
    size_t rows;
    geo_text_add(&text, "{\"type\":\"FeatureCollection\"," RD_LINE "\"features\":[\n");
    for (int i = 0; i < 500; i++)
        geo_text_addf(&text, "%s" LINE("\"id\":\"a%d\"") "\n", i ? "," : "", i);
    geo_text_add(&text, "]}");
    setenv("TMPDIR", folder, 1);
    assert_int_equal(read_stream(write_text(temp("c"), text.data), &rows), GEO_END);
    assert_int_equal(rows, 500);
    assert_int_equal(temporary_files(), 0);
    text.data[text.length - 2] = ' ';
    assert_int_not_equal(read_stream(write_text(temp("c"), text.data), &rows), GEO_END);
    assert_int_equal(temporary_files(), 0);
    setenv("TMPDIR", "/nowhere", 1);
    assert_int_equal(read_stream(temp("c"), &rows), GEO_ERR_IO);
    unsetenv("TMPDIR");
    geo_text_release(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_are_transformed),
        cmocka_unit_test(swapped_coordinates_are_noticed),
        cmocka_unit_test(lines_make_columns),
        cmocka_unit_test(bad_lines_are_named),
        cmocka_unit_test(late_surprises_are_errors),
        cmocka_unit_test(mixed_lines_find_a_common_type),
        cmocka_unit_test(collections_are_spooled_and_removed),
    };
    return cmocka_run_group_tests(tests, set_up_streams, tear_down_streams);
}
