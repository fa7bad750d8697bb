/* Read and written at a place, so that nobody minds where the file was left. */
#include "io/scratch.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"
#include "io/io.h"

struct geo_scratch {
    int fd;
    int64_t width, height;
};

enum { CELL_BYTES = 4 };
static const int64_t CELLS_MOST = INT64_C(1) << 48;

static geo_status fail(geo_ctx *ctx, const char *verb)
{
    geo_hint(ctx, "temporary files lie in '%s': name another folder with TMPDIR",
             geo_io_temporary_folder());
    return geo_fail(ctx, GEO_ERR_IO, "cannot %s a temporary file: %s", verb, strerror(errno));
}

static geo_status open_file(geo_ctx *ctx, geo_scratch *scratch)
{
    geo_text path = GEO_TEXT_INIT;
    geo_text_addf(&path, "%s/groennet-XXXXXX", geo_io_temporary_folder());
    if (path.failed) {
        geo_text_release(&path);
        return geo_fail_nomem(ctx);
    }
    scratch->fd = mkstemp(path.data);
    geo_status status = GEO_OK;
    if (scratch->fd < 0 || unlink(path.data) != 0 ||
        ftruncate(scratch->fd, (off_t)(scratch->width * scratch->height * CELL_BYTES)) != 0)
        status = fail(ctx, "make");
    geo_text_release(&path);
    return status;
}

geo_status geo_scratch_new(geo_ctx *ctx, int64_t width, int64_t height, geo_scratch **out)
{
    if (width < 1 || height < 1)
        return geo_fail(ctx, GEO_ERR_ARG, "a grid without cells");
    if (height > CELLS_MOST / width)
        return geo_fail(ctx, GEO_ERR_LIMIT, "%lld x %lld cells are too many", (long long)width,
                        (long long)height);
    geo_scratch *scratch = geo_calloc(1, sizeof *scratch);
    if (!scratch)
        return geo_fail_nomem(ctx);
    *scratch = (geo_scratch){-1, width, height};
    geo_status status = open_file(ctx, scratch);
    if (status) {
        geo_scratch_free(scratch);
        return status;
    }
    *out = scratch;
    return GEO_OK;
}

void geo_scratch_free(geo_scratch *scratch)
{
    if (!scratch)
        return;
    if (scratch->fd >= 0)
        close(scratch->fd);
    geo_free(scratch);
}

/* All or nothing; 0 bytes come only behind the end of a file, which these are not. */
static bool move(int fd, off_t at, char *to, const char *from, size_t count)
{
    while (count > 0) {
        ssize_t done = from ? pwrite(fd, from, count, at) : pread(fd, to, count, at);
        if (done == 0)
            errno = EIO;
        if (done == 0 || (done < 0 && errno != EINTR))
            return false;
        if (done < 0)
            continue;
        count -= (size_t)done;
        at += done;
        to += to ? done : 0;
        from += from ? done : 0;
    }
    return true;
}

/* Whole rows lie behind each other and go at once. */
static bool move_window(const geo_scratch *scratch, geo_window window, char *to, const char *from)
{
    bool whole = window.width == scratch->width;
    int64_t pieces = whole ? 1 : window.height;
    size_t bytes = (size_t)(window.width * (whole ? window.height : 1)) * CELL_BYTES;
    for (int64_t i = 0; i < pieces; i++) {
        off_t at = (off_t)(((window.row + i) * scratch->width + window.column) * CELL_BYTES);
        size_t past = (size_t)i * bytes;
        if (!move(scratch->fd, at, to ? to + past : NULL, from ? from + past : NULL, bytes))
            return false;
    }
    return true;
}

geo_status geo_scratch_write(geo_ctx *ctx, geo_scratch *scratch, geo_window window,
                             const void *cells)
{
    return move_window(scratch, window, NULL, cells) ? GEO_OK : fail(ctx, "write");
}

geo_status geo_scratch_read(geo_ctx *ctx, const geo_scratch *scratch, geo_window window,
                            void *cells)
{
    return move_window(scratch, window, cells, NULL) ? GEO_OK : fail(ctx, "read");
}
