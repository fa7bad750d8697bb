/* Sums of a source that lends its pieces as masks: to the bit what its bytes give when they are
 * read, and every piece is given back. */
#include <stdlib.h>
#include <string.h>

#include "near.h"
#include "shapes.h"

#include "raster/cover.h"

/* The same cells both ways; pieces of the frame as a file could have them. */
typedef struct lender {
    int64_t width, height, piece_width, piece_height;
    int nodata;
    bool is_south_up, is_broken;
    int64_t odd_row, odd_column; /* a cell that no mask has; less than 0: none */
    int64_t lent, asked;
} lender;

static uint8_t byte_at(const lender *l, int64_t row, int64_t column)
{
    static const uint8_t values[] = {0, 1, 1, 0, 255, 0, 1, 7, 1, 0};
    uint8_t value = values[(row * 3 + column * column) % 10];
    if (row == l->odd_row && column == l->odd_column)
        return 9;
    return value == 7 && l->nodata != 7 ? 1 : value;
}

static geo_status read_bytes(void *self, geo_ctx *ctx, geo_window window, uint8_t *cells)
{
    (void)ctx;
    for (int64_t i = 0; i < window.width * window.height; i++)
        cells[i] = byte_at(self, window.row + i / window.width, window.column + i % window.width);
    return GEO_OK;
}

static int64_t least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* As in a file, pieces begin at its first row, which may be the southernmost. */
static geo_status lend(void *self, geo_ctx *ctx, int64_t row, int64_t column, geo_lent *out)
{
    lender *l = self;
    l->asked++;
    if (l->is_broken)
        return geo_fail(ctx, GEO_ERR_IO, "disk is gone");
    int64_t line = l->is_south_up ? l->height - 1 - row : row;
    int64_t top = line / l->piece_height * l->piece_height,
            west = column / l->piece_width * l->piece_width;
    int64_t height = least(l->piece_height, l->height - top),
            width = least(l->piece_width, l->width - west), groups = geo_mask_groups(width);
    geo_mask_group *bits = calloc((size_t)(2 * groups * height), sizeof *bits);
    uint8_t *cells = malloc((size_t)width);
    assert_true(bits && cells);
    unsigned met = 0;
    *out = (geo_lent){{top, west, height, width}, bits, NULL, groups, bits};
    if (l->is_south_up)
        out->window.row = l->height - top - height;
    for (int64_t i = 0; i < height; i++) {
        int64_t from = l->is_south_up ? l->height - 1 - top - i : top + i;
        assert_int_equal(read_bytes(l, NULL, (geo_window){from, west, 1, width}, cells), GEO_OK);
        geo_mask_group *full = bits + i * groups;
        met |= geo_mask_pack(cells, width, l->nodata, full, full + groups * height);
    }
    free(cells);
    if (l->is_south_up) {
        out->full += (height - 1) * groups;
        out->line = -groups;
    }
    if (met & GEO_MASK_GAPS)
        out->known = out->full + groups * height;
    l->lent++;
    if (met & GEO_MASK_OTHER) {
        l->lent--;
        free(bits);
        out->full = NULL;
    }
    return GEO_OK;
}

static void give_back(void *self, geo_lent *lent)
{
    ((lender *)self)->lent--;
    free(lent->piece);
}

static geo_grid_source source_of(lender *l)
{
    return (geo_grid_source){.self = l,
                             .frame = {100000, 500000, 0.5, l->width, l->height},
                             .name = "kronen.tif",
                             .read_bytes = read_bytes,
                             .byte_nodata = l->nodata};
}

static void lends(geo_grid_source *source, lender *l)
{
    source->lend = lend;
    source->give_back = give_back;
    source->lent_width = l->piece_width;
}

static const lender LENDERS[] = {{800, 800, 64, 64, -1, false, false, -1, -1, 0, 0},
                                 {700, 611, 200, 16, 7, false, false, -1, -1, 0, 0},
                                 {611, 700, 129, 50, 7, true, false, -1, -1, 0, 0},
                                 {800, 333, 800, 1, 255, true, false, -1, -1, 0, 0},
                                 {500, 800, 1, 800, 0, false, false, -1, -1, 0, 0}};

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
        geo_grid_source source = source_of(&l);
        assert_ok(geo_cover_measure(NULL, &source, &s.geom, &read));
        lends(&source, &l);
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
    l.odd_row = 210;
    l.odd_column = 190;
    circle_around(&s, 100100, 499900);
    geo_grid_source source = source_of(&l);
    assert_ok(geo_cover_measure(NULL, &source, &s.geom, &read));
    lends(&source, &l);
    assert_ok(geo_cover_measure(NULL, &source, &s.geom, &lent));
    assert_near(lent.value_m2, read.value_m2, 0);
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
    circle_around(&s, 100100, 499900);
    geo_grid_source source = source_of(&l);
    lends(&source, &l);
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
