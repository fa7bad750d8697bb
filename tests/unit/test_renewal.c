/* raster/renewal: parts of a grid made anew, the rest as it was. */
#include "field.h"

#include "raster/renewal.h"

static const geo_frame OLD = {84000, 447000, 0.5, 40, 30};
static const geo_frame FRESH = {84010, 447005, 0.5, 40, 30}; /* 20 cells east, 10 north */

static void lays_parts_over(void **state)
{
    geo_ctx *ctx = geo_ctx_new(NULL);
    field old, fresh;
    geo_renewal *renewal = NULL;
    float cells[44 * 66];
    /* the fresh one's western and south-eastern quarter; the rest of its box is none of its own */
    const geo_box parts[] = {{84010, 446990, 84020, 447005}, {84015, 446990, 84030, 446997.5}};
    uint64_t lost = 0, had = 0;
    (void)state;
    field_make(&old, "old", OLD, 1);
    field_make(&fresh, "fresh", FRESH, 2);
    *field_at(&old, 29, 0) = NAN;
    *field_at(&old, 6, 30) = NAN;
    *field_at(&fresh, 14, 5) = *field_at(&fresh, 1, 5) = *field_at(&fresh, 16, 10) = NAN;
    assert_ok(geo_renewal_new(ctx, &old.source, &fresh.source, parts, 2, &renewal));
    const geo_grid_source *source = geo_renewal_source(renewal);
    assert_near(source->frame.x0, 84000, 0);
    assert_near(source->frame.y0, 447005, 0);
    assert_int_equal(source->frame.width, 60);
    assert_int_equal(source->frame.height, 40);
    assert_ok(source->read(source->self, ctx, (geo_window){-2, -3, 44, 66}, cells));
    for (int64_t i = -2; i < 42; i++)
        for (int64_t j = -3; j < 63; j++) {
            bool in_old = i >= 10 && i < 40 && j >= 0 && j < 40;
            bool in_part =
                (i >= 0 && i < 30 && j >= 20 && j < 40) || (i >= 15 && i < 30 && j >= 40 && j < 60);
            float was = in_old ? *field_at(&old, i - 10, j) : NAN;
            float expected = in_part ? *field_at(&fresh, i, j - 20) : was;
            float cell = cells[(i + 2) * 66 + j + 3];
            if (!(cell == expected || (isnan(cell) && isnan(expected))))
                fail_msg("%d, %d: %g instead of %g", (int)i, (int)j, (double)cell,
                         (double)expected);
            had += in_part && !isnan(was);
            lost += in_part && !isnan(was) && isnan(expected);
        }
    assert_int_equal(lost,
                     1); /* of the others one had nothing before, one is beyond the old grid */
    assert_int_equal(geo_renewal_counts(renewal).lost, lost);
    assert_int_equal(geo_renewal_counts(renewal).had, had);
    geo_renewal_free(renewal);
    geo_grid_release(&old.grid);
    geo_grid_release(&fresh.grid);
    geo_ctx_free(ctx);
}

static void needs_one_lattice(void **state)
{
    geo_ctx *ctx = geo_ctx_new(NULL);
    field old, fresh;
    geo_renewal *renewal = NULL;
    const geo_box part = {84000, 446990, 84010, 447000};
    (void)state;
    field_make(&old, "old", OLD, 1);
    field_make(&fresh, "fresh", (geo_frame){84000.2, 447000, 0.5, 40, 30}, 2);
    assert_int_equal(geo_renewal_new(ctx, &old.source, &fresh.source, &part, 1, &renewal),
                     GEO_ERR_ARG);
    geo_grid_release(&old.grid);
    geo_grid_release(&fresh.grid);
    geo_ctx_free(ctx);
}

static void tells_what_boxes_cover(void **state)
{
    static const geo_box four[] = {{0, 0, 2, 2}, {2, 0, 4, 1}, {1, 1, 4, 4}, {0, 2, 1, 4}};
    (void)state;
    assert_true(geo_boxes_cover(four, 4, (geo_box){0, 0, 4, 4}));
    assert_true(geo_boxes_cover(four, 1, (geo_box){0.5, 0, 2, 2}));
    assert_false(geo_boxes_cover(four, 3, (geo_box){0, 0, 4, 4}));
    assert_true(geo_boxes_cover(four, 3, (geo_box){0.5, 0, 4, 2}));
    assert_false(geo_boxes_cover(four, 4, (geo_box){0, 0, 4, 4.001}));
    assert_false(geo_boxes_cover(four, 4, (geo_box){5, 5, 6, 6}));
    assert_false(geo_boxes_cover(four, 0, (geo_box){0, 0, 1, 1}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(lays_parts_over),
                                       cmocka_unit_test(needs_one_lattice),
                                       cmocka_unit_test(tells_what_boxes_cover)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
