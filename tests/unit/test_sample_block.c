/* Blocks of the synthetic town: what stands where, and that it all fits together. */
#include "near.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/map.h"
#include "base/sum.h"
#include "sample/names.h"
#include "sample/shapes.h"

typedef void visit(const sample_plan *plan, const sample_block *block, void *self);

static void each_block(const sample_plan *plan, visit *call, void *self)
{
    sample_block block = {0};
    for (int row = 0; row < plan->rows; row++)
        for (int column = 0; column < plan->columns; column++) {
            assert_ok(sample_block_make(NULL, plan, column, row, &block));
            call(plan, &block, self);
        }
    sample_block_release(&block);
}

static void each_town(int64_t addresses, visit *call, void *self)
{
    for (uint64_t seed = 0; seed < 4; seed++) {
        sample_plan *plan = NULL;
        assert_ok(sample_plan_new(NULL, seed, addresses, &plan));
        each_block(plan, call, self);
        sample_plan_free(plan);
    }
}

static bool rect_holds(sample_rect r, geo_point p, double margin_m)
{
    return p.x > r.x0 + margin_m && p.x < r.x1 - margin_m && p.y > r.y0 + margin_m &&
           p.y < r.y1 - margin_m;
}

/* An address lies in its building, within 1.5 m of the wall on its street's side. */
static void check_doors(const sample_plan *plan, const sample_block *block, void *self)
{
    (void)self;
    for (size_t k = 0; k < block->addresses.count; k++) {
        const sample_address *address = &block->addresses.items[k];
        if (address->building < 0) {
            assert_int_equal(address->use, SAMPLE_USE_BERTH);
            assert_near(sample_plan_ground(plan, address->at), -5.4, 1e-12);
            continue;
        }
        assert_true((size_t)address->building < block->buildings.count);
        sample_rect r = block->buildings.items[address->building].rect;
        assert_true(rect_holds(r, address->at, 0.5));
        double in = address->side == SAMPLE_SOUTH ? address->at.y - r.y0 : r.y1 - address->at.y;
        assert_true(in <= 1.5);
    }
}

static void test_doors(void **state)
{
    (void)state;
    each_town(2000, check_doors, NULL);
}

static bool apart(sample_rect a, sample_rect b)
{
    return a.x1 <= b.x0 || b.x1 <= a.x0 || a.y1 <= b.y0 || b.y1 <= a.y0;
}

/* Buildings stand on their plot and not in each other; trunks stand outside buildings. */
static void check_space(const sample_plan *plan, const sample_block *block, void *self)
{
    (void)self;
    sample_rect plot = sample_plan_plot(plan, block->column, block->row);
    for (size_t k = 0; k < block->buildings.count; k++) {
        sample_rect r = block->buildings.items[k].rect;
        assert_true(r.x0 > plot.x0 && r.x1 < plot.x1 && r.y0 > plot.y0 && r.y1 < plot.y1);
        for (size_t other = 0; other < k; other++)
            assert_true(apart(r, block->buildings.items[other].rect));
        for (size_t t = 0; t < block->trees.count; t++)
            assert_false(rect_holds(r, block->trees.items[t].at, 0));
    }
    for (size_t t = 0; t < block->trees.count; t++) {
        const sample_tree *tree = &block->trees.items[t];
        assert_true(tree->height_m >= 1.5 && tree->height_m < 30);
        assert_true(tree->crown_d_m >= 1.5 && tree->crown_d_m < 17);
        assert_true(tree->listed || !tree->is_public);
    }
}

static void test_space(void **state)
{
    (void)state;
    each_town(2000, check_space, NULL);
}

static void note_address(const sample_plan *plan, const sample_block *block, void *self)
{
    char key[3 * SAMPLE_NAME_SIZE], street[SAMPLE_NAME_SIZE], place[SAMPLE_NAME_SIZE];
    int buurt = sample_plan_buurt(plan, block->column, block->row);
    for (size_t k = 0; k < block->addresses.count; k++) {
        const sample_address *address = &block->addresses.items[k];
        int length =
            snprintf(key, sizeof key, "%s|%s|%d|%c|%d", sample_place_name(plan, buurt, place),
                     sample_street_name(plan, sample_address_street(plan, block, address), street),
                     sample_address_number(plan, block, address),
                     address->letter ? address->letter : '-', 0);
        assert_null(geo_map_get(self, key, (size_t)length));
        assert_true(geo_map_set(self, key, (size_t)length, 1));
    }
}

/* No two addresses are the same, and there are as many as were asked for. */
static void test_addresses_differ(void **state)
{
    (void)state;
    sample_plan *plan = NULL;
    geo_map *seen = geo_map_new();
    assert_ok(sample_plan_new(NULL, 3, 30000, &plan));
    each_block(plan, note_address, seen);
    assert_int_equal(geo_map_count(seen), 30000);
    geo_map_free(seen);
    sample_plan_free(plan);
}

static void count_uses(const sample_plan *plan, const sample_block *block, void *self)
{
    (void)plan;
    int *uses = self;
    for (size_t k = 0; k < block->addresses.count; k++)
        uses[block->addresses.items[k].use]++;
}

static void test_uses(void **state)
{
    (void)state;
    int uses[SAMPLE_USE_BERTH + 1] = {0};
    each_town(4000, count_uses, uses);
    for (int use = SAMPLE_USE_HOME; use <= SAMPLE_USE_BERTH; use++)
        assert_true(uses[use] > 0);
    assert_true(uses[SAMPLE_USE_HOME] > 4 * 4000 * 8 / 10);
}

/* ---- the ground is covered once ---- */

typedef struct ground {
    geo_sum area;
    sample_shape shape;
} ground;

static void add_cover(const sample_plan *plan, const sample_block *block, void *self)
{
    ground *sum = self;
    for (size_t k = 0; k < block->areas.count; k++) {
        const sample_area *area = &block->areas.items[k];
        if (area->cover == SAMPLE_COVER_BRIDGE)
            continue;
        geo_geom geom = area->around ? sample_shape_yard(plan, &sum->shape, area->rect, block)
                                     : sample_shape_rect(plan, &sum->shape, area->rect);
        assert_true(geo_geom_area(&geom) > 0.5);
        assert_true(geo_ring_area(geom.points, geom.ends[0]) > 0);
        for (uint32_t p = geom.ends[0]; p < geom.point_count; p++) /* holes lie within */
            assert_int_equal(geo_ring_side(geom.points, geom.ends[0], geom.points[p]), GEO_INSIDE);
        geo_sum_add(&sum->area, geo_geom_area(&geom));
    }
    for (size_t k = 0; k < block->buildings.count; k++) {
        geo_geom geom = sample_shape_rect(plan, &sum->shape, block->buildings.items[k].rect);
        geo_sum_add(&sum->area, geo_geom_area(&geom));
    }
}

/* Land cover and buildings together are the municipality: chords of neighbours may differ by the
 * sagitta allowed (0.4 m), which evens out. */
static void test_cover_tiles(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 12; seed++) {
        sample_plan *plan = NULL;
        ground sum = {0};
        assert_ok(sample_plan_new(NULL, seed, seed % 2 ? 500 : 2000, &plan));
        each_block(plan, add_cover, &sum);
        geo_geom whole = sample_shape_span(plan, &sum.shape, sample_plan_whole(plan));
        double area = geo_geom_area(&whole);
        assert_near(geo_sum_value(&sum.area), area, area * 2e-4);
        sample_shape_release(&sum.shape);
        sample_plan_free(plan);
    }
}

static void test_buurten_tile(void **state)
{
    (void)state;
    sample_plan *plan = NULL;
    sample_shape shape = {0};
    geo_sum parts = {0};
    assert_ok(sample_plan_new(NULL, 1, 6000, &plan));
    for (int buurt = 0; buurt < sample_plan_buurt_count(plan); buurt++) {
        geo_geom geom = sample_shape_span(plan, &shape, sample_plan_buurt_span(plan, buurt));
        geo_sum_add(&parts, geo_geom_area(&geom));
    }
    geo_geom whole = sample_shape_span(plan, &shape, sample_plan_whole(plan));
    assert_near(geo_sum_value(&parts), geo_geom_area(&whole), 1e-6);
    sample_shape_release(&shape);
    sample_plan_free(plan);
}

/* ---- one can walk everywhere ---- */

typedef struct walk {
    geo_map *nodes;
    uint32_t parents[4096];
    uint32_t count;
} walk;

static uint32_t root_of(walk *net, uint32_t node)
{
    while (net->parents[node] != node)
        node = net->parents[node] = net->parents[net->parents[node]];
    return node;
}

static uint32_t node_of(walk *net, geo_point p)
{
    char key[64];
    int length = snprintf(key, sizeof key, "%.3f %.3f", p.x, p.y);
    uint32_t *found = geo_map_get(net->nodes, key, (size_t)length);
    if (found)
        return *found;
    assert_true(net->count < sizeof net->parents / sizeof *net->parents);
    net->parents[net->count] = net->count;
    assert_true(geo_map_set(net->nodes, key, (size_t)length, net->count));
    return net->count++;
}

static void add_streets(const sample_plan *plan, const sample_block *block, void *self)
{
    walk *net = self;
    for (size_t k = 0; k < block->streets.count; k++) {
        const sample_street *street = &block->streets.items[k];
        for (int p = 1; p < street->count && street->way != SAMPLE_WAY_ROAD; p++) {
            uint32_t a = node_of(net, sample_map_place(&plan->map, street->points[p - 1]));
            uint32_t b = node_of(net, sample_map_place(&plan->map, street->points[p]));
            net->parents[root_of(net, a)] = root_of(net, b);
        }
    }
}

static void test_streets_connect(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 6; seed++) {
        sample_plan *plan = NULL;
        walk net = {.nodes = geo_map_new()};
        assert_ok(sample_plan_new(NULL, seed, seed % 2 ? 500 : 5000, &plan));
        each_block(plan, add_streets, &net);
        assert_true(net.count > 20);
        for (uint32_t node = 0; node < net.count; node++)
            assert_int_equal(root_of(&net, node), root_of(&net, 0));
        geo_map_free(net.nodes);
        sample_plan_free(plan);
    }
}

/* ---- a block does not depend on what was made before ---- */

static void test_block_alone(void **state)
{
    (void)state;
    sample_plan *plan = NULL;
    sample_block a = {0}, b = {0};
    assert_ok(sample_plan_new(NULL, 9, 2000, &plan));
    assert_ok(sample_block_make(NULL, plan, 2, 3, &a));
    for (int row = plan->rows - 1; row >= 3; row--)
        assert_ok(sample_block_make(NULL, plan, 2, row, &b));
    assert_int_equal(a.trees.count, b.trees.count);
    for (size_t k = 0; k < a.trees.count; k++)
        assert_true(a.trees.items[k].at.x == b.trees.items[k].at.x &&
                    a.trees.items[k].height_m == b.trees.items[k].height_m);
    assert_int_equal(a.buildings.count, b.buildings.count);
    sample_block_release(&a);
    sample_block_release(&b);
    sample_plan_free(plan);
}

static void test_no_memory(void **state)
{
    (void)state;
    sample_plan *plan = NULL;
    assert_ok(sample_plan_new(NULL, 9, 2000, &plan));
    for (uint64_t nth = 1;; nth++) {
        sample_block block = {0};
        geo_alloc_fail_at(nth);
        geo_status status = sample_block_make(NULL, plan, 2, 3, &block);
        geo_alloc_fail_at(0);
        sample_block_release(&block);
        if (status == GEO_OK) {
            assert_true(nth > 7);
            break;
        }
        assert_int_equal(status, GEO_ERR_NOMEM);
    }
    sample_plan_free(plan);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_doors),
        cmocka_unit_test(test_space),
        cmocka_unit_test(test_addresses_differ),
        cmocka_unit_test(test_uses),
        cmocka_unit_test(test_cover_tiles),
        cmocka_unit_test(test_buurten_tile),
        cmocka_unit_test(test_streets_connect),
        cmocka_unit_test(test_block_alone),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
