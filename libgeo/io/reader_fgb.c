/* FlatGeobuf frames, from a pipe or a file, with or without index. Rows of our own streams are
 * canonical points nearly always: they are read straight into the batch and only looked over. The
 * rows of a batch after one that is not are taken in one by one.
 * After the last feature of a stream of ours stand the 3 bytes END, as its header promises; 4 bytes
 * of ones are the poison mark of a tool that failed. */
#include "base/alloc.h"
#include "io/fgb_header.h"
#include "io/reader_parts.h"
#include "io/row_flat.h"
#include "io/row_shape.h"

typedef struct fgb_source {
    geo_input input;
    uint64_t expected; /* features by the header; 0: not said */
    uint64_t taken;    /* features so far */
    bool needs_mark;
} fgb_source;

static void free_source(void *state)
{
    fgb_source *s = state;
    if (s)
        geo_input_release(&s->input);
    geo_free(s);
}

static geo_status cut_off(geo_ctx *ctx, const geo_reader *reader)
{
    return geo_fail(ctx, GEO_ERR_FORMAT,
                    reader->is_file ? "%s is cut off inside a feature"
                                    : "%s ends inside a feature: the tool before this one failed "
                                      "or was killed",
                    reader->name);
}

static geo_status poisoned(geo_ctx *ctx, const geo_reader *reader)
{
    if (reader->is_file)
        return geo_fail(ctx, GEO_ERR_FORMAT, "%s is not whole: the tool that wrote it failed",
                        reader->name);
    return geo_fail(ctx, GEO_ERR_FORMAT, "the tool before this one failed (its message is above)");
}

static geo_status check_count(geo_ctx *ctx, geo_reader *reader, const fgb_source *s)
{
    reader->ended = true;
    if (s->expected && s->expected != s->taken)
        return geo_fail(ctx, GEO_ERR_FORMAT, "%s has %llu features, its header says %llu",
                        reader->name, (unsigned long long)s->taken,
                        (unsigned long long)s->expected);
    return GEO_OK;
}

/* The input is at its end and fewer than 4 bytes are left. */
static geo_status end_of_input(geo_ctx *ctx, geo_reader *reader, fgb_source *s)
{
    size_t left = geo_input_held(&s->input);
    if (left == GEO_FGB_END_SIZE &&
        memcmp(geo_input_bytes(&s->input), GEO_FGB_END, GEO_FGB_END_SIZE) == 0)
        return check_count(ctx, reader, s);
    if (left)
        return cut_off(ctx, reader);
    if (!s->needs_mark)
        return check_count(ctx, reader, s);
    return geo_fail(ctx, GEO_ERR_FORMAT,
                    reader->is_file
                        ? "%s ends without its end mark: the tool that wrote it failed or was "
                          "killed"
                        : "%s ends without its end mark: the tool before this one failed or was "
                          "killed",
                    reader->name);
}

/* No feature can begin with the end mark: its size would be odd, and all are multiples of 4. */
static bool is_end_mark(const uint8_t *bytes)
{
    return memcmp(bytes, GEO_FGB_END, GEO_FGB_END_SIZE) == 0;
}

static geo_status take(geo_ctx *ctx, geo_reader *reader, fgb_source *s, geo_batch *batch,
                       uint32_t size)
{
    bool null_geom;
    size_t at = batch->bytes.count;
    geo_status status = geo_input_fill(ctx, &s->input, (size_t)size + 4);
    if (status != GEO_OK)
        return status;
    if (geo_input_held(&s->input) < (size_t)size + 4)
        return cut_off(ctx, reader);
    status = geo_row_take_by(ctx, &reader->rules, geo_input_bytes(&s->input) + 4, size,
                             &batch->bytes, &null_geom);
    if (status != GEO_OK)
        return geo_while(ctx, status, "reading feature %llu of %s",
                         (unsigned long long)s->taken + 1, reader->name);
    geo_input_use(&s->input, (size_t)size + 4);
    s->taken++;
    return geo_reader_push(ctx, batch, at);
}

/* One feature, whatever it looks like, or the end. */
static geo_status next_feature(geo_ctx *ctx, geo_reader *reader, fgb_source *s, geo_batch *batch)
{
    geo_status status = geo_input_fill(ctx, &s->input, 4);
    if (status != GEO_OK)
        return status;
    if (geo_input_held(&s->input) < 4)
        return end_of_input(ctx, reader, s);
    const uint8_t *bytes = geo_input_bytes(&s->input);
    uint32_t size = geo_flat_u32(bytes);
    if (size == GEO_FGB_POISON)
        return poisoned(ctx, reader);
    if (is_end_mark(bytes))
        return geo_fail(ctx, GEO_ERR_FORMAT, "%s goes on after its end mark", reader->name);
    if (size > GEO_ROW_BYTES)
        return geo_fail(ctx, GEO_ERR_FORMAT, "feature %llu of %s has an impossible size",
                        (unsigned long long)s->taken + 1, reader->name);
    return take(ctx, reader, s, batch, size);
}

/* Lists the whole rows from `*at` on, as long as they are plain points, and moves `*at` behind
 * them. True: it ended for want of bytes. */
static bool list_plain(geo_reader *reader, fgb_source *s, geo_batch *batch, size_t *at)
{
    size_t end = batch->bytes.count;
    while (batch->starts.count < GEO_BATCH_ROWS && *at < GEO_READER_BATCH_BYTES) {
        const uint8_t *bytes = batch->bytes.items + *at;
        if (end - *at < 4)
            return true;
        uint32_t size = geo_flat_u32(bytes);
        if (size > GEO_ROW_BYTES)
            return false;
        if (end - *at - 4 < size)
            return true;
        if (!geo_row_is_plain_point(&reader->rules, bytes + 4, size) ||
            (reader->is_quick && !geo_reader_admits(reader, bytes + 4)))
            return false;
        batch->starts.items[batch->starts.count++] = *at + 4;
        *at += (size_t)size + 4;
        s->taken++;
    }
    return false;
}

/* Rows straight into the batch, until one is no plain point, the batch is full, or the input ends;
 * what was read beyond goes back. */
static geo_status next_plain(geo_ctx *ctx, geo_reader *reader, fgb_source *s, geo_batch *batch)
{
    size_t at = 0, got = 1;
    bool more = true;
    geo_status status = GEO_OK;
    if (!geo_vec_room(&batch->starts, GEO_BATCH_ROWS))
        return geo_fail_nomem(ctx);
    while (more && got > 0 && status == GEO_OK) {
        size_t from = batch->starts.count;
        if (!geo_vec_room(&batch->bytes, GEO_STREAM_CHUNK))
            return geo_fail_nomem(ctx);
        status = geo_input_read(ctx, &s->input, batch->bytes.items + batch->bytes.count,
                                GEO_STREAM_CHUNK, &got);
        if (status != GEO_OK)
            return status;
        batch->bytes.count += got;
        more = list_plain(reader, s, batch, &at);
        if (!reader->is_quick)
            status = geo_reader_judge(ctx, reader, batch, from);
    }
    if (reader->is_quick)
        geo_reader_count_used(reader, batch->starts.count);
    if (status == GEO_OK)
        status = geo_input_unread(ctx, &s->input, batch->bytes.items + at, batch->bytes.count - at);
    batch->bytes.count = at;
    return status;
}

static geo_status next_any(geo_ctx *ctx, geo_reader *reader, fgb_source *s, geo_batch *batch)
{
    geo_status status = GEO_OK;
    while (status == GEO_OK && !reader->ended && !geo_reader_is_full(batch)) {
        size_t from = batch->starts.count;
        while (status == GEO_OK && !reader->ended && !geo_reader_is_full(batch) &&
               batch->starts.count - from < 1024)
            status = next_feature(ctx, reader, s, batch);
        if (status == GEO_OK)
            status = geo_reader_judge(ctx, reader, batch, from);
    }
    return status;
}

static geo_status next(geo_ctx *ctx, geo_reader *reader, geo_batch *batch)
{
    fgb_source *s = reader->state;
    geo_status status = next_plain(ctx, reader, s, batch);
    return status == GEO_OK ? next_any(ctx, reader, s, batch) : status;
}

static geo_status skip(geo_ctx *ctx, geo_reader *reader, geo_input *input, uint64_t count)
{
    while (count > 0) {
        geo_status status = geo_input_fill(ctx, input, 1);
        size_t held = geo_input_held(input);
        if (status != GEO_OK)
            return status;
        if (held == 0)
            return geo_fail(ctx, GEO_ERR_FORMAT, "%s is cut off inside its index", reader->name);
        geo_input_use(input, held < count ? held : (size_t)count);
        count -= held < count ? held : count;
    }
    return GEO_OK;
}

static geo_status read_header(geo_ctx *ctx, geo_reader *reader, geo_input *input,
                              geo_fgb_header *out)
{
    size_t start = GEO_FGB_MAGIC_SIZE + 4;
    geo_status status = geo_input_fill(ctx, input, start);
    if (status != GEO_OK)
        return status;
    uint32_t size = geo_input_held(input) < start
                        ? UINT32_MAX
                        : geo_flat_u32(geo_input_bytes(input) + GEO_FGB_MAGIC_SIZE);
    if (size > GEO_FGB_HEADER_MAX)
        return geo_fail(ctx, GEO_ERR_FORMAT, "%s has a damaged header", reader->name);
    status = geo_input_fill(ctx, input, start + size);
    if (status == GEO_OK && geo_input_held(input) < start + size)
        status = geo_fail(ctx, GEO_ERR_FORMAT, "%s is cut off inside its header", reader->name);
    if (status == GEO_OK)
        status = geo_while(ctx, geo_fgb_header_read(ctx, geo_input_bytes(input) + start, size, out),
                           "reading %s", reader->name);
    if (status == GEO_OK)
        geo_input_use(input, start + size);
    return status;
}

static geo_status check_layer(geo_ctx *ctx, const geo_reader *reader)
{
    const char *layer = reader->options.layer;
    if (!layer || strcmp(layer, reader->schema.name) == 0)
        return GEO_OK;
    return geo_fail(ctx, GEO_ERR_NOTFOUND, "%s has no layer '%s', only '%s'", reader->name, layer,
                    reader->schema.name);
}

geo_status geo_reader_open_fgb(geo_ctx *ctx, geo_reader *reader, geo_input *input)
{
    geo_fgb_header header = {0};
    fgb_source *s = geo_calloc(1, sizeof *s);
    static const geo_reader_kind kind = {next, free_source};
    if (!s)
        return geo_fail_nomem(ctx);
    s->input = *input;
    *input = (geo_input){.fd = -1};
    reader->kind = &kind;
    reader->state = s;
    geo_status status = read_header(ctx, reader, &s->input, &header);
    if (status != GEO_OK)
        return status;
    reader->schema = header.schema;
    s->expected = header.count;
    s->needs_mark = header.ends_marked && !(reader->is_file && header.count);
    status = check_layer(ctx, reader);
    if (status == GEO_OK)
        status = skip(ctx, reader, &s->input, header.index_size);
    if (status == GEO_OK)
        status = geo_reader_settle(ctx, reader, header.type);
    return status;
}
