/* Reading: whole streams and broken ones, which rows are no use, coordinate systems, lines. */
#include <dirent.h>
#include <signal.h>
#include <sys/wait.h>

#include "base/text.h"
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
    const char *path = write_text(
        temp("l.geojsonl"),
        "\xef\xbb\xbf\x1e" LINE("\"n\":1,\"x\":1,\"b\":true,\"s\":\"a\",\"j\":{\"k\":[1]},\"m\":1,"
                                "\"e\":null") "\r\n\n" LINE(
            "\"x\":2.5,\"n\":null,\"m\":\"two\",\"late\":7") "\n"
                                                             "{\"type\":\"Feature\",\"id\":"
                                                             "9," RD_LINE
                                                             "\"properties\":null," POINT_AT "}");
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
    unsetenv("TMPDIR");
    geo_text_release(&text);
}

static void other_streams_are_refused_with_a_hint(void **state)
{
    (void)state;
    size_t rows;
    assert_int_equal(read_stream(write_text(temp("o"), "x,y,id\n1,2,a\n"), &rows),
                     GEO_ERR_UNSUPPORTED);
    assert_says("standard input is text of an unknown kind, which is not read from a stream");
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
        cmocka_unit_test(lines_are_transformed),
        cmocka_unit_test(swapped_coordinates_are_noticed),
        cmocka_unit_test(lines_make_columns),
        cmocka_unit_test(bad_lines_are_named),
        cmocka_unit_test(late_surprises_are_errors),
        cmocka_unit_test(mixed_lines_find_a_common_type),
        cmocka_unit_test(collections_are_spooled_and_removed),
        cmocka_unit_test(other_streams_are_refused_with_a_hint),
        cmocka_unit_test(layers_are_chosen_by_name),
        cmocka_unit_test(survives_every_failing_allocation),
    };
    return cmocka_run_group_tests(tests, set_up_streams, tear_down_streams);
}
