/* Is the file what was put into it? Asked of the closed file, through SQLite and not through GDAL:
 * a full disk or a lost index shows here, before anybody else sees the file. */
#include <string.h>

#include "io/gpkg.h"
#include "io/package_parts.h"

static geo_status broken(geo_ctx *ctx, const geo_package *package, const char *what)
{
    return geo_fail(ctx, GEO_ERR_IO, "'%s' was not written whole: %s", package->name, what);
}

static geo_status check_pages(geo_ctx *ctx, const geo_package *package, const geo_sqlite *base)
{
    sqlite3_stmt *row = NULL;
    geo_status status = geo_sqlite_prepare(ctx, base, &row, "PRAGMA quick_check");
    if (!status)
        status = geo_sqlite_step(ctx, base, row);
    if (status == GEO_OK) {
        const char *answer = (const char *)sqlite3_column_text(row, 0);
        if (!answer || strcmp(answer, "ok") != 0)
            status = broken(ctx, package, answer ? answer : "no answer");
    }
    sqlite3_finalize(row);
    return status == GEO_END ? GEO_OK : status;
}

static geo_status check_keys(geo_ctx *ctx, const geo_package *package, const geo_sqlite *base)
{
    sqlite3_stmt *row = NULL;
    geo_status status = geo_sqlite_prepare(ctx, base, &row, "PRAGMA foreign_key_check");
    if (!status)
        status = geo_sqlite_step(ctx, base, row);
    if (status == GEO_OK) { /* table, row, table that it points at, key */
        geo_hint(ctx, "take those rows out of '%s' first", sqlite3_column_text(row, 0));
        status = geo_fail(ctx, GEO_ERR_FORMAT, "'%s': table '%s' points at rows of '%s' that go",
                          package->name, sqlite3_column_text(row, 0), sqlite3_column_text(row, 2));
    }
    sqlite3_finalize(row);
    return status == GEO_END ? GEO_OK : status;
}

static geo_status expect(geo_ctx *ctx, const geo_layer *layer, const char *what, int64_t found,
                         uint64_t put)
{
    if ((uint64_t)found == put)
        return GEO_OK;
    return geo_fail(ctx, GEO_ERR_IO, "'%s' was not written whole: %lld %s in '%s', %llu were put",
                    layer->package->name, (long long)found, what, layer->schema.name,
                    (unsigned long long)put);
}

static geo_status check_layer(geo_ctx *ctx, const geo_layer *layer, const geo_sqlite *base)
{
    const char *table = layer->schema.name, *column = layer->geometry_column;
    int64_t count = 0;
    geo_status status = geo_sqlite_integer(ctx, base, &count, "SELECT count(*) FROM \"%w\"", table);
    if (!status)
        status = expect(ctx, layer, "rows", count, layer->rows);
    if (status || layer->no_geometry)
        return status;
    status = geo_gpkg_count_geometries(ctx, base, table, column, &count);
    if (!status)
        status = expect(ctx, layer, "geometries", count, layer->geometries);
    if (status || layer->no_index)
        return status;
    status = geo_sqlite_integer(ctx, base, &count, "SELECT count(*) FROM \"rtree_%w_%w\"", table,
                                column);
    return status ? status : expect(ctx, layer, "index entries", count, layer->geometries);
}

geo_status geo_package_check(geo_ctx *ctx, const geo_package *package, const geo_sqlite *base)
{
    geo_status status = check_pages(ctx, package, base);
    if (!status)
        status = check_keys(ctx, package, base);
    for (size_t i = 0; !status && i < package->layers.count; i++)
        status = check_layer(ctx, package->layers.items[i], base);
    return status;
}
