/* water/rain: a town worked out by hand, in bands of any height, and without memory. What it must
 * answer to is in the cases of gn-rain and in oracle/rain.py. */
#include "water/rain.h"

#include <string.h>

#include "../support/array_source.c"
#include "base/alloc.h"
#include "ctx_case.h"

#define DATA SOURCE_DIR "/data/"

typedef struct square {
    geo_geom geom;
    geo_point ring[5];
    uint32_t ends[1], parts[1];
} square;

static void make_square(square *s, double x, double y, double width, double height)
{
    const double at[5][2] = {
        {x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}, {x, y}};
    for (int i = 0; i < 5; i++)
        s->ring[i] = (geo_point){at[i][0], at[i][1]};
    s->ends[0] = 5;
    s->parts[0] = 1;
    s->geom = (geo_geom){GEO_GEOM_POLYGON, s->ring, s->ends, s->parts, 5, 1, 1};
}

static void put(geo_source *to, const char *id, const char *const *text, const double *number,
                double x, double y, double width, double height)
{
    square s;
    make_square(&s, x, y, width, height);
    array_source_add(to, &s.geom, id, text, number);
}

/* Two catchments of 100 m x 100 m: 1 (50 m3) spills into 2 (60 m3). Open paving on the first, a
 * roof of 1,000 m2 on the second and nothing known of the rest; a wadi of 30 m3 in the first;
 * crates of 40 m3 in the second, and half of the paving gone, as measures. */
static void make_town(geo_source *layers[GEO_RAIN_LAYERS])
{
    static const size_t counts[GEO_RAIN_LAYERS][2] = {{4, 3}, {0, 0}, {2, 3}, {0, 0},
                                                      {1, 0}, {2, 1}, {3, 0}, {9, 7}};
    const double none[7] = {NAN, NAN, NAN, NAN, NAN, NAN, NAN};
    for (int i = 0; i < GEO_RAIN_LAYERS; i++)
        layers[i] = array_source_new(GEO_RAIN_LAYER[i], counts[i][0], counts[i][1]);
    put(layers[GEO_RAIN_SINK], "1", (const char *[]){NULL, NULL, NULL, "2"}, (double[]){50, -1, 0},
        10, 10, 20, 20);
    put(layers[GEO_RAIN_SINK], "2", (const char *[]){NULL, NULL, NULL, NULL}, (double[]){60, -1, 0},
        110, 10, 20, 20);
    put(layers[GEO_RAIN_CATCHMENT], "1", NULL, NULL, 0, 0, 100, 100);
    put(layers[GEO_RAIN_CATCHMENT], "2", NULL, NULL, 100, 0, 100, 100);
    put(layers[GEO_RAIN_BOOK], "w", (const char *[]){"storage", "wadi"}, (double[]){30, 35, 24}, 50,
        50, 10, 10);
    put(layers[GEO_RAIN_BOOK], "1", (const char *[]){"sink", "laagte"}, (double[]){50, 50, NAN}, 10,
        10, 20, 20);
    put(layers[GEO_RAIN_BOOK], "2", (const char *[]){"sink", "laagte"}, (double[]){60, 60, NAN},
        110, 10, 20, 20);
    put(layers[GEO_RAIN_BUILDING], "b", NULL, NULL, 150, 50, 50, 20);
    put(layers[GEO_RAIN_LANDCOVER], "l", (const char *[]){"wegdeel", "open verharding"},
        (double[]){0}, 0, 0, 100, 100);
    put(layers[GEO_RAIN_NEIGHBOURHOOD], "n", (const char *[]){"BU1", "West", "buurt"}, NULL, 0, 0,
        100, 100);
    double crates[7];
    memcpy(crates, none, sizeof crates);
    crates[3] = 40;
    put(layers[GEO_RAIN_MEASURE], "k", (const char *[9]){"kratten"}, crates, 120, 80, 10, 10);
    put(layers[GEO_RAIN_MEASURE], "t", (const char *[9]){NULL, "unpaved"}, none, 0, 0, 100, 50);
}

typedef struct asked {
    geo_source *layers[GEO_RAIN_LAYERS];
    geo_rain_surfaces surfaces;
    geo_rain_cover *cover;
    geo_storage_kinds *kinds;
    geo_rain_events events;
    geo_rain_norm norm;
} asked;

static void open_all(asked *a)
{
    make_town(a->layers);
    assert_ok(geo_rain_surfaces_read(ctx, DATA "runoff.csv", &a->surfaces));
    assert_ok(geo_rain_cover_read(ctx, DATA "bgt-surfaces.csv", &a->surfaces, &a->cover));
    assert_ok(geo_storage_kinds_read(ctx, DATA "storage-kinds.csv", &a->kinds));
    assert_ok(geo_rain_events_parse(ctx, "70mm/2h", &a->events));
    assert_ok(geo_rain_norm_read(ctx, DATA "storage-norms.csv", "someren", &a->norm));
}

static void close_all(asked *a)
{
    for (int i = 0; i < GEO_RAIN_LAYERS; i++)
        geo_source_free(a->layers[i]);
    geo_rain_norm_release(&a->norm);
    geo_rain_events_release(&a->events);
    geo_storage_kinds_free(a->kinds);
    geo_rain_cover_free(a->cover);
    geo_rain_surfaces_release(&a->surfaces);
}

static geo_status ask_pumped(const asked *a, geo_rain_by by, double pump_mm_day, int64_t band_cells,
                             geo_rain **out)
{
    geo_rain_inputs inputs = {.surfaces = &a->surfaces, .cover = a->cover, .kinds = a->kinds};
    const geo_rain_options options = {.events = &a->events,
                                      .sewer_mm_h = 20,
                                      .pump_mm_day = pump_mm_day,
                                      .by = by,
                                      .norm = &a->norm,
                                      .band_cells = band_cells};
    memcpy(inputs.layers, a->layers, sizeof inputs.layers);
    return geo_rain_new(ctx, &inputs, &options, out);
}

static geo_status ask(const asked *a, geo_rain_by by, int64_t band_cells, geo_rain **out)
{
    return ask_pumped(a, by, 0, band_cells, out);
}

static void assert_row(const geo_rain_row *row, const char *id, double runoff, double inflow,
                       double stored, double deficit, geo_rain_verdict verdict)
{
    assert_string_equal(row->id, id);
    assert_near(row->runoff_m3, runoff, 1e-9);
    assert_near(row->inflow_m3, inflow, 1e-9);
    assert_near(row->stored_m3, stored, 1e-9);
    assert_near(row->deficit_m3, deficit, 1e-9);
    assert_int_equal(row->verdict, verdict);
}

/* 1: 1 ha of 68.5 mm, less 30 and 50; with measures half of it 64 mm. 2: 0.1 ha of 28 and 0.9 of 70
 * mm. 30 mm are asked of 10,000 and 1,000 m2, and for sure of the unknown 9,000 too. */
static void test_town(void **state)
{
    static const int64_t bands[] = {0, 1, 700};
    asked a = {0};
    (void)state;
    open_all(&a);
    for (size_t i = 0; i < sizeof bands / sizeof *bands; i++) {
        geo_rain *rain = NULL;
        size_t count;
        assert_ok(ask(&a, GEO_RAIN_BY_CATCHMENT, bands[i], &rain));
        const geo_rain_row *rows = geo_rain_rows(rain, &count);
        assert_int_equal(count, 4);
        assert_row(&rows[0], "1", 685, 0, 80, 605, GEO_RAIN_FAIL);
        assert_row(&rows[1], "2", 658, 605, 60, 1203, GEO_RAIN_UNKNOWN);
        assert_row(&rows[2], "1", 662.5, 0, 80, 582.5, GEO_RAIN_FAIL);
        assert_row(&rows[3], "2", 658, 582.5, 100, 1140.5, GEO_RAIN_UNKNOWN);
        assert_string_equal(rows[0].spill_to, "2");
        assert_null(rows[1].spill_to);
        assert_near(rows[1].unknown_pct, 90, 1e-9);
        assert_int_equal(rows[0].buildings, -1);
        const geo_rain_books *books = geo_rain_totals(rain, &count);
        assert_int_equal(count, 2);
        assert_near(books[0].rain, 1400, 1e-9);
        assert_near(books[0].out, 1203, 1e-9);
        assert_near(books[1].in_objects, 70, 1e-9);
        geo_rain_free(rain);
    }
    close_all(&a);
}

static void test_neighbourhood(void **state)
{
    (void)state;
    asked a = {0};
    geo_rain *rain = NULL;
    size_t count;
    open_all(&a);
    assert_ok(ask(&a, GEO_RAIN_BY_NEIGHBOURHOOD, 0, &rain));
    const geo_rain_row *rows = geo_rain_rows(rain, &count);
    assert_int_equal(count, 2);
    assert_string_equal(rows[0].name, "West");
    assert_near(rows[0].deficit_m3, 605, 1e-9);
    assert_true(isnan(rows[0].inflow_m3));
    assert_near(geo_rain_tallied(rain)->nowhere_m2, 10000, 1e-6);
    geo_rain_free(rain);
    close_all(&a);
}

/* 120 mm a day are 10 mm in 2 hours, 100 m3 of each catchment, after the wadi; measures leave the
 * pump the same. */
static void test_pump(void **state)
{
    (void)state;
    asked a = {0};
    geo_rain *rain = NULL;
    size_t count;
    open_all(&a);
    assert_ok(ask_pumped(&a, GEO_RAIN_BY_CATCHMENT, 120, 0, &rain));
    const geo_rain_row *rows = geo_rain_rows(rain, &count);
    assert_row(&rows[0], "1", 685, 0, 80, 505, GEO_RAIN_FAIL);
    assert_row(&rows[1], "2", 658, 505, 60, 1003, GEO_RAIN_UNKNOWN);
    assert_row(&rows[2], "1", 662.5, 0, 80, 482.5, GEO_RAIN_FAIL);
    assert_near(rows[0].pumped_m3, 100, 1e-9);
    const geo_rain_books *books = geo_rain_totals(rain, &count);
    assert_near(books[0].pumped, 200, 1e-9);
    assert_near(books[0].residual, 0, 1e-9);
    geo_rain_free(rain);
    assert_ok(ask_pumped(&a, GEO_RAIN_BY_NEIGHBOURHOOD, 1000 * 24, 0, &rain));
    rows = geo_rain_rows(rain, &count);
    assert_near(rows[0].pumped_m3, 655, 1e-9); /* what there is but for the wadi */
    assert_near(rows[0].deficit_m3, 0, 1e-9);
    geo_rain_free(rain);
    close_all(&a);
}

/* How many allocations it takes to read all layers: the arrays in their place cannot do without. */
static uint64_t reading(const asked *a)
{
    uint64_t before = geo_alloc_count();
    for (int i = 0; i < GEO_RAIN_LAYERS; i++) {
        geo_features features;
        assert_ok(geo_source_read(ctx, a->layers[i], NULL, &features));
        geo_features_release(&features);
    }
    return geo_alloc_count() - before;
}

static void test_no_memory(void **state)
{
    (void)state;
    asked a = {0};
    geo_rain *rain = NULL;
    open_all(&a);
    uint64_t first = reading(&a) + 2, before = geo_alloc_count();
    assert_ok(ask(&a, GEO_RAIN_BY_CATCHMENT, 500, &rain));
    uint64_t calls = geo_alloc_count() - before;
    geo_rain_free(rain);
    assert_true(calls > first + 50);
    for (uint64_t n = first; n <= calls; n++) {
        rain = NULL;
        geo_alloc_fail_at(n);
        geo_status status = ask(&a, GEO_RAIN_BY_CATCHMENT, 500, &rain);
        geo_alloc_fail_at(0);
        assert_int_equal(status, GEO_ERR_NOMEM);
        assert_null(rain);
    }
    close_all(&a);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_town), cmocka_unit_test(test_neighbourhood),
        cmocka_unit_test(test_pump), cmocka_unit_test(test_no_memory)};
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
