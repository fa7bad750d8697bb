/* Evidence of the trees measure: each line of sight, with what blocks it and by how much, and the
 * homes per tree. Worked by hand: the eye is 1.6 m above flat ground 0, so that the line to the top
 * of a tree of 8 m rises 6.4 m over its length. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "near.h"

#include "trees_case.h"

enum { LINES = 32 };

typedef struct album { /* of lines, copied as they come */
    geo_sightline lines[LINES];
    char trees[LINES][16], blockers[LINES][16];
    size_t count;
    geo_status answer; /* given back */
} album;

static geo_status put(void *self, geo_ctx *ctx, const geo_batch *batch, const geo_sightline *line)
{
    album *a = self;
    (void)batch;
    if (a->answer != GEO_OK)
        return geo_fail(ctx, a->answer, "the album is full");
    assert_true(a->count < LINES);
    a->lines[a->count] = *line;
    snprintf(a->trees[a->count], sizeof a->trees[0], "%s", line->tree_id);
    snprintf(a->blockers[a->count++], sizeof a->blockers[0], "%s",
             line->blocker ? line->blocker : "");
    return GEO_OK;
}

static void begin_shown(fixture *f, album *a, geo_trees_from from)
{
    *a = (album){0};
    begin(f);
    f->options.from = from;
    f->sink = (geo_sightline_sink){a, put};
    buildings(f);
}

static void named_tree(fixture *f, const char *id, double x, double y)
{
    town_point(&f->t, x, y, id, "standing", 8.0, NAN, 4.0, 1.0, NAN);
}

static void assert_line(const album *a, const char *tree, geo_sight seen, const char *blocker,
                        double distance_m, double clearance_m)
{
    for (size_t i = 0; i < a->count; i++) {
        if (strcmp(a->trees[i], tree) != 0)
            continue;
        assert_int_equal(a->lines[i].seen, seen);
        assert_string_equal(a->blockers[i], blocker);
        assert_near(a->lines[i].distance_m, distance_m, 1e-9);
        if (isnan(clearance_m))
            assert_true(isnan(a->lines[i].clearance_m));
        else
            assert_near(a->lines[i].clearance_m, clearance_m, 1e-9);
        return;
    }
    fail_msg("no line to %s", tree);
}

static void what_lies_between(void **state)
{
    (void)state;
    fixture f;
    album a;
    begin_shown(&f, &a, GEO_FROM_POINT);
    town_box(&f.t, -16.0, -5.0, -14.0, 5.0, "behind", 20.0);
    town_box(&f.t, -12.0, -5.0, -10.0, 5.0, "wall", 20.0);
    town_box(&f.t, -5.0, -12.0, 5.0, -10.0, "fence", 20.0);
    town_box(&f.t, -5.0, -16.0, 5.0, -14.0, "back", 20.0);
    town_box(&f.t, -5.0, 10.0, 5.0, 12.0, "shed", 2.0);
    trees(&f);
    named_tree(&f, "open", 10, 0);
    named_tree(&f, "hidden", -20, 0);
    named_tree(&f, "over", 0, 20);
    named_tree(&f, "south", 0, -20);
    named_tree(&f, "far", 0, -31);
    addresses(&f);
    address(&f, 0, 0, NULL, 1);
    run(&f);
    assert_int_equal(a.count, 4); /* the fifth is out of reach */
    assert_line(&a, "open", GEO_SIGHT_FREE, "", 10, NAN);
    /* At the wall, half way, the line is 4.8 m high: 15.2 m below its top. */
    assert_line(&a, "hidden", GEO_SIGHT_BLOCKED, "wall", 20, -15.2);
    assert_line(&a, "south", GEO_SIGHT_BLOCKED, "fence", 20, -15.2);
    assert_line(&a, "over", GEO_SIGHT_FREE, "", 20, 2.8);
    assert_near(a.lines[0].eye.x, EAST, 0);
    assert_int_equal(a.lines[0].row, 0);
    end(&f);
}

/* Somebody inside a building looks at its walls: it blocks before any other. */
static void ones_own_building_blocks_first(void **state)
{
    (void)state;
    fixture f;
    album a;
    begin_shown(&f, &a, GEO_FROM_POINT);
    town_box(&f.t, 8.0, -5.0, 9.0, 5.0, "other", 30.0);
    town_box(&f.t, -5.0, -5.0, 5.0, 5.0, "own", 30.0);
    trees(&f);
    named_tree(&f, "t", 20, 0);
    addresses(&f);
    address(&f, 0, 0, NULL, 1);
    run(&f);
    assert_int_equal(a.count, 1);
    assert_line(&a, "t", GEO_SIGHT_BLOCKED, "own", 20, -28.4); /* the eye itself is 28.4 m below */
    end(&f);
}

/* A hill of 30 m in the elevation model that is no building. */
static void terrain_has_no_name(void **state)
{
    (void)state;
    fixture f;
    album a;
    geo_frame frame = {EAST - 40, NORTH + 40, 1, 80, 80};
    begin_shown(&f, &a, GEO_FROM_POINT);
    assert_ok(geo_grid_init(NULL, &f.dtm, frame, 0));
    assert_ok(geo_grid_init(NULL, &f.dsm, frame, 0));
    for (int64_t row = 0; row < 80; row++)
        for (int64_t column = 50; column < 52; column++)
            f.dtm.cells[row * 80 + column] = f.dsm.cells[row * 80 + column] = 30;
    trees(&f);
    named_tree(&f, "t", 20, 0);
    named_tree(&f, "u", -20, 0);
    addresses(&f);
    address(&f, 0, 0, NULL, 1);
    run(&f);
    assert_int_equal(a.count, 2);
    assert_line(&a, "t", GEO_SIGHT_BLOCKED, "terrain", 20, 1.6 + 6.4 * 10 / 20 - 30);
    assert_int_equal(a.lines[a.trees[0][0] == 'u' ? 0 : 1].seen, GEO_SIGHT_FREE);
    end(&f);
}

/* Of the points before a facade the one that sees most counts, of those the nearest: here those on
 * the east side, 10 m apart from the tree less half a metre. */
static void the_best_observer_is_shown(void **state)
{
    (void)state;
    fixture f;
    album a;
    begin_shown(&f, &a, GEO_FROM_FACADE);
    town_box(&f.t, -10.0, -1.0, 0.0, 1.0, "1", 6.0);
    trees(&f);
    named_tree(&f, "t", 10, 0);
    addresses(&f);
    address(&f, -5, 0, "1", 1);
    run(&f);
    assert_int_equal(a.count, 1);
    assert_int_equal(a.lines[0].seen, GEO_SIGHT_FREE);
    assert_near(a.lines[0].eye.x, EAST + 0.5, 1e-9);
    assert_near(a.lines[0].distance_m, hypot(9.5, a.lines[0].eye.y - NORTH), 1e-9);
    assert_true(a.lines[0].distance_m < 9.6);
    end(&f);
}

/* Without lines of sight a tree within reach is one in sight; nothing can block it. */
static void the_radius_has_no_blockers(void **state)
{
    (void)state;
    fixture f;
    album a;
    begin_shown(&f, &a, GEO_FROM_POINT);
    f.options.method = GEO_TREES_RADIUS;
    town_box(&f.t, 8.0, -5.0, 9.0, 5.0, "wall", 30.0);
    trees(&f);
    named_tree(&f, "t", 20, 0);
    addresses(&f);
    address(&f, 0, 0, NULL, 1);
    run(&f);
    assert_int_equal(a.count, 1);
    assert_line(&a, "t", GEO_SIGHT_FREE, "", 20, NAN);
    end(&f);
}

static void add_home(fixture *f, const char *id, double x, double home)
{
    town_point(&f->t, x, 0.0, id, NULL, home);
    town_rows_point(&f->rows, x, 0.0, id, NULL, home, NAN);
}

/* Reach 30 m, two trees are enough; trees are named after where they stand. Two addresses of home b
 * are one home, and n is none. */
static void fill_street(fixture *f)
{
    f->options.by_tree = true;
    f->options.enough = 2;
    f->options.from = GEO_FROM_POINT;
    buildings(f);
    trees(f);
    named_tree(f, "t60", 60, 0);
    named_tree(f, "t10", 10, 0);
    named_tree(f, "t20", 20, 0);
    named_tree(f, "t44", 44, 0);
    named_tree(f, "t99", 99, 0);
    addresses(f);
    add_home(f, "a", 0, 1);
    add_home(f, "b", 50, 1);
    add_home(f, "b", 50, 1);
    add_home(f, "c", 15, 1);
    add_home(f, "n", 0, 0);
}

static void assert_tree(const geo_tree_sight *tree, const char *id, uint64_t homes,
                        uint64_t depending)
{
    assert_string_equal(tree->id, id);
    assert_int_equal(tree->homes, homes);
    assert_int_equal(tree->depending, depending);
}

/* a (0) sees t10, t20; b (50) sees t20, t44, t60; c (15) sees t10, t20, t44: only a has just
 * enough. Nobody sees t99. */
static void homes_that_see_a_tree_and_depend_on_it(void **state)
{
    (void)state;
    fixture f;
    size_t count = 0;
    begin(&f);
    fill_street(&f);
    run(&f);
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), 2);
    assert_int_equal(value(&f, 1, GEO_TREES_IN_SIGHT), 3);
    const geo_tree_sight *seen = geo_trees_by_tree(f.trees, &count);
    assert_int_equal(count, 4);
    assert_tree(&seen[0], "t10", 2, 1);
    assert_tree(&seen[1], "t20", 3, 1);
    assert_tree(&seen[2], "t44", 2, 0);
    assert_tree(&seen[3], "t60", 1, 0);
    assert_near(seen[3].at.x, EAST + 60, 0);
    end(&f);
}

static void what_the_taker_says_is_told(void **state)
{
    (void)state;
    fixture f;
    album a;
    begin_shown(&f, &a, GEO_FROM_POINT);
    trees(&f);
    named_tree(&f, "t", 20, 0);
    addresses(&f);
    address(&f, 0, 0, NULL, 1);
    run(&f);
    a.answer = GEO_ERR_IO;
    assert_int_equal(geo_trees_run(f.t.ctx, f.trees, &f.rows.batch, &f.rows.out), GEO_ERR_IO);
    assert_non_null(strstr(geo_ctx_error(f.t.ctx), "the album is full"));
    end(&f);
}

/* Whichever allocation fails: an error, and the next run is as if nothing had been. */
static void out_of_memory_is_an_error(void **state)
{
    (void)state;
    fixture f;
    album a = {0};
    geo_status status = GEO_ERR_NOMEM;
    begin(&f);
    f.options.threads = 1;
    f.sink = (geo_sightline_sink){&a, put};
    fill_street(&f);
    run(&f);
    for (uint64_t nth = 1; status != GEO_OK; nth++) {
        a.count = 0;
        geo_alloc_fail_at(nth);
        status = geo_trees_run(f.t.ctx, f.trees, &f.rows.batch, &f.rows.out);
        geo_alloc_fail_at(0);
        if (status != GEO_OK)
            assert_int_equal(status, GEO_ERR_NOMEM);
        assert_true(nth < 100000);
    }
    assert_int_equal(value(&f, 0, GEO_TREES_IN_SIGHT), 2);
    end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_lies_between),
        cmocka_unit_test(ones_own_building_blocks_first),
        cmocka_unit_test(terrain_has_no_name),
        cmocka_unit_test(the_best_observer_is_shown),
        cmocka_unit_test(the_radius_has_no_blockers),
        cmocka_unit_test(homes_that_see_a_tree_and_depend_on_it),
        cmocka_unit_test(what_the_taker_says_is_told),
        cmocka_unit_test(out_of_memory_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
