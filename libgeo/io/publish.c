/* Writing beside the target and renaming. One writer per target: a lock file lies in the folder
 * while work is going on and is gone afterwards; the kernel drops the lock of a killed process.
 * Whoever holds it may clear what dead writers of the same target left. */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "io/publish_parts.h"

/* GEO_END: the file that was locked is no longer the one of that name; try again. */
static geo_status try_lock(geo_ctx *ctx, geo_publish *p)
{
    struct stat held, named;
    int fd = open(p->lock_path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd < 0)
        return geo_fail(ctx, GEO_ERR_IO, "cannot write in folder '%s': %s", p->folder,
                        strerror(errno));
    if (flock(fd, LOCK_EX | LOCK_NB)) {
        int reason = errno;
        close(fd);
        if (reason != EWOULDBLOCK)
            return geo_fail(ctx, GEO_ERR_IO, "cannot lock '%s': %s", p->lock_path,
                            strerror(reason));
        geo_fail(ctx, GEO_ERR_BUSY, "'%s' is being written by another process", p->path);
        geo_hint(ctx, "try again when it has ended");
        return GEO_ERR_BUSY;
    }
    if (fstat(fd, &held) || stat(p->lock_path, &named) || held.st_ino != named.st_ino ||
        held.st_dev != named.st_dev) {
        close(fd);
        return GEO_END;
    }
    p->lock = fd;
    return GEO_OK;
}

static geo_status lock(geo_ctx *ctx, geo_publish *p)
{
    for (int i = 0; i < 100; i++) {
        geo_status status = try_lock(ctx, p);
        if (status != GEO_END)
            return status;
    }
    return geo_fail(ctx, GEO_ERR_BUSY, "'%s' is being written by another process", p->path);
}

/* Unlinked while still held, so that nobody locks a file that is about to vanish unnoticed. */
static void unlock(geo_publish *p)
{
    if (p->lock < 0)
        return;
    unlink(p->lock_path);
    close(p->lock);
    p->lock = -1;
}

/* ".norm.1234.tmp.gpkg" of a process 1234 that is no more; also ".norm.1234.tmp.gpkg-journal". */
static bool is_stale(const geo_publish *p, const char *name)
{
    size_t length = strlen(p->prefix);
    if (strncmp(name, p->prefix, length) != 0 || !isdigit((unsigned char)name[length]))
        return false;
    char *rest;
    long pid = strtol(name + length, &rest, 10);
    if (strncmp(rest, ".tmp", 4) != 0 || (rest[4] && rest[4] != '.' && rest[4] != '-') || pid <= 0)
        return false;
    return kill((pid_t)pid, 0) && errno == ESRCH;
}

/* The temporary file and what was made beside it under its name. */
static bool is_own(const geo_publish *p, const char *name)
{
    const char *own = strrchr(p->temporary, '/') + 1;
    return !strncmp(name, own, strlen(own));
}

static void clear_temporaries(const geo_publish *p,
                              bool (*is_gone)(const geo_publish *p, const char *name))
{
    DIR *folder = opendir(p->folder);
    const struct dirent *entry;
    while (folder && (entry = readdir(folder)))
        if (is_gone(p, entry->d_name))
            unlinkat(dirfd(folder), entry->d_name, 0);
    if (folder)
        closedir(folder);
}

static geo_status begin(geo_ctx *ctx, geo_publish *p, const char *const *inputs, size_t count)
{
    geo_status status = geo_publish_look(ctx, p, inputs, count);
    if (!status)
        status = lock(ctx, p);
    if (!status)
        clear_temporaries(p, is_stale);
    return status;
}

geo_status geo_publish_new(geo_ctx *ctx, const char *path, bool overwrite,
                           const char *const *inputs, size_t input_count, geo_publish **out)
{
    geo_publish *p = geo_calloc(1, sizeof *p);
    if (!p)
        return geo_fail_nomem(ctx);
    p->lock = -1;
    p->overwrite = overwrite;
    p->path = geo_strdup(path);
    geo_status status = p->path ? begin(ctx, p, inputs, input_count) : geo_fail_nomem(ctx);
    if (status)
        geo_publish_free(p);
    else
        *out = p;
    return status;
}

const char *geo_publish_temporary(const geo_publish *publish)
{
    return publish->temporary;
}

const char *geo_publish_target(const geo_publish *publish)
{
    return publish->target;
}

static geo_status sync_path(geo_ctx *ctx, const geo_publish *p, const char *path, int flags)
{
    int fd = open(path, flags | O_CLOEXEC);
    bool failed = fd < 0 || fsync(fd);
    int reason = errno;
    if (fd >= 0 && close(fd) && !failed) {
        failed = true;
        reason = errno;
    }
    if (failed)
        return geo_fail(ctx, GEO_ERR_IO, "cannot write '%s': %s", p->path, strerror(reason));
    return GEO_OK;
}

/* The new file is as open to others as the one it replaces. */
static void keep_mode(const geo_publish *p)
{
    struct stat info;
    if (!stat(p->target, &info) && chmod(p->temporary, info.st_mode & 0777))
        return; /* then it keeps the mode that the umask gave */
}

/* Without overwrite the target must not have come into being meanwhile. */
static int rename_file(const geo_publish *p)
{
    if (p->overwrite)
        return rename(p->temporary, p->target);
    if (!renameat2(AT_FDCWD, p->temporary, AT_FDCWD, p->target, RENAME_NOREPLACE))
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    if (!access(p->target, F_OK)) { /* a file system that cannot do both at once */
        errno = EEXIST;
        return -1;
    }
    return rename(p->temporary, p->target);
}

/* Where the old file waits: a name of ours, so that it goes with our temporary files. */
static geo_status name_kept(geo_ctx *ctx, const geo_publish *p, char **out)
{
    return geo_publish_join(ctx, p->temporary, ".old", "", out);
}

/* Some file systems have no links: there the old file cannot come back. */
static geo_status keep_old(geo_ctx *ctx, geo_publish *p)
{
    char *kept = NULL;
    geo_status status = name_kept(ctx, p, &kept);
    if (status)
        return status;
    p->kept = link(p->target, kept) == 0;
    p->lost = !p->kept && access(p->target, F_OK) == 0;
    geo_free(kept);
    return GEO_OK;
}

static geo_status replace(geo_ctx *ctx, geo_publish *p)
{
    if (rename_file(p))
        return geo_fail(ctx, errno == EEXIST ? GEO_ERR_ARG : GEO_ERR_IO, "cannot write '%s': %s",
                        p->path, strerror(errno));
    p->done = true;
    return GEO_OK;
}

static geo_status prepare(geo_ctx *ctx, geo_publish *p)
{
    geo_status status = geo_publish_check_sides(ctx, p);
    if (status)
        return status;
    keep_mode(p);
    return sync_path(ctx, p, p->temporary, O_RDONLY);
}

geo_status geo_publish_commit(geo_ctx *ctx, geo_publish *publish)
{
    geo_status status = prepare(ctx, publish);
    if (!status)
        status = replace(ctx, publish);
    if (status)
        return status;
    clear_temporaries(publish, is_own);
    unlock(publish);
    return sync_path(ctx, publish, publish->folder, O_RDONLY | O_DIRECTORY);
}

geo_status geo_publish_step(geo_ctx *ctx, geo_publish *publish)
{
    geo_status status = prepare(ctx, publish);
    if (!status)
        status = keep_old(ctx, publish);
    if (!status)
        status = replace(ctx, publish);
    return status ? status : sync_path(ctx, publish, publish->folder, O_RDONLY | O_DIRECTORY);
}

geo_status geo_publish_undo(geo_ctx *ctx, geo_publish *publish)
{
    char *kept = NULL;
    if (!publish->done)
        return GEO_OK;
    geo_status status = name_kept(ctx, publish, &kept);
    if (!status && publish->lost)
        status = geo_fail(ctx, GEO_ERR_IO, "cannot take back '%s'", publish->path);
    if (!status && (publish->kept ? rename(kept, publish->target) : unlink(publish->target)))
        status =
            geo_fail(ctx, GEO_ERR_IO, "cannot take back '%s': %s", publish->path, strerror(errno));
    publish->done = status != GEO_OK;
    geo_free(kept);
    return status ? status : sync_path(ctx, publish, publish->folder, O_RDONLY | O_DIRECTORY);
}

bool geo_publish_is_done(const geo_publish *publish)
{
    return publish->done;
}

void geo_publish_free(geo_publish *publish)
{
    if (!publish)
        return;
    if (publish->lock >= 0)
        clear_temporaries(publish, is_own);
    unlock(publish);
    geo_free(publish->path);
    geo_free(publish->target);
    geo_free(publish->folder);
    geo_free(publish->prefix);
    geo_free(publish->temporary);
    geo_free(publish->lock_path);
    geo_free(publish);
}
