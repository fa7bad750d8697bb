/* raster/tops: against the definition on a whole field at once, larger than a block. */
#include "field.h"

#include "raster/tops.h"

#include "ctx_case.h"

enum { WIDTH = 1150, HEIGHT = 1070 };
static const geo_frame FRAME = {84000, 447000, 0.5, WIDTH, HEIGHT};
static const geo_top_options OPTIONS = {.window_m = 2.51503,
                                        .window_per_m2 = 0.00901,
                                        .crown_reach = 0.6,
                                        .crown_low = 0.3,
                                        .height_max_m = 30};

typedef struct tops {
    geo_top *items;
    size_t count, fail_after; /* 0: never */
} tops;

static geo_status keep(void *self, geo_ctx *own, const geo_top *top)
{
    tops *t = self;
    if (t->fail_after && t->count == t->fail_after)
        return geo_fail(own, GEO_ERR_IO, "full");
    t->items = realloc(t->items, (t->count + 1) * sizeof *t->items);
    assert_non_null(t->items);
    t->items[t->count++] = *top;
    return GEO_OK;
}

static tops find(const field *f, const geo_top_options *options)
{
    tops found = {0};
    if (geo_tops(ctx, &f->source, options, keep, &found))
        fail_msg("%s", geo_ctx_error(ctx));
    return found;
}

/* ---- one tree ---- */

static void put_cone(field *f, int64_t row, int64_t column, double height, double radius)
{
    int64_t reach = (int64_t)(radius / 0.5);
    for (int64_t i = row - reach; i <= row + reach; i++)
        for (int64_t j = column - reach; j <= column + reach; j++) {
            if (i < 0 || j < 0 || i >= f->grid.frame.height || j >= f->grid.frame.width)
                continue;
            double away = 0.5 * hypot((double)(i - row), (double)(j - column));
            double here = height * (1 - 0.5 * away / radius);
            if (away <= radius && here > (double)*field_at(f, i, j))
                *field_at(f, i, j) = (float)here;
        }
}

static void measures_a_tree(void **state)
{
    (void)state;
    field f;
    field_make(&f, "chm", (geo_frame){84000, 447000, 0.5, 60, 50}, 0);
    put_cone(&f, 20, 30, 12, 4);
    tops found = find(&f, &OPTIONS);
    assert_int_equal(found.count, 1);
    assert_near(found.items[0].at.x, 84015.25, 0);
    assert_near(found.items[0].at.y, 446989.75, 0);
    assert_near(found.items[0].height_m, 12, 0);
    /* 197 cells have their centre within 8 cells of another's */
    assert_near(found.items[0].crown_d_m, 2 * sqrt(197 * 0.25 / M_PI), 1e-12);
    free(found.items);
    geo_grid_release(&f.grid);
}

/* Two of 12 m stand 3.6 m apart: the window of 3.81 m holds each other's top within 1.906 m. */
static void a_window_is_as_wide_as_its_formula(void **state)
{
    (void)state;
    for (int apart = 3; apart <= 4; apart++) {
        field f;
        field_make(&f, "chm", (geo_frame){84000, 447000, 0.5, 60, 50}, 5);
        *field_at(&f, 20, 30) = 12;
        *field_at(&f, 20, 30 + apart) = 11.9F;
        tops found = find(&f, &OPTIONS);
        assert_int_equal(found.count >= 1, 1);
        bool both = false;
        for (size_t i = 0; i < found.count; i++)
            both |= found.items[i].height_m < 12 && found.items[i].height_m > 11;
        assert_int_equal(both, apart == 4);
        free(found.items);
        geo_grid_release(&f.grid);
    }
}

static void a_flat_crown_has_one_top(void **state)
{
    (void)state;
    field f;
    field_make(&f, "chm", (geo_frame){84000, 447000, 0.5, 30, 30}, 0);
    for (int64_t i = 10; i < 13; i++)
        for (int64_t j = 10; j < 13; j++)
            *field_at(&f, i, j) = 8;
    tops found = find(&f, &OPTIONS);
    assert_int_equal(found.count, 1);
    assert_near(found.items[0].at.x, 84005.25, 0);
    assert_near(found.items[0].at.y, 446994.75, 0);
    free(found.items);
    geo_grid_release(&f.grid);
}

/* ---- a wood, the slow way ---- */

static bool before(const field *f, int64_t a, int64_t b)
{
    float one = f->grid.cells[a], other = f->grid.cells[b];
    return one > other || (one == other && a < b);
}

static bool is_top_slowly(const field *f, int64_t row, int64_t column)
{
    int64_t at = row * WIDTH + column;
    double height = (double)f->grid.cells[at];
    double half = (OPTIONS.window_m + OPTIONS.window_per_m2 * height * height) / 2;
    for (int64_t i = row - 12; i <= row + 12; i++)
        for (int64_t j = column - 12; j <= column + 12; j++) {
            if (i < 0 || j < 0 || i >= HEIGHT || j >= WIDTH || (i == row && j == column))
                continue;
            double away = 0.5 * sqrt((double)((i - row) * (i - row) + (j - column) * (j - column)));
            bool beside = llabs(i - row) <= 1 && llabs(j - column) <= 1;
            if ((beside || away <= half) && before(f, i * WIDTH + j, at))
                return false;
        }
    return true;
}

static int64_t tops_slowly(const field *f, int64_t *cells)
{
    int64_t count = 0;
    for (int64_t i = 0; i < WIDTH * HEIGHT; i++)
        if (f->grid.cells[i] > 0 && is_top_slowly(f, i / WIDTH, i % WIDTH))
            cells[count++] = i;
    return count;
}

static int64_t owner_slowly(const field *f, const int64_t *cells, int64_t count, int64_t at)
{
    int64_t best = -1;
    double best2 = INFINITY, own = (double)f->grid.cells[at];
    for (int64_t k = 0; k < count; k++) {
        double height = (double)f->grid.cells[cells[k]];
        double dy = (double)(at / WIDTH - cells[k] / WIDTH);
        double dx = (double)(at % WIDTH - cells[k] % WIDTH), away2 = dx * dx + dy * dy;
        double reach = OPTIONS.crown_reach * height / 0.5;
        if (away2 > reach * reach || own < OPTIONS.crown_low * height)
            continue;
        if (away2 < best2 || (away2 == best2 && before(f, cells[k], cells[best]))) {
            best = k;
            best2 = away2;
        }
    }
    return best;
}

static void make_wood(field *f, uint64_t seed)
{
    shape_dice dice = {seed};
    field_make(f, "chm", FRAME, 0);
    for (int k = 0; k < 260; k++)
        put_cone(f, (int64_t)shape_between(&dice, 0, HEIGHT),
                 (int64_t)shape_between(&dice, 0, WIDTH), shape_between(&dice, 3, 30),
                 shape_between(&dice, 1, 7));
    for (int k = 0; k < 60; k++) /* around where four blocks meet */
        put_cone(f, 1024 + (int64_t)shape_between(&dice, -30, 30),
                 1024 + (int64_t)shape_between(&dice, -30, 30), round(shape_between(&dice, 6, 29)),
                 shape_between(&dice, 2, 7));
    *field_at(f, 1020, 1020) = NAN;
    /* over a hedge at a block's border two trees share it that stand further apart than one reaches
     */
    for (int64_t i = 500; i < 505; i++)
        for (int64_t j = 990; j < 1100; j++)
            *field_at(f, i, j) = 12;
    *field_at(f, 502, 1023) = 29.5F;
    *field_at(f, 502, 1024 + 44) = 29.25F;
    *field_at(f, 502, 1024 - 46) = 29.75F;
}

static void finds_what_is_defined(void **state)
{
    (void)state;
    static int64_t cells[WIDTH * HEIGHT], area[WIDTH * HEIGHT];
    field f;
    make_wood(&f, 3);
    int64_t count = tops_slowly(&f, cells);
    memset(area, 0, sizeof area);
    for (int64_t i = 0; i < WIDTH * HEIGHT; i++) {
        if (!(f.grid.cells[i] > 0))
            continue;
        int64_t owner = owner_slowly(&f, cells, count, i);
        if (owner >= 0)
            area[owner]++;
    }
    tops found = find(&f, &OPTIONS);
    assert_int_equal(found.count, count);
    assert_true(count > 250);
    for (int64_t k = 0; k < count; k++) {
        geo_point at = geo_frame_centre(FRAME, cells[k] / WIDTH, cells[k] % WIDTH);
        assert_near(found.items[k].at.x, at.x, 0);
        assert_near(found.items[k].at.y, at.y, 0);
        assert_near(found.items[k].height_m, (double)f.grid.cells[cells[k]], 0);
        assert_near(found.items[k].crown_d_m, 2 * sqrt((double)area[k] * 0.25 / M_PI), 1e-12);
    }
    free(found.items);
    geo_grid_release(&f.grid);
}

static void says_what_is_wrong(void **state)
{
    (void)state;
    field f;
    tops found = {.fail_after = 1};
    field_make(&f, "chm", (geo_frame){84000, 447000, 0.5, 30, 30}, 0);
    *field_at(&f, 3, 3) = *field_at(&f, 20, 20) = 9;
    assert_int_equal(geo_tops(ctx, &f.source, &OPTIONS, keep, &found), GEO_ERR_IO);
    assert_int_equal(found.count, 1);
    *field_at(&f, 3, 3) = 30.5F;
    assert_int_equal(geo_tops(ctx, &f.source, &OPTIONS, keep, &found), GEO_ERR_RANGE);
    geo_top_options wide = OPTIONS;
    wide.height_max_m = 1000;
    assert_int_equal(geo_tops(ctx, &f.source, &wide, keep, &found), GEO_ERR_LIMIT);
    wide.height_max_m = NAN;
    assert_int_equal(geo_tops(ctx, &f.source, &wide, keep, &found), GEO_ERR_ARG);
    free(found.items);
    geo_grid_release(&f.grid);
}

static void survives_failing_memory(void **state)
{
    (void)state;
    field f;
    field_make(&f, "chm", (geo_frame){84000, 447000, 0.5, 60, 50}, 0);
    put_cone(&f, 20, 30, 12, 4);
    geo_status status = GEO_ERR_NOMEM;
    for (uint64_t nth = 1; status == GEO_ERR_NOMEM; nth++) {
        tops found = {0};
        geo_alloc_fail_at(nth);
        status = geo_tops(ctx, &f.source, &OPTIONS, keep, &found);
        free(found.items);
        assert_true(nth < 100);
    }
    geo_alloc_fail_at(0);
    assert_ok(status);
    geo_grid_release(&f.grid);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_a_tree),
        cmocka_unit_test(a_window_is_as_wide_as_its_formula),
        cmocka_unit_test(a_flat_crown_has_one_top),
        cmocka_unit_test(finds_what_is_defined),
        cmocka_unit_test(says_what_is_wrong),
        cmocka_unit_test(survives_failing_memory),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
