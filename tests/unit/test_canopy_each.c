/* Areas over a mask, side by side: the figures of one after the other, and the same words when
 * something is wrong. */
#include <math.h>
#include <string.h>

#include "lender.h"
#include "near.h"
#include "shapes.h"

#include "canopy_case.h"
#include "green/canopy_parts.h"

enum { AREAS = 300, CELLS = 400 }; /* more than are taken together */

typedef struct many {
    fixture f;
    lender l;
    geo_grid_source mask;
    shape shapes[AREAS];
    const geo_geom *areas[AREAS];
    geo_canopy_figure figures[AREAS];
    int64_t odd_row, odd_column;
} many;

static uint8_t byte_at(const void *cells, int64_t row, int64_t column)
{
    static const uint8_t values[] = {0, 1, 1, 0, 255, 0, 1, 7, 1, 0, 0};
    const many *m = cells;
    if (row == m->odd_row && column == m->odd_column)
        return 9;
    return values[(row * 3 + column * column) % 11];
}

static void open_many(many *m, int threads)
{
    shape_dice d = {31};
    begin(&m->f);
    m->odd_row = m->odd_column = -1;
    m->l = (lender){.width = CELLS,
                    .height = CELLS,
                    .piece_width = 64,
                    .piece_height = 64,
                    .nodata = 7,
                    .at = byte_at,
                    .cells = m};
    m->mask = lender_source(&m->l, EAST, NORTH, 0.5);
    m->f.inputs.raster = &m->mask;
    m->f.options.denominator = GEO_DENOMINATOR_ALL;
    m->f.options.threads = threads;
    for (int i = 0; i < AREAS; i++) {
        geo_point at = {EAST + shape_between(&d, 0, 200), NORTH - shape_between(&d, 0, 200)};
        shape_make(&m->shapes[i], &d, at, shape_between(&d, 0.1, 20), 1, false, 0);
        m->areas[i] = &m->shapes[i].geom;
    }
    open_town(&m->f, "");
    open_canopy(&m->f);
}

static geo_status measure_all(many *m, size_t *at)
{
    return geo_canopy_each(m->f.t.ctx, m->f.canopy, m->areas, AREAS, m->figures, at);
}

static void compare(const many *a, const many *b)
{
    for (int i = 0; i < AREAS; i++) {
        assert_near(a->figures[i].canopy_m2, b->figures[i].canopy_m2, 0);
        assert_near(a->figures[i].area_m2, b->figures[i].area_m2, 0);
        assert_near(a->figures[i].most_pct, b->figures[i].most_pct, 0);
        assert_int_equal(a->figures[i].notes, b->figures[i].notes);
    }
}

static many one, other;

/* Also where a value that no mask has lies near areas and in none: they are read another way. */
static void figures_do_not_depend_on_threads(void **state)
{
    (void)state;
    size_t at;
    for (int turn = 0; turn < 2; turn++) {
        open_many(&one, 1);
        open_many(&other, 3);
        if (turn) /* on top of each other they would not be in none: cells beside the last */
            for (int i = 0; i < AREAS; i++)
                one.areas[i] = other.areas[i] = one.areas[i % 2];
        one.odd_row = other.odd_row = turn ? 399 : -1;
        one.odd_column = other.odd_column = 399;
        assert_ok(measure_all(&one, &at));
        assert_ok(measure_all(&other, &at));
        assert_true(one.figures[AREAS - 1].canopy_m2 > 0);
        compare(&one, &other);
        assert_int_equal(other.l.lent, 0);
        end(&one.f);
        end(&other.f);
    }
}

/* The area that holds the wrong value, in the words of one thread. */
static void a_wrong_value_is_told_as_by_one_thread(void **state)
{
    (void)state;
    char said[512];
    size_t first = AREAS, at = AREAS;
    for (int threads = 1; threads < 5; threads += 3) {
        open_many(&one, threads);
        one.odd_row = 200;
        one.odd_column = 200;
        shape_dice d = {32};
        shape_make(&one.shapes[270], &d, (geo_point){EAST + 100.25, NORTH - 100.25}, 5, 1, false,
                   0);
        for (int i = 0; i < AREAS; i++) /* no other is near */
            one.areas[i] = &one.shapes[i == 270 ? 270 : 271].geom;
        shape_make(&one.shapes[271], &d, (geo_point){EAST + 180, NORTH - 20}, 5, 1, false, 0);
        assert_int_equal(measure_all(&one, &at), GEO_ERR_RANGE);
        assert_int_equal(at, 270);
        if (threads == 1) {
            first = at;
            snprintf(said, sizeof said, "%s", geo_ctx_error(one.f.t.ctx));
            assert_non_null(strstr(said, "'kronen.tif' holds the value 9, which is no mask"));
        }
        assert_int_equal(at, first);
        assert_string_equal(geo_ctx_error(one.f.t.ctx), said);
        assert_int_equal(one.l.lent, 0);
        end(&one.f);
    }
}

static void a_mask_that_breaks_is_told(void **state)
{
    (void)state;
    size_t at = AREAS;
    open_many(&one, 3);
    one.l.is_broken = true;
    assert_int_equal(measure_all(&one, &at), GEO_ERR_IO);
    assert_int_equal(at, 0);
    assert_non_null(strstr(geo_ctx_error(one.f.t.ctx), "disk is gone"));
    end(&one.f);
}

static bool when_begun(void *self)
{
    return ((many *)self)->l.asked > 0;
}

/* Nobody waits for all of the areas to be told to stop. */
static void it_can_be_stopped(void **state)
{
    (void)state;
    size_t at = AREAS;
    open_many(&one, 3);
    geo_ctx *ctx = geo_ctx_new(&(geo_ctx_hooks){.self = &one, .cancelled = when_begun});
    assert_non_null(ctx);
    assert_int_equal(geo_canopy_each(ctx, one.f.canopy, one.areas, AREAS, one.figures, &at),
                     GEO_ERR_CANCELLED);
    geo_ctx_free(ctx);
    end(&one.f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_do_not_depend_on_threads),
        cmocka_unit_test(a_wrong_value_is_told_as_by_one_thread),
        cmocka_unit_test(a_mask_that_breaks_is_told),
        cmocka_unit_test(it_can_be_stopped),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
