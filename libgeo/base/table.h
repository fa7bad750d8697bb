/* A small table read whole from CSV (data/<name>.csv): header row, UTF-8, comma, quotes as in
 * RFC 4180, lines starting with # are comments, empty lines are passed over, a byte-order mark and
 * CR LF are accepted. Ragged rows, open quotes, NUL bytes, headings missing or twice are errors. */
#ifndef GEO_BASE_TABLE_H
#define GEO_BASE_TABLE_H

#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"

typedef struct geo_table geo_table;

/* Reads the file; at most 16 MiB. Errors: NOTFOUND, IO, LIMIT, FORMAT (file and line named). */
geo_status geo_table_read(geo_ctx *ctx, const char *path, geo_table **out) GEO_MUST_USE;
/* The same from text in memory; `name` is for messages. */
geo_status geo_table_parse(geo_ctx *ctx, const char *name, const char *text, size_t length,
                           geo_table **out) GEO_MUST_USE;
void geo_table_free(geo_table *table);

size_t geo_table_rows(const geo_table *table);
size_t geo_table_columns(const geo_table *table);
const char *geo_table_heading(const geo_table *table, size_t column);
/* Errors: NOTFOUND naming file and column. */
geo_status geo_table_column(geo_ctx *ctx, const geo_table *table, const char *heading,
                            size_t *out) GEO_MUST_USE;
/* The same for each of `count` headings, in their order. */
geo_status geo_table_find_columns(geo_ctx *ctx, const geo_table *table, const char *const *headings,
                                  size_t count, size_t *out) GEO_MUST_USE;
/* The cell's text, "" when empty; owned by the table. */
const char *geo_table_cell(const geo_table *table, size_t row, size_t column);
#define GEO_TABLE_HEADER SIZE_MAX
/* The line of the file on which the row, or GEO_TABLE_HEADER, begins, for messages. */
size_t geo_table_line(const geo_table *table, size_t row);
/* First row whose cell equals `value`; NOTFOUND otherwise (no message). */
geo_status geo_table_find(const geo_table *table, size_t column, const char *value,
                          size_t *out_row) GEO_MUST_USE;
/* The cell as number. Errors: FORMAT naming file, row and column. */
geo_status geo_table_double(geo_ctx *ctx, const geo_table *table, size_t row, size_t column,
                            double *out) GEO_MUST_USE;

#endif
