/* Sums of a source that has its cells as bytes: to the bit what the same cells give as floats. */
#include <string.h>

#include "near.h"
#include "shapes.h"

#include "raster/cover.h"

/* The same cells both ways: values with gaps in between, all of which a byte holds. */
typedef struct twin {
    int nodata;
    int64_t reads;
    bool is_broken;
} twin;

static uint8_t byte_at(int64_t row, int64_t column)
{
    static const uint8_t values[] = {0, 1, 1, 0, 7, 255, 0, 2, 1, 254, 255, 0, 0};
    return values[(row * 5 + column * column) % 13];
}

static geo_status read_floats(void *self, geo_ctx *ctx, geo_window window, float *cells)
{
    const twin *t = self;
    (void)ctx;
    for (int64_t i = 0; i < window.width * window.height; i++) {
        uint8_t byte = byte_at(window.row + i / window.width, window.column + i % window.width);
        cells[i] = byte == t->nodata ? NAN : (float)byte;
    }
    return GEO_OK;
}

static geo_status read_bytes(void *self, geo_ctx *ctx, geo_window window, uint8_t *cells)
{
    twin *t = self;
    t->reads++;
    if (t->is_broken)
        return geo_fail(ctx, GEO_ERR_IO, "disk is gone");
    for (int64_t i = 0; i < window.width * window.height; i++)
        cells[i] = byte_at(window.row + i / window.width, window.column + i % window.width);
    return GEO_OK;
}

static void compare(geo_frame frame, const geo_geom *polygon, int nodata)
{
    twin t = {nodata, 0, false};
    geo_grid_source source = {.self = &t, .frame = frame, .name = "twin", .read = read_floats};
    geo_cover_sum floats, bytes;
    assert_ok(geo_cover_measure(NULL, &source, polygon, &floats));
    assert_int_equal(t.reads, 0);
    source.read_bytes = read_bytes;
    source.byte_nodata = nodata;
    assert_ok(geo_cover_measure(NULL, &source, polygon, &bytes));
    assert_true(t.reads > 0 || floats.area_m2 == 0);
    assert_near(bytes.area_m2, floats.area_m2, 0);
    assert_near(bytes.valid_m2, floats.valid_m2, 0);
    assert_near(bytes.value_m2, floats.value_m2, 0);
}

static const int NODATA[] = {GEO_BYTE_NODATA_NONE, 0, 1, 7, 255};

static void bytes_are_summed_as_floats_are(void **state)
{
    (void)state;
    shape_dice d = {11};
    shape s;
    const geo_frame frame = {100000, 500000, 0.5, 800, 800};
    for (int i = 0; i < 300; i++) {
        double radius = pow(10, shape_between(&d, -1, 2.3));
        geo_point at = {shape_between(&d, 99990, 100410), shape_between(&d, 499590, 500010)};
        shape_make(&s, &d, at, radius, 1 + (uint32_t)(i % 3), i % 2, 0);
        compare(frame, &s.geom, NODATA[i % 5]);
    }
}

/* Longer than what is counted in one byte side by side, whatever the length leaves over. */
static void long_runs_do_not_overflow(void **state)
{
    (void)state;
    uint32_t ends[] = {5}, parts[] = {1};
    for (int i = 0; i < 40; i++) {
        double width = 8100 + 17 * i;
        geo_point ring[] = {{0, 0}, {width, 0}, {width, 3}, {0, 3}, {0, 0}};
        geo_geom strip = {GEO_GEOM_POLYGON, ring, ends, parts, 5, 1, 1};
        compare((geo_frame){0, 3, 1, 20000, 3}, &strip, NODATA[i % 5]);
    }
}

static void a_failure_to_read_bytes_travels_up(void **state)
{
    (void)state;
    shape_dice d = {12};
    shape s;
    twin t = {.is_broken = true};
    geo_grid_source source = {.self = &t,
                              .frame = {100000, 500000, 0.5, 80, 80},
                              .name = "twin.tif",
                              .read = read_floats,
                              .read_bytes = read_bytes};
    geo_cover_sum sum;
    geo_ctx *ctx = geo_ctx_new(NULL);
    assert_non_null(ctx);
    shape_make(&s, &d, (geo_point){100020, 499980}, 10, 1, false, 0);
    assert_int_equal(geo_cover_measure(ctx, &source, &s.geom, &sum), GEO_ERR_IO);
    assert_non_null(strstr(geo_ctx_error(ctx), "twin.tif"));
    geo_ctx_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_are_summed_as_floats_are),
        cmocka_unit_test(long_runs_do_not_overflow),
        cmocka_unit_test(a_failure_to_read_bytes_travels_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
