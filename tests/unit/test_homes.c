#include <math.h>

#include "base/alloc.h"
#include "green/homes.h"
#include "near.h"

#include "../support/town.c"

static geo_value text(const char *value)
{
    return geo_value_text(value);
}

static void use_is_read_from_numbers_and_text(void **state)
{
    (void)state;
    geo_value one = geo_value_double(1), none = geo_value_double(0),
              null = geo_value_null(GEO_FIELD_DOUBLE), yes = text("1"), no = text("0"),
              word = text("ja"), empty = text("");
    assert_true(geo_home_use(&one) == 1 && geo_home_use(&yes) == 1);
    assert_true(geo_home_use(&none) == 0 && geo_home_use(&no) == 0);
    assert_true(isnan(geo_home_use(&null)) && isnan(geo_home_use(&word)));
    assert_true(isnan(geo_home_use(&empty)));
}

static void assert_first(geo_ctx *ctx, geo_homes *homes, const town_rows *rows,
                         const char *expected)
{
    bool first[8];
    assert_ok(geo_homes_take(ctx, homes, &rows->batch, rows->out.arena, first));
    for (size_t i = 0; expected[i]; i++)
        assert_int_equal(first[i], expected[i] == '1');
}

/* Over two batches; a row that is no home, or of unknown use, does not stand in the way. */
static void a_home_is_counted_once(void **state)
{
    geo_homes *homes = NULL;
    town_rows rows;
    town_rows_begin(&rows, "id home#");
    town_rows_point(&rows, 0, 0, "b", 0.0);
    town_rows_point(&rows, 0, 0, "a", 1.0);
    town_rows_point(&rows, 0, 0, "b", NAN);
    town_rows_point(&rows, 9, 9, "a", 1.0);
    town_rows_point(&rows, 0, 0, "b", 1.0);
    town_rows_point(&rows, 0, 0, NULL, 1.0);
    town_rows_point(&rows, 0, 0, "", 1.0);
    town_rows_out(&rows, 1);
    assert_ok(geo_homes_new(*state, &rows.schema, &homes));
    assert_first(*state, homes, &rows, "0100111");
    assert_first(*state, homes, &rows, "0000011"); /* what has no id is a home of its own */
    geo_homes_free(homes);
    town_rows_end(&rows);
}

static void without_the_column_nobody_knows(void **state)
{
    geo_homes *homes = NULL;
    town_rows rows;
    town_rows_begin(&rows, "id");
    town_rows_point(&rows, 0, 0, "a");
    town_rows_out(&rows, 1);
    assert_ok(geo_homes_new(*state, &rows.schema, &homes));
    assert_first(*state, homes, &rows, "0");
    geo_homes_free(homes);
    town_rows_end(&rows);
}

static int set_up(void **state)
{
    return (*state = geo_ctx_new(NULL)) ? 0 : -1;
}

static int tear_down(void **state)
{
    geo_ctx_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(use_is_read_from_numbers_and_text),
        cmocka_unit_test(a_home_is_counted_once),
        cmocka_unit_test(without_the_column_nobody_knows),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
