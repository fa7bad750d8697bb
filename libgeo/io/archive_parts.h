/* What the files of io/archive share: one walk, and the zips of it. */
#ifndef GEO_IO_ARCHIVE_PARTS_H
#define GEO_IO_ARCHIVE_PARTS_H

#include "io/archive.h"

typedef struct archive_walk {
    const geo_archive_visitor *visitor;
    geo_archive_limits limits;
    uint64_t members, bytes; /* so far */
} archive_walk;

/* Whether the visitor wants it; NULL wants takes everything. */
bool geo_archive_wanted(const archive_walk *walk, const char *name, bool is_zip);
bool geo_archive_is_zip_name(const char *name);
bool geo_archive_is_hidden(const char *name);

/* Counts what was met or read, against the limits. */
geo_status geo_archive_count_members(geo_ctx *ctx, archive_walk *walk, uint64_t more,
                                     const char *name) GEO_MUST_USE;
geo_status geo_archive_count_bytes(geo_ctx *ctx, archive_walk *walk, uint64_t more,
                                   const char *name) GEO_MUST_USE;

/* Walks the zip that `fd` has open, and closes it; depth 1 is a zip on disk. GEO_END: the visitor
 * wants no more. */
geo_status geo_archive_walk_zip(geo_ctx *ctx, archive_walk *walk, int fd, const char *name,
                                uint32_t depth) GEO_MUST_USE;

#endif
