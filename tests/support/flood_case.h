/* Random small grids for tests of sinks, and the surface that a plain Priority-Flood fills (Barnes,
 * Lehman, Mulla 2014, algorithm 1). Shares no code with the library. */
#ifndef GROENNET_TESTS_FLOOD_CASE_H
#define GROENNET_TESTS_FLOOD_CASE_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "near.h"
#include "raster/flood.h"
#include "shapes.h"

enum { FLOOD_SIDE = 40, FLOOD_CELLS = FLOOD_SIDE * FLOOD_SIDE };

typedef struct flood_case {
    int64_t width, height;
    geo_flood_nodata nodata;
    float z[FLOOD_CELLS];
} flood_case;

static inline bool flood_inside(const flood_case *g, int64_t row, int64_t column)
{
    return row >= 0 && row < g->height && column >= 0 && column < g->width;
}

/* The k-th of eight neighbours, row by row; -1 outside the grid. */
static inline int64_t flood_neighbour(const flood_case *g, int64_t cell, int k)
{
    int64_t place = k < 4 ? k : k + 1;
    int64_t row = cell / g->width + place / 3 - 1, column = cell % g->width + place % 3 - 1;
    return flood_inside(g, row, column) ? row * g->width + column : -1;
}

/* Does water leave the grid here? */
static inline bool flood_leaves(const flood_case *g, int64_t cell)
{
    for (int k = 0; k < 8; k++) {
        int64_t n = flood_neighbour(g, cell, k);
        if (n < 0 || (g->nodata == GEO_FLOOD_OUTLET && isnan(g->z[n])))
            return !isnan(g->z[cell]);
    }
    return false;
}

static inline int64_t flood_dice(shape_dice *dice, int64_t low, int64_t high)
{
    return low + (int64_t)(shape_roll(dice) * (double)(high - low + 1));
}

/* Bowls and bumps, so that depressions lie in depressions. */
static inline void flood_rolling(flood_case *g, shape_dice *dice)
{
    double a = shape_between(dice, 0.2, 1.5), b = shape_between(dice, 0.2, 1.5);
    double rough = shape_between(dice, 0, 1);
    for (int64_t i = 0; i < g->width * g->height; i++) {
        double x = (double)(i % g->width), y = (double)(i / g->width);
        g->z[i] = (float)(3 * sin(x * a) * cos(y * b) + rough * shape_roll(dice));
    }
}

static inline void flood_holes(flood_case *g, shape_dice *dice)
{
    for (int64_t holes = flood_dice(dice, 1, 6); holes > 0; holes--) {
        int64_t row = flood_dice(dice, 0, g->height - 1), height = flood_dice(dice, 1, 8);
        int64_t column = flood_dice(dice, 0, g->width - 1), width = flood_dice(dice, 1, 8);
        bool ring = shape_roll(dice) < 0.5;
        for (int64_t i = row; i < row + height && i < g->height; i++)
            for (int64_t j = column; j < column + width && j < g->width; j++)
                if (!ring || i == row || j == column || i == row + height - 1 ||
                    j == column + width - 1)
                    g->z[i * g->width + j] = NAN;
    }
}

/* Steps of many sizes: with few of them flats and ties everywhere. Levels below 0 too. */
static inline void flood_case_make(flood_case *g, uint64_t seed)
{
    shape_dice dice = {seed * 2654435761U + 1};
    g->width = flood_dice(&dice, 1, FLOOD_SIDE);
    g->height = seed % 10 == 0 ? 1 : flood_dice(&dice, 1, FLOOD_SIDE);
    g->nodata = seed % 2 ? GEO_FLOOD_WALL : GEO_FLOOD_OUTLET;
    double steps = (double)flood_dice(&dice, 1, 12);
    flood_rolling(g, &dice);
    for (int64_t i = 0; i < g->width * g->height; i++) {
        if (seed % 3 == 0)
            g->z[i] = (float)floor(shape_between(&dice, -2, steps));
        else if (seed % 3 == 1)
            g->z[i] = (float)rint((double)g->z[i] * steps / 4) + 0.0F; /* no -0 */
    }
    if (seed % 4 > 1)
        flood_holes(g, &dice);
}

/* ---- the plain Priority-Flood ---- */

typedef struct flood_queue {
    const float *level;
    int64_t cells[FLOOD_CELLS + 1];
    int64_t count;
} flood_queue;

static inline bool flood_before(const flood_queue *q, int64_t a, int64_t b)
{
    return q->level[a] != q->level[b] ? q->level[a] < q->level[b] : a < b;
}

/* The slow way, a sorted list: the lowest cell stands last. */
static inline void flood_push(flood_queue *q, int64_t cell)
{
    int64_t at = q->count++;
    for (; at > 0 && flood_before(q, q->cells[at - 1], cell); at--)
        q->cells[at] = q->cells[at - 1];
    q->cells[at] = cell;
}

static inline void flood_run(const flood_case *g, flood_queue *q, bool *done, float *filled)
{
    while (q->count > 0) {
        int64_t cell = q->cells[--q->count];
        for (int k = 0; k < 8; k++) {
            int64_t n = flood_neighbour(g, cell, k);
            if (n < 0 || done[n] || isnan(g->z[n]))
                continue;
            done[n] = true;
            filled[n] = g->z[n] < filled[cell] ? filled[cell] : g->z[n];
            flood_push(q, n);
        }
    }
}

/* The lowest cell that water has not reached; -1: none. */
static inline int64_t flood_dry(const flood_case *g, const bool *done)
{
    int64_t lowest = -1;
    for (int64_t i = 0; i < g->width * g->height; i++)
        if (!done[i] && !isnan(g->z[i]) && (lowest < 0 || g->z[i] < g->z[lowest]))
            lowest = i;
    return lowest;
}

/* All dry cells that hang together with this one and are as low: they drain. */
static inline void flood_drain(const flood_case *g, int64_t dry, flood_queue *q, bool *done,
                               bool *out)
{
    static int64_t part[FLOOD_CELLS];
    static bool seen[FLOOD_CELLS];
    int64_t count = 0;
    memset(seen, 0, sizeof seen);
    seen[dry] = true;
    part[count++] = dry;
    for (int64_t i = 0; i < count; i++) {
        int64_t cell = part[i];
        if (g->z[cell] == g->z[dry]) {
            out[cell] = done[cell] = true;
            flood_push(q, cell);
        }
        for (int k = 0; k < 8; k++) {
            int64_t n = flood_neighbour(g, cell, k);
            if (n < 0 || seen[n] || isnan(g->z[n]))
                continue;
            seen[n] = true;
            part[count++] = n;
        }
    }
}

/* Fills; returns the number of parts that are walled in, which drain at their lowest cells. out: at
 * which cells water leaves, these among them. */
static inline uint32_t flood_plain(const flood_case *g, float *filled, bool *out)
{
    static bool done[FLOOD_CELLS];
    static flood_queue queue;
    int64_t cells = g->width * g->height, dry;
    uint32_t walled = 0;
    queue = (flood_queue){.level = filled};
    for (int64_t i = 0; i < cells; i++) {
        filled[i] = g->z[i];
        out[i] = done[i] = flood_leaves(g, i);
        if (done[i])
            flood_push(&queue, i);
    }
    flood_run(g, &queue, done, filled);
    for (; (dry = flood_dry(g, done)) >= 0; walled++) {
        flood_drain(g, dry, &queue, done, out);
        flood_run(g, &queue, done, filled);
    }
    return walled;
}

#endif
