/* Which neighbourhood: by code, by place, on borders, in layers that are empty or repeat codes. */
#include <string.h>

#include "near.h"

#include "green/areas.h"

#include "../support/town.c"

typedef struct fixture {
    town t;
    geo_areas *areas;
    geo_hits hits;
} fixture;

static void begin(fixture *f)
{
    *f = (fixture){0};
    town_begin(&f->t);
    f->t.move = (geo_point){EAST, NORTH};
    town_layer(&f->t, "neighbourhood", GEO_GEOM_POLYGON, "id code name kind parent_code");
}

static void open_areas(fixture *f, const char *kind)
{
    town_build(&f->t);
    geo_source *source = town_source(&f->t, "neighbourhood", "code name kind parent_code", "");
    assert_ok(geo_areas_new(f->t.ctx, source, kind, &f->areas));
}

static void end(fixture *f)
{
    geo_areas_free(f->areas);
    geo_free(f->hits.items);
    town_end(&f->t);
}

static uint32_t at(fixture *f, double x, double y)
{
    uint32_t area;
    assert_ok(geo_areas_at(f->t.ctx, f->areas, (geo_point){EAST + x, NORTH + y}, &f->hits, &area));
    return area;
}

static const char *code_at(fixture *f, double x, double y)
{
    uint32_t area = at(f, x, y);
    return area == GEO_AREA_NONE ? "none" : geo_areas_code(f->areas, area);
}

static void an_empty_layer_holds_nobody(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    open_areas(&f, "buurt");
    assert_int_equal(geo_areas_count(f.areas), 0);
    assert_string_equal(code_at(&f, 0, 0), "none");
    assert_int_equal(geo_areas_named(f.areas, "BU1"), GEO_AREA_NONE);
    assert_int_equal(geo_areas_named(f.areas, NULL), GEO_AREA_NONE);
    geo_areas_free(NULL);
    end(&f);
}

static void kinds_are_kept_apart(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    town_box(&f.t, 0, 0, 10, 10, "1", "WK1", "Wijk", "wijk", "GM1");
    town_box(&f.t, 0, 0, 10, 10, "2", "BU1", "Buurt", "buurt", "WK1");
    town_box(&f.t, 10, 0, 20, 10, "3", "BU2", NULL, NULL, NULL);
    town_box(&f.t, 20, 0, 30, 10, "4", NULL, "", "", NULL);
    open_areas(&f, "buurt");
    assert_int_equal(geo_areas_count(f.areas), 3);
    assert_string_equal(code_at(&f, 5, 5), "BU1");
    assert_string_equal(code_at(&f, 15, 5), "BU2");
    assert_string_equal(code_at(&f, 25, 5), "4"); /* no code: its id */
    assert_string_equal(code_at(&f, 35, 5), "none");
    assert_int_equal(geo_areas_named(f.areas, "WK1"), GEO_AREA_NONE);
    assert_string_equal(geo_areas_name(f.areas, 0), "Buurt");
    assert_string_equal(geo_areas_parent(f.areas, 0), "WK1");
    assert_null(geo_areas_name(f.areas, 1));
    assert_null(geo_areas_parent(f.areas, 1));
    assert_near(geo_areas_box(f.areas, 1).xmin, EAST + 10, 0);
    assert_near(geo_geom_area(geo_areas_geom(f.areas, 1)), 100, 1e-6);
    end(&f);
}

static void all_kinds_when_none_is_asked_for(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    town_box(&f.t, 0, 0, 10, 10, "1", "WK1", "Wijk", "wijk", "GM1");
    town_box(&f.t, 0, 0, 10, 10, "2", "BU1", "Buurt", "buurt", "WK1");
    open_areas(&f, NULL);
    assert_int_equal(geo_areas_count(f.areas), 2);
    assert_string_equal(code_at(&f, 5, 5), "BU1");
    end(&f);
}

/* Whatever the order of the rows. */
static void a_border_belongs_to_the_lowest_code(void **state)
{
    (void)state;
    for (int turned = 0; turned < 2; turned++) {
        fixture f;
        begin(&f);
        town_box(&f.t, 0, 0, 10, 10, "1", turned ? "BU1" : "BU2", NULL, NULL, NULL);
        town_box(&f.t, 10, 0, 20, 10, "2", turned ? "BU2" : "BU1", NULL, NULL, NULL);
        open_areas(&f, "buurt");
        assert_string_equal(code_at(&f, 10, 5), "BU1");
        assert_string_equal(code_at(&f, 10, 10), "BU1");
        end(&f);
    }
}

static void a_hole_is_not_part_of_it(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    geo_point points[] = {{0, 0},   {30, 0},  {30, 30}, {0, 30},  {0, 0},
                          {10, 10}, {10, 20}, {20, 20}, {20, 10}, {10, 10}};
    uint32_t ends[] = {5, 10}, part = 2;
    geo_geom ring = {GEO_GEOM_POLYGON, points, ends, &part, 10, 2, 1};
    town_put(&f.t, &ring, "1", "BU1", NULL, NULL, NULL);
    open_areas(&f, "buurt");
    assert_string_equal(code_at(&f, 15, 15), "none");
    assert_string_equal(code_at(&f, 10, 15), "BU1");
    end(&f);
}

static void a_known_code_wins_over_the_place(void **state)
{
    (void)state;
    fixture f;
    uint32_t area;
    geo_point p = {EAST + 5, NORTH + 5};
    begin(&f);
    town_box(&f.t, 0, 0, 10, 10, "1", "BU1", NULL, NULL, NULL);
    town_box(&f.t, 10, 0, 20, 10, "2", "BU2", NULL, NULL, NULL);
    open_areas(&f, "buurt");
    assert_ok(geo_areas_of(f.t.ctx, f.areas, "BU2", p, &f.hits, &area));
    assert_int_equal(area, 1);
    assert_ok(geo_areas_of(f.t.ctx, f.areas, "2", p, &f.hits, &area)); /* its id */
    assert_int_equal(area, 1);
    assert_ok(geo_areas_of(f.t.ctx, f.areas, "BU9", p, &f.hits, &area)); /* of another year */
    assert_int_equal(area, 0);
    assert_ok(geo_areas_of(f.t.ctx, f.areas, "", p, &f.hits, &area));
    assert_int_equal(area, 0);
    assert_ok(geo_areas_of(f.t.ctx, f.areas, NULL, p, &f.hits, &area));
    assert_int_equal(area, 0);
    end(&f);
}

static void a_code_wins_over_an_id_and_the_first_over_a_second(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    town_box(&f.t, 0, 0, 10, 10, "7", "5", NULL, NULL, NULL);
    town_box(&f.t, 10, 0, 20, 10, "5", "7", NULL, NULL, NULL);
    town_box(&f.t, 20, 0, 30, 10, "8", "7", NULL, NULL, NULL);
    open_areas(&f, "buurt");
    assert_int_equal(geo_areas_named(f.areas, "5"), 0);
    assert_int_equal(geo_areas_named(f.areas, "7"), 1);
    assert_int_equal(geo_areas_named(f.areas, "8"), 2);
    end(&f);
}

static void out_of_memory_is_an_error(void **state)
{
    (void)state;
    fixture f;
    begin(&f);
    town_box(&f.t, 0, 0, 10, 10, "1", "BU1", NULL, NULL, NULL);
    open_areas(&f, "buurt");
    geo_source *source = f.t.sources.items[0];
    geo_status status = GEO_ERR_NOMEM;
    uint64_t nth;
    for (nth = 1; status != GEO_OK && nth < 1000; nth++) {
        geo_areas *areas = NULL;
        geo_alloc_fail_at(nth);
        status = geo_areas_new(f.t.ctx, source, "buurt", &areas);
        geo_alloc_fail_at(0);
        assert_true(status == GEO_OK || !areas);
        geo_areas_free(areas);
    }
    assert_true(nth > 5 && nth < 1000);
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_layer_holds_nobody),
        cmocka_unit_test(kinds_are_kept_apart),
        cmocka_unit_test(all_kinds_when_none_is_asked_for),
        cmocka_unit_test(a_border_belongs_to_the_lowest_code),
        cmocka_unit_test(a_hole_is_not_part_of_it),
        cmocka_unit_test(a_known_code_wins_over_the_place),
        cmocka_unit_test(a_code_wins_over_an_id_and_the_first_over_a_second),
        cmocka_unit_test(out_of_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
