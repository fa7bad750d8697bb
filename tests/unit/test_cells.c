/* Lengths, gaps and the narrowest place of ways of cells. */
#include <math.h>

#include "near.h"

#include "base/alloc.h"
#include "raster/cells.h"
#include "raster/edt.h"

static const geo_frame FRAME = {0, 0, 2, 8, 4}; /* cells of 2 m, 8 wide */

static void test_lengths(void **state)
{
    (void)state;
    const uint32_t cells[] = {0, 1, 10, 18, 25};
    assert_near(geo_cells_length_m(FRAME, cells, 5), 2 * (2 + 2 * sqrt(2)), 1e-12);
    assert_near(geo_cells_length_m(FRAME, cells, 2), 2, 0);
    assert_near(geo_cells_length_m(FRAME, cells, 1), 0, 0);
    assert_near(geo_cells_length_m(FRAME, cells, 0), 0, 0);
    const uint32_t back[] = {25, 18, 10, 1, 0};
    assert_true(geo_cells_length_m(FRAME, back, 5) == geo_cells_length_m(FRAME, cells, 5));
}

static geo_gaps gaps_of(const uint8_t *habitat, const uint32_t *cells, size_t count)
{
    geo_gaps gaps = {0};
    assert_ok(geo_cells_gaps(NULL, FRAME, habitat, cells, count, &gaps));
    return gaps;
}

/* k cells straight on measure k cells. */
static void test_gaps(void **state)
{
    (void)state;
    const uint8_t habitat[32] = {1, 0, 1, 0, 0, 1, 0, 1};
    const uint32_t row[] = {0, 1, 2, 3, 4, 5, 6, 7};
    geo_gaps gaps = gaps_of(habitat, row, 8);
    assert_int_equal(gaps.count, 3);
    const size_t first[] = {1, 3, 6}, counts[] = {1, 2, 1};
    for (int i = 0; i < 3; i++) {
        assert_int_equal(gaps.items[i].first, first[i]);
        assert_int_equal(gaps.items[i].count, counts[i]);
        assert_near(gaps.items[i].length_m, 2.0 * (double)counts[i], 0);
    }
    assert_int_equal(geo_gaps_longest(&gaps).first, 3);
    gaps.items[0].length_m = 4; /* of equal ones the first */
    assert_int_equal(geo_gaps_longest(&gaps).first, 1);
    geo_free(gaps.items);
}

/* Diagonal steps, and ways that begin or end in a gap: only what lies between centres. */
static void test_gaps_at_an_angle_and_at_the_ends(void **state)
{
    (void)state;
    const uint8_t habitat[32] = {1, [18] = 1};
    const uint32_t diagonal[] = {0, 9, 18};
    geo_gaps gaps = gaps_of(habitat, diagonal, 3);
    assert_int_equal(gaps.count, 1);
    assert_near(gaps.items[0].length_m, 2 * sqrt(2), 1e-12);
    geo_free(gaps.items);
    gaps = gaps_of(habitat, (const uint32_t[]){9, 18, 19, 20}, 4);
    assert_int_equal(gaps.count, 2);
    assert_near(gaps.items[0].length_m, sqrt(2), 1e-12);
    assert_near(gaps.items[1].length_m, 3, 0);
    geo_free(gaps.items);
    gaps = gaps_of(habitat, (const uint32_t[]){9}, 1);
    assert_int_equal(gaps.count, 1);
    assert_near(gaps.items[0].length_m, 0, 0);
    geo_free(gaps.items);
}

static void test_no_gap(void **state)
{
    (void)state;
    const uint8_t habitat[32] = {1, 1};
    geo_gaps gaps = gaps_of(habitat, (const uint32_t[]){0, 1}, 2);
    assert_int_equal(gaps.count, 0);
    geo_gap none = geo_gaps_longest(&gaps);
    assert_true(none.count == 0 && none.length_m == 0);
    geo_free(gaps.items);
    geo_alloc_fail_at(1);
    assert_int_equal(geo_cells_gaps(NULL, FRAME, habitat, (const uint32_t[]){5}, 1, &gaps),
                     GEO_ERR_NOMEM);
    geo_alloc_fail_at(0);
}

static void test_narrowest(void **state)
{
    (void)state;
    const uint8_t habitat[32] = {
        1, 1, 1, 0, 1, 1, 1, 1, /* */
        1, 1, 1, 1, 1, 1, 1, 1, /* */
        1, 1, 1, 0, 1, 1, 1, 1, /* */
        0, 0, 0, 0, 1, 1, 1, 1,
    };
    uint32_t squared[32];
    assert_ok(geo_edt(NULL, habitat, 4, 8, squared));
    const uint32_t row[] = {8, 9, 10, 11, 12, 13};
    geo_narrow narrow = geo_cells_narrowest(FRAME, squared, row, 6);
    assert_int_equal(narrow.cell, 11);
    assert_near(narrow.width_m, 2 * 1 * 2, 0);
    narrow = geo_cells_narrowest(FRAME, squared, row, 3); /* the corner of a cell that is none */
    assert_int_equal(narrow.cell, 10);
    assert_near(narrow.width_m, 2 * sqrt(2) * 2, 1e-12);
    const uint32_t outside[] = {3, 27};
    narrow = geo_cells_narrowest(FRAME, squared, outside, 2);
    assert_true(isinf(narrow.width_m) && narrow.cell == UINT32_MAX);
    for (int i = 0; i < 32; i++)
        squared[i] = GEO_EDT_NONE;
    narrow = geo_cells_narrowest(FRAME, squared, row, 6);
    assert_true(isinf(narrow.width_m) && narrow.cell == UINT32_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lengths),   cmocka_unit_test(test_gaps),
        cmocka_unit_test(test_no_gap),    cmocka_unit_test(test_gaps_at_an_angle_and_at_the_ends),
        cmocka_unit_test(test_narrowest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
