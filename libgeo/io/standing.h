/* Which trees stand: by column status of layer tree. */
#ifndef GEO_IO_STANDING_H
#define GEO_IO_STANDING_H

#include "io/source.h"

/* Does tree i of the rows stand? status: its text: standing or nothing stands; felled, stump and
 * planned do not. Errors: FORMAT for any other word: whether such a tree counts nobody can tell. */
geo_status geo_tree_stands(geo_ctx *ctx, const geo_source *trees, const geo_features *rows,
                           size_t i, const char *status, bool *out) GEO_MUST_USE;

#endif
