/* Line of sight over a grid of flat columns, in two steps. The line is cut in slabs: the columns of
 * the grid when it runs mostly east-west, else the rows. In each slab it can touch at most three
 * cells; when all of them lie below the lowest point of the line in the slab, nothing can block and
 * the next slab follows: a few additions, no division. Otherwise each cell is decided by clipping
 * the line to its square, as the definition says. The quick step only ever errs towards the exact
 * one: its cells are widened and its height lowered by `slack`, far more than rounding can do.
 * The traversal is that of Amanatides & Woo 1987, A fast voxel traversal algorithm for ray tracing,
 * with slabs in place of single steps. */
#include <math.h>

#include "raster/lattice.h"
#include "raster/sight.h"

static const double FARTHEST = 0x1p40; /* cells; beyond it a line is not followed */

typedef struct walk {
    const geo_grid *surface;
    const geo_sight_line *line;
    double dx, dy, dz, length; /* eye to target, m; length in plan */
    bool to_the_end;           /* the smallest clearance is wanted, not only the verdict */
    bool nodata, blocked;
    double smallest; /* clearance so far; only what is smaller is of interest */
    /* Slabs first..last, of which 0..slabs-1 are in the grid; `across` cells in a slab. Slab
     * first + i can touch cells floor(low + i * step) .. floor(high + i * step) and lies above
     * under + i * climb (m). */
    bool by_columns;
    int64_t first, last, slabs, across;
    double low, high, step, under, climb;
} walk;

typedef struct stretch { /* of the line, eye 0 to target 1; empty when from >= to */
    double from, to;
} stretch;

/* Cuts the stretch to where the line's coordinate lies in min..max. */
static stretch clip(stretch part, double eye, double delta, double min, double max)
{
    if (delta == 0)
        return eye >= min && eye <= max ? part : (stretch){1, 0};
    double enters = ((delta > 0 ? min : max) - eye) / delta;
    double leaves = ((delta > 0 ? max : min) - eye) / delta;
    part.from = enters > part.from ? enters : part.from;
    part.to = leaves < part.to ? leaves : part.to;
    return part;
}

static bool is_near(geo_point a, geo_point b, double radius)
{
    double dx = a.x - b.x, dy = a.y - b.y;
    return radius >= 0 && dx * dx + dy * dy <= radius * radius;
}

static bool is_free_zone(const geo_sight_line *line, geo_point centre)
{
    return is_near(centre, line->free_a, line->free_a_m) ||
           is_near(centre, line->free_b, line->free_b_m);
}

/* Decides one cell by the definition; `value` is its column's height. */
static void decide_cell(walk *state, int64_t row, int64_t column, float value)
{
    const geo_frame *frame = &state->surface->frame;
    const geo_sight_line *line = state->line;
    stretch part = {0, 1};
    part = clip(part, line->eye.x, state->dx, geo_lattice_x(frame, column),
                geo_lattice_x(frame, column + 1));
    part = clip(part, line->eye.y, state->dy, geo_lattice_y(frame, row + 1),
                geo_lattice_y(frame, row));
    if (!((part.to - part.from) * state->length > GEO_SIGHT_TOUCH_M) ||
        is_free_zone(line, geo_frame_centre(*frame, row, column)))
        return;
    if (isnan(value)) {
        state->nodata = true;
        return;
    }
    double lowest = line->eye.z + state->dz * (state->dz > 0 ? part.from : part.to);
    double clearance = lowest - value;
    state->blocked |= clearance < -GEO_SIGHT_TOUCH_M;
    state->smallest = clearance < state->smallest ? clearance : state->smallest;
}

/* Decides cells low..high of a slab; true when the walk is over. */
static bool decide_slab(walk *state, int64_t slab, int64_t low, int64_t high)
{
    const geo_grid *grid = state->surface;
    for (int64_t minor = low; minor <= high; minor++) {
        int64_t row = state->by_columns ? minor : slab, column = state->by_columns ? slab : minor;
        bool inside =
            row >= 0 && row < grid->frame.height && column >= 0 && column < grid->frame.width;
        float value = inside ? grid->cells[row * grid->frame.width + column] : NAN;
        if (!(isnan(value) && state->nodata))
            decide_cell(state, row, column, value);
    }
    return state->blocked && !state->to_the_end;
}

/* Lays the slabs out. False when the line is not finite or reaches too far. */
static bool plan_walk(walk *state)
{
    const geo_frame *frame = &state->surface->frame;
    const geo_point3 eye = state->line->eye, target = state->line->target;
    double per_cell = 1 / frame->cell_m;
    double u = (eye.x - frame->x0) * per_cell, du = state->dx * per_cell;
    double v = (frame->y0 - eye.y) * per_cell, dv = -state->dy * per_cell;
    double reach = fmax(fmax(fabs(u), fabs(u + du)), fmax(fabs(v), fabs(v + dv)));
    if (!(reach < FARTHEST) || !(fabs(eye.z) + fabs(target.z) < INFINITY) || isnan(u + v + du + dv))
        return false;
    state->by_columns = fabs(du) >= fabs(dv);
    state->slabs = state->by_columns ? frame->width : frame->height;
    state->across = state->by_columns ? frame->height : frame->width;
    double along = state->by_columns ? u : v, more = state->by_columns ? du : dv;
    double beside = state->by_columns ? v : u, aside = state->by_columns ? dv : du;
    double slack = 1e-6 + reach * 1e-14;
    state->first = (int64_t)floor(fmin(along, along + more) - slack);
    state->last = (int64_t)floor(fmax(along, along + more) + slack);
    state->step = aside / more;
    state->climb = state->dz / more;
    double back = (double)state->first - along;
    state->low = beside + back * state->step + fmin(state->step, 0) - slack;
    state->high = beside + back * state->step + fmax(state->step, 0) + slack;
    state->under = eye.z + back * state->climb + fmin(state->climb, 0) - slack * fabs(state->climb);
    return true;
}

/* True when every cell that the quick step reads lies in the grid. */
static bool stays_inside(const walk *state)
{
    double steps = (double)(state->last - state->first) * state->step;
    return state->first >= 0 && state->last < state->slabs &&
           fmin(state->low, state->low + steps) >= 0 &&
           fmax(state->high, state->high + steps) < (double)state->across;
}

/* The hot loop: all cells are in the grid, so casting is flooring. A NaN fails every `<`. */
static void walk_inside(walk *state)
{
    const int64_t width = state->surface->frame.width;
    const int64_t along = state->by_columns ? 1 : width, beside = state->by_columns ? width : 1;
    const double low = state->low, high = state->high, step = state->step, climb = state->climb;
    const float *cells = state->surface->cells + state->first * along;
    double margin = state->to_the_end ? state->smallest : 0, i = 0;
    for (int64_t slab = state->first; slab <= state->last; slab++, cells += along, i += 1) {
        int64_t from = (int64_t)(low + i * step), to = (int64_t)(high + i * step);
        double limit = state->under + i * climb - margin;
        bool below = (cells[from * beside] < limit) & (cells[to * beside] < limit);
        if (to - from > 1)
            below &= cells[(from + 1) * beside] < limit;
        if (below)
            continue;
        if (decide_slab(state, slab, from, to))
            return;
        margin = state->to_the_end ? state->smallest : 0;
    }
}

/* Lines that leave the grid. Out there every cell is no-data: once that is known, only the grid
 * matters. */
static void walk_anywhere(walk *state)
{
    int64_t slab = state->first;
    while (slab <= state->last && !(state->nodata && slab >= state->slabs)) {
        double i = (double)(slab - state->first);
        int64_t low = (int64_t)floor(state->low + i * state->step);
        int64_t high = (int64_t)floor(state->high + i * state->step);
        if (decide_slab(state, slab, low, high))
            return;
        slab = state->nodata && slab < -1 ? 0 : slab + 1;
    }
}

static geo_sight verdict(const walk *state)
{
    if (state->blocked)
        return GEO_SIGHT_BLOCKED;
    return state->nodata ? GEO_SIGHT_NODATA : GEO_SIGHT_FREE;
}

geo_sight geo_sight_over_grid(const geo_grid *surface, const geo_sight_line *line,
                              double *clearance)
{
    walk state = {.surface = surface, .line = line, .smallest = INFINITY};
    state.dx = line->target.x - line->eye.x;
    state.dy = line->target.y - line->eye.y;
    state.dz = line->target.z - line->eye.z;
    state.length = sqrt(state.dx * state.dx + state.dy * state.dy);
    state.to_the_end = clearance != NULL;
    if (!plan_walk(&state))
        state.nodata = true;
    else if (state.length > GEO_SIGHT_TOUCH_M && stays_inside(&state))
        walk_inside(&state);
    else if (state.length > GEO_SIGHT_TOUCH_M)
        walk_anywhere(&state);
    if (clearance)
        *clearance = state.smallest;
    return verdict(&state);
}
