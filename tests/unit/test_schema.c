/* Schemas: names, limits, copies, no memory. */
#include "base/alloc.h"
#include "io/schema.h"
#include "near.h"
#include <stdio.h>
#include <string.h>

static void adds_and_finds(void **state)
{
    (void)state;
    geo_schema schema;
    assert_ok(geo_schema_init(NULL, &schema, "tree", GEO_GEOM_POINT, NULL));
    assert_ok(geo_schema_add(NULL, &schema, "id", GEO_FIELD_STRING));
    assert_ok(geo_schema_add(NULL, &schema, "height_m", GEO_FIELD_DOUBLE));
    assert_int_equal(geo_schema_find(&schema, "height_m"), 1);
    assert_int_equal(geo_schema_find(&schema, "HEIGHT_M"), SIZE_MAX);
    assert_int_equal(geo_schema_find(&schema, "crown"), SIZE_MAX);
    assert_int_equal(schema.fields[1].type, GEO_FIELD_DOUBLE);
    geo_schema_release(&schema);
    assert_null(schema.fields);
}

static void refuses_a_second_column_in_any_case(void **state)
{
    (void)state;
    geo_schema schema;
    geo_ctx *ctx = geo_ctx_new(NULL);
    assert_ok(geo_schema_init(ctx, &schema, "tree", GEO_GEOM_POINT, NULL));
    assert_ok(geo_schema_add(ctx, &schema, "id", GEO_FIELD_STRING));
    assert_int_equal(geo_schema_add(ctx, &schema, "ID", GEO_FIELD_INT), GEO_ERR_ARG);
    assert_string_equal(geo_ctx_error(ctx), "there is already a column 'id'");
    assert_int_equal(schema.field_count, 1);
    geo_schema_release(&schema);
    geo_ctx_free(ctx);
}

static void holds_two_thousand_columns(void **state)
{
    (void)state;
    geo_schema schema;
    char name[16];
    assert_ok(geo_schema_init(NULL, &schema, NULL, GEO_GEOM_UNKNOWN, NULL));
    for (int i = 0; i < 2000; i++) {
        snprintf(name, sizeof name, "c%d", i);
        assert_ok(geo_schema_add(NULL, &schema, name, GEO_FIELD_BOOL));
    }
    assert_int_equal(geo_schema_add(NULL, &schema, "one_more", GEO_FIELD_BOOL), GEO_ERR_LIMIT);
    assert_string_equal(schema.name, "");
    geo_schema_release(&schema);
}

static geo_status build_and_clone(geo_schema *out)
{
    geo_schema schema;
    geo_status status = geo_schema_init(NULL, &schema, "tree", GEO_GEOM_LINE, NULL);
    if (status == GEO_OK) {
        status = geo_schema_add(NULL, &schema, "id", GEO_FIELD_STRING);
        if (status == GEO_OK)
            status = geo_schema_add(NULL, &schema, "n", GEO_FIELD_LONG);
        if (status == GEO_OK && !(schema.provenance = geo_strdup("{}")))
            status = GEO_ERR_NOMEM;
        schema.has_z = true;
        if (status == GEO_OK)
            status = geo_schema_clone(NULL, &schema, out);
        geo_schema_release(&schema);
    }
    return status;
}

static void clones_everything(void **state)
{
    (void)state;
    geo_schema copy;
    assert_ok(build_and_clone(&copy));
    assert_string_equal(copy.name, "tree");
    assert_int_equal(copy.type, GEO_GEOM_LINE);
    assert_true(copy.has_z);
    assert_false(copy.has_m);
    assert_int_equal(copy.field_count, 2);
    assert_string_equal(copy.fields[1].name, "n");
    assert_int_equal(copy.fields[1].type, GEO_FIELD_LONG);
    assert_string_equal(copy.provenance, "{}");
    geo_schema_release(&copy);
}

static void survives_every_failing_allocation(void **state)
{
    (void)state;
    geo_schema copy;
    geo_status status = GEO_ERR_NOMEM;
    uint64_t nth = 1;
    for (; status == GEO_ERR_NOMEM && nth < 100; nth++) {
        geo_alloc_fail_at(nth);
        status = build_and_clone(&copy);
    }
    geo_alloc_fail_at(0);
    assert_int_equal(status, GEO_OK);
    assert_true(nth > 8);
    geo_schema_release(&copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adds_and_finds),
        cmocka_unit_test(refuses_a_second_column_in_any_case),
        cmocka_unit_test(holds_two_thousand_columns),
        cmocka_unit_test(clones_everything),
        cmocka_unit_test(survives_every_failing_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
