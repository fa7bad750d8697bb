/* The queues of the cost search: a ring of buckets that gives cells by rising key, and a heap. */
#include <stdlib.h>

#include "cost_case.h"

#include "raster/cost_heap.h"
#include "raster/cost_queue.h"

static void test_heap_gives_the_lowest(void **state)
{
    (void)state;
    geo_cost_heap heap = {0};
    uint64_t dice = 5;
    for (uint32_t i = 0; i < 500; i++) {
        geo_cost_rank rank = {cost_below(&dice, 20), cost_below(&dice, 3), i};
        assert_true(geo_cost_heap_push(&heap, rank));
    }
    geo_cost_rank before = {-1, 0, 0};
    while (heap.count > 0) {
        geo_cost_rank next = geo_cost_heap_pop(&heap);
        bool rises =
            next.cost > before.cost ||
            (next.cost == before.cost && (next.label > before.label ||
                                          (next.label == before.label && next.cell > before.cell)));
        assert_true(rises);
        before = next;
    }
    geo_free(heap.items);
}

/* Keys up to a turn ahead of the lowest, as a search puts them: every cell comes once, under its
 * key, keys rise, and cells of one bucket come by index when they are many. */
static void roll_through(uint64_t span, uint32_t each)
{
    enum { CELLS = 20000 };
    static int64_t keys[CELLS];
    static uint8_t came[CELLS];
    geo_buckets buckets;
    uint64_t dice = span;
    uint32_t put = 0, taken = 0;
    int64_t key = 0, before = -1;
    memset(came, 0, sizeof came);
    assert_ok(geo_buckets_init(NULL, &buckets, span));
    do {
        for (uint32_t i = 0; i < each && put < CELLS; i++, put++) {
            keys[put] = key + 1 + (int64_t)(dice_bits(&dice) % (span - 1));
            geo_buckets_put(&buckets, keys[put], put);
        }
        if (!geo_buckets_take(&buckets, &key))
            break;
        assert_true(key > before);
        before = key;
        for (size_t i = 0; i < buckets.taken.count; i++, taken++) {
            uint32_t cell = buckets.taken.items[i];
            assert_int_equal(came[cell]++, 0);
            assert_int_equal(keys[cell], key);
            if (buckets.taken.count >= 256 && i > 0)
                assert_true(cell > buckets.taken.items[i - 1]);
        }
    } while (true);
    assert_int_equal(put, CELLS);
    assert_int_equal(taken, put);
    assert_false(buckets.no_memory);
    geo_buckets_release(&buckets);
}

static void test_buckets_give_keys_in_order(void **state)
{
    (void)state;
    roll_through(2, 1000);       /* all in one bucket */
    roll_through(5, 3000);       /* few, large */
    roll_through(4096, 100);     /* as many as the ring's least size */
    roll_through(4097, 3);       /* a larger ring */
    roll_through(300000, 2);     /* mostly empty: far jumps round the ring */
    roll_through(1000000, 9999); /* many and sparse */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_heap_gives_the_lowest),
        cmocka_unit_test(test_buckets_give_keys_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
