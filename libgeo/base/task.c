/* One thread for one piece of work. Invariant: the task's context belongs to whoever does the work,
 * and to the caller once that is done. */
#include "base/task.h"

#include <pthread.h>
#include <stdatomic.h>

#include "base/alloc.h"
#include "base/vec.h"

typedef struct said {
    geo_log_level level;
    char *text;
} said;

struct geo_task {
    geo_work work;
    void *self;
    const geo_ctx *caller; /* asked only whether it is cancelled */
    geo_ctx *ctx;
    GEO_VEC(said) said;
    bool unheard;     /* a message found no memory */
    atomic_bool stop; /* nobody waits */
    pthread_t thread;
    bool runs, done;
    geo_status status;
};

static void keep(void *self, geo_log_level level, const char *text)
{
    geo_task *task = self;
    said line = {level, geo_strdup(text)};
    if (line.text && geo_vec_push(&task->said, line))
        return;
    geo_free(line.text);
    task->unheard = true;
}

static bool is_cancelled(void *self)
{
    const geo_task *task = self;
    return atomic_load(&task->stop) || geo_ctx_is_cancelled(task->caller);
}

static void *run(void *self)
{
    geo_task *task = self;
    task->status = task->work(task->self, task->ctx);
    return NULL;
}

geo_status geo_task_begin(geo_ctx *ctx, bool beside, geo_work work, void *self, geo_task **out)
{
    geo_task *task = geo_calloc(1, sizeof *task);
    if (!task)
        return geo_fail_nomem(ctx);
    task->work = work;
    task->self = self;
    task->caller = ctx;
    task->ctx = geo_ctx_new(&(geo_ctx_hooks){.self = task, .log = keep, .cancelled = is_cancelled});
    if (!task->ctx) {
        geo_free(task);
        return geo_fail_nomem(ctx);
    }
    task->runs = beside && pthread_create(&task->thread, NULL, run, task) == 0;
    *out = task;
    return GEO_OK;
}

void geo_task_wait(geo_task *task)
{
    if (task->done)
        return;
    if (task->runs)
        pthread_join(task->thread, NULL);
    else
        run(task);
    task->done = true;
}

static void say(geo_ctx *ctx, const geo_task *task)
{
    for (size_t i = 0; i < task->said.count; i++)
        geo_log(ctx, task->said.items[i].level, "%s", task->said.items[i].text);
}

geo_status geo_task_end(geo_ctx *ctx, geo_task *task)
{
    geo_task_wait(task);
    say(ctx, task);
    if (task->status == GEO_ERR_NOMEM || (task->unheard && task->status >= 0))
        return geo_fail_nomem(ctx);
    if (task->status < 0)
        geo_fail(ctx, task->status, "%s", geo_ctx_error(task->ctx));
    if (task->status < 0 && *geo_ctx_hint(task->ctx))
        geo_hint(ctx, "%s", geo_ctx_hint(task->ctx));
    return task->status;
}

void geo_task_free(geo_task *task)
{
    if (!task)
        return;
    atomic_store(&task->stop, true);
    if (task->runs && !task->done)
        pthread_join(task->thread, NULL);
    for (size_t i = 0; i < task->said.count; i++)
        geo_free(task->said.items[i].text);
    geo_free(task->said.items);
    geo_ctx_free(task->ctx);
    geo_free(task);
}
