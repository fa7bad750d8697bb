/* Writing a town folder: same bytes, nothing of others touched, errors that say what is wrong. */
#include "near.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "io/io.h"
#include "sample/town.h"

typedef struct fixture {
    geo_ctx *ctx;
    char root[64], folder[96], other[96];
} fixture;

static const char *const names[] = {"base.gpkg", "dtm.tif", "dsm.tif", "mine.txt"};

static int set_up(void **state)
{
    fixture *f = geo_calloc(1, sizeof *f);
    assert_non_null(f);
    f->ctx = geo_ctx_new(NULL);
    strcpy(f->root, P_tmpdir "/test_sample_XXXXXX");
    assert_non_null(mkdtemp(f->root));
    snprintf(f->folder, sizeof f->folder, "%s/town", f->root);
    snprintf(f->other, sizeof f->other, "%s/other", f->root);
    *state = f;
    return 0;
}

static void clear(const char *folder)
{
    char path[256];
    for (size_t k = 0; k < sizeof names / sizeof *names; k++) {
        snprintf(path, sizeof path, "%s/%s", folder, names[k]);
        (void)unlink(path);
    }
    (void)rmdir(folder);
}

static int tear_down(void **state)
{
    fixture *f = *state;
    clear(f->folder);
    clear(f->other);
    assert_int_equal(rmdir(f->root), 0); /* nothing else was left behind */
    geo_ctx_free(f->ctx);
    geo_free(f);
    return 0;
}

static sample_town small_town(const char *folder)
{
    return (sample_town){.folder = folder, .seed = 1, .addresses = 500, .cell_m = 5, .decimals = 1};
}

static char *read_file(const char *folder, const char *name, long *length)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    *length = ftell(file);
    char *bytes = geo_alloc((size_t)*length, 1);
    rewind(file);
    assert_int_equal(fread(bytes, 1, (size_t)*length, file), *length);
    fclose(file);
    return bytes;
}

static void test_same_bytes(void **state)
{
    fixture *f = *state;
    sample_town town = small_town(f->folder), again = small_town(f->other);
    assert_ok(sample_town_write(f->ctx, &town));
    assert_ok(sample_town_write(f->ctx, &again));
    for (int k = 0; k < 3; k++) {
        long a, b;
        char *one = read_file(f->folder, names[k], &a), *two = read_file(f->other, names[k], &b);
        assert_int_equal(a, b);
        assert_memory_equal(one, two, (size_t)a);
        geo_free(one);
        geo_free(two);
    }
}

static void test_seed_matters(void **state)
{
    fixture *f = *state;
    long a, b;
    sample_town town = small_town(f->folder), again = small_town(f->other);
    town.no_rasters = again.no_rasters = true;
    again.seed = 2;
    assert_ok(sample_town_write(f->ctx, &town));
    assert_ok(sample_town_write(f->ctx, &again));
    char *one = read_file(f->folder, names[0], &a), *two = read_file(f->other, names[0], &b);
    assert_true(a != b || memcmp(one, two, (size_t)a) != 0);
    geo_free(one);
    geo_free(two);
}

static void put_file(const char *folder, const char *name, const char *text)
{
    char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void test_overwrite(void **state)
{
    fixture *f = *state;
    long length;
    sample_town town = small_town(f->folder);
    assert_int_equal(mkdir(f->folder, 0777), 0);
    put_file(f->folder, "mine.txt", "keep");
    put_file(f->folder, "dsm.tif", "old");
    assert_int_equal(sample_town_write(f->ctx, &town), GEO_ERR_ARG);
    assert_non_null(strstr(geo_ctx_error(f->ctx), "dsm.tif' exists"));
    town.overwrite = true;
    assert_ok(sample_town_write(f->ctx, &town));
    char *mine = read_file(f->folder, "mine.txt", &length);
    assert_int_equal(length, 4);
    geo_free(mine);
    char *dsm = read_file(f->folder, "dsm.tif", &length);
    assert_true(length > 1000);
    geo_free(dsm);
}

/* Old rasters beside a new base would be another town's. */
static void test_left_rasters(void **state)
{
    fixture *f = *state;
    sample_town town = small_town(f->folder);
    assert_int_equal(mkdir(f->folder, 0777), 0);
    put_file(f->folder, "dtm.tif", "old");
    town.no_rasters = town.overwrite = true;
    assert_int_equal(sample_town_write(f->ctx, &town), GEO_ERR_ARG);
    assert_non_null(strstr(geo_ctx_error(f->ctx), "no longer belong"));
}

static void test_bad_places(void **state)
{
    fixture *f = *state;
    char deep[160];
    sample_town town = small_town(deep);
    snprintf(deep, sizeof deep, "%s/no/such", f->root);
    assert_int_equal(sample_town_write(f->ctx, &town), GEO_ERR_IO);
    assert_int_equal(mkdir(f->folder, 0777), 0);
    put_file(f->folder, "mine.txt", "a file");
    snprintf(deep, sizeof deep, "%s/mine.txt", f->folder);
    assert_int_equal(sample_town_write(f->ctx, &town), GEO_ERR_IO);
}

static void test_bad_options(void **state)
{
    fixture *f = *state;
    sample_town town = small_town(f->folder);
    town.cell_m = 0.01;
    assert_int_equal(sample_town_write(f->ctx, &town), GEO_ERR_ARG);
    town = small_town(f->folder);
    town.addresses = 3;
    assert_int_equal(sample_town_write(f->ctx, &town), GEO_ERR_ARG);
    assert_int_not_equal(access(f->folder, F_OK), 0);
}

/* Wherever memory runs out, the run ends in order and leaves no half file. */
static void test_no_memory(void **state)
{
    fixture *f = *state;
    sample_town town = small_town(f->folder);
    town.no_rasters = true;
    for (uint64_t nth = 1; nth < 4000; nth = nth * 5 / 4 + 1) {
        geo_alloc_fail_at(nth);
        geo_status status = sample_town_write(f->ctx, &town);
        geo_alloc_fail_at(0);
        assert_true(status == GEO_OK || status == GEO_ERR_NOMEM);
        clear(f->folder);
        assert_int_not_equal(access(f->folder, F_OK), 0); /* empty, so it could go */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_same_bytes, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_seed_matters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_overwrite, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_left_rasters, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bad_places, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_bad_options, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no_memory, set_up, tear_down),
    };
    if (geo_io_init(NULL) != GEO_OK)
        return 1;
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    geo_io_exit();
    return failed;
}
