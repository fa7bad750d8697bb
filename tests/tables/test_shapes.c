/* Areas, lengths, centroids and distances of published shapes (shapes.csv). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/parse.h"
#include "base/table.h"
#include "geom/geom.h"
#include "near.h"

enum { POINTS = 64 };

typedef struct drawn {
    geo_point points[POINTS];
    uint32_t ends[POINTS], parts[POINTS];
    geo_geom geom;
} drawn;

static geo_ctx *ctx;
static geo_table *table;

static int set_up(void **state)
{
    (void)state;
    ctx = geo_ctx_new(NULL);
    return !ctx || geo_table_read(ctx, SOURCE_DIR "/tests/tables/shapes.csv", &table) != GEO_OK;
}

static int tear_down(void **state)
{
    (void)state;
    geo_table_free(table);
    geo_ctx_free(ctx);
    return 0;
}

static const char *cell(size_t row, const char *heading)
{
    size_t column;
    assert_ok(geo_table_column(ctx, table, heading, &column));
    return geo_table_cell(table, row, column);
}

static double number(size_t row, const char *heading)
{
    double value;
    assert_ok(geo_parse_double(ctx, cell(row, heading), &value));
    return value;
}

static geo_point point_at(const char *text, int *length)
{
    geo_point p;
    assert_int_equal(sscanf(text, "%lf %lf%n", &p.x, &p.y, length), 2);
    return p;
}

static void draw(drawn *d, const char *kind, const char *text)
{
    bool is_line = strcmp(kind, "line") == 0;
    geo_geom *geom = &d->geom;
    *geom = (geo_geom){is_line ? GEO_GEOM_MULTILINE : GEO_GEOM_MULTIPOLYGON,
                       d->points,
                       d->ends,
                       d->parts,
                       0,
                       0,
                       0};
    for (int length = 0;; text++) {
        assert_true(geom->point_count < POINTS);
        d->points[geom->point_count++] = point_at(text, &length);
        text += length;
        if (*text != '/')
            d->ends[geom->end_count++] = geom->point_count;
        if (*text != '/' && *text != ';' && !is_line)
            d->parts[geom->part_count++] = geom->end_count;
        if (!*text)
            return;
    }
}

static double measured(const geo_geom *geom, const char *measure, const char *to)
{
    int length;
    if (strcmp(measure, "area") == 0)
        return geo_geom_area(geom);
    if (strcmp(measure, "length") == 0)
        return geo_geom_length(geom);
    if (strcmp(measure, "centroid x") == 0)
        return geo_geom_centroid(geom).x;
    if (strcmp(measure, "centroid y") == 0)
        return geo_geom_centroid(geom).y;
    assert_string_equal(measure, "distance");
    return geo_geom_distance(geom, point_at(to, &length), NULL);
}

static void published_measures(void **state)
{
    (void)state;
    drawn d;
    assert_true(geo_table_rows(table) >= 9);
    for (size_t row = 0; row < geo_table_rows(table); row++) {
        draw(&d, cell(row, "kind"), cell(row, "points"));
        double value = measured(&d.geom, cell(row, "measure"), cell(row, "to"));
        double expected = number(row, "expected");
        if (!(fabs(value - expected) <= number(row, "tolerance")))
            fail_msg("%s, %s: %.17g instead of %.17g (%s)", cell(row, "name"), cell(row, "measure"),
                     value, expected, cell(row, "source"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(published_measures)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
