/* For tests that need files: a fresh folder per test, small files in it, and GeoPackages made with
 * io/package. The state of such a test is its geo_ctx. */
#ifndef GROENNET_TESTS_STORE_H
#define GROENNET_TESTS_STORE_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "crs/crs.h"
#include "io/io.h"
#include "io/package.h"
#include "near.h"

#define DATA SOURCE_DIR "/../shared/data"

static char store_folder[64];

static inline const char *in_folder(const char *name)
{
    static char paths[64][512];
    static int turn;
    char *path = paths[turn++ % 64];
    snprintf(path, sizeof paths[0], "%s/%s", store_folder, name);
    return path;
}

static inline int store_setup(void **state)
{
    strcpy(store_folder, P_tmpdir "/geo_store_XXXXXX");
    geo_ctx *ctx = geo_ctx_new(NULL);
    *state = ctx;
    return !ctx || !mkdtemp(store_folder) || geo_io_init(ctx) != GEO_OK;
}

static inline int store_teardown(void **state)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf '%s'", store_folder);
    geo_ctx_free(*state);
    return system(command);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, store_setup, store_teardown)

static inline void put_bytes(const char *path, const void *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static inline void put_text(const char *path, const char *text)
{
    put_bytes(path, text, strlen(text));
}

/* Runs a shell command; its exit status. */
__attribute__((format(printf, 1, 2))) static inline int run(const char *format, ...)
{
    char command[4096];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(command, sizeof command, format, arguments);
    va_end(arguments);
    int how = system(command);
    return how == -1 ? -1 : how >> 8;
}

static inline bool have(const char *path)
{
    struct stat info;
    if (!stat(path, &info))
        return true;
    print_message("skipped: '%s' is not there\n", path);
    return false;
}

static inline int count_files(void)
{
    int count = 0;
    DIR *folder = opendir(store_folder);
    for (struct dirent *entry; (entry = readdir(folder));)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(folder);
    return count;
}

static inline void assert_says(geo_ctx *ctx, const char *part)
{
    if (!strstr(geo_ctx_error(ctx), part))
        fail_msg("'%s' does not hold '%s'", geo_ctx_error(ctx), part);
}

static inline void assert_hints(geo_ctx *ctx, const char *part)
{
    if (!strstr(geo_ctx_hint(ctx), part))
        fail_msg("hint '%s' does not hold '%s'", geo_ctx_hint(ctx), part);
}

static inline geo_crs *rd_new(geo_ctx *ctx)
{
    geo_crs *crs;
    assert_ok(geo_crs_new(ctx, "EPSG:28992", &crs));
    return crs;
}

#define EAST 155000.0
#define NORTH 463000.0

/* Adds a layer of `count` points (EAST + i, NORTH + 2 i) with columns id ("t0" ...), height_m
 * (i / 2) and species ("linde"; null for odd rows). */
static inline void add_trees(geo_ctx *ctx, geo_package *package, const char *name, int count)
{
    geo_schema schema;
    geo_layer *layer;
    geo_crs *crs = rd_new(ctx);
    assert_ok(geo_schema_init(ctx, &schema, name, GEO_GEOM_POINT, crs));
    assert_ok(geo_schema_add(ctx, &schema, "id", GEO_FIELD_STRING));
    assert_ok(geo_schema_add(ctx, &schema, "height_m", GEO_FIELD_DOUBLE));
    assert_ok(geo_schema_add(ctx, &schema, "species", GEO_FIELD_STRING));
    const geo_layer_options options = {.schema = &schema};
    assert_ok(geo_package_layer(ctx, package, &options, &layer));
    for (int i = 0; i < count; i++) {
        char id[16];
        int length = snprintf(id, sizeof id, "t%d", i);
        geo_point point = {EAST + i, NORTH + 2 * i};
        geo_geom geom = {.type = GEO_GEOM_POINT, .points = &point, .point_count = 1};
        geo_value values[3] = {
            {.type = GEO_FIELD_STRING, .as.string = {id, (uint32_t)length}},
            {.type = GEO_FIELD_DOUBLE, .as.number = i / 2.0},
            {.type = GEO_FIELD_STRING, .is_null = i % 2, .as.string = {"linde", 5}},
        };
        assert_ok(geo_layer_put(ctx, layer, &geom, values));
    }
    geo_schema_release(&schema);
    geo_crs_free(crs);
}

/* A GeoPackage with the named tree layers of `count` rows each (names end with NULL). */
static inline const char *make_trees(geo_ctx *ctx, const char *file, const char *const *names,
                                     int count)
{
    geo_package *package;
    const char *path = in_folder(file);
    const geo_package_options options = {.path = path, .overwrite = true, .date = "2024-05-01"};
    assert_ok(geo_package_new(ctx, &options, &package));
    for (; *names; names++)
        add_trees(ctx, package, *names, count);
    geo_status status = geo_package_commit(ctx, package);
    if (status)
        fail_msg("%s", geo_ctx_error(ctx));
    geo_package_free(package);
    return path;
}

#define NAMES(...) ((const char *const[]){__VA_ARGS__, NULL})

#endif
