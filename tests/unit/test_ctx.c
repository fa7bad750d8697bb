/* The context: error text, while lines, hints, hooks, and that recording survives no memory. */
#include "base/ctx.h"

#include <string.h>

#include "base/alloc.h"
#include "near.h"

static void test_error_grows_on_the_way_up(void **state)
{
    (void)state;
    geo_ctx *ctx = geo_ctx_new(NULL);
    assert_string_equal(geo_ctx_error(ctx), "");
    assert_string_equal(geo_ctx_hint(ctx), "");
    assert_int_equal(geo_fail(ctx, GEO_ERR_IO, "cannot open '%s'", "x.gpkg"), GEO_ERR_IO);
    assert_int_equal(geo_while(ctx, GEO_ERR_IO, "reading feature %d of '%s'", 42, "tree"),
                     GEO_ERR_IO);
    assert_int_equal(geo_while(ctx, GEO_ERR_IO, "while counting trees"), GEO_ERR_IO);
    assert_string_equal(geo_ctx_error(ctx), "cannot open 'x.gpkg': while reading feature 42 of "
                                            "'tree': while counting trees");
    geo_ctx_reset(ctx);
    assert_string_equal(geo_ctx_error(ctx), "");
    geo_ctx_free(ctx);
}

static void test_while_is_for_failures_only(void **state)
{
    (void)state;
    geo_ctx *ctx = geo_ctx_new(NULL);
    assert_int_equal(geo_while(ctx, GEO_OK, "resting"), GEO_OK);
    assert_int_equal(geo_while(ctx, GEO_END, "resting"), GEO_END);
    assert_string_equal(geo_ctx_error(ctx), "");
    assert_int_equal(geo_while(ctx, GEO_ERR_IO, "resting"), GEO_ERR_IO);
    assert_string_equal(geo_ctx_error(ctx), "while resting");
    geo_ctx_free(ctx);
}

static void test_a_new_error_forgets_the_old_one(void **state)
{
    (void)state;
    geo_ctx *ctx = geo_ctx_new(NULL);
    geo_fail(ctx, GEO_ERR_IO, "first");
    geo_hint(ctx, "do %s", "this");
    geo_hint(ctx, "no, do %s", "that");
    assert_string_equal(geo_ctx_hint(ctx), "no, do that");
    geo_fail(ctx, GEO_ERR_ARG, "second, after %s", geo_ctx_error(ctx)); /* its own text */
    assert_string_equal(geo_ctx_error(ctx), "second, after first");
    assert_string_equal(geo_ctx_hint(ctx), "no, do that"); /* may have been meant for this one */
    geo_fail(ctx, GEO_ERR_ARG, "third");
    assert_string_equal(geo_ctx_hint(ctx), "");
    geo_hint(ctx, "before its error");
    geo_fail(ctx, GEO_ERR_ARG, "fourth");
    assert_string_equal(geo_ctx_hint(ctx), "before its error");
    geo_ctx_reset(ctx);
    assert_string_equal(geo_ctx_hint(ctx), "");
    geo_ctx_free(ctx);
}

static void test_long_texts(void **state)
{
    (void)state;
    geo_ctx *ctx = geo_ctx_new(NULL);
    static char name[5001];
    memset(name, 'n', 5000);
    geo_fail(ctx, GEO_ERR_IO, "cannot open '%s'", name);
    assert_int_equal(strlen(geo_ctx_error(ctx)), 5000 + strlen("cannot open ''"));
    geo_while(ctx, GEO_ERR_IO, "reading '%s'", name);
    assert_int_equal(strlen(geo_ctx_error(ctx)),
                     10000 + strlen("cannot open '': while reading ''"));
    geo_ctx_free(ctx);
}

static void test_null_is_accepted(void **state)
{
    (void)state;
    assert_int_equal(geo_fail(NULL, GEO_ERR_CRS, "lost"), GEO_ERR_CRS);
    assert_int_equal(geo_fail_nomem(NULL), GEO_ERR_NOMEM);
    assert_int_equal(geo_while(NULL, GEO_ERR_CRS, "x"), GEO_ERR_CRS);
    geo_hint(NULL, "x");
    geo_log(NULL, GEO_LOG_NOTE, "x");
    geo_progress(NULL, 0.5);
    assert_ok(geo_ctx_poll(NULL));
    assert_string_equal(geo_ctx_error(NULL), "");
    geo_ctx_reset(NULL);
    geo_ctx_free(NULL);
}

typedef struct seen {
    char text[64];
    geo_log_level level;
    double fraction;
    bool stop;
} seen;

static void on_log(void *self, geo_log_level level, const char *text)
{
    seen *log = self;
    log->level = level;
    strncpy(log->text, text, sizeof log->text - 1);
}

static void on_progress(void *self, double fraction)
{
    ((seen *)self)->fraction = fraction;
}

static bool on_cancelled(void *self)
{
    return ((seen *)self)->stop;
}

static void test_hooks(void **state)
{
    (void)state;
    seen hooked = {0};
    geo_ctx *ctx = geo_ctx_new(&(geo_ctx_hooks){&hooked, on_log, on_progress, on_cancelled});
    geo_warn(ctx, "%d trees without height", 3);
    assert_string_equal(hooked.text, "3 trees without height");
    assert_int_equal(hooked.level, GEO_LOG_WARNING);
    geo_info(ctx, "done");
    assert_int_equal(hooked.level, GEO_LOG_INFO);
    geo_progress(ctx, 0.25);
    assert_near(hooked.fraction, 0.25, 0.0);
    geo_progress(ctx, 1.5);
    assert_near(hooked.fraction, 1.0, 0.0);
    geo_progress(ctx, NAN);
    assert_near(hooked.fraction, 0.0, 0.0);
    assert_ok(geo_ctx_poll(ctx));
    assert_ok(geo_ctx_advance(ctx, 3, 4));
    assert_near(hooked.fraction, 0.75, 0.0);
    hooked.stop = true;
    assert_int_equal(geo_ctx_advance(ctx, 4, 4), GEO_ERR_CANCELLED);
    assert_int_equal(geo_ctx_poll(ctx), GEO_ERR_CANCELLED);
    assert_string_equal(geo_ctx_error(ctx), "cancelled");
    geo_ctx_free(ctx);
}

static void test_no_memory(void **state)
{
    (void)state;
    geo_alloc_fail_at(1);
    assert_null(geo_ctx_new(NULL));
    seen hooked = {0};
    geo_ctx *ctx = geo_ctx_new(&(geo_ctx_hooks){.self = &hooked, .log = on_log});

    uint64_t calls = geo_alloc_count();
    assert_int_equal(geo_fail_nomem(ctx), GEO_ERR_NOMEM);
    assert_int_equal(geo_alloc_count(), calls);
    assert_string_equal(geo_ctx_error(ctx), "out of memory");
    geo_alloc_fail_at(1);
    geo_while(ctx, GEO_ERR_NOMEM, "left out");
    assert_string_equal(geo_ctx_error(ctx), "out of memory");
    geo_alloc_fail_at(2);
    geo_while(ctx, GEO_ERR_NOMEM, "left out, too");
    assert_string_equal(geo_ctx_error(ctx), "out of memory");
    geo_while(ctx, GEO_ERR_NOMEM, "reading");
    assert_string_equal(geo_ctx_error(ctx), "out of memory: while reading");

    geo_alloc_fail_at(1);
    assert_int_equal(geo_fail(ctx, GEO_ERR_IO, "cannot open"), GEO_ERR_IO);
    assert_string_equal(geo_ctx_error(ctx), "out of memory");
    geo_alloc_fail_at(1);
    geo_hint(ctx, "try again");
    assert_string_equal(geo_ctx_hint(ctx), "");
    geo_alloc_fail_at(1);
    geo_note(ctx, "note");
    assert_string_equal(hooked.text, "out of memory");
    geo_alloc_fail_at(0);
    geo_ctx_free(ctx);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_error_grows_on_the_way_up),
        cmocka_unit_test(test_while_is_for_failures_only),
        cmocka_unit_test(test_a_new_error_forgets_the_old_one),
        cmocka_unit_test(test_long_texts),
        cmocka_unit_test(test_null_is_accepted),
        cmocka_unit_test(test_hooks),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
