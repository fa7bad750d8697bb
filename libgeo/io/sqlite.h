/* SQLite with the safe settings, and its errors in our words. Only for files of this floor. */
#ifndef GEO_IO_SQLITE_H
#define GEO_IO_SQLITE_H

#include <sqlite3.h>

#include "base/ctx.h"

/* An open database and the name it has in messages (borrowed). */
typedef struct geo_sqlite {
    sqlite3 *db;
    const char *name;
} geo_sqlite;

/* Read-only, without views, triggers, extensions or writable schema. Errors: IO, BUSY, FORMAT. */
geo_status geo_sqlite_init(geo_ctx *ctx, const char *path, const char *name,
                           geo_sqlite *out) GEO_MUST_USE;
/* Was the file left in WAL mode? Then it can only be read when SQLite may write a -shm beside it,
 * or as it stands ("immutable"): without a -wal there is nothing to merge. (Callers refuse a -wal.)
 */
bool geo_sqlite_is_wal(const char *path);
/* For a file of our own making that is not published yet: no side file, foreign keys on. */
geo_status geo_sqlite_init_own(geo_ctx *ctx, const char *path, const char *name,
                               geo_sqlite *out) GEO_MUST_USE;
/* A further file, read as it stands, under a name of its own. */
geo_status geo_sqlite_attach(geo_ctx *ctx, const geo_sqlite *base, const char *path,
                             const char *as) GEO_MUST_USE;
void geo_sqlite_release(geo_sqlite *base); /* also of a zeroed one */

/* One statement, made with sqlite3_mprintf's %Q, %w: finalise it with sqlite3_finalize. */
geo_status geo_sqlite_prepare(geo_ctx *ctx, const geo_sqlite *base, sqlite3_stmt **out,
                              const char *format, ...) GEO_MUST_USE;
/* GEO_OK: a row is there; GEO_END: no more. */
geo_status geo_sqlite_step(geo_ctx *ctx, const geo_sqlite *base,
                           sqlite3_stmt *statement) GEO_MUST_USE;
/* Runs a statement without parameters; its rows are thrown away. */
geo_status geo_sqlite_run(geo_ctx *ctx, const geo_sqlite *base, const char *format,
                          ...) GEO_MUST_USE;
/* The one integer a statement gives; 0 when it gives no row. */
geo_status geo_sqlite_integer(geo_ctx *ctx, const geo_sqlite *base, int64_t *out,
                              const char *format, ...) GEO_MUST_USE;
bool geo_sqlite_has_table(const geo_sqlite *base, const char *table);

#endif
