/* A table of text of any size, row by row in constant memory, strict: RFC 4180 with any of , ; tab
 * | between the cells. For small tables of our own there is base/table.
 *
 * The separator is the one of these that stands most often in the header, outside quotes; a tie, or
 * none, is an error. A first line "sep=;", as Excel takes it, is passed over and tells it. Lines
 * end with LF or CR LF, also inside quotes; empty lines are allowed at the end only. Errors that
 * name file and line: a row with more or fewer cells than the header, an open quote, text after a
 * closing quote, a quote inside a cell that is not quoted, a carriage return or NUL on its own, a
 * row longer than 1 MiB, bytes that are not of the encoding. */
#ifndef GEO_IO_DELIMITED_H
#define GEO_IO_DELIMITED_H

#include "io/encoding.h"

#define GEO_DELIMITED_LONGEST ((size_t)1 << 20) /* bytes of a row in UTF-8 */
#define GEO_DELIMITED_COLUMNS 2000

typedef struct geo_delimited geo_delimited;

/* Reads the header. file is taken over, also on failure; name is for messages; encoding as
 * geo_encoding_find gives it, NULL: see geo_decoder_new. Errors: FORMAT, LIMIT (too many columns),
 * IO, NOMEM. */
geo_status geo_delimited_new(geo_ctx *ctx, FILE *file, const char *name, const char *encoding,
                             geo_delimited **out) GEO_MUST_USE;
void geo_delimited_free(geo_delimited *table);

size_t geo_delimited_columns(const geo_delimited *table);
/* UTF-8, without blanks around it; may be "". */
const char *geo_delimited_heading(const geo_delimited *table, size_t column);

/* The cells of the next row, UTF-8, as many as there are columns; they live until the next call.
 * GEO_END: no more. Errors: FORMAT, IO, NOMEM. */
geo_status geo_delimited_next(geo_ctx *ctx, geo_delimited *table,
                              const char *const **cells) GEO_MUST_USE;
/* Where the row given last began; the header's is 1. */
uint64_t geo_delimited_line(const geo_delimited *table);

#endif
