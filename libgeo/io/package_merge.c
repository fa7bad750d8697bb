/* Taking over the rows that were put beside a table into it. The other rows are not touched, nor
 * their entries in the R-tree (package_tree). The new ones get ids that their source had: the same
 * one where the geometry is the same, and is then not touched in the tree either. No trigger runs:
 * those of R-trees need functions that GDAL alone has. */
#include <math.h>

#include "io/blob.h"
#include "io/gpkg.h"
#include "io/package_parts.h"

/* turn: of each row that was put (by its id beside) the id it gets, and whether it stays in its
 * place. A row that stands where one of
 * its source stood is taken for the same object: the k-th of those that stand there. */
static geo_status match_places(geo_ctx *ctx, const geo_layer *layer, const geo_sqlite *base)
{
    const char *id = layer->id_column, *geometry = layer->geometry_column;
    return geo_sqlite_run(
        ctx, base,
        "INSERT INTO turn WITH "
        "was AS (SELECT \"%w\" AS id, \"%w\" AS place, row_number() OVER "
        "(PARTITION BY \"%w\" ORDER BY \"%w\") AS k FROM \"%w\" WHERE %s), "
        "new AS (SELECT \"%w\" AS id, \"%w\" AS place, row_number() OVER "
        "(PARTITION BY \"%w\" ORDER BY \"%w\") AS k FROM \"%w\") "
        "SELECT new.id, was.id, 1 FROM new JOIN was ON was.place = new.place AND was.k = new.k",
        id, geometry, geometry, id, layer->schema.name, layer->own, id, geometry, geometry, id,
        layer->table);
}

/* The others get the ids that are left, in order, and then new ones above the highest. */
static geo_status match_rest(geo_ctx *ctx, const geo_layer *layer, const geo_sqlite *base)
{
    const char *id = layer->id_column, *table = layer->schema.name;
    return geo_sqlite_run(
        ctx, base,
        "INSERT INTO turn WITH "
        "was AS MATERIALIZED (SELECT \"%w\" AS id, row_number() OVER (ORDER BY \"%w\") AS k "
        "FROM \"%w\" WHERE %s AND \"%w\" NOT IN (SELECT id FROM turn)), "
        "new AS (SELECT \"%w\" AS id, row_number() OVER (ORDER BY \"%w\") AS k FROM \"%w\" "
        "WHERE \"%w\" NOT IN (SELECT beside FROM turn)) "
        "SELECT new.id, ifnull(was.id, (SELECT ifnull(max(\"%w\"), 0) FROM \"%w\") + new.k - "
        "(SELECT count(*) FROM was)), 0 FROM new LEFT JOIN was ON was.k = new.k",
        id, id, table, layer->own, id, id, id, layer->table, id, id, table);
}

/* `, s."id", s."geom"`: the columns of a row that was put. */
static geo_status list_columns(geo_ctx *ctx, const geo_layer *layer, const char *prefix,
                               geo_text *out)
{
    bool failed = false;
    for (size_t i = 0; i <= layer->schema.field_count; i++) {
        const char *name =
            i < layer->schema.field_count ? layer->schema.fields[i].name : layer->geometry_column;
        char *column = *name ? sqlite3_mprintf(", %s\"%w\"", prefix, name) : sqlite3_mprintf("");
        failed = failed || !column;
        geo_text_add(out, column ? column : "");
        sqlite3_free(column);
    }
    return failed || out->failed ? geo_fail_nomem(ctx) : GEO_OK;
}

static geo_status fill_table(geo_ctx *ctx, const geo_layer *layer, const geo_sqlite *base)
{
    geo_text to = GEO_TEXT_INIT, from = GEO_TEXT_INIT;
    geo_status status = list_columns(ctx, layer, "", &to);
    if (!status)
        status = list_columns(ctx, layer, "s.", &from);
    if (!status)
        status = geo_sqlite_run(ctx, base,
                                "INSERT INTO \"%w\"(\"%w\"%s) SELECT turn.id%s FROM turn "
                                "JOIN \"%w\" AS s ON s.\"%w\" = turn.beside ORDER BY turn.beside",
                                layer->schema.name, layer->id_column, geo_text_string(&to),
                                geo_text_string(&from), layer->table, layer->id_column);
    geo_text_release(&to);
    geo_text_release(&from);
    return status;
}

static geo_status choose_ids(geo_ctx *ctx, const geo_layer *layer, const geo_sqlite *base)
{
    geo_status status = geo_sqlite_run(
        ctx, base,
        "CREATE TEMP TABLE turn(beside INTEGER PRIMARY KEY, id INTEGER NOT NULL UNIQUE, stays)");
    if (!status && !layer->no_geometry)
        status = match_places(ctx, layer, base);
    if (!status && !layer->no_geometry)
        status = geo_package_tree_clear(ctx, layer, base);
    return status ? status : match_rest(ctx, layer, base);
}

static geo_status take_rows(geo_ctx *ctx, const geo_layer *layer, const geo_sqlite *base)
{
    geo_status status = choose_ids(ctx, layer, base);
    if (!status)
        status = geo_sqlite_run(ctx, base, "DELETE FROM \"%w\" WHERE %s", layer->schema.name,
                                layer->own);
    if (!status)
        status = fill_table(ctx, layer, base);
    if (!status && !layer->no_geometry)
        status = geo_package_tree_fill(ctx, layer, base);
    return status ? status : geo_sqlite_run(ctx, base, "DROP TABLE turn");
}

/* ---- what the file says of the table ---- */

static void grow(OGREnvelope *extent, const OGREnvelope *by)
{
    extent->MinX = fmin(extent->MinX, by->MinX);
    extent->MinY = fmin(extent->MinY, by->MinY);
    extent->MaxX = fmax(extent->MaxX, by->MaxX);
    extent->MaxY = fmax(extent->MaxY, by->MaxY);
}

/* The ends of the tree: minx, maxx, miny, maxy. */
static geo_status find_ends(geo_ctx *ctx, const geo_layer *layer, const geo_sqlite *base,
                            double ends[4])
{
    sqlite3_stmt *row = NULL;
    geo_status status = geo_sqlite_prepare(
        ctx, base, &row, "SELECT min(minx), max(maxx), min(miny), max(maxy) FROM \"rtree_%w_%w\"",
        layer->schema.name, layer->geometry_column);
    if (!status)
        status = geo_sqlite_step(ctx, base, row);
    for (int i = 0; !status && i < 4; i++)
        ends[i] = sqlite3_column_double(row, i);
    sqlite3_finalize(row);
    return status;
}

/* The tree keeps rounded numbers, outwards: whoever reaches furthest in truth does so in the tree
 * too, beside few others. */
static geo_status find_outermost(geo_ctx *ctx, const geo_layer *layer, const geo_sqlite *base,
                                 sqlite3_stmt **out)
{
    double ends[4];
    const char *table = layer->schema.name, *geometry = layer->geometry_column;
    geo_status status = find_ends(ctx, layer, base, ends);
    if (!status)
        status = geo_sqlite_prepare(ctx, base, out,
                                    "SELECT \"%w\" FROM \"%w\" WHERE \"%w\" IN "
                                    "(SELECT id FROM \"rtree_%w_%w\" WHERE minx <= ?1 "
                                    "UNION SELECT id FROM \"rtree_%w_%w\" WHERE maxx >= ?2 "
                                    "UNION SELECT id FROM \"rtree_%w_%w\" WHERE miny <= ?3 "
                                    "UNION SELECT id FROM \"rtree_%w_%w\" WHERE maxy >= ?4)",
                                    geometry, table, layer->id_column, table, geometry, table,
                                    geometry, table, geometry, table, geometry);
    for (int i = 0; !status && i < 4; i++)
        sqlite3_bind_double(*out, i + 1, ends[i]);
    return status;
}

static geo_status grow_by_row(geo_ctx *ctx, sqlite3_stmt *row, OGREnvelope *extent)
{
    OGREnvelope box;
    OGRGeometryH geometry = NULL;
    geo_status status = geo_blob_read(ctx, GEO_BLOB_GPKG, sqlite3_column_blob(row, 0),
                                      (size_t)sqlite3_column_bytes(row, 0), &geometry);
    if (!status && geometry) {
        OGR_G_GetEnvelope(geometry, &box);
        grow(extent, &box);
    }
    OGR_G_DestroyGeometry(geometry);
    return status;
}

static geo_status find_extent(geo_ctx *ctx, const geo_layer *layer, const geo_sqlite *base,
                              OGREnvelope *out)
{
    sqlite3_stmt *rows = NULL;
    geo_status status = find_outermost(ctx, layer, base, &rows);
    *out = (OGREnvelope){INFINITY, -INFINITY, INFINITY, -INFINITY};
    while (status == GEO_OK) {
        status = geo_sqlite_step(ctx, base, rows);
        if (status == GEO_OK)
            status = grow_by_row(ctx, rows, out);
    }
    sqlite3_finalize(rows);
    return status == GEO_END ? GEO_OK : status;
}

static geo_status tell_extent(geo_ctx *ctx, const geo_layer *layer, const geo_sqlite *base)
{
    OGREnvelope extent;
    geo_status status = find_extent(ctx, layer, base, &extent);
    if (!status && extent.MinX > extent.MaxX)
        return geo_sqlite_run(ctx, base,
                              "UPDATE gpkg_contents SET min_x = NULL, min_y = NULL, max_x = NULL, "
                              "max_y = NULL WHERE table_name = %Q",
                              layer->schema.name);
    if (status)
        return status;
    return geo_sqlite_run(ctx, base,
                          "UPDATE gpkg_contents SET min_x = %!.17g, min_y = %!.17g, "
                          "max_x = %!.17g, max_y = %!.17g WHERE table_name = %Q",
                          extent.MinX, extent.MinY, extent.MaxX, extent.MaxY, layer->schema.name);
}

static geo_status tell_contents(geo_ctx *ctx, const geo_layer *layer, const geo_sqlite *base)
{
    const char *table = layer->schema.name;
    geo_status status =
        geo_sqlite_run(ctx, base, "UPDATE gpkg_contents SET last_change = %Q WHERE table_name = %Q",
                       layer->package->stamp, table);
    if (!status && geo_sqlite_has_table(base, "gpkg_ogr_contents"))
        status = geo_sqlite_run(ctx, base,
                                "UPDATE gpkg_ogr_contents SET feature_count = (SELECT count(*) "
                                "FROM \"%w\") WHERE table_name = %Q",
                                table, table);
    return status || layer->no_geometry ? status : tell_extent(ctx, layer, base);
}

static geo_status drop_beside(geo_ctx *ctx, const geo_layer *layer, const geo_sqlite *base)
{
    static const char *const lists[] = {"gpkg_ogr_contents", "gpkg_extensions",
                                        "gpkg_geometry_columns", "gpkg_contents"};
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < sizeof lists / sizeof *lists; i++)
        if (geo_sqlite_has_table(base, lists[i]))
            status = geo_sqlite_run(ctx, base, "DELETE FROM \"%w\" WHERE table_name = %Q", lists[i],
                                    layer->table);
    return status ? status : geo_sqlite_run(ctx, base, "DROP TABLE \"%w\"", layer->table);
}

static geo_status merge(geo_ctx *ctx, const geo_layer *layer, const geo_sqlite *base)
{
    geo_status status = take_rows(ctx, layer, base);
    if (!status)
        status = drop_beside(ctx, layer, base);
    return status ? status : tell_contents(ctx, layer, base);
}

geo_status geo_package_merge(geo_ctx *ctx, const geo_package *package, const geo_sqlite *base)
{
    sqlite3_db_config(base->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    /* A row that goes and comes again under its id may be pointed at: the check looks at the end.
     */
    geo_status status = geo_sqlite_run(ctx, base, "PRAGMA foreign_keys = OFF");
    if (!status)
        status = geo_sqlite_run(ctx, base, "BEGIN");
    for (size_t i = 0; !status && i < package->layers.count; i++)
        if (package->layers.items[i]->own)
            status = merge(ctx, package->layers.items[i], base);
    return status ? status : geo_sqlite_run(ctx, base, "COMMIT");
}
