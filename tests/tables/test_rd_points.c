/* Points whose coordinates are published in RD New and in ETRS89 (rd_points.csv), both ways. */
#include "base/table.h"
#include "crs/crs.h"
#include "near.h"

static geo_ctx *ctx;
static geo_table *table;
static geo_crs *rd, *etrs89;

static int set_up(void **state)
{
    (void)state;
    ctx = geo_ctx_new(NULL);
    return !ctx ||
           geo_table_read(ctx, SOURCE_DIR "/tests/tables/rd_points.csv", &table) != GEO_OK ||
           geo_crs_new(ctx, "EPSG:28992", &rd) != GEO_OK ||
           geo_crs_new(ctx, "EPSG:4258", &etrs89) != GEO_OK;
}

static int tear_down(void **state)
{
    (void)state;
    geo_crs_free(rd);
    geo_crs_free(etrs89);
    geo_table_free(table);
    geo_ctx_free(ctx);
    return 0;
}

static double number(size_t row, const char *heading)
{
    size_t column;
    double value;
    assert_ok(geo_table_column(ctx, table, heading, &column));
    assert_ok(geo_table_double(ctx, table, row, column, &value));
    return value;
}

static void near_row(size_t row, const char *what, double off_m)
{
    double tolerance_m = number(row, "tolerance_m");
    if (!(fabs(off_m) <= tolerance_m))
        fail_msg("%s: %s is %.4f m off, more than %g", geo_table_cell(table, row, 0), what, off_m,
                 tolerance_m);
}

static geo_point transformed(const geo_crs *from, const geo_crs *to, geo_point point)
{
    geo_transform *transform = NULL;
    assert_ok(geo_transform_new(ctx, from, to, &transform));
    assert_ok(geo_transform_points(ctx, transform, &point, 1));
    geo_transform_free(transform);
    return point;
}

static void degrees_become_metres(void **state)
{
    (void)state;
    assert_true(geo_table_rows(table) >= 10);
    for (size_t row = 0; row < geo_table_rows(table); row++) {
        geo_point p = transformed(etrs89, rd, (geo_point){number(row, "lon"), number(row, "lat")});
        near_row(row, "x", p.x - number(row, "x"));
        near_row(row, "y", p.y - number(row, "y"));
    }
}

/* A degree of latitude is 111.2 km, one of longitude less by the cosine. */
static void metres_become_degrees(void **state)
{
    (void)state;
    for (size_t row = 0; row < geo_table_rows(table); row++) {
        double lat = number(row, "lat"), degree_m = 111200;
        geo_point p = transformed(rd, etrs89, (geo_point){number(row, "x"), number(row, "y")});
        near_row(row, "latitude", (p.y - lat) * degree_m);
        near_row(row, "longitude", (p.x - number(row, "lon")) * degree_m * cos(lat * M_PI / 180));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(degrees_become_metres),
        cmocka_unit_test(metres_become_degrees),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
