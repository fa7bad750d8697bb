/* Green that counts: classes, opening, joining over gaps and what bars it, least area, ids. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "near.h"

#include "base/alloc.h"
#include "green/patches.h"

#include "../support/town.c"

typedef struct fixture {
    town t;
    geo_patch_options options;
    geo_patches patches;
} fixture;

static void begin(fixture *f)
{
    *f = (fixture){0};
    town_begin(&f->t);
    f->t.move = (geo_point){EAST, NORTH};
    town_layer(&f->t, "green", GEO_GEOM_UNKNOWN, "id class public#");
}

static void green(fixture *f, const char *id, double x0, double y0, double x1, double y1)
{
    town_box(&f->t, x0, y0, x1, y1, id, "park", 1.0);
}

static void water(fixture *f)
{
    town_layer(&f->t, "water", GEO_GEOM_POLYGON, "id");
}

static void streets(fixture *f)
{
    town_layer(&f->t, "street", GEO_GEOM_LINE, "id foot#");
}

static void make(fixture *f, bool with_water, bool with_street)
{
    town_build(&f->t);
    geo_source *source = town_source(&f->t, "green", "class", "public");
    geo_source *wet = with_water ? town_source(&f->t, "water", "", "") : NULL;
    geo_source *road = with_street ? town_source(&f->t, "street", "", "foot") : NULL;
    if (geo_patches_init(f->t.ctx, &f->patches, &f->options, source, wet, road) != GEO_OK)
        fail_msg("%s", geo_ctx_error(f->t.ctx));
}

static void end(fixture *f)
{
    geo_patches_release(&f->patches);
    town_end(&f->t);
}

#define assert_patch(f, i, wanted_id, wanted_members, wanted_m2, tolerance)                        \
    do {                                                                                           \
        assert_true((i) < (f).patches.count);                                                      \
        assert_string_equal((f).patches.items[i].id, (wanted_id));                                 \
        assert_string_equal((f).patches.items[i].members, (wanted_members));                       \
        assert_near((f).patches.items[i].area_m2, (wanted_m2), (tolerance));                       \
        assert_near(geo_geom_area(&(f).patches.items[i].shape), (wanted_m2), (tolerance));         \
    } while (0)

static void no_green_makes_no_patch(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    water(&f);
    streets(&f);
    make(&f, true, true);
    assert_int_equal(f.patches.count, 0);
    assert_int_equal(f.patches.read, 0);
    end(&f);
}

static void classes_and_owners_are_chosen(void **state)
{
    (void)state;
    static const char *const classes[] = {"park", "forest", NULL};
    fixture f;
    begin(&f);
    f.options.classes = classes;
    f.options.public_only = true;
    town_box(&f.t, 0.0, 0.0, 10.0, 10.0, "1", "park", 1.0);
    town_box(&f.t, 20.0, 0.0, 30.0, 10.0, "2", "park", 0.0);
    town_box(&f.t, 40.0, 0.0, 50.0, 10.0, "3", "park", NAN);
    town_box(&f.t, 60.0, 0.0, 70.0, 10.0, "4", "verge", 1.0);
    town_box(&f.t, 80.0, 0.0, 90.0, 10.0, "5", NULL, 1.0);
    town_box(&f.t, 100.0, 0.0, 110.0, 10.0, "6", "forest", 1.0);
    make(&f, false, false);
    assert_int_equal(f.patches.count, 2);
    assert_patch(f, 0, "1", "1", 100, 1e-6);
    assert_patch(f, 1, "6", "6", 100, 1e-6);
    assert_int_equal(f.patches.read, 6);
    assert_int_equal(f.patches.wrong_class, 2);
    assert_int_equal(f.patches.not_public, 1);
    assert_int_equal(f.patches.public_unknown, 1);
    end(&f);
}

static void classes_that_nobody_judged_are_told_apart(void **state)
{
    (void)state;
    static const char *const classes[] = {"park", NULL}, *const refused[] = {"verge", NULL};
    for (int asked = 0; asked < 2; asked++) {
        fixture f;
        begin(&f);
        f.options.classes = classes;
        f.options.refused = asked ? refused : NULL;
        green(&f, "1", 0, 0, 10, 10);
        town_box(&f.t, 20.0, 0.0, 30.0, 10.0, "2", "Verge", 1.0);
        town_box(&f.t, 40.0, 0.0, 50.0, 10.0, "3", "bosje", 1.0);
        town_box(&f.t, 60.0, 0.0, 70.0, 10.0, "4", NULL, 1.0);
        town_box(&f.t, 80.0, 0.0, 90.0, 10.0, "5", "weitje", 1.0);
        make(&f, false, false);
        assert_int_equal(f.patches.count, 1);
        assert_int_equal(f.patches.wrong_class, 4);
        assert_int_equal(f.patches.unlisted, asked ? 2 : 0);
        assert_int_equal(f.patches.classless, asked ? 1 : 0);
        if (asked)
            assert_string_equal(f.patches.unlisted_first, "bosje");
        else
            assert_null(f.patches.unlisted_first);
        end(&f);
    }
}

static void overlaps_count_once_and_the_lowest_id_names(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    green(&f, "c", 0, 0, 10, 10);
    green(&f, "a", 5, 0, 15, 10);
    green(&f, "b", 15, 0, 20, 10); /* touches */
    green(&f, "a", 18, 0, 22, 10); /* the same id once more */
    make(&f, false, false);
    assert_int_equal(f.patches.count, 1);
    assert_patch(f, 0, "a", "a b c", 220, 1e-6);
    end(&f);
}

static void parts_within_the_gap_are_one(void **state)
{
    (void)state;
    const struct {
        double gap;
        size_t count;
    } cases[] = {{0, 4}, {4.999, 3}, {5, 2}, {100, 1}};
    for (int i = 0; i < 4; i++) {
        fixture f;
        begin(&f);
        f.options.merge_gap_m = cases[i].gap;
        green(&f, "1", 0, 0, 10, 10);
        green(&f, "2", 15, 0, 25, 10); /* 5 m */
        green(&f, "3", 29, 0, 40, 10); /* 4 m: joined in a chain */
        green(&f, "4", 100, 0, 110, 10);
        make(&f, false, false);
        assert_int_equal(f.patches.count, cases[i].count);
        if (cases[i].count == 2)
            assert_patch(f, 0, "1", "1 2 3", 310, 1e-6); /* the gaps add nothing */
        end(&f);
    }
}

static void not_across_water(void **state)
{
    (void)state;
    for (int wet = 0; wet < 2; wet++) {
        fixture f;
        begin(&f);
        f.options.merge_gap_m = 5;
        green(&f, "1", 0, 0, 10, 10);
        green(&f, "2", 13, 0, 23, 10);
        green(&f, "3", 24, 0, 34, 10);
        water(&f);
        town_box(&f.t, 11.0, -50.0, 12.0, 50.0, "w");
        town_box(&f.t, 10.0, 10.0, 40.0, 20.0, "beside");
        make(&f, wet, false);
        assert_int_equal(f.patches.count, wet ? 2 : 1);
        end(&f);
    }
}

/* A pond where two lawns come nearest does not part them where the grass goes round it; one as long
 * as their border does; a dry ditch bars nothing. */
static void round_a_pond(void **state)
{
    (void)state;
    static const char *const dry[] = {"greppel", NULL};
    const struct {
        double from, to;
        const char *class;
        size_t patches;
    } cases[] = {{30, 50, "vijver", 1}, {-10, 110, "vijver", 2}, {-10, 110, "greppel", 1}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        fixture f;
        begin(&f);
        f.options.merge_gap_m = 5;
        f.options.dry = dry;
        town_box(&f.t, 0.0, 0.0, 50.0, 100.0, "1", "park", 1.0);
        town_box(&f.t, 54.0, 0.0, 100.0, 100.0, "2", "park", 1.0);
        town_box(&f.t, 53.0, 39.0, 54.0, 41.0, "3", "park", 1.0); /* here they come nearest */
        town_layer(&f.t, "water", GEO_GEOM_POLYGON, "id class physical");
        town_box(&f.t, 51.0, cases[i].from, 52.0, cases[i].to, "w", cases[i].class, NULL);
        town_build(&f.t);
        geo_source *source = town_source(&f.t, "green", "class", "public");
        geo_source *wet = town_source(&f.t, "water", "class physical", "");
        assert_ok(geo_patches_init(f.t.ctx, &f.patches, &f.options, source, wet, NULL));
        assert_int_equal(f.patches.count, cases[i].patches);
        end(&f);
    }
}

static void not_across_a_road_one_cannot_walk(void **state)
{
    (void)state;
    const double foots[] = {0, 1, NAN};
    for (int i = 0; i < 3; i++) {
        fixture f;
        const geo_point line[] = {{12, -50}, {12, 50}};
        begin(&f);
        f.options.merge_gap_m = 5;
        green(&f, "1", 0, 0, 10, 10);
        green(&f, "2", 13, 0, 23, 10);
        streets(&f);
        town_line(&f.t, line, 2, "s", foots[i]);
        make(&f, false, true);
        assert_int_equal(f.patches.count, i == 0 ? 2 : 1);
        end(&f);
    }
}

static void the_least_area_is_without_gaps(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    f.options.merge_gap_m = 5;
    f.options.min_area_m2 = 200;
    f.options.count_small = true;
    green(&f, "1", 0, 0, 10, 10);
    green(&f, "2", 15, 0, 25, 10);     /* 200 together, exactly */
    green(&f, "3", 100, 0, 110, 19.9); /* 199 */
    make(&f, false, false);
    assert_int_equal(f.patches.count, 1);
    assert_patch(f, 0, "1", "1 2", 200, 1e-6);
    assert_int_equal(f.patches.too_small, 1);
    end(&f);
}

/* Two meadows with a 6 m strip between them: opened by 10 m the strip neither joins nor counts.
 * The meadow keeps its corners, and at the mouth of the strip a little remains: at most
 * 5 - sqrt(25 - 9) = 1 m deep and 6 m wide, and the bevel beside it. */
static void narrow_parts_neither_join_nor_count(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    f.options.min_width_m = 10;
    green(&f, "1", 0, 0, 100, 100);
    green(&f, "2", 100, 47, 200, 53);
    green(&f, "3", 200, 0, 300, 100);
    green(&f, "4", 0, 200, 300, 209); /* too narrow everywhere */
    make(&f, false, false);
    assert_int_equal(f.patches.count, 2);
    assert_near(f.patches.items[0].area_m2, 10003.5, 3.5);
    assert_string_equal(f.patches.items[0].id, "1");
    assert_string_equal(f.patches.items[1].members, "2 3");
    end(&f);
}

static void opening_keeps_what_is_wide(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    f.options.min_width_m = 10;
    green(&f, "1", 0, 0, 6, 100); /* narrow each, wide together */
    green(&f, "2", 6, 0, 12, 100);
    make(&f, false, false);
    assert_int_equal(f.patches.count, 1);
    assert_near(f.patches.items[0].area_m2, 1200, 1e-6);
    assert_string_equal(f.patches.items[0].members, "1 2");
    end(&f);
}

/* A square of exactly the least area counts, wherever it lies: its corners are green too. */
static void a_park_of_exactly_the_least_area_counts(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    f.options.min_width_m = 10;
    f.options.min_area_m2 = 10000;
    green(&f, "1", 0.123, 0.456, 100.123, 100.456);
    make(&f, false, false);
    assert_int_equal(f.patches.count, 1);
    assert_near(f.patches.items[0].area_m2, 10000, 1e-3);
    end(&f);
}

static void points_and_lines_stay_as_they_are(void **state)
{
    (void)state;
    fixture f;
    const geo_point line[] = {{0, 0}, {50, 0}};
    begin(&f);
    f.options.merge_gap_m = 5;
    f.options.min_width_m = 10;
    town_point(&f.t, 0.0, 0.0, "p", "bench", NAN);
    town_point(&f.t, 1.0, 0.0, "q", "bench", NAN);
    town_line(&f.t, line, 2, "l", "hedge", NAN);
    green(&f, "a", 0, 0, 20, 20);
    make(&f, false, false);
    assert_int_equal(f.patches.count, 4);
    assert_string_equal(f.patches.items[0].id, "a");
    assert_string_equal(f.patches.items[0].members, "a");
    assert_string_equal(f.patches.items[1].id, "l");
    assert_int_equal(f.patches.items[1].shape.type, GEO_GEOM_LINE);
    assert_string_equal(f.patches.items[2].id, "p");
    assert_string_equal(f.patches.items[3].id, "q");
    end(&f);
}

static void holes_and_parts_survive(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    geo_point points[] = {{0, 0},   {100, 0}, {100, 100}, {0, 100},   {0, 0},
                          {40, 40}, {40, 60}, {60, 60},   {60, 40},   {40, 40},
                          {200, 0}, {300, 0}, {300, 100}, {200, 100}, {200, 0}};
    uint32_t ends[] = {5, 10, 15}, parts[] = {2, 3};
    geo_geom geom = {GEO_GEOM_MULTIPOLYGON, points, ends, parts, 15, 3, 2};
    town_put(&f.t, &geom, "m", "park", 1.0);
    green(&f, "pond", 45, 45, 55, 55); /* in the hole, 5 m from its edge */
    f.options.merge_gap_m = 4;
    make(&f, false, false);
    assert_int_equal(f.patches.count, 3); /* the multipolygon's parts are apart */
    assert_patch(f, 0, "m", "m", 9600, 1e-6);
    assert_patch(f, 1, "m", "m", 10000, 1e-6);
    assert_patch(f, 2, "pond", "pond", 100, 1e-6);
    end(&f);
}

/* Fifty thousand lawns: nothing may go over all pairs. */
static void many_patches_take_no_time(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    f.options.merge_gap_m = 5;
    for (int i = 0; i < 40000; i++) {
        char id[16];
        double x = 30.0 * (i % 200), y = 30.0 * (i / 200);
        snprintf(id, sizeof id, "%05d", i);
        green(&f, id, x, y, x + (i % 200 < 100 ? 10 : 26), y + 10);
    }
    make(&f, false, false);
    assert_int_equal(f.patches.count, 20000 + 200);
    end(&f);
}

static void out_of_memory_is_an_error(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    f.options = (geo_patch_options){.merge_gap_m = 5, .min_width_m = 2};
    green(&f, "1", 0, 0, 10, 10);
    green(&f, "2", 15, 0, 25, 10);
    town_point(&f.t, 50.0, 0.0, "p", "park", 1.0);
    make(&f, false, false);
    geo_patches_release(&f.patches);
    geo_status status = GEO_ERR_NOMEM;
    uint64_t nth;
    for (nth = 1; status != GEO_OK && nth < 3000; nth++) {
        geo_alloc_fail_at(nth);
        status =
            geo_patches_init(f.t.ctx, &f.patches, &f.options, f.t.sources.items[0], NULL, NULL);
        geo_alloc_fail_at(0);
        assert_true(status == GEO_OK || status == GEO_ERR_NOMEM);
    }
    assert_true(nth > 40 && nth < 3000);
    assert_int_equal(f.patches.count, 2);
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_green_makes_no_patch),
        cmocka_unit_test(classes_and_owners_are_chosen),
        cmocka_unit_test(classes_that_nobody_judged_are_told_apart),
        cmocka_unit_test(overlaps_count_once_and_the_lowest_id_names),
        cmocka_unit_test(parts_within_the_gap_are_one),
        cmocka_unit_test(not_across_water),
        cmocka_unit_test(round_a_pond),
        cmocka_unit_test(not_across_a_road_one_cannot_walk),
        cmocka_unit_test(the_least_area_is_without_gaps),
        cmocka_unit_test(narrow_parts_neither_join_nor_count),
        cmocka_unit_test(opening_keeps_what_is_wide),
        cmocka_unit_test(a_park_of_exactly_the_least_area_counts),
        cmocka_unit_test(points_and_lines_stay_as_they_are),
        cmocka_unit_test(holes_and_parts_survive),
        cmocka_unit_test(many_patches_take_no_time),
        cmocka_unit_test(out_of_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
