/* Entries in the R-tree of a table that takes rows over from one beside it (package_merge): those
 * of rows that stay, of others or in their place, keep their boxes to the bit. */
#include "io/blob.h"
#include "io/package_parts.h"

static geo_status count_entries(geo_ctx *ctx, const geo_layer *layer, const geo_sqlite *base,
                                const char *which, int64_t *out)
{
    return geo_sqlite_integer(
        ctx, base, out, "SELECT count(*) FROM \"rtree_%w_%w\" WHERE id IN (SELECT id FROM %s)",
        layer->schema.name, layer->geometry_column, which);
}

/* Rows that go, or whose follower stands elsewhere; and all others. */
static geo_status divide(geo_ctx *ctx, const geo_layer *layer, const geo_sqlite *base)
{
    const char *id = layer->id_column, *table = layer->schema.name;
    geo_status status = geo_sqlite_run(ctx, base,
                                       "CREATE TEMP TABLE leaving AS SELECT \"%w\" AS id FROM "
                                       "\"%w\" WHERE (%s) AND \"%w\" NOT IN (SELECT id FROM turn)",
                                       id, table, layer->own, id);
    if (status)
        return status;
    return geo_sqlite_run(ctx, base,
                          "CREATE TEMP TABLE staying AS SELECT * FROM \"rtree_%w_%w\" WHERE id NOT "
                          "IN (SELECT id FROM leaving)",
                          table, layer->geometry_column);
}

/* Taking entries out one by one costs more than putting those that stay into an empty tree. */
static geo_status make_anew(geo_ctx *ctx, const geo_layer *layer, const geo_sqlite *base)
{
    const char *table = layer->schema.name, *geometry = layer->geometry_column;
    geo_status status = geo_sqlite_run(ctx, base, "DROP TABLE \"rtree_%w_%w\"", table, geometry);
    if (!status)
        status = geo_sqlite_run(ctx, base,
                                "CREATE VIRTUAL TABLE \"rtree_%w_%w\" "
                                "USING rtree(id, minx, maxx, miny, maxy)",
                                table, geometry);
    return status ? status
                  : geo_sqlite_run(ctx, base,
                                   "INSERT INTO \"rtree_%w_%w\"(id, minx, maxx, miny, maxy) SELECT "
                                   "id, minx, maxx, miny, maxy FROM staying ORDER BY id",
                                   table, geometry);
}

geo_status geo_package_tree_clear(geo_ctx *ctx, const geo_layer *layer, const geo_sqlite *base)
{
    int64_t leaving = 0, staying = 0;
    geo_status status = divide(ctx, layer, base);
    if (!status)
        status = count_entries(ctx, layer, base, "leaving", &leaving);
    if (!status)
        status = count_entries(ctx, layer, base, "staying", &staying);
    if (!status && leaving > staying)
        status = make_anew(ctx, layer, base);
    else if (!status)
        status = geo_sqlite_run(ctx, base,
                                "DELETE FROM \"rtree_%w_%w\" WHERE id IN (SELECT id FROM leaving)",
                                layer->schema.name, layer->geometry_column);
    if (!status)
        status = geo_sqlite_run(ctx, base, "DROP TABLE leaving");
    return status ? status : geo_sqlite_run(ctx, base, "DROP TABLE staying");
}

/* One row of `id, geometry`; an empty geometry has no entry. */
static geo_status put_entry(geo_ctx *ctx, const geo_sqlite *base, sqlite3_stmt *row,
                            sqlite3_stmt *put)
{
    OGREnvelope box;
    OGRGeometryH geometry = NULL;
    geo_status status = geo_blob_read(ctx, GEO_BLOB_GPKG, sqlite3_column_blob(row, 1),
                                      (size_t)sqlite3_column_bytes(row, 1), &geometry);
    if (!status && geometry && !OGR_G_IsEmpty(geometry)) {
        OGR_G_GetEnvelope(geometry, &box);
        const double ends[4] = {box.MinX, box.MaxX, box.MinY, box.MaxY};
        sqlite3_bind_int64(put, 1, sqlite3_column_int64(row, 0));
        for (int i = 0; i < 4; i++)
            sqlite3_bind_double(put, i + 2, ends[i]);
        status = geo_sqlite_step(ctx, base, put);
        status = status == GEO_END ? GEO_OK : status;
        sqlite3_reset(put);
    }
    OGR_G_DestroyGeometry(geometry);
    return status;
}

geo_status geo_package_tree_fill(geo_ctx *ctx, const geo_layer *layer, const geo_sqlite *base)
{
    sqlite3_stmt *rows = NULL, *put = NULL;
    const char *geometry = layer->geometry_column;
    geo_status status =
        geo_sqlite_prepare(ctx, base, &rows,
                           "SELECT turn.id, s.\"%w\" FROM turn JOIN \"%w\" AS s ON s.\"%w\" = "
                           "turn.beside WHERE NOT turn.stays AND s.\"%w\" NOT NULL ORDER BY "
                           "turn.beside",
                           geometry, layer->table, layer->id_column, geometry);
    if (!status)
        status = geo_sqlite_prepare(ctx, base, &put,
                                    "INSERT INTO \"rtree_%w_%w\"(id, minx, maxx, miny, maxy) "
                                    "VALUES(?, ?, ?, ?, ?)",
                                    layer->schema.name, geometry);
    while (!status && !(status = geo_sqlite_step(ctx, base, rows)))
        status = put_entry(ctx, base, rows, put);
    sqlite3_finalize(rows);
    sqlite3_finalize(put);
    return status == GEO_END ? GEO_OK : status;
}
