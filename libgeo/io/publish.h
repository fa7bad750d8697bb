/* An output is the old file or the new one, never half: written beside the target as
 * `.NAME.PID.tmp.EXT`, fsynced, renamed, the folder fsynced. */
#ifndef GEO_IO_PUBLISH_H
#define GEO_IO_PUBLISH_H

#include <stdbool.h>
#include <stddef.h>

#include "base/ctx.h"

typedef struct geo_publish geo_publish;

/* Checks the target (folder exists and can be written; an existing file only with overwrite: ARG;
 * target is one of `inputs`, also through links: ARG; `-wal`, `-journal` or `-shm` beside it:
 * BUSY), clears temporary files of dead processes for the same target, and takes a lock file
 * against a second writer (BUSY). */
geo_status geo_publish_new(geo_ctx *ctx, const char *path, bool overwrite,
                           const char *const *inputs, size_t input_count,
                           geo_publish **out) GEO_MUST_USE;
const char *geo_publish_temporary(const geo_publish *publish); /* where to write */
const char *geo_publish_target(const geo_publish *publish);
/* The side-file check again, fsync, rename, fsync of the folder. */
geo_status geo_publish_commit(geo_ctx *ctx, geo_publish *publish) GEO_MUST_USE;
/* One of several files that change together: as the commit, but what was there before is kept (as a
 * link beside it) and the lock held until it is freed. */
geo_status geo_publish_step(geo_ctx *ctx, geo_publish *publish) GEO_MUST_USE;
/* Takes the step back, when it was made: the old file, or none. Errors: IO, also where the file
 * system has no links. */
geo_status geo_publish_undo(geo_ctx *ctx, geo_publish *publish) GEO_MUST_USE;
bool geo_publish_is_done(const geo_publish *publish); /* the target is the new file */
void geo_publish_free(geo_publish *publish);          /* removes what was not committed */

#endif
