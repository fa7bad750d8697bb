/* io/scratch: windows that read back as they were put. */
#include <stdlib.h>
#include <string.h>

#include "io/scratch.h"
#include "near.h"

enum { WIDTH = 7, HEIGHT = 5, COUNT = WIDTH * HEIGHT };

static void read_back(void **state)
{
    (void)state;
    geo_ctx *ctx = geo_ctx_new(NULL);
    geo_scratch *scratch;
    uint32_t cells[COUNT], got[COUNT];
    assert_ok(geo_scratch_new(ctx, WIDTH, HEIGHT, &scratch));
    assert_ok(geo_scratch_read(ctx, scratch, (geo_window){0, 0, HEIGHT, WIDTH}, got));
    for (uint32_t i = 0; i < COUNT; i++) {
        assert_int_equal(got[i], 0);
        cells[i] = i * 2654435761u;
    }
    assert_ok(geo_scratch_write(ctx, scratch, (geo_window){0, 0, HEIGHT, WIDTH}, cells));
    const uint32_t inside[] = {1, 2, 3, 4};
    assert_ok(geo_scratch_write(ctx, scratch, (geo_window){2, 3, 2, 2}, inside));
    cells[2 * WIDTH + 3] = 1;
    cells[2 * WIDTH + 4] = 2;
    cells[3 * WIDTH + 3] = 3;
    cells[3 * WIDTH + 4] = 4;
    assert_ok(geo_scratch_read(ctx, scratch, (geo_window){0, 0, HEIGHT, WIDTH}, got));
    assert_memory_equal(got, cells, sizeof cells);
    assert_ok(geo_scratch_read(ctx, scratch, (geo_window){1, 2, 3, 4}, got));
    for (size_t i = 0; i < 12; i++)
        assert_int_equal(got[i], cells[(1 + i / 4) * WIDTH + 2 + i % 4]);
    geo_scratch_free(scratch);
    geo_ctx_free(ctx);
}

static void refuses(void **state)
{
    (void)state;
    geo_ctx *ctx = geo_ctx_new(NULL);
    geo_scratch *scratch = NULL;
    assert_int_equal(geo_scratch_new(ctx, 0, 5, &scratch), GEO_ERR_ARG);
    assert_int_equal(geo_scratch_new(ctx, INT64_C(1) << 40, 1 << 20, &scratch), GEO_ERR_LIMIT);
    char *kept = getenv("TMPDIR") ? strdup(getenv("TMPDIR")) : NULL;
    setenv("TMPDIR", "/nowhere", 1);
    assert_int_equal(geo_scratch_new(ctx, 5, 5, &scratch), GEO_ERR_IO);
    assert_non_null(strstr(geo_ctx_hint(ctx), "TMPDIR"));
    if (kept)
        setenv("TMPDIR", kept, 1);
    else
        unsetenv("TMPDIR");
    free(kept);
    assert_null(scratch);
    geo_scratch_free(NULL);
    geo_ctx_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(read_back), cmocka_unit_test(refuses)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
