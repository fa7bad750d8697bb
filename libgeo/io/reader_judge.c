/* Which rows can be used: geometry there, finite, of the wanted kind, inside the area of use; and
 * their way into the wanted CRS. */
#include <math.h>
#include <stdio.h>

#include "base/alloc.h"
#include "io/reader_parts.h"
#include "io/row_shape.h"

static const char OUTSIDE[] = "outside the area of its coordinate reference system";

bool geo_reader_is_full(const geo_batch *batch)
{
    return batch->starts.count >= GEO_BATCH_ROWS || batch->bytes.count >= GEO_READER_BATCH_BYTES;
}

geo_status geo_reader_push(geo_ctx *ctx, geo_batch *batch, size_t at)
{
    return geo_vec_push(&batch->starts, at + 4) ? GEO_OK : geo_fail_nomem(ctx);
}

geo_status geo_reader_put(geo_ctx *ctx, geo_reader *reader, geo_batch *batch, const geo_geom *geom,
                          const geo_value *values, const char *reason)
{
    size_t at = batch->bytes.count;
    geo_status status =
        geo_row_make(ctx, &reader->schema, geom->type ? geom : NULL, values, &batch->bytes);
    if (status != GEO_OK)
        return status;
    if (!reason)
        return geo_reader_push(ctx, batch, at);
    const uint8_t *bytes = batch->bytes.items + at + 4;
    status = geo_reader_reject(ctx, reader,
                               (geo_row){bytes, (uint32_t)(batch->bytes.count - at) - 4}, reason);
    batch->bytes.count = at;
    return status;
}

void geo_reader_count_used(geo_reader *reader, size_t count)
{
    reader->rows += count;
    reader->tally.used += count;
}

typedef struct gathering {
    geo_reader *reader;
    const uint8_t *bytes;
} gathering;

static bool gather(void *self, const geo_row_shape *shape)
{
    const gathering *to = self;
    geo_reader *reader = to->reader;
    uint32_t points = shape->xy.count / 2;
    if (!geo_vec_room(&reader->points, points))
        return false;
    if (points)
        memcpy(reader->points.items + reader->points.count, to->bytes + shape->xy.at,
               16 * (size_t)points);
    reader->points.count += points;
    return true;
}

/* Appends the row's points; *type is its geometry type, 0 when it has none. */
static bool gather_row(geo_reader *reader, geo_row row, uint8_t *type)
{
    geo_row_shape shape;
    gathering to = {reader, row.bytes};
    *type = 0;
    if (!geo_row_shape_of(row, &shape))
        return true;
    *type = shape.type;
    return geo_row_each_leaf(row, gather, &to);
}

static bool begins_as_point(const geo_row_rules *rules, geo_row row)
{
    return row.size > rules->form.properties &&
           memcmp(row.bytes, rules->form.bytes, rules->form.cuts[0][1]) == 0;
}

static const char *reason_against(const geo_reader *reader, uint8_t type, const geo_point *points,
                                  uint32_t count)
{
    if (type == 0)
        return "null geometry";
    if (count == 0)
        return "empty geometry";
    for (uint32_t i = 0; i < count; i++)
        if (!isfinite(points[i].x) || !isfinite(points[i].y))
            return "coordinate that is not finite";
    if (type > GEO_GEOM_MULTIPOLYGON)
        return "geometry collection, curve or surface";
    if (reader->options.points_only && type != GEO_GEOM_POINT &&
        !(type == GEO_GEOM_MULTIPOINT && count == 1))
        return "not a point";
    return NULL;
}

/* The row's identity for messages: column id, else its number. */
static const char *row_id(geo_reader *reader, geo_row row, char number[32], geo_text *text)
{
    geo_value id;
    snprintf(number, 32, "%llu", (unsigned long long)reader->rows);
    if (reader->id_column == SIZE_MAX ||
        geo_row_values(NULL, &reader->schema, row, &reader->id_column, 1, &id) != GEO_OK ||
        id.is_null)
        return number;
    geo_value_add_text(&id, text);
    return text->failed ? number : geo_text_string(text);
}

static void count_row(geo_reader *reader, geo_row row, geo_fate fate, const char *reason)
{
    geo_text text = GEO_TEXT_INIT;
    char number[32];
    geo_tally_add(&reader->tally, fate, reason, row_id(reader, row, number, &text));
    geo_text_release(&text);
}

static geo_status hand_over(geo_ctx *ctx, geo_reader *reader, geo_row row, const char *reason)
{
    count_row(reader, row, GEO_FATE_REJECTED, reason);
    if (!reader->options.rejected)
        return GEO_OK;
    geo_schema schema = geo_reader_reject_schema(reader);
    return reader->options.rejected(reader->options.self, ctx, &schema, row, reason);
}

geo_status geo_reader_reject(geo_ctx *ctx, geo_reader *reader, geo_row row, const char *reason)
{
    reader->rows++;
    return hand_over(ctx, reader, row, reason);
}

typedef struct first {
    const uint8_t *bytes;
    geo_point *out;
} first;

/* Stops at the first geometry that has points. */
static bool first_point(void *self, const geo_row_shape *shape)
{
    const first *f = self;
    if (shape->xy.count < 2)
        return true;
    memcpy(f->out, f->bytes + shape->xy.at, sizeof *f->out);
    return false;
}

static bool holds(const geo_box *box, const geo_point *points, uint32_t count)
{
    bool inside = true;
    for (uint32_t i = 0; i < count; i++)
        inside &= points[i].x >= box->xmin && points[i].x <= box->xmax &&
                  points[i].y >= box->ymin && points[i].y <= box->ymax;
    return inside;
}

static bool is_outside(geo_reader *reader, geo_row row, const geo_verdict *verdict)
{
    const geo_point *points = reader->points.items + verdict->first;
    bool transformed = true;
    for (uint32_t i = 0; i < verdict->count; i++)
        transformed &= isfinite(points[i].x) && isfinite(points[i].y);
    if (transformed && (!reader->has_bounds || holds(&reader->bounds, points, verdict->count)))
        return false;
    if (reader->outside++ == 0)
        (void)geo_row_each_leaf(row, first_point, &(first){row.bytes, &reader->outside_first});
    return true;
}

/* A plain point is taken from its known place, any other row apart. */
static geo_status look_at_row(geo_ctx *ctx, geo_reader *reader, geo_row row, geo_verdict *out)
{
    uint8_t type = GEO_GEOM_POINT;
    out->first = reader->points.count;
    if (begins_as_point(&reader->rules, row)) {
        geo_point point;
        memcpy(&point, row.bytes + reader->rules.form.xy, sizeof point);
        if (!geo_vec_push(&reader->points, point))
            return geo_fail_nomem(ctx);
    } else if (!gather_row(reader, row, &type)) {
        return geo_fail_nomem(ctx);
    }
    out->count = (uint32_t)(reader->points.count - out->first);
    out->reason = reason_against(reader, type, reader->points.items + out->first, out->count);
    return GEO_OK;
}

static geo_status look(geo_ctx *ctx, geo_reader *reader, const geo_batch *batch, size_t from)
{
    size_t count = batch->starts.count - from;
    reader->points.count = reader->verdicts.count = 0;
    if (!geo_vec_room(&reader->verdicts, count) || !geo_vec_room(&reader->points, count))
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < count; i++) {
        geo_status status =
            look_at_row(ctx, reader, geo_batch_row(batch, from + i), &reader->verdicts.items[i]);
        if (status != GEO_OK)
            return status;
    }
    return GEO_OK;
}

/* Puts the row's points back; a multipoint of one becomes the point it is. */
static geo_status put_back(geo_ctx *ctx, geo_reader *reader, geo_batch *batch, size_t index,
                           const geo_verdict *verdict)
{
    uint8_t *bytes = batch->bytes.items + batch->starts.items[index];
    geo_row row = geo_batch_row(batch, index);
    if (reader->options.points_only)
        geo_row_become_point(bytes, row.size);
    if (!reader->transform)
        return GEO_OK;
    geo_geom moved = {.points = reader->points.items + verdict->first,
                      .point_count = verdict->count};
    return geo_row_set_points(ctx, bytes, row.size, &moved);
}

static geo_status decide(geo_ctx *ctx, geo_reader *reader, geo_batch *batch, size_t index,
                         const geo_verdict *verdict, bool *keep)
{
    geo_row row = geo_batch_row(batch, index);
    const char *reason = verdict->reason;
    *keep = false;
    reader->rows++;
    if (!reason && is_outside(reader, row, verdict))
        reason = OUTSIDE;
    if (reason)
        return hand_over(ctx, reader, row, reason);
    if (reader->options.box && !geo_box_holds(reader->box, reader->points.items[verdict->first])) {
        count_row(reader, row, GEO_FATE_IGNORED, "outside the box");
        return GEO_OK;
    }
    *keep = true;
    reader->tally.used++;
    if (!reader->transform &&
        (!reader->options.points_only || begins_as_point(&reader->rules, row)))
        return GEO_OK;
    return put_back(ctx, reader, batch, index, verdict);
}

geo_status geo_reader_judge(geo_ctx *ctx, geo_reader *reader, geo_batch *batch, size_t from)
{
    geo_status status = look(ctx, reader, batch, from);
    if (status == GEO_OK && reader->transform && reader->points.count)
        status = geo_transform_points(ctx, reader->transform, reader->points.items,
                                      reader->points.count);
    size_t kept = from;
    for (size_t i = from; i < batch->starts.count && status == GEO_OK; i++) {
        bool keep;
        status = decide(ctx, reader, batch, i, &reader->verdicts.items[i - from], &keep);
        if (status == GEO_OK && keep)
            batch->starts.items[kept++] = batch->starts.items[i];
    }
    batch->starts.count = kept;
    return status;
}

/* Whether the first point outside would lie inside with x and y swapped. */
static bool fits_swapped(geo_ctx *ctx, const geo_reader *reader)
{
    geo_point swapped = {reader->outside_first.y, reader->outside_first.x};
    if (reader->transform && geo_transform_points(ctx, reader->transform, &swapped, 1) != GEO_OK)
        return false;
    return reader->has_bounds && holds(&reader->bounds, &swapped, 1);
}

geo_status geo_reader_check_outside(geo_ctx *ctx, const geo_reader *reader)
{
    /* While rows still come, only what a million good ones could not put right is an error. */
    uint64_t rows = reader->ended || reader->rows > 1000000 ? reader->rows : 1000000;
    if (reader->outside * 1000 <= rows)
        return GEO_OK;
    if (fits_swapped(ctx, reader))
        geo_hint(ctx, "x and y are swapped: exchange them in the input");
    else
        geo_hint(ctx,
                 "check the input's coordinate reference system (--crs); are x and y swapped?");
    return geo_fail(ctx, GEO_ERR_CRS,
                    "%s: %llu of %llu features lie outside the area of %s, the first at (%.10g, "
                    "%.10g)",
                    reader->name, (unsigned long long)reader->outside,
                    (unsigned long long)reader->rows, geo_crs_label(reader->schema.crs),
                    reader->outside_first.x, reader->outside_first.y);
}
