/* Rows read in a thread (pthread_create) are handed out as if they were not. */
#include "stream.h"

#define ROWS 140000 /* three batches, the last not full */
#define MOST ((size_t)64 << 20)

/* All that can be seen of a reading. */
typedef struct seen {
    uint64_t rows, batches, sum;
    uint64_t used[8], rejected[8]; /* of the tally, after each batch */
    char reasons[512];
    geo_status status;
    char error[512], hint[256];
} seen;

static geo_status note_reject(void *self, geo_ctx *with, const geo_schema *schema, geo_row row,
                              const char *reason)
{
    seen *s = self;
    geo_value id;
    assert_ok(geo_row_values(with, schema, row, NULL, 1, &id));
    size_t length = strlen(s->reasons);
    snprintf(s->reasons + length, sizeof s->reasons - length, "%.*s: %s\n",
             (int)id.as.string.length, id.as.string.text, reason);
    return GEO_OK;
}

static void add_batch(seen *s, const geo_reader *reader, const geo_batch *batch)
{
    assert_int_equal(batch->first, s->rows);
    for (size_t i = 0; i < geo_batch_count(batch); i++) {
        geo_row row = geo_batch_row(batch, i);
        for (uint32_t k = 0; k < row.size; k++)
            s->sum = s->sum * 31 + row.bytes[k];
    }
    assert_in_range(s->batches, 0, 7);
    s->used[s->batches] = geo_reader_tally(reader)->used;
    s->rejected[s->batches] = geo_reader_tally(reader)->rejected;
    s->rows += geo_batch_count(batch);
    s->batches++;
}

/* most_bytes 0: nothing is read ahead. */
static seen read_file(const char *path, size_t most_bytes)
{
    seen s = {0};
    geo_reader_options options = {.points_only = true, .self = &s, .rejected = note_reject};
    geo_reader *reader = NULL;
    geo_batch batch = {0};
    geo_ctx_reset(ctx);
    s.status = geo_reader_new(ctx, path, &options, &reader);
    if (s.status == GEO_OK && most_bytes)
        s.status = geo_reader_begin_ahead(ctx, reader, most_bytes);
    if (s.status == GEO_OK)
        assert_int_equal(geo_reader_tally(reader)->used, 0);
    while (s.status == GEO_OK) {
        s.status = geo_reader_next(ctx, reader, &batch);
        if (s.status == GEO_OK)
            add_batch(&s, reader, &batch);
    }
    if (s.status == GEO_END)
        assert_int_equal(geo_reader_next(ctx, reader, &batch), GEO_END);
    if (reader) {
        s.used[7] = geo_reader_tally(reader)->used;
        s.rejected[7] = geo_reader_tally(reader)->rejected;
    }
    snprintf(s.error, sizeof s.error, "%s", geo_ctx_error(ctx));
    snprintf(s.hint, sizeof s.hint, "%s", geo_ctx_hint(ctx));
    geo_reader_free(reader);
    geo_batch_release(&batch);
    return s;
}

/* at NULL: nowhere */
static void add_row(const geo_schema *schema, const char *id, const geo_point *at, geo_batch *batch)
{
    geo_point point = at ? *at : (geo_point){0, 0};
    geo_geom geom = {.type = GEO_GEOM_POINT, .points = &point, .point_count = 1};
    geo_value values[3] = {geo_value_text(id), geo_value_double(1), geo_value_int32(1)};
    size_t before = batch->bytes.count;
    assert_ok(geo_row_make(ctx, schema, at ? &geom : NULL, values, &batch->bytes));
    assert_true(geo_vec_push(&batch->starts, before + 4));
}

static void add_rows(const geo_schema *schema, size_t from, size_t to, geo_batch *batch)
{
    for (size_t i = from; i < to; i++) {
        char id[32];
        snprintf(id, sizeof id, "a%zu", i);
        add_row(schema, id, &(geo_point){155000 + (double)(i % 1000), 463000 + (double)(i / 1000)},
                batch);
    }
}

/* Rows of no use lie in the first batch and after the last good row; `outside` more of them are
 * elsewhere. */
static const char *town_file(const char *name, size_t outside)
{
    geo_schema schema = address_schema(false);
    geo_batch batch = {.schema = &schema};
    add_rows(&schema, 0, 10, &batch);
    add_row(&schema, "nowhere", NULL, &batch);
    add_rows(&schema, 10, ROWS, &batch);
    for (size_t i = 0; i < outside; i++)
        add_row(&schema, "far", &(geo_point){52, 5}, &batch);
    add_row(&schema, "last", NULL, &batch);
    const char *path = temp(name);
    geo_writer_options options = {.path = path, .format = GEO_FORMAT_FGB, .overwrite = true};
    geo_writer *writer = NULL;
    assert_ok(geo_writer_new(ctx, &options, &schema, &writer));
    assert_ok(geo_writer_write(ctx, writer, &batch, NULL));
    assert_ok(geo_writer_commit(ctx, writer));
    geo_writer_free(writer);
    geo_batch_release(&batch);
    geo_schema_release(&schema);
    return path;
}

static void assert_same(const seen *ahead, const seen *plain)
{
    assert_memory_equal(ahead, plain, sizeof *plain);
}

static void they_are_the_same_rows(void **state)
{
    static const size_t most[] = {MOST, 1, 5 << 20}; /* all, the first batch, some */
    (void)state;
    const char *path = town_file("town.fgb", 0);
    seen plain = read_file(path, 0);
    assert_int_equal(plain.status, GEO_END);
    assert_int_equal(plain.rows, ROWS);
    assert_int_equal(plain.batches, 3);
    assert_int_equal(plain.rejected[0], 1);
    assert_int_equal(plain.rejected[7], 2);
    assert_string_equal(plain.reasons, "nowhere: null geometry\nlast: null geometry\n");
    for (size_t i = 0; i < sizeof most / sizeof *most; i++) {
        seen ahead = read_file(path, most[i]);
        assert_same(&ahead, &plain);
    }
}

/* The rows before it are handed out all the same. */
static void an_error_comes_where_it_would(void **state)
{
    (void)state;
    const char *path = town_file("far.fgb", 1500);
    seen plain = read_file(path, 0), ahead = read_file(path, MOST);
    assert_int_equal(plain.status, GEO_ERR_CRS);
    assert_int_equal(plain.batches, 2);
    assert_true(*plain.error && *plain.hint);
    assert_string_equal(ahead.error, plain.error);
    assert_same(&ahead, &plain);
}

static void one_that_is_not_wanted_stops(void **state)
{
    (void)state;
    const char *path = town_file("town.fgb", 0);
    geo_reader_options options = {.points_only = true};
    geo_batch batch = {0};
    for (int taken = 0; taken < 3; taken++) {
        geo_reader *reader;
        assert_ok(geo_reader_new(ctx, path, &options, &reader));
        assert_ok(geo_reader_begin_ahead(ctx, reader, MOST));
        for (int i = 0; i < taken; i++)
            assert_ok(geo_reader_next(ctx, reader, &batch));
        geo_reader_free(reader);
    }
    geo_batch_release(&batch);
}

static void survives_failing_allocations(void **state)
{
    (void)state;
    const char *path = temp("s.fgb");
    stream_addresses(path, 5, false, GEO_FORMAT_FGB);
    geo_status status = GEO_ERR_NOMEM;
    uint64_t nth = 1;
    for (; status != GEO_END && nth < 500; nth++) {
        geo_alloc_fail_at(nth);
        status = read_file(path, MOST).status;
    }
    geo_alloc_fail_at(0);
    assert_int_equal(status, GEO_END);
    assert_true(nth > 20);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(they_are_the_same_rows),
        cmocka_unit_test(an_error_comes_where_it_would),
        cmocka_unit_test(one_that_is_not_wanted_stops),
        cmocka_unit_test(survives_failing_allocations),
    };
    return cmocka_run_group_tests(tests, set_up_streams, tear_down_streams);
}
