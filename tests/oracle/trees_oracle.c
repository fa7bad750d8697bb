#include "trees_oracle.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sight_oracle.c"

#define TINY_POINTS 4096

static double tiny_apart(geo_point a, geo_point b)
{
    return hypot(b.x - a.x, b.y - a.y);
}

/* Distance to a building, 0 inside and on its walls. */
static double tiny_off(const geo_geom *geom, geo_point p, bool *inside)
{
    real wall = oracle_inside(geom, p.x, p.y, inside);
    return *inside ? 0 : (double)wall;
}

/* ---- facade points ---- */

typedef struct tiny_points {
    geo_point items[TINY_POINTS];
    size_t count;
} tiny_points;

/* One ring as a list of n distinct corners, from the smallest on, the outside on the right. */
static size_t tiny_corners(const geo_run *ring, bool is_shell, geo_point *out)
{
    size_t n = ring->count - 1, start = 0;
    bool forward = (geo_ring_area(ring->points, ring->count) > 0) == is_shell;
    for (size_t i = 1; i < n; i++) {
        geo_point p = ring->points[i], q = ring->points[start];
        if (p.x < q.x || (p.x == q.x && p.y < q.y))
            start = i;
    }
    for (size_t i = 0; i <= n; i++)
        out[i] = ring->points[(start + (forward ? i : n - i)) % n];
    return n;
}

/* The place at `along` from the beginning; a micrometre beyond a wall's end still belongs to it. */
static geo_point tiny_place(const geo_point *corners, size_t n, double along)
{
    for (size_t i = 0; i < n; i++) {
        geo_point a = corners[i], b = corners[i + 1];
        double edge = tiny_apart(a, b);
        if (edge > 0 && (along <= edge + 1e-6 || i + 1 == n)) {
            double ux = (b.x - a.x) / edge, uy = (b.y - a.y) / edge;
            return (geo_point){a.x + ux * along + uy / 2, a.y + uy * along - ux / 2};
        }
        along -= edge;
    }
    abort();
}

static void tiny_walk(const geo_geom *geom, double spacing_m, tiny_points *out)
{
    geo_point corners[256];
    uint32_t ring = 0;
    for (uint32_t part = 0; part < geom->part_count; part++)
        for (uint32_t first = ring; ring < geom->parts[part]; ring++) {
            geo_run run = geo_geom_run(geom, ring);
            double length = geo_line_length(run.points, run.count);
            size_t n = tiny_corners(&run, ring == first, corners);
            size_t wanted = (size_t)fmax(4, ceil(length / spacing_m));
            for (size_t i = 0; i < wanted; i++)
                out->items[out->count++] =
                    tiny_place(corners, n, ((double)i + 0.5) * length / (double)wanted);
        }
}

static bool tiny_clear(const tiny_town *tiny, const char *id, geo_point p)
{
    for (size_t i = 0; i < tiny->building_count; i++) {
        bool inside, own = strcmp(tiny->buildings[i].id, id) == 0;
        double off = tiny_off(tiny->buildings[i].geom, p, &inside);
        if (own ? inside && off == 0 : off <= 0.3)
            return false;
    }
    return true;
}

/* ---- which building, whose points ---- */

static double tiny_box_off(const geo_geom *geom, geo_point p)
{
    geo_box box = geo_box_of(geom);
    double dx = fmax(fmax(box.xmin - p.x, p.x - box.xmax), 0);
    return hypot(dx, fmax(fmax(box.ymin - p.y, p.y - box.ymax), 0));
}

/* Id of the address's building, or NULL. */
static const char *tiny_building_of(const tiny_town *tiny, const tiny_address *a)
{
    const char *found = NULL;
    for (size_t i = 0; a->building_id && i < tiny->building_count; i++)
        if (strcmp(tiny->buildings[i].id, a->building_id) == 0 &&
            tiny_box_off(tiny->buildings[i].geom, a->at) <= 50)
            return tiny->buildings[i].id;
    for (size_t i = 0; i < tiny->building_count; i++) {
        bool inside;
        const char *id = tiny->buildings[i].id;
        if (tiny_off(tiny->buildings[i].geom, a->at, &inside) == 0 &&
            (!found || strcmp(id, found) < 0))
            found = id;
    }
    return found;
}

/* Does other stand near a part of the building that own stands near? */
static bool tiny_competes(const tiny_town *tiny, const char *id, geo_point own, geo_point other)
{
    for (size_t i = 0; i < tiny->building_count; i++)
        if (strcmp(tiny->buildings[i].id, id) == 0 &&
            tiny_box_off(tiny->buildings[i].geom, own) <= 50 &&
            tiny_box_off(tiny->buildings[i].geom, other) <= 50)
            return tiny_apart(own, other) > 0.1;
    return false;
}

static void tiny_own(const tiny_town *tiny, const char *id, geo_point own, tiny_points *points)
{
    bool keep[TINY_POINTS];
    size_t kept = 0;
    for (size_t i = 0; i < points->count; i++) {
        keep[i] = true;
        for (size_t k = 0; k < tiny->address_count; k++) {
            const tiny_address *other = &tiny->addresses[k];
            const char *theirs = other->home == 0 ? NULL : tiny_building_of(tiny, other);
            if (theirs && strcmp(theirs, id) == 0 && tiny_competes(tiny, id, own, other->at) &&
                tiny_apart(points->items[i], other->at) < tiny_apart(points->items[i], own))
                keep[i] = false;
        }
        kept += keep[i];
    }
    if (kept < 4)
        for (size_t i = 0; i < points->count; i++) { /* rank by distance, then place */
            size_t before = 0;
            for (size_t k = 0; k < points->count; k++) {
                double there = tiny_apart(points->items[k], own);
                double here = tiny_apart(points->items[i], own);
                before += there < here || (there == here && k < i);
            }
            keep[i] = before < 4;
        }
    size_t count = 0;
    for (size_t i = 0; i < points->count; i++)
        if (keep[i])
            points->items[count++] = points->items[i];
    points->count = count;
}

static void tiny_observers(const tiny_town *tiny, const geo_trees_options *options,
                           const tiny_address *a, const char *id, tiny_points *out)
{
    tiny_points *all = calloc(1, sizeof *all);
    out->count = 0;
    for (size_t i = 0; i < tiny->building_count; i++)
        if (strcmp(tiny->buildings[i].id, id) == 0 &&
            tiny_box_off(tiny->buildings[i].geom, a->at) <= 50)
            tiny_walk(tiny->buildings[i].geom, options->spacing_m, all);
    for (size_t i = 0; i < all->count; i++)
        if (tiny_clear(tiny, id, all->items[i]))
            out->items[out->count++] = all->items[i];
    if (options->facade == GEO_FACADE_OWN)
        tiny_own(tiny, id, a->at, out);
    free(all);
}

/* ---- lines ---- */

static geo_point tiny_centre(geo_frame f, int64_t row, int64_t column)
{
    return (geo_point){f.x0 + ((double)column + 0.5) * f.cell_m,
                       f.y0 - ((double)row + 0.5) * f.cell_m};
}

static double tiny_ground(const tiny_town *tiny, geo_point p)
{
    const geo_grid *g = &tiny->dtm;
    double best = INFINITY, ground = NAN;
    if (!g->cells)
        return 0;
    int64_t c = (int64_t)floor((p.x - g->frame.x0) / g->frame.cell_m);
    int64_t r = (int64_t)floor((g->frame.y0 - p.y) / g->frame.cell_m);
    bool in = r >= 0 && c >= 0 && r < g->frame.height && c < g->frame.width;
    if (in && !isnan(g->cells[r * g->frame.width + c]))
        return (double)g->cells[r * g->frame.width + c];
    int64_t far = (int64_t)ceil(10 / g->frame.cell_m) + 1;
    int64_t west = c > far ? c - far : 0, north = r > far ? r - far : 0;
    for (int64_t row = north; row < g->frame.height && row <= r + far; row++)
        for (int64_t column = west; column < g->frame.width && column <= c + far; column++) {
            float value = g->cells[row * g->frame.width + column];
            double off = tiny_apart(p, tiny_centre(g->frame, row, column));
            if (!isnan(value) && off <= 10 && off < best) {
                best = off;
                ground = (double)value;
            }
        }
    return ground;
}

void tiny_surface(tiny_town *tiny, const geo_trees_options *options)
{
    geo_frame f = tiny->dsm.frame;
    if (geo_grid_init(NULL, &tiny->surface, f, 0) != GEO_OK)
        abort();
    for (int64_t i = 0; i < f.width * f.height; i++) {
        bool in = options->trees_block, inside;
        geo_point centre = tiny_centre(f, i / f.width, i % f.width);
        for (size_t b = 0; b < tiny->building_count && !in; b++)
            in = tiny_off(tiny->buildings[b].geom, centre, &inside) == 0;
        tiny->surface.cells[i] = in ? tiny->dsm.cells[i] : tiny->dtm.cells[i];
    }
}

static oracle_sight tiny_line(const tiny_town *tiny, const geo_sight_line *line)
{
    oracle_sight out = {GEO_SIGHT_FREE, INFINITY, false};
    geo_box reached = geo_box_join(geo_box_around((geo_point){line->eye.x, line->eye.y}, 1),
                                   geo_box_around((geo_point){line->target.x, line->target.y}, 1));
    if (tiny->surface.cells)
        return oracle_over_grid(&tiny->surface, line);
    for (size_t i = 0; i < tiny->building_count; i++) {
        const tiny_building *b = &tiny->buildings[i];
        geo_prism prism = {b->geom, geo_box_of(b->geom), b->height_m};
        if (!geo_box_meets(prism.box, reached))
            continue;
        oracle_sight one = oracle_past_prism(&prism, line);
        out.tie |= one.tie;
        out.verdict = one.verdict > out.verdict ? one.verdict : out.verdict;
    }
    return out;
}

typedef struct tiny_known { /* a tree as it is taken */
    double height_m, crown_d_m;
    bool counts;
} tiny_known;

static tiny_known tiny_take(const tiny_tree *tree, const geo_trees_options *options)
{
    tiny_known out = {tree->height_m, tree->crown_d_m, true};
    if (tree->status && *tree->status && strcmp(tree->status, "standing") != 0)
        out.counts = false;
    if (isnan(out.height_m)) {
        out.height_m = options->tree_height_m;
        if (!isnan(tree->height_max_m) && tree->height_max_m < out.height_m)
            out.height_m = tree->height_max_m;
        if (tree->height_max_m < options->min_height_m)
            out.counts = false;
    } else if (out.height_m < options->min_height_m)
        out.counts = false;
    if (!(out.crown_d_m > 0))
        out.crown_d_m = options->crown_d_m;
    if (M_PI * out.crown_d_m * out.crown_d_m / 4 < options->min_crown_area_m2)
        out.counts = false;
    return out;
}

static geo_sight tiny_sight(const tiny_town *tiny, geo_point3 eye, const tiny_tree *tree,
                            const tiny_known *known, bool *tie)
{
    double ground = tiny_ground(tiny, tree->at), half = known->crown_d_m / 2;
    if (isnan(ground) || isnan(eye.z))
        return GEO_SIGHT_NODATA;
    double dx = tree->at.x - eye.x, dy = tree->at.y - eye.y, away = hypot(dx, dy);
    double low = ground + fmax(known->height_m - half, known->height_m / 2);
    double sx = away > 0 ? -dy / away * half : 0, sy = away > 0 ? dx / away * half : half;
    const geo_point3 targets[] = {{tree->at.x, tree->at.y, ground + known->height_m},
                                  {tree->at.x, tree->at.y, low},
                                  {tree->at.x + sx, tree->at.y + sy, low},
                                  {tree->at.x - sx, tree->at.y - sy, low}};
    geo_sight best = GEO_SIGHT_BLOCKED;
    for (int i = 0; i < 4; i++) {
        geo_sight_line line = {eye, targets[i], {eye.x, eye.y}, 1, tree->at, half};
        oracle_sight seen = tiny_line(tiny, &line);
        *tie |= seen.tie;
        best = seen.verdict < best ? seen.verdict : best;
    }
    return best;
}

/* ---- counting ---- */

tiny_answer tiny_trees(const tiny_town *tiny, const geo_trees_options *options, size_t address)
{
    static tiny_points eyes;
    const tiny_address *a = &tiny->addresses[address];
    tiny_answer out = {.nearest_m = INFINITY};
    int seen_from[TINY_POINTS] = {0};
    const char *id = options->from == GEO_FROM_POINT ? NULL : tiny_building_of(tiny, a);
    double floors = options->floors == GEO_FLOORS_KNOWN && a->floor > 0 ? floor(a->floor) : 0;
    eyes.count = 1;
    eyes.items[0] = a->at;
    if (id)
        tiny_observers(tiny, options, a, id, &eyes);
    out.no_facade = eyes.count == 0;
    out.no_ground = options->method == GEO_TREES_SIGHT && !out.no_facade;
    for (size_t e = 0; e < eyes.count; e++)
        out.no_ground = out.no_ground && isnan(tiny_ground(tiny, eyes.items[e]));
    for (size_t t = 0; t < tiny->tree_count; t++) {
        const tiny_tree *tree = &tiny->trees[t];
        tiny_known known = tiny_take(tree, options);
        bool reached = false, seen = false, maybe = false;
        for (size_t e = 0; known.counts && e < eyes.count; e++) {
            double off = tiny_apart(eyes.items[e], tree->at);
            if (off > options->reach_m)
                continue;
            geo_point3 eye = {eyes.items[e].x, eyes.items[e].y,
                              tiny_ground(tiny, eyes.items[e]) + options->eye_m + 3 * floors};
            geo_sight sight = GEO_SIGHT_FREE;
            if (options->method == GEO_TREES_SIGHT)
                sight = tiny_sight(tiny, eye, tree, &known, &out.tie);
            reached = true;
            out.nearest_m = fmin(out.nearest_m, off);
            seen |= sight == GEO_SIGHT_FREE;
            maybe |= sight != GEO_SIGHT_BLOCKED;
            seen_from[e] += sight == GEO_SIGHT_FREE;
        }
        out.in_reach += reached;
        out.in_sight += seen;
        out.in_sight_max += maybe;
        out.in_sight_public += seen && tree->is_public == 1;
        out.public_unknown |= seen && isnan(tree->is_public);
    }
    for (size_t e = 0; e < eyes.count; e++)
        out.best = seen_from[e] > out.best ? seen_from[e] : out.best;
    return out;
}
