/* Groups the points of a batch by square block, blocks in Morton order, rows within a block in
 * input order: what is near is worked on together, whatever order the rows came in. */
#ifndef GEO_GREEN_BLOCKS_H
#define GEO_GREEN_BLOCKS_H

#include "geom/geom.h"

typedef struct geo_block {
    geo_box box;  /* of the points in it */
    size_t first; /* index into rows */
    size_t count;
} geo_block;

typedef struct geo_blocks {
    uint32_t *rows; /* all indices, block by block */
    geo_block *blocks;
    size_t count; /* of blocks */
} geo_blocks;

/* size_m: edge of a block, > 0. Errors: NOMEM. */
geo_status geo_blocks_init(geo_ctx *ctx, geo_blocks *blocks, const geo_point *points, size_t count,
                           double size_m) GEO_MUST_USE;
void geo_blocks_release(geo_blocks *blocks);

#endif
