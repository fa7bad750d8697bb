/* water/rain_tables: showers and rates as people type them, what becomes of rain, the toolkit's own
 * tables. What is refused in a table is in cases/gn-rain/refused. */
#include "water/rain_tables.h"

#include <string.h>

#include "base/alloc.h"
#include "ctx_case.h"

#define DATA SOURCE_DIR "/data/"

static void test_showers(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        double mm, hours;
    } good[] = {{"70mm/2h", 70, 2}, {"20mm/30min", 20, 0.5}, {"0.5mm/1.5h", 0.5, 1.5}};
    static const char *const bad[] = {"",         "70mm",     "70/2h",    "70mm/2",   "mm/2h",
                                      "70mm/h",   "70mm/2hh", "70 mm/2h", "-70mm/2h", "70mm/-2h",
                                      "70mm/0h",  "0mm/2h",   "nanmm/2h", "infmm/1h", "70mm/2h/",
                                      "70mm//2h", "1e9mm/2h", "7,5mm/2h", "70mm/min"};
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        geo_rain_events events = {0};
        assert_ok(geo_rain_events_parse(ctx, good[i].text, &events));
        assert_int_equal(events.count, 1);
        assert_string_equal(events.items[0].id, good[i].text);
        assert_near(events.items[0].mm, good[i].mm, 0);
        assert_near(events.items[0].hours, good[i].hours, 0);
        geo_rain_events_release(&events);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        geo_rain_events events = {0};
        if (geo_rain_events_parse(ctx, bad[i], &events) != GEO_ERR_ARG)
            fail_msg("'%s' is a shower", bad[i]);
        assert_null(events.items);
    }
}

static void test_rates(void **state)
{
    (void)state;
    static const char *const bad[] = {"",       "20",      "20mm",     "mm/h",
                                      "-1mm/h", "20mm/2h", "1001mm/h", "14.4mm/day"};
    double rate = -1;
    assert_ok(geo_rain_rate_parse(ctx, "20mm/h", "mm/h", &rate));
    assert_near(rate, 20, 0);
    assert_ok(geo_rain_rate_parse(ctx, "0mm/h", "mm/h", &rate));
    assert_near(rate, 0, 0);
    assert_ok(geo_rain_rate_parse(ctx, "14.4mm/day", "mm/day", &rate));
    assert_near(rate, 14.4, 0);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (geo_rain_rate_parse(ctx, bad[i], "mm/h", &rate) != GEO_ERR_ARG)
            fail_msg("'%s' is a rate", bad[i]);
}

static void assert_fate(geo_rain_fate fate, double interception, double infiltrated, double sewer,
                        double runoff)
{
    assert_near(fate.interception, interception, 1e-12);
    assert_near(fate.infiltrated, infiltrated, 1e-12);
    assert_near(fate.sewer, sewer, 1e-12);
    assert_near(fate.runoff, runoff, 1e-12);
}

static void test_fall(void **state)
{
    (void)state;
    const geo_rain_event shower = {.mm = 70, .hours = 2}, drizzle = {.mm = 3, .hours = 2};
    const geo_rain_surface roof = {.drain = GEO_RAIN_SEWER, .loss_mm = 2};
    const geo_rain_surface lawn = {.drain = GEO_RAIN_SOIL, .loss_mm = 4, .infiltration_mm_h = 10};
    const geo_rain_surface pond = {.drain = GEO_RAIN_NOWHERE};
    assert_fate(geo_rain_fall(&roof, &shower, 20), 2, 0, 40, 28);
    assert_fate(geo_rain_fall(&roof, &shower, 0), 2, 0, 0, 68);
    assert_fate(geo_rain_fall(&roof, &drizzle, 20), 2, 0, 1, 0);
    assert_fate(geo_rain_fall(&lawn, &shower, 20), 4, 20, 0, 46);
    assert_fate(geo_rain_fall(&lawn, &drizzle, 20), 3, 0, 0, 0);
    assert_fate(geo_rain_fall(&pond, &shower, 20), 0, 0, 0, 70);
    assert_fate(geo_rain_fall(NULL, &shower, 20), 0, 0, 0, 70);
}

/* The tables that come along are whole: what they say of a yard and of grass, and every norm. */
static void read_ours(geo_status want)
{
    geo_rain_surfaces surfaces = {0};
    geo_rain_cover *cover = NULL;
    geo_rain_events events = {0};
    geo_rain_norm norm = {0};
    geo_status status = geo_rain_surfaces_read(ctx, DATA "runoff.csv", &surfaces);
    if (status == GEO_OK)
        status = geo_rain_cover_read(ctx, DATA "bgt-surfaces.csv", &surfaces, &cover);
    if (status == GEO_OK)
        status = geo_rain_events_read(ctx, DATA "rain-events.csv", &events);
    if (status == GEO_OK)
        status = geo_rain_norm_read(ctx, DATA "storage-norms.csv", "amsterdam", &norm);
    if (want != GEO_OK && status != GEO_OK)
        assert_int_equal(status, want);
    if (status == GEO_OK) {
        const char *yard[] = {"erf"}, *grass[] = {NULL, "grass"}, *moon[] = {"moon", NULL};
        geo_rain_share share = geo_rain_cover_find(cover, yard, 1);
        assert_string_equal(surfaces.items[share.surface].name, "open_paving");
        assert_string_equal(surfaces.items[share.rest].name, "unpaved");
        assert_near(share.part, 0.5, 0);
        assert_int_equal(share.driest, share.rest);
        share = geo_rain_cover_find(cover, grass, 2);
        assert_string_equal(surfaces.items[share.surface].name, "unpaved");
        assert_near(share.part, 1, 0);
        assert_int_equal(share.driest, share.surface);
        assert_int_equal(geo_rain_cover_find(cover, moon, 2).surface, -1);
        assert_string_equal(events.items[0].id, "70mm-2h");
        assert_near(norm.mm, 60, 0);
        assert_near(norm.empty_h, 60, 0);
        assert_int_equal(norm.over, GEO_RAIN_OVER_ROOF);
    }
    geo_rain_norm_release(&norm);
    geo_rain_events_release(&events);
    geo_rain_cover_free(cover);
    geo_rain_surfaces_release(&surfaces);
    if (want == GEO_OK)
        assert_ok(status);
}

static void test_our_tables(void **state)
{
    (void)state;
    read_ours(GEO_OK);
}

static void test_no_memory(void **state)
{
    (void)state;
    uint64_t before = geo_alloc_count();
    read_ours(GEO_OK);
    uint64_t calls = geo_alloc_count() - before;
    for (uint64_t n = 1; n <= calls; n++) {
        geo_alloc_fail_at(n);
        read_ours(GEO_ERR_NOMEM);
        geo_alloc_fail_at(0);
    }
    for (uint64_t n = 1; n < 5; n++) {
        geo_rain_events events = {0};
        geo_alloc_fail_at(n);
        geo_status status = geo_rain_events_parse(ctx, "70mm/2h", &events);
        geo_alloc_fail_at(0);
        assert_int_equal(status, GEO_ERR_NOMEM);
        assert_null(events.items);
    }
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_showers),   cmocka_unit_test(test_rates),
        cmocka_unit_test(test_fall),      cmocka_unit_test(test_our_tables),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, open_ctx, close_ctx);
}
