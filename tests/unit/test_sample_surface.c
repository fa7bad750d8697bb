/* The elevation models of the synthetic town. */
#include "near.h"

#include "base/alloc.h"
#include "sample/shapes.h"
#include "sample/surface.h"

typedef struct fixture {
    sample_plan *plan;
    sample_surface dtm, dsm;
} fixture;

static int set_up(void **state)
{
    fixture *f = geo_calloc(1, sizeof *f);
    assert_non_null(f);
    assert_ok(sample_plan_new(NULL, 1, 800, &f->plan));
    f->dtm = (sample_surface){.plan = f->plan};
    f->dsm = (sample_surface){.plan = f->plan, .is_dsm = true, .noise_m = 0.04};
    assert_ok(sample_surface_init(NULL, &f->dtm, 2));
    assert_ok(sample_surface_init(NULL, &f->dsm, 2));
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    sample_surface_release(&f->dtm);
    sample_surface_release(&f->dsm);
    sample_plan_free(f->plan);
    geo_free(f);
    return 0;
}

static float *read_window(sample_surface *surface, geo_window window)
{
    float *cells = geo_alloc((size_t)(window.height * window.width), sizeof *cells);
    assert_non_null(cells);
    assert_ok(surface->source.read(surface, NULL, window, cells));
    return cells;
}

static float *read_all(sample_surface *surface)
{
    geo_frame frame = surface->source.frame;
    return read_window(surface, (geo_window){0, 0, frame.height, frame.width});
}

/* The outer ring has no data, the town has; nothing lies under the ground by more than the noise.
 */
static void test_surface_over_ground(void **state)
{
    fixture *f = *state;
    geo_frame frame = f->dtm.source.frame;
    float *ground = read_all(&f->dtm), *surface = read_all(&f->dsm);
    int64_t valid = 0, raised = 0;
    for (int64_t row = 0; row < frame.height; row++)
        for (int64_t column = 0; column < frame.width; column++) {
            int64_t k = row * frame.width + column;
            bool ring =
                row < 6 || column < 6 || row >= frame.height - 6 || column >= frame.width - 6;
            assert_int_equal(isnan(ground[k]), isnan(surface[k]));
            assert_true(!ring || isnan(ground[k]));
            valid += !isnan(ground[k]);
            raised += surface[k] > ground[k] + 2;
            assert_false(surface[k] < ground[k] - 0.021f);
        }
    assert_true(valid > frame.height * frame.width / 3);
    assert_true(raised > valid / 8 && raised < valid * 2 / 3);
    geo_free(ground);
    geo_free(surface);
}

/* However the grid is cut, a cell has one value. */
static void test_windows_fit(void **state)
{
    fixture *f = *state;
    geo_frame frame = f->dsm.source.frame;
    float *all = read_all(&f->dsm);
    for (int64_t row = 0; row + 40 <= frame.height; row += 97)
        for (int64_t column = 0; column + 33 <= frame.width; column += 71) {
            float *part = read_window(&f->dsm, (geo_window){row, column, 40, 33});
            for (int64_t k = 0; k < 40 * 33; k++) {
                float whole = all[(row + k / 33) * frame.width + column + k % 33];
                assert_true(part[k] == whole || (isnan(part[k]) && isnan(whole)));
            }
            geo_free(part);
        }
    geo_free(all);
}

static void test_outside_is_no_data(void **state)
{
    fixture *f = *state;
    float *cells = read_window(&f->dsm, (geo_window){-20, -20, 15, 15});
    for (int k = 0; k < 15 * 15; k++)
        assert_true(isnan(cells[k]));
    geo_free(cells);
}

/* A flat roof shows its height; a crown's top shows the tree's. */
static void test_heights(void **state)
{
    fixture *f = *state;
    sample_block block = {0};
    int64_t row, column;
    int flats = 0;
    float *all = read_all(&f->dsm);
    for (int cell = 0; cell < f->plan->columns * f->plan->rows; cell++) {
        assert_ok(sample_block_make(NULL, f->plan, cell % f->plan->columns, cell / f->plan->columns,
                                    &block));
        for (size_t k = 0; k < block.buildings.count; k++) {
            const sample_building *building = &block.buildings.items[k];
            geo_point middle = {(building->rect.x0 + building->rect.x1) / 2,
                                (building->rect.y0 + building->rect.y1) / 2};
            geo_point ground = sample_map_place(&f->plan->map, middle);
            assert_true(geo_frame_cell(f->dsm.source.frame, ground, &row, &column));
            double z = all[row * f->dsm.source.frame.width + column];
            if (building->gable || building->height_m < 12)
                continue;
            flats++;
            assert_near(z, building->ground_m + building->height_m, 0.021);
        }
    }
    assert_true(flats > 0);
    sample_block_release(&block);
    geo_free(all);
}

static void test_small_cells(void **state)
{
    fixture *f = *state;
    sample_surface surface = {.plan = f->plan};
    geo_ctx *ctx = geo_ctx_new(NULL);
    assert_int_equal(sample_surface_init(ctx, &surface, 1e-7), GEO_ERR_RANGE);
    geo_ctx_free(ctx);
}

static void test_no_memory(void **state)
{
    fixture *f = *state;
    float cells[64 * 64];
    sample_surface_release(&f->dsm);
    f->dsm = (sample_surface){.plan = f->plan, .is_dsm = true};
    assert_ok(sample_surface_init(NULL, &f->dsm, 2));
    geo_alloc_fail_at(1);
    geo_window middle = {f->dsm.source.frame.height / 2, f->dsm.source.frame.width / 2, 64, 64};
    assert_int_equal(f->dsm.source.read(&f->dsm, NULL, middle, cells), GEO_ERR_NOMEM);
    geo_alloc_fail_at(0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_surface_over_ground), cmocka_unit_test(test_windows_fit),
        cmocka_unit_test(test_outside_is_no_data),  cmocka_unit_test(test_heights),
        cmocka_unit_test(test_small_cells),         cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
