/* The kernel of sinks: catchments of depressions, the passes between them, and the filled surface,
 * from rows of heights. The filled surface is that of Priority-Flood (Barnes, Lehman, Mulla 2014,
 * doi:10.1016/j.cageo.2013.04.024), reached by another way that needs no queue over cells: every
 * cell drains to a pit or out of the grid; where two catchments touch is a pass, as high as the
 * higher of the two cells; the lowest passes, taken in order, tell how high water stands in each
 * (a minimum spanning tree over catchments: Barnes, Callaghan, Wickert 2020,
 * doi:10.5194/esurf-8-431-2020). A path through cells never rises above its passes and the cells
 * themselves, so both surfaces are the same, bit for bit.
 *
 * Water leaves the grid from every cell on its border, and, where no-data is an outlet, from every
 * cell that touches no-data by a side or a corner. All other cells drain to the steepest of their
 * eight neighbours (drop over distance; of equal ones the first, row by row). Cells without a lower
 * neighbour that touch and are equally high are a flat: it drains through the cell of that height
 * beside it that has a lower neighbour or lies where water leaves, the first of them row by row; a
 * flat without one is a pit, named after its first cell.
 * Cells are counted row by row from 0; rows are given in bands of any height, which change nothing
 * in the answer: that is how a grid larger than memory is done. Bands of a million cells and more
 * are quickest; in narrow ones much water runs on to the next, which is kept. No-data is NaN. */
#ifndef GEO_RASTER_FLOOD_H
#define GEO_RASTER_FLOOD_H

#include <stddef.h>
#include <stdint.h>

#include "base/ctx.h"

typedef struct geo_flood geo_flood;

typedef enum geo_flood_nodata {
    GEO_FLOOD_OUTLET, /* water leaves where no-data begins */
    /* Water stops where no-data begins. A part of the grid that is walled in on all sides has no
     * level to which it could fill: it drains at its lowest pit, or pits. */
    GEO_FLOOD_WALL
} geo_flood_nodata;

/* Labels: 0 is what leaves the grid without a depression, 1.. are pits in the order of their cells,
 * row by row. */
enum { GEO_FLOOD_OCEAN = 0 };
#define GEO_FLOOD_NONE UINT32_MAX /* the label of no-data */

typedef struct geo_flood_pit {
    uint64_t cell;
    float z;
    float level; /* to which the filled surface stands over it, above z */
} geo_flood_pit;

/* Where two catchments touch: in `cell`, the higher of two neighbours (of equal ones the later). */
typedef struct geo_flood_pass {
    uint64_t cell, beyond;
    uint32_t label, label_beyond;
    float z, z_beyond;
} geo_flood_pass;

/* For a grid of height * width cells, of which none is given yet. Errors: ARG (no cells), LIMIT
 * (2^28 columns or more), NOMEM. */
geo_status geo_flood_new(geo_ctx *ctx, int64_t width, int64_t height, geo_flood_nodata nodata,
                         geo_flood **out) GEO_MUST_USE;
void geo_flood_free(geo_flood *flood);

/* Takes the next `rows` rows, from the north on; fewer than 2^30 cells at a time. z: rows * width
 * heights, m; the row before and the row after them must lie readable before and behind them, where
 * the grid has such rows. labels: rows * width, written: no labels yet but what geo_flood_label
 * makes labels of. Time: linear. Memory: 20 bytes a column; some 100 bytes a pit, and as much again
 * for a moment in geo_flood_finish (terrain that is rough by centimetres has a pit in 45 cells: 4
 * bytes a cell). Errors: RANGE (an infinite height), LIMIT (2^31 pits), ARG (more rows than are
 * left), NOMEM, CANCELLED. */
geo_status geo_flood_add(geo_ctx *ctx, geo_flood *flood, int64_t rows, const float *z,
                         uint32_t *labels) GEO_MUST_USE;
/* After the last row, before any of what follows. Time: n log n of the passes. Errors: ARG (rows
 * are missing), NOMEM. */
geo_status geo_flood_finish(geo_ctx *ctx, geo_flood *flood) GEO_MUST_USE;

/* Turns what geo_flood_add wrote into labels, in place; once. */
void geo_flood_label(const geo_flood *flood, uint32_t *labels, size_t count);
/* The filled surface of `count` cells; filled may be z. */
void geo_flood_fill(const geo_flood *flood, const float *z, const uint32_t *labels, size_t count,
                    float *filled);

/* The whole grid in memory: all of the above up to labels. Memory: 4 bytes a cell for the labels,
 * which are the caller's, and that of geo_flood_add. */
geo_status geo_flood_whole(geo_ctx *ctx, const float *z, int64_t width, int64_t height,
                           geo_flood_nodata nodata, uint32_t *labels, geo_flood **out) GEO_MUST_USE;

/* By label: *count is the number of pits, and the array one longer; its first is the ocean, with
 * z and level -infinity. Owned by the flood. */
const geo_flood_pit *geo_flood_pits(const geo_flood *flood, uint32_t *count);
/* The passes through which depressions first join or drain, the lowest first: ordered by z, cell,
 * z_beyond, beyond; as many as there are pits. Owned by the flood. */
const geo_flood_pass *geo_flood_passes(const geo_flood *flood, size_t *count);
/* Parts that are walled in on all sides. */
uint32_t geo_flood_walled(const geo_flood *flood);

#endif
