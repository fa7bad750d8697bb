/* Writing: the text of each format, whole or not at all, every write checked. */
#include <errno.h>
#include <signal.h>

#include "base/text.h"
#include "stream.h"

static void formats_have_names(void **state)
{
    (void)state;
    assert_int_equal(geo_format_named("geojsonl"), GEO_FORMAT_GEOJSONL);
    assert_int_equal(geo_format_named("shp"), GEO_FORMAT_NONE);
    assert_int_equal(geo_format_of_path("a.b/norm.gpkg"), GEO_FORMAT_GPKG);
    assert_int_equal(geo_format_of_path("a.csv/norm"), GEO_FORMAT_NONE);
    assert_int_equal(geo_format_of_path(".csv"), GEO_FORMAT_NONE);
    assert_int_equal(geo_format_of_path("x.CSV"), GEO_FORMAT_NONE);
}

/* Awkward values: null, empty text, quotes, formulas, a line break. */
static geo_schema awkward(geo_batch *batch)
{
    static const char *const texts[] = {NULL, "", "a \"b\", c", "=1+1", "x\ny"};
    geo_schema schema = address_schema(false);
    *batch = (geo_batch){0};
    for (size_t i = 0; i < 5; i++) {
        geo_point point = {155000.1234 + (double)i, 463000};
        geo_geom geom = {.type = GEO_GEOM_POINT, .points = &point, .point_count = 1};
        geo_value values[3] = {geo_value_text(texts[i]),
                               geo_value_double(i ? 0.1 * (double)i : NAN), geo_value_int32(-1)};
        size_t at = batch->bytes.count;
        assert_ok(geo_row_make(ctx, &schema, &geom, values, &batch->bytes));
        assert_true(geo_vec_push(&batch->starts, at + 4));
    }
    return schema;
}

/* The whole output as text; `to` "-" or a path. */
static geo_bytes written(const geo_writer_options *options, const geo_schema *schema,
                         const geo_batch *batch, const geo_columns *columns)
{
    const char *path = strcmp(options->path, "-") == 0 ? temp("out") : options->path;
    geo_writer *writer = NULL;
    int old = path == options->path ? -1 : redirect(1, path, O_WRONLY | O_CREAT | O_TRUNC);
    geo_status status = geo_writer_new(ctx, options, schema, &writer);
    if (status == GEO_OK)
        status = geo_writer_write(ctx, writer, batch, columns);
    if (status == GEO_OK)
        status = geo_writer_commit(ctx, writer);
    geo_writer_free(writer);
    if (old >= 0)
        put_back(1, old);
    assert_int_equal(status, GEO_OK);
    return read_all(path);
}

static void csv_has_x_and_y_first(void **state)
{
    (void)state;
    geo_batch batch;
    geo_schema schema = awkward(&batch);
    batch.schema = &schema;
    geo_writer_options options = {.path = "-", .format = GEO_FORMAT_CSV};
    geo_bytes text = written(&options, &schema, &batch, NULL);
    assert_string_equal((const char *)text.items,
                        "x,y,id,area_m2,floor\n"
                        "155000.123,463000.000,,,-1\n"
                        "155001.123,463000.000,\"\",0.1,-1\n"
                        "155002.123,463000.000,\"a \"\"b\"\", c\",0.2,-1\n"
                        "155003.123,463000.000,'=1+1,0.30000000000000004,-1\n"
                        "155004.123,463000.000,\"x\ny\",0.4,-1\n");
    geo_free(text.items);
    geo_batch_release(&batch);
    geo_schema_release(&schema);
}

/* The same point as in test_reader's line: WGS84 with 9 decimals, 1e-5 degrees is about a metre. */
static void geojsonl_is_in_wgs84(void **state)
{
    (void)state;
    geo_schema schema = address_schema(false);
    geo_batch batch = address_batch(&schema, 0, 2);
    geo_writer_options options = {.path = "-", .format = GEO_FORMAT_GEOJSONL};
    geo_bytes text = written(&options, &schema, &batch, NULL);
    double lon = 0, lat = 0;
    const char *start =
        "{\"type\":\"Feature\",\"properties\":{\"id\":\"a0\",\"area_m2\":null,\"floor\":"
        "-1},\"geometry\":{\"type\":\"Point\",\"coordinates\":[";
    assert_memory_equal(text.items, start, strlen(start));
    assert_int_equal(sscanf((const char *)text.items + strlen(start), "%lf,%lf]}}", &lon, &lat), 2);
    assert_near(lon, 5.38720621, 1e-5);
    assert_near(lat, 52.15517440, 1e-5);
    assert_non_null(strstr((const char *)text.items,
                           "\n{\"type\":\"Feature\",\"properties\":{\"id\":"
                           "\"a1\",\"area_m2\":0.5,\"floor\":0}"));
    geo_free(text.items);
    geo_batch_release(&batch);
    geo_schema_release(&schema);
}

static void geojson_says_another_crs(void **state)
{
    (void)state;
    geo_schema schema = address_schema(false);
    geo_batch batch = address_batch(&schema, 1, 2);
    geo_writer_options options = {.path = "-", .format = GEO_FORMAT_GEOJSON, .out_crs = schema.crs};
    geo_bytes text = written(&options, &schema, &batch, NULL);
    assert_string_equal(
        (const char *)text.items,
        "{\"type\":\"FeatureCollection\",\"name\":\"address\",\"crs\":{\"type\":\"name\","
        "\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::28992\"}},\"features\":[\n"
        "{\"type\":\"Feature\",\"properties\":{\"id\":\"a1\",\"area_m2\":0.5,\"floor\":0},"
        "\"geometry\":{\"type\":\"Point\",\"coordinates\":[155001.000,463002.000]}},\n"
        "{\"type\":\"Feature\",\"properties\":{\"id\":\"a2\",\"area_m2\":1,\"floor\":1},"
        "\"geometry\":{\"type\":\"Point\",\"coordinates\":[155002.000,463004.000]}}\n]}\n");
    geo_free(text.items);
    geo_batch_release(&batch);
    geo_schema_release(&schema);
}

/* One row of a given geometry in each text format. */
static geo_bytes drawn(geo_format format, const geo_geom *geom)
{
    geo_schema schema = address_schema(false);
    geo_batch batch = {.schema = &schema};
    geo_value values[3] = {geo_value_text("g"), geo_value_double(1), geo_value_int32(1)};
    schema.type = geom->type;
    assert_ok(geo_row_make(ctx, &schema, geom, values, &batch.bytes));
    assert_true(geo_vec_push(&batch.starts, 4));
    geo_writer_options options = {.path = "-", .format = format, .out_crs = schema.crs};
    geo_bytes text = written(&options, &schema, &batch, NULL);
    geo_batch_release(&batch);
    geo_schema_release(&schema);
    return text;
}

static void every_geometry_is_drawn(void **state)
{
    (void)state;
    geo_point points[8] = {{0, 0}, {0, 9}, {9, 9}, {0, 0}, {1, 2}, {2, 3}, {1, 3}, {1, 2}};
    uint32_t ends[2] = {4, 8}, one[1] = {2}, two[2] = {1, 2};
    const geo_geom geoms[] = {
        {GEO_GEOM_LINE, points, ends, NULL, 4, 1, 0},
        {GEO_GEOM_POLYGON, points, ends, one, 8, 2, 1},
        {GEO_GEOM_MULTIPOINT, points, NULL, NULL, 2, 0, 0},
        {GEO_GEOM_MULTILINE, points, ends, NULL, 8, 2, 0},
        {GEO_GEOM_MULTIPOLYGON, points, ends, two, 8, 2, 2},
    };
    static const char *const wkt[] = {
        "\"LINESTRING (0.000 0.000, 0.000 9.000, 9.000 9.000, 0.000 0.000)\"",
        "\"POLYGON ((0.000 0.000, 0.000 9.000, 9.000 9.000, 0.000 0.000), (1.000 2.000, 2.000 "
        "3.000, "
        "1.000 3.000, 1.000 2.000))\"",
        "\"MULTIPOINT (0.000 0.000, 0.000 9.000)\"",
        "\"MULTILINESTRING ((0.000 0.000, 0.000 9.000, 9.000 9.000, 0.000 0.000), (1.000 2.000, "
        "2.000 "
        "3.000, 1.000 3.000, 1.000 2.000))\"",
        "\"MULTIPOLYGON (((0.000 0.000, 0.000 9.000, 9.000 9.000, 0.000 0.000)), ((1.000 2.000, "
        "2.000 "
        "3.000, 1.000 3.000, 1.000 2.000)))\"",
    };
    /* Shells are turned counter-clockwise, holes clockwise. */
    static const char *const json[] = {
        "{\"type\":\"LineString\",\"coordinates\":[[0.000,0.000],[0.000,9.000],[9.000,9.000],[0."
        "000,0.000]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[0.000,0.000],[9.000,9.000],[0.000,9.000],[0.000,"
        "0.000]],"
        "[[1.000,2.000],[1.000,3.000],[2.000,3.000],[1.000,2.000]]]}",
        "{\"type\":\"MultiPoint\",\"coordinates\":[[0.000,0.000],[0.000,9.000]]}",
        "{\"type\":\"MultiLineString\",\"coordinates\":[[[0.000,0.000],[0.000,9.000],[9.000,9.000],"
        "[0.000,"
        "0.000]],[[1.000,2.000],[2.000,3.000],[1.000,3.000],[1.000,2.000]]]}",
        "{\"type\":\"MultiPolygon\",\"coordinates\":[[[[0.000,0.000],[9.000,9.000],[0.000,9.000],["
        "0.000,"
        "0.000]]],[[[1.000,2.000],[2.000,3.000],[1.000,3.000],[1.000,2.000]]]]}",
    };
    for (size_t i = 0; i < 5; i++) {
        geo_bytes csv = drawn(GEO_FORMAT_CSV, &geoms[i]),
                  line = drawn(GEO_FORMAT_GEOJSONL, &geoms[i]);
        const char *data = strchr((const char *)csv.items, '\n') + 1;
        assert_memory_equal(csv.items, "wkt,id", 6);
        assert_memory_equal(data, wkt[i], strlen(wkt[i]));
        assert_non_null(strstr((const char *)line.items, json[i]));
        geo_free(csv.items);
        geo_free(line.items);
    }
}

static void added_columns_follow_the_others(void **state)
{
    (void)state;
    geo_schema schema = address_schema(true), wider;
    geo_batch batch = address_batch(&schema, 0, 3);
    assert_ok(geo_schema_clone(ctx, &schema, &wider));
    assert_ok(geo_schema_add(ctx, &wider, "trees", GEO_FIELD_LONG));
    assert_ok(geo_schema_add(ctx, &wider, "verdict", GEO_FIELD_STRING));
    geo_value values[6] = {geo_value_int(4),     geo_value_text("pass"), geo_value_int(0),
                           geo_value_text(NULL), geo_value_int(-7),      geo_value_text("")};
    geo_columns columns = {2, wider.fields + 3, values, NULL};
    geo_writer_options options = {.path = "-", .format = GEO_FORMAT_CSV};
    geo_bytes text = written(&options, &wider, &batch, &columns);
    assert_string_equal((const char *)text.items, "x,y,id,area_m2,floor,trees,verdict\n"
                                                  "155000.000,463000.000,a0,,-1,4,pass\n"
                                                  "155001.000,463002.000,a1,0.5,0,0,\n"
                                                  "155002.000,463004.000,a2,1,1,-7,\"\"\n");
    geo_free(text.items);
    options.format = GEO_FORMAT_FGB;
    const char *path = temp("wide.fgb");
    options.path = path;
    text = written(&options, &wider, &batch, &columns);
    geo_free(text.items);
    geo_reader *reader;
    geo_batch again = {0};
    geo_value v[5];
    assert_ok(geo_reader_new(ctx, path, &(geo_reader_options){0}, &reader));
    assert_ok(geo_reader_next(ctx, reader, &again));
    assert_int_equal(geo_batch_count(&again), 3);
    for (size_t i = 0; i < 3; i++) {
        assert_ok(geo_row_values(ctx, again.schema, geo_batch_row(&again, i), NULL, 5, v));
        assert_true(v[3].as.integer == values[2 * i].as.integer);
        assert_int_equal(v[4].is_null, i == 1);
        assert_int_equal(v[1].is_null, i == 0);
    }
    geo_reader_free(reader);
    geo_batch_release(&again);
    geo_batch_release(&batch);
    geo_schema_release(&schema);
    geo_schema_release(&wider);
}

static void columns_that_do_not_fit_are_our_bug(void **state)
{
    (void)state;
    geo_schema schema = address_schema(false);
    geo_batch batch = address_batch(&schema, 0, 1);
    geo_value value = geo_value_int(1);
    geo_field field = {(char *)(uintptr_t) "trees", GEO_FIELD_LONG};
    geo_columns columns = {1, &field, &value, NULL};
    geo_writer_options options = {.path = temp("x.fgb"), .format = GEO_FORMAT_FGB};
    geo_writer *writer = NULL;
    assert_ok(geo_writer_new(ctx, &options, &schema, &writer));
    assert_int_equal(geo_writer_write(ctx, writer, &batch, &columns), GEO_ERR_INTERNAL);
    assert_int_equal(geo_writer_commit(ctx, writer), GEO_ERR_INTERNAL);
    geo_writer_free(writer);
    assert_int_equal(access(options.path, F_OK), -1);
    geo_batch_release(&batch);
    geo_schema_release(&schema);
}

/* Rows out equal rows in for the formats that keep everything. */
static void files_come_back(void **state)
{
    (void)state;
    static const char *const names[] = {"back.fgb", "back.gpkg", "back.geojson", "back.geojsonl"};
    geo_schema schema = address_schema(true);
    geo_batch batch = address_batch(&schema, 0, 1000);
    for (size_t k = 0; k < 4; k++) {
        geo_writer_options options = {.path = temp(names[k]), .out_crs = schema.crs};
        options.format = geo_format_of_path(options.path);
        geo_bytes bytes = written(&options, &schema, &batch, NULL);
        geo_free(bytes.items);
        geo_reader *reader;
        geo_batch again = {0};
        assert_ok(geo_reader_new(ctx, options.path, &(geo_reader_options){0}, &reader));
        if (k < 2) {
            assert_string_equal(geo_reader_schema(reader)->name, "address");
            assert_string_equal(geo_reader_schema(reader)->provenance, PROVENANCE);
        }
        assert_ok(geo_reader_next(ctx, reader, &again));
        assert_int_equal(geo_batch_count(&again), 1000);
        for (size_t i = 0; i < 1000; i++) {
            geo_point a, b;
            geo_value v[3], w[3];
            geo_row row = geo_batch_row(&again, i);
            assert_true(geo_row_point(row, &a) && geo_row_point(geo_batch_row(&batch, i), &b));
            assert_memory_equal(&a, &b, sizeof a);
            assert_ok(geo_row_values(ctx, again.schema, row, NULL, 3, v));
            assert_ok(geo_row_values(ctx, &schema, geo_batch_row(&batch, i), NULL, 3, w));
            assert_int_equal(v[0].as.string.length, w[0].as.string.length);
            assert_memory_equal(v[0].as.string.text, w[0].as.string.text, v[0].as.string.length);
            assert_int_equal(v[1].is_null, w[1].is_null);
            if (!v[1].is_null)
                assert_near(geo_value_as_double(&v[1]), geo_value_as_double(&w[1]), 0);
            assert_near(geo_value_as_double(&v[2]), geo_value_as_double(&w[2]), 0);
        }
        geo_reader_free(reader);
        geo_batch_release(&again);
    }
    geo_batch_release(&batch);
    geo_schema_release(&schema);
}

static void files_say_how_many_rows_they_have(void **state)
{
    (void)state;
    geo_schema schema = address_schema(true);
    geo_batch batch = address_batch(&schema, 0, 300);
    geo_writer_options options = {.path = temp("count.fgb"), .format = GEO_FORMAT_FGB};
    geo_bytes file = written(&options, &schema, &batch, NULL);
    options.path = "-";
    geo_bytes stream = written(&options, &schema, &batch, NULL);
    assert_int_equal(file.items[64] + 256 * file.items[65], 300);
    assert_int_equal(stream.items[64] + 256 * stream.items[65], 0);
    assert_memory_equal(stream.items + stream.count - 3, "END", 3);
    file.items[64] = file.items[65] = 0;
    assert_int_equal(file.count, stream.count);
    assert_memory_equal(file.items, stream.items, file.count);
    geo_free(file.items);
    geo_free(stream.items);
    geo_batch_release(&batch);
    geo_schema_release(&schema);
}

static void another_crs_moves_the_rows(void **state)
{
    (void)state;
    geo_schema schema = address_schema(false);
    geo_batch batch = address_batch(&schema, 0, 10);
    geo_crs *utm;
    assert_ok(geo_crs_new(ctx, "EPSG:25831", &utm));
    geo_writer_options options = {
        .path = temp("utm.fgb"), .format = GEO_FORMAT_FGB, .out_crs = utm};
    geo_bytes bytes = written(&options, &schema, &batch, NULL);
    geo_reader_options reading = {.target_crs = schema.crs};
    geo_reader *reader;
    geo_batch again = {0};
    assert_ok(geo_reader_new(ctx, options.path, &reading, &reader));
    assert_ok(geo_reader_next(ctx, reader, &again));
    for (size_t i = 0; i < 10; i++) {
        geo_point point;
        assert_true(geo_row_point(geo_batch_row(&again, i), &point));
        assert_near(point.x, 155000 + (double)i, 0.001);
        assert_near(point.y, 463000 + 2 * (double)i, 0.001);
    }
    geo_reader_free(reader);
    geo_batch_release(&again);
    geo_free(bytes.items);
    geo_crs_free(utm);
    geo_batch_release(&batch);
    geo_schema_release(&schema);
}

static void nothing_is_published_without_commit(void **state)
{
    (void)state;
    static const char *const names[] = {"a.fgb", "a.csv", "a.gpkg"};
    geo_schema schema = address_schema(false);
    geo_batch batch = address_batch(&schema, 0, 10);
    for (size_t k = 0; k < 3; k++) {
        geo_writer_options options = {.path = temp(names[k])};
        options.format = geo_format_of_path(options.path);
        geo_writer *writer;
        assert_ok(geo_writer_new(ctx, &options, &schema, &writer));
        assert_ok(geo_writer_write(ctx, writer, &batch, NULL));
        geo_writer_free(writer);
        assert_int_equal(access(options.path, F_OK), -1);
        write_text(options.path, "old");
        assert_int_equal(geo_writer_new(ctx, &options, &schema, &writer), GEO_ERR_ARG);
    }
    geo_batch_release(&batch);
    geo_schema_release(&schema);
}

/* What stands on standard output after a writer was freed at some point. */
static geo_bytes abandoned(geo_format format, const geo_schema *schema, const geo_batch *batch)
{
    geo_writer_options options = {.path = "-", .format = format};
    const char *path = temp("out");
    geo_writer *writer = NULL;
    int old = redirect(1, path, O_WRONLY | O_CREAT | O_TRUNC);
    geo_status status = geo_writer_new(ctx, &options, schema, &writer);
    if (status == GEO_OK && batch)
        status = geo_writer_write(ctx, writer, batch, NULL);
    geo_writer_free(writer);
    put_back(1, old);
    assert_int_equal(status, GEO_OK);
    return read_all(path);
}

static void a_failed_stream_is_poisoned(void **state)
{
    (void)state;
    size_t rows;
    geo_schema schema = address_schema(true);
    geo_batch batch = address_batch(&schema, 0, 20000);
    geo_bytes nothing = abandoned(GEO_FORMAT_FGB, &schema, NULL);
    assert_int_equal(nothing.count, 0);
    geo_bytes stream = abandoned(GEO_FORMAT_FGB, &schema, &batch);
    assert_true(stream.count > 1000);
    assert_memory_equal(stream.items + stream.count - 4, "\xff\xff\xff\xff", 4);
    write_all_bytes(temp("p"), stream.items, stream.count);
    assert_int_equal(read_everything("-", temp("p"), &(geo_reader_options){0}, &rows),
                     GEO_ERR_FORMAT);
    assert_says("the tool before this one failed (its message is above)");
    geo_bytes lines = abandoned(GEO_FORMAT_GEOJSONL, &schema, &batch);
    assert_memory_equal(lines.items + lines.count - 5, "\xff\xff\xff\xff\n", 5);
    geo_free(nothing.items);
    geo_free(stream.items);
    geo_free(lines.items);
    geo_batch_release(&batch);
    geo_schema_release(&schema);
}

static geo_status write_to(const char *device, int descriptor, geo_format format,
                           const geo_schema *schema, const geo_batch *batch)
{
    geo_writer_options options = {.path = "-", .format = format};
    geo_writer *writer = NULL;
    int old;
    if (device) {
        old = redirect(1, device, O_WRONLY);
    } else {
        fflush(NULL);
        old = dup(1);
        assert_int_equal(dup2(descriptor, 1), 1);
    }
    geo_ctx_reset(ctx);
    geo_status status = geo_writer_new(ctx, &options, schema, &writer);
    if (status == GEO_OK)
        status = geo_writer_write(ctx, writer, batch, NULL);
    if (status == GEO_OK)
        status = geo_writer_commit(ctx, writer);
    geo_writer_free(writer);
    put_back(1, old);
    return status;
}

static void full_disks_and_closed_pipes_are_errors(void **state)
{
    (void)state;
    static const geo_format formats[] = {GEO_FORMAT_FGB, GEO_FORMAT_GEOJSONL, GEO_FORMAT_GEOJSON,
                                         GEO_FORMAT_CSV};
    geo_schema schema = address_schema(true);
    geo_batch batch = address_batch(&schema, 0, 10);
    int ends[2];
    signal(SIGPIPE, SIG_IGN);
    for (size_t k = 0; k < 4; k++) {
        assert_int_equal(write_to("/dev/full", -1, formats[k], &schema, &batch), GEO_ERR_IO);
        assert_string_equal(geo_ctx_error(ctx),
                            "cannot write standard output: No space left on device");
        assert_int_equal(pipe(ends), 0);
        close(ends[0]);
        assert_int_equal(write_to(NULL, ends[1], formats[k], &schema, &batch), GEO_ERR_IO);
        assert_string_equal(geo_ctx_error(ctx), "cannot write standard output: Broken pipe");
        close(ends[1]);
    }
    signal(SIGPIPE, SIG_DFL);
    geo_batch_release(&batch);
    geo_schema_release(&schema);
}

static void some_outputs_cannot_be(void **state)
{
    (void)state;
    geo_schema schema = address_schema(false);
    geo_writer *writer = NULL;
    geo_writer_options options = {.path = "-", .format = GEO_FORMAT_GPKG};
    assert_int_equal(geo_writer_new(ctx, &options, &schema, &writer), GEO_ERR_ARG);
    options.format = GEO_FORMAT_NONE;
    assert_int_equal(geo_writer_new(ctx, &options, &schema, &writer), GEO_ERR_ARG);
    options = (geo_writer_options){.path = "/nowhere/x.csv", .format = GEO_FORMAT_CSV};
    assert_int_not_equal(geo_writer_new(ctx, &options, &schema, &writer), GEO_OK);
    geo_crs_free(schema.crs);
    schema.crs = NULL;
    options = (geo_writer_options){.path = "-", .format = GEO_FORMAT_GEOJSON};
    assert_int_equal(geo_writer_new(ctx, &options, &schema, &writer), GEO_ERR_CRS);
    geo_schema_release(&schema);
}

static void survives_every_failing_allocation(void **state)
{
    (void)state;
    static const geo_format formats[] = {GEO_FORMAT_FGB, GEO_FORMAT_CSV, GEO_FORMAT_GEOJSON};
    geo_schema schema = address_schema(true);
    geo_batch batch = address_batch(&schema, 0, 3);
    for (size_t k = 0; k < 3; k++) {
        geo_status status = GEO_ERR_NOMEM;
        for (uint64_t nth = 1; status != GEO_OK && nth < 500; nth++) {
            geo_writer_options options = {
                .path = temp("oom"), .format = formats[k], .overwrite = true};
            geo_writer *writer = NULL;
            unlink(options.path);
            geo_alloc_fail_at(nth);
            status = geo_writer_new(ctx, &options, &schema, &writer);
            if (status == GEO_OK)
                status = geo_writer_write(ctx, writer, &batch, NULL);
            if (status == GEO_OK)
                status = geo_writer_commit(ctx, writer);
            geo_writer_free(writer);
            assert_true(fcntl(1, F_GETFD) >= 0); /* standard output was not closed with it */
            assert_int_equal(access(options.path, F_OK) == 0, status == GEO_OK);
        }
        geo_alloc_fail_at(0);
        assert_int_equal(status, GEO_OK);
    }
    geo_batch_release(&batch);
    geo_schema_release(&schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formats_have_names),
        cmocka_unit_test(csv_has_x_and_y_first),
        cmocka_unit_test(geojsonl_is_in_wgs84),
        cmocka_unit_test(geojson_says_another_crs),
        cmocka_unit_test(every_geometry_is_drawn),
        cmocka_unit_test(added_columns_follow_the_others),
        cmocka_unit_test(columns_that_do_not_fit_are_our_bug),
        cmocka_unit_test(files_come_back),
        cmocka_unit_test(files_say_how_many_rows_they_have),
        cmocka_unit_test(another_crs_moves_the_rows),
        cmocka_unit_test(nothing_is_published_without_commit),
        cmocka_unit_test(a_failed_stream_is_poisoned),
        cmocka_unit_test(full_disks_and_closed_pipes_are_errors),
        cmocka_unit_test(some_outputs_cannot_be),
        cmocka_unit_test(survives_every_failing_allocation),
    };
    return cmocka_run_group_tests(tests, set_up_streams, tear_down_streams);
}
