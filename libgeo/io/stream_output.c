/* Bytes to standard output or a file. */
#include "io/stream_output.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "io/stream_input.h"

static geo_status cannot_write(geo_ctx *ctx, geo_output *output)
{
    output->failed = true;
    return geo_fail(ctx, GEO_ERR_IO, "cannot write %s: %s", output->name, strerror(errno));
}

geo_status geo_output_init(geo_ctx *ctx, geo_output *output, const char *path, const char *name)
{
    *output = (geo_output){
        .fd = path ? -1 : STDOUT_FILENO, .owned = path != NULL, .name = geo_strdup(name)};
    if (!output->name)
        return geo_fail_nomem(ctx);
    if (path) {
        output->fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (output->fd < 0) {
            geo_status status = cannot_write(ctx, output);
            geo_output_release(output);
            return status;
        }
    }
    (void)fcntl(output->fd, F_SETPIPE_SZ, (int)GEO_STREAM_CHUNK);
    return GEO_OK;
}

void geo_output_release(geo_output *output)
{
    if (output->owned && output->fd >= 0)
        close(output->fd);
    geo_free(output->name);
    *output = (geo_output){.fd = -1};
}

geo_status geo_output_write(geo_ctx *ctx, geo_output *output, const void *bytes, size_t count)
{
    const uint8_t *at = bytes;
    if (output->failed)
        return geo_fail(ctx, GEO_ERR_IO, "cannot write %s: an earlier write failed", output->name);
    while (count > 0) {
        ssize_t done = write(output->fd, at, count);
        if (done < 0 && errno == EINTR) {
            geo_status status = geo_ctx_poll(ctx);
            if (status != GEO_OK)
                return status;
            continue;
        }
        if (done < 0)
            return cannot_write(ctx, output);
        at += done;
        count -= (size_t)done;
        output->written += (uint64_t)done;
    }
    return GEO_OK;
}

geo_status geo_output_patch(geo_ctx *ctx, geo_output *output, uint64_t at, const void *bytes,
                            size_t count)
{
    const uint8_t *from = bytes;
    while (count > 0) {
        ssize_t done = pwrite(output->fd, from, count, (off_t)at);
        if (done < 0 && errno == EINTR)
            continue;
        if (done < 0)
            return cannot_write(ctx, output);
        from += done;
        at += (uint64_t)done;
        count -= (size_t)done;
    }
    return GEO_OK;
}

geo_status geo_output_close(geo_ctx *ctx, geo_output *output)
{
    if (!output->owned || output->fd < 0)
        return GEO_OK;
    int closed = close(output->fd);
    output->fd = -1;
    return closed == 0 ? GEO_OK : cannot_write(ctx, output);
}
