/* Marking cells by their centres. The ray test of geo_geom_side, turned round: per row, each edge
 * is asked once from which column on it no longer lies east of the centres. Turns are exact, so the
 * answer is that of geo_geom_covers for every centre. */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "raster/cover.h"
#include "raster/edges.h"

typedef struct burning {
    geo_frame frame;
    geo_window window;
    bool *flips; /* per column of the window, one more at its end: inside changes here */
    bool *on;    /* the centre lies on an edge */
} burning;

static geo_point centre_of(const burning *state, int64_t row, int64_t column)
{
    return geo_frame_centre(state->frame, row, state->window.column + column);
}

/* The first column of the window at whose centre the edge from `low` to `high` no longer turns
 * left; window.width when there is none. */
static int64_t first_not_west(const burning *state, geo_point low, geo_point high, int64_t row)
{
    double y = centre_of(state, row, 0).y, width = (double)state->window.width;
    double x = low.x + (y - low.y) / (high.y - low.y) * (high.x - low.x);
    double guess = (x - centre_of(state, row, 0).x) / state->frame.cell_m;
    int64_t column = guess > 0 ? (int64_t)(guess < width ? guess : width) : 0;
    while (column < state->window.width && geo_orient(low, high, centre_of(state, row, column)) > 0)
        column++;
    while (column > 0 && geo_orient(low, high, centre_of(state, row, column - 1)) <= 0)
        column--;
    return column;
}

/* An edge along the row of centres: those between its ends are on it. */
static void mark_level(burning *state, const geo_edge *edge, int64_t row)
{
    geo_box box = {fmin(edge->a.x, edge->b.x), edge->a.y, fmax(edge->a.x, edge->b.x), edge->a.y};
    geo_window cells = geo_frame_window(state->frame, box);
    for (int64_t i = 0; i < cells.width; i++) {
        int64_t column = cells.column + i - state->window.column;
        double x = centre_of(state, row, column).x;
        if (column >= 0 && column < state->window.width && box.xmin <= x && x <= box.xmax)
            state->on[column] = true;
    }
}

static void add_edge(burning *state, const geo_edge *edge, int64_t row)
{
    double y = centre_of(state, row, 0).y;
    bool rises = edge->a.y < edge->b.y;
    geo_point low = rises ? edge->a : edge->b, high = rises ? edge->b : edge->a;
    if (y < low.y || y > high.y)
        return;
    if (low.y == high.y) {
        mark_level(state, edge, row);
        return;
    }
    int64_t column = first_not_west(state, low, high, row);
    if (column < state->window.width && geo_orient(low, high, centre_of(state, row, column)) == 0)
        state->on[column] = true;
    if (y < high.y) /* an edge holds its lower end, not its upper one */
        state->flips[column] = !state->flips[column];
}

static void burn_row(burning *state, const geo_grid *grid, int64_t row, float value)
{
    float *cells = grid->cells + row * grid->frame.width + state->window.column;
    bool inside = false;
    for (int64_t i = 0; i < state->window.width; i++) {
        inside ^= state->flips[i];
        if (inside || state->on[i])
            cells[i] = value;
    }
    memset(state->flips, 0, (size_t)state->window.width + 1);
    memset(state->on, 0, (size_t)state->window.width + 1);
}

static void burn_rows(burning *state, const geo_grid *grid, geo_edges *edges, float value)
{
    int64_t end = state->window.row + state->window.height;
    for (int64_t row = state->window.row; row < end; row++) {
        size_t count;
        const geo_edge *const *active = geo_edges_row(edges, row, &count);
        for (size_t i = 0; i < count; i++)
            add_edge(state, active[i], row);
        burn_row(state, grid, row, value);
    }
}

geo_status geo_grid_burn(geo_ctx *ctx, geo_grid *grid, const geo_geom *polygon, float value)
{
    burning state = {.frame = grid->frame};
    state.window = geo_frame_window(grid->frame, geo_box_of(polygon));
    geo_edges *edges = NULL;
    geo_status status = geo_edges_new(ctx, grid->frame, state.window, polygon, &edges);
    if (status != GEO_OK)
        return status;
    state.flips = geo_calloc((size_t)state.window.width + 1, sizeof *state.flips);
    state.on = geo_calloc((size_t)state.window.width + 1, sizeof *state.on);
    if (state.flips && state.on)
        burn_rows(&state, grid, edges, value);
    else
        status = geo_fail_nomem(ctx);
    geo_free(state.flips);
    geo_free(state.on);
    geo_edges_free(edges);
    return status;
}
