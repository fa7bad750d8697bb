/* A stream kept in a private temporary file. */
#include "io/reader_spool.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/text.h"
#include "io/io.h"

static geo_status write_all(geo_ctx *ctx, int fd, const uint8_t *bytes, size_t count)
{
    while (count > 0) {
        ssize_t done = write(fd, bytes, count);
        if (done < 0 && errno != EINTR)
            return geo_fail(ctx, GEO_ERR_IO, "cannot write a temporary file: %s", strerror(errno));
        if (done > 0) {
            bytes += done;
            count -= (size_t)done;
        }
    }
    return GEO_OK;
}

static geo_status copy(geo_ctx *ctx, geo_input *input, int fd)
{
    uint64_t total = 0;
    for (;;) {
        geo_status status = geo_input_fill(ctx, input, GEO_STREAM_CHUNK);
        size_t held = geo_input_held(input);
        if (status != GEO_OK || held == 0)
            return status;
        total += held;
        if (total > GEO_SPOOL_MAX) {
            geo_hint(ctx, "use FlatGeobuf or one feature per line (geojsonl)");
            return geo_fail(ctx, GEO_ERR_LIMIT, "%s: a GeoJSON collection of more than %u MiB",
                            input->name, GEO_SPOOL_MAX >> 20);
        }
        status = write_all(ctx, fd, geo_input_bytes(input), held);
        if (status != GEO_OK)
            return status;
        geo_input_use(input, held);
    }
}

geo_status geo_spool(geo_ctx *ctx, geo_input *input, const char *suffix, char **out_path)
{
    geo_text path = GEO_TEXT_INIT;
    geo_text_addf(&path, "%s/groennet-XXXXXX%s", geo_io_temporary_folder(), suffix);
    if (path.failed) {
        geo_text_release(&path);
        return geo_fail_nomem(ctx);
    }
    int fd = mkstemps(path.data, (int)strlen(suffix));
    geo_status status =
        fd >= 0 ? copy(ctx, input, fd)
                : geo_fail(ctx, GEO_ERR_IO, "cannot make '%s': %s", path.data, strerror(errno));
    if (fd >= 0)
        close(fd);
    if (fd >= 0 && status != GEO_OK)
        unlink(path.data);
    char *copied = status == GEO_OK ? geo_strdup(path.data) : NULL;
    if (status == GEO_OK && !copied) {
        unlink(path.data);
        status = geo_fail_nomem(ctx);
    }
    geo_text_release(&path);
    if (status == GEO_OK)
        *out_path = copied;
    return status;
}
