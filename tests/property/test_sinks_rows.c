/* Laws of sinks: bands change nothing, the books stay whole whatever is too small, a sink has no
 * child or two, more demands never make more sinks, turning the terrain keeps what it holds.
 * GROENNET_SEED=n runs one terrain again. */
#include "flood_case.h"

#include "base/alloc.h"
#include "water/sinks.h"

enum { GRIDS = 400 };

static geo_ctx *ctx;

static geo_status read_case(void *self, geo_ctx *unused, geo_window window, float *cells)
{
    const flood_case *g = self;
    (void)unused;
    for (int64_t i = 0; i < window.height; i++)
        memcpy(cells + i * window.width, g->z + (window.row + i) * g->width + window.column,
               (size_t)window.width * sizeof *cells);
    return GEO_OK;
}

static geo_sinks *ask(flood_case *g, const geo_sinks_options *options)
{
    const geo_grid_source dtm = {
        .self = g, .frame = {1000, 2000, 0.5, g->width, g->height}, .name = "z", .read = read_case};
    geo_sinks *sinks;
    assert_ok(geo_sinks_new(ctx, &(geo_sinks_inputs){.dtm = &dtm}, options, &sinks));
    return sinks;
}

static double total_m3(const geo_sinks *sinks)
{
    uint32_t count;
    const geo_sink *rows = geo_sinks_rows(sinks, &count);
    double total = geo_sinks_counts(sinks).left_out_m3;
    for (uint32_t i = 1; i <= count; i++)
        total += rows[i].parent ? 0 : rows[i].volume_m3;
    return total;
}

/* Sinks without parent, and what was left out, are all that lies between ground and water. */
static void books_are_whole(const flood_case *g, geo_sinks *sinks)
{
    static float filled[FLOOD_CELLS], labels[FLOOD_CELLS];
    uint32_t count;
    const geo_sink *rows = geo_sinks_rows(sinks, &count);
    const geo_grid_source *f = geo_sinks_filled(sinks), *l = geo_sinks_labels(sinks);
    geo_window all = {0, 0, g->height, g->width};
    double held = 0, own = 0, top = 0, drained = 0, caught = 0;
    assert_ok(f->read(f->self, ctx, all, filled));
    assert_ok(l->read(l->self, ctx, all, labels));
    for (int64_t i = 0; i < g->width * g->height; i++) {
        assert_int_equal(isnan(labels[i]), isnan(g->z[i]));
        held += isnan(g->z[i]) ? 0 : 0.25 * ((double)filled[i] - (double)g->z[i]);
        drained += labels[i] > 0 ? 0.25 : 0;
    }
    for (uint32_t i = 1; i <= count; i++) {
        assert_true(!rows[i].child_a == !rows[i].child_b);
        assert_true(!rows[i].parent || rows[i].parent > i);
        assert_true(!rows[i].spill_to || !rows[rows[i].spill_to].child_a);
        own += rows[i].own_m3;
        top += rows[i].parent ? 0 : rows[i].volume_m3;
        caught += rows[i].child_a ? 0 : rows[i].catchment_m2;
    }
    assert_near(own, top, 1e-9 * held);
    assert_near(total_m3(sinks), held, 1e-9 * held);
    assert_near(caught, drained, 1e-9 * drained);
}

static void assert_same_geom(const geo_geom *a, const geo_geom *b)
{
    assert_int_equal(a->point_count, b->point_count);
    assert_int_equal(a->end_count, b->end_count);
    if (a->point_count)
        assert_memory_equal(a->points, b->points, a->point_count * sizeof *a->points);
}

static void bands_change_nothing(flood_case *g, const geo_sinks_options *options, geo_sinks *whole)
{
    geo_sinks_options narrow = *options;
    narrow.band_cells = 1;
    geo_sinks *banded = ask(g, &narrow);
    uint32_t count, other;
    const geo_sink *a = geo_sinks_rows(whole, &count), *b = geo_sinks_rows(banded, &other);
    assert_int_equal(count, other);
    for (uint32_t i = 1; i <= count; i++) {
        geo_geom one, two;
        assert_near(a[i].volume_m3, b[i].volume_m3, 0);
        assert_near(a[i].own_m3, b[i].own_m3, 0);
        assert_int_equal(a[i].parent, b[i].parent);
        assert_int_equal(a[i].spill_to, b[i].spill_to);
        assert_ok(geo_sinks_shape(ctx, whole, i, &one));
        assert_ok(geo_sinks_shape(ctx, banded, i, &two));
        assert_same_geom(&one, &two);
        assert_near(geo_geom_area(&one), a[i].area_m2, 1e-9);
        geo_geom_release(&one);
        geo_geom_release(&two);
        assert_ok(geo_sinks_catchment(ctx, whole, i, &one));
        assert_ok(geo_sinks_catchment(ctx, banded, i, &two));
        assert_same_geom(&one, &two);
        assert_near(geo_geom_area(&one), a[i].child_a ? 0 : a[i].catchment_m2, 1e-9);
        geo_geom_release(&one);
        geo_geom_release(&two);
    }
    geo_sinks_free(banded);
}

static void more_demands_fewer_sinks(flood_case *g, const geo_sinks_options *options,
                                     const geo_sinks *before)
{
    geo_sinks_options harder = *options;
    harder.min_depth_m += 0.5;
    harder.min_area_m2 += 1;
    harder.min_volume_m3 += 0.25;
    geo_sinks *after = ask(g, &harder);
    uint32_t many, few;
    (void)geo_sinks_rows(before, &many);
    (void)geo_sinks_rows(after, &few);
    assert_true(few <= many);
    assert_near(total_m3(after), total_m3(before), 1e-9 * total_m3(before));
    geo_sinks_free(after);
}

static void turning_keeps_what_it_holds(const flood_case *g, const geo_sinks_options *options,
                                        const geo_sinks *before)
{
    static flood_case turned;
    turned = (flood_case){.width = g->height, .height = g->width, .nodata = g->nodata};
    for (int64_t i = 0; i < g->width * g->height; i++)
        turned.z[i % g->width * g->height + g->height - 1 - i / g->width] = g->z[i];
    geo_sinks *after = ask(&turned, options);
    assert_near(total_m3(after), total_m3(before), 1e-9 * total_m3(before));
    geo_sinks_free(after);
}

static bool check_grid(uint64_t seed)
{
    static flood_case g;
    shape_dice dice = {seed};
    uint32_t count;
    flood_case_make(&g, seed);
    const geo_sinks_options options = {.nodata = g.nodata,
                                       .min_depth_m = shape_between(&dice, 0, 1),
                                       .min_area_m2 = shape_between(&dice, 0, 2),
                                       .min_volume_m3 = shape_between(&dice, 0, 0.5)};
    geo_sinks *sinks = ask(&g, &options);
    const geo_sink *rows = geo_sinks_rows(sinks, &count);
    bool nested = false;
    for (uint32_t i = 1; i <= count; i++)
        nested |= rows[i].parent > 0;
    books_are_whole(&g, sinks);
    bands_change_nothing(&g, &options, sinks);
    more_demands_fewer_sinks(&g, &options, sinks);
    /* where a walled part drains hangs on the order of cells */
    if (g.nodata == GEO_FLOOD_OUTLET)
        turning_keeps_what_it_holds(&g, &options, sinks);
    geo_sinks_free(sinks);
    return nested;
}

static void laws(void **state)
{
    (void)state;
    const dice_seeds seeds = dice_seeds_upto(GRIDS);
    int nested = 0;
    for (uint64_t seed = seeds.first; seed <= seeds.last; seed++)
        nested += check_grid(seed);
    if (seeds.is_all)
        assert_true(nested > GRIDS / 10);
}

static void out_of_memory(void **state)
{
    (void)state;
    static flood_case g;
    uint32_t count = 0;
    for (uint64_t seed = 1; count < 3; seed++) {
        flood_case_make(&g, seed);
        geo_sinks *sinks = ask(&g, &(geo_sinks_options){.nodata = g.nodata});
        (void)geo_sinks_rows(sinks, &count);
        geo_sinks_free(sinks);
    }
    const geo_grid_source dtm = {
        .self = &g, .frame = {0, 0, 1, g.width, g.height}, .name = "z", .read = read_case};
    const geo_sinks_options options = {.nodata = g.nodata, .band_cells = 1};
    for (uint64_t nth = 1; nth < 100000; nth++) {
        geo_sinks *sinks = NULL;
        geo_geom outline = {0};
        geo_alloc_fail_at(nth);
        geo_status status = geo_sinks_new(ctx, &(geo_sinks_inputs){.dtm = &dtm}, &options, &sinks);
        if (status == GEO_OK)
            status = geo_sinks_shape(ctx, sinks, 1, &outline);
        geo_alloc_fail_at(0);
        geo_geom_release(&outline);
        geo_sinks_free(sinks);
        if (status == GEO_OK)
            return;
        assert_int_equal(status, GEO_ERR_NOMEM);
    }
    fail_msg("it never ends");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(laws), cmocka_unit_test(out_of_memory)};
    ctx = geo_ctx_new(NULL);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    geo_ctx_free(ctx);
    return failed;
}
