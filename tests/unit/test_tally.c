/* Book-keeping: counts add up, each kind is said once with its first feature. */
#include <string.h>

#include "io/tally.h"
#include "near.h"

typedef struct heard {
    int count;
    geo_log_level level[8];
    char text[8][256];
} heard;

static void hear(void *self, geo_log_level level, const char *text)
{
    heard *h = self;
    assert_true(h->count < 8);
    h->level[h->count] = level;
    strncpy(h->text[h->count], text, 255);
    h->count++;
}

static void sample(geo_tally *tally)
{
    *tally = (geo_tally){0};
    geo_tally_add(tally, GEO_FATE_USED, NULL, "b1");
    geo_tally_add(tally, GEO_FATE_REPAIRED, "unclosed ring", "b12");
    geo_tally_add(tally, GEO_FATE_REPAIRED, "unclosed ring", "b13");
    geo_tally_add(tally, GEO_FATE_REJECTED, "null geometry", NULL);
    geo_tally_add(tally, GEO_FATE_IGNORED, "felled", "b14");
}

static void counts_add_up(void **state)
{
    (void)state;
    geo_tally tally;
    sample(&tally);
    geo_tally_add(&tally, GEO_FATE_REJECTED, "empty geometry", "x");
    assert_int_equal(tally.used, 1);
    assert_int_equal(tally.repaired, 2);
    assert_int_equal(tally.rejected, 2);
    assert_int_equal(tally.ignored, 1);
    assert_int_equal(geo_tally_total(&tally), 6);
    assert_int_equal(tally.kind_count, 4);
    assert_int_equal(tally.kinds[0].count, 2);
    assert_string_equal(tally.kinds[0].first, "b12");
    assert_string_equal(tally.kinds[3].first, "x");
}

static void says_each_kind_once(void **state)
{
    (void)state;
    heard h = {0};
    geo_ctx_hooks hooks = {.self = &h, .log = hear};
    geo_ctx *ctx = geo_ctx_new(&hooks);
    geo_tally tally;
    sample(&tally);
    assert_ok(geo_tally_report(ctx, &tally, "tree", false));
    assert_int_equal(h.count, 3);
    assert_string_equal(h.text[0], "tree: 2 features repaired: unclosed ring (first: 'b12')");
    assert_string_equal(h.text[1], "tree: 1 feature rejected: null geometry");
    assert_int_equal(h.level[1], GEO_LOG_WARNING);
    assert_string_equal(h.text[2], "tree: 1 feature ignored: felled (first: 'b14')");
    assert_int_equal(h.level[2], GEO_LOG_INFO);
    geo_ctx_free(ctx);
}

/* Of several files the one of the first feature is named; the first is one that has an id. */
static void names_the_file(void **state)
{
    (void)state;
    heard h = {0};
    geo_ctx_hooks hooks = {.self = &h, .log = hear};
    geo_ctx *ctx = geo_ctx_new(&hooks);
    geo_tally tally = {.file = "noord.csv"};
    geo_tally_add(&tally, GEO_FATE_REJECTED, "null geometry", NULL);
    geo_tally_add(&tally, GEO_FATE_REJECTED, "no id", NULL);
    tally.file = "zuid.csv";
    geo_tally_add(&tally, GEO_FATE_REJECTED, "null geometry", "b1");
    geo_tally_add(&tally, GEO_FATE_REJECTED, "null geometry", "b2");
    assert_ok(geo_tally_report(ctx, &tally, "tree", false));
    assert_string_equal(h.text[0],
                        "tree: 3 features rejected: null geometry (first: 'b1' in 'zuid.csv')");
    assert_string_equal(h.text[1], "tree: 1 feature rejected: no id (first in 'noord.csv')");
    geo_ctx_free(ctx);
}

static void strict_makes_it_an_error(void **state)
{
    (void)state;
    geo_ctx *ctx = geo_ctx_new(NULL);
    geo_tally tally;
    sample(&tally);
    assert_int_equal(geo_tally_report(ctx, &tally, "tree", true), GEO_ERR_GEOM);
    assert_string_equal(geo_ctx_error(ctx),
                        "tree: 2 features repaired: unclosed ring (first: 'b12')");
    tally = (geo_tally){0};
    geo_tally_add(&tally, GEO_FATE_IGNORED, "felled", "b14");
    assert_ok(geo_tally_report(ctx, &tally, "tree", true));
    geo_ctx_free(ctx);
}

static void keeps_counting_when_kinds_run_out(void **state)
{
    (void)state;
    static const char *const reasons[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j",
                                          "k", "l", "m", "n", "o", "p", "q", "r", "s", "t"};
    geo_tally tally = {0};
    char long_id[200];
    memset(long_id, 'x', sizeof long_id - 1);
    long_id[sizeof long_id - 1] = 0;
    for (int i = 0; i < 20; i++)
        geo_tally_add(&tally, GEO_FATE_REJECTED, reasons[i], long_id);
    assert_int_equal(tally.rejected, 20);
    assert_int_equal(tally.kind_count, GEO_TALLY_KINDS);
    assert_int_equal(strlen(tally.kinds[0].first), 63);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_add_up),
        cmocka_unit_test(says_each_kind_once),
        cmocka_unit_test(names_the_file),
        cmocka_unit_test(strict_makes_it_an_error),
        cmocka_unit_test(keeps_counting_when_kinds_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
