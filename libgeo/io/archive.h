/* Walks the files behind a path: one file, the files of a folder, the members of a zip, of zips
 * inside it (a BAG extract is a zip of zips) and of zips in a folder. Names only serve messages and
 * filters: nothing is ever written under them, and nothing beside the input. */
#ifndef GEO_IO_ARCHIVE_H
#define GEO_IO_ARCHIVE_H

#include <stdbool.h>
#include <stdint.h>

#include "io/pull.h"

/* Called back in the order of the names (bytes, not locale) on every level, so that the same input
 * is walked in the same order. */
typedef struct geo_archive_visitor {
    void *self;
    /* Whether a file, or a zip with all that is in it, is to be opened; NULL: everything is.
     * `name`: "bgt_pand.gml" in a folder, "otterlo.zip/bgt_pand.gml" in a zip,
     * "bag.zip/9999PND.zip" for a zip in a zip. Not asked about the path itself, which the user
     * named. */
    bool (*wants)(void *self, const char *name, bool is_zip);
    /* `from` and `name` live as long as the call. GEO_END ends the walk, which is then GEO_OK. */
    geo_status (*visit)(geo_ctx *ctx, void *self, const char *name, geo_pull from);
} geo_archive_visitor;

typedef struct geo_archive_limits {
    uint32_t depth;   /* zips within one another */
    uint32_t members; /* files met on the whole walk, wanted or not */
    uint32_t ratio;   /* bytes unpacked per byte packed, of members over GEO_ARCHIVE_SMALL */
    uint64_t bytes;   /* read on the whole walk, inner zips included */
    const char *temporary_folder; /* for inner zips; NULL: TMPDIR or /tmp */
} geo_archive_limits;
/* Real registers pack 35 : 1 at most (BGT), deflate 1032 : 1; the whole BAG is some 100 GB of XML.
 */
#define GEO_ARCHIVE_SMALL (64u << 20)
#define GEO_ARCHIVE_LIMITS_INIT                                                                    \
    ((geo_archive_limits){.depth = 3, .members = 1000000, .ratio = 200, .bytes = (uint64_t)1 << 40})

/* A zip is known by its suffix, a file on disk also by its first bytes. On disk only the folder's
 * own files are walked, in a zip all of it. Hidden files (".DS_Store", "__MACOSX/._x.xml") are
 * passed over. An inner zip is unpacked to a file without a name in the temporary folder. limits
 * NULL: as above. Errors: those of geo_open_check_path and of visit; IO; FORMAT (damaged, cut
 * short, no zip, a wrong checksum, members that overlap), UNSUPPORTED (encrypted, packed in a way
 * that is not known), LIMIT. Each names file and member. */
geo_status geo_archive_walk(geo_ctx *ctx, const char *path, const geo_archive_limits *limits,
                            const geo_archive_visitor *visitor) GEO_MUST_USE;

/* Is the path one to walk for XML: a folder, whatever it is called, else a file that is called
 * .gml, .xml or .zip, or has no suffix at all. A name that is not there is judged as a file's. */
bool geo_archive_takes(const char *path);
/* Gives the path itself, or of a folder its own files that are called so, in the walk's order: what
 * the walk's input consists of, on disk. Errors: IO, NOMEM, those of `each`. */
geo_status geo_archive_files(geo_ctx *ctx, const char *path, void *self,
                             geo_status (*each)(void *self, geo_ctx *ctx,
                                                const char *file)) GEO_MUST_USE;

#endif
