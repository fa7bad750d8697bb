/* Batches: rows in one block. */
#include "stream.h"

static void rows_lie_side_by_side(void **state)
{
    (void)state;
    geo_schema schema = address_schema(false);
    geo_batch batch = address_batch(&schema, 5, 3);
    assert_int_equal(geo_batch_count(&batch), 3);
    for (size_t i = 0; i < 3; i++) {
        geo_row row = geo_batch_row(&batch, i);
        geo_point point;
        assert_int_equal(batch.starts.items[i] % 8, 4);
        assert_true(geo_row_point(row, &point));
        assert_near(point.x, 155005 + (double)i, 0);
        assert_near(point.y, 463010 + 2 * (double)i, 0);
        if (i)
            assert_int_equal(batch.starts.items[i],
                             batch.starts.items[i - 1] + geo_batch_row(&batch, i - 1).size + 4);
    }
    geo_batch_release(&batch);
    assert_null(batch.bytes.items);
    assert_int_equal(geo_batch_count(&batch), 0);
    geo_schema_release(&schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(rows_lie_side_by_side)};
    return cmocka_run_group_tests(tests, set_up_streams, tear_down_streams);
}
