/* raster/mask: rows of bits hold what the bytes held, in every length and from every place. */
#include <string.h>

#include "near.h"
#include "shapes.h"

#include "raster/mask.h"

enum { MOST = 9000 };

typedef struct row {
    uint8_t cells[MOST];
    geo_mask_group full[MOST / GEO_MASK_GROUP + 1], known[MOST / GEO_MASK_GROUP + 1];
    unsigned met;
} row;

static const int NODATA[] = {-1, 0, 1, 7, 255};

/* kinds: of the first so many values. */
static void make(row *r, shape_dice *d, int64_t count, int kinds, int nodata)
{
    static const uint8_t values[] = {0, 1, 255, 7, 254};
    for (int64_t i = 0; i < count; i++)
        r->cells[i] = values[(int)shape_between(d, 0, kinds)];
    memset(r->full, 0xaa, sizeof r->full);
    memset(r->known, 0xaa, sizeof r->known);
    r->met = geo_mask_pack(r->cells, count, nodata, r->full, r->known);
    geo_mask_group alone[MOST / GEO_MASK_GROUP + 1];
    assert_int_equal(geo_mask_pack(r->cells, count, nodata, alone, NULL), r->met);
    assert_memory_equal(alone, r->full, (size_t)(count / GEO_MASK_GROUP) * sizeof *alone);
}

static unsigned met_in(const row *r, int64_t count, int nodata)
{
    unsigned met = 0;
    for (int64_t i = 0; i < count; i++)
        if (r->cells[i] == nodata)
            met |= GEO_MASK_GAPS;
        else if (r->cells[i] > 1 && r->cells[i] != 255)
            met |= GEO_MASK_OTHER;
    return met;
}

static void each_cell_has_its_bit(void **state)
{
    (void)state;
    shape_dice d = {3};
    row r;
    for (int i = 0; i < 400; i++) {
        int64_t count = 1 + i * 3;
        int nodata = NODATA[i % 5];
        make(&r, &d, count, 1 + i / 5 % 5, nodata);
        for (int64_t k = 0; k < count; k++) {
            assert_int_equal(geo_mask_at(r.full, k), r.cells[k] != 0 && r.cells[k] != nodata);
            assert_int_equal(geo_mask_at(r.known, k), r.cells[k] != nodata);
        }
        unsigned met = met_in(&r, count, nodata);
        /* what fills up the last group is 0: a gap where 0 is one */
        if (nodata == 0 && count % GEO_MASK_GROUP)
            met |= GEO_MASK_GAPS;
        assert_int_equal(r.met, met);
    }
}

static void cells_are_counted_from_anywhere(void **state)
{
    (void)state;
    shape_dice d = {4};
    row r;
    make(&r, &d, MOST, 5, 7);
    for (int i = 0; i < 3000; i++) {
        int64_t from = (int64_t)shape_between(&d, 0, MOST),
                most = i % 2 ? 300 : MOST, /* short ones meet every pair of ends */
            to = from + 1 + (int64_t)shape_between(&d, 0, (double)most), full = 0, known = 0;
        to = to < MOST ? to : MOST;
        for (int64_t k = from; k < to; k++) {
            full += r.cells[k] != 0 && r.cells[k] != 7;
            known += r.cells[k] != 7;
        }
        assert_int_equal(geo_mask_count(r.full, from, to), full);
        assert_int_equal(geo_mask_count(r.known, from, to), known);
    }
}

/* More than a byte of each vector can count. */
static void long_rows_do_not_overflow(void **state)
{
    (void)state;
    row r;
    memset(r.cells, 1, sizeof r.cells);
    assert_int_equal(geo_mask_pack(r.cells, MOST, -1, r.full, r.known), 0);
    for (int64_t to = 1; to <= MOST; to += 61)
        assert_int_equal(geo_mask_count(r.full, 0, to), to);
    assert_int_equal(geo_mask_count(r.known, 5, MOST), MOST - 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_cell_has_its_bit),
        cmocka_unit_test(cells_are_counted_from_anywhere),
        cmocka_unit_test(long_rows_do_not_overflow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
