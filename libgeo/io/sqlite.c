/* A file from elsewhere may hold a schema that was made to do harm: views, triggers and functions
 * that run when rows are merely read. These settings take them away (SQLite: "Defense against the
 * dark arts"). */
#include "io/sqlite.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/text.h"

enum { LONGEST_VALUE = 200 * 1024 * 1024 };

/* The URI of a path, every doubtful byte escaped. */
static void add_uri(geo_text *uri, const char *path, const char *query)
{
    geo_text_add(uri, path[0] == '/' ? "file://" : "file:");
    for (; *path; path++) {
        unsigned char c = (unsigned char)*path;
        if (c <= ' ' || c >= 127 || strchr("%?#\"", c))
            geo_text_addf(uri, "%%%02X", c);
        else
            geo_text_add_char(uri, *path);
    }
    geo_text_add(uri, query);
}

static geo_status status_of(int code)
{
    switch (code) {
    case SQLITE_NOMEM:
        return GEO_ERR_NOMEM;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return GEO_ERR_BUSY;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_ERROR:
    case SQLITE_AUTH:
        return GEO_ERR_FORMAT;
    case SQLITE_TOOBIG:
        return GEO_ERR_LIMIT;
    default:
        return GEO_ERR_IO;
    }
}

/* SQLite's last error as "WHAT 'NAME': ..." with the status that fits it. */
static geo_status fail_by(geo_ctx *ctx, const geo_sqlite *base, const char *what)
{
    if (!base->db)
        return geo_fail_nomem(ctx);
    geo_status status = status_of(sqlite3_errcode(base->db) & 0xff);
    return geo_fail(ctx, status, "%s '%s': %s", what, base->name, sqlite3_errmsg(base->db));
}

static geo_status open_uri(geo_ctx *ctx, const char *path, const char *query, int flags,
                           geo_sqlite *base)
{
    geo_text uri = GEO_TEXT_INIT;
    add_uri(&uri, path, query);
    int rc = uri.failed ? SQLITE_NOMEM
                        : sqlite3_open_v2(uri.data, &base->db, flags | SQLITE_OPEN_URI, NULL);
    geo_text_release(&uri);
    if (rc == SQLITE_OK)
        return GEO_OK;
    geo_status status = fail_by(ctx, base, "cannot open");
    geo_sqlite_release(base);
    return status;
}

bool geo_sqlite_is_wal(const char *path)
{
    unsigned char head[20] = {0};
    FILE *file = fopen(path, "rb");
    bool is_wal = file && fread(head, 1, sizeof head, file) == sizeof head && head[19] == 2;
    if (file)
        fclose(file);
    return is_wal;
}

geo_status geo_sqlite_init(geo_ctx *ctx, const char *path, const char *name, geo_sqlite *out)
{
    geo_sqlite base = {NULL, name};
    const char *query = geo_sqlite_is_wal(path) ? "?immutable=1" : "";
    geo_status status = open_uri(ctx, path, query, SQLITE_OPEN_READONLY, &base);
    if (status)
        return status;
    sqlite3_db_config(base.db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    sqlite3_db_config(base.db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    sqlite3_db_config(base.db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
    sqlite3_db_config(base.db, SQLITE_DBCONFIG_ENABLE_VIEW, 0, NULL);
    /* else a name that is no column would be a text of its own */
    sqlite3_db_config(base.db, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
    sqlite3_limit(base.db, SQLITE_LIMIT_LENGTH, LONGEST_VALUE);
    sqlite3_busy_timeout(base.db, 2000);
    status = geo_sqlite_run(ctx, &base, "PRAGMA cell_size_check = ON");
    if (!status)
        status = geo_sqlite_run(ctx, &base, "PRAGMA mmap_size = 0");
    if (status)
        geo_sqlite_release(&base);
    else
        *out = base;
    return status;
}

geo_status geo_sqlite_init_own(geo_ctx *ctx, const char *path, const char *name, geo_sqlite *out)
{
    geo_sqlite base = {NULL, name};
    geo_status status = open_uri(ctx, path, "", SQLITE_OPEN_READWRITE, &base);
    if (status)
        return status;
    status = geo_sqlite_run(ctx, &base, "PRAGMA journal_mode = MEMORY");
    if (!status)
        status = geo_sqlite_run(ctx, &base, "PRAGMA synchronous = OFF"); /* io/publish syncs */
    if (!status)
        status = geo_sqlite_run(ctx, &base, "PRAGMA foreign_keys = ON");
    if (status)
        geo_sqlite_release(&base);
    else
        *out = base;
    return status;
}

geo_status geo_sqlite_attach(geo_ctx *ctx, const geo_sqlite *base, const char *path, const char *as)
{
    geo_text uri = GEO_TEXT_INIT;
    add_uri(&uri, path, "?immutable=1");
    geo_status status = uri.failed ? geo_fail_nomem(ctx)
                                   : geo_sqlite_run(ctx, base, "ATTACH %Q AS \"%w\"", uri.data, as);
    geo_text_release(&uri);
    return status;
}

void geo_sqlite_release(geo_sqlite *base)
{
    if (base->db)
        sqlite3_close_v2(base->db);
    base->db = NULL;
}

static geo_status prepare(geo_ctx *ctx, const geo_sqlite *base, sqlite3_stmt **out,
                          const char *format, va_list arguments)
{
    char *sql = sqlite3_vmprintf(format, arguments);
    if (!sql)
        return geo_fail_nomem(ctx);
    int rc = sqlite3_prepare_v2(base->db, sql, -1, out, NULL);
    sqlite3_free(sql);
    return rc == SQLITE_OK ? GEO_OK : fail_by(ctx, base, "cannot read");
}

geo_status geo_sqlite_prepare(geo_ctx *ctx, const geo_sqlite *base, sqlite3_stmt **out,
                              const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    geo_status status = prepare(ctx, base, out, format, arguments);
    va_end(arguments);
    return status;
}

geo_status geo_sqlite_step(geo_ctx *ctx, const geo_sqlite *base, sqlite3_stmt *statement)
{
    int rc = sqlite3_step(statement);
    if (rc == SQLITE_ROW)
        return GEO_OK;
    if (rc == SQLITE_DONE)
        return GEO_END;
    bool reads = sqlite3_stmt_readonly(statement) != 0;
    return fail_by(ctx, base, reads ? "cannot read" : "cannot write");
}

geo_status geo_sqlite_run(geo_ctx *ctx, const geo_sqlite *base, const char *format, ...)
{
    sqlite3_stmt *statement = NULL;
    va_list arguments;
    va_start(arguments, format);
    geo_status status = prepare(ctx, base, &statement, format, arguments);
    va_end(arguments);
    while (status == GEO_OK)
        status = geo_sqlite_step(ctx, base, statement);
    sqlite3_finalize(statement);
    return status == GEO_END ? GEO_OK : status;
}

geo_status geo_sqlite_integer(geo_ctx *ctx, const geo_sqlite *base, int64_t *out,
                              const char *format, ...)
{
    sqlite3_stmt *statement = NULL;
    va_list arguments;
    va_start(arguments, format);
    geo_status status = prepare(ctx, base, &statement, format, arguments);
    va_end(arguments);
    if (!status)
        status = geo_sqlite_step(ctx, base, statement);
    if (status >= 0)
        *out = status == GEO_OK ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    return status == GEO_END ? GEO_OK : status;
}

bool geo_sqlite_has_table(const geo_sqlite *base, const char *table)
{
    return sqlite3_table_column_metadata(base->db, "main", table, NULL, NULL, NULL, NULL, NULL,
                                         NULL) == SQLITE_OK;
}
