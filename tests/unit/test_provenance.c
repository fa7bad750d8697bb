/* Provenance: stable text, round trip, questions, damage, no memory. */
#include <string.h>

#include "base/alloc.h"
#include "io/provenance.h"
#include "near.h"

static const char TEXT[] =
    "{\"groennet\":\"" GROENNET_VERSION "\",\"rows\":{\"read\":9,\"rejected\":1},\"steps\":["
    "{\"tool\":\"gn-trees\",\"version\":\"0.1.0\",\"columns\":[\"trees_in_sight\"],"
    "\"options\":{\"reach\":\"30\"},\"inputs\":{\"tree\":{\"name\":\"base.gpkg:tree\","
    "\"date\":\"2024-05-01\",\"hash\":\"ab\"}}}]}";

static geo_status build(geo_ctx *ctx, geo_provenance **out)
{
    geo_provenance *p = NULL;
    geo_status status = geo_provenance_new(ctx, NULL, &p);
    if (status == GEO_OK)
        status = geo_provenance_step(ctx, p, "gn-trees", "0.1.0");
    if (status == GEO_OK)
        status = geo_provenance_column(ctx, p, "trees_in_sight");
    if (status == GEO_OK)
        status = geo_provenance_option(ctx, p, "reach", "30");
    if (status == GEO_OK)
        status = geo_provenance_input(ctx, p, "tree", "base.gpkg:tree", "2024-05-01", "ab");
    if (status == GEO_OK)
        status = geo_provenance_rows(ctx, p, 9, 1);
    if (status == GEO_OK)
        *out = p;
    else
        geo_provenance_free(p);
    return status;
}

static void text_is_stable(void **state)
{
    (void)state;
    geo_provenance *p, *again;
    assert_ok(build(NULL, &p));
    assert_string_equal(geo_provenance_text(p), TEXT);
    assert_string_equal(geo_provenance_text(p), TEXT);
    assert_ok(geo_provenance_new(NULL, TEXT, &again));
    assert_string_equal(geo_provenance_text(again), TEXT);
    geo_provenance_free(p);
    geo_provenance_free(again);
}

static void answers_questions(void **state)
{
    (void)state;
    geo_provenance *p;
    uint64_t read = 0, rejected = 0;
    assert_ok(build(NULL, &p));
    assert_false(geo_provenance_is_foreign(p));
    assert_string_equal(geo_provenance_maker(p, "trees_in_sight"), "gn-trees");
    assert_string_equal(geo_provenance_find(p, "trees_in_sight", "reach"), "30");
    assert_null(geo_provenance_find(p, "trees_in_sight", "profile"));
    assert_null(geo_provenance_find(p, "canopy_pct", "reach"));
    assert_null(geo_provenance_maker(p, "canopy_pct"));
    assert_true(geo_provenance_get_rows(p, &read, &rejected));
    assert_int_equal(read, 9);
    assert_int_equal(rejected, 1);
    geo_provenance_free(p);
}

static void the_last_maker_and_the_newest_date_count(void **state)
{
    (void)state;
    geo_provenance *p;
    assert_ok(build(NULL, &p));
    assert_ok(geo_provenance_step(NULL, p, "gn-again", "0.2.0"));
    assert_ok(geo_provenance_column(NULL, p, "trees_in_sight"));
    assert_ok(geo_provenance_option(NULL, p, "reach", "50"));
    assert_ok(geo_provenance_input(NULL, p, "dsm", "dsm.tif", "2025-01-02", NULL));
    assert_ok(geo_provenance_input(NULL, p, "dtm", "dtm.tif", NULL, NULL));
    assert_string_equal(geo_provenance_maker(p, "trees_in_sight"), "gn-again");
    assert_string_equal(geo_provenance_find(p, "trees_in_sight", "reach"), "50");
    assert_string_equal(geo_provenance_newest_date(p), "2025-01-02");
    geo_provenance_free(p);
}

/* A stream may say anything: "newest" would sort after every date. Found by fuzzing. */
static void what_is_no_date_is_not_the_newest(void **state)
{
    (void)state;
    const char *const bad[] = {"newest", "2024-05-0,1", "2026-02-30", "2026-05-01T00:00:00Z"};
    geo_provenance *p;
    assert_ok(geo_provenance_new(NULL, NULL, &p));
    assert_ok(geo_provenance_step(NULL, p, "gn-trees", "0.1.0"));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_ok(geo_provenance_input(NULL, p, bad[i], "a.tif", bad[i], NULL));
        assert_null(geo_provenance_newest_date(p));
    }
    assert_ok(geo_provenance_input(NULL, p, "dsm", "dsm.tif", "2024-05-01", NULL));
    assert_string_equal(geo_provenance_newest_date(p), "2024-05-01");
    geo_provenance_free(p);
}

static void nothing_is_foreign(void **state)
{
    (void)state;
    geo_provenance *p;
    uint64_t read, rejected;
    assert_ok(geo_provenance_new(NULL, NULL, &p));
    assert_true(geo_provenance_is_foreign(p));
    assert_null(geo_provenance_newest_date(p));
    assert_false(geo_provenance_get_rows(p, &read, &rejected));
    assert_int_equal(geo_provenance_column(NULL, p, "x"), GEO_ERR_INTERNAL);
    assert_string_equal(geo_provenance_text(p),
                        "{\"groennet\":\"" GROENNET_VERSION "\",\"steps\":[]}");
    geo_provenance_free(p);
}

static void damage_is_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {
        "",
        "[]",
        "{}",
        "{\"groennet\":\"0.1.0\"}",
        "{\"groennet\":1,\"steps\":{}}",
        "{\"groennet\":1,\"steps\":[1]}",
        "{\"groennet\":1,\"steps\":[{\"tool\":\"a\"}]}",
        "{\"groennet\":1,\"steps\":[]",
        "{\"groennet\":1,\"steps\":[],\"rows\":{\"read\":-1}}",
        "{\"groennet\":1,\"steps\":[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]}"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        geo_provenance *p = NULL;
        assert_int_equal(geo_provenance_new(NULL, bad[i], &p), GEO_ERR_FORMAT);
        assert_null(p);
    }
}

static void names_in_other_encodings_do_no_harm(void **state)
{
    (void)state;
    geo_provenance *p, *again;
    assert_ok(geo_provenance_new(NULL, NULL, &p));
    assert_ok(geo_provenance_step(NULL, p, "gn-trees", "0.1.0"));
    assert_ok(geo_provenance_input(NULL, p, "tree", "b\xf6men \"x\".gpkg", NULL, NULL));
    assert_non_null(strstr(geo_provenance_text(p), "b?men \\\"x\\\".gpkg"));
    assert_ok(geo_provenance_new(NULL, geo_provenance_text(p), &again));
    geo_provenance_free(again);
    geo_provenance_free(p);
}

static void survives_every_failing_allocation(void **state)
{
    (void)state;
    geo_provenance *p = NULL;
    geo_status status = GEO_ERR_NOMEM;
    for (uint64_t nth = 1; status == GEO_ERR_NOMEM && nth < 100; nth++) {
        geo_alloc_fail_at(nth);
        status = build(NULL, &p);
    }
    geo_alloc_fail_at(0);
    assert_int_equal(status, GEO_OK);
    geo_provenance_free(p);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_stable),
        cmocka_unit_test(answers_questions),
        cmocka_unit_test(the_last_maker_and_the_newest_date_count),
        cmocka_unit_test(what_is_no_date_is_not_the_newest),
        cmocka_unit_test(nothing_is_foreign),
        cmocka_unit_test(damage_is_refused),
        cmocka_unit_test(names_in_other_encodings_do_no_harm),
        cmocka_unit_test(survives_every_failing_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
