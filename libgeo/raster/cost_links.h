/* Links between the sources of a least-cost search: which regions touch, what it costs to go from
 * one source to the other there, and the cells of that way. */
#ifndef GEO_RASTER_COST_LINKS_H
#define GEO_RASTER_COST_LINKS_H

#include "base/vec.h"
#include "raster/cost.h"

typedef struct geo_cost_link {
    uint32_t from, to;           /* labels, from < to */
    uint32_t from_cell, to_cell; /* neighbours, in the region of each */
    double cost;                 /* of the way through both */
} geo_cost_link;

typedef GEO_VEC(geo_cost_link) geo_cost_links; /* release with geo_free(links.items) */
typedef GEO_VEC(uint32_t) geo_cells;           /* indices; release with geo_free(cells.items) */

/* Per pair of labels whose regions have neighbouring cells (of 8): the least cost of one cell plus
 * that of the other plus the step between them; of equal ones the pair with the lowest cell of
 * `from`, then of `to`. Sorted by (from, to), each pair once. A search with a limit finds all links
 * that cost no more than the limit. A way through a third region may be cheaper: it is two links.
 * out: empty; filled on success. Cost: one pass over the cells, memory by pairs. Errors: NOMEM,
 * CANCELLED. */
geo_status geo_cost_links_find(geo_ctx *ctx, const geo_grid *resistance, const geo_cost *found,
                               geo_cost_links *out) GEO_MUST_USE;

/* Replaces `out` by the cells from the source that the way to `cell` begins at, to `cell`. Errors:
 * NOMEM. */
geo_status geo_cost_trace(geo_ctx *ctx, const geo_cost *found, int64_t width, uint32_t cell,
                          geo_cells *out) GEO_MUST_USE;

/* Replaces `out` by the cells of a link from a source cell of `from` to one of `to`, both
 * included. Errors: NOMEM. */
geo_status geo_cost_link_path(geo_ctx *ctx, const geo_cost *found, int64_t width,
                              const geo_cost_link *link, geo_cells *out) GEO_MUST_USE;

#endif
