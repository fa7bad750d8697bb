/* io/package_set: numbers into rows that somebody else keeps. */
#include <math.h>

#include "merge_case.h"

static const char *const COLUMNS[] = {"height_m", "ground_m"};

static void build(geo_ctx *ctx)
{
    geo_town *town = begin(ctx, (run_options){.source = "bag", .date = "2024-05-01"});
    offer_square(ctx, town, GEO_THEME_BUILDING, "a", EAST, NORTH, 10);
    offer_square(ctx, town, GEO_THEME_BUILDING, "b", EAST + 20, NORTH, 10);
    end(ctx, town);
}

static geo_status set(geo_ctx *ctx, const int64_t *fids, const double *values, size_t count)
{
    geo_town *town = begin(ctx, (run_options){.source = "ahn", .date = "2024-05-01"});
    geo_status status =
        geo_town_set(ctx, town, GEO_THEME_BUILDING, COLUMNS, 2, fids, values, count);
    if (!status)
        status = geo_town_note(ctx, town, "building.height_m");
    if (!status)
        status = geo_town_commit(ctx, town);
    geo_town_free(town);
    return status;
}

#define HEIGHTS                                                                                    \
    "SELECT group_concat(id || ' ' || ifnull(height_m, '-') || ' ' || ifnull(ground_m, '-')) "     \
    "FROM (SELECT * FROM building ORDER BY id)"
#define BOTH ((const int64_t[]){1, 2})

static void what_is_not_known_stays(void **state)
{
    build(*state);
    assert_ok(set(*state, BOTH, (const double[]){7.5, 1.25, NAN, 2}, 2));
    asks(HEIGHTS, "a 7.5 1.25,b - 2.0");
    assert_ok(set(*state, BOTH, (const double[]){NAN, NAN, 3.75, NAN}, 2));
    asks(HEIGHTS, "a 7.5 1.25,b 3.75 2.0");
    asks("SELECT group_concat(source || length(geom)) FROM building", "bag142,bag142");
}

static void a_missing_column_is_made(void **state)
{
    build(*state);
    change("ALTER TABLE building DROP COLUMN height_m");
    assert_ok(set(*state, BOTH, (const double[]){7.5, 1, 8.5, 2}, 2));
    asks(HEIGHTS, "a 7.5 1.0,b 8.5 2.0");
}

/* 7.5 m is not 7 m. */
static void a_column_of_whole_numbers_is_refused(void **state)
{
    build(*state);
    change("ALTER TABLE building DROP COLUMN height_m; "
           "ALTER TABLE building ADD COLUMN height_m INTEGER");
    assert_int_equal(set(*state, BOTH, (const double[]){7.5, 1, 8.5, 2}, 2), GEO_ERR_FORMAT);
    assert_says(*state, "column 'height_m' of layer 'building' of 'base.gpkg' is Integer");
    asks(HEIGHTS, "a - -,b - -");
}

static void a_row_that_is_not_there_is_an_error(void **state)
{
    build(*state);
    assert_int_equal(set(*state, (const int64_t[]){1, 99}, (const double[]){7.5, 1, 8.5, 2}, 2),
                     GEO_ERR_NOTFOUND);
    assert_says(*state, "has no row 99");
    asks(HEIGHTS, "a - -,b - -");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_not_known_stays),
        TEST(a_missing_column_is_made),
        TEST(a_column_of_whole_numbers_is_refused),
        TEST(a_row_that_is_not_there_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
