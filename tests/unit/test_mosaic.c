/* raster/mosaic: sheets on one lattice as one grid. */
#include "field.h"

#include "raster/mosaic.h"

#include "ctx_case.h"

static const geo_box ALL = {-INFINITY, -INFINITY, INFINITY, INFINITY};

/* A sheet of 10 x 8 cells of 0.5 m at this cell, numbered: base + 100 row + column of the lattice.
 */
static void make_sheet(field *f, const char *name, int64_t row, int64_t column, float base)
{
    geo_frame frame = {1000 + 0.5 * (double)column, 2000 - 0.5 * (double)row, 0.5, 10, 8};
    field_make(f, name, frame, NAN);
    for (int64_t i = 0; i < 8; i++)
        for (int64_t j = 0; j < 10; j++)
            *field_at(f, i, j) = base + (float)(100 * (row + i) + column + j);
}

static geo_mosaic *lay(const geo_grid_source *const *sheets, size_t count, geo_box box)
{
    geo_mosaic *mosaic = NULL;
    if (geo_mosaic_new(ctx, sheets, count, box, &mosaic))
        fail_msg("%s", geo_ctx_error(ctx));
    return mosaic;
}

static void lays_sheets_side_by_side(void **state)
{
    (void)state;
    field a, b;
    make_sheet(&a, "a", 0, 0, 0);
    make_sheet(&b, "b", 8, 10, 0); /* corner to corner */
    const geo_grid_source *both[] = {&b.source, &a.source};
    geo_mosaic *mosaic = lay(both, 2, ALL);
    const geo_grid_source *source = geo_mosaic_source(mosaic);
    assert_near(source->frame.x0, 1000, 0);
    assert_near(source->frame.y0, 2000, 0);
    assert_int_equal(source->frame.width, 20);
    assert_int_equal(source->frame.height, 16);
    float *whole = field_take(ctx, source, 16, 20), *parts = field_take(ctx, source, 3, 7);
    assert_same_cells(parts, whole, 320);
    for (int row = 0; row < 16; row++)
        for (int column = 0; column < 20; column++) {
            float cell = whole[row * 20 + column];
            if ((row < 8) == (column < 10))
                assert_near((double)cell, 100 * row + column, 0);
            else
                assert_true(isnan(cell));
        }
    assert_int_equal(geo_mosaic_overlaps(mosaic).cells, 0);
    free(whole);
    free(parts);
    geo_mosaic_free(mosaic);
    geo_grid_release(&a.grid);
    geo_grid_release(&b.grid);
}

static void takes_the_first_that_has_a_value(void **state)
{
    (void)state;
    field a, b;
    make_sheet(&a, "a", 0, 0, 0);
    make_sheet(&b, "b", 0, 5, 1000);
    *field_at(&a, 3, 7) = NAN;
    *field_at(&a, 4, 7) = 1000 + 407; /* the same as b's */
    const geo_grid_source *both[] = {&a.source, &b.source};
    geo_mosaic *mosaic = lay(both, 2, ALL);
    float *cells = field_take(ctx, geo_mosaic_source(mosaic), 8, 15);
    assert_near((double)cells[3 * 15 + 6], 306, 0);
    assert_near((double)cells[3 * 15 + 7], 1307, 0);
    assert_near((double)cells[3 * 15 + 12], 1312, 0);
    assert_int_equal(geo_mosaic_overlaps(mosaic).cells, 39);
    assert_int_equal(geo_mosaic_overlaps(mosaic).differing, 38);
    free(cells);
    geo_mosaic_free(mosaic);
    geo_grid_release(&a.grid);
    geo_grid_release(&b.grid);
}

static void cuts_outward_to_whole_cells(void **state)
{
    (void)state;
    field a;
    float out[9];
    make_sheet(&a, "a", 0, 0, 0);
    const geo_grid_source *one[] = {&a.source};
    geo_mosaic *mosaic = lay(one, 1, (geo_box){1001.2, 1997.9, 1002.5, 1998.5});
    const geo_grid_source *source = geo_mosaic_source(mosaic);
    assert_near(source->frame.x0, 1001, 0);
    assert_near(source->frame.y0, 1998.5, 0);
    assert_int_equal(source->frame.width, 3);
    assert_int_equal(source->frame.height, 2);
    /* the sheet goes on beyond the mosaic, the mosaic does not */
    assert_ok(source->read(source->self, ctx, (geo_window){-1, -1, 3, 3}, out));
    assert_true(isnan(out[0]) && isnan(out[1]) && isnan(out[3]));
    assert_near((double)out[4], 302, 0);
    geo_mosaic_free(mosaic);
    assert_int_equal(geo_mosaic_new(ctx, one, 1, (geo_box){1005, 1990, 1010, 1999}, &mosaic),
                     GEO_ERR_NOTFOUND);
    geo_grid_release(&a.grid);
}

static void refused(const geo_grid_source *a, const geo_grid_source *b, const char *words)
{
    geo_mosaic *mosaic = NULL;
    const geo_grid_source *both[] = {a, b};
    assert_int_equal(geo_mosaic_new(ctx, both, 2, ALL, &mosaic), GEO_ERR_ARG);
    if (!strstr(geo_ctx_error(ctx), words))
        fail_msg("'%s' lacks '%s'", geo_ctx_error(ctx), words);
}

static void refuses_what_does_not_fit(void **state)
{
    (void)state;
    field a, b;
    geo_mosaic *mosaic = NULL;
    make_sheet(&a, "first.tif", 0, 0, 0);
    make_sheet(&b, "second.tif", 0, 10, 0);
    b.source.frame.cell_m = 0.25;
    refused(&a.source, &b.source, "'first.tif' has cells of 0.5 m, 'second.tif' of 0.25 m");
    b.source.frame.cell_m = 0.5;
    b.source.frame.x0 += 0.01;
    refused(&a.source, &b.source, "the cells of 'first.tif' and 'second.tif' do not lie on one");
    b.source.frame.x0 -= 0.01;
    b.source.frame.y0 += 0.2;
    refused(&a.source, &b.source, "do not lie on one grid");
    b.source.frame.y0 -= 0.2;
    b.source.frame.cell_m = 0.5 * (1 + 1e-7); /* 1e-7 over 1e5 cells is a hundredth of one */
    b.source.frame.width = 100000;
    refused(&a.source, &b.source, "do not lie on one grid");
    assert_int_equal(geo_mosaic_new(ctx, NULL, 0, ALL, &mosaic), GEO_ERR_ARG);
    geo_grid_release(&a.grid);
    geo_grid_release(&b.grid);
}

static void survives_failing_memory(void **state)
{
    (void)state;
    field a;
    float out[80];
    make_sheet(&a, "a", 0, 0, 0);
    const geo_grid_source *one[] = {&a.source};
    geo_status status = GEO_ERR_NOMEM;
    for (uint64_t nth = 1; status == GEO_ERR_NOMEM; nth++) {
        geo_mosaic *mosaic = NULL;
        geo_alloc_fail_at(nth);
        status = geo_mosaic_new(ctx, one, 1, ALL, &mosaic);
        if (!status) {
            const geo_grid_source *source = geo_mosaic_source(mosaic);
            status = source->read(source->self, ctx, (geo_window){0, 0, 8, 10}, out);
        }
        geo_mosaic_free(mosaic);
        assert_true(nth < 100);
    }
    geo_alloc_fail_at(0);
    assert_ok(status);
    geo_grid_release(&a.grid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lays_sheets_side_by_side),
        cmocka_unit_test(takes_the_first_that_has_a_value),
        cmocka_unit_test(cuts_outward_to_whole_cells),
        cmocka_unit_test(refuses_what_does_not_fit),
        cmocka_unit_test(survives_failing_memory),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
