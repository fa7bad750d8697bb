/* A stream kept in a private temporary file, for a format that cannot be read in one go. */
#ifndef GEO_IO_READER_SPOOL_H
#define GEO_IO_READER_SPOOL_H

#include "io/stream_input.h"

#define GEO_SPOOL_MAX (200u << 20)

/* Copies the rest of the input to a new file that only this user can read, in TMPDIR or the
 * system's folder. *out_path is the caller's (geo_free), and so is the file. Errors: IO, LIMIT. */
geo_status geo_spool(geo_ctx *ctx, geo_input *input, const char *suffix,
                     char **out_path) GEO_MUST_USE;

#endif
