/* Which building an address has, and from which points before its walls it looks. Part of
 * trees_oracle.c. */
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

static double tiny_length(const geo_run *ring)
{
    double length = 0;
    for (size_t i = 1; i < ring->count; i++)
        length += tiny_apart(ring->points[i - 1], ring->points[i]);
    return length;
}

static bool tiny_anticlockwise(const geo_run *ring)
{
    real twice = 0;
    for (size_t i = 1; i < ring->count; i++)
        twice += (real)ring->points[i - 1].x * ring->points[i].y -
                 (real)ring->points[i].x * ring->points[i - 1].y;
    return twice > 0;
}

/* One ring as a list of n distinct corners, from the smallest on, the outside on the right. */
static size_t tiny_corners(const geo_run *ring, bool is_shell, geo_point *out)
{
    size_t n = ring->count - 1, start = 0;
    bool forward = tiny_anticlockwise(ring) == is_shell;
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
            double length = tiny_length(&run);
            size_t n = tiny_corners(&run, ring == first, corners);
            size_t wanted = (size_t)fmax(4, ceil(length / spacing_m));
            for (size_t i = 0; i < wanted; i++)
                out->items[out->count++] =
                    tiny_place(corners, n, ((double)i + 0.5) * length / (double)wanted);
        }
}

/* A point at the end of a wall that turns inward stands on the next one: that does not look out. */
static bool tiny_clear(const tiny_town *tiny, const char *id, geo_point p)
{
    for (size_t i = 0; i < tiny->building_count; i++) {
        bool inside, own = strcmp(tiny->buildings[i].id, id) == 0;
        if (tiny_off(tiny->buildings[i].geom, p, &inside) <= (own ? 1e-6 : 0.3))
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

/* Address points of other homes that share the facade. */
static size_t tiny_rivals(const tiny_town *tiny, const char *id, geo_point own, geo_point *out)
{
    size_t count = 0;
    for (size_t i = 0; i < tiny->address_count; i++) {
        const tiny_address *other = &tiny->addresses[i];
        const char *theirs = other->home == 0 ? NULL : tiny_building_of(tiny, other);
        if (theirs && strcmp(theirs, id) == 0 && tiny_competes(tiny, id, own, other->at))
            out[count++] = other->at;
    }
    return count;
}

static void tiny_own(const tiny_town *tiny, const char *id, geo_point own, tiny_points *points)
{
    bool keep[TINY_POINTS];
    geo_point rivals[TINY_MOST];
    size_t kept = 0, rival_count = tiny_rivals(tiny, id, own, rivals);
    for (size_t i = 0; i < points->count; i++) {
        keep[i] = true;
        for (size_t k = 0; k < rival_count; k++)
            if (tiny_apart(points->items[i], rivals[k]) < tiny_apart(points->items[i], own))
                keep[i] = false;
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
