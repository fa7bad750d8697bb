/* From sides to rings to polygons. Where cells touch by a corner a walk goes on around its own cell
 * (it turns left first), and a ring that comes back to one of its corners is cut in two there; so
 * every ring is simple, and what rings share is corners alone. */
#include <string.h>

#include "base/alloc.h"
#include "raster/regions_parts.h"

#define NONE SIZE_MAX

typedef struct ring {
    size_t first, count; /* in points, closed */
    int64_t cells;       /* enclosed; negative: a hole */
    size_t owner;        /* a hole's shell; NONE: not known yet */
} ring;

typedef struct walk {
    const geo_sides *sides;
    size_t *at;          /* by side: where on the way it lies; NONE */
    uint32_t *of;        /* by side: its ring */
    bool *used;          /* by side */
    GEO_VEC(size_t) way; /* sides */
    GEO_VEC(ring) rings;
    GEO_VEC(geo_point) points;
} walk;

static geo_heading heading_of(const walk *w, size_t side)
{
    return (geo_heading)(w->sides->items[side] & 3);
}

static uint64_t across(const walk *w)
{
    return (uint64_t)w->sides->frame.width + 1;
}

/* The corner where a side begins, or ends. */
static uint64_t start_of(const walk *w, size_t side)
{
    uint64_t place = w->sides->items[side] >> 2;
    geo_heading heading = heading_of(w, side);
    return heading == GEO_HEADS_WEST ? place + 1
                                     : (heading == GEO_HEADS_NORTH ? place + across(w) : place);
}

static uint64_t end_of(const walk *w, size_t side)
{
    uint64_t place = w->sides->items[side] >> 2;
    geo_heading heading = heading_of(w, side);
    return heading == GEO_HEADS_EAST ? place + 1
                                     : (heading == GEO_HEADS_SOUTH ? place + across(w) : place);
}

static size_t find(const walk *w, uint64_t item)
{
    size_t low = 0, high = w->sides->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (w->sides->items[middle] < item)
            low = middle + 1;
        else
            high = middle;
    }
    return low < w->sides->count && w->sides->items[low] == item ? low : NONE;
}

/* The side that leaves a corner this way; NONE. */
static size_t leaving(const walk *w, uint64_t corner, geo_heading heading)
{
    uint64_t back = heading == GEO_HEADS_WEST ? 1 : (heading == GEO_HEADS_NORTH ? across(w) : 0);
    return corner < back ? NONE : find(w, (corner - back) << 2 | (unsigned)heading);
}

/* Left, straight on, right. */
static const geo_heading TURNS[4][3] = {
    [GEO_HEADS_EAST] = {GEO_HEADS_NORTH, GEO_HEADS_EAST, GEO_HEADS_SOUTH},
    [GEO_HEADS_WEST] = {GEO_HEADS_SOUTH, GEO_HEADS_WEST, GEO_HEADS_NORTH},
    [GEO_HEADS_SOUTH] = {GEO_HEADS_EAST, GEO_HEADS_SOUTH, GEO_HEADS_WEST},
    [GEO_HEADS_NORTH] = {GEO_HEADS_WEST, GEO_HEADS_NORTH, GEO_HEADS_EAST}};

/* The sides that leave where this one ends: `met`, which the way has taken before, and `next`,
 * which it may take. */
static void look_ahead(const walk *w, size_t side, size_t *met, size_t *next)
{
    const geo_heading *turns = TURNS[heading_of(w, side)];
    *met = *next = NONE;
    for (int i = 0; i < 3; i++) {
        size_t other = leaving(w, end_of(w, side), turns[i]);
        if (other == NONE)
            continue;
        if (w->at[other] != NONE)
            *met = other;
        else if (!w->used[other] && *next == NONE)
            *next = other;
    }
}

static geo_point point_of(const walk *w, uint64_t corner)
{
    geo_frame frame = w->sides->frame;
    double column = (double)(corner % across(w)), row = (double)(corner / across(w));
    return (geo_point){frame.x0 + column * frame.cell_m, frame.y0 - row * frame.cell_m};
}

/* Green's theorem over the sides that lie along a row. */
static int64_t area_share(const walk *w, size_t side)
{
    int64_t row = (int64_t)(start_of(w, side) / across(w));
    geo_heading heading = heading_of(w, side);
    return heading == GEO_HEADS_EAST ? row : (heading == GEO_HEADS_WEST ? -row : 0);
}

/* The end of the way from `from` on becomes a ring and is taken off. */
static bool cut(walk *w, size_t from)
{
    ring r = {.first = w->points.count, .owner = NONE};
    size_t last = w->way.items[w->way.count - 1];
    for (size_t i = from; i < w->way.count; i++) {
        size_t side = w->way.items[i];
        if (heading_of(w, side) != heading_of(w, last) &&
            !geo_vec_push(&w->points, point_of(w, start_of(w, side))))
            return false;
        r.cells += area_share(w, side);
        w->of[side] = (uint32_t)w->rings.count;
        w->at[side] = NONE;
        last = side;
    }
    geo_point first = w->points.items[r.first];
    r.count = w->points.count + 1 - r.first;
    w->way.count = from;
    return geo_vec_push(&w->points, first) && geo_vec_push(&w->rings, r);
}

static bool walk_from(walk *w, size_t side)
{
    size_t met, next = side;
    do {
        side = next;
        w->used[side] = true;
        w->at[side] = w->way.count;
        if (!geo_vec_push(&w->way, side))
            return false;
        look_ahead(w, side, &met, &next);
        if (met != NONE && !cut(w, w->at[met]))
            return false;
    } while (w->way.count > 0);
    return true;
}

static bool make_rings(walk *w)
{
    size_t count = w->sides->count;
    w->at = geo_alloc(count, sizeof *w->at);
    w->of = geo_alloc(count, sizeof *w->of);
    w->used = geo_calloc(count, sizeof *w->used);
    if (!w->at || !w->of || !w->used)
        return false;
    memset(w->at, 0xff, count * sizeof *w->at);
    for (size_t i = 0; i < count; i++)
        if (!w->used[i] && !walk_from(w, i))
            return false;
    return true;
}

/* The first of a hole's sides that stand, the northernmost, has a run of the region's cells on its
 * left, which begins at the side that stands before it; so both are of one polygon. */
static void find_owners(walk *w)
{
    size_t before = NONE;
    for (size_t i = 0; i < w->sides->count; i++) {
        if (heading_of(w, i) != GEO_HEADS_SOUTH && heading_of(w, i) != GEO_HEADS_NORTH)
            continue;
        ring *r = &w->rings.items[w->of[i]];
        if (r->owner == NONE)
            r->owner = r->cells > 0 ? w->of[i] : w->rings.items[w->of[before]].owner;
        before = i;
    }
}

static void take_ring(const walk *w, size_t which, geo_geom *out)
{
    const ring *r = &w->rings.items[which];
    memcpy(out->points + out->point_count, w->points.items + r->first,
           r->count * sizeof(geo_point));
    out->point_count += (uint32_t)r->count;
    out->ends[out->end_count++] = out->point_count;
}

/* Holes behind their shells: a chain per shell, in the order of the rings. */
static void assemble(const walk *w, size_t *next, size_t *last, geo_geom *out)
{
    size_t count = w->rings.count;
    for (size_t i = 0; i < count; i++) {
        next[i] = NONE;
        last[i] = i;
    }
    for (size_t i = 0; i < count; i++) {
        size_t owner = w->rings.items[i].owner;
        if (owner == i)
            continue;
        next[last[owner]] = i;
        last[owner] = i;
    }
    for (size_t i = 0; i < count; i++) {
        if (w->rings.items[i].owner != i)
            continue;
        for (size_t r = i; r != NONE; r = next[r])
            take_ring(w, r, out);
        out->parts[out->part_count++] = out->end_count;
    }
}

static geo_status join(geo_ctx *ctx, walk *w, geo_geom *out)
{
    if (w->points.count >= UINT32_MAX)
        return geo_fail(ctx, GEO_ERR_LIMIT, "an outline of 2^32 points or more");
    geo_geom shape = {.type = GEO_GEOM_MULTIPOLYGON};
    size_t rings = w->rings.count, *next = geo_alloc(rings, sizeof *next);
    size_t *last = geo_alloc(rings, sizeof *last);
    shape.points = geo_alloc(w->points.count, sizeof *shape.points);
    shape.ends = geo_alloc(rings, sizeof *shape.ends);
    shape.parts = geo_alloc(rings, sizeof *shape.parts);
    bool good = next && last && shape.points && shape.ends && shape.parts;
    if (good) {
        find_owners(w);
        assemble(w, next, last, &shape);
        *out = shape;
    } else {
        geo_geom_release(&shape);
    }
    geo_free(next);
    geo_free(last);
    return good ? GEO_OK : geo_fail_nomem(ctx);
}

geo_status geo_sides_shape(geo_ctx *ctx, const geo_sides *sides, geo_geom *out)
{
    walk w = {.sides = sides};
    geo_status status = make_rings(&w) ? join(ctx, &w, out) : geo_fail_nomem(ctx);
    geo_free(w.at);
    geo_free(w.of);
    geo_free(w.used);
    geo_free(w.way.items);
    geo_free(w.rings.items);
    geo_free(w.points.items);
    return status;
}
