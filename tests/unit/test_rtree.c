/* geom/rtree.c and rtree_build.c against going through all boxes one by one. */
#include "geom/rtree.h"

#include <stdio.h>
#include <time.h>

#include "base/alloc.h"
#include "dice.h"
#include "near.h"

static uint64_t seed_state;

static uint64_t random_bits(void)
{
    return dice_bits(&seed_state);
}

static double random_upto(double limit)
{
    return dice_unit(&seed_state) * limit;
}

/* What a kind of random boxes looks like. */
typedef struct recipe {
    size_t count;
    double extent_m, size_m; /* of the whole, of one box at most */
    double step_m;           /* coordinates are multiples of it, so that ties and touches happen */
    unsigned empty_in;       /* one in so many is empty; 0: none */
} recipe;

static double snapped(double value, double step_m)
{
    return step_m > 0 ? floor(value / step_m) * step_m : value;
}

static geo_box random_box(const recipe *r)
{
    if (r->empty_in > 0 && random_bits() % r->empty_in == 0)
        return random_bits() & 1 ? GEO_BOX_EMPTY : (geo_box){1, 0, 0, 1};
    double x = snapped(random_upto(r->extent_m), r->step_m);
    double y = snapped(random_upto(r->extent_m), r->step_m);
    return (geo_box){x, y, x + snapped(random_upto(r->size_m), r->step_m),
                     y + snapped(random_upto(r->size_m), r->step_m)};
}

static void check_search(const geo_rtree *tree, const geo_box *boxes, size_t count, geo_box asked,
                         geo_hits *hits)
{
    assert_ok(geo_rtree_search(NULL, tree, asked, hits));
    size_t next = 0;
    for (size_t i = 0; i < count; i++)
        if (geo_box_meets(boxes[i], asked)) {
            assert_true(next < hits->count);
            assert_int_equal(hits->items[next++], i);
        }
    assert_int_equal(next, hits->count);
}

/* Distance to the middle of a box: never nearer than the box. */
static double middle_distance(void *self, uint32_t index, geo_point p)
{
    geo_box box = ((const geo_box *)self)[index];
    return geo_point_distance(p, (geo_point){(box.xmin + box.xmax) / 2, (box.ymin + box.ymax) / 2});
}

static void check_nearest(const geo_rtree *tree, geo_box *boxes, size_t count, geo_point p,
                          double limit_m, geo_rtree_distance distance)
{
    uint32_t index = 0, best = 0;
    double found_m = 0, best_m = INFINITY;
    bool any = false;
    for (size_t i = 0; i < count; i++) {
        if (geo_box_is_empty(boxes[i]))
            continue;
        double d = distance ? distance(boxes, (uint32_t)i, p) : geo_box_distance(boxes[i], p);
        if (d <= limit_m && d < best_m) {
            any = true;
            best = (uint32_t)i;
            best_m = d;
        }
    }
    geo_status status =
        geo_rtree_nearest(NULL, tree, p, limit_m, distance, boxes, &index, &found_m);
    assert_int_equal(status, any ? GEO_OK : GEO_ERR_NOTFOUND);
    if (any) {
        assert_int_equal(index, best);
        assert_near(found_m, best_m, 0);
    }
}

static void check_recipe(const recipe *r, int questions)
{
    geo_box *boxes = geo_alloc(r->count, sizeof *boxes);
    assert_non_null(boxes);
    for (size_t i = 0; i < r->count; i++)
        boxes[i] = random_box(r);
    geo_rtree *tree = NULL;
    geo_hits hits = {0};
    assert_ok(geo_rtree_new(NULL, boxes, r->count, &tree));
    assert_int_equal(geo_rtree_count(tree), r->count);
    recipe question = {0, r->extent_m, r->extent_m / 4, r->step_m, 50};
    for (int i = 0; i < questions; i++) {
        geo_box asked = random_box(&question);
        geo_point p = {snapped(random_upto(r->extent_m * 1.2), r->step_m),
                       snapped(random_upto(r->extent_m * 1.2), r->step_m)};
        check_search(tree, boxes, r->count, asked, &hits);
        check_nearest(tree, boxes, r->count, p, INFINITY, NULL);
        check_nearest(tree, boxes, r->count, p, INFINITY, middle_distance);
        check_nearest(tree, boxes, r->count, p, r->extent_m / 100, middle_distance);
    }
    geo_free(hits.items);
    geo_rtree_free(tree);
    geo_free(boxes);
}

static void random_boxes(void **state)
{
    (void)state;
    seed_state = 20240501;
    const recipe recipes[] = {
        {1, 1000, 10, 0, 0},    {2, 1000, 10, 0, 0},    {15, 1000, 10, 0, 0},
        {16, 1000, 10, 0, 0},   {17, 1000, 10, 0, 0},   {255, 1000, 40, 0, 3},
        {257, 1000, 40, 1, 0},  {4097, 5000, 90, 0, 7}, {3000, 50, 3, 1, 0}, /* many ties */
        {5000, 1000, 0, 1, 0},  {1000, 0, 0, 0, 0},     {500, 0, 100, 0, 0},
        {2000, 1e5, 1e5, 0, 0}, {70000, 1e5, 50, 0, 0},
    };
    for (size_t i = 0; i < sizeof recipes / sizeof *recipes; i++)
        check_recipe(&recipes[i], recipes[i].count > 10000 ? 20 : 200);
}

static void nothing_to_find(void **state)
{
    (void)state;
    geo_box empty[] = {GEO_BOX_EMPTY, {1, 0, 0, 1}, {NAN, 0, 1, 1}};
    geo_box all = {-INFINITY, -INFINITY, INFINITY, INFINITY};
    for (size_t count = 0; count <= 3; count += 3) {
        geo_rtree *tree = NULL;
        geo_hits hits = {0};
        uint32_t index;
        double m;
        assert_ok(geo_rtree_new(NULL, empty, count, &tree));
        assert_int_equal(geo_rtree_count(tree), count);
        assert_ok(geo_rtree_search(NULL, tree, all, &hits));
        assert_int_equal(hits.count, 0);
        assert_int_equal(
            geo_rtree_nearest(NULL, tree, (geo_point){0, 0}, INFINITY, NULL, NULL, &index, &m),
            GEO_ERR_NOTFOUND);
        geo_rtree_free(tree);
        geo_free(hits.items);
    }
    geo_rtree_free(NULL);
}

static void limits_and_odd_points(void **state)
{
    (void)state;
    geo_box box = {10, 0, 20, 10};
    geo_rtree *tree = NULL;
    uint32_t index = 9;
    double m = 0;
    assert_ok(geo_rtree_new(NULL, &box, 1, &tree));
    geo_point origin = {0, 0}, nowhere = {NAN, 0};
    assert_ok(geo_rtree_nearest(NULL, tree, origin, 10, NULL, NULL, &index, &m));
    assert_int_equal(index, 0);
    assert_near(m, 10, 0);
    assert_int_equal(geo_rtree_nearest(NULL, tree, origin, 9.999, NULL, NULL, &index, &m),
                     GEO_ERR_NOTFOUND);
    assert_int_equal(geo_rtree_nearest(NULL, tree, origin, -1, NULL, NULL, &index, &m),
                     GEO_ERR_NOTFOUND);
    assert_int_equal(geo_rtree_nearest(NULL, tree, nowhere, INFINITY, NULL, NULL, &index, &m),
                     GEO_ERR_NOTFOUND);
    geo_rtree_free(tree);
}

static void infinite_box_among_others(void **state)
{
    (void)state;
    geo_box boxes[40];
    for (int i = 0; i < 40; i++)
        boxes[i] = (geo_box){i, i, i + 0.5, i + 0.5};
    boxes[7] = (geo_box){-INFINITY, -INFINITY, INFINITY, INFINITY};
    geo_rtree *tree = NULL;
    geo_hits hits = {0};
    assert_ok(geo_rtree_new(NULL, boxes, 40, &tree));
    check_search(tree, boxes, 40, (geo_box){20.2, 20.2, 22.2, 22.2}, &hits);
    assert_int_equal(hits.count, 4);
    geo_free(hits.items);
    geo_rtree_free(tree);
}

static void building_without_memory(void **state)
{
    (void)state;
    geo_ctx *ctx = geo_ctx_new(NULL);
    geo_box boxes[100];
    for (int i = 0; i < 100; i++)
        boxes[i] = (geo_box){i, i, i + 1, i + 1};
    geo_rtree *tree = NULL;
    for (uint64_t nth = 1; nth <= 5; nth++) {
        geo_alloc_fail_at(nth);
        assert_int_equal(geo_rtree_new(ctx, boxes, 100, &tree), GEO_ERR_NOMEM);
        assert_null(tree);
    }
    geo_alloc_fail_at(0);
    assert_int_equal(geo_rtree_new(ctx, boxes, (size_t)UINT32_MAX, &tree), GEO_ERR_LIMIT);
    geo_ctx_free(ctx);
}

/* Around the asker at one distance: all of them wait before the nearest is known, which is more
 * than a question has room for at hand. */
static void asking_without_memory(void **state)
{
    (void)state;
    enum { MANY = 2000 };
    geo_ctx *ctx = geo_ctx_new(NULL);
    geo_point centre = {0, 0};
    geo_box boxes[MANY];
    uint32_t index, nearest = 0;
    geo_rtree *tree = NULL;
    geo_hits hits = {0};
    double m;
    for (uint32_t i = 0; i < MANY; i++) {
        boxes[i] = geo_box_around((geo_point){5 * cos(i * 0.01), 5 * sin(i * 0.01)}, 0);
        if (geo_box_distance(boxes[i], centre) < geo_box_distance(boxes[nearest], centre))
            nearest = i;
    }
    assert_ok(geo_rtree_new(ctx, boxes, MANY, &tree));
    geo_alloc_fail_at(1);
    assert_int_equal(geo_rtree_search(ctx, tree, boxes[0], &hits), GEO_ERR_NOMEM);
    for (uint64_t nth = 1; nth <= 2; nth++) {
        geo_alloc_fail_at(nth);
        assert_int_equal(geo_rtree_nearest(ctx, tree, centre, 10, NULL, NULL, &index, &m),
                         GEO_ERR_NOMEM);
    }
    geo_alloc_fail_at(0);
    assert_ok(geo_rtree_nearest(ctx, tree, centre, 10, NULL, NULL, &index, &m));
    assert_int_equal(index, nearest);
    assert_near(m, geo_box_distance(boxes[nearest], centre), 0);
    geo_free(hits.items);
    geo_rtree_free(tree);
    geo_ctx_free(ctx);
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec * 1e-9;
}

/* Times are printed, not judged. */
static void a_million_boxes(void **state)
{
    (void)state;
    recipe r = {1000000, 50000, 20, 0, 0};
    seed_state = 7;
    geo_box *boxes = geo_alloc(r.count, sizeof *boxes);
    assert_non_null(boxes);
    for (size_t i = 0; i < r.count; i++)
        boxes[i] = random_box(&r);
    geo_rtree *tree = NULL;
    geo_hits hits = {0};
    double start = seconds();
    assert_ok(geo_rtree_new(NULL, boxes, r.count, &tree));
    double built = seconds();
    size_t found = 0;
    for (int i = 0; i < 100000; i++) {
        geo_point p = {random_upto(50000), random_upto(50000)};
        assert_ok(geo_rtree_search(NULL, tree, geo_box_around(p, 50), &hits));
        found += hits.count;
    }
    double searched = seconds();
    uint32_t index;
    double m, sum = 0;
    for (int i = 0; i < 100000; i++) {
        geo_point p = {random_upto(50000), random_upto(50000)};
        assert_ok(geo_rtree_nearest(NULL, tree, p, INFINITY, NULL, NULL, &index, &m));
        sum += m;
    }
    print_message(
        "1,000,000 boxes: built in %.0f ms; search %.2f us (%.1f hits), nearest %.2f us\n",
        (built - start) * 1e3, (searched - built) * 10, (double)found / 1e5,
        (seconds() - searched) * 10);
    assert_true(found > 0 && sum > 0);
    check_search(tree, boxes, r.count, (geo_box){1000, 1000, 1300, 1300}, &hits);
    geo_free(hits.items);
    geo_rtree_free(tree);
    geo_free(boxes);
}

/* All in one place: no split can help, but nothing may degrade beyond going through all. */
static void a_million_equal_boxes(void **state)
{
    (void)state;
    size_t count = 1000000;
    geo_box *boxes = geo_alloc(count, sizeof *boxes);
    assert_non_null(boxes);
    for (size_t i = 0; i < count; i++)
        boxes[i] = (geo_box){5, 5, 5, 5};
    geo_rtree *tree = NULL;
    geo_hits hits = {0};
    uint32_t index = 1;
    double m = 0;
    assert_ok(geo_rtree_new(NULL, boxes, count, &tree));
    assert_ok(geo_rtree_search(NULL, tree, boxes[0], &hits));
    assert_int_equal(hits.count, count);
    assert_ok(geo_rtree_nearest(NULL, tree, (geo_point){2, 1}, 100, NULL, NULL, &index, &m));
    assert_int_equal(index, 0);
    assert_near(m, 5, 0);
    geo_free(hits.items);
    geo_rtree_free(tree);
    geo_free(boxes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(random_boxes),
        cmocka_unit_test(nothing_to_find),
        cmocka_unit_test(limits_and_odd_points),
        cmocka_unit_test(infinite_box_among_others),
        cmocka_unit_test(building_without_memory),
        cmocka_unit_test(asking_without_memory),
        cmocka_unit_test(a_million_boxes),
        cmocka_unit_test(a_million_equal_boxes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
