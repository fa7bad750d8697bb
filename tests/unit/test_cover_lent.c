/* Sums of a source that lends its pieces as masks: to the bit what its bytes give when they are
 * read, and every piece is given back. */
#include <string.h>

#include "lender.h"
#include "near.h"
#include "shapes.h"

#include "raster/cover.h"

/* row and column of a cell that no mask has; less than 0: none */
typedef struct odd {
    int64_t row, column;
    int nodata;
} odd;

static uint8_t byte_at(const void *cells, int64_t row, int64_t column)
{
    static const uint8_t values[] = {0, 1, 1, 0, 255, 0, 1, 7, 1, 0};
    const odd *o = cells;
    uint8_t value = values[(row * 3 + column * column) % 10];
    if (row == o->row && column == o->column)
        return 9;
    return value == 7 && o->nodata != 7 ? 1 : value;
}

static geo_grid_source source_of(lender *l, odd *o)
{
    *o = (odd){-1, -1, l->nodata};
    l->at = byte_at;
    l->cells = o;
    geo_grid_source source = lender_source(l, 100000, 500000, 0.5);
    source.lend = NULL; /* at first */
    return source;
}

static const lender LENDERS[] = {
    {.width = 800, .height = 800, .piece_width = 64, .piece_height = 64, .nodata = -1},
    {.width = 700, .height = 611, .piece_width = 200, .piece_height = 16, .nodata = 7},
    {.width = 611,
     .height = 700,
     .piece_width = 129,
     .piece_height = 50,
     .nodata = 7,
     .is_south_up = true},
    {.width = 800,
     .height = 333,
     .piece_width = 800,
     .piece_height = 1,
     .nodata = 255,
     .is_south_up = true},
    {.width = 500, .height = 800, .piece_width = 1, .piece_height = 800, .nodata = 0}};

static void pieces_are_summed_as_bands_are(void **state)
{
    (void)state;
    shape_dice d = {21};
    shape s;
    for (int i = 0; i < 300; i++) {
        lender l = LENDERS[i % 5];
        geo_cover_sum read, lent;
        double radius = pow(10, shape_between(&d, -1, 2.3));
        geo_point at = {shape_between(&d, 99990, 100410), shape_between(&d, 499590, 500010)};
        shape_make(&s, &d, at, radius, 1 + (uint32_t)(i % 3), i % 2, 0);
        odd o;
        geo_grid_source source = source_of(&l, &o);
        assert_ok(geo_cover_measure(NULL, &source, &s.geom, &read));
        source.lend = lender_lend;
        assert_ok(geo_cover_measure(NULL, &source, &s.geom, &lent));
        assert_true(l.asked > 0 || lent.area_m2 == 0);
        assert_int_equal(l.lent, 0);
        assert_near(lent.area_m2, read.area_m2, 0);
        assert_near(lent.valid_m2, read.valid_m2, 0);
        assert_near(lent.value_m2, read.value_m2, 0);
    }
}

static void circle_around(shape *s, double x, double y)
{
    shape_dice d = {22};
    shape_make(s, &d, (geo_point){x, y}, 50, 1, false, 0);
}

/* Where a piece is no mask its bytes are read instead; where they cannot be, that is told. */
static void what_is_no_mask_is_read(void **state)
{
    (void)state;
    shape s;
    lender l = LENDERS[0];
    geo_cover_sum read, lent;
    odd o;
    circle_around(&s, 100100, 499900);
    geo_grid_source source = source_of(&l, &o);
    o.row = 210;
    o.column = 190;
    assert_ok(geo_cover_measure(NULL, &source, &s.geom, &read));
    source.lend = lender_lend;
    assert_ok(geo_cover_measure(NULL, &source, &s.geom, &lent));
    assert_near(lent.value_m2, read.value_m2, 0);
    source.read = NULL;
    source.read_bytes = NULL;
    assert_int_equal(geo_cover_measure(NULL, &source, &s.geom, &lent), GEO_ERR_UNSUPPORTED);
    assert_int_equal(l.lent, 0);
}

static void a_failure_to_lend_travels_up(void **state)
{
    (void)state;
    shape s;
    lender l = LENDERS[1];
    geo_cover_sum sum;
    geo_ctx *ctx = geo_ctx_new(NULL);
    assert_non_null(ctx);
    odd o;
    circle_around(&s, 100100, 499900);
    geo_grid_source source = source_of(&l, &o);
    source.lend = lender_lend;
    l.is_broken = true;
    assert_int_equal(geo_cover_measure(ctx, &source, &s.geom, &sum), GEO_ERR_IO);
    assert_non_null(strstr(geo_ctx_error(ctx), "kronen.tif"));
    geo_ctx_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_summed_as_bands_are),
        cmocka_unit_test(what_is_no_mask_is_read),
        cmocka_unit_test(a_failure_to_lend_travels_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
