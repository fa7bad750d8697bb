/* Work in a thread of its own (pthread_create): done here or there, it says and answers the same.
 */
#include "base/task.h"

#include <stdatomic.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"
#include "near.h"

static geo_text heard;
static atomic_bool cancelling;

static void hear(void *self, geo_log_level level, const char *text)
{
    geo_text_addf(self, "%d %s\n", level, text);
}

static bool is_cancelling(void *self)
{
    (void)self;
    return atomic_load(&cancelling);
}

static geo_ctx *listening(void)
{
    geo_text_reset(&heard);
    atomic_store(&cancelling, false);
    return geo_ctx_new(&(geo_ctx_hooks){.self = &heard, .log = hear, .cancelled = is_cancelling});
}

typedef struct job {
    geo_status status;
    int made;
} job;

static geo_status talk(void *self, geo_ctx *ctx)
{
    job *j = self;
    geo_warn(ctx, "first");
    geo_info(ctx, "second");
    j->made = 42;
    if (j->status < 0 && j->status != GEO_ERR_NOMEM) {
        geo_hint(ctx, "try again");
        return geo_fail(ctx, j->status, "it failed");
    }
    return j->status == GEO_ERR_NOMEM ? geo_fail_nomem(ctx) : j->status;
}

static void it_says_and_answers_the_same(void **state)
{
    static const geo_status statuses[] = {GEO_OK, GEO_END, GEO_ERR_IO, GEO_ERR_NOMEM};
    static const char *const errors[] = {"", "", "it failed", "out of memory"};
    (void)state;
    for (int k = 0; k < 8; k++) {
        geo_ctx *ctx = listening();
        job j = {.status = statuses[k / 2]};
        geo_task *task;
        assert_ok(geo_task_begin(ctx, k % 2, talk, &j, &task));
        geo_log(ctx, GEO_LOG_NOTE, "meanwhile");
        geo_task_wait(task);
        assert_int_equal(j.made, 42);
        assert_string_equal(geo_text_string(&heard), "1 meanwhile\n");
        assert_int_equal(geo_task_end(ctx, task), statuses[k / 2]);
        geo_task_free(task);
        assert_string_equal(geo_text_string(&heard), "1 meanwhile\n0 first\n2 second\n");
        assert_string_equal(geo_ctx_error(ctx), errors[k / 2]);
        assert_string_equal(geo_ctx_hint(ctx), k / 2 == 2 ? "try again" : "");
        geo_ctx_free(ctx);
    }
}

static geo_status go_on_until_cancelled(void *self, geo_ctx *ctx)
{
    geo_status status = GEO_OK;
    while (status == GEO_OK)
        status = geo_ctx_poll(ctx);
    atomic_store((atomic_bool *)self, true);
    return status;
}

static void the_caller_cancels_it(void **state)
{
    (void)state;
    geo_ctx *ctx = listening();
    atomic_bool over = false;
    geo_task *task;
    assert_ok(geo_task_begin(ctx, true, go_on_until_cancelled, &over, &task));
    atomic_store(&cancelling, true);
    assert_int_equal(geo_task_end(ctx, task), GEO_ERR_CANCELLED);
    assert_string_equal(geo_ctx_error(ctx), "cancelled");
    geo_task_free(task);
    geo_ctx_free(ctx);
}

static void what_nobody_waits_for_stops(void **state)
{
    (void)state;
    geo_ctx *ctx = listening();
    atomic_bool over = false;
    job j = {GEO_OK, 0};
    geo_task *task;
    assert_ok(geo_task_begin(ctx, true, go_on_until_cancelled, &over, &task));
    geo_task_free(task);
    assert_true(over);
    assert_ok(geo_task_begin(ctx, false, talk, &j, &task));
    geo_task_free(task);
    assert_int_equal(j.made, 0); /* nor is it begun */
    assert_string_equal(geo_text_string(&heard), "");
    geo_task_free(NULL);
    geo_ctx_free(ctx);
}

static void count_line(void *self, geo_log_level level, const char *text)
{
    (void)level, (void)text;
    ++*(int *)self;
}

/* A text that finds no memory is replaced by another; a line is not left out. */
static void a_lost_line_is_an_error(void **state)
{
    (void)state;
    int lines, failures = 0;
    geo_ctx *ctx = geo_ctx_new(&(geo_ctx_hooks){.self = &lines, .log = count_line});
    for (uint64_t nth = 1; nth < 30; nth++) {
        job j = {GEO_OK, 0};
        geo_task *task = NULL;
        lines = 0;
        geo_alloc_fail_at(nth);
        geo_status status = geo_task_begin(ctx, false, talk, &j, &task);
        if (status == GEO_OK)
            status = geo_task_end(ctx, task);
        geo_alloc_fail_at(0);
        geo_task_free(task);
        if (status == GEO_OK)
            assert_int_equal(lines, 2);
        else
            assert_int_equal(status, GEO_ERR_NOMEM);
        failures += status != GEO_OK;
    }
    assert_in_range(failures, 4, 28);
    geo_ctx_free(ctx);
}

static int tear_down(void **state)
{
    (void)state;
    geo_text_release(&heard);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_and_answers_the_same),
        cmocka_unit_test(the_caller_cancels_it),
        cmocka_unit_test(what_nobody_waits_for_stops),
        cmocka_unit_test(a_lost_line_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, tear_down);
}
