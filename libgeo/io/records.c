/* What all kinds of files share: which kind it is, the CRS, the box, and one record after another.
 */
#include "io/records.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "io/encoding.h"
#include "io/records_parts.h"
#include "io/source_parts.h"

enum { POLL_EVERY = 4096 };

static const geo_records_kind *kind_of(geo_open_format format)
{
    switch (format) {
    case GEO_OPEN_GPKG:
    case GEO_OPEN_SQLITE:
        return &geo_records_sql;
    case GEO_OPEN_TEXT:
        return &geo_records_csv;
    default:
        return &geo_records_vector;
    }
}

/* The layer by the option or the dataset's name; both must be the same. */
static geo_status settle_layer(geo_ctx *ctx, geo_records *r, const char *dataset, const char *layer)
{
    if (!layer || (r->layer && !strcmp(r->layer, layer)))
        return GEO_OK;
    if (r->layer)
        return geo_fail(ctx, GEO_ERR_ARG, "'%s' names another layer than '%s'", dataset, layer);
    r->layer = geo_strdup(layer);
    return r->layer ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status keep_fields(geo_ctx *ctx, geo_records *r, const geo_records_options *options)
{
    r->fields = geo_calloc(options->field_count, sizeof *r->fields);
    r->has = geo_calloc(options->field_count, sizeof *r->has);
    r->text = geo_calloc(options->field_count, sizeof *r->text);
    if (!r->fields || !r->has || !r->text)
        return geo_fail_nomem(ctx);
    r->field_count = options->field_count;
    for (size_t i = 0; i < r->field_count; i++)
        if (!(r->fields[i] = geo_strdup(options->fields[i])))
            return geo_fail_nomem(ctx);
    return GEO_OK;
}

static geo_status prepare(geo_ctx *ctx, geo_records *r, const char *dataset,
                          const geo_records_options *options)
{
    r->allow_tables = options->allow_tables;
    if (options->box) {
        r->has_box = true;
        r->box = *options->box;
    }
    if (!(r->arena = geo_arena_new()) || !(r->names = geo_arena_new()))
        return geo_fail_nomem(ctx);
    geo_status status = keep_fields(ctx, r, options);
    if (!status && options->encoding)
        status = geo_encoding_find(ctx, options->encoding, &r->encoding);
    if (!status)
        status = geo_open_split(ctx, dataset, &r->path, &r->layer);
    if (!status)
        status = settle_layer(ctx, r, dataset, options->layer);
    if (!status)
        status = geo_open_sniff_registry(ctx, r->path, &r->format);
    return status;
}

/* A little more than the box, as edges bend between the points that were turned. */
static geo_status turn_box(geo_ctx *ctx, geo_records *r, const geo_crs *target)
{
    geo_transform *back = NULL;
    geo_box box;
    geo_status status = geo_transform_new(ctx, target, r->crs, &back);
    if (!status)
        status = geo_source_turn_box(ctx, back, r->box, &box);
    geo_transform_free(back);
    if (!status && !geo_box_is_empty(box)) {
        r->file_box = geo_box_grow(box, 0.01 * fmax(box.xmax - box.xmin, box.ymax - box.ymin));
        r->has_file_box = true;
    }
    return status;
}

geo_status geo_records_settle_crs(geo_ctx *ctx, geo_records *r, const geo_records_options *options)
{
    if (r->is_table && !r->allow_tables)
        return geo_fail(ctx, GEO_ERR_GEOM, "'%s' is a table without geometry", r->name);
    if (r->is_table)
        return GEO_OK;
    if (!r->crs) {
        geo_hint(ctx, "declare it, such as --crs EPSG:28992");
        return geo_fail(ctx, GEO_ERR_CRS, "'%s' does not say in which coordinate system it is",
                        r->name);
    }
    if (geo_crs_same(r->crs, options->target)) {
        r->file_box = r->box;
        r->has_file_box = r->has_box;
        return GEO_OK;
    }
    geo_status status = geo_transform_new(ctx, r->crs, options->target, &r->transform);
    if (!status)
        geo_info(ctx, "%s: %s", r->name, geo_transform_description(r->transform));
    return status || !r->has_box ? status : turn_box(ctx, r, options->target);
}

geo_status geo_records_new(geo_ctx *ctx, const char *dataset, const geo_records_options *options,
                           geo_records **out)
{
    geo_records *r = geo_calloc(1, sizeof *r);
    if (!r)
        return geo_fail_nomem(ctx);
    geo_status status = prepare(ctx, r, dataset, options);
    if (!status) {
        r->kind = kind_of(r->format);
        status = r->kind->open(ctx, r, dataset, options);
    }
    if (status)
        geo_records_free(r);
    else
        *out = r;
    return status;
}

void geo_records_free(geo_records *records)
{
    if (!records)
        return;
    if (records->kind)
        records->kind->close(records);
    for (size_t i = 0; i < records->field_count; i++)
        geo_free(records->fields[i]);
    geo_free(records->fields);
    geo_free(records->has);
    geo_free(records->text);
    geo_free(records->path);
    geo_free(records->layer);
    geo_free(records->name);
    geo_crs_free(records->crs);
    geo_transform_free(records->transform);
    geo_arena_free(records->arena);
    geo_arena_free(records->names);
    geo_free(records->columns.items);
    geo_free(records);
}

const char *geo_records_name(const geo_records *records)
{
    return records->name;
}

bool geo_records_has(const geo_records *records, size_t field)
{
    return records->has[field];
}

size_t geo_records_column_count(const geo_records *records)
{
    return records->columns.count;
}

const char *geo_records_column(const geo_records *records, size_t column)
{
    return records->columns.items[column];
}

geo_status geo_records_note_column(geo_ctx *ctx, geo_records *r, const char *name)
{
    const char *copy = geo_arena_strndup(r->names, name, strlen(name));
    return copy && geo_vec_push(&r->columns, copy) ? GEO_OK : geo_fail_nomem(ctx);
}

uint64_t geo_records_outside(const geo_records *records)
{
    return records->outside;
}

geo_status geo_records_put(geo_ctx *ctx, geo_records *r, size_t field, const char *bytes,
                           size_t length)
{
    r->text[field] = NULL;
    if (!length)
        return GEO_OK;
    if (!geo_utf8_valid(bytes, length) || memchr(bytes, '\0', length)) {
        if (r->format == GEO_OPEN_SHAPEFILE && !r->encoding)
            geo_hint(ctx, "the file does not say its encoding rightly: --encoding windows-1252");
        return geo_fail(ctx, GEO_ERR_FORMAT, "'%s': '%s' of feature %" PRIu64 " is not UTF-8 text",
                        r->name, r->fields[field], r->row.number);
    }
    r->text[field] = geo_arena_strndup(r->arena, bytes, length);
    return r->text[field] ? GEO_OK : geo_fail_nomem(ctx);
}

/* What is written where nobody knew the place. */
static bool is_at_zero(const geo_geom *geom)
{
    return geom->type == GEO_GEOM_POINT && geom->point_count == 1 && geom->points[0].x == 0 &&
           geom->points[0].y == 0;
}

/* To the target's CRS; *keep: false when it lies outside the box. */
static geo_status place(geo_ctx *ctx, geo_records *r, bool *keep)
{
    geo_records_row *row = &r->row;
    geo_status status = GEO_OK;
    *keep = true;
    if (!row->reason && !r->is_table && is_at_zero(&row->geom))
        row->reason = "coordinates 0, 0";
    if (row->reason || r->is_table)
        return GEO_OK;
    if (r->has_file_box && !geo_box_meets(geo_box_of(&row->geom), r->file_box)) {
        *keep = false;
        return GEO_OK;
    }
    if (r->transform)
        status = geo_transform_points(ctx, r->transform, row->geom.points, row->geom.point_count);
    if (!status && !geo_geom_is_finite(&row->geom))
        row->reason = GEO_RECORDS_OUTSIDE_USE;
    if (!status && !row->reason && r->has_box)
        *keep = geo_box_meets(geo_box_of(&row->geom), r->box);
    return status;
}

/* Reads on to a row that is wanted. */
static geo_status advance(geo_ctx *ctx, geo_records *r)
{
    for (;;) {
        bool keep = false;
        geo_arena_reset(r->arena);
        r->row = (geo_records_row){0};
        geo_status status = r->turn++ % POLL_EVERY ? GEO_OK : geo_ctx_poll(ctx);
        if (!status)
            status = r->kind->next(ctx, r, &r->row);
        if (!status)
            status = place(ctx, r, &keep);
        if (!status && keep)
            status = r->kind->text(ctx, r);
        if (status || keep)
            return status;
        r->outside += !r->by_index;
    }
}

/* SQLite would begin again after the last row. */
geo_status geo_records_next(geo_ctx *ctx, geo_records *records, geo_record *out)
{
    geo_status status = records->ended ? GEO_END : advance(ctx, records);
    records->ended = status != GEO_OK;
    if (status)
        return status;
    bool has_geom = !records->is_table && !records->row.reason;
    *out = (geo_record){.number = records->row.number,
                        .geom = has_geom ? &records->row.geom : NULL,
                        .reason = records->row.reason,
                        .text = records->text};
    return GEO_OK;
}
