/* Reading: whole streams and broken ones, which rows are no use, coordinate systems. */
#include <sys/wait.h>

#include "stream.h"

static const geo_reader_options PLAIN = {0};

static geo_status read_stream(const char *path, size_t *rows)
{
    return read_everything("-", path, &PLAIN, rows);
}

static const char *stream_of(const char *name, const uint8_t *bytes, size_t count)
{
    return write_all_bytes(temp(name), bytes, count);
}

static void whole_streams_are_read_in_order(void **state)
{
    (void)state;
    const char *path = temp("s.fgb");
    stream_addresses(path, 70000, true, GEO_FORMAT_FGB);
    int old = redirect(0, path, O_RDONLY);
    geo_reader *reader;
    geo_batch batch = {0};
    size_t rows = 0, batches = 0;
    assert_ok(geo_reader_new(ctx, "-", &PLAIN, &reader));
    assert_string_equal(geo_reader_name(reader), "standard input");
    assert_false(geo_reader_is_file(reader));
    assert_string_equal(geo_reader_schema(reader)->provenance, PROVENANCE);
    geo_status status;
    while ((status = geo_reader_next(ctx, reader, &batch)) == GEO_OK) {
        assert_int_equal(batch.first, rows);
        assert_true(geo_batch_count(&batch) <= GEO_BATCH_ROWS);
        for (size_t i = 0; i < geo_batch_count(&batch); i++, rows++) {
            geo_point point;
            assert_true(geo_row_point(geo_batch_row(&batch, i), &point));
            assert_near(point.x, 155000 + (double)rows, 0);
        }
        batches++;
    }
    assert_int_equal(status, GEO_END);
    assert_int_equal(geo_reader_next(ctx, reader, &batch), GEO_END);
    assert_int_equal(rows, 70000);
    assert_int_equal(batches, 2);
    assert_int_equal(geo_reader_tally(reader)->used, 70000);
    put_back(0, old);
    geo_reader_free(reader);
    geo_batch_release(&batch);
}

/* A neighbour that writes seven bytes at a time. */
static void slow_pipes_change_nothing(void **state)
{
    (void)state;
    const char *path = temp("s.fgb");
    int ends[2];
    size_t rows = 0;
    stream_addresses(path, 500, true, GEO_FORMAT_FGB);
    geo_bytes bytes = read_all(path);
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        for (size_t i = 0; i < bytes.count; i += 7)
            if (write(ends[1], bytes.items + i, bytes.count - i < 7 ? bytes.count - i : 7) < 0)
                _exit(1);
        _exit(0);
    }
    close(ends[1]);
    char name[32];
    snprintf(name, sizeof name, "/dev/fd/%d", ends[0]);
    assert_int_equal(read_everything(name, NULL, &PLAIN, &rows), GEO_END);
    assert_int_equal(rows, 500);
    close(ends[0]);
    waitpid(child, NULL, 0);
    geo_free(bytes.items);
}

static void a_stream_cut_anywhere_is_an_error(void **state)
{
    (void)state;
    size_t rows;
    const char *path = temp("s.fgb");
    stream_addresses(path, 3, true, GEO_FORMAT_FGB);
    geo_bytes bytes = read_all(path);
    for (size_t cut = 0; cut < bytes.count; cut++) {
        assert_int_equal(read_stream(stream_of("cut", bytes.items, cut), &rows),
                         cut && cut < 8 ? GEO_ERR_UNSUPPORTED : GEO_ERR_FORMAT);
        if (cut == 0)
            assert_says("standard input is empty: the tool before this one failed");
        else if (cut == bytes.count - 3)
            assert_says("standard input ends without its end mark: the tool before this one failed "
                        "or was killed");
    }
    assert_int_equal(read_stream(stream_of("cut", bytes.items, bytes.count - 20), &rows),
                     GEO_ERR_FORMAT);
    assert_says("ends inside a feature");
    geo_free(bytes.items);
}

static void marks_are_understood(void **state)
{
    (void)state;
    size_t rows;
    const char *path = temp("s.fgb");
    stream_addresses(path, 3, true, GEO_FORMAT_FGB);
    geo_bytes bytes = read_all(path);
    memcpy(bytes.items + bytes.count - 3, "\xff\xff\xff\xff", 4);
    assert_int_equal(read_stream(stream_of("m", bytes.items, bytes.count + 1), &rows),
                     GEO_ERR_FORMAT);
    assert_string_equal(geo_ctx_error(ctx),
                        "the tool before this one failed (its message is above)");
    static const char *const tails[] = {"ENDx", "END\n", "ENDEND", "END\0\0\0\0\0", "FIN"};
    static const size_t lengths[] = {4, 4, 6, 8, 3};
    for (size_t i = 0; i < 5; i++) {
        memcpy(bytes.items + bytes.count - 3, tails[i], lengths[i]);
        assert_int_equal(
            read_stream(stream_of("m", bytes.items, bytes.count - 3 + lengths[i]), &rows),
            GEO_ERR_FORMAT);
        assert_says(i < 4 ? "goes on after its end mark" : "ends inside a feature");
    }
    geo_free(bytes.items);
}

static void foreign_streams_need_no_mark(void **state)
{
    (void)state;
    size_t rows;
    const char *path = temp("s.fgb");
    stream_addresses(path, 3, false, GEO_FORMAT_FGB);
    geo_bytes bytes = read_all(path);
    assert_int_equal(read_stream(path, &rows), GEO_END);
    assert_int_equal(read_stream(stream_of("f", bytes.items, bytes.count - 3), &rows), GEO_END);
    assert_int_equal(rows, 3);
    assert_int_equal(read_stream(stream_of("f", bytes.items, bytes.count - 4), &rows),
                     GEO_ERR_FORMAT);
    geo_free(bytes.items);
}

static void a_file_must_have_the_features_it_says(void **state)
{
    (void)state;
    size_t rows;
    const char *path = temp("s.fgb");
    stream_addresses(path, 3, true, GEO_FORMAT_FGB);
    geo_bytes bytes = read_all(path);
    bytes.items[64] = 3;
    const char *file = stream_of("n.fgb", bytes.items, bytes.count - 3);
    assert_int_equal(read_everything(file, NULL, &PLAIN, &rows), GEO_END);
    bytes.items[64] = 4;
    assert_int_equal(
        read_everything(stream_of("n.fgb", bytes.items, bytes.count - 3), NULL, &PLAIN, &rows),
        GEO_ERR_FORMAT);
    assert_says("has 3 features, its header says 4");
    geo_free(bytes.items);
}

/* Any damage to a stream ends in rows or an error. */
static void damaged_streams_do_no_harm(void **state)
{
    (void)state;
    const char *path = temp("s.fgb");
    uint64_t seed = 99;
    size_t rows, bad = 0;
    stream_addresses(path, 20, true, GEO_FORMAT_FGB);
    geo_bytes bytes = read_all(path);
    for (int round = 0; round < 2000; round++) {
        geo_bytes copy = {0};
        assert_true(geo_vec_room(&copy, bytes.count));
        memcpy(copy.items, bytes.items, bytes.count);
        for (int n = 0; n < 3; n++) {
            seed = seed * 6364136223846793005u + 1442695040888963407u;
            size_t span = round % 2 ? bytes.count : 3000;
            size_t at = bytes.count - 1 - (seed >> 33) % (span < bytes.count ? span : bytes.count);
            copy.items[at] = (uint8_t)(seed >> 25);
        }
        geo_status status = read_stream(stream_of("d", copy.items, bytes.count), &rows);
        bad += status != GEO_END;
        assert_true(rows <= 20);
        geo_free(copy.items);
    }
    assert_true(bad > 500);
    geo_free(bytes.items);
}

typedef struct rejects {
    int count;
    char reasons[512];
} rejects;

static geo_status note_reject(void *self, geo_ctx *with, const geo_schema *schema, geo_row row,
                              const char *reason)
{
    rejects *r = self;
    geo_value id;
    (void)with;
    assert_ok(geo_row_values(ctx, schema, row, NULL, 1, &id));
    r->count++;
    snprintf(r->reasons + strlen(r->reasons), sizeof r->reasons - strlen(r->reasons), "%.*s: %s\n",
             (int)id.as.string.length, id.as.string.text, reason);
    return GEO_OK;
}

static void add_row(const geo_schema *schema, const char *id, const geo_geom *geom,
                    geo_batch *batch)
{
    geo_value values[3] = {geo_value_text(id), geo_value_double(1), geo_value_int32(1)};
    size_t at = batch->bytes.count;
    assert_ok(geo_row_make(ctx, schema, geom, values, &batch->bytes));
    assert_true(geo_vec_push(&batch->starts, at + 4));
}

static void write_batch(const char *path, const geo_schema *schema, const geo_batch *batch)
{
    geo_writer_options options = {.path = path, .format = GEO_FORMAT_FGB, .overwrite = true};
    geo_writer *writer = NULL;
    assert_ok(geo_writer_new(ctx, &options, schema, &writer));
    assert_ok(geo_writer_write(ctx, writer, batch, NULL));
    assert_ok(geo_writer_commit(ctx, writer));
    geo_writer_free(writer);
}

/* 5,000 good addresses and one of each bad kind among them, in the middle. */
static const char *mixed_file(geo_schema *schema)
{
    *schema = address_schema(true);
    schema->type = GEO_GEOM_UNKNOWN;
    geo_batch batch = address_batch(schema, 0, 2500);
    geo_point points[3] = {{155000, 463000}, {155001, 463000}, {155000, 463001}};
    geo_point nowhere = {INFINITY, 463000}, far = {52, 5};
    geo_geom line = {.type = GEO_GEOM_LINE, .points = points, .point_count = 3};
    geo_geom one = {.type = GEO_GEOM_MULTIPOINT, .points = points, .point_count = 1};
    geo_geom two = {.type = GEO_GEOM_MULTIPOINT, .points = points, .point_count = 2};
    geo_geom infinite = {.type = GEO_GEOM_POINT, .points = &nowhere, .point_count = 1};
    geo_geom outside = {.type = GEO_GEOM_POINT, .points = &far, .point_count = 1};
    add_row(schema, "null", NULL, &batch);
    add_row(schema, "line", &line, &batch);
    add_row(schema, "one", &one, &batch);
    add_row(schema, "two", &two, &batch);
    add_row(schema, "infinite", &infinite, &batch);
    add_row(schema, "outside", &outside, &batch);
    for (size_t i = 2500; i < 5000; i++)
        add_address(schema, i, &batch);
    const char *path = temp("mixed.fgb");
    write_batch(path, schema, &batch);
    geo_batch_release(&batch);
    return path;
}

static void rows_of_no_use_are_rejected_with_a_reason(void **state)
{
    (void)state;
    geo_schema schema;
    const char *path = mixed_file(&schema);
    rejects r = {0};
    geo_reader_options options = {.points_only = true, .self = &r, .rejected = note_reject};
    size_t rows;
    assert_int_equal(read_everything(path, NULL, &options, &rows), GEO_END);
    assert_int_equal(rows, 5001);
    assert_string_equal(r.reasons,
                        "null: null geometry\nline: not a point\ntwo: not a point\n"
                        "infinite: coordinate that is not finite\n"
                        "outside: outside the area of its coordinate reference system\n");
    memset(&r, 0, sizeof r);
    options.points_only = false;
    assert_int_equal(read_everything(path, NULL, &options, &rows), GEO_END);
    assert_int_equal(rows, 5003);
    assert_int_equal(r.count, 3);
    geo_schema_release(&schema);
}

/* Good points before and after odd rows: order and values stay. */
static void order_survives_odd_rows(void **state)
{
    (void)state;
    geo_schema schema;
    const char *path = mixed_file(&schema);
    geo_reader_options options = {.points_only = true};
    geo_reader *reader;
    geo_batch batch = {0};
    assert_ok(geo_reader_new(ctx, path, &options, &reader));
    assert_int_equal(geo_reader_schema(reader)->type, GEO_GEOM_POINT);
    assert_ok(geo_reader_next(ctx, reader, &batch));
    assert_int_equal(geo_batch_count(&batch), 5001);
    for (size_t i = 0; i < 5001; i++) {
        geo_value id;
        char expected[32];
        snprintf(expected, sizeof expected, i == 2500 ? "one" : "a%zu", i < 2500 ? i : i - 1);
        assert_ok(geo_row_values(ctx, batch.schema, geo_batch_row(&batch, i), NULL, 1, &id));
        assert_int_equal(id.as.string.length, strlen(expected));
        assert_memory_equal(id.as.string.text, expected, strlen(expected));
    }
    const geo_tally *tally = geo_reader_tally(reader);
    assert_int_equal(tally->used, 5001);
    assert_int_equal(tally->rejected, 5);
    assert_string_equal(tally->kinds[0].first, "null");
    geo_reader_free(reader);
    geo_batch_release(&batch);
    geo_schema_release(&schema);
}

static void the_box_is_half_open(void **state)
{
    (void)state;
    const char *path = temp("s.fgb");
    geo_box box = {155010, 463000, 155020, 500000};
    geo_reader_options options = {.box = &box};
    geo_reader *reader;
    geo_batch batch = {0};
    geo_point point;
    stream_addresses(path, 100, true, GEO_FORMAT_FGB);
    assert_ok(geo_reader_new(ctx, path, &options, &reader));
    assert_ok(geo_reader_next(ctx, reader, &batch));
    assert_int_equal(geo_batch_count(&batch), 10);
    assert_true(geo_row_point(geo_batch_row(&batch, 0), &point));
    assert_near(point.x, 155010, 0);
    assert_int_equal(geo_reader_tally(reader)->ignored, 90);
    assert_int_equal(geo_reader_next(ctx, reader, &batch), GEO_END);
    geo_reader_free(reader);
    geo_batch_release(&batch);
}

static void coordinate_systems_are_asked_for(void **state)
{
    (void)state;
    size_t rows;
    geo_schema schema = address_schema(false);
    geo_crs_free(schema.crs);
    schema.crs = NULL;
    geo_batch batch = address_batch(&schema, 0, 5);
    const char *path = temp("nocrs.fgb");
    write_batch(path, &schema, &batch);
    geo_reader_options options = {0};
    assert_int_equal(read_everything(path, NULL, &options, &rows), GEO_ERR_CRS);
    assert_says("no coordinate reference system");
    options.crs = "EPSG:28992";
    assert_int_equal(read_everything(path, NULL, &options, &rows), GEO_END);
    options.crs = "EPSG:4326";
    assert_int_equal(read_everything(path, NULL, &options, &rows), GEO_ERR_CRS);
    assert_says("in degrees");
    options.crs = "nonsense";
    assert_int_equal(read_everything(path, NULL, &options, &rows), GEO_ERR_CRS);
    stream_addresses(path, 5, false, GEO_FORMAT_FGB);
    options.crs = "EPSG:32631";
    assert_int_equal(read_everything(path, NULL, &options, &rows), GEO_ERR_CRS);
    assert_says("is in EPSG:28992, not in EPSG:32631");
    geo_batch_release(&batch);
    geo_schema_release(&schema);
}

static void other_streams_are_refused_with_a_hint(void **state)
{
    (void)state;
    size_t rows;
    assert_int_equal(read_stream(write_text(temp("o"), "x,y,id\n1,2,a\n"), &rows),
                     GEO_ERR_UNSUPPORTED);
    assert_says("standard input is CSV, which is not read from a stream");
    assert_non_null(strstr(geo_ctx_hint(ctx), "CSV is not read"));
    char gpkg[100] = "SQLite format 3";
    memcpy(gpkg + 68, "GPKG", 4);
    assert_int_equal(read_stream(write_all_bytes(temp("o"), gpkg, sizeof gpkg), &rows),
                     GEO_ERR_UNSUPPORTED);
    assert_string_equal(geo_ctx_hint(ctx), "give the GeoPackage's path");
    assert_int_equal(read_everything(temp("none.fgb"), NULL, &PLAIN, &rows), GEO_ERR_NOTFOUND);
}

static void layers_are_chosen_by_name(void **state)
{
    (void)state;
    size_t rows;
    char name[600];
    const char *path = temp("s.fgb");
    stream_addresses(path, 3, false, GEO_FORMAT_FGB);
    snprintf(name, sizeof name, "%s:address", path);
    assert_int_equal(read_everything(name, NULL, &PLAIN, &rows), GEO_END);
    snprintf(name, sizeof name, "%s:tree", path);
    assert_int_equal(read_everything(name, NULL, &PLAIN, &rows), GEO_ERR_NOTFOUND);
    assert_says("has no layer 'tree', only 'address'");
}

#define POINT_AT "\"geometry\":{\"type\":\"Point\",\"coordinates\":[155000,463000]}"
#define RD_LINE                                                                                    \
    "\"crs\":{\"type\":\"name\",\"properties\":{\"name\":\"urn:ogc:def:crs:EPSG::28992\"}},"
#define LINE(properties)                                                                           \
    "{\"type\":\"Feature\"," RD_LINE "\"properties\":{" properties "}," POINT_AT "}"

/* Rows are the same in number and in what becomes of them, without their columns. */
static void places_alone_are_counted_the_same(void **state)
{
    (void)state;
    const char *path = write_text(
        temp("places.geojson"),
        "{\"type\":\"FeatureCollection\"," RD_LINE "\"features\":[" LINE(
            "\"id\":\"a\"") ",{\"type\":"
                            "\"Feature\",\"properties\":{\"id\":\"b\"},\"geometry\":null}," LINE(
                                "\"id\":\"c\"") "]}");
    for (int places_only = 0; places_only < 2; places_only++) {
        geo_reader_options options = {.points_only = true, .places_only = places_only};
        geo_reader *reader;
        geo_batch batch = {0};
        assert_ok(geo_reader_new(ctx, path, &options, &reader));
        assert_int_equal(geo_reader_schema(reader)->field_count, places_only ? 0 : 1);
        assert_ok(geo_reader_next(ctx, reader, &batch));
        assert_int_equal(geo_reader_tally(reader)->used, 2);
        assert_int_equal(geo_reader_tally(reader)->rejected, 1);
        geo_reader_free(reader);
        geo_batch_release(&batch);
    }
}

static void survives_every_failing_allocation(void **state)
{
    (void)state;
    const char *path = temp("s.fgb"), *lines = temp("s.geojsonl");
    size_t rows;
    stream_addresses(path, 5, true, GEO_FORMAT_FGB);
    write_text(lines, LINE("\"a\":1,\"b\":\"x\"") "\n" LINE("\"a\":1") "\n");
    for (int k = 0; k < 2; k++) {
        geo_status status = GEO_ERR_NOMEM;
        uint64_t nth = 1;
        for (; status != GEO_END && nth < 500; nth++) {
            geo_alloc_fail_at(nth);
            status = read_everything(k ? lines : path, NULL, &PLAIN, &rows);
            assert_true(fcntl(0, F_GETFD) >= 0); /* standard input was not closed with it */
        }
        geo_alloc_fail_at(0);
        assert_int_equal(status, GEO_END);
        assert_true(nth > 20);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whole_streams_are_read_in_order),
        cmocka_unit_test(slow_pipes_change_nothing),
        cmocka_unit_test(a_stream_cut_anywhere_is_an_error),
        cmocka_unit_test(marks_are_understood),
        cmocka_unit_test(foreign_streams_need_no_mark),
        cmocka_unit_test(a_file_must_have_the_features_it_says),
        cmocka_unit_test(damaged_streams_do_no_harm),
        cmocka_unit_test(rows_of_no_use_are_rejected_with_a_reason),
        cmocka_unit_test(order_survives_odd_rows),
        cmocka_unit_test(the_box_is_half_open),
        cmocka_unit_test(coordinate_systems_are_asked_for),
        cmocka_unit_test(other_streams_are_refused_with_a_hint),
        cmocka_unit_test(layers_are_chosen_by_name),
        cmocka_unit_test(places_alone_are_counted_the_same),
        cmocka_unit_test(survives_every_failing_allocation),
    };
    return cmocka_run_group_tests(tests, set_up_streams, tear_down_streams);
}
