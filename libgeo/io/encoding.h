/* Text of a file in any of the encodings that registries use, as UTF-8, piece by piece. */
#ifndef GEO_IO_ENCODING_H
#define GEO_IO_ENCODING_H

#include <stdio.h>

#include "base/ctx.h"
#include "base/text.h"

/* The name under which glibc and GDAL know an encoding that the user names ("latin1",
 * "Windows-1252", "utf8"), letter case, spaces and dashes aside; static. Errors: ARG, listing them.
 */
geo_status geo_encoding_find(geo_ctx *ctx, const char *name, const char **out) GEO_MUST_USE;

/* One byte for a character? Of a name that geo_encoding_find or GDAL gives. */
bool geo_encoding_is_single(const char *encoding);

/* Whether bytes, seen piece by piece, are UTF-8 with other letters than those of ASCII: text in
 * another encoding hardly ever is. Begin with {0}. */
typedef struct geo_utf8_watch {
    size_t owed; /* bytes of a character that are still to come */
    bool is_broken, has_marks;
} geo_utf8_watch;
void geo_utf8_watch_add(geo_utf8_watch *watch, const char *bytes, size_t length);
bool geo_utf8_watch_is_sure(const geo_utf8_watch *watch); /* when all has been seen */

/* UTF-8 without doubt: reads a file through. */
typedef struct geo_decoder geo_decoder;

/* file is taken over, also on failure. encoding as geo_encoding_find gives it; NULL: UTF-8, or what
 * the mark at the beginning says (UTF-8, UTF-16 of either order). A mark that belies a declared
 * encoding is an error. Errors: FORMAT, IO, NOMEM. */
geo_status geo_decoder_new(geo_ctx *ctx, FILE *file, const char *name, const char *encoding,
                           geo_decoder **out) GEO_MUST_USE;
void geo_decoder_free(geo_decoder *decoder);

/* Adds the next piece to out, at most some 200 kB. GEO_END: nothing is left. What comes before
 * bytes that are no text in this encoding is given first; then FORMAT, with a hint, naming the file
 * and `line`, the number of lines that the caller has counted so far. */
geo_status geo_decoder_next(geo_ctx *ctx, geo_decoder *decoder, uint64_t line,
                            geo_text *out) GEO_MUST_USE;

#endif
