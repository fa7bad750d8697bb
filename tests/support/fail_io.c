/* A library for LD_PRELOAD that makes a call to the kernel fail, so that tests can say what a tool
 * does on a full disk, a broken one, or when it is killed between any two calls. What it does is
 * asked for by the environment:
 *   FAIL_CALL    which calls count, in words: read write fsync rename open close truncate unlink
 *   FAIL_PATH    only files whose name holds this text; absent: any but standard error
 *   FAIL_AT      number of the call that fails, from 1
 *   FAIL_WITH    ENOSPC, EIO, EINTR, short (half of the bytes are written or read), or kill
 *   FAIL_ALWAYS  1: all calls after that one fail too
 *   FAIL_LOG     file that is made when a call fails: did it come to that?
 * Calls of the C library's own streams (fwrite) are not seen; a limit on the file size is for them.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#if __SIZEOF_LONG__ != 8
#error "the 64 bit calls are taken to be the plain ones"
#endif

enum { GOES_ON = 0, SHORT = -1 }; /* else an error number */

static const char *wish(const char *name)
{
    const char *text = getenv(name);
    return text ? text : "";
}

static bool has_word(const char *words, const char *word)
{
    size_t length = strlen(word);
    for (const char *at = words; (at = strstr(at, word)); at += length)
        if ((at == words || at[-1] == ' ') && (at[length] == ' ' || !at[length]))
            return true;
    return false;
}

static void leave_note(void)
{
    const char *log = wish("FAIL_LOG");
    if (*log)
        syscall(SYS_close, syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT, 0666));
}

static int judge(const char *call, const char *path)
{
    static long seen; /* the programs under test call the kernel from one thread at a time */
    long at = strtol(wish("FAIL_AT"), NULL, 10);
    const char *with = wish("FAIL_WITH");

    if (!at || !has_word(wish("FAIL_CALL"), call) || !strstr(path, wish("FAIL_PATH")))
        return GOES_ON;
    long number = __atomic_add_fetch(&seen, 1, __ATOMIC_RELAXED);
    if (number < at || (number > at && *wish("FAIL_ALWAYS") != '1'))
        return GOES_ON;
    leave_note();
    if (!strcmp(with, "kill"))
        (void)raise(SIGKILL);
    if (!strcmp(with, "short"))
        return SHORT;
    return !strcmp(with, "EIO") ? EIO : !strcmp(with, "EINTR") ? EINTR : ENOSPC;
}

/* Files that are only read count for reading and for fsync (which may open them again). */
static int judge_file(const char *call, int fd)
{
    char link[64], path[PATH_MAX + 1];
    bool reads = !strcmp(call, "read") || !strcmp(call, "fsync");

    if (fd == STDERR_FILENO)
        return GOES_ON;
    long flags = syscall(SYS_fcntl, fd, F_GETFL);
    if (flags < 0 || (!reads && (flags & O_ACCMODE) == O_RDONLY))
        return GOES_ON;
    (void)snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    long length = syscall(SYS_readlink, link, path, sizeof path - 1);
    path[length > 0 ? length : 0] = '\0';
    return judge(call, path);
}

static int fails(int verdict)
{
    errno = verdict == SHORT ? EIO : verdict;
    return -1;
}

/* The bytes that go through: all, half of them (one at least), or -1. */
static ssize_t share(const char *call, int fd, size_t count)
{
    int verdict = judge_file(call, fd);
    if (verdict == SHORT)
        return (ssize_t)(count > 1 ? count / 2 : count);
    return verdict == GOES_ON ? (ssize_t)count : fails(verdict);
}

ssize_t write(int fd, const void *bytes, size_t count)
{
    ssize_t most = share("write", fd, count);
    return most < 0 ? -1 : syscall(SYS_write, fd, bytes, most);
}

ssize_t writev(int fd, const struct iovec *parts, int count)
{
    int verdict = judge_file("write", fd);
    return verdict > 0 ? fails(verdict) : syscall(SYS_writev, fd, parts, count);
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t at)
{
    ssize_t most = share("write", fd, count);
    return most < 0 ? -1 : syscall(SYS_pwrite64, fd, bytes, most, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t at)
{
    return pwrite(fd, bytes, count, at);
}

ssize_t read(int fd, void *bytes, size_t count)
{
    ssize_t most = share("read", fd, count);
    return most < 0 ? -1 : syscall(SYS_read, fd, bytes, most);
}

ssize_t pread(int fd, void *bytes, size_t count, off_t at)
{
    ssize_t most = share("read", fd, count);
    return most < 0 ? -1 : syscall(SYS_pread64, fd, bytes, most, at);
}

ssize_t pread64(int fd, void *bytes, size_t count, off_t at)
{
    return pread(fd, bytes, count, at);
}

int fsync(int fd)
{
    int verdict = judge_file("fsync", fd);
    return verdict ? fails(verdict) : (int)syscall(SYS_fsync, fd);
}

int fdatasync(int fd)
{
    int verdict = judge_file("fsync", fd);
    return verdict ? fails(verdict) : (int)syscall(SYS_fdatasync, fd);
}

int ftruncate(int fd, off_t size)
{
    int verdict = judge_file("truncate", fd);
    return verdict ? fails(verdict) : (int)syscall(SYS_ftruncate, fd, size);
}

int ftruncate64(int fd, off_t size)
{
    return ftruncate(fd, size);
}

/* The file is closed all the same, as Linux does it. */
int close(int fd)
{
    int verdict = judge_file("close", fd);
    int result = (int)syscall(SYS_close, fd);
    return verdict ? fails(verdict) : result;
}

static int opens(int folder, const char *path, int flags, mode_t mode)
{
    int verdict = judge("open", path);
    return verdict ? fails(verdict) : (int)syscall(SYS_openat, folder, path, flags, mode);
}

/* The mode is there when the flags say so. */
#define OPEN_MODE(last)                                                                            \
    mode_t mode = 0;                                                                               \
    if (flags & (O_CREAT | __O_TMPFILE)) {                                                         \
        va_list rest;                                                                              \
        va_start(rest, last);                                                                      \
        mode = va_arg(rest, mode_t);                                                               \
        va_end(rest);                                                                              \
    }

int open(const char *path, int flags, ...)
{
    OPEN_MODE(flags)
    return opens(AT_FDCWD, path, flags, mode);
}

int open64(const char *path, int flags, ...)
{
    OPEN_MODE(flags)
    return opens(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...)
{
    OPEN_MODE(flags)
    return opens(folder, path, flags, mode);
}

int rename(const char *from, const char *to)
{
    int verdict = judge("rename", to);
    return verdict ? fails(verdict) : (int)syscall(SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
}

int renameat2(int from_folder, const char *from, int to_folder, const char *to, unsigned flags)
{
    int verdict = judge("rename", to);
    return verdict ? fails(verdict)
                   : (int)syscall(SYS_renameat2, from_folder, from, to_folder, to, flags);
}

int unlink(const char *path)
{
    int verdict = judge("unlink", path);
    return verdict ? fails(verdict) : (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int unlinkat(int folder, const char *path, int flags)
{
    int verdict = judge("unlink", path);
    return verdict ? fails(verdict) : (int)syscall(SYS_unlinkat, folder, path, flags);
}
