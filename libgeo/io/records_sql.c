/* Records of a GeoPackage or another SQLite database, read by SQLite alone with the safe settings
 * of io/sqlite: one statement on one table that was seen to be one, so that nothing else of the
 * file can come into play. */
#include <math.h>
#include <ogr_srs_api.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "io/records_parts.h"
#include "io/sql_layer.h"

enum { SMALL_FILE = 16 << 20 }; /* so small that its whole index may be counted */

typedef struct state {
    geo_sqlite base;
    char *full, *file_name;
    geo_gpkg_layers layers;
    const geo_gpkg_layer *layer;
    geo_blob_form form;
    char *id;       /* column of the feature id */
    bool has_key;   /* it is an integer primary key */
    char **columns; /* as the table writes them; NULL: there is none */
    size_t column_count;
    bool by_tree;
    sqlite3_stmt *rows;
    geo_text text;
} state;

static void close_sql(geo_records *r)
{
    state *s = r->state;
    if (!s)
        return;
    sqlite3_finalize(s->rows);
    for (size_t i = 0; i < s->column_count; i++)
        geo_free(s->columns[i]);
    geo_free(s->columns);
    geo_free(s->id);
    geo_gpkg_layers_release(&s->layers);
    geo_sqlite_release(&s->base);
    geo_free(s->full);
    geo_free(s->file_name);
    geo_text_release(&s->text);
    geo_free(s);
}

static geo_status open_base(geo_ctx *ctx, const geo_records *r, state *s)
{
    geo_status status = geo_open_full_path(ctx, r->path, &s->full);
    if (!status)
        status = geo_open_name(ctx, r->path, NULL, &s->file_name);
    if (!status)
        status = geo_gpkg_check_idle(ctx, s->full);
    if (!status)
        status = geo_sqlite_init(ctx, s->full, s->file_name, &s->base);
    return status;
}

static geo_status scan(geo_ctx *ctx, geo_records *r, state *s)
{
    bool plain = false;
    geo_status status = geo_sql_scan(ctx, &s->base, &plain, &s->layers);
    r->format = plain ? GEO_OPEN_SQLITE : GEO_OPEN_GPKG;
    return status;
}

static geo_status choose_layer(geo_ctx *ctx, geo_records *r, state *s)
{
    geo_status status = geo_open_choose(ctx, s->file_name, r->layer, NULL, &s->layers, &s->layer);
    if (!status)
        status = geo_gpkg_check_table(ctx, &s->base, s->layer->name);
    if (!status)
        status = geo_open_name(ctx, r->path, s->layer->name, &r->name);
    r->is_table = !status && !s->layer->column;
    if (!status && s->layer->column && r->format == GEO_OPEN_SQLITE)
        status = geo_sql_form(ctx, &s->base, s->layer, &s->form);
    return status;
}

/* The integer primary key is the feature id; a table without one has SQLite's own. */
static geo_status find_columns(geo_ctx *ctx, geo_records *r, state *s)
{
    sqlite3_stmt *columns = NULL;
    int keys = 0;
    s->columns = geo_calloc(r->field_count, sizeof *s->columns);
    if (!s->columns)
        return geo_fail_nomem(ctx);
    s->column_count = r->field_count;
    geo_status status =
        geo_sqlite_prepare(ctx, &s->base, &columns, "PRAGMA table_xinfo(\"%w\")", s->layer->name);
    while (!status && !(status = geo_sqlite_step(ctx, &s->base, columns))) {
        const char *name = (const char *)sqlite3_column_text(columns, 1);
        const char *type = (const char *)sqlite3_column_text(columns, 2);
        bool is_key = sqlite3_column_int(columns, 5) > 0;
        keys += is_key;
        if (is_key && type && !strcasecmp(type, "INTEGER")) {
            geo_free(s->id);
            s->id = geo_strdup(name);
        }
        bool is_shape = s->layer->column && name && !strcasecmp(name, s->layer->column);
        if (name && !is_key && !is_shape)
            status = geo_records_note_column(ctx, r, name);
        for (size_t i = 0; !status && name && i < r->field_count; i++) {
            if (strcasecmp(name, r->fields[i]) != 0)
                continue;
            r->has[i] = true;
            s->columns[i] = geo_strdup(name);
            status = s->columns[i] ? GEO_OK : geo_fail_nomem(ctx);
        }
    }
    sqlite3_finalize(columns);
    if (status != GEO_END)
        return status;
    s->has_key = keys == 1 && s->id;
    if (!s->has_key) {
        geo_free(s->id);
        s->id = geo_strdup("rowid");
    }
    return s->id ? GEO_OK : geo_fail_nomem(ctx);
}

static geo_status find_crs(geo_ctx *ctx, geo_records *r, const geo_records_options *options)
{
    const state *s = r->state;
    OGRSpatialReferenceH srs = NULL;
    if (r->is_table)
        return GEO_OK;
    geo_status status = geo_sql_crs(ctx, &s->base, s->layer, r->format == GEO_OPEN_SQLITE, &srs);
    if (status == GEO_ERR_CRS && options->crs) { /* the user knows what the file fails to say */
        geo_ctx_reset(ctx);
        status = GEO_OK;
    }
    if (!status)
        status = geo_open_crs(ctx, srs, false, options->crs, r->name, &r->crs);
    OSRDestroySpatialReference(srs);
    return status;
}

static bool is_small(const state *s)
{
    struct stat info;
    return !stat(s->full, &info) && info.st_size <= SMALL_FILE;
}

/* Decides whether the R-tree is used, and sees whether it can be. */
static geo_status check_tree(geo_ctx *ctx, geo_records *r, state *s)
{
    const char *why = NULL;
    uint64_t count;
    if (!r->has_file_box || r->is_table)
        return geo_gpkg_check_pages(ctx, &s->base, s->layer->name);
    if (!s->layer->has_tree || !s->has_key) {
        geo_note(ctx, "'%s' has no index that is used: it is read whole", r->name);
        return GEO_OK;
    }
    geo_status status = geo_gpkg_tree_is_kept(ctx, &s->base, s->layer, &why);
    if (!status && why)
        geo_note(ctx, "the index of '%s' %s: the layer is read whole", r->name, why);
    if (status || why)
        return status;
    s->by_tree = r->by_index = true;
    return is_small(s) ? geo_gpkg_check_layer(ctx, &s->base, s->layer, &count)
                       : geo_gpkg_sample_tree(ctx, &s->base, s->layer, s->id);
}

static char *add_columns(char *sql, const geo_records *r, const state *s)
{
    for (size_t i = 0; sql && i < r->field_count; i++)
        sql = s->columns[i] ? sqlite3_mprintf("%z, \"%w\"", sql, s->columns[i])
                            : sqlite3_mprintf("%z, NULL", sql);
    return sql;
}

static geo_status select_rows(geo_ctx *ctx, const geo_records *r, state *s)
{
    const geo_gpkg_layer *layer = s->layer;
    const geo_box box = r->file_box;
    char *sql = layer->column ? sqlite3_mprintf("SELECT \"%w\", \"%w\"", s->id, layer->column)
                              : sqlite3_mprintf("SELECT \"%w\", NULL", s->id);
    sql = add_columns(sql, r, s);
    if (sql)
        sql = sqlite3_mprintf("%z FROM \"%w\"", sql, layer->name);
    if (sql && s->by_tree)
        sql = sqlite3_mprintf("%z WHERE \"%w\" IN (SELECT id FROM \"rtree_%w_%w\" WHERE maxx >= "
                              "%!.17g AND minx <= %!.17g AND maxy >= %!.17g AND miny <= %!.17g)",
                              sql, s->id, layer->name, layer->column, box.xmin, box.xmax, box.ymin,
                              box.ymax);
    if (sql)
        sql = sqlite3_mprintf("%z ORDER BY \"%w\"", sql, s->id);
    geo_status status =
        sql ? geo_sqlite_prepare(ctx, &s->base, &s->rows, "%s", sql) : geo_fail_nomem(ctx);
    sqlite3_free(sql);
    return status;
}

static geo_status open_sql(geo_ctx *ctx, geo_records *r, const char *dataset,
                           const geo_records_options *options)
{
    (void)dataset;
    state *s = r->state = geo_calloc(1, sizeof *s);
    if (!s)
        return geo_fail_nomem(ctx);
    geo_status status = open_base(ctx, r, s);
    if (!status)
        status = scan(ctx, r, s);
    if (!status)
        status = choose_layer(ctx, r, s);
    if (!status)
        status = find_crs(ctx, r, options);
    if (!status)
        status = geo_records_settle_crs(ctx, r, options);
    if (!status)
        status = find_columns(ctx, r, s);
    if (!status)
        status = check_tree(ctx, r, s);
    return status ? status : select_rows(ctx, r, s);
}

static geo_status next_sql(geo_ctx *ctx, geo_records *r, geo_records_row *out)
{
    state *s = r->state;
    OGRGeometryH geometry = NULL;
    geo_status status = geo_sqlite_step(ctx, &s->base, s->rows);
    if (status)
        return status;
    out->number = (uint64_t)sqlite3_column_int64(s->rows, 0);
    if (r->is_table)
        return GEO_OK;
    if (sqlite3_column_type(s->rows, 1) == SQLITE_NULL) {
        out->reason = "null geometry";
        return GEO_OK;
    }
    const void *bytes = s->form == GEO_BLOB_WKT ? (const void *)sqlite3_column_text(s->rows, 1)
                                                : sqlite3_column_blob(s->rows, 1);
    size_t length = (size_t)sqlite3_column_bytes(s->rows, 1);
    status = geo_blob_read(ctx, s->form, bytes, length, &geometry);
    if (!status && !geometry)
        out->reason = "unreadable geometry";
    else if (!status)
        status = geo_open_geom(ctx, geometry, r->arena, &out->geom, &out->reason);
    OGR_G_DestroyGeometry(geometry);
    return status;
}

static void add_cell(geo_text *text, sqlite3_stmt *rows, int column)
{
    const uint8_t *bytes;
    switch (sqlite3_column_type(rows, column)) {
    case SQLITE_INTEGER:
        geo_text_add_int(text, sqlite3_column_int64(rows, column));
        break;
    case SQLITE_FLOAT:
        geo_text_add_double(text, sqlite3_column_double(rows, column));
        break;
    case SQLITE_TEXT:
        geo_text_add_bytes(text, sqlite3_column_text(rows, column),
                           (size_t)sqlite3_column_bytes(rows, column));
        break;
    case SQLITE_BLOB:
        bytes = sqlite3_column_blob(rows, column);
        for (int i = 0; i < sqlite3_column_bytes(rows, column); i++)
            geo_text_addf(text, "%02X", bytes[i]);
        break;
    default:
        break;
    }
}

static geo_status text_sql(geo_ctx *ctx, geo_records *r)
{
    state *s = r->state;
    for (size_t i = 0; i < r->field_count; i++) {
        geo_text_reset(&s->text);
        add_cell(&s->text, s->rows, (int)i + 2);
        if (s->text.failed)
            return geo_fail_nomem(ctx);
        geo_status status = geo_records_put(ctx, r, i, s->text.data, s->text.length);
        if (status)
            return status;
    }
    return GEO_OK;
}

const geo_records_kind geo_records_sql = {open_sql, next_sql, text_sql, close_sql};
