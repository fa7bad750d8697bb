/* The check of a GeoPackage from elsewhere. Measured attacks it stops: a virtual table that reads
 * another file, a view over one, a half-filled R-tree that hides rows from every spatial query. */
#include "io/gpkg.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "io/gpkg_sql.h"

static geo_status check_side(geo_ctx *ctx, const char *path, const char *suffix)
{
    struct stat info;
    geo_text side = GEO_TEXT_INIT;
    geo_text_add(&side, path);
    geo_text_add(&side, suffix);
    bool busy = !side.failed && !stat(side.data, &info) && info.st_size > 0;
    geo_status status = side.failed ? geo_fail_nomem(ctx) : GEO_OK;
    if (busy) {
        status =
            geo_fail(ctx, GEO_ERR_BUSY, "'%s' is being edited: '%s' is beside it", path, side.data);
        geo_hint(ctx, "save and end the editing in QGIS, then try again");
    }
    geo_text_release(&side);
    return status;
}

geo_status geo_gpkg_check_idle(geo_ctx *ctx, const char *path)
{
    geo_status status = check_side(ctx, path, "-journal");
    return status ? status : check_side(ctx, path, "-wal");
}

static const char *text_of(sqlite3_stmt *statement, int column)
{
    const unsigned char *text = sqlite3_column_text(statement, column);
    return text ? (const char *)text : "";
}

static geo_status refuse(geo_ctx *ctx, const geo_sqlite *base, const char *what, const char *name)
{
    geo_fail(ctx, GEO_ERR_FORMAT, "'%s' has %s ('%.80s'), which could run when it is read",
             base->name, what, name);
    geo_hint(ctx, "export the layers you need to a new GeoPackage");
    return GEO_ERR_FORMAT;
}

/* What the file says a line is, for its judged kind. */
static bool kind_fits(geo_sql_kind kind, const char *type)
{
    switch (kind) {
    case GEO_SQL_TABLE:
    case GEO_SQL_RTREE:
    case GEO_SQL_VIRTUAL:
        return !strcmp(type, "table");
    case GEO_SQL_INDEX:
        return !strcmp(type, "index");
    case GEO_SQL_VIEW:
        return !strcmp(type, "view");
    case GEO_SQL_TRIGGER:
        return !strcmp(type, "trigger");
    case GEO_SQL_OTHER:
        break;
    }
    return false;
}

static geo_status check_line(geo_ctx *ctx, const geo_sqlite *base, const char *type,
                             const char *name, const char *sql)
{
    geo_sql_kind kind = geo_sql_judge(sql);
    if (!kind_fits(kind, type))
        return refuse(ctx, base, "a schema line that is not what it claims to be", name);
    if (kind == GEO_SQL_VIRTUAL)
        return refuse(ctx, base, "a virtual table", name);
    if (kind == GEO_SQL_VIEW && (!strncasecmp(name, "gpkg_", 5) || !strncasecmp(name, "rtree_", 6)))
        return refuse(ctx, base, "a view in place of a table", name);
    if (kind == GEO_SQL_TRIGGER && !geo_sql_trigger_is_standard(sql))
        return refuse(ctx, base, "a trigger of its own", name);
    return GEO_OK;
}

static geo_status check_plain_line(geo_ctx *ctx, const geo_sqlite *base, const char *type,
                                   const char *name, const char *sql)
{
    geo_sql_kind kind = geo_sql_judge(sql);
    if (!kind_fits(kind, type))
        return refuse(ctx, base, "a schema line that is not what it claims to be", name);
    if (kind == GEO_SQL_VIRTUAL && !geo_sql_is_spatialite(sql))
        return refuse(ctx, base, "a virtual table", name);
    return GEO_OK;
}

typedef geo_status line_rule(geo_ctx *ctx, const geo_sqlite *base, const char *type,
                             const char *name, const char *sql);

static geo_status check_lines(geo_ctx *ctx, const geo_sqlite *base, line_rule *rule)
{
    sqlite3_stmt *lines = NULL;
    geo_status status = geo_sqlite_prepare(ctx, base, &lines,
                                           "SELECT type, name, sql FROM sqlite_master "
                                           "WHERE sql IS NOT NULL ORDER BY rowid");
    while (status == GEO_OK) {
        status = geo_sqlite_step(ctx, base, lines);
        if (status == GEO_OK)
            status = rule(ctx, base, text_of(lines, 0), text_of(lines, 1), text_of(lines, 2));
    }
    sqlite3_finalize(lines);
    return status == GEO_END ? GEO_OK : status;
}

geo_status geo_gpkg_check_schema(geo_ctx *ctx, const geo_sqlite *base)
{
    return check_lines(ctx, base, check_line);
}

geo_status geo_gpkg_check_plain_schema(geo_ctx *ctx, const geo_sqlite *base)
{
    return check_lines(ctx, base, check_plain_line);
}

static geo_status add_layer(geo_ctx *ctx, geo_gpkg_layers *layers, sqlite3_stmt *row)
{
    const char *column = (const char *)sqlite3_column_text(row, 1);
    int64_t srs = sqlite3_column_int64(row, 2);
    geo_gpkg_layer layer = {
        .name = geo_strdup(text_of(row, 0)),
        .column = geo_strdup(column),
        .has_crs = column && srs != 0 && srs != -1,
        .has_tree = sqlite3_column_int(row, 3) != 0,
    };
    if (layer.name && (layer.column || !column) && geo_vec_push(layers, layer))
        return GEO_OK;
    geo_free(layer.name);
    geo_free(layer.column);
    return geo_fail_nomem(ctx);
}

geo_status geo_gpkg_list(geo_ctx *ctx, const geo_sqlite *base, geo_gpkg_layers *out)
{
    geo_gpkg_layers layers = {0};
    sqlite3_stmt *rows = NULL;
    geo_status status = geo_sqlite_prepare(
        ctx, base, &rows,
        "SELECT c.table_name, g.column_name, g.srs_id, EXISTS (SELECT 1 FROM sqlite_master m "
        "WHERE lower(m.name) = lower('rtree_' || c.table_name || '_' || g.column_name)) "
        "FROM gpkg_contents c LEFT JOIN gpkg_geometry_columns g "
        "ON lower(g.table_name) = lower(c.table_name) "
        "WHERE c.data_type IN ('features', 'attributes') "
        "AND c.table_name NOT IN ('layer_styles', 'qgis_projects') ORDER BY c.table_name");
    while (status == GEO_OK) {
        status = geo_sqlite_step(ctx, base, rows);
        if (status == GEO_OK)
            status = add_layer(ctx, &layers, rows);
    }
    sqlite3_finalize(rows);
    if (status != GEO_END) {
        geo_gpkg_layers_release(&layers);
        return status;
    }
    *out = layers;
    return GEO_OK;
}

void geo_gpkg_layers_release(geo_gpkg_layers *layers)
{
    for (size_t i = 0; i < layers->count; i++) {
        geo_free(layers->items[i].name);
        geo_free(layers->items[i].column);
    }
    geo_free(layers->items);
    *layers = (geo_gpkg_layers){0};
}

geo_status geo_gpkg_check_table(geo_ctx *ctx, const geo_sqlite *base, const char *table)
{
    sqlite3_stmt *row = NULL;
    geo_status status =
        geo_sqlite_prepare(ctx, base, &row,
                           "SELECT sql FROM sqlite_master WHERE lower(name) = lower(%Q) "
                           "AND type IN ('table', 'view')",
                           table);
    if (!status)
        status = geo_sqlite_step(ctx, base, row);
    if (status == GEO_END)
        status = geo_fail(ctx, GEO_ERR_FORMAT, "'%s' lists layer '%s' but has no such table",
                          base->name, table);
    else if (status == GEO_OK && geo_sql_judge(text_of(row, 0)) != GEO_SQL_TABLE)
        status = geo_fail(ctx, GEO_ERR_UNSUPPORTED, "layer '%s' of '%s' is a view, not a table",
                          table, base->name);
    sqlite3_finalize(row);
    return status;
}

geo_status geo_gpkg_check_pages(geo_ctx *ctx, const geo_sqlite *base, const char *table)
{
    sqlite3_stmt *row = NULL;
    geo_status status = geo_sqlite_prepare(ctx, base, &row, "PRAGMA quick_check(\"%w\")", table);
    if (!status)
        status = geo_sqlite_step(ctx, base, row);
    if (status == GEO_OK && strcmp(text_of(row, 0), "ok") != 0)
        status =
            geo_fail(ctx, GEO_ERR_FORMAT, "'%s' is damaged: %.120s", base->name, text_of(row, 0));
    sqlite3_finalize(row);
    return status == GEO_END ? GEO_OK : status;
}

/* In a GeoPackage's geometry bit 4 of the fourth byte says "empty" (OGC 12-128, 2.1.3). */
geo_status geo_gpkg_count_geometries(geo_ctx *ctx, const geo_sqlite *base, const char *table,
                                     const char *column, int64_t *out)
{
    return geo_sqlite_integer(ctx, base, out,
                              "SELECT count(*) FROM \"%w\" WHERE \"%w\" IS NOT NULL AND "
                              "instr('13579BDF', substr(hex(substr(\"%w\", 4, 1)), 1, 1)) = 0",
                              table, column, column);
}

/* A tree with too few entries hides rows from every query by box, without any error. */
static geo_status check_tree(geo_ctx *ctx, const geo_sqlite *base, const geo_gpkg_layer *layer,
                             int64_t rows)
{
    int64_t entries = 0, geometries = 0;
    geo_status status = geo_sqlite_integer(
        ctx, base, &entries, "SELECT count(*) FROM \"rtree_%w_%w\"", layer->name, layer->column);
    if (status || entries == rows)
        return status;
    status = geo_gpkg_count_geometries(ctx, base, layer->name, layer->column, &geometries);
    if (status || entries == geometries)
        return status;
    geo_fail(ctx, GEO_ERR_FORMAT,
             "the index of '%s:%s' has %lld entries for %lld geometries: searches would miss rows",
             base->name, layer->name, (long long)entries, (long long)geometries);
    geo_hint(ctx, "export the layer to a new GeoPackage, which makes a new index");
    return GEO_ERR_FORMAT;
}

geo_status geo_gpkg_check_layer(geo_ctx *ctx, const geo_sqlite *base, const geo_gpkg_layer *layer,
                                uint64_t *out_count)
{
    int64_t rows = 0;
    geo_status status = geo_gpkg_check_table(ctx, base, layer->name);
    if (!status)
        status = geo_gpkg_check_pages(ctx, base, layer->name);
    if (!status)
        status = geo_sqlite_integer(ctx, base, &rows, "SELECT count(*) FROM \"%w\"", layer->name);
    if (!status && layer->has_tree)
        status = check_tree(ctx, base, layer, rows);
    if (!status)
        *out_count = (uint64_t)rows;
    return status;
}

geo_status geo_gpkg_provenance(geo_ctx *ctx, const geo_sqlite *base, const char *layer, char **out)
{
    sqlite3_stmt *row = NULL;
    *out = NULL;
    if (!geo_sqlite_has_table(base, "gpkg_metadata") ||
        !geo_sqlite_has_table(base, "gpkg_metadata_reference"))
        return GEO_OK;
    geo_status status = geo_sqlite_prepare(
        ctx, base, &row,
        "SELECT m.metadata FROM gpkg_metadata m JOIN gpkg_metadata_reference r "
        "ON r.md_file_id = m.id WHERE m.md_standard_uri = %Q AND r.reference_scope = 'table' "
        "AND lower(r.table_name) = lower(%Q) ORDER BY m.id",
        GEO_GPKG_PROVENANCE_URI, layer);
    if (!status)
        status = geo_sqlite_step(ctx, base, row);
    if (status == GEO_OK && !(*out = geo_strdup(text_of(row, 0))))
        status = geo_fail_nomem(ctx);
    sqlite3_finalize(row);
    return status == GEO_END ? GEO_OK : status;
}
