/* Rows: values and geometries go in and come out equal, hostile bytes do no harm. */
#include <float.h>

#include "io/row_shape.h"
#include "io/row_take.h"
#include "stream.h"

/* Rules and all in one call. */
static geo_status take_row(geo_ctx *said, const geo_schema *schema, const uint8_t *bytes,
                           uint32_t size, geo_bytes *buffer, bool *out_null_geom)
{
    geo_row_rules rules;
    geo_status status = geo_row_rules_init(said, &rules, schema, (uint8_t)schema->type);
    return status ? status : geo_row_take_by(said, &rules, bytes, size, buffer, out_null_geom);
}

static geo_schema every_type(void)
{
    geo_schema schema;
    char name[8];
    assert_ok(geo_schema_init(ctx, &schema, "all", GEO_GEOM_UNKNOWN, NULL));
    for (int type = 0; type <= GEO_FIELD_BINARY; type++) {
        snprintf(name, sizeof name, "c%d", type);
        assert_ok(geo_schema_add(ctx, &schema, name, (geo_field_type)type));
    }
    return schema;
}

static void fill(geo_value values[15], int variant)
{
    static const int64_t lows[] = {INT8_MIN, 0, 0, INT16_MIN, 0, INT32_MIN, 0, INT64_MIN};
    static const int64_t highs[] = {INT8_MAX,   UINT8_MAX, 1,          INT16_MAX,
                                    UINT16_MAX, INT32_MAX, UINT32_MAX, INT64_MAX};
    for (int type = 0; type < 15; type++) {
        values[type] = (geo_value){.type = (geo_field_type)type};
        if (type < 8)
            values[type].as.integer = variant ? highs[type] : lows[type];
        else if (type == GEO_FIELD_ULONG)
            values[type].as.natural = variant ? UINT64_MAX : 0;
        else if (type == GEO_FIELD_FLOAT)
            values[type].as.number = variant ? (double)FLT_MAX : 0.5;
        else if (type == GEO_FIELD_DOUBLE)
            values[type].as.number = variant ? DBL_MIN : -0.1;
        else {
            values[type].as.string.text = variant ? "caf\xc3\xa9 \"x\"" : "";
            values[type].as.string.length = variant ? 9 : 0;
        }
    }
}

static void assert_same_value(const geo_value *a, const geo_value *b)
{
    assert_int_equal(a->type, b->type);
    assert_int_equal(a->is_null, b->is_null);
    if (a->is_null)
        return;
    if (a->type >= GEO_FIELD_STRING) {
        assert_int_equal(a->as.string.length, b->as.string.length);
        if (a->as.string.length)
            assert_memory_equal(a->as.string.text, b->as.string.text, a->as.string.length);
    } else {
        assert_memory_equal(&a->as, &b->as, 8);
    }
}

static geo_row row_at(const geo_bytes *bytes, size_t at)
{
    return (geo_row){bytes->items + at + 4, geo_flat_u32(bytes->items + at)};
}

static void values_of_every_type_come_back(void **state)
{
    (void)state;
    geo_schema schema = every_type();
    for (int variant = 0; variant < 2; variant++) {
        geo_bytes bytes = {0};
        geo_value in[15], out[15];
        fill(in, variant);
        in[5].is_null = variant == 1;
        assert_ok(geo_row_make(ctx, &schema, NULL, in, &bytes));
        assert_int_equal(bytes.count % 8, 0);
        assert_ok(geo_row_values(ctx, &schema, row_at(&bytes, 0), NULL, 15, out));
        for (int i = 0; i < 15; i++)
            assert_same_value(&out[i], &in[i]);
        const size_t wanted[4] = {11, 3, 11, 10};
        assert_ok(geo_row_values(ctx, &schema, row_at(&bytes, 0), wanted, 4, out));
        for (int i = 0; i < 4; i++)
            assert_same_value(&out[i], &in[wanted[i]]);
        geo_free(bytes.items);
    }
    geo_schema_release(&schema);
}

static void values_as_numbers_and_text(void **state)
{
    (void)state;
    geo_arena *arena = geo_arena_new();
    geo_value values[15], null = geo_value_null(GEO_FIELD_LONG), text = geo_value_text("x");
    fill(values, 1);
    assert_near(geo_value_as_double(&values[3]), INT16_MAX, 0);
    assert_near(geo_value_as_double(&values[8]), (double)UINT64_MAX, 0);
    assert_true(isnan(geo_value_as_double(&null)));
    assert_true(isnan(geo_value_as_double(&text)));
    assert_null(geo_value_as_text(ctx, &null, arena));
    assert_string_equal(geo_value_as_text(ctx, &values[0], arena), "127");
    assert_string_equal(geo_value_as_text(ctx, &values[2], arena), "true");
    assert_string_equal(geo_value_as_text(ctx, &values[8], arena), "18446744073709551615");
    assert_string_equal(geo_value_as_text(ctx, &values[11], arena), "caf\xc3\xa9 \"x\"");
    values[9].as.number = (double)0.1f;
    assert_string_equal(geo_value_as_text(ctx, &values[9], arena), "0.1");
    values[10].as.number = 0.1;
    assert_string_equal(geo_value_as_text(ctx, &values[10], arena), "0.1");
    assert_true(geo_value_text(NULL).is_null);
    assert_true(geo_value_double(NAN).is_null);
    assert_true(geo_value_double(INFINITY).is_null);
    geo_arena_free(arena);
}

static void a_value_of_the_wrong_type_is_our_bug(void **state)
{
    (void)state;
    geo_schema schema = address_schema(false);
    geo_bytes bytes = {0};
    geo_value values[3] = {geo_value_text("a"), geo_value_int(1), geo_value_int32(1)};
    assert_int_equal(geo_row_make(ctx, &schema, NULL, values, &bytes), GEO_ERR_INTERNAL);
    assert_says("area_m2");
    assert_int_equal(bytes.count, 0);
    geo_free(bytes.items);
    geo_schema_release(&schema);
}

static geo_point points[12] = {{0, 0}, {9, 0}, {9, 9},  {0, 0},  {5, 1},  {6, 1},
                               {6, 2}, {5, 1}, {20, 0}, {29, 0}, {29, 9}, {20, 0}};

static geo_geom geom_of(geo_geom_type type)
{
    static uint32_t ends[3] = {4, 8, 12}, parts[2] = {2, 3};
    switch (type) {
    case GEO_GEOM_POINT:
        return (geo_geom){type, points, NULL, NULL, 1, 0, 0};
    case GEO_GEOM_LINE:
        return (geo_geom){type, points, ends, NULL, 4, 1, 0};
    case GEO_GEOM_POLYGON:
        return (geo_geom){type, points, ends, parts, 8, 2, 1};
    case GEO_GEOM_MULTIPOINT:
        return (geo_geom){type, points, NULL, NULL, 12, 0, 0};
    case GEO_GEOM_MULTILINE:
        return (geo_geom){type, points, ends, NULL, 12, 3, 0};
    default:
        return (geo_geom){type, points, ends, parts, 12, 3, 2};
    }
}

static void assert_same_geom(const geo_geom *a, const geo_geom *b)
{
    assert_int_equal(a->type, b->type);
    assert_int_equal(a->point_count, b->point_count);
    assert_int_equal(a->end_count, b->end_count);
    assert_int_equal(a->part_count, b->part_count);
    assert_memory_equal(a->points, b->points, a->point_count * sizeof *a->points);
    if (a->end_count)
        assert_memory_equal(a->ends, b->ends, a->end_count * sizeof *a->ends);
    if (a->part_count)
        assert_memory_equal(a->parts, b->parts, a->part_count * sizeof *a->parts);
}

static void geometries_of_every_type_come_back(void **state)
{
    (void)state;
    geo_schema schema;
    geo_arena *arena = geo_arena_new();
    for (int bits = 0; bits < 4; bits++)
        for (int type = 1; type <= 6; type++) {
            geo_bytes bytes = {0}, taken = {0};
            geo_geom in = geom_of((geo_geom_type)type), out;
            bool null_geom;
            assert_ok(geo_schema_init(ctx, &schema, "", GEO_GEOM_UNKNOWN, NULL));
            schema.has_z = bits & 1;
            schema.has_m = bits & 2;
            assert_ok(geo_row_make(ctx, &schema, &in, NULL, &bytes));
            geo_row row = row_at(&bytes, 0);
            assert_ok(geo_row_geom(ctx, &schema, row, arena, &out));
            assert_same_geom(&out, &in);
            assert_ok(take_row(ctx, &schema, row.bytes, row.size, &taken, &null_geom));
            assert_false(null_geom);
            assert_int_equal(taken.count, bytes.count);
            assert_memory_equal(taken.items, bytes.items, bytes.count);
            geo_free(bytes.items);
            geo_free(taken.items);
            geo_schema_release(&schema);
        }
    geo_arena_free(arena);
}

static void points_have_a_fast_path(void **state)
{
    (void)state;
    geo_schema schema;
    geo_bytes bytes = {0};
    geo_geom point = geom_of(GEO_GEOM_POINT), line = geom_of(GEO_GEOM_LINE);
    geo_point out = {-1, -1};
    assert_ok(geo_schema_init(ctx, &schema, "", GEO_GEOM_UNKNOWN, NULL));
    assert_ok(geo_row_make(ctx, &schema, &line, NULL, &bytes));
    assert_false(geo_row_point(row_at(&bytes, 0), &out));
    bytes.count = 0;
    assert_ok(geo_row_make(ctx, &schema, NULL, NULL, &bytes));
    assert_false(geo_row_point(row_at(&bytes, 0), &out));
    bytes.count = 0;
    assert_ok(geo_row_make(ctx, &schema, &point, NULL, &bytes));
    assert_true(geo_row_point(row_at(&bytes, 0), &out));
    assert_memory_equal(&out, points, sizeof out);
    geo_free(bytes.items);
    geo_schema_release(&schema);
}

static void null_and_empty_geometries_are_said(void **state)
{
    (void)state;
    geo_schema schema;
    geo_bytes bytes = {0}, taken = {0};
    geo_arena *arena = geo_arena_new();
    geo_point nowhere = {NAN, 1};
    geo_geom bad = {.type = GEO_GEOM_POINT, .points = &nowhere, .point_count = 1}, out;
    bool null_geom = false;
    assert_ok(geo_schema_init(ctx, &schema, "", GEO_GEOM_UNKNOWN, NULL));
    assert_ok(geo_row_make(ctx, &schema, NULL, NULL, &bytes));
    geo_row row = row_at(&bytes, 0);
    assert_int_equal(geo_row_geom(ctx, &schema, row, arena, &out), GEO_ERR_GEOM);
    assert_ok(take_row(ctx, &schema, row.bytes, row.size, &taken, &null_geom));
    assert_true(null_geom);
    bytes.count = 0;
    assert_ok(geo_row_make(ctx, &schema, &bad, NULL, &bytes));
    row = row_at(&bytes, 0);
    null_geom = false;
    assert_ok(take_row(ctx, &schema, row.bytes, row.size, &taken, &null_geom));
    assert_true(null_geom);
    geo_free(bytes.items);
    geo_free(taken.items);
    geo_arena_free(arena);
    geo_schema_release(&schema);
}

static void coordinates_are_replaced_in_place(void **state)
{
    (void)state;
    geo_schema schema;
    geo_arena *arena = geo_arena_new();
    assert_ok(geo_schema_init(ctx, &schema, "", GEO_GEOM_UNKNOWN, NULL));
    for (int type = 1; type <= 6; type++) {
        geo_bytes bytes = {0};
        geo_geom in = geom_of((geo_geom_type)type), moved, out;
        assert_ok(geo_row_make(ctx, &schema, &in, NULL, &bytes));
        geo_row row = row_at(&bytes, 0);
        assert_ok(geo_row_geom(ctx, &schema, row, arena, &moved));
        for (uint32_t i = 0; i < moved.point_count; i++)
            moved.points[i] = (geo_point){100 + i, 200 + i};
        assert_ok(geo_row_set_points(ctx, bytes.items + 4, row.size, &moved));
        assert_ok(geo_row_geom(ctx, &schema, row, arena, &out));
        assert_same_geom(&out, &moved);
        moved.point_count--;
        assert_int_equal(geo_row_set_points(ctx, bytes.items + 4, row.size, &moved),
                         GEO_ERR_INTERNAL);
        geo_free(bytes.items);
    }
    geo_arena_free(arena);
    geo_schema_release(&schema);
}

/* Extending in two steps gives the bytes that making it at once gives. */
static void extending_equals_making(void **state)
{
    (void)state;
    geo_schema all = every_type(), half;
    geo_geom geom = geom_of(GEO_GEOM_MULTIPOLYGON);
    geo_value values[15];
    assert_ok(geo_schema_clone(ctx, &all, &half));
    for (int split = 0; split <= 15; split++) {
        geo_bytes whole = {0}, part = {0}, grown = {0};
        fill(values, split % 2);
        values[7].is_null = true;
        half.field_count = (size_t)split;
        assert_ok(geo_row_make(ctx, &all, &geom, values, &whole));
        assert_ok(geo_row_make(ctx, &half, &geom, values, &part));
        assert_ok(geo_row_extend(ctx, row_at(&part, 0), (size_t)split, values + split,
                                 15 - (size_t)split, &grown));
        assert_int_equal(grown.count, whole.count);
        assert_memory_equal(grown.items, whole.items, whole.count);
        geo_free(whole.items);
        geo_free(part.items);
        geo_free(grown.items);
    }
    half.field_count = 15;
    geo_schema_release(&half);
    geo_schema_release(&all);
}

static void a_multipoint_of_one_becomes_a_point(void **state)
{
    (void)state;
    geo_schema schema;
    geo_bytes bytes = {0};
    geo_point out;
    geo_geom geom = geom_of(GEO_GEOM_MULTIPOINT);
    assert_ok(geo_schema_init(ctx, &schema, "", GEO_GEOM_UNKNOWN, NULL));
    for (uint32_t count = 1; count <= 2; count++) {
        bytes.count = 0;
        geom.point_count = count;
        assert_ok(geo_row_make(ctx, &schema, &geom, NULL, &bytes));
        geo_row_become_point(bytes.items + 4, (uint32_t)bytes.count - 4);
        assert_int_equal(geo_row_point(row_at(&bytes, 0), &out), count == 1);
    }
    geo_free(bytes.items);
    geo_schema_release(&schema);
}

static uint64_t seed = 20240501;
static uint32_t random_below(uint32_t below)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % below;
}

static void mutate(uint8_t *bytes, uint32_t size)
{
    static const uint32_t nasty[] = {0,          1,          0x7fffffff, 0x80000000,
                                     0xffffffff, 0xfffffffc, 0x10000000, 8};
    for (uint32_t n = 1 + random_below(4); n > 0; n--) {
        uint32_t at = random_below(size - 3);
        if (random_below(2)) {
            bytes[at] ^= (uint8_t)(1 << random_below(8));
        } else if (random_below(2)) {
            memcpy(bytes + at, &nasty[random_below(8)], 4);
        } else {
            uint32_t small = random_below(size);
            memcpy(bytes + at, &small, 4);
        }
    }
}

/* What a tool does with a row that was taken in. */
static void use_row(const geo_schema *schema, geo_row row, geo_arena *arena)
{
    geo_value values[15], added = geo_value_int(1);
    geo_geom geom;
    geo_point point;
    geo_bytes grown = {0};
    assert_ok(geo_row_values(ctx, schema, row, NULL, 15, values));
    (void)geo_row_point(row, &point);
    if (geo_row_geom(ctx, schema, row, arena, &geom) == GEO_OK)
        assert_ok(geo_row_set_points(ctx, (uint8_t *)(uintptr_t)row.bytes, row.size, &geom));
    assert_ok(geo_row_extend(ctx, row, 15, &added, 1, &grown));
    geo_free(grown.items);
    geo_arena_reset(arena);
}

/* 100,000 damaged rows: each is refused or becomes one that can be used. Bounds are watched by the
 * sanitizers: every mutation lives in its own exact allocation. */
static void hostile_bytes_do_no_harm(void **state)
{
    (void)state;
    geo_schema schema = every_type();
    geo_arena *arena = geo_arena_new();
    geo_value values[15];
    uint32_t refused = 0, taken_in = 0;
    fill(values, 1);
    for (uint32_t round = 0; round < 100000; round++) {
        geo_bytes row = {0}, taken = {0};
        geo_geom geom = geom_of((geo_geom_type)(1 + round % 6));
        bool null_geom;
        schema.has_z = round % 5 == 0;
        assert_ok(geo_row_make(ctx, &schema, &geom, values, &row));
        uint32_t size = (uint32_t)row.count - 4;
        if (round % 7 == 0)
            size -= random_below(size - 4);
        uint8_t *exact = malloc(size);
        memcpy(exact, row.items + 4, size);
        mutate(exact, size);
        geo_status status = take_row(ctx, &schema, exact, size, &taken, &null_geom);
        free(exact);
        if (status == GEO_OK)
            use_row(&schema, row_at(&taken, 0), arena);
        else
            assert_int_equal(status, GEO_ERR_FORMAT);
        refused += status != GEO_OK;
        taken_in += status == GEO_OK;
        geo_free(row.items);
        geo_free(taken.items);
    }
    assert_true(refused > 10000);
    assert_true(taken_in > 10000);
    geo_arena_free(arena);
    geo_schema_release(&schema);
}

/* Offsets that all point at one part: 2^32 points from a few hundred bytes. */
static void shared_parts_are_refused(void **state)
{
    (void)state;
    geo_schema schema;
    geo_bytes bytes = {0}, taken = {0};
    geo_row_out out;
    geo_row_draft level = {.type = 7, .part_count = 4};
    geo_row_draft leaf = {.type = 1, .xy = points, .point_count = 1};
    uint32_t slots[40], parts;
    bool null_geom;
    assert_ok(geo_schema_init(ctx, &schema, "", GEO_GEOM_UNKNOWN, NULL));
    assert_true(geo_row_out_begin(&out, &bytes));
    slots[0] = GEO_ROW_GEOMETRY_SLOT;
    for (int depth = 0; depth < 30; depth++)
        assert_true(geo_row_out_shape(&out, &level, slots[depth], &slots[depth + 1]));
    assert_true(geo_row_out_shape(&out, &leaf, slots[30], &parts));
    assert_true(geo_row_out_properties(&out) && geo_row_out_end(&out));
    for (int depth = 1; depth <= 30; depth++) /* the other parts are the first again */
        for (uint32_t i = 1; i < 4; i++) {
            uint32_t first = geo_flat_u32(bytes.items + 4 + slots[depth]), other = first - 4 * i;
            memcpy(bytes.items + 4 + slots[depth] + 4 * i, &other, 4);
        }
    assert_int_equal(
        take_row(ctx, &schema, bytes.items + 4, (uint32_t)bytes.count - 4, &taken, &null_geom),
        GEO_ERR_FORMAT);
    assert_says("overlap");
    geo_free(bytes.items);
    geo_free(taken.items);
    geo_schema_release(&schema);
}

static void deep_nesting_is_refused(void **state)
{
    (void)state;
    geo_schema schema;
    assert_ok(geo_schema_init(ctx, &schema, "", GEO_GEOM_UNKNOWN, NULL));
    for (int levels = 31; levels <= 34; levels++) {
        geo_bytes bytes = {0}, taken = {0};
        geo_row_out out;
        geo_row_draft level = {.type = 7, .part_count = 1};
        geo_row_draft leaf = {.type = 1, .xy = points, .point_count = 1};
        uint32_t slot = GEO_ROW_GEOMETRY_SLOT;
        bool null_geom;
        assert_true(geo_row_out_begin(&out, &bytes));
        for (int i = 0; i < levels; i++)
            assert_true(geo_row_out_shape(&out, &level, slot, &slot));
        assert_true(geo_row_out_shape(&out, &leaf, slot, &slot));
        assert_true(geo_row_out_properties(&out) && geo_row_out_end(&out));
        assert_int_equal(
            take_row(ctx, &schema, bytes.items + 4, (uint32_t)bytes.count - 4, &taken, &null_geom),
            levels <= GEO_ROW_NESTING ? GEO_OK : GEO_ERR_FORMAT);
        geo_free(bytes.items);
        geo_free(taken.items);
    }
    geo_schema_release(&schema);
}

static void survives_every_failing_allocation(void **state)
{
    (void)state;
    geo_schema schema = every_type();
    geo_geom geom = geom_of(GEO_GEOM_MULTIPOLYGON);
    geo_value values[15];
    fill(values, 1);
    geo_status status = GEO_ERR_NOMEM;
    for (uint64_t nth = 1; status == GEO_ERR_NOMEM && nth < 200; nth++) {
        geo_bytes bytes = {0}, taken = {0};
        bool null_geom;
        geo_alloc_fail_at(nth);
        status = geo_row_make(NULL, &schema, &geom, values, &bytes);
        if (status != GEO_OK)
            assert_int_equal(bytes.count, 0);
        else
            status = take_row(NULL, &schema, bytes.items + 4, (uint32_t)bytes.count - 4, &taken,
                              &null_geom);
        geo_free(bytes.items);
        geo_free(taken.items);
    }
    geo_alloc_fail_at(0);
    assert_int_equal(status, GEO_OK);
    geo_schema_release(&schema);
}

/* A million vertices: one pass each way. */
static void large_rings_take_linear_time(void **state)
{
    (void)state;
    geo_schema schema;
    uint32_t count = 1000000;
    geo_point *ring = calloc(count, sizeof *ring);
    for (uint32_t i = 0; i < count; i++)
        ring[i] = (geo_point){i % 1000, (double)(i / 1000)};
    ring[count - 1] = ring[0];
    geo_geom geom = {GEO_GEOM_POLYGON, ring, &count, &(uint32_t){1}, count, 1, 1}, out;
    geo_bytes bytes = {0}, taken = {0};
    bool null_geom;
    geo_arena *arena = geo_arena_new();
    assert_ok(geo_schema_init(ctx, &schema, "", GEO_GEOM_POLYGON, NULL));
    assert_ok(geo_row_make(ctx, &schema, &geom, NULL, &bytes));
    assert_ok(
        take_row(ctx, &schema, bytes.items + 4, (uint32_t)bytes.count - 4, &taken, &null_geom));
    assert_ok(geo_row_geom(ctx, &schema, row_at(&taken, 0), arena, &out));
    assert_same_geom(&out, &geom);
    free(ring);
    geo_free(bytes.items);
    geo_free(taken.items);
    geo_arena_free(arena);
    geo_schema_release(&schema);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(values_of_every_type_come_back),
        cmocka_unit_test(values_as_numbers_and_text),
        cmocka_unit_test(a_value_of_the_wrong_type_is_our_bug),
        cmocka_unit_test(geometries_of_every_type_come_back),
        cmocka_unit_test(points_have_a_fast_path),
        cmocka_unit_test(null_and_empty_geometries_are_said),
        cmocka_unit_test(coordinates_are_replaced_in_place),
        cmocka_unit_test(extending_equals_making),
        cmocka_unit_test(a_multipoint_of_one_becomes_a_point),
        cmocka_unit_test(hostile_bytes_do_no_harm),
        cmocka_unit_test(shared_parts_are_refused),
        cmocka_unit_test(deep_nesting_is_refused),
        cmocka_unit_test(survives_every_failing_allocation),
        cmocka_unit_test(large_rings_take_linear_time),
    };
    return cmocka_run_group_tests(tests, set_up_streams, tear_down_streams);
}
