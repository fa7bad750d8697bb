/* What the tests of least cost share: grids written as text or rolled from a seed, and the answer
 * by rounds over all cells until nothing changes, which shares no code with the library. */
#ifndef GROENNET_TESTS_COST_CASE_H
#define GROENNET_TESTS_COST_CASE_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "ctx_case.h"
#include "dice.h"
#include "raster/cost.h"

enum { COST_CELLS = 4096 };

typedef struct cost_case {
    geo_grid grid;
    float resistance[COST_CELLS];
    uint32_t sources[COST_CELLS];
    double limit;
    double cost[COST_CELLS]; /* found */
    uint32_t label[COST_CELLS];
    uint8_t back[COST_CELLS];
    geo_cost found;
} cost_case;

static inline uint32_t cost_cells(const cost_case *c)
{
    return (uint32_t)(c->grid.frame.width * c->grid.frame.height);
}

/* c must stay where it is: the views point into it. */
static inline void cost_size(cost_case *c, int64_t height, int64_t width, double cell_m)
{
    memset(c, 0, sizeof *c);
    assert_true(width * height <= COST_CELLS);
    c->grid = (geo_grid){{100000, 500000, cell_m, width, height}, c->resistance};
    c->found = (geo_cost){c->cost, c->label, c->back};
    c->limit = INFINITY;
}

/* Rows of text: a digit is a resistance, # a wall; a..z are sources 1..26 of resistance 1. */
static inline void cost_draw(cost_case *c, int64_t height, const char *const *rows)
{
    cost_size(c, height, (int64_t)strlen(rows[0]), 1);
    for (uint32_t i = 0; i < cost_cells(c); i++) {
        char sign = rows[i / c->grid.frame.width][i % c->grid.frame.width];
        bool is_source = sign >= 'a' && sign <= 'z';
        c->sources[i] = is_source ? (uint32_t)(sign - 'a' + 1) : 0;
        c->resistance[i] = is_source ? 1 : sign == '#' ? NAN : (float)(sign - '0');
    }
}

static inline geo_status cost_search(geo_ctx *of, cost_case *c)
{
    memcpy(c->label, c->sources, sizeof c->label);
    return geo_cost_search(of, &c->grid, c->limit, &c->found);
}

static inline uint32_t cost_below(uint64_t *state, uint32_t limit)
{
    return (uint32_t)(dice_bits(state) % limit);
}

/* Whole numbers make ties; tenths and powers round; far powers of ten lose steps in rounding. */
enum { COST_ONE, COST_WHOLE, COST_TENTHS, COST_MILLION, COST_FAR, COST_KINDS };

static inline float cost_resistance(uint64_t *state, int kind)
{
    switch (kind) {
    case COST_ONE:
        return 1;
    case COST_WHOLE:
        return (float)(1 + cost_below(state, 3));
    case COST_TENTHS:
        return (float)(1 + cost_below(state, 100)) / 10;
    case COST_MILLION:
        return (float)pow(10, 6 * dice_unit(state));
    default:
        return (float)pow(10, (double)cost_below(state, 5) * 8 - 16);
    }
}

static inline void cost_random(cost_case *c, uint64_t *state, int kind)
{
    cost_size(c, 1 + cost_below(state, 12), 1 + cost_below(state, 12),
              cost_below(state, 2) ? 1 : 0.3);
    uint32_t walls = cost_below(state, 3) * 15, sources = 1 + cost_below(state, 12);
    for (uint32_t i = 0; i < cost_cells(c); i++) {
        c->resistance[i] = cost_below(state, 100) < walls ? NAN : cost_resistance(state, kind);
        bool is_source = cost_below(state, 100) < sources && !isnan(c->resistance[i]);
        c->sources[i] = is_source ? 1 + cost_below(state, 5) : 0;
    }
}

/* The neighbour of a cell in a direction 0..7 (NW, N, NE, W, E, SW, S, SE); false at the border. */
static inline bool cost_neighbour(const cost_case *c, uint32_t cell, int direction, uint32_t *to)
{
    static const int rows[] = {-1, -1, -1, 0, 0, 1, 1, 1}, columns[] = {-1, 0, 1, -1, 1, -1, 0, 1};
    int64_t width = c->grid.frame.width;
    int64_t row = cell / width + rows[direction], column = cell % width + columns[direction];
    *to = (uint32_t)(row * width + column);
    return row >= 0 && row < c->grid.frame.height && column >= 0 && column < width;
}

/* NaN beside a wall. */
static inline double cost_between(const cost_case *c, uint32_t from, uint32_t to, int direction)
{
    bool straight = direction == 1 || direction == 3 || direction == 4 || direction == 6;
    double half = c->grid.frame.cell_m / 2 * (straight ? 1 : M_SQRT2);
    return half * ((double)c->resistance[from] + (double)c->resistance[to]);
}

typedef struct cost_answer {
    double cost[COST_CELLS];
    uint32_t label[COST_CELLS];
} cost_answer;

/* Bellman 1958: every cell asks its neighbours, again and again. Labels come after all costs: a
 * label that came with a cost which was lowered later counts for nothing. */
static inline bool cost_relax(const cost_case *c, cost_answer *a, uint32_t cell, int direction)
{
    uint32_t from;
    if (!cost_neighbour(c, cell, direction, &from))
        return false;
    double next = a->cost[from] + cost_between(c, from, cell, direction);
    if (!(next < a->cost[cell]) || next > c->limit)
        return false;
    a->cost[cell] = next;
    return true;
}

static inline bool cost_relabel(const cost_case *c, cost_answer *a, uint32_t cell, int direction)
{
    uint32_t from;
    if (!cost_neighbour(c, cell, direction, &from) || a->label[from] - 1 >= a->label[cell] - 1)
        return false; /* 0 is the highest */
    if (a->cost[from] + cost_between(c, from, cell, direction) != a->cost[cell])
        return false;
    a->label[cell] = a->label[from];
    return true;
}

static inline void cost_by_rounds(const cost_case *c, cost_answer *a)
{
    for (uint32_t i = 0; i < cost_cells(c); i++) {
        a->label[i] = c->sources[i];
        a->cost[i] = c->sources[i] ? 0 : INFINITY;
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = 0; i < cost_cells(c); i++)
            for (int d = 0; d < 8; d++)
                changed = cost_relax(c, a, i, d) || changed;
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t i = 0; i < cost_cells(c); i++)
            for (int d = 0; d < 8; d++)
                changed = cost_relabel(c, a, i, d) || changed;
    }
}

#endif
