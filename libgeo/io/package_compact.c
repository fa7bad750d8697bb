/* A changed file is written afresh: what was taken out of it is gone for good (it may be about
 * people), it does not grow from night to night, and its bytes depend on what it holds alone. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/alloc.h"
#include "io/package_parts.h"

/* Tables that keep no number of their own for a row: SQLite's says how many came before. */
static const char *const numbered[] = {"sqlite_sequence",       "gpkg_contents",
                                       "gpkg_geometry_columns", "gpkg_ogr_contents",
                                       "gpkg_extensions",       "gpkg_metadata_reference",
                                       "gpkg_data_columns",     "gpkg_data_column_constraints"};

static geo_status number_rows(geo_ctx *ctx, const geo_sqlite *base)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < sizeof numbered / sizeof *numbered; i++)
        if (geo_sqlite_has_table(base, numbered[i]))
            status = geo_sqlite_run(ctx, base,
                                    "UPDATE \"%w\" SET rowid = (SELECT count(*) FROM \"%w\" AS b "
                                    "WHERE b.rowid <= \"%w\".rowid)",
                                    numbered[i], numbered[i], numbered[i]);
    return status;
}

/* A node of SQLite's R-tree: depth, number of cells (16 bits, big-endian), the cells (an id of 64
 * bits, four floats), and behind them what earlier ones left (SQLite, ext/rtree/rtree.c). */
enum { NODE_HEADER = 4, NODE_CELL = 8 + 4 * 4 };

/* False: there is nothing behind the cells. */
static bool clear_rest(uint8_t *node, size_t length)
{
    size_t i = length;
    if (length >= NODE_HEADER)
        i = NODE_HEADER + NODE_CELL * ((size_t)node[2] << 8 | (size_t)node[3]);
    while (i < length && !node[i])
        i++;
    if (i >= length)
        return false;
    memset(node + i, 0, length - i);
    return true;
}

static geo_status clear_node(geo_ctx *ctx, const geo_sqlite *base, sqlite3_stmt *node,
                             geo_bytes *copy, sqlite3_stmt *update)
{
    size_t length = (size_t)sqlite3_column_bytes(node, 1);
    copy->count = 0;
    if (!geo_vec_room(copy, length + 1))
        return geo_fail_nomem(ctx);
    if (length)
        memcpy(copy->items, sqlite3_column_blob(node, 1), length);
    if (!clear_rest(copy->items, length))
        return GEO_OK;
    sqlite3_bind_int64(update, 1, sqlite3_column_int64(node, 0));
    sqlite3_bind_blob64(update, 2, copy->items, length, SQLITE_STATIC);
    geo_status status = geo_sqlite_step(ctx, base, update);
    sqlite3_reset(update);
    return status == GEO_END ? GEO_OK : status;
}

/* What an R-tree forgets it does not wipe. */
static geo_status clear_tree(geo_ctx *ctx, const geo_layer *layer, const geo_sqlite *base)
{
    const char *table = layer->schema.name, *column = layer->geometry_column;
    sqlite3_stmt *nodes = NULL, *update = NULL;
    geo_bytes copy = {0};
    geo_status status = geo_sqlite_prepare(
        ctx, base, &nodes, "SELECT nodeno, data FROM \"rtree_%w_%w_node\"", table, column);
    if (!status)
        status = geo_sqlite_prepare(ctx, base, &update,
                                    "UPDATE \"rtree_%w_%w_node\" SET data = ?2 WHERE nodeno = ?1",
                                    table, column);
    while (status == GEO_OK) {
        status = geo_sqlite_step(ctx, base, nodes);
        if (status == GEO_OK)
            status = clear_node(ctx, base, nodes, &copy, update);
    }
    sqlite3_finalize(nodes);
    sqlite3_finalize(update);
    geo_free(copy.items);
    return status == GEO_END ? GEO_OK : status;
}

static geo_status clear_trees(geo_ctx *ctx, const geo_package *package, const geo_sqlite *base)
{
    geo_status status = GEO_OK;
    for (size_t i = 0; !status && i < package->layers.count; i++)
        if (package->layers.items[i]->own && !package->layers.items[i]->no_geometry)
            status = clear_tree(ctx, package->layers.items[i], base);
    return status;
}

static geo_status copy_whole(geo_ctx *ctx, const geo_package *package, const char *path)
{
    geo_sqlite base = {0};
    geo_status status =
        geo_sqlite_init_own(ctx, geo_publish_temporary(package->publish), package->name, &base);
    if (!status)
        status = number_rows(ctx, &base);
    if (!status)
        status = clear_trees(ctx, package, &base);
    if (!status)
        status = geo_sqlite_run(ctx, &base, "VACUUM INTO %Q", path);
    geo_sqlite_release(&base);
    return status;
}

/* How often the schema was changed is all of the history that the copy still has. */
static geo_status forget_history(geo_ctx *ctx, const geo_package *package, const char *path)
{
    geo_sqlite base = {0};
    geo_status status = geo_sqlite_init_own(ctx, path, package->name, &base);
    if (!status)
        status = geo_sqlite_run(ctx, &base, "PRAGMA schema_version = 1");
    geo_sqlite_release(&base);
    return status;
}

geo_status geo_package_compact(geo_ctx *ctx, const geo_package *package)
{
    geo_text path = GEO_TEXT_INIT;
    const char *temporary = geo_publish_temporary(package->publish);
    geo_text_addf(&path, "%s-whole", temporary);
    if (path.failed)
        return geo_fail_nomem(ctx);
    geo_status status = copy_whole(ctx, package, path.data);
    if (!status)
        status = forget_history(ctx, package, path.data);
    if (!status && rename(path.data, temporary) != 0)
        status = geo_fail(ctx, GEO_ERR_IO, "cannot write '%s': %s", package->name, strerror(errno));
    if (status)
        (void)unlink(path.data);
    geo_text_release(&path);
    return status;
}
