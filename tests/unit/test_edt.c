/* Distances to the nearest cell outside, against every cell of small grids. */
#include "cost_case.h"

#include "raster/edt.h"

enum { ACROSS = 24 };

static void test_a_strip(void **state)
{
    (void)state;
    const uint8_t inside[] = {0, 1, 1, 1, 1, 0, 1, 1};
    const uint32_t expected[] = {0, 1, 4, 4, 1, 0, 1, 4};
    uint32_t squared[8];
    assert_ok(geo_edt(ctx, inside, 1, 8, squared));
    assert_memory_equal(squared, expected, sizeof expected);
    assert_ok(geo_edt(ctx, inside, 8, 1, squared));
    assert_memory_equal(squared, expected, sizeof expected);
    assert_ok(geo_edt(ctx, inside, 0, 8, squared));
    assert_ok(geo_edt(ctx, inside, 8, 0, squared));
}

static void test_nothing_outside_has_no_distance(void **state)
{
    (void)state;
    const uint8_t inside[] = {1, 1, 1, 1, 1, 1};
    uint32_t squared[6];
    assert_ok(geo_edt(ctx, inside, 2, 3, squared));
    for (int i = 0; i < 6; i++)
        assert_int_equal(squared[i], GEO_EDT_NONE);
}

static uint32_t by_all_cells(const uint8_t *inside, int64_t height, int64_t width, int64_t at)
{
    uint32_t least = GEO_EDT_NONE;
    for (int64_t i = 0; i < height * width; i++) {
        int64_t rows = i / width - at / width, columns = i % width - at % width;
        uint32_t here = (uint32_t)(rows * rows + columns * columns);
        if (!inside[i] && here < least)
            least = here;
    }
    return least;
}

static void test_random_sets_equal_all_cells(void **state)
{
    (void)state;
    uint64_t dice = 1;
    static uint8_t inside[ACROSS * ACROSS];
    static uint32_t squared[ACROSS * ACROSS], pieces[ACROSS * ACROSS];
    for (int round = 0; round < 3000; round++) {
        int64_t height = 1 + cost_below(&dice, ACROSS), width = 1 + cost_below(&dice, ACROSS);
        uint32_t outside = 1 + cost_below(&dice, 40);
        for (int64_t i = 0; i < height * width; i++)
            inside[i] = cost_below(&dice, 100) >= outside;
        assert_ok(geo_edt(ctx, inside, height, width, squared));
        for (int64_t i = 0; i < height * width; i++)
            assert_int_equal(squared[i], by_all_cells(inside, height, width, i));
        /* In pieces, the last first. */
        int64_t half = width / 2, upper = height / 2;
        geo_edt_columns(inside, height, width, half, width - half, pieces);
        geo_edt_columns(inside, height, width, 0, half, pieces);
        assert_ok(geo_edt_rows(ctx, width, upper, height - upper, pieces));
        assert_ok(geo_edt_rows(ctx, width, 0, upper, pieces));
        assert_memory_equal(pieces, squared, (size_t)(height * width) * sizeof *squared);
    }
}

/* As far as the squares fit: one row of the longest length, its one cell outside at the end. */
static void test_the_longest_row(void **state)
{
    (void)state;
    enum { LONG = 46340 };
    uint8_t *inside = geo_alloc(LONG + 1, 1);
    uint32_t *squared = geo_alloc(LONG + 1, sizeof *squared);
    memset(inside, 1, LONG + 1);
    inside[LONG - 1] = 0;
    assert_ok(geo_edt(ctx, inside, 1, LONG, squared));
    assert_int_equal(squared[0], 46339u * 46339u);
    assert_int_equal(geo_edt(ctx, inside, 1, LONG + 1, squared), GEO_ERR_LIMIT);
    assert_int_equal(geo_edt(ctx, inside, LONG + 1, 1, squared), GEO_ERR_LIMIT);
    geo_alloc_fail_at(1);
    assert_int_equal(geo_edt(ctx, inside, 1, 9, squared), GEO_ERR_NOMEM);
    geo_alloc_fail_at(0);
    geo_free(inside);
    geo_free(squared);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_strip),
        cmocka_unit_test(test_nothing_outside_has_no_distance),
        cmocka_unit_test(test_random_sets_equal_all_cells),
        cmocka_unit_test(test_the_longest_row),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
