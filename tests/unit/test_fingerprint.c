/* Against the examples of FIPS 180-4 (NIST, "SHA-256" example values), and a file too large to be
 * read whole. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/alloc.h"
#include "io/fingerprint.h"
#include "near.h"

static char path[] = "/tmp/groennet-test-XXXXXX";

static void fill(const char *text, off_t size)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
    if (size)
        assert_int_equal(truncate(path, size), 0);
}

static void write_at(const char *text, off_t offset)
{
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseeko(file, offset, SEEK_SET), 0);
    assert_int_equal(fwrite(text, 1, strlen(text), file), strlen(text));
    assert_int_equal(fclose(file), 0);
}

static void assert_is(geo_ctx *ctx, const char *expected)
{
    char told[GEO_FINGERPRINT_ROOM];
    assert_ok(geo_fingerprint(ctx, path, told));
    assert_string_equal(told, expected);
}

static void published_examples(void **state)
{
    fill("abc", 0);
    assert_is(*state, "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    fill("", 0);
    assert_is(*state, "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    fill("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 0);
    assert_is(*state, "sha256:248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

/* Another middle is the same file; another begin, end or size is another. */
static void of_large_files_the_ends(void **state)
{
    char first[GEO_FINGERPRINT_ROOM], second[GEO_FINGERPRINT_ROOM];
    const off_t size = (off_t)GEO_FINGERPRINT_WHOLE + 1;
    fill("begin", size); /* sparse: takes no room on the disk */
    assert_ok(geo_fingerprint(*state, path, first));
    assert_int_equal(strncmp(first, "ends-sha256:", 12), 0);
    assert_string_equal(strrchr(first, ':'), ":1073741825");
    fill("begin", size + 1);
    assert_ok(geo_fingerprint(*state, path, second));
    assert_string_not_equal(first, second);
    fill("began", size);
    assert_ok(geo_fingerprint(*state, path, second));
    assert_string_not_equal(first, second);
    fill("begin", size);
    write_at("middle", size / 2);
    assert_ok(geo_fingerprint(*state, path, second));
    assert_string_equal(first, second);
    write_at("d", size - 1);
    assert_ok(geo_fingerprint(*state, path, second));
    assert_string_not_equal(first, second);
}

static void streams_are_left_alone(void **state)
{
    char told[GEO_FINGERPRINT_ROOM];
    assert_ok(geo_fingerprint(*state, "/dev/zero", told));
    assert_string_equal(told, "");
    assert_ok(geo_fingerprint(*state, "https://example.org/trees.fgb", told));
    assert_string_equal(told, "");
}

/* By pthread_create, as everywhere: the same answers and the same errors. */
static void in_a_thread_it_is_the_same(void **state)
{
    const char *const asked[] = {path, "/dev/zero", "/tmp/groennet-test-none"};
    fill("abc", 0);
    for (size_t i = 0; i < sizeof asked / sizeof *asked; i++) {
        char told[GEO_FINGERPRINT_ROOM], expected[GEO_FINGERPRINT_ROOM];
        geo_fingerprint_job *job;
        assert_ok(geo_fingerprint_begin(*state, asked[i], &job));
        assert_ok(geo_fingerprint_end(*state, job, told));
        geo_fingerprint_job_free(job);
        assert_ok(geo_fingerprint(*state, asked[i], expected));
        assert_string_equal(told, expected);
    }
}

/* A gigabyte takes a second; one that nobody waits for is over at once. */
static void a_thread_that_is_not_wanted_stops(void **state)
{
    struct timespec begun, ended;
    geo_fingerprint_job *job;
    fill("begin", (off_t)GEO_FINGERPRINT_WHOLE);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begun);
    for (int i = 0; i < 20; i++) {
        assert_ok(geo_fingerprint_begin(*state, path, &job));
        geo_fingerprint_job_free(job);
    }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ended);
    assert_true(ended.tv_sec - begun.tv_sec < 5);
    geo_fingerprint_job_free(NULL);
}

static void out_of_memory_is_an_error(void **state)
{
    char told[GEO_FINGERPRINT_ROOM];
    geo_fingerprint_job *job;
    fill("abc", 0);
    geo_alloc_fail_at(1);
    assert_int_equal(geo_fingerprint(*state, path, told), GEO_ERR_NOMEM);
    for (uint64_t nth = 1; nth <= 5; nth++) {
        geo_alloc_fail_at(nth);
        assert_int_equal(geo_fingerprint_begin(*state, path, &job), GEO_ERR_NOMEM);
    }
    geo_alloc_fail_at(0);
}

static int set_up(void **state)
{
    int made = mkstemp(path);
    return made >= 0 && close(made) == 0 && (*state = geo_ctx_new(NULL)) ? 0 : -1;
}

static int tear_down(void **state)
{
    geo_ctx_free(*state);
    return unlink(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_examples),
        cmocka_unit_test(of_large_files_the_ends),
        cmocka_unit_test(streams_are_left_alone),
        cmocka_unit_test(in_a_thread_it_is_the_same),
        cmocka_unit_test(a_thread_that_is_not_wanted_stops),
        cmocka_unit_test(out_of_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
