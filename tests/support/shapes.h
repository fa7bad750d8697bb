/* Seeded numbers and polygons for the tests of areas. */
#ifndef GROENNET_TESTS_SHAPES_H
#define GROENNET_TESTS_SHAPES_H

#include <math.h>
#include <stdint.h>

#include "dice.h"
#include "geom/geom.h"

typedef struct shape_dice {
    uint64_t state;
} shape_dice;

static inline double shape_roll(shape_dice *d) /* 0 <= result < 1 */
{
    return dice_unit(&d->state);
}

static inline double shape_between(shape_dice *d, double low, double high)
{
    return low + (high - low) * shape_roll(d);
}

#define SHAPE_CORNERS 12

/* Up to three parts, each a star with a star-shaped hole; rings in either direction. */
typedef struct shape {
    geo_geom geom;
    geo_point points[3 * 2 * (SHAPE_CORNERS + 1)];
    uint32_t ends[6], parts[3];
} shape;

static inline void shape_ring(shape *s, shape_dice *d, geo_point centre, double radius, double snap)
{
    uint32_t corners = 3 + (uint32_t)shape_between(d, 0, SHAPE_CORNERS - 2.001);
    double turn = shape_roll(d) < 0.5 ? 6.283185307179586 : -6.283185307179586;
    geo_point *ring = s->points + s->geom.point_count;
    for (uint32_t i = 0; i < corners; i++) {
        double r = radius * shape_between(d, 0.55, 1), angle = turn * (i + 0.3) / corners;
        ring[i] = (geo_point){centre.x + r * cos(angle), centre.y + r * sin(angle)};
        if (snap > 0)
            ring[i] = (geo_point){round(ring[i].x / snap) * snap, round(ring[i].y / snap) * snap};
    }
    ring[corners] = ring[0];
    s->geom.point_count += corners + 1;
    s->ends[s->geom.end_count++] = s->geom.point_count;
}

/* `parts` stars side by side, 2.2 radii apart; vertices on multiples of `snap` unless it is 0. A
 * triangle's hole keeps within its inner circle: 0.2 < 0.55 * cos 60 degrees. */
static inline void shape_make(shape *s, shape_dice *d, geo_point centre, double radius,
                              uint32_t parts, bool holes, double snap)
{
    s->geom = (geo_geom){parts > 1 ? GEO_GEOM_MULTIPOLYGON : GEO_GEOM_POLYGON,
                         s->points,
                         s->ends,
                         s->parts,
                         0,
                         0,
                         parts};
    for (uint32_t part = 0; part < parts; part++) {
        geo_point at = {centre.x + 2.2 * radius * part, centre.y};
        shape_ring(s, d, at, radius, snap);
        if (holes)
            shape_ring(s, d, at, 0.2 * radius, snap);
        s->parts[part] = s->geom.end_count;
    }
}

#endif
