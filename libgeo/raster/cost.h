/* Least cost over a grid of resistances, from many labelled sources at once: how dear each cell is
 * to reach, from which label, and by which way. Plain arrays, row by row as geo_grid's; a cell is
 * known by its index row * width + column. */
#ifndef GEO_RASTER_COST_H
#define GEO_RASTER_COST_H

#include "raster/grid.h"

/* Where the way to a cell comes from: 0 at a source or where nothing came, else which neighbour,
 * in the order of their indices: 1 NW, 2 N, 3 NE, 4 W, 5 E, 6 SW, 7 S, 8 SE. */
enum { GEO_BACK_NONE = 0, GEO_BACK_COUNT = 9 };

/* The caller's arrays, one value per cell. */
typedef struct geo_cost {
    double *cost;    /* out: resistance * m; INFINITY where nothing came */
    uint32_t *label; /* in: label of a source cell, 0 elsewhere; out: whose way is the cheapest, 0
                        where nothing came */
    uint8_t *back;   /* out: GEO_BACK_NONE, 1..8 */
} geo_cost;

/* A step to one of the 8 neighbours costs its length (cell_m, cell_m * sqrt 2) times the mean
 * resistance of both cells; a way costs the sum of its steps in double, from the source on. So a
 * source's own resistance counts half, as in GRASS r.cost. A cell of NaN is a wall; every other
 * resistance is finite and above 0. Ways dearer than `limit` (INFINITY: none) are not followed.
 * Ties are exactly equal doubles: the lowest label, then the neighbour with the lowest index. The
 * answer does not depend on the order of the search, and `back` never runs in a circle.
 * Cost: 17 bytes per cell with the resistances, all of them the caller's, besides 4 to 8 bytes for
 * each cell that waits and buckets of some 130 bytes, 1.6 times as many as the dearest step costs
 * times the cheapest and at most 2^18. Linear in the cells up to there; beyond, cells that wait
 * take up to 24 bytes, and time a logarithm on top. Errors: RANGE (a resistance that is none, named
 * by row and column; steps that double cannot hold), ARG (the limit is below 0 or no number, a
 * source on a wall), LIMIT (2^32 - 1 cells and more), NOMEM, CANCELLED; after any of them the
 * arrays hold nothing of use. Source: Dijkstra 1959, doi:10.1007/BF01386390; the queue after Dial
 * 1969, doi:10.1145/363269.363610, with buckets as wide as the cheapest step, whose cells are final
 * once none before them is left (Denardo, Fox 1979, doi:10.1287/opre.27.1.161). */
geo_status geo_cost_search(geo_ctx *ctx, const geo_grid *resistance, double limit,
                           geo_cost *out) GEO_MUST_USE;

/* What a step between neighbours costs; the same both ways. NaN beside a wall. */
double geo_cost_step(const geo_grid *resistance, uint32_t a, uint32_t b);

/* The cell before this one on its way; the cell itself where `back` is GEO_BACK_NONE. */
uint32_t geo_cost_before(const geo_cost *found, int64_t width, uint32_t cell);

#endif
