/* FlatGeobuf without index: rows go out as the bytes they are, added columns at their end. A file's
 * header gets the number of features afterwards; a stream's says 0, which means unknown. */
#include "io/fgb_header.h"
#include "io/row_flat.h"
#include "io/writer_parts.h"

#define WORTH_A_WRITE ((size_t)256 << 10)

static geo_status begin(geo_ctx *ctx, geo_writer *writer)
{
    return geo_fgb_header_write(ctx, &writer->schema, &writer->bytes);
}

static geo_status put_bytes(geo_ctx *ctx, geo_writer *writer, const uint8_t *bytes, size_t count)
{
    if (count >= WORTH_A_WRITE) {
        geo_status status = geo_writer_flush(ctx, writer, true);
        return status == GEO_OK ? geo_output_write(ctx, &writer->output, bytes, count) : status;
    }
    if (!geo_vec_room(&writer->bytes, count))
        return geo_fail_nomem(ctx);
    memcpy(writer->bytes.items + writer->bytes.count, bytes, count);
    writer->bytes.count += count;
    return geo_writer_flush(ctx, writer, false);
}

/* Rows that lie side by side in the batch are written together. */
static geo_status put_runs(geo_ctx *ctx, geo_writer *writer, const geo_batch *batch)
{
    geo_status status = GEO_OK;
    size_t count = geo_batch_count(batch);
    for (size_t i = 0; i < count && status == GEO_OK;) {
        size_t from = batch->starts.items[i] - 4, end = from;
        while (i < count && batch->starts.items[i] - 4 == end)
            end += 4 + (size_t)geo_batch_row(batch, i++).size;
        status = put_bytes(ctx, writer, batch->bytes.items + from, end - from);
    }
    return status;
}

static geo_status move(geo_ctx *ctx, geo_writer *writer, size_t at)
{
    geo_geom geom;
    uint8_t *bytes = writer->bytes.items + at + 4;
    geo_row row = {bytes, geo_flat_u32(bytes - 4)};
    geo_arena_reset(writer->arena);
    geo_status status = geo_row_geom(ctx, &writer->schema, row, writer->arena, &geom);
    if (status == GEO_OK)
        status = geo_transform_points(ctx, writer->transform, geom.points, geom.point_count);
    if (status == GEO_OK && !geo_geom_is_finite(&geom))
        status = geo_fail(ctx, GEO_ERR_CRS, "a feature cannot be transformed to %s",
                          geo_crs_label(writer->schema.crs));
    return status == GEO_OK ? geo_row_set_points(ctx, bytes, row.size, &geom) : status;
}

static geo_status put_batch(geo_ctx *ctx, geo_writer *writer, const geo_batch *batch,
                            const geo_columns *columns)
{
    size_t added = columns ? columns->count : 0, own = batch->schema->field_count;
    geo_status status = GEO_OK;
    if (added == 0 && !writer->transform)
        return put_runs(ctx, writer, batch);
    for (size_t i = 0; i < geo_batch_count(batch) && status == GEO_OK; i++) {
        size_t at = writer->bytes.count;
        status = geo_row_extend(ctx, geo_batch_row(batch, i), own,
                                added ? columns->values + i * added : NULL, added, &writer->bytes);
        if (status == GEO_OK && writer->transform)
            status = move(ctx, writer, at);
        if (status == GEO_OK)
            status = geo_writer_flush(ctx, writer, false);
    }
    return status;
}

static geo_status end(geo_ctx *ctx, geo_writer *writer)
{
    geo_status status = put_bytes(ctx, writer, (const uint8_t *)GEO_FGB_END, GEO_FGB_END_SIZE);
    if (status == GEO_OK)
        status = geo_writer_flush(ctx, writer, true);
    if (status == GEO_OK && writer->publish)
        status = geo_output_patch(ctx, &writer->output, GEO_FGB_COUNT_AT, &writer->rows,
                                  sizeof writer->rows);
    return status;
}

const geo_writer_kind GEO_WRITER_FGB = {
    .begin = begin, .batch = put_batch, .end = end, .poison = "\xff\xff\xff\xff"};
