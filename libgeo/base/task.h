/* Work that is done beside the caller's, in a thread of its own, so that nobody can tell: what it
 * says is kept and said where it is waited for, and its error is the caller's from there on.
 * Until then neither may touch what the other changes. */
#ifndef GEO_BASE_TASK_H
#define GEO_BASE_TASK_H

#include "base/ctx.h"

/* ctx: the task's own, which is cancelled when the caller's is, or when nobody waits any more. */
typedef geo_status (*geo_work)(void *self, geo_ctx *ctx);

typedef struct geo_task geo_task;

/* Begins the work, which may use `self` until the task has ended. beside: false: no thread of its
 * own, it is done when it is waited for; so also where no thread is to be had. ctx must live as
 * long as the task, and its `cancelled` must answer in any thread. Errors: NOMEM. */
geo_status geo_task_begin(geo_ctx *ctx, bool beside, geo_work work, void *self,
                          geo_task **out) GEO_MUST_USE;
/* Waits until the work is done; then what it made may be used. */
void geo_task_wait(geo_task *task);
/* Waits, says in ctx what the work said, in that order, and returns what it returned, with its
 * error and hint. Once. */
geo_status geo_task_end(geo_ctx *ctx, geo_task *task) GEO_MUST_USE;
/* Work that was not waited for is cancelled, and its words are lost. */
void geo_task_free(geo_task *task);

#endif
