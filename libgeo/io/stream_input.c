/* Bytes from standard input or a file. */
#include "io/stream_input.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"

static geo_status cannot_read(geo_ctx *ctx, const geo_input *input)
{
    return geo_fail(ctx, GEO_ERR_IO, "cannot read %s: %s", input->name, strerror(errno));
}

/* Opening a named pipe waits for its writer; a signal may end that. */
static geo_status open_path(geo_ctx *ctx, geo_input *input, const char *path)
{
    do {
        geo_status status = geo_ctx_poll(ctx);
        if (status != GEO_OK)
            return status;
        input->fd = open(path, O_RDONLY | O_CLOEXEC);
    } while (input->fd < 0 && errno == EINTR);
    if (input->fd >= 0)
        return GEO_OK;
    return geo_fail(ctx, errno == ENOENT ? GEO_ERR_NOTFOUND : GEO_ERR_IO, "cannot open '%s': %s",
                    path, strerror(errno));
}

geo_status geo_input_init(geo_ctx *ctx, geo_input *input, const char *path, const char *name)
{
    *input = (geo_input){
        .fd = path ? -1 : STDIN_FILENO, .owned = path != NULL, .name = geo_strdup(name)};
    if (!input->name)
        return geo_fail_nomem(ctx);
    geo_status status = path ? open_path(ctx, input, path) : GEO_OK;
    if (status != GEO_OK) {
        geo_input_release(input);
        return status;
    }
    /* Fewer switches between the programs of a pipeline; a refusal does no harm. */
    (void)fcntl(input->fd, F_SETPIPE_SZ, (int)GEO_STREAM_CHUNK);
    return GEO_OK;
}

void geo_input_release(geo_input *input)
{
    if (input->owned && input->fd >= 0)
        close(input->fd);
    geo_free(input->bytes);
    geo_free(input->name);
    *input = (geo_input){.fd = -1};
}

static geo_status read_some(geo_ctx *ctx, geo_input *input, void *to, size_t room, size_t *got)
{
    ssize_t count = 0;
    *got = 0;
    if (input->at_end)
        return GEO_OK;
    do
        count = read(input->fd, to, room);
    while (count < 0 && errno == EINTR && geo_ctx_poll(ctx) == GEO_OK);
    if (count < 0)
        return errno == EINTR ? geo_ctx_poll(ctx) : cannot_read(ctx, input);
    input->at_end = count == 0;
    *got = (size_t)count;
    return GEO_OK;
}

/* Moves what is held to the front and makes room for `more` behind it. */
static bool make_room(geo_input *input, size_t more)
{
    size_t held = geo_input_held(input);
    if (input->begin > 0 && held > 0)
        memmove(input->bytes, input->bytes + input->begin, held);
    input->begin = 0;
    input->end = held;
    if (input->capacity - held >= more)
        return true;
    size_t capacity = input->capacity ? input->capacity : GEO_STREAM_CHUNK;
    while (capacity - held < more)
        capacity *= 2;
    uint8_t *grown = geo_realloc(input->bytes, capacity, 1);
    if (!grown)
        return false;
    input->bytes = grown;
    input->capacity = capacity;
    return true;
}

/* Memory grows with what really arrives, never with what a size field claims. */
geo_status geo_input_fill(geo_ctx *ctx, geo_input *input, size_t want)
{
    while (geo_input_held(input) < want && !input->at_end) {
        size_t got, missing = want - geo_input_held(input);
        if (missing > GEO_STREAM_CHUNK)
            missing = GEO_STREAM_CHUNK;
        if (input->capacity - input->end < missing && !make_room(input, missing))
            return geo_fail_nomem(ctx);
        geo_status status =
            read_some(ctx, input, input->bytes + input->end, input->capacity - input->end, &got);
        if (status != GEO_OK)
            return status;
        input->end += got;
    }
    return GEO_OK;
}

geo_status geo_input_read(geo_ctx *ctx, geo_input *input, void *to, size_t room, size_t *got)
{
    size_t held = geo_input_held(input);
    if (held == 0)
        return read_some(ctx, input, to, room, got);
    *got = held < room ? held : room;
    memcpy(to, geo_input_bytes(input), *got);
    geo_input_use(input, *got);
    return GEO_OK;
}

geo_status geo_input_unread(geo_ctx *ctx, geo_input *input, const void *bytes, size_t count)
{
    size_t held = geo_input_held(input);
    if (!make_room(input, count))
        return geo_fail_nomem(ctx);
    if (held)
        memmove(input->bytes + count, input->bytes, held);
    if (count)
        memcpy(input->bytes, bytes, count);
    input->end = held + count;
    return GEO_OK;
}
