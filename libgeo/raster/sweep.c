/* Covered fractions by signed areas: every edge adds, to each cell it passes, the area between
 * itself and the cell's east border, and to all cells east of that its height. Summed over a closed
 * ring the sum is the covered area. Rows are independent, so one row of sums is all the state.
 * The idea is that of scan converters with exact coverage, as in FreeType's smooth rasteriser. */
#include <math.h>

#include "base/alloc.h"
#include "raster/edges.h"
#include "raster/lattice.h"
#include "raster/sweep.h"

/* Heights within a row are rounded to 2^-42 of a cell, so that what edges add west of a cell
 * cancels to exactly 0 or exactly 1 east of them instead of leaving 1e-17 behind. */
static const double HEIGHT_STEPS = 0x1p42;

typedef struct sweep {
    geo_frame frame;
    geo_window window;
    geo_edges *edges;
    double *area;        /* per column of the window: covered part of the cell by its own edges */
    double *height;      /* what those edges add to every cell east of it */
    uint64_t *touched;   /* bits: columns with edges in this row; all others are covered alike */
    int64_t first, last; /* of them; first > last: none */
} sweep;

typedef struct spot { /* in cells: x from the window's west border, y from the row's north border */
    double x, y;
} spot;

static double rounded_height(double y)
{
    return rint(y * HEIGHT_STEPS) / HEIGHT_STEPS;
}

static double min_of(double a, double b)
{
    return a < b ? a : b;
}

static double max_of(double a, double b)
{
    return a > b ? a : b;
}

/* Adds a piece that stays within the column. */
static void add_piece(sweep *state, int64_t column, spot from, spot to, double sign)
{
    double rise = sign * (rounded_height(to.y) - rounded_height(from.y));
    state->touched[column / 64] |= UINT64_C(1) << column % 64;
    state->area[column] += rise * ((double)column + 1 - (from.x + to.x) / 2);
    state->height[column] += rise;
}

/* Adds a piece that goes east, from x0 <= x1, cut at the columns' borders. `sign` undoes a swap. */
static void add_eastward(sweep *state, spot from, spot to, double sign)
{
    int64_t column = (int64_t)from.x, last = (int64_t)to.x;
    last = last < state->window.width ? last : state->window.width - 1;
    column = column < last ? column : last;
    double low = min_of(from.y, to.y), high = max_of(from.y, to.y);
    double slope = column < last ? (to.y - from.y) / (to.x - from.x) : 0;
    state->first = column < state->first ? column : state->first;
    state->last = last > state->last ? last : state->last;
    spot at = from;
    for (; column < last; column++) {
        double border = (double)(column + 1);
        spot next = {border, min_of(high, max_of(low, from.y + (border - from.x) * slope))};
        add_piece(state, column, at, next, sign);
        at = next;
    }
    add_piece(state, last, at, to, sign);
}

/* Adds the part of a piece within one row that lies in the window; what lies west of it counts as
 * running down its west border, what lies east adds nothing. */
static void add_in_row(sweep *state, spot from, spot to, double sign)
{
    if (from.x > to.x) {
        spot swap = from;
        from = to;
        to = swap;
        sign = -sign;
    }
    double width = (double)state->window.width;
    if (from.x >= width)
        return;
    bool crosses = from.x < 0 || to.x > width; /* most do not, and a division takes its time */
    double slope = crosses && to.x > from.x ? (to.y - from.y) / (to.x - from.x) : 0;
    if (to.x > width)
        to = (spot){width, from.y + (width - from.x) * slope};
    if (from.x < 0) {
        spot border = {0, to.x > 0 ? to.y - to.x * slope : to.y};
        add_eastward(state, (spot){0, from.y}, border, sign);
        from = border;
    }
    if (to.x > 0 || from.y != to.y)
        add_eastward(state, from, (spot){max_of(to.x, 0), to.y}, sign);
}

/* Where the edge a-b is at height y, a.y <= y <= b.y. */
static inline spot edge_at(spot a, spot b, double y)
{
    if (y <= a.y || y >= b.y)
        return y <= a.y ? a : b;
    double x = a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x);
    return (spot){min_of(max_of(a.x, b.x), max_of(min_of(a.x, b.x), x)), y};
}

/* Cells are counted from the window's corner, not from the row's own border: rounding that border
 * anew in each row would leave slivers between rows. */
static spot spot_of(const sweep *state, geo_point p, int64_t row)
{
    double west = geo_lattice_x(&state->frame, state->window.column);
    double north = geo_lattice_y(&state->frame, state->window.row);
    double cell = state->frame.cell_m;
    return (spot){(p.x - west) / cell, (north - p.y) / cell - (double)(row - state->window.row)};
}

static void add_edge(sweep *state, const geo_edge *edge, int64_t row)
{
    spot a = spot_of(state, edge->a, row), b = spot_of(state, edge->b, row);
    double sign = edge->sign;
    if (a.y > b.y) {
        spot swap = a;
        a = b;
        b = swap;
        sign = -sign;
    }
    if (b.y <= 0 || a.y >= 1 || a.y == b.y)
        return;
    add_in_row(state, edge_at(a, b, max_of(a.y, 0)), edge_at(a, b, min_of(b.y, 1)), sign);
}

/* The next touched column from `column` on; the window's width when there is none. */
static int64_t next_touched(const sweep *state, int64_t column)
{
    int64_t word = column / 64, words = state->last / 64 + 1;
    if (column > state->last)
        return state->window.width;
    uint64_t bits = state->touched[word] & UINT64_MAX << column % 64;
    while (!bits && ++word < words)
        bits = state->touched[word];
    return bits ? word * 64 + __builtin_ctzll(bits) : state->window.width;
}

/* The end of a stretch of touched columns. */
static int64_t end_touched(const sweep *state, int64_t column)
{
    while (column <= state->last && state->touched[column / 64] >> column % 64 & 1)
        column++;
    return column;
}

typedef struct emission {
    geo_ctx *ctx;
    geo_sweep_run run;
    void *self;
    int64_t row;
} emission;

/* Touched columns: sums become fractions, and runs of those above 0 are handed out. *east is what
 * lies to the west of them, and then what lies to the east. */
static geo_status emit_touched(sweep *state, const emission *to, int64_t begin, int64_t end,
                               double *east)
{
    geo_status status = GEO_OK;
    int64_t from = -1;
    for (int64_t column = begin; column < end; column++) {
        double fraction = min_of(1, max_of(0, *east + state->area[column]));
        *east += state->height[column];
        state->area[column] = fraction;
    }
    for (int64_t column = begin; status == GEO_OK && column <= end; column++) {
        bool covered = column < end && state->area[column] > 0;
        if (covered && from < 0)
            from = column;
        if (!covered && from >= 0) {
            status = to->run(to->self, to->ctx, to->row, state->window.column + from,
                             state->area + from, column - from);
            from = -1;
        }
    }
    for (int64_t column = begin; column < end; column++)
        state->area[column] = state->height[column] = 0;
    return status;
}

/* Columns between edges, all covered alike. */
static geo_status emit_level(sweep *state, const emission *to, int64_t begin, int64_t end,
                             double east)
{
    double fraction = min_of(1, max_of(0, east));
    double *fractions = state->area + begin;
    int64_t count = end - begin, first = state->window.column + begin;
    if (!(fraction > 0) || count == 0)
        return GEO_OK;
    if (fraction == 1)
        return to->run(to->self, to->ctx, to->row, first, NULL, count);
    for (int64_t i = 0; i < count; i++)
        fractions[i] = fraction;
    geo_status status = to->run(to->self, to->ctx, to->row, first, fractions, count);
    for (int64_t i = 0; i < count; i++)
        fractions[i] = 0;
    return status;
}

static geo_status emit_row(sweep *state, const emission *to)
{
    double east = 0;
    geo_status status = GEO_OK;
    int64_t column = state->first, width = state->window.width;
    while (status == GEO_OK && column < width) {
        int64_t end = end_touched(state, column);
        status = emit_touched(state, to, column, end, &east);
        column = next_touched(state, end);
        if (status == GEO_OK)
            status = emit_level(state, to, end, column, east);
    }
    for (int64_t word = state->first / 64; word <= state->last / 64; word++)
        state->touched[word] = 0;
    return status;
}

static geo_status sweep_row(sweep *state, geo_ctx *ctx, int64_t row, geo_sweep_run run, void *self)
{
    size_t count;
    const geo_edge *const *edges = geo_edges_row(state->edges, row, &count);
    state->first = state->window.width;
    state->last = -1;
    for (size_t i = 0; i < count; i++)
        add_edge(state, edges[i], row);
    const emission to = {ctx, run, self, row};
    return state->last >= 0 ? emit_row(state, &to) : GEO_OK;
}

static geo_status sweep_rows(sweep *state, geo_ctx *ctx, geo_sweep_run run, void *self)
{
    geo_status status = GEO_OK;
    int64_t end = state->window.row + state->window.height;
    for (int64_t row = state->window.row; status == GEO_OK && row < end; row++) {
        status = sweep_row(state, ctx, row, run, self);
        if (status == GEO_OK && row % 1024 == 0)
            status = geo_ctx_poll(ctx);
    }
    return status;
}

geo_status geo_sweep(geo_ctx *ctx, geo_frame frame, geo_window window, const geo_geom *polygon,
                     geo_sweep_run run, void *self)
{
    sweep state = {.frame = frame, .window = window};
    geo_status status = geo_edges_new(ctx, frame, window, polygon, &state.edges);
    if (status != GEO_OK || window.width <= 0 || window.height <= 0)
        goto out;
    state.area = geo_calloc((size_t)window.width, sizeof *state.area);
    state.height = geo_calloc((size_t)window.width, sizeof *state.height);
    state.touched = geo_calloc((size_t)window.width / 64 + 1, sizeof *state.touched);
    if (!state.area || !state.height || !state.touched) {
        status = geo_fail_nomem(ctx);
        goto out;
    }
    status = sweep_rows(&state, ctx, run, self);
out:
    geo_edges_free(state.edges);
    geo_free(state.area);
    geo_free(state.height);
    geo_free(state.touched);
    return status;
}
