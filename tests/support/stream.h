/* Temporary files, standard input and output redirected to them, and a small stream of addresses to
 * try things on. For tests of libgeo/io. */
#ifndef GROENNET_TESTS_STREAM_H
#define GROENNET_TESTS_STREAM_H

#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "io/io.h"
#include "io/reader.h"
#include "io/writer.h"
#include "near.h"

static geo_ctx *ctx;
static char folder[256];

static inline int remove_entry(const char *path, const struct stat *info, int kind,
                               struct FTW *where)
{
    (void)info, (void)kind, (void)where;
    return remove(path);
}

static inline int set_up_streams(void **state)
{
    (void)state;
    const char *base = getenv("TMPDIR");
    snprintf(folder, sizeof folder, "%s/groennet-test-XXXXXX", base ? base : P_tmpdir);
    ctx = geo_ctx_new(NULL);
    return ctx && mkdtemp(folder) && geo_io_init(ctx) == GEO_OK ? 0 : -1;
}

static inline int tear_down_streams(void **state)
{
    (void)state;
    geo_io_exit();
    geo_ctx_free(ctx);
    return nftw(folder, remove_entry, 8, FTW_DEPTH | FTW_PHYS);
}

/* Path of a file in the test's own folder; four can be in use at once. */
static inline const char *temp(const char *name)
{
    static char paths[4][512];
    static int next;
    next = (next + 1) % 4;
    snprintf(paths[next], sizeof paths[next], "%s/%s", folder, name);
    return paths[next];
}

static inline geo_bytes read_all(const char *path)
{
    geo_bytes bytes = {0};
    int fd = open(path, O_RDONLY);
    assert_true(fd >= 0);
    for (ssize_t got = 1; got > 0;) {
        assert_true(geo_vec_room(&bytes, 65536));
        got = read(fd, bytes.items + bytes.count, 65535);
        assert_true(got >= 0);
        bytes.count += (size_t)got;
    }
    bytes.items[bytes.count] = 0;
    close(fd);
    return bytes;
}

static inline const char *write_all_bytes(const char *path, const void *bytes, size_t count)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, bytes, count), (ssize_t)count);
    close(fd);
    return path;
}

static inline const char *write_text(const char *path, const char *text)
{
    return write_all_bytes(path, text, strlen(text));
}

/* Makes `path` the descriptor `fd`; give the result to put_back. */
static inline int redirect(int fd, const char *path, int flags)
{
    fflush(NULL);
    int old = dup(fd), new = open(path, flags, 0600);
    assert_true(old >= 0 && new >= 0);
    assert_true(dup2(new, fd) == fd);
    close(new);
    return old;
}

static inline void put_back(int fd, int old)
{
    assert_true(dup2(old, fd) == fd);
    close(old);
}

static const char PROVENANCE[] =
    "{\"groennet\":\"0.1.0\",\"steps\":[{\"tool\":\"gn-import\",\"version\":\"0.1.0\","
    "\"columns\":[],\"options\":{},\"inputs\":{}}]}";

/* address: id text, area_m2 double, floor int. */
static inline geo_schema address_schema(bool ours)
{
    geo_schema schema;
    geo_crs *rd;
    assert_ok(geo_crs_new(ctx, "EPSG:28992", &rd));
    assert_ok(geo_schema_init(ctx, &schema, "address", GEO_GEOM_POINT, rd));
    geo_crs_free(rd);
    assert_ok(geo_schema_add(ctx, &schema, "id", GEO_FIELD_STRING));
    assert_ok(geo_schema_add(ctx, &schema, "area_m2", GEO_FIELD_DOUBLE));
    assert_ok(geo_schema_add(ctx, &schema, "floor", GEO_FIELD_INT));
    schema.provenance = ours ? geo_strdup(PROVENANCE) : NULL;
    return schema;
}

/* Address i: at (155000 + i, 463000 + 2 i); every third one has no area. */
static inline void add_address(const geo_schema *schema, size_t i, geo_batch *batch)
{
    char id[32];
    snprintf(id, sizeof id, "a%zu", i);
    geo_point point = {155000 + (double)i, 463000 + 2 * (double)i};
    geo_geom geom = {.type = GEO_GEOM_POINT, .points = &point, .point_count = 1};
    geo_value values[3] = {geo_value_text(id),
                           i % 3 ? geo_value_double((double)i / 2)
                                 : geo_value_null(GEO_FIELD_DOUBLE),
                           geo_value_int32((int32_t)i - 1)};
    size_t at = batch->bytes.count;
    assert_ok(geo_row_make(ctx, schema, &geom, values, &batch->bytes));
    assert_true(geo_vec_push(&batch->starts, at + 4));
}

static inline geo_batch address_batch(const geo_schema *schema, size_t from, size_t count)
{
    geo_batch batch = {.schema = schema, .first = from};
    for (size_t i = from; i < from + count; i++)
        add_address(schema, i, &batch);
    return batch;
}

/* Writes `count` addresses to standard output, redirected to the file `path`. */
static inline void stream_addresses(const char *path, size_t count, bool ours, geo_format format)
{
    geo_schema schema = address_schema(ours);
    geo_batch batch = address_batch(&schema, 0, count);
    geo_writer_options options = {.path = "-", .format = format};
    geo_writer *writer = NULL;
    int old = redirect(1, path, O_WRONLY | O_CREAT | O_TRUNC);
    geo_status status = geo_writer_new(ctx, &options, &schema, &writer);
    if (status == GEO_OK)
        status = geo_writer_write(ctx, writer, &batch, NULL);
    if (status == GEO_OK)
        status = geo_writer_commit(ctx, writer);
    geo_writer_free(writer);
    put_back(1, old);
    assert_int_equal(status, GEO_OK);
    geo_batch_release(&batch);
    geo_schema_release(&schema);
}

/* Reads everything of a dataset ("-" with standard input from `stdin_path`). The last status and
 * the rows read come back; *first gets the first batch when it isn't NULL. */
static inline geo_status read_everything(const char *dataset, const char *stdin_path,
                                         const geo_reader_options *options, size_t *rows)
{
    geo_reader *reader = NULL;
    geo_batch batch = {0};
    int old = stdin_path ? redirect(0, stdin_path, O_RDONLY) : -1;
    *rows = 0;
    geo_ctx_reset(ctx);
    geo_status status = geo_reader_new(ctx, dataset, options, &reader);
    while (status == GEO_OK) {
        status = geo_reader_next(ctx, reader, &batch);
        if (status == GEO_OK)
            *rows += geo_batch_count(&batch);
    }
    if (stdin_path)
        put_back(0, old);
    geo_reader_free(reader);
    geo_batch_release(&batch);
    return status;
}

static inline void assert_says(const char *part)
{
    if (!strstr(geo_ctx_error(ctx), part))
        fail_msg("'%s' does not say '%s'", geo_ctx_error(ctx), part);
}

#endif
