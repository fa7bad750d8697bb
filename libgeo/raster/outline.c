/* Walks along the edges of cells with the inside on the left. Where four edges meet the walk turns
 * left, so that it stays with its group of cells; a corner that it passes a second time closes a
 * ring of its own. Invariant: place[v] is where corner v stands in the present walk, or NONE. */
#include "raster/outline.h"

#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/groups.h"
#include "base/vec.h"

#define NONE UINT32_MAX

/* Directions of an edge: east below its cell, north on its right, west above it, south on its left.
 */
static const int64_t AHEAD[4][2] = {{0, 1}, {-1, 0}, {0, -1}, {1, 0}}; /* row, column */
static const int64_t RIGHT[4][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
static const int64_t END[4][2] = {{1, 1}, {0, 1}, {0, 0}, {1, 0}}; /* corner of the cell */

typedef struct ring {
    size_t first; /* in corners */
    uint32_t count, group, order;
    bool is_shell;
} ring;

typedef struct tracer {
    geo_window window;
    const uint8_t *inside;
    uint32_t *group; /* per cell: lowest cell of its group */
    uint8_t *walked; /* per cell: bits of its edges */
    uint32_t *place; /* per corner of the lattice */
    GEO_VEC(uint32_t) walk;
    GEO_VEC(uint32_t) corners; /* of finished rings */
    GEO_VEC(ring) rings;
} tracer;

static bool is_in(const tracer *t, int64_t row, int64_t column)
{
    return row >= 0 && row < t->window.height && column >= 0 && column < t->window.width &&
           t->inside[row * t->window.width + column] != 0;
}

static void find_groups(tracer *t)
{
    int64_t width = t->window.width;
    for (int64_t row = 0; row < t->window.height; row++)
        for (int64_t column = 0; column < width; column++) {
            uint32_t cell = (uint32_t)(row * width + column);
            t->group[cell] = cell;
            if (!t->inside[cell])
                continue;
            if (is_in(t, row, column - 1))
                geo_groups_join(t->group, cell - 1, cell);
            if (is_in(t, row - 1, column))
                geo_groups_join(t->group, cell - (uint32_t)width, cell);
        }
}

/* Twice the signed area of a ring in cells; rows count downwards. */
static int64_t doubled_area(const tracer *t, const uint32_t *corners, size_t count)
{
    int64_t sum = 0, lattice = t->window.width + 1;
    for (size_t i = 0; i < count; i++) {
        uint32_t a = corners[i], b = corners[i + 1 < count ? i + 1 : 0];
        sum += a / lattice * (b % lattice) - a % lattice * (b / lattice);
    }
    return sum;
}

/* Ends the walk's corners from `from` on as a ring; the corner at `from` stays in the walk. */
static bool finish_ring(tracer *t, size_t from, uint32_t group)
{
    size_t count = t->walk.count - from;
    const uint32_t *corners = t->walk.items + from;
    ring made = {t->corners.count, (uint32_t)count, group, (uint32_t)t->rings.count,
                 doubled_area(t, corners, count) > 0};
    if (!geo_vec_room(&t->corners, count) || !geo_vec_push(&t->rings, made))
        return false;
    memcpy(t->corners.items + t->corners.count, corners, count * sizeof *corners);
    t->corners.count += count;
    for (size_t i = from + 1; i < t->walk.count; i++)
        t->place[t->walk.items[i]] = NONE;
    t->walk.count = from + 1;
    return true;
}

static bool turn_at(tracer *t, uint32_t corner, uint32_t group)
{
    if (t->place[corner] != NONE)
        return finish_ring(t, t->place[corner], group);
    t->place[corner] = (uint32_t)t->walk.count;
    return geo_vec_push(&t->walk, corner);
}

/* From one edge of a cell along all that follow it. */
static bool follow(tracer *t, int64_t row, int64_t column, int side)
{
    const int64_t width = t->window.width;
    uint32_t group = geo_groups_find(t->group, (uint32_t)(row * width + column));
    while (!(t->walked[row * width + column] & 1 << side)) {
        t->walked[row * width + column] |= (uint8_t)(1 << side);
        uint32_t corner = (uint32_t)((row + END[side][0]) * (width + 1) + column + END[side][1]);
        int64_t next_row = row + AHEAD[side][0], next_column = column + AHEAD[side][1];
        if (!is_in(t, next_row, next_column)) {
            if (!turn_at(t, corner, group))
                return false;
            side = (side + 1) & 3;
            continue;
        }
        row = next_row;
        column = next_column;
        next_row += RIGHT[side][0];
        next_column += RIGHT[side][1];
        if (is_in(t, next_row, next_column)) {
            if (!turn_at(t, corner, group))
                return false;
            row = next_row;
            column = next_column;
            side = (side + 3) & 3;
        }
    }
    bool fine = finish_ring(t, 0, group);
    t->place[t->walk.items[0]] = NONE;
    t->walk.count = 0;
    return fine;
}

static geo_status walk_all(geo_ctx *ctx, tracer *t)
{
    for (int64_t row = 0; row < t->window.height; row++)
        for (int64_t column = 0; column < t->window.width; column++)
            for (int side = 0; is_in(t, row, column) && side < 4; side++)
                if (!is_in(t, row + RIGHT[side][0], column + RIGHT[side][1]) &&
                    !(t->walked[row * t->window.width + column] & 1 << side) &&
                    !follow(t, row, column, side))
                    return geo_fail_nomem(ctx);
    return GEO_OK;
}

static int compare_rings(const void *left, const void *right)
{
    const ring *a = left, *b = right;
    if (a->group != b->group)
        return a->group < b->group ? -1 : 1;
    if (a->is_shell != b->is_shell)
        return a->is_shell ? -1 : 1;
    return a->order < b->order ? -1 : a->order > b->order;
}

static geo_status assemble(geo_ctx *ctx, geo_frame frame, tracer *t, geo_geom *out)
{
    size_t points = t->corners.count + t->rings.count, lattice = (size_t)t->window.width + 1;
    geo_geom made = {.type = GEO_GEOM_MULTIPOLYGON};
    if (points >= UINT32_MAX)
        return geo_fail(ctx, GEO_ERR_LIMIT, "an outline of %zu corners", points);
    made.points = geo_alloc(points, sizeof *made.points);
    made.ends = geo_alloc(t->rings.count, sizeof *made.ends);
    made.parts = geo_alloc(t->rings.count, sizeof *made.parts);
    if (!made.points || !made.ends || !made.parts) {
        geo_geom_release(&made);
        return geo_fail_nomem(ctx);
    }
    if (t->rings.count > 0)
        qsort(t->rings.items, t->rings.count, sizeof *t->rings.items, compare_rings);
    for (size_t i = 0; i < t->rings.count; i++) {
        const ring *r = &t->rings.items[i];
        for (uint32_t k = 0; k <= r->count; k++) {
            uint32_t corner = t->corners.items[r->first + k % r->count];
            made.points[made.point_count++] = (geo_point){
                frame.x0 + (double)(t->window.column + (int64_t)(corner % lattice)) * frame.cell_m,
                frame.y0 - (double)(t->window.row + (int64_t)(corner / lattice)) * frame.cell_m};
        }
        if (r->is_shell && i > 0)
            made.parts[made.part_count++] = made.end_count;
        made.ends[made.end_count++] = made.point_count;
    }
    if (made.end_count > 0)
        made.parts[made.part_count++] = made.end_count;
    *out = made;
    return GEO_OK;
}

geo_status geo_outline(geo_ctx *ctx, geo_frame frame, geo_window window, const uint8_t *inside,
                       geo_geom *out)
{
    size_t cells = (size_t)window.height * (size_t)window.width;
    size_t corners = ((size_t)window.height + 1) * ((size_t)window.width + 1);
    tracer t = {.window = window, .inside = inside};
    geo_status status = GEO_OK;
    if (corners >= NONE)
        return geo_fail(ctx, GEO_ERR_LIMIT, "an outline within %zu cells", cells);
    t.group = geo_alloc(cells, sizeof *t.group);
    t.walked = geo_calloc(cells, 1);
    t.place = geo_alloc(corners, sizeof *t.place);
    if (t.group && t.walked && t.place) {
        memset(t.place, 0xff, corners * sizeof *t.place);
        find_groups(&t);
        status = walk_all(ctx, &t);
        if (status == GEO_OK)
            status = assemble(ctx, frame, &t, out);
    } else {
        status = geo_fail_nomem(ctx);
    }
    geo_free(t.group);
    geo_free(t.walked);
    geo_free(t.place);
    geo_free(t.walk.items);
    geo_free(t.corners.items);
    geo_free(t.rings.items);
    return status;
}
