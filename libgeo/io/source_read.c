/* Reading the features of a box. OGR's own spatial filter is not used: it asks GEOS about each
 * geometry, and an invalid one is then quietly left out (measured). The R-tree, which was checked
 * to be complete, gives candidates; our own box test decides. */
#include <inttypes.h>
#include <math.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/parse.h"
#include "base/vec.h"
#include "io/source_parts.h"

enum { POLL_EVERY = 4096 };

typedef struct row {
    int64_t fid;
    size_t index; /* order of reading: where its cells are */
    geo_geom geom;
    geo_box box;
    const char *id;
} row;

typedef struct reading {
    geo_source *source;
    const geo_box *box; /* NULL: all */
    geo_arena *arena;
    GEO_VEC(row) rows;
    GEO_VEC(const char *) text; /* row by row */
    GEO_VEC(double) number;     /* row by row */
    const char *newest;
    uint64_t read, outside;
    geo_point first_outside;
    const char *first_id;
} reading;

/* A little more than the box, in the file's CRS: edges bend between the points that were turned. */
static geo_status box_in_file(geo_ctx *ctx, const reading *r, geo_box *out)
{
    *out = *r->box;
    if (!r->source->back)
        return GEO_OK;
    geo_status status = geo_source_turn_box(ctx, r->source->back, *r->box, out);
    if (!status && !geo_box_is_empty(*out))
        *out = geo_box_grow(*out, 0.01 * fmax(out->xmax - out->xmin, out->ymax - out->ymin));
    return status;
}

static geo_status set_filter(geo_ctx *ctx, const geo_vector *v, const char *filter)
{
    geo_watch watch;
    geo_watch_begin(&watch);
    OGR_L_SetAttributeFilter(v->layer, filter);
    OGR_L_ResetReading(v->layer);
    geo_watch_end(&watch);
    return geo_watch_check(ctx, &watch, GEO_ERR_FORMAT, "cannot search", v->name);
}

/* Rows that the R-tree does not hold, which no box will ever find. */
static geo_status select_strays(geo_ctx *ctx, const geo_vector *v)
{
    char *filter = sqlite3_mprintf("\"%w\" NOT IN (SELECT id FROM \"%w\")",
                                   OGR_L_GetFIDColumn(v->layer), v->tree);
    geo_status status = filter ? set_filter(ctx, v, filter) : geo_fail_nomem(ctx);
    sqlite3_free(filter);
    return status;
}

static geo_status select_rows(geo_ctx *ctx, const reading *r)
{
    geo_vector *v = &r->source->vector;
    char *filter = NULL;
    if (r->box && v->tree) {
        geo_box box;
        geo_status status = box_in_file(ctx, r, &box);
        if (status)
            return status;
        filter = sqlite3_mprintf("\"%w\" IN (SELECT id FROM \"%w\" WHERE maxx >= %!.17g AND minx "
                                 "<= %!.17g AND maxy >= %!.17g AND miny <= %!.17g)",
                                 OGR_L_GetFIDColumn(v->layer), v->tree, box.xmin, box.xmax,
                                 box.ymin, box.ymax);
        if (!filter)
            return geo_fail_nomem(ctx);
    }
    geo_status status = set_filter(ctx, v, filter);
    sqlite3_free(filter);
    return status;
}

/* column -1: its text cannot be used */
static geo_status row_id(geo_ctx *ctx, const reading *r, OGRFeatureH feature, int column,
                         const char **out)
{
    char room[32];
    if (!geo_source_text(feature, column, r->arena, out))
        return geo_fail_nomem(ctx);
    if (*out && **out) /* an empty id is none */
        return GEO_OK;
    snprintf(room, sizeof room, "%" PRId64, (int64_t)OGR_F_GetFID(feature));
    *out = geo_arena_strndup(r->arena, room, strlen(room));
    return *out ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status note_date(geo_ctx *ctx, reading *r, OGRFeatureH feature)
{
    const char *date;
    int64_t days;
    if (!geo_source_text(feature, r->source->date_column, r->arena, &date))
        return geo_fail_nomem(ctx);
    if (!date || (r->newest && strncmp(date, r->newest, 10) <= 0) ||
        geo_parse_date(NULL, date, &days))
        return GEO_OK;
    r->newest = geo_arena_strndup(r->arena, date, 10);
    return r->newest ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status take_cells(geo_ctx *ctx, reading *r, OGRFeatureH feature)
{
    const geo_source *source = r->source;
    if (!geo_vec_room(&r->text, source->text.count) ||
        !geo_vec_room(&r->number, source->number.count))
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < source->text.count; i++)
        if (!geo_source_text(feature, source->text.items[i], r->arena,
                             &r->text.items[r->text.count++]))
            return geo_fail_nomem(ctx);
    for (size_t i = 0; i < source->number.count; i++)
        r->number.items[r->number.count++] = geo_source_number(feature, source->number.items[i]);
    return GEO_OK;
}

/* Counts what became of a row, once, however often boxes bring it up. */
static geo_status note_fate(geo_ctx *ctx, reading *r, int64_t fid, geo_fate fate,
                            const char *reason, const char *id)
{
    const char *key = (const char *)&fid;
    if (fate != GEO_FATE_USED && geo_map_get(r->source->told, key, sizeof fid))
        return GEO_OK;
    if (fate != GEO_FATE_USED && !geo_map_set(r->source->told, key, sizeof fid, 1))
        return geo_fail_nomem(ctx);
    geo_tally_add(&r->source->tally, fate, reason, id);
    return GEO_OK;
}

static void note_outside(reading *r, const geo_source_shape *shape, const char *id)
{
    if (!shape->outside)
        return;
    if (!r->outside++) {
        r->first_outside = shape->first;
        r->first_id = id;
    }
}

static geo_status keep_row(geo_ctx *ctx, reading *r, OGRFeatureH feature,
                           const geo_source_shape *shape, const char *id)
{
    row kept = {.fid = OGR_F_GetFID(feature),
                .index = r->rows.count,
                .geom = shape->geom,
                .box = geo_box_of(&shape->geom),
                .id = id};
    if (r->box && !geo_box_meets(kept.box, *r->box))
        return GEO_OK; /* not asked for, so not counted either */
    if (!geo_vec_push(&r->rows, kept))
        return geo_fail_nomem(ctx);
    geo_status status = note_fate(
        ctx, r, kept.fid, shape->reason ? GEO_FATE_REPAIRED : GEO_FATE_USED, shape->reason, id);
    if (!status)
        status = note_date(ctx, r, feature);
    return status ? status : take_cells(ctx, r, feature);
}

static geo_status take_row(geo_ctx *ctx, reading *r, OGRFeatureH feature)
{
    const char *id;
    bool fits = geo_vector_text_fits(feature), damaged = r->source->vector.damaged;
    geo_source_shape shape = {.rejected = true,
                              .reason = damaged ? "unreadable row" : "text that is not UTF-8"};
    geo_status status = row_id(ctx, r, feature, fits ? r->source->id_column : -1, &id);
    if (!status && fits && !damaged)
        status =
            geo_source_take_shape(ctx, r->source, OGR_F_GetGeometryRef(feature), r->arena, &shape);
    if (status)
        return geo_while(ctx, status, "while reading feature '%s' of '%s'", id,
                         r->source->vector.name);
    r->read++;
    if (shape.rejected) {
        note_outside(r, &shape, id);
        return note_fate(ctx, r, OGR_F_GetFID(feature), GEO_FATE_REJECTED, shape.reason, id);
    }
    return keep_row(ctx, r, feature, &shape, id);
}

static geo_status read_rows(geo_ctx *ctx, reading *r)
{
    for (uint64_t turn = 0;; turn++) {
        OGRFeatureH feature = NULL;
        geo_status status = turn % POLL_EVERY ? GEO_OK : geo_ctx_poll(ctx);
        if (!status)
            status = geo_vector_next(ctx, &r->source->vector, &feature);
        if (status || !feature)
            return status;
        status = take_row(ctx, r, feature);
        OGR_F_Destroy(feature);
        if (status)
            return status;
    }
}

/* Would the first row that lies outside fit with x and y swapped? */
static bool swap_fits(geo_ctx *ctx, const reading *r)
{
    const geo_source *source = r->source;
    geo_point p = {r->first_outside.y, r->first_outside.x};
    if (source->has_area && !geo_box_meets(geo_box_around(p, 0), source->area))
        return false;
    if (source->transform && geo_transform_points(ctx, source->transform, &p, 1))
        return false;
    return isfinite(p.x) &&
           (!source->has_target_area || geo_box_meets(geo_box_around(p, 0), source->target_area));
}

static geo_status check_places(geo_ctx *ctx, const reading *r)
{
    const geo_vector *v = &r->source->vector;
    if (!r->outside || (double)r->outside <= GEO_TALLY_MOST_OUTSIDE * (double)r->read)
        return GEO_OK;
    bool swapped = swap_fits(ctx, r);
    geo_fail(ctx, GEO_ERR_CRS,
             "%" PRIu64 " of %" PRIu64
             " rows of '%s' lie outside the area of use of %s (first: '%s' at %.6g, %.6g)",
             r->outside, r->read, v->name,
             geo_crs_label(r->source->transform ? r->source->crs : v->crs), r->first_id,
             r->first_outside.x, r->first_outside.y);
    geo_hint(ctx, swapped ? "are x and y swapped?" : "is the file in another coordinate system?");
    return GEO_ERR_CRS;
}

static int by_fid(const void *a, const void *b)
{
    const row *p = a, *q = b;
    if (p->fid != q->fid)
        return p->fid < q->fid ? -1 : 1;
    return (p->index > q->index) - (p->index < q->index);
}

static void sort_rows(reading *r)
{
    bool sorted = true;
    for (size_t i = 1; i < r->rows.count; i++)
        sorted &= r->rows.items[i - 1].fid <= r->rows.items[i].fid;
    if (!sorted)
        qsort(r->rows.items, r->rows.count, sizeof *r->rows.items, by_fid);
}

/* One block: the columns' addresses, then the columns. */
static const char ***text_columns(const reading *r)
{
    size_t columns = r->source->text.count, rows = r->rows.count;
    const char ***table = geo_alloc(columns * (rows + 1), sizeof(char *));
    if (!table)
        return NULL;
    const char **cells = (void *)(table + columns);
    for (size_t c = 0; c < columns; c++) {
        table[c] = cells + c * rows;
        for (size_t i = 0; i < rows; i++)
            table[c][i] = r->text.items[r->rows.items[i].index * columns + c];
    }
    return table;
}

static double **number_columns(const reading *r)
{
    size_t columns = r->source->number.count, rows = r->rows.count;
    _Static_assert(sizeof(double) == sizeof(double *), "one block holds both");
    double **table = geo_alloc(columns * (rows + 1), sizeof(double));
    if (!table)
        return NULL;
    double *cells = (double *)(void *)(table + columns);
    for (size_t c = 0; c < columns; c++) {
        table[c] = cells + c * rows;
        for (size_t i = 0; i < rows; i++)
            table[c][i] = r->number.items[r->rows.items[i].index * columns + c];
    }
    return table;
}

static geo_status build(geo_ctx *ctx, const reading *r, geo_features *out)
{
    size_t count = r->rows.count;
    out->count = count;
    out->newest_date = r->newest;
    out->geoms = geo_alloc(count, sizeof *out->geoms);
    out->boxes = geo_alloc(count, sizeof *out->boxes);
    out->ids = geo_alloc(count, sizeof *out->ids);
    out->fids = geo_alloc(count, sizeof *out->fids);
    out->text = text_columns(r);
    out->number = number_columns(r);
    if (!out->geoms || !out->boxes || !out->ids || !out->fids || !out->text || !out->number)
        return geo_fail_nomem(ctx);
    for (size_t i = 0; i < count; i++) {
        out->geoms[i] = r->rows.items[i].geom;
        out->boxes[i] = r->rows.items[i].box;
        out->ids[i] = r->rows.items[i].id;
        out->fids[i] = r->rows.items[i].fid;
    }
    return GEO_OK;
}

geo_status geo_source_read(geo_ctx *ctx, geo_source *source, const geo_box *box, geo_features *out)
{
    geo_features made = {.arena = geo_arena_new()};
    reading r = {.source = source, .box = box, .arena = made.arena};
    geo_status status = made.arena ? GEO_OK : geo_fail_nomem(ctx);
    if (!status && box && source->vector.tree && !source->strays_read) {
        status = select_strays(ctx, &source->vector);
        if (!status)
            status = read_rows(ctx, &r);
        source->strays_read = true;
    }
    if (!status)
        status = select_rows(ctx, &r);
    if (!status)
        status = read_rows(ctx, &r);
    if (!status)
        status = check_places(ctx, &r);
    if (!status) {
        sort_rows(&r);
        status = build(ctx, &r, &made);
    }
    geo_free(r.rows.items);
    geo_free(r.text.items);
    geo_free(r.number.items);
    if (status)
        geo_features_release(&made);
    else
        *out = made;
    return status;
}

void geo_features_release(geo_features *features)
{
    geo_free(features->geoms);
    geo_free(features->boxes);
    geo_free(features->ids);
    geo_free(features->fids);
    geo_free(features->text);
    geo_free(features->number);
    geo_arena_free(features->arena);
    *features = (geo_features){0};
}
