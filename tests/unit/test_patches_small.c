/* Green that cannot count is not even made: patches are the same with and without it, whatever the
 * number of threads, and how much it is can still be asked. */
#include <string.h>

#include "near.h"
#include "shapes.h"

#include "green/patches.h"

#include "../support/town.c"

/* Rectangles of all sizes, close enough for some to touch and others to come within the gap. */
static void scatter(town *t, uint64_t seed)
{
    shape_dice d = {seed};
    town_layer(t, "green", GEO_GEOM_POLYGON, "id class public#");
    for (int i = 0; i < 120; i++) {
        char id[16];
        double x = shape_between(&d, 0, 600), y = shape_between(&d, 0, 600);
        double width = shape_between(&d, 2, 50), height = shape_between(&d, 2, 50);
        snprintf(id, sizeof id, "g%03d", i);
        town_box(t, x, y, x + width, y + height, id, "park", 1.0);
    }
    town_build(t);
}

static void make(town *t, const geo_patch_options *options, geo_patches *out)
{
    geo_source *green = town_source(t, "green", "class", "public");
    if (geo_patches_init(t->ctx, out, options, green, NULL, NULL) != GEO_OK)
        fail_msg("%s", geo_ctx_error(t->ctx));
}

static void assert_same_patches(const geo_patches *a, const geo_patches *b)
{
    assert_int_equal(a->count, b->count);
    for (size_t i = 0; i < a->count; i++) {
        const geo_geom *p = &a->items[i].shape, *q = &b->items[i].shape;
        assert_string_equal(a->items[i].id, b->items[i].id);
        assert_string_equal(a->items[i].members, b->items[i].members);
        assert_near(a->items[i].area_m2, b->items[i].area_m2, 0);
        assert_int_equal(p->point_count, q->point_count);
        assert_memory_equal(p->points, q->points, p->point_count * sizeof *p->points);
    }
}

static void what_cannot_count_changes_no_patch(void **state)
{
    (void)state;
    const double areas[] = {300, 1000, 2000, 5000}, gaps[] = {-1, 0, 5, 20};
    size_t some = 0;
    for (uint64_t seed = 1; seed <= 16; seed++) {
        town t;
        geo_patches all = {0}, quick = {0};
        geo_patch_options options = {.min_area_m2 = areas[seed % 4],
                                     .merge_gap_m = gaps[seed / 4 % 4],
                                     .min_width_m = seed % 3 ? 10 : 0,
                                     .count_small = true,
                                     .threads = 1};
        town_begin(&t);
        t.move = (geo_point){EAST, NORTH};
        scatter(&t, seed);
        make(&t, &options, &all);
        options.count_small = false;
        options.threads = 4;
        make(&t, &options, &quick);
        assert_same_patches(&all, &quick);
        assert_true(quick.too_small <= all.too_small);
        some += quick.count > 0 && quick.too_small < all.too_small;
        geo_patches_release(&all);
        geo_patches_release(&quick);
        town_end(&t);
    }
    assert_true(some > 8); /* else nothing was left out */
}

/* Opened by 15 m the one feature that might have been large enough is gone. */
static void where_nothing_counts_all_is_counted(void **state)
{
    (void)state;
    for (int opened = 0; opened < 2; opened++) {
        town t;
        geo_patches patches = {0};
        geo_patch_options options = {
            .min_area_m2 = opened ? 400 : 1000, .merge_gap_m = 5, .min_width_m = opened ? 15 : 0};
        town_begin(&t);
        t.move = (geo_point){EAST, NORTH};
        town_layer(&t, "green", GEO_GEOM_POLYGON, "id class public#");
        town_box(&t, 0.0, 0.0, 18.0, 18.0, "1", "park", 1.0);
        town_box(&t, 100.0, 0.0, 200.0, 5.0, "2", "park", 1.0);
        town_box(&t, 300.0, 0.0, 319.0, 19.0, "3", "park", 1.0);
        town_build(&t);
        make(&t, &options, &patches);
        assert_int_equal(patches.count, 0);
        assert_int_equal(patches.too_small, opened ? 2 : 3);
        geo_patches_release(&patches);
        town_end(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_cannot_count_changes_no_patch),
        cmocka_unit_test(where_nothing_counts_all_is_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
