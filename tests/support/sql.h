/* Questions to a GeoPackage, put with SQLite. */
#ifndef GROENNET_TESTS_SQL_H
#define GROENNET_TESTS_SQL_H

#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "near.h"

/* First column of the first row as text, until 16 questions later; "(none)" without a row, "(null)"
 * for null. */
static inline const char *ask(const char *path, const char *sql)
{
    static char answer[16][2048];
    static int turn;
    char *out = answer[turn++ % 16];
    sqlite3 *db;
    sqlite3_stmt *statement;
    strcpy(out, "(none)");
    assert_int_equal(sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
    if (sqlite3_prepare_v2(db, sql, -1, &statement, NULL) != SQLITE_OK)
        fail_msg("%s: %s", sql, sqlite3_errmsg(db));
    if (sqlite3_step(statement) == SQLITE_ROW) {
        const char *found = (const char *)sqlite3_column_text(statement, 0);
        snprintf(out, 2048, "%s", found ? found : "(null)");
    }
    sqlite3_finalize(statement);
    sqlite3_close(db);
    return out;
}

#define assert_holds(path, sql, expected) assert_string_equal(ask(path, sql), expected)
/* The same of the town that a test makes. */
#define asks(sql, expected) assert_holds(in_folder("town/base.gpkg"), sql, expected)

#endif
